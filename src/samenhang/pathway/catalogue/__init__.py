"""Fixed knowledge about the pathway, by what it is about."""

from samenhang.pathway.catalogue.handovers import DEFAULTS, GATE, GIVERS, WINDOWS, Numbers, Window

__all__ = ["DEFAULTS", "GATE", "GIVERS", "WINDOWS", "Numbers", "Window"]
