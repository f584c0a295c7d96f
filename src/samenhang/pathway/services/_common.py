"""What the verbs of the pathway share: their line in the log, the person they are about, and who takes part."""

from __future__ import annotations

from typing import Any

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.people.selectors import keys


def line(actor: Actor, act: Act, row: Any, dossier_id: int, *, category: Category | None = None, **detail: Any) -> None:
    """One line in the log about a row of the pathway; never its words."""
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type=type(row).__name__,
        object_id=row.pk,
        categories=int(category or row.category),
        detail=detail or None,
    )


def held(actor: Actor, table: Any, pk: int, *, reason: str, write: bool = True) -> tuple[Any, int]:
    """A row that is locked to be changed, with its dossier. Raises NoGrant when there is none or it is not theirs to change."""
    row = table.objects.for_rule(reason).select_for_update().filter(pk=pk).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row, require_grant(actor, row.compartment_id, Category(row.category), write=write)


def same_person(person_id: int, dossier_id: int) -> None:
    """Raise Refused(NOT_THIS_PERSON) unless the dossier is that of this person; for what may be written with a reading grant."""
    found = keys(reason="what is written is about the person whose dossier it is in", ids=[person_id])
    if not found or found[0].dossier_id != dossier_id:
        raise Refused("NOT_THIS_PERSON")
