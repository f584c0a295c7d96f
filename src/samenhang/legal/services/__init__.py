"""The verbs of titles: recording them and what happens to them, arranging what must be, one entitlement, telling in time."""

from samenhang.legal.services.arranging import Owner, arrange
from samenhang.legal.services.entitlements import (
    NewEntitlement,
    agree_entitlement,
    end_entitlement,
    note_entitlement,
)
from samenhang.legal.services.reminders import tell_of_endings
from samenhang.legal.services.titles import (
    SAYS_WHY,
    NewIndication,
    NewTitle,
    advance,
    check_connecting_care,
    decide_followon,
    file_followon,
    record_many_titles,
    record_title,
)

__all__ = [
    "SAYS_WHY",
    "NewEntitlement",
    "NewIndication",
    "NewTitle",
    "Owner",
    "advance",
    "agree_entitlement",
    "arrange",
    "check_connecting_care",
    "decide_followon",
    "end_entitlement",
    "file_followon",
    "note_entitlement",
    "record_many_titles",
    "record_title",
    "tell_of_endings",
]
