"""The signalling plan: its head, lines, whom to call, who may read it, what was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.plan.enums import (
    LineKind,
    Phase,
)
from samenhang.plan.forms.base import LONG, LockedForm, Options, text_field
from samenhang.plan.labels import (
    LINES,
    PHASES,
)
from samenhang.privacy.enums import GivenBy, GivenHow
from samenhang.privacy.labels import GIVEN_BY, GIVEN_HOW
from samenhang.ui.forms import day, offer


# ---- the signalling plan ----------------------------------------------------------------------------
class SignalHeadForm(LockedForm):
    """What stands on top of a signalling plan."""

    question = text_field(
        _("Who I am and what I want with this plan"),
        long=4,
        most=LONG,
        help_text=_("In the person's own words: it is their plan."),
    )
    made_with = text_field(_("Made together with"), help_text=_("The person, close ones, which organisations."))
    places = text_field(
        _("Where it holds"), most=300, help_text=_("Such as: at home, at the day activity, in the clinic.")
    )
    review_on = day(
        _("Look at it again on"),
        required=False,
        help_text=_("Half a year from now when you leave it open; always after a crisis or a move."),
    )


class LineForm(forms.Form):
    """A line of a phase."""

    phase = forms.ChoiceField(label=_("Colour"), choices=list(PHASES.items()))
    kind = forms.ChoiceField(label=_("What it is"), choices=list(LINES.items()))
    text = text_field(_("What"), required=True, help_text=_("One thing, as the person would say it."))
    who = text_field(_("Who"), most=160, help_text=_("Who does it, or who sees it."))
    within_minutes = forms.IntegerField(
        label=_("Within how many minutes"), min_value=1, max_value=20_160, required=False
    )

    def clean_phase(self) -> Phase:
        """As a code."""
        return Phase(self.cleaned_data["phase"])

    def clean_kind(self) -> LineKind:
        """As a code."""
        return LineKind(self.cleaned_data["kind"])


class CallForm(forms.Form):
    """Somebody to call."""

    name = text_field(_("Name and function"), most=160, required=True)
    phone = forms.RegexField(
        label=_("Phone"), regex=r"^[0-9+()\-\s]{3,40}$",
        error_messages={"invalid": _("Only figures, spaces, + and hyphens.")},
    )  # fmt: skip
    hours = text_field(_("When"), most=120, help_text=_("Such as: day and night, or on working days until five."))
    knows_client = forms.BooleanField(label=_("Knows the person"), required=False, initial=True)


class ShareForm(forms.Form):
    """To whom the person opens the signalling plan, and how they said so."""

    organisations = forms.TypedMultipleChoiceField(
        label=_("Which organisations"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    why = text_field(_("Why they need it"), most=300, required=True, long=2)
    how = forms.ChoiceField(label=_("How the person agreed"))
    by = forms.ChoiceField(label=_("Who agreed"), choices=list(GIVEN_BY.items()))
    on = day(_("On"), past=True)
    witness = text_field(_("Who was there"), most=160, help_text=_("Asked when it was said and not signed."))

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisations", options.organisations())
        offer(self, "how", [(k, v) for k, v in GIVEN_HOW.items() if k != GivenHow.PORTAL])

    def clean_how(self) -> GivenHow:
        """As a code."""
        return GivenHow(self.cleaned_data["how"])

    def clean_by(self) -> GivenBy:
        """As a code."""
        return GivenBy(self.cleaned_data["by"])


class ObserveForm(forms.Form):
    """Which phase somebody saw."""

    phase = forms.ChoiceField(label=_("Colour"), choices=list(PHASES.items()), widget=forms.RadioSelect)
    signs = text_field(_("What you see"), long=3, most=LONG)
    seen_by = text_field(_("Seen by"), most=160, help_text=_("Leave open when it was you."))

    def clean_phase(self) -> Phase:
        """As a code."""
        return Phase(self.cleaned_data["phase"])


class ReactForm(forms.Form):
    """What was done."""

    reaction = text_field(_("What was done"), long=3, most=LONG, required=True)
