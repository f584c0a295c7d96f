"""Codes of matching."""

from enum import StrEnum


class NeedStatus(StrEnum):
    """Where a need stands."""

    OPEN = "OPEN"
    PLACED = "PLACED"
    WITHDRAWN = "WITHDRAWN"


class ClientGroup(StrEnum):
    """The five groups of the work agenda and the added lenses; a lens, never a gate (handbook 8.3)."""

    THUISZITTER = "THUISZITTER"
    YOUNG_ADULT = "YOUNG_ADULT"
    PGB = "PGB"
    RESIDENT_MISMATCH = "RESIDENT_MISMATCH"
    FORENSIC_INFLOW = "FORENSIC_INFLOW"
    LIFE_COURSE = "LIFE_COURSE"
    VOLUNTARY_RECOVERY = "VOLUNTARY_RECOVERY"
    CIVIL_REVOLVING = "CIVIL_REVOLVING"


class Urgency(StrEnum):
    """How long it can wait, as the case table sees it."""

    NORMAL = "NORMAL"
    SOON = "SOON"
    URGENT = "URGENT"


class WhyResidential(StrEnum):
    """Why living in one's own home with support is not possible (ambulatory, unless)."""

    CLIENT_WISH = "CLIENT_WISH"
    PUBLIC_SAFETY = "PUBLIC_SAFETY"


class RefusalReason(StrEnum):
    """Why somebody was refused (handbook 3.0)."""

    HISTORY_ONLY_ON_PAPER = "HISTORY_ONLY_ON_PAPER"
    SECURITY_LEVEL = "SECURITY_LEVEL"
    EXCLUSION_SUBSTANCE = "EXCLUSION_SUBSTANCE"
    EXCLUSION_ID = "EXCLUSION_ID"
    EXCLUSION_VIOLENCE = "EXCLUSION_VIOLENCE"
    EXCLUSION_FIRE = "EXCLUSION_FIRE"
    NO_TITLE = "NO_TITLE"
    NO_INDICATION = "NO_INDICATION"
    RESIDENCE = "RESIDENCE"
    FULL = "FULL"
    PRODUCTION_NORM = "PRODUCTION_NORM"
    GROUP_FIT = "GROUP_FIT"
    TEAM_AT_LIMIT = "TEAM_AT_LIMIT"


class OptionKind(StrEnum):
    """A place, or staying where one is with expertise brought in."""

    PLACE = "PLACE"
    STAY = "STAY"


class DecisionOutcome(StrEnum):
    """What the table decides about a proposal."""

    ACCEPTED = "ACCEPTED"
    OTHER_PLACE = "OTHER_PLACE"
    POSTPONED = "POSTPONED"
    DECLINED = "DECLINED"


class MissingStatus(StrEnum):
    """Where the making of missing supply stands."""

    IDEA = "IDEA"
    PREPARING = "PREPARING"
    AGREED = "AGREED"
    REALISED = "REALISED"
    STOPPED = "STOPPED"


class MatchingAlert(StrEnum):
    """What matching asks attention for."""

    PAPER_REFUSAL = "PAPER_REFUSAL"
    BOTTLENECK_LEGAL = "BOTTLENECK_LEGAL"
    RESIDENCE_CONFLICT = "RESIDENCE_CONFLICT"
    RESIDENTIAL_WITHOUT_REASON = "RESIDENTIAL_WITHOUT_REASON"
    AMBULATORY_TEST_DUE = "AMBULATORY_TEST_DUE"
