"""Between JSON documents and the frontier: an allocation problem in, a frontier out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..cli_io import read, score_document
from ..problem import InvalidProblem
from .result import Alone, Base, Change, Frontier, Point
from .schema import RESULT_FORMAT
from .solve import DEFAULT_POINTS, frontier

__all__ = ["InvalidProblem", "read", "solve_document", "write"]


def solve_document(
    document: dict[str, Any],
    *,
    points: int = DEFAULT_POINTS,
    budgets: Sequence[int] | None = None,
    seconds: float | None = None,
    seed: int = 0,
) -> dict[str, Any]:
    """The frontier of a problem given as parsed JSON. Raises `InvalidProblem` when the document is not a valid problem."""
    return write(frontier(read(document), points=points, budgets=budgets, seconds=seconds, seed=seed))


def write(told: Frontier) -> dict[str, Any]:
    """The frontier as a document that `schema.RESULT_SCHEMA` describes."""
    return {
        "format": RESULT_FORMAT,
        "complete": told.complete,
        "most_priority": told.most_priority,
        "without_remedies": _base(told.without_remedies),
        "without_cost": _base(told.without_cost),
        "points": [_point(point) for point in told.points],
        "alone": [_alone(one) for one in told.alone],
        "seconds": round(told.seconds, 6),
    }


def _base(base: Base | Point) -> dict[str, Any]:
    return {
        "people": base.people,
        "status": str(base.status),
        "objective": score_document(base.objective),
        "bound": score_document(base.bound),
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "budget": point.budget,
        "number": point.number,
        **_base(point),
        "least": {"cost": point.least_cost, "remedies": point.least_number},
        "remedies": list(point.remedies),
        "placed": [{"person": one.person, "place": one.place, "needs": list(one.needs)} for one in point.placed],
        "adds": _change(point.adds),
        "drops": _change(point.drops),
    }


def _change(change: Change) -> dict[str, Any]:
    return {"people": list(change.people), "remedies": list(change.remedies)}


def _alone(one: Alone) -> dict[str, Any]:
    return {"id": one.id, "cost": one.cost, "people": one.people, "priority": one.priority, "proven": one.proven}
