"""The tables of the pathway, by what they are about."""

from samenhang.pathway.models.placements import Placement

__all__ = ["Placement"]
