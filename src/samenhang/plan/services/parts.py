"""The parts of a plan: goals, actions, tensions, own plans, back-up, route. One course for all: add, change, end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.selectors import own_dossier, taking_part
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.plan.enums import ActionState, Doer, GoalState, Security, SecurityState
from samenhang.plan.models import Action, BackUp, Goal, OrganisationPlan, Plan, RouteStep, SecurityCheck, Tension
from samenhang.plan.rules import check_action_move, check_doer, check_goal_move, check_tension
from samenhang.plan.services._common import line, open_plan, parties

KINDS: Mapping[str, Any] = {
    "goal": Goal,
    "action": Action,
    "tension": Tension,
    "own-plan": OrganisationPlan,
    "back-up": BackUp,
    "step": RouteStep,
}


def _check_action(plan: Plan, values: Mapping[str, Any]) -> None:
    check_doer(
        values["doer"],
        user_id=values.get("user_id"),
        organisation_id=values.get("organisation_id"),
        who=values.get("who", ""),
    )
    _of_plan(plan, Goal, values.get("goal_id"))


def _check_tension(plan: Plan, values: Mapping[str, Any]) -> None:
    check_tension(values["one_id"], values["other_id"])
    _of_plan(plan, Goal, values["one_id"])
    _of_plan(plan, Goal, values["other_id"])


def _check_goal(plan: Plan, values: Mapping[str, Any]) -> None:
    _of_plan(plan, OrganisationPlan, values.get("part_id"))


CHECKS: Mapping[str, Callable[[Plan, Mapping[str, Any]], None]] = {
    "goal": _check_goal,
    "action": _check_action,
    "tension": _check_tension,
}


def _of_plan(plan: Plan, kind: Any, pk: int | None) -> None:
    """Raise Refused(NOT_THIS_PLAN) when a part that is pointed to belongs to another plan or was ended."""
    if pk is None:
        return
    rows = kind.objects.for_rule("a part points only to parts of the same plan")
    if not rows.filter(pk=pk, plan=plan, ended_on__isnull=True).exists():
        raise Refused("NOT_THIS_PLAN")


@transaction.atomic
def add_part(*, actor: Actor, plan_id: int, kind: str, values: Mapping[str, Any]) -> int:
    """Add a part of one of KINDS to the current plan and return its id.

    Raises NoGrant, Refused(PLAN_ENDED, NOT_THIS_PLAN, ACTION_OF_NOBODY, SAME_GOAL).
    """
    plan, dossier_id = open_plan(actor, plan_id)
    CHECKS.get(kind, _anything)(plan, values)
    row = KINDS[kind](
        plan=plan,
        person_id=plan.person_id,
        compartment_id=plan.compartment_id,
        changed_at=clock.now(),
        changed_by_id=actor.user_id,
        **values,
    )
    KINDS[kind].objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    if kind == "action":
        _tell_doer(actor, row, dossier_id)
    return cast(int, row.pk)


def _anything(plan: Plan, values: Mapping[str, Any]) -> None:
    """A kind without a rule of its own."""


@transaction.atomic
def change_part(*, actor: Actor, kind: str, part_id: int, values: Mapping[str, Any], expected_lock: int) -> None:
    """Change a part. Raises Conflict(CHANGED_MEANWHILE) when somebody changed or ended it since it was read.

    Two people who change different parts of a plan do not meet; of one part nobody's work is overwritten.
    """
    row, plan, dossier_id = _part(actor, kind, part_id)
    if row.lock != expected_lock:
        raise Conflict("CHANGED_MEANWHILE")
    CHECKS.get(kind, _anything)(plan, values)
    before = row.user_id if kind == "action" else None
    for name, value in values.items():
        setattr(row, name, value)
    _save(actor, row)
    line(actor, Act.UPDATE, row, dossier_id)
    if kind == "action" and row.user_id != before:
        _tell_doer(actor, row, dossier_id)


@transaction.atomic
def end_part(*, actor: Actor, kind: str, part_id: int, today: date) -> None:
    """Take a part out of the current plan; it stays in the versions in which it stood. Raises NoGrant, Refused(PLAN_ENDED)."""
    row, _plan, dossier_id = _part(actor, kind, part_id)
    if kind == "goal":
        open_actions = Action.objects.for_rule("no action hangs on a goal that is gone")
        open_actions.filter(goal_id=row.pk, ended_on__isnull=True).update(goal=None)
        tensions = Tension.objects.for_rule("a goal that is gone pulls at nothing")
        for tension in tensions.filter(plan_id=row.plan_id, ended_on__isnull=True):
            if row.pk in {tension.one_id, tension.other_id}:
                tension.ended_on = today
                _save(actor, tension)
    row.ended_on = today
    _save(actor, row)
    line(actor, Act.END, row, dossier_id)


def _part(actor: Actor, kind: str, part_id: int) -> tuple[Any, Plan, int]:
    rows = KINDS[kind].objects.for_rule("a part is locked before it changes")
    row = rows.select_for_update().filter(pk=part_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    plan, dossier_id = open_plan(actor, row.plan_id)
    if row.ended_on is not None:
        raise Conflict("CHANGED_MEANWHILE")
    return row, plan, dossier_id


def _save(actor: Actor, row: Any) -> None:
    row.lock += 1
    row.changed_at, row.changed_by_id = clock.now(), actor.user_id
    row.save()


@transaction.atomic
def move_goal(*, actor: Actor, goal_id: int, state: GoalState, why: str, today: date) -> None:
    """A goal is reached, let go with a reason, or taken up again. Raises Refused(NOT_FROM_HERE, REASON_MISSING)."""
    row, _plan, dossier_id = _part(actor, "goal", goal_id)
    check_goal_move(row.state, state, why)
    row.state, row.state_why = state, why.strip()
    _save(actor, row)
    line(actor, Act.UPDATE, row, dossier_id, state=state)


@transaction.atomic
def set_security(*, actor: Actor, plan_id: int, kind: Security, state: SecurityState, note: str, today: date) -> None:
    """Say whether income, home, meaning or day activity is arranged today (seed 000, section 4.1)."""
    plan, dossier_id = open_plan(actor, plan_id)
    rows = SecurityCheck.objects.for_rule("each security is looked at by itself")
    row = rows.select_for_update().filter(plan=plan, kind=kind).first()
    fresh = row is None
    if row is None:
        row = SecurityCheck(plan=plan, person_id=plan.person_id, compartment_id=plan.compartment_id, kind=kind)
    row.state, row.note, row.checked_on = state, note.strip(), today
    row.changed_at, row.changed_by_id = clock.now(), actor.user_id
    if fresh:
        SecurityCheck.objects.write([row])
    else:
        row.lock += 1
        row.save()
    line(actor, Act.CREATE if fresh else Act.UPDATE, row, dossier_id, kind=kind)


# ---- actions --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class NewAction:
    """Who does what by when; ``source`` says where it was agreed (``conference:12``)."""

    text: str
    due: date
    goal_id: int | None = None
    user_id: int | None = None
    organisation_id: int | None = None
    who: str = ""
    source: str = ""

    @property
    def doer(self) -> Doer:
        """Whose move it is, from who is named: a colleague, an organisation, somebody close, otherwise the person."""
        if self.user_id is not None:
            return Doer.COLLEAGUE
        if self.organisation_id is not None:
            return Doer.ORGANISATION
        return Doer.CLOSE_ONE if self.who.strip() else Doer.CLIENT


def give_action(*, actor: Actor, person_id: int, new: NewAction) -> int:
    """Add an action to the current plan of a person and return its id. Raises Refused(NO_PLAN) when there is none."""
    rows = Plan.objects.for_rule("an agreement becomes an action of the current plan; the grant is asked by the verb")
    plan_id = rows.filter(person_id=person_id, ended_on__isnull=True).values_list("pk", flat=True).first()
    if plan_id is None:
        raise Refused("NO_PLAN")
    values = {
        "text": new.text,
        "due": new.due,
        "doer": new.doer,
        "goal_id": new.goal_id,
        "user_id": new.user_id,
        "organisation_id": new.organisation_id,
        "who": new.who.strip(),
        "source": new.source,
    }
    return add_part(actor=actor, plan_id=plan_id, kind="action", values=values)


@transaction.atomic
def report_action(*, actor: Actor, action_id: int, state: ActionState, result: str, today: date) -> None:
    """Whoever does it, or who keeps the plan, says that an action is done, dropped with a reason, or taken up again.

    Whose move it is needs to read the plan, not to write it. Raises NoGrant, Refused(NOT_FROM_HERE, REASON_MISSING).
    """
    row = _locked_action(action_id)
    mine = row.user_id == actor.user_id or (row.user_id is None and row.organisation_id in actor.organisation_ids)
    dossier_id = require_grant(actor, row.compartment_id, Category.PLAN_GOALS, write=not (mine and actor.user_id))
    _report(actor, row, state, result, today, dossier_id)


@transaction.atomic
def report_own_action(*, actor: Actor, action_id: int, state: ActionState, result: str, today: date) -> None:
    """The person themselves says what came of their own action, in the portal. Raises NoGrant when it is not theirs."""
    row = _locked_action(action_id)
    own = own_dossier(actor, today)
    if own is None or own[1] != row.compartment_id or row.doer != Doer.CLIENT:
        raise NoGrant("NO_GRANT")
    _report(actor, row, state, result, today, own[0])


def _locked_action(action_id: int) -> Any:
    rows = Action.objects.for_rule("an action is locked before somebody reports on it")
    row = rows.select_for_update().filter(pk=action_id, ended_on__isnull=True).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row


def _report(actor: Actor, row: Any, state: ActionState, result: str, today: date, dossier_id: int) -> None:
    check_action_move(row.state, state, result)
    row.state, row.result = state, result.strip()
    row.closed_on = None if state == ActionState.TODO else today
    _save(actor, row)
    line(actor, Act.UPDATE, row, dossier_id, state=state)
    if state != ActionState.TODO:
        directors = [p.user_id for p in parties(dossier_id, today) if p.role == "CASE_DIRECTOR" and p.user_id]
        notify(
            user_ids=[u for u in directors if u != actor.user_id],
            kind=Kind.ACTION_DONE,
            key=f"action:{row.pk}:{row.lock}",
            path=f"/plan/people/{row.person_id}/",
            dossier_id=dossier_id,
        )


def _tell_doer(actor: Actor, row: Any, dossier_id: int) -> None:
    if row.user_id is None or row.user_id == actor.user_id:
        return
    notify(
        user_ids=[row.user_id],
        kind=Kind.ACTION_GIVEN,
        key=f"action:{row.pk}:given:{row.user_id}",
        path=f"/plan/people/{row.person_id}/",
        dossier_id=dossier_id,
    )


@transaction.atomic
def hand_over_actions(
    *, actor: Actor, from_user_id: int, to_user_id: int | None, organisation_id: int, today: date
) -> int:
    """Move the open actions of a colleague who leaves an organisation to another one there, where that one takes part.

    What nobody takes over becomes the organisation's, and shows as an action without owner. Returns how many moved or
    turned red. The caller has checked that the actor keeps the accounts of the organisation.
    """
    rows = Action.objects.for_rule("whoever leaves leaves no action behind that is nobody's")
    found = list(
        rows.select_for_update()
        .filter(user_id=from_user_id, state=ActionState.TODO, ended_on__isnull=True)
        .select_related("compartment")
    )
    moved = 0
    for row in found:
        dossier_id = row.compartment.dossier_id
        if row.organisation_id not in {organisation_id, None}:
            continue
        takes_over = to_user_id is not None and any(p.user_id == to_user_id for p in taking_part(dossier_id, today))
        row.user_id, row.organisation_id = (to_user_id if takes_over else None), organisation_id
        row.doer = Doer.COLLEAGUE if takes_over else Doer.ORGANISATION
        _save(actor, row)
        line(actor, Act.UPDATE, row, dossier_id, handed_over=takes_over)
        if takes_over:
            _tell_doer(actor, row, dossier_id)
        moved += 1
    return moved
