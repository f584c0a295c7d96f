"""Calling parties together: for a purpose, under a regime, each for a reason, with the client or why not (R-02)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samenhang.access.enums import CaseRole, Category, Purpose, Regime
from samenhang.access.rules import OPENS, WRITES
from samenhang.access.selectors import TakesPart, taking_part, who_reads
from samenhang.access.services import compartment_for, end_grants, give_grant
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.enums import (
    Answer,
    ConferenceKind,
    ConferenceState,
    PartyKind,
    Presence,
    Step,
)
from samenhang.conferences.models import Conference, ConferenceParty
from samenhang.conferences.rules import (
    AD_HOC_AFTER,
    RULE,
    RULE_VERSION,
    PartyFacts,
    after,
    check_client,
    check_conference,
    check_convener,
    check_moment,
    check_party,
    next_quarter_hour,
    seat_opens,
)
from samenhang.conferences.selectors import may_know
from samenhang.conferences.services.common import check_version, locked, log, tell
from samenhang.conferences.services.tables import session_on
from samenhang.directory.selectors import organisation_kind
from samenhang.notifications.enums import Kind
from samenhang.people.selectors import PersonRow, person
from samenhang.people.services import require_person


@dataclass(frozen=True)
class NewParty:
    """Somebody to invite, and why they are needed."""

    kind: PartyKind
    reason: str
    user_id: int | None = None
    organisation_id: int | None = None
    name: str = ""
    presence: Presence | None = None

    def facts(self) -> PartyFacts:
        """What the rules look at."""
        own = self.kind in {PartyKind.CLIENT, PartyKind.REPRESENTATIVE}
        by_name = self.kind is not PartyKind.EXPERIENCE_EXPERT and bool(self.name.strip())
        named = own or by_name or bool(self.user_id or self.organisation_id)
        return PartyFacts(self.kind, self.reason, named)


@dataclass(frozen=True)
class NewConference:
    """A talk to be held; with ``table_id`` it goes on the agenda of that table on its day."""

    person_id: int
    compartment_id: int
    kind: ConferenceKind
    purpose: str
    regime: Regime
    starts_at: datetime
    minutes: int
    parties: tuple[NewParty, ...]
    where: str = ""
    link: str = ""
    why_no_client: str = ""
    table_id: int | None = None


@transaction.atomic
def plan_conference(*, actor: Actor, new: NewConference, today: date) -> int:
    """Plan a conference, invite the parties, and return its id.

    A conference under another regime than consent lives in a compartment of that regime, which opens for those who take
    part in the case in a role that sits there. Raises NoGrant without a grant to write appointments, NoGrant(NO_SEAT) for who
    has no seat under that regime, and Refused as ``rules.check_conference``, WGS_CONVENER, MAY_NOT_KNOW, INVITED_BEFORE,
    NO_MEETING.
    """
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.APPOINTMENTS
    )
    check_conference(
        purpose=new.purpose,
        regime=new.regime,
        minutes=new.minutes,
        on=timezone.localtime(new.starts_at).date(),
        parties=[p.facts() for p in new.parties],
        why_no_client=new.why_no_client,
        today=today,
    )
    check_convener(new.regime, organisation_kind(actor.organisation_id))
    part = taking_part(dossier_id, today)
    compartment_id = new.compartment_id
    if new.regime is not Regime.CONSENT:
        _check_seat(actor, part, new.regime)
        compartment_id = compartment_for(actor=actor, dossier_id=dossier_id, regime=new.regime)
    conference = Conference(
        person_id=new.person_id,
        compartment_id=compartment_id,
        kind=new.kind,
        purpose=new.purpose,
        regime=new.regime,
        starts_at=new.starts_at,
        minutes=new.minutes,
        where=new.where.strip(),
        link=new.link.strip(),
        session_id=session_on(new.table_id, timezone.localtime(new.starts_at).date(), today=today),
        convened_by_id=actor.me,
        convening_id=actor.organisation_id,
        why_no_client=new.why_no_client.strip(),
        state=ConferenceState.PLANNED,
        made_at=clock.now(),
    )
    Conference.objects.write([conference])
    log(actor, Act.CREATE, conference, dossier_id, kind=new.kind, regime=new.regime, purpose=new.purpose)
    _write_parties(actor, conference, dossier_id, new.parties, part, today)
    return conference.pk


@transaction.atomic
def invite(*, actor: Actor, conference_id: int, party: NewParty, today: date) -> int:
    """Invite one more party; returns the id of the invitation. Raises as :func:`plan_conference` does."""
    conference, dossier_id = locked(Conference, conference_id, actor)
    after(conference.state, Step.INVITE)
    check_party(party.facts())
    [made] = _write_parties(actor, conference, dossier_id, [party], taking_part(dossier_id, today), today)
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


@transaction.atomic
def move_conference(
    *, actor: Actor, conference_id: int, starts_at: datetime, minutes: int, why: str, expected_version: int, today: date
) -> None:
    """Move a conference, for a reason; everybody is asked again.

    Raises Refused(REASON_MISSING, CONFERENCE_DAY, CONFERENCE_TOO_LONG, CONFERENCE_NOT_PLANNED), Conflict(CHANGED_MEANWHILE).
    """
    conference, dossier_id = locked(Conference, conference_id, actor)
    after(conference.state, Step.MOVE)
    check_version(conference, expected_version)
    on = timezone.localtime(starts_at).date()
    check_moment(minutes=minutes, on=on, today=today)
    if len(why.strip()) < 3:
        raise Refused("REASON_MISSING")
    other_day = on != timezone.localtime(conference.starts_at).date()
    conference.starts_at, conference.minutes, conference.why_changed = starts_at, minutes, why.strip()
    conference.revision += 1
    if other_day and conference.session_id is not None:
        conference.session_id = session_on(conference.session.table_id, on, today=today, must=False)
    conference.save()
    rows = ConferenceParty.objects.for_rule("a moved appointment asks everybody again").filter(conference=conference)
    rows.update(answer=Answer.ASKED, answered_at=None)
    log(actor, Act.UPDATE, conference, dossier_id, moved=on.isoformat())
    tell(
        conference,
        Kind.CONFERENCE_MOVED,
        f"moved:{conference.revision}",
        rows.values_list("user_id", flat=True),
        actor.me,
    )


@transaction.atomic
def cancel_conference(*, actor: Actor, conference_id: int, why: str) -> None:
    """Cancel a conference, for a reason; what its compartment opened for it closes. Raises Refused(REASON_MISSING, …)."""
    conference, dossier_id = locked(Conference, conference_id, actor)
    leads = after(conference.state, Step.CANCEL)
    if len(why.strip()) < 3:
        raise Refused("REASON_MISSING")
    conference.state, conference.why_changed = leads, why.strip()
    conference.revision += 1
    conference.version += 1
    conference.save()
    if not _others_in(conference):
        end_grants(actor=actor, ground=_ground(conference.compartment_id))
    log(actor, Act.END, conference, dossier_id)
    rows = ConferenceParty.objects.for_rule("who hears that an appointment is off").filter(conference=conference)
    tell(conference, Kind.CONFERENCE_MOVED, "cancelled", rows.values_list("user_id", flat=True), actor.me)


@dataclass(frozen=True)
class AdHoc:
    """A talk today: about whom, what is the matter, and who of those who take part (all when nobody is named)."""

    person_id: int
    compartment_id: int
    purpose: str
    reason: str
    starts_at: datetime | None = None
    minutes: int = 30
    where: str = ""
    link: str = ""
    client: bool = True
    why_no_client: str = ""


@transaction.atomic
def call_now(*, actor: Actor, new: AdHoc, today: date) -> int:
    """Call everybody who takes part together within hours; returns the id. Raises as :func:`plan_conference`, NOBODY_ELSE."""
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.APPOINTMENTS
    )
    parties = everybody(actor, taking_part(dossier_id, today), new.reason, client=new.client)
    if not any(p.kind not in {PartyKind.CLIENT, PartyKind.REPRESENTATIVE} for p in parties):
        raise Refused("NOBODY_ELSE")
    return plan_conference(
        actor=actor,
        new=NewConference(
            person_id=new.person_id,
            compartment_id=new.compartment_id,
            kind=ConferenceKind.AD_HOC,
            purpose=new.purpose,
            regime=Regime.CONSENT,
            starts_at=new.starts_at or next_quarter_hour(clock.now() + AD_HOC_AFTER),
            minutes=new.minutes,
            parties=tuple(parties),
            where=new.where,
            link=new.link,
            why_no_client=new.why_no_client,
        ),
        today=today,
    )


def everybody(actor: Actor, part: Sequence[TakesPart], reason: str, *, client: bool) -> list[NewParty]:
    """Everybody who takes part in person, each for the same reason; the client, or who represents them, when asked."""
    own = {CaseRole.CLIENT: PartyKind.CLIENT, CaseRole.REPRESENTATIVE: PartyKind.REPRESENTATIVE}
    found: dict[int, NewParty] = {}
    for row in part:
        if row.user_id is None or row.user_id == actor.user_id or row.role in own:
            continue
        kind = PartyKind.EXPERIENCE_EXPERT if row.role == CaseRole.EXPERIENCE_EXPERT else PartyKind.COLLEAGUE
        found.setdefault(row.user_id, NewParty(kind, reason, user_id=row.user_id))
    invited = list(found.values())
    if client:
        seats = [NewParty(own[CaseRole(r.role)], reason, user_id=r.user_id) for r in part if r.role in own]
        invited += seats or [NewParty(PartyKind.CLIENT, reason)]
    return invited


def _write_parties(
    actor: Actor,
    conference: Conference,
    dossier_id: int,
    new: Sequence[NewParty],
    part: Sequence[TakesPart],
    today: date,
) -> list[ConferenceParty]:
    """Invite these parties: who is outside the case only when the sharing rules let them know of it."""
    about = person(actor, conference.person_id, purpose=Purpose.CARE_COORDINATION)
    if about is None:
        raise NoGrant("NO_GRANT")
    before = set(
        ConferenceParty.objects.for_rule("nobody is invited twice")
        .filter(conference=conference, user_id__isnull=False)
        .values_list("user_id", flat=True)
    )
    for party in new:
        if party.user_id is not None and party.user_id in before:
            raise Refused("INVITED_BEFORE")
        before |= {party.user_id} if party.user_id else set()
        _check_knowing(actor, about, conference, party, part, today)
    rows = ConferenceParty.objects.write(
        [
            ConferenceParty(
                compartment_id=conference.compartment_id,
                conference=conference,
                kind=p.kind,
                user_id=p.user_id,
                organisation_id=p.organisation_id or _works_at(part, p.user_id),
                name=p.name.strip(),
                reason=p.reason.strip(),
                answer=Answer.ACCEPTED if p.user_id == actor.user_id else Answer.ASKED,
                presence=p.presence or "",
            )
            for p in new
        ]
    )
    _open_seats(actor, conference, part, {p.user_id for p in new} | {actor.user_id}, today)
    tell(conference, Kind.INVITED_TO_CONFERENCE, "invited", [p.user_id for p in new], actor.me)
    return rows


def _works_at(part: Sequence[TakesPart], user_id: int | None) -> int | None:
    return next((t.organisation_id for t in part if user_id is not None and t.user_id == user_id), None)


def _check_knowing(
    actor: Actor,
    about: PersonRow,
    conference: Conference,
    party: NewParty,
    part: Sequence[TakesPart],
    today: date,
) -> None:
    """Somebody outside the case is invited only when the sharing rules let their organisation know of the talk."""
    if party.user_id is None and party.organisation_id is None:
        return  # the person themselves, somebody close
    if party.user_id is not None and party.user_id in {t.user_id for t in part}:
        return
    if party.user_id is None and party.organisation_id in {t.organisation_id for t in part}:
        return
    knows = party.organisation_id is not None and may_know(
        actor, about, party.organisation_id, purpose=conference.purpose, regime=conference.regime, today=today
    )
    if not knows:
        raise Refused("MAY_NOT_KNOW")


def _ground(compartment_id: int) -> str:
    return f"conferences:{compartment_id}"


def _others_in(conference: Conference) -> bool:
    """Whether another talk in the same compartment still keeps its seats open."""
    rows = Conference.objects.for_rule("whether a compartment is still used by another talk")
    rows = rows.filter(compartment_id=conference.compartment_id).exclude(pk=conference.pk)
    return rows.exclude(state=ConferenceState.CANCELLED).exists() or conference.regime == Regime.CONSENT


def _check_seat(actor: Actor, part: Sequence[TakesPart], regime: Regime) -> None:
    roles = {t.role for t in part if t.user_id is not None and t.user_id == actor.user_id}
    if not any(seat_opens(regime, r, int(OPENS[CaseRole(r)]), int(WRITES[CaseRole(r)]))[1] for r in roles):
        raise NoGrant("NO_SEAT")


def _open_seats(
    actor: Actor, conference: Conference, part: Sequence[TakesPart], users: set[int | None], today: date
) -> None:
    """Open a compartment kept apart for those invited who take part in the case in a role that sits there (W15)."""
    if conference.regime == Regime.CONSENT:
        return
    sitting = who_reads(conference.compartment_id, [u for u in users if u is not None], today)
    for row in part:
        if row.user_id is None or row.user_id not in users or row.user_id in sitting:
            continue
        role = CaseRole(row.role)
        reads, writes = seat_opens(conference.regime, role, int(OPENS[role]), int(WRITES[role]))
        if not reads:
            continue
        give_grant(
            actor=actor,
            compartment_id=conference.compartment_id,
            categories=reads,
            writes=writes,
            ground=_ground(conference.compartment_id),
            basis="PARTICIPATION",
            rule_id=RULE,
            rule_version=RULE_VERSION,
            start=clock.now(),
            end=None,
            user_id=row.user_id,
            participation_id=row.participation_id,
            organisation_id=row.organisation_id,
        )
