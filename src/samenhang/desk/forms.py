"""What the privacy officer fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.access.labels import REVIEWS
from samenhang.privacy.labels import DECISIONS, OUTCOMES
from samenhang.ui.forms import day

_LARGEST = 2**63 - 1


def _words(label: Any, *, least: int = 10, most: int = 1000, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, min_length=least, max_length=most, widget=forms.Textarea(attrs={"rows": 4}), **more
    )


class EmergencyReviewForm(forms.Form):
    """Was the emergency access justified?"""

    outcome = forms.ChoiceField(label=_("What you find"), choices=list(REVIEWS.items()), widget=forms.RadioSelect)
    note = _words(_("Why"))


class AnswerRequestForm(forms.Form):
    """The answer to what a person asked."""

    outcome = forms.ChoiceField(label=_("The answer"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    answer = _words(
        _("In words"),
        most=2000,
        help_text=_("Plain Dutch: the person reads it. With a no, say why, and where to complain."),
    )


class SecondPairForm(forms.Form):
    """The second pair of eyes on a weighing."""

    agrees = forms.TypedChoiceField(
        label=_("What you find"),
        choices=[("1", _("I would have decided the same")), ("0", _("I would have decided otherwise"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = _words(_("Why"), most=600)


class DisclosureFilter(forms.Form):
    """Which acts of sharing to show."""

    decision = forms.ChoiceField(label=_("What the rules said"), required=False)
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    organisation = forms.TypedChoiceField(label=_("Shared with"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, rules: Sequence[str], receivers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (
            ("decision", list(DECISIONS.items())),
            ("rule", [(r, r) for r in rules]),
            ("organisation", list(receivers)),
        ):
            self.fields[name].choices = [("", _("All")), *options]  # type: ignore[attr-defined]


class SignForm(forms.Form):
    """The signature under the rules, by their fingerprint."""

    fingerprint = forms.CharField(max_length=64, widget=forms.HiddenInput)
    remark = forms.CharField(label=_("Remark"), max_length=400, required=False)


class HoldForm(forms.Form):
    """A part of a dossier that may not be destroyed yet."""

    dossier = forms.IntegerField(label=_("Number of the dossier"), min_value=1, max_value=_LARGEST)
    reason = forms.CharField(
        label=_("Reason"),
        min_length=10,
        max_length=400,
        help_text=_("About the procedure: a complaint, a claim, a court. Nothing about the person."),
    )
    until = day(_("Until"), required=False, help_text=_("Leave open when the end is not known."))


class SheetForm(forms.Form):
    """Approve or reject a destruction list."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("approve", _("Destroy what stands on this list")), ("reject", _("Do not destroy it"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Reason"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you reject it, at least ten characters."),
    )

    def clean(self) -> dict[str, Any]:
        """A no has a reason."""
        data = super().clean() or {}
        if data.get("decision") == "reject" and len(data.get("remark", "").strip()) < 10:
            self.add_error("remark", _("Say in a sentence why not."))
        return data


class DossierForm(forms.Form):
    """Which dossier."""

    number = forms.IntegerField(label=_("Number of the dossier"), min_value=1, max_value=_LARGEST)


class LogPeriod(forms.Form):
    """The days of which the log is taken along."""

    first = day(_("First day"))
    last = day(_("Last day"))
