"""Who is on duty, where nobody is, and whom to call first about somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.directory.selectors import municipality_map
from samenhang.pathway.models import BedsTonight, Roster, Shift
from samenhang.pathway.rules.crises import NORM_MINUTES, Responder, ranked, uncovered_hours
from samenhang.plan.selectors import signal_page

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class ShiftRow:
    """Somebody on duty."""

    id: int
    roster_id: int
    name: str
    phone: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class RosterRow:
    """A team that comes in a crisis, who is on duty now and later, and when nobody is."""

    id: int
    organisation_id: int
    organisation: str
    name: str
    minutes: int
    municipalities: tuple[str, ...]
    municipality_ids: tuple[int, ...]
    now: tuple[ShiftRow, ...]
    later: tuple[ShiftRow, ...]
    nobody: tuple[tuple[datetime, datetime], ...]


def rosters(now: datetime) -> list[RosterRow]:
    """Every team that comes in a crisis, with the coming fortnight."""
    rows = (
        Roster.objects.filter(ended_on__isnull=True).select_related("organisation").prefetch_related("municipalities")
    )
    shifts: dict[int, list[ShiftRow]] = {}
    for v in (
        Shift.objects.filter(ends_at__gt=now, starts_at__lt=now + AHEAD).order_by("starts_at")
        .values_list("id", "roster_id", "name", "phone", "starts_at", "ends_at")
    ):  # fmt: skip
        shifts.setdefault(v[1], []).append(ShiftRow(*v))
    found = []
    for r in rows:
        mine = shifts.get(r.pk, [])
        places = sorted(r.municipalities.all(), key=lambda m: m.name)
        found.append(
            RosterRow(
                r.pk, r.organisation_id, r.organisation.name, r.name, r.minutes,
                tuple(m.name for m in places), tuple(m.pk for m in places),
                now=tuple(s for s in mine if s.starts_at <= now),
                later=tuple(s for s in mine if s.starts_at > now),
                nobody=tuple(uncovered_hours([(s.starts_at, s.ends_at) for s in mine], now, now + AHEAD)),
            )
        )  # fmt: skip
    return found


def without_cover(found: Sequence[RosterRow]) -> list[str]:
    """The municipalities where nobody who is on duty now can be within half an hour (seed 000, section 3.2)."""
    reached = {m for r in found if r.now and r.minutes <= NORM_MINUTES for m in r.municipality_ids}
    return sorted(row.name for pk, row in municipality_map().items() if pk not in reached)


def responders(
    actor: Actor, person_id: int, municipality_id: int | None, *, purpose: Purpose, now: datetime
) -> list[Responder]:
    """Whom to call about somebody: those of the signalling plan who know them, and who is on duty where they live."""
    page = signal_page(actor, person_id, purpose=purpose)
    on_duty = [(r, s) for r in rosters(now) if municipality_id in r.municipality_ids for s in r.now]
    minutes_of = {s.name.casefold(): r.minutes for r, s in on_duty}
    known = [
        Responder(c.name, c.phone, c.knows_client, minutes_of.get(c.name.casefold()), c.name.casefold() in minutes_of)
        for c in (page.calls if page else ())
    ]
    names = {r.name.casefold() for r in known}
    others = [
        Responder(s.name, s.phone, False, r.minutes, True, f"{r.name}, {r.organisation}")
        for r, s in on_duty
        if s.name.casefold() not in names
    ]
    return ranked([*known, *others])


def beds_tonight(night: date) -> dict[int, tuple[int, datetime]]:
    """How many beds on prescription each organisation said to have free on a night, and when it said so."""
    rows = BedsTonight.objects.filter(night=night).values_list("organisation_id", "free", "said_at")
    return {v[0]: (v[1], v[2]) for v in rows}
