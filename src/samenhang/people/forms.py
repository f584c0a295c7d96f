"""Forms of the people around somebody: they turn input into values and save nothing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.directory.selectors import colleagues
from samenhang.people.labels import BURDENS, CLOSE_ROLES, CONTACT_WISHES, OWN_CONSENTS, REPRESENTATIVES
from samenhang.ui.fact_forms import FactForm, TodayForm, in_order, line
from samenhang.ui.forms import day, offer


class CloseOneForm(FactForm):
    """Somebody close."""

    name = line(_("Name"), 160, required=True)
    relation = line(_("Relation"), 80, help_text=_("For example sister, friend, old colleague."))
    role = forms.ChoiceField(label=_("Role"), choices=in_order(CLOSE_ROLES))
    represents_as = forms.ChoiceField(
        label=_("Represents as"), choices=in_order(REPRESENTATIVES, _("does not represent")), required=False
    )
    contact = forms.ChoiceField(
        label=_("What the person says about contact"), choices=in_order(CONTACT_WISHES), initial="NOT_ASKED"
    )
    same_home = forms.BooleanField(label=_("Lives in the same home"), required=False)
    phone = line(_("Telephone"), 40)
    consent = forms.ChoiceField(
        label=_("What this close one agreed to"),
        choices=in_order(OWN_CONSENTS),
        initial="NOT_ASKED",
        help_text=_("It is their name and number: ask them too."),
    )
    consent_on = day(_("Asked on"), required=False, past=True)
    burden = forms.ChoiceField(
        label=_("How heavy it weighs on them"), choices=in_order(BURDENS, _("not asked")), required=False
    )
    burden_on = day(_("Asked about it on"), required=False, past=True)
    note = line(_("What else matters"), 300)


class NoNetworkForm(TodayForm):
    """That there is nobody close, and who builds a network."""

    day_field = "noted_on"
    shown_as = {"builder_id": "builder__name"}

    text = line(
        _("How it is"), 400, required=True, help_text=_("Nobody there, nobody wanted, or contact lost: in a sentence.")
    )
    noted_on = day(_("Noted on"), past=True)
    builder_id = forms.TypedChoiceField(
        label=_("Who builds a network with this person"), required=False, coerce=int, empty_value=None
    )
    since = day(_("Since"), required=False)
    next_step = line(_("Next step"), 300)

    def prepare(self) -> None:
        super().prepare()
        people = [(c.user_id, f"{c.name}, {c.organisation}") for c in colleagues(self.request.today)]
        offer(self, "builder_id", [("", _("nobody yet")), *people])


class ShareHomeForm(forms.Form):
    """With whom this person shares a home."""

    other = line(
        _("Client number or exact name"), 160, required=True, help_text=_("Only somebody whose case you direct as well.")
    )  # fmt: skip
    start = day(_("Since"), past=True)


class LeaveHomeForm(forms.Form):
    """From which day somebody no longer lives in the household."""

    on = day(_("From this day on they live elsewhere"))
