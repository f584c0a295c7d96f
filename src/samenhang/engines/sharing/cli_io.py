"""Between JSON documents and the engine: a question or a list of them in, a verdict or a list out. See schema.py for both."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any, TypeVar

from .problem import PROBLEM_FORMAT, TRUTHS, ConsentFact, Facts, Question
from .result import RESULT_FORMAT, Verdict
from .ruleset import RuleSet, load_rules
from .solve import decide
from .terms import Category, Code, Ground, InvalidProblem, Purpose, Regime, Role, Stage

_PARTS: dict[str, type[Code]] = {
    "sender": Role, "recipient": Role, "category": Category, "purpose": Purpose, "stage": Stage,
}  # fmt: skip
_CONSENT_SETS: dict[str, type[Code]] = {"recipient_roles": Role, "categories": Category, "purposes": Purpose}
_SETS: dict[str, type[Code]] = {"objected": Category, "declared_purposes": Purpose}
_CHOICES: dict[str, type[Code]] = {"regime": Regime, "ground": Ground}
_DAYS = ("title_end", "decision_25")

Kind = TypeVar("Kind", bound=Code)


def solve_document(document: Any) -> Any:
    """Answer a question, or a list of questions, given as parsed JSON. Raises `InvalidProblem` naming the field."""
    rules = load_rules()
    if not isinstance(document, list):
        return _verdict(decide(read(document), rules), rules)
    questions = []
    for number, row in enumerate(document):
        try:
            questions.append(read(row))
        except InvalidProblem as error:
            raise error.under(f"[{number}]") from None
    return [_verdict(decide(question, rules), rules) for question in questions]


def read(row: Any) -> Question:
    """The question in a parsed JSON document."""
    _keys(row, "question", {"format", "facts", *_PARTS}, {"format", "facts", *_PARTS})
    if row["format"] != PROBLEM_FORMAT:
        raise InvalidProblem("format", f'must be "{PROBLEM_FORMAT}"')
    parts: dict[str, Any] = {name: _code(row[name], kind, name) for name, kind in _PARTS.items()}
    try:
        return Question(**parts, facts=_facts(row["facts"]))
    except InvalidProblem as error:
        raise error.under("facts") from None


def _facts(row: Any) -> Facts:
    _keys(row, "", {one.name for one in fields(Facts)}, {"today"})
    made: dict[str, Any] = {name: row[name] for name in (*TRUTHS, "decision_reference") if name in row}
    made["today"] = _day(row["today"], "today")
    made |= {name: _day(row[name], name) for name in _DAYS if name in row}
    made |= {name: _codes(row[name], kind, name) for name, kind in _SETS.items() if name in row}
    made |= {name: _code(row[name], kind, name) for name, kind in _CHOICES.items() if name in row}
    if "flags" in row:
        if not isinstance(row["flags"], dict):
            raise InvalidProblem("flags", "must be an object")
        made["flags"] = row["flags"]
    if "consents" in row:
        consents = []
        for number, one in enumerate(_list(row["consents"], "consents")):
            try:
                consents.append(_consent(one))
            except InvalidProblem as error:
                raise error.under(f"consents[{number}]") from None
        made["consents"] = tuple(consents)
    return Facts(**made)


def _consent(row: Any) -> ConsentFact:
    needed = {*_CONSENT_SETS, "given_on", "valid_until"}
    _keys(row, "", {one.name for one in fields(ConsentFact)}, needed)
    made: dict[str, Any] = {name: _codes(row[name], kind, name) for name, kind in _CONSENT_SETS.items()}
    made |= {name: _day(row[name], name) for name in ("given_on", "valid_until", "withdrawn_on") if name in row}
    if "explicit" in row:
        made["explicit"] = row["explicit"]
    if "items" in row:
        made["items"] = tuple(_list(row["items"], "items"))
    return ConsentFact(**made)


def _keys(part: Any, spot: str, allowed: set[str], needed: set[str]) -> None:
    if not isinstance(part, dict):
        raise InvalidProblem(spot, "must be an object")
    for name in part:
        if name not in allowed:
            raise InvalidProblem(name, "is not a known field")
    for name in sorted(needed):
        if name not in part:
            raise InvalidProblem(name, "is missing")


def _list(part: Any, spot: str) -> list[Any]:
    if not isinstance(part, list):
        raise InvalidProblem(spot, "must be a list")
    return part


def _code(part: Any, kind: type[Kind], spot: str) -> Kind:
    if not isinstance(part, str) or part not in kind.__members__:
        raise InvalidProblem(spot, f"must be one of {', '.join(kind)}")
    return kind(part)


def _codes(part: Any, kind: type[Kind], spot: str) -> frozenset[Kind]:
    return frozenset(_code(one, kind, f"{spot}[{number}]") for number, one in enumerate(_list(part, spot)))


def _day(part: Any, spot: str) -> dt.date:
    try:
        if isinstance(part, str) and len(part) == 10:
            return dt.date.fromisoformat(part)
    except ValueError:
        pass
    raise InvalidProblem(spot, "must be a day, YYYY-MM-DD")


def _verdict(verdict: Verdict, rules: RuleSet) -> dict[str, Any]:
    out: dict[str, Any] = {"format": RESULT_FORMAT, "rules_fingerprint": rules.fingerprint}
    for one in fields(Verdict):
        value = getattr(verdict, one.name)
        if isinstance(value, tuple):
            out[one.name] = [str(item) for item in value]
        else:
            out[one.name] = str(value) if isinstance(value, str) else value
    return out
