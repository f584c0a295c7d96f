"""Reports of a concern from another system, such as that of the police: each once, and the answer without content."""

from typing import Any

from django.http import Http404
from ninja import Router

from samenhang.access.services import denied
from samenhang.base import clock
from samenhang.directory.enums import ApiScope
from samenhang.directory.selectors import municipalities
from samenhang.intake.enums import ReportWay
from samenhang.intake.selectors import told_by_reference
from samenhang.intake.services import NewReport, receive
from samenhang.interop.api.auth import ApiRequest, scope_required
from samenhang.interop.api.problems import Problem
from samenhang.interop.api.schemas import Reference, ReportIn, ReportOut

router = Router(tags=["reports"])
NO = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem}


class UnknownMunicipality(Exception):
    """No municipality has this name or code."""


@router.post("", response={200: ReportOut, 201: ReportOut, **NO}, summary="Hand in a report")
@scope_required(ApiScope.REPORTS_WRITE)
def hand_in(request: ApiRequest, body: ReportIn) -> tuple[int, Any]:
    """201 for a new report, 200 when the same report came before under this number; 409 when the number stands for another one.

    When the words of the earlier report were removed on their day, the answer is 200 with ``removed_at``: nothing comes in a second time.
    """
    values = body.dict()
    place = values.pop("municipality")
    found = None
    if place:
        found = next(
            (m.id for m in municipalities() if place.casefold() in (m.name.casefold(), m.code.casefold())), None
        )
        if found is None:
            raise UnknownMunicipality
    _id, new = receive(
        actor=request.auth, new=NewReport(**values, municipality_id=found), way=ReportWay.API, now=clock.now()
    )
    return 201 if new else 200, told_by_reference(request.auth, body.reference)


@router.get("/{reference}", response={200: ReportOut, **NO}, summary="What was done with a report")
@scope_required(ApiScope.REPORTS_WRITE)
def get_report(request: ApiRequest, reference: Reference) -> Any:
    """Reports of one's own organisation only: where it stands and the answer, never what it is about."""
    row = told_by_reference(request.auth, reference)
    if row is None:
        denied(request.auth, what="Report", object_id=reference)
        raise Http404
    return row
