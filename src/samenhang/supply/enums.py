"""Codes of supply (handbook chapter 3)."""

from enum import StrEnum


class Setting(StrEnum):
    """Where somebody can stay, or which team comes (handbook 3.1)."""

    HIC = "HIC"
    ACUTE_CLOSED = "ACUTE_CLOSED"
    OPEN_WARD = "OPEN_WARD"
    IHT = "IHT"
    CRISIS_SERVICE = "CRISIS_SERVICE"
    BED_ON_PRESCRIPTION = "BED_ON_PRESCRIPTION"
    FACT = "FACT"
    FORFACT = "FORFACT"
    FACT_LVB = "FACT_LVB"
    OUTREACH = "OUTREACH"
    FPA = "FPA"
    FPK = "FPK"
    FPC = "FPC"
    PPC = "PPC"
    PI = "PI"
    JJI = "JJI"
    KIB = "KIB"
    CIB = "CIB"
    ADDICTION_CLINIC = "ADDICTION_CLINIC"
    ADD_FPA = "ADD_FPA"
    SGLVG_CLINIC = "SGLVG_CLINIC"
    LVG_TREATMENT = "LVG_TREATMENT"
    VG7_GROUP = "VG7_GROUP"
    VG7_INDIVIDUAL = "VG7_INDIVIDUAL"
    VG6 = "VG6"
    WLZ_GGZ_HOME = "WLZ_GGZ_HOME"
    LONG_STAY_GGZ = "LONG_STAY_GGZ"
    BW = "BW"
    BW_PLUS = "BW_PLUS"
    FORENSIC_BW = "FORENSIC_BW"
    SECURED_LIVING = "SECURED_LIVING"
    UNCONDITIONAL_HOME = "UNCONDITIONAL_HOME"
    PROTECTED_HOME = "PROTECTED_HOME"
    SUPPORTED_HOME = "SUPPORTED_HOME"
    SKAEVE_HUSE = "SKAEVE_HUSE"
    TINY_HOUSE = "TINY_HOUSE"
    HOUSING_FIRST = "HOUSING_FIRST"
    FLIP_LEASE = "FLIP_LEASE"
    INDEP_HOME = "INDEP_HOME"
    SHELTER = "SHELTER"
    RESPITE = "RESPITE"
    CRISIS_BED_VG = "CRISIS_BED_VG"
    DIAGNOSTIC_CENTRE = "DIAGNOSTIC_CENTRE"
    DAY_ACTIVITY = "DAY_ACTIVITY"
    MST = "MST"
    CIT = "CIT"
    WITH_FAMILY = "WITH_FAMILY"
    HOMELESS = "HOMELESS"
    STREET = "STREET"
    ABROAD = "ABROAD"
    UNKNOWN = "UNKNOWN"


class SubstancePolicy(StrEnum):
    """What a place does with use of substances."""

    TOLERATED = "TOLERATED"
    CONTROLLED = "CONTROLLED"
    ABSTINENT = "ABSTINENT"


class Scope(StrEnum):
    """Who set a criterion: nation, region, organisation, location or place, the nearest last."""

    NATION = "NATION"
    REGION = "REGION"
    ORGANISATION = "ORGANISATION"
    LOCATION = "LOCATION"
    PLACE = "PLACE"


class Obstacle(StrEnum):
    """What kind of thing stands in the way when a criterion is not met."""

    LEGAL = "LEGAL"
    FINANCIAL = "FINANCIAL"
    ORGANISATIONAL = "ORGANISATIONAL"
    CAPACITY = "CAPACITY"
    EXPERTISE = "EXPERTISE"
    SAFETY = "SAFETY"
    DISTANCE = "DISTANCE"
    PREFERENCE = "PREFERENCE"


class RemedyKind(StrEnum):
    """What would lift an obstacle."""

    RULE_RELAXED = "RULE_RELAXED"
    MONEY_FOUND = "MONEY_FOUND"
    EXPERTISE_BROUGHT = "EXPERTISE_BROUGHT"
    PLACE_ADAPTED = "PLACE_ADAPTED"
    TIME_WAITED = "TIME_WAITED"
    OTHER_TITLE = "OTHER_TITLE"
    FACT_FOUND_OUT = "FACT_FOUND_OUT"


class OutReason(StrEnum):
    """Why a bed cannot be used for a while."""

    STAFF_SHORTAGE = "STAFF_SHORTAGE"
    DAMAGE = "DAMAGE"
    RENOVATION = "RENOVATION"
    TEAM_AT_LIMIT = "TEAM_AT_LIMIT"
    OTHER = "OTHER"


class BookingKind(StrEnum):
    """Why a slot is not free."""

    OCCUPIED = "OCCUPIED"
    RESERVED = "RESERVED"
    HELD = "HELD"


class ProfileKind(StrEnum):
    """What a provider is really good at, and what less."""

    GOOD_AT = "GOOD_AT"
    LESS_GOOD_AT = "LESS_GOOD_AT"


class TeamStanding(StrEnum):
    """How the team of a place stands: green, yellow, red (R-21; seed 000, sections 2.3 and 4.1). An input, never a rule."""

    ROOM = "ROOM"
    STRETCHED = "STRETCHED"
    NOT_NOW = "NOT_NOW"


class SupplyAlert(StrEnum):
    """What the register asks attention for."""

    TEAM_LOOKS_AGAIN = "TEAM_LOOKS_AGAIN"


class Freshness(StrEnum):
    """How recent the availability of a place is."""

    FRESH = "FRESH"
    STALE = "STALE"
    NEVER = "NEVER"
