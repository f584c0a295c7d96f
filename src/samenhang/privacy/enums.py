"""Codes of sharing, consent, rights and retention."""

from enum import StrEnum


class GivenHow(StrEnum):
    """In which form consent was given (handbook 4.7)."""

    SPOKEN = "SPOKEN"
    SIGNED = "SIGNED"
    PORTAL = "PORTAL"


class GivenBy(StrEnum):
    """Who gave consent."""

    CLIENT = "CLIENT"
    REPRESENTATIVE = "REPRESENTATIVE"


class ConsentState(StrEnum):
    """Where a consent stands on a day."""

    ASKED = "ASKED"
    RUNNING = "RUNNING"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"


class HumanDecision(StrEnum):
    """What the person who asked did with the answer of the rules."""

    SHARED = "SHARED"
    NOT_SHARED = "NOT_SHARED"


class WeighingGround(StrEnum):
    """On what somebody with a duty of secrecy may speak without consent: offered without a default."""

    GOOD_CARE = "GOOD_CARE"
    LAW = "LAW"
    DUTY_CONFLICT = "DUTY_CONFLICT"


class NoticeKind(StrEnum):
    """What a notice tells the person."""

    SHARED = "SHARED"
    EMERGENCY = "EMERGENCY"
    ANSWER = "ANSWER"


class ToldHow(StrEnum):
    """How the person was told."""

    IN_PERSON = "IN_PERSON"
    PHONE = "PHONE"
    LETTER = "LETTER"
    PORTAL = "PORTAL"


class RequestKind(StrEnum):
    """What the person asks about their own data (AVG 15, 16, 17, 21)."""

    INSIGHT = "INSIGHT"
    CORRECTION = "CORRECTION"
    OBJECTION = "OBJECTION"
    DESTRUCTION = "DESTRUCTION"


class RequestOutcome(StrEnum):
    """The answer to a request."""

    GRANTED = "GRANTED"
    PARTLY = "PARTLY"
    DECLINED = "DECLINED"


class HousingNeed(StrEnum):
    """What a home needs, from a closed list that says nothing about health (reference rule R-HOUS-01; seed 001, section 3)."""

    LOW_STIMULUS = "LOW_STIMULUS"
    CORNER_OR_END_UNIT = "CORNER_OR_END_UNIT"
    NO_SHARED_STAIR = "NO_SHARED_STAIR"
    GROUND_FLOOR = "GROUND_FLOOR"
    SOUND_INSULATION = "SOUND_INSULATION"
    ROBUST_MATERIALS = "ROBUST_MATERIALS"
    DISTANCE_TO_NEIGHBOURS = "DISTANCE_TO_NEIGHBOURS"
    NEAR_SUPPORT = "NEAR_SUPPORT"
    NOT_IN_AREA = "NOT_IN_AREA"
    NO_GROUP = "NO_GROUP"
    PET_ALLOWED = "PET_ALLOWED"
    OUTDOOR_SPACE = "OUTDOOR_SPACE"
    SAFE_ACCESS_FOR_STAFF = "SAFE_ACCESS_FOR_STAFF"
    SMALL_SCALE = "SMALL_SCALE"
    SECOND_EXIT = "SECOND_EXIT"


class Programme(StrEnum):
    """Ways of working in which somebody may already be known (seed 000, sections 2.2 and 2.4)."""

    LIFE_COURSE = "LIFE_COURSE"
    TOP_X = "TOP_X"
    MDA = "MDA"
    PERSONAL_APPROACH = "PERSONAL_APPROACH"
    ZVH = "ZVH"
    OGGZ = "OGGZ"
    FACT = "FACT"
    CRISIS_TEAM = "CRISIS_TEAM"
    PRO = "PRO"


class DestructionState(StrEnum):
    """Where a destruction list stands."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    CARRIED_OUT = "CARRIED_OUT"
    REJECTED = "REJECTED"


class Duty(StrEnum):
    """What privacy asks of who works on a case, by a day."""

    TELL_THE_PERSON = "TELL_THE_PERSON"
    ANSWER_A_REQUEST = "ANSWER_A_REQUEST"
    CONSENT_RUNS_OUT = "CONSENT_RUNS_OUT"
    LOOK_AT_HOME_NEEDS = "LOOK_AT_HOME_NEEDS"
    SECOND_LOOK = "SECOND_LOOK"
