"""Inviting, taking an invitation back, and answering."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.selectors import taking_part
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.enums import Answer, ConferenceState, PartyKind, Presence, Step
from samenhang.conferences.models import Conference, ConferenceParty
from samenhang.conferences.rules import PartyFacts, after, check_client, check_party
from samenhang.conferences.services.common import locked, log
from samenhang.conferences.services.seating import NewParty, write_parties


@transaction.atomic
def invite(*, actor: Actor, conference_id: int, party: NewParty, today: date) -> int:
    """Invite one more party; returns the id of the invitation. Raises as :func:`plan_conference` does."""
    conference, dossier_id = locked(Conference, conference_id, actor)
    after(conference.state, Step.INVITE)
    check_party(party.facts())
    [made] = write_parties(actor, conference, dossier_id, [party], taking_part(dossier_id, today), today)
    log(actor, Act.UPDATE, conference, dossier_id, invited=made.pk)
    pk: int = made.pk
    return pk


@transaction.atomic
def withdraw_invitation(*, actor: Actor, party_id: int, why_no_client: str = "") -> None:
    """Take back an invitation. Raises Refused(CLIENT_MISSING, NOBODY_INVITED) when the rest would not do (R-02)."""
    party, dossier_id = locked(ConferenceParty, party_id, actor)
    conference, _dossier = locked(Conference, party.conference_id, actor)
    after(conference.state, Step.INVITE)
    rows = ConferenceParty.objects.for_rule("who is still invited when one invitation is taken back")
    rest = [
        PartyFacts(PartyKind(kind), "stays")
        for kind in rows.filter(conference=conference).exclude(pk=party.pk).values_list("kind", flat=True)
    ]
    why = why_no_client.strip() or conference.why_no_client
    check_client(rest, why)
    if not any(p.kind not in {PartyKind.CLIENT, PartyKind.REPRESENTATIVE} for p in rest):
        raise Refused("NOBODY_INVITED")
    if why != conference.why_no_client:
        conference.why_no_client = why
        conference.save(update_fields=["why_no_client"])
    log(actor, Act.END, party, dossier_id, conference=conference.pk)
    party.delete()


@transaction.atomic
def answer_invitation(*, actor: Actor, party_id: int, answer: Answer, presence: Presence | None = None) -> None:
    """Answer one's own invitation. Raises NoGrant(NOT_YOURS) for somebody else's and Refused(CONFERENCE_NOT_PLANNED)."""
    rows = ConferenceParty.objects.for_rule("somebody answers their own invitation, checked on the next line")
    party = rows.select_for_update().select_related("conference", "compartment").filter(pk=party_id).first()
    if party is None or party.user_id != actor.me:
        raise NoGrant("NOT_YOURS")
    _answer(actor, party, party.compartment.dossier_id, answer, presence)


@transaction.atomic
def record_answer(*, actor: Actor, party_id: int, answer: Answer, presence: Presence | None = None) -> None:
    """Write down what a party answered, for who keeps the appointment."""
    party, dossier_id = locked(ConferenceParty, party_id, actor)
    _answer(actor, party, dossier_id, answer, presence)


def _answer(actor: Actor, party: ConferenceParty, dossier_id: int, answer: Answer, presence: Presence | None) -> None:
    if party.conference.state != ConferenceState.PLANNED:
        raise Refused("CONFERENCE_NOT_PLANNED")
    party.answer, party.answered_at, party.presence = answer, clock.now(), presence or ""
    party.save(update_fields=["answer", "answered_at", "presence"])
    log(actor, Act.UPDATE, party, dossier_id, answer=answer, presence=presence)
