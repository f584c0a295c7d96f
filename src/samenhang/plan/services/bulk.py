"""Many plans at once: generated regions and imports. The same rows as the verbs make, one line in the log per plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.audit.services import record_many
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.plan.adapters.crisis import CardContent
from samenhang.plan.enums import ActionState, Conclusion, GoalState, LineKind, Phase, SignalState
from samenhang.plan.models import (
    Action,
    Approach,
    CallStep,
    CrisisCard,
    Evaluation,
    Goal,
    Plan,
    PlanVersion,
    SecurityCheck,
    SignalLine,
    SignalPlan,
)
from samenhang.plan.services.parts import NewAction
from samenhang.plan.services.plans import PlanHead


@dataclass(frozen=True)
class NewGoal:
    """A goal of a plan that is recorded as it was."""

    text: str
    domain: str
    wish: str = ""
    seen_by: str = ""
    by: date | None = None
    state: GoalState = GoalState.OPEN


@dataclass(frozen=True)
class PastAction:
    """An action as it stands: on which goal it hangs (by place), and what came of it."""

    new: NewAction
    goal: int | None = None
    state: ActionState = ActionState.TODO
    closed_on: date | None = None
    result: str = ""


@dataclass(frozen=True)
class NewPlanContent:
    """A whole plan as it stands."""

    person_id: int
    compartment_id: int
    dossier_id: int
    started_on: date
    head: PlanHead
    goals: tuple[NewGoal, ...] = ()
    actions: tuple[PastAction, ...] = ()
    securities: Mapping[str, str] = field(default_factory=dict)
    evaluations: tuple[tuple[date, date | None], ...] = ()
    approach: Mapping[str, str] = field(default_factory=dict)
    agreed_number: int = 0


@dataclass(frozen=True)
class NewSignals:
    """A signalling plan in force, with its crisis card."""

    person_id: int
    compartment_id: int
    dossier_id: int
    made_on: date
    review_on: date
    question: str
    lines: tuple[tuple[Phase, LineKind, str, str], ...]
    calls: tuple[tuple[str, str, str], ...]
    card: CardContent


def record_plans(*, actor: Actor, plans: Sequence[NewPlanContent], signals: Sequence[NewSignals] = ()) -> None:
    """Record many plans and signalling plans, inside a transaction."""
    rows = Plan.objects.write(
        [
            Plan(
                person_id=p.person_id,
                compartment_id=p.compartment_id,
                started_on=p.started_on,
                agreed_number=p.agreed_number,
                **p.head.__dict__,
            )
            for p in plans
        ]
    )
    pairs = list(zip(rows, plans, strict=True))
    goals = _goals(pairs)
    _actions(pairs, goals)
    _rest(pairs)
    _versions(pairs, goals)
    record_many(actor, [_line("Plan", row.pk, p.dossier_id, Category.PLAN_GOALS) for row, p in pairs])
    if signals:
        _signals(actor, signals)


def _line(kind: str, pk: int, dossier_id: int, category: Category) -> dict[str, object]:
    return {
        "act": Act.CREATE,
        "dossier_id": dossier_id,
        "object_type": kind,
        "object_id": pk,
        "categories": int(category),
    }


def _part(row: Plan) -> dict[str, object]:
    return {
        "plan_id": row.pk,
        "person_id": row.person_id,
        "compartment_id": row.compartment_id,
        "changed_at": clock.now(),
    }


def _goals(pairs: Sequence[tuple[Plan, NewPlanContent]]) -> dict[tuple[int, int], int]:
    """Goals, by plan and place."""
    keys = [(row.pk, n) for row, p in pairs for n in range(len(p.goals))]
    made = Goal.objects.write([Goal(**_part(row), **g.__dict__) for row, p in pairs for g in p.goals])
    return {key: goal.pk for key, goal in zip(keys, made, strict=True)}


def _actions(pairs: Sequence[tuple[Plan, NewPlanContent]], goals: Mapping[tuple[int, int], int]) -> None:
    Action.objects.write(
        [
            Action(
                **_part(row),
                goal_id=None if a.goal is None else goals[row.pk, a.goal],
                text=a.new.text,
                due=a.new.due,
                doer=a.new.doer,
                user_id=a.new.user_id,
                organisation_id=a.new.organisation_id,
                who=a.new.who,
                source=a.new.source,
                state=a.state,
                closed_on=a.closed_on,
                result=a.result,
            )
            for row, p in pairs
            for a in p.actions
        ]
    )


def _versions(pairs: Sequence[tuple[Plan, NewPlanContent]], goals: Mapping[tuple[int, int], int]) -> None:
    """What was put before everybody when a plan began, for those that were."""
    PlanVersion.objects.write(
        [
            PlanVersion(
                plan_id=row.pk,
                person_id=row.person_id,
                compartment_id=row.compartment_id,
                number=p.agreed_number,
                content={
                    "head": [{"id": 0, "outflow": p.head.outflow}],
                    "goals": [
                        {"id": goals[row.pk, n], "text": g.text, "domain": g.domain, "wish": g.wish, "state": g.state}
                        for n, g in enumerate(p.goals)
                    ],
                },
                made_at=clock.now(),
            )
            for row, p in pairs
            if p.agreed_number
        ]
    )


def _rest(pairs: Sequence[tuple[Plan, NewPlanContent]]) -> None:
    SecurityCheck.objects.write(
        [
            SecurityCheck(**_part(row), kind=kind, state=state, checked_on=p.started_on)
            for row, p in pairs
            for kind, state in p.securities.items()
        ]
    )
    Evaluation.objects.write(
        [
            Evaluation(
                plan_id=row.pk,
                person_id=row.person_id,
                compartment_id=row.compartment_id,
                due_on=due,
                held_on=held,
                conclusion=Conclusion.GO_ON if held else "",
            )
            for row, p in pairs
            for due, held in p.evaluations
        ]
    )
    Approach.objects.write(
        [
            Approach(
                plan_id=row.pk,
                person_id=row.person_id,
                compartment_id=row.compartment_id,
                state="AGREED",
                proposed_on=p.started_on,
                decided_on=p.started_on,
                **p.approach,
            )
            for row, p in pairs
            if p.approach
        ]
    )


def _signals(actor: Actor, signals: Sequence[NewSignals]) -> None:
    rows = SignalPlan.objects.write(
        [
            SignalPlan(
                person_id=s.person_id,
                compartment_id=s.compartment_id,
                number=1,
                state=SignalState.SIGNED,
                question=s.question,
                made_on=s.made_on,
                signed_on=s.made_on,
                review_on=s.review_on,
            )
            for s in signals
        ]
    )
    pairs = list(zip(rows, signals, strict=True))
    here = {
        row.pk: {"signal_plan_id": row.pk, "person_id": s.person_id, "compartment_id": s.compartment_id}
        for row, s in pairs
    }
    SignalLine.objects.write(
        [
            SignalLine(**here[row.pk], phase=phase, kind=kind, text=text, who=who)
            for row, s in pairs
            for phase, kind, text, who in s.lines
        ]
    )
    CallStep.objects.write(
        [
            CallStep(**here[row.pk], place=n, name=name, phone=phone, hours=hours)
            for row, s in pairs
            for n, (name, phone, hours) in enumerate(s.calls, 1)
        ]
    )
    CrisisCard.objects.write(
        [
            CrisisCard(
                person_id=s.person_id,
                compartment_id=s.compartment_id,
                number=1,
                content=s.card,
                made_on=s.made_on,
                review_on=s.review_on,
            )
            for s in signals
        ]
    )
    record_many(actor, [_line("SignalPlan", row.pk, s.dossier_id, Category.SIGNAL_PLAN) for row, s in pairs])
