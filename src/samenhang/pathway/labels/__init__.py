"""Code → words for the pathway, by what it is about."""

from samenhang.pathway.labels.handovers import HANDOVER_ALERTS, HANDOVER_OWN_FILE, STEPS
from samenhang.pathway.labels.placements import (
    ALERTS,
    ENDINGS,
    PRECISIONS,
)
from samenhang.pathway.labels.placements import OWN_FILE as PLACEMENTS_OWN_FILE

# How the tables of the pathway read for the person they are about.
OWN_FILE = {**PLACEMENTS_OWN_FILE, **HANDOVER_OWN_FILE}

__all__ = [
    "ALERTS",
    "ENDINGS",
    "HANDOVER_ALERTS",
    "OWN_FILE",
    "PRECISIONS",
    "STEPS",
]
