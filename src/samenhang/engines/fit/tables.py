"""A problem as arrays: every distinct test once per person and once per place, criteria as slots that point to tests.

A place criterion compared with a fact of that place becomes a test of the person against a constant, and likewise for needs; only
distances remain a matter of the pair. So the work per pair is looking up a few bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np

from .problem import BUILT_IN, LOCATION, Criterion, FitProblem, Person, Place, Remedy
from .terms import NUMBER_OPERATORS, SET_OPERATORS, Fact, Obstacle, Operator, Point, RemedyKind, Side

MEETS, FAILS, UNKNOWN = 0, 1, 2  # the answer of one test
NEED_BIT, CLOSES_BIT, CAPACITY_BIT = 40, 62, 63  # where needs and the built-in criteria sit in a mask of 64 bits

_GONE: Final = "gone"  # no fact, or one that has ended
_ENDS: Final = "ends"  # a fact that ends before the fit has to end


def standing(fact: Fact | None, on: dt.date, lasts_until: dt.date) -> str:
    """Whether a fact is gone, ends too early, or holds."""
    if fact is None or (fact.until is not None and fact.until <= on):
        return _GONE
    return _ENDS if fact.until is not None and fact.until <= lasts_until else "holds"


class Test(NamedTuple):
    """One distinct test of a fact against a constant; `state` says whether the constant itself is gone or ends."""

    fact: str
    operator: Operator
    value: Any
    state: str


class Tests:
    """Collects the distinct tests of one side and answers them for rows of people or places."""

    def __init__(self) -> None:
        self._number: dict[Test, int] = {}

    def number(self, test: Test) -> int:
        """The number of a test; the same test gets the same number."""
        return self._number.setdefault(test, len(self._number))

    def answer(self, rows: Sequence[Person | Place], on: dt.date, until: dt.date) -> Answers:
        """Prepare the answers of all rows; the bytes themselves are made per block of rows."""
        by_fact: dict[str, list[tuple[int, Test]]] = {}
        for test, number in self._number.items():
            by_fact.setdefault(test.fact, []).append((number, test))
        column = np.zeros(max(len(self._number), 1), dtype=np.int32)
        parts: list[tuple[int, int, np.ndarray, np.ndarray]] = []
        at = 0
        for name, tests in by_fact.items():
            codes, values = _codes([row.facts for row in rows], name, on, until)
            table = np.empty((len(values) + 2, len(tests)), dtype=np.uint8)
            table[0] = UNKNOWN
            column_of_value = _Column(values)
            for j, (number, test) in enumerate(tests):
                column[number] = at + j
                table[1, j] = UNKNOWN if test.state == _GONE else FAILS
                if test.state == "holds":
                    table[2:, j] = np.where(column_of_value.meets(test.operator, test.value), MEETS, FAILS)
                else:
                    table[2:, j] = table[1, j]
            parts.append((at, at + len(tests), codes, table))
            at += len(tests)
        return Answers(max(at, 1), column, parts)


class Answers(NamedTuple):
    """Per fact the code of each row and the answers per code."""

    width: int
    column: np.ndarray
    parts: list[tuple[int, int, np.ndarray, np.ndarray]]

    def block(self, low: int, high: int) -> np.ndarray:
        """The answers of rows low..high-1, one byte per test."""
        out = np.zeros((high - low, self.width), dtype=np.uint8)
        for start, stop, codes, table in self.parts:
            out[:, start:stop] = table[codes[low:high]]
        return out


def _codes(rows: Iterable[Mapping[str, Fact]], name: str, on: dt.date, until: dt.date) -> tuple[np.ndarray, list[Any]]:
    """0 gone, 1 ends, 2 + the number of the distinct value."""
    seen: dict[Any, int] = {}
    codes: list[int] = []
    for facts in rows:
        fact = facts.get(name)
        if fact is None:
            codes.append(0)
            continue
        if fact.until is not None:
            state = standing(fact, on, until)
            if state != "holds":
                codes.append(0 if state == _GONE else 1)
                continue
        codes.append(2 + seen.setdefault(fact.value, len(seen)))
    return np.array(codes, dtype=np.int32), list(seen)


class _Column:
    """The distinct values of one fact, tested against one constant at a time."""

    def __init__(self, values: list[Any]) -> None:
        self.values = values
        self._place = {value: i for i, value in enumerate(values)}
        self._numbers: np.ndarray | None = None
        self._words: tuple[dict[str, int], np.ndarray] | None = None

    def meets(self, operator: Operator, constant: Any) -> np.ndarray:
        if operator in NUMBER_OPERATORS:
            return self._compare(operator, constant)
        if operator in SET_OPERATORS:
            return self._sets(operator, constant)
        if operator in (Operator.IS_TRUE, Operator.IS_FALSE):
            return np.array([value is (operator is Operator.IS_TRUE) for value in self.values], dtype=bool)
        inside = np.zeros(len(self.values), dtype=bool)
        for item in constant:
            if item in self._place:
                inside[self._place[item]] = True
        return inside if operator is Operator.IN else ~inside

    def _compare(self, operator: Operator, constant: Any) -> np.ndarray:
        if self._numbers is None:
            self._numbers = np.array(self.values, dtype=np.float64)
        if operator is Operator.AT_LEAST:
            return self._numbers >= constant
        if operator is Operator.AT_MOST:
            return self._numbers <= constant
        return (self._numbers >= constant[0]) & (self._numbers <= constant[1])

    def _sets(self, operator: Operator, constant: frozenset[str]) -> np.ndarray:
        if self._words is None:
            items = {item: i for i, item in enumerate(sorted(set().union(*self.values)))}
            words = np.zeros((len(self.values), len(items) // 64 + 1), dtype=np.uint64)
            for row, value in enumerate(self.values):
                for item in value:
                    words[row, items[item] >> 6] |= np.uint64(1 << (items[item] & 63))
            self._words = items, words
        items, words = self._words
        wanted = np.zeros(words.shape[1], dtype=np.uint64)
        for item in constant:
            if item in items:
                wanted[items[item] >> 6] |= np.uint64(1 << (items[item] & 63))
        if operator is Operator.CONTAINS_ALL:
            if not all(item in items for item in constant):
                return np.zeros(len(self.values), dtype=bool)
            return ((words & wanted) == wanted).all(axis=1)
        if operator is Operator.SUBSET_OF:
            return ((words & ~wanted) == 0).all(axis=1)
        common = ((words & wanted) != 0).any(axis=1)
        return common if operator is Operator.CONTAINS_ANY else ~common


class Arrays(NamedTuple):
    """What the compiled loops read. C criteria (then three built-in ones), n people, m places, column m is the stay option."""

    place_start: np.ndarray  # int32 [m+1], slots of a place
    place_hard: np.ndarray  # int32 [m], where its soft slots begin
    place_test: np.ndarray  # int32 per slot: column of the answers, or -1-e for distance test e
    place_criterion: np.ndarray  # int32 per slot
    need_start: np.ndarray  # int32 [n+1]
    need_hard: np.ndarray  # int32 [n]
    need_test: np.ndarray  # int32 per slot: row of need_answer, or -1-e
    need_criterion: np.ndarray  # int32 per slot
    need_answer: np.ndarray  # uint8 [tests, m]
    weight: np.ndarray  # int64 [C]
    current: np.ndarray  # int32 [n], -1 for none
    capacity: np.ndarray  # uint8 [m] MEETS, FAILS, UNKNOWN
    closes: np.ndarray  # uint8 [m]
    criterion_group: np.ndarray  # int32 [C], group of remedies
    stay_group: np.ndarray  # int32 [C], the same at the current place
    capacity_group: np.ndarray  # int32 [m]
    closes_group: np.ndarray  # int32 [m]
    group_start: np.ndarray  # int32
    group_remedy: np.ndarray  # int32
    remedy_cost: np.ndarray  # int64
    test_kind: np.ndarray  # int32 per distance test: which pair of points
    test_km: np.ndarray  # float64 per distance test
    person_xyz: np.ndarray  # float64 [kinds, n, 3]
    person_state: np.ndarray  # uint8 [kinds, n] MEETS known, FAILS ends, UNKNOWN gone
    place_xyz: np.ndarray  # float64 [kinds, m, 3]
    place_state: np.ndarray  # uint8 [kinds, m]
    by_id: np.ndarray  # int32 [m+1]: columns in order of id, stay first
    distance: np.ndarray  # int64 [2]: weight and scale (km)


@dataclass(frozen=True)
class Tables:
    """The arrays, the answers of people, and the lists behind the numbers."""

    problem: FitProblem
    arrays: Arrays
    answers: Answers
    criteria: tuple[Criterion, ...]
    remedies: tuple[Remedy, ...]
    groups: tuple[tuple[int, ...], ...]
    person_number: dict[str, int]
    place_number: dict[str, int]
    criterion_number: dict[str, int]
    place_slots: tuple[tuple[int, ...], ...]  # criterion numbers per place, hard first: slot k is bit k
    need_slots: tuple[tuple[int, ...], ...]  # per person: slot k is bit NEED_BIT + k

    @property
    def criterion_ids(self) -> tuple[str, ...]:
        """Ids of all criteria, then of the built-in ones."""
        return tuple(criterion.id for criterion in self.criteria) + BUILT_IN


class _Builder:
    def __init__(self, problem: FitProblem) -> None:
        self.problem = problem
        self.on, self.until = problem.on, problem.lasts_until
        self.criteria = problem.criteria
        self.number = {criterion.id: i for i, criterion in enumerate(self.criteria)}
        self.kinds: dict[tuple[str, str], int] = {(LOCATION, LOCATION): 0}  # (fact of the person, fact of the place)
        self.distance_tests: dict[tuple[int, float], int] = {}
        self.person_tests, self.place_tests = Tests(), Tests()
        self._constant: dict[tuple[int, str], int] = {}
        self.remedies: list[Remedy] = list(problem.remedies)
        self.remedy_number = {remedy.id: i for i, remedy in enumerate(self.remedies)}
        self.groups: dict[tuple[int, ...], int] = {(): 0}

    def build(self) -> Tables:
        problem = self.problem
        places = self._slots(problem.places, [place.criteria for place in problem.places], self.person_tests)
        needs = self._slots(problem.people, [person.needs for person in problem.people], self.place_tests)
        answers = self.person_tests.answer(problem.people, self.on, self.until)
        place_answers = self.place_tests.answer(problem.places, self.on, self.until)
        place_number = {place.id: i for i, place in enumerate(problem.places)}
        groups = self._groups()
        arrays = Arrays(
            *places[:2],
            _renumber(places[2], answers.column),
            places[3],
            *needs[:2],
            _renumber(needs[2], place_answers.column),
            needs[3],
            np.ascontiguousarray(place_answers.block(0, len(problem.places)).T),
            np.array([criterion.weight for criterion in self.criteria] or [0], dtype=np.int64),
            np.array([place_number.get(p.current_place or "", -1) for p in problem.people], dtype=np.int32),
            np.array([_capacity(place, self.on) for place in problem.places], dtype=np.uint8),
            np.array([_closes(place, self.until) for place in problem.places], dtype=np.uint8),
            *groups,
            *_ragged(self.groups),
            np.array([remedy.cost for remedy in self.remedies] or [0], dtype=np.int64),
            *self._distances(),
            np.array(_by_id(problem), dtype=np.int32),
            np.array([problem.distance_weight, problem.distance_scale_km], dtype=np.int64),
        )
        return Tables(
            problem,
            arrays,
            answers,
            self.criteria,
            tuple(self.remedies),
            tuple(self.groups),
            {person.id: i for i, person in enumerate(problem.people)},
            place_number,
            self.number,
            places[4],
            needs[4],
        )

    def _slots(self, rows: Sequence[Person | Place], named: list[tuple[str, ...]], tests: Tests) -> tuple[Any, ...]:
        starts, hards, test_numbers, criterion_numbers, lists = [0], [], [], [], []
        ordered_once: dict[tuple[str, ...], tuple[tuple[int, ...], int]] = {}
        for row, ids in zip(rows, named, strict=True):
            if ids not in ordered_once:
                numbers = [self.number[criterion_id] for criterion_id in ids]
                hard = [c for c in numbers if self.criteria[c].hard]
                ordered_once[ids] = (*hard, *(c for c in numbers if not self.criteria[c].hard)), len(hard)
            ordered, hard_count = ordered_once[ids]
            for c in ordered:
                test_numbers.append(self._test(c, row, tests))
            criterion_numbers.extend(ordered)
            hards.append(starts[-1] + hard_count)
            starts.append(len(test_numbers))
            lists.append(ordered)
        as_array = [np.array(part, dtype=np.int32) for part in (starts, hards, test_numbers, criterion_numbers)]
        return *as_array, tuple(lists)

    def _test(self, number: int, setter: Person | Place, tests: Tests) -> int:
        """The number of the test that a criterion becomes when this person or place sets it."""
        criterion = self.criteria[number]
        if criterion.operator is Operator.WITHIN_KM:
            against = str(criterion.against)
            facts = (criterion.fact, against) if criterion.side is Side.PLACE else (against, criterion.fact)
            kind = self.kinds.setdefault(facts, len(self.kinds))
            return -1 - self.distance_tests.setdefault((kind, float(criterion.value)), len(self.distance_tests))
        if criterion.against is None:
            key = (number, "")
            if key not in self._constant:
                test = Test(criterion.fact, criterion.operator, criterion.value, "holds")
                self._constant[key] = tests.number(test)
            return self._constant[key]
        fact = setter.facts.get(criterion.against)
        state = standing(fact, self.on, self.until)
        value = fact.value if fact is not None and state == "holds" else None
        return tests.number(Test(criterion.fact, criterion.operator, value, state))

    def _group(self, remedies: Iterable[int]) -> int:
        return self.groups.setdefault(tuple(sorted(set(remedies))), len(self.groups))

    def _derive(self, remedy: Remedy) -> int:
        self.remedies.append(remedy)
        return len(self.remedies) - 1

    def _groups(self) -> tuple[np.ndarray, ...]:
        """Per criterion, and per place for the built-in ones, the group of remedies that would lift a failure."""
        plain, stay = [], []
        for criterion in self.criteria:
            named = [self.remedy_number[name] for name in criterion.remedies]
            lifting = [r for r in named if self.remedies[r].kind is not RemedyKind.FACT_FOUND_OUT]
            plain.append(self._group(lifting))
            kinds = {self.remedies[r].kind for r in lifting}
            if (
                criterion.hard
                and criterion.obstacle is Obstacle.EXPERTISE
                and RemedyKind.EXPERTISE_BROUGHT not in kinds
            ):
                cost = self.problem.expertise_cost
                bring = Remedy(f"bring:{criterion.id}", RemedyKind.EXPERTISE_BROUGHT, criterion.owner, cost)
                lifting.append(self._derive(bring))
            stay.append(self._group(lifting))
        capacity, closes = [], []
        for place in self.problem.places:
            lifting = self._lifting(place.capacity_remedies)
            if _capacity(place, self.on) == FAILS and place.free_from is not None:
                wait = Remedy(f"wait:{place.id}", RemedyKind.TIME_WAITED, place.owner, 0, place.free_from)
                lifting.append(self._derive(wait))
            capacity.append(self._group(lifting))
            closes.append(self._group(self._lifting(place.closing_remedies)))
        return tuple(np.array(part, dtype=np.int32) for part in (plain, stay, capacity, closes))

    def _lifting(self, ids: tuple[str, ...]) -> list[int]:
        numbers = [self.remedy_number[name] for name in ids]
        return [r for r in numbers if self.remedies[r].kind is not RemedyKind.FACT_FOUND_OUT]

    def _distances(self) -> tuple[np.ndarray, ...]:
        people, places = self.problem.people, self.problem.places
        person_side = [self._points(people, facts[0]) for facts in self.kinds]
        place_side = [self._points(places, facts[1]) for facts in self.kinds]
        return (
            np.array([kind for kind, _ in self.distance_tests] or [0], dtype=np.int32),
            np.array([km for _, km in self.distance_tests] or [0.0], dtype=np.float64),
            np.stack([xyz for xyz, _ in person_side]),
            np.stack([state for _, state in person_side]),
            np.stack([xyz for xyz, _ in place_side]),
            np.stack([state for _, state in place_side]),
        )

    def _points(self, rows: Sequence[Person | Place], name: str) -> tuple[np.ndarray, np.ndarray]:
        degrees = np.zeros((len(rows), 2))
        states = np.full(len(rows), UNKNOWN, dtype=np.uint8)
        for i, row in enumerate(rows):
            fact = row.facts.get(name)
            state = standing(fact, self.on, self.until)
            if fact is not None and state != _GONE and isinstance(fact.value, Point):
                degrees[i] = fact.value.lat, fact.value.lon
                states[i] = FAILS if state == _ENDS else MEETS
        lat, lon = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
        xyz = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
        return xyz, states


def build_tables(problem: FitProblem) -> Tables:
    """The problem as arrays."""
    return _Builder(problem).build()


def _renumber(tests: np.ndarray, column: np.ndarray) -> np.ndarray:
    return np.where(tests >= 0, column[np.maximum(tests, 0)], tests).astype(np.int32)


def _ragged(groups: Iterable[tuple[int, ...]]) -> tuple[np.ndarray, np.ndarray]:
    lists = list(groups)
    starts = np.concatenate(([0], np.cumsum([len(group) for group in lists]))).astype(np.int32)
    return starts, np.array([r for group in lists for r in group] or [0], dtype=np.int32)


def _capacity(place: Place, on: dt.date) -> int:
    if place.free is None:
        return UNKNOWN
    if place.free > 0 or (place.free_from is not None and place.free_from <= on):
        return MEETS
    return FAILS


def _closes(place: Place, until: dt.date) -> int:
    return FAILS if place.closes_on is not None and place.closes_on <= until else MEETS


def _by_id(problem: FitProblem) -> list[int]:
    """Columns in order of id; staying comes first among equals: ambulatory, unless (HHM report 2024, section 4.1)."""
    return [len(problem.places), *sorted(range(len(problem.places)), key=lambda i: problem.places[i].id)]
