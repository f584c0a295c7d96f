"""Code → words for the pathway, by what it is about."""

from samenhang.pathway.labels.placements import (
    ALERTS,
    ENDINGS,
    OWN_FILE,
    PRECISIONS,
)

__all__ = [
    "ALERTS",
    "ENDINGS",
    "OWN_FILE",
    "PRECISIONS",
]
