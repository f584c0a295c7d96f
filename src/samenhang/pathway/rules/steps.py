"""Stepping up and down: which step is possible, what it asks for, and what it must not do.

Handbook 13.2 (R-06, R-07, R-17) and 3.0; seed 000, sections 2.2, 3.2 and 4.2.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.pathway.enums.placements import EndingReason
from samenhang.pathway.enums.steps import Direction, Go, Home, StepAct, StepKind, StepState
from samenhang.pathway.rules.history import TRANSFER_LOAD_DAYS, TRANSFER_LOAD_MOVES

EVALUATE_AFTER_DAYS = 42
EVALUATE_CRISIS_AFTER_DAYS = 14
SHOW_AHEAD_DAYS = 14

PILOT_LIGHT = "PILOT_LIGHT"  # the rung on which somebody is let be, and kept in sight

STEPS = Machine(
    "Step up or down",
    StepState.PLANNED,
    moves(
        (
            (StepAct.TAKE, [StepState.PLANNED], StepState.TAKEN),
            (StepAct.EVALUATE, [StepState.TAKEN], StepState.EVALUATED),
            (StepAct.WITHDRAW, [StepState.PLANNED], StepState.WITHDRAWN),
        )
    ),
    frozenset({StepState.EVALUATED, StepState.WITHDRAWN}),
)


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder: its code, its name, and the setting that it is by default."""

    code: str
    name: str
    setting: str


# From most care to least (seed 000, section 3.2); within level 2 there are rungs as well (handbook 3.0, security level).
FIRST_LADDER: tuple[Rung, ...] = (
    Rung("LEVEL_3", "Beveiligd niveau 3", "FPK"),
    Rung("LEVEL_2_HIGH", "Niveau 2, besloten", "FPA"),
    Rung("LEVEL_2_MIDDLE", "Niveau 2, met begeleid verlof", "FPA"),
    Rung("LEVEL_2_LOW", "Niveau 2, open deur", "FPA"),
    Rung("HIC", "HIC", "HIC"),
    Rung("IHT_BED", "IHT met bed", "IHT"),
    Rung("IHT_DAY", "IHT dagbehandeling", "IHT"),
    Rung("IHT", "IHT thuis", "IHT"),
    Rung("FACT", "FACT", "FACT"),
    Rung("PILOT_LIGHT", "Waakvlam", "SUPPORTED_HOME"),
)


def direction(ladder: Sequence[Rung], before: str, after: str) -> Direction:
    """Whether a step leads up, down, or to as much care elsewhere; a rung that is not on the ladder counts as none at all.

    Raises Refused(NO_SUCH_RUNG) for a step to a rung that is not on the ladder.
    """
    order = {rung.code: number for number, rung in enumerate(ladder)}
    if after not in order:
        raise Refused("NO_SUCH_RUNG")
    there, here = order[after], order.get(before, len(order))
    if there == here:
        return Direction.ALONGSIDE
    return Direction.UP if there < here else Direction.DOWN


def check_ladder(rungs: Sequence[Rung]) -> None:
    """Raise Refused(LADDER_TOO_SHORT) or Refused(RUNG_TWICE) unless somebody can step on this ladder."""
    if len(rungs) < 2:
        raise Refused("LADDER_TOO_SHORT")
    if len({r.code for r in rungs}) < len(rungs) or len({r.name.casefold() for r in rungs}) < len(rungs):
        raise Refused("RUNG_TWICE")


@dataclass(frozen=True)
class StepFacts:
    """A step as it is asked for."""

    kind: StepKind
    direction: Direction
    on: date
    reason: str
    home: Home
    home_held_until: date | None
    home_payer: str
    clinical: bool
    moves_house: bool
    expertise_first: str = ""


def check_step(step: StepFacts, *, has_home: bool, transferred_on: Sequence[date], today: date) -> None:
    """Raise Refused unless this step may be planned or taken.

    REASON_MISSING; CRISIS_GOES_UP when a crisis would lead down; CRISIS_IS_NOW when it lies ahead; HOME_UNDECIDED when there is
    a place and nobody says what happens to it; NO_HOME_TO_HOLD; HOME_HELD_BY_WHOM without a day and a payer; CRISIS_HOLDS_HOME
    when a crisis would cost somebody their place (R-17); EXPERTISE_FIRST after three transfers in two years without saying what
    expertise was brought first (R-07).
    """
    if not step.reason.strip():
        raise Refused("REASON_MISSING")
    if step.kind == StepKind.CRISIS_TO_CLINIC:
        if step.direction != Direction.UP or not step.clinical:
            raise Refused("CRISIS_GOES_UP")
        if step.on > today:
            raise Refused("CRISIS_IS_NOW")
    _check_home(step, has_home)
    recent = [d for d in transferred_on if timedelta(0) <= step.on - d < timedelta(days=TRANSFER_LOAD_DAYS)]
    planned_move = step.kind == StepKind.PLANNED and step.moves_house and step.home == Home.GIVEN_UP
    if planned_move and len(recent) >= TRANSFER_LOAD_MOVES and not step.expertise_first.strip():
        raise Refused("EXPERTISE_FIRST")


def _check_home(step: StepFacts, has_home: bool) -> None:
    if step.home == Home.HELD:
        if not has_home:
            raise Refused("NO_HOME_TO_HOLD")
        if step.home_held_until is None or not step.home_payer or step.home_held_until <= step.on:
            raise Refused("HOME_HELD_BY_WHOM")
    elif has_home and step.moves_house:
        if step.kind == StepKind.CRISIS_TO_CLINIC:
            raise Refused("CRISIS_HOLDS_HOME")
        if step.home == Home.NO_PLACE:
            raise Refused("HOME_UNDECIDED")


def evaluate_on(kind: str, on: date) -> date:
    """The day on which a step is looked back on: two weeks after a crisis, six weeks after a planned one."""
    days = EVALUATE_CRISIS_AFTER_DAYS if kind == StepKind.CRISIS_TO_CLINIC else EVALUATE_AFTER_DAYS
    return on + timedelta(days=days)


def check_ending(setting: str, reason: str, *, talked_on: date | None, unconditional: bool, on: date) -> None:
    """Raise Refused unless a stay may end for this reason (R-06).

    INCIDENT_ENDS_NOTHING_HERE where somebody may stay whatever happens; TALK_FIRST elsewhere, unless those involved sat together
    before it; IN_THE_FUTURE when that talk is still to come.
    """
    if reason not in {EndingReason.EXPULSION_INCIDENT, EndingReason.EXPULSION_SUBSTANCE}:
        return
    if unconditional or setting == "UNCONDITIONAL_HOME":
        raise Refused("INCIDENT_ENDS_NOTHING_HERE")
    if talked_on is None:
        raise Refused("TALK_FIRST")
    if talked_on > on:
        raise Refused("IN_THE_FUTURE")


def check_freedom(position: int, decided: Sequence[tuple[int, str]], decision: str, reason: str) -> None:
    """Raise Refused unless this step of practising may be decided about: each after a go on the one before it.

    ``decided`` holds position and decision of all steps, '' where none was taken. REASON_MISSING, FREEDOM_OUT_OF_ORDER.
    """
    if not reason.strip():
        raise Refused("REASON_MISSING")
    before = [(p, d) for p, d in decided if p < position]
    if any(d != Go.GO for _p, d in before):
        raise Refused("FREEDOM_OUT_OF_ORDER")
    Go(decision)
