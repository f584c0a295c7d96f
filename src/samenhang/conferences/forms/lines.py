"""Forms for one line of a record: an offer, a decision, a different view, an agreement, a value, an option, an argument."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samenhang.access.rules import OWN
from samenhang.access.selectors import TakesPart
from samenhang.conferences.enums import Fits, PointKind
from samenhang.conferences.forms.conferences import long_text
from samenhang.conferences.labels import FITS, PARTY_KINDS
from samenhang.conferences.selectors import PointRow
from samenhang.conferences.services import AgreementValues, OfferValues, PointValues
from samenhang.ui.forms import day, offer


class LineForm(forms.Form):
    """What every line has: the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def values(self) -> Any:
        """What is kept."""
        raise NotImplementedError


class PointForm(LineForm):
    """A line of text."""

    text = long_text(_("In words"), required=True, rows=3, most=2_000)

    def values(self) -> PointValues:
        """What is kept."""
        data = self.cleaned_data
        option = data.get("option")
        return PointValues(data["text"], data.get("who", ""), data.get("why", ""), int(option) if option else None)


class DecisionForm(PointForm):
    """A decision with its reason."""

    text = long_text(_("What was decided"), required=True, rows=3, most=2_000)
    why = long_text(_("Why"), required=True, rows=3, most=2_000)


class DissentForm(PointForm):
    """Somebody who sees it differently."""

    who = forms.CharField(label=_("Who"), max_length=160, help_text=_("A party, or the client."))
    text = long_text(
        _("What they see differently"), required=True, rows=3, most=2_000,
        help_text=_("In their own words, and read to them."),
    )  # fmt: skip
    field_order = ["who", "text"]


class ValueForm(PointForm):
    """What matters to a party."""

    who = forms.CharField(
        label=_("Who"), max_length=160, help_text=_("The client, somebody close, a team, the neighbourhood.")
    )
    text = long_text(_("What matters to them"), required=True, rows=3, most=2_000)
    field_order = ["who", "text"]


class OptionForm(PointForm):
    """Something that could be done."""

    text = long_text(_("What could be done"), required=True, rows=3, most=2_000)


class ArgumentForm(PointForm):
    """An argument for or against an option."""

    option = forms.ChoiceField(label=_("Which option"))
    text = long_text(_("The argument"), required=True, rows=3, most=2_000)
    who = forms.CharField(label=_("Whose argument"), required=False, max_length=160)
    field_order = ["option", "text", "who"]

    def __init__(self, *args: Any, options: Sequence[PointRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(o.id), o.text[:80]) for o in options if o.kind == PointKind.OPTION]
        offer(self, "option", [("", _("Choose")), *named])


class OfferForm(LineForm):
    """An offer that is weighed."""

    offer = forms.CharField(
        label=_("Which offer"), max_length=160, help_text=_("A place, a form of help, or staying with help brought in.")
    )
    trajectory = forms.CharField(
        label=_("In which route"),
        required=False,
        max_length=200,
        help_text=_("Such as: now, after the clinic, in a year."),
    )
    fits = forms.ChoiceField(
        label=_("Does it fit?"), widget=forms.RadioSelect, choices=[(f.value, FITS[f]) for f in Fits]
    )
    why = long_text(_("Why it does or does not"), required=True, rows=3, most=2_000)
    would_make_possible = long_text(_("What would make it possible"), rows=3, most=2_000)
    place = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> OfferValues:
        """What is kept."""
        data = self.cleaned_data
        return OfferValues(
            data["offer"],
            data["trajectory"],
            Fits(data["fits"]),
            data["why"],
            data["would_make_possible"],
            data["place"],
        )


class AgreementForm(LineForm):
    """Who does what by when."""

    text = forms.CharField(label=_("What"), max_length=400, help_text=_("Small enough to see whether it is done."))
    who = forms.ChoiceField(label=_("Who"))
    name = forms.CharField(label=_("Somebody else, by name"), required=False, max_length=120)
    due_on = day(_("By when"))

    def __init__(
        self, *args: Any, part: Sequence[TakesPart], organisations: Sequence[tuple[int, str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = {t.user_id: f"{t.who}, {t.organisation}" for t in part if t.user_id is not None and t.role not in OWN}
        offer(
            self,
            "who",
            [
                ("", _("Choose")),
                ("client", PARTY_KINDS["CLIENT"]),
                (_now("Takes part in the case"), [(f"user:{pk}", name) for pk, name in people.items()]),
                (_now("Organisation"), [(f"organisation:{pk}", name) for pk, name, _kind in organisations]),
                ("name", _("Somebody else, by name")),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Somebody else needs a name."""
        data = super().clean() or self.cleaned_data
        if data.get("who") == "name" and not data.get("name", "").strip():
            self.add_error("name", _("Fill in who it is."))
        return data

    def values(self) -> AgreementValues:
        """What is kept."""
        data = self.cleaned_data
        kind, _colon, which = data["who"].partition(":")
        return AgreementValues(
            text=data["text"],
            due_on=data["due_on"],
            user_id=int(which) if kind == "user" else None,
            organisation_id=int(which) if kind == "organisation" else None,
            who=data["name"] if kind == "name" else "",
            by_client=kind == "client",
        )


class DoneForm(forms.Form):
    """That an agreement was done."""

    on = day(_("Done on"), past=True)
    outcome = forms.CharField(label=_("What came of it"), required=False, max_length=300)
