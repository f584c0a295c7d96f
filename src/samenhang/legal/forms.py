"""What happens to a title, what must be arranged, and one entitlement: the forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.access.selectors import TakesPart
from samenhang.legal.enums import ConnectingCare, DutyAct, FollowonOutcome
from samenhang.legal.labels import CONNECTING, DUTY_ACTS, FOLLOWON_OUTCOMES
from samenhang.legal.services import Owner
from samenhang.ui.forms import day, offer

LONG = 20_000


def _words(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONG, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )


class ActForm(forms.Form):
    """Something that happened to a title."""

    on = day(_("On"), past=True)
    reason = _words(_("Why"))

    def __init__(self, *args: Any, says_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = says_why


class DecidedForm(forms.Form):
    """What was decided about a follow-on request."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=list(FOLLOWON_OUTCOMES.items()), widget=forms.RadioSelect)
    on = day(_("Decided on"), past=True)
    reason = _words(_("Why"), help_text=_("Needed when it was refused."))

    def clean_outcome(self) -> FollowonOutcome:
        """As a code."""
        return FollowonOutcome(self.cleaned_data["outcome"])

    def clean(self) -> dict[str, Any]:
        """Who refuses says why."""
        data = super().clean() or {}
        if data.get("outcome") == FollowonOutcome.REFUSED and not data.get("reason"):
            self.add_error("reason", _("Write down the reason."))
        return data


class ConnectingForm(forms.Form):
    """The check of article 2.5 Wfz."""

    outcome = forms.ChoiceField(
        label=_("Must care follow?"), choices=list(CONNECTING.items()), widget=forms.RadioSelect
    )
    reason = _words(_("Why"), required=True)
    on = day(_("Checked on"), past=True)

    def clean_outcome(self) -> ConnectingCare:
        """As a code."""
        return ConnectingCare(self.cleaned_data["outcome"])


class ArrangeForm(forms.Form):
    """A step in arranging something."""

    act = forms.ChoiceField(label=_("What happens"), widget=forms.RadioSelect)
    whose = forms.ChoiceField(label=_("Who takes care of it"), required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Of the contact, when it is an organisation. The client is not named here."),
    )
    remark = _words(_("Remark"), help_text=_("Needed when it is not needed after all, or opened again: why."))

    def __init__(
        self,
        *args: Any,
        acts: Sequence[DutyAct],
        seats: Sequence[TakesPart],
        organisations: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "act", [(a.value, DUTY_ACTS[a]) for a in acts])
        people = {f"user:{s.user_id}": f"{s.who}, {s.organisation}" for s in seats if s.user_id}
        places = {f"organisation:{pk}": name for pk, name in organisations}
        self.words = {**people, **places}
        offer(
            self,
            "whose",
            [
                ("", _("Stays as it is")),
                (_("Takes part in this case"), list(people.items())),
                (_("Organisations"), list(places.items())),
            ],
        )

    def owner(self) -> tuple[Owner | None, str]:
        """Whose it becomes, and how that reads."""
        chosen = self.cleaned_data["whose"]
        if not chosen:
            return None, ""
        kind, number = chosen.split(":")
        name = self.cleaned_data["name"].strip()
        words = ", ".join(part for part in (self.words[chosen], name) if part)
        if kind == "user":
            return Owner(user_id=int(number), name=name), words
        return Owner(organisation_id=int(number), name=name), words

    def clean(self) -> dict[str, Any]:
        """Who gives it away says to whom; who sets it aside says why."""
        data = super().clean() or {}
        if data.get("act") == DutyAct.ASSIGN and not data.get("whose"):
            self.add_error("whose", _("Choose a colleague or an organisation."))
        if data.get("act") in {DutyAct.SET_ASIDE, DutyAct.REOPEN} and not data.get("remark"):
            self.add_error("remark", _("Write down the reason."))
        return data


class EntitlementForm(forms.Form):
    """One entitlement in the place of several."""

    covers = _words(
        _("What it covers"),
        required=True,
        help_text=_("From the least help to the most: what can be more or less without asking again."),
    )
    start = day(_("First day"))
    last_day = day(_("Last day"), required=False, help_text=_("Leave open when no end was agreed."))
    replaces = forms.MultipleChoiceField(
        label=_("In the place of"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their own end no longer asks attention as long as this one runs."),
    )
    payers = forms.TypedMultipleChoiceField(
        label=_("Who pays"), coerce=int, widget=forms.CheckboxSelectMultiple, help_text=_("Each is asked to agree.")
    )

    def __init__(
        self, *args: Any, held: Sequence[tuple[str, str]], payers: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "replaces", list(held))
        offer(self, "payers", list(payers))

    def clean(self) -> dict[str, Any]:
        """The last day lies on or after the first."""
        data = super().clean() or {}
        start, last = data.get("start"), data.get("last_day")
        if start and last and last < start:
            self.add_error("last_day", _("The last day lies before the first."))
        data["end"] = last + timedelta(days=1) if last else None
        return data


class AgreesForm(forms.Form):
    """A payer agreed."""

    by = forms.CharField(label=_("In the name of"), max_length=120, help_text=_("Who said so at the payer."))
    on = day(_("Agreed on"), past=True)


class EndsForm(forms.Form):
    """An entitlement ends."""

    last_day = day(_("Last day"))
    why = _words(_("Why"), required=True)
