"""Codes of intake."""

from enum import StrEnum


class CriterionKind(StrEnum):
    """What a criterion of inclusion is about (handbook 8.4)."""

    AGE = "AGE"
    PROBLEMS = "PROBLEMS"
    SAFETY = "SAFETY"
    TITLE = "TITLE"
    EXPERIENCE = "EXPERIENCE"
    OTHER = "OTHER"


class Answer(StrEnum):
    """The answer to one criterion; not known is not no."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


class Fit(StrEnum):
    """What the answers say together. It decides nothing."""

    MEETS = "MEETS"
    PARTLY = "PARTLY"
    NOT = "NOT"


class Inclusion(StrEnum):
    """What people decided about being in scope."""

    OPEN = "OPEN"
    INCLUDED = "INCLUDED"
    NOT_INCLUDED = "NOT_INCLUDED"


class Lens(StrEnum):
    """The client groups of the working agenda and those that were added; a lens, not a gate (handbook 8.3).

    The codes are those of matching, which stands above this package; a test compares them.
    """

    THUISZITTER = "THUISZITTER"
    YOUNG_ADULT = "YOUNG_ADULT"
    PGB = "PGB"
    RESIDENT_MISMATCH = "RESIDENT_MISMATCH"
    FORENSIC_INFLOW = "FORENSIC_INFLOW"
    LIFE_COURSE = "LIFE_COURSE"
    VOLUNTARY_RECOVERY = "VOLUNTARY_RECOVERY"
    CIVIL_REVOLVING = "CIVIL_REVOLVING"


class SignalKind(StrEnum):
    """What kind of signal came in (seed 001, sections 1 and 3)."""

    E33 = "E33"
    RENT_ARREARS = "RENT_ARREARS"
    NEIGHBOURS = "NEIGHBOURS"
    HOME = "HOME"
    SCHOOL_OR_WORK = "SCHOOL_OR_WORK"
    CARE_ENDED = "CARE_ENDED"
    OUT_OF_TOUCH = "OUT_OF_TOUCH"
    FAMILY = "FAMILY"
    OTHER = "OTHER"


class IntakeAlert(StrEnum):
    """What asks attention in the signals about a person."""

    REPEATED_E33 = "REPEATED_E33"
    BRIDGE_NOT_ENOUGH = "BRIDGE_NOT_ENOUGH"
    BRIDGE_OVER = "BRIDGE_OVER"


class ReportSource(StrEnum):
    """From what kind of party a report comes (seed 001 sections 1 and 3; recommendation on early signals)."""

    POLICE = "POLICE"
    HOUSING = "HOUSING"
    SCHOOL = "SCHOOL"
    YOUTH_HEALTH = "YOUTH_HEALTH"
    GP = "GP"
    UWV = "UWV"
    NEIGHBOUR = "NEIGHBOUR"
    CLOSE_ONE = "CLOSE_ONE"
    OWN_ORGANISATION = "OWN_ORGANISATION"
    OTHER = "OTHER"


class ReportWay(StrEnum):
    """By which way a report reached the desk."""

    DESK = "DESK"
    FORM = "FORM"
    API = "API"
    FILE = "FILE"


class ReportPriority(StrEnum):
    """How soon somebody has been in touch with the person (handbook 6.4)."""

    URGENT = "URGENT"
    SOON = "SOON"
    NORMAL = "NORMAL"


class SameBy(StrEnum):
    """What two reports have in common, so that somebody looks whether they are about one person. No more and no less alike."""

    NAME = "NAME"
    BIRTH_DATE = "BIRTH_DATE"
    ADDRESS = "ADDRESS"


class HealthWords(StrEnum):
    """What became of words in a report that say what somebody has (handbook 4.3, D15: date, place, behaviour, who)."""

    NONE = "NONE"
    MARKED = "MARKED"
    STRUCK = "STRUCK"
    KEPT = "KEPT"


class ContactWith(StrEnum):
    """With whom the desk was in touch before it decided (handbook 4.3, D15 and D16)."""

    PERSON = "PERSON"
    REPORTER = "REPORTER"
    KNOWS_THEM = "KNOWS_THEM"


class ReportState(StrEnum):
    """Where a report stands."""

    RECEIVED = "RECEIVED"
    WEIGHING = "WEIGHING"
    DECIDED = "DECIDED"
    FED_BACK = "FED_BACK"
    CLOSED = "CLOSED"


class ReportAct(StrEnum):
    """What can be done with a report."""

    WEIGH = "WEIGH"
    DECIDE = "DECIDE"
    FEED_BACK = "FEED_BACK"
    CLOSE = "CLOSE"


class Party(StrEnum):
    """The three parties that weigh every report together (seed 001, section 3)."""

    SOCIAL_NURSE = "SOCIAL_NURSE"
    PSYCHIATRIC_NURSE = "PSYCHIATRIC_NURSE"
    DISABILITY_CARE = "DISABILITY_CARE"


class PartyView(StrEnum):
    """What one party thinks: help is there, help can be arranged, the network must look, or none of these."""

    HELP_PRESENT = "HELP_PRESENT"
    CAN_BE_ARRANGED = "CAN_BE_ARRANGED"
    FOR_NETWORK = "FOR_NETWORK"
    NO_GROUND = "NO_GROUND"


class Outcome(StrEnum):
    """What people decided about a report (handbook 6.4), and the way back for who was helped before (row 19)."""

    FORWARD_TO_HELP = "FORWARD_TO_HELP"
    START_HELP = "START_HELP"
    EARLY_HELP = "EARLY_HELP"
    OGGZ_CASE = "OGGZ_CASE"
    WVGGZ_REPORT = "WVGGZ_REPORT"
    ZVH_REPORT = "ZVH_REPORT"
    REENTRY = "REENTRY"
    CLOSE_WITH_FEEDBACK = "CLOSE_WITH_FEEDBACK"


class FeedbackHow(StrEnum):
    """How the reporter heard what was done with the report; never what it is about."""

    SPOKEN = "SPOKEN"
    PHONE = "PHONE"
    LETTER = "LETTER"
    SOFTWARE = "SOFTWARE"


class InquiryState(StrEnum):
    """Where the inquiry after a report for compulsory care stands (Wvggz 5:2)."""

    RECEIVED = "RECEIVED"
    INQUIRY = "INQUIRY"
    NO_NEED = "NO_NEED"
    TOLD = "TOLD"
    APPLIED = "APPLIED"


class InquiryAct(StrEnum):
    """What can be done in an inquiry after a report for compulsory care."""

    BEGIN = "BEGIN"
    APPLY = "APPLY"
    FIND_NO_NEED = "FIND_NO_NEED"
    TELL = "TELL"
    INSIST = "INSIST"


class BridgeHolder(StrEnum):
    """Who holds the bridge while somebody waits (seed 001, section 2)."""

    POH_GGZ = "POH_GGZ"
    WMO = "WMO"
    GP = "GP"
    CLOSE_ONE = "CLOSE_ONE"
    OTHER = "OTHER"


class WaitsFor(StrEnum):
    """What somebody waits for."""

    GGZ = "GGZ"
    SHELTERED_LIVING = "SHELTERED_LIVING"
    ADDICTION_CARE = "ADDICTION_CARE"
    DISABILITY_CARE = "DISABILITY_CARE"
    HOME = "HOME"
    OTHER = "OTHER"
