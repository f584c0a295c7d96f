"""Code → words for warm handovers, and how they read for the person they are about."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samenhang.legal.labels import PAYERS
from samenhang.pathway.enums.handovers import (
    Evidence,
    GiverRole,
    HandoverAct,
    HandoverAlert,
    HandoverKind,
    HandoverState,
    Livelihood,
    NoReason,
    RequestState,
    ReturnTerms,
    SetBack,
    StepCode,
    StepState,
    Worked,
)
from samenhang.privacy.labels import Field, TableWords

HANDOVER_KINDS: dict[str, Promise] = {
    HandoverKind.FORENSIC_TO_REGULAR: _("From forensic to regular care"),
    HandoverKind.REGULAR_TO_FORENSIC: _("From regular to forensic care"),
    HandoverKind.AMBULATORY_TO_CLINICAL_CRISIS: _("From help at home to a clinic, in a crisis"),
    HandoverKind.YOUTH_TO_ADULT: _("From youth care to care for adults"),
    HandoverKind.CURE_TO_LONGTERM: _("From treatment to long-term care"),
    HandoverKind.CARE_TO_WMO: _("From care to support of the municipality"),
    HandoverKind.DETENTION_TO_COMMUNITY: _("From detention back into the community"),
    HandoverKind.PROVIDER_TO_PROVIDER: _("From one provider to another"),
    HandoverKind.TO_PILOT_LIGHT: _("To the pilot light"),
}
HANDOVER_STATES: dict[str, Promise] = {
    HandoverState.PLANNED: _("Seeking a receiver"),
    HandoverState.ACQUAINTING: _("Getting to know each other"),
    HandoverState.READY: _("Ready to move"),
    HandoverState.TRANSFERRED: _("Moved, not all known yet"),
    HandoverState.AFTERCARE: _("Aftercare by both teams"),
    HandoverState.COMPLETED: _("Completed"),
    HandoverState.FAILED_RETURN: _("Came back"),
    HandoverState.WITHDRAWN: _("Stopped"),
}
HANDOVER_TONES: dict[str, str] = {
    HandoverState.PLANNED: "warning",
    HandoverState.ACQUAINTING: "info",
    HandoverState.READY: "positive",
    HandoverState.TRANSFERRED: "accent",
    HandoverState.AFTERCARE: "accent",
    HandoverState.COMPLETED: "positive",
    HandoverState.FAILED_RETURN: "negative",
    HandoverState.WITHDRAWN: "neutral",
}
HANDOVER_ACTS: dict[str, Promise] = {
    HandoverAct.RECEIVER_ACCEPTS: _("A receiver says yes"),
    HandoverAct.RECEIVER_FALLS_AWAY: _("The receiver falls away"),
    HandoverAct.DECLARE_READY: _("Say that all is ready"),
    HandoverAct.NOT_READY_ANY_MORE: _("No longer ready"),
    HandoverAct.MOVE: _("The move has been made"),
    HandoverAct.KNOW_ENOUGH: _("I know enough"),
    HandoverAct.COMPLETE: _("Complete the handover"),
    HandoverAct.RETURN: _("Going back to who gave"),
    HandoverAct.TRY_AGAIN: _("Seek again"),
    HandoverAct.WITHDRAW: _("Stop the handover"),
}
GIVER_ROLES: dict[str, Promise] = {
    GiverRole.FORENSIC: _("Forensic care"),
    GiverRole.GGZ: _("Mental health care"),
    GiverRole.DISABILITY: _("Disability care"),
    GiverRole.YOUTH_CARE: _("Youth care"),
    GiverRole.SHELTERED_LIVING: _("Sheltered living"),
    GiverRole.DETENTION: _("Detention"),
    GiverRole.OTHER: _("Something else"),
}
STEPS: dict[str, Promise] = {
    StepCode.H1: _("Written down where the person goes after this place"),
    StepCode.H2: _("The next place is known, with a name"),
    StepCode.H3: _("Others joined early: receiver, municipality, who pays"),
    StepCode.H4: _("The legal bridge is chosen: title, indication and who pays"),
    StepCode.H5: _("The person's wish, and consent for this receiver"),
    StepCode.H6: _("Intake in person, with the person there"),
    StepCode.H7: _("Handed over by somebody from the right side"),
    StepCode.H8: _("Visits to get to know each other"),
    StepCode.H9: _("The new team is prepared"),
    StepCode.H10: _("The signalling plan is renewed for the new place"),
    StepCode.H11: _("What somebody needs to live is arranged"),
    StepCode.H12: _("Agreed who takes the person back, and how"),
    StepCode.H13: _("Talked over between professionals"),
    StepCode.H14: _("Moving step by step, or staff that comes along"),
    StepCode.H15: _("First contact and a home visit by the new team"),
    StepCode.H16: _("Both teams consult each other"),
    StepCode.CHECK_IN: _("Asked how it goes, after one, three and six months"),
    StepCode.H17: _("Looked back on with the person"),
    StepCode.H18: _("The file goes along"),
    StepCode.H19: _("Closed, or on to the pilot light"),
}
STEP_STATES: dict[str, Promise] = {
    StepState.DONE: _("done"),
    StepState.OVERDUE: _("overdue"),
    StepState.DUE: _("now"),
    StepState.PLANNED: _("comes later"),
}
EVIDENCE: dict[str, Promise] = {
    Evidence.PERSPECTIVE: _("Where the person goes after this"),
    Evidence.PARTIES: _("Talked with others early"),
    Evidence.LEGAL_BRIDGE: _("Legal bridge"),
    Evidence.WISH: _("What the person wants"),
    Evidence.INTAKE: _("Intake"),
    Evidence.VISIT: _("Visit"),
    Evidence.FREEDOM: _("Practised with freedom"),
    Evidence.BRIEFING: _("New team prepared"),
    Evidence.STAFF_EXCHANGE: _("Worked along at each other's place"),
    Evidence.RETURN_AGREEMENT: _("Agreement about coming back"),
    Evidence.LIVELIHOOD: _("Arranged to live on"),
    Evidence.TALK: _("Handover talk"),
    Evidence.OVERLAP: _("Days of moving over"),
    Evidence.FIRST_CONTACT: _("First contact after the move"),
    Evidence.HOME_VISIT: _("Home visit"),
    Evidence.CONSULT: _("Teams consulted each other"),
    Evidence.CHECK_IN: _("Asked how it goes"),
    Evidence.EVALUATION: _("Looked back with the person"),
    Evidence.CASE_DISCUSSION: _("Discussed together"),
    Evidence.FILE_HOLDER: _("The file went along"),
    Evidence.RETURNED: _("Went back"),
    Evidence.NEW_RECEIVER: _("Who receives changed"),
}
RECEIVER_CHANGES: dict[str, Promise] = {SetBack.RECEIVER_LEFT: _("Cannot receive after all")}
LIVELIHOOD: dict[str, Promise] = {
    Livelihood.ID: _("Proof of identity"),
    Livelihood.ADDRESS: _("Address in the register of residents"),
    Livelihood.INCOME: _("Income"),
    Livelihood.INSURANCE: _("Health insurance"),
    Livelihood.GP: _("General practitioner"),
    Livelihood.MEDICATION: _("Medication for two weeks"),
    Livelihood.DEBTS: _("Somebody for debts"),
    Livelihood.DAY_ACTIVITY: _("Something to do by day"),
}
RETURN_TERMS: dict[str, Promise] = {
    ReturnTerms.BED_HELD: _("Comes back, a bed is kept"),
    ReturnTerms.FIRST_CALL: _("Comes back, first in line for a bed"),
    ReturnTerms.NO_RETURN: _("Does not come back here; help comes to the person"),
}
WORKED: dict[str, Promise] = {
    Worked.YES: _("Yes, it worked"),
    Worked.PARTLY: _("It worked in part"),
    Worked.NO: _("No, it did not work"),
}
CHECK_INS: dict[str, Promise] = {"1": _("After one month"), "3": _("After three months"), "6": _("After six months")}
WISH_GROUNDS: dict[str, Promise] = {
    "": _("With consent"),
    "OTHER_GROUND": _("On another ground than consent, named in the words"),
}
REQUEST_STATES: dict[str, Promise] = {
    RequestState.ASKED: _("Waits for an answer"),
    RequestState.HELD: _("Answer comes later"),
    RequestState.ACCEPTED: _("Receives"),
    RequestState.REFUSED: _("Said no"),
    RequestState.RELEASED: _("Need not answer any more"),
}
REQUEST_TONES: dict[str, str] = {
    RequestState.ASKED: "info",
    RequestState.HELD: "warning",
    RequestState.ACCEPTED: "positive",
    RequestState.REFUSED: "negative",
    RequestState.RELEASED: "neutral",
}
NO_REASONS: dict[str, Promise] = {
    NoReason.HISTORY_ONLY_ON_PAPER: _("History on paper"),
    NoReason.SECURITY_LEVEL: _("Security level"),
    NoReason.EXCLUSION_SUBSTANCE: _("Use of substances"),
    NoReason.EXCLUSION_ID: _("Intellectual disability"),
    NoReason.EXCLUSION_VIOLENCE: _("Violence in the past"),
    NoReason.EXCLUSION_FIRE: _("Fire setting in the past"),
    NoReason.NO_TITLE: _("No suitable title"),
    NoReason.NO_INDICATION: _("No indication"),
    NoReason.RESIDENCE: _("Residence"),
    NoReason.FULL: _("Full"),
    NoReason.PRODUCTION_NORM: _("Takes too many hours"),
    NoReason.GROUP_FIT: _("Does not fit the group"),
    NoReason.TEAM_AT_LIMIT: _("The team is at its limit"),
}
HANDOVER_ALERTS: dict[str, Promise] = {
    HandoverAlert.HANDOVER_STEP_OVERDUE: _("A step of a handover is overdue"),
    HandoverAlert.HANDOVER_STEP_DUE: _("A step of a handover is due"),
    HandoverAlert.HANDOVER_NO_RECEIVER: _("The move is near and nobody receives"),
    HandoverAlert.HANDOVER_NO_DAY: _("A handover without a day for the move"),
    HandoverAlert.HANDOVER_MOVE_OVERDUE: _("The day of the move has passed"),
    HandoverAlert.HANDOVER_QUESTION_WAITS: _("A question after a handover waits for an answer"),
    HandoverAlert.HANDOVER_RETURN_TO_DECIDE: _("Came back: seek again, or stop the handover"),
    HandoverAlert.HANDOVER_HOME_ENDS: _("The own place is not kept until the return"),
}
NUMBERS: dict[str, Promise] = {
    "visits": _("Visits before the move, at least"),
    "talks": _("Handover talks, at least"),
    "talk_minutes": _("Minutes of the handover talk, at least"),
    "consults": _("Times that the teams consult each other, at least"),
    "perspective_within": _("Days after the start of a stay to write down where it leads"),
    "next_place": _("Next place known: days from the move"),
    "parties_from": _("Others joined: from, days from the move"),
    "parties_by": _("Others joined: by, days from the move"),
    "legal_from": _("Legal bridge: from, days from the move"),
    "legal_by": _("Legal bridge: by, days from the move"),
    "consent_from": _("Wish and consent: from, days from the move"),
    "consent_by": _("Wish and consent: by, days from the move"),
    "intake": _("Intake in person: days from the move"),
    "visits_from": _("Visits: from, days from the move"),
    "visits_by": _("Visits: by, days from the move"),
    "team_from": _("Preparing the team: from, days from the move"),
    "team_by": _("Preparing the team: by, days from the move"),
    "signal_plan": _("Signalling plan renewed: days from the move"),
    "livelihood": _("Arranged to live on: days from the move"),
    "return_agreement": _("Agreement about coming back: days from the move"),
    "talk_from": _("Handover talk: from, days from the move"),
    "overlap_until": _("Moving over: until, days after the move"),
    "first_contact": _("First contact: days after the move"),
    "home_visit": _("Home visit: days after the move"),
    "last_consult_months": _("Teams consult each other: months after the move"),
    "last_check_in_months": _("Asked how it goes: months after the move"),
    "evaluation_months": _("Looked back on: months after the move"),
    "close_from_months": _("Closed: from, months after the move"),
    "close_by_months": _("Closed: by, months after the move"),
    "answer_days": _("Working days to answer a question"),
    "request_days": _("Days for a possible receiver to answer"),
}


def exception_words(missing: Iterable[str]) -> str:
    """What a deviation is about when somebody goes without everything that is asked: the steps that are missing."""
    return (now("Warm handover without: {steps}").format(steps="; ".join(str(STEPS[code]) for code in missing)))[:200]


_WHOSE = "says whose fact it is; that stands on the first page"
_INSIDE = "a number for the software, without meaning outside it"
_DAY = _("On")
# How a handover reads for the person it is about.
HANDOVER_OWN_FILE: dict[str, TableWords] = {
    "pathway.WarmHandover": TableWords(
        _("Going from one place to another"),
        _("How you go from one organisation to another, and who is there for you."),
        {
            "kind": Field(_("What"), HANDOVER_KINDS),
            "state": Field(_("How far it is"), HANDOVER_STATES),
            "started_on": Field(_("Begun on")),
            "stay_since": Field(_("You have been in the place before since")),
            "from_organisation": Field(_("From")),
            "giver": Field(_("Who hands over")),
            "giver_role": Field(_("From which kind of care"), GIVER_ROLES),
            "to_organisation": Field(pgettext_lazy("to whom", "To")),
            "receiver": Field(_("Who receives you")),
            "receiver_since": Field(_("This colleague receives you since")),
            "place": Field(_("Place")),
            "move_on": Field(_("The day you move")),
            "moved_why": Field(_("Why the day was moved")),
            "temporary": Field(_("For a time only")),
            "home_payer": Field(_("Who pays for your own place meanwhile"), PAYERS),
            "home_until": Field(_("Your own place is kept until")),
            "return_on": Field(_("Back home on")),
            "ready_on": Field(_("All was ready on")),
            "transferred_on": Field(_("Moved on")),
            "knows_enough_on": Field(_("The new team knew enough on")),
            "ended_on": Field(_("Ended on")),
            "ended_why": Field(_("Why it ended")),
        },
        {
            "person": _WHOSE,
            "started_by": "a colleague who acted; the log says who",
            "attempt": _INSIDE,
            "attempt_on": "the day on which seeking began again; the days of what was done are printed",
            "negotiation": _INSIDE,
            "template_version": _INSIDE,
            "receiver_seat": "who takes part, and since when, stands under who knows what",
            "giver_seat": "who takes part, and since when, stands under who knows what",
            "arrival": "the stay that began with the move is printed with the places where somebody stayed",
            "left": "the stay that ended or was kept is printed with the places where somebody stayed",
            "home": "the stay that is kept is printed with the places where somebody stayed",
            "talk_deviation": "the exception is printed with the protocols that were left",
            "deviation": "the exception is printed with the protocols that were left",
            "excepted": "the exception is printed with the protocols that were left",
            "lock": _INSIDE,
        },
    ),
    "pathway.HandoverEvidence": TableWords(
        _("What was done for your move"),
        _("What was agreed, arranged and talked about for your move."),
        {
            "kind": Field(_("What"), EVIDENCE),
            "item": Field(
                _("What about"),
                {**LIVELIHOOD, **RETURN_TERMS, **WORKED, **CHECK_INS, **WISH_GROUNDS, **RECEIVER_CHANGES},
            ),
            "on": Field(_DAY),
            "minutes": Field(_("Minutes")),
            "in_person": Field(_("You met each other")),
            "client_present": Field(_("You were there")),
            "why_absent": Field(_("Why you were not there")),
            "with_whom": Field(_("Who was there")),
            "words": Field(_("What was said or agreed")),
            "waived": Field(_("Not needed")),
            "organisation": Field(_("Organisation")),
            "until": Field(_("Until")),
            "noted_by": Field(_("Written down by")),
        },
        {
            "person": _WHOSE,
            "handover": _INSIDE,
            "attempt": _INSIDE,
            "talk_ref": _INSIDE,
            "noted_at": "the day on which it was done is printed",
        },
    ),
    "pathway.HandoverQuestion": TableWords(
        _("Questions between your old and your new team"),
        _("What the teams asked each other after your move."),
        {
            "asked_by": Field(_("Asked by")),
            "asked_of": Field(_("Asked of")),
            "asked_on": Field(_("Asked on")),
            "question": Field(_("Question")),
            "answer_by": Field(_("Answer before")),
            "answer": Field(_("Answer")),
            "answered_on": Field(_("Answered on")),
            "answered_by": Field(_("Answered by")),
        },
        {"person": _WHOSE, "handover": _INSIDE},
    ),
}
