"""From masks to reasons: per criterion the fact used, its date and source, the obstacle and what would lift it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np

from .answers import ENDS, standing
from .kernel import LIFTABLE, Rows
from .problem import CAPACITY, LOCATION, NO_CURRENT_PLACE, PLACE_CLOSES, STAY, Criterion, Person, Place, Remedy
from .remedies import minimal_sets
from .result import RANK_OUTCOME, CriterionVerdict, FactUsed, Option, OptionKind, Reason, RemedySet, Why
from .tables import CAPACITY_BIT, CLOSES_BIT, NEED_BIT, Tables
from .terms import Fact, Obstacle, Operator, Outcome, Point, RemedyKind, Side

EARTH_RADIUS_KM = 6371.0088
_OUTCOME_ORDER = {Outcome.DOES_NOT_FIT: 0, Outcome.UNKNOWN: 1, Outcome.FITS: 2}
_OBSTACLE_ORDER = {obstacle: i for i, obstacle in enumerate(Obstacle)}


def options_of(tables: Tables, person: int, columns: Iterable[int], rows: Rows) -> tuple[Option, ...]:
    """The options of one person for these columns, written out when asked; `rows` holds that person's row only."""
    return tuple(_option(tables, person, int(column), rows) for column in columns)


def _option(tables: Tables, number: int, column: int, rows: Rows) -> Option:
    problem = tables.problem
    person = problem.people[number]
    stay = column == len(problem.places)
    place_number = int(tables.arrays.current[number]) if stay else column
    place = problem.places[place_number] if place_number >= 0 else None
    rank = int(rows.rank[0, column])
    marks = int(rows.fail[0, column]), int(rows.unknown[0, column])
    return Option(
        person=person.id,
        place=STAY if stay else problem.places[column].id,
        kind=OptionKind.STAY if stay else OptionKind.PLACE,
        at=place.id if place else None,
        verdict=RANK_OUTCOME[rank],
        liftable=rank == LIFTABLE,
        value=int(rows.value[0, column]) / 1000,
        obstacles=int(rows.obstacles[0, column]),
        unknowns=int(rows.unknowns[0, column]),
        remedies=int(rows.remedies[0, column]) if rank == LIFTABLE else None,
        cost=int(rows.cost[0, column]) if rank == LIFTABLE else None,
        write_out=partial(_why, tables, number, place_number, stay, rank == LIFTABLE, *marks),
    )


def _why(tables: Tables, number: int, place_number: int, stay: bool, liftable: bool, fail: int, unknown: int) -> Why:
    person = tables.problem.people[number]
    place = tables.problem.places[place_number] if place_number >= 0 else None
    found = list(_verdicts(tables, number, person, place_number, place, stay, fail, unknown))
    sets: tuple[RemedySet, ...] = ()
    more = False
    if liftable:
        failing = [groups for verdict, groups in found if verdict.hard and verdict.outcome is Outcome.DOES_NOT_FIT]
        ids, more = minimal_sets(failing, tables.arrays.remedy_cost)
        sets = tuple(_remedy_set(tables, chosen) for chosen in ids)
    to_find_out: dict[str, Remedy] = {}
    for verdict, _ in found:
        if verdict.outcome is Outcome.UNKNOWN:
            for remedy in _to_find_out(tables, verdict, person, place):
                to_find_out.setdefault(remedy.id, remedy)
    return Why(
        km=_km(person.facts.get(LOCATION), place.facts.get(LOCATION)) if place else None,
        criteria=tuple(verdict for verdict, _ in sorted(found, key=lambda pair: _order(pair[0]))),
        remedy_sets=sets,
        more_sets=more,
        to_find_out=tuple(to_find_out.values()),
    )


def _order(verdict: CriterionVerdict) -> tuple[int, int, int]:
    """Hard failures, hard unknowns, soft failures, soft unknowns, then what fits; within that by kind of obstacle."""
    outcome = _OUTCOME_ORDER[verdict.outcome]
    return (0 if verdict.hard and outcome < 2 else 1, outcome, _OBSTACLE_ORDER[verdict.obstacle])


Found = tuple[CriterionVerdict, tuple[int, ...]]


def _verdicts(
    tables: Tables,
    number: int,
    person: Person,
    place_number: int,
    place: Place | None,
    stay: bool,
    fail: int,
    unknown: int,
) -> Iterable[Found]:
    if place is None:
        yield _built_in(NO_CURRENT_PLACE, Outcome.DOES_NOT_FIT, Reason.NO_CURRENT_PLACE, person.owner), ()
        return
    arrays = tables.arrays
    groups = arrays.stay_group if stay else arrays.criterion_group
    slots = [(bit, c) for bit, c in enumerate(tables.place_slots[place_number])]
    slots += [(NEED_BIT + bit, c) for bit, c in enumerate(tables.need_slots[number])]
    for bit, c in slots:
        outcome = _outcome(fail, unknown, bit)
        group = tables.groups[groups[c]] if outcome is Outcome.DOES_NOT_FIT else ()
        yield _judged(tables, tables.criteria[c], person, place, outcome, group), group
    if fail >> CLOSES_BIT & 1:
        group = tables.groups[arrays.closes_group[place_number]]
        details = (str(place.closes_on),)
        yield (
            _built_in(PLACE_CLOSES, Outcome.DOES_NOT_FIT, Reason.PLACE_CLOSES, place.owner, details, tables, group),
            group,
        )
    if not stay:
        outcome = _outcome(fail, unknown, CAPACITY_BIT)
        group = tables.groups[arrays.capacity_group[place_number]] if outcome is Outcome.DOES_NOT_FIT else ()
        waiting = place.free_from is not None and outcome is Outcome.DOES_NOT_FIT
        date: tuple[str, ...] = (str(place.free_from),) if waiting else ()
        reason = {
            Outcome.FITS: Reason.MEETS,
            Outcome.UNKNOWN: Reason.CAPACITY_UNKNOWN,
            Outcome.DOES_NOT_FIT: Reason.FULL_UNTIL if date else Reason.FULL,
        }[outcome]
        yield _built_in(CAPACITY, outcome, reason, place.owner, date, tables, group), group


def _outcome(fail: int, unknown: int, bit: int) -> Outcome:
    if fail >> bit & 1:
        return Outcome.DOES_NOT_FIT
    return Outcome.UNKNOWN if unknown >> bit & 1 else Outcome.FITS


def _built_in(
    criterion: str,
    outcome: Outcome,
    reason: Reason,
    owner: str,
    details: tuple[str, ...] = (),
    tables: Tables | None = None,
    group: tuple[int, ...] = (),
) -> CriterionVerdict:
    obstacle = Obstacle.CAPACITY if criterion == CAPACITY else Obstacle.ORGANISATIONAL
    remedies = tuple(tables.remedies[r].id for r in group) if tables else ()
    return CriterionVerdict(
        criterion, None, outcome, reason, obstacle, owner, 1, True, 1, None, (), None, details, None, remedies
    )


def _judged(
    tables: Tables, criterion: Criterion, person: Person, place: Place, outcome: Outcome, group: tuple[int, ...]
) -> CriterionVerdict:
    problem = tables.problem
    tested_of, setter_of = (Side.PERSON, Side.PLACE) if criterion.side is Side.PLACE else (Side.PLACE, Side.PERSON)
    facts_of = {Side.PERSON: person.facts, Side.PLACE: place.facts}
    tested = facts_of[tested_of].get(criterion.fact)
    facts = [_used(tested_of, criterion.fact, tested)]
    compared: Fact | None = None
    expected = criterion.value
    standings = [standing(tested, problem.on, problem.lasts_until)]
    if criterion.against is not None:
        compared = facts_of[setter_of].get(criterion.against)
        facts.append(_used(setter_of, criterion.against, compared))
        standings.append(standing(compared, problem.on, problem.lasts_until))
        if criterion.operator is not Operator.WITHIN_KM:
            expected = compared.value if compared else None
    km = _km(tested, compared) if criterion.operator is Operator.WITHIN_KM else None
    reason: Reason = Reason.MEETS
    details: tuple[str, ...] = ()
    if outcome is Outcome.UNKNOWN:
        recorded = all(fact is not None for fact in ([tested] if criterion.against is None else [tested, compared]))
        reason = Reason.FACT_EXPIRED if recorded else Reason.FACT_MISSING
    elif outcome is Outcome.DOES_NOT_FIT and ENDS in standings:
        reason = Reason.FACT_ENDS
        details = tuple(str(fact.until) for fact, state in zip(facts, standings, strict=True) if state == ENDS)
    elif outcome is Outcome.DOES_NOT_FIT and tested is not None:
        reason, details = _failure(criterion.operator, tested.value, expected)
    return CriterionVerdict(
        criterion.id,
        criterion.side,
        outcome,
        reason,
        criterion.obstacle,
        criterion.owner,
        criterion.version,
        criterion.hard,
        criterion.weight,
        criterion.operator,
        tuple(facts),
        expected,
        details,
        km,
        tuple(tables.remedies[r].id for r in group),
    )


def _failure(operator: Operator, value: Any, expected: Any) -> tuple[Reason, tuple[str, ...]]:
    match operator:
        case Operator.IN:
            return Reason.NOT_ACCEPTED, (str(value),)
        case Operator.NOT_IN:
            return Reason.EXCLUDED, (str(value),)
        case Operator.AT_LEAST:
            return Reason.TOO_LOW, ()
        case Operator.AT_MOST:
            return Reason.TOO_HIGH, ()
        case Operator.BETWEEN:
            return (Reason.TOO_LOW if value < expected[0] else Reason.TOO_HIGH), ()
        case Operator.CONTAINS_ALL:
            return Reason.ITEMS_MISSING, tuple(sorted(expected - value))
        case Operator.CONTAINS_ANY:
            return Reason.NONE_PRESENT, tuple(sorted(expected))
        case Operator.SUBSET_OF:
            return Reason.MORE_THAN_ALLOWED, tuple(sorted(value - expected))
        case Operator.DISJOINT:
            return Reason.EXCLUDED, tuple(sorted(value & expected))
        case Operator.IS_TRUE:
            return Reason.NOT_TRUE, ()
        case Operator.IS_FALSE:
            return Reason.NOT_FALSE, ()
        case Operator.WITHIN_KM:
            return Reason.TOO_FAR, ()


def _used(of: Side, name: str, fact: Fact | None) -> FactUsed:
    if fact is None:
        return FactUsed(of, name, None, None, "", None)
    return FactUsed(of, name, fact.value, fact.date, fact.source, fact.until)


def _km(one: Fact | None, other: Fact | None) -> float | None:
    """Distance as the crow flies in tenths of a km, on a sphere of the earth's mean radius."""
    if one is None or other is None or not isinstance(one.value, Point) or not isinstance(other.value, Point):
        return None
    lat, lon = np.radians([[p.lat, p.lon] for p in (one.value, other.value)]).T
    xyz = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
    half = min(1.0, 0.5 * float(np.sqrt(((xyz[0] - xyz[1]) ** 2).sum())))
    return int(20.0 * EARTH_RADIUS_KM * float(np.arcsin(half)) + 0.5) / 10


def _remedy_set(tables: Tables, chosen: tuple[int, ...]) -> RemedySet:
    remedies = tuple(tables.remedies[r] for r in chosen)
    dates: list[dt.date] = [
        r.available_from for r in remedies if r.available_from and r.available_from > tables.problem.on
    ]
    return RemedySet(remedies, sum(remedy.cost for remedy in remedies), max(dates, default=None))


def _to_find_out(tables: Tables, verdict: CriterionVerdict, person: Person, place: Place | None) -> Iterable[Remedy]:
    """Unknown is not no: who should find out which fact. A remedy named by the criterion goes before the derived one."""
    number = tables.criterion_number.get(verdict.criterion)
    named = () if number is None else tables.criteria[number].remedies
    own = [r for r in tables.problem.remedies if r.id in named and r.kind is RemedyKind.FACT_FOUND_OUT] if named else []
    if own:
        yield from own
        return
    place_owner = place.owner if place else ""
    if verdict.criterion == CAPACITY:
        yield Remedy("find-out:place:free", RemedyKind.FACT_FOUND_OUT, place_owner)
    for used in verdict.facts:
        gone = used.value is None or (used.until is not None and used.until <= tables.problem.on)
        if gone:
            owner = person.owner if used.of is Side.PERSON else place_owner
            yield Remedy(f"find-out:{used.of.value.lower()}:{used.name}", RemedyKind.FACT_FOUND_OUT, owner)
