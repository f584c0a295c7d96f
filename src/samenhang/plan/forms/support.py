"""Support that is asked for and decided, and deviations from a protocol."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.plan.enums import (
    SupportDecision,
    SupportKind,
)
from samenhang.plan.forms.base import LONG, Options, text_field
from samenhang.plan.labels import (
    SUPPORT,
    SUPPORT_DECISIONS,
)
from samenhang.ui.forms import day, offer


class SupportForm(forms.Form):
    """Support on top."""

    kind = forms.ChoiceField(label=_("What"), choices=list(SUPPORT.items()))
    hours = forms.DecimalField(
        label=_("Hours a week"), min_value=0.5, max_value=168, max_digits=5, decimal_places=1, required=False
    )
    budget = forms.DecimalField(
        label=_("Budget in euros, for a crisis intervention team"),
        min_value=1,
        max_digits=9,
        decimal_places=2,
        required=False,
    )
    start = day(_("From"))
    last_day = day(_("Last day"))
    why = text_field(
        _("Why"),
        long=3,
        most=LONG,
        required=True,
        help_text=_("What is going on, and what it is meant to bring. No diagnosis is needed."),
    )
    asked_of = forms.TypedChoiceField(
        label=_("Asked of"), coerce=int, help_text=_("Only organisations that take part can read it and answer.")
    )

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked_of", [("", _("Choose")), *options.organisations()])

    def clean(self) -> dict[str, Any]:
        """The last day lies on or after the first."""
        data = super().clean() or {}
        if data.get("start") and data.get("last_day"):
            if data["last_day"] < data["start"]:
                self.add_error("last_day", _("The last day lies before the first."))
            else:
                data["end"] = data["last_day"] + timedelta(days=1)
        return data

    def clean_kind(self) -> SupportKind:
        """As a code."""
        return SupportKind(self.cleaned_data["kind"])


class DecideForm(forms.Form):
    """A decision about support."""

    decision = forms.ChoiceField(label=_("Decision"), choices=list(SUPPORT_DECISIONS.items()), widget=forms.RadioSelect)
    hours = forms.DecimalField(
        label=_("Hours a week"), min_value=0.5, max_value=168, max_digits=5, decimal_places=1, required=False
    )
    until = day(_("Last day"), required=False)
    budget = forms.DecimalField(label=_("Budget in euros"), min_value=1, max_digits=9, decimal_places=2, required=False)
    reason = text_field(_("Reason"), long=3, most=LONG, required=True)

    def clean_decision(self) -> SupportDecision:
        """As a code."""
        return SupportDecision(self.cleaned_data["decision"])


class ResultForm(forms.Form):
    """What support that was granted has brought."""

    result = text_field(
        _("What it brought"),
        long=3,
        most=LONG,
        required=True,
        help_text=_("For the person, and for who works with them."),
    )


class DeviationForm(forms.Form):
    """Leaving a protocol with a reason."""

    protocol = text_field(_("Which protocol or usual rule"), most=200, required=True)
    instead = text_field(_("What you do instead"), long=3, most=LONG, required=True)
    why = text_field(_("Why"), long=3, most=LONG, required=True)
    risk = text_field(_("How the risk was weighed"), long=3, most=LONG, required=True)
    consulted = text_field(_("Who was consulted"), most=300, required=True)
    backed_by = text_field(_("Which manager backs it"), most=160, required=True)
    backed_as = text_field(_("Function"), most=160, required=True)
    backed_on = day(_("Since when"), past=True)
    start = day(_("From"))
    review_on = day(_("Looked back on"))


class ReviewForm(forms.Form):
    """Looking back on a deviation."""

    outcome = text_field(_("What it brought, and what we do with it"), long=3, most=LONG, required=True)
