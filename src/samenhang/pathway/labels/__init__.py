"""Code → words for the pathway, by what it is about."""

from samenhang.pathway.labels.placements import (
    ALERTS,
    ENDINGS,
    PRECISIONS,
)
from samenhang.pathway.labels.placements import OWN_FILE as _OF_PLACEMENTS
from samenhang.pathway.labels.returns import OF_RETURNS, RETURN_ACTS, RETURN_ALERTS, RETURN_STATES, RETURN_TONES

OWN_FILE = {**_OF_PLACEMENTS, **OF_RETURNS}

__all__ = [
    "ALERTS",
    "ENDINGS",
    "OWN_FILE",
    "PRECISIONS",
    "RETURN_ACTS",
    "RETURN_ALERTS",
    "RETURN_STATES",
    "RETURN_TONES",
]
