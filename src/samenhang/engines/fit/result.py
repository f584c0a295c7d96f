"""The answers: arrays for all pairs, and readable options for one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np

from .kernel import FITS, IS_UNKNOWN, LIFTABLE, NOT_LIFTABLE, Rows, Tally
from .problem import STAY, Remedy
from .tables import Tables
from .terms import Obstacle, Operator, Outcome, Side, Value

RESULT_FORMAT = "samenhang.fit.result/1"
RANK_OUTCOME = {
    FITS: Outcome.FITS,
    IS_UNKNOWN: Outcome.UNKNOWN,
    LIFTABLE: Outcome.DOES_NOT_FIT,
    NOT_LIFTABLE: Outcome.DOES_NOT_FIT,
}


class OptionKind(StrEnum):
    """Going somewhere, or staying where one is with the expertise brought in."""

    PLACE = "PLACE"
    STAY = "STAY"


class Reason(StrEnum):
    """Why a criterion got its outcome."""

    MEETS = "MEETS"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    EXCLUDED = "EXCLUDED"
    TOO_LOW = "TOO_LOW"
    TOO_HIGH = "TOO_HIGH"
    ITEMS_MISSING = "ITEMS_MISSING"
    NONE_PRESENT = "NONE_PRESENT"
    MORE_THAN_ALLOWED = "MORE_THAN_ALLOWED"
    NOT_TRUE = "NOT_TRUE"
    NOT_FALSE = "NOT_FALSE"
    TOO_FAR = "TOO_FAR"
    FACT_MISSING = "FACT_MISSING"
    FACT_EXPIRED = "FACT_EXPIRED"
    FACT_ENDS = "FACT_ENDS"
    FULL = "FULL"
    FULL_UNTIL = "FULL_UNTIL"
    CAPACITY_UNKNOWN = "CAPACITY_UNKNOWN"
    PLACE_CLOSES = "PLACE_CLOSES"
    NO_CURRENT_PLACE = "NO_CURRENT_PLACE"


@dataclass(frozen=True, slots=True)
class FactUsed:
    """A fact that a verdict rests on. `of` is whose fact it is; value None: not known."""

    of: Side
    name: str
    value: Value | None
    date: dt.date | None
    source: str
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class CriterionVerdict:
    """The answer on one criterion. `details` are the items, or the date, that the reason is about; km for distances."""

    criterion: str
    side: Side | None
    outcome: Outcome
    reason: Reason
    obstacle: Obstacle
    owner: str
    version: int
    hard: bool
    weight: int
    operator: Operator | None
    facts: tuple[FactUsed, ...]
    expected: object
    details: tuple[str, ...]
    km: float | None
    remedies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemedySet:
    """Remedies that together lift everything that fails; cost in euros; the day from which all of them work (None: at once)."""

    remedies: tuple[Remedy, ...]
    cost: int
    available_from: dt.date | None


@dataclass(frozen=True, slots=True)
class Why:
    """An option written out: the distance, the verdict per criterion, what would lift it, what is to be found out."""

    km: float | None
    criteria: tuple[CriterionVerdict, ...]
    remedy_sets: tuple[RemedySet, ...]
    more_sets: bool
    to_find_out: tuple[Remedy, ...]


@dataclass(frozen=True)
class Option:
    """One line of a person's list. `at` is the place it is about (None: staying without a place).

    It is written out when somebody first asks why: a page shows a dozen of the hundreds that are counted and put in order.
    """

    person: str
    place: str
    kind: OptionKind
    at: str | None
    verdict: Outcome
    liftable: bool
    value: float
    obstacles: int
    unknowns: int
    remedies: int | None
    cost: int | None
    write_out: Callable[[], Why] = field(repr=False, compare=False)

    @cached_property
    def why(self) -> Why:
        """The option written out."""
        return self.write_out()

    @property
    def km(self) -> float | None:
        """Kilometres as the crow flies between the person and the place; None when either is unknown."""
        return self.why.km

    @property
    def criteria(self) -> tuple[CriterionVerdict, ...]:
        """The verdict per criterion, what stands in the way first."""
        return self.why.criteria

    @property
    def remedy_sets(self) -> tuple[RemedySet, ...]:
        """The smallest sets of remedies that open it, the cheapest first; empty unless it is liftable."""
        return self.why.remedy_sets

    @property
    def more_sets(self) -> bool:
        """Whether there are more sets than were listed."""
        return self.why.more_sets

    @property
    def to_find_out(self) -> tuple[Remedy, ...]:
        """Who finds out what is unknown."""
        return self.why.to_find_out


@dataclass(frozen=True, slots=True)
class CriterionCount:
    """A criterion as a bottleneck: pairs blocked, people touched, people who would get a first fitting option if it went."""

    criterion: str
    obstacle: Obstacle
    owner: str
    version: int
    pairs_blocked: int
    people_touched: int
    people_opened: int


@dataclass(frozen=True, slots=True)
class RemedyCount:
    """A remedy: blocked pairs in which it lifts something, people reached, pairs and people for whom it alone is enough."""

    remedy: Remedy
    pairs_helped: int
    people_reached: int
    pairs_lifted: int
    people_opened: int


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """What stands in the way in the whole problem, most people opened first; small cells are the caller's duty to suppress."""

    people_fitting: int
    people_unknown: int
    people_without: int
    criteria: tuple[CriterionCount, ...]
    remedies: tuple[RemedyCount, ...]


@dataclass(frozen=True)
class Result:
    """Verdicts of all pairs. Rows are people, columns are places in the problem's order, the last column is the option to stay.

    The cell of somebody's current place repeats the option to stay. `rank`: 0 fits, 1 unknown, 2 does not fit but can be lifted,
    3 cannot. `obstacles` and `unknowns` count hard criteria; `remedies` is the least number that lifts all (255: none) and `cost`
    the least cost for that number, in euros; `value` is in thousandths. `fail` and `unknown` are masks: bits 0-39 the criteria of
    the place, 40-61 the needs, hard ones first, 62 the place closes, 63 capacity or no current place.
    """

    tables: Tables
    rows: Rows
    tally: Tally

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(self.tables.person_number)

    @property
    def places(self) -> tuple[str, ...]:
        return (*self.tables.place_number, STAY)

    @property
    def verdicts(self) -> np.ndarray:
        """0 fits, 1 unknown, 2 does not fit."""
        return np.minimum(self.rows.rank, 2)

    @property
    def liftable(self) -> np.ndarray:
        """True where all that fails has a remedy (and something fails)."""
        return self.rows.rank == LIFTABLE

    def cell(self, person: str, place: str) -> tuple[int, int]:
        """Row and column of a pair; place may be "stay"."""
        column = len(self.tables.place_number) if place == STAY else self.tables.place_number[place]
        return self.tables.person_number[person], column

    def verdict(self, person: str, place: str) -> Outcome:
        """The overall verdict of one pair."""
        return RANK_OUTCOME[int(self.rows.rank[self.cell(person, place)])]


@dataclass(frozen=True)
class Survey:
    """The nearest options of each person and the bottlenecks, for problems too large to keep every pair.

    `nearest` holds columns (-1: no more), `rows` what is known of them, in the same order.
    """

    tables: Tables
    nearest: np.ndarray
    rows: Rows
    tally: Tally


@dataclass(frozen=True)
class Block:
    """The nearest options of a block of people, first person at number `first`."""

    first: int
    nearest: np.ndarray
    rows: Rows
