"""The answer: where to stand, who is reached from where, how much that is, and how much it could be at most."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What the engine can say about its answer."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = (
        "infeasible"  # kept for the contract; who cannot be reached is named and never refused, so it does not occur
    )


@dataclass(frozen=True, slots=True)
class Assignment:
    """A demand that is covered, by the nearest open site."""

    demand: str
    site: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Result:
    """The answer with its proof.

    `covered` is the weight within the norm of an open site. With a number of sites asked, `bound` is the most weight that so many can
    cover; with the fewest asked, `bound` is the number of sites that is needed at least. `unreachable` are the demands that no site at
    all covers, `uncovered` those that one could, but none of these does. `seconds` is wall time.
    """

    status: Status
    sites: tuple[str, ...]
    covered: float
    bound: float
    assigned: tuple[Assignment, ...]
    uncovered: tuple[str, ...]
    unreachable: tuple[str, ...]
    seconds: float
