"""Reading the shared picture."""

from samenhang.picture.selectors.attention import attention
from samenhang.picture.selectors.domains import DomainPair, DomainRow, domains
from samenhang.picture.selectors.overdue import OverdueRisk, overdue_risks
from samenhang.picture.selectors.sketch import (
    Fact,
    IncidentRow,
    Sketch,
    Words,
    facts,
    facts_for_rule,
    incidents,
    latest_words,
    newest_for_rule,
    sketch,
)
from samenhang.picture.selectors.strengths import EstimateRow, strength_estimates

__all__ = [
    "DomainPair",
    "DomainRow",
    "EstimateRow",
    "Fact",
    "IncidentRow",
    "OverdueRisk",
    "Sketch",
    "Words",
    "attention",
    "domains",
    "facts",
    "facts_for_rule",
    "incidents",
    "latest_words",
    "newest_for_rule",
    "overdue_risks",
    "sketch",
    "strength_estimates",
]
