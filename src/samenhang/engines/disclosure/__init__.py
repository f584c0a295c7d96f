"""Disclosure: which numbers must be withheld so that no small one can be worked out. See docs/engines/disclosure.md."""

from .explain import explain
from .problem import SMALLEST, Draft, InvalidProblem, Kind, Number, Problem, Sum
from .result import Range, Reason, Result, Status, Withheld
from .solve import solve
from .verify import attack, violations

__all__ = [
    "SMALLEST",
    "Draft",
    "InvalidProblem",
    "Kind",
    "Number",
    "Problem",
    "Range",
    "Reason",
    "Result",
    "Status",
    "Sum",
    "Withheld",
    "attack",
    "explain",
    "solve",
    "violations",
]
