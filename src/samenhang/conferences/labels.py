"""Code → words for talking together, for translators and policy advisers."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.access.enums import CaseRole
from samenhang.conferences.enums import (
    AgeBand,
    Answer,
    AskedOf,
    Channel,
    ConferenceKind,
    ConferenceState,
    Dilemma,
    Fits,
    PartyKind,
    PointKind,
    Presence,
    Product,
    RequestState,
    Rhythm,
    TableKind,
    TalkAlert,
)
from samenhang.privacy.labels import PURPOSES, TOLD_HOW, Field, TableWords

TABLE_KINDS: dict[str, Promise] = {
    TableKind.CASE: _("Table where cases are discussed"),
    TableKind.ZVH: _("Care and safety house"),
    TableKind.FUNDERS: _("Table of funders"),
    TableKind.STEERING: _("Steering group"),
    TableKind.WVGGZ: _("Meeting under the Wvggz"),
    TableKind.OGGZ: _("Public mental health network"),
    TableKind.PLACEMENT: _("Placement table"),
    TableKind.LEARNING: _("Learning and peer reflection"),
}
RHYTHMS: dict[str, Promise] = {
    Rhythm.WEEKLY: _("every week"),
    Rhythm.FORTNIGHTLY: _("every two weeks"),
    Rhythm.MONTHLY: _("every month"),
    Rhythm.QUARTERLY: _("every three months"),
}
CONFERENCE_KINDS: dict[str, Promise] = {
    ConferenceKind.CASE_CONFERENCE: _("Case conference"),
    ConferenceKind.AD_HOC: _("Talk within hours"),
    ConferenceKind.INTAKE: _("Getting to know each other"),
    ConferenceKind.HANDOVER: _("Talk about a handover"),
    ConferenceKind.EVALUATION: _("Evaluation of the plan"),
    ConferenceKind.DE_ESCALATION: _("Talk to calm things down"),
}
CONFERENCE_STATES: dict[str, Promise] = {
    ConferenceState.PLANNED: _("Planned"),
    ConferenceState.HELD: _("Held, to be written down"),
    ConferenceState.RECORDED: _("Written down, client to be told"),
    ConferenceState.FED_BACK: _("Client told"),
    ConferenceState.CANCELLED: _("Cancelled"),
}
STATE_TONES: dict[str, str] = {
    ConferenceState.PLANNED: "info",
    ConferenceState.HELD: "warning",
    ConferenceState.RECORDED: "warning",
    ConferenceState.FED_BACK: "positive",
    ConferenceState.CANCELLED: "neutral",
}
PARTY_KINDS: dict[str, Promise] = {
    PartyKind.COLLEAGUE: _("Colleague"),
    PartyKind.ORGANISATION: _("Organisation"),
    PartyKind.CLIENT: _("The client"),
    PartyKind.REPRESENTATIVE: _("Representative of the client"),
    PartyKind.CLOSE_ONE: _("Somebody close"),
    PartyKind.EXPERIENCE_EXPERT: _("Experience expert"),
}
ANSWERS: dict[str, Promise] = {
    Answer.ASKED: _("No answer yet"),
    Answer.ACCEPTED: _("Comes"),
    Answer.DECLINED: _("Does not come"),
}
PRESENCES: dict[str, Promise] = {
    Presence.ROOM: _("in the room"),
    Presence.ONLINE: _("online"),
    Presence.PHONE: _("by phone"),
}
FITS: dict[str, Promise] = {
    Fits.YES: _("Fits"),
    Fits.NO: _("Does not fit"),
    Fits.UNKNOWN: _("Not known yet"),
}
FITS_VERDICTS: dict[str, str] = {Fits.YES: "fits", Fits.NO: "does_not_fit", Fits.UNKNOWN: "unknown"}
POINT_KINDS: dict[str, Promise] = {
    PointKind.DECISION: _("Decision"),
    PointKind.DISSENT: _("Different view"),
    PointKind.VALUE: _("What matters to somebody"),
    PointKind.OPTION: _("What could be done"),
    PointKind.ARGUMENT_FOR: _("Argument for"),
    PointKind.ARGUMENT_AGAINST: _("Argument against"),
}
DILEMMAS: dict[str, Promise] = {
    Dilemma.COERCION_OR_FREEDOM: _("Coercion or freedom"),
    Dilemma.STAFF_SAFETY_OR_STAY: _("Safety of staff, or staying"),
    Dilemma.BREACH_OF_SECRECY: _("Speaking, or keeping a secret"),
    Dilemma.OTHER: _("Something else that pulls apart"),
}
ASKS: dict[str, Promise] = {
    AskedOf.CONVENE: _("Call the parties together"),
    AskedOf.SOLVE: _("Solve what is stuck between organisations"),
}
REQUEST_STATES: dict[str, Promise] = {
    RequestState.OPEN: _("Waits for an answer"),
    RequestState.DONE: _("Done"),
    RequestState.DECLINED: _("Not done"),
}
CHANNELS: dict[str, Promise] = {
    Channel.PHONE: _("By phone"),
    Channel.WRITING: _("In writing"),
    Channel.VIDEO: _("By video"),
}
PRODUCTS: dict[str, Promise] = {
    Product.GGZ_SOCIAL_DOMAIN: _("Consultation of mental health care for the social domain (since 2025)"),
    Product.GGZ_FOR_GP: _("Consultation of mental health care for a general practitioner"),
    Product.CCE: _("Consultation of the CCE"),
    Product.CONTRACT: _("Hours in an agreement between organisations"),
    Product.NOT_PAID: _("Nobody pays for it"),
}
AGE_BANDS: dict[str, Promise] = {
    AgeBand.TO_22: _("18 to 22 years"),
    AgeBand.TO_29: _("23 to 29 years"),
    AgeBand.TO_39: _("30 to 39 years"),
    AgeBand.TO_49: _("40 to 49 years"),
    AgeBand.TO_64: _("50 to 64 years"),
    AgeBand.OLDER: _("65 years or older"),
}
ALERTS: dict[str, Promise] = {
    TalkAlert.FEEDBACK_DUE: _("Tell the client what was talked about"),
    TalkAlert.FEEDBACK_OVERDUE: _("The client was not told what was talked about"),
    TalkAlert.CONFERENCE_TO_RECORD: _("Write down what was agreed at a talk"),
    TalkAlert.INVITATION_TO_ANSWER: _("Answer an invitation to a talk"),
    TalkAlert.AGREEMENT_OVERDUE: _("Agreement of a talk"),
    TalkAlert.CONSULTATION_TO_ANSWER: _("Answer a question that was asked of your expertise"),
    TalkAlert.CONVENE_ASKED: _("The process director is asked to act"),
    TalkAlert.DELIBERATION_TO_EVALUATE: _("Look back at a moral deliberation"),
}
# Why somebody in a role is needed at a talk: what the form proposes, to be made more exact.
WHY_NEEDED: dict[str, Promise] = {
    CaseRole.CASE_DIRECTOR: _("Directs the case and the plan"),
    CaseRole.DEPUTY_DIRECTOR: _("Stands in for the case director"),
    CaseRole.FILE_HOLDER: _("Holds the file and coordinates"),
    CaseRole.DEPUTY_FILE_HOLDER: _("Stands in for the file holder"),
    CaseRole.CASE_MANAGER: _("Was chosen by the client and knows what they want"),
    CaseRole.PROCESS_DIRECTOR: _("Directs the process between organisations"),
    CaseRole.LIFE_COURSE_COORDINATOR: _("Stays, whatever the place"),
    CaseRole.TREATER: _("Carries out the treatment"),
    CaseRole.SUPPORTER: _("Supports in daily life"),
    CaseRole.PLACEMENT_TABLE: _("Looks for a place"),
    CaseRole.EXPERIENCE_EXPERT: _("Knows from experience, and goes along with the client"),
    CaseRole.CLIENT_SUPPORTER: _("Supports the client independently"),
}
CLIENT_NEEDED = _("It is about them")

_WHOSE = {"person": "says whose fact it is; that stands on the first page"}
_INSIDE = {"version": "a number for the software, without meaning outside it"}
_ELSEWHERE = "stands under its own heading"


# How these tables read for the person they are about.
OWN_FILE: dict[str, TableWords] = {
    "conferences.Conference": TableWords(
        _("Talks about you"),
        _("When people talked about you, why, and who called them together."),
        {
            "kind": Field(_("What kind of talk"), CONFERENCE_KINDS),
            "purpose": Field(_("What for"), PURPOSES),
            "starts_at": Field(_("When")),
            "minutes": Field(_("How long, in minutes")),
            "where": Field(_("Where")),
            "link": Field(_("Online at")),
            "convened_by": Field(_("Called by")),
            "convening": Field(_("Organisation")),
            "why_no_client": Field(_("Why you were not invited")),
            "state": Field(_("Where it stands"), CONFERENCE_STATES),
            "why_changed": Field(_("Why it was moved or cancelled")),
        },
        {
            **_WHOSE,
            **_INSIDE,
            "regime": "says in which part of the file it is kept",
            "session": "an agenda with other people on it",
            "revision": "a number for calendars",
            "made_at": "when the row was written",
        },
    ),
    "conferences.ConferenceParty": TableWords(
        _("Who was invited to talks about you"),
        _("Who was asked to come, and why they were needed."),
        {
            "kind": Field(_("In which role"), PARTY_KINDS),
            "user": Field(_("Who")),
            "name": Field(_("By name")),
            "organisation": Field(_("Organisation")),
            "reason": Field(_("Why they were needed")),
            "answer": Field(_("Answer"), ANSWERS),
            "presence": Field(_("How they took part"), PRESENCES),
            "attended": Field(_("Was there")),
        },
        {"conference": _ELSEWHERE, "answered_at": "when the row was written"},
    ),
    "conferences.ConferenceRecord": TableWords(
        _("What was said at talks"),
        _("What was written down of a talk about you."),
        {
            "question": Field(_("The question")),
            "going_on": Field(_("What is going on?")),
            "happened": Field(_("What has happened?")),
            "needed": Field(_("What is needed?")),
            "discussion": Field(_("What was said")),
            "written_by": Field(_("Written by")),
            "written_at": Field(_("Written on")),
        },
        {"conference": _ELSEWHERE, **_INSIDE},
    ),
    "conferences.OfferWeighed": TableWords(
        _("Help or places that were considered"),
        _("What was considered for you at a talk, and why it does or does not fit."),
        {
            "offer": Field(_("What")),
            "place": Field(_("Place")),
            "trajectory": Field(_("In which route")),
            "fits": Field(_("Does it fit?"), FITS),
            "why": Field(_("Why")),
            "would_make_possible": Field(_("What would make it possible")),
        },
        {"conference": _ELSEWHERE, **_INSIDE},
    ),
    "conferences.Point": TableWords(
        _("Decisions and arguments"),
        _("What was decided at talks, who thought differently, and which arguments were weighed."),
        {
            "kind": Field(_("What"), POINT_KINDS),
            "text": Field(_("In words")),
            "who": Field(_("Who")),
            "why": Field(_("Why")),
        },
        {"conference": _ELSEWHERE, "deliberation": _ELSEWHERE, "option": _ELSEWHERE, **_INSIDE},
    ),
    "conferences.Agreement": TableWords(
        _("What was agreed at talks"),
        _("Who does what for you, and by when."),
        {
            "text": Field(_("What")),
            "user": Field(_("Who")),
            "who": Field(_("By name")),
            "organisation": Field(_("Organisation")),
            "by_client": Field(_("By yourself")),
            "due_on": Field(_("By when")),
            "done_on": Field(_("Done on")),
            "outcome": Field(_("What came of it")),
        },
        {**_WHOSE, **_INSIDE, "conference": _ELSEWHERE, "action_number": "a number for the software"},
    ),
    "conferences.Feedback": TableWords(
        _("What you were told about talks"),
        _("What somebody told you in plain words after a talk."),
        {
            "held_on": Field(_("Talk on")),
            "text": Field(_("What you were told")),
            "told_how": Field(_("How"), TOLD_HOW),
            "told_on": Field(_("Told on")),
            "told_by": Field(_("By")),
            "reaction": Field(_("What you said to it")),
        },
        {**_WHOSE, "conference_number": "a number for the software"},
    ),
    "conferences.ConveneRequest": TableWords(
        _("Help that was asked between organisations"),
        _("When somebody asked the process director to bring organisations together for you."),
        {
            "asks": Field(_("What was asked"), ASKS),
            "reason": Field(_("Why")),
            "asked_by": Field(_("Asked by")),
            "asked_of": Field(_("Asked of")),
            "asked_at": Field(_("Asked on")),
            "due_on": Field(_("By when")),
            "state": Field(_("Where it stands"), REQUEST_STATES),
            "answer": Field(_("What came of it")),
        },
        {**_WHOSE, "answered_at": "when the row was written"},
    ),
    "conferences.MoralDeliberation": TableWords(
        _("Hard choices that were weighed together"),
        _("When people thought together about what is right to do for you."),
        {
            "about": Field(_("What pulled apart"), DILEMMAS),
            "dilemma": Field(_("The dilemma")),
            "held_on": Field(_("On")),
            "attendees": Field(_("Who took part")),
            "led_by": Field(_("Led by")),
            "grounds": Field(_("On what everybody could stand")),
            "evaluate_on": Field(_("To be looked at again on")),
            "evaluated_on": Field(_("Looked at again on")),
            "evaluation": Field(_("What it brought")),
        },
        {**_WHOSE, **_INSIDE, "conference": _ELSEWHERE},
    ),
    "conferences.Consultation": TableWords(
        _("Questions to experts"),
        _("A question to an expert that was about you, without your name."),
        {
            "asked_on": Field(_("Asked on")),
            "asked_of": Field(_("Asked of")),
            "question": Field(_("The question")),
            "answer": Field(_("The answer")),
            "answered_on": Field(_("Answered on")),
        },
        {**_WHOSE, "request_number": "a number for the software"},
    ),
}
