"""Registering time that belongs to no client; provisional cover that lets support go on, and settling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from samenhang.access.enums import Category
from samenhang.access.services import recording_export, require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.base.exports import to_csv
from samenhang.directory.enums import Power
from samenhang.finance.enums import CoverAct, TimeKind
from samenhang.finance.models import CoverStep, ProvisionalCover, TimeLine
from samenhang.finance.rules import COVER_MACHINE, check_time
from samenhang.finance.selectors import funders
from samenhang.legal.enums import Payer
from samenhang.people.services import names_nobody, require_person


@dataclass(frozen=True)
class TimeValues:
    """What somebody registers: the kind, the day, quarters of an hour, what it was, and who covers it (None: nobody yet)."""

    kind: TimeKind
    day: date
    quarters: int
    description: str
    covered_by_id: int | None = None


@transaction.atomic
def register_time(*, actor: Actor, values: TimeValues, today: date) -> int:
    """Register time and return the id of the line.

    Raises NoGrant without the power, and Refused with what is wrong: NO_TIME, TOO_MUCH_TIME, IN_THE_FUTURE, TOO_LONG_AGO,
    REASON_MISSING (no description), NAMES_SOMEBODY, NOT_A_FUNDER, NO_ORGANISATION.
    """
    require(actor, Power.REGISTER_TIME)
    if actor.organisation_id is None:
        raise Refused("NO_ORGANISATION")
    _check(actor, values, today, actor.organisation_id)
    line = TimeLine.objects.create(
        organisation_id=actor.organisation_id,
        user_id=actor.me,
        kind=values.kind,
        day=values.day,
        quarters=values.quarters,
        description=values.description.strip(),
        covered_by_id=values.covered_by_id,
        registered_at=clock.now(),
    )
    _line(actor, Act.CREATE, line)
    return line.pk


@transaction.atomic
def correct_time(*, actor: Actor, line_id: int, values: TimeValues, expected_version: int, today: date) -> None:
    """Correct one of one's own lines; what stood there before stays in the log as numbers.

    Raises NoGrant(NOT_YOURS), Conflict(CHANGED_MEANWHILE), and Refused as :func:`register_time` does.
    """
    line = _own(actor, line_id)
    if line.version != expected_version:
        raise Conflict("CHANGED_MEANWHILE")
    _check(actor, values, today, line.organisation_id, but=line.pk)
    before = {
        "kind": line.kind,
        "day": line.day.isoformat(),
        "quarters": line.quarters,
        "covered_by": line.covered_by_id,
    }
    line.kind, line.day, line.quarters = values.kind, values.day, values.quarters
    line.description, line.covered_by_id = values.description.strip(), values.covered_by_id
    line.version += 1
    line.save()
    _line(actor, Act.UPDATE, line, before=before)


@transaction.atomic
def withdraw_time(*, actor: Actor, line_id: int) -> None:
    """Withdraw one of one's own lines: it stays, and counts nowhere. Raises NoGrant(NOT_YOURS)."""
    line = _own(actor, line_id)
    line.withdrawn_at = clock.now()
    line.save(update_fields=["withdrawn_at"])
    _line(actor, Act.END, line)


def export_time(*, actor: Actor, rows: list[list[object]]) -> bytes:
    """Totals as CSV, with the line in the log that they left."""
    with recording_export(actor, what="Time without a client", categories=Category(0)):
        return to_csv(rows)


def _own(actor: Actor, line_id: int) -> TimeLine:
    require(actor, Power.REGISTER_TIME)
    rows = TimeLine.objects.select_for_update().filter(pk=line_id, user_id=actor.me, withdrawn_at__isnull=True)
    line = rows.first()
    if line is None:
        raise NoGrant("NOT_YOURS")
    return line


def _check(actor: Actor, values: TimeValues, today: date, organisation_id: int, but: int = 0) -> None:
    same_day = TimeLine.objects.filter(user_id=actor.me, day=values.day, withdrawn_at__isnull=True).exclude(pk=but)
    already = same_day.aggregate(all=Sum("quarters"))["all"] or 0
    check_time(quarters=values.quarters, day=values.day, today=today, already=already)
    if len(values.description.strip()) < 3:
        raise Refused("REASON_MISSING")
    allowed = {pk for pk, _name in funders()} - {organisation_id}
    if values.covered_by_id is not None and values.covered_by_id not in allowed:
        raise Refused("NOT_A_FUNDER")
    names_nobody(actor=actor, text=values.description)


def _line(actor: Actor, act: Act, line: TimeLine, **more: object) -> None:
    detail = {"kind": line.kind, "quarters": line.quarters, "covered_by": line.covered_by_id, **more}
    record(actor, act, object_type="TimeLine", object_id=line.pk, detail=detail)


# ---- provisional cover --------------------------------------------------------------------------------


@dataclass(frozen=True)
class NewCover:
    """What goes on, from which payer to which, from when until when at most, who covers it for now and with whom that was agreed."""

    what: str
    from_payer: Payer
    to_payer: Payer
    start: date
    until: date
    covered_by_id: int
    agreed_with: str
    hours: Decimal | None = None
    amount: Decimal | None = None


@transaction.atomic
def agree_cover(*, actor: Actor, person_id: int, compartment_id: int, new: NewCover) -> int:
    """Write down that support goes on and who covers it for now; returns its id.

    Raises NoGrant, Refused(REASON_MISSING) without what goes on, Refused(NAME_MISSING) without with whom it was agreed,
    Refused(ENDS_BEFORE_START), Refused(SAME_PAYER), Refused(ESTIMATE_MISSING) without hours or an amount.
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.INDICATION)
    if not new.what.strip():
        raise Refused("REASON_MISSING")
    if not new.agreed_with.strip():
        raise Refused("NAME_MISSING")
    if new.until < new.start:
        raise Refused("ENDS_BEFORE_START")
    if new.from_payer == new.to_payer:
        raise Refused("SAME_PAYER")
    if not new.hours and new.amount is None:
        raise Refused("ESTIMATE_MISSING")
    row = ProvisionalCover(
        person_id=person_id,
        compartment_id=compartment_id,
        what=new.what.strip(),
        from_payer=new.from_payer,
        to_payer=new.to_payer,
        start=new.start,
        until=new.until,
        covered_by_id=new.covered_by_id,
        agreed_with=new.agreed_with.strip(),
        hours=new.hours,
        amount=new.amount,
    )
    ProvisionalCover.objects.write([row])
    _cover_step(actor, row, dossier_id, CoverAct.AGREE, Act.CREATE)
    return row.pk


@transaction.atomic
def extend_cover(*, actor: Actor, cover_id: int, until: date, why: str) -> None:
    """Let cover go on until a later day, with why it was not settled yet.

    Raises NoGrant, Refused(REASON_MISSING), Refused(NOT_LATER), Refused(STEP_NOT_POSSIBLE) once it was settled.
    """
    row, dossier_id = _cover(actor, cover_id)
    COVER_MACHINE.after(row.state, CoverAct.EXTEND)
    if not why.strip():
        raise Refused("REASON_MISSING")
    if until <= row.until:
        raise Refused("NOT_LATER")
    row.until = until
    row.save()
    _cover_step(actor, row, dossier_id, CoverAct.EXTEND, Act.UPDATE, why)


@transaction.atomic
def settle_cover(
    *, actor: Actor, cover_id: int, on: date, how: str, amount: Decimal | None, conversation: str, today: date
) -> None:
    """Write down how cover was settled, with the amount, and what was said about the choice.

    Raises NoGrant, Refused(REASON_MISSING), Refused(IN_THE_FUTURE), Refused(STEP_NOT_POSSIBLE) when it was settled before.
    """
    row, dossier_id = _cover(actor, cover_id)
    state = COVER_MACHINE.after(row.state, CoverAct.SETTLE)
    if not how.strip():
        raise Refused("REASON_MISSING")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    row.state, row.settled_on, row.settled_how = state, on, how.strip()
    row.settled_amount, row.conversation = amount, conversation.strip()
    row.save()
    _cover_step(actor, row, dossier_id, CoverAct.SETTLE, Act.DECIDE)


def _cover(actor: Actor, cover_id: int) -> tuple[ProvisionalCover, int]:
    rows = ProvisionalCover.objects.for_rule("cover is settled once")
    row = rows.select_for_update().filter(pk=cover_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row, require_grant(actor, row.compartment_id, Category.INDICATION)


def _cover_step(actor: Actor, row: ProvisionalCover, dossier_id: int, what: CoverAct, act: Act, why: str = "") -> None:
    step = CoverStep(
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        cover_id=row.pk,
        act=what,
        at=clock.now(),
        by_id=actor.user_id,
        until=row.until,
        why=why.strip(),
    )
    CoverStep.objects.write([step])
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type="ProvisionalCover",
        object_id=row.pk,
        categories=int(Category.INDICATION),
        detail={"act": str(what), "until": row.until.isoformat()},
    )
