"""The answer: who gets which place, how good that is, and how good any answer could be at best."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """What the engine can say about its answer."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"  # kept for the contract; placing nobody is always allowed, so it does not occur


@dataclass(frozen=True, slots=True)
class Score:
    """Priority in points, value in millionths, cost in whole euros."""

    priority: int
    value: int
    cost: int

    @property
    def key(self) -> tuple[int, int, int]:
        """Larger is better: priority first, then value, then as cheap as possible."""
        return (self.priority, self.value, -self.cost)


@dataclass(frozen=True, slots=True)
class Placement:
    """One person placed by one option; `option` is its position in the problem."""

    person: str
    place: str
    needs: tuple[str, ...]
    option: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One person without a place, and why; codes as in `explain.Reason`."""

    person: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insight:
    """How many `more` people would be placed with one more of this; `proven` when both answers are proven optimal."""

    id: str
    more: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Insights:
    """For each remedy (were it free of budget and limit) and each place (with one more slot) what it would bring."""

    remedies: tuple[Insight, ...] = ()
    places: tuple[Insight, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer with its proof.

    `bound.priority` is at least the best possible priority; `bound.value` at least the best value of any answer with
    this priority; `bound.cost` at most the cost of any answer with this priority and value. Optimal: bound = objective.
    `seconds` is wall time.
    """

    status: Status
    objective: Score
    bound: Score
    seconds: float
    placed: tuple[Placement, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    remedies: tuple[str, ...] = ()
    insights: Insights | None = field(default=None)
