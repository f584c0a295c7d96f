"""Forms for the talk at sign-up, the bridge while waiting, and coming back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.directory.selectors import Colleague
from samenhang.intake.labels import BRIDGE_HOLDERS, WAITS_FOR
from samenhang.ui.fact_forms import FactForm, TodayForm, in_order, line, sentences
from samenhang.ui.forms import day


class TalkForm(TodayForm):
    """The talk with the client, or why there was none."""

    on = day(_("On"), past=True)
    place = line(
        _("Where"), 160, help_text=_("At home, on the street, in the clinic. Empty when nobody could speak with them.")
    )
    spoken_by = line(_("Who spoke with the client"), 160, required=True)
    exception_why = sentences(
        _("Why nobody spoke with the client first"), length=400, help_text=_("Only when it was really not possible.")
    )


class BridgeForm(FactForm):
    """Who holds somebody while they wait, and whether it is enough."""

    waits_for = forms.ChoiceField(label=_("What is waited for"), choices=in_order(WAITS_FOR))
    holder = forms.ChoiceField(label=_("Who holds the bridge"), choices=in_order(BRIDGE_HOLDERS))
    holder_name = line(_("Name"), 160, required=True)
    holder_organisation = line(_("Organisation"), 160, required=True)
    since = day(_("Since"))
    until = day(_("Until and including"))
    enough = forms.TypedChoiceField(
        label=_("Is it enough?"),
        choices=[("", _("Choose")), ("yes", _("Yes, for now")), ("no", _("No, it is not enough"))],
        coerce=lambda text: text in ("yes", "True"),
        help_text=_(
            "Not enough is told to who directs the case, and after a week to everybody who helps and to the table."
        ),
    )
    checked_on = day(_("Looked at on"), past=True)
    note = sentences(_("In words"), length=400)

    def prepare(self) -> None:
        for name in ("since", "checked_on"):
            self.initial.setdefault(name, self.request.today)
        if "enough" in self.initial:
            self.initial["enough"] = "yes" if self.initial["enough"] in (True, "yes") else "no"


class ReenterForm(forms.Form):
    """Why somebody comes back, and who holds the case when that is not who held it last."""

    reason = sentences(_("Why"), length=400, required=True)
    coordinator = forms.TypedChoiceField(
        label=_("Who directs the case"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Leave it empty for whoever directed it last."),
    )

    def __init__(self, *args: Any, colleagues: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coordinator"].choices = [  # type: ignore[attr-defined]
            ("", _("Whoever directed it last")),
            *((c.user_id, f"{c.name}, {c.organisation}") for c in colleagues),
        ]
