"""The agenda of the region: bottlenecks without any person, their questions and answers, and how many people each meets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet

from samenhang.base.actor import Actor
from samenhang.directory.enums import Power
from samenhang.steering.enums import BottleneckState, QuestionState, SteeringAlert
from samenhang.steering.models import Bottleneck, BottleneckCase, Question, RegulatoryRoom
from samenhang.steering.rules import LIVE, POWER_AT, ROOM_AHEAD


@dataclass(frozen=True)
class BottleneckRow:
    """A bottleneck as a page shows it."""

    id: int
    key: str
    title: str
    words: str
    classes: list[str]
    level: str
    layer: str
    law: str
    domains: list[str]
    within: str
    within_words: str
    rule_owner: str
    rule_owner_name: str
    influence: str
    measure: str
    theme: str
    criteria: list[str]
    opened_on: date
    opened_by: str
    owner_id: int
    owner: str
    owner_organisation_id: int
    owner_organisation: str
    next_on: date
    state: str
    station: str
    closed_on: date | None
    closed_why: str
    advice: str
    version: int


_FIELDS = (
    "id", "key", "title", "words", "classes", "level", "layer", "law", "domains", "within", "within_words", "rule_owner",
    "rule_owner_name", "influence", "measure", "theme", "criteria", "opened_on", "opened_by__name", "owner_id", "owner__name",
    "owner_organisation_id", "owner_organisation__name", "next_on", "state", "station", "closed_on", "closed_why", "advice", "version",
)  # fmt: skip


def _rows(found: QuerySet, reader_id: int | None = None) -> list[BottleneckRow]:
    """The rows; where something was asked safely, who is behind it is named to nobody but themselves."""
    rows = [BottleneckRow(*v) for v in found.values_list(*_FIELDS)]
    if reader_id is None or not rows:
        return rows
    safe = set(
        Question.objects.filter(safely=True, bottleneck_id__in=[b.id for b in rows]).values_list(
            "bottleneck_id", flat=True
        )
    )
    return [
        replace(b, owner="", owner_organisation="", opened_by="") if b.id in safe and b.owner_id != reader_id else b
        for b in rows
    ]


def agenda(
    *, reader_id: int | None = None, station: str = "", classes: str = "", measure: str = "", over: bool = False
) -> list[BottleneckRow]:
    """What is on the agenda, the nearest date first; with ``over`` what was solved or set aside, the newest first."""
    rows = Bottleneck.objects.filter(state__in=[*LIVE]) if not over else Bottleneck.objects.exclude(state__in=[*LIVE])
    if station == "CASE":
        rows = rows.filter(state=BottleneckState.OPEN)
    elif station:
        rows = rows.filter(station=station).exclude(state=BottleneckState.OPEN)
    if measure:
        rows = rows.filter(measure=measure)
    found = _rows(rows.order_by("-closed_on", "-id") if over else rows.order_by("next_on", "id"), reader_id)
    return [b for b in found if not classes or classes in b.classes]


def bottleneck(bottleneck_id: int, *, reader_id: int | None = None) -> BottleneckRow | None:
    """One bottleneck, for a reader."""
    found = _rows(Bottleneck.objects.filter(pk=bottleneck_id), reader_id)
    return found[0] if found else None


def alike(keys: Collection[str]) -> dict[str, BottleneckRow]:
    """What is on the agenda already with one of these keys."""
    return {b.key: b for b in _rows(Bottleneck.objects.filter(key__in=[k for k in keys if k], state__in=[*LIVE]))}


def station_counts() -> dict[str, int]:
    """How many bottlenecks lie where, those that were not asked anywhere yet as CASE."""
    counts: dict[str, int] = {}
    for state, station in Bottleneck.objects.filter(state__in=[*LIVE]).values_list("state", "station"):
        place = "CASE" if state == BottleneckState.OPEN else station
        counts[place] = counts.get(place, 0) + 1
    return counts


def people_met(bottleneck_ids: Collection[int]) -> dict[int, int]:
    """How many people meet each of these bottlenecks now; never shown raw to who may not know them."""
    met = BottleneckCase.objects.for_rule("how many people a bottleneck meets: numbers only")
    pairs = set(
        met.filter(bottleneck_id__in=list(bottleneck_ids), ended_on__isnull=True).values_list(
            "bottleneck_id", "person_id"
        )
    )
    counts: dict[int, int] = {}
    for bottleneck_id, _person in pairs:
        counts[bottleneck_id] = counts.get(bottleneck_id, 0) + 1
    return counts


@dataclass(frozen=True)
class QuestionRow:
    """A question that was put to a table, with its answer."""

    id: int
    kind: str
    station: str
    question: str
    needed: str
    asked_on: date
    asked_by_id: int | None
    asked_by: str
    safely: bool
    care_office: bool
    answer_by: date
    state: str
    answer: str
    reasons: str
    closed_on: date | None
    closed_by: str


_QUESTION = (
    "id", "kind", "station", "question", "needed", "asked_on", "asked_by_id", "asked_by__name", "safely", "care_office", "answer_by",
    "state", "answer", "reasons", "closed_on", "closed_by__name",
)  # fmt: skip


def questions_of(bottleneck_id: int, *, reader_id: int | None = None) -> list[QuestionRow]:
    """Every attempt, the oldest first; who asked safely is named to nobody but themselves."""
    found = []
    rows = Question.objects.filter(bottleneck_id=bottleneck_id).order_by("asked_on", "id")
    for values in rows.values_list(*_QUESTION):
        v = list(values)
        hidden = v[8] and v[6] != reader_id
        v[6], v[7] = (None, "") if hidden else (v[6], v[7] or "")
        v[15] = "" if hidden and v[11] == QuestionState.WITHDRAWN else v[15] or ""
        found.append(QuestionRow(*v))
    return found


def solved_with_advice() -> list[tuple[BottleneckRow, int]]:
    """Solved bottlenecks that say something about the rule itself, with how many people met them in all: the evidence."""
    rows = _rows(Bottleneck.objects.filter(state=BottleneckState.SOLVED).exclude(advice="").order_by("-closed_on"))
    met = BottleneckCase.objects.for_rule("how many people a solved bottleneck met: numbers only")
    pairs = set(met.filter(bottleneck_id__in=[b.id for b in rows]).values_list("bottleneck_id", "person_id"))
    return [(b, sum(1 for bottleneck_id, _p in pairs if bottleneck_id == b.id)) for b in rows]


@dataclass(frozen=True)
class Due:
    """Something of steering that waits for this colleague, and is about nobody."""

    code: SteeringAlert
    id: int
    title: str
    until: date


def due_for(actor: Actor, today: date) -> list[Due]:
    """Questions for the tables of this colleague, own bottlenecks whose date has passed, room that ends or is looked at."""
    mine = [station for station, power in POWER_AT.items() if actor.can(power)]
    found: list[Due] = []
    if mine:
        waiting = Question.objects.filter(state=QuestionState.WAITING, station__in=mine).order_by("answer_by", "id")
        for pk, title, until in waiting.values_list("bottleneck_id", "bottleneck__title", "answer_by"):
            code = SteeringAlert.QUESTION_OVERDUE if until < today else SteeringAlert.QUESTION_WAITS
            found.append(Due(code, pk, title, until))
    if actor.can(Power.KEEP_BOTTLENECKS):
        late = Bottleneck.objects.filter(
            owner_id=actor.user_id, state__in=[BottleneckState.OPEN, BottleneckState.ANSWERED], next_on__lte=today
        )
        found += [
            Due(SteeringAlert.NEXT_DATE_PASSED, pk, title, until)
            for pk, title, until in late.order_by("next_on", "id").values_list("id", "title", "next_on")
        ]
    if actor.can(Power.AGREE_ROOM):
        rooms = RegulatoryRoom.objects.filter(ended_on__isnull=True, end__gt=today)
        for pk, title, look, evaluated, end in rooms.values_list("id", "title", "evaluate_on", "evaluated_on", "end"):
            if look <= today and (evaluated is None or evaluated < look):
                found.append(Due(SteeringAlert.ROOM_TO_EVALUATE, pk, title, look))
            elif end <= today + timedelta(days=ROOM_AHEAD):
                found.append(Due(SteeringAlert.ROOM_ENDS, pk, title, end))
    return sorted(found, key=lambda d: (d.until, d.code, d.id))
