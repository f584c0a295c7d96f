"""What stands on top of a plan, what came of its goals and actions, the securities, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.plan.enums import (
    GoalState,
    Security,
    SecurityState,
)
from samenhang.plan.forms.base import LONG, LockedForm, text_field
from samenhang.plan.labels import (
    GOALS,
    SECURITIES,
    SECURITY_STATES,
)
from samenhang.ui.forms import day, offer


class HeadForm(LockedForm):
    """What stands on top of a plan."""

    future = text_field(
        _("The life that the person wants, as we understand it"),
        long=4,
        most=LONG,
        help_text=_("The own words stand above it; here what everybody understands by them."),
    )
    outflow = text_field(
        _("What comes after this place"),
        long=3,
        most=LONG,
        help_text=_("From the first day on: where somebody goes from here, and what is needed for it."),
    )
    outflow_place = text_field(_("Which place, and who there was involved early"), most=200)
    outflow_on = day(_("About when"), required=False)


class EndPlanForm(forms.Form):
    """Why a plan ends."""

    why = text_field(_("Why it ends"), most=300, required=True)


class GoalMoveForm(forms.Form):
    """Where a goal stands."""

    state = forms.ChoiceField(label=_("How it is going"), widget=forms.RadioSelect)
    why = text_field(_("Why"), most=300, long=2, help_text=_("Asked when a goal is let go."))

    def __init__(self, *args: Any, now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "state", [(k, v) for k, v in GOALS.items() if k != now])

    def clean_state(self) -> GoalState:
        """As a code."""
        return GoalState(self.cleaned_data["state"])


class ReportForm(forms.Form):
    """What came of an action."""

    state = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    result = text_field(_("In a few words"), long=3, most=LONG, help_text=_("Asked when it is not done after all."))

    def __init__(self, *args: Any, options: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "state", options)


class SecuritiesForm(forms.Form):
    """The four securities, each with its state and a remark."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in Security:
            self.fields[f"{kind}"] = forms.ChoiceField(
                label=str(SECURITIES[kind]), choices=list(SECURITY_STATES.items()), widget=forms.RadioSelect,
                initial=SecurityState.UNKNOWN,
            )  # fmt: skip
            self.fields[f"{kind}-note"] = text_field(_("Remark"), most=300)

    def answers(self) -> list[tuple[Security, SecurityState, str]]:
        """Each security with its state and remark."""
        data = self.cleaned_data
        return [(k, SecurityState(data[str(k)]), data[f"{k}-note"]) for k in Security]
