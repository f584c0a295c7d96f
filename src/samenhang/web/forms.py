"""Forms of sign-in and of a person's facts: they turn input into values and save nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import CaseRole
from samenhang.access.labels import CASE_ROLES
from samenhang.access.rules import OWN
from samenhang.directory.selectors import Colleague, municipalities
from samenhang.legal.enums import TitleCode, TitleStatus
from samenhang.legal.labels import PAYERS, TITLES
from samenhang.pathway.labels import ENDINGS
from samenhang.supply.labels import SETTINGS
from samenhang.ui.forms import choices, day, offer


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"), max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def wrong(self) -> None:
        """Say that they do not belong together, without saying which is wrong."""
        self.add_error(
            None,
            _(
                "User name and password do not belong together. After eight failures sign-in is locked for a quarter of an hour."
            ),
        )


class PersonForm(forms.Form):
    """Somebody to be registered."""

    name = forms.CharField(
        label=_("Name"),
        max_length=160,
        help_text=_("As the person wants to be called. Seen by everybody who takes part in the case."),
    )
    birth_date = day(_("Birth date"), required=False, past=True, help_text=_("Leave open when it is not known."))
    municipality = forms.TypedChoiceField(label=_("Lives in"), coerce=int)
    tie = forms.TypedChoiceField(
        label=_("Has ties with"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Where family, work or history is, when that is elsewhere."),
    )
    anyway = forms.BooleanField(label=_("This is somebody else than the people named above"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(m.id, m.name) for m in municipalities()]
        offer(self, "municipality", [("", _("Choose a municipality")), *places])
        offer(self, "tie", [("", _("The same")), *places])

    def nobody_alike(self) -> None:
        """Leave out the question whether it is somebody else, as long as nobody is named."""
        if not self.data.get("anyway"):
            del self.fields["anyway"]


class PeriodForm(forms.Form):
    """A form with a first and a last day; brings ``end``, the day after the last, among its values."""

    def clean(self) -> dict[str, Any]:
        """The last day lies on or after the first."""
        data = super().clean() or {}
        if data.get("start") and data.get("last_day"):
            if data["last_day"] < data["start"]:
                self.add_error("last_day", _("The last day lies before the first."))
            else:
                data["end"] = data["last_day"] + timedelta(days=1)
        return data


class PlacementForm(PeriodForm):
    """A placement to be recorded."""

    setting = forms.ChoiceField(label=_("Form"))
    provider = forms.CharField(
        label=_("Where"), max_length=160, required=False, help_text=_("The name of the place or organisation.")
    )
    region = forms.CharField(label=_("Region"), max_length=80, required=False)
    start = day(_("First day"))
    last_day = day(_("Last day"), required=False, help_text=_("Leave open while it lasts."))
    title_code = forms.ChoiceField(label=_("Title"), required=False)
    payer = forms.ChoiceField(label=_("Payer"), required=False)
    ending_reason = forms.ChoiceField(label=_("Why it ended"), required=False)
    note = forms.CharField(
        label=_("Remarks"),
        max_length=300,
        required=False,
        help_text=_("Short and factual: everybody with the placement history reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "setting", choices(SETTINGS, _("Choose a form")))
        offer(self, "title_code", choices(TITLES, _("Unknown")))
        offer(self, "payer", choices(PAYERS, _("Unknown")))
        offer(self, "ending_reason", choices(ENDINGS, _("It lasts, or unknown")))


class TitleForm(PeriodForm):
    """A title to be recorded."""

    code = forms.ChoiceField(label=_("Title"))
    start = day(_("First day"))
    last_day = day(
        _("Last day"),
        required=False,
        help_text=_("Leave open to fill in the longest term that the law allows, counted with weekends and holidays."),
    )
    decided_by = forms.CharField(label=_("Decided by"), max_length=120, required=False)
    status = forms.ChoiceField(
        label=_("Where it stands"),
        required=False,
        choices=[
            (TitleStatus.IN_FORCE, _("Carried out")),
            (TitleStatus.GRANTED, _("Granted, not yet carried out")),
            (TitleStatus.REQUESTED, _("Asked for, not yet decided")),
        ],
    )
    with_admission = forms.BooleanField(
        label=_("With admission"),
        required=False,
        help_text=_("A care authorisation with admission suspends a court authorisation under the Wzd."),
    )
    began_at = forms.DateTimeField(
        label=_("Began at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Only for compulsory care before a crisis measure, whose term runs in hours."),
    )
    exam_at = forms.DateTimeField(
        label=_("Examination by the psychiatrist began at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_status(self) -> str:
        """In force when nothing was said."""
        return self.cleaned_data["status"] or TitleStatus.IN_FORCE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "code",
            choices(
                {k: v for k, v in TITLES.items() if k not in {TitleCode.NONE, TitleCode.VOLUNTARY}}, _("Choose a title")
            ),
        )


class FollowOnForm(forms.Form):
    """The day on which a follow-on request was filed."""

    on = day(_("Filed on"), past=True)


class InviteForm(forms.Form):
    """Somebody who is to take part in a case, in one role."""

    role = forms.ChoiceField(label=_("Role in the case"), help_text=_("The role decides what they may see and change."))
    who = forms.ChoiceField(label=_("Who"), help_text=_("For the placement table, choose a table."))

    def __init__(
        self, *args: Any, colleagues: list[Colleague], tables: list[tuple[int, str, int]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"user:{c.user_id}:{c.organisation_id}": c for c in colleagues}
        self.tables = {f"team:{team}:{organisation}": (team, organisation) for team, _name, organisation in tables}
        offer(self, "role", choices({k: v for k, v in CASE_ROLES.items() if k not in OWN}, _("Choose a role")))
        named = [(key, f"{c.name}, {c.organisation}") for key, c in self.people.items()]
        tabled = [(f"team:{team}:{organisation}", name) for team, name, organisation in tables]
        offer(self, "who", [("", _("Choose somebody")), *tabled, *named])

    def clean(self) -> dict[str, Any]:
        """A table takes part as the placement table, a person in any other role."""
        data = super().clean() or {}
        who, role = data.get("who", ""), data.get("role", "")
        if who and role and (who in self.tables) != (role == CaseRole.PLACEMENT_TABLE):
            self.add_error("who", _("A placement table takes part as placement table, a person in another role."))
        colleague = self.people.get(who)
        team, organisation = self.tables.get(who, (None, None))
        data["user_id"] = colleague.user_id if colleague else None
        data["team_id"] = team
        data["organisation_id"] = colleague.organisation_id if colleague else organisation
        return data
