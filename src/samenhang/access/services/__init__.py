"""The verbs of access: cases, grants, reading with its line, restrictions, and break-glass."""

from samenhang.access.services.cases import (
    Holds,
    Joining,
    ask_before_closing,
    close_case,
    compartment_for,
    end_grants,
    give_grant,
    hold_again,
    join_case,
    join_cases,
    leave_case,
    open_dossier,
    open_dossiers,
    reopen_case,
    shield,
)
from samenhang.access.services.emergency import break_glass, close_emergency, opens_in_emergency, review_emergency
from samenhang.access.services.merging import Gain, Joined, join_dossiers, joining
from samenhang.access.services.reads import (
    denied,
    reading,
    reading_person,
    recording_export,
    require,
    require_grant,
)
from samenhang.access.services.restrictions import lift_restriction, restrict

__all__ = [
    "Gain",
    "Holds",
    "Joined",
    "Joining",
    "ask_before_closing",
    "break_glass",
    "close_case",
    "close_emergency",
    "compartment_for",
    "denied",
    "end_grants",
    "give_grant",
    "hold_again",
    "join_case",
    "join_cases",
    "join_dossiers",
    "joining",
    "leave_case",
    "lift_restriction",
    "open_dossier",
    "open_dossiers",
    "opens_in_emergency",
    "reading",
    "reading_person",
    "recording_export",
    "reopen_case",
    "require",
    "require_grant",
    "restrict",
    "review_emergency",
    "shield",
]
