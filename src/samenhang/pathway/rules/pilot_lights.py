"""The pilot light: when contact is due, what a missed one asks for, and what letting go takes (handbook 6.3; R-16).

Seed 001, recommendation 2; seed 000, section 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.pathway.enums.pilot_lights import CaseAct, CaseState, LightAct, LightAlert, LightState

EVERY_DAYS = 60
FIRST_MONTHS = 12
VISIT_WITHIN_DAYS = 5
CONTACT_AHEAD_DAYS = 7
ENDS_AHEAD_DAYS = 60
NOT_SEEN_DAYS = 42  # nobody had contact for so many weeks: somebody looks why (seed 001, recommendation 1)

LIGHTS = Machine(
    "Pilot light",
    LightState.BURNING,
    moves(
        (
            (LightAct.RENEW, [LightState.BURNING], LightState.BURNING),
            (LightAct.RELIGHT, [LightState.BURNING], LightState.RELIT),
            (LightAct.PUT_OUT, [LightState.BURNING], LightState.OUT),
        )
    ),
    frozenset({LightState.RELIT, LightState.OUT}),
)

_AT_WORK = [CaseState.OPEN, CaseState.RUNNING, CaseState.SCALED_UP]
CASES = Machine(
    "Case",
    CaseState.OPEN,
    moves(
        (
            (CaseAct.START_PLAN, [CaseState.OPEN], CaseState.RUNNING),
            (CaseAct.STEP_UP, [CaseState.OPEN, CaseState.RUNNING, CaseState.PILOT_LIGHT], CaseState.SCALED_UP),
            (CaseAct.STEP_DOWN, [CaseState.SCALED_UP], CaseState.RUNNING),
            (CaseAct.KEEP_A_LIGHT, [CaseState.OPEN, CaseState.RUNNING], CaseState.PILOT_LIGHT),
            (CaseAct.RELIGHT, [CaseState.PILOT_LIGHT], CaseState.RUNNING),
            (CaseAct.CLOSE, [*_AT_WORK, CaseState.PILOT_LIGHT], CaseState.CLOSED),
            (CaseAct.REOPEN, [CaseState.CLOSED], CaseState.RUNNING),
        )
    ),
    frozenset({CaseState.CLOSED}),
)


@dataclass(frozen=True)
class CaseFacts:
    """What the state of a case follows from; ``worked_on``: there is a plan, or there was a step, a light or an analysis."""

    closed: bool
    light_burns: bool
    admitted_with_home_held: bool
    worked_on: bool


def case_state(facts: CaseFacts) -> CaseState:
    """Where a case stands. An admission goes before a pilot light: then there is more to do than to look now and then."""
    if facts.closed:
        return CaseState.CLOSED
    if facts.admitted_with_home_held:
        return CaseState.SCALED_UP
    if facts.light_burns:
        return CaseState.PILOT_LIGHT
    return CaseState.RUNNING if facts.worked_on else CaseState.OPEN


@dataclass(frozen=True)
class LightFacts:
    """A pilot light as the clock reads it: when they last met, how often contact failed since, and the last time that it did."""

    start: date
    until: date
    every_days: int
    met_on: date | None = None
    failed: int = 0
    failed_on: date | None = None


@dataclass(frozen=True)
class LightDue:
    """What a pilot light asks for: which alert, and before when."""

    alert: LightAlert
    by: date


def met_and_failed(contacts: Sequence[tuple[date, bool]]) -> tuple[date | None, int, date | None]:
    """When they last met, how often contact failed since then, and the last time that it did; from (day, met) in any order."""
    met_on = max((day for day, met in contacts if met), default=None)
    failed = [day for day, met in contacts if not met and (met_on is None or day > met_on)]
    return met_on, len(failed), max(failed, default=None)


def next_contact(light: LightFacts) -> date:
    """The day before which there must be contact again: counted from the last time they met, or from the start."""
    return (light.met_on or light.start) + timedelta(days=light.every_days)


def missed(light: LightFacts, today: date) -> int:
    """How many times in a row contact did not come about: attempts that failed, or whole terms in which nobody tried."""
    terms = max((today - (light.met_on or light.start)).days - 1, 0) // light.every_days
    return max(light.failed, terms)


def light_due(light: LightFacts, today: date) -> list[LightDue]:
    """What a burning pilot light asks for today: a missed contact once is a reminder, twice is a visit (R-16)."""
    found: list[LightDue] = []
    times, due = missed(light, today), next_contact(light)
    if times >= 2:
        terms_over = due + timedelta(days=light.every_days)
        second = light.failed_on if light.failed >= 2 and light.failed_on else terms_over
        found.append(LightDue(LightAlert.VISIT_NEEDED, second + timedelta(days=VISIT_WITHIN_DAYS)))
    elif times == 1:
        found.append(LightDue(LightAlert.CONTACT_MISSED, due))
    elif today >= due - timedelta(days=CONTACT_AHEAD_DAYS):
        found.append(LightDue(LightAlert.CONTACT_DUE, due))
    if today >= light.until - timedelta(days=ENDS_AHEAD_DAYS):
        found.append(LightDue(LightAlert.LIGHT_ENDS, light.until))
    return found


def check_light(*, start: date, until: date, every_days: int, wants: str, own_route: str, brings_back: str) -> None:
    """Raise Refused unless a pilot light says what it must.

    ENDS_BEFORE_START; LIGHT_TOO_RARE when nobody would look for more than half a year; WORDS_OF_CLIENT_MISSING,
    REASON_MISSING.
    """
    if until <= start:
        raise Refused("ENDS_BEFORE_START")
    if not 1 <= every_days <= 183:
        raise Refused("LIGHT_TOO_RARE")
    if not wants.strip():
        raise Refused("WORDS_OF_CLIENT_MISSING")
    if not own_route.strip() or not brings_back.strip():
        raise Refused("REASON_MISSING")


def check_letting_go(
    *, on_the_way: bool, light_burns: bool, analysed_on: date | None, today: date, within_days: int = 60
) -> None:
    """Raise Refused(LETTING_GO_NEEDS_ANALYSIS) unless somebody may be let go of entirely (handbook 13.1).

    Refused(STILL_ON_THE_WAY) while a place is held, a step is planned, a crisis runs or a handover is not closed.

    After success the default is a pilot light; an end of all care needs an analysis of the last two months. A light that
    burns goes out by its own decision first, Refused(LIGHT_STILL_BURNS).
    """
    if on_the_way:
        raise Refused("STILL_ON_THE_WAY")
    if light_burns:
        raise Refused("LIGHT_STILL_BURNS")
    if analysed_on is None or (today - analysed_on).days > within_days:
        raise Refused("LETTING_GO_NEEDS_ANALYSIS")
