"""Evaluations: hold one, move one, add one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.plan.enums import (
    Conclusion,
)
from samenhang.plan.forms.base import LONG, text_field
from samenhang.plan.labels import (
    CONCLUSIONS,
)
from samenhang.ui.forms import day


class EvaluationForm(forms.Form):
    """What an evaluation found."""

    held_on = day(_("Held on"), past=True)
    present = text_field(_("Who was there"))
    client_there = forms.BooleanField(label=_("The person was there"), required=False, initial=True)
    client_says = text_field(
        _("What the person says"),
        long=3,
        most=LONG,
        help_text=_("Asked when the person was not there: what do they think, how did you ask?"),
    )
    went_well = text_field(_("What went well"), long=3, most=LONG)
    went_less = text_field(_("What went less well"), long=3, most=LONG)
    learned = text_field(_("What we learned"), long=2, most=LONG)
    back_up_tried = forms.BooleanField(label=_("We talked through what happens when it goes wrong"), required=False)
    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=list(CONCLUSIONS.items()), widget=forms.RadioSelect)
    adjust = text_field(_("What changes"), long=3, most=LONG, help_text=_("Goes into the next version of the plan."))

    def clean_conclusion(self) -> Conclusion:
        """As a code."""
        return Conclusion(self.cleaned_data["conclusion"])


class MoveEvaluationForm(forms.Form):
    """Another day for an evaluation."""

    due_on = day(_("New day"))
    why = text_field(_("Why"), most=300, required=True)


class NewEvaluationForm(forms.Form):
    """One more evaluation."""

    due_on = day(_("Day"))
