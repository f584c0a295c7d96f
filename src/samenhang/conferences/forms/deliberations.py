"""Forms of weighing together what is right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.conferences.enums import Dilemma
from samenhang.conferences.forms.conferences import long_text
from samenhang.conferences.labels import DILEMMAS
from samenhang.conferences.services import DeliberationValues, ReflectionValues
from samenhang.ui.forms import day


class DeliberationForm(forms.Form):
    """A dilemma, who weighs it and when, and the grounds on which all can stand."""

    about = forms.ChoiceField(
        label=_("What pulls apart"), widget=forms.RadioSelect, choices=[(d.value, DILEMMAS[d]) for d in Dilemma]
    )
    dilemma = long_text(
        _("The dilemma"),
        required=True,
        rows=4,
        most=2_000,
        help_text=_("As a question that can be answered in two ways."),
    )
    held_on = day(_("On"))
    attendees = forms.CharField(label=_("Who takes part"), max_length=400)
    led_by = forms.CharField(
        label=_("Led by"), required=False, max_length=120, help_text=_("Somebody without a stake in it.")
    )
    evaluate_on = day(_("Look at it again on"))
    grounds = long_text(
        _("On what everybody can stand"),
        rows=5,
        most=4_000,
        help_text=_("Filled in when the arguments are on the table."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def values(self) -> DeliberationValues:
        """What is kept."""
        data: dict[str, Any] = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return DeliberationValues(**{**data, "about": Dilemma(data["about"])})


class EvaluateForm(forms.Form):
    """What it brought."""

    on = day(_("Looked at on"), past=True)
    evaluation = long_text(_("What it brought"), required=True, rows=5, most=2_000)


class ReflectionForm(forms.Form):
    """A dilemma of a table about its own cooperation."""

    dilemma = long_text(
        _("The dilemma"), required=True, rows=4, most=2_000, help_text=_("About how we work together. Nobody by name.")
    )
    held_on = day(_("On"))
    attendees = forms.CharField(label=_("Which parties take part"), max_length=400)
    values_of_each = long_text(_("What matters to each party"), rows=4, most=4_000)
    arguments_for = long_text(_("Arguments for"), rows=4, most=4_000)
    arguments_against = long_text(_("Arguments against"), rows=4, most=4_000)
    grounds = long_text(_("On what everybody can stand"), rows=4, most=4_000)
    evaluate_on = day(_("Look at it again on"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def values(self) -> ReflectionValues:
        """What is kept."""
        return ReflectionValues(**{k: v for k, v in self.cleaned_data.items() if k != "version"})
