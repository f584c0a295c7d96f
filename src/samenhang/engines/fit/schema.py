"""The JSON Schemas (draft 2020-12) of a fit problem and its result, as plain dictionaries."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from .problem import (
    MAX_COST,
    MAX_CRITERIA_PER_PLACE,
    MAX_NEEDS_PER_PERSON,
    MAX_REMEDIES_PER_CRITERION,
    MAX_WEIGHT,
    PROBLEM_FORMAT,
)
from .result import RESULT_FORMAT, OptionKind, Reason
from .terms import Obstacle, Operator, Outcome, RemedyKind, Side

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ID: dict[str, Any] = {"type": "string", "pattern": r"\S"}
_TEXT: dict[str, Any] = {"type": "string"}
_DATE: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "a day, YYYY-MM-DD"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT, "uniqueItems": True}
_POINT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180},
    },
    "required": ["lat", "lon"],
    "additionalProperties": False,
    "description": "degrees, WGS 84; the centre of a postcode area, never a front door",
}


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    """An object with these properties and no others; all are required unless said."""
    names = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def _list(items: dict[str, Any], longest: int | None = None) -> dict[str, Any]:
    out: dict[str, Any] = {"type": "array", "items": items}
    return out if longest is None else out | {"maxItems": longest}


def _ids(longest: int | None = None) -> dict[str, Any]:
    return _list(_ID, longest) | {"uniqueItems": True}


def _one_of(codes: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [str(code) for code in codes]}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_VALUE: dict[str, Any] = {"anyOf": [{"type": ["number", "string", "boolean"]}, _TEXTS, _POINT]}
_FACT = _object({"value": _VALUE, "date": _DATE, "source": _TEXT, "until": _DATE}, ["value"])
_FACTS: dict[str, Any] = {"type": "object", "additionalProperties": _FACT}
_REMEDY = _object(
    {
        "id": _ID,
        "kind": _one_of(RemedyKind),
        "owner": _TEXT,
        "cost": _COUNT | {"maximum": MAX_COST, "description": "whole euros"},
        "available_from": _DATE,
    },
    ["id", "kind"],
)
_CRITERION = _object(
    {
        "id": _ID,
        "side": _one_of(Side),
        "fact": _ID,
        "operator": _one_of(Operator),
        "value": {
            "anyOf": [
                {"type": "number"},
                _list({"type": ["string", "number"]}),
            ],
            "description": "a number, a list, or for BETWEEN [low, high]; not with IS_TRUE and IS_FALSE",
        },
        "against": {
            "anyOf": [_object({"place_fact": _ID}), _object({"person_fact": _ID})],
            "description": "the fact of the one who sets the criterion to compare with, instead of a value",
        },
        "hard": {"type": "boolean", "default": True},
        "weight": {"type": "integer", "minimum": 1, "maximum": MAX_WEIGHT, "default": 1},
        "obstacle": _one_of(Obstacle),
        "owner": _TEXT,
        "version": {"type": "integer", "minimum": 1, "default": 1},
        "remedies": _ids(MAX_REMEDIES_PER_CRITERION),
    },
    ["id", "side", "fact", "operator", "obstacle"],
)
_PERSON = _object(
    {"id": _ID, "facts": _FACTS, "needs": _ids(MAX_NEEDS_PER_PERSON), "current_place": _ID, "owner": _TEXT}, ["id"]
)
_PLACE = _object(
    {
        "id": _ID | {"not": {"const": "stay"}},
        "facts": _FACTS,
        "criteria": _ids(MAX_CRITERIA_PER_PLACE),
        "free": _COUNT | {"maximum": 1_000_000, "description": "free places today; left out: not confirmed"},
        "free_from": _DATE,
        "closes_on": _DATE,
        "owner": _TEXT,
        "capacity_remedies": _ids(MAX_REMEDIES_PER_CRITERION),
        "closing_remedies": _ids(MAX_REMEDIES_PER_CRITERION),
    },
    ["id"],
)

PROBLEM_SCHEMA: dict[str, Any] = {
    "$schema": _DRAFT,
    "title": "samenhang fit problem",
    **_object(
        {
            "format": {"const": PROBLEM_FORMAT},
            "on": _DATE,
            "hold_until": _DATE,
            "distance_weight": _COUNT | {"maximum": MAX_WEIGHT, "default": 0},
            "distance_scale_km": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 50},
            "expertise_cost": _COUNT | {"maximum": MAX_COST, "default": 0},
            "options_per_person": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 20},
            "people": _list(_PERSON),
            "places": _list(_PLACE),
            "criteria": _list(_CRITERION),
            "remedies": _list(_REMEDY),
        },
        ["format", "on", "people", "places"],
    ),
}

_FACT_USED = _object(
    {
        "of": _one_of(Side),
        "name": _TEXT,
        "value": _or_null(_VALUE),
        "date": _or_null(_DATE),
        "source": _TEXT,
        "until": _or_null(_DATE),
    }
)
_REMEDY_OUT = _object(
    {"id": _ID, "kind": _one_of(RemedyKind), "owner": _TEXT, "cost": _COUNT, "available_from": _or_null(_DATE)}
)
_VERDICT = _object(
    {
        "criterion": _ID,
        "side": _or_null(_one_of(Side)),
        "outcome": _one_of(Outcome),
        "reason": _one_of(Reason),
        "obstacle": _one_of(Obstacle),
        "owner": _TEXT,
        "version": _COUNT,
        "hard": {"type": "boolean"},
        "weight": _COUNT,
        "operator": _or_null(_one_of(Operator)),
        "facts": _list(_FACT_USED),
        "expected": _or_null({"anyOf": [_VALUE, _list({"type": ["string", "number"]})]}),
        "details": _list(_TEXT),
        "km": _or_null({"type": "number", "minimum": 0}),
        "remedies": _list(_ID),
    }
)
_OPTION = _object(
    {
        "place": _ID,
        "kind": _one_of(OptionKind),
        "at": _or_null(_ID),
        "verdict": _one_of(Outcome),
        "liftable": {"type": "boolean"},
        "value": {"type": "number", "minimum": 0, "maximum": 1},
        "km": _or_null({"type": "number", "minimum": 0}),
        "obstacles": _COUNT,
        "unknowns": _COUNT,
        "remedies": _or_null(_COUNT),
        "cost": _or_null(_COUNT),
        "criteria": _list(_VERDICT),
        "remedy_sets": _list(
            _object({"remedies": _list(_ID), "cost": _COUNT, "available_from": _or_null(_DATE)}), longest=10
        ),
        "more_sets": {"type": "boolean"},
        "to_find_out": _list(_REMEDY_OUT),
    }
)
_CRITERION_COUNT = _object(
    {
        "criterion": _ID,
        "obstacle": _one_of(Obstacle),
        "owner": _TEXT,
        "version": _COUNT,
        "pairs_blocked": _COUNT,
        "people_touched": _COUNT,
        "people_opened": _COUNT,
    }
)
_REMEDY_COUNT = _object(
    {
        "remedy": _REMEDY_OUT,
        "pairs_helped": _COUNT,
        "people_reached": _COUNT,
        "pairs_lifted": _COUNT,
        "people_opened": _COUNT,
    }
)

RESULT_SCHEMA: dict[str, Any] = {
    "$schema": _DRAFT,
    "title": "samenhang fit result",
    **_object(
        {
            "format": {"const": RESULT_FORMAT},
            "on": _DATE,
            "people": _list(_object({"id": _ID, "options": _list(_OPTION)})),
            "bottlenecks": _object(
                {
                    "people_fitting": _COUNT,
                    "people_unknown": _COUNT,
                    "people_without": _COUNT,
                    "criteria": _list(_CRITERION_COUNT),
                    "remedies": _list(_REMEDY_COUNT),
                }
            ),
        }
    ),
}
