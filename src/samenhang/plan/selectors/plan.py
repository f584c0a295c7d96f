"""The plan and its parts, for a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.people.selectors import homes_of
from samenhang.plan.enums import Doer
from samenhang.plan.models import Action, BackUp, Goal, OrganisationPlan, Plan, RouteStep, SecurityCheck, Tension


@dataclass(frozen=True)
class PlanRow:
    """What stands on top of a plan."""

    id: int
    person_id: int
    household_id: int | None
    started_on: date
    ended_on: date | None
    ended_why: str
    future: str
    outflow: str
    outflow_place: str
    outflow_on: date | None
    agreed_number: int
    lock: int


_PLAN = (
    "id", "person_id", "household_id", "started_on", "ended_on", "ended_why", "future", "outflow", "outflow_place", "outflow_on",
    "agreed_number", "lock",
)  # fmt: skip


@dataclass(frozen=True)
class GoalRow:
    """A goal, the words of the person it hangs on, and the own plan it is part of."""

    id: int
    text: str
    domain: str
    words_id: int | None
    words: str
    wish: str
    seen_by: str
    by: date | None
    part_id: int | None
    part: str
    part_organisation: str
    state: str
    state_why: str
    lock: int


@dataclass(frozen=True)
class ActionRow:
    """An action: who, what, by when, and what came of it."""

    id: int
    goal_id: int | None
    text: str
    due: date
    doer: str
    user_id: int | None
    user: str
    organisation_id: int | None
    organisation: str
    who: str
    state: str
    result: str
    closed_on: date | None
    source: str
    lock: int

    @property
    def open(self) -> bool:
        """Still to be done."""
        return self.closed_on is None


@dataclass(frozen=True)
class TensionRow:
    """Two goals that pull apart."""

    id: int
    one_id: int
    one: str
    other_id: int
    other: str
    about: str
    agreed: str
    lock: int


@dataclass(frozen=True)
class OwnPlanRow:
    """The own plan of an organisation."""

    id: int
    organisation_id: int
    organisation: str
    title: str
    about: str
    contact: str
    until: date | None
    lock: int


@dataclass(frozen=True)
class BackUpRow:
    """What happens when it goes wrong."""

    id: int
    trigger: str
    what: str
    owner: str
    tried_on: date | None
    tried_how: str
    lock: int


@dataclass(frozen=True)
class StepRow:
    """A step of the route."""

    id: int
    place: int
    text: str
    about_when: str
    state: str
    lock: int


@dataclass(frozen=True)
class SecurityRow:
    """Whether a security is arranged."""

    kind: str
    state: str
    note: str
    checked_on: date


@dataclass(frozen=True)
class Page:
    """A plan with everything in it, as far as the actor may see it."""

    plan: PlanRow
    goals: tuple[GoalRow, ...]
    actions: tuple[ActionRow, ...]
    tensions: tuple[TensionRow, ...]
    own_plans: tuple[OwnPlanRow, ...]
    back_ups: tuple[BackUpRow, ...]
    steps: tuple[StepRow, ...]
    securities: tuple[SecurityRow, ...]


def _plan(values: Any) -> PlanRow | None:
    return PlanRow(*values) if values else None


def plan_of(
    actor: Actor, person_id: int, *, purpose: Purpose, household_id: int | None = None, plan_id: int | None = None
) -> PlanRow | None:
    """The current plan of a person, else of the household they belong to, or one by its number; None when there is none to see."""
    rows = Plan.objects.visible_to(actor, purpose=purpose)
    if plan_id is not None:
        return _plan(rows.filter(pk=plan_id, person_id=person_id).values_list(*_PLAN).first())
    whose = Q(person_id=person_id)
    if household_id is not None:
        whose |= Q(household_id=household_id)
    found = [PlanRow(*v) for v in rows.filter(whose, ended_on__isnull=True).order_by("pk").values_list(*_PLAN)]
    return next((p for p in found if p.person_id == person_id), found[0] if found else None)


def plans_beside(actor: Actor, plan: PlanRow, home: Collection[int], *, purpose: Purpose) -> dict[int, int | None]:
    """Who of these people, who share a home, has a current plan beside this one, and of which household, as far as the actor may see."""
    rows = Plan.objects.visible_to(actor, purpose=purpose).filter(person_id__in=list(home), ended_on__isnull=True)
    return dict(rows.exclude(pk=plan.id).values_list("person_id", "household_id"))


_GOAL = (
    "id", "text", "domain", "words_id", "wish", "seen_by", "by", "part_id", "part__title", "part__organisation__name",
    "state", "state_why", "lock",
)  # fmt: skip
_ACTION = (
    "id", "goal_id", "text", "due", "doer", "user_id", "user__name", "organisation_id", "organisation__name", "who", "state", "result",
    "closed_on", "source", "lock",
)  # fmt: skip


def _goal(v: Any, said: Mapping[int, str]) -> GoalRow:
    """The words on which a goal hangs are shown to who may read them where they are kept, and to nobody else."""
    return GoalRow(*[*v[:4], said.get(v[3], ""), *v[4:8], v[8] or "", v[9] or "", *v[10:]])


def _action(v: Any) -> ActionRow:
    return ActionRow(*[*v[:6], v[6] or "", v[7], v[8] or "", *v[9:]])


def plan_page(actor: Actor, plan: PlanRow, *, purpose: Purpose, said: Mapping[int, str] | None = None) -> Page:
    """Everything that stands in a plan; seven questions to the database, however much there is.

    ``said`` are the own words that the actor may read, by number (picture.selectors.words).
    """

    def rows(table: Any, *fields: str) -> Any:
        seen = table.objects.visible_to(actor, purpose=purpose).filter(plan_id=plan.id, ended_on__isnull=True)
        return seen.order_by("pk").values_list(*fields)

    return Page(
        plan=plan,
        goals=tuple(_goal(v, said or {}) for v in rows(Goal, *_GOAL)),
        actions=tuple(sorted((_action(v) for v in rows(Action, *_ACTION)), key=lambda a: (not a.open, a.due, a.id))),
        tensions=tuple(
            TensionRow(*v)
            for v in rows(Tension, "id", "one_id", "one__text", "other_id", "other__text", "about", "agreed", "lock")
        ),
        own_plans=tuple(
            OwnPlanRow(*v)
            for v in rows(
                OrganisationPlan,
                "id", "organisation_id", "organisation__name", "title", "about", "contact", "until", "lock",
            )
        ),
        back_ups=tuple(
            BackUpRow(*v) for v in rows(BackUp, "id", "trigger", "what", "owner", "tried_on", "tried_how", "lock")
        ),
        steps=tuple(
            sorted(
                (StepRow(*v) for v in rows(RouteStep, "id", "place", "text", "about_when", "state", "lock")),
                key=lambda s: (s.place, s.id),
            )
        ),
        securities=tuple(SecurityRow(*v) for v in rows(SecurityCheck, "kind", "state", "note", "checked_on")),
    )  # fmt: skip


def open_goals(actor: Actor, plan_id: int, *, purpose: Purpose) -> list[tuple[int, str]]:
    """The goals of a plan by number and words, for a choice."""
    rows = Goal.objects.visible_to(actor, purpose=purpose).filter(plan_id=plan_id, ended_on__isnull=True)
    return list(rows.order_by("pk").values_list("pk", "text"))


def part_values(actor: Actor, table: Any, part_id: int, plan_id: int, *, purpose: Purpose) -> dict[str, Any] | None:
    """The fields of one part of a plan for its form, with its lock; None when there is none that the actor may see."""
    rows = table.objects.visible_to(actor, purpose=purpose).filter(pk=part_id, plan_id=plan_id, ended_on__isnull=True)
    found: dict[str, Any] | None = rows.values().first()
    return found


def actions_of_client(actor: Actor, person_id: int, *, purpose: Purpose) -> list[ActionRow]:
    """What the person does themselves, for their own page."""
    rows = Action.objects.visible_to(actor, purpose=purpose)
    rows = rows.filter(person_id=person_id, doer=Doer.CLIENT, ended_on__isnull=True, plan__ended_on__isnull=True)
    return [_action(v) for v in rows.order_by("due", "pk").values_list(*_ACTION)]


def people_with_plan(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> set[int]:
    """For whom of these people there is a current plan, their own or that of their household, as far as the reader may know."""
    homes = homes_of(list(person_ids), today)
    rows = Plan.objects.visible_to(actor, purpose=purpose).filter(ended_on__isnull=True)
    rows = rows.filter(Q(person_id__in=list(person_ids)) | Q(household_id__in=list(homes.values())))
    found = list(rows.values_list("person_id", "household_id"))
    own, shared = {v[0] for v in found}, {v[1] for v in found if v[1] is not None}
    return {p for p in person_ids if p in own or homes.get(p) in shared}
