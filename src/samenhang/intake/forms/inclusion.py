"""Forms of intake: they turn input into values and save nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.intake.catalogue import Criterion
from samenhang.intake.enums import Answer, CriterionKind
from samenhang.intake.labels import ANSWERS, SIGNALS
from samenhang.intake.rules import SIGNAL_LENGTH
from samenhang.intake.services import Answered
from samenhang.ui.fact_forms import Lines, TodayForm, in_order, line, sentences, yes_no
from samenhang.ui.forms import day


class SignalForm(TodayForm):
    """A signal: what was seen or heard."""

    kind = forms.ChoiceField(label=_("Kind of signal"), choices=in_order(SIGNALS))
    on = day(_("On"), past=True)
    source = line(_("From which organisation"), 160, required=True)
    text = sentences(
        _("What was seen or heard"),
        length=SIGNAL_LENGTH,
        help_text=_("At most 300 characters. No guesses about illness."),
    )


class CheckForm(forms.Form):
    """An answer to each criterion, with what it rests on."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for c in criteria:
            self.fields[f"answer_{c.code}"] = forms.ChoiceField(
                label=c.question, choices=[(a.value, ANSWERS[a]) for a in Answer], widget=forms.RadioSelect
            )
            self.fields[f"evidence_{c.code}"] = line(_("What this rests on"), 400)
        self.fields["note"] = line(
            _("In words"), 300, help_text=_("The whole of somebody does not fit into questions.")
        )

    def answers(self) -> dict[str, Answered]:
        """What the service is handed."""
        data = self.cleaned_data
        return {c.code: Answered(Answer(data[f"answer_{c.code}"]), data[f"evidence_{c.code}"]) for c in self.criteria}


class DecideForm(forms.Form):
    """The decision of people, with its reason."""

    included = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("", _("Choose")), ("yes", _("Included")), ("no", _("Not included"))],
        coerce=lambda text: text == "yes",
    )
    life_course = yes_no(
        _("Suits the life course approach"), help_text=_("Only when its own table has said so; it decides there.")
    )
    reason = sentences(
        _("Reason"), length=400, required=True, help_text=_("Look at the whole person; no answer decides by itself.")
    )


class CriteriaForm(forms.Form):
    """A new version of the criteria: one question on each line, with its kind."""

    name = line(_("Name"), 120, required=True)
    valid_from = day(_("Holds from"))
    questions = Lines(
        label=_("Questions"),
        help_text=_("One on each line, to be answered with yes, no or not known."),
    )
    why = line(_("Why they change"), 300, required=True)

    def __init__(self, *args: Any, present: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = {c.question: c for c in present}
        self.fields["questions"].widget.attrs["rows"] = 10

    def criteria(self) -> list[Criterion]:
        """The questions as criteria; one that stood there before keeps its code and kind."""
        found = []
        for n, question in enumerate(self.cleaned_data["questions"], start=1):
            known = self.present.get(question)
            found.append(known or Criterion(f"q{n}-{len(question)}", question, CriterionKind.OTHER))
        return found
