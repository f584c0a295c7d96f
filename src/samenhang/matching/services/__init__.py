"""The verbs of matching."""

from samenhang.matching.services.handovers import keep_refusal
from samenhang.matching.services.missing import MissingValues, follow_up, take_on
from samenhang.matching.services.needs import (
    NeedValues,
    NewNeed,
    NewRefusal,
    change_need,
    open_need,
    record_many_needs,
    record_refusal,
    withdraw_need,
)
from samenhang.matching.services.rounds import Decision, compute_round, decide

__all__ = [
    "Decision",
    "MissingValues",
    "NeedValues",
    "NewNeed",
    "NewRefusal",
    "change_need",
    "compute_round",
    "decide",
    "follow_up",
    "keep_refusal",
    "open_need",
    "record_many_needs",
    "record_refusal",
    "take_on",
    "withdraw_need",
]
