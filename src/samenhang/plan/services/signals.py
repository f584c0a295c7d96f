"""The signalling plan: drawn up with all parties, agreed by the person, in force until the next; and the crisis card."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from samenhang.access.enums import Category
from samenhang.access.rules import RULE_VERSION
from samenhang.access.selectors import may_write
from samenhang.access.services import give_grant, recording_export, require_grant
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.selectors import organisation_kind, organisation_name
from samenhang.engines import sharing
from samenhang.legal.rules import add_months
from samenhang.people.services import require_person
from samenhang.plan.adapters.crisis import CardContent, card_content
from samenhang.plan.enums import LineKind, Phase, SignalState
from samenhang.plan.models import CallStep, CrisisCard, SignalLine, SignalObservation, SignalPlan
from samenhang.plan.rules import SIGNAL_REVIEW_MONTHS, react_by
from samenhang.plan.services._common import asked_organisations, line, parties
from samenhang.plan.services.agreeing import _ask, standing_of
from samenhang.privacy.labels import consent_text
from samenhang.privacy.rules import CONSENT_MONTHS, ROLES_OF_KIND
from samenhang.privacy.services import Given, NewConsent, ask_consent

_LOCK = "a signalling plan is locked before it changes"
_OPENS = Category.SIGNAL_PLAN | Category.CRISIS_CARD


@dataclass(frozen=True)
class NewSignalHead:
    """What stands on top: the person's own question, who made it together, where it applies, when it is looked at again."""

    question: str = ""
    made_with: str = ""
    places: str = ""
    review_on: date | None = None


@transaction.atomic
def start_signal_plan(*, actor: Actor, person_id: int, compartment_id: int, head: NewSignalHead, today: date) -> int:
    """Begin the first signalling plan, or a next one from what is in force, and return its id.

    The one in force holds until the next is. Raises NoGrant, Conflict(DRAFT_EXISTS) while one is in the making.
    """
    dossier_id = require_person(
        actor, person_id=person_id, compartment_id=compartment_id, category=Category.SIGNAL_PLAN
    )
    rows = SignalPlan.objects.for_rule("one signalling plan in the making at a time").filter(person_id=person_id)
    if rows.filter(state=SignalState.DRAFT).exists():
        raise Conflict("DRAFT_EXISTS")
    before = rows.filter(state=SignalState.SIGNED).first()
    row = SignalPlan(
        person_id=person_id,
        compartment_id=compartment_id,
        number=(rows.aggregate(n=Max("number"))["n"] or 0) + 1,
        state=SignalState.DRAFT,
        made_on=today,
        question=head.question.strip(),
        made_with=head.made_with.strip(),
        places=head.places.strip(),
        review_on=head.review_on or add_months(today, SIGNAL_REVIEW_MONTHS),
    )
    SignalPlan.objects.write([row])
    if before is not None:
        _copy(before, row)
    line(actor, Act.CREATE, row, dossier_id, category=Category.SIGNAL_PLAN, number=row.number)
    return row.pk


def _copy(before: SignalPlan, row: SignalPlan) -> None:
    """A next plan begins with what is in force, so that nothing has to be typed again."""
    for table in (SignalLine, CallStep):
        found = table.objects.for_rule("a next plan begins with the lines of the one before").filter(signal_plan=before)
        copies = list(found.order_by("pk"))
        for copy in copies:
            copy.pk, copy.signal_plan_id = None, row.pk
        table.objects.write(copies)


@transaction.atomic
def change_signal_head(*, actor: Actor, signal_plan_id: int, head: NewSignalHead, expected_lock: int) -> None:
    """Change the top of a plan in the making. Raises Conflict(CHANGED_MEANWHILE), Refused(SIGNED_ALREADY)."""
    row, dossier_id = _draft(actor, signal_plan_id)
    if row.lock != expected_lock:
        raise Conflict("CHANGED_MEANWHILE")
    row.question, row.made_with, row.places = head.question.strip(), head.made_with.strip(), head.places.strip()
    row.review_on = head.review_on or row.review_on
    _touch(row)
    line(actor, Act.UPDATE, row, dossier_id, category=Category.SIGNAL_PLAN)


def _draft(actor: Actor, signal_plan_id: int) -> tuple[Any, int]:
    rows = SignalPlan.objects.for_rule(_LOCK)
    row = rows.select_for_update().filter(pk=signal_plan_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.SIGNAL_PLAN)
    if row.state != SignalState.DRAFT:
        raise Refused("SIGNED_ALREADY")
    return row, dossier_id


def _touch(row: SignalPlan) -> None:
    """A changed draft asks everybody anew: names under what it said before no longer count."""
    row.lock += 1
    row.asked = []
    row.save()


@transaction.atomic
def add_line(
    *,
    actor: Actor,
    signal_plan_id: int,
    phase: Phase,
    kind: LineKind,
    text: str,
    who: str = "",
    within_minutes: int | None = None,
) -> int:
    """Add a line to a plan in the making. Raises NoGrant, Refused(SIGNED_ALREADY, ACTION_OF_NOBODY)."""
    row, dossier_id = _draft(actor, signal_plan_id)
    if kind == LineKind.HELPER and not who.strip():
        raise Refused("ACTION_OF_NOBODY")
    new = SignalLine(
        signal_plan=row,
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        phase=phase,
        kind=kind,
        text=text.strip(),
        who=who.strip(),
        within_minutes=within_minutes,
    )
    SignalLine.objects.write([new])
    _touch(row)
    line(actor, Act.CREATE, new, dossier_id, category=Category.SIGNAL_PLAN)
    return new.pk


@transaction.atomic
def remove_line(*, actor: Actor, line_id: int) -> None:
    """Take a line out of a plan in the making; what is in force is never touched."""
    _remove(actor, SignalLine, line_id)


@transaction.atomic
def add_call(
    *, actor: Actor, signal_plan_id: int, name: str, phone: str, hours: str = "", knows_client: bool = True
) -> int:
    """Add somebody to call, after those who are there. Raises NoGrant, Refused(SIGNED_ALREADY)."""
    row, dossier_id = _draft(actor, signal_plan_id)
    last = CallStep.objects.for_rule("the order of calling").filter(signal_plan=row).aggregate(n=Max("place"))["n"] or 0
    new = CallStep(
        signal_plan=row,
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        place=last + 1,
        name=name.strip(),
        phone=phone.strip(),
        hours=hours.strip(),
        knows_client=knows_client,
    )
    CallStep.objects.write([new])
    _touch(row)
    line(actor, Act.CREATE, new, dossier_id, category=Category.CRISIS_CARD)
    return new.pk


@transaction.atomic
def remove_call(*, actor: Actor, call_id: int) -> None:
    """Take somebody out of the order of calling of a plan in the making."""
    _remove(actor, CallStep, call_id)


def _remove(actor: Actor, table: Any, pk: int) -> None:
    rows = table.objects.for_rule("a line of a plan in the making goes")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NoGrant("NO_GRANT")
    row, dossier_id = _draft(actor, found.signal_plan_id)
    line(actor, Act.DELETE, found, dossier_id, category=table.category)
    rows.filter(pk=pk).delete()
    _touch(row)


@transaction.atomic
def ask_signatures(*, actor: Actor, signal_plan_id: int, today: date) -> int:
    """Put a plan in the making before everybody who takes part; returns how many organisations are asked.

    Raises Refused(SIGNAL_EMPTY) while no sign and nobody to call stands in it.
    """
    row, dossier_id = _draft(actor, signal_plan_id)
    lines = SignalLine.objects.for_rule("an empty plan helps nobody").filter(signal_plan=row)
    calls = CallStep.objects.for_rule("an empty plan helps nobody").filter(signal_plan=row)
    if not lines.filter(kind=LineKind.SIGN).exists() or not calls.exists():
        raise Refused("SIGNAL_EMPTY")
    found = parties(dossier_id, today)
    row.asked = asked_organisations(found)
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, category=Category.SIGNAL_PLAN, asked=len(row.asked))
    _ask(actor, f"signal_plan:{row.pk}:{row.lock}", row.asked, found, row.person_id, dossier_id)
    return len(row.asked)


@transaction.atomic
def bring_into_force(*, actor: Actor, signal_plan_id: int, today: date) -> int:
    """Bring a plan in force when the person agreed and nobody objects; the one before is replaced. Returns the crisis card's id.

    Who has not answered yet stays visible and stays asked: a crisis does not wait for a signature. Raises
    Refused(NOT_ASKED_YET, CLIENT_FIRST, SOMEBODY_OBJECTS, SIGNED_ALREADY).
    """
    row, dossier_id = _draft(actor, signal_plan_id)
    if not row.asked:
        raise Refused("NOT_ASKED_YET")
    now = standing_of("signal_plan", row)
    if not now.client_agreed:
        raise Refused("CLIENT_FIRST")
    if now.objections:
        raise Refused("SOMEBODY_OBJECTS")
    rows = SignalPlan.objects.for_rule("the plan before makes way")
    rows.filter(person_id=row.person_id, state=SignalState.SIGNED).update(state=SignalState.REPLACED)
    row.state, row.signed_on = SignalState.SIGNED, today
    row.save()
    line(actor, Act.SIGN, row, dossier_id, category=Category.SIGNAL_PLAN, number=row.number)
    return _new_card(actor, row, dossier_id, today)


def _new_card(actor: Actor, row: SignalPlan, dossier_id: int, today: date) -> int:
    cards = CrisisCard.objects.for_rule("one crisis card at a time").filter(person_id=row.person_id)
    cards.filter(replaced_on__isnull=True).update(replaced_on=today)
    card = CrisisCard(
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        number=row.number,
        content=card_content(row),
        made_on=today,
        review_on=row.review_on,
    )
    CrisisCard.objects.write([card])
    line(actor, Act.CREATE, card, dossier_id, category=Category.CRISIS_CARD, number=card.number)
    return card.pk


# ---- letting those who help read along, by the person's leave ----------------------------------------
@transaction.atomic
def share_signals(
    *, actor: Actor, signal_plan_id: int, organisation_ids: Collection[int], given: Given, why: str, today: date
) -> int:
    """Let colleagues of these organisations who take part read the plan in force and the crisis card, by the person's consent.

    The consent is recorded per organisation, stands in the portal, and withdrawing it closes what it opened at once
    (handbook 4.5, D43). Returns for how many colleagues it was opened. Raises NoGrant, Refused(NOT_IN_FORCE,
    NOBODY_THERE) and what ``ask_consent`` refuses.
    """
    rows = SignalPlan.objects.for_rule(_LOCK)
    row = rows.select_for_update().filter(pk=signal_plan_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.SIGNAL_PLAN)
    if row.state != SignalState.SIGNED:
        raise Refused("NOT_IN_FORCE")
    until = add_months(today, CONSENT_MONTHS)
    found = parties(dossier_id, today)
    opened = 0
    for organisation_id in organisation_ids:
        seats = [p for p in found if p.organisation_id == organisation_id and p.user_id]
        if not seats:
            raise Refused("NOBODY_THERE")
        consent_id = _consent(actor, row, organisation_id, given, why, until, today)
        for seat in seats:
            give_grant(
                actor=actor,
                compartment_id=row.compartment_id,
                categories=_OPENS | Category.ID_CONTACT,
                ground=f"consent:{consent_id}",
                basis="CONSENT",
                rule_id="D43",
                rule_version=RULE_VERSION,
                start=clock.now(),
                end=timezone.make_aware(datetime.combine(until, datetime.min.time())),
                user_id=seat.user_id,
                organisation_id=organisation_id,
                participation_id=seat.participation_id,
            )
            opened += 1
    return opened


def _consent(
    actor: Actor, row: SignalPlan, organisation_id: int, given: Given, why: str, until: date, today: date
) -> int:
    role = ROLES_OF_KIND[organisation_kind(organisation_id)][0]
    purpose = sharing.Purpose.CARE_COORDINATION
    text = consent_text(
        organisation=organisation_name(organisation_id), categories=_OPENS, purpose=purpose, why=why, valid_until=until
    )
    new = NewConsent(row.person_id, row.compartment_id, organisation_id, role, _OPENS, purpose, text, until)
    return ask_consent(actor=actor, new=new, today=today, given=given)


# ---- where somebody is now --------------------------------------------------------------------------
@transaction.atomic
def observe(
    *,
    actor: Actor,
    person_id: int,
    compartment_id: int,
    phase: Phase,
    seen_at: datetime,
    seen_by: str = "",
    signs: str = "",
) -> int:
    """Somebody saw in which phase the person is; yellow, orange and red have a term in which somebody acts (handbook 6.1).

    Whoever reads the plan may say what they see. Raises NoGrant, Refused(IN_THE_FUTURE, NOT_THIS_PERSON).
    """
    if may_write(actor, compartment_id, Category.SIGNAL_PLAN):
        dossier_id = require_person(
            actor, person_id=person_id, compartment_id=compartment_id, category=Category.SIGNAL_PLAN
        )
    else:
        dossier_id = require_grant(actor, compartment_id, Category.SIGNAL_PLAN, write=False)
    if seen_at > clock.now() + timedelta(minutes=1):
        raise Refused("IN_THE_FUTURE")
    row = SignalObservation(
        person_id=person_id,
        compartment_id=compartment_id,
        phase=phase,
        seen_at=seen_at,
        seen_by=(seen_by.strip() or actor.name)[:160],
        signs=signs.strip(),
        react_by=react_by(phase, seen_at),
        noted_by_id=actor.user_id,
    )
    SignalObservation.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id, category=Category.SIGNAL_PLAN, phase=phase)
    return row.pk


@transaction.atomic
def react(*, actor: Actor, observation_id: int, reaction: str) -> None:
    """Say what was done about a phase that somebody saw. Raises NoGrant, Refused(REASON_MISSING), Conflict(ALREADY_DECIDED)."""
    rows = SignalObservation.objects.for_rule("a reaction is written once")
    row = rows.select_for_update().filter(pk=observation_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.SIGNAL_PLAN, write=False)
    if row.reacted_at is not None:
        raise Conflict("ALREADY_DECIDED")
    if not reaction.strip():
        raise Refused("REASON_MISSING")
    row.reacted_at, row.reaction = clock.now(), reaction.strip()
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, category=Category.SIGNAL_PLAN)


# ---- taking the crisis card along ---------------------------------------------------------------------
def take_crisis_card(*, actor: Actor, dossier_id: int) -> Any:
    """The line that says that the crisis card left, on paper or on a phone; use as ``with take_crisis_card(…):``."""
    return recording_export(actor, what="Crisis card", categories=Category.CRISIS_CARD, dossier_id=dossier_id)


__all__ = [
    "CardContent", "NewSignalHead", "add_call", "add_line", "ask_signatures", "bring_into_force", "change_signal_head", "observe", "react",
    "remove_call", "remove_line", "share_signals", "start_signal_plan", "take_crisis_card",
]  # fmt: skip
