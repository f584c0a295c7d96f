"""Codes of the pathway, by what they are about."""

from samenhang.pathway.enums.placements import EndingReason, PathwayAlert, Precision

__all__ = ["EndingReason", "PathwayAlert", "Precision"]
