"""Forms of asking an expert and of answering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samenhang.conferences.enums import AgeBand, Channel, Product
from samenhang.conferences.forms.conferences import long_text
from samenhang.conferences.labels import AGE_BANDS, CHANNELS, PRODUCTS
from samenhang.directory.selectors import Colleague
from samenhang.picture.labels import DOMAINS
from samenhang.ui.forms import day, offer


class AskForm(forms.Form):
    """A short question to an expert, about nobody who can be recognised."""

    question = long_text(
        _("Your question"), required=True, rows=5, most=2_000,
        help_text=_("Without name, number or birth date: it is checked. The expert does not see about whom it is."),
    )  # fmt: skip
    receiver = forms.ChoiceField(label=_("To whom"))
    channel = forms.ChoiceField(
        label=_("How"), widget=forms.RadioSelect, choices=[(c.value, CHANNELS[c]) for c in Channel]
    )
    age_band = forms.ChoiceField(label=_("Age"), required=False)
    domains = forms.MultipleChoiceField(
        label=_("Which parts of life"), required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = day(_("Answer needed by"), required=False, help_text=_("Otherwise within five working days."))

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[tuple[int, str, str]],
        colleagues: Sequence[Colleague],
        me: int | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        experts = {(c.organisation_id, c.user_id): f"{c.name}, {c.organisation}" for c in colleagues if c.user_id != me}
        offer(
            self,
            "receiver",
            [
                ("", _("Choose")),
                (_now("An organisation"), [(f"{pk}:", name) for pk, name, _kind in organisations]),
                (_now("One colleague"), [(f"{o}:{u}", name) for (o, u), name in experts.items()]),
            ],
        )
        offer(self, "age_band", [("", _("Left out")), *((b.value, AGE_BANDS[b]) for b in AgeBand)])
        offer(self, "domains", [(code, words) for code, words in DOMAINS.items()])

    def asked_of(self) -> tuple[int, int | None]:
        """The organisation, and the colleague when one was chosen."""
        organisation, _colon, user = self.cleaned_data["receiver"].partition(":")
        return int(organisation), int(user) if user else None


class AnswerQuestionForm(forms.Form):
    """The answer, with how long it took and as what it is accounted for."""

    answer = long_text(_("Your answer"), required=True, rows=8, most=4_000, help_text=_("Nobody by name."))
    channel = forms.ChoiceField(
        label=_("How"), widget=forms.RadioSelect, choices=[(c.value, CHANNELS[c]) for c in Channel]
    )
    minutes = forms.IntegerField(label=_("How long it took, in minutes"), min_value=1, max_value=480)
    product = forms.ChoiceField(label=_("Accounted for as"), choices=[(p.value, PRODUCTS[p]) for p in Product])


class BroughtForm(forms.Form):
    """What the answer brought."""

    avoided = forms.ChoiceField(
        label=_("Was a referral no longer needed?"), widget=forms.RadioSelect,
        choices=[("yes", _("Yes, with this answer we can go on")), ("no", _("No, a referral is still needed"))],
    )  # fmt: skip
