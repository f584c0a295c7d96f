"""Reading people: only those whom the actor may see."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Case, F, IntegerField, Q, Value, When
from django.urls import reverse

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.names import ALIKE, alike, fold, sound, words_of
from samenhang.people.enums import AlikeReason, Burden, NetworkAlert
from samenhang.people.labels import ALIKE_REASONS
from samenhang.people.models import CloseOne, HouseholdMember, NoNetwork, Person
from samenhang.people.rules import carer_is_overloaded


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


def people_of(actor: Actor, dossier_ids: Collection[int], *, purpose: Purpose) -> list[PersonRow]:
    """The people of these dossiers that the actor may see, by name."""
    rows = Person.objects.visible_to(actor, purpose=purpose).filter(dossier_id__in=list(dossier_ids))
    return [person_row(v) for v in rows.order_by("name", "id").values_list(*PERSON_FIELDS)]


def found_exactly(*, name: str, birth_date: date | None, reason: str, number: str = "") -> PersonKey | None:
    """The one person with exactly this name and birth date (or this number); None when there is none or more than one."""
    rows = Person.objects.for_rule(reason)
    rows = (
        rows.filter(number__iexact=number) if number else rows.filter(name__iexact=name.strip(), birth_date=birth_date)
    )
    fields = ("id", "dossier_id", "compartment_id", "number", "birth_date", "municipality_id", "tie_id")
    found = list(rows.values_list(*fields)[:2])
    return PersonKey(*found[0]) if len(found) == 1 else None


def opened(actor: Actor, compartment_id: int, *, write: bool = False) -> Category:
    """The categories of which the actor may read (or write) facts here, in one question."""
    bits = Category(0)
    questions = [
        granted(actor, category, write=write)
        .filter(compartment_id=compartment_id)
        .values_list(Value(int(category), output_field=BigIntegerField()))
        for category in Category
    ]
    for (bit,) in questions[0].union(*questions[1:]):
        bits |= Category(bit)
    return bits


@dataclass(frozen=True)
class CloseOneRow:
    """Somebody close as a page shows them."""

    id: int
    person_id: int
    name: str
    relation: str
    role: str
    represents_as: str
    contact: str
    same_home: bool
    phone: str
    consent: str
    consent_on: date | None
    burden: str
    burden_on: date | None
    note: str


_CLOSE = tuple(f.name for f in fields(CloseOneRow))


def close_ones(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[CloseOneRow]:
    """The people close to these people that the actor may see, by name."""
    rows = CloseOne.objects.visible_to(actor, purpose=purpose).filter(
        person_id__in=list(person_ids), ended_at__isnull=True
    )
    return [CloseOneRow(*v) for v in rows.order_by("name", "id").values_list(*_CLOSE)]


@dataclass(frozen=True)
class NoNetworkRow:
    """That somebody has nobody close, and who builds a network."""

    id: int
    person_id: int
    noted_on: date
    text: str
    builder_id: int | None
    builder: str
    since: date | None
    next_step: str


def without_network(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[NoNetworkRow]:
    """Those of these people of whom it was noted that they have nobody close."""
    rows = NoNetwork.objects.visible_to(actor, purpose=purpose).filter(
        person_id__in=list(person_ids), ended_at__isnull=True
    )
    wanted = ("id", "person_id", "noted_on", "text", "builder_id", "builder__name", "since", "next_step")
    return [NoNetworkRow(*[*v[:5], v[5] or "", *v[6:]]) for v in rows.order_by("id").values_list(*wanted)]


@dataclass(frozen=True)
class HouseholdRow:
    """A household as somebody may see it: those members whom they may see, and how many others there are."""

    id: int
    dossier_id: int
    members: tuple[PersonRow, ...]
    since: dict[int, date]
    others: int

    @property
    def person_ids(self) -> tuple[int, ...]:
        """Who belongs to it, as far as the actor may see them."""
        return tuple(m.id for m in self.members)


def household_of(actor: Actor, person_id: int, *, purpose: Purpose, today: date) -> HouseholdRow | None:
    """The household in which this person lives today, in two queries; None when none is known."""
    mine = HouseholdMember.objects.on(today).filter(person_id=person_id).values("household_id")
    found = HouseholdMember.objects.on(today).filter(household_id__in=mine)
    rows = list(found.values_list("household_id", "household__dossier_id", "person_id", "start"))
    if not rows:
        return None
    seen = people_by_id(actor, [r[2] for r in rows], purpose=purpose)
    members = tuple(sorted(seen.values(), key=lambda p: (p.name, p.id)))
    since = {r[2]: r[3] for r in rows if r[2] in seen}
    return HouseholdRow(rows[0][0], rows[0][1], members, since, len(rows) - len(members))


def homes_of(person_ids: Collection[int], today: date) -> dict[int, int]:
    """In which household these people live today, and everybody who lives there with them: ids only, one query."""
    theirs = HouseholdMember.objects.on(today).filter(person_id__in=list(person_ids)).values("household_id")
    return dict(
        HouseholdMember.objects.on(today).filter(household_id__in=theirs).values_list("person_id", "household_id")
    )


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """Who has nobody close, and whose carer is overloaded, among these people: two queries for all of them."""
    found = [
        Attention(
            NetworkAlert.NO_NETWORK,
            row.person_id,
            on=row.since or row.noted_on,
            hard=row.builder_id is None,
            detail=row.builder,
            path=reverse("people:network", args=[row.person_id]),
            user_id=row.builder_id,
        )
        for row in without_network(actor, person_ids, purpose=purpose)
    ]
    heavy = CloseOne.objects.visible_to(actor, purpose=purpose).filter(
        person_id__in=list(person_ids), ended_at__isnull=True, burden=Burden.OVERLOADED
    )
    for person_id, name, noted_on in heavy.order_by("id").values_list("person_id", "name", "burden_on"):
        if carer_is_overloaded(Burden.OVERLOADED, noted_on, today):
            found.append(
                Attention(
                    NetworkAlert.CARER_BURDEN,
                    person_id,
                    on=noted_on,
                    hard=True,
                    detail=name,
                    path=reverse("people:network", args=[person_id]),
                )
            )
    return found


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


# ---- finding by a name that may be misspelled, and likely duplicates ------------------------------
_CANDIDATES = 150  # so many names at most are laid beside the one that is looked for, those that share most first


@dataclass(frozen=True)
class Alike(PersonRow):
    """Somebody who may be the one that is looked for, how alike the name is, and why they stand here."""

    closeness: float = 0.0
    reasons: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The reasons in words."""
        return ", ".join(str(ALIKE_REASONS[code]) for code in self.reasons)


def _shared(name: str) -> list[Q]:
    """What a name that may be this one shares with it: how a word sounds, or its first three letters."""
    shared = []
    for word in words_of(name)[:4]:
        if len(word) > 1:
            shared += [Q(name_key__contains=f"={sound(word)}="), Q(name_key__contains=f" {word[:3]}")]
    return shared


def find(actor: Actor, query: str, *, purpose: Purpose, size: int = 20) -> tuple[list[PersonRow], int]:
    """The people whom the actor may see and who are looked for, the closest first, and how many there are.

    First those with exactly this in their name, number or birth date; when there are none, those whose name sounds like it.
    Somebody who is restricted is found as little as somebody who does not exist.
    """
    looked_for = words_of(query)
    exact = Person.objects.visible_to(actor, purpose=purpose, many=True).filter(matches(query))
    rows = [person_row(v) for v in exact.order_by("name", "id").values_list(*PERSON_FIELDS)[:_CANDIDATES]]
    if rows:
        rows.sort(key=lambda r: -alike(looked_for, words_of(r.name)))
        return rows[:size], len(rows) if len(rows) < _CANDIDATES else exact.count()
    if merged := _by_old_number(actor, query, purpose=purpose):
        return [merged], 1
    near = [a for a in _near(actor, query, Q(), purpose=purpose) if a.closeness >= ALIKE]
    return list(near[:size]), len(near)


def _by_old_number(actor: Actor, query: str, *, purpose: Purpose) -> PersonRow | None:
    """Whoever is found under a number that went up in another one, for who may see them."""
    old = Person.objects.for_rule("an old number leads to the record that stays, for who may see it")
    stays = old.filter(number__iexact=query.strip(), merged_into__isnull=False).values_list("merged_into_id", flat=True)
    return next((p for pk in stays if (p := person(actor, pk, purpose=purpose))), None)


def _near(actor: Actor, name: str, more: Q, *, purpose: Purpose, apart_from: int = 0) -> list[Alike]:
    """Everybody visible whose name may be this one, or who is meant by ``more``; the closest name first."""
    looked_for, shared = words_of(name), [q for q in (*_shared(name), more) if q]
    if not shared:
        return []
    wanted = Q(pk__in=[])
    score: Any = Value(0, output_field=IntegerField())
    for one in shared:
        wanted |= one
        score += Case(When(one, then=1), default=0, output_field=IntegerField())
    rows = Person.objects.visible_to(actor, purpose=purpose, many=True).filter(wanted).exclude(pk=apart_from)
    ordered = rows.annotate(shared=score).order_by(F("shared").desc(), "id").values_list(*PERSON_FIELDS)
    found = [
        Alike(**vars(row), closeness=alike(looked_for, words_of(row.name)))
        for row in map(person_row, ordered[:_CANDIDATES])
    ]
    return sorted(found, key=lambda a: (-a.closeness, a.name, a.id))


def likely_duplicates(
    *, name: str, birth_date: date | None, actor: Actor, apart_from: int = 0, size: int = 5
) -> list[Alike]:
    """People whom the actor may see and who may be this person, the likeliest first, each with why.

    An equal birth date alone is enough to be looked at; a birth date that differs and a name that is only alike is not.
    """
    same_day = Q(birth_date=birth_date) if birth_date else Q()
    swapped = _swapped(birth_date)
    if swapped:
        same_day |= Q(birth_date=swapped)
    near = _near(actor, name, same_day, purpose=Purpose.CARE_COORDINATION, apart_from=apart_from)
    found = [replace(a, reasons=_reasons(a, birth_date, swapped)) for a in near]
    return sorted((a for a in found if _worth_a_look(a, birth_date)), key=lambda a: -len(a.reasons))[:size]


def _swapped(birth_date: date | None) -> date | None:
    """The birth date with day and month the wrong way round, when that is another day."""
    if birth_date is None or birth_date.day > 12 or birth_date.day == birth_date.month:
        return None
    return birth_date.replace(day=birth_date.month, month=birth_date.day)


def _reasons(row: Alike, birth_date: date | None, swapped: date | None) -> tuple[str, ...]:
    found = []
    if row.closeness >= ALIKE:
        found.append(AlikeReason.SAME_NAME if row.closeness == 1 else AlikeReason.SIMILAR_NAME)
    if birth_date is not None and row.birth_date == birth_date:
        found.append(AlikeReason.SAME_BIRTH_DATE)
    elif swapped is not None and row.birth_date == swapped:
        found.append(AlikeReason.DAY_AND_MONTH_SWAPPED)
    return tuple(found)


def _worth_a_look(row: Alike, birth_date: date | None) -> bool:
    codes = set(row.reasons)
    if AlikeReason.SAME_BIRTH_DATE in codes or len(codes) > 1:
        return True
    return bool(codes & {AlikeReason.SAME_NAME, AlikeReason.SIMILAR_NAME}) and (
        row.birth_date is None or birth_date is None or AlikeReason.SAME_NAME in codes
    )


_COMPARED = 5_000  # so many people at most are laid beside a caseload


def alike_in(actor: Actor, dossier_ids: Collection[int], *, purpose: Purpose) -> list[tuple[PersonRow, Alike]]:
    """The people of these dossiers beside those whom the actor may see and who may be the same; each pair once."""
    everybody = Person.objects.visible_to(actor, purpose=purpose).order_by("id").values_list(*PERSON_FIELDS)
    rows = [person_row(v) for v in everybody[:_COMPARED]]
    by_day: dict[date, list[PersonRow]] = {}
    by_name: dict[frozenset[str], list[PersonRow]] = {}
    for row in rows:
        by_name.setdefault(frozenset(words_of(row.name)), []).append(row)
        if row.birth_date is not None:
            by_day.setdefault(row.birth_date, []).append(row)
    found: dict[frozenset[int], tuple[PersonRow, Alike]] = {}
    for one in (r for r in rows if r.dossier_id in dossier_ids):
        days = [d for d in (one.birth_date, _swapped(one.birth_date)) if d]
        near = [o for d in days for o in by_day.get(d, ())] + by_name[frozenset(words_of(one.name))]
        for other in near:
            pair = frozenset((one.id, other.id))
            if other.id != one.id and pair not in found:
                found[pair] = one, _beside(one, other)
    return sorted(
        (p for p in found.values() if len(p[1].reasons) > 1 or AlikeReason.SAME_NAME in p[1].reasons),
        key=lambda p: (-len(p[1].reasons), p[0].name),
    )


def _beside(one: PersonRow, other: PersonRow) -> Alike:
    laid = Alike(**vars(other), closeness=alike(words_of(one.name), words_of(other.name)))
    return replace(laid, reasons=_reasons(laid, one.birth_date, _swapped(one.birth_date)))
