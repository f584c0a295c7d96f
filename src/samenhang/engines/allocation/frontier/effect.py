"""What one package does that somebody put together: the remedies are given, the engine only places people."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .._answer import Best
from .._model import compile_model
from .._route import improve
from .._stages import run_stages
from ..problem import InvalidProblem, Problem
from ..result import Placement, Score, Status
from ._part import needing_only, proven, used
from ._relaxed import LARGEST
from .result import Change, Point, change

DEFAULT_SECONDS = 10.0
BEFORE = 0.3  # of the time at most: for what the package is compared with


@dataclass(frozen=True, slots=True)
class Effect:
    """The best answer with these remedies and no others, against another package (none at all when not said).

    `cost` is that of the whole package, also of `unused`: remedies that nobody needs in this answer. Budget and cost
    play no part in the answer; payers' budgets and limits do. `objective.cost` and `bound.cost` are `cost`.
    `most_more` is proven: no answer with this package has more points of priority over that answer than this.
    """

    package: tuple[str, ...]
    cost: int
    objective: Score
    bound: Score
    placed: tuple[Placement, ...]
    unused: tuple[str, ...]
    more_people: int
    more_priority: int
    most_more: int
    adds: Change
    drops: Change
    seconds: float

    @property
    def status(self) -> Status:
        """Optimal when the bound is reached in every goal."""
        return Status.OPTIMAL if self.bound == self.objective else Status.FEASIBLE

    @classmethod
    def of(cls, point: Point) -> Effect:
        """A point of a frontier, to compare a package with."""
        return cls(
            point.remedies, point.objective.cost, point.objective, point.bound, point.placed, (), 0, 0, 0,
            Change(), Change(), 0.0,
        )  # fmt: skip

    @property
    def people(self) -> int:
        """How many people are placed."""
        return len(self.placed)

    @property
    def priority_proven(self) -> bool:
        """Whether no answer with this package has more priority."""
        return self.bound.priority == self.objective.priority


def effect(
    problem: Problem,
    package: Sequence[str],
    *,
    against: Effect | None = None,
    seconds: float | None = None,
    seed: int = 0,
) -> Effect:
    """What a package brings. Computes the effect of no remedies first when nothing is given to compare with.

    Raises `InvalidProblem` naming the spot for a remedy that the problem does not know or that is named twice.
    """
    began = time.perf_counter()
    limit = DEFAULT_SECONDS if seconds is None else max(float(seconds), 0.0)
    index = {one: number for number, one in enumerate(problem.remedies)}
    given = np.zeros(len(problem.remedies), bool)
    for position, one in enumerate(package):
        if one not in index:
            raise InvalidProblem(f"package[{position}]", f'unknown remedy "{one}"')
        if given[index[one]]:
            raise InvalidProblem(f"package[{position}]", f'"{one}" is named twice')
        given[index[one]] = True
    if against is None and package:
        against = effect(problem, (), seconds=BEFORE * limit, seed=seed)
    part = needing_only(problem, given, np.zeros(len(problem.remedies), np.int64))
    best = Best(compile_model(part.problem))
    if against is not None:
        _offer(best, part.original, [one.option for one in against.placed])
    spent = min(time.perf_counter() - began, BEFORE * limit)  # loading compiled code for the first time does not count
    _improve(best, deadline=time.perf_counter() + limit - spent, seed=seed)
    placed, bound = part.placed(best), proven(best)
    cost = int(problem.remedy_cost[given].sum())
    needed = set(used(problem, placed))
    named = tuple(one for one, taken in zip(problem.remedies, given.tolist(), strict=True) if taken)
    other = best.score if against is None else against.objective
    before, had = (placed, named) if against is None else (against.placed, against.package)
    adds, drops = change(placed, named, before, had)
    return Effect(
        package=named,
        cost=cost,
        objective=replace(best.score, cost=cost),
        bound=replace(bound, cost=cost),
        placed=placed,
        unused=tuple(one for one in named if one not in needed),
        more_people=len(placed) - len(before),
        more_priority=best.score.priority - other.priority,
        most_more=0 if against is None else bound.priority - other.priority,
        adds=adds,
        drops=drops,
        seconds=time.perf_counter() - began,
    )


def _improve(best: Best, *, deadline: float, seed: int) -> None:
    """With the remedies given, integer programmes over everybody are quick; other ways only when they fall short."""
    model = best.model
    if not model.options:
        best.priority_bound = best.value_bound = 0
        return
    if model.options <= LARGEST and not model.plain:
        run_stages(best, np.arange(model.options), deadline=deadline, seed=seed)
    if not best.done and time.perf_counter() < deadline - 0.02:
        improve(best, deadline=deadline, seed=seed)


def _offer(best: Best, original: np.ndarray, options: list[int]) -> None:
    """Start from an answer in options of the whole problem, as far as they take part."""
    whole = original[best.model.original]
    best.offer(np.flatnonzero(np.isin(whole, np.array(options, np.int64))))
