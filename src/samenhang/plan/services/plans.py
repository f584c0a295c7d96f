"""The plan itself: started with its evaluations, its head changed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, Refused
from samenhang.people.services import require_person
from samenhang.plan.models import Evaluation, Plan
from samenhang.plan.rules import fixed_evaluations
from samenhang.plan.services._common import line, open_plan


@dataclass(frozen=True)
class PlanHead:
    """What stands on top of a plan: the wished life, and where somebody goes from here (outflow, from day one)."""

    future: str = ""
    outflow: str = ""
    outflow_place: str = ""
    outflow_on: date | None = None


@transaction.atomic
def start_plan(
    *,
    actor: Actor,
    person_id: int,
    compartment_id: int,
    today: date,
    head: PlanHead = PlanHead(),
    household_id: int | None = None,
) -> int:
    """Start the one plan of a person, or of the household they belong to, with its evaluations; returns its id.

    Raises NoGrant, and Refused(PLAN_EXISTS) when there is a current plan for this person or this household: one
    household, one plan (seed 001, recommendation 2).
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS)
    plan = Plan(
        person_id=person_id, compartment_id=compartment_id, household_id=household_id, started_on=today, **head.__dict__
    )
    try:
        with transaction.atomic():
            Plan.objects.write([plan])
    except IntegrityError:
        raise Refused("PLAN_EXISTS") from None
    Evaluation.objects.write(
        [
            Evaluation(plan=plan, person_id=person_id, compartment_id=compartment_id, due_on=day)
            for day in fixed_evaluations(today)
        ]
    )
    line(actor, Act.CREATE, plan, dossier_id)
    return plan.pk


@transaction.atomic
def change_head(*, actor: Actor, plan_id: int, head: PlanHead, expected_lock: int) -> None:
    """Change what stands on top. Raises Conflict(CHANGED_MEANWHILE) when somebody did so since it was read."""
    plan, dossier_id = open_plan(actor, plan_id)
    if plan.lock != expected_lock:
        raise Conflict("CHANGED_MEANWHILE")
    for name, value in head.__dict__.items():
        setattr(plan, name, value)
    plan.lock += 1
    plan.save()
    line(actor, Act.UPDATE, plan, dossier_id)


@transaction.atomic
def carry_household(*, actor: Actor, plan_id: int, household_id: int) -> None:
    """Make the plan of one person that of the household they live in: people who came to share a home share a plan.

    Raises NoGrant, Refused(PLAN_ENDED), and Refused(PLAN_EXISTS) when the household has its plan already.
    """
    plan, dossier_id = open_plan(actor, plan_id)
    plan.household_id = household_id
    plan.lock += 1
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise Refused("PLAN_EXISTS") from None
    line(actor, Act.UPDATE, plan, dossier_id, household=household_id)


@transaction.atomic
def end_plan(*, actor: Actor, plan_id: int, why: str, today: date) -> None:
    """End the plan, with a reason; it stays readable, and the next one can begin. Raises Refused(REASON_MISSING)."""
    plan, dossier_id = open_plan(actor, plan_id)
    if not why.strip():
        raise Refused("REASON_MISSING")
    plan.ended_on, plan.ended_why = today, why.strip()
    plan.lock += 1
    plan.save()
    line(actor, Act.END, plan, dossier_id)


@transaction.atomic
def take_up_again(*, actor: Actor, person_id: int, today: date) -> int | None:
    """Let the last plan of somebody who came back be the current one again; None when there is one already, or never was.

    For who is held again by an act of intake, which decided it; no new plan is written (seed 001, recommendation 2).
    """
    rows = Plan.objects.for_rule("the last plan of somebody who came back is taken up again").select_for_update()
    plan = rows.filter(person_id=person_id).order_by("-started_on", "-pk").first()
    if plan is None or rows.filter(person_id=person_id, ended_on__isnull=True).exists():
        return None
    if plan.household_id and rows.filter(household_id=plan.household_id, ended_on__isnull=True).exists():
        return None
    plan.ended_on, plan.ended_why = None, ""
    plan.lock += 1
    plan.save()
    looks = Evaluation.objects.for_rule("whoever came back is looked back on again").filter(plan=plan)
    if not looks.filter(held_on__isnull=True, due_on__gt=today).exists():
        [day] = fixed_evaluations(today, count=1)
        Evaluation.objects.write(
            [Evaluation(plan=plan, person_id=person_id, compartment_id=plan.compartment_id, due_on=day)]
        )
    line(actor, Act.UPDATE, plan, plan.compartment.dossier_id, taken_up_again=True)
    return plan.pk
