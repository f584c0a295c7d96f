"""A problem as arrays: every distinct test once per person and once per place, criteria as slots that point to tests.

A place criterion compared with a fact of that place becomes a test of the person against a constant, and likewise for needs; only
distances remain a matter of the pair. So the work per pair is looking up a few bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from .answers import ENDS, FAILS, GONE, MEETS, UNKNOWN, Answers, Test, Tests, standing
from .problem import BUILT_IN, LOCATION, Criterion, FitProblem, Person, Place, Remedy
from .terms import Obstacle, Operator, Point, RemedyKind, Side

NEED_BIT, CLOSES_BIT, CAPACITY_BIT = 40, 62, 63  # where needs and the built-in criteria sit in a mask of 64 bits


class Arrays(NamedTuple):
    """What the compiled loops read. C criteria (then three built-in ones), n people, m places, column m is the stay option."""

    place_start: np.ndarray  # int32 [m+1], slots of a place
    place_hard: np.ndarray  # int32 [m], where its soft slots begin
    place_test: np.ndarray  # int32 per slot: column of the answers; the last column, always 'meets', for distances
    place_criterion: np.ndarray  # int32 per slot
    place_weight: np.ndarray  # int64 per slot, 0 for hard ones and distances
    place_total: np.ndarray  # int64 [m] soft weight
    far: np.ndarray  # int64 [.., 4] distance tests of places: place, bit, test, weight
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
    group_cheapest: np.ndarray  # int64, euros (-1 for the empty group)
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

    @cached_property
    def criterion_ids(self) -> tuple[str, ...]:
        """Ids of all criteria, then of the built-in ones."""
        return tuple(criterion.id for criterion in self.criteria) + BUILT_IN


class _Numbers:
    """What gets a number while the tables are made: criteria, tests, pairs of points, remedies and groups of remedies."""

    def __init__(self, problem: FitProblem, criteria: tuple[Criterion, ...]) -> None:
        self.on, self.until, self.expertise_cost = problem.on, problem.lasts_until, problem.expertise_cost
        self.criteria = criteria
        self.number = {criterion.id: i for i, criterion in enumerate(criteria)}
        self.kinds: dict[tuple[str, str], int] = {(LOCATION, LOCATION): 0}  # (fact of the person, fact of the place)
        self.distance_tests: dict[tuple[int, float], int] = {}
        self.person_tests = Tests()
        self.remedies: list[Remedy] = list(problem.remedies)
        self.remedy_number = {remedy.id: i for i, remedy in enumerate(self.remedies)}
        self.groups: dict[tuple[int, ...], int] = {(): 0}

    def _slots(self, rows: Sequence[Person | Place], named: list[tuple[str, ...]], tests: Tests) -> tuple[Any, ...]:
        starts, hards, lists = [0], [], []
        test_numbers: list[int] = []
        criterion_numbers: list[int] = []
        once: dict[tuple[str, ...], tuple[tuple[int, ...], int, list[int], list[int]]] = {}
        for row, ids in zip(rows, named, strict=True):
            if ids not in once:
                numbers = [self.number[criterion_id] for criterion_id in ids]
                hard = [c for c in numbers if self.criteria[c].hard]
                order = (*hard, *(c for c in numbers if not self.criteria[c].hard))
                own = [k for k, c in enumerate(order) if self._depends_on_setter(c)]
                once[ids] = order, len(hard), [self._test(c, row, tests) for c in order], own
            ordered, hard_count, shared, own = once[ids]
            at = len(test_numbers)
            test_numbers.extend(shared)
            for k in own:
                test_numbers[at + k] = self._test(ordered[k], row, tests)
            criterion_numbers.extend(ordered)
            hards.append(starts[-1] + hard_count)
            starts.append(len(test_numbers))
            lists.append(ordered)
        as_array = [np.array(part, dtype=np.int32) for part in (starts, hards, test_numbers, criterion_numbers)]
        return *as_array, tuple(lists)

    def _depends_on_setter(self, number: int) -> bool:
        criterion = self.criteria[number]
        return criterion.against is not None and criterion.operator is not Operator.WITHIN_KM

    def _test(self, number: int, setter: Person | Place, tests: Tests) -> int:
        """The number of the test that a criterion becomes when this person or place sets it."""
        criterion = self.criteria[number]
        if criterion.operator is Operator.WITHIN_KM:
            against = str(criterion.against)
            facts = (criterion.fact, against) if criterion.side is Side.PLACE else (against, criterion.fact)
            kind = self.kinds.setdefault(facts, len(self.kinds))
            return -1 - self.distance_tests.setdefault((kind, float(criterion.value)), len(self.distance_tests))
        if criterion.against is None:
            return tests.number(Test(criterion.fact, criterion.operator, criterion.value, "holds"))
        fact = setter.facts.get(criterion.against)
        state = standing(fact, self.on, self.until)
        value = fact.value if fact is not None and state == "holds" else None
        return tests.number(Test(criterion.fact, criterion.operator, value, state))

    def _group(self, remedies: Iterable[int]) -> int:
        return self.groups.setdefault(tuple(sorted(set(remedies))), len(self.groups))

    def _derive(self, remedy: Remedy) -> int:
        self.remedies.append(remedy)
        return len(self.remedies) - 1

    def _criterion_groups(self, criteria: Iterable[Criterion]) -> tuple[np.ndarray, np.ndarray]:
        """Per criterion the group of remedies that would lift a failure, at another place and at the place of now."""
        plain, stay = [], []
        for criterion in criteria:
            named = [self.remedy_number[name] for name in criterion.remedies]
            lifting = [r for r in named if self.remedies[r].kind is not RemedyKind.FACT_FOUND_OUT]
            plain.append(self._group(lifting))
            kinds = {self.remedies[r].kind for r in lifting}
            if (
                criterion.hard
                and criterion.obstacle is Obstacle.EXPERTISE
                and RemedyKind.EXPERTISE_BROUGHT not in kinds
            ):
                cost = self.expertise_cost
                bring = Remedy(f"bring:{criterion.id}", RemedyKind.EXPERTISE_BROUGHT, criterion.owner, cost)
                lifting.append(self._derive(bring))
            stay.append(self._group(lifting))
        return np.array(plain, dtype=np.int32), np.array(stay, dtype=np.int32)

    def _points(self, rows: Sequence[Person | Place], name: str) -> tuple[np.ndarray, np.ndarray]:
        degrees = np.zeros((len(rows), 2))
        states = np.full(len(rows), UNKNOWN, dtype=np.uint8)
        for i, row in enumerate(rows):
            fact = row.facts.get(name)
            state = standing(fact, self.on, self.until)
            if fact is not None and state != GONE and isinstance(fact.value, Point):
                degrees[i] = fact.value.lat, fact.value.lon
                states[i] = FAILS if state == ENDS else MEETS
        lat, lon = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
        xyz = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
        return xyz, states


class _Places(_Numbers):
    """All that does not depend on who is judged: the places, their criteria, and what would lift a failure of those."""

    def __init__(self, problem: FitProblem, criteria: tuple[Criterion, ...]) -> None:
        super().__init__(problem, criteria)
        self.places, self.named = problem.places, problem.remedies
        self.slots = self._slots(self.places, [place.criteria for place in self.places], self.person_tests)
        self.weights = self._weights(*self.slots[:4])
        self.place_number = {place.id: i for i, place in enumerate(self.places)}
        self.capacity = np.array([_capacity(place, self.on) for place in self.places], dtype=np.uint8)
        self.closes = np.array([_closes(place, self.until) for place in self.places], dtype=np.uint8)
        self.by_id = np.array(_by_id(problem), dtype=np.int32)
        self.plain, self.stay = self._criterion_groups(criteria)
        self.capacity_groups, self.closes_groups = self._place_groups()
        self.points: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def serve(self, problem: FitProblem) -> bool:
        """Say whether this is the same register on the same day, with at most the wishes of people after its criteria."""
        rest = problem.criteria[len(self.criteria) :]
        return (
            problem.places is self.places
            and problem.remedies is self.named
            and (problem.on, problem.lasts_until, problem.expertise_cost) == (self.on, self.until, self.expertise_cost)
            and problem.criteria[: len(self.criteria)] == self.criteria
            and all(criterion.side is Side.PERSON for criterion in rest)
        )

    def points_of(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Where the places are, by this fact."""
        if name not in self.points:
            self.points[name] = self._points(self.places, name)
        return self.points[name]

    def _weights(
        self, starts: np.ndarray, hards: np.ndarray, tests: np.ndarray, criteria: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Soft weight per slot and per place, and the distance tests of places as a list of their own."""
        place = np.repeat(np.arange(len(hards)), np.diff(starts))
        bit = np.arange(len(tests)) - starts[place]
        weights = np.array([criterion.weight for criterion in self.criteria] or [0], dtype=np.int64)[criteria]
        weights[np.arange(len(tests)) < hards[place]] = 0
        total = np.bincount(place, weights, minlength=len(hards)).astype(np.int64)
        distance = np.flatnonzero(tests < 0)
        far = np.column_stack((place, bit, -1 - tests, weights))[distance].astype(np.int64)
        weights[distance] = 0
        return weights, total, np.ascontiguousarray(far)

    def _place_groups(self) -> tuple[np.ndarray, np.ndarray]:
        """Per place the groups of remedies that would lift a lack of room, and its closing."""
        capacity, closes = [], []
        for place in self.places:
            lifting = self._lifting(place.capacity_remedies)
            if _capacity(place, self.on) == FAILS and place.free_from is not None:
                wait = Remedy(f"wait:{place.id}", RemedyKind.TIME_WAITED, place.owner, 0, place.free_from)
                lifting.append(self._derive(wait))
            capacity.append(self._group(lifting))
            closes.append(self._group(self._lifting(place.closing_remedies)))
        return np.array(capacity, dtype=np.int32), np.array(closes, dtype=np.int32)

    def _lifting(self, ids: tuple[str, ...]) -> list[int]:
        numbers = [self.remedy_number[name] for name in ids]
        return [r for r in numbers if self.remedies[r].kind is not RemedyKind.FACT_FOUND_OUT]


class _Builder(_Numbers):
    """The tables of one problem, on top of what is known of its places."""

    def __init__(self, problem: FitProblem, known: _Places) -> None:
        self.problem, self.known = problem, known
        self.on, self.until, self.expertise_cost = known.on, known.until, known.expertise_cost
        self.criteria = problem.criteria
        self.wishes = problem.criteria[len(known.criteria) :]
        self.number = known.number | {c.id: len(known.criteria) + i for i, c in enumerate(self.wishes)}
        self.kinds, self.distance_tests = dict(known.kinds), dict(known.distance_tests)
        self.remedies, self.remedy_number = list(known.remedies), known.remedy_number
        self.groups = dict(known.groups)

    def build(self) -> Tables:
        problem, known = self.problem, self.known
        places, place_tests = known.slots, Tests()
        needs = self._slots(problem.people, [person.needs for person in problem.people], place_tests)
        answers = known.person_tests.answer(problem.people, self.on, self.until)
        place_answers = place_tests.answer(problem.places, self.on, self.until)
        plain, stay = self._criterion_groups(self.wishes)
        parts: tuple[np.ndarray, ...] = (
            *places[:2],
            np.where(places[2] >= 0, _renumber(places[2], answers.column), answers.width).astype(np.int32),
            places[3],
            *known.weights,
            *needs[:2],
            _renumber(needs[2], place_answers.column),
            needs[3],
            np.ascontiguousarray(place_answers.block(0, len(problem.places)).T),
            np.array([criterion.weight for criterion in self.criteria] or [0], dtype=np.int64),
            np.array([known.place_number.get(p.current_place or "", -1) for p in problem.people], dtype=np.int32),
            known.capacity,
            known.closes,
            np.concatenate((known.plain, plain)),
            np.concatenate((known.stay, stay)),
            known.capacity_groups,
            known.closes_groups,
            *_ragged(self.groups),
            np.array(
                [min((self.remedies[r].cost for r in group), default=-1) for group in self.groups], dtype=np.int64
            ),
            np.array([remedy.cost for remedy in self.remedies] or [0], dtype=np.int64),
            *self._distances(),
            known.by_id,
            np.array([problem.distance_weight, problem.distance_scale_km], dtype=np.int64),
        )
        return Tables(
            problem,
            Arrays(*parts),
            answers,
            self.criteria,
            tuple(self.remedies),
            tuple(self.groups),
            {person.id: i for i, person in enumerate(problem.people)},
            known.place_number,
            self.number,
            places[4],
            needs[4],
        )

    def _distances(self) -> tuple[np.ndarray, ...]:
        person_side = [self._points(self.problem.people, facts[0]) for facts in self.kinds]
        place_side = [self.known.points_of(facts[1]) for facts in self.kinds]
        return (
            np.array([kind for kind, _ in self.distance_tests] or [0], dtype=np.int32),
            np.array([km for _, km in self.distance_tests] or [0.0], dtype=np.float64),
            np.stack([xyz for xyz, _ in person_side]),
            np.stack([state for _, state in person_side]),
            np.stack([xyz for xyz, _ in place_side]),
            np.stack([state for _, state in place_side]),
        )


_kept: list[_Places] = []  # of the last register: who opens one person after another asks for the same


def build_tables(problem: FitProblem) -> Tables:
    """The problem as arrays. What is known of the places is kept for the next problem with the very same register."""
    known = _kept[0] if _kept and _kept[0].serve(problem) else None
    if known is None:
        last = max((i for i, c in enumerate(problem.criteria) if c.side is Side.PLACE), default=-1)
        known = _Places(problem, problem.criteria[: last + 1])
        _kept[:] = [known]
    return _Builder(problem, known).build()


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
