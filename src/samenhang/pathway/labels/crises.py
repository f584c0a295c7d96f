"""Code → words for crisis and the bed on prescription."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.legal.labels import PAYERS
from samenhang.pathway.enums.crises import Arrival, CalledBy, CallResult, CrisisAlert, CrisisState, Outcome, Toldee
from samenhang.privacy.labels import Field, TableWords

CRISIS_STATES: dict[str, Promise] = {
    CrisisState.CALLED: _("Somebody called: who comes?"),
    CrisisState.ON_THE_WAY: _("Somebody is on the way"),
    CrisisState.PRESENT: _("Somebody is there"),
    CrisisState.DECIDED: _("Decided: tell, and look back"),
    CrisisState.EVALUATED: _("Looked back on"),
}
CRISIS_TONES: dict[str, str] = {
    CrisisState.CALLED: "negative",
    CrisisState.ON_THE_WAY: "warning",
    CrisisState.PRESENT: "warning",
    CrisisState.DECIDED: "info",
    CrisisState.EVALUATED: "positive",
}
CALLERS: dict[str, Promise] = {
    CalledBy.CLIENT: _("The person themselves"),
    CalledBy.CLOSE_ONE: _("Somebody close"),
    CalledBy.NEIGHBOUR: _("A neighbour"),
    CalledBy.POLICE: _("The police"),
    CalledBy.PROFESSIONAL: _("A professional"),
    CalledBy.OTHER: _("Somebody else"),
}
CALL_RESULTS: dict[str, Promise] = {
    CallResult.COMES: _("Comes"),
    CallResult.CANNOT: _("Cannot come"),
    CallResult.NO_ANSWER: _("Does not answer"),
}
OUTCOMES: dict[str, Promise] = {
    Outcome.STAYS_WITH_HELP: _("Stays where they are, with help there"),
    Outcome.INTENSIVE_AT_HOME: _("Intensive treatment at home"),
    Outcome.BED_ON_PRESCRIPTION: _("A bed on prescription"),
    Outcome.VOLUNTARY_ADMISSION: _("Admission, by own will"),
    Outcome.CRISIS_MEASURE: _("Admission, with a crisis measure"),
    Outcome.POLICE: _("The police took over"),
}
TOLDEES: dict[str, Promise] = {
    Toldee.CLOSE_ONES: _("People close to them"),
    Toldee.LANDLORD: _("The landlord or the place where they live"),
    Toldee.WORK: _("Work or day activity"),
    Toldee.PETS_AND_CHILDREN: _("Who looks after children and pets"),
    Toldee.CARE_RESPONSIBLE: _("Who is responsible for the care"),
}
ARRIVALS: dict[str, Promise] = {
    Arrival.WITHIN_20: _("within 20 minutes"),
    Arrival.WITHIN_30: _("within 30 minutes"),
    Arrival.LATER: _("later than 30 minutes"),
    Arrival.NOBODY: _("nobody came"),
}
ARRIVAL_TONES: dict[str, str] = {
    Arrival.WITHIN_20: "positive",
    Arrival.WITHIN_30: "warning",
    Arrival.LATER: "negative",
    Arrival.NOBODY: "neutral",
}
CRISIS_ALERTS: dict[str, Promise] = {
    CrisisAlert.CRISIS_NOW: _("Crisis: nobody is there yet"),
    CrisisAlert.CRISIS_TO_DECIDE: _("Crisis: decide what happens now"),
    CrisisAlert.CRISIS_TO_TELL: _("After a crisis: who is told"),
    CrisisAlert.CRISIS_TO_EVALUATE: _("Look back on a crisis"),
    CrisisAlert.BED_RIGHT_ENDS: _("A bed on prescription ends"),
}
CRISES_OWN_FILE: dict[str, TableWords] = {
    "pathway.Crisis": TableWords(
        _("Crisis"),
        _("What happened when somebody called because it went badly, and what was decided."),
        {
            "state": Field(_("Where it stands"), CRISIS_STATES),
            "called_at": Field(_("Called at")),
            "called_by": Field(_("Who called"), CALLERS),
            "where": Field(_("Where")),
            "what": Field(_("What was said")),
            "danger_now": Field(_("There was danger")),
            "emergency_number_called": Field(_("112 was called")),
            "arrived_at": Field(_("Somebody was there at")),
            "arrived": Field(_("Who was there")),
            "outcome": Field(_("What was decided"), OUTCOMES),
            "decided_at": Field(_("Decided at")),
            "decided_by": Field(_("Decided by")),
            "why": Field(_("Why")),
            "why_not_less": Field(_("Why something less drastic was not enough")),
            "home_held_until": Field(_("Kept for you until")),
            "home_payer": Field(_("Who pays for keeping it"), PAYERS),
            "evaluate_on": Field(_("Looked back on before")),
            "evaluated_on": Field(_("Looked back on it on")),
            "what_helped": Field(_("What helped")),
            "lesson": Field(_("What was learned")),
            "noted_by": Field(_("Written down by")),
        },
        {"person": "says whose fact it is; that stands on the first page"},
    ),
    "pathway.CrisisCall": TableWords(
        _("Calls in a crisis"),
        _("Who was called when it went badly."),
        {
            "crisis": Field(_("Crisis")),
            "name": Field(_("Who")),
            "phone": Field(_("Telephone")),
            "knows_client": Field(_("Knows you")),
            "called_at": Field(_("Called at")),
            "result": Field(_("Answer"), CALL_RESULTS),
            "minutes": Field(_("Minutes")),
            "noted_by": Field(_("Written down by")),
        },
    ),
    "pathway.CrisisTold": TableWords(
        _("Who was told after a crisis"),
        _("Who heard that it went badly, and no more than was needed."),
        {
            "crisis": Field(_("Crisis")),
            "whom": Field(_("Who"), TOLDEES),
            "told": Field(_("Was told")),
            "note": Field(_("How, or why not")),
            "at": Field(_("At")),
            "by": Field(_("By")),
        },
    ),
    "pathway.BedRight": TableWords(
        _("Bed on prescription"),
        _("A bed that you may ask for yourself, without an intake."),
        {
            "organisation": Field(_("Organisation")),
            "place": Field(_("Place")),
            "where": Field(_("Where")),
            "phone": Field(_("Telephone")),
            "nights_at_once": Field(_("Nights at a time")),
            "nights_a_quarter": Field(_("Nights in three months")),
            "what_helps": Field(_("What helps you there")),
            "start": Field(_("From")),
            "until": Field(_("Until")),
            "ended_on": Field(_("Ended on")),
            "ended_why": Field(_("Why it ended")),
            "agreed_by": Field(_("Agreed with")),
        },
        {"person": "says whose fact it is; that stands on the first page"},
    ),
    "pathway.BedCall": TableWords(
        _("Nights on prescription"),
        _("When you asked for a bed."),
        {
            "right": Field(_("Bed on prescription")),
            "called_at": Field(_("Called at")),
            "given": Field(_("There was a bed")),
            "why_not": Field(_("Why there was none")),
            "nights": Field(_("Nights")),
            "effect": Field(_("What it did")),
            "noted_by": Field(_("Written down by")),
        },
    ),
}
