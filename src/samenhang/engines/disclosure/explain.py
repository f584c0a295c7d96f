"""Why a number is shown or not, as a code; words are for who shows it."""

from __future__ import annotations

from .problem import Kind
from .result import Reason, Result


def explain(result: Result, name: str) -> Reason:
    """Why this number is shown or not."""
    number = result.problem.numbers[result.problem.index[name]]
    if name in result.withheld:
        return result.withheld[name].reason
    if number.kind is Kind.INNER:
        return Reason.ON_NO_PAGE
    if number.kind is Kind.PUBLISHED:
        return Reason.PUBLISHED_BEFORE
    return Reason.SHOWN if number.count else Reason.NOBODY
