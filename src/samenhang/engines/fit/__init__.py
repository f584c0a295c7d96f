"""Fit: for a person and every place why it fits or not, and what would make it fit. See docs/engines/fit.md."""

from .bottlenecks import Change, bottlenecks, compare, touched_by
from .problem import STAY, Criterion, FitProblem, Person, Place, Remedy
from .result import Bottlenecks, CriterionVerdict, Option, OptionKind, Reason, RemedySet, Result, Survey
from .solve import explain_person, explain_row, solve, stream, survey
from .terms import Fact, InvalidProblem, Obstacle, Operator, Outcome, Point, RemedyKind, Side

__all__ = [
    "STAY",
    "Bottlenecks",
    "Change",
    "Criterion",
    "CriterionVerdict",
    "Fact",
    "FitProblem",
    "InvalidProblem",
    "Obstacle",
    "Operator",
    "Option",
    "OptionKind",
    "Outcome",
    "Person",
    "Place",
    "Point",
    "Reason",
    "Remedy",
    "RemedyKind",
    "RemedySet",
    "Result",
    "Side",
    "Survey",
    "bottlenecks",
    "compare",
    "explain_person",
    "explain_row",
    "solve",
    "stream",
    "survey",
    "touched_by",
]
