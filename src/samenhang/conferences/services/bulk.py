"""Many talks at once, as an import or a generated region brings them: the same rows and lines, in few questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from samenhang.access.enums import Regime
from samenhang.audit.enums import Act
from samenhang.audit.services import record_many
from samenhang.base.actor import Actor
from samenhang.conferences.enums import Answer, ConferenceKind, ConferenceState, PointKind
from samenhang.conferences.models import Agreement, Conference, ConferenceParty, ConferenceRecord, Feedback, Point
from samenhang.conferences.services.recording import RecordValues
from samenhang.conferences.services.seating import NewParty
from samenhang.privacy.enums import ToldHow


@dataclass(frozen=True)
class BroughtTalk:
    """A talk as it was elsewhere: what is not there (no record, no decision, not told) was not done yet."""

    person_id: int
    compartment_id: int
    dossier_id: int
    kind: ConferenceKind
    purpose: str
    starts_at: datetime
    minutes: int
    convened_by_id: int
    convening_id: int
    parties: tuple[NewParty, ...]
    state: ConferenceState
    where: str = ""
    record: RecordValues | None = None
    decision: tuple[str, str] | None = None  # what, why
    agreement: tuple[str, date] | None = None  # what the convener does, by when
    told: tuple[str, date] | None = None  # what the client was told, on which day


def record_conferences(*, actor: Actor, conferences: Sequence[BroughtTalk]) -> int:
    """Write these talks with everything that belongs to them; inside a transaction. Returns how many."""
    rows: list[Conference] = Conference.objects.write([_conference(talk) for talk in conferences])
    pairs = list(zip(conferences, rows, strict=True))
    ConferenceParty.objects.write([_party(talk, row, party) for talk, row in pairs for party in talk.parties])
    ConferenceRecord.objects.write([_record(talk, row, talk.record) for talk, row in pairs if talk.record is not None])
    Point.objects.write(
        [
            Point(
                compartment_id=talk.compartment_id,
                conference=row,
                kind=PointKind.DECISION,
                text=talk.decision[0],
                why=talk.decision[1],
            )
            for talk, row in pairs
            if talk.decision is not None
        ]
    )
    Agreement.objects.write(
        [
            Agreement(
                person_id=talk.person_id,
                compartment_id=talk.compartment_id,
                conference=row,
                text=talk.agreement[0],
                user_id=talk.convened_by_id,
                organisation_id=talk.convening_id,
                due_on=talk.agreement[1],
            )
            for talk, row in pairs
            if talk.agreement is not None
        ]
    )
    Feedback.objects.write([_told(talk, row, talk.told) for talk, row in pairs if talk.told is not None])
    record_many(
        actor,
        [
            {
                "act": Act.CREATE,
                "dossier_id": talk.dossier_id,
                "compartment_id": talk.compartment_id,
                "object_type": "Conference",
                "object_id": row.pk,
                "categories": int(Conference.category),
                "detail": {"kind": talk.kind, "purpose": talk.purpose},
            }
            for talk, row in pairs
        ],
    )
    return len(rows)


def _conference(talk: BroughtTalk) -> Conference:
    return Conference(
        person_id=talk.person_id,
        compartment_id=talk.compartment_id,
        kind=talk.kind,
        purpose=talk.purpose,
        regime=Regime.CONSENT,
        starts_at=talk.starts_at,
        minutes=talk.minutes,
        where=talk.where,
        convened_by_id=talk.convened_by_id,
        convening_id=talk.convening_id,
        state=talk.state,
        made_at=talk.starts_at,
    )


def _party(talk: BroughtTalk, row: Conference, party: NewParty) -> ConferenceParty:
    held = talk.state != ConferenceState.PLANNED
    return ConferenceParty(
        compartment_id=talk.compartment_id,
        conference=row,
        kind=party.kind,
        user_id=party.user_id,
        organisation_id=party.organisation_id,
        name=party.name,
        reason=party.reason,
        answer=Answer.ACCEPTED if held else Answer.ASKED,
        presence=party.presence or "",
        attended=True if held else None,
    )


def _record(talk: BroughtTalk, row: Conference, values: RecordValues) -> ConferenceRecord:
    return ConferenceRecord(
        compartment_id=talk.compartment_id,
        conference=row,
        written_by_id=talk.convened_by_id,
        written_at=talk.starts_at,
        **vars(values),
    )


def _told(talk: BroughtTalk, row: Conference, told: tuple[str, date]) -> Feedback:
    return Feedback(
        person_id=talk.person_id,
        compartment_id=talk.compartment_id,
        conference_number=row.pk,
        held_on=timezone.localtime(talk.starts_at).date(),
        text=told[0],
        told_how=ToldHow.IN_PERSON,
        told_on=told[1],
        told_by_id=talk.convened_by_id,
    )
