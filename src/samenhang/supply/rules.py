"""Availability and criteria: when is a slot free, how old is a confirmation, which criteria reach a place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from samenhang.base.errors import Refused
from samenhang.supply.enums import Freshness, TeamStanding

P = TypeVar("P")  # a place as the register reads it

# The facts of a person that a criterion may test, and which operators make sense for them.
FACT_OPERATORS: dict[str, tuple[str, ...]] = {
    "age": ("AT_LEAST", "AT_MOST", "BETWEEN"),
    "titles": ("CONTAINS_ANY", "DISJOINT"),
    "indications": ("CONTAINS_ANY", "CONTAINS_ALL"),
    "security_needed": ("AT_MOST", "AT_LEAST"),
    "group_fit": ("IN", "NOT_IN"),
    "substance_use": ("IN", "NOT_IN"),
    "fire_setting": ("IS_FALSE",),
    "staff_assault": ("IS_FALSE",),
    "sexual_offence": ("IS_FALSE",),
    "night_staff": ("IS_FALSE",),
    "two_staff": ("IS_FALSE",),
    "wheelchair": ("IS_FALSE",),
    "id_shown_before_18": ("IS_TRUE",),
    "residence_region": ("IN",),
    "problem_areas": ("CONTAINS_ANY", "DISJOINT"),
}
TRUTH_OPERATORS = frozenset({"IS_TRUE", "IS_FALSE"})


@dataclass(frozen=True)
class Availability:
    """Slots of a place today: all, taken, out of service, free; and the first day on which one comes free."""

    capacity: int
    taken: int
    reserved: int
    out: int
    free: int
    free_from: date | None


def availability(
    capacity: int, booked: Iterable[tuple[str, date | None]], out: Iterable[tuple[int, date | None]], today: date
) -> Availability:
    """Count from bookings (kind, expected end) and out-of-service periods (slots, end) that hold today."""
    bookings = list(booked)
    pauses = list(out)
    taken = sum(kind != "RESERVED" for kind, _ in bookings)
    reserved = len(bookings) - taken
    unusable = sum(slots for slots, _ in pauses)
    free = max(0, capacity - taken - reserved - unusable)
    ends = [end for _, end in bookings if end and end > today] + [end for _, end in pauses if end and end > today]
    return Availability(capacity, taken, reserved, unusable, free, today if free else min(ends, default=None))


def freshness(confirmed_at: datetime | None, now: datetime, stale_after_days: int) -> Freshness:
    """How recent the availability was confirmed: what nobody confirmed is not known to be free."""
    if confirmed_at is None:
        return Freshness.NEVER
    return Freshness.STALE if now - confirmed_at > timedelta(days=stale_after_days) else Freshness.FRESH


TEAM_HOLDS_DAYS = 90  # what a team said is out of date after this, and it looks again within it
TEAM_WORDS = 300
_MOST_VACANT, _MOST_INCIDENTS = Decimal("999.9"), 999


def team_looks_again(said_on: date, review_on: date | None) -> date:
    """The day on which a team says anew how it stands: the day that it named itself, or when what it said grows old."""
    last = said_on + timedelta(days=TEAM_HOLDS_DAYS)
    return last if review_on is None else min(review_on, last)


def team_out_of_date(said_on: date, review_on: date | None, today: date) -> bool:
    """Whether what a team said is too old to go by: its day has passed (R-21)."""
    return today > team_looks_again(said_on, review_on)


def check_team(
    *, standing: TeamStanding, vacancies: Decimal, incidents: int, words: str, review_on: date | None, today: date
) -> None:
    """Raise Refused with a code unless a team says how it stands in a way that others can work with.

    TEAM_NUMBERS for numbers that cannot be, TEAM_WORDS_TOO_LONG, REVIEW_DAY_MISSING when it is stretched or asks not now without the day on
    which it looks again, IN_THE_PAST, REVIEW_DAY_TOO_FAR, and NEEDED_MISSING for a "not now" that does not say what would make it a yes.
    """
    if not 0 <= vacancies <= _MOST_VACANT or vacancies != round(vacancies, 1) or not 0 <= incidents <= _MOST_INCIDENTS:
        raise Refused("TEAM_NUMBERS")
    if len(words.strip()) > TEAM_WORDS:
        raise Refused("TEAM_WORDS_TOO_LONG")
    if standing == TeamStanding.NOT_NOW and not words.strip():
        raise Refused("NEEDED_MISSING")
    if review_on is None:
        if standing != TeamStanding.ROOM:
            raise Refused("REVIEW_DAY_MISSING")
        return
    if review_on < today:
        raise Refused("IN_THE_PAST")
    if review_on > today + timedelta(days=TEAM_HOLDS_DAYS):
        raise Refused("REVIEW_DAY_TOO_FAR")


def check_ask_again(*, team_at_limit: bool, on: date | None, since: date) -> None:
    """Raise Refused unless a no because of the team is a "not now": ASK_AGAIN_MISSING without a day, IN_THE_PAST before the no itself (R-21)."""
    if on is None:
        if team_at_limit:
            raise Refused("ASK_AGAIN_MISSING")
    elif on < since:
        raise Refused("IN_THE_PAST")


def lowest_free_slot(capacity: int, taken: Collection[int]) -> int | None:
    """The lowest slot number that nobody has, None when the place is full."""
    used = set(taken)
    return next((n for n in range(1, capacity + 1) if n not in used), None)


def criterion_values_problem(fact: str, operator: str, values: list[Any]) -> str | None:
    """Say in a code what is wrong with a criterion's values, None when they make sense."""
    if fact not in FACT_OPERATORS:
        return "UNKNOWN_FACT"
    if operator not in FACT_OPERATORS[fact]:
        return "OPERATOR_DOES_NOT_SUIT"
    if operator in TRUTH_OPERATORS:
        return "TAKES_NO_VALUE" if values else None
    if operator == "BETWEEN":
        return (
            None
            if len(values) == 2 and all(isinstance(v, int) for v in values) and values[0] <= values[1]
            else "NEEDS_TWO_NUMBERS"
        )
    if operator in {"AT_LEAST", "AT_MOST"}:
        return None if len(values) == 1 and isinstance(values[0], int) else "NEEDS_ONE_NUMBER"
    return None if values and all(isinstance(v, str) for v in values) else "NEEDS_VALUES"


@dataclass(frozen=True)
class RegisterFilter:
    """What somebody looks for in the register; empty looks for everything."""

    query: str = ""
    setting: str = ""
    level: int | None = None
    municipality_id: int | None = None
    treatment: str = ""
    free: bool = False
    individual: bool = False
    unconditional: bool = False
    team: str = ""


def search_register(found: Collection[P], wanted: RegisterFilter, *, words: Mapping[int, str] | None = None) -> list[P]:
    """The places of a snapshot that match. ``words`` adds searchable text per place (form and treatments in words)."""
    parts = wanted.query.casefold().split()[:6]

    def matches(p: Any) -> bool:
        text = f"{p.name} {p.location} {p.organisation} {p.municipality} {(words or {}).get(p.id, '')}".casefold()
        return (
            (not wanted.setting or p.setting == wanted.setting)
            and (wanted.level is None or p.security_level == wanted.level)
            and (wanted.municipality_id is None or p.municipality_id == wanted.municipality_id)
            and (not wanted.treatment or wanted.treatment in p.treatments)
            and (not wanted.free or p.availability.free > 0)
            and (not wanted.individual or p.individual)
            and (not wanted.unconditional or p.unconditional_stay)
            and (not wanted.team or p.team_says == wanted.team)
            and all(part in text for part in parts)
        )

    return [p for p in found if matches(p)]
