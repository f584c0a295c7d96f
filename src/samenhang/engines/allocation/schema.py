"""The JSON Schemas (draft 2020-12) of an allocation problem and its result, as plain dictionaries."""

from __future__ import annotations

from typing import Any

PROBLEM_FORMAT = "samenhang.allocation/1"
RESULT_FORMAT = "samenhang.allocation.result/1"
LARGEST = 2**63 - 1

_ID: dict[str, Any] = {"type": "string", "minLength": 1}
_IDS: dict[str, Any] = {"type": "array", "items": _ID}
_WHOLE: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": LARGEST}
_VALUE: dict[str, Any] = {
    "type": "number",
    "description": "a decimal of any sign with at most six digits behind the point",
}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties, required)}


def _default(base: dict[str, Any], default: Any) -> dict[str, Any]:
    return {**base, "default": default}


def _amounts(description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": _WHOLE,
        "propertyNames": {"minLength": 1},
        "description": description,
    }


PROBLEM_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Allocation problem",
    "description": "Many people, scarce places: at most one option per person, within what places, remedies and payers allow.",
    **_object(
        {
            "format": {"const": PROBLEM_FORMAT},
            "people": _list({"id": _ID, "priority": _default(_WHOLE, 1)}, ["id"]),
            "places": _list(
                {"id": _ID, "capacity": _WHOLE, "at_most": _amounts("group id to the most people of it at this place")},
                ["id", "capacity"],
            ),
            "options": _list(
                {
                    "person": _ID,
                    "place": _ID,
                    "value": _default(_VALUE, 0),
                    "load": _default(_WHOLE, 1),
                    "needs": _default(_IDS, []),
                    "charges": _amounts("payer to what choosing this option charges"),
                },
                ["person", "place"],
            ),
            "remedies": _list({"id": _ID, "cost": _default(_WHOLE, 0), "limit": _WHOLE}, ["id"]),
            "budget": _WHOLE,
            "groups": _list({"id": _ID, "people": _IDS}, ["id", "people"]),
            "apart": {"type": "array", "items": {"type": "array", "items": _ID, "minItems": 2, "maxItems": 2}},
            "budgets": _amounts("payer to the most that chosen options may charge it"),
        },
        ["format", "people", "places", "options"],
    ),
}

_SCORE = _object(
    {"priority": {"type": "integer"}, "value": _VALUE, "cost": {"type": "integer"}}, ["priority", "value", "cost"]
)
_REASONS = [
    "NO_OPTION",
    "CAPACITY",
    "REMEDY_LIMIT",
    "REMEDY_BUDGET",
    "AT_MOST",
    "APART",
    "PAYER_BUDGET",
    "OTHERS_FIRST",
]
_INSIGHT = _list({"id": _ID, "more": {"type": "integer"}, "proven": {"type": "boolean"}}, ["id", "more", "proven"])

RESULT_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Allocation result",
    "description": "Who gets which place, why others do not, how good the answer is and how good any answer could be.",
    **_object(
        {
            "format": {"const": RESULT_FORMAT},
            "status": {"enum": ["optimal", "feasible", "infeasible"]},
            "placed": _list({"person": _ID, "place": _ID, "needs": _IDS}, ["person", "place", "needs"]),
            "unplaced": _list(
                {"person": _ID, "reasons": {"type": "array", "items": {"enum": _REASONS}}}, ["person", "reasons"]
            ),
            "remedies": _IDS,
            "objective": _SCORE,
            "bound": _SCORE,
            "seconds": {"type": "number", "minimum": 0},
            "insights": _object({"remedies": _INSIGHT, "places": _INSIGHT}, ["remedies", "places"]),
        },
        ["format", "status", "placed", "unplaced", "remedies", "objective", "bound", "seconds"],
    ),
}
