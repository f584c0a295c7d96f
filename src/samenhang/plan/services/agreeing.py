"""Agreement: versions put before everybody, one way of approaching the person, signatures, and evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from samenhang.access.enums import CaseRole, Category
from samenhang.access.selectors import own_dossier
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.plan.adapters.snapshot import snapshot
from samenhang.plan.enums import Answer, ApproachState, Conclusion, SignalState, Signer
from samenhang.plan.models import Approach, Evaluation, Plan, PlanVersion, SignalPlan, Signature
from samenhang.plan.rules import EVALUATION_AHEAD, Said, Standing, standing
from samenhang.plan.selectors.agreeing import under_this_text
from samenhang.plan.services._common import asked_organisations, line, open_plan, parties, users_of

_FOLLOWS = frozenset({CaseRole.CASE_DIRECTOR, CaseRole.FILE_HOLDER})
# Under what somebody can put their name: the field, the table, and as which kind of information it is kept.
UNDER: dict[str, tuple[Any, Category]] = {
    "version": (PlanVersion, Category.PLAN_GOALS),
    "approach": (Approach, Category.PLAN_GOALS),
    "signal_plan": (SignalPlan, Category.SIGNAL_PLAN),
}


@transaction.atomic
def put_forward(*, actor: Actor, plan_id: int, why: str, today: date, evaluation_id: int | None = None) -> int:
    """Make a version of the plan as it is now, ask every organisation that takes part to agree, and return its number.

    The version never changes; who objects says why, and a next version answers it. Raises NoGrant, Refused(PLAN_ENDED,
    PLAN_EMPTY).
    """
    plan, dossier_id = open_plan(actor, plan_id)
    content = snapshot(plan)
    if not content["goals"]:
        raise Refused("PLAN_EMPTY")
    found = parties(dossier_id, today)
    plan.agreed_number += 1
    plan.lock += 1
    plan.save()
    version = PlanVersion(
        plan=plan,
        person_id=plan.person_id,
        compartment_id=plan.compartment_id,
        number=plan.agreed_number,
        content=content,
        why=why.strip(),
        evaluation_id=evaluation_id,
        made_at=clock.now(),
        made_by_id=actor.user_id,
        asked=asked_organisations(found),
    )
    PlanVersion.objects.write([version])
    line(actor, Act.CREATE, version, dossier_id, number=version.number)
    _ask(actor, f"version:{version.pk}", version.asked, found, plan.person_id, dossier_id)
    return version.number


def _ask(actor: Actor, key: str, asked: list[int], found: Any, person_id: int, dossier_id: int) -> None:
    page = "signals/" if key.startswith("signal_plan") else "agreement/"
    notify(
        user_ids=users_of(found, asked, without=actor.user_id),
        kind=Kind.AGREEMENT_ASKED,
        key=key,
        path=f"/plan/people/{person_id}/{page}",
        dossier_id=dossier_id,
    )


@dataclass(frozen=True)
class NewApproach:
    """A way of approaching the person: nearness, clear agreements, what works and what does not, whose faces stay."""

    nearness: str = ""
    agreements: str = ""
    works: str = ""
    does_not_work: str = ""
    faces: str = ""
    why: str = ""


@transaction.atomic
def propose_approach(*, actor: Actor, plan_id: int, new: NewApproach, today: date) -> int:
    """Propose another way of approaching the person; the agreed one holds until everybody agrees (seed 000, section 2.3).

    Raises NoGrant, Refused(PLAN_ENDED), and Conflict(PROPOSAL_WAITS) while another proposal waits for answers.
    """
    plan, dossier_id = open_plan(actor, plan_id)
    rows = Approach.objects.for_rule("one proposal at a time")
    if rows.filter(plan=plan, state=ApproachState.PROPOSED).exists():
        raise Conflict("PROPOSAL_WAITS")
    found = parties(dossier_id, today)
    row = Approach(
        plan=plan,
        person_id=plan.person_id,
        compartment_id=plan.compartment_id,
        state=ApproachState.PROPOSED,
        asked=asked_organisations(found),
        proposed_by_id=actor.user_id,
        proposed_on=today,
        **{k: v.strip() for k, v in new.__dict__.items()},
    )
    Approach.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    _ask(actor, f"approach:{row.pk}", row.asked, found, plan.person_id, dossier_id)
    return row.pk


@transaction.atomic
def withdraw_approach(*, actor: Actor, approach_id: int, today: date) -> None:
    """Take a proposal back; the agreed approach goes on. Raises NoGrant, Refused(NOT_FROM_HERE)."""
    row, dossier_id = _locked("approach", approach_id)
    require_grant(actor, row.compartment_id, Category.PLAN_GOALS)
    if row.state != ApproachState.PROPOSED:
        raise Refused("NOT_FROM_HERE")
    row.state, row.decided_on = ApproachState.REJECTED, today
    row.save()
    line(actor, Act.END, row, dossier_id)


# ---- putting a name to it --------------------------------------------------------------------------
@dataclass(frozen=True)
class NewSignature:
    """An answer under a version, an approach or a signalling plan. Without a ``signer`` it is that of one's own organisation.

    For the person, a representative or somebody close it is written down by who was there: ``name`` says who spoke.
    """

    answer: Answer
    remark: str = ""
    signer: Signer = Signer.ORGANISATION
    name: str = ""


@transaction.atomic
def sign(*, actor: Actor, under: str, under_id: int, new: NewSignature, today: date, beside: bool = False) -> None:
    """Agree, or object with a reason: for one's own organisation, or as heard from the person or somebody close.

    For the organisation it needs taking part and reading along; writing down what somebody else said needs writing in the
    case. ``beside`` says that it is part of an answer that was told already. Raises NoGrant, Refused(NOT_ASKED,
    REASON_MISSING, NAME_MISSING, NOT_FROM_HERE).
    """
    row, dossier_id = _locked(under, under_id)
    category = UNDER[under][1]
    if new.answer == Answer.OBJECTED and not new.remark.strip():
        raise Refused("REASON_MISSING")
    _check_open(under, row)
    if new.signer == Signer.ORGANISATION:
        require_grant(actor, row.compartment_id, category, write=False)
        organisation_id = _asked_for(actor, row, dossier_id, today)
        name = actor.name
    else:
        require_grant(actor, row.compartment_id, category)
        organisation_id, name = None, new.name.strip()
        if not name:
            raise Refused("NAME_MISSING")
    _write(actor, under, row, new, name, organisation_id, today, dossier_id, beside=beside)


@transaction.atomic
def sign_together(*, actor: Actor, under: Sequence[tuple[str, int]], new: NewSignature, today: date) -> None:
    """Give one answer under several things at once, all or nothing, told as one. Raises what ``sign`` raises."""
    for number, (what, under_id) in enumerate(under):
        sign(actor=actor, under=what, under_id=under_id, new=new, today=today, beside=number > 0)


@transaction.atomic
def sign_own(*, actor: Actor, under: str, under_id: int, answer: Answer, remark: str, today: date) -> None:
    """The person, or their representative, agrees or objects in the portal. Raises NoGrant when it is not about them."""
    row, dossier_id = _locked(under, under_id)
    own = own_dossier(actor, today)
    if own is None or own[1] != row.compartment_id:
        raise NoGrant("NO_GRANT")
    _check_open(under, row)
    signer = Signer.CLIENT if own[2] == CaseRole.CLIENT else Signer.REPRESENTATIVE
    _write(actor, under, row, NewSignature(answer, remark, signer), actor.name, None, today, dossier_id)


def _locked(under: str, under_id: int) -> tuple[Any, int]:
    table, _category = UNDER[under]
    rows = table.objects.for_rule("locked before somebody puts their name to it; the verb asks for the grant")
    row = rows.select_for_update(of=("self",)).select_related("compartment").filter(pk=under_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row, row.compartment.dossier_id


def _check_open(under: str, row: Any) -> None:
    """An old version, a decided proposal and a replaced signalling plan take no more names."""
    over = {
        "version": lambda: (
            Plan.objects.for_rule("only the last version takes names")
            .filter(pk=row.plan_id, ended_on__isnull=True)
            .values_list("agreed_number", flat=True)
            .first()
            != row.number
        ),
        "approach": lambda: row.state != ApproachState.PROPOSED,
        "signal_plan": lambda: row.state == SignalState.REPLACED,
    }
    if over[under]():
        raise Refused("NOT_FROM_HERE")


def _asked_for(actor: Actor, row: Any, dossier_id: int, today: date) -> int:
    """The organisation for which this colleague takes part and that was asked. Raises Refused(NOT_ASKED)."""
    for p in parties(dossier_id, today):
        own = p.user_id == actor.user_id or (p.team_id is not None and p.team_id in actor.team_ids)
        if own and p.organisation_id in row.asked and p.organisation_id is not None:
            return p.organisation_id
    raise Refused("NOT_ASKED")


def _write(
    actor: Actor,
    under: str,
    row: Any,
    new: NewSignature,
    name: str,
    organisation_id: int | None,
    today: date,
    dossier_id: int,
    *,
    beside: bool = False,
) -> None:
    category = UNDER[under][1]
    signature = Signature(
        compartment_id=row.compartment_id,
        person_id=row.person_id,
        kept_as=int(category),
        signer=new.signer,
        organisation_id=organisation_id,
        name=name[:160],
        answer=new.answer,
        remark=new.remark.strip(),
        on=today,
        noted_by_id=actor.user_id,
        under_lock=row.lock if under == "signal_plan" else 0,
        **{under: row},
    )
    Signature.objects.write([signature])
    line(actor, Act.SIGN, signature, dossier_id, category=category, under=under, answer=new.answer)
    agreed = standing_of(under, row).agreed
    if under == "approach" and agreed:
        _settle(actor, row, dossier_id, today)
    if agreed or not beside:
        _tell(actor, under, row, signature, dossier_id, today, agreed=agreed)


def _tell(
    actor: Actor, under: str, row: Any, signature: Signature, dossier_id: int, today: date, *, agreed: bool
) -> None:
    """Who directs and who put it forward hear of each answer; everybody who was asked hears it when all agree."""
    found = parties(dossier_id, today)
    page = "signals/" if under == "signal_plan" else "agreement/"
    author = {"version": "made_by_id", "approach": "proposed_by_id"}.get(under)
    wait = [p.user_id for p in found if p.role == CaseRole.CASE_DIRECTOR] + ([getattr(row, author)] if author else [])
    told = users_of(found, row.asked, without=actor.user_id) if agreed else wait
    notify(
        user_ids=sorted({user for user in told if user is not None and user != actor.user_id}),
        kind=Kind.PLAN_CHANGED if agreed else Kind.AGREEMENT_ANSWERED,
        key=f"{under}:{row.pk}:{signature.under_lock}:agreed" if agreed else f"answer:{signature.pk}",
        path=f"/plan/people/{row.person_id}/{page}",
        dossier_id=dossier_id,
    )


def said_under(under: str, pk: int) -> list[Said]:
    """The answers under something as it reads now, in the order of time, for a rule."""
    rows = Signature.objects.for_rule("where agreement stands").filter(under_this_text(under), **{f"{under}_id": pk})
    return [Said(*v) for v in rows.order_by("pk").values_list("signer", "organisation_id", "answer")]


def standing_of(under: str, row: Any) -> Standing:
    """Where agreement about a version, an approach or a signalling plan stands."""
    return standing(row.asked, said_under(under, row.pk))


def _settle(actor: Actor, row: Approach, dossier_id: int, today: date) -> None:
    """With the last agreement a proposed approach takes the place of the one before."""
    rows = Approach.objects.for_rule("the agreed approach makes way for the next one")
    rows.filter(plan_id=row.plan_id, state=ApproachState.AGREED).update(state=ApproachState.REPLACED)
    row.state, row.decided_on = ApproachState.AGREED, today
    row.save()
    line(actor, Act.DECIDE, row, dossier_id)


# ---- evaluations ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Findings:
    """What an evaluation found: who was there, what the person says, what went well and less, what is learned and adjusted."""

    held_on: date
    conclusion: Conclusion
    present: str = ""
    client_there: bool = True
    client_says: str = ""
    went_well: str = ""
    went_less: str = ""
    learned: str = ""
    adjust: str = ""
    back_up_tried: bool = False


@transaction.atomic
def hold_evaluation(*, actor: Actor, evaluation_id: int, findings: Findings, today: date) -> None:
    """Write down what an evaluation found; what is to be adjusted flows into the plan's next version.

    Raises NoGrant, Refused(IN_THE_FUTURE), Refused(ADJUST_WHAT) when the plan is to change and nothing says how,
    Refused(WHY_NOT_THERE) when the person was not there and nothing says what they think, Conflict(ALREADY_DECIDED).
    """
    row, dossier_id = _evaluation(actor, evaluation_id)
    if findings.held_on > today:
        raise Refused("IN_THE_FUTURE")
    if findings.conclusion != Conclusion.GO_ON and not findings.adjust.strip():
        raise Refused("ADJUST_WHAT")
    if not findings.client_there and not findings.client_says.strip():
        raise Refused("WHY_NOT_THERE")
    for name, value in findings.__dict__.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.held_by_id = actor.user_id
    row.save()
    line(actor, Act.DECIDE, row, dossier_id, conclusion=findings.conclusion)


def tell_of_evaluations(*, today: date) -> None:
    """Tell who directs and who holds the file, once, that an evaluation comes; for the night."""
    rows = Evaluation.objects.for_rule("who directs a case is told once that an evaluation comes").filter(
        held_on__isnull=True, due_on__lte=today + timedelta(days=EVALUATION_AHEAD), plan__ended_on__isnull=True
    )
    for pk, person_id, dossier_id in rows.order_by("pk").values_list("pk", "person_id", "compartment__dossier_id"):
        seats = [p.user_id for p in parties(dossier_id, today) if p.role in _FOLLOWS and p.user_id is not None]
        with transaction.atomic():
            notify(
                user_ids=seats,
                kind=Kind.EVALUATION_DUE,
                key=f"evaluation:{pk}",
                path=f"/plan/people/{person_id}/evaluations/",
                dossier_id=dossier_id,
            )


@transaction.atomic
def change_evaluation(*, actor: Actor, evaluation_id: int, due_on: date, why: str, today: date) -> None:
    """Move an evaluation that was not held yet, with a reason that stays. Raises Refused(REASON_MISSING, IN_THE_PAST)."""
    row, dossier_id = _evaluation(actor, evaluation_id)
    if not why.strip():
        raise Refused("REASON_MISSING")
    if due_on < today:
        raise Refused("IN_THE_PAST")
    same_day = Evaluation.objects.for_rule("one evaluation a day").filter(plan_id=row.plan_id, due_on=due_on)
    if same_day.exclude(pk=row.pk).exists():
        raise Refused("EVALUATION_THAT_DAY")
    row.due_on, row.moved_why = due_on, why.strip()
    row.save()
    line(actor, Act.UPDATE, row, dossier_id)


@transaction.atomic
def plan_evaluation(*, actor: Actor, plan_id: int, due_on: date, today: date) -> int:
    """Fix one more evaluation. Raises Refused(IN_THE_PAST, EVALUATION_THAT_DAY)."""
    plan, dossier_id = open_plan(actor, plan_id)
    if due_on < today:
        raise Refused("IN_THE_PAST")
    if Evaluation.objects.for_rule("one evaluation a day").filter(plan=plan, due_on=due_on).exists():
        raise Refused("EVALUATION_THAT_DAY")
    row = Evaluation(plan=plan, person_id=plan.person_id, compartment_id=plan.compartment_id, due_on=due_on)
    Evaluation.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    return row.pk


def _evaluation(actor: Actor, evaluation_id: int) -> tuple[Any, int]:
    rows = Evaluation.objects.for_rule("an evaluation is locked before it is written down")
    row = rows.select_for_update().filter(pk=evaluation_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    _plan, dossier_id = open_plan(actor, row.plan_id)
    if row.held_on is not None:
        raise Conflict("ALREADY_DECIDED")
    return row, dossier_id
