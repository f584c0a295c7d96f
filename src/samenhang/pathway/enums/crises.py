"""Codes of a crisis: from the call to somebody who is there, and to what was learned (handbook 6.2)."""

from enum import StrEnum


class CrisisState(StrEnum):
    """Where a crisis stands."""

    CALLED = "CALLED"
    ON_THE_WAY = "ON_THE_WAY"
    PRESENT = "PRESENT"
    DECIDED = "DECIDED"
    EVALUATED = "EVALUATED"


class CrisisAct(StrEnum):
    """What can be done in a crisis."""

    SEND = "SEND"
    ARRIVE = "ARRIVE"
    CALM_DOWN = "CALM_DOWN"
    DECIDE = "DECIDE"
    EVALUATE = "EVALUATE"


class CalledBy(StrEnum):
    """Who called."""

    CLIENT = "CLIENT"
    CLOSE_ONE = "CLOSE_ONE"
    NEIGHBOUR = "NEIGHBOUR"
    POLICE = "POLICE"
    PROFESSIONAL = "PROFESSIONAL"
    OTHER = "OTHER"


class CallResult(StrEnum):
    """What became of one call to somebody who may come."""

    COMES = "COMES"
    CANNOT = "CANNOT"
    NO_ANSWER = "NO_ANSWER"


class Outcome(StrEnum):
    """What was decided in a crisis, the least intrusive first (Wvggz: compulsory care is the last resort)."""

    STAYS_WITH_HELP = "STAYS_WITH_HELP"
    INTENSIVE_AT_HOME = "INTENSIVE_AT_HOME"
    BED_ON_PRESCRIPTION = "BED_ON_PRESCRIPTION"
    VOLUNTARY_ADMISSION = "VOLUNTARY_ADMISSION"
    CRISIS_MEASURE = "CRISIS_MEASURE"
    POLICE = "POLICE"


class Toldee(StrEnum):
    """Who hears within a day that somebody is in crisis, and no more than that."""

    CLOSE_ONES = "CLOSE_ONES"
    LANDLORD = "LANDLORD"
    WORK = "WORK"
    PETS_AND_CHILDREN = "PETS_AND_CHILDREN"
    CARE_RESPONSIBLE = "CARE_RESPONSIBLE"


class Arrival(StrEnum):
    """How long it took from the call until somebody was there."""

    WITHIN_20 = "WITHIN_20"
    WITHIN_30 = "WITHIN_30"
    LATER = "LATER"
    NOBODY = "NOBODY"


class CrisisAlert(StrEnum):
    """What asks attention around a crisis and a bed on prescription."""

    CRISIS_NOW = "CRISIS_NOW"
    CRISIS_TO_DECIDE = "CRISIS_TO_DECIDE"
    CRISIS_TO_TELL = "CRISIS_TO_TELL"
    CRISIS_TO_EVALUATE = "CRISIS_TO_EVALUATE"
    BED_RIGHT_ENDS = "BED_RIGHT_ENDS"
