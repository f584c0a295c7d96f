"""Code → words for this package."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.intake.enums import (
    Answer,
    BridgeHolder,
    ContactWith,
    CriterionKind,
    FeedbackHow,
    Fit,
    HealthWords,
    Inclusion,
    InquiryAct,
    InquiryState,
    IntakeAlert,
    Lens,
    Outcome,
    Party,
    PartyView,
    ReportPriority,
    ReportSource,
    ReportState,
    ReportWay,
    SameBy,
    SignalKind,
    WaitsFor,
)
from samenhang.privacy.labels import KEPT_FIELDS, KEPT_LEFT_OUT, Field, TableWords

CRITERION_KINDS: dict[str, Promise] = {
    CriterionKind.AGE: _("Age"),
    CriterionKind.PROBLEMS: _("Problems together"),
    CriterionKind.SAFETY: _("Safety"),
    CriterionKind.TITLE: _("Legal title"),
    CriterionKind.EXPERIENCE: _("What happened before"),
    CriterionKind.OTHER: _("Something else"),
}
ANSWERS: dict[str, Promise] = {Answer.YES: _("yes"), Answer.NO: _("no"), Answer.UNKNOWN: _("not known")}
ANSWER_TONES: dict[str, str] = {Answer.YES: "positive", Answer.NO: "neutral", Answer.UNKNOWN: "unknown"}
FITS: dict[str, Promise] = {
    Fit.MEETS: _("Meets every criterion"),
    Fit.PARTLY: _("Meets part of the criteria"),
    Fit.NOT: _("Meets none of the criteria"),
}
INCLUSIONS: dict[str, Promise] = {
    Inclusion.OPEN: _("Not decided yet"),
    Inclusion.INCLUDED: _("Included"),
    Inclusion.NOT_INCLUDED: _("Not included"),
}
LENSES: dict[str, Promise] = {
    Lens.THUISZITTER: _("At home without care"),
    Lens.YOUNG_ADULT: _("Young adults"),
    Lens.PGB: _("Personal budget holders"),
    Lens.RESIDENT_MISMATCH: _("Residents in the wrong place"),
    Lens.FORENSIC_INFLOW: _("Inflow from forensic care"),
    Lens.LIFE_COURSE: _("Life course approach"),
    Lens.VOLUNTARY_RECOVERY: _("Recovering, voluntary"),
    Lens.CIVIL_REVOLVING: _("Returning civil measures"),
}
LENS_ASKS: dict[str, Promise] = {
    Lens.THUISZITTER: _("Who carries the care at home, and who relieves them?"),
    Lens.YOUNG_ADULT: _("Who stays when youth care ends? Offer a screening early."),
    Lens.PGB: _("Who keeps the file, and is there professional help behind the budget?"),
    Lens.RESIDENT_MISMATCH: _("What expertise can come to the place before anybody moves?"),
    Lens.FORENSIC_INFLOW: _("Who takes over before the title ends?"),
    Lens.LIFE_COURSE: _("Is this on the table of the life course approach? It decides there."),
    Lens.VOLUNTARY_RECOVERY: _("Who keeps contact, though there is no title and no danger?"),
    Lens.CIVIL_REVOLVING: _("What was missing outside each time?"),
}
LENS_FACTS: dict[str, Promise] = {
    "age": _("age"),
    "lives_with_family": _("whether they live with family"),
    "day_activity": _("whether there is day activity"),
    "bridging": _("whether care at home bridges a wait"),
    "file_holder": _("whether there is a file holder"),
    "leaves_youth_care": _("whether youth care ends"),
    "offence": _("whether there was an offence"),
    "addiction": _("whether there is addiction"),
    "behaviour": _("whether behaviour is hard to bear"),
    "personal_budget": _("whether there is a personal budget"),
    "vg6_or_vg7": _("whether there is an indication VG6 or VG7"),
    "professional_care": _("whether there is professional care"),
    "in_care": _("whether they stay in care"),
    "mismatch": _("whether the place suits"),
    "criminal_title": _("whether there is or was a criminal title"),
    "complex_need": _("whether the need is complex"),
    "voluntary_only": _("whether all help is voluntary"),
    "recovering": _("whether they recover after a crisis"),
    "civil_measures": _("how many civil measures there were"),
    "life_course": _("what the table of the life course approach decided"),
}
SIGNALS: dict[str, Promise] = {
    SignalKind.E33: _("Police: person with misunderstood behaviour (E33)"),
    SignalKind.RENT_ARREARS: _("Rent arrears"),
    SignalKind.NEIGHBOURS: _("Neighbours worry or complain"),
    SignalKind.HOME: _("State of the home"),
    SignalKind.SCHOOL_OR_WORK: _("School, work or benefits"),
    SignalKind.CARE_ENDED: _("Care ended"),
    SignalKind.OUT_OF_TOUCH: _("Out of touch"),
    SignalKind.FAMILY: _("Family or friends worry"),
    SignalKind.OTHER: _("Another signal"),
}
ALERTS: dict[str, Promise] = {
    IntakeAlert.REPEATED_E33: _("Three E33 reports or more in ninety days: look together"),
    IntakeAlert.BRIDGE_NOT_ENOUGH: _("The bridge while waiting is not enough"),
    IntakeAlert.BRIDGE_OVER: _("The bridge while waiting is over, and the wait is not"),
}
SOURCES: dict[str, Promise] = {
    ReportSource.POLICE: _("Police"),
    ReportSource.HOUSING: _("Housing association"),
    ReportSource.SCHOOL: _("School"),
    ReportSource.YOUTH_HEALTH: _("Youth health care (JGZ)"),
    ReportSource.GP: _("General practitioner"),
    ReportSource.UWV: _("Benefits agency (UWV)"),
    ReportSource.NEIGHBOUR: _("Somebody from the neighbourhood"),
    ReportSource.CLOSE_ONE: _("Somebody close"),
    ReportSource.OWN_ORGANISATION: _("A care organisation"),
    ReportSource.OTHER: _("Somebody else"),
}
WAYS: dict[str, Promise] = {
    ReportWay.DESK: _("told to the desk"),
    ReportWay.FORM: _("with the form"),
    ReportWay.API: _("from another system"),
    ReportWay.FILE: _("from a file"),
}
PRIORITIES: dict[str, Promise] = {
    ReportPriority.URGENT: _("Urgent: in touch within 24 hours"),
    ReportPriority.SOON: _("Soon: in touch within five days"),
    ReportPriority.NORMAL: _("Normal: in touch within two weeks"),
}
PRIORITIES_SHORT: dict[str, Promise] = {
    ReportPriority.URGENT: _("24 hours"),
    ReportPriority.SOON: _("five days"),
    ReportPriority.NORMAL: _("two weeks"),
}
REPORT_STATES: dict[str, Promise] = {
    ReportState.RECEIVED: _("Came in"),
    ReportState.WEIGHING: _("Being weighed"),
    ReportState.DECIDED: _("Decided, reporter not told yet"),
    ReportState.FED_BACK: _("Decided, reporter told"),
    ReportState.CLOSED: _("Closed report"),
}
REPORT_TONES: dict[str, str] = {
    ReportState.RECEIVED: "accent",
    ReportState.WEIGHING: "info",
    ReportState.DECIDED: "warning",
    ReportState.FED_BACK: "positive",
    ReportState.CLOSED: "neutral",
}
PARTIES: dict[str, Promise] = {
    Party.SOCIAL_NURSE: _("Social nurse of the public health service"),
    Party.PSYCHIATRIC_NURSE: _("Psychiatric nurse of mental health or addiction care"),
    Party.DISABILITY_CARE: _("Disability care"),
}
PARTY_VIEWS: dict[str, Promise] = {
    PartyView.HELP_PRESENT: _("There is help already"),
    PartyView.CAN_BE_ARRANGED: _("Help can be arranged in the usual way"),
    PartyView.FOR_NETWORK: _("The network must look at this"),
    PartyView.NO_GROUND: _("Nothing has to happen"),
}
REPORT_OUTCOMES: dict[str, Promise] = {
    Outcome.FORWARD_TO_HELP: _("Passed on to the help that is there"),
    Outcome.START_HELP: _("Help is started: GP, municipality or mental health care"),
    Outcome.EARLY_HELP: _("For a child or young person: early help of the municipality"),
    Outcome.OGGZ_CASE: _("A case for the OGGz network"),
    Outcome.WVGGZ_REPORT: _("Inquiry whether compulsory care is needed (Wvggz)"),
    Outcome.ZVH_REPORT: _("Brought to the Care and Safety House"),
    Outcome.REENTRY: _("Helped before: the case goes on with its last plan"),
    Outcome.CLOSE_WITH_FEEDBACK: _("Nothing further; the reporter is told"),
}
SAME_BY: dict[str, Promise] = {
    SameBy.NAME: _("same name"),
    SameBy.BIRTH_DATE: _("same birth date"),
    SameBy.ADDRESS: _("same address"),
}
HEALTH_WORDS: dict[str, Promise] = {
    HealthWords.NONE: _("No words about health"),
    HealthWords.MARKED: _("Words about health: to be weighed"),
    HealthWords.STRUCK: _("Words about health were struck"),
    HealthWords.KEPT: _("Words about health were kept"),
}
CONTACTS: dict[str, Promise] = {
    ContactWith.PERSON: _("The person"),
    ContactWith.REPORTER: _("The reporter"),
    ContactWith.KNOWS_THEM: _("Somebody who knows the person"),
}
FEEDBACK_WAYS: dict[str, Promise] = {
    FeedbackHow.SPOKEN: _("In a conversation"),
    FeedbackHow.PHONE: _("By phone"),
    FeedbackHow.LETTER: _("By letter"),
    FeedbackHow.SOFTWARE: _("In this software"),
}
INQUIRY_STATES: dict[str, Promise] = {
    InquiryState.RECEIVED: _("Applied for"),
    InquiryState.INQUIRY: _("Inquiry runs"),
    InquiryState.NO_NEED: _("No need found, reporter not told yet"),
    InquiryState.TOLD: _("No need found, reporter told"),
    InquiryState.APPLIED: _("Application made to the public prosecutor"),
}
INQUIRY_ACTS: dict[str, Promise] = {
    InquiryAct.BEGIN: _("Begin the inquiry"),
    InquiryAct.APPLY: _("Note the application to the public prosecutor"),
    InquiryAct.FIND_NO_NEED: _("Note that no need was found"),
    InquiryAct.TELL: _("Note that the reporter was told"),
    InquiryAct.INSIST: _("The essential reporter insists: note the application"),
}
BRIDGE_HOLDERS: dict[str, Promise] = {
    BridgeHolder.POH_GGZ: _("Practice nurse for mental health (poh-ggz)"),
    BridgeHolder.WMO: _("Support from the municipality (Wmo)"),
    BridgeHolder.GP: _("The GP"),
    BridgeHolder.CLOSE_ONE: _("Somebody close, with somebody behind them"),
    BridgeHolder.OTHER: _("Another party"),
}
WAITS_FOR: dict[str, Promise] = {
    WaitsFor.GGZ: _("Waiting for mental health care"),
    WaitsFor.SHELTERED_LIVING: _("Waiting for sheltered living"),
    WaitsFor.ADDICTION_CARE: _("Waiting for addiction care"),
    WaitsFor.DISABILITY_CARE: _("Waiting for disability care"),
    WaitsFor.HOME: _("Waiting for a home"),
    WaitsFor.OTHER: _("Waiting for something else"),
}

# How these tables read for the person they are about.
OWN_FILE: dict[str, TableWords] = {
    "intake.InclusionCheck": TableWords(
        _("Whether this way of working suits you"),
        _("You were looked at with questions of the region. People decide, not the questions."),
        {
            "on": Field(_("On")),
            "set_name": Field(_("With which questions")),
            "set_version": Field(_("Version of the questions")),
            "note": Field(_("In words")),
            "decision": Field(_("Decision"), INCLUSIONS),
            "life_course": Field(_("Suits the life course approach")),
            "reason": Field(_("Why")),
            "decided_on": Field(_("Decided on")),
            "decided_by": Field(_("By")),
            **KEPT_FIELDS,
        },
        KEPT_LEFT_OUT,
    ),
    "intake.CriterionAnswer": TableWords(
        _("The questions and the answers"),
        _("Each question of the region with its answer and what it rests on."),
        {
            "question": Field(_("The question")),
            "answer": Field(_("Answer"), ANSWERS),
            "evidence": Field(_("What it rests on")),
        },
        {
            "check_of": "stands under its own heading",
            "position": "a number for the software, without meaning outside it",
            "code": "a number for the software, without meaning outside it",
        },
    ),
    "intake.Signal": TableWords(
        _("Signals about you"),
        _("That somebody reported something, and what they saw or heard."),
        {
            "kind": Field(_("What"), SIGNALS),
            "on": Field(_("On")),
            "source": Field(_("From")),
            "text": Field(_("In words")),
            **KEPT_FIELDS,
        },
        KEPT_LEFT_OUT,
    ),
    "intake.Report": TableWords(
        _("Reports about you at the report desk"),
        _("What somebody told the report desk about you, and what people decided about it."),
        {
            "kind": Field(_("What"), SIGNALS),
            "source": Field(_("From"), SOURCES),
            "received_at": Field(_("Received on")),
            "seen_on": Field(_("Seen on")),
            "subject_name": Field(_("About whom")),
            "subject_birth": Field(_("Birth date")),
            "subject_address": Field(_("Address")),
            "municipality": Field(_("Municipality")),
            "text": Field(_("In words")),
            "goal": Field(_("What who reported hoped for")),
            "partners": Field(_("Who was involved already")),
            "health": Field(_("Words about your health"), HEALTH_WORDS),
            "health_why": Field(_("Why they may stand there")),
            "health_at": Field(_("Looked at on")),
            "danger": Field(_("Danger now")),
            "crisis_found": Field(_("There was danger")),
            "crisis_what": Field(_("What was going on")),
            "crisis_112": Field(_("112 was called")),
            "crisis_opened_at": Field(_("Help was called since")),
            "reached_at": Field(_("The desk spoke with you on")),
            "crisis_called_at": Field(_("Acted on at once")),
            "crisis_note": Field(_("Who was called")),
            "priority": Field(_("How soon"), PRIORITIES),
            "state": Field(_("Where it stands"), REPORT_STATES),
            "talked_on": Field(_("Spoken with you on")),
            "talked_place": Field(_("Where")),
            "talked_by": Field(_("Spoken by")),
            "not_talked_why": Field(_("Why nobody spoke with you first")),
            "outcome": Field(_("Decision"), REPORT_OUTCOMES),
            "decided_at": Field(_("Decided on")),
            "decided_by": Field(_("By")),
            "reason": Field(_("Why")),
            "without_why": Field(_("Why not all three parties weighed")),
            "informed_on": Field(_("You were told on")),
            "not_informed_why": Field(_("Why you were not told first")),
            "handed_to": Field(_("Passed on to")),
            "closed_at": Field(_("Closed on")),
            "wipe_on": Field(_("The words go on")),
        },
        {
            "desk": "the desk is one for the region",
            "person": "it is the person's own file",
            "same_as": "another report about you stands under its own heading",
            "name_key": "the name, written for comparing",
            "address_key": "the address, written for comparing",
            "health_by": "a colleague of the desk at work",
            "crisis_there_by": "a term of the desk",
            "way": "by which way it came in is of the software",
            "reference": "a number of the reporter",
            "fingerprint": "a mark for the software, without meaning outside it",
            "reporter_user": "the reporter's own, who may stay unnamed (AVG 15 lid 4)",
            "reporter_organisation": "the reporter's own, who may stay unnamed (AVG 15 lid 4)",
            "reporter_name": "the reporter's own, who may stay unnamed (AVG 15 lid 4)",
            "reporter_contact": "the reporter's own, who may stay unnamed (AVG 15 lid 4)",
            "anonymous": "the reporter's own, who may stay unnamed (AVG 15 lid 4)",
            "crisis_called_by": "a colleague of the desk at work",
            "contact_by": "a term of the desk",
            "decide_by": "a term of the desk",
            "fed_back_at": "about the reporter",
            "fed_back_by": "about the reporter",
            "fed_back_how": "about the reporter",
            "feedback": "about the reporter, and without content",
            "wiped_at": "nothing is left then",
        },
    ),
    "intake.ReportWeighing": TableWords(
        _("How a report about you was weighed"),
        _("Three parties look at every report. This is what each of them thought."),
        {
            "party": Field(_("Who weighed"), PARTIES),
            "view": Field(_("What they thought"), PARTY_VIEWS),
            "reason": Field(_("Why")),
            "at": Field(_("On")),
            "replaced_at": Field(_("Thought otherwise from")),
        },
        {"report": "stands under its own heading", "by": "they weigh for their party, not for themselves"},
    ),
    "intake.ReportContact": TableWords(
        _("Whom the report desk spoke with"),
        _(
            "Before people decide about a report, the report desk calls or visits: you, the reporter, or somebody who knows you."
        ),
        {
            "whom": Field(_("With whom"), CONTACTS),
            "how": Field(_("Where or how")),
            "at": Field(_("On")),
            "reached": Field(_("Reached")),
            "what": Field(_("In words")),
        },
        {
            "report": "stands under its own heading",
            "who": "somebody else, who may stay unnamed (AVG 15 lid 4)",
            "by": "a colleague of the desk at work",
            "noted_at": "when it was typed",
        },
    ),
    "intake.WvggzInquiry": TableWords(
        _("Inquiry whether compulsory care is needed"),
        _(
            "The municipality looks within two weeks whether compulsory care is needed. A judge decides, not the municipality."
        ),
        {
            "state": Field(_("Where it stands"), INQUIRY_STATES),
            "received_on": Field(_("Asked on")),
            "until": Field(_("Ready at the latest on")),
            "done_by": Field(_("Done by")),
            "begun_on": Field(_("Begun on")),
            "found": Field(_("What was found")),
            "found_on": Field(_("Found on")),
            "applied_on": Field(_("Application made on")),
        },
        {
            "report": "stands under its own heading",
            "essential": "about the reporter",
            "told_on": "about the reporter",
            "insisted_on": "about the reporter",
            "changed_by": "a colleague of the desk at work",
        },
    ),
    "intake.ClientTalk": TableWords(
        _("Talks with you at the start"),
        _("Somebody speaks with you before anything is decided about you."),
        {
            "on": Field(_("On")),
            "place": Field(_("Where")),
            "spoken_by": Field(_("Spoken by")),
            "exception_why": Field(_("Why nobody spoke with you first")),
            **KEPT_FIELDS,
        },
        KEPT_LEFT_OUT,
    ),
    "intake.Bridge": TableWords(
        _("Who helps you while you wait"),
        _("Who is there for you until the help that you wait for begins."),
        {
            "waits_for": Field(_("For what"), WAITS_FOR),
            "holder": Field(_("Kind of help"), BRIDGE_HOLDERS),
            "holder_name": Field(_("Who")),
            "holder_organisation": Field(_("From which organisation")),
            "since": Field(_("Since")),
            "until": Field(_("Until")),
            "enough": Field(_("Is it enough")),
            "checked_on": Field(_("Looked at on")),
            "note": Field(_("In words")),
            **KEPT_FIELDS,
        },
        KEPT_LEFT_OUT,
    ),
}
