"""Sharing: who may share which facts with whom, on which ground, and what would make it possible. See docs/engines/sharing.md."""

from .explain import CODES, Explained, explain
from .problem import ConsentFact, Facts, Question
from .result import Verdict
from .ruleset import Fallback, Norm, Rule, RuleSet, load_rules, read_rules, versions
from .solve import decide, decide_many
from .terms import (
    Category,
    Decision,
    Delivery,
    Ground,
    InvalidProblem,
    InvalidRules,
    Lock,
    Opener,
    Purpose,
    Regime,
    Role,
    Stage,
)

__all__ = [
    "CODES",
    "Category",
    "ConsentFact",
    "Decision",
    "Delivery",
    "Explained",
    "Facts",
    "Fallback",
    "Ground",
    "InvalidProblem",
    "InvalidRules",
    "Lock",
    "Norm",
    "Opener",
    "Purpose",
    "Question",
    "Regime",
    "Role",
    "Rule",
    "RuleSet",
    "Stage",
    "Verdict",
    "decide",
    "decide_many",
    "explain",
    "load_rules",
    "read_rules",
    "versions",
]
