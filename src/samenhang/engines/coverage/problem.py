"""The question: who could be reached from where, and how many places to open.

Units: minutes are minutes of travel, from a site to a demand; a weight is whatever is counted (people, calls), whole or not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .faults import Fault, InvalidProblem
from .travel import Floats, estimate

__all__ = ["FEWEST", "Demand", "InvalidProblem", "Problem", "Site"]

Bools = NDArray[np.bool_]

FEWEST = "fewest"
MOST_PAIRS = 25_000_000
LARGEST_TOTAL = 10**15  # of all weights; below it sums of whole numbers are exact
UNREACHABLE = math.inf


@dataclass(frozen=True, slots=True)
class Demand:
    """Something to be reached, such as the people of a postcode area; the point only when minutes are to be estimated."""

    id: str
    weight: float = 1
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Where a team could stand or be on call; a `fixed` one is there already."""

    id: str
    fixed: bool = False
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Problem:
    """A coverage problem in compact form; build it with `build`, or directly from arrays.

    `minutes[i, j]` is the time from site j to demand i, infinite when unreachable. `choose` is the number of sites to open, fixed ones
    included; None asks for the fewest that cover everybody who can be covered. Raises `InvalidProblem` when the arrays contradict.
    """

    demand: tuple[str, ...]
    weight: Floats
    sites: tuple[str, ...]
    fixed: Bools
    minutes: Floats
    norm_minutes: float
    choose: int | None = None

    def __post_init__(self) -> None:
        _ids("demand", self.demand)
        _ids("sites", self.sites)
        _size(len(self.demand), len(self.sites))
        for spot, array, shape in (
            ("demand", self.weight, (len(self.demand),)),
            ("sites", self.fixed, (len(self.sites),)),
            ("minutes", self.minutes, (len(self.demand), len(self.sites))),
        ):
            if array.shape != shape:
                raise InvalidProblem(spot, Fault.RAGGED, found=array.shape, wanted=shape)
        _each_number("demand[{}].weight", self.weight)
        _each_number("minutes[{}][{}]", self.minutes, unreachable=True)
        number("norm_minutes", self.norm_minutes)
        if math.fsum(self.weight.tolist()) > LARGEST_TOTAL:
            raise InvalidProblem("demand.weight", Fault.TOTAL_TOO_LARGE, most=LARGEST_TOTAL)
        self._check_choice()

    def _check_choice(self) -> None:
        if self.choose is None:
            return
        if isinstance(self.choose, bool) or not isinstance(self.choose, int):
            raise InvalidProblem("choose", Fault.NOT_A_CHOICE)
        if self.choose < 0:
            raise InvalidProblem("choose", Fault.NEGATIVE)
        if self.choose > len(self.sites):
            raise InvalidProblem("choose", Fault.MORE_THAN_SITES, sites=len(self.sites))
        if self.choose < int(self.fixed.sum()):
            raise InvalidProblem("choose", Fault.FEWER_THAN_FIXED, fixed=int(self.fixed.sum()))

    @property
    def covers(self) -> Bools:
        """Whether site j (column) covers demand i (row): at or under the norm."""
        within: Bools = self.minutes <= self.norm_minutes
        return within

    @classmethod
    def build(
        cls,
        demand: Iterable[Demand],
        sites: Iterable[Site],
        *,
        norm_minutes: float,
        choose: int | str,
        minutes: Sequence[Sequence[float | None]] | None = None,
    ) -> Problem:
        """Build a problem from named parts, with a matrix of minutes (None: unreachable) or with a point for everything.

        Raises `InvalidProblem` with the spot for whatever does not fit.
        """
        demand, sites = list(demand), list(sites)
        _ids("demand", [one.id for one in demand])
        _ids("sites", [one.id for one in sites])
        _size(len(demand), len(sites))
        for i, one in enumerate(demand):
            number(f"demand[{i}].weight", one.weight)
        for j, site in enumerate(sites):
            if not isinstance(site.fixed, bool):
                raise InvalidProblem(f"sites[{j}].fixed", Fault.NOT_TRUE_OR_FALSE)
        if isinstance(choose, str) and choose != FEWEST:
            raise InvalidProblem("choose", Fault.NOT_A_CHOICE)
        return cls(
            demand=tuple(one.id for one in demand),
            weight=np.array([float(one.weight) for one in demand]),
            sites=tuple(site.id for site in sites),
            fixed=np.array([site.fixed for site in sites], bool),
            minutes=_estimated(demand, sites) if minutes is None else _matrix(minutes, demand, sites),
            norm_minutes=number("norm_minutes", norm_minutes),
            choose=None if isinstance(choose, str) else choose,
        )


def number(spot: str, value: object, *, signed: bool = False) -> float:
    """The value as a finite number, of at least 0 unless `signed`. Raises `InvalidProblem`."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.integer | np.floating):
        raise InvalidProblem(spot, Fault.NOT_A_NUMBER)
    try:
        real = float(value)
    except OverflowError:
        real = math.inf
    if not math.isfinite(real):
        raise InvalidProblem(spot, Fault.NOT_FINITE)
    if real < 0 and not signed:
        raise InvalidProblem(spot, Fault.NEGATIVE)
    return real


def _each_number(pattern: str, array: Floats, *, unreachable: bool = False) -> None:
    for fault, wrong in (
        (Fault.NOT_FINITE, np.isnan(array) if unreachable else ~np.isfinite(array)),
        (Fault.NEGATIVE, array < 0),
    ):
        if wrong.any():
            raise InvalidProblem(pattern.format(*np.argwhere(wrong)[0].tolist()), fault)


def _ids(spot: str, ids: Sequence[str]) -> None:
    if not ids:
        raise InvalidProblem(spot, Fault.EMPTY)
    seen: set[str] = set()
    for i, one in enumerate(ids):
        if not isinstance(one, str) or not one.strip():
            raise InvalidProblem(f"{spot}[{i}].id", Fault.NOT_AN_ID)
        if one in seen:
            raise InvalidProblem(f"{spot}[{i}].id", Fault.DUPLICATE_ID, id=one)
        seen.add(one)


def _size(demand: int, sites: int) -> None:
    if demand * sites > MOST_PAIRS:
        raise InvalidProblem("minutes", Fault.TOO_LARGE, pairs=demand * sites, most=MOST_PAIRS)


def _matrix(minutes: Sequence[Sequence[float | None]], demand: list[Demand], sites: list[Site]) -> Floats:
    both: list[tuple[str, Sequence[Demand | Site]]] = [("demand", demand), ("sites", sites)]
    for kind, rows in both:
        for i, one in enumerate(rows):
            if one.lat is not None or one.lon is not None:
                raise InvalidProblem(f"{kind}[{i}]", Fault.MINUTES_AND_POINTS)
    if len(minutes) != len(demand):
        raise InvalidProblem("minutes", Fault.RAGGED, found=len(minutes), wanted=len(demand))
    matrix = np.empty((len(demand), len(sites)))
    for i, row in enumerate(minutes):
        if not isinstance(row, list | tuple | np.ndarray):
            raise InvalidProblem(f"minutes[{i}]", Fault.NOT_A_LIST)
        if len(row) != len(sites):
            raise InvalidProblem(f"minutes[{i}]", Fault.RAGGED, found=len(row), wanted=len(sites))
        if isinstance(row, np.ndarray) or not _plain_row(matrix[i], row):
            matrix[i] = [UNREACHABLE if one is None else number(f"minutes[{i}][{j}]", one) for j, one in enumerate(row)]
    return matrix


def _plain_row(into: Floats, row: list[float | None] | tuple[float | None, ...]) -> bool:
    """Fill in a row in which nothing is odd, quickly; what is negative is found later, for the whole matrix."""
    if not set(map(type, row)) <= {int, float, type(None)}:
        return False
    try:
        into[:] = [UNREACHABLE if one is None else one for one in row]
    except OverflowError:
        return False
    return int((~np.isfinite(into)).sum()) == row.count(None)


def _estimated(demand: list[Demand], sites: list[Site]) -> Floats:
    rows: list[Demand | Site] = [*demand, *sites]
    if all(one.lat is None and one.lon is None for one in rows):
        raise InvalidProblem("minutes", Fault.NO_MINUTES)
    return estimate(_points("demand", demand), _points("sites", sites))


def _points(kind: str, rows: Sequence[Demand | Site]) -> Floats:
    points = np.empty((len(rows), 2))
    for i, one in enumerate(rows):
        for axis, (name, value, most) in enumerate((("lat", one.lat, 90), ("lon", one.lon, 180))):
            spot = f"{kind}[{i}].{name}"
            if value is None:
                raise InvalidProblem(spot, Fault.MISSING)
            points[i, axis] = number(spot, value, signed=True)
            if abs(points[i, axis]) > most:
                raise InvalidProblem(spot, Fault.OUT_OF_RANGE, least=-most, most=most)
    return points
