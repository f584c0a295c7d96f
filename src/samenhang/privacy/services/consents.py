"""Consent: asked with an explanation, given in a form, withdrawn with visible effect (handbook 4.7; seed 001, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from samenhang.access.enums import CaseRole, Category
from samenhang.access.rules import BY_CONSENT, OPENS
from samenhang.access.selectors import own_dossier
from samenhang.access.services import end_grants, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.events import publish
from samenhang.engines import sharing as engine
from samenhang.people.services import require_person
from samenhang.privacy.enums import ConsentState, GivenBy, GivenHow
from samenhang.privacy.events import ConsentChanged
from samenhang.privacy.models import Consent, Disclosure, SharedCopy
from samenhang.privacy.rules import check_scope, consent_state
from samenhang.privacy.selectors.person import leave_given


@dataclass(frozen=True)
class NewConsent:
    """A consent to be asked: for one organisation in one role, these categories, one purpose, until a day."""

    person_id: int
    compartment_id: int
    organisation_id: int
    role: str
    categories: Category
    purpose: str
    text: str
    valid_until: date
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Given:
    """How consent was given, outside the portal: spoken or signed, by whom, who was there."""

    how: GivenHow
    by: GivenBy
    on: date
    witness: str = ""
    capacity_note: str = ""


@transaction.atomic
def ask_consent(*, actor: Actor, new: NewConsent, today: date, given: Given | None = None) -> int:
    """Ask the person for consent, or record what they said at once; returns the id of the consent.

    Raises NoGrant without a grant to write in this case, Refused(NO_CATEGORY, ASK_IT_ALONE, CONSENT_TOO_LONG) on a scope
    that is too wide, and Refused(WITNESS_MISSING) when spoken consent names nobody who was there.
    """
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.PLAN_GOALS
    )
    check_scope(new.categories, new.valid_until, today)
    consent = Consent(
        person_id=new.person_id,
        compartment_id=new.compartment_id,
        organisation_id=new.organisation_id,
        role=new.role,
        categories=int(new.categories),
        purpose=new.purpose,
        items=list(new.items),
        text=new.text,
        asked_on=today,
        asked_by_id=actor.me,
        valid_until=new.valid_until,
    )
    if given is not None:
        _check_given(given, today)
        consent.given_on, consent.given_how, consent.given_by = given.on, given.how, given.by
        consent.witness, consent.capacity_note = given.witness, given.capacity_note
    Consent.objects.write([consent])
    _line(actor, consent, dossier_id, "GIVEN" if given else "ASKED")
    if given is not None:
        publish(ConsentChanged(consent.person_id, consent.organisation_id, today))
    return consent.pk


def _check_given(given: Given, today: date) -> None:
    if given.how is GivenHow.PORTAL:
        raise Refused("PORTAL_IS_THEIRS")
    if given.on > today:
        raise Refused("IN_THE_FUTURE")
    if given.how is GivenHow.SPOKEN and not given.witness.strip():
        raise Refused("WITNESS_MISSING")


@transaction.atomic
def record_answer(*, actor: Actor, consent_id: int, given: Given | None, today: date) -> None:
    """Record outside the portal that the person said yes (``given``) or no (None) to what was asked.

    Raises Refused(ALREADY_ANSWERED) when there is an answer.
    """
    consent = _locked(consent_id)
    dossier_id = require_grant(actor, consent.compartment_id, Category.PLAN_GOALS)
    _check_open(consent, today)
    if given is None:
        consent.refused_on = today
    else:
        _check_given(given, today)
        consent.given_on, consent.given_how, consent.given_by = given.on, given.how, given.by
        consent.witness, consent.capacity_note = given.witness, given.capacity_note
    consent.save()
    _line(actor, consent, dossier_id, "GIVEN" if given else "REFUSED")
    if given is not None:
        publish(ConsentChanged(consent.person_id, consent.organisation_id, today))


@transaction.atomic
def answer_consent(*, actor: Actor, consent_id: int, agreed: bool, today: date) -> None:
    """The person, or their representative, answers in the portal. Raises NoGrant when it is not about them."""
    consent = _locked(consent_id)
    dossier_id, by = _own(actor, consent, today)
    _check_open(consent, today)
    if agreed:
        consent.given_on, consent.given_how, consent.given_by = today, GivenHow.PORTAL, by
    else:
        consent.refused_on = today
    consent.save()
    _line(actor, consent, dossier_id, "GIVEN" if agreed else "REFUSED")
    if agreed:
        publish(ConsentChanged(consent.person_id, consent.organisation_id, today))


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent_id: int, how: GivenHow, today: date) -> int:
    """Withdraw a consent: every grant and every copy that hangs on it ends at once; returns how many that are.

    As easy as giving it: the person does it in the portal, or says it to anybody who works on the case. What was lawfully
    shared before is not undone. Raises Refused(ALREADY_WITHDRAWN), and NoGrant to who may do neither.
    """
    consent = _locked(consent_id)
    if how is GivenHow.PORTAL:
        dossier_id, _by = _own(actor, consent, today)
    else:
        dossier_id = require_grant(actor, consent.compartment_id, Category.ID_CONTACT, write=False)
    if consent.withdrawn_at is not None:
        raise Refused("ALREADY_WITHDRAWN")
    consent.withdrawn_at, consent.withdrawn_how = clock.now(), how
    consent.save()
    ended = end_grants(actor=actor, ground=f"consent:{consent.pk}")
    ended += _withdraw_copies(consent.pk)
    _line(actor, consent, dossier_id, "WITHDRAWN", ended=ended)
    publish(ConsentChanged(consent.person_id, consent.organisation_id, today))
    return ended


def _withdraw_copies(consent_id: int) -> int:
    shared = Disclosure.objects.for_rule("what hangs on a withdrawn consent ends").filter(consent_id=consent_id)
    copies = SharedCopy.objects.for_rule("what hangs on a withdrawn consent ends")
    running = copies.filter(disclosure_id__in=shared.values("pk"), withdrawn_at__isnull=True)
    return running.update(withdrawn_at=clock.now())


def _locked(consent_id: int) -> Consent:
    rows = Consent.objects.for_rule("a consent is answered and withdrawn by verbs that check who does it")
    consent: Consent | None = rows.select_for_update().filter(pk=consent_id).first()
    if consent is None:
        raise NoGrant("NO_GRANT")
    return consent


def _own(actor: Actor, consent: Consent, today: date) -> tuple[int, GivenBy]:
    own = own_dossier(actor, today)
    if own is None or own[1] != consent.compartment_id:
        raise NoGrant("NO_GRANT")
    return own[0], GivenBy(own[2])


def _check_open(consent: Consent, today: date) -> None:
    state = consent_state(
        given_on=consent.given_on,
        refused_on=consent.refused_on,
        withdrawn_on=consent.withdrawn_at.date() if consent.withdrawn_at else None,
        valid_until=consent.valid_until,
        today=today,
    )
    if state is not ConsentState.ASKED:
        raise Refused("ALREADY_ANSWERED")


def _line(actor: Actor, consent: Consent, dossier_id: int, what: str, **more: object) -> None:
    record(
        actor,
        Act.CONSENT,
        dossier_id=dossier_id,
        object_type="Consent",
        object_id=consent.pk,
        categories=consent.categories,
        detail={"what": what, "organisation": consent.organisation_id, "purpose": consent.purpose, **more},
    )


_ENGINE_ROLES = {CaseRole.EXPERIENCE_EXPERT: engine.Role.PEER, CaseRole.CLIENT_SUPPORTER: engine.Role.CLIENT_SUPPORTER}


@dataclass(frozen=True)
class Leave:
    """On what somebody takes part: the consent as ground, until it runs out; empty where a role needs none."""

    ground: str = ""
    until: date | None = None


def question_before(role: CaseRole, organisation_id: int | None) -> dict[str, Any]:
    """The question to the person before somebody takes part in a role by their leave: for whom, what for, which information."""
    return {
        "receiver": f"{organisation_id}:{_ENGINE_ROLES[role]}",
        "purpose": engine.Purpose.SUPPORT,
        "categories": [c.name for c in OPENS[role]],
    }


def check_leave(person_id: int, role: CaseRole, organisation_id: int | None, today: date) -> Leave:
    """What taking part in this role hangs on. Raises Refused(CONSENT_FIRST) when the person has to agree and did not (D46)."""
    if role not in BY_CONSENT:
        return Leave()
    consent = leave_given(person_id, organisation_id or 0, _ENGINE_ROLES[role], today)
    if consent is None:
        raise Refused("CONSENT_FIRST")
    return Leave(f"consent:{consent[0]}", consent[1])
