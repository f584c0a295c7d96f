"""Codes of time that belongs to no client."""

from enum import StrEnum


class TimeKind(StrEnum):
    """What the time went to."""

    CONSULTATION = "CONSULTATION"
    MEETING = "MEETING"
    LEARNING = "LEARNING"
    NETWORK = "NETWORK"
