"""Forms of time that belongs to no client."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.finance.enums import TimeKind
from samenhang.finance.labels import KINDS
from samenhang.finance.services import TimeValues
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
