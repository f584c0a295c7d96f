"""Forms of a crisis, of a bed on prescription, and of who is on duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.pathway.enums.crises import CalledBy, CallResult, Outcome, Toldee
from samenhang.pathway.enums.steps import Home, StepKind
from samenhang.pathway.forms.base import Pairs, moment, number_of, one_of, paid_by, words, yes_no
from samenhang.pathway.labels.crises import CALL_RESULTS, CALLERS, OUTCOMES, TOLDEES
from samenhang.pathway.rules.crises import ADMITS
from samenhang.pathway.rules.steps import Rung
from samenhang.pathway.services import NewBedCall, NewCall, NewCrisis, NewDecision, NewShift, NewStep
from samenhang.supply.catalogue import SETTINGS as KINDS
from samenhang.supply.enums import Setting
from samenhang.supply.labels import SETTINGS
from samenhang.ui.forms import choices, day, offer


class CrisisForm(forms.Form):
    """Somebody called."""

    called_at = moment(_("Called at"), past=True)
    called_by = one_of(_("Who called"), CALLERS)
    what = words(_("What is going on"), most=400, help_text=_("What is seen or heard now."))
    where = words(_("Where"), most=200, required=False)
    danger_now = forms.BooleanField(label=_("There is danger for somebody now"), required=False)
    emergency_number_called = forms.BooleanField(label=_("112 was called"), required=False)

    def crisis(self) -> NewCrisis:
        """The call that was filled in."""
        return NewCrisis(**{**self.cleaned_data, "called_by": CalledBy(self.cleaned_data["called_by"])})


class CallForm(forms.Form):
    """One call to somebody who may come."""

    name = words(_("Who was called"), most=120)
    phone = words(_("Telephone"), most=30, required=False)
    knows_client = forms.BooleanField(label=_("Knows the person"), required=False)
    called_at = moment(_("Called at"), past=True)
    result = one_of(_("Answer"), CALL_RESULTS, radio=True)
    minutes = forms.IntegerField(label=_("Is there in so many minutes"), min_value=0, max_value=600, required=False)

    def call(self) -> NewCall:
        """The call that was filled in."""
        return NewCall(**{**self.cleaned_data, "result": CallResult(self.cleaned_data["result"])})


class ArriveForm(forms.Form):
    """Somebody is there."""

    who = words(_("Who is there"), most=120)
    at = moment(_("There at"), past=True)


class CalmForm(forms.Form):
    """Nobody had to come."""

    why = words(_("What made it calm down"), long=2)


class DecisionForm(forms.Form):
    """What happens now, the least drastic first."""

    outcome = one_of(_("What happens now"), OUTCOMES, radio=True, help_text=_("The least drastic that is enough."))
    why = words(_("Why"), long=2)
    why_not_less = words(_("Why something less drastic is not enough"), long=2, required=False)
    setting = forms.ChoiceField(label=_("Admitted to"), required=False)
    to_rung = forms.ChoiceField(label=_("Rung of the ladder"), required=False)
    organisation = number_of(_("At which organisation"), required=False)
    payer = paid_by(_("Who pays for the new care"), required=False)
    home_held_until = day(_("The own place is held until"), required=False)
    home_payer = paid_by(_("Who pays for holding it"), required=False)

    def __init__(
        self, *args: Any, rungs: Sequence[Rung], organisations: Pairs, has_home: bool, today: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.has_home, self.today = has_home, today
        clinics: dict[str, Any] = {str(s): SETTINGS[s] for s in Setting if KINDS[s].family in {"CLINIC", "FORENSIC"}}
        offer(self, "setting", [("", _("No admission")), *choices(dict(clinics))])
        offer(self, "to_rung", [("", _("No admission")), *((r.code, r.name) for r in rungs)])
        offer(self, "organisation", [("", _("Not known yet")), *organisations])
        if not has_home:
            del self.fields["home_held_until"], self.fields["home_payer"]

    def clean(self) -> dict[str, Any]:
        """An admission says where to."""
        data = super().clean() or {}
        if data.get("outcome") in ADMITS:
            for name in ("setting", "to_rung"):
                if not data.get(name):
                    self.add_error(name, _("Say where somebody is admitted."))
        return data

    def decision(self) -> NewDecision:
        """The decision that was filled in, with the step when somebody is admitted."""
        d = self.cleaned_data
        until, by = d.get("home_held_until"), d.get("home_payer", "")
        step = None
        if d["outcome"] in ADMITS:
            step = NewStep(
                StepKind.CRISIS_TO_CLINIC, d["to_rung"], Setting(d["setting"]), self.today, d["why"],
                Home.HELD if self.has_home else Home.NO_PLACE, organisation_id=d["organisation"],
                home_held_until=until, home_payer=by, payer=d["payer"],
            )  # fmt: skip
        return NewDecision(Outcome(d["outcome"]), d["why"], d["why_not_less"], until, by, step)


class TellForm(forms.Form):
    """Who is told, and no more than that."""

    whom = one_of(_("Who"), TOLDEES)
    told = yes_no(_("Was told"), _("Yes"), _("No"))
    note = words(
        _("How, by whom, or why not"), help_text=_("Only that somebody is in crisis and what is asked of them.")
    )

    def clean_whom(self) -> Toldee:
        """As a code."""
        return Toldee(self.cleaned_data["whom"])


class EvaluateCrisisForm(forms.Form):
    """Looking back, openly and without blame."""

    what_helped = words(_("What helped, and what not"), long=3, help_text=_("With the person, and with who was there."))
    lesson = words(_("What do we do differently next time"), long=3)


class BedRightForm(forms.Form):
    """A bed on prescription."""

    organisation = number_of(_("At which organisation"))
    where = words(_("Where"), most=160)
    phone = words(_("Telephone, day and night"), most=30)
    nights_at_once = forms.IntegerField(label=_("Nights at a time, at most"), min_value=1, max_value=14, initial=3)
    nights_a_quarter = forms.IntegerField(
        label=_("Nights in three months, at most"), min_value=1, max_value=60, initial=9
    )
    what_helps = words(_("What helps there"), long=2, required=False)
    start = day(_("From"))
    until = day(_("Until"))

    def __init__(self, *args: Any, organisations: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", [("", _("Choose")), *organisations])


class BedCallForm(forms.Form):
    """The person asked for a bed."""

    called_at = moment(_("Called at"), past=True)
    given = yes_no(_("Was there a bed"), _("Yes"), _("No"))
    nights = forms.IntegerField(label=_("How many nights"), min_value=0, max_value=14, initial=1, required=False)
    why_not = words(_("When there was none: why"), required=False)
    effect = words(_("What it did"), most=400, required=False)

    def call(self) -> NewBedCall:
        """The night that was filled in."""
        d = self.cleaned_data
        return NewBedCall(d["called_at"], d["given"], d["nights"] or 0, d["why_not"], d["effect"])


class EndBedForm(forms.Form):
    """A bed on prescription ends."""

    why = words(_("Why it ends"))


class RosterForm(forms.Form):
    """A team that comes in a crisis."""

    organisation = number_of(_("Organisation"))
    name = words(_("Name of the team"), most=120)
    minutes = forms.IntegerField(
        label=_("Is there within so many minutes"),
        min_value=1,
        max_value=240,
        help_text=_("The norm is 20, at most 30."),
    )
    municipalities = forms.TypedMultipleChoiceField(
        label=_("Comes in"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, organisations: Pairs, municipalities: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)
        offer(self, "municipalities", municipalities)


class ShiftForm(forms.Form):
    """Somebody on duty."""

    name = words(_("Who"), most=120)
    phone = words(_("Mobile number"), most=30)
    starts_at = moment(_("From"))
    ends_at = moment(_("Until"))
    weeks = forms.IntegerField(
        label=_("For so many weeks at these hours"),
        min_value=1,
        max_value=26,
        initial=1,
        help_text=_("Holidays count as any other day."),
    )

    def shift(self) -> NewShift:
        """The shift that was filled in."""
        d = self.cleaned_data
        return NewShift(d["name"], d["phone"], d["starts_at"], d["ends_at"])


class BedsForm(forms.Form):
    """Beds of tonight."""

    organisation = number_of(_("Organisation"))
    free = forms.IntegerField(label=_("Free tonight"), min_value=0, max_value=99)

    def __init__(self, *args: Any, organisations: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)
