"""Reading the tables of a region, when they meet, and what stands on an agenda."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.conferences.enums import ConferenceState
from samenhang.conferences.models import Conference, RegionalTable, SessionItem, StandingItem, TableSession
from samenhang.conferences.models import Reflection as ReflectionRow
from samenhang.conferences.rules import meetings
from samenhang.people.selectors import people_by_id


@dataclass(frozen=True)
class TableRow:
    """A table of the region."""

    id: int
    name: str
    kind: str
    organisation_id: int
    organisation: str
    keeper_id: int | None
    keeper: str | None
    rhythm: str
    first_on: date
    starts_at: time
    minutes: int
    where: str
    link: str
    ended_on: date | None
    version: int
    has_this_group: bool
    next_on: date | None = None


@dataclass(frozen=True)
class ItemRow:
    """A standing item of an agenda."""

    id: int
    order: int
    text: str
    minutes: int | None
    this_group: bool


@dataclass(frozen=True)
class MeetingRow:
    """A meeting of a table: how many talks and general items stand on it."""

    on: date
    starts_at: datetime
    minutes: int
    talks: int
    items: int
    cancelled_why: str


@dataclass(frozen=True)
class TalkOnAgenda:
    """A conference on an agenda whose person the reader may see."""

    conference_id: int
    person_id: int
    name: str
    kind: str
    starts_at: datetime
    minutes: int
    state: str


@dataclass(frozen=True)
class GeneralItem:
    """Something to talk about in general."""

    id: int
    text: str
    by_id: int
    by: str
    outcome: str


@dataclass(frozen=True)
class Agenda:
    """What one meeting is about, as far as the reader may see; ``hidden`` counts talks about people whom they may not see."""

    table: TableRow
    meeting: MeetingRow
    standing: tuple[ItemRow, ...]
    talks: tuple[TalkOnAgenda, ...]
    hidden: int
    items: tuple[GeneralItem, ...] = field(default=())


_TABLE = (
    "id", "name", "kind", "organisation_id", "organisation__name", "keeper_id", "keeper__name", "rhythm", "first_on", "starts_at",
    "minutes", "where", "link", "ended_on", "version",
)  # fmt: skip


def _table(values: Any, this_group: int, today: date) -> TableRow:
    row = TableRow(*[*values, this_group > 0])
    coming = [] if row.ended_on else meetings(row.rhythm, row.first_on, since=today, count=1)
    return replace(row, next_on=coming[0] if coming else None)


def tables(today: date, *, ended: bool = False) -> list[TableRow]:
    """The tables of the region by name; with ``ended`` also those that no longer meet."""
    rows = RegionalTable.objects.annotate(group=Count("items", filter=Q(items__this_group=True)))
    if not ended:
        rows = rows.filter(ended_on__isnull=True)
    return [_table(v[:-1], v[-1], today) for v in rows.order_by("name", "id").values_list(*_TABLE, "group")]


def table(table_id: int, today: date) -> TableRow | None:
    """One table; None when there is none."""
    rows = RegionalTable.objects.annotate(group=Count("items", filter=Q(items__this_group=True))).filter(pk=table_id)
    values = rows.values_list(*_TABLE, "group").first()
    return _table(values[:-1], values[-1], today) if values else None


def standing_items(table_id: int) -> list[ItemRow]:
    """The standing agenda of a table in its order."""
    rows = StandingItem.objects.filter(table_id=table_id)
    return [ItemRow(*v) for v in rows.values_list("id", "order", "text", "minutes", "this_group")]


def coming_meetings(row: TableRow, today: date, count: int = 6) -> list[MeetingRow]:
    """The next meetings of a table, from its rhythm and from what stands on agendas already."""
    if row.ended_on is not None:
        return []
    kept = TableSession.objects.filter(table_id=row.id, on__gte=today).annotate(general=Count("items"))
    sessions = {s.on: s for s in kept}
    days = sorted({*meetings(row.rhythm, row.first_on, since=today, count=count), *sessions})[:count]
    talks = _talks_per_session([s.pk for s in sessions.values()])
    return [_meeting(row, day, sessions.get(day), talks) for day in days]


def _talks_per_session(session_ids: list[int]) -> dict[int, int]:
    rows = Conference.objects.for_rule("how many talks stand on an agenda, never about whom")
    rows = rows.filter(session_id__in=session_ids).exclude(state=ConferenceState.CANCELLED)
    return dict(rows.values("session_id").annotate(n=Count("id")).values_list("session_id", "n"))


def _meeting(row: TableRow, day: date, session: Any, talks: dict[int, int]) -> MeetingRow:
    starts = timezone.make_aware(datetime.combine(day, row.starts_at))
    if session is None:
        return MeetingRow(day, starts, row.minutes, 0, 0, "")
    return MeetingRow(day, starts, row.minutes, talks.get(session.pk, 0), session.general, session.cancelled_why)


def meets_on(row: TableRow, day: date) -> bool:
    """Say whether a table meets on this day, by its rhythm or because something was put on its agenda."""
    return (
        day in meetings(row.rhythm, row.first_on, since=day, count=1)
        or TableSession.objects.filter(table_id=row.id, on=day).exists()
    )


def agenda(actor: Actor, row: TableRow, day: date, *, purpose: Purpose) -> Agenda:
    """What one meeting of a table is about: the standing items, general items, and the talks that the actor may see."""
    session = TableSession.objects.filter(table_id=row.id, on=day).annotate(general=Count("items")).first()
    standing = tuple(standing_items(row.id))
    if session is None:
        return Agenda(row, _meeting(row, day, None, {}), standing, (), 0)
    talks = _talks_per_session([session.pk])
    seen = Conference.objects.visible_to(actor, purpose=purpose).filter(session=session)
    seen = seen.exclude(state=ConferenceState.CANCELLED)
    values = list(
        seen.order_by("starts_at", "id").values_list("id", "person_id", "kind", "starts_at", "minutes", "state")
    )
    people = people_by_id(actor, {v[1] for v in values}, purpose=purpose)
    shown = tuple(TalkOnAgenda(v[0], v[1], people[v[1]].name, *v[2:]) for v in values if v[1] in people)
    items = SessionItem.objects.filter(session=session).values_list("id", "text", "by_id", "by__name", "outcome")
    return Agenda(
        row,
        _meeting(row, day, session, talks),
        standing,
        shown,
        talks.get(session.pk, 0) - len(shown),
        tuple(GeneralItem(*v) for v in items),
    )


def reflections(table_id: int) -> list[ReflectionRow]:
    """The deliberations of a table about its own cooperation, the latest first."""
    return list(ReflectionRow.objects.filter(table_id=table_id).select_related("by"))


def reflection(table_id: int, reflection_id: int) -> ReflectionRow | None:
    """One deliberation of a table about its own cooperation."""
    return ReflectionRow.objects.filter(table_id=table_id, pk=reflection_id).select_related("by").first()
