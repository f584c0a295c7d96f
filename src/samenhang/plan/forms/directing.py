"""Who directs, who meets whom, and who supports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.directory.selectors import Colleague
from samenhang.plan.enums import (
    SupporterAnswer,
)
from samenhang.plan.forms.base import LONG, text_field
from samenhang.plan.labels import (
    MEETINGS,
    SUPPORTER_ANSWERS,
)
from samenhang.ui.forms import day, offer


class SeatForm(forms.Form):
    """Who gets a seat of the case."""

    who = forms.ChoiceField(label=_("Who"), help_text=_("In brackets for how many people they do this now."))

    def __init__(self, *args: Any, colleagues: Sequence[Colleague], load: Mapping[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"{c.user_id}:{c.organisation_id}": c for c in colleagues}
        named = [(key, f"{c.name}, {c.organisation} ({load.get(c.user_id, 0)})") for key, c in self.people.items()]
        offer(self, "who", [("", _("Choose somebody")), *named])

    def clean_who(self) -> Colleague:
        """As a colleague."""
        return self.people[self.cleaned_data["who"]]


class MeetingForm(SeatForm):
    """A conversation with a possible case manager."""

    talked_on = day(_("Talked on"), past=True)
    client_says = text_field(_("What the person says about it"), long=3, most=LONG)
    outcome = forms.ChoiceField(
        label=_("What the person chooses"), choices=list(MEETINGS.items()), widget=forms.RadioSelect
    )


class OfferForm(forms.Form):
    """That independent client support was offered."""

    offered_on = day(_("Offered on"), past=True)
    answer = forms.ChoiceField(
        label=_("What the person said"), choices=list(SUPPORTER_ANSWERS.items()), widget=forms.RadioSelect
    )
    supporter = text_field(_("Name of the supporter"), most=160)
    organisation = text_field(_("Organisation"), most=160)
    remark = text_field(_("Remark"), most=300)

    def clean_answer(self) -> SupporterAnswer:
        """As a code."""
        return SupporterAnswer(self.cleaned_data["answer"])
