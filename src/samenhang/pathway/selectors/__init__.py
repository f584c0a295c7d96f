"""Reading the pathway, by what it is about."""

from samenhang.pathway.selectors.placements import (
    Alert,
    ImportedPlacement,
    PlacementRow,
    alerts,
    current_stay,
    history,
    placements,
    placements_for_rule,
    placements_with_keys,
    stay_of,
)
from samenhang.pathway.selectors.recompute import PersonAlert, recompute_alerts
from samenhang.pathway.selectors.returns import (
    ReturnRow,
    ToldRow,
    returns_attention,
    returns_of,
    returns_to,
)

__all__ = [
    "Alert",
    "ImportedPlacement",
    "PersonAlert",
    "PlacementRow",
    "ReturnRow",
    "ToldRow",
    "alerts",
    "current_stay",
    "history",
    "placements",
    "placements_for_rule",
    "placements_with_keys",
    "recompute_alerts",
    "returns_attention",
    "returns_of",
    "returns_to",
    "stay_of",
]
