"""Code → words for the pathway, by what it is about."""

from samenhang.pathway.labels.crises import CRISES_OWN_FILE, CRISIS_ALERTS
from samenhang.pathway.labels.handovers import HANDOVER_ALERTS, HANDOVER_OWN_FILE, STEPS
from samenhang.pathway.labels.pilot_lights import LIGHT_ALERTS, LIGHTS_OWN_FILE
from samenhang.pathway.labels.placements import ALERTS as PLACEMENT_ALERTS
from samenhang.pathway.labels.placements import (
    ENDINGS,
    PRECISIONS,
)
from samenhang.pathway.labels.placements import OWN_FILE as PLACEMENTS_OWN_FILE
from samenhang.pathway.labels.returns import OF_RETURNS, RETURN_ACTS, RETURN_ALERTS, RETURN_STATES, RETURN_TONES
from samenhang.pathway.labels.steps import STEP_ALERTS, STEPS_OWN_FILE

ALERTS = {**PLACEMENT_ALERTS, **STEP_ALERTS, **LIGHT_ALERTS, **CRISIS_ALERTS}
OWN_FILE = {
    **PLACEMENTS_OWN_FILE,
    **STEPS_OWN_FILE,
    **LIGHTS_OWN_FILE,
    **CRISES_OWN_FILE,
    **HANDOVER_OWN_FILE,
    **OF_RETURNS,
}

__all__ = [
    "ALERTS",
    "ENDINGS",
    "HANDOVER_ALERTS",
    "OWN_FILE",
    "PRECISIONS",
    "RETURN_ACTS",
    "RETURN_ALERTS",
    "RETURN_STATES",
    "RETURN_TONES",
    "STEPS",
]
