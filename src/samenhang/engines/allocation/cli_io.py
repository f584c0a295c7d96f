"""Between JSON documents and the engine: a document in, a document out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .problem import MICRO, Group, InvalidProblem, Option, Person, Place, Problem, Remedy
from .result import Insight, Result, Score
from .schema import PROBLEM_FORMAT, RESULT_FORMAT

TOP = {"format", "people", "places", "options", "remedies", "budget", "groups", "apart", "budgets"}


def solve_document(
    document: dict[str, Any], *, time_limit: float | None = None, seed: int = 0, insights: bool = False
) -> dict[str, Any]:
    """Solve a problem given as parsed JSON. Raises `InvalidProblem` when the document is not a valid problem."""
    from .solve import solve

    problem = read(document)
    return write(solve(problem, time_limit=time_limit, seed=seed, insights=insights))


def read(document: Any) -> Problem:
    """The problem in a parsed JSON document. Raises `InvalidProblem` naming the spot."""
    _keys(document, "", TOP, ("format", "people", "places", "options"))
    if document["format"] != PROBLEM_FORMAT:
        raise InvalidProblem("format", f'must be "{PROBLEM_FORMAT}"')
    if "budget" in document and document["budget"] is None:
        raise InvalidProblem("budget", "must be a whole number")
    return Problem.build(
        _each(document, "people", {"id", "priority"}, ("id",), _person),
        _each(document, "places", {"id", "capacity", "at_most"}, ("id", "capacity"), _place),
        _each(
            document, "options", {"person", "place", "value", "load", "needs", "charges"}, ("person", "place"), _option
        ),
        remedies=_each(document, "remedies", {"id", "cost", "limit"}, ("id",), _remedy),
        budget=document.get("budget"),
        groups=_each(document, "groups", {"id", "people"}, ("id", "people"), _group),
        apart=[_list(pair, f"apart[{i}]") for i, pair in enumerate(_list(document.get("apart", []), "apart"))],
        budgets=_object(document.get("budgets", {}), "budgets"),
    )


def _object(part: Any, spot: str) -> dict[str, Any]:
    if not isinstance(part, dict):
        raise InvalidProblem(spot, "must be an object")
    return part


def _list(part: Any, spot: str) -> list[Any]:
    if not isinstance(part, list):
        raise InvalidProblem(spot, "must be a list")
    return part


def _keys(part: Any, spot: str, allowed: set[str], required: tuple[str, ...]) -> None:
    if not isinstance(part, dict):
        raise InvalidProblem(spot or "problem", "must be an object")
    for key in required:
        if key not in part:
            raise InvalidProblem(f"{spot}.{key}".lstrip("."), "is missing")
    if not part.keys() <= allowed:
        raise InvalidProblem(f"{spot}.{sorted(part.keys() - allowed)[0]}".lstrip("."), "is not a known field")


def _each(
    document: dict[str, Any],
    name: str,
    allowed: set[str],
    required: tuple[str, ...],
    make: Callable[[dict[str, Any], str], Any],
) -> list[Any]:
    made = []
    for i, part in enumerate(_list(document.get(name, []), name)):
        spot = f"{name}[{i}]"
        _keys(part, spot, allowed, required)
        made.append(make(part, spot))
    return made


def _person(part: dict[str, Any], spot: str) -> Person:
    return Person(part["id"], part.get("priority", 1))


def _place(part: dict[str, Any], spot: str) -> Place:
    return Place(part["id"], part["capacity"], _object(part.get("at_most", {}), f"{spot}.at_most"))


def _option(part: dict[str, Any], spot: str) -> Option:
    return Option(
        part["person"],
        part["place"],
        part.get("value", 0),
        part.get("load", 1),
        _list(part["needs"], f"{spot}.needs") if "needs" in part else (),
        _object(part["charges"], f"{spot}.charges") if "charges" in part else {},
    )


def _remedy(part: dict[str, Any], spot: str) -> Remedy:
    if "limit" in part and part["limit"] is None:
        raise InvalidProblem(f"{spot}.limit", "must be a whole number")
    return Remedy(part["id"], part.get("cost", 0), part.get("limit"))


def _group(part: dict[str, Any], spot: str) -> Group:
    return Group(part["id"], _list(part["people"], f"{spot}.people"))


def write(result: Result) -> dict[str, Any]:
    """The result as a document that `schema.RESULT_SCHEMA` describes."""
    document: dict[str, Any] = {
        "format": RESULT_FORMAT,
        "status": str(result.status),
        "placed": [{"person": one.person, "place": one.place, "needs": list(one.needs)} for one in result.placed],
        "unplaced": [{"person": one.person, "reasons": list(one.reasons)} for one in result.unplaced],
        "remedies": list(result.remedies),
        "objective": score_document(result.objective),
        "bound": score_document(result.bound),
        "seconds": round(result.seconds, 6),
    }
    if result.insights is not None:
        document["insights"] = {
            "remedies": [_insight(one) for one in result.insights.remedies],
            "places": [_insight(one) for one in result.insights.places],
        }
    return document


def score_document(score: Score) -> dict[str, Any]:
    """A score as a document; the value in whole ones or with its digits."""
    whole, rest = divmod(score.value, MICRO)
    return {"priority": score.priority, "value": score.value / MICRO if rest else whole, "cost": score.cost}


def _insight(insight: Insight) -> dict[str, Any]:
    return {"id": insight.id, "more": insight.more, "proven": insight.proven}
