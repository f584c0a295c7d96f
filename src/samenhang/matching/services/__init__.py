"""The verbs of matching."""

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

__all__ = [
    "NeedValues",
    "NewNeed",
    "NewRefusal",
    "change_need",
    "open_need",
    "record_many_needs",
    "record_refusal",
    "withdraw_need",
]
