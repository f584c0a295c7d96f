"""The verbs of intake: looking at somebody with the criteria of a region, deciding, new criteria, and signals."""

from samenhang.intake.services.criteria import write_criteria
from samenhang.intake.services.inclusion import Answered, check_inclusion, decide_inclusion
from samenhang.intake.services.signals import SIGNAL, NewSignal, record_signals

__all__ = [
    "SIGNAL",
    "Answered",
    "NewSignal",
    "check_inclusion",
    "decide_inclusion",
    "record_signals",
    "write_criteria",
]
