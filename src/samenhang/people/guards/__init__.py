"""Whose page it is: every screen about one person begins here."""

from __future__ import annotations

from django.http import Http404

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request
from samenhang.access.selectors import may_write
from samenhang.access.services import denied, reading
from samenhang.base.errors import Moved, NoGrant
from samenhang.people.selectors import PersonRow
from samenhang.people.selectors import person as find_person
from samenhang.people.services import survivor_of


def the_person(
    request: Request,
    person_id: int,
    *,
    page: str = "",
    writes: Category | None = None,
    purpose: Purpose = Purpose.CARE_COORDINATION,
) -> PersonRow:
    """The person whom this actor may see; 404 otherwise, which says nothing about whether they exist.

    With ``page``, the name of a form, showing who it is about is a read with a line of its own. With ``writes``, only for
    who may change facts of that kind about this person (NoGrant).
    """
    row = find_person(request.actor, person_id, purpose=purpose)
    if row is None:
        _moved(request, person_id, purpose)
        denied(request.actor, what="Person", object_id=person_id)
        raise Http404
    if writes is not None and not may_write(request.actor, row.compartment_id, writes):
        raise NoGrant("NO_GRANT")
    request.person = row
    if page:
        with reading(
            request.actor, purpose=purpose, what=page, categories=Category.ID_CONTACT, dossier_id=row.dossier_id
        ):
            pass
    return row


def _moved(request: Request, person_id: int, purpose: Purpose) -> None:
    """Lead on to the record in which this one went up, for who may see that one (Moved); nothing happens otherwise."""
    stays = survivor_of(person_id)
    if request.method == "GET" and stays is not None and find_person(request.actor, stays, purpose=purpose):
        raise Moved(request.path.replace(f"/people/{person_id}/", f"/people/{stays}/", 1))
