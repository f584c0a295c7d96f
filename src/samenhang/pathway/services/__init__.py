"""The verbs of the pathway, by what they are about."""

from samenhang.pathway.services.placements import (
    NewPlacement,
    correct_placement,
    record_placement,
    record_placements,
)
from samenhang.pathway.services.returns import advance_return, expect_return, letter_sent, mail_contact, told

__all__ = [
    "NewPlacement",
    "advance_return",
    "correct_placement",
    "expect_return",
    "letter_sent",
    "mail_contact",
    "record_placement",
    "record_placements",
    "told",
]
