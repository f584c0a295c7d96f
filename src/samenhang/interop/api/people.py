"""People, their placements and titles: only of cases in which the owner of the key takes part."""

from typing import Any

from django.http import Http404
from ninja import Query, Router

from samenhang.access.enums import Category, Purpose
from samenhang.access.services import denied, reading
from samenhang.directory.enums import ApiScope
from samenhang.interop.api.auth import ApiRequest, scope_required
from samenhang.interop.api.problems import Problem
from samenhang.interop.api.schemas import Id, Number, PeopleOut, PersonOut, PlacementOut, Text, TitleOut
from samenhang.legal.selectors import titles as read_titles
from samenhang.pathway.selectors import placements as read_placements
from samenhang.people.selectors import PersonRow, people
from samenhang.people.selectors import person as find_person

router = Router(tags=["people"])
CARE = Purpose.CARE_COORDINATION
NO = {401: Problem, 403: Problem, 404: Problem, 422: Problem, 429: Problem}


def _found(request: ApiRequest, person_id: int) -> PersonRow:
    """404 for whoever does not exist and for whoever may not be seen; both stand in the log alike."""
    row = find_person(request.auth, person_id, purpose=CARE)
    if row is None:
        denied(request.auth, what="Person", object_id=person_id)
        raise Http404
    return row


@router.get("", response={200: PeopleOut, **NO}, summary="The people whom I may see")
@scope_required(ApiScope.PEOPLE_READ)
def list_people(
    request: ApiRequest, q: Text = "", page: Number = 1, size: int = Query(50, ge=1, le=200)
) -> dict[str, Any]:
    """By name. ``q`` is part of a name, a number or a birth date."""
    actor = request.auth
    with reading(actor, purpose=CARE, what="People", categories=Category.ID_CONTACT) as seen:
        rows, total = people(actor, purpose=CARE, query=q.strip(), start=(page - 1) * size, size=size)
        seen["dossiers"] = [r.dossier_id for r in rows]
    return {"items": rows, "total": total, "page": page, "size": size}


@router.get("/{person_id}", response={200: PersonOut, **NO}, summary="One person")
@scope_required(ApiScope.PEOPLE_READ)
def get_person(request: ApiRequest, person_id: Id) -> PersonRow:
    """Name, number, birth date and municipality."""
    row = _found(request, person_id)
    with reading(request.auth, purpose=CARE, what="Person", categories=Category.ID_CONTACT, dossier_id=row.dossier_id):
        return row


@router.get("/{person_id}/placements", response={200: list[PlacementOut], **NO}, summary="Placements of one person")
@scope_required(ApiScope.PEOPLE_READ)
def list_placements(request: ApiRequest, person_id: Id) -> list[Any]:
    """In the order of time, without what was corrected."""
    row = _found(request, person_id)
    with reading(
        request.auth,
        purpose=CARE,
        what="Placements",
        categories=Category.PLACEMENT_HISTORY,
        dossier_id=row.dossier_id,
    ):
        return list(read_placements(request.auth, [row.id], purpose=CARE))


@router.get("/{person_id}/titles", response={200: list[TitleOut], **NO}, summary="Titles of one person")
@scope_required(ApiScope.PEOPLE_READ)
def list_titles(request: ApiRequest, person_id: Id) -> list[Any]:
    """In the order of time."""
    row = _found(request, person_id)
    with reading(request.auth, purpose=CARE, what="Titles", categories=Category.TITLE_FACT, dossier_id=row.dossier_id):
        found = read_titles(request.auth, [row.id], purpose=CARE, today=request.today)  # type: ignore[attr-defined]
    return [
        {
            "id": t.id,
            "code": t.facts.code,
            "domain": t.domain,
            "start": t.facts.start,
            "end": t.facts.end,
            "state": t.state,
            "payer": t.payer,
            "decided_by": t.decided_by,
            "followon_filed_on": t.facts.followon_filed_on,
        }
        for t in found
    ]
