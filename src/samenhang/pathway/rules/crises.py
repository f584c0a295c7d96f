"""Crisis: whom to call first, how long it may take until somebody is there, and what follows (handbook 6.2; R-17).

Seed 000, section 3.2: few professionals who know the person, there within twenty to thirty minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.base.working_days import working_day_after
from samenhang.pathway.enums.crises import Arrival, CrisisAct, CrisisState, Outcome, Toldee

GOOD_MINUTES = 20
NORM_MINUTES = 30
TELL_WITHIN = timedelta(hours=24)
EVALUATE_WORKING_DAYS = 5
QUARTER = timedelta(days=91)

CRISES = Machine(
    "Crisis",
    CrisisState.CALLED,
    moves(
        (
            (CrisisAct.SEND, [CrisisState.CALLED, CrisisState.ON_THE_WAY], CrisisState.ON_THE_WAY),
            (CrisisAct.ARRIVE, [CrisisState.CALLED, CrisisState.ON_THE_WAY], CrisisState.PRESENT),
            (CrisisAct.CALM_DOWN, [CrisisState.CALLED, CrisisState.ON_THE_WAY], CrisisState.DECIDED),
            (CrisisAct.DECIDE, [CrisisState.PRESENT], CrisisState.DECIDED),
            (CrisisAct.EVALUATE, [CrisisState.DECIDED], CrisisState.EVALUATED),
        )
    ),
    frozenset({CrisisState.EVALUATED}),
)

ADMITS = frozenset({Outcome.VOLUNTARY_ADMISSION, Outcome.CRISIS_MEASURE})


@dataclass(frozen=True)
class Responder:
    """Somebody who may come: do they know the person, how far are they, are they on duty now."""

    name: str
    phone: str
    knows_client: bool
    minutes: int | None
    on_duty: bool
    where: str = ""


def ranked(found: Iterable[Responder]) -> list[Responder]:
    """Whom to call first: who knows the person and can be there in time, then who knows them, then who is near and on duty."""

    def order(r: Responder) -> tuple[bool, bool, bool, bool, int, str]:
        minutes = 999 if r.minutes is None else r.minutes
        return (not r.knows_client, minutes > GOOD_MINUTES, minutes > NORM_MINUTES, not r.on_duty, minutes, r.name)

    return sorted(found, key=order)


def arrival(called_at: datetime, arrived_at: datetime | None) -> Arrival:
    """How the time from the call until somebody was there compares with the norm."""
    if arrived_at is None:
        return Arrival.NOBODY
    minutes = (arrived_at - called_at).total_seconds() / 60
    if minutes <= GOOD_MINUTES:
        return Arrival.WITHIN_20
    return Arrival.WITHIN_30 if minutes <= NORM_MINUTES else Arrival.LATER


def there_by(called_at: datetime) -> datetime:
    """The moment before which somebody must be there."""
    return called_at + timedelta(minutes=NORM_MINUTES)


def evaluate_by(decided_on: date) -> date:
    """The last day on which a crisis is looked back on: five working days later."""
    day = decided_on
    for _ in range(EVALUATE_WORKING_DAYS):
        day = working_day_after(day)
    return day


def check_decision(
    outcome: str,
    *,
    why: str,
    why_not_less: str,
    has_home: bool,
    home_held_until: date | None,
    home_payer: str,
    on: date,
) -> None:
    """Raise Refused unless this may be decided in a crisis.

    REASON_MISSING; LESS_FIRST when something heavier than staying with help is chosen without why less was not enough;
    CRISIS_HOLDS_HOME when somebody is admitted and nobody holds their place until a day, paid by somebody (R-17).
    """
    if not why.strip():
        raise Refused("REASON_MISSING")
    if outcome != Outcome.STAYS_WITH_HELP and not why_not_less.strip():
        raise Refused("LESS_FIRST")
    if outcome in ADMITS and has_home and (home_held_until is None or home_held_until <= on or not home_payer):
        raise Refused("CRISIS_HOLDS_HOME")


def to_tell(told: Iterable[str]) -> list[Toldee]:
    """Of whom nobody said yet whether they were told."""
    done = set(told)
    return [t for t in Toldee if t not in done]


def uncovered_hours(
    shifts: Sequence[tuple[datetime, datetime]], begin: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """The stretches between two moments in which nobody is on duty."""
    found, cursor = [], begin
    for starts, ends in sorted(shifts):
        if ends <= cursor:
            continue
        if starts >= end:
            break
        if starts > cursor:
            found.append((cursor, starts))
        cursor = max(cursor, ends)
    if cursor < end:
        found.append((cursor, end))
    return found


def check_bed_call(*, given: bool, nights: int, at_once: int, used: int, a_quarter: int, why_not: str) -> None:
    """Raise Refused unless a night on prescription is written down as what was agreed.

    NIGHTS_MISSING; MORE_NIGHTS_THAN_AGREED at once or in a quarter of a year; REASON_MISSING when there was no bed.
    """
    if not given:
        if not why_not.strip():
            raise Refused("REASON_MISSING")
        return
    if nights < 1:
        raise Refused("NIGHTS_MISSING")
    if nights > at_once or used + nights > a_quarter:
        raise Refused("MORE_NIGHTS_THAN_AGREED")
