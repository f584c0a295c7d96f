"""The JSON Schemas (draft 2020-12) of a sharing question and its verdict, as plain dictionaries."""

from __future__ import annotations

from typing import Any

from .problem import PROBLEM_FORMAT, TRUTHS
from .result import RESULT_FORMAT
from .terms import Category, Code, Decision, Delivery, Ground, Lock, Purpose, Regime, Role, Stage

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DATE: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "a day, YYYY-MM-DD"}
_TEXT: dict[str, Any] = {"type": "string"}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}


def _object(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    """An object with these properties and no others; all are required unless said."""
    names = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def _one_of(codes: type[Code]) -> dict[str, Any]:
    return {"enum": [str(code) for code in codes]}


def _some_of(codes: type[Code], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": _one_of(codes), "uniqueItems": True, "minItems": least}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


_CONSENT = _object(
    {
        "recipient_roles": _some_of(Role, 1),
        "categories": _some_of(Category, 1),
        "purposes": _some_of(Purpose, 1),
        "given_on": _DATE,
        "valid_until": _DATE | {"description": "the first day on which it no longer holds"},
        "withdrawn_on": _DATE,
        "explicit": {"type": "boolean", "default": True},
        "items": {"type": "array", "items": _TEXT | {"pattern": r"\S"}, "uniqueItems": True},
    },
    ["recipient_roles", "categories", "purposes", "given_on", "valid_until"],
)
_FACTS = _object(
    {
        "today": _DATE,
        "consents": {"type": "array", "items": _CONSENT},
        "objected": _some_of(Category),
        "declared_purposes": _some_of(Purpose),
        "regime": _one_of(Regime),
        "ground": _one_of(Ground),
        "title_end": _DATE | {"description": "the first day on which the criminal title no longer holds"},
        "decision_25": _DATE,
        "decision_reference": _TEXT,
        **{name: {"type": "boolean", "default": False} for name in TRUTHS},
        "flags": {"type": "object", "additionalProperties": {"type": "boolean"}},
    },
    ["today"],
)
_QUESTION = _object(
    {
        "format": {"const": PROBLEM_FORMAT},
        "sender": _one_of(Role),
        "recipient": _one_of(Role),
        "category": _one_of(Category),
        "purpose": _one_of(Purpose),
        "stage": _one_of(Stage),
        "facts": _FACTS,
    }
)
_VERDICT = _object(
    {
        "format": {"const": RESULT_FORMAT},
        "decision": _one_of(Decision),
        "rule_id": _TEXT,
        "rule_version": _TEXT,
        "rules_fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "lock": _or_null(_one_of(Lock)),
        "opens": _TEXTS,
        "options": _some_of(Ground),
        "basis": _TEXTS,
        "secrecy": _TEXT,
        "conditions": _TEXTS,
        "minimum_set": _TEXTS,
        "must_log": _TEXTS,
        "notice_when": _TEXT,
        "notice_what": _TEXTS,
        "expiry_days": _or_null({"type": "integer", "minimum": 1}),
        "delivery": _or_null(_one_of(Delivery)),
        "reasons": _TEXTS,
    }
)


def _one_or_list(title: str, one: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": _DRAFT, "title": title, "anyOf": [one, {"type": "array", "items": one}]}


PROBLEM_SCHEMA: dict[str, Any] = _one_or_list("samenhang sharing question, or a list of them", _QUESTION)
RESULT_SCHEMA: dict[str, Any] = _one_or_list("samenhang sharing verdict, or a list in the order asked", _VERDICT)
