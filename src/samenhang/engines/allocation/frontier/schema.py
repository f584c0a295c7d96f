"""The JSON Schemas (draft 2020-12) of the problem, which is that of allocation, and of a frontier."""

from __future__ import annotations

from typing import Any

from ..schema import PROBLEM_SCHEMA as ALLOCATION_PROBLEM
from ..schema import RESULT_SCHEMA as ALLOCATION_RESULT

RESULT_FORMAT = "samenhang.frontier.result/1"

PROBLEM_SCHEMA: dict[str, Any] = ALLOCATION_PROBLEM

_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_MORE: dict[str, Any] = {"type": "integer"}
_ID: dict[str, Any] = {"type": "string", "minLength": 1}
_IDS: dict[str, Any] = {"type": "array", "items": _ID}
_SCORE: dict[str, Any] = ALLOCATION_RESULT["properties"]["objective"]
_STATUS: dict[str, Any] = {"enum": ["optimal", "feasible"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_CHANGE = _object({"people": _IDS, "remedies": _IDS})
_BASE = _object({"people": _COUNT, "status": _STATUS, "objective": _SCORE, "bound": _SCORE})
_POINT = _object(
    {
        "budget": {**_COUNT, "description": "the cost of the package, or the budget that was asked for"},
        "number": {
            "type": ["integer", "null"],
            "minimum": 0,
            "description": "a package that costs nothing: the most remedies it may have; null: any number",
        },
        "people": _COUNT,
        "status": _STATUS,
        "objective": _SCORE,
        "bound": {**_SCORE, "description": "proven for this size, with the meaning of allocation"},
        "least": {
            **_object({"cost": _COUNT, "remedies": _COUNT}),
            "description": "proven: no package of a smaller cost, or of this cost with fewer remedies, has this priority",
        },
        "remedies": _IDS,
        "placed": {"type": "array", "items": _object({"person": _ID, "place": _ID, "needs": _IDS})},
        "adds": _CHANGE,
        "drops": _CHANGE,
    }
)

RESULT_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Frontier",
    "description": "Which packages of remedies give how many more people a place, from the smallest to the largest.",
    **_object(
        {
            "format": {"const": RESULT_FORMAT},
            "complete": {"type": "boolean", "description": "proven: no other package belongs among the points"},
            "most_priority": {
                **_COUNT,
                "description": "proven: no package within the largest budget has more priority",
            },
            "without_remedies": _BASE,
            "without_cost": _BASE,
            "points": {"type": "array", "items": _POINT, "minItems": 1},
            "alone": {
                "type": "array",
                "items": _object(
                    {"id": _ID, "cost": _COUNT, "people": _MORE, "priority": _MORE, "proven": {"type": "boolean"}}
                ),
            },
            "seconds": {"type": "number", "minimum": 0},
        }
    ),
}
