"""Which bottlenecks somebody meets, what was answered, and what that brought: behind the door."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenIds, Kept
from samenhang.people.selectors import PersonRow, people_by_id
from samenhang.steering.enums import QuestionState, SteeringAlert
from samenhang.steering.models import BottleneckCase, Heard, Question, RoomUse
from samenhang.steering.selectors.agenda import BottleneckRow, QuestionRow, bottleneck, questions_of


@dataclass(frozen=True)
class HeardRow:
    """What an answer brought for this person."""

    question_id: int
    effect: str
    words: str
    on: date
    by: str


@dataclass(frozen=True)
class CaseRow:
    """A bottleneck in this person's case, with its questions and what was heard of the answers."""

    id: int
    source: str
    added_on: date
    added_by: str
    ended_on: date | None
    ended_why: str
    bottleneck: BottleneckRow
    questions: tuple[QuestionRow, ...]
    heard: tuple[HeardRow, ...]

    @property
    def to_hear(self) -> QuestionRow | None:
        """The newest answer, when it was not heard yet in this case."""
        answered = [q for q in self.questions if q.state == QuestionState.ANSWERED]
        known = {h.question_id for h in self.heard}
        return answered[-1] if answered and answered[-1].id not in known else None


@dataclass(frozen=True)
class UseRow:
    """Room that is, or was, used for this person."""

    id: int
    room_id: int
    title: str
    agreed: str
    end: date
    start: date
    words: str
    by: str
    ended_on: date | None


@dataclass(frozen=True)
class CasePage:
    """Everything of steering in one case."""

    cases: list[CaseRow]
    uses: list[UseRow]


def case_page(actor: Actor, person_id: int, *, purpose: Purpose) -> CasePage:
    """The bottlenecks that this person meets or met, and the room that is used, as far as the actor may see."""
    met = BottleneckCase.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    rows: list[tuple[Any, ...]] = list(
        met.order_by("ended_on", "-added_on", "-id").values_list(
            "id", "source", "added_on", "added_by__name", "ended_on", "ended_why", "bottleneck_id"
        )
    )
    heard: dict[int, HeardRow] = {}
    for v in (
        Heard.objects.visible_to(actor, purpose=purpose)
        .filter(person_id=person_id)
        .values_list("question_id", "effect", "words", "on", "by__name")
    ):
        heard[v[0]] = HeardRow(*v)
    cases = []
    for *values, bottleneck_id in rows:
        about = bottleneck(bottleneck_id)
        if about is None:
            continue
        questions = tuple(questions_of(bottleneck_id, reader_id=actor.user_id))
        known = tuple(heard[q.id] for q in questions if q.id in heard)
        cases.append(CaseRow(*[*values, about, questions, known]))
    uses = RoomUse.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    return CasePage(
        cases,
        [
            UseRow(*v)
            for v in uses.order_by("ended_on", "-start", "-id").values_list(
                "id", "room_id", "room__title", "room__agreed", "room__end", "start", "words", "by__name", "ended_on"
            )
        ],
    )


@dataclass(frozen=True)
class PersonMet:
    """Somebody who meets a bottleneck, for who may know them."""

    person: PersonRow
    since: date
    effect: str


def people_of_bottleneck(actor: Actor, bottleneck_id: int, *, purpose: Purpose) -> list[PersonMet]:
    """Who meets this bottleneck now, as far as the actor may see them; everybody else is in the number only."""
    met = BottleneckCase.objects.visible_to(actor, purpose=purpose)
    since = dict(met.filter(bottleneck_id=bottleneck_id, ended_on__isnull=True).values_list("person_id", "added_on"))
    if not since:
        return []
    effects = dict(
        Heard.objects.visible_to(actor, purpose=purpose)
        .filter(question__bottleneck_id=bottleneck_id)
        .order_by("on", "id")
        .values_list("person_id", "effect")
    )
    rows = people_by_id(actor, since, purpose=purpose).values()
    return [PersonMet(p, since[p.id], effects.get(p.id, "")) for p in sorted(rows, key=lambda p: p.name)]


def seen_of(actor: Actor, bottleneck_ids: Collection[int], *, purpose: Purpose) -> dict[int, int]:
    """How many of the people who meet each bottleneck now the actor may see: only who sees all of them reads a small number."""
    met = BottleneckCase.objects.visible_to(actor, purpose=purpose).filter(
        bottleneck_id__in=list(bottleneck_ids), ended_on__isnull=True
    )
    counts: dict[int, int] = {}
    for bottleneck_id, _person in set(met.values_list("bottleneck_id", "person_id")):
        counts[bottleneck_id] = counts.get(bottleneck_id, 0) + 1
    return counts


@Kept
def _to_hear(reader: Actor, purpose: Purpose) -> QuerySet:
    answered = Question.objects.filter(bottleneck_id=OuterRef("bottleneck_id"), state=QuestionState.ANSWERED).order_by(
        "-id"
    )
    heard = Heard.objects.visible_to(reader, purpose=purpose).filter(
        person_id=OuterRef("person_id"), question_id=OuterRef("newest")
    )
    return (
        BottleneckCase.objects.visible_to(reader, purpose=purpose)
        .filter(person_id__in=GivenIds("people"), ended_on__isnull=True)
        .annotate(newest=Subquery(answered.values("id")[:1]), answered_on=Subquery(answered.values("closed_on")[:1]))
        .filter(newest__isnull=False)
        .exclude(Exists(heard))
        .order_by("person_id", "id")
        .values_list("person_id", "answered_on", "bottleneck__title")
    )


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """Whose case got an answer that nobody has heard there yet; one question for everybody."""
    return [
        Attention(
            SteeringAlert.ANSWER_TO_HEAR, person_id, on=on, detail=title, path=f"/bottlenecks/people/{person_id}/"
        )
        for person_id, on, title in _to_hear.rows(actor.reader, purpose, people=person_ids)
    ]
