"""Reading conferences: that they are held, by appointments; what was said, by goals and agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.selectors import may_read, taking_part
from samenhang.base.actor import Actor
from samenhang.conferences.enums import PartyKind, PointKind
from samenhang.conferences.models import (
    Agreement,
    Conference,
    ConferenceParty,
    ConferenceRecord,
    ConveneRequest,
    Feedback,
    OfferWeighed,
    Point,
)


@dataclass(frozen=True)
class ConferenceRow:
    """A conference as who may see appointments sees it."""

    id: int
    person_id: int
    compartment_id: int
    kind: str
    purpose: str
    regime: str
    starts_at: datetime
    minutes: int
    where: str
    link: str
    table_id: int | None
    table: str
    session_on: date | None
    convened_by_id: int
    convened_by: str
    convening: str
    why_no_client: str
    state: str
    why_changed: str
    revision: int
    made_at: datetime
    version: int

    @property
    def on(self) -> date:
        """The day on which it is held."""
        return timezone.localtime(self.starts_at).date()

    @property
    def number(self) -> str:
        """The reference that stands on invitations instead of a name."""
        return f"{self.id:06d}"


_CONFERENCE = (
    "id", "person_id", "compartment_id", "kind", "purpose", "regime", "starts_at", "minutes", "where", "link", "session__table_id",
    "session__table__name", "session__on", "convened_by_id", "convened_by__name", "convening__name", "why_no_client", "state",
    "why_changed", "revision", "made_at", "version",
)  # fmt: skip


def _conference(values: Any) -> ConferenceRow:
    return ConferenceRow(*[*values[:11], values[11] or "", *values[12:15], values[15] or "", *values[16:]])


def conferences_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[ConferenceRow]:
    """The conferences about a person that the actor may see, the latest first."""
    rows = Conference.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [_conference(v) for v in rows.order_by("-starts_at", "-id").values_list(*_CONFERENCE)]


def conference(actor: Actor, person_id: int, conference_id: int, *, purpose: Purpose) -> ConferenceRow | None:
    """One conference about this person; None when there is none that the actor may see."""
    rows = Conference.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, pk=conference_id)
    values = rows.values_list(*_CONFERENCE).first()
    return _conference(values) if values else None


@dataclass(frozen=True)
class PartyRow:
    """Who is invited: ``in_case`` says that they take part in the case, so that they may see it."""

    id: int
    kind: str
    user_id: int | None
    organisation_id: int | None
    who: str
    organisation: str
    reason: str
    answer: str
    answered_at: datetime | None
    presence: str
    attended: bool | None
    in_case: bool


def parties(actor: Actor, row: ConferenceRow, dossier_id: int, *, purpose: Purpose, today: date) -> list[PartyRow]:
    """Who is invited to a conference, in the order in which they were invited."""
    part = {t.user_id for t in taking_part(dossier_id, today) if t.user_id is not None}
    fields = (
        "id", "kind", "user_id", "organisation_id", "user__name", "name", "organisation__name", "reason", "answer", "answered_at",
        "presence", "attended",
    )  # fmt: skip
    rows = ConferenceParty.objects.visible_to(actor, purpose=purpose).filter(conference_id=row.id)
    own = {PartyKind.CLIENT, PartyKind.REPRESENTATIVE}
    found: list[Any] = list(rows.order_by("id").values_list(*fields))
    return [PartyRow(*[*v[:4], v[4] or v[5], v[6] or "", *v[7:], v[2] in part or v[1] in own]) for v in found]


def party_numbers(conference_id: int, *, reason: str) -> list[int]:
    """The invitations of a conference by number only, for an import or a demonstration that says why."""
    rows = ConferenceParty.objects.for_rule(reason).filter(conference_id=conference_id)
    return list(rows.order_by("id").values_list("id", flat=True))


@dataclass(frozen=True)
class RecordRow:
    """The agreed questions and what was said about them."""

    question: str = ""
    going_on: str = ""
    happened: str = ""
    needed: str = ""
    discussion: str = ""
    written_by: str = ""
    written_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True)
class OfferRow:
    """An offer that was weighed."""

    id: int
    place_id: int | None
    offer: str
    trajectory: str
    fits: str
    why: str
    would_make_possible: str
    version: int


@dataclass(frozen=True)
class PointRow:
    """A decision, a dissent, a value, an option or an argument."""

    id: int
    kind: str
    text: str
    who: str
    why: str
    option_id: int | None
    version: int


@dataclass(frozen=True)
class AgreementRow:
    """Who does what by when, and whether it became an action of the plan."""

    id: int
    conference_id: int
    text: str
    who: str
    organisation: str
    user_id: int | None
    organisation_id: int | None
    by_client: bool
    due_on: date
    done_on: date | None
    outcome: str
    action_number: int | None
    version: int


@dataclass(frozen=True)
class FeedbackRow:
    """What the person was told of a talk, in plain words, by whom, how and when."""

    conference_id: int
    held_on: date
    text: str
    told_how: str
    told_on: date
    told_by: str
    reaction: str


@dataclass(frozen=True)
class Content:
    """What was said at a conference; ``closed`` says that the actor sees that it was held, and nothing of this."""

    closed: bool
    record: RecordRow
    offers: tuple[OfferRow, ...] = ()
    points: tuple[PointRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    feedback: FeedbackRow | None = None

    def of(self, kind: PointKind) -> list[PointRow]:
        """The lines of one kind."""
        return [p for p in self.points if p.kind == kind]


_RECORD = (
    "question", "going_on", "happened", "needed", "discussion", "written_by__name", "written_at", "version",
)  # fmt: skip
_OFFER = ("id", "place_id", "offer", "trajectory", "fits", "why", "would_make_possible", "version")
_POINT = ("id", "kind", "text", "who", "why", "option_id", "version")
_AGREEMENT = (
    "id", "conference_id", "text", "user__name", "who", "organisation__name", "user_id", "organisation_id", "by_client", "due_on",
    "done_on", "outcome", "action_number", "version",
)  # fmt: skip
_FEEDBACK = ("conference_number", "held_on", "text", "told_how", "told_on", "told_by__name", "reaction")


def _agreement(v: Any) -> AgreementRow:
    return AgreementRow(*[*v[:3], v[3] or v[4], v[5] or "", *v[6:]])


def content(actor: Actor, row: ConferenceRow, *, purpose: Purpose) -> Content:
    """What was said at a conference, as far as the actor may see goals and agreements."""
    if not may_read(actor, row.compartment_id, Category.PLAN_GOALS):
        return Content(closed=True, record=RecordRow())
    seen: dict[str, Any] = {"actor": actor, "purpose": purpose}
    record = ConferenceRecord.objects.visible_to(**seen).filter(conference_id=row.id).values_list(*_RECORD).first()
    offers = OfferWeighed.objects.visible_to(**seen).filter(conference_id=row.id)
    agreed = Agreement.objects.visible_to(**seen).filter(conference_id=row.id)
    told = Feedback.objects.visible_to(**seen).filter(conference_number=row.id).values_list(*_FEEDBACK).first()
    return Content(
        closed=False,
        record=RecordRow(*[*record[:5], record[5] or "", *record[6:]]) if record else RecordRow(),
        offers=tuple(OfferRow(*v) for v in offers.order_by("id").values_list(*_OFFER)),
        points=points(actor, purpose=purpose, conference_id=row.id),
        agreements=tuple(_agreement(v) for v in agreed.order_by("due_on", "id").values_list(*_AGREEMENT)),
        feedback=FeedbackRow(*told) if told else None,
    )


def points(
    actor: Actor, *, purpose: Purpose, conference_id: int | None = None, deliberation_id: int | None = None
) -> tuple[PointRow, ...]:
    """The lines of a conference or of a moral deliberation, in the order in which they were said."""
    rows = Point.objects.visible_to(actor, purpose=purpose)
    rows = rows.filter(conference_id=conference_id, deliberation_id=deliberation_id)
    return tuple(PointRow(*v) for v in rows.order_by("id").values_list(*_POINT))


def agreements_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[AgreementRow]:
    """The agreements about a person that are still to be done, the first due first."""
    rows = Agreement.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, done_on__isnull=True)
    return [_agreement(v) for v in rows.order_by("due_on", "id").values_list(*_AGREEMENT)]


def feedback_for_client(actor: Actor, person_id: int, *, purpose: Purpose) -> list[FeedbackRow]:
    """What the person was told of the talks about them, the latest first: for the portal and for who works on the case."""
    rows = Feedback.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [FeedbackRow(*v) for v in rows.order_by("-held_on", "-id").values_list(*_FEEDBACK)]


@dataclass(frozen=True)
class RequestRow:
    """What was asked of the process director."""

    id: int
    asks: str
    reason: str
    asked_by: str
    asked_of_id: int | None
    asked_of: str | None
    asked_at: datetime
    due_on: date
    state: str
    answer: str


def convene_requests(actor: Actor, person_id: int, *, purpose: Purpose) -> list[RequestRow]:
    """What was asked of the process director about this person, the latest first."""
    fields = (
        "id", "asks", "reason", "asked_by__name", "asked_of_id", "asked_of__name", "asked_at", "due_on", "state", "answer",
    )  # fmt: skip
    rows = ConveneRequest.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [RequestRow(*v) for v in rows.order_by("-asked_at", "-id").values_list(*fields)]


def directs_process(dossier_id: int, today: date) -> list[tuple[int, str]]:
    """Who directs the process of this case today: user and name."""
    return [
        (t.user_id, f"{t.who}, {t.organisation}" if t.organisation else t.who)
        for t in taking_part(dossier_id, today)
        if t.role == CaseRole.PROCESS_DIRECTOR and t.user_id is not None
    ]
