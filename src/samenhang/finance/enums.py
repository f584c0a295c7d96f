"""Codes of time that belongs to no client, and of support that goes on while nobody has decided who pays."""

from enum import StrEnum


class TimeKind(StrEnum):
    """What the time went to."""

    CONSULTATION = "CONSULTATION"
    MEETING = "MEETING"
    LEARNING = "LEARNING"
    NETWORK = "NETWORK"


class CoverState(StrEnum):
    """Where provisional cover stands (R-23)."""

    RUNNING = "RUNNING"
    SETTLED = "SETTLED"


class CoverAct(StrEnum):
    """What can happen to provisional cover."""

    AGREE = "AGREE"
    EXTEND = "EXTEND"
    SETTLE = "SETTLE"


class FinanceAlert(StrEnum):
    """What provisional cover, or the lack of it, asks attention for."""

    SWITCH_WITHOUT_COVER = "SWITCH_WITHOUT_COVER"
    COVER_ENDS = "COVER_ENDS"
    COVER_NOT_SETTLED = "COVER_NOT_SETTLED"
