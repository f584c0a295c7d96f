"""Codes of somebody who returns from detention to a municipality."""

from enum import StrEnum


class ReturnState(StrEnum):
    """Where a return stands with the municipality."""

    EXPECTED = "EXPECTED"
    TOLD = "TOLD"
    TAKEN_UP = "TAKEN_UP"
    SEEN = "SEEN"
    OFF = "OFF"


class ReturnAct(StrEnum):
    """What can happen around a return."""

    EXPECT = "EXPECT"
    TELL = "TELL"
    WRITE = "WRITE"
    MAIL = "MAIL"
    TAKE_UP = "TAKE_UP"
    SEE = "SEE"
    CALL_OFF = "CALL_OFF"


class ReturnAlert(StrEnum):
    """What a return asks attention for."""

    RETURN_NOT_TOLD = "RETURN_NOT_TOLD"
    RETURN_NOT_TAKEN_UP = "RETURN_NOT_TAKEN_UP"
    RETURN_NOT_SEEN = "RETURN_NOT_SEEN"
