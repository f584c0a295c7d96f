"""Forms of the plan: they turn input into values and save nothing."""

from samenhang.plan.forms.agreeing import ApproachForm, ForwardForm, HeardForm, SignForm
from samenhang.plan.forms.base import Options, PartForm
from samenhang.plan.forms.directing import MeetingForm, OfferForm, SeatForm
from samenhang.plan.forms.evaluations import EvaluationForm, MoveEvaluationForm, NewEvaluationForm
from samenhang.plan.forms.parts import FORMS
from samenhang.plan.forms.signals import CallForm, LineForm, ObserveForm, ReactForm, ShareForm, SignalHeadForm
from samenhang.plan.forms.support import DecideForm, DeviationForm, ResultForm, ReviewForm, SupportForm
from samenhang.plan.forms.whole import EndPlanForm, GoalMoveForm, HeadForm, ReportForm, SecuritiesForm

__all__ = [
    "FORMS",
    "ApproachForm",
    "CallForm",
    "DecideForm",
    "DeviationForm",
    "EndPlanForm",
    "EvaluationForm",
    "ForwardForm",
    "GoalMoveForm",
    "HeadForm",
    "HeardForm",
    "LineForm",
    "MeetingForm",
    "MoveEvaluationForm",
    "NewEvaluationForm",
    "ObserveForm",
    "OfferForm",
    "Options",
    "PartForm",
    "ReactForm",
    "ReportForm",
    "ResultForm",
    "ReviewForm",
    "SeatForm",
    "SecuritiesForm",
    "ShareForm",
    "SignForm",
    "SignalHeadForm",
    "SupportForm",
]
