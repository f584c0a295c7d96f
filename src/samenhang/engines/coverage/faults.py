"""What can be wrong with a problem: a code for machines, a sentence in English and in Dutch for people."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """The kinds of error; each has its sentence in `SENTENCES`."""

    FORMAT = "FORMAT"
    MISSING = "MISSING"
    UNKNOWN_FIELD = "UNKNOWN_FIELD"
    NOT_AN_OBJECT = "NOT_AN_OBJECT"
    NOT_A_LIST = "NOT_A_LIST"
    EMPTY = "EMPTY"
    NOT_AN_ID = "NOT_AN_ID"
    DUPLICATE_ID = "DUPLICATE_ID"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    NOT_FINITE = "NOT_FINITE"
    NEGATIVE = "NEGATIVE"
    NOT_TRUE_OR_FALSE = "NOT_TRUE_OR_FALSE"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    RAGGED = "RAGGED"
    NOT_A_CHOICE = "NOT_A_CHOICE"
    MORE_THAN_SITES = "MORE_THAN_SITES"
    FEWER_THAN_FIXED = "FEWER_THAN_FIXED"
    MINUTES_AND_POINTS = "MINUTES_AND_POINTS"
    NO_MINUTES = "NO_MINUTES"
    TOO_LARGE = "TOO_LARGE"
    TOTAL_TOO_LARGE = "TOTAL_TOO_LARGE"


SENTENCES: dict[Fault, tuple[str, str]] = {
    Fault.FORMAT: ('must be "{wanted}"', 'moet "{wanted}" zijn'),
    Fault.MISSING: ("is missing", "ontbreekt"),
    Fault.UNKNOWN_FIELD: ("is not a known field", "is geen bekend veld"),
    Fault.NOT_AN_OBJECT: ("must be an object", "moet een object zijn"),
    Fault.NOT_A_LIST: ("must be a list", "moet een lijst zijn"),
    Fault.EMPTY: ("must name at least one", "moet er ten minste één noemen"),
    Fault.NOT_AN_ID: ("must be a text that is not empty", "moet een tekst zijn die niet leeg is"),
    Fault.DUPLICATE_ID: ('"{id}" is used twice', '"{id}" komt twee keer voor'),
    Fault.NOT_A_NUMBER: ("must be a number", "moet een getal zijn"),
    Fault.NOT_FINITE: ("must be a finite number", "moet een eindig getal zijn"),
    Fault.NEGATIVE: ("must not be negative", "mag niet negatief zijn"),
    Fault.NOT_TRUE_OR_FALSE: ("must be true or false", "moet waar of onwaar zijn"),
    Fault.OUT_OF_RANGE: ("must be from {least} to {most} degrees", "moet van {least} tot {most} graden zijn"),
    Fault.RAGGED: ("has {found} entries, must have {wanted}", "heeft {found} onderdelen, dat moeten er {wanted} zijn"),
    Fault.NOT_A_CHOICE: ('must be a whole number or "fewest"', 'moet een geheel getal of "fewest" zijn'),
    Fault.MORE_THAN_SITES: ("is more than the {sites} sites", "is meer dan de {sites} plekken"),
    Fault.FEWER_THAN_FIXED: ("is fewer than the {fixed} fixed sites", "is minder dan de {fixed} vaste plekken"),
    Fault.MINUTES_AND_POINTS: (
        "points cannot be given beside minutes",
        "punten kunnen niet naast minuten gegeven worden",
    ),
    Fault.NO_MINUTES: (
        "is missing, and so are the points (lat and lon) in place of it",
        "ontbreekt, en de punten (lat en lon) die ervoor in de plaats komen ook",
    ),
    Fault.TOO_LARGE: (
        "{pairs} pairs of demand and site, at most {most}",
        "{pairs} paren van vraag en plek, ten hoogste {most}",
    ),
    Fault.TOTAL_TOO_LARGE: ("the total passes {most}", "het totaal gaat boven {most}"),
}


class InvalidProblem(ValueError):
    """The problem contradicts itself: `spot` names where, `fault` what kind, `message` and `dutch` say it."""

    def __init__(self, spot: str, fault: Fault, **details: object) -> None:
        self.spot, self.fault = spot, fault
        self.message, self.dutch = (sentence.format(**details) for sentence in SENTENCES[fault])
        super().__init__(f"{spot}: {self.message}")
