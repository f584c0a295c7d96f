"""Code → words for the pilot light and contact."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.legal.labels import PAYERS
from samenhang.pathway.enums.pilot_lights import CaseState, ContactForm, LightAlert, LightState, WhatWeDo
from samenhang.privacy.labels import Field, TableWords

LIGHT_STATES: dict[str, Promise] = {
    LightState.BURNING: _("Burns"),
    LightState.RELIT: _("Lit up: help came back"),
    LightState.OUT: _("Went out, by decision"),
}
LIGHT_TONES: dict[str, str] = {LightState.BURNING: "positive", LightState.RELIT: "warning", LightState.OUT: "neutral"}
FORMS: dict[str, Promise] = {
    ContactForm.VISIT: _("A visit"),
    ContactForm.CALL: _("A telephone call"),
    ContactForm.MESSAGE: _("A message"),
    ContactForm.WALK_IN: _("Came by"),
}
FINDINGS: dict[str, Promise] = {
    WhatWeDo.NOBODY_NEEDED: _("It goes well, and nobody has to keep looking"),
    WhatWeDo.OTHERS_LOOK: _("People close by look, and know whom to call"),
    WhatWeDo.PERSON_WANTS_NONE: _("The person wants nobody to keep looking, and may decide so"),
}
LIGHT_ALERTS: dict[str, Promise] = {
    LightAlert.CONTACT_DUE: _("Pilot light: contact is due"),
    LightAlert.CONTACT_MISSED: _("Pilot light: contact was missed once"),
    LightAlert.VISIT_NEEDED: _("Pilot light: missed twice, go and see"),
    LightAlert.LIGHT_ENDS: _("Pilot light: ends, keep it or decide"),
}
CASE_STATES: dict[str, Promise] = {
    CaseState.OPEN: _("Open, nothing was begun yet"),
    CaseState.RUNNING: _("At work"),
    CaseState.SCALED_UP: _("Stepped up"),
    CaseState.PILOT_LIGHT: _("In pilot light"),
    CaseState.CLOSED: _("Closed"),
}
CASE_TONES: dict[str, str] = {
    CaseState.OPEN: "info",
    CaseState.RUNNING: "positive",
    CaseState.SCALED_UP: "warning",
    CaseState.PILOT_LIGHT: "info",
    CaseState.CLOSED: "neutral",
}
LIGHTS_OWN_FILE: dict[str, TableWords] = {
    "pathway.PilotLight": TableWords(
        _("Pilot light"),
        _("Who keeps in touch with you when it goes well, and what brings help back."),
        {
            "state": Field(_("Where it stands"), LIGHT_STATES),
            "organisation": Field(_("Organisation")),
            "keeper": Field(_("Who keeps in touch")),
            "start": Field(_("From")),
            "until": Field(_("Until")),
            "every_days": Field(_("Contact every so many days")),
            "form": Field(_("How"), FORMS),
            "wants": Field(_("What you want")),
            "own_route": Field(_("How you reach somebody yourself")),
            "brings_back": Field(_("What brings help back")),
            "back_within_days": Field(_("Help is back within so many working days")),
            "sleeping": Field(_("Decisions that are kept ready")),
            "payer": Field(_("Who pays"), PAYERS),
            "agreed_by_client_on": Field(_("You agreed on")),
            "met_on": Field(_("You last met on")),
            "failed": Field(_("Times that contact did not work since")),
            "failed_on": Field(_("Last time that it did not work")),
            "made_by": Field(_("Written down by")),
            "ended_on": Field(_("Ended on")),
            "ended_by": Field(_("Ended by")),
            "ended_why": Field(_("Why it ended")),
        },
        {"person": "says whose fact it is; that stands on the first page"},
    ),
    "pathway.Contact": TableWords(
        _("Contact"),
        _("When somebody had contact with you, or tried to."),
        {
            "on": Field(_("On")),
            "form": Field(_("How"), FORMS),
            "reached": Field(_("You met")),
            "by": Field(_("Who")),
            "client_says": Field(_("What you said")),
        },
        {
            "person": "says whose fact it is; that stands on the first page",
            "light": "the pilot light that it belongs to is printed by itself",
        },
    ),
    "pathway.FullStepDown": TableWords(
        _("Letting go"),
        _("Why it was decided that nobody has to keep looking."),
        {
            "finding": Field(_("What was found"), FINDINGS),
            "what_goes_well": Field(_("What goes well")),
            "what_if": Field(_("What if it goes less well")),
            "client_says": Field(_("What you said")),
            "consulted": Field(_("Who was consulted")),
            "decided_on": Field(_("Decided on")),
            "decided_by": Field(_("Decided by")),
        },
        {"person": "says whose fact it is; that stands on the first page"},
    ),
}
