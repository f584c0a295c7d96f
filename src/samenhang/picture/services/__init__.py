"""The verbs of the picture: the kinds of facts with their rules, recording many, and letting a lesson leave."""

from samenhang.picture.services.facts import (
    DIAGNOSIS,
    DOMAIN,
    ESTIMATE,
    FACTOR,
    INCIDENT,
    KINDS,
    NEED,
    PROBLEM,
    RISK,
    SAFETY,
    SCREENING,
    STRENGTH,
    TREATMENT,
    WORDS,
)
from samenhang.picture.services.learning import for_learning, write_lesson
from samenhang.picture.services.recording import More, NewFact, NewIncident, NewPicture, note_fact, record_pictures

__all__ = [
    "DIAGNOSIS",
    "DOMAIN",
    "ESTIMATE",
    "FACTOR",
    "INCIDENT",
    "KINDS",
    "NEED",
    "PROBLEM",
    "RISK",
    "SAFETY",
    "SCREENING",
    "STRENGTH",
    "TREATMENT",
    "WORDS",
    "More",
    "NewFact",
    "NewIncident",
    "NewPicture",
    "for_learning",
    "note_fact",
    "record_pictures",
    "write_lesson",
]
