"""Codes of the shared picture."""

from enum import StrEnum


class ProblemArea(StrEnum):
    """Problem areas that stand side by side; none of them leads (seed 000, section 2.1)."""

    MID = "MID"
    SUBSTANCE = "SUBSTANCE"
    PSYCHIATRY = "PSYCHIATRY"
    PERSONALITY = "PERSONALITY"
    ATTACHMENT = "ATTACHMENT"
    TRAUMA = "TRAUMA"
    EMOTION_REGULATION = "EMOTION_REGULATION"
    IMPULSE = "IMPULSE"
    DEVELOPMENT = "DEVELOPMENT"
    SOMATIC = "SOMATIC"


class LifeDomain(StrEnum):
    """The domains of life on which a picture and a plan look (handbook 8.1; seed 001, introduction)."""

    HOUSING = "HOUSING"
    WORK_DAY = "WORK_DAY"
    FINANCE = "FINANCE"
    MENTAL_HEALTH = "MENTAL_HEALTH"
    PHYSICAL_HEALTH = "PHYSICAL_HEALTH"
    SUBSTANCE = "SUBSTANCE"
    LEISURE = "LEISURE"
    MEANING = "MEANING"
    SOCIAL_CONTACTS = "SOCIAL_CONTACTS"
    HOME_RELATIONS = "HOME_RELATIONS"
    SELF_CARE = "SELF_CARE"
    JUSTICE = "JUSTICE"
    SAFETY = "SAFETY"
    PAPERS_IDENTITY = "PAPERS_IDENTITY"


class IncidentKind(StrEnum):
    """What happened; never by itself a ground for refusal."""

    VIOLENCE_STAFF = "VIOLENCE_STAFF"
    VIOLENCE_CLIENT = "VIOLENCE_CLIENT"
    VIOLENCE_OTHER = "VIOLENCE_OTHER"
    THREAT = "THREAT"
    AGGRESSION_HOME = "AGGRESSION_HOME"
    AGGRESSION_MATERIAL = "AGGRESSION_MATERIAL"
    PROPERTY = "PROPERTY"
    SELF_HARM = "SELF_HARM"
    FIRE = "FIRE"
    ABSENCE = "ABSENCE"
    OTHER = "OTHER"


class FactCode(StrEnum):
    """Functional facts that matching may use; never a diagnosis and never a leading problem."""

    SECURITY_NEEDED = "security_needed"
    GROUP_FIT = "group_fit"
    SUBSTANCE_USE = "substance_use"
    FIRE_SETTING = "fire_setting"
    STAFF_ASSAULT = "staff_assault"
    SEXUAL_OFFENCE = "sexual_offence"
    NIGHT_STAFF = "night_staff"
    LOW_STIMULUS = "low_stimulus"
    TWO_STAFF = "two_staff"
    COMMUNICATION_SUPPORT = "communication_support"
    WHEELCHAIR = "wheelchair"
    ID_SHOWN_BEFORE_18 = "id_shown_before_18"


class DomainState(StrEnum):
    """The open scale of the picture by life domain, from good to acute (handbook chapter 7)."""

    GOOD = "GOOD"
    GOES = "GOES"
    SHAKY = "SHAKY"
    STUCK = "STUCK"
    ACUTE = "ACUTE"


class Side(StrEnum):
    """Who filled in: the person or somebody who works with them. Both stand beside each other."""

    CLIENT = "CLIENT"
    PROFESSIONAL = "PROFESSIONAL"


class EcoLayer(StrEnum):
    """The layers of the ecological model (handbook 8.2)."""

    ONTO = "ONTO"
    MICRO = "MICRO"
    MESO = "MESO"
    EXO = "EXO"
    MACRO = "MACRO"
    CHRONO = "CHRONO"


class Direction(StrEnum):
    """Whether a factor makes it harder or protects."""

    RISK = "RISK"
    PROTECTIVE = "PROTECTIVE"


class StrengthArea(StrEnum):
    """The six areas in which own strength is estimated (handbook chapter 7): what somebody can direct themselves."""

    HOME = "HOME"
    MONEY = "MONEY"
    HEALTH = "HEALTH"
    DAY = "DAY"
    PEOPLE = "PEOPLE"
    DECISIONS = "DECISIONS"


class EstimatedBy(StrEnum):
    """From where an estimate comes."""

    SELF = "SELF"
    CLOSE_ONE = "CLOSE_ONE"
    ORGANISATION = "ORGANISATION"


class Motivation(StrEnum):
    """Not willing and not able are different things (seed 001, section 1); it is no part of the estimate."""

    WILLING = "WILLING"
    UNWILLING = "UNWILLING"
    UNABLE = "UNABLE"
    BOTH = "BOTH"


class Adherence(StrEnum):
    """How medication was taken."""

    AS_AGREED = "AS_AGREED"
    PARTLY = "PARTLY"
    NOT = "NOT"
    NONE_GIVEN = "NONE_GIVEN"


class ScreeningOutcome(StrEnum):
    """What came of offering a screening for a mild intellectual disability."""

    DONE = "DONE"
    NOT_DONE = "NOT_DONE"
    REFUSED = "REFUSED"


class Suspicion(StrEnum):
    """What a screening suggests; it is no diagnosis."""

    YES = "YES"
    NO = "NO"
    UNCLEAR = "UNCLEAR"


class Instrument(StrEnum):
    """Instruments of which scores may be entered (handbook chapter 7)."""

    HKT_R = "HKT_R"
    HCR_20 = "HCR_20"
    FARE = "FARE"
    START = "START"
    BVC = "BVC"
    DASA = "DASA"
    SDAS = "SDAS"
    DROS = "DROS"
    RISC = "RISC"
    OXREC = "OXREC"
    OTHER = "OTHER"


class LicenceMode(StrEnum):
    """What may be kept of an instrument: here never its items."""

    SCORE_ONLY = "SCORE_ONLY"
    EXTERNAL = "EXTERNAL"


class Offence(StrEnum):
    """Behaviour for which somebody came into contact with the law (seed 000, section 2.1)."""

    PUBLIC_VIOLENCE = "PUBLIC_VIOLENCE"
    PROPERTY = "PROPERTY"
    WEAPON = "WEAPON"
    BURGLARY = "BURGLARY"
    DESTRUCTION = "DESTRUCTION"
    THREAT = "THREAT"
    ARSON = "ARSON"
    ASSAULT = "ASSAULT"
    STALKING = "STALKING"
    SEXUAL = "SEXUAL"
    DRUGS = "DRUGS"


class GroupFit(StrEnum):
    """Whether living in a group is possible."""

    YES = "YES"
    LIMITED = "LIMITED"
    NO = "NO"


class PictureAlert(StrEnum):
    """What asks attention in the picture."""

    OVERESTIMATED_STRENGTH = "OVERESTIMATED_STRENGTH"
    UNDERESTIMATED_STRENGTH = "UNDERESTIMATED_STRENGTH"
    STRENGTH_DIFFERS = "STRENGTH_DIFFERS"
    RISK_ASSESSMENT_EXPIRED = "RISK_ASSESSMENT_EXPIRED"
