"""Reading people: only those whom the actor may see."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet, Value

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenIds, Kept
from samenhang.base.names import fold
from samenhang.people.models import Person


@dataclass(frozen=True)
class PersonRow:
    """A person as a list shows them."""

    id: int
    dossier_id: int
    compartment_id: int
    number: str
    name: str
    birth_date: date | None
    municipality_id: int
    municipality: str
    tie: str
    tie_id: int | None
    version: int

    def age(self, today: date) -> int | None:
        """Whole years on this day, None when the birth date is unknown."""
        if self.birth_date is None:
            return None
        before = (today.month, today.day) < (self.birth_date.month, self.birth_date.day)
        return today.year - self.birth_date.year - before


PERSON_FIELDS = (
    "id",
    "dossier_id",
    "compartment_id",
    "number",
    "name",
    "birth_date",
    "municipality_id",
    "municipality__name",
    "tie__name",
    "tie_id",
    "version",
)


def person_row(values: Any) -> PersonRow:
    """A row from values in the order of PERSON_FIELDS."""
    return PersonRow(*[*values[:8], values[8] or "", *values[9:]])


MANY = 2_000  # from so many visible people on, walking the list by name is faster than gathering it first


def people(
    actor: Actor,
    *,
    purpose: Purpose,
    query: str = "",
    municipality_id: int | None = None,
    start: int = 0,
    size: int = 50,
) -> tuple[list[PersonRow], int]:
    """The people whom the actor may see, by name, and how many there are; ``query`` is part of a name, number or birth date."""

    def wanted(*, many: bool) -> Any:
        found = Person.objects.visible_to(actor, purpose=purpose, many=many)
        if query:
            found = found.filter(matches(query))
        return found.filter(municipality_id=municipality_id) if municipality_id else found

    total = wanted(many=False).count()
    rows = wanted(many=total >= MANY and not query)
    return [person_row(v) for v in rows.order_by("name", "id").values_list(*PERSON_FIELDS)[start : start + size]], total


def matches(query: str) -> Q:
    """A filter for part of a name or number, or a birth date in a usual notation."""
    wanted = Q()
    for word in query.split()[:6]:
        part = Q(name__icontains=word) | Q(number__icontains=word)
        if plain := fold(word):
            part |= Q(name_key__contains=plain)
        if (day := parse_day(word)) is not None:
            part |= Q(birth_date=day)
        elif re.fullmatch(r"(19|20)\d\d", word):
            part |= Q(birth_date__year=int(word))
        wanted &= part
    return wanted


def parse_day(text: str) -> date | None:
    """Read a day as people write it: 3-7-1988, 03/07/1988 or 1988-07-03; None when it is none."""
    for pattern in ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day without a time zone
        except ValueError:
            continue
    return None


def person(actor: Actor, person_id: int, *, purpose: Purpose) -> PersonRow | None:
    """One person, or None when there is none whom the actor may see: the two cannot be told apart."""
    values = Person.objects.visible_to(actor, purpose=purpose).filter(pk=person_id).values_list(*PERSON_FIELDS).first()
    return person_row(values) if values else None


def people_by_id(actor: Actor, ids: Collection[int], *, purpose: Purpose) -> dict[int, PersonRow]:
    """Those of these people whom the actor may see."""
    rows = Person.objects.visible_to(actor, purpose=purpose).filter(pk__in=list(ids)).values_list(*PERSON_FIELDS)
    return {v[0]: person_row(v) for v in rows}


@dataclass(frozen=True)
class PersonKey:
    """What rules and engines need of a person; never shown."""

    id: int
    dossier_id: int
    compartment_id: int
    number: str
    birth_date: date | None
    municipality_id: int
    tie_id: int | None


def keys(
    *,
    reason: str,
    ids: Collection[int] | None = None,
    numbers: Sequence[str] | None = None,
    dossiers: Collection[int] | None = None,
) -> list[PersonKey]:
    """Everybody, or those with these ids, numbers or dossiers, for a rule, an engine or an import that says why."""
    rows = Person.objects.for_rule(reason)
    if dossiers is not None:
        rows = rows.filter(dossier_id__in=list(dossiers))
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    if numbers is not None:
        rows = rows.filter(number__in=list(numbers))
    return [
        PersonKey(*v)
        for v in rows.order_by("id").values_list(
            "id", "dossier_id", "compartment_id", "number", "birth_date", "municipality_id", "tie_id"
        )
    ]


@Kept
def _people_of(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Person.objects.visible_to(reader, purpose=purpose).filter(dossier_id__in=GivenIds("dossiers"))
    return rows.order_by("name", "id").values_list(*PERSON_FIELDS)


def people_of(actor: Actor, dossier_ids: Collection[int], *, purpose: Purpose) -> list[PersonRow]:
    """The people of these dossiers that the actor may see, by name."""
    return [person_row(v) for v in _people_of.rows(actor.reader, purpose, dossiers=dossier_ids)]


def found_exactly(*, name: str, birth_date: date | None, reason: str, number: str = "") -> PersonKey | None:
    """The one person with exactly this name and birth date (or this number); None when there is none or more than one."""
    rows = Person.objects.for_rule(reason)
    rows = (
        rows.filter(number__iexact=number) if number else rows.filter(name__iexact=name.strip(), birth_date=birth_date)
    )
    fields = ("id", "dossier_id", "compartment_id", "number", "birth_date", "municipality_id", "tie_id")
    found = list(rows.values_list(*fields)[:2])
    return PersonKey(*found[0]) if len(found) == 1 else None


@Kept
def _opened(reader: Actor, write: bool) -> QuerySet:
    questions = [
        granted(reader, category, write=write)
        .filter(compartment_id__in=GivenIds("compartments"))
        .values_list(Value(int(category), output_field=BigIntegerField()))
        for category in Category
    ]
    return questions[0].union(*questions[1:])


def opened(actor: Actor, compartment_id: int, *, write: bool = False) -> Category:
    """The categories of which the actor may read (or write) facts here, in one question."""
    bits = Category(0)
    for (bit,) in _opened.rows(actor.reader, write, compartments=[compartment_id]):
        bits |= Category(bit)
    return bits


@dataclass(frozen=True)
class KeptRow:
    """A fact with its course: what it says, who wrote it when, and when, by whom and why it ended."""

    id: int
    line: int
    version: int
    values: dict[str, Any]
    written_at: datetime
    written_by: str
    ended_at: datetime | None
    ended_by: str
    ended_why: str


def kept_facts(actor: Actor, model: Any, person_id: int, *, purpose: Purpose, names: Sequence[str]) -> list[KeptRow]:
    """Every fact of this table about one person that the actor may see, what ended included, the newest first; one query.

    ``names`` are the fields that its form shows.
    """
    rows = model.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id).order_by("-id")
    course = ("id", "line", "version", "written_at", "written_by__name", "ended_at", "ended_by__name", "ended_why")
    return [
        KeptRow(
            v[0], v[1] or v[0], v[2], dict(zip(names, v[8:], strict=True)), v[3], v[4] or "", v[5], v[6] or "", v[7]
        )
        for v in rows.values_list(*course, *names)
    ]
