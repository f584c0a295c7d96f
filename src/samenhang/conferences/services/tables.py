"""Keeping the tables of a region: when they meet and what comes back, by who keeps them; nobody's name on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import IntegrityError, transaction

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.enums import Rhythm, TableKind
from samenhang.conferences.models import Reflection, RegionalTable, SessionItem, StandingItem, TableSession
from samenhang.conferences.selectors import meets_on
from samenhang.conferences.selectors import table as find_table
from samenhang.conferences.services.common import check_version
from samenhang.directory.enums import Power
from samenhang.people.services import names_nobody


@dataclass(frozen=True)
class TableValues:
    """What is kept of a table."""

    name: str
    kind: TableKind
    organisation_id: int
    rhythm: Rhythm
    first_on: date
    starts_at: time
    minutes: int
    where: str = ""
    link: str = ""
    team_id: int | None = None


@dataclass(frozen=True)
class NewItem:
    """A standing item of an agenda."""

    text: str
    minutes: int | None = None
    this_group: bool = False


@transaction.atomic
def add_table(*, actor: Actor, values: TableValues, keeper_id: int | None = None) -> int:
    """Put an existing table on the map of the region, kept by the actor; returns its id.

    Raises Refused(TABLE_EXISTS) when this organisation convenes a table of that name, and NOT_A_MEETING_DAY on a weekend.
    """
    if actor.user_id is not None:
        require(actor, Power.WORK_ON_CASES)
        names_nobody(actor=actor, text=values.name)
    _check(values)
    table = RegionalTable(keeper_id=keeper_id or actor.me, **_fields(values))
    try:
        with transaction.atomic():
            table.save()
    except IntegrityError:
        raise Refused("TABLE_EXISTS") from None
    _line(actor, Act.CREATE, table)
    return table.pk


@transaction.atomic
def change_table(*, actor: Actor, table_id: int, values: TableValues, expected_version: int) -> None:
    """Change when and where a table meets. Only for who keeps it or works for who convenes it (NoGrant NOT_YOURS)."""
    table = kept(actor, table_id)
    names_nobody(actor=actor, text=values.name)
    _check(values)
    check_version(table, expected_version)
    for name, value in _fields(values).items():
        setattr(table, name, value)
    try:
        with transaction.atomic():
            table.save()
    except IntegrityError:
        raise Refused("TABLE_EXISTS") from None
    _line(actor, Act.UPDATE, table)


@transaction.atomic
def hand_over_table(*, actor: Actor, table_id: int, keeper_id: int) -> None:
    """Let another colleague keep the table."""
    table = kept(actor, table_id)
    table.keeper_id = keeper_id
    table.version += 1
    table.save()
    _line(actor, Act.UPDATE, table, keeper=keeper_id)


@transaction.atomic
def end_table(*, actor: Actor, table_id: int, today: date) -> None:
    """The table no longer meets; its history stays. Raises Refused(ALREADY_ENDED)."""
    table = kept(actor, table_id)
    if table.ended_on is not None:
        raise Refused("ALREADY_ENDED")
    table.ended_on = today
    table.version += 1
    table.save()
    _line(actor, Act.END, table)


@transaction.atomic
def set_agenda(*, actor: Actor, table_id: int, items: Sequence[NewItem], expected_version: int) -> None:
    """Replace the standing agenda of a table, in this order; a text that names somebody is refused."""
    table = kept(actor, table_id) if actor.user_id is not None else _locked(table_id)
    if actor.user_id is not None:
        names_nobody(actor=actor, text="\n".join(i.text for i in items))
    check_version(table, expected_version)
    table.save()
    StandingItem.objects.filter(table=table).delete()
    StandingItem.objects.bulk_create(
        StandingItem(table=table, order=n, text=i.text.strip(), minutes=i.minutes, this_group=i.this_group)
        for n, i in enumerate(items)
    )
    _line(actor, Act.UPDATE, table, items=len(items))


@transaction.atomic
def put_on_agenda(*, actor: Actor, table_id: int, on: date, text: str, today: date) -> int:
    """Put something general on the agenda of one meeting; returns its id. Raises Refused(NAMES_SOMEBODY, NOTHING_SAID, NO_MEETING)."""
    require(actor, Power.WORK_ON_CASES)
    if len(text.strip()) < 3:
        raise Refused("NOTHING_SAID")
    names_nobody(actor=actor, text=text, births=True)
    session = session_on(table_id, on, today=today)
    item = SessionItem.objects.create(session_id=session or 0, text=text.strip(), by_id=actor.me)
    record(actor, Act.CREATE, object_type="SessionItem", object_id=item.pk, detail={"table": table_id})
    return item.pk


@transaction.atomic
def settle_item(*, actor: Actor, item_id: int, outcome: str) -> None:
    """Write down what came of a general item. For who keeps the table (NOT_YOURS). Raises Refused(NAMES_SOMEBODY)."""
    item = SessionItem.objects.select_for_update().filter(pk=item_id).select_related("session").first()
    if item is None:
        raise NoGrant("NOT_YOURS")
    kept(actor, item.session.table_id)
    names_nobody(actor=actor, text=outcome, births=True)
    item.outcome = outcome.strip()
    item.save(update_fields=["outcome"])
    record(actor, Act.UPDATE, object_type="SessionItem", object_id=item_id)


def session_on(table_id: int | None, on: date, *, today: date, must: bool = True) -> int | None:
    """The meeting of a table on a day, made when it is new; None without a table, or when it need not be one.

    Raises Refused(NO_MEETING) when the table does not meet on that day.
    """
    if table_id is None:
        return None
    row = find_table(table_id, today)
    if row is None or row.ended_on is not None or not meets_on(row, on):
        if must:
            raise Refused("NO_MEETING")
        return None
    session, _made = TableSession.objects.get_or_create(table_id=table_id, on=on)
    return session.pk


@dataclass(frozen=True)
class ReflectionValues:
    """What a table says about its own cooperation: a dilemma without anybody in it."""

    dilemma: str
    held_on: date
    attendees: str
    values_of_each: str
    arguments_for: str
    arguments_against: str
    grounds: str
    evaluate_on: date


@transaction.atomic
def reflect(
    *,
    actor: Actor,
    table_id: int,
    values: ReflectionValues,
    reflection_id: int | None = None,
    expected_version: int = 0,
) -> int:
    """Keep, or change, a deliberation of a table about the cooperation itself (seed 004); returns its id.

    Raises Refused(NAMES_SOMEBODY, NOTHING_SAID, ENDS_BEFORE_START), Conflict(CHANGED_MEANWHILE).
    """
    require(actor, Power.WORK_ON_CASES)
    table = find_table(table_id, values.held_on)
    if table is None:
        raise NoGrant("NOT_YOURS")
    texts = [values.dilemma, values.values_of_each, values.arguments_for, values.arguments_against, values.grounds]
    if len(values.dilemma.strip()) < 10:
        raise Refused("NOTHING_SAID")
    if values.evaluate_on <= values.held_on:
        raise Refused("ENDS_BEFORE_START")
    names_nobody(actor=actor, text="\n".join(texts), births=True)
    if reflection_id is None:
        row = Reflection(table_id=table_id, by_id=actor.me)
    else:
        found = Reflection.objects.select_for_update().filter(pk=reflection_id, table_id=table_id).first()
        if found is None or found.by_id != actor.me:
            raise NoGrant("NOT_YOURS")
        row = found
        check_version(row, expected_version)
    for name, value in vars(values).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.save()
    act = Act.CREATE if reflection_id is None else Act.UPDATE
    record(actor, act, object_type="Reflection", object_id=row.pk, detail={"table": table_id})
    return row.pk


def kept(actor: Actor, table_id: int) -> RegionalTable:
    """A table that the actor keeps, or that their organisation convenes. Raises NoGrant(NOT_YOURS)."""
    table = _locked(table_id)
    if actor.user_id != table.keeper_id and table.organisation_id not in actor.organisation_ids:
        raise NoGrant("NOT_YOURS")
    return table


def _locked(table_id: int) -> RegionalTable:
    table = RegionalTable.objects.select_for_update().filter(pk=table_id).first()
    if table is None:
        raise NoGrant("NOT_YOURS")
    return table


def _check(values: TableValues) -> None:
    if len(values.name.strip()) < 3:
        raise Refused("NOTHING_SAID")
    if values.first_on.weekday() > 4:
        raise Refused("NOT_A_MEETING_DAY")
    if not timedelta(minutes=5) <= timedelta(minutes=values.minutes) <= timedelta(hours=8):
        raise Refused("CONFERENCE_TOO_LONG")


def _fields(values: TableValues) -> dict[str, object]:
    return {n: v.strip() if isinstance(v, str) else v for n, v in vars(values).items()}


def _line(actor: Actor, act: Act, table: RegionalTable, **detail: object) -> None:
    record(actor, act, object_type="RegionalTable", object_id=table.pk, detail={"kind": table.kind, **detail})
