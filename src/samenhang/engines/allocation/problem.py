"""The question: who could get which place, and what must hold.

Units: priority is a whole number of points, value is counted in millionths (six digits behind the point, so that sums
are exact), load and capacity are whole slots, cost and budget are whole euros, charges whole units of the payer's money.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

MICRO = 1_000_000
LARGEST = 2**63 - 1
LARGEST_TOTAL = 2**62 - 1
NONE = -1  # "no limit" and "no budget" in arrays


class InvalidProblem(ValueError):
    """The problem contradicts itself; `spot` names where, `message` says what is wrong."""

    def __init__(self, spot: str, message: str) -> None:
        super().__init__(f"{spot}: {message}" if spot else message)
        self.spot = spot
        self.message = message


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who waits for a place; `priority` in points, at least 0."""

    id: str
    priority: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A place with `capacity` slots; `at_most` maps a group to the number of its people that fit here together."""

    id: str
    capacity: int
    at_most: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to place one person: `load` slots, `value` with at most six digits, remedies needed, charges per payer."""

    person: str
    place: str
    value: int | float | Decimal = 0
    load: int = 1
    needs: Sequence[str] = ()
    charges: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that makes options possible, for `cost` once; serves at most `limit` chosen options (None: any)."""

    id: str
    cost: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People who are counted together by the `at_most` of a place."""

    id: str
    people: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """Lists of unequal length in one array: list `i` is `items[start[i]:start[i + 1]]`."""

    start: Ints
    items: Ints

    @staticmethod
    def of(lists: Sequence[Sequence[int]]) -> Rows:
        """Pack Python lists of whole numbers."""
        start = np.zeros(len(lists) + 1, np.int64)
        np.cumsum([len(one) for one in lists], out=start[1:])
        return Rows(start, np.fromiter((item for one in lists for item in one), np.int64, int(start[-1])))

    @staticmethod
    def empty(count: int) -> Rows:
        """`count` empty lists."""
        return Rows(np.zeros(count + 1, np.int64), np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.start) - 1

    def of_one(self, index: int) -> list[int]:
        """The list with this index, as plain whole numbers."""
        return self.items[self.start[index] : self.start[index + 1]].tolist()


def _no_ints() -> Ints:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False, slots=True)
class Problem:
    """An allocation problem in compact form; build it with `build` (by id) or `from_arrays` (by index, for speed).

    Everything refers by index. `option_value` is in millionths; `remedy_limit`, `budget` and `payer_budget` use -1 for
    "none". Options keep the order in which they were given. Raises `InvalidProblem` when the arrays contradict.
    """

    people: tuple[str, ...]
    priority: Ints
    places: tuple[str, ...]
    capacity: Ints
    option_person: Ints
    option_place: Ints
    option_value: Ints
    option_load: Ints
    needs: Rows
    charge_payer: Rows
    charge_amount: Ints
    remedies: tuple[str, ...] = ()
    remedy_cost: Ints = field(default_factory=_no_ints)
    remedy_limit: Ints = field(default_factory=_no_ints)
    budget: int = NONE
    groups: tuple[str, ...] = ()
    group_people: Rows = field(default_factory=lambda: Rows.empty(0))
    at_most_place: Ints = field(default_factory=_no_ints)
    at_most_group: Ints = field(default_factory=_no_ints)
    at_most_number: Ints = field(default_factory=_no_ints)
    apart: tuple[tuple[int, int], ...] = ()
    payers: tuple[str, ...] = ()
    payer_budget: Ints = field(default_factory=_no_ints)

    def __post_init__(self) -> None:
        self._check_lengths()
        self._check_numbers()
        self._check_references()
        self._check_totals()

    def _check_lengths(self) -> None:
        options = len(self.option_person)
        for name, array, length in (
            ("people", self.priority, len(self.people)),
            ("places", self.capacity, len(self.places)),
            ("options", self.option_place, options),
            ("options", self.option_value, options),
            ("options", self.option_load, options),
            ("options", self.needs, options),
            ("options", self.charge_payer, options),
            ("options", self.charge_amount, len(self.charge_payer.items)),
            ("remedies", self.remedy_cost, len(self.remedies)),
            ("remedies", self.remedy_limit, len(self.remedies)),
            ("groups", self.group_people, len(self.groups)),
            ("places", self.at_most_group, len(self.at_most_place)),
            ("places", self.at_most_number, len(self.at_most_place)),
            ("budgets", self.payer_budget, len(self.payers)),
        ):
            if len(array) != length:
                raise InvalidProblem(name, f"{len(array)} numbers for {length} entries")

    def _check_numbers(self) -> None:
        for pattern, array, least in (
            ("people[{}].priority", self.priority, 0),
            ("places[{}].capacity", self.capacity, 0),
            ("options[{}].load", self.option_load, 0),
            ("options.charges[{}]", self.charge_amount, 0),
            ("remedies[{}].cost", self.remedy_cost, 0),
            ("remedies[{}].limit", self.remedy_limit, NONE),
            ("places.at_most[{}]", self.at_most_number, 0),
            ("budgets[{}]", self.payer_budget, NONE),
        ):
            if len(array) and int(array.min()) < least:
                raise InvalidProblem(pattern.format(int(array.argmin())), "must not be negative")
        if self.budget < NONE:
            raise InvalidProblem("budget", "must not be negative")

    def _check_references(self) -> None:
        for pattern, array, count in (
            ("options[{}].person", self.option_person, len(self.people)),
            ("options[{}].place", self.option_place, len(self.places)),
            ("options.needs[{}]", self.needs.items, len(self.remedies)),
            ("options.charges[{}]", self.charge_payer.items, len(self.payers)),
            ("groups.people[{}]", self.group_people.items, len(self.people)),
            ("places.at_most[{}]", self.at_most_place, len(self.places)),
            ("places.at_most[{}]", self.at_most_group, len(self.groups)),
        ):
            wrong = np.flatnonzero((array < 0) | (array >= count))
            if len(wrong):
                raise InvalidProblem(pattern.format(int(wrong[0])), f"index {int(array[wrong[0]])} does not exist")
        for position, (one, other) in enumerate(self.apart):
            if not (0 <= one < len(self.people) and 0 <= other < len(self.people)):
                raise InvalidProblem(f"apart[{position}]", "index does not exist")
            if one == other:
                raise InvalidProblem(f"apart[{position}]", f'"{self.people[one]}" cannot stay apart from itself')

    def _check_totals(self) -> None:
        for spot, array in (
            ("people.priority", self.priority),
            ("options.value", np.abs(self.option_value)),
            ("options.load", self.option_load),
            ("options.charges", self.charge_amount),
            ("remedies.cost", self.remedy_cost),
        ):
            if len(array) and (int(array.min()) < 0 or float(array.sum(dtype=np.float64)) > LARGEST_TOTAL * 0.999):
                raise InvalidProblem(spot, "the total passes 64 bits")

    @classmethod
    def from_arrays(
        cls,
        *,
        people: Sequence[str],
        priority: Ints,
        places: Sequence[str],
        capacity: Ints,
        option_person: Ints,
        option_place: Ints,
        option_value: Ints,
        option_load: Ints | None = None,
    ) -> Problem:
        """Build a problem without side constraints from arrays, without a Python loop over the options."""
        options = len(option_person)
        load = np.ones(options, np.int64) if option_load is None else np.asarray(option_load, np.int64)
        return cls(
            people=tuple(people),
            priority=np.asarray(priority, np.int64),
            places=tuple(places),
            capacity=np.asarray(capacity, np.int64),
            option_person=np.asarray(option_person, np.int64),
            option_place=np.asarray(option_place, np.int64),
            option_value=np.asarray(option_value, np.int64),
            option_load=load,
            needs=Rows.empty(options),
            charge_payer=Rows.empty(options),
            charge_amount=_no_ints(),
        )

    @classmethod
    def build(
        cls,
        people: Iterable[Person],
        places: Iterable[Place],
        options: Iterable[Option],
        *,
        remedies: Iterable[Remedy] = (),
        budget: int | None = None,
        groups: Iterable[Group] = (),
        apart: Iterable[Sequence[str]] = (),
        budgets: Mapping[str, int] | None = None,
    ) -> Problem:
        """Build a problem from named parts. Raises `InvalidProblem` with the spot for whatever does not fit."""
        from ._build import build_arrays

        return cls(**build_arrays(people, places, options, remedies, budget, groups, apart, budgets or {}))


def to_millionths(value: int | float | Decimal, spot: str) -> int:
    """The value as a whole number of millionths. Raises `InvalidProblem` when it has more than six digits or no end."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise InvalidProblem(spot, "must be a number")
    if isinstance(value, int):
        micro = value * MICRO
    elif isinstance(value, float) and abs(value) < 1e9:
        micro = round(value * MICRO)
        if micro / MICRO != value:
            raise InvalidProblem(spot, "must have at most six digits behind the point")
    else:
        micro = _exact_millionths(value, spot)
    if abs(micro) > LARGEST:
        raise InvalidProblem(spot, "does not fit in 64 bits")
    return micro


def _exact_millionths(value: float | Decimal, spot: str) -> int:
    try:
        exact = value if isinstance(value, Decimal) else Decimal(repr(value))
        if not exact.is_finite():
            raise InvalidProblem(spot, "must be a finite number")
        if exact and exact.adjusted() > 20:
            raise InvalidProblem(spot, "does not fit in 64 bits")
        numerator, denominator = exact.as_integer_ratio() if exact.adjusted() > -30 else (0, 1)
    except (InvalidOperation, OverflowError, ValueError) as error:
        if isinstance(error, InvalidProblem):
            raise
        raise InvalidProblem(spot, "must be a finite number") from None
    micro, rest = divmod(numerator * MICRO, denominator)
    if rest or (exact and exact.adjusted() <= -30):
        raise InvalidProblem(spot, "must have at most six digits behind the point")
    return micro
