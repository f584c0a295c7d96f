"""A talk beside a warm handover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.ui.forms import offer


class BesideHandoverForm(forms.Form):
    """Which handover of the person the talk belongs to."""

    handover = forms.TypedChoiceField(label=_("Which handover"), coerce=int)

    def __init__(self, *args: Any, handovers: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "handover", [("", _("Choose")), *handovers])
