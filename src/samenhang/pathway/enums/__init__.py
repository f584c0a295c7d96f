"""Codes of the pathway, by what they are about."""

from samenhang.pathway.enums.placements import EndingReason, PathwayAlert, Precision
from samenhang.pathway.enums.returns import ReturnAct, ReturnAlert, ReturnState

__all__ = ["EndingReason", "PathwayAlert", "Precision", "ReturnAct", "ReturnAlert", "ReturnState"]
