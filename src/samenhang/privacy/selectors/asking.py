"""May I share this? Answered before anything is shared, for each category, with what would make it possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from samenhang.access.enums import CaseRole, Category, Purpose, Regime
from samenhang.access.selectors import is_closed, taking_part
from samenhang.base.actor import Actor
from samenhang.engines import sharing
from samenhang.legal.enums import TitleDomain
from samenhang.legal.selectors import indications, titles, titles_for_rule
from samenhang.people.selectors import PersonRow
from samenhang.picture.selectors import sketch
from samenhang.privacy.adapters import Circumstances, question
from samenhang.privacy.enums import RequestKind, RequestOutcome
from samenhang.privacy.labels import home_need_sentence, indication_sentence, title_sentence
from samenhang.privacy.models import Consent, HomeNeed, RightsRequest


@dataclass(frozen=True)
class Matter:
    """What somebody wants to share: with which organisation in which role, for what, at which stage."""

    recipient_organisation_id: int
    recipient_role: sharing.Role
    sender_role: sharing.Role
    purpose: sharing.Purpose
    stage: sharing.Stage
    recipient_user_id: int | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)


@dataclass(frozen=True)
class Answer:
    """The verdict on one category, the consent on which it leans, and the day on which its ground ends with a title."""

    category: Category
    verdict: sharing.Verdict
    consent_id: int | None
    ends_with_title: date | None = None


def answers(actor: Actor, person: PersonRow, categories: Category, matter: Matter, *, today: date) -> list[Answer]:
    """The verdict of the sharing rules on each category, from what the database knows and what a human established."""
    consents = list(
        Consent.objects.for_rule("the sharing rules weigh the consent that was given")
        .filter(person_id=person.id, organisation_id=matter.recipient_organisation_id)
        .order_by("pk")
    )
    part = taking_part(person.dossier_id, today)
    roles: dict[int, set[str]] = {}
    for row in part:
        if row.user_id is not None:
            roles.setdefault(row.user_id, set()).add(row.role)
    objected = objections(person.id, matter.recipient_organisation_id)
    end = _criminal_title_end(person.id, today)
    found = []
    for category in categories:
        verdict = sharing.decide(
            question(
                sender=matter.sender_role,
                recipient=matter.recipient_role,
                category=category,
                purpose=matter.purpose,
                stage=matter.stage,
                today=today,
                consents=consents,
                objected=objected,
                regime=Regime.CONSENT,
                case_roles=roles,
                sender_id=actor.user_id,
                recipient_id=matter.recipient_user_id,
                title_end=end,
                represented=any(p.role == CaseRole.REPRESENTATIVE for p in part),
                closed=is_closed(person.dossier_id),
                circumstances=matter.circumstances,
            )
        )
        leans = next((c.pk for c in reversed(consents) if _covers(c, category, matter, today)), None)
        found.append(
            Answer(
                category,
                verdict,
                leans if verdict.secrecy == sharing.Ground.EXPLICIT_CONSENT else None,
                end if matter.stage is sharing.Stage.TITLE_END and verdict.allowed else None,
            )
        )
    return found


def _covers(consent: Consent, category: Category, matter: Matter, today: date) -> bool:
    return bool(
        consent.categories & category
        and consent.role == matter.recipient_role
        and consent.purpose == matter.purpose
        and consent.given_on is not None
        and consent.given_on <= today < consent.valid_until
        and consent.withdrawn_at is None
    )


def objections(person_id: int, organisation_id: int) -> Category:
    """The categories that the person objects to sharing (with this organisation); an objection counts until it is declined."""
    rows = RightsRequest.objects.for_rule("an objection closes what is presumed").filter(
        person_id=person_id, kind=RequestKind.OBJECTION
    )
    rows = rows.exclude(outcome=RequestOutcome.DECLINED)
    found = Category(0)
    for categories in rows.filter(Q(organisation_id=organisation_id) | Q(organisation_id__isnull=True)).values_list(
        "categories", flat=True
    ):
        found |= Category(categories)
    return found


def _criminal_title_end(person_id: int, today: date) -> date | None:
    """The first day on which the last criminal title of this person no longer holds; for the window of Wfz 2.5."""
    rows = titles_for_rule(reason="the window of Wfz 2.5 before a title ends", person_ids=[person_id], today=today)
    ends = [
        row.facts.end
        for row in rows.get(person_id, [])
        if row.facts.end is not None and row.facts.end > today and row.domain == TitleDomain.CRIMINAL
    ]
    return max(ends, default=None)


def sentences(
    actor: Actor, person: PersonRow, category: Category, *, purpose: Purpose, today: date
) -> list[tuple[str, str]]:
    """The facts of one category that this actor may read, as sentences that can be shared: (reference, sentence)."""
    if category is Category.HOUSING_NEEDS:
        rows = HomeNeed.objects.visible_to(actor, purpose=purpose).filter(person_id=person.id, ended_on__isnull=True)
        return [(f"need:{r.pk}", home_need_sentence(r.code, r.minutes, r.areas)) for r in rows.order_by("code")]
    if category is Category.ID_CONTACT:
        born = f", geboren {person.birth_date:%d-%m-%Y}" if person.birth_date else ""
        return [("name", f"{person.name}{born}"), ("municipality", f"Woont in {person.municipality}.")]
    if category is Category.TITLE_FACT:
        return [
            (f"title:{n}", title_sentence(t.facts.code, t.facts.start, t.facts.end))
            for n, t in enumerate(titles(actor, [person.id], purpose=purpose, today=today))
        ]
    if category is Category.INDICATION:
        return [
            (f"indication:{n}", indication_sentence(i.law, i.profile, i.start, i.end))
            for n, i in enumerate(indications(actor, [person.id], purpose=purpose, today=today))
        ]
    if category is Category.LIFE_DOMAIN_PICTURE:
        seen = sketch(actor, person.id, purpose=purpose)
        found = [("words", f"Wat {person.name} zelf wil: “{seen.words.text}”")] if seen.words else []
        return found + [(f"strength:{n}", f"Wat goed gaat: {text}") for n, text in enumerate(seen.strengths)]
    return []


def typed(category: Category) -> bool:
    """Say whether what is shared of this category is put into words by the sender; never for what a home needs."""
    return category not in {
        Category.HOUSING_NEEDS,
        Category.ID_CONTACT,
        Category.TITLE_FACT,
        Category.INDICATION,
    }


def chosen(
    actor: Actor, person: PersonRow, category: Category, refs: Sequence[str], *, purpose: Purpose, today: date
) -> list[str]:
    """The sentences that belong to these references, in their order."""
    known = dict(sentences(actor, person, category, purpose=purpose, today=today))
    return [known[ref] for ref in refs if ref in known]
