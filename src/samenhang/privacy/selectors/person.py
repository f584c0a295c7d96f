"""Sharing, consent and rights of one person, for who may see that person; a client sees the same about themselves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, Subquery
from django.utils import timezone

from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.engines import sharing as engine
from samenhang.privacy.enums import ConsentState, HumanDecision
from samenhang.privacy.models import (
    Consent,
    Disclosure,
    Enrolment,
    HomeNeed,
    Notice,
    RightsRequest,
    SharedCopy,
    Weighing,
)
from samenhang.privacy.rules import consent_state


@dataclass(frozen=True)
class NeedRow:
    """One thing that a home needs."""

    id: int
    code: str
    minutes: int | None
    areas: tuple[str, ...]
    noted_on: date
    noted_by: str
    review_on: date


def home_needs(actor: Actor, person_id: int, *, purpose: Purpose) -> list[NeedRow]:
    """What a home needs now, as far as the actor may see it."""
    rows = HomeNeed.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, ended_on__isnull=True)
    return [
        NeedRow(r.pk, r.code, r.minutes, tuple(r.areas), r.noted_on, r.noted_by.name, r.review_on)
        for r in rows.select_related("noted_by").order_by("code")
    ]


@dataclass(frozen=True)
class ConsentRow:
    """A consent and where it stands."""

    id: int
    organisation_id: int
    organisation: str
    role: str
    categories: Category
    purpose: str
    items: tuple[str, ...]
    text: str
    asked_on: date
    asked_by: str
    given_on: date | None
    given_how: str
    given_by: str
    witness: str
    capacity_note: str
    valid_until: date
    withdrawn_on: date | None
    withdrawn_how: str
    state: ConsentState


def _consent(r: Consent, today: date) -> ConsentRow:
    withdrawn = timezone.localdate(r.withdrawn_at) if r.withdrawn_at else None
    return ConsentRow(
        id=r.pk,
        organisation_id=r.organisation_id,
        organisation=r.organisation.name,
        role=r.role,
        categories=Category(r.categories),
        purpose=r.purpose,
        items=tuple(r.items),
        text=r.text,
        asked_on=r.asked_on,
        asked_by=r.asked_by.name,
        given_on=r.given_on,
        given_how=r.given_how,
        given_by=r.given_by,
        witness=r.witness,
        capacity_note=r.capacity_note,
        valid_until=r.valid_until,
        withdrawn_on=withdrawn,
        withdrawn_how=r.withdrawn_how,
        state=consent_state(
            given_on=r.given_on,
            refused_on=r.refused_on,
            withdrawn_on=withdrawn,
            valid_until=r.valid_until,
            today=today,
        ),
    )


def consents_of(actor: Actor, person_id: int, *, purpose: Purpose, today: date) -> list[ConsentRow]:
    """Every consent of one person, the newest first."""
    rows = Consent.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [_consent(r, today) for r in rows.select_related("organisation", "asked_by").order_by("-id")]


def leave_given(person_id: int, organisation_id: int, role: str, today: date) -> tuple[int, date] | None:
    """The consent by which this organisation may take part in this role (experience expert, supporter), and until when."""
    rows = Consent.objects.for_rule("somebody takes part by the client's leave only").filter(
        person_id=person_id,
        organisation_id=organisation_id,
        role=role,
        given_on__lte=today,
        valid_until__gt=today,
        withdrawn_at__isnull=True,
    )
    found: tuple[int, date] | None = rows.order_by("-valid_until", "-id").values_list("pk", "valid_until").first()
    return found


@dataclass(frozen=True)
class StandingConsent:
    """A consent that holds on a day: for which kinds of information, and until when."""

    id: int
    categories: Category
    until: date


def consents_to_hand_over(person_id: int, organisation_id: int, today: date) -> list[StandingConsent]:
    """The consents by which this organisation may read along because it is going to receive this person; never to show them."""
    rows = Consent.objects.for_rule("whoever receives somebody reads by their consent only").filter(
        person_id=person_id,
        organisation_id=organisation_id,
        purpose=engine.Purpose.HANDOVER,
        given_on__lte=today,
        valid_until__gt=today,
        withdrawn_at__isnull=True,
    )
    found = rows.order_by("pk").values_list("pk", "categories", "valid_until")
    return [StandingConsent(pk, Category(categories), until) for pk, categories, until in found]


@dataclass(frozen=True)
class DisclosureRow:
    """One act of sharing, or of deciding not to."""

    id: int
    at: datetime
    sender: str
    sender_organisation: str
    recipient_organisation: str
    recipient_user: str
    recipient_role: str
    categories: Category
    purpose: str
    stage: str
    basis: tuple[str, ...]
    secrecy_ground: str
    necessity: str
    conditions: tuple[str, ...]
    expires_on: date | None
    rule_id: str
    rule_version: str
    engine_decision: str
    lock: str
    opens: tuple[str, ...]
    human_decision: str
    content_hash: str
    notice_id: int | None


def disclosures_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[DisclosureRow]:
    """Every act of sharing about one person, the newest first."""
    rows = Disclosure.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    rows = rows.select_related("sender", "recipient_organisation", "recipient_user").order_by("-at", "-id")
    return [
        DisclosureRow(
            id=r.pk,
            at=r.at,
            sender=r.sender.name,
            sender_organisation=r.sender_organisation,
            recipient_organisation=r.recipient_organisation.name,
            recipient_user=r.recipient_user.name if r.recipient_user else "",
            recipient_role=r.recipient_role,
            categories=Category(r.categories),
            purpose=r.purpose,
            stage=r.stage,
            basis=tuple(r.basis),
            secrecy_ground=r.secrecy_ground,
            necessity=r.necessity,
            conditions=tuple(r.conditions),
            expires_on=r.expires_on,
            rule_id=r.rule_id,
            rule_version=r.rule_version,
            engine_decision=r.engine_decision,
            lock=r.lock,
            opens=tuple(r.opens),
            human_decision=r.human_decision,
            content_hash=r.content_hash,
            notice_id=r.notice_id,
        )
        for r in rows
    ]


@dataclass(frozen=True)
class CopyRow:
    """What the actor's organisation received about somebody: exactly this and nothing else."""

    id: int
    dossier_id: int
    person_id: int
    about: str
    category: Category
    text: str
    contact: str
    review_on: date | None
    sender: str
    sender_organisation: str
    received_at: datetime
    purpose: str
    conditions: tuple[str, ...]
    expires_on: date | None


def shared_with(person_id: int, organisation_id: int, category: Category, today: date) -> int | None:
    """The latest act, not run out yet, by which something of this kind was shared with an organisation; never to show it."""
    rows = (
        Disclosure.objects.for_rule("whether an organisation was told on a ground")
        .filter(person_id=person_id, recipient_organisation_id=organisation_id, human_decision=HumanDecision.SHARED)
        .filter(Q(expires_on__isnull=True) | Q(expires_on__gt=today))
    )
    for pk, categories in rows.order_by("-at", "-id").values_list("id", "categories"):
        if categories & category:
            return int(pk)
    return None


def copies_for(actor: Actor, *, purpose: Purpose, today: date, ids: Collection[int] | None = None) -> list[CopyRow]:
    """What was handed to this actor and is still theirs to read, the newest first."""
    rows = SharedCopy.objects.visible_to(actor, purpose=purpose).filter(withdrawn_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    rows = rows.filter(compartment__recipient_id__in=list(actor.organisation_ids))
    # what one colleague was handed by name is not another's, and what ran out is nobody's
    rows = rows.filter(Q(disclosure__recipient_user__isnull=True) | Q(disclosure__recipient_user_id=actor.user_id))
    rows = rows.filter(Q(disclosure__expires_on__isnull=True) | Q(disclosure__expires_on__gt=today))
    return [
        CopyRow(
            id=r.pk,
            dossier_id=r.compartment.dossier_id,
            person_id=r.person_id,
            about=r.about,
            category=Category(r.kept_as),
            text=r.text,
            contact=r.contact,
            review_on=r.review_on,
            sender=r.disclosure.sender.name,
            sender_organisation=r.disclosure.sender_organisation,
            received_at=r.disclosure.at,
            purpose=r.disclosure.purpose,
            conditions=tuple(r.disclosure.conditions),
            expires_on=r.disclosure.expires_on,
        )
        for r in rows.select_related("disclosure__sender", "compartment").order_by("-id")
    ]


@dataclass(frozen=True)
class NoticeRow:
    """What the person is or was told."""

    id: int
    person_id: int
    kind: str
    text: str
    due_on: date
    told_on: date | None
    told_how: str
    told_by: str
    feedback: str
    why_not_told: str


def _notice(r: Notice) -> NoticeRow:
    return NoticeRow(
        r.pk,
        r.person_id,
        r.kind,
        r.text,
        r.due_on,
        r.told_on,
        r.told_how,
        r.told_by.name if r.told_by else "",
        r.feedback,
        r.why_not_told,
    )


def notices_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[NoticeRow]:
    """Every notice to one person, the newest first."""
    rows = Notice.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [_notice(r) for r in rows.select_related("told_by").order_by("-id")]


def notices_to_tell(actor: Actor, dossier_ids: Collection[int], *, purpose: Purpose, until: date) -> list[NoticeRow]:
    """Whom to tell what, at the latest by a day, in these dossiers."""
    rows = Notice.objects.visible_to(actor, purpose=purpose).filter(
        compartment__dossier_id__in=list(dossier_ids), told_on__isnull=True, due_on__lte=until
    )
    return [_notice(r) for r in rows.select_related("told_by").order_by("due_on", "id")]


@dataclass(frozen=True)
class RequestRow:
    """What the person asked about their own data, and the answer."""

    id: int
    person_id: int
    kind: str
    categories: Category
    organisation: str
    text: str
    made_on: date
    made_by: str
    due_on: date
    outcome: str
    answer: str
    answered_on: date | None
    answered_by: str


def request_row(r: RightsRequest) -> RequestRow:
    """A request from its row; shared with the desk."""
    return RequestRow(
        r.pk,
        r.person_id,
        r.kind,
        Category(r.categories),
        r.organisation.name if r.organisation else "",
        r.text,
        r.made_on,
        r.made_by.name,
        r.due_on,
        r.outcome,
        r.answer,
        r.answered_on,
        r.answered_by.name if r.answered_by else "",
    )


def requests_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[RequestRow]:
    """Every request of one person, the newest first."""
    rows = RightsRequest.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [request_row(r) for r in rows.select_related("organisation", "made_by", "answered_by").order_by("-id")]


@dataclass(frozen=True)
class WeighingRow:
    """A weighing of duties with its answers and the second pair of eyes."""

    id: int
    ground: str
    answers: tuple[tuple[str, str], ...]
    by: str
    by_id: int
    at: datetime
    tell_review_on: date
    second_by: str
    second_agrees: bool | None
    second_note: str


QUESTIONS = (
    "danger",
    "how_soon",
    "asked_consent",
    "alternatives",
    "why_it_helps",
    "minimum",
    "consulted",
    "tell_client",
)


def weighing_row(r: Weighing) -> WeighingRow:
    """A weighing from its row; shared with the desk."""
    return WeighingRow(
        id=r.pk,
        ground=r.ground,
        answers=tuple((name, getattr(r, name)) for name in QUESTIONS),
        by=r.by.name,
        by_id=r.by_id,
        at=r.at,
        tell_review_on=r.tell_review_on,
        second_by=r.second_by.name if r.second_by else "",
        second_agrees=r.second_agrees,
        second_note=r.second_note,
    )


def weighings_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[WeighingRow]:
    """Every weighing about one person, the newest first."""
    rows = Weighing.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [weighing_row(r) for r in rows.select_related("by", "second_by").order_by("-id")]


@dataclass(frozen=True)
class EnrolmentRow:
    """In which way of working somebody is known, where, and whom to call."""

    programme: str
    organisation: str
    contact: str
    start: date
    end: date | None


def enrolments_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[EnrolmentRow]:
    """Where one person is known, the newest first."""
    rows = Enrolment.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [
        EnrolmentRow(r.programme, r.organisation.name, r.contact, r.start, r.end)
        for r in rows.select_related("organisation").order_by("-start", "id")
    ]


def consent_until(person: Any, organisation: Any, day: Any) -> Subquery:
    """Within a question of another package: until when a consent to hand over to this organisation holds that holds on the day."""
    rows = Consent.objects.for_rule("a clock of another package asks whether consent stands").filter(
        person_id=person,
        organisation_id=organisation,
        purpose=engine.Purpose.HANDOVER,
        given_on__lte=day,
        valid_until__gt=day,
    )
    rows = rows.filter(withdrawn_at__isnull=True, refused_on__isnull=True)
    return Subquery(rows.order_by("-valid_until").values("valid_until")[:1])
