"""Forms of matching: a need, a fact, a refusal, a round, a decision."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.directory.selectors import municipalities
from samenhang.matching.enums import DecisionOutcome, MissingStatus
from samenhang.matching.labels import GROUPS, MISSING_STATUSES, OUTCOMES, REFUSALS, URGENCIES, WHY_RESIDENTIAL
from samenhang.matching.services import MissingValues, NeedValues
from samenhang.picture.enums import FactCode
from samenhang.supply.catalogue import SETTINGS as KINDS
from samenhang.supply.enums import Setting
from samenhang.supply.labels import SETTINGS, VALUES, level_name
from samenhang.ui.forms import choices, day, offer
from samenhang.ui.reasons import REASONS

TRUTHS = frozenset(
    {
        FactCode.FIRE_SETTING,
        FactCode.STAFF_ASSAULT,
        FactCode.SEXUAL_OFFENCE,
        FactCode.NIGHT_STAFF,
        FactCode.LOW_STIMULUS,
        FactCode.TWO_STAFF,
        FactCode.COMMUNICATION_SUPPORT,
        FactCode.WHEELCHAIR,
        FactCode.ID_SHOWN_BEFORE_18,
    }
)
_WORDS = {FactCode.GROUP_FIT: ("yes", "limited", "no"), FactCode.SUBSTANCE_USE: ("none", "controlled", "active")}


class NeedForm(forms.Form):
    """What somebody needs of a place; no field asks which problem leads."""

    settings = forms.MultipleChoiceField(
        label=_("Forms that would do"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Several, from the lightest that is enough. Ambulatory is the rule; residential or secured is the exception that says why."
        ),
    )
    urgency = forms.ChoiceField(label=_("Urgency"))
    priority = forms.IntegerField(
        label=_("Priority at the table"),
        min_value=1,
        max_value=9,
        initial=1,
        help_text=_("1 to 9, as the case table agreed. Places go to the highest sum first."),
    )
    near = forms.TypedChoiceField(label=_("Near"), coerce=int, required=False, empty_value=None)
    max_km = forms.IntegerField(label=_("At most how many km away"), min_value=1, max_value=400, required=False)
    individual = forms.BooleanField(label=_("Needs a place on one's own, not in a group"), required=False)
    unconditional = forms.BooleanField(label=_("Needs to be able to stay, whatever happens"), required=False)
    treatments = forms.MultipleChoiceField(
        label=_("Treatments that must be there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    groups = forms.MultipleChoiceField(
        label=_("Lenses"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For the regional picture only. No place may refuse on a lens."),
    )
    why_residential = forms.ChoiceField(label=_("Why ambulatory is not possible"), required=False)
    why_residential_text = forms.CharField(label=_("In words"), max_length=300, required=False)
    ambulatory_test_on = day(_("Tested again on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, treatment_names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stays = {s.value: SETTINGS[s] for s in Setting if KINDS[s].stay and KINDS[s].supply}
        offer(self, "settings", choices(stays))
        offer(self, "urgency", list(URGENCIES.items()))
        offer(self, "near", [("", _("Anywhere")), *((m.id, m.name) for m in municipalities())])
        offer(self, "treatments", list(treatment_names.items()))
        offer(self, "groups", choices(GROUPS))
        offer(self, "why_residential", [("", _("It is possible")), *WHY_RESIDENTIAL.items()])

    def values(self) -> NeedValues:
        """The need as the service takes it."""
        data = self.cleaned_data
        return NeedValues(
            settings=tuple(data["settings"]),
            urgency=data["urgency"],
            priority=data["priority"],
            near_id=data["near"],
            max_km=data["max_km"],
            individual=data["individual"] or None,
            unconditional=data["unconditional"] or None,
            treatments=tuple(data["treatments"]),
            groups=tuple(data["groups"]),
            why_residential=data["why_residential"],
            why_residential_text=data["why_residential_text"],
            ambulatory_test_on=data["ambulatory_test_on"],
        )


class FactForm(forms.Form):
    """One functional fact with its date and who says so."""

    noted_on = day(_("Noted on"), past=True)
    source = forms.CharField(label=_("Who says so"), max_length=160)

    def __init__(self, *args: Any, code: FactCode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        self.fields["value"] = forms.ChoiceField(label=_("Known"), choices=self._choices(), widget=forms.RadioSelect)
        self.order_fields(["value", "noted_on", "source"])

    def _choices(self) -> list[tuple[str, Any]]:
        if self.code in TRUTHS:
            return [("true", VALUES["yes"]), ("false", VALUES["no"])]
        if self.code == FactCode.SECURITY_NEEDED:
            return [(str(n), level_name(n)) for n in range(5)]
        return [(word, VALUES[word]) for word in _WORDS[self.code]]

    def value(self) -> Any:
        """The value in its own type."""
        text = self.cleaned_data["value"]
        if self.code in TRUTHS:
            return text == "true"
        return int(text) if self.code == FactCode.SECURITY_NEEDED else text


class RefusalForm(forms.Form):
    """A no, with its reason; on paper only with a motivated exception."""

    place = forms.IntegerField(widget=forms.HiddenInput, required=False)
    facility = forms.CharField(label=_("Place or organisation"), max_length=160)
    refused_on = day(_("Refused on"), past=True)
    refused_by = forms.CharField(
        label=_("Who said so"), max_length=160, help_text=_("Name and role of the person who said no.")
    )
    reason = forms.ChoiceField(label=_("Reason"))
    client_seen = forms.TypedChoiceField(
        label=_("Was the client seen in person?"),
        choices=[("yes", _("Yes, the client was seen and spoken with")), ("no", _("No, on paper only"))],
        coerce=lambda v: v == "yes",
        widget=forms.RadioSelect,
    )
    seen_on = day(_("Seen on"), required=False, past=True)
    exception_reason = forms.CharField(
        label=_("Why this is an exception"),
        max_length=300,
        required=False,
        help_text=_("Needed for a refusal on paper only."),
    )
    would_be_possible = forms.CharField(
        label=_("What would be possible"),
        max_length=300,
        help_text=_("Every no says what would make it a yes, or what is possible instead."),
    )
    ask_again_on = day(
        _("Ask again on"), required=False, help_text=_("Needed when the team is at its limit: that is a “not now”.")
    )
    consequence = forms.CharField(label=_("What it means for the person"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", choices(REFUSALS, _("Choose a reason")))

    def clean(self) -> dict[str, Any]:
        """Somebody who was seen was seen on a day."""
        data = super().clean() or {}
        if data.get("client_seen") and not data.get("seen_on"):
            self.add_error("seen_on", _("On which day was the client seen?"))
        return data


class RoundForm(forms.Form):
    """What a round may spend on remedies."""

    budget = forms.IntegerField(
        label=_("Budget for remedies, euros a year"),
        min_value=0,
        max_value=50_000_000,
        initial=300_000,
        help_text=_("What the funders at the table can commit today."),
    )


class DecisionForm(forms.Form):
    """What the table decides about one person."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    place = forms.TypedChoiceField(
        label=_("Place"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("For another place than the proposal."),
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000,
        error_messages={"required": cast(Any, REASONS["REASON_MISSING"])},
        help_text=_("Kept with the decision and read by everybody in the case, the client included."),
    )  # fmt: skip
    round = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, places: list[tuple[int, str]], has_proposal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [o for o in DecisionOutcome if has_proposal or o != DecisionOutcome.ACCEPTED]
        offer(self, "outcome", [(o.value, OUTCOMES[o]) for o in offered])
        offer(self, "place", [("", _("Choose a place")), *places])

    def clean(self) -> dict[str, Any]:
        """Another place must be named."""
        data = super().clean() or {}
        if data.get("outcome") == DecisionOutcome.OTHER_PLACE and not data.get("place"):
            self.add_error("place", _("Which place?"))
        return data


class MissingForm(forms.Form):
    """Missing supply that somebody takes on."""

    title = forms.CharField(label=_("What is missing"), max_length=160)
    setting = forms.ChoiceField(label=_("Form"))
    security_level = forms.TypedChoiceField(label=_("Security level"), coerce=int, required=False, empty_value=None)
    places_wanted = forms.IntegerField(label=_("Places wanted"), min_value=1, max_value=500)
    business_case = forms.CharField(
        label=_("The case for it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000, required=False,
        help_text=_("For whom, what it costs and saves, who pays, new or by adapting an existing place. No names."),
    )  # fmt: skip
    owner = forms.CharField(label=_("Who takes it on"), max_length=160)
    status = forms.ChoiceField(label=_("State"))
    next_step = forms.CharField(label=_("Next step"), max_length=300)
    next_on = day(_("On"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stays = {s.value: SETTINGS[s] for s in Setting if KINDS[s].stay and KINDS[s].supply}
        offer(self, "setting", choices(stays, _("Choose a form")))
        offer(self, "security_level", [("", _("unknown")), *((n, level_name(n)) for n in range(5))])
        offer(self, "status", list(MISSING_STATUSES.items()))

    def values(self) -> MissingValues:
        """The values as the service takes them."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return MissingValues(**{**data, "status": MissingStatus(data["status"])})


class FilterForm(forms.Form):
    """Which of the places to show."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("The nearest places")),
            ("fits", _("Only what fits")),
            ("free", _("Only with a free slot")),
            ("all", _("All places")),
        ],
    )
    setting = forms.ChoiceField(label=_("Form"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stays = {s.value: SETTINGS[s] for s in Setting if KINDS[s].stay and KINDS[s].supply}
        offer(self, "setting", choices(stays, _("Every form")))
