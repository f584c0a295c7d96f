"""What is destroyed when: proposed by the clock, approved by a person, held back when a court or a complaint needs it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from samenhang.access.enums import Regime
from samenhang.access.models import ProtectedModel
from samenhang.access.selectors import CompartmentRow, compartments
from samenhang.access.services import require, shield
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.base.events import publish, subscribe
from samenhang.directory.enums import Power
from samenhang.documents.selectors import file_keys
from samenhang.documents.services import remove_files
from samenhang.privacy.enums import DestructionState
from samenhang.privacy.events import CompartmentDestroyed
from samenhang.privacy.models import DestructionLine, DestructionList, LegalHold
from samenhang.privacy.rules import TERMS, destroy_on
from samenhang.privacy.selectors.tables import personal_tables


@transaction.atomic
def hold(*, actor: Actor, compartment_id: int, reason: str, until: date | None, today: date) -> int:
    """Hold a compartment back from destruction: a complaint, a claim, a court. Raises Refused(REASON_MISSING)."""
    require(actor, Power.APPROVE_DESTRUCTION)
    if len(reason.strip()) < 10:
        raise Refused("REASON_MISSING")
    if until is not None and until <= today:
        raise Refused("ENDS_BEFORE_START")
    row = LegalHold.objects.create(
        compartment_id=compartment_id, reason=reason.strip(), since=today, until=until, by_id=actor.me
    )
    record(
        actor,
        Act.UPDATE,
        dossier_id=row.compartment.dossier_id,
        object_type="LegalHold",
        object_id=row.pk,
        detail={"until": until.isoformat() if until else None},
    )
    return row.pk


@transaction.atomic
def hold_dossier(*, actor: Actor, dossier_id: int, reason: str, until: date | None, today: date) -> int:
    """Hold every part of a dossier back and return how many those are; none when there is no such dossier."""
    parts = compartments(dossier_id=dossier_id)
    for part in parts:
        hold(actor=actor, compartment_id=part.id, reason=reason, until=until, today=today)
    return len(parts)


@transaction.atomic
def lift_hold(*, actor: Actor, hold_id: int, today: date) -> None:
    """Let the term count again. Raises Refused(NOT_HELD) when it was lifted before."""
    require(actor, Power.APPROVE_DESTRUCTION)
    row = LegalHold.objects.select_for_update().select_related("compartment").filter(pk=hold_id).first()
    if row is None or row.lifted_on is not None:
        raise Refused("NOT_HELD")
    row.lifted_on = today
    row.save()
    record(actor, Act.END, dossier_id=row.compartment.dossier_id, object_type="LegalHold", object_id=hold_id)


def held(today: date) -> set[int]:
    """The compartments that are held back on a day."""
    rows = LegalHold.objects.filter(lifted_on__isnull=True, since__lte=today)
    return set(rows.exclude(until__lte=today).values_list("compartment_id", flat=True))


def due(today: date) -> list[tuple[CompartmentRow, date]]:
    """Every compartment whose term is over on this day and that holds something that can go, the oldest first."""
    found = []
    for row in compartments(closed_only=True):
        day = destroy_on(Regime(row.regime), timezone.localdate(row.since), row.closed_on)
        if day is not None and day <= today and _holds_something(row.id):
            found.append((row, day))
    return sorted(found, key=lambda pair: (pair[1], pair[0].id))


@transaction.atomic
def shield_expired(*, actor: Actor, today: date) -> int:
    """Let nobody read what is kept under the WGS once its five years are over, also while the case is open.

    The destruction itself waits for a person; this does not (WGS 1.8 lid 7). Returns how many were shielded.
    """
    count = 0
    for row in compartments(closed_only=True):
        day = destroy_on(Regime(row.regime), timezone.localdate(row.since), row.closed_on)
        if row.regime == Regime.WGS_ZVH and row.shielded_at is None and day is not None and day <= today:
            shield(actor=actor, compartment_id=row.id)
            count += 1
    return count


@transaction.atomic
def propose_destruction(*, actor: Actor, today: date) -> int | None:
    """Put everything whose term is over on a list for approval; None when there is nothing, or a list waits already.

    What was kept under the WGS is shielded at once: after five years nobody reads it, also while the list waits.
    """
    shield_expired(actor=actor, today=today)
    if DestructionList.objects.filter(state=DestructionState.PROPOSED).exists():
        return None
    on_hold = held(today)
    rows = due(today)
    if all(row.id in on_hold for row, _day in rows):
        return None
    sheet = DestructionList.objects.create(made_on=today)
    for row, day in rows:
        DestructionLine.objects.create(
            sheet=sheet,
            compartment_id=row.id,
            due_on=day,
            rule=TERMS[Regime(row.regime)].source,
            left_out="HELD" if row.id in on_hold else "",
        )
    record(actor, Act.CREATE, object_type="DestructionList", object_id=sheet.pk, detail={"lines": len(rows)})
    return sheet.pk


@transaction.atomic
def decide_destruction(*, actor: Actor, sheet_id: int, approved: bool, remark: str, today: date) -> int:
    """Approve a list, which destroys what stands on it and is not held back, or reject it with a reason.

    Returns how many facts were destroyed. Everything or nothing: one transaction. Raises Refused(LIST_DECIDED) when
    somebody was first and Refused(REASON_MISSING) when it is rejected without words.
    """
    require(actor, Power.APPROVE_DESTRUCTION)
    sheet = DestructionList.objects.select_for_update().filter(pk=sheet_id).first()
    if sheet is None or sheet.state != DestructionState.PROPOSED:
        raise Refused("LIST_DECIDED")
    if not approved and len(remark.strip()) < 10:
        raise Refused("REASON_MISSING")
    sheet.decided_by_id, sheet.decided_at, sheet.remark = actor.user_id, clock.now(), remark.strip()
    sheet.state = DestructionState.CARRIED_OUT if approved else DestructionState.REJECTED
    total = 0
    if approved:
        total = _carry_out(actor, sheet, today)
        sheet.carried_out_at = clock.now()
    sheet.save()
    record(
        actor,
        Act.DECIDE,
        object_type="DestructionList",
        object_id=sheet_id,
        detail={"approved": approved, "facts": total},
    )
    return total


def _carry_out(actor: Actor, sheet: DestructionList, today: date) -> int:
    """Destroy what stands on a list and is not held back, or came back to life since; returns how many facts went.

    What one line still leans on goes in a next pass, when the other line is gone.
    """
    on_hold, over = held(today), {row.id for row, _day in due(today)}
    going = []
    for line in sheet.lines.select_related("compartment").order_by("pk"):
        line.left_out = "HELD" if line.compartment_id in on_hold else "" if line.compartment_id in over else "NOT_DUE"
        line.destroyed = None if line.left_out else 0
        if not line.left_out:
            going.append(line)
        line.save()
    files = {line.pk: file_keys(line.compartment_id) for line in going}
    moved = True
    while moved:
        moved = False
        for line in going:
            count = _destroy(line.compartment_id)
            line.destroyed = (line.destroyed or 0) + count
            moved = moved or count > 0
    for line in going:
        line.save()
        record(
            actor,
            Act.DELETE,
            dossier_id=line.compartment.dossier_id,
            object_type="Compartment",
            object_id=line.compartment_id,
            detail={"facts": line.destroyed},
        )
        publish(CompartmentDestroyed(compartment_id=line.compartment_id, files=files[line.pk]))
    return sum(line.destroyed or 0 for line in going)


def _facts(table: Any, compartment_id: int) -> models.QuerySet:
    reason = "the term is over and a person approved the destruction"
    rows: models.QuerySet = table.objects.for_rule(reason).filter(compartment_id=compartment_id)
    return rows.order_by()


def _holds_something(compartment_id: int) -> bool:
    """Say whether there is something that can go; what others still lean on waits for them."""
    return any(_free(table, compartment_id).exists() for table in personal_tables())


def _relations(table: Any) -> list[Any]:
    """Everything that points to a table, also what has no name for the way back (as all personal facts)."""
    return [r for r in table._meta.get_fields(include_hidden=True) if r.auto_created and not r.concrete]


def _free(table: Any, compartment_id: int) -> models.QuerySet:
    """The facts of a compartment on which nothing leans that stays; whose it is, for one, goes with the last of them."""
    rows = _facts(table, compartment_id)
    for relation in _relations(table):
        other = relation.related_model
        if not issubclass(other, ProtectedModel):
            continue
        leaning = other.objects.for_rule("facts that lean on what is to be destroyed").order_by()
        if other is table:
            leaning = leaning.exclude(compartment_id=compartment_id)
        pointing = leaning.filter(**{f"{relation.field.name}__isnull": False}).values(relation.field.name)
        rows = rows.exclude(pk__in=pointing)
    return rows


def _destroy(compartment_id: int) -> int:
    """Remove every fact of a compartment that can go, and what hangs on them, and say how many."""
    count = 0
    for table in personal_tables():
        keys = list(_free(table, compartment_id).values_list("pk", flat=True))
        if not keys:
            continue
        _remove_dependents(table, keys)
        going = _facts(table, compartment_id).filter(pk__in=keys)
        count += going._raw_delete(going.db) or 0
    return count


def _remove_dependents(table: Any, keys: list[int]) -> None:
    """Rows of tables without personal facts that point to these (a member of a household) go or let go."""
    for relation in _relations(table):
        other = relation.related_model
        if issubclass(other, ProtectedModel):
            continue
        pointing = other._base_manager.filter(**{f"{relation.field.name}__in": keys})
        if relation.field.null:
            pointing.update(**{relation.field.name: None})
        else:
            pointing.delete()


@subscribe(CompartmentDestroyed)
def _files_go_too(event: CompartmentDestroyed) -> None:
    """Attached files go after the commit: a destruction that is rolled back leaves them where they are."""
    remove_files(event.files)
