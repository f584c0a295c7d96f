"""Sharing: only through the rules, exactly the minimum, logged with its ground, and told to the person (R-18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samenhang.access.enums import Category, Purpose, Regime
from samenhang.access.selectors import taking_part
from samenhang.access.services import compartment_for, give_grant, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.selectors import colleagues_at, organisation_name
from samenhang.engines import sharing as engine
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.selectors import PersonRow, person
from samenhang.privacy.enums import HumanDecision, NoticeKind, ToldHow, WeighingGround
from samenhang.privacy.labels import notice_of_sharing
from samenhang.privacy.models import Consent, Disclosure, SharedCopy, Weighing
from samenhang.privacy.rules import content_hash, notice_due
from samenhang.privacy.selectors.asking import Answer, Matter, answers, chosen, typed
from samenhang.privacy.services.notices import plan_notice

MOST_TYPED = 600  # characters of what a sender puts into words; a file does not fit in it
_NO_NOTICE = frozenset({"NONE", "PUBLIC_TEXT", "OPTIONAL"})
_BEFORE = frozenset(
    {"BEFORE", "BEFORE_UNLESS_DANGER", "IN_AGREEMENT", "CLIENT_SIGNS", "IN_DETENTION", "START_OF_TREATMENT"}
)


@dataclass(frozen=True)
class Part:
    """What is shared of one category: facts by reference, and words of the sender where there is no fact to refer to."""

    category: Category
    refs: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Sharing:
    """One act of sharing: what was asked, what goes, why it is needed, and what the sender promises to keep."""

    person_id: int
    matter: Matter
    parts: tuple[Part, ...]
    necessity: str
    conditions_kept: bool
    contact: str = ""
    weighing_id: int | None = None
    told_how: ToldHow | None = None  # how the person heard these very sentences before they went


@dataclass(frozen=True)
class Shared:
    """What came of it: the disclosures, what the person is told, and the exact sentences that left."""

    disclosures: tuple[int, ...]
    notice_id: int | None
    sentences: tuple[str, ...]


@transaction.atomic
def share(*, actor: Actor, sharing: Sharing, today: date) -> Shared:
    """Share, when the rules allow every part of it; otherwise nothing is shared at all.

    The rules are asked again here, whatever a screen showed before. The receiver gets exactly the sentences that were
    chosen, in a compartment of their own, or may read along where the rule says so; the person gets a notice. Where the
    rule says so the person has heard these very sentences before they go (TELL_FIRST otherwise).
    Raises NoGrant when the actor may not read what they want to share, Refused(NOT_ALLOWED) with the rule when a part is
    not allowed, Refused(NECESSITY_MISSING, CONDITIONS_NOT_KEPT, NOTHING_CHOSEN, TOO_LONG, WEIGHING_MISSING,
    CHOOSE_COLLEAGUE) when something is missing.
    """
    row = person(actor, sharing.person_id, purpose=Purpose.CARE_COORDINATION)
    if row is None:
        raise NoGrant("NO_GRANT")
    if len(sharing.necessity.strip()) < 10:
        raise Refused("NECESSITY_MISSING")
    if not sharing.conditions_kept:
        raise Refused("CONDITIONS_NOT_KEPT")
    wanted = Category(sum(int(part.category) for part in sharing.parts))
    if not sharing.parts or int(wanted).bit_count() != len(sharing.parts):
        raise Refused("NOTHING_CHOSEN")
    for part in sharing.parts:
        require_grant(actor, row.compartment_id, part.category, write=False)
    _hold_consents(row.id, sharing.matter.recipient_organisation_id)
    verdicts = {a.category: a for a in answers(actor, row, wanted, sharing.matter, today=today)}
    for part in sharing.parts:
        verdict = verdicts[part.category].verdict
        if not verdict.allowed:
            raise Refused("NOT_ALLOWED", rule=verdict.rule_id, category=part.category.name)
    if sharing.told_how is None and any(a.verdict.notice_when == "BEFORE" for a in verdicts.values()):
        raise Refused("TELL_FIRST")
    _check_weighing(actor, sharing, [verdicts[p.category] for p in sharing.parts])
    texts = {part.category: _texts(actor, row, part, today) for part in sharing.parts}
    sentences = tuple(text for part in sharing.parts for text in texts[part.category])
    notice_id = _notice(actor, row, sharing, [verdicts[p.category] for p in sharing.parts], sentences, today)
    made = [
        _disclose(actor, row, sharing, verdicts[part.category], texts[part.category], notice_id, today)
        for part in sharing.parts
    ]
    along = any(verdicts[p.category].verdict.delivery == engine.Delivery.GRANT for p in sharing.parts)
    notify(
        user_ids=[user for user in _receivers(sharing.matter, today) if user != actor.user_id],
        kind=Kind.SHARED_WITH_YOU,
        key=f"shared:{made[0]}",
        path=f"/people/{row.id}/" if along else reverse("privacy:received"),
    )
    return Shared(tuple(made), notice_id, sentences)


@transaction.atomic
def keep_to_oneself(
    *, actor: Actor, person_id: int, categories: Category, matter: Matter, why: str, today: date
) -> None:
    """Record that something is not shared: because the rules say no, or because the sender decides against it (row 54)."""
    row = person(actor, person_id, purpose=Purpose.CARE_COORDINATION)
    if row is None:
        raise NoGrant("NO_GRANT")
    require_grant(actor, row.compartment_id, Category.PLAN_GOALS)
    if len(why.strip()) < 3:
        raise Refused("REASON_MISSING")
    for answer in answers(actor, row, categories, matter, today=today):
        disclosure = _row(actor, row, matter, answer, why.strip(), HumanDecision.NOT_SHARED)
        Disclosure.objects.write([disclosure])
        _line(actor, row, disclosure, answer)


def _hold_consents(person_id: int, organisation_id: int) -> None:
    """Let a withdrawal at the same moment wait until this sharing is written, so that it ends what hangs on the consent.

    A withdrawal that came first is waited for and then seen: what is asked of the rules below is as it is now.
    """
    rows = Consent.objects.for_rule("sharing and withdrawing a consent come one after the other")
    rows = rows.select_for_update().filter(person_id=person_id, organisation_id=organisation_id)
    list(rows.order_by("pk").values_list("pk"))


def _check_weighing(actor: Actor, sharing: Sharing, given: Sequence[Answer]) -> None:
    """Where a human weighs, the form stands first, by the same person on the same ground."""
    weighed = {a.verdict.secrecy.removeprefix("WEIGHED_") for a in given if a.verdict.secrecy.startswith("WEIGHED_")}
    weighed &= {g.value for g in WeighingGround} - {WeighingGround.LAW.value}
    if not weighed:
        return
    rows = Weighing.objects.for_rule("sharing against a duty of secrecy needs its form")
    mine = rows.filter(pk=sharing.weighing_id or 0, person_id=sharing.person_id, by_id=actor.me)
    if weighed - set(mine.values_list("ground", flat=True)):
        raise Refused("WEIGHING_MISSING")


def _texts(actor: Actor, row: PersonRow, part: Part, today: date) -> list[str]:
    found = chosen(actor, row, part.category, part.refs, purpose=Purpose.CARE_COORDINATION, today=today)
    words = part.words.strip()
    if words:
        if not typed(part.category):
            raise Refused("CLOSED_LIST")
        if len(words) > MOST_TYPED:
            raise Refused("TOO_LONG", most=MOST_TYPED)
        found.append(words)
    if not found:
        raise Refused("NOTHING_CHOSEN")
    return found


def _row(
    actor: Actor, row: PersonRow, matter: Matter, answer: Answer, necessity: str, decision: HumanDecision
) -> Disclosure:
    verdict = answer.verdict
    return Disclosure(
        person_id=row.id,
        compartment_id=row.compartment_id,
        at=clock.now(),
        sender_id=actor.me,
        sender_organisation=actor.organisation,
        sender_role=matter.sender_role,
        recipient_organisation_id=matter.recipient_organisation_id,
        recipient_user_id=matter.recipient_user_id,
        recipient_role=matter.recipient_role,
        categories=int(answer.category),
        purpose=matter.purpose,
        stage=matter.stage,
        basis=list(verdict.basis),
        consent_id=answer.consent_id,
        secrecy_ground=verdict.secrecy,
        regime=Regime.CONSENT,
        necessity=necessity,
        conditions=list(verdict.conditions),
        minimum_set=list(verdict.minimum_set),
        rule_id=verdict.rule_id,
        rule_version=verdict.rule_version,
        engine_decision=verdict.decision,
        lock=verdict.lock or "",
        opens=list(verdict.opens),
        human_decision=decision,
    )


def _disclose(
    actor: Actor,
    row: PersonRow,
    sharing: Sharing,
    answer: Answer,
    texts: list[str],
    notice_id: int | None,
    today: date,
) -> int:
    verdict, matter = answer.verdict, sharing.matter
    disclosure = _row(actor, row, matter, answer, sharing.necessity.strip(), HumanDecision.SHARED)
    disclosure.notice_id, disclosure.weighing_id = notice_id, sharing.weighing_id
    disclosure.content_hash = content_hash(texts)
    disclosure.expires_on = _last(answer, today)
    along = verdict.delivery == engine.Delivery.GRANT
    if along and matter.recipient_user_id is None:
        raise Refused("CHOOSE_COLLEAGUE")
    opened = row.compartment_id
    if not along:
        opened = compartment_for(
            actor=actor,
            dossier_id=row.dossier_id,
            regime=Regime.CONSENT,
            recipient_id=matter.recipient_organisation_id,
        )
        disclosure.compartment_to_id = opened
    Disclosure.objects.write([disclosure])
    if not along:
        SharedCopy.objects.write(
            [
                SharedCopy(
                    person_id=row.id,
                    compartment_id=opened,
                    disclosure=disclosure,
                    kept_as=int(answer.category),
                    about=row.name,
                    text=text,
                    content_hash=content_hash([text]),
                    contact=sharing.contact.strip(),
                    review_on=disclosure.expires_on,
                )
                for text in texts
            ]
        )
    ground = f"consent:{answer.consent_id}" if answer.consent_id else f"disclosure:{disclosure.pk}"
    seats = {p.user_id: p.participation_id for p in taking_part(row.dossier_id, today) if p.user_id} if along else {}
    for user_id in _receivers(matter, today):
        give_grant(
            actor=actor,
            compartment_id=opened,
            categories=answer.category | (Category.ID_CONTACT if along else Category(0)),
            ground=ground,
            basis=", ".join(verdict.basis)[:60],
            rule_id=verdict.rule_id,
            rule_version=verdict.rule_version,
            start=clock.now(),
            end=_midnight(disclosure.expires_on),
            user_id=user_id,
            organisation_id=matter.recipient_organisation_id,
            participation_id=seats.get(user_id),  # who leaves the case no longer reads along
        )
    _line(actor, row, disclosure, answer)
    return disclosure.pk


def _last(answer: Answer, today: date) -> date | None:
    """The first day on which what was shared no longer holds: by its rule or with its consent, whichever is first."""
    days = answer.verdict.expiry_days
    ends = [] if days is None else [today + timedelta(days=days)]
    if answer.consent_id is not None:
        rows = Consent.objects.for_rule("what hangs on a consent ends when the consent does")
        ends.append(rows.values_list("valid_until", flat=True).get(pk=answer.consent_id))
    return min(ends, default=None)


def _until(answer: Answer, today: date) -> date | None:
    """The first day on which it no longer holds: by the rule and the consent, or with the title on which it rests."""
    days = answer.verdict.expiry_days
    ends = [today + timedelta(days=days)] if days is not None else []
    if answer.ends_with_title is not None:
        ends.append(answer.ends_with_title)
    return min(ends, default=None)


def _receivers(matter: Matter, today: date) -> list[int]:
    """The colleague who was named, otherwise everybody there whose task it is to receive; nobody when they sign in nowhere."""
    if matter.recipient_user_id is not None:
        if matter.recipient_user_id not in {c.user_id for c in colleagues_at(matter.recipient_organisation_id, today)}:
            raise Refused("NOT_THERE")
        return [matter.recipient_user_id]
    return [c.user_id for c in colleagues_at(matter.recipient_organisation_id, today) if c.receives]


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def _notice(
    actor: Actor,
    row: PersonRow,
    sharing: Sharing,
    given: Sequence[Answer],
    sentences: Sequence[str],
    today: date,
) -> int | None:
    when = {a.verdict.notice_when for a in given} - _NO_NOTICE
    if not when:
        return None
    matter = sharing.matter
    text = notice_of_sharing(
        on=today,
        sender=actor.name,
        sender_organisation=actor.organisation,
        recipient=organisation_name(matter.recipient_organisation_id),
        sentences=sentences,
        purpose=matter.purpose,
        basis=given[0].verdict.basis,
        secrecy=given[0].verdict.secrecy,
        contact=sharing.contact,
        shared=Category(sum(int(a.category) for a in given)),
    )
    return plan_notice(
        person_id=row.id,
        compartment_id=row.compartment_id,
        kind=NoticeKind.SHARED,
        text=text,
        due_on=notice_due(today, before=bool(when & _BEFORE)),
        told_how=sharing.told_how,
        told_on=today if sharing.told_how else None,
        told_by_id=actor.me if sharing.told_how else None,
    )


def _line(actor: Actor, row: PersonRow, disclosure: Disclosure, answer: Answer) -> None:
    record(
        actor,
        Act.SHARE,
        dossier_id=row.dossier_id,
        object_type="Disclosure",
        object_id=disclosure.pk,
        categories=int(answer.category),
        purpose=disclosure.purpose,
        outcome="OK" if disclosure.human_decision == HumanDecision.SHARED else "DENIED",
        detail={
            "to": disclosure.recipient_organisation_id,
            "rule": disclosure.rule_id,
            "version": disclosure.rule_version,
            "decision": disclosure.engine_decision,
            "basis": disclosure.basis,
            "hash": disclosure.content_hash,
        },
    )
