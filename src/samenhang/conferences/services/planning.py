"""Calling parties together: for a purpose, under a regime, each for a reason, with the client or why not (R-02)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samenhang.access.enums import CaseRole, Category, Regime
from samenhang.access.selectors import TakesPart, taking_part
from samenhang.access.services import compartment_for, end_grants
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.conferences.enums import Answer, ConferenceKind, ConferenceState, PartyKind, Step
from samenhang.conferences.models import Conference, ConferenceParty
from samenhang.conferences.rules import (
    AD_HOC_AFTER,
    after,
    check_conference,
    check_convener,
    check_moment,
    next_quarter_hour,
)
from samenhang.conferences.services.common import check_version, locked, log, tell
from samenhang.conferences.services.seating import NewParty, check_seat, ground_of, others_in, write_parties
from samenhang.conferences.services.tables import session_on
from samenhang.directory.selectors import organisation_kind
from samenhang.notifications.enums import Kind
from samenhang.people.services import require_person


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
        check_seat(actor, part, new.regime)
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
    write_parties(actor, conference, dossier_id, new.parties, part, today)
    return conference.pk


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
    if not others_in(conference):
        end_grants(actor=actor, ground=ground_of(conference.compartment_id))
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
