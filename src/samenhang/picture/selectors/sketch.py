"""What others read of the picture: the sketch of a person, functional facts, incidents."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from samenhang.access.enums import Purpose
from samenhang.access.models import ProtectedModel
from samenhang.base.actor import Actor
from samenhang.base.kept import Kept
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
class Sketch:
    """Own words, strengths and problem areas, as far as the actor may see them. No problem area leads."""

    words: Words | None
    strengths: tuple[str, ...]
    problems: tuple[tuple[str, date | None, str], ...]


def sketch(actor: Actor, person_id: int, *, purpose: Purpose) -> Sketch:
    """The sketch of one person, in one query."""

    def part(model: type[ProtectedModel], kind: str, text: str, day: str | None, by: str | None) -> QuerySet:
        return (
            model.objects.visible_to(actor, purpose=purpose)
            .filter(person_id=person_id, ended_at__isnull=True)
            .order_by()
            .annotate(
                kind=Value(kind),
                words=Cast(text, TextField()),
                day=F(day) if day else Value(None, output_field=DateField(null=True)),
                by=Cast(by, TextField()) if by else Value("", output_field=TextField()),
            )
            .values_list("kind", "words", "day", "by", "id")
        )

    rows = part(OwnWords, "WORDS", "text", "said_on", "listened_by").union(
        part(Strength, "STRENGTH", "text", None, None), part(Problem, "PROBLEM", "area", "noted_on", "source"), all=True
    )
    found = sorted(rows, key=lambda r: r[4])
    said = sorted((r for r in found if r[0] == "WORDS"), key=lambda r: (r[2], r[4]))
    return Sketch(
        words=Words(said[-1][1], said[-1][2], said[-1][3]) if said else None,
        strengths=tuple(r[1] for r in found if r[0] == "STRENGTH"),
        problems=tuple(sorted((r[1], r[2], r[3]) for r in found if r[0] == "PROBLEM")),
    )


def facts(actor: Actor, person_id: int, *, purpose: Purpose) -> dict[str, Fact]:
    """The newest functional fact of each code of one person."""
    rows = FunctionalFact.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, ended_at__isnull=True)
    newest: dict[str, Fact] = {}
    for v in rows.order_by("code", "-noted_on", "-id").values_list("code", "value", "noted_on", "source"):
        newest.setdefault(v[0], Fact(*v))
    return newest


def incidents(actor: Actor, person_id: int, *, purpose: Purpose) -> list[IncidentRow]:
    """The incidents of one person, in the order of time."""
    rows = Incident.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, ended_at__isnull=True)
    return [
        IncidentRow(*v) for v in rows.order_by("on", "id").values_list("on", "kind", "severity", "context", "helped")
    ]


@Kept
def _newest(reason: str, code: str) -> QuerySet:
    rows = FunctionalFact.objects.for_rule(reason).filter(ended_at__isnull=True, code=code)
    return rows.order_by("noted_on", "id").values_list("person_id", "value")


def newest_for_rule(code: str, *, reason: str) -> dict[int, Any]:
    """What the newest fact with this code says of each person, for counting; never shown one by one."""
    return dict(_newest.rows(reason, code))


def facts_for_rule(*, reason: str, person_ids: Collection[int] | None = None) -> dict[int, dict[str, Fact]]:
    """The newest fact of each code per person, for matching; shown only behind a grant."""
    rows = FunctionalFact.objects.for_rule(reason).filter(ended_at__isnull=True)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found: dict[int, dict[str, Fact]] = {}
    ordered = rows.order_by("person_id", "code", "-noted_on", "-id")
    for person_id, code, value, noted_on, source in ordered.values_list(
        "person_id", "code", "value", "noted_on", "source"
    ):
        found.setdefault(person_id, {}).setdefault(code, Fact(code, value, noted_on, source))
    return found


def latest_words(actor: Actor, person_id: int, *, purpose: Purpose) -> Words | None:
    """What the person wants in their own words, as they said it last; None when nobody has asked yet."""
    rows = OwnWords.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, ended_at__isnull=True)
    newest = rows.order_by("-said_on", "-id").values_list("text", "said_on", "listened_by").first()
    return Words(*newest) if newest else None
