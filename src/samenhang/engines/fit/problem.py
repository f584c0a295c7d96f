"""What is asked: people with facts and needs, places with facts and criteria, and the remedies that exist in the region.

Need comes before indication (HHM report 2024, sections 2.1 and 4.1): a criterion on "the leading problem" is refused. Exclusion on
one problem area exists in practice, so it can be recorded, but only as an ORGANISATIONAL obstacle that names how it can be relaxed;
a criterion on residence or regional tie must name that too, because it asks for a conversation, not for a refusal (section 2.5).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .terms import (
    CHOICE_OPERATORS,
    SET_OPERATORS,
    TRUTH_OPERATORS,
    Fact,
    InvalidProblem,
    Obstacle,
    Operator,
    RemedyKind,
    Side,
    is_number,
    wanted_types,
    wanted_words,
)

PROBLEM_FORMAT = "samenhang.fit/1"
STAY = "stay"  # the id of the option "stay where you are and bring the expertise"
CAPACITY, PLACE_CLOSES, NO_CURRENT_PLACE = "CAPACITY", "PLACE_CLOSES", "NO_CURRENT_PLACE"
BUILT_IN = (CAPACITY, PLACE_CLOSES, NO_CURRENT_PLACE)
DERIVED_PREFIXES = ("wait:", "bring:", "find-out:")
LOCATION = "location"  # the fact on both sides from which the distance in the value is measured

MAX_CRITERIA_PER_PLACE = 40
MAX_NEEDS_PER_PERSON = 22
MAX_REMEDIES_PER_CRITERION = 15
MAX_COST = 1_000_000_000  # euros
MAX_WEIGHT = 1_000

_LEADING = re.compile(
    r"(leading|primary|main|principal|foremost|dominant|prevailing|hoofd|primaire?|voorliggende?|leidende?)_?"
    r"(proble|diagnos|disorder|condition|stoornis|aandoening|domain|domein)"
)
_PROBLEM_AREA = re.compile(r"problem_?areas?|probleemgebied")
_RESIDENCE = re.compile(r"residence|regional_?tie|regiobinding|woonplaats")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()).strip("_")


def _need_text(spot: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InvalidProblem(spot, "must be a text that is not empty")


def _need_whole(spot: str, value: object, low: int, high: int) -> None:
    if type(value) is not int or not low <= value <= high:
        raise InvalidProblem(spot, f"must be a whole number from {low} to {high}")


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that would lift obstacles: cost in whole euros, and the day from which it works (None: at once)."""

    id: str
    kind: RemedyKind
    owner: str = ""
    cost: int = 0
    available_from: dt.date | None = None

    def __post_init__(self) -> None:
        _need_text("id", self.id)
        _need_whole("cost", self.cost, 0, MAX_COST)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One testable demand.

    A PLACE criterion tests a fact of the person, a PERSON criterion (a need) tests a fact of the place. It is tested against
    `value`, or, with `against`, against the named fact of the one who sets the criterion (for WITHIN_KM: the point from which the
    distance is measured, `value` being the number of km). `weight` counts for soft criteria only.
    """

    id: str
    side: Side
    fact: str
    operator: Operator
    obstacle: Obstacle
    value: Any = None
    against: str | None = None
    hard: bool = True
    weight: int = 1
    owner: str = ""
    version: int = 1
    remedies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _need_text("id", self.id)
        if self.id in BUILT_IN:
            raise InvalidProblem("id", f"{self.id} is a built-in criterion")
        _need_text("fact", self.fact)
        _need_whole("weight", self.weight, 1, MAX_WEIGHT)
        _need_whole("version", self.version, 1, 10**9)
        self._check_value()
        if len(self.remedies) > MAX_REMEDIES_PER_CRITERION:
            raise InvalidProblem("remedies", f"at most {MAX_REMEDIES_PER_CRITERION} remedies per criterion")
        if len(set(self.remedies)) != len(self.remedies):
            raise InvalidProblem("remedies", "names the same remedy twice")
        self._check_need_before_indication()

    def _check_value(self) -> None:
        operator, value = self.operator, self.value
        if self.against is not None:
            _need_text("against", self.against)
        if operator is Operator.WITHIN_KM:
            if not is_number(value) or not 0 <= value <= 20_040:
                raise InvalidProblem("value", "must be a number of km from 0 to 20040")
            if self.against is None:
                raise InvalidProblem("against", "WITHIN_KM needs the fact from which the distance is measured")
            return
        if operator in TRUTH_OPERATORS:
            if value is not None or self.against is not None:
                raise InvalidProblem("value", f"{operator} takes no value")
            return
        if self.against is not None:
            if value is not None:
                raise InvalidProblem("value", "give a value or against, not both")
            if operator is Operator.BETWEEN:
                raise InvalidProblem("against", "BETWEEN takes two constants")
            return
        if operator in (Operator.AT_LEAST, Operator.AT_MOST):
            if not is_number(value):
                raise InvalidProblem("value", "must be a finite number")
        elif operator is Operator.BETWEEN:
            if not isinstance(value, tuple) or len(value) != 2 or not all(is_number(v) for v in value):
                raise InvalidProblem("value", "must be two finite numbers, low and high")
            if value[0] > value[1]:
                raise InvalidProblem("value", "low is above high")
        elif operator in SET_OPERATORS:
            if not isinstance(value, frozenset) or not all(isinstance(v, str) for v in value):
                raise InvalidProblem("value", "must be a frozenset of texts")
        elif (
            not isinstance(value, frozenset) or not value or not all(isinstance(v, str) or is_number(v) for v in value)
        ):
            raise InvalidProblem("value", "must be a frozenset of texts or numbers, with at least one")

    def _check_need_before_indication(self) -> None:
        for spot, name in (("fact", self.fact), ("against", self.against or "")):
            if _LEADING.search(_plain(name)):
                raise InvalidProblem(spot, "need comes before indication: no criterion on the leading problem")
        if self.side is not Side.PLACE or not self.hard:
            return
        if _PROBLEM_AREA.search(_plain(self.fact)):
            if self.obstacle is not Obstacle.ORGANISATIONAL:
                raise InvalidProblem("obstacle", "a hard criterion on a problem area is an ORGANISATIONAL obstacle")
            if not self.remedies:
                raise InvalidProblem("remedies", "a hard criterion on a problem area must name how it can be relaxed")
        if _RESIDENCE.search(_plain(self.fact)) and not self.remedies:
            raise InvalidProblem(
                "remedies", "a hard criterion on residence or regional tie must name how it can be relaxed"
            )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with needs: facts by name, the ids of the criteria they set, and the place where they are now, if any.

    `owner` is who finds out what is not known about this person, usually the coordinator's role or id.
    """

    id: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    current_place: str | None = None
    owner: str = ""

    def __post_init__(self) -> None:
        _need_text("id", self.id)
        if len(self.needs) > MAX_NEEDS_PER_PERSON:
            raise InvalidProblem("needs", f"at most {MAX_NEEDS_PER_PERSON} needs per person")
        if len(set(self.needs)) != len(self.needs):
            raise InvalidProblem("needs", "names the same criterion twice")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: facts by name, the ids of its criteria, and its capacity.

    `free` is the number of free places today (None: not confirmed, so unknown); when it is 0, `free_from` is the day on which one
    comes free. `closes_on` is the first day on which the place no longer exists.
    """

    id: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    criteria: tuple[str, ...] = ()
    free: int | None = None
    free_from: dt.date | None = None
    closes_on: dt.date | None = None
    owner: str = ""
    capacity_remedies: tuple[str, ...] = ()
    closing_remedies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _need_text("id", self.id)
        if self.id == STAY:
            raise InvalidProblem("id", f"{STAY!r} is the id of the option to stay")
        if self.free is not None:
            _need_whole("free", self.free, 0, 10**6)
        if len(self.criteria) > MAX_CRITERIA_PER_PLACE:
            raise InvalidProblem("criteria", f"at most {MAX_CRITERIA_PER_PLACE} criteria per place")
        for name in ("criteria", "capacity_remedies", "closing_remedies"):
            if len(set(getattr(self, name))) != len(getattr(self, name)):
                raise InvalidProblem(name, "names the same id twice")
        for name in ("capacity_remedies", "closing_remedies"):
            if len(getattr(self, name)) > MAX_REMEDIES_PER_CRITERION:
                raise InvalidProblem(name, f"at most {MAX_REMEDIES_PER_CRITERION} remedies")


@dataclass(frozen=True)
class FitProblem:
    """Everything needed for a verdict on every pair, on one day.

    `hold_until` is the day up to which a fit has to last (default: `on`): a fact that ends by then, such as a title, makes its
    criterion fail. `distance_weight` is the soft weight of nearness, which falls from whole at 0 km to nothing at
    `distance_scale_km`. `expertise_cost` (euros) is the price of bringing expertise where no remedy names its own.
    """

    on: dt.date
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    criteria: tuple[Criterion, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    hold_until: dt.date | None = None
    distance_weight: int = 0
    distance_scale_km: int = 50
    expertise_cost: int = 0

    def __post_init__(self) -> None:
        _need_whole("distance_weight", self.distance_weight, 0, MAX_WEIGHT)
        _need_whole("distance_scale_km", self.distance_scale_km, 1, 1_000)
        _need_whole("expertise_cost", self.expertise_cost, 0, MAX_COST)
        if self.hold_until is not None and self.hold_until < self.on:
            raise InvalidProblem("hold_until", "lies before the day that is asked about")
        self._check_ids()
        self._check_references()
        self._check_fact_types()

    @property
    def lasts_until(self) -> dt.date:
        """The day up to which a fit has to last."""
        return self.hold_until or self.on

    def _check_ids(self) -> None:
        for name in ("people", "places", "criteria", "remedies"):
            seen: set[str] = set()
            for i, row in enumerate(getattr(self, name)):
                if row.id in seen:
                    raise InvalidProblem(f"{name}[{i}].id", f"{row.id!r} is there twice")
                seen.add(row.id)
        for i, remedy in enumerate(self.remedies):
            if remedy.id.startswith(DERIVED_PREFIXES):
                raise InvalidProblem(f"remedies[{i}].id", f"may not begin with any of {', '.join(DERIVED_PREFIXES)}")

    def _check_references(self) -> None:
        remedies = {remedy.id for remedy in self.remedies}
        side_of = {criterion.id: criterion.side for criterion in self.criteria}
        places = {place.id for place in self.places}

        def known(spot: str, ids: tuple[str, ...]) -> None:
            for k, remedy_id in enumerate(ids):
                if remedy_id not in remedies:
                    raise InvalidProblem(f"{spot}[{k}]", f"no remedy {remedy_id!r}")

        def on_side(spot: str, ids: tuple[str, ...], side: Side) -> None:
            for k, criterion_id in enumerate(ids):
                found = side_of.get(criterion_id)
                if found is None:
                    raise InvalidProblem(f"{spot}[{k}]", f"no criterion {criterion_id!r}")
                if found is not side:
                    raise InvalidProblem(f"{spot}[{k}]", f"criterion {criterion_id!r} is of side {found}, not {side}")

        for i, criterion in enumerate(self.criteria):
            known(f"criteria[{i}].remedies", criterion.remedies)
        for i, place in enumerate(self.places):
            on_side(f"places[{i}].criteria", place.criteria, Side.PLACE)
            known(f"places[{i}].capacity_remedies", place.capacity_remedies)
            known(f"places[{i}].closing_remedies", place.closing_remedies)
        for i, person in enumerate(self.people):
            on_side(f"people[{i}].needs", person.needs, Side.PERSON)
            if person.current_place is not None and person.current_place not in places:
                raise InvalidProblem(f"people[{i}].current_place", f"no place {person.current_place!r}")

    def _check_fact_types(self) -> None:
        for name, tested in self._uses():
            rows: Sequence[Person | Place] = self.people if name == "people" else self.places
            for i, row in enumerate(rows):
                for fact_name, fact in row.facts.items():
                    wanted = tested.get(fact_name)
                    if wanted is not None and type(fact.value) not in wanted[0]:
                        raise InvalidProblem(f"{name}[{i}].facts.{fact_name}.value", f"must be {wanted[1]}")

    def _uses(self) -> Iterator[tuple[str, dict[str, tuple[frozenset[type], str]]]]:
        """Per kind of row the types that its facts must have, because criteria test them or compare with them."""
        uses: dict[str, dict[str, tuple[frozenset[type], str]]] = {"people": {}, "places": {}}
        for i, criterion in enumerate(self.criteria):
            tested, setter = ("people", "places") if criterion.side is Side.PLACE else ("places", "people")
            wanted = (wanted_types(criterion.operator), wanted_words(criterion.operator))
            pairs = [("fact", tested, criterion.fact, wanted)]
            if criterion.against is not None:
                if criterion.operator in CHOICE_OPERATORS:
                    wanted = (frozenset({frozenset}), "a set of texts")
                pairs.append(("against", setter, criterion.against, wanted))
            for spot, rows, name, types in pairs:
                before = uses[rows].get(name)
                merged = types if before is None else (before[0] & types[0], before[1])
                if not merged[0]:
                    raise InvalidProblem(
                        f"criteria[{i}].{spot}", f"other criteria want fact {name!r} to be {merged[1]}"
                    )
                uses[rows][name] = merged
        if self.distance_weight:
            point = wanted_types(Operator.WITHIN_KM)
            for rows in uses:
                if uses[rows].setdefault(LOCATION, (point, "a point"))[0] != point:
                    raise InvalidProblem("distance_weight", f"nearness needs fact {LOCATION!r} to be a point")
        yield from uses.items()
