"""Forms of intake: they turn input into values and save nothing."""

from samenhang.intake.forms.inclusion import CheckForm, CriteriaForm, DecideForm, SignalForm
from samenhang.intake.forms.reports import (
    ContactForm,
    CrisisForm,
    DecisionForm,
    FeedbackForm,
    FilterForm,
    HealthForm,
    InquiryForm,
    LinkForm,
    ReportForm,
    ViewForm,
)
from samenhang.intake.forms.waiting import BridgeForm, ReenterForm, TalkForm

__all__ = [
    "BridgeForm",
    "CheckForm",
    "ContactForm",
    "CrisisForm",
    "CriteriaForm",
    "DecideForm",
    "DecisionForm",
    "FeedbackForm",
    "FilterForm",
    "HealthForm",
    "InquiryForm",
    "LinkForm",
    "ReenterForm",
    "ReportForm",
    "SignalForm",
    "TalkForm",
    "ViewForm",
]
