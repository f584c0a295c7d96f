"""Who sits at a talk: parties with a reason each, knowing before being invited, and seats under a law that is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samenhang.access.enums import CaseRole, Purpose, Regime
from samenhang.access.rules import OPENS, WRITES
from samenhang.access.selectors import TakesPart, who_reads
from samenhang.access.services import give_grant
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.enums import Answer, ConferenceState, PartyKind, Presence
from samenhang.conferences.models import Conference, ConferenceParty
from samenhang.conferences.rules import RULE, RULE_VERSION, PartyFacts, seat_opens
from samenhang.conferences.selectors import may_know
from samenhang.conferences.services.common import tell
from samenhang.notifications.enums import Kind
from samenhang.people.selectors import PersonRow, person


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


def write_parties(
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


def ground_of(compartment_id: int) -> str:
    """The ground on which the seats of a compartment kept apart hang."""
    return f"conferences:{compartment_id}"


def others_in(conference: Conference) -> bool:
    """Whether another talk in the same compartment still keeps its seats open."""
    rows = Conference.objects.for_rule("whether a compartment is still used by another talk")
    rows = rows.filter(compartment_id=conference.compartment_id).exclude(pk=conference.pk)
    return rows.exclude(state=ConferenceState.CANCELLED).exists() or conference.regime == Regime.CONSENT


def check_seat(actor: Actor, part: Sequence[TakesPart], regime: Regime) -> None:
    """Raise NoGrant(NO_SEAT) for who takes part in no role that sits, and writes, under this regime."""
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
            ground=ground_of(conference.compartment_id),
            basis="PARTICIPATION",
            rule_id=RULE,
            rule_version=RULE_VERSION,
            start=clock.now(),
            end=None,
            user_id=row.user_id,
            participation_id=row.participation_id,
            organisation_id=row.organisation_id,
        )
