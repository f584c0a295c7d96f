"""Forms of time that belongs to no client, and of provisional cover."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.finance.enums import TimeKind
from samenhang.finance.labels import KINDS
from samenhang.finance.services import NewCover, TimeValues
from samenhang.legal.enums import Payer
from samenhang.legal.labels import PAYERS
from samenhang.ui.forms import choices, day, offer


class TimeForm(forms.Form):
    """One line of time."""

    kind = forms.ChoiceField(label=_("What it went to"))
    day = day(_("Day"), past=True)
    hours = forms.DecimalField(
        label=_("Hours"), min_value=0, max_value=24, decimal_places=2, step_size=Decimal("0.25"),
        help_text=_("In quarters of an hour: 0.25, 0.5, 0.75, 1 …"),
    )  # fmt: skip
    description = forms.CharField(
        label=_("What you did"), min_length=3, max_length=160, help_text=_("Short, and without the name of a client.")
    )
    covered_by = forms.TypedChoiceField(
        label=_("Covered by"), coerce=int, required=False, empty_value=None,
        help_text=_("Which funder pays for it. Leave open while nobody does: it then counts as not covered."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, payers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", choices(KINDS, _("Choose")))
        offer(self, "covered_by", [("", _("Nobody yet")), *payers])

    def values(self) -> TimeValues:
        """The values as the service takes them."""
        data = self.cleaned_data
        return TimeValues(
            TimeKind(data["kind"]), data["day"], int(data["hours"] * 4), data["description"], data["covered_by"]
        )


def _words(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=20_000, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )


def _euros(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=10, decimal_places=2, required=False, help_text=help_text
    )


class CoverForm(forms.Form):
    """Support goes on, and somebody covers it for now."""

    what = _words(_("What goes on"), help_text=_("Which support, from whom. No diagnosis is needed."))
    from_payer = forms.ChoiceField(label=_("Who paid before"))
    to_payer = forms.ChoiceField(label=_("Who is to pay"))
    start = day(_("From"))
    until = day(_("Settled at the latest on"))
    covered_by = forms.TypedChoiceField(label=_("Who covers it for now"), coerce=int)
    agreed_with = forms.CharField(
        label=_("Agreed with"), max_length=200, help_text=_("Name and function of who said yes.")
    )
    hours = forms.DecimalField(
        label=_("Hours a week"),
        min_value=0,
        max_digits=6,
        decimal_places=1,
        required=False,
        help_text=_("An estimate."),
    )
    amount = _euros(_("Estimated costs in euros"), _("Hours or costs, one of the two is enough."))

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payers = {code: word for code, word in PAYERS.items() if code != Payer.NONE}
        offer(self, "from_payer", choices({Payer.NONE: PAYERS[Payer.NONE], **payers}, _("Choose")))
        offer(self, "to_payer", choices(payers, _("Choose")))
        offer(self, "covered_by", [("", _("Choose")), *organisations])

    def clean(self) -> dict[str, Any]:
        """The last day lies on or after the first."""
        data = super().clean() or {}
        if data.get("start") and data.get("until") and data["until"] < data["start"]:
            self.add_error("until", _("The last day lies before the first."))
        return data

    def values(self) -> NewCover:
        """What the verb takes."""
        d = self.cleaned_data
        return NewCover(
            what=d["what"],
            from_payer=Payer(d["from_payer"]),
            to_payer=Payer(d["to_payer"]),
            start=d["start"],
            until=d["until"],
            covered_by_id=d["covered_by"],
            agreed_with=d["agreed_with"],
            hours=d["hours"],
            amount=d["amount"],
        )


class ExtendForm(forms.Form):
    """Cover goes on until a later day."""

    until = day(_("Settled at the latest on"))
    why = _words(_("Why it was not settled yet"))


class SettleForm(forms.Form):
    """Cover was settled."""

    on = day(_("Settled on"), past=True)
    how = _words(_("How it was settled"), help_text=_("Who took over which part, and from when."))
    amount = _euros(_("Costs in euros"))
    conversation = _words(
        _("What was said about the choice"),
        required=False,
        help_text=_(
            "The conversation afterwards, so that the next time is easier: what was good about going on, what was not."
        ),
    )
