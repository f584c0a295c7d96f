"""Reading moral deliberations about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.conferences.models import MoralDeliberation


@dataclass(frozen=True)
class DeliberationRow:
    """A moral deliberation."""

    id: int
    compartment_id: int
    conference_id: int | None
    about: str
    dilemma: str
    held_on: date
    attendees: str
    led_by: str
    grounds: str
    evaluate_on: date
    evaluated_on: date | None
    evaluation: str
    version: int


_FIELDS = (
    "id", "compartment_id", "conference_id", "about", "dilemma", "held_on", "attendees", "led_by", "grounds", "evaluate_on",
    "evaluated_on", "evaluation", "version",
)  # fmt: skip


def deliberations_of(actor: Actor, person_id: int, *, purpose: Purpose) -> list[DeliberationRow]:
    """The moral deliberations about a person that the actor may see, the latest first."""
    rows = MoralDeliberation.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return [DeliberationRow(*v) for v in rows.order_by("-held_on", "-id").values_list(*_FIELDS)]


def deliberation(actor: Actor, person_id: int, deliberation_id: int, *, purpose: Purpose) -> DeliberationRow | None:
    """One moral deliberation about this person; None when there is none that the actor may see."""
    rows = MoralDeliberation.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, pk=deliberation_id)
    values = rows.values_list(*_FIELDS).first()
    return DeliberationRow(*values) if values else None
