"""Forms of talks: they turn input into values and save nothing."""

from samenhang.conferences.forms.conferences import (
    AdHocForm,
    AnswerForm,
    AskProcessForm,
    CancelForm,
    FeedbackForm,
    HoldForm,
    InviteForm,
    MoveForm,
    PlanForm,
    ProcessAnswerForm,
    RecordForm,
    WithdrawPartyForm,
)
from samenhang.conferences.forms.consultations import AnswerQuestionForm, AskForm, BroughtForm
from samenhang.conferences.forms.deliberations import DeliberationForm, EvaluateForm, ReflectionForm
from samenhang.conferences.forms.lines import (
    AgreementForm,
    ArgumentForm,
    DecisionForm,
    DissentForm,
    DoneForm,
    OfferForm,
    OptionForm,
    ValueForm,
)
from samenhang.conferences.forms.tables import AgendaForm, HandOverForm, ItemForm, OutcomeForm, TableForm

__all__ = [
    "AdHocForm",
    "AgendaForm",
    "AgreementForm",
    "AnswerForm",
    "AnswerQuestionForm",
    "ArgumentForm",
    "AskForm",
    "AskProcessForm",
    "BroughtForm",
    "CancelForm",
    "DecisionForm",
    "DeliberationForm",
    "DissentForm",
    "DoneForm",
    "EvaluateForm",
    "FeedbackForm",
    "HandOverForm",
    "HoldForm",
    "InviteForm",
    "ItemForm",
    "MoveForm",
    "OfferForm",
    "OptionForm",
    "OutcomeForm",
    "PlanForm",
    "ProcessAnswerForm",
    "RecordForm",
    "ReflectionForm",
    "TableForm",
    "ValueForm",
    "WithdrawPartyForm",
]  # fmt: skip
