"""May this be shared? The sharing engine, asked by another system about codes: nobody is in the question."""

from typing import Any

from django.db import transaction
from ninja import Router

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.directory.enums import ApiScope
from samenhang.engines.sharing.cli_io import solve_document
from samenhang.engines.sharing.terms import InvalidProblem
from samenhang.interop.api.auth import ApiRequest, scope_required
from samenhang.interop.api.problems import Problem
from samenhang.interop.api.schemas import SharingIn, SharingOut

router = Router(tags=["sharing"])


class Unreadable(Exception):
    """A question that the engine cannot read; says at which field."""

    def __init__(self, error: InvalidProblem) -> None:
        super().__init__(str(error))
        self.field = error.spot


@router.post(
    "/decide",
    response={200: SharingOut, 401: Problem, 403: Problem, 422: Problem, 429: Problem},
    summary="Ask whether something may be shared",
)
@scope_required(ApiScope.SHARING_DECIDE)
def decide(request: ApiRequest, body: SharingIn) -> dict[str, Any]:
    """One or more questions in the form of ``samenhang schema sharing``; a verdict for each, in the same order."""
    with transaction.atomic():
        try:
            answers = solve_document(body.questions)
        except InvalidProblem as error:
            raise Unreadable(error) from error
        record(request.auth, Act.COMPUTE, object_type="SharingQuestion", detail={"questions": len(body.questions)})
    return {"verdicts": answers}
