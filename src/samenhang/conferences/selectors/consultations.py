"""Reading consultations: as the expert, who sees nobody; as who asked; and of a person, behind the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.conferences.models import Consultation, ConsultationRequest


@dataclass(frozen=True)
class QuestionRow:
    """A question to an expert, about nobody who can be recognised."""

    id: int
    asked_by_id: int
    asked_by: str
    asking: str
    asked_of_id: int
    asked_of: str
    expert: str
    question: str
    age_band: str
    domains: tuple[str, ...]
    channel: str
    asked_at: datetime
    due_on: date
    answer: str
    answered_by: str
    answered_at: datetime | None
    minutes: int | None
    product: str
    avoided_referral: bool | None


_FIELDS = (
    "id", "asked_by_id", "asked_by__name", "asking__name", "asked_of_id", "asked_of__name", "expert__name", "question", "age_band",
    "domains", "channel", "asked_at", "due_on", "answer", "answered_by__name", "answered_at", "minutes", "product", "avoided_referral",
)  # fmt: skip


def _question(v: Any) -> QuestionRow:
    return QuestionRow(*[*v[:6], v[6] or "", *v[7:9], tuple(v[9]), *v[10:14], v[14] or "", *v[15:]])


def to_answer(actor: Actor) -> QuerySet[ConsultationRequest]:
    """The questions that this actor may answer: asked of them, or of their organisation and nobody in particular."""
    mine = Q(expert_id=actor.user_id or 0) | Q(expert__isnull=True, asked_of_id__in=list(actor.organisation_ids))
    return ConsultationRequest.objects.filter(mine).exclude(asked_by_id=actor.user_id or 0)


def inbox(actor: Actor) -> list[QuestionRow]:
    """What is asked of the actor or their organisation: what waits first, then the latest answers."""
    rows = to_answer(actor)
    waits = rows.filter(answered_at__isnull=True).order_by("due_on", "id").values_list(*_FIELDS)
    done = rows.filter(answered_at__isnull=False).order_by("-answered_at").values_list(*_FIELDS)
    return [_question(v) for v in [*waits[:200], *done[:30]]]


def asked_by(actor: Actor) -> list[QuestionRow]:
    """What the actor asked, the latest first."""
    rows = ConsultationRequest.objects.filter(asked_by_id=actor.user_id or 0)
    return [_question(v) for v in rows.order_by("-asked_at", "-id").values_list(*_FIELDS)[:50]]


def question(actor: Actor, request_id: int) -> QuestionRow | None:
    """One question that the actor asked or may answer; None otherwise."""
    rows = to_answer(actor).filter(pk=request_id) | ConsultationRequest.objects.filter(
        pk=request_id, asked_by_id=actor.user_id or 0
    )
    values = rows.values_list(*_FIELDS).first()
    return _question(values) if values else None


def questions_waiting(actor: Actor) -> int:
    """How many questions wait for an answer of the actor."""
    return to_answer(actor).filter(answered_at__isnull=True).count()


@dataclass(frozen=True)
class ConsultationRow:
    """That an expert was consulted for somebody, and what they answered."""

    id: int
    request_id: int
    asked_on: date
    asked_of: str
    question: str
    answer: str
    answered_on: date | None


def consultations_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[ConsultationRow]:
    """The consultations for a person that the actor may see, the latest first."""
    rows = Consultation.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    fields = ("id", "request_number", "asked_on", "asked_of__name", "question", "answer", "answered_on")
    return [ConsultationRow(*v) for v in rows.order_by("-asked_on", "-id").values_list(*fields)]
