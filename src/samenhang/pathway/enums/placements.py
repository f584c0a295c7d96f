"""Codes of the pathway (handbook 3.0)."""

from enum import StrEnum


class EndingReason(StrEnum):
    """Why a placement ended."""

    PLANNED_OUTFLOW = "PLANNED_OUTFLOW"
    UPSCALE = "UPSCALE"
    DOWNSCALE = "DOWNSCALE"
    EXPULSION_INCIDENT = "EXPULSION_INCIDENT"
    EXPULSION_SUBSTANCE = "EXPULSION_SUBSTANCE"
    REFUSED_COOPERATION = "REFUSED_COOPERATION"
    TITLE_ENDED = "TITLE_ENDED"
    FUNDING_ENDED = "FUNDING_ENDED"
    FACILITY_CLOSED = "FACILITY_CLOSED"
    OWN_CHOICE = "OWN_CHOICE"
    DEATH = "DEATH"
    UNKNOWN = "UNKNOWN"


class Precision(StrEnum):
    """How exactly a date is known; histories often know the month only."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


class PathwayAlert(StrEnum):
    """What a placement history asks attention for."""

    OUT_OF_SIGHT = "OUT_OF_SIGHT"
    PLACEMENT_ENDS_T90 = "PLACEMENT_ENDS_T90"
    EXPULSION_WITHOUT_NEXT_PLACE = "EXPULSION_WITHOUT_NEXT_PLACE"
    TRANSFER_LOAD = "TRANSFER_LOAD"
    REVOLVING_DOOR = "REVOLVING_DOOR"
    NO_FILE_HOLDER = "NO_FILE_HOLDER"
    NO_CASE_DIRECTOR = "NO_CASE_DIRECTOR"
    NO_PILOT_LIGHT = "NO_PILOT_LIGHT"
    EXTRA_CARE_NEEDED = "EXTRA_CARE_NEEDED"
