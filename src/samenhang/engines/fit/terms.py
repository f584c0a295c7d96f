"""The words of the fit engine: sides, operators, obstacles, remedies, and a fact with its date and source.

Obstacle kinds follow the product's rule that each "no" has a kind and an owner; the operators are the ones that the criteria of
providers need in practice (HHM report 2024, section 2.2; the supply register of section 4.2.2).
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum


class InvalidProblem(ValueError):
    """A problem that cannot be answered, with the spot (`places[3].criteria[0]`) and what is wrong there."""

    def __init__(self, spot: str, message: str) -> None:
        super().__init__(f"{spot}: {message}")
        self.spot = spot
        self.message = message

    def under(self, prefix: str) -> InvalidProblem:
        """The same complaint seen from one level higher."""
        joint = "" if not self.spot or self.spot.startswith("[") else "."
        return InvalidProblem(f"{prefix}{joint}{self.spot}", self.message)


class Side(StrEnum):
    """Who sets the criterion: the place on the person, or the person on the place."""

    PLACE = "PLACE"
    PERSON = "PERSON"


class Operator(StrEnum):
    """How a fact is tested; the words read as 'the fact … the value'."""

    IN = "IN"
    NOT_IN = "NOT_IN"
    AT_LEAST = "AT_LEAST"
    AT_MOST = "AT_MOST"
    BETWEEN = "BETWEEN"
    CONTAINS_ALL = "CONTAINS_ALL"
    CONTAINS_ANY = "CONTAINS_ANY"
    SUBSET_OF = "SUBSET_OF"
    DISJOINT = "DISJOINT"
    IS_TRUE = "IS_TRUE"
    IS_FALSE = "IS_FALSE"
    WITHIN_KM = "WITHIN_KM"


class Obstacle(StrEnum):
    """The kind of a 'does not fit'; also the order in which reasons are listed."""

    LEGAL = "LEGAL"
    FINANCIAL = "FINANCIAL"
    ORGANISATIONAL = "ORGANISATIONAL"
    CAPACITY = "CAPACITY"
    EXPERTISE = "EXPERTISE"
    SAFETY = "SAFETY"
    DISTANCE = "DISTANCE"
    PREFERENCE = "PREFERENCE"


class RemedyKind(StrEnum):
    """What would make it fit."""

    RULE_RELAXED = "RULE_RELAXED"
    MONEY_FOUND = "MONEY_FOUND"
    EXPERTISE_BROUGHT = "EXPERTISE_BROUGHT"
    PLACE_ADAPTED = "PLACE_ADAPTED"
    TIME_WAITED = "TIME_WAITED"
    OTHER_TITLE = "OTHER_TITLE"
    FACT_FOUND_OUT = "FACT_FOUND_OUT"


class Outcome(StrEnum):
    """The answer on one criterion, and on a pair as a whole. UNKNOWN is not no."""

    FITS = "FITS"
    UNKNOWN = "UNKNOWN"
    DOES_NOT_FIT = "DOES_NOT_FIT"


@dataclass(frozen=True, slots=True)
class Point:
    """A spot on the map in degrees (WGS 84). Use the centre of a postcode area, never somebody's front door."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        for name, value, bound in (("lat", self.lat, 90), ("lon", self.lon, 180)):
            if not is_number(value) or not -bound <= value <= bound:
                raise InvalidProblem(name, f"must be a number between -{bound} and {bound}")


Value = bool | int | float | str | frozenset[str] | Point


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known, since when it is recorded and by whom. `until` is the first day on which it no longer holds."""

    value: Value
    date: dt.date | None = None
    source: str = ""
    until: dt.date | None = None

    def __post_init__(self) -> None:
        if isinstance(self.value, float) and not math.isfinite(self.value):
            raise InvalidProblem("value", "must be a finite number")
        if not isinstance(self.value, (bool, int, float, str, frozenset, Point)):
            raise InvalidProblem("value", "must be a number, a text, true or false, a frozenset of texts or a Point")
        if isinstance(self.value, frozenset) and not all(isinstance(item, str) for item in self.value):
            raise InvalidProblem("value", "a set may hold texts only")


NUMBER_OPERATORS = frozenset({Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN})
SET_OPERATORS = frozenset({Operator.CONTAINS_ALL, Operator.CONTAINS_ANY, Operator.SUBSET_OF, Operator.DISJOINT})
TRUTH_OPERATORS = frozenset({Operator.IS_TRUE, Operator.IS_FALSE})
CHOICE_OPERATORS = frozenset({Operator.IN, Operator.NOT_IN})

_WANTED: dict[Operator, tuple[str, frozenset[type]]] = {
    **{op: ("a number", frozenset({int, float})) for op in NUMBER_OPERATORS},
    **{op: ("a set of texts", frozenset({frozenset})) for op in SET_OPERATORS},
    **{op: ("true or false", frozenset({bool})) for op in TRUTH_OPERATORS},
    **{op: ("a text or a number", frozenset({str, int, float})) for op in CHOICE_OPERATORS},
    Operator.WITHIN_KM: ("a point", frozenset({Point})),
}


def is_number(value: object) -> bool:
    """True for a finite number; true and false are no numbers here."""
    return type(value) in (int, float) and math.isfinite(value)  # type: ignore[arg-type]


def wanted_types(operator: Operator) -> frozenset[type]:
    """The types of fact that an operator can test."""
    return _WANTED[operator][1]


def wanted_words(operator: Operator) -> str:
    """The same in words, for messages."""
    return _WANTED[operator][0]
