"""What other packages may react to, by what it is about."""

from samenhang.pathway.events.handovers import HandoverRefused

__all__ = ["HandoverRefused"]
