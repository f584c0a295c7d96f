"""Codes of talking together (handbook 1.1, 1.2 and 13.2)."""

from enum import StrEnum


class TableKind(StrEnum):
    """Existing tables of a region: this group goes on their agenda, no new one is made (seed 000, section 4.2.2)."""

    CASE = "CASE"
    ZVH = "ZVH"
    FUNDERS = "FUNDERS"
    STEERING = "STEERING"
    WVGGZ = "WVGGZ"
    OGGZ = "OGGZ"
    PLACEMENT = "PLACEMENT"
    LEARNING = "LEARNING"


class Rhythm(StrEnum):
    """How often a table meets; monthly and quarterly on the same weekday of the month as the first time."""

    WEEKLY = "WEEKLY"
    FORTNIGHTLY = "FORTNIGHTLY"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"


class ConferenceKind(StrEnum):
    """What kind of talk it is."""

    CASE_CONFERENCE = "CASE_CONFERENCE"
    AD_HOC = "AD_HOC"
    INTAKE = "INTAKE"
    HANDOVER = "HANDOVER"
    EVALUATION = "EVALUATION"
    DE_ESCALATION = "DE_ESCALATION"


class ConferenceState(StrEnum):
    """Where a conference stands."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    RECORDED = "RECORDED"
    FED_BACK = "FED_BACK"
    CANCELLED = "CANCELLED"


class Step(StrEnum):
    """What can be done with a conference."""

    MOVE = "MOVE"
    INVITE = "INVITE"
    HOLD = "HOLD"
    WRITE = "WRITE"
    RECORD = "RECORD"
    REOPEN = "REOPEN"
    FEED_BACK = "FEED_BACK"
    CANCEL = "CANCEL"


class PartyKind(StrEnum):
    """Who is invited."""

    COLLEAGUE = "COLLEAGUE"
    ORGANISATION = "ORGANISATION"
    CLIENT = "CLIENT"
    REPRESENTATIVE = "REPRESENTATIVE"
    CLOSE_ONE = "CLOSE_ONE"
    EXPERIENCE_EXPERT = "EXPERIENCE_EXPERT"


class Answer(StrEnum):
    """What an invited party answered."""

    ASKED = "ASKED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class Presence(StrEnum):
    """How somebody takes part."""

    ROOM = "ROOM"
    ONLINE = "ONLINE"
    PHONE = "PHONE"


class Fits(StrEnum):
    """Whether an offer fits, as the table sees it; unknown is not no."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


class PointKind(StrEnum):
    """What a line of a conference or of a moral deliberation says."""

    DECISION = "DECISION"
    DISSENT = "DISSENT"
    VALUE = "VALUE"
    OPTION = "OPTION"
    ARGUMENT_FOR = "ARGUMENT_FOR"
    ARGUMENT_AGAINST = "ARGUMENT_AGAINST"


class Dilemma(StrEnum):
    """When a moral deliberation is offered (rule R-12), and the rest."""

    COERCION_OR_FREEDOM = "COERCION_OR_FREEDOM"
    STAFF_SAFETY_OR_STAY = "STAFF_SAFETY_OR_STAY"
    BREACH_OF_SECRECY = "BREACH_OF_SECRECY"
    OTHER = "OTHER"


class AskedOf(StrEnum):
    """What the process director is asked to do (seed 000, section 3.2)."""

    CONVENE = "CONVENE"
    SOLVE = "SOLVE"


class RequestState(StrEnum):
    """Where a request to the process director stands."""

    OPEN = "OPEN"
    DONE = "DONE"
    DECLINED = "DECLINED"


class Channel(StrEnum):
    """How an expert is consulted."""

    PHONE = "PHONE"
    WRITING = "WRITING"
    VIDEO = "VIDEO"


class Product(StrEnum):
    """As what a consultation is accounted for; since 2025 there is one for the social domain (seed 000, section 3.3)."""

    GGZ_SOCIAL_DOMAIN = "GGZ_SOCIAL_DOMAIN"
    GGZ_FOR_GP = "GGZ_FOR_GP"
    CCE = "CCE"
    CONTRACT = "CONTRACT"
    NOT_PAID = "NOT_PAID"


class AgeBand(StrEnum):
    """An age that points at nobody."""

    TO_22 = "TO_22"
    TO_29 = "TO_29"
    TO_39 = "TO_39"
    TO_49 = "TO_49"
    TO_64 = "TO_64"
    OLDER = "OLDER"


class TalkAlert(StrEnum):
    """What asks attention about talks."""

    FEEDBACK_DUE = "FEEDBACK_DUE"
    FEEDBACK_OVERDUE = "FEEDBACK_OVERDUE"
    CONFERENCE_TO_RECORD = "CONFERENCE_TO_RECORD"
    INVITATION_TO_ANSWER = "INVITATION_TO_ANSWER"
    AGREEMENT_OVERDUE = "AGREEMENT_OVERDUE"
    CONSULTATION_TO_ANSWER = "CONSULTATION_TO_ANSWER"
    CONVENE_ASKED = "CONVENE_ASKED"
    DELIBERATION_TO_EVALUATE = "DELIBERATION_TO_EVALUATE"
