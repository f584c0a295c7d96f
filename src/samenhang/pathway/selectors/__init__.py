"""Reading the pathway, by what it is about."""

from samenhang.pathway.selectors.attention import attention
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

__all__ = [
    "Alert",
    "ImportedPlacement",
    "PlacementRow",
    "alerts",
    "attention",
    "current_stay",
    "history",
    "placements",
    "placements_for_rule",
    "placements_with_keys",
    "stay_of",
]
