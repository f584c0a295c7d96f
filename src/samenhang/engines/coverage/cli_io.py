"""Between JSON documents and the engine: a document in, a document out."""

from __future__ import annotations

from typing import Any

from .faults import Fault
from .problem import Demand, InvalidProblem, Problem, Site
from .result import Result
from .schema import PROBLEM_FORMAT, RESULT_FORMAT

TOP = {"format", "norm_minutes", "demand", "sites", "minutes", "choose"}
REQUIRED = ("format", "norm_minutes", "demand", "sites", "choose")


def solve_document(document: dict[str, Any], *, time_limit: float | None = None) -> dict[str, Any]:
    """Solve a problem given as parsed JSON. Raises `InvalidProblem` when the document is not a valid problem."""
    from .solve import solve

    return write(solve(read(document), time_limit=time_limit))


def read(document: Any) -> Problem:
    """The problem in a parsed JSON document. Raises `InvalidProblem` naming the spot."""
    _keys(document, "", TOP, REQUIRED)
    if document["format"] != PROBLEM_FORMAT:
        raise InvalidProblem("format", Fault.FORMAT, wanted=PROBLEM_FORMAT)
    demand = [Demand(**part) for part in _each(document, "demand", {"id", "weight", "lat", "lon"})]
    sites = [Site(**part) for part in _each(document, "sites", {"id", "fixed", "lat", "lon"})]
    return Problem.build(
        demand,
        sites,
        norm_minutes=document["norm_minutes"],
        choose=document["choose"] if document["choose"] is not None else "",
        minutes=_list(document["minutes"], "minutes") if "minutes" in document else None,
    )


def _list(part: Any, spot: str) -> list[Any]:
    if not isinstance(part, list):
        raise InvalidProblem(spot, Fault.NOT_A_LIST)
    return part


def _keys(part: Any, spot: str, allowed: set[str], required: tuple[str, ...]) -> None:
    if not isinstance(part, dict):
        raise InvalidProblem(spot or "problem", Fault.NOT_AN_OBJECT)
    for key in required:
        if key not in part:
            raise InvalidProblem(f"{spot}.{key}".lstrip("."), Fault.MISSING)
    if not part.keys() <= allowed:
        raise InvalidProblem(f"{spot}.{sorted(part.keys() - allowed)[0]}".lstrip("."), Fault.UNKNOWN_FIELD)


def _each(document: dict[str, Any], name: str, allowed: set[str]) -> list[dict[str, Any]]:
    parts = _list(document[name], name)
    for i, part in enumerate(parts):
        _keys(part, f"{name}[{i}]", allowed, ("id",))
        for axis in ("lat", "lon"):
            if axis in part and part[axis] is None:
                raise InvalidProblem(f"{name}[{i}].{axis}", Fault.NOT_A_NUMBER)
    return parts


def write(result: Result) -> dict[str, Any]:
    """The result as a document that `schema.RESULT_SCHEMA` describes."""
    return {
        "format": RESULT_FORMAT,
        "status": str(result.status),
        "sites": list(result.sites),
        "covered": _plain(result.covered),
        "bound": _plain(result.bound),
        "assigned": [
            {"demand": one.demand, "site": one.site, "minutes": _plain(one.minutes)} for one in result.assigned
        ],
        "uncovered": list(result.uncovered),
        "unreachable": list(result.unreachable),
        "seconds": round(result.seconds, 6),
    }


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number
