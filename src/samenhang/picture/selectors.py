"""Reading the shared picture."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.picture.models import FunctionalFact, Incident, OwnWords, Problem, Strength


@dataclass(frozen=True)
class Words:
    """What the person wants, in their own words."""

    text: str
    said_on: date
    listened_by: str


@dataclass(frozen=True)
class Fact:
    """A functional fact with its date and who says so."""

    code: str
    value: Any
    noted_on: date
    source: str


@dataclass(frozen=True)
class IncidentRow:
    """An incident as the lifeline and the page show it."""

    on: date
    kind: str
    severity: int
    context: str
    helped: str


@dataclass(frozen=True)
class Picture:
    """What is known of one person here, as far as the actor may see it."""

    words: Words | None
    strengths: tuple[str, ...]
    problems: tuple[tuple[str, str, date], ...]
    facts: tuple[Fact, ...]
    incidents: tuple[IncidentRow, ...]


def picture(actor: Actor, person_id: int, *, purpose: Purpose) -> Picture:
    """The picture of one person; each part only with a grant for its category."""
    words = OwnWords.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id).first()
    strengths = Strength.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    problems = Problem.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    facts = FunctionalFact.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    incidents = Incident.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    newest: dict[str, Fact] = {}
    for code, value, noted_on, source in facts.values_list("code", "value", "noted_on", "source"):
        newest.setdefault(code, Fact(code, value, noted_on, source))
    return Picture(
        words=Words(words.text, words.said_on, words.listened_by) if words else None,
        strengths=tuple(strengths.order_by("id").values_list("text", flat=True)),
        problems=tuple(problems.order_by("area").values_list("area", "source", "noted_on")),
        facts=tuple(newest.values()),
        incidents=tuple(
            IncidentRow(*v)
            for v in incidents.order_by("on", "id").values_list("on", "kind", "severity", "context", "helped")
        ),
    )


def facts_for_rule(*, reason: str, person_ids: Collection[int] | None = None) -> dict[int, dict[str, Fact]]:
    """The newest fact of each code per person, for matching; shown only behind a grant."""
    rows = FunctionalFact.objects.for_rule(reason)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found: dict[int, dict[str, Fact]] = {}
    ordered = rows.order_by("person_id", "code", "-noted_on", "-id")
    for person_id, code, value, noted_on, source in ordered.values_list(
        "person_id", "code", "value", "noted_on", "source"
    ):
        found.setdefault(person_id, {}).setdefault(code, Fact(code, value, noted_on, source))
    return found
