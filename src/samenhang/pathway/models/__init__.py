"""The tables of the pathway, by what they are about."""

from samenhang.pathway.models.placements import Placement
from samenhang.pathway.models.returns import Return, ReturnStep

__all__ = ["Placement", "Return", "ReturnStep"]
