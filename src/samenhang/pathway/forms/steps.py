"""Forms of stepping up and down and of practising with freedoms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.pathway.enums.placements import EndingReason
from samenhang.pathway.enums.steps import Go, Home, StepKind
from samenhang.pathway.forms.base import Pairs, number_of, one_of, paid_by, words, yes_no
from samenhang.pathway.forms.pilot_lights import LightForm
from samenhang.pathway.labels import ENDINGS
from samenhang.pathway.labels.steps import GOES, HOMES, KINDS
from samenhang.pathway.rules.steps import PILOT_LIGHT, Rung
from samenhang.pathway.services import Along, NewLight, NewStep
from samenhang.supply.enums import Setting
from samenhang.supply.labels import SETTINGS
from samenhang.ui.forms import choices, day, offer

BEGINS = "BEGINS"


class StepForm(forms.Form):
    """A step up or down."""

    kind = one_of(_("How"), KINDS, radio=True)
    from_rung = forms.ChoiceField(label=_("From"), required=False)
    to_rung = forms.ChoiceField(label=_("To"))
    setting = forms.ChoiceField(
        label=_("What kind of place or team"), choices=[("", _("Choose")), *choices(dict(SETTINGS))]
    )
    organisation = number_of(_("At which organisation"), required=False)
    place = number_of(
        _("Which place"), required=False, help_text=_("When you choose a place, one slot of it is taken at once.")
    )
    on = day(_("On"))
    reason = words(_("Why"), long=3, help_text=_("What is going on, and what it is meant to bring."))
    home = one_of(_("The place where they live"), HOMES, radio=True)
    home_held_until = day(_("Own place held until"), required=False)
    home_payer = paid_by(_("Who pays for holding it"), required=False)
    payer = paid_by(_("Who pays for the new care"), required=False)
    handover = forms.ChoiceField(
        label=_("Warm handover"),
        required=False,
        help_text=_("A planned step to another organisation goes with one; a crisis waits for none."),
    )
    no_handover_why = words(
        _("Why no handover goes with it"),
        required=False,
        help_text=_("Only for a planned step to another organisation without one. It is shown and counted."),
    )
    expertise_first = words(
        _("Which expertise was brought first"),
        long=2,
        required=False,
        help_text=_(
            "Asked of whoever went to another provider three times in two years: bring help to the person before they move again."
        ),
    )

    def __init__(
        self,
        *args: Any,
        rungs: Sequence[Rung],
        organisations: Pairs,
        places: Pairs,
        handovers: Pairs,
        light: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.light = light
        ladder = [(r.code, r.name) for r in rungs]
        offer(self, "from_rung", [("", _("No care yet")), *ladder])
        offer(self, "to_rung", ladder)
        offer(self, "organisation", [("", _("Not known yet")), *organisations])
        offer(self, "place", [("", _("None from the register")), *places])
        offer(self, "handover", [("", _("None")), (BEGINS, _("A handover begins with this step")), *handovers])

    def clean(self) -> dict[str, Any]:
        """A handover goes with it or does not, and the pilot light is agreed first or on its own page."""
        data = super().clean() or {}
        if data.get("handover") and data.get("no_handover_why"):
            self.add_error("no_handover_why", _("You chose a handover as well: leave one of the two empty."))
        if data.get("to_rung") == PILOT_LIGHT and not self.light:
            self.add_error(
                "to_rung",
                _("For the pilot light, use the page Step down to the pilot light: there you agree on it at once."),
            )
        return data

    def along(self) -> Along:
        """With which handover the step goes."""
        chosen = self.cleaned_data["handover"]
        number = int(chosen) if chosen and chosen != BEGINS else None
        return Along(number, chosen == BEGINS, self.cleaned_data["no_handover_why"])

    def step(self) -> NewStep:
        """The step that was filled in."""
        d = self.cleaned_data
        return NewStep(
            StepKind(d["kind"]), d["to_rung"], Setting(d["setting"]), d["on"], d["reason"], Home(d["home"]), d["from_rung"],
            organisation_id=d["organisation"], place_id=d["place"], home_held_until=d["home_held_until"],
            home_payer=d["home_payer"], payer=d["payer"], expertise_first=d["expertise_first"],
            handover=self.along(),
        )  # fmt: skip


class ToLightForm(LightForm):
    """A step down to the pilot light, with the agreement about it in the same act."""

    reason = words(_("Why"), long=3, help_text=_("What is going on, and what it is meant to bring."))
    from_rung = forms.ChoiceField(label=_("Which care until now"), required=False)
    field_order = ("from_rung", "start", "reason", "keeper")

    def __init__(self, *args: Any, rungs: Sequence[Rung], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "from_rung", [("", _("No care yet")), *((r.code, r.name) for r in rungs)])

    def step(self, setting: Setting, home: Home, organisation_id: int) -> NewStep:
        """The step that was filled in, with what was agreed."""
        d = dict(self.cleaned_data)
        reason, rung, keeper = d.pop("reason"), d.pop("from_rung"), d.pop("keeper")
        light = NewLight(organisation_id=organisation_id, keeper_id=keeper, **d)
        return NewStep(
            StepKind.PLANNED, PILOT_LIGHT, setting, d["start"], reason, home, rung, payer=d["payer"], light=light
        )


class BackForm(forms.Form):
    """Going back to the own place."""

    on = day(_("Back on"), past=True)
    to_rung = forms.ChoiceField(label=_("Which care goes along"))
    reason = words(_("Why now"), long=3)

    def __init__(self, *args: Any, rungs: Sequence[Rung], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to_rung", [(r.code, r.name) for r in rungs])


class HoldForm(forms.Form):
    """Holding the own place longer."""

    until = day(_("Own place held until"))
    payer = paid_by(_("Who pays for holding it"))
    reason = words(_("Why"), long=2)


class WithdrawStepForm(forms.Form):
    """A planned step does not go on."""

    why = words(_("Why does it not go on"), long=2)


class EvaluateStepForm(forms.Form):
    """Looking back on a step."""

    helped = yes_no(_("Did it help"), _("Yes"), _("No, or not enough"))
    evaluation = words(_("What do we take from it"), long=3, help_text=_("With the person, and with who was there."))


class EndStayForm(forms.Form):
    """The end of a stay."""

    on = day(_("First day that it no longer holds"))
    reason = forms.ChoiceField(label=_("Why it ends"), choices=choices(dict(ENDINGS)))
    talked_on = day(
        _("Sat together on"),
        required=False,
        past=True,
        help_text=_("Asked when somebody is sent away: an incident alone ends no stay."),
    )

    def clean_reason(self) -> EndingReason:
        """As a code."""
        return EndingReason(self.cleaned_data["reason"])


class FreedomForm(forms.Form):
    """A step of practising."""

    text = words(
        _("What is practised"), help_text=_("Small and concrete: an afternoon at the new place, a night there.")
    )
    planned_on = day(_("When"))
    days_here = forms.IntegerField(label=_("Days a week here"), min_value=0, max_value=7, initial=0)
    days_there = forms.IntegerField(label=_("Days a week there"), min_value=0, max_value=7, initial=0)
    there = words(_("Where is there"), most=160, required=False)
    companions = words(_("Who comes along"), required=False, help_text=_("From here or from there, by name."))

    def clean(self) -> dict[str, Any]:
        """A week has seven days."""
        data = super().clean() or {}
        if (data.get("days_here") or 0) + (data.get("days_there") or 0) > 7:
            self.add_error("days_there", _("A week has seven days."))
        return data


class GoForm(forms.Form):
    """Go or no go."""

    decision = one_of(_("Decision"), GOES, radio=True)
    reason = words(_("Why"), long=2)
    client_says = words(_("What the person says"), long=2, required=False)
    planned_on = day(_("After a no go: when again"), required=False)

    def clean_decision(self) -> Go:
        """As a code."""
        return Go(self.cleaned_data["decision"])


class LadderForm(forms.Form):
    """The next version of the ladder, one rung a line."""

    name = words(_("Name"), most=120)
    valid_from = day(_("Holds from"))
    rungs = words(
        _("Rungs, from most care to least"),
        long=10,
        help_text=_("One on a line: a short code, its name and the code of a setting, with | between them."),
    )
    why = words(_("Why this version"))

    def clean_rungs(self) -> list[Rung]:
        """Each line with its three parts."""
        found = []
        for number, line in enumerate(self.cleaned_data["rungs"].splitlines(), start=1):
            if not line.strip():
                continue
            parts = [p.strip() for p in line.split("|")]
            if len(parts) != 3 or not all(parts) or parts[2] not in set(Setting) or len(parts[0]) > 40:
                raise forms.ValidationError(
                    _("Line %(number)s is not a code, a name and a setting."), params={"number": number}
                )
            found.append(Rung(parts[0].upper(), parts[1], parts[2]))
        return found
