"""Tables of the plan: the plan and its parts, agreement, evaluations, the signalling plan, and support on top."""

from samenhang.plan.models.agreeing import Approach, Evaluation, PlanVersion, Signature
from samenhang.plan.models.plan import (
    Action,
    BackUp,
    Goal,
    OrganisationPlan,
    Plan,
    RouteStep,
    SecurityCheck,
    Tension,
)
from samenhang.plan.models.signals import CallStep, CrisisCard, SignalLine, SignalObservation, SignalPlan
from samenhang.plan.models.support import IndependentSupport, MatchMeeting, ProtocolDeviation, SupportRequest

__all__ = [
    "Action",
    "Approach",
    "BackUp",
    "CallStep",
    "CrisisCard",
    "Evaluation",
    "Goal",
    "IndependentSupport",
    "MatchMeeting",
    "OrganisationPlan",
    "Plan",
    "PlanVersion",
    "ProtocolDeviation",
    "RouteStep",
    "SecurityCheck",
    "SignalLine",
    "SignalObservation",
    "SignalPlan",
    "Signature",
    "SupportRequest",
    "Tension",
]
