"""Handovers for a page: the list, one with everything in it, the questions to possible receivers, the numbers of the region."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenhang.access.enums import Category, Purpose
from samenhang.access.selectors import opened_by, taking_part
from samenhang.base.actor import Actor
from samenhang.pathway.catalogue.handovers import DEFAULTS, Numbers
from samenhang.pathway.enums.handovers import Evidence, RequestState
from samenhang.pathway.enums.steps import StepState
from samenhang.pathway.models.handovers import (
    HandoverEvidence,
    HandoverQuestion,
    HandoverRequest,
    HandoverTemplate,
    WarmHandover,
)
from samenhang.pathway.models.steps import Step
from samenhang.pathway.rules.handovers import RUNNING, Answerable, With, responsible
from samenhang.pathway.selectors.handovers_facts import Standing, standing_for_rule

_REASON = "where a handover stands, for who entered through the door"


@dataclass(frozen=True)
class HandoverRow:
    """A handover as a page shows it."""

    id: int
    person_id: int
    person: str
    compartment_id: int
    dossier_id: int
    kind: str
    state: str
    started_on: date
    attempt: int
    attempt_on: date
    from_organisation_id: int
    from_organisation: str
    giver_id: int
    giver: str
    giver_role: str
    to_organisation_id: int | None
    to_organisation: str
    receiver_id: int | None
    receiver: str
    receiver_seat_id: int | None
    negotiation: Any
    place_id: int | None
    place: str
    move_on: date | None
    moved_why: str
    template_version: int
    temporary: bool
    home_id: int | None
    home_payer: str
    home_until: date | None
    return_on: date | None
    ready_on: date | None
    deviation_id: int | None
    talk_deviation_id: int | None
    excepted: list[str]
    transferred_on: date | None
    knows_enough_on: date | None
    ended_on: date | None
    ended_why: str
    lock: int


_FIELDS = (
    "id", "person_id", "person__name", "compartment_id", "compartment__dossier_id", "kind", "state", "started_on", "attempt", "attempt_on",
    "from_organisation_id", "from_organisation__name", "giver_id", "giver__name", "giver_role", "to_organisation_id", "to_organisation__name",
    "receiver_id", "receiver__name", "receiver_seat_id", "negotiation", "place_id", "place__name", "move_on", "moved_why", "template_version", "temporary", "home_id",
    "home_payer", "home_until", "return_on", "ready_on", "deviation_id", "talk_deviation_id", "excepted", "transferred_on", "knows_enough_on", "ended_on",
    "ended_why", "lock",
)  # fmt: skip
_MAYBE = frozenset(_FIELDS.index(n) for n in ("to_organisation__name", "receiver__name", "place__name"))


def _row(values: Any) -> HandoverRow:
    given: list[Any] = [(v or "") if n in _MAYBE else v for n, v in enumerate(values)]
    return HandoverRow(*given)


def handovers(
    actor: Actor, *, purpose: Purpose, today: date, person_ids: Collection[int] | None = None
) -> list[tuple[HandoverRow, Standing]]:
    """Every handover that this actor may see, or those of these people, with where it stands; the nearest move first."""
    rows = WarmHandover.objects.visible_to(actor, purpose=purpose)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found = [_row(v) for v in rows.order_by("move_on", "id").values_list(*_FIELDS)]
    stands = standing_for_rule(reason=_REASON, today=today, ids=[r.id for r in found]) if found else {}
    return [(r, stands[r.id]) for r in found]


def handover(actor: Actor, handover_id: int, *, purpose: Purpose, today: date) -> tuple[HandoverRow, Standing] | None:
    """One handover with where it stands; None when there is none to see."""
    values = (
        WarmHandover.objects.visible_to(actor, purpose=purpose).filter(pk=handover_id).values_list(*_FIELDS).first()
    )
    if values is None:
        return None
    return _row(values), standing_for_rule(reason=_REASON, today=today, ids=[handover_id])[handover_id]


@dataclass(frozen=True)
class Running:
    """A handover that runs, in one line."""

    id: int
    kind: str
    state: str
    move_on: date | None
    to: str


def running_handovers(actor: Actor, person_id: int, *, purpose: Purpose) -> list[Running]:
    """The handovers of this person that are not over, the nearest move first; one query."""
    rows = WarmHandover.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, state__in=RUNNING)
    found = rows.order_by("move_on", "id").values_list("id", "kind", "state", "move_on", "to_organisation__name")
    return [Running(pk, kind, state, move_on, to or "") for pk, kind, state, move_on, to in found]


def read_by_receiver(row: HandoverRow, today: date) -> Category | None:
    """What the receiver reads before the move, by the consent that stands; None once they take part for another reason."""
    if row.receiver_seat_id is not None:
        return opened_by(row.receiver_seat_id)
    part = {p.user_id for p in taking_part(row.dossier_id, today)}
    return None if row.receiver_id in part else Category(0)


@dataclass(frozen=True)
class EvidenceRow:
    """Something that was written down in a handover."""

    id: int
    attempt: int
    kind: str
    item: str
    on: date
    minutes: int
    in_person: bool
    client_present: bool
    why_absent: str
    with_whom: str
    words: str
    waived: bool
    organisation_id: int | None
    organisation: str
    until: date | None
    talk_ref: int | None
    noted_by: str


_EVIDENCE = (
    "id", "attempt", "kind", "item", "on", "minutes", "in_person", "client_present", "why_absent", "with_whom", "words", "waived",
    "organisation_id", "organisation__name", "until", "talk_ref", "noted_by__name",
)  # fmt: skip


def evidence_of(actor: Actor, handover_id: int, *, purpose: Purpose) -> list[EvidenceRow]:
    """Everything that was written down in a handover, in the order of time."""
    rows = HandoverEvidence.objects.visible_to(actor, purpose=purpose).filter(handover_id=handover_id)
    return [
        EvidenceRow(*[*v[:13], v[13] or "", *v[14:16], v[16] or ""])
        for v in rows.order_by("on", "pk").values_list(*_EVIDENCE)
    ]


def answerable(row: HandoverRow, evidence: Collection[EvidenceRow], on: date) -> Answerable:
    """Which organisation answers for somebody on a day, and which stands beside it."""
    received = [
        With(e.organisation_id, date.fromisoformat(e.item), e.on)
        for e in evidence
        if e.kind == Evidence.RETURNED and e.organisation_id is not None
    ]
    if row.transferred_on is not None and row.to_organisation_id is not None:
        now = With(row.to_organisation_id, row.transferred_on)
        if not any(w.organisation_id == now.organisation_id and w.since == now.since for w in received):
            received.append(now)
    return responsible(
        from_id=row.from_organisation_id,
        to_id=row.to_organisation_id,
        received=received,
        ended_on=row.ended_on,
        on=on,
    )


@dataclass(frozen=True)
class QuestionRow:
    """A question after the move."""

    id: int
    asked_by: str
    asked_of_id: int
    asked_of: str
    asked_on: date
    question: str
    answer_by: date
    answer: str
    answered_on: date | None
    answered_by: str


def questions_of(actor: Actor, handover_id: int, *, purpose: Purpose) -> list[QuestionRow]:
    """The questions of both teams after the move, the oldest first."""
    rows = HandoverQuestion.objects.visible_to(actor, purpose=purpose).filter(handover_id=handover_id)
    fields = (
        "id", "asked_by__name", "asked_of_id", "asked_of__name", "asked_on", "question", "answer_by", "answer", "answered_on",
        "answered_by__name",
    )  # fmt: skip
    return [QuestionRow(*[*v[:9], v[9] or ""]) for v in rows.order_by("asked_on", "pk").values_list(*fields)]


@dataclass(frozen=True)
class RequestRow:
    """The question to one possible receiver, as it went out: nobody can be recognised in it."""

    id: int
    asked_of_id: int
    asked_of: str
    asked_by: str
    asking: str
    asked_at: datetime
    answer_by: date
    setting: str
    security_level: int | None
    needs: list[str]
    wanted_from: date | None
    words: str
    state: str
    seen_on: date | None
    hold_until: date | None
    answered_at: datetime | None
    answered_by: str
    reason: str
    exception_reason: str
    would_be_possible: str


_REQUEST = (
    "id", "asked_of_id", "asked_of__name", "asked_by__name", "asking__name", "asked_at", "answer_by", "setting", "security_level", "needs",
    "wanted_from", "words", "state", "seen_on", "hold_until", "answered_at", "answered_by__name", "reason", "exception_reason",
    "would_be_possible",
)  # fmt: skip


def _request(v: Any) -> RequestRow:
    return RequestRow(*[*v[:16], v[16] or "", *v[17:]])


def requests_of(row: HandoverRow) -> list[RequestRow]:
    """To whom the question of this handover went and what they said; the handover was read through the door."""
    found = HandoverRequest.objects.filter(negotiation=row.negotiation).order_by("pk")
    return [_request(v) for v in found.values_list(*_REQUEST)]


def requests_to(actor: Actor, *, open_only: bool = False) -> list[RequestRow]:
    """What was asked of the organisations of this actor, the newest first."""
    found = HandoverRequest.objects.filter(asked_of_id__in=list(actor.organisation_ids))
    if open_only:
        found = found.filter(state__in=[RequestState.ASKED, RequestState.HELD])
    return [_request(v) for v in found.order_by("-asked_at", "-pk").values_list(*_REQUEST)]


def request_to(actor: Actor, request_id: int) -> RequestRow | None:
    """One question to an organisation of this actor; None when it was asked of others."""
    return next((r for r in requests_to(actor) if r.id == request_id), None)


def handover_of_request(actor: Actor, request_id: int, *, purpose: Purpose) -> int | None:
    """The handover that a question belongs to, for who may read it: after accepting."""
    row = HandoverRequest.objects.filter(pk=request_id).values_list("negotiation", flat=True).first()
    rows = WarmHandover.objects.visible_to(actor, purpose=purpose).filter(negotiation=row)
    return rows.values_list("pk", flat=True).first() if row is not None else None


@dataclass(frozen=True)
class TemplateRow:
    """One version of the numbers of handovers."""

    version: int
    valid_from: date | None
    numbers: Numbers
    why: str
    written_by: str


def templates() -> list[TemplateRow]:
    """Every version, the newest first, those of the handbook last."""
    rows = HandoverTemplate.objects.order_by("-version").select_related("written_by")
    found = [
        TemplateRow(t.version, t.valid_from, Numbers(**t.numbers), t.why, t.written_by.name if t.written_by else "")
        for t in rows
    ]
    return [*found, TemplateRow(0, None, DEFAULTS, "", "")]


def template_on(today: date) -> TemplateRow:
    """The newest version that holds on this day."""
    return next(t for t in templates() if t.valid_from is None or t.valid_from <= today)


def exceptions_for_rule(*, reason: str) -> Mapping[str, int]:
    """How often somebody was called ready with an exception, and how often without; received after one talk only; and how often a
    planned step to another organisation went without a handover. For a count.
    """
    rows = WarmHandover.objects.for_rule(reason)
    ready = rows.filter(ready_on__isnull=False)
    many = ready.filter(deviation__isnull=False).count()
    steps = Step.objects.for_rule(reason).exclude(state=StepState.WITHDRAWN)
    return {
        "EXCEPTED": many,
        "WHOLE": ready.count() - many,
        "TALKED_ONCE": rows.filter(talk_deviation__isnull=False).count(),
        "STEP_ALONE": steps.exclude(no_handover_why="").count(),
    }
