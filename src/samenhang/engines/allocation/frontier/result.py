"""The answer: the points of the frontier, the base they start from, and what each remedy does alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..result import Placement, Score, Status


@dataclass(frozen=True, slots=True)
class Change:
    """People placed and remedies bought at one point and not at another."""

    people: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One package: the best answer within a budget.

    `budget` is the cost of the package, or the budget that was asked for. Free packages are also held to `number`
    remedies (None: any). `bound` means what it means in allocation, within this size; `status` follows from it.
    `least_cost` and `least_number` are proven: no package that is smaller, by cost and then by number, has this
    priority.
    """

    budget: int
    number: int | None
    objective: Score
    bound: Score
    placed: tuple[Placement, ...]
    remedies: tuple[str, ...]
    least_cost: int = 0
    least_number: int = 0
    adds: Change = Change()
    drops: Change = Change()

    @property
    def status(self) -> Status:
        """Optimal when the bound is reached in every goal."""
        return Status.OPTIMAL if self.bound == self.objective else Status.FEASIBLE

    @property
    def people(self) -> int:
        """How many people are placed."""
        return len(self.placed)

    @property
    def size(self) -> tuple[int, int]:
        """Cost first, then the number of remedies."""
        return self.objective.cost, len(self.remedies)


@dataclass(frozen=True, slots=True)
class Base:
    """What is reached without any remedy, or without any that costs money."""

    people: int
    objective: Score
    bound: Score

    @property
    def status(self) -> Status:
        """Optimal when the bound is reached in every goal."""
        return Status.OPTIMAL if self.bound == self.objective else Status.FEASIBLE


@dataclass(frozen=True, slots=True)
class Alone:
    """One remedy by itself, against none at all: how many people and points of priority more; `proven` when both are."""

    id: str
    cost: int
    people: int
    priority: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Frontier:
    """Points from the smallest package to the largest, each with more than the one before.

    `most_priority` is proven: no package of any size within the largest budget has more. `complete` says, proven as
    well, that no other package belongs among the points. `without_remedies` and `without_cost` are the two bases.
    `seconds` is wall time.
    """

    points: tuple[Point, ...]
    without_remedies: Base
    without_cost: Base
    alone: tuple[Alone, ...]
    most_priority: int
    complete: bool
    seconds: float

    def at(self, budget: int) -> Point:
        """The point that a budget buys: the last one that costs no more. Raises `ValueError` for less than nothing."""
        if budget < 0:
            raise ValueError("a budget is at least 0")
        return [point for point in self.points if point.objective.cost <= budget][-1]


def change(
    people: Sequence[Placement], remedies: Sequence[str], before: Sequence[Placement], had: Sequence[str]
) -> tuple[Change, Change]:
    """What an answer adds to another and drops of it."""
    now, then = {one.person: 0 for one in people}, {one.person: 0 for one in before}
    adds = Change(tuple(one for one in now if one not in then), tuple(one for one in remedies if one not in had))
    drops = Change(tuple(one for one in then if one not in now), tuple(one for one in had if one not in remedies))
    return adds, drops
