"""The signalling plan, where somebody is now, and the crisis card, for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Subquery

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.plan.adapters.crisis import CardContent
from samenhang.plan.enums import SignalState
from samenhang.plan.models import CallStep, CrisisCard, SignalLine, SignalObservation, SignalPlan


@dataclass(frozen=True)
class LineRow:
    """A line of a phase."""

    id: int
    phase: str
    kind: str
    text: str
    who: str
    within_minutes: int | None


@dataclass(frozen=True)
class CallRow:
    """Somebody to call."""

    id: int
    name: str
    phone: str
    hours: str
    knows_client: bool


@dataclass(frozen=True)
class SignalPage:
    """A signalling plan with its lines and whom to call."""

    id: int
    number: int
    state: str
    question: str
    made_with: str
    places: str
    made_on: date
    review_on: date
    signed_on: date | None
    asked: list[int]
    lock: int
    lines: tuple[LineRow, ...]
    calls: tuple[CallRow, ...]


@dataclass(frozen=True)
class ObservationRow:
    """Somebody saw a phase."""

    id: int
    phase: str
    seen_at: datetime
    seen_by: str
    signs: str
    react_by: datetime | None
    reacted_at: datetime | None
    reaction: str


@dataclass(frozen=True)
class CardRow:
    """A crisis card with whose it is."""

    person_id: int
    name: str
    number: int
    content: CardContent
    made_on: date
    review_on: date


_HEAD = (
    "id",
    "number",
    "state",
    "question",
    "made_with",
    "places",
    "made_on",
    "review_on",
    "signed_on",
    "asked",
    "lock",
)


def signal_page(
    actor: Actor, person_id: int, *, purpose: Purpose, draft: bool = False, number: int | None = None
) -> SignalPage | None:
    """The signalling plan in force, the one in the making, or one by its number; None when there is none to see."""
    rows = SignalPlan.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    if number is not None:
        rows = rows.filter(number=number)
    else:
        rows = rows.filter(state=SignalState.DRAFT if draft else SignalState.SIGNED)
    head = rows.values_list(*_HEAD).first()
    if head is None:
        return None
    lines = SignalLine.objects.visible_to(actor, purpose=purpose).filter(signal_plan_id=head[0]).order_by("pk")
    calls = CallStep.objects.visible_to(actor, purpose=purpose).filter(signal_plan_id=head[0]).order_by("place", "pk")
    parts = (
        tuple(LineRow(*v) for v in lines.values_list("id", "phase", "kind", "text", "who", "within_minutes")),
        tuple(CallRow(*v) for v in calls.values_list("id", "name", "phone", "hours", "knows_client")),
    )
    return SignalPage(*[*head, *parts])


def numbers(actor: Actor, person_id: int, *, purpose: Purpose) -> list[tuple[int, str, date | None]]:
    """Every signalling plan of a person: number, state, signed on."""
    rows = SignalPlan.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return list(rows.order_by("-number").values_list("number", "state", "signed_on"))


_SEEN = ("id", "phase", "seen_at", "seen_by", "signs", "react_by", "reacted_at", "reaction")


def phase_now(actor: Actor, person_id: int, *, purpose: Purpose, size: int = 10) -> list[ObservationRow]:
    """The last phases that somebody saw, the newest first; the first is where the person is now."""
    rows = SignalObservation.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [ObservationRow(*v) for v in rows.order_by("-seen_at", "-pk").values_list(*_SEEN)[:size]]


_CARD = ("person_id", "person__name", "number", "content", "made_on", "review_on")


def crisis_card(actor: Actor, person_id: int, *, purpose: Purpose) -> CardRow | None:
    """The crisis card that holds now; None when there is none that the actor may see."""
    rows = CrisisCard.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, replaced_on__isnull=True)
    found = rows.values_list(*_CARD).first()
    return CardRow(*found) if found else None


def crisis_cards(
    actor: Actor, *, purpose: Purpose, query: str = "", start: int = 0, size: int = 50
) -> tuple[list[tuple[int, str, date]], int]:
    """Whose crisis card and name the actor may read: person, name, made on; by name, and how many there are."""
    rows = CrisisCard.objects.visible_to(actor, purpose=purpose).filter(
        replaced_on__isnull=True, compartment_id__in=granted(actor, Category.ID_CONTACT)
    )
    for word in query.split()[:6]:
        rows = rows.filter(person__name__icontains=word)
    found = rows.order_by("person__name", "person_id").values_list("person_id", "person__name", "made_on")
    return list(found[start : start + size]), rows.count()


def signals_signed_on(person: Any) -> Subquery:
    """Within a question of another package: the day on which the signalling plan in force was signed."""
    rows = SignalPlan.objects.for_rule("a clock of another package asks when the signalling plan was renewed")
    rows = rows.filter(person_id=person, state=SignalState.SIGNED)
    return Subquery(rows.order_by("-signed_on").values("signed_on")[:1])
