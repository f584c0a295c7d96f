"""Codes of the pathway, by what they are about."""

from samenhang.pathway.enums.handovers import (
    Evidence,
    GiverRole,
    HandoverAct,
    HandoverAlert,
    HandoverKind,
    HandoverState,
    Livelihood,
    NoReason,
    RequestAct,
    RequestState,
    ReturnTerms,
    SetBack,
    StepCode,
    StepState,
    Worked,
)
from samenhang.pathway.enums.placements import EndingReason, PathwayAlert, Precision
from samenhang.pathway.enums.returns import ReturnAct, ReturnAlert, ReturnState

__all__ = [
    "EndingReason",
    "Evidence",
    "GiverRole",
    "HandoverAct",
    "HandoverAlert",
    "HandoverKind",
    "HandoverState",
    "Livelihood",
    "NoReason",
    "PathwayAlert",
    "Precision",
    "RequestAct",
    "RequestState",
    "ReturnAct",
    "ReturnAlert",
    "ReturnState",
    "ReturnTerms",
    "SetBack",
    "StepCode",
    "StepState",
    "Worked",
]
