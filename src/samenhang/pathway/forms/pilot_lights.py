"""Forms of the pilot light, of contact, and of letting go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenhang.pathway.enums.pilot_lights import ContactForm as Form
from samenhang.pathway.enums.pilot_lights import WhatWeDo
from samenhang.pathway.forms.base import Pairs, number_of, one_of, paid_by, words, yes_no
from samenhang.pathway.labels.pilot_lights import FINDINGS, FORMS
from samenhang.pathway.rules.pilot_lights import EVERY_DAYS
from samenhang.pathway.services import NewAnalysis, NewContact
from samenhang.ui.forms import day, offer


class LightForm(forms.Form):
    """A pilot light."""

    keeper = number_of(_("Who keeps contact"), help_text=_("Somebody who takes part and whom the person knows."))
    every_days = forms.IntegerField(
        label=_("Contact at least every so many days"), min_value=1, max_value=183, initial=EVERY_DAYS
    )
    form = one_of(_("How, mostly"), FORMS)
    start = day(_("From"))
    until = day(_("Until"), help_text=_("Before that day it is looked at: longer, or a decision to let it go out."))
    wants = words(_("What the person wants"), long=3, help_text=_("In their own words: what is welcome, and what not."))
    own_route = words(_("How the person reaches somebody themselves"))
    brings_back = words(
        _("What brings help back"), long=3, help_text=_("Signs that others see or that the person tells.")
    )
    back_within_days = forms.IntegerField(
        label=_("Help is back within so many working days"), min_value=1, max_value=30, initial=5
    )
    sleeping = words(
        _("Decisions that are kept ready"),
        required=False,
        help_text=_("An indication or a place that need not be asked for anew."),
    )
    payer = paid_by(_("Who pays"))
    agreed_by_client_on = day(_("The person agreed on"), required=False, past=True)

    def __init__(self, *args: Any, keepers: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "keeper", [("", _("Choose")), *keepers])

    def clean_form(self) -> Form:
        """As a code."""
        return Form(self.cleaned_data["form"])


class RenewForm(forms.Form):
    """A pilot light burns longer."""

    until = day(_("Until"))
    every_days = forms.IntegerField(label=_("Contact at least every so many days"), min_value=1, max_value=183)
    keeper = number_of(_("Who keeps contact"))

    def __init__(self, *args: Any, keepers: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "keeper", keepers)


class RelightForm(forms.Form):
    """Help is needed again."""

    why = words(_("What was seen or heard"), long=3)


class ContactForm(forms.Form):
    """Contact, or an attempt."""

    on = day(_("When"), past=True)
    form = one_of(_("How"), FORMS)
    reached = yes_no(_("Did you meet or speak"), _("Yes"), _("No, it did not work"))
    client_says = words(_("What the person said, when they want that written down"), most=400, required=False)

    def contact(self) -> NewContact:
        """The contact that was filled in."""
        d = self.cleaned_data
        return NewContact(d["on"], Form(d["form"]), d["reached"], d["client_says"])


class AnalysisForm(forms.Form):
    """Letting go."""

    finding = one_of(_("What was found"), FINDINGS, radio=True)
    what_goes_well = words(_("What goes well, and since when"), long=3)
    what_if = words(_("What if it goes less well: who notices, and whom do they call"), long=3)
    client_says = words(_("What the person says"), long=3)
    consulted = words(_("Who was consulted"))

    def analysis(self) -> NewAnalysis:
        """The analysis that was filled in."""
        d = self.cleaned_data
        return NewAnalysis(WhatWeDo(d["finding"]), d["what_goes_well"], d["what_if"], d["client_says"], d["consulted"])
