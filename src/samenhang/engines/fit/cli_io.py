"""Between JSON documents and the engine: a document in, a document out. See schema.py for both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, TypeVar

from .bottlenecks import bottlenecks
from .problem import PROBLEM_FORMAT, Criterion, FitProblem, Person, Place, Remedy
from .result import RESULT_FORMAT, Option, RemedySet
from .solve import explain_row, survey
from .terms import Fact, InvalidProblem, Obstacle, Operator, Point, RemedyKind, Side

OPTIONS_PER_PERSON = 20
_LISTS = {"people", "places", "criteria", "remedies"}
_NUMBERS = {"distance_weight", "distance_scale_km", "expertise_cost"}

Made = TypeVar("Made")


def solve_document(document: dict[str, Any]) -> dict[str, Any]:
    """Judge a problem given as parsed JSON. Raises `InvalidProblem` when the document is not a valid problem."""
    problem = read(document)
    keep = document.get("options_per_person", OPTIONS_PER_PERSON)
    if type(keep) is not int or not 1 <= keep <= 1000:
        raise InvalidProblem("options_per_person", "must be a whole number from 1 to 1000")
    answer = survey(problem, keep=1)
    people = [
        {"id": person.id, "options": [_option(option) for option in explain_row(answer.tables, number, keep)]}
        for number, person in enumerate(problem.people)
    ]
    return {
        "format": RESULT_FORMAT,
        "on": problem.on.isoformat(),
        "people": people,
        "bottlenecks": _plain(bottlenecks(answer)),
    }


def read(document: Any) -> FitProblem:
    """The problem in a parsed JSON document. Raises `InvalidProblem` naming the spot."""
    top = {"format", "on", "hold_until", "options_per_person", *_LISTS, *_NUMBERS}
    _keys(document, "problem", top, {"format", "on", "people", "places"})
    if document["format"] != PROBLEM_FORMAT:
        raise InvalidProblem("format", f'must be "{PROBLEM_FORMAT}"')
    return FitProblem(
        on=_date(document["on"], "on"),
        people=_each(document, "people", _person),
        places=_each(document, "places", _place),
        criteria=_each(document, "criteria", _criterion),
        remedies=_each(document, "remedies", _remedy),
        hold_until=_date(document["hold_until"], "hold_until") if "hold_until" in document else None,
        **{name: document[name] for name in _NUMBERS if name in document},
    )


def _each(document: dict[str, Any], name: str, make: Callable[[Any], Made]) -> tuple[Made, ...]:
    rows = document.get(name, [])
    if not isinstance(rows, list):
        raise InvalidProblem(name, "must be a list")
    made = []
    for i, row in enumerate(rows):
        try:
            made.append(make(row))
        except InvalidProblem as error:
            raise error.under(f"{name}[{i}]") from None
    return tuple(made)


def _keys(part: Any, spot: str, allowed: set[str], required: set[str]) -> None:
    if not isinstance(part, dict):
        raise InvalidProblem(spot, "must be an object")
    for name in part:
        if name not in allowed:
            raise InvalidProblem(name, "is not known here")
    for name in sorted(required):
        if name not in part:
            raise InvalidProblem(name, "is missing")


def _remedy(row: Any) -> Remedy:
    _keys(row, "", {"id", "kind", "owner", "cost", "available_from"}, {"id", "kind"})
    return Remedy(**_converted(row, {"kind": _code(RemedyKind), "owner": _text, "available_from": _date}))


def _criterion(row: Any) -> Criterion:
    allowed = {field.name for field in fields(Criterion)}
    _keys(row, "", allowed, {"id", "side", "fact", "operator", "obstacle"})
    made = _converted(
        row,
        {
            "side": _code(Side),
            "operator": _code(Operator),
            "obstacle": _code(Obstacle),
            "hard": _truth,
            "owner": _text,
            "remedies": _ids,
        },
    )
    if "value" in row:
        made["value"] = _constant(made["operator"], row["value"])
    if "against" in row:
        made["against"] = _against(made["side"], row["against"])
    return Criterion(**made)


def _constant(operator: Operator, value: Any) -> Any:
    value = _number(value)
    if not isinstance(value, list):
        return value
    items = [_number(item) for item in value]
    if operator is Operator.BETWEEN:
        return tuple(items)
    for i, item in enumerate(items):
        if type(item) not in (int, float, str):
            raise InvalidProblem(f"value[{i}]", "must be a text or a number")
    return frozenset(items)


def _against(side: Side, part: Any) -> str:
    wanted = "place_fact" if side is Side.PLACE else "person_fact"
    if not isinstance(part, dict) or set(part) != {wanted}:
        raise InvalidProblem("against", f'must be {{"{wanted}": …}}: the fact of the one who sets the criterion')
    return _text(part[wanted], f"against.{wanted}")


def _person(row: Any) -> Person:
    _keys(row, "", {"id", "facts", "needs", "current_place", "owner"}, {"id"})
    return Person(**_converted(row, {"facts": _facts, "needs": _ids, "current_place": _text, "owner": _text}))


def _place(row: Any) -> Place:
    _keys(row, "", {field.name for field in fields(Place)}, {"id"})
    if "free" in row and row["free"] is None:
        raise InvalidProblem("free", "must be a whole number; leave it out when it is not confirmed")
    readers: dict[str, Callable[[Any, str], Any]] = {
        "facts": _facts,
        "criteria": _ids,
        "free_from": _date,
        "closes_on": _date,
        "owner": _text,
        "capacity_remedies": _ids,
        "closing_remedies": _ids,
    }
    return Place(**_converted(row, readers))


def _facts(part: Any, spot: str) -> dict[str, Fact]:
    if not isinstance(part, dict):
        raise InvalidProblem(spot, "must be an object")
    made = {}
    for name, row in part.items():
        try:
            _keys(row, "", {"value", "date", "source", "until"}, {"value"})
            made[name] = Fact(**_converted(row, {"value": _value, "date": _date, "source": _text, "until": _date}))
        except InvalidProblem as error:
            raise error.under(f"{spot}.{name}") from None
    return made


def _value(part: Any, spot: str) -> Any:
    if isinstance(part, list):
        return frozenset(_ids(part, spot))
    if isinstance(part, dict):
        _keys(part, spot, {"lat", "lon"}, {"lat", "lon"})
        try:
            return Point(_number(part["lat"]), _number(part["lon"]))
        except InvalidProblem as error:
            raise error.under(spot) from None
    return _number(part)


def _converted(row: dict[str, Any], readers: dict[str, Callable[[Any, str], Any]]) -> dict[str, Any]:
    return {name: readers[name](part, name) if name in readers else part for name, part in row.items()}


def _number(part: Any) -> Any:
    """Numbers read as Decimal become the nearest float; everything else stays."""
    if isinstance(part, Decimal):
        return float(part)
    if type(part) is int and abs(part) > 2**53:
        raise InvalidProblem("value", "whole numbers go to 9007199254740992")
    return part


def _text(part: Any, spot: str) -> str:
    if not isinstance(part, str):
        raise InvalidProblem(spot, "must be a text")
    return part


def _truth(part: Any, spot: str) -> bool:
    if not isinstance(part, bool):
        raise InvalidProblem(spot, "must be true or false")
    return part


def _ids(part: Any, spot: str) -> tuple[str, ...]:
    if not isinstance(part, list):
        raise InvalidProblem(spot, "must be a list")
    for i, item in enumerate(part):
        if not isinstance(item, str):
            raise InvalidProblem(f"{spot}[{i}]", "must be a text")
        if item in part[:i]:
            raise InvalidProblem(f"{spot}[{i}]", f"{item!r} is there twice")
    return tuple(part)


def _date(part: Any, spot: str) -> dt.date:
    try:
        if isinstance(part, str) and len(part) == 10:
            return dt.date.fromisoformat(part)
    except ValueError:
        pass
    raise InvalidProblem(spot, "must be a day, YYYY-MM-DD")


def _code(codes: Any) -> Callable[[Any, str], Any]:
    def read_code(part: Any, spot: str) -> Any:
        if not isinstance(part, str) or part not in codes.__members__:
            raise InvalidProblem(spot, f"must be one of {', '.join(codes)}")
        return codes[part]

    return read_code


def _option(option: Option) -> dict[str, Any]:
    kept = {name: _plain(value) for name, value in vars(option).items() if name not in {"person", "write_out", "why"}}
    return kept | _plain(option.why)


def _plain(part: Any) -> Any:
    """A result as JSON: sets become sorted lists, days texts, the remedies of a set their ids."""
    if isinstance(part, RemedySet):
        return {
            "remedies": [remedy.id for remedy in part.remedies],
            "cost": part.cost,
            "available_from": _plain(part.available_from),
        }
    if is_dataclass(part):
        return {field.name: _plain(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, tuple):
        return [_plain(item) for item in part]
    if isinstance(part, frozenset):
        return sorted(part, key=lambda item: (isinstance(item, str), item))
    if isinstance(part, dt.date):
        return part.isoformat()
    return str(part) if isinstance(part, str) else part
