"""Registering time that belongs to no client, correcting it and withdrawing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum

from samenhang.access.enums import Category
from samenhang.access.services import recording_export, require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.base.exports import to_csv
from samenhang.directory.enums import Power
from samenhang.finance.enums import TimeKind
from samenhang.finance.models import TimeLine
from samenhang.finance.rules import check_time
from samenhang.finance.selectors import funders
from samenhang.people.services import names_nobody


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
