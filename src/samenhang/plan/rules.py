"""What is possible, due or derived in a plan: day and facts are arguments (handbook 6.1, 13.2; seeds 000, 001, 004)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from samenhang.base.errors import Refused
from samenhang.base.working_days import working_day_after
from samenhang.legal.rules import add_months
from samenhang.plan.enums import ActionState, Answer, Doer, GoalState, Phase, PlanAlert, Security, SecurityState, Signer

EVALUATION_MONTHS = 3
EVALUATIONS_AT_START = 4
EVALUATION_AHEAD = 14  # days before an evaluation at which it begins to show
NO_PLAN_DAYS = 42  # a case without a plan for so long asks attention
NOT_AGREED_DAYS = 28  # a plan that nobody was asked to agree with
OUTFLOW_DAYS = 14
SIGNAL_REVIEW_MONTHS = 6  # handbook 6.1
DECISION_DAYS = 2  # working days in which a request for support is answered
ACTION_AHEAD = 7

GOAL_MOVES: Mapping[GoalState, frozenset[GoalState]] = {
    GoalState.OPEN: frozenset({GoalState.REACHED, GoalState.LET_GO}),
    GoalState.REACHED: frozenset({GoalState.OPEN}),
    GoalState.LET_GO: frozenset({GoalState.OPEN}),
}
ACTION_MOVES: Mapping[ActionState, frozenset[ActionState]] = {
    ActionState.TODO: frozenset({ActionState.DONE, ActionState.DROPPED}),
    ActionState.DONE: frozenset({ActionState.TODO}),
    ActionState.DROPPED: frozenset({ActionState.TODO}),
}


def check_goal_move(now: str, then: str, why: str) -> None:
    """Raise Refused unless a goal may go from one state to the other; letting go asks for a reason."""
    if GoalState(then) not in GOAL_MOVES[GoalState(now)]:
        raise Refused("NOT_FROM_HERE")
    if then == GoalState.LET_GO and not why.strip():
        raise Refused("REASON_MISSING")


def check_action_move(now: str, then: str, result: str) -> None:
    """Raise Refused unless an action may go from one state to the other; dropping it asks for a reason."""
    if ActionState(then) not in ACTION_MOVES[ActionState(now)]:
        raise Refused("NOT_FROM_HERE")
    if then == ActionState.DROPPED and not result.strip():
        raise Refused("REASON_MISSING")


def check_doer(doer: str, *, user_id: int | None, organisation_id: int | None, who: str) -> None:
    """Raise Refused(ACTION_OF_NOBODY) unless an action names exactly whose move it is (R-10: who, what, by when)."""
    named = {
        Doer.COLLEAGUE: user_id is not None,
        Doer.ORGANISATION: organisation_id is not None and user_id is None,
        Doer.CLIENT: user_id is None and organisation_id is None,
        Doer.CLOSE_ONE: bool(who.strip()) and user_id is None,
    }
    if not named[Doer(doer)]:
        raise Refused("ACTION_OF_NOBODY")


def check_tension(one: int, other: int) -> None:
    """Raise Refused(SAME_GOAL) when a goal would pull against itself."""
    if one == other:
        raise Refused("SAME_GOAL")


def fixed_evaluations(start: date, *, months: int = EVALUATION_MONTHS, count: int = EVALUATIONS_AT_START) -> list[date]:
    """The days on which a plan is looked back on, fixed when it starts: every so many months, as working days (R-13)."""
    return [_working_day(add_months(start, months * (n + 1))) for n in range(count)]


def _working_day(day: date) -> date:
    return working_day_after(day - timedelta(days=1))


def decide_by(asked_on: date) -> date:
    """The last day on which a request for support is answered: two working days later."""
    day = asked_on
    for _ in range(DECISION_DAYS):
        day = working_day_after(day)
    return day


def react_by(phase: str, seen_at: datetime) -> datetime | None:
    """When somebody must have acted on a phase: red within half an hour, orange within a day, yellow in three working days."""
    if phase == Phase.RED:
        return seen_at + timedelta(minutes=30)
    if phase == Phase.ORANGE:
        return seen_at + timedelta(hours=24)
    if phase == Phase.YELLOW:
        day = seen_at.date()
        for _ in range(3):
            day = working_day_after(day)
        return seen_at + (day - seen_at.date())
    return None


# ---- agreement ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Said:
    """An answer under something that was proposed: as whom, for which organisation, what."""

    signer: str
    organisation_id: int | None
    answer: str


@dataclass(frozen=True)
class Standing:
    """Where agreement stands: which organisations still owe an answer, who objects, and whether the person agreed."""

    waits_for: tuple[int, ...]
    objections: int
    client_agreed: bool
    client_answered: bool

    @property
    def agreed(self) -> bool:
        """Everybody who was asked agreed, and so did the person or who represents them."""
        return not self.waits_for and not self.objections and self.client_agreed


def standing(asked: Sequence[int], said: Sequence[Said]) -> Standing:
    """Where agreement stands; of one signer the last answer counts. ``said`` is in the order of time."""
    newest: dict[tuple[str, int | None], str] = {(s.signer, s.organisation_id): s.answer for s in said}
    client = [a for (signer, _o), a in newest.items() if signer in {Signer.CLIENT, Signer.REPRESENTATIVE}]
    answered = {o for (signer, o) in newest if signer == Signer.ORGANISATION}
    return Standing(
        waits_for=tuple(o for o in asked if o not in answered),
        objections=sum(a == Answer.OBJECTED for a in newest.values()),
        client_agreed=bool(client) and all(a == Answer.AGREED for a in client),
        client_answered=bool(client),
    )


# ---- what is concrete -----------------------------------------------------------------------------
def not_concrete_yet(*, by: date | None, seen_by: str, wish: bool, actions: int) -> tuple[str, ...]:
    """What would make a goal more concrete, as codes; advice in human words, never a gate (R-10)."""
    found = []
    if not wish:
        found.append("WISH")
    if not seen_by.strip():
        found.append("SEEN_BY")
    if by is None:
        found.append("BY")
    if not actions:
        found.append("ACTIONS")
    return tuple(found)


# ---- comparing versions ---------------------------------------------------------------------------
@dataclass(frozen=True)
class Change:
    """One thing in two versions of a plan: in which part, and how it was and is; None where it was not there."""

    section: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def kind(self) -> str:
        """Whether it is NEW, GONE, CHANGED or the SAME."""
        if self.before is None:
            return "NEW"
        if self.after is None:
            return "GONE"
        return "SAME" if self.before == self.after else "CHANGED"


SECTIONS = ("head", "approach", "route", "goals", "actions", "securities", "back_ups", "parts", "tensions")


def compare(
    before: Mapping[str, Sequence[Mapping[str, Any]]], after: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[Change]:
    """Two versions of a plan side by side, in the order of the newer one, what is gone at its old place behind it."""
    changes = []
    for section in SECTIONS:
        old = {row["id"]: row for row in before.get(section, ())}
        new = {row["id"]: row for row in after.get(section, ())}
        changes += [Change(section, old.get(key), row) for key, row in new.items()]
        changes += [Change(section, row, None) for key, row in old.items() if key not in new]
    return changes


# ---- what asks attention --------------------------------------------------------------------------
@dataclass(frozen=True)
class PlanFacts:
    """What the clock needs to know of one person's plan."""

    opened_on: date
    plan_started_on: date | None = None
    agreed_number: int = 0
    has_outflow: bool = False
    missing: Collection[str] = field(default_factory=tuple)  # securities that are not arranged
    evaluations: Collection[date] = field(default_factory=tuple)  # still to be held
    tensions: int = 0
    signal_review_on: date | None = None


def plan_alerts(facts: PlanFacts, today: date) -> list[tuple[PlanAlert, date | None]]:
    """What one plan asks attention for today, with the last day where there is one."""
    found: list[tuple[PlanAlert, date | None]] = []
    if facts.plan_started_on is None:
        if (today - facts.opened_on).days > NO_PLAN_DAYS:
            found.append((PlanAlert.NO_PLAN, facts.opened_on + timedelta(days=NO_PLAN_DAYS)))
    else:
        if not facts.agreed_number and (today - facts.plan_started_on).days > NOT_AGREED_DAYS:
            found.append((PlanAlert.PLAN_NOT_AGREED, facts.plan_started_on + timedelta(days=NOT_AGREED_DAYS)))
        if not facts.has_outflow and (today - facts.plan_started_on).days > OUTFLOW_DAYS:
            found.append((PlanAlert.NO_OUTFLOW_PERSPECTIVE, facts.plan_started_on + timedelta(days=OUTFLOW_DAYS)))
    for day in sorted(facts.evaluations):
        if day < today:
            found.append((PlanAlert.EVALUATION_OVERDUE, day))
        elif day <= today + timedelta(days=EVALUATION_AHEAD):
            found.append((PlanAlert.EVALUATION_DUE, day))
    found += [
        (PlanAlert.NO_DAY_ACTIVITY if kind == "DAY_ACTIVITY" else PlanAlert.SECURITY_MISSING, None)
        for kind in sorted(facts.missing)
    ]
    if facts.tensions:
        found.append((PlanAlert.GOALS_PULL_APART, None))
    if facts.signal_review_on is not None and facts.signal_review_on <= today + timedelta(days=EVALUATION_AHEAD):
        found.append((PlanAlert.SIGNAL_PLAN_REVIEW, facts.signal_review_on))
    return found


def missing_securities(states: Mapping[str, str]) -> tuple[str, ...]:
    """Which securities are known not to be arranged; what is not known is shown as such, and is no alarm."""
    return tuple(sorted(k for k, s in states.items() if s == SecurityState.NOT_ARRANGED))


def may_start_ambulant(states: Mapping[str, str]) -> bool:
    """Whether all four securities are arranged, which is asked before somebody starts to live with ambulatory support."""
    return all(states.get(kind) == SecurityState.ARRANGED for kind in Security)


# ---- who directs ----------------------------------------------------------------------------------
# One at a time each; process and case are directed by different people (seed 000, sections 2.4 and 4.2.3).
SEATS = ("CASE_DIRECTOR", "DEPUTY_DIRECTOR", "FILE_HOLDER", "DEPUTY_FILE_HOLDER", "CASE_MANAGER", "PROCESS_DIRECTOR")


def escalates_to(role: str) -> str:
    """To whom somebody in this seat turns when it does not move: care and process point to each other."""
    return {"CASE_DIRECTOR": "PROCESS_DIRECTOR", "PROCESS_DIRECTOR": "CASE_DIRECTOR"}.get(role, "CASE_DIRECTOR")
