"""Code → words for stepping up and down."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.legal.labels import PAYERS
from samenhang.pathway.enums.steps import Direction, Go, Home, StepAlert, StepKind, StepState
from samenhang.privacy.labels import Field, TableWords
from samenhang.supply.labels import SETTINGS

KINDS: dict[str, Promise] = {
    StepKind.CRISIS_TO_CLINIC: _("In a crisis, from home to a clinic"),
    StepKind.PLANNED: _("Planned, to other care"),
}
DIRECTIONS: dict[str, Promise] = {
    Direction.UP: _("Up: more care"),
    Direction.DOWN: _("Down: less care"),
    Direction.ALONGSIDE: _("As much care, elsewhere"),
}
STATES: dict[str, Promise] = {
    StepState.PLANNED: _("Is planned"),
    StepState.TAKEN: _("Taken"),
    StepState.EVALUATED: _("Looked back on"),
    StepState.WITHDRAWN: _("Does not go on"),
}
STATE_TONES: dict[str, str] = {
    StepState.PLANNED: "info",
    StepState.TAKEN: "warning",
    StepState.EVALUATED: "positive",
    StepState.WITHDRAWN: "neutral",
}
HOMES: dict[str, Promise] = {
    Home.HELD: _("The own place is held"),
    Home.GIVEN_UP: _("The own place is given up"),
    Home.NO_PLACE: _("There is no own place, or it stays as it is"),
}
GOES: dict[str, Promise] = {Go.GO: _("Go"), Go.NO_GO: _("No go, not yet")}
GO_TONES: dict[str, str] = {Go.GO: "positive", Go.NO_GO: "warning", "": "info"}
STEP_ALERTS: dict[str, Promise] = {
    StepAlert.STEP_TO_TAKE: _("A step up or down is planned"),
    StepAlert.STEP_TO_EVALUATE: _("Look back on a step up or down"),
    StepAlert.HOME_HELD_UNTIL: _("The own place is held until a day that comes near"),
    StepAlert.FREEDOM_TO_DECIDE: _("Practising with freedoms: go or no go"),
}
STEPS_OWN_FILE: dict[str, TableWords] = {
    "pathway.Step": TableWords(
        _("More or less care"),
        _("When help became more or less, why, and what happened to your own place."),
        {
            "kind": Field(_("How"), KINDS),
            "direction": Field(_("Up or down"), DIRECTIONS),
            "state": Field(_("Where it stands"), STATES),
            "from_rung": Field(_("From which kind of help")),
            "to_rung": Field(_("To which kind of help")),
            "setting": Field(_("What"), SETTINGS),
            "organisation": Field(_("Organisation")),
            "place": Field(_("Place")),
            "on": Field(_("On")),
            "reason": Field(_("Why")),
            "expertise_first": Field(_("What was tried before a move")),
            "home": Field(_("Your own place"), HOMES),
            "home_held_until": Field(_("Kept for you until")),
            "home_payer": Field(_("Who pays for keeping it"), PAYERS),
            "payer": Field(_("Who paid"), PAYERS),
            "evaluate_on": Field(_("Looked back on")),
            "evaluated_on": Field(_("Looked back on it on")),
            "helped": Field(_("It helped")),
            "evaluation": Field(_("What it brought")),
            "no_handover_why": Field(_("Why no handover went with it")),
            "why_withdrawn": Field(_("Why it did not go on")),
            "decided_by": Field(_("Decided by")),
            "decided_at": Field(_("Decided at")),
        },
        {
            "person": "says whose fact it is; that stands on the first page",
            "handover": "the handover is printed by itself",
            "placement": "the stay that came of it is printed by itself",
            "home_placement": "the own place is printed by itself",
        },
    ),
    "pathway.Freedom": TableWords(
        _("Practising with freedoms"),
        _("The steps that you practised, and whether it was a go."),
        {
            "position": Field(_("Step")),
            "text": Field(_("What")),
            "days_here": Field(_("Days here")),
            "days_there": Field(_("Days there")),
            "there": Field(_("Where")),
            "companions": Field(_("Who came along")),
            "planned_on": Field(_("Planned on")),
            "decision": Field(_("Decision"), GOES),
            "decided_on": Field(_("Decided on")),
            "decided_by": Field(_("Decided by")),
            "reason": Field(_("Why")),
            "client_says": Field(_("What you said")),
            "dropped_on": Field(_("Taken out on")),
        },
        {"person": "says whose fact it is; that stands on the first page"},
    ),
}
