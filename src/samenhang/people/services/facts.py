"""The course that every fact about a person has in common: it is kept, changed and withdrawn, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.base.models import KeptModel
from samenhang.people.services.registering import require_person

Values = Mapping[str, Any]
_COURSE = frozenset({"id", "compartment", "person", *(f.name for f in KeptModel._meta.fields)})


def _as_given(values: Values) -> Values:
    return values


@dataclass(frozen=True)
class FactKind:
    """One kind of fact that follows the common course.

    ``model`` is a protected table that keeps everything (KeptModel). ``settle`` checks the values by the rules of the
    field and completes them; it raises Refused. ``once`` names the fields of which one current fact may exist at a time.
    """

    code: str
    model: Any
    settle: Callable[[Values], Values] = _as_given
    once: tuple[str, ...] | None = None

    @property
    def category(self) -> Category:
        """The category that a grant must open."""
        return Category(self.model.category)


@transaction.atomic
def keep_fact(*, actor: Actor, kind: FactKind, person_id: int, compartment_id: int, values: Values) -> int:
    """Keep a new fact of this kind about somebody and return its id.

    Raises NoGrant without a grant to write such facts, Refused by the rules of the kind, and Refused(ALREADY_NOTED) where
    there can be one only.
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=kind.category)
    settled = kind.settle(values)
    _once(kind, person_id, settled)
    row = _new(kind, actor, person_id, compartment_id, settled)
    _log(actor, Act.CREATE, kind, row, dossier_id)
    pk: int = row.pk
    return pk


@transaction.atomic
def change_fact(*, actor: Actor, kind: FactKind, fact_id: int, values: Values) -> int:
    """Write a fact anew and return the new id; the earlier row stays as history.

    Raises NoGrant, Refused by the rules of the kind, and Conflict(CHANGED_MEANWHILE) when the row that was read no longer
    holds.
    """
    old, dossier_id = _held(actor, kind, fact_id)
    settled = kind.settle(values)
    old.ended_at, old.ended_by_id = clock.now(), actor.user_id
    old.save(update_fields=["ended_at", "ended_by"])
    _once(kind, old.person_id, settled)
    row = _new(
        kind, actor, old.person_id, old.compartment_id, settled, line=old.line or old.pk, version=old.version + 1
    )
    _log(actor, Act.UPDATE, kind, row, dossier_id)
    pk: int = row.pk
    return pk


@transaction.atomic
def withdraw_fact(*, actor: Actor, kind: FactKind, fact_id: int, why: str) -> None:
    """Say that a fact no longer holds, with a reason; it stays readable as history.

    Raises NoGrant, Refused(REASON_MISSING) and Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = _held(actor, kind, fact_id)
    if not why.strip():
        raise Refused("REASON_MISSING")
    row.ended_at, row.ended_by_id, row.ended_why = clock.now(), actor.user_id, why.strip()[:300]
    row.save(update_fields=["ended_at", "ended_by", "ended_why"])
    _log(actor, Act.END, kind, row, dossier_id)


def _held(actor: Actor, kind: FactKind, fact_id: int) -> tuple[Any, int]:
    """The fact that still holds, locked, and its dossier; what may not be written cannot be told from what is not there."""
    rows = kind.model.objects.for_rule("the fact to be changed, after the grant on the next line")
    row = rows.select_for_update().filter(pk=fact_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, kind.category)
    if row.ended_at is not None:
        raise Conflict("CHANGED_MEANWHILE")
    return row, dossier_id


def _once(kind: FactKind, person_id: int, values: Values) -> None:
    if kind.once is None:
        return
    rows = kind.model.objects.for_rule("there can be one such fact at a time")
    same = {name: values[name] for name in kind.once}
    if rows.filter(person_id=person_id, ended_at__isnull=True, **same).exists():
        raise Refused("ALREADY_NOTED")


def _new(kind: FactKind, actor: Actor, person_id: int, compartment_id: int, values: Values, **more: Any) -> Any:
    row = kind.model(
        person_id=person_id, compartment_id=compartment_id, written_by_id=actor.user_id, **dict(values), **more
    )
    return kind.model.objects.write([row])[0]


def _log(actor: Actor, act: Act, kind: FactKind, row: Any, dossier_id: int) -> None:
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type=kind.model.__name__,
        object_id=row.pk,
        categories=int(kind.category),
        detail={"version": row.version},
    )


def values_of(row: Any) -> dict[str, Any]:
    """What a row says, without whose it is and its history: the values with which it can be written anew."""
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in _COURSE}
