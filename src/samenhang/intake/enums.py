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
