"""What is kept of talking together."""

from samenhang.conferences.models.conferences import (
    Agreement,
    Conference,
    ConferenceParty,
    ConferenceRecord,
    ConveneRequest,
    Feedback,
    OfferWeighed,
    Point,
)
from samenhang.conferences.models.consultations import Consultation, ConsultationRequest
from samenhang.conferences.models.deliberations import MoralDeliberation, Reflection
from samenhang.conferences.models.tables import RegionalTable, SessionItem, StandingItem, TableSession

__all__ = [
    "Agreement",
    "Conference",
    "ConferenceParty",
    "ConferenceRecord",
    "Consultation",
    "ConsultationRequest",
    "ConveneRequest",
    "Feedback",
    "MoralDeliberation",
    "OfferWeighed",
    "Point",
    "Reflection",
    "RegionalTable",
    "SessionItem",
    "StandingItem",
    "TableSession",
]
