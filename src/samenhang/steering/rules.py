"""The route of a bottleneck, the terms of each table, and what room may be agreed (R-08; seeds 002, 003 and 004)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, Move
from samenhang.directory.enums import Power
from samenhang.steering.enums import (
    Answer,
    BottleneckAct,
    BottleneckClass,
    BottleneckState,
    Level,
    QuestionKind,
    RuleOwner,
    Scale,
    Station,
    Within,
)

_S, _A = BottleneckState, BottleneckAct
COURSE = Machine(
    "Bottleneck",
    first=_S.OPEN,
    moves=(
        Move(_A.ASK, _S.OPEN, _S.ASKED),
        Move(_A.ASK, _S.ANSWERED, _S.ASKED),
        Move(_A.MOVE_UP, _S.ASKED, _S.ASKED),
        Move(_A.ANSWER, _S.ASKED, _S.ANSWERED),
        Move(_A.WITHDRAW, _S.ASKED, _S.OPEN),
        Move(_A.SOLVE, _S.OPEN, _S.SOLVED),
        Move(_A.SOLVE, _S.ANSWERED, _S.SOLVED),
        Move(_A.SET_ASIDE, _S.OPEN, _S.SET_ASIDE),
        Move(_A.SET_ASIDE, _S.ANSWERED, _S.SET_ASIDE),
        Move(_A.REOPEN, _S.SOLVED, _S.OPEN),
        Move(_A.REOPEN, _S.SET_ASIDE, _S.OPEN),
    ),
    ends=frozenset({_S.SOLVED, _S.SET_ASIDE}),
)
LIVE = frozenset({_S.OPEN, _S.ASKED, _S.ANSWERED})

# Within how many days each table answers; a region that agrees on other terms changes them here.
TERMS: dict[Station, int] = {Station.CASE_TABLE: 14, Station.FUNDERS: 28, Station.STEERING: 42, Station.NATIONAL: 90}
BREAKTHROUGH_DAYS = 7  # where everything is stuck nobody waits for the next meeting
NEXT: dict[Station, Station] = {
    Station.CASE_TABLE: Station.FUNDERS,
    Station.FUNDERS: Station.STEERING,
    Station.STEERING: Station.NATIONAL,
}
POWER_AT: dict[Station, Power] = {
    Station.CASE_TABLE: Power.DECIDE_PLACEMENT,
    Station.FUNDERS: Power.ANSWER_FOR_FUNDERS,
    Station.STEERING: Power.STEER_REGION,
    Station.NATIONAL: Power.STEER_REGION,  # the steering group asks the country, and writes down what it hears
}
# From so many people on, in a region, a bottleneck is no accident any more.
STRUCTURAL_FROM = 3
LONGEST_ROOM = 2  # years, unless it says why longer (seed 003: two years for what is being tried)
ROOM_AHEAD = 42  # days before its end that room is looked at


def due_on(station: Station, kind: QuestionKind, today: date) -> date:
    """The last day on which this table answers a question that is asked today."""
    return today + timedelta(days=BREAKTHROUGH_DAYS if kind == QuestionKind.BREAKTHROUGH else TERMS[station])


def scale(people: int) -> Scale:
    """Incidental or structural, from how many people meet it now: it is counted, not judged."""
    return Scale.STRUCTURAL if people >= STRUCTURAL_FROM else Scale.INCIDENTAL


@dataclass(frozen=True)
class Described:
    """What has been said of a bottleneck before it may leave the case."""

    classes: Collection[str]
    within: str
    rule_owner: str


def check_may_ask(found: Described, station: Station, kind: QuestionKind) -> None:
    """Raise Refused unless a bottleneck may be put to a table.

    Codes: CLASS_MISSING, RULES_NOT_ASKED (whether it can be solved within the rules comes first, R-08), WITHIN_THE_RULES (what can be solved within the rules is not a matter for the steering group or beyond).
    """
    if not found.classes or not found.rule_owner:
        raise Refused("CLASS_MISSING")
    if kind == QuestionKind.BREAKTHROUGH:
        return
    if found.within == Within.NOT_ASKED:
        raise Refused("RULES_NOT_ASKED")
    if found.within == Within.YES and station in {Station.STEERING, Station.NATIONAL}:
        raise Refused("WITHIN_THE_RULES")


def invites_care_office(classes: Collection[str]) -> bool:
    """Say whether the care office belongs at the table: for whatever is about money (seed 004, guarding together)."""
    return BottleneckClass.FINANCIAL in classes


def next_table(station: Station, within: str) -> Station | None:
    """The table above; None at the top, and for what can be solved within the rules above the funders (seed 002, finance 2)."""
    above = NEXT.get(station)
    return None if within == Within.YES and above in {Station.STEERING, Station.NATIONAL} else above


def check_answer(answer: Answer, station: Station, within: str, reasons: str) -> None:
    """Raise Refused(REASON_MISSING), or Refused(NO_HIGHER_TABLE) when there is no table above this one for it."""
    if not reasons.strip():
        raise Refused("REASON_MISSING")
    if answer == Answer.UP and next_table(station, within) is None:
        raise Refused("NO_HIGHER_TABLE")


def two_years_after(start: date) -> date:
    """The last end that needs no reason."""
    try:
        return start.replace(year=start.year + LONGEST_ROOM)
    except ValueError:  # 29 February
        return date(start.year + LONGEST_ROOM, 3, 1)


def check_room(*, start: date, end: date, evaluate_on: date, why_longer: str) -> None:
    """Raise Refused(ENDS_BEFORE_START), Refused(EVALUATE_WITHIN) or Refused(LONGER_THAN_TWO_YEARS)."""
    if end <= start:
        raise Refused("ENDS_BEFORE_START")
    if not start < evaluate_on <= end:
        raise Refused("EVALUATE_WITHIN")
    if end > two_years_after(start) and not why_longer.strip():
        raise Refused("LONGER_THAN_TWO_YEARS")


FOLLOW_UP = 14  # days after an answer on which it is looked whether it was carried out
# By which words of its owner a rule is recognised; people can correct it.
OWNER_BY_NAME: tuple[tuple[str, RuleOwner], ...] = (
    ("jenv", RuleOwner.JENV),
    ("vws", RuleOwner.VWS),
    ("ciz", RuleOwner.CIZ),
    ("nza", RuleOwner.NZA),
    ("dji", RuleOwner.DJI),
    ("zorgkantoor", RuleOwner.CARE_OFFICE),
    ("verzekeraar", RuleOwner.INSURER),
    ("gemeente", RuleOwner.MUNICIPALITY),
)


def owner_of(name: str, otherwise: RuleOwner) -> RuleOwner:
    """Whose rule it is, from how the register names its owner; ``otherwise`` when the name says nothing."""
    told = name.casefold()
    return next((owner for word, owner in OWNER_BY_NAME if word in told), otherwise)


# What is proposed for a bottleneck that grows out of a verdict; people can change all of it.
CLASS_OF_OBSTACLE: dict[str, tuple[BottleneckClass, ...]] = {
    "LEGAL": (BottleneckClass.LEGAL,),
    "FINANCIAL": (BottleneckClass.FINANCIAL,),
    "ORGANISATIONAL": (BottleneckClass.ORGANISATIONAL,),
    "CAPACITY": (BottleneckClass.FINANCIAL, BottleneckClass.ORGANISATIONAL),
    "EXPERTISE": (BottleneckClass.ORGANISATIONAL,),
    "SAFETY": (BottleneckClass.ORGANISATIONAL,),
    "DISTANCE": (BottleneckClass.ORGANISATIONAL,),
    "PREFERENCE": (BottleneckClass.ORGANISATIONAL,),
}
LEVEL_OF_OWNER: dict[RuleOwner, Level] = {
    RuleOwner.ORGANISATION: Level.ORGANISATION,
    RuleOwner.REGION: Level.ORGANISATION,
    RuleOwner.MUNICIPALITY: Level.ORGANISATION,
    RuleOwner.CARE_OFFICE: Level.ORGANISATION,
    RuleOwner.INSURER: Level.ORGANISATION,
    RuleOwner.DJI: Level.SYSTEM,
    RuleOwner.CIZ: Level.SYSTEM,
    RuleOwner.NZA: Level.SYSTEM,
    RuleOwner.VWS: Level.SYSTEM,
    RuleOwner.JENV: Level.SYSTEM,
}


def first_table(classes: Sequence[str], owner: str) -> Station:
    """The table that is proposed first: money and law go to the funders, what organisations decide themselves to the case table."""
    if {BottleneckClass.LEGAL, BottleneckClass.FINANCIAL} & set(classes) or owner not in {"", RuleOwner.ORGANISATION}:
        return Station.FUNDERS
    return Station.CASE_TABLE
