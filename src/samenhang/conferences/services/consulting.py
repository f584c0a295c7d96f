"""A short question to an expert, about nobody who can be recognised; the answer comes back to who it was asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samenhang.access.enums import Category
from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.enums import AgeBand, Channel, Product
from samenhang.conferences.models import Consultation, ConsultationRequest
from samenhang.conferences.rules import CONSULTATION_WITHIN, working_days_later
from samenhang.conferences.selectors import to_answer
from samenhang.conferences.services.common import log
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues_at
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.services import names_nobody, require_person
from samenhang.picture.enums import LifeDomain

LONGEST = 8 * 60


@dataclass(frozen=True)
class NewQuestion:
    """A question to an expert, with the person it is asked for when there is one; what the expert sees names nobody."""

    question: str
    asked_of_id: int
    channel: Channel
    expert_id: int | None = None
    age_band: AgeBand | None = None
    domains: Collection[LifeDomain] = ()
    due_on: date | None = None
    person_id: int | None = None
    compartment_id: int | None = None


@transaction.atomic
def ask_expert(*, actor: Actor, new: NewQuestion, today: date) -> int:
    """Ask an expert; returns the number of the question.

    For somebody, it is kept with them behind the door as well; the row that the expert reads holds no way back to them.
    Raises Refused(NAMES_SOMEBODY, NOTHING_SAID, NO_ORGANISATION, NOT_A_COLLEAGUE_THERE, ENDS_BEFORE_START).
    """
    require(actor, Power.WORK_ON_CASES)
    if actor.organisation_id is None:
        raise Refused("NO_ORGANISATION")
    question = new.question.strip()
    if len(question) < 10:
        raise Refused("NOTHING_SAID")
    due_on = new.due_on or working_days_later(today, CONSULTATION_WITHIN)
    if due_on < today:
        raise Refused("ENDS_BEFORE_START")
    there = {s.user_id for s in colleagues_at(new.asked_of_id, today)}
    if new.expert_id is not None and (new.expert_id not in there or new.expert_id == actor.user_id):
        raise Refused("NOT_A_COLLEAGUE_THERE")
    names_nobody(actor=actor, text=question, births=True)
    request = ConsultationRequest.objects.create(
        asked_by_id=actor.me,
        asking_id=actor.organisation_id,
        asked_of_id=new.asked_of_id,
        expert_id=new.expert_id,
        question=question,
        age_band=new.age_band or "",
        domains=sorted(str(d) for d in new.domains),
        channel=new.channel,
        asked_at=clock.now(),
        due_on=due_on,
    )
    record(actor, Act.CREATE, object_type="ConsultationRequest", object_id=request.pk)
    if new.person_id is not None and new.compartment_id is not None:
        _keep_with_person(actor, request, new.person_id, new.compartment_id, today)
    told = {new.expert_id} if new.expert_id else there
    _tell(request, {u for u in told if u is not None and u != actor.user_id}, Kind.CONSULTATION_ASKED, "asked")
    return request.pk


def _keep_with_person(
    actor: Actor, request: ConsultationRequest, person_id: int, compartment_id: int, today: date
) -> None:
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS)
    row = Consultation(
        person_id=person_id,
        compartment_id=compartment_id,
        request_number=request.pk,
        asked_on=today,
        asked_of_id=request.asked_of_id,
        question=request.question,
    )
    Consultation.objects.write([row])
    log(actor, Act.CREATE, row, dossier_id, request=request.pk)


@dataclass(frozen=True)
class NewAnswer:
    """What the expert answers, how long it took and as what it is accounted for."""

    answer: str
    minutes: int
    product: Product
    channel: Channel


@transaction.atomic
def answer_question(*, actor: Actor, request_id: int, new: NewAnswer, today: date) -> None:
    """Answer a question that is asked of the actor or their organisation.

    When it was asked for somebody, the answer is kept with them; the expert does not learn for whom. Raises NoGrant(NOT_YOURS),
    Refused(ALREADY_ANSWERED, NOTHING_SAID, NO_TIME, NAMES_SOMEBODY).
    """
    request = to_answer(actor).select_for_update(of=("self",)).filter(pk=request_id).first()
    if request is None:
        raise NoGrant("NOT_YOURS")
    if request.answered_at is not None:
        raise Refused("ALREADY_ANSWERED")
    if len(new.answer.strip()) < 3:
        raise Refused("NOTHING_SAID")
    if not 1 <= new.minutes <= LONGEST:
        raise Refused("NO_TIME")
    names_nobody(actor=actor, text=new.answer, births=True)
    request.answer, request.minutes, request.product = new.answer.strip(), new.minutes, new.product
    request.channel = new.channel
    request.answered_by_id, request.answered_at = actor.me, clock.now()
    request.save()
    record(actor, Act.UPDATE, object_type="ConsultationRequest", object_id=request.pk, detail={"minutes": new.minutes})
    rows = Consultation.objects.for_rule("the answer is kept with whom it was asked for; the expert sees nothing of it")
    rows.filter(request_number=request.pk).update(
        answer=request.answer, answered_on=timezone.localtime(request.answered_at).date()
    )
    _tell(request, {request.asked_by_id}, Kind.CONSULTATION_ANSWERED, "answered")


@transaction.atomic
def say_what_it_brought(*, actor: Actor, request_id: int, avoided_referral: bool) -> None:
    """Who asked says whether the answer made a referral unnecessary. Raises NoGrant(NOT_YOURS), Refused(NOT_ANSWERED)."""
    request = ConsultationRequest.objects.select_for_update().filter(pk=request_id, asked_by_id=actor.me).first()
    if request is None:
        raise NoGrant("NOT_YOURS")
    if request.answered_at is None:
        raise Refused("NOT_ANSWERED")
    request.avoided_referral = avoided_referral
    request.save(update_fields=["avoided_referral"])
    record(actor, Act.UPDATE, object_type="ConsultationRequest", object_id=request.pk)


def _tell(request: ConsultationRequest, users: set[int], kind: Kind, what: str) -> None:
    path = reverse("conferences:consultation", args=[request.pk])
    notify(user_ids=users, kind=kind, key=f"consultation:{request.pk}:{what}", path=path)
