"""Forms of the register: they turn input into values and save nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.directory.selectors import municipality_map
from samenhang.supply.catalogue import SETTINGS as KINDS
from samenhang.supply.enums import Setting, TeamStanding
from samenhang.supply.labels import OUT_REASONS, SETTINGS, TEAM_FILTER, TEAM_STANDINGS, level_name
from samenhang.supply.rules import TEAM_WORDS, RegisterFilter
from samenhang.supply.services import TeamSays
from samenhang.ui.forms import day

LEVELS = range(5)


class RegisterForm(forms.Form):
    """The filter bar of the register. What makes no sense is left out, never an error page."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Place, organisation, treatment")}),
    )
    form = forms.ChoiceField(label=_("Form"), required=False)
    level = forms.TypedChoiceField(label=_("Security level"), required=False, coerce=int, empty_value=None)
    municipality = forms.TypedChoiceField(label=_("Municipality"), required=False, coerce=int, empty_value=None)
    treatment = forms.ChoiceField(label=_("Treatment"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)
    free = forms.BooleanField(label=_("Free now"), required=False)
    individual = forms.BooleanField(label=_("Individual"), required=False)
    unconditional = forms.BooleanField(label=_("Unconditional"), required=False)

    def __init__(self, *args: Any, treatments: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        stays = {s: SETTINGS[s] for s in Setting if KINDS[s].supply and KINDS[s].stay}
        fields["form"].choices = [
            ("", _("Every form")),
            *sorted(((str(code), str(word)) for code, word in stays.items()), key=lambda pair: pair[1].casefold()),
        ]
        fields["level"].choices = [("", _("Every level")), *((n, level_name(n)) for n in LEVELS)]
        towns = sorted(municipality_map().values(), key=lambda m: m.name)
        fields["municipality"].choices = [("", _("The whole region")), *((m.id, m.name) for m in towns)]
        fields["treatment"].choices = [("", _("Every treatment")), *treatments.items()]
        fields["team"].choices = [("", _("However the team stands")), *((str(c), w) for c, w in TEAM_FILTER.items())]

    def wanted(self) -> RegisterFilter:
        """The filter as values; a field that cannot be read filters nothing."""
        self.is_valid()
        data = self.cleaned_data
        return RegisterFilter(
            query=data.get("q", ""),
            setting=data.get("form", ""),
            level=data.get("level"),
            municipality_id=data.get("municipality"),
            treatment=data.get("treatment", ""),
            free=bool(data.get("free")),
            individual=bool(data.get("individual")),
            unconditional=bool(data.get("unconditional")),
            team=data.get("team", ""),
        )


class TeamForm(forms.Form):
    """How the team stands: an input for who places somebody, never a rule."""

    standing = forms.ChoiceField(label=_("How the team stands"), widget=forms.RadioSelect)
    vacancies = forms.DecimalField(
        label=_("Vacancies, in FTE"), min_value=Decimal(0), max_digits=4, decimal_places=1, localize=True
    )
    incidents = forms.IntegerField(
        label=_("Incidents in the last 30 days"),
        min_value=0,
        max_value=999,
        help_text=_("Only how many: no names and no stories about clients."),
    )
    words = forms.CharField(
        label=_("What the team needs to be able to receive somebody"),
        required=False,
        max_length=TEAM_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed with “not now”. About the team, without naming anybody."),
    )
    review_on = day(
        _("The team looks again on"),
        required=False,
        help_text=_("Within 90 days. Needed unless the team has room."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["standing"].choices = [(str(code), words) for code, words in TEAM_STANDINGS.items()]

    def says(self) -> TeamSays:
        """As the verb takes it."""
        data = self.cleaned_data
        return TeamSays(
            TeamStanding(data["standing"]), data["vacancies"], data["incidents"], data["words"], data["review_on"],
            data["version"],
        )  # fmt: skip


class OutOfServiceForm(forms.Form):
    """Slots that cannot be used for a while."""

    slots = forms.IntegerField(label=_("How many slots"), min_value=1, max_value=500, initial=1)
    reason = forms.ChoiceField(label=_("Reason"))
    start = forms.DateField(label=_("First day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Leave open when it is not known yet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["reason"].choices = [("", _("Choose a reason")), *((str(c), w) for c, w in OUT_REASONS.items())]

    def clean(self) -> dict[str, Any]:
        """The last day lies on or after the first; ``end`` is the first day on which the slots are back."""
        data = super().clean() or {}
        if data.get("start") and data.get("last_day"):
            if data["last_day"] < data["start"]:
                self.add_error("last_day", _("The last day lies before the first."))
            else:
                data["end"] = data["last_day"] + timedelta(days=1)
        return data
