"""Forms of intake: they turn input into values and save nothing."""

from samenhang.intake.forms.inclusion import CheckForm, CriteriaForm, DecideForm, SignalForm
from samenhang.intake.forms.reports import (
    CrisisForm,
    DecisionForm,
    FeedbackForm,
    FilterForm,
    InquiryForm,
    LinkForm,
    ReportForm,
    ViewForm,
)
from samenhang.intake.forms.waiting import BridgeForm, ReenterForm, TalkForm

__all__ = [
    "BridgeForm",
    "CheckForm",
    "CrisisForm",
    "CriteriaForm",
    "DecideForm",
    "DecisionForm",
    "FeedbackForm",
    "FilterForm",
    "InquiryForm",
    "LinkForm",
    "ReenterForm",
    "ReportForm",
    "SignalForm",
    "TalkForm",
    "ViewForm",
]
