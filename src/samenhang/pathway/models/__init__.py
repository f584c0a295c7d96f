"""The tables of the pathway, by what they are about."""

from samenhang.pathway.models.handovers import (
    HandoverEvidence,
    HandoverQuestion,
    HandoverRequest,
    HandoverTemplate,
    WarmHandover,
)
from samenhang.pathway.models.placements import Placement

__all__ = [
    "HandoverEvidence",
    "HandoverQuestion",
    "HandoverRequest",
    "HandoverTemplate",
    "Placement",
    "WarmHandover",
]
