"""The words of the sharing engine: roles, categories, stages, purposes, decisions, locks, grounds, regimes.

The codes of roles, categories and stages are those of the field and are kept in the log, so a code is never given another meaning.
"""

from __future__ import annotations

from enum import StrEnum


class InvalidProblem(ValueError):
    """A question that cannot be asked, with the spot (`facts.consents[0].purposes`) and what is wrong there."""

    def __init__(self, spot: str, message: str) -> None:
        super().__init__(f"{spot}: {message}")
        self.spot = spot
        self.message = message

    def under(self, prefix: str) -> InvalidProblem:
        """The same complaint seen from one level higher."""
        joint = "" if not self.spot or self.spot.startswith("[") else "."
        return InvalidProblem(f"{prefix}{joint}{self.spot}", self.message)


class InvalidRules(ValueError):
    """A rule file that cannot be used: which file, which rule, what is wrong."""


class Code(StrEnum):
    """A code that is hashed as the text it is: Enum's own hash is a Python call, paid five times per question."""

    __hash__ = str.__hash__


class Role(Code):
    """In which capacity somebody gives or receives."""

    GGZ_TREATER = "GGZ_TREATER"
    FZ_TREATER = "FZ_TREATER"
    ADDICTION_TREATER = "ADDICTION_TREATER"
    VG_TREATER = "VG_TREATER"
    VG_SUPPORT = "VG_SUPPORT"
    GP = "GP"
    BW_PROVIDER = "BW_PROVIDER"
    WMO_PROVIDER = "WMO_PROVIDER"
    WMO_CONSULTANT = "WMO_CONSULTANT"  # acts for the municipal executive (college)
    MAYOR_OFFICE = "MAYOR_OFFICE"
    AFTERCARE_COORD = "AFTERCARE_COORD"
    OGGZ_NURSE = "OGGZ_NURSE"  # also the report desk
    POLICE = "POLICE"
    PROSECUTOR = "PROSECUTOR"
    PROBATION = "PROBATION"
    DJI = "DJI"
    PPC_CARE = "PPC_CARE"
    ZVH_DIRECTOR = "ZVH_DIRECTOR"
    ZVH_PARTNER = "ZVH_PARTNER"
    HOUSING_ASSOC = "HOUSING_ASSOC"
    WORK_INCOME = "WORK_INCOME"
    UWV = "UWV"
    DEBT_SERVICE = "DEBT_SERVICE"
    CIZ = "CIZ"
    WLZ_OFFICE = "WLZ_OFFICE"
    INSURER = "INSURER"
    LIFE_COURSE_COORD = "LIFE_COURSE_COORD"
    REPRESENTATIVE = "REPRESENTATIVE"
    CLOSE_ONE = "CLOSE_ONE"
    CLIENT_SUPPORTER = "CLIENT_SUPPORTER"
    PEER = "PEER"
    VEILIG_THUIS = "VEILIG_THUIS"
    RESEARCHER = "RESEARCHER"
    CLIENT = "CLIENT"
    GD = "GD"  # geneesheer-directeur: medical director under the Wvggz
    ZV = "ZV"  # zorgverantwoordelijke: clinician responsible for compulsory care
    PSYCHIATRIST = "PSYCHIATRIST"  # independent psychiatrist of the medical statement
    OGGZ_NETWORK = "OGGZ_NETWORK"  # the network meeting of public mental health
    ZVH = "ZVH"  # the joint file and conference of a care and safety house
    OTHER_ZVH = "OTHER_ZVH"
    FINANCIERS_TABLE = "FINANCIERS_TABLE"
    REGION = "REGION"  # the regional picture


class Category(Code):
    """What kind of fact it is."""

    ID_CONTACT = "ID_CONTACT"
    BSN = "BSN"
    HOUSING_NEEDS = "HOUSING_NEEDS"
    SAFETY_ALERT = "SAFETY_ALERT"
    SIGNAL_PLAN = "SIGNAL_PLAN"
    CRISIS_CARD = "CRISIS_CARD"
    LIFE_DOMAIN_PICTURE = "LIFE_DOMAIN_PICTURE"
    MEDICAL = "MEDICAL"
    RISK_ASSESSMENT = "RISK_ASSESSMENT"
    POLICE = "POLICE"
    JUDICIAL = "JUDICIAL"
    TITLE_FACT = "TITLE_FACT"
    FINANCE_DEBT = "FINANCE_DEBT"
    INCOME_BENEFIT = "INCOME_BENEFIT"
    INDICATION = "INDICATION"
    PLAN_GOALS = "PLAN_GOALS"
    APPOINTMENTS = "APPOINTMENTS"
    NETWORK = "NETWORK"
    INCIDENT = "INCIDENT"
    PLACEMENT_HISTORY = "PLACEMENT_HISTORY"
    STATS_DEIDENT = "STATS_DEIDENT"


class Stage(Code):
    """Where the joint work stands."""

    SIGNAL = "SIGNAL"
    EXPLORE = "EXPLORE"
    CONFERENCE_CONSENT = "CONFERENCE_CONSENT"
    CONFERENCE_WVGGZ = "CONFERENCE_WVGGZ"
    ZVH_REPORT = "ZVH_REPORT"
    ZVH_CASE = "ZVH_CASE"
    PLAN = "PLAN"
    TREATMENT = "TREATMENT"
    HANDOVER = "HANDOVER"
    CRISIS = "CRISIS"
    PILOT_LIGHT = "PILOT_LIGHT"
    TITLE_END = "TITLE_END"
    FUNDING = "FUNDING"
    HOUSING_MATCH = "HOUSING_MATCH"
    CLOSED = "CLOSED"
    REGION_STATS = "REGION_STATS"


class Purpose(Code):
    """What the receiver needs it for. A closed list: "cooperation" is no purpose."""

    CARE = "CARE"  # the treatment itself
    CARE_COORDINATION = "CARE_COORDINATION"  # one plan, one coordinator
    COMPULSORY_CARE = "COMPULSORY_CARE"  # tasks under Wvggz, Wzd and Wfz
    PLACEMENT = "PLACEMENT"  # choosing where somebody lives or stays
    SUPPORT = "SUPPORT"  # guidance, day activity, help at home
    HANDOVER = "HANDOVER"  # connecting care
    CRISIS = "CRISIS"
    PUBLIC_ORDER = "PUBLIC_ORDER"  # the mayor's task
    COMPLEX_CASE_SAFETY = "COMPLEX_CASE_SAFETY"  # the purpose of a care and safety house (WGS 2.25)
    HOUSING_MATCH = "HOUSING_MATCH"
    FUNDING = "FUNDING"
    INVESTIGATION = "INVESTIGATION"  # criminal investigation
    STATISTICS = "STATISTICS"
    SIGNAL = "SIGNAL"  # telling that somebody may need help
    RIGHTS_OF_THE_PERSON = "RIGHTS_OF_THE_PERSON"  # access, copy, correction


class Decision(Code):
    """What the engine advises; a human decides."""

    ALLOW = "ALLOW"
    ALLOW_WITH_CONDITIONS = "ALLOW_WITH_CONDITIONS"
    ASK_CONSENT = "ASK_CONSENT"
    ESCALATE_DUTY_CONFLICT = "ESCALATE_DUTY_CONFLICT"
    BLOCK = "BLOCK"


class Lock(Code):
    """The four locks, in the order in which they are tried."""

    PURPOSE = "PURPOSE"
    BASIS = "BASIS"
    SECRECY = "SECRECY"
    REGIME = "REGIME"


class Ground(Code):
    """What a human can choose as exception to secrecy; never a default, always with a motivation."""

    EXPLICIT_CONSENT = "EXPLICIT_CONSENT"
    LAW = "LAW"  # a law obliges or permits
    GOOD_CARE = "GOOD_CARE"  # goed hulpverlenerschap
    DUTY_CONFLICT = "DUTY_CONFLICT"  # conflict van plichten
    OUTREACH = "OUTREACH"  # the criteria of bemoeizorg


class Regime(Code):
    """The law under which the fact is kept where it comes from."""

    CONSENT = "CONSENT"
    TREATMENT = "TREATMENT"
    WVGGZ = "WVGGZ"
    WGS_ZVH = "WGS_ZVH"
    FUNDING = "FUNDING"
    PILOT_LIGHT = "PILOT_LIGHT"


class Delivery(Code):
    """How it reaches the receiver."""

    GRANT = "GRANT"  # reads along in the source compartment
    COPY = "COPY"  # gets a copy of exactly the minimum set
    PERSON = "PERSON"  # to the person


class Opener(Code):
    """What can open a rule, as rule files name it."""

    NO = "NO"
    CLIENT = "CLIENT"
    PROPERTY = "PROPERTY"
    WINDOW = "WINDOW"
    EXPL = "EXPL"
    PRES = "PRES"
    LAW = "LAW"
    GOOD_CARE = "GOOD_CARE"
    DUTY_CONFLICT = "DUTY_CONFLICT"
    OUTREACH = "OUTREACH"
    BLOCK = "BLOCK"


OPEN = frozenset({Decision.ALLOW, Decision.ALLOW_WITH_CONDITIONS})
WEIGHED = {
    Opener.LAW: Ground.LAW,
    Opener.GOOD_CARE: Ground.GOOD_CARE,
    Opener.DUTY_CONFLICT: Ground.DUTY_CONFLICT,
    Opener.OUTREACH: Ground.OUTREACH,
}
