"""The verbs of the pathway, by what they are about."""

from samenhang.pathway.services.placements import (
    NewPlacement,
    correct_placement,
    record_placement,
    record_placements,
)

__all__ = [
    "NewPlacement",
    "correct_placement",
    "record_placement",
    "record_placements",
]
