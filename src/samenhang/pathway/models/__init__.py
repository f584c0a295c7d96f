"""The tables of the pathway, by what they are about."""

from samenhang.pathway.models.crises import (
    BedCall,
    BedRight,
    BedsTonight,
    Crisis,
    CrisisCall,
    CrisisTold,
    Roster,
    Shift,
)
from samenhang.pathway.models.handovers import (
    HandoverEvidence,
    HandoverQuestion,
    HandoverRequest,
    HandoverTemplate,
    WarmHandover,
)
from samenhang.pathway.models.pilot_lights import Contact, FullStepDown, PilotLight
from samenhang.pathway.models.placements import Placement
from samenhang.pathway.models.returns import Return, ReturnStep
from samenhang.pathway.models.steps import Freedom, Ladder, Step

__all__ = [
    "BedCall",
    "BedRight",
    "BedsTonight",
    "Contact",
    "Crisis",
    "CrisisCall",
    "CrisisTold",
    "Freedom",
    "FullStepDown",
    "HandoverEvidence",
    "HandoverQuestion",
    "HandoverRequest",
    "HandoverTemplate",
    "Ladder",
    "PilotLight",
    "Placement",
    "Return",
    "ReturnStep",
    "Roster",
    "Shift",
    "Step",
    "WarmHandover",
]
