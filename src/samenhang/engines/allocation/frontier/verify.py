"""An independent reader of frontiers: every point through the verifier of allocation, and then their order."""

from __future__ import annotations

from dataclasses import replace

from .. import verify
from ..problem import Problem
from ..result import Result, Unplaced
from .result import Base, Frontier, Point, change


def check(problem: Problem, frontier: Frontier) -> list[str]:
    """Everything that is wrong with a frontier: points that break something, are miscounted or superfluous."""
    broken: list[str] = []
    before: Point | None = None
    for number, point in enumerate(frontier.points):
        found = [*_point(problem, point), *_changes(point, before)]
        if before is not None:
            found += _order(point, before)
        broken += [f"point {number}: {one}" for one in found]
        before = point
        if point.objective.priority > frontier.most_priority:
            broken.append(f"point {number}: more than is called the most")
    if not frontier.points:
        broken.append("no point at all")
    broken += [f"without remedies: {one}" for one in _base(frontier.without_remedies)]
    broken += [f"without cost: {one}" for one in _base(frontier.without_cost)]
    if frontier.without_remedies.objective.key > frontier.without_cost.objective.key:
        broken.append("less with free remedies than without any")
    return broken


def _point(problem: Problem, point: Point) -> list[str]:
    """The point as an answer of allocation, within its own budget."""
    placed = {one.person for one in point.placed}
    result = Result(
        status=point.status,
        objective=point.objective,
        bound=point.bound,
        seconds=0.0,
        placed=point.placed,
        unplaced=tuple(Unplaced(one, ("-",)) for one in problem.people if one not in placed),
        remedies=point.remedies,
    )
    broken = verify.check(replace(problem, budget=point.budget), result)
    if set(point.remedies) != {need for one in point.placed for need in one.needs}:
        broken.append("a remedy that nobody uses, or one that is not listed")
    if point.number is not None and (len(point.remedies) > point.number or point.objective.cost):
        broken.append("more remedies than it says, or not free")
    if (point.least_cost, point.least_number) > point.size:
        broken.append("smaller than what it calls the least")
    return broken


def _changes(point: Point, before: Point | None) -> list[str]:
    told = change(
        point.placed,
        point.remedies,
        () if before is None else before.placed,
        () if before is None else before.remedies,
    )
    return [] if (point.adds, point.drops) == told else ["what it adds or drops is not the difference"]


def _order(point: Point, before: Point) -> list[str]:
    broken = []
    if point.size <= before.size and point.budget <= before.budget:
        broken.append("not larger than the one before")
    if point.objective.key[:2] <= before.objective.key[:2]:
        broken.append("no more than the one before, for more")
    if before.bound.priority > point.bound.priority:
        broken.append("a bound below that of a smaller budget")
    return broken


def _base(base: Base) -> list[str]:
    broken = []
    if base.bound.priority < base.objective.priority or base.bound.value < base.objective.value:
        broken.append("a bound below the objective")
    if base.objective.cost:
        broken.append("a cost")
    return broken
