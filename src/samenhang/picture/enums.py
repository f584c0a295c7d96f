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
