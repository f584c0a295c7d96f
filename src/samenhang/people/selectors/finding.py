"""Finding people by a name that may be misspelled, and who may be the same person twice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.names import ALIKE, alike, sound, words_of
from samenhang.people.enums import AlikeReason
from samenhang.people.labels import ALIKE_REASONS
from samenhang.people.models import Person
from samenhang.people.selectors.persons import PERSON_FIELDS, PersonRow, matches, person, person_row

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


_COMPARED = 5_000  # so many people at most are laid beside a caseload


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
