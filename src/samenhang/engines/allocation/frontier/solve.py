"""The frontier: a problem in, the packages that are worth their size out, from nothing to everything."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from .._model import compile_model
from ..problem import InvalidProblem, Problem
from ..result import Placement
from ._alone import alone
from ._part import Part, needing_only, proven, used
from ._walk import Step, Walk
from .effect import Effect, effect
from .result import Base, Frontier, Point, change

DEFAULT_SECONDS = 60.0
DEFAULT_POINTS = 12
MOST_POINTS = 200
FREE = 0.25  # of the time, for the packages that cost nothing
WORK = 0.92  # of the time that is given; a solver does not always stop at once
GRATIS = 0.1  # of the time that is left, for all free remedies at once
ALONE = 0.15  # of the time, for the remedies one by one


def frontier(
    problem: Problem,
    *,
    points: int = DEFAULT_POINTS,
    budgets: Sequence[int] | None = None,
    seconds: float | None = None,
    seed: int = 0,
) -> Frontier:
    """At most so many points, or the best answer for each of the `budgets`, which then replace the budget of the problem.

    Goals and proofs are those of allocation. A package is larger when it costs more; packages that cost nothing are
    larger with more remedies. Wall time stays within `seconds` (60 when None); what ends before that is the same for
    the same input. Raises `InvalidProblem` for a senseless number of points or budget.
    """
    began = time.perf_counter()
    if not 2 <= points <= MOST_POINTS:
        raise InvalidProblem("points", f"must be a whole number from 2 to {MOST_POINTS}")
    if budgets is not None and (not budgets or min(budgets) < 0):
        raise InvalidProblem("budgets", "must be whole numbers of at least 0")
    end = began + WORK * (DEFAULT_SECONDS if seconds is None else max(float(seconds), 0.0))
    free, free_done = _free(problem, points, deadline=began + FREE * (end - began), seed=seed)
    none, last = free[0], free[-1]
    gratis = _gratis(problem, last, deadline=time.perf_counter() + GRATIS * (end - time.perf_counter()), seed=seed)
    if gratis.objective.priority > last.objective.priority:  # found only when all that is free was there at once
        found_late = _free_found(problem, gratis)
        free = [*(one for one in free if one.size < found_late.size), found_late]
        none, free_done = free[0], False
    ones = alone(problem, none, deadline=time.perf_counter() + ALONE * (end - time.perf_counter()), seed=seed)
    if budgets is None:
        paid, paid_done, most = _paid(problem, gratis, points - len(free) + 1, deadline=end, seed=seed)
        found, complete = [*free, *paid], free_done and paid_done
    else:
        found, most = _given(problem, sorted(set(budgets)), deadline=end, seed=seed)
        complete = False
    return Frontier(
        points=_told(found),
        without_remedies=Base(none.people, none.objective, none.bound),
        without_cost=Base(gratis.people, gratis.objective, gratis.bound),
        alone=ones,
        most_priority=most,
        complete=complete,
        seconds=time.perf_counter() - began,
    )


def _free(problem: Problem, points: int, *, deadline: float, seed: int) -> tuple[list[Point], bool]:
    """The packages that cost nothing, by the number of remedies; the first is no remedy at all."""
    free = problem.remedy_cost == 0
    part = needing_only(problem, free, np.ones(len(problem.remedies), np.int64))
    walk = Walk(compile_model(part.problem), seed=seed, deadline=deadline)
    steps = walk.steps(max(2, points // 2))
    return [_free_point(problem, part, step, walk) for step in steps], walk.complete


def _free_point(problem: Problem, part: Part, step: Step, walk: Walk) -> Point:
    placed, best = part.placed(step.best), step.best
    bound = proven(best)
    return Point(
        budget=0,
        number=step.budget,
        objective=replace(best.score, cost=0),
        bound=replace(bound, cost=0),
        placed=placed,
        remedies=used(problem, placed),
        least_number=min(walk.floor(best.score.priority), step.budget),
    )


def _gratis(problem: Problem, last: Point, *, deadline: float, seed: int) -> Effect:
    """All that costs nothing at once: what no budget reaches, with the best value, from the last free point."""
    needed = set(problem.needs.items.tolist())
    free = [one for item, one in enumerate(problem.remedies) if problem.remedy_cost[item] == 0 and item in needed]
    if not free:
        return Effect.of(last)
    return effect(problem, free, against=Effect.of(last), seconds=deadline - time.perf_counter(), seed=seed)


def _free_found(problem: Problem, found: Effect) -> Point:
    remedies = used(problem, found.placed)
    return Point(0, len(remedies), found.objective, found.bound, found.placed, remedies)


def _paid(problem: Problem, free: Effect, points: int, *, deadline: float, seed: int) -> tuple[list[Point], bool, int]:
    """The packages that cost something, beyond the best that costs nothing."""
    part = Part(problem, problem, np.arange(len(problem.option_person)))
    walk = Walk(compile_model(problem), seed=seed, deadline=deadline)
    walk.take([one.option for one in free.placed], free.bound)
    steps = walk.steps(max(points, 2))
    told = [_paid_point(problem, part, step, walk.floor(step.best.score.priority)) for step in steps]
    more = [one for one in told if one.objective.priority > free.objective.priority]
    return more, walk.complete, walk.ceiling(walk.top)


def _given(problem: Problem, budgets: Sequence[int], *, deadline: float, seed: int) -> tuple[list[Point], int]:
    """The best answer within each budget; those that bring nothing more than a smaller one are left out."""
    problem = replace(problem, budget=budgets[-1])
    part = Part(problem, problem, np.arange(len(problem.option_person)))
    walk = Walk(compile_model(problem), seed=seed, deadline=deadline)
    told: list[Point] = []
    for step in walk.given(budgets):
        point = _paid_point(problem, part, step, walk.floor(step.best.score.priority))
        if not told or point.objective.key[:2] > told[-1].objective.key[:2]:
            told.append(point)
    return told, walk.ceiling(budgets[-1])


def _paid_point(problem: Problem, part: Part, step: Step, least: int) -> Point:
    placed = part.placed(step.best)
    return Point(
        budget=step.budget,
        number=None,
        objective=step.best.score,
        bound=proven(step.best),
        placed=placed,
        remedies=used(problem, placed),
        least_cost=min(least, step.best.score.cost),
    )


def _told(points: Sequence[Point]) -> tuple[Point, ...]:
    """Each point with what it adds to the one before and drops of it."""
    told: list[Point] = []
    before: tuple[Placement, ...] = ()
    had: tuple[str, ...] = ()
    for point in points:
        adds, drops = change(point.placed, point.remedies, before, had)
        told.append(replace(point, adds=adds, drops=drops))
        before, had = point.placed, point.remedies
    return tuple(told)
