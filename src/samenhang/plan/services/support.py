"""What comes on top of a plan: support asked and decided quickly, deviations with backing, choice of a case manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from samenhang.access.enums import CaseRole, Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.selectors import keys
from samenhang.people.services import require_person
from samenhang.plan.enums import MeetingOutcome, SupportDecision, SupporterAnswer, SupportKind
from samenhang.plan.models import IndependentSupport, MatchMeeting, ProtocolDeviation, SupportRequest
from samenhang.plan.rules import decide_by
from samenhang.plan.services._common import line, parties, users_of
from samenhang.plan.services.seats import change_seat


@dataclass(frozen=True)
class About:
    """About whom: the person, and where facts about them are kept."""

    person_id: int
    compartment_id: int


@dataclass(frozen=True)
class NewSupport:
    """Extra hours (a week), flexible support or a crisis team with a budget, for a term, with why; asked of who decides."""

    kind: SupportKind
    start: date
    end: date
    why: str
    asked_of_id: int
    hours: Decimal | None = None
    budget: Decimal | None = None  # euros


@transaction.atomic
def ask_support(*, actor: Actor, about: About, new: NewSupport, today: date) -> int:
    """Ask for support on top of what was granted; whoever takes part may ask. Returns the request's id.

    It is decided within two working days and needs no new indication (seed 001, what goes well). Raises NoGrant,
    Refused(REASON_MISSING, ENDS_BEFORE_START, HOURS_MISSING, BUDGET_MISSING, NOT_ASKED).
    """
    dossier_id = require_grant(actor, about.compartment_id, Category.PLAN_GOALS, write=False)
    seats = parties(dossier_id, today)
    mine = [p for p in seats if p.user_id == actor.user_id]
    if not mine:
        raise NoGrant("NO_GRANT")
    if not new.why.strip():
        raise Refused("REASON_MISSING")
    if new.end <= new.start:
        raise Refused("ENDS_BEFORE_START")
    if new.kind == SupportKind.EXTRA_HOURS and not new.hours:
        raise Refused("HOURS_MISSING")
    if new.kind == SupportKind.CRISIS_TEAM and not new.budget:
        raise Refused("BUDGET_MISSING")
    row = SupportRequest(
        person_id=about.person_id,
        compartment_id=about.compartment_id,
        kind=new.kind,
        hours=new.hours,
        budget=new.budget,
        start=new.start,
        end=new.end,
        why=new.why.strip(),
        asked_by_id=actor.me,
        asked_for_id=mine[0].organisation_id,
        asked_of_id=new.asked_of_id,
        asked_at=clock.now(),
        decide_by=decide_by(today),
    )
    _same_person(about, dossier_id)
    SupportRequest.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id, kind=new.kind)
    notify(
        user_ids=users_of(seats, [new.asked_of_id], without=actor.user_id),
        kind=Kind.SUPPORT_ASKED,
        key=f"support:{row.pk}",
        path=f"/plan/people/{about.person_id}/support/",
        dossier_id=dossier_id,
    )
    return row.pk


def _same_person(about: About, dossier_id: int) -> None:
    found = keys(reason="a request is about the person whose dossier it is in", ids=[about.person_id])
    if not found or found[0].dossier_id != dossier_id:
        raise Refused("NOT_THIS_PERSON")


@transaction.atomic
def decide_support(
    *,
    actor: Actor,
    request_id: int,
    decision: SupportDecision,
    reason: str,
    hours: Decimal | None = None,
    until: date | None = None,
    budget: Decimal | None = None,
) -> None:
    """Decide about a request, with a reason; by a colleague of the organisation that was asked, who takes part in the case.

    Raises NoGrant, Refused(REASON_MISSING, NOT_ASKED), Conflict(ALREADY_DECIDED).
    """
    rows = SupportRequest.objects.for_rule("a request is decided once")
    row = rows.select_for_update().filter(pk=request_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.PLAN_GOALS, write=False)
    if row.asked_of_id not in actor.organisation_ids:
        raise NoGrant("NOT_ASKED")
    if row.decision:
        raise Conflict("ALREADY_DECIDED")
    if not reason.strip():
        raise Refused("REASON_MISSING")
    row.decision, row.reason = decision, reason.strip()
    row.decided_at, row.decided_by_id = clock.now(), actor.me
    if decision != SupportDecision.REFUSED:
        row.granted_hours, row.granted_until = hours or row.hours, until or row.end
        row.granted_budget = budget or row.budget
    row.save()
    line(actor, Act.DECIDE, row, dossier_id, decision=decision)
    notify(
        user_ids=[row.asked_by_id],
        kind=Kind.SUPPORT_DECIDED,
        key=f"support:{row.pk}:decided",
        path=f"/plan/people/{row.person_id}/support/",
        dossier_id=dossier_id,
    )


@transaction.atomic
def note_support_result(*, actor: Actor, request_id: int, result: str, today: date) -> None:
    """Write down what support that was granted has brought; whoever takes part may (seed 002, prevention b).

    Raises NoGrant, Refused(REASON_MISSING), Refused(NOT_FROM_HERE) when nothing was granted, Conflict(ALREADY_ANSWERED).
    """
    rows = SupportRequest.objects.for_rule("a result is written down once")
    row = rows.select_for_update().filter(pk=request_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.PLAN_GOALS, write=False)
    if not any(p.user_id == actor.me for p in parties(dossier_id, today)):
        raise NoGrant("NO_GRANT")
    if not result.strip():
        raise Refused("REASON_MISSING")
    if row.decision in {"", SupportDecision.REFUSED}:
        raise Refused("NOT_FROM_HERE")
    if row.result_on is not None:
        raise Conflict("ALREADY_ANSWERED")
    row.result, row.result_on = result.strip(), today
    row.save(update_fields=["result", "result_on"])
    line(actor, Act.UPDATE, row, dossier_id)


@dataclass(frozen=True)
class NewDeviation:
    """Leaving a protocol: which, what instead, why, how the risk was weighed, who was consulted, which manager backs it."""

    protocol: str
    instead: str
    why: str
    risk: str
    consulted: str
    backed_by: str
    backed_as: str
    backed_on: date
    start: date
    review_on: date


@transaction.atomic
def note_deviation(*, actor: Actor, about: About, new: NewDeviation, today: date) -> int:
    """Write down a motivated deviation, as support and not as blame (R-11; seed 000, section 3.3). Returns its id.

    Raises NoGrant, Refused(REASON_MISSING) when a word is missing, Refused(BACKING_MISSING) without the manager who backs
    it, Refused(IN_THE_FUTURE), Refused(IN_THE_PAST) when it is looked back on before it began.
    """
    dossier_id = require_person(
        actor, person_id=about.person_id, compartment_id=about.compartment_id, category=Category.PLAN_GOALS
    )
    values = {k: v.strip() if isinstance(v, str) else v for k, v in new.__dict__.items()}
    if not values["backed_by"] or not values["backed_as"]:
        raise Refused("BACKING_MISSING")
    if not all(v for v in values.values()):
        raise Refused("REASON_MISSING")
    if new.backed_on > today:
        raise Refused("IN_THE_FUTURE")
    if new.review_on <= new.start:
        raise Refused("IN_THE_PAST")
    row = ProtocolDeviation(
        person_id=about.person_id, compartment_id=about.compartment_id, noted_by_id=actor.me, **values
    )
    ProtocolDeviation.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    return row.pk


@transaction.atomic
def review_deviation(*, actor: Actor, deviation_id: int, outcome: str, today: date) -> None:
    """Look back on a deviation. Raises NoGrant, Refused(REASON_MISSING), Conflict(ALREADY_DECIDED)."""
    rows = ProtocolDeviation.objects.for_rule("a deviation is looked back on once")
    row = rows.select_for_update().filter(pk=deviation_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.PLAN_GOALS)
    if row.reviewed_on is not None:
        raise Conflict("ALREADY_DECIDED")
    if not outcome.strip():
        raise Refused("REASON_MISSING")
    row.reviewed_on, row.outcome = today, outcome.strip()
    row.save()
    line(actor, Act.DECIDE, row, dossier_id)


@dataclass(frozen=True)
class NewMeeting:
    """A conversation with a possible case manager, in the person's own words, and what the person chose."""

    candidate_id: int
    organisation_id: int
    talked_on: date
    outcome: MeetingOutcome
    client_says: str = ""


@transaction.atomic
def note_meeting(*, actor: Actor, about: About, new: NewMeeting, today: date, give_seat: bool = False) -> int:
    """Write down a click conversation and return its id; with ``give_seat`` whom the person chose becomes case manager at once.

    Raises NoGrant, Refused(IN_THE_FUTURE), and what ``change_seat`` refuses.
    """
    dossier_id = require_person(
        actor, person_id=about.person_id, compartment_id=about.compartment_id, category=Category.PLAN_GOALS
    )
    if new.talked_on > today:
        raise Refused("IN_THE_FUTURE")
    row = MatchMeeting(
        person_id=about.person_id,
        compartment_id=about.compartment_id,
        candidate_id=new.candidate_id,
        organisation_id=new.organisation_id,
        talked_on=new.talked_on,
        client_says=new.client_says.strip(),
        outcome=new.outcome,
        noted_by_id=actor.me,
    )
    MatchMeeting.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id, outcome=new.outcome)
    if give_seat:
        change_seat(
            actor=actor,
            person_id=about.person_id,
            compartment_id=about.compartment_id,
            role=CaseRole.CASE_MANAGER,
            user_id=new.candidate_id,
            organisation_id=new.organisation_id,
            today=today,
        )
    return row.pk


@dataclass(frozen=True)
class NewSupportOffer:
    """That independent client support was offered, and the answer."""

    offered_on: date
    answer: SupporterAnswer
    supporter: str = ""
    organisation: str = ""
    remark: str = ""


@transaction.atomic
def note_support_offer(*, actor: Actor, about: About, new: NewSupportOffer, today: date) -> int:
    """Write down that independent client support was offered (Wmo 2.2.4). Returns its id.

    Raises NoGrant, Refused(IN_THE_FUTURE), Refused(NAME_MISSING) when it was accepted and no name says from whom.
    """
    dossier_id = require_person(
        actor, person_id=about.person_id, compartment_id=about.compartment_id, category=Category.PLAN_GOALS
    )
    if new.offered_on > today:
        raise Refused("IN_THE_FUTURE")
    if new.answer == SupporterAnswer.ACCEPTED and not new.supporter.strip():
        raise Refused("NAME_MISSING")
    values: dict[str, Any] = {k: v.strip() if isinstance(v, str) else v for k, v in new.__dict__.items()}
    row = IndependentSupport(
        person_id=about.person_id, compartment_id=about.compartment_id, offered_by_id=actor.me, **values
    )
    IndependentSupport.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    return row.pk
