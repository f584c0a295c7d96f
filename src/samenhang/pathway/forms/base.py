"""What the forms of the pathway share: fields for words, for a moment, and for what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.legal.labels import PAYERS
from samenhang.ui.forms import moment

__all__ = ["Pairs", "moment", "number_of", "one_of", "paid_by", "words", "yes_no"]

LONG = 4_000
Pairs = Sequence[tuple[Any, Any]]


def words(label: Any, *, most: int = 300, long: int = 0, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A field for words, over several lines with ``long``."""
    widget = forms.Textarea(attrs={"rows": long}) if long else None
    return forms.CharField(
        label=label, max_length=LONG if long else most, required=required, help_text=help_text, widget=widget
    )


def one_of(label: Any, labels: Mapping[str, Any], *, radio: bool = False, help_text: Any = "") -> forms.ChoiceField:
    """A choice from codes with their words, in the order in which they stand."""
    return forms.ChoiceField(
        label=label,
        choices=[(str(k), v) for k, v in labels.items()],
        help_text=help_text,
        widget=forms.RadioSelect if radio else forms.Select,
    )


def paid_by(label: Any, *, required: bool = True) -> forms.ChoiceField:
    """Who pays."""
    empty = [("", _("Choose") if required else _("Not known"))]
    return forms.ChoiceField(
        label=label, required=required, choices=[*empty, *((str(k), v) for k, v in PAYERS.items())]
    )


def number_of(label: Any, *, required: bool = True, help_text: Any = "") -> forms.TypedChoiceField:
    """A choice whose value is a number (an id); its options come when the form is made."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=required, help_text=help_text)


def yes_no(label: Any, yes: Any, no: Any) -> forms.TypedChoiceField:
    """A yes or a no that somebody has to choose."""
    return forms.TypedChoiceField(
        label=label, coerce=lambda v: v == "yes", choices=[("yes", yes), ("no", no)], widget=forms.RadioSelect
    )
