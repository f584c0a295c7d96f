"""The answer: what is withheld and for whose sake, and how much a reader of everything else can still tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .problem import Kind, Problem


class Status(StrEnum):
    """Whether every small number is protected."""

    PROTECTED = "PROTECTED"
    GIVEN_AWAY = "GIVEN_AWAY"  # what was published before pins a small number down, whatever is withheld now


class Reason(StrEnum):
    """Why a number is shown or not."""

    SHOWN = "SHOWN"
    NOBODY = "NOBODY"
    PUBLISHED_BEFORE = "PUBLISHED_BEFORE"
    SMALL = "SMALL"
    PROTECTS = "PROTECTS"
    ON_NO_PAGE = "ON_NO_PAGE"


class Range(NamedTuple):
    """Two values of a small number that are both possible for who reads everything; the true count lies between them."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """A number that is not shown, why, and which small numbers it protects."""

    id: str
    reason: Reason
    protects: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What to publish of a problem."""

    problem: Problem
    status: Status
    withheld: dict[str, Withheld]
    ranges: dict[str, Range]
    given_away: tuple[str, ...] = ()

    def shown(self, name: str, *, step: int = 1) -> int | None:
        """The number to publish, to the nearest ``step``; None when it is withheld.

        Rounding comes after withholding and never instead of it: it only makes a reader's knowledge less sharp.
        """
        number = self.problem.numbers[self.problem.index[name]]
        if name in self.withheld or number.kind is Kind.INNER:
            return None
        return (2 * number.count + step) // (2 * step) * step
