"""Reading titles and indications."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenIds, Kept
from samenhang.legal.catalogue import KINDS
from samenhang.legal.enums import TitleCode, TitleStatus
from samenhang.legal.models import Indication, LegalTitle
from samenhang.legal.rules import (
    Due,
    TitleFacts,
    due_on,
    ends_without_successor,
    reindication_due,
    state_on,
    upcoming,
)


@dataclass(frozen=True)
class TitleRow:
    """A title as a page shows it, with what its clock says today."""

    id: int
    person_id: int
    facts: TitleFacts
    payer: str
    decided_by: str
    state: TitleStatus

    @property
    def domain(self) -> str:
        """Criminal, civil or voluntary."""
        return KINDS[self.facts.code].domain


@dataclass(frozen=True)
class IndicationRow:
    """An indication as a page shows it."""

    person_id: int
    law: str
    profile: str
    start: date
    end: date | None
    ask_again_on: date | None


_FIELDS = (
    "id",
    "person_id",
    "code",
    "start",
    "end",
    "followon_filed_on",
    "decided_on",
    "status",
    "payer",
    "decided_by",
)


def _row(v: Any, today: date) -> TitleRow:
    facts = TitleFacts(TitleCode(v[2]), v[3], v[4], v[5], v[6], TitleStatus(v[7]))
    return TitleRow(v[0], v[1], facts, v[8] or KINDS[facts.code].payer, v[9], state_on(facts, today))


@Kept
def _titles(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = LegalTitle.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    return rows.order_by("start", "id").values_list(*_FIELDS)


def titles(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[TitleRow]:
    """The titles of these people that the actor may see, in the order of time."""
    return settled([_row(v, today) for v in _titles.rows(actor.reader, purpose, people=person_ids)], today)


@Kept
def _indications(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Indication.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    return rows.order_by("start", "id").values_list("person_id", "law", "profile", "start", "end")


def indications(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[IndicationRow]:
    """The indications of these people that the actor may see."""
    rows = _indications.rows(actor.reader, purpose, people=person_ids)
    return [IndicationRow(*[*v, reindication_due(v[4], today)]) for v in rows]


def titles_and_indications(
    actor: Actor, person_id: int, *, purpose: Purpose, today: date
) -> tuple[list[TitleRow], list[IndicationRow]]:
    """Both of one person in one query, each behind its own grant."""
    found = sorted(_both.rows(actor.reader, purpose, people=[person_id]), key=lambda v: (v[3], v[1]))
    return (
        settled([_row((v[1], person_id, *v[2:]), today) for v in found if v[0] == 0], today),
        [IndicationRow(person_id, v[2], v[7], v[3], v[4], reindication_due(v[4], today)) for v in found if v[0] == 1],
    )


@Kept
def _both(reader: Actor, purpose: Purpose) -> QuerySet:
    mine = GivenIds("people")
    no_day, no_text = Value(None, output_field=DateField(null=True)), Value("", output_field=TextField())
    held = LegalTitle.objects.visible_to(reader, purpose=purpose).filter(person_id__in=mine).order_by()
    entitled = Indication.objects.visible_to(reader, purpose=purpose).filter(person_id__in=mine).order_by()
    rows = held.annotate(a=Cast("code", TextField()), b=Cast("status", TextField()), c=Cast("payer", TextField()), d=Cast("decided_by", TextField()), e=F("followon_filed_on"), f=F("decided_on"), which=Value(0))  # fmt: skip
    others = entitled.annotate(a=Cast("law", TextField()), b=Cast("profile", TextField()), c=no_text, d=no_text, e=no_day, f=no_day, which=Value(1))  # fmt: skip
    fields = ("which", "id", "a", "start", "end", "e", "f", "b", "c", "d")
    return rows.values_list(*fields).union(others.values_list(*fields), all=True)


def titles_for_rule(
    *, reason: str, person_ids: Collection[int] | None = None, today: date
) -> dict[int, list[TitleRow]]:
    """Titles per person for a clock or an engine; never shown."""
    rows = LegalTitle.objects.for_rule(reason)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found: dict[int, list[TitleRow]] = {}
    for v in rows.order_by("start", "id").values_list(*_FIELDS):
        found.setdefault(v[1], []).append(_row(v, today))
    return {person_id: settled(mine, today) for person_id, mine in found.items()}


def settled(rows: list[TitleRow], today: date) -> list[TitleRow]:
    """A title that waited for a decision has ended once the title that was asked for is there."""
    of_person: dict[int, list[TitleFacts]] = {}
    for row in rows:
        of_person.setdefault(row.person_id, []).append(row.facts)

    def has_ended(row: TitleRow) -> bool:
        waits = row.state == TitleStatus.LAPSED_PENDING_DECISION
        return waits and _replaced(row.facts, of_person[row.person_id], today)

    return [replace(row, state=TitleStatus.ENDED) if has_ended(row) else row for row in rows]


def indications_for_rule(
    *, reason: str, person_ids: Collection[int] | None = None, today: date
) -> dict[int, list[IndicationRow]]:
    """Current indications per person for an engine; never shown."""
    rows = Indication.objects.for_rule(reason).on(today)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    found: dict[int, list[IndicationRow]] = {}
    for v in rows.order_by("start", "id").values_list("person_id", "law", "profile", "start", "end"):
        found.setdefault(v[0], []).append(IndicationRow(*[*v, None]))
    return found


@dataclass(frozen=True)
class Clock:
    """What the clocks of one person's titles ask for today and soon."""

    due: tuple[Due, ...]
    upcoming: tuple[Due, ...]
    ends_without_successor: tuple[TitleFacts, ...]


def clock_of(rows: Collection[TitleRow], today: date) -> Clock:
    """Read the clocks of one person's titles."""
    facts = [r.facts for r in rows]
    return Clock(
        due=tuple(d for f in facts for d in due_on(f, today) if not _replaced(f, facts, today)),
        upcoming=tuple(d for f in facts for d in upcoming(f, today) if not _replaced(f, facts, today)),
        ends_without_successor=tuple(ends_without_successor(facts, today)),
    )


def _replaced(title: TitleFacts, others: Collection[TitleFacts], today: date) -> bool:
    """Say whether a later title of the same family holds today, so that the older clock no longer matters."""
    family = title.code.rsplit("_", 1)[0] if title.code[-1].isdigit() else title.code
    return any(
        o is not title
        and o.start > title.start
        and o.start <= today
        and (o.end is None or o.end > today)
        and o.code.startswith(family)
        for o in others
    )


_NEVER_IN_FORCE = (TitleStatus.REQUESTED, TitleStatus.REFUSED, TitleStatus.WITHDRAWN)


def runs_now(person: Any, day: Any) -> Exists:
    """Within a question of another package: whether a title of this person runs on the day."""
    rows = LegalTitle.objects.for_rule("a clock of another package asks whether a title runs").filter(person_id=person)
    rows = rows.exclude(status__in=_NEVER_IN_FORCE)
    return Exists(rows.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day).order_by())


def last_end(person: Any, day: Any) -> Subquery:
    """Within a question of another package: the last day, not after this one, on which a title of this person ended."""
    rows = LegalTitle.objects.for_rule("a clock of another package asks when a title ended").filter(person_id=person)
    rows = rows.exclude(status__in=_NEVER_IN_FORCE).filter(end__lte=day)
    return Subquery(rows.order_by("-end").values("end")[:1])
