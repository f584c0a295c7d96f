"""The JSON Schemas (draft 2020-12) of a coverage problem and its result, as plain dictionaries."""

from __future__ import annotations

from typing import Any

PROBLEM_FORMAT = "samenhang.coverage/1"
RESULT_FORMAT = "samenhang.coverage.result/1"

_ID: dict[str, Any] = {"type": "string", "minLength": 1, "pattern": "\\S"}
_IDS: dict[str, Any] = {"type": "array", "items": _ID}
_AMOUNT: dict[str, Any] = {"type": "number", "minimum": 0}
_LAT: dict[str, Any] = {"type": "number", "minimum": -90, "maximum": 90}
_LON: dict[str, Any] = {"type": "number", "minimum": -180, "maximum": 180}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": _object(properties, required)}


def _default(base: dict[str, Any], default: Any) -> dict[str, Any]:
    return {**base, "default": default}


def _each(presence: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {"demand": {"items": presence}, "sites": {"items": presence}}}


PROBLEM_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Coverage problem",
    "description": "Where to open so many sites, so that most demand has one within the norm; or the fewest that cover everybody who can be.",
    **_object(
        {
            "format": {"const": PROBLEM_FORMAT},
            "norm_minutes": {**_AMOUNT, "description": "a demand is covered at or under the norm"},
            "demand": _list({"id": _ID, "weight": _default(_AMOUNT, 1), "lat": _LAT, "lon": _LON}, ["id"]),
            "sites": _list(
                {
                    "id": _ID,
                    "fixed": _default({"type": "boolean", "description": "is there already, and stays"}, False),
                    "lat": _LAT,
                    "lon": _LON,
                },
                ["id"],
            ),
            "minutes": {
                "type": "array",
                "items": {"type": "array", "items": {"type": ["number", "null"], "minimum": 0}},
                "description": "minutes[i][j] is the time from site j to demand i; null is unreachable",
            },
            "choose": {
                "anyOf": [{"type": "integer", "minimum": 0}, {"const": "fewest"}],
                "description": 'the number of sites to open, fixed ones included, or "fewest" to cover everybody who can be covered',
            },
        },
        ["format", "norm_minutes", "demand", "sites", "choose"],
    ),
    "oneOf": [
        {"required": ["minutes"], **_each({"not": {"anyOf": [{"required": ["lat"]}, {"required": ["lon"]}]}})},
        {"not": {"required": ["minutes"]}, **_each({"required": ["lat", "lon"]})},
    ],
}

RESULT_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Coverage result",
    "description": "The sites to open, who is reached from where, and how good any answer could be.",
    **_object(
        {
            "format": {"const": RESULT_FORMAT},
            "status": {"enum": ["optimal", "feasible", "infeasible"]},
            "sites": {**_IDS, "description": "the open sites, fixed ones included, in the order of the problem"},
            "covered": {**_AMOUNT, "description": "the weight within the norm of an open site"},
            "bound": {
                **_AMOUNT,
                "description": 'the most weight that so many sites can cover; with "fewest" the number of sites needed at least',
            },
            "assigned": {
                "type": "array",
                "items": _object({"demand": _ID, "site": _ID, "minutes": _AMOUNT}, ["demand", "site", "minutes"]),
                "description": "every covered demand with the nearest open site",
            },
            "uncovered": {**_IDS, "description": "demand that a site could cover, but none of these does"},
            "unreachable": {**_IDS, "description": "demand that no site at all can cover within the norm"},
            "seconds": {"type": "number", "minimum": 0},
        },
        ["format", "status", "sites", "covered", "bound", "assigned", "uncovered", "unreachable", "seconds"],
    ),
}
