"""Codes of who may know what (handbook 4.1)."""

from enum import IntFlag, StrEnum


class Category(IntFlag):
    """Data categories as bits, so that one number says what a grant opens."""

    ID_CONTACT = 1
    BSN = 2
    HOUSING_NEEDS = 4
    SAFETY_ALERT = 8
    SIGNAL_PLAN = 16
    CRISIS_CARD = 32
    LIFE_DOMAIN_PICTURE = 64
    MEDICAL = 128
    RISK_ASSESSMENT = 256
    POLICE = 512
    JUDICIAL = 1024
    TITLE_FACT = 2048
    FINANCE_DEBT = 4096
    INCOME_BENEFIT = 8192
    INDICATION = 16384
    PLAN_GOALS = 32768
    APPOINTMENTS = 65536
    NETWORK = 131072
    INCIDENT = 262144
    PLACEMENT_HISTORY = 524288


class Regime(StrEnum):
    """The law under which a compartment of a dossier is kept (handbook 4.4)."""

    CONSENT = "CONSENT"
    TREATMENT = "TREATMENT"
    WVGGZ = "WVGGZ"
    WGS_ZVH = "WGS_ZVH"
    FUNDING = "FUNDING"
    PILOT_LIGHT = "PILOT_LIGHT"
    OGGZ_REPORT = "OGGZ_REPORT"


class DossierKind(StrEnum):
    """Whose facts a dossier holds."""

    PERSON = "PERSON"
    HOUSEHOLD = "HOUSEHOLD"
    REPORT = "REPORT"  # what the report desk was told about somebody, until it is weighed


class CaseRole(StrEnum):
    """In which role somebody takes part in a case."""

    CASE_DIRECTOR = "CASE_DIRECTOR"
    DEPUTY_DIRECTOR = "DEPUTY_DIRECTOR"
    FILE_HOLDER = "FILE_HOLDER"
    DEPUTY_FILE_HOLDER = "DEPUTY_FILE_HOLDER"
    CASE_MANAGER = "CASE_MANAGER"
    PROCESS_DIRECTOR = "PROCESS_DIRECTOR"
    LIFE_COURSE_COORDINATOR = "LIFE_COURSE_COORDINATOR"
    TREATER = "TREATER"
    SUPPORTER = "SUPPORTER"
    PLACEMENT_TABLE = "PLACEMENT_TABLE"
    EXPERIENCE_EXPERT = "EXPERIENCE_EXPERT"
    CLIENT_SUPPORTER = "CLIENT_SUPPORTER"
    CLIENT = "CLIENT"
    REPRESENTATIVE = "REPRESENTATIVE"


class RestrictionReason(StrEnum):
    """Why only those named may read a dossier."""

    STAFF_MEMBER = "STAFF_MEMBER"
    SAFETY = "SAFETY"
    KNOWN_PERSON = "KNOWN_PERSON"


class EmergencyReason(StrEnum):
    """Why somebody opened a dossier without taking part."""

    LIFE_IN_DANGER = "LIFE_IN_DANGER"
    CRISIS_ON_DUTY = "CRISIS_ON_DUTY"
    NOBODY_REACHABLE = "NOBODY_REACHABLE"


class ReviewOutcome(StrEnum):
    """What the review of an emergency access found."""

    JUSTIFIED = "JUSTIFIED"
    NOT_JUSTIFIED = "NOT_JUSTIFIED"
    FOLLOW_UP = "FOLLOW_UP"


class Purpose(StrEnum):
    """Why a fact is read; goes into the log with every read."""

    CARE_COORDINATION = "CARE_COORDINATION"
    PLACEMENT = "PLACEMENT"
    SUPPORT = "SUPPORT"
    EMERGENCY = "EMERGENCY"
    OVERSIGHT = "OVERSIGHT"
    OWN_FILE = "OWN_FILE"
