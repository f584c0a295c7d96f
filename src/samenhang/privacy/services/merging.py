"""Two records of one person become one: every fact of every table moves, nothing is lost, and nobody gains sight unseen.

The record that goes stays as a number that leads to the one that stays; its dossier is closed and empty, its lines stand in
the log as they stood. What two records both have and of which there can be one only is not resolved by guessing: the merge
is refused and says which, so that somebody ends one of the two first. So is a merge of a record out of which something was
handed out: an act of sharing is never changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from samenhang.access.enums import Category
from samenhang.access.models import ProtectedModel
from samenhang.access.services import Joined, join_dossiers, joining
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notifications.services import follow_dossier
from samenhang.people.selectors import PersonKey, keys
from samenhang.people.services import become, require_person, survivor_of
from samenhang.privacy.labels import OWN_FILE
from samenhang.privacy.models import DestructionLine, Disclosure, LegalHold
from samenhang.privacy.selectors.tables import personal_tables

_REASON = "two records of one person become one"


@dataclass(frozen=True)
class MergePreview:
    """What a merge would do: facts per table, who gains sight of what, what ends, and what stands in the way."""

    moved: tuple[tuple[str, int], ...]
    joined: Joined
    twice: tuple[str, ...]
    stamp: str


def preview_merge(*, actor: Actor, gone_id: int, stays_id: int, today: date) -> MergePreview:
    """Do it and undo it again, so that the preview says what the act does. Raises as :func:`merge`, but for what is there twice."""
    with transaction.atomic():
        gone, stays = _both(actor, gone_id, stays_id)
        joined = joining(actor=actor, gone=gone.dossier_id, stays=stays.dossier_id, today=today)
        moved, twice = _move(gone, stays)
        transaction.set_rollback(True)
    return MergePreview(tuple(moved), joined, tuple(twice), _stamp(moved, joined))


@transaction.atomic
def merge(*, actor: Actor, gone_id: int, stays_id: int, stamp: str, today: date, name_of_gone: bool = False) -> None:
    """Let the record ``gone_id`` go up in ``stays_id``, as it was seen in the preview with this stamp.

    With ``name_of_gone`` the name of the one that goes stays. Raises NoGrant without a grant to write in both, or without
    directing both cases; Refused(SAME_PERSON, MERGE_TWICE, MERGE_SHARED, MERGE_HELD) and those of
    ``access.services.joining``; Conflict(CHANGED_MEANWHILE) when it is no longer what the preview showed.
    """
    gone, stays = _both(actor, gone_id, stays_id)
    expected = joining(actor=actor, gone=gone.dossier_id, stays=stays.dossier_id, today=today)
    moved, twice = _move(gone, stays)
    if twice:
        raise Refused("MERGE_TWICE")
    if stamp != _stamp(moved, expected):
        raise Conflict("CHANGED_MEANWHILE")
    join_dossiers(actor=actor, gone=gone.dossier_id, stays=stays.dossier_id, today=today)
    become(gone_id=gone.id, stays_id=stays.id, name_of_gone=name_of_gone)
    follow_dossier(gone=gone.dossier_id, stays=stays.dossier_id)
    for key, other in ((gone, stays), (stays, gone)):
        record(
            actor,
            Act.UPDATE,
            dossier_id=key.dossier_id,
            object_type="Person",
            object_id=key.id,
            categories=int(Category.ID_CONTACT),
            detail={"merged_with": other.id, "stays": stays.id, "facts": sum(n for _table, n in moved)},
        )


def _both(actor: Actor, gone_id: int, stays_id: int) -> tuple[PersonKey, PersonKey]:
    """The two people, of whom the actor may write both. NoGrant otherwise, also when one of them does not exist."""
    if gone_id == stays_id:
        raise Refused("SAME_PERSON")
    found = {k.id: k for k in keys(reason=_REASON, ids=[gone_id, stays_id])}
    if len(found) != 2:
        raise NoGrant("NO_GRANT")
    for key in found.values():
        for category in (Category.ID_CONTACT, Category.PLAN_GOALS):
            require_person(actor, person_id=key.id, compartment_id=key.compartment_id, category=category)
    gone, stays = found[gone_id], found[stays_id]
    if survivor_of(gone_id) is not None or survivor_of(stays_id) is not None:
        raise Refused("SAME_PERSON")
    shared = Disclosure.objects.for_rule("an act of sharing is never changed, so its record stays")
    if shared.filter(person_id=gone_id).exists():
        raise Refused("MERGE_SHARED")
    parts = [gone.compartment_id, stays.compartment_id]
    if (
        LegalHold.objects.filter(compartment_id__in=parts, lifted_on__isnull=True).exists()
        or DestructionLine.objects.filter(compartment_id__in=parts).exists()
    ):
        raise Refused("MERGE_HELD")
    return gone, stays


def _move(gone: PersonKey, stays: PersonKey) -> tuple[list[tuple[str, int]], list[str]]:
    """Every fact of every table to the one that stays; returns how many per table, and the tables that both have once."""
    moved, twice = [], []
    tables = [t for t in reversed(personal_tables()) if t._meta.label != "people.Person"]
    tables += [m for m in apps.get_models() if not issubclass(m, ProtectedModel) and _people_in(m)]
    for table in tables:
        try:
            with transaction.atomic():
                count = _move_table(table, gone, stays)
        except IntegrityError:
            twice.append(_heading(table))
        else:
            if count:
                moved.append((_heading(table), count))
    return moved, twice


def _move_table(table: Any, gone: PersonKey, stays: PersonKey) -> int:
    protected = issubclass(table, ProtectedModel)
    rows = table.objects.for_rule(_REASON) if protected else table._base_manager.all()
    count = 0
    for name in _people_in(table):
        count += rows.filter(**{f"{name}_id": gone.id}).update(**{f"{name}_id": stays.id})
    if protected:
        here = rows.filter(compartment_id=gone.compartment_id).update(compartment_id=stays.compartment_id)
        count = max(count, here)
    return count


def _people_in(table: Any) -> list[str]:
    """The columns of a table that say who it is about."""
    return [
        f.name
        for f in table._meta.concrete_fields
        if isinstance(f, models.ForeignKey) and f.remote_field.model._meta.label == "people.Person"
    ]


def _heading(table: Any) -> str:
    words = OWN_FILE.get(table._meta.label)
    return str(words.heading) if words else str(table._meta.verbose_name)


def _stamp(moved: list[tuple[str, int]], joined: Joined) -> str:
    """What was seen, as a short sign: another number of facts or another reader gives another one."""
    seen = [*(str(n) for _table, n in moved), *(f"{g.user_id}.{g.team_id}.{int(g.categories)}" for g in joined.gains)]
    return hashlib.sha256("|".join([*seen, *joined.ending]).encode()).hexdigest()[:16]
