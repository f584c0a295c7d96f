"""The form with which somebody chooses how to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.notifications.catalogue import Told
from samenhang.notifications.enums import Kind, Mailing
from samenhang.notifications.labels import KINDS, MAILINGS
from samenhang.ui.forms import offer


class PreferencesForm(forms.Form):
    """For each kind: in the application or not, and when by mail."""

    def __init__(self, *args: Any, wishes: dict[Kind, Told], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, told in wishes.items():
            self.fields[f"shown_{kind}"] = forms.BooleanField(
                label=str(KINDS[kind]), required=False, initial=told.shown
            )
            self.fields[f"mail_{kind}"] = forms.ChoiceField(label=_("By mail"), initial=told.mail.value)
            offer(self, f"mail_{kind}", [(m.value, MAILINGS[m]) for m in Mailing])

    def lines(self) -> list[tuple[Any, Any, Any]]:
        """Each kind with its words and its two fields, for the table on the page."""
        return [(KINDS[kind], self[f"shown_{kind}"], self[f"mail_{kind}"]) for kind in Kind]

    def chosen(self) -> dict[Kind, Told]:
        """What was chosen, once the form is valid."""
        data = self.cleaned_data
        return {kind: Told(data[f"shown_{kind}"], Mailing(data[f"mail_{kind}"])) for kind in Kind}
