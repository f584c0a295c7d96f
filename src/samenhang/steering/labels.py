"""Code → words of bottlenecks, of the route and of agreed room."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.privacy.labels.table_words import WHOSE, Field, TableWords
from samenhang.steering.enums import (
    Answer,
    BottleneckClass,
    BottleneckState,
    Domain,
    Effect,
    Influence,
    Law,
    Level,
    Measure,
    QuestionKind,
    QuestionState,
    RoomBasis,
    RuleOwner,
    Scale,
    Source,
    Station,
    SteeringAlert,
    Theme,
    Within,
)

CLASSES: dict[str, Promise] = {
    BottleneckClass.LEGAL: _("Legal"),
    BottleneckClass.FINANCIAL: _("Financial"),
    BottleneckClass.ORGANISATIONAL: _("Organisational"),
}
LEVELS: dict[str, Promise] = {
    Level.PERSON: _("One person"),
    Level.ORGANISATION: _("Municipality or organisation"),
    Level.SYSTEM: _("Law or system"),
}
WITHIN: dict[str, Promise] = {
    Within.NOT_ASKED: _("Not looked at yet"),
    Within.YES: _("Yes, within the rules that there are"),
    Within.NO: _("No, the rules do not allow it"),
}
OWNERS: dict[str, Promise] = {
    RuleOwner.ORGANISATION: _("An organisation itself"),
    RuleOwner.REGION: _("The region"),
    RuleOwner.MUNICIPALITY: _("A municipality"),
    RuleOwner.CARE_OFFICE: _("The care office"),
    RuleOwner.INSURER: _("A health insurer"),
    RuleOwner.DJI: _("The custodial institutions agency (DJI)"),
    RuleOwner.CIZ: _("The care assessment centre (CIZ)"),
    RuleOwner.NZA: _("The healthcare authority (NZa)"),
    RuleOwner.VWS: _("The ministry of health (VWS)"),
    RuleOwner.JENV: _("The ministry of justice (JenV)"),
}
INFLUENCES: dict[str, Promise] = {
    Influence.CONTROL: _("We can change it ourselves"),
    Influence.INFLUENCE: _("We can move who decides"),
    Influence.CONCERN: _("We can only put it on the agenda"),
}
LAWS: dict[str, Promise] = {
    Law.WFZ: _("Forensic care (Wfz)"),
    Law.WVGGZ: _("Compulsory mental health care (Wvggz)"),
    Law.WZD: _("Care and compulsion (Wzd)"),
    Law.WLZ: _("Long-term care (Wlz)"),
    Law.ZVW: _("Health insurance (Zvw)"),
    Law.WMO: _("Social support (Wmo)"),
    Law.YOUTH: _("Youth act"),
    Law.PARTICIPATION: _("Participation act"),
    Law.HOUSING: _("Housing and rent"),
    Law.PRIVACY: _("Privacy and professional secrecy"),
}
DOMAINS: dict[str, Promise] = {
    Domain.FORENSIC: _("Forensic care"),
    Domain.MENTAL_HEALTH: _("Mental health care"),
    Domain.ADDICTION: _("Addiction care"),
    Domain.DISABILITY: _("Disability care"),
    Domain.SOCIAL: _("Social domain"),
    Domain.HOUSING: _("Housing"),
    Domain.SAFETY: _("Police and justice"),
    Domain.INCOME: _("Income and debts"),
}
STATIONS: dict[str, Promise] = {
    Station.CASE_TABLE: _("Case table"),
    Station.FUNDERS: _("Working group of funders"),
    Station.STEERING: _("Steering group"),
    Station.NATIONAL: _("National agenda"),
}
STATES: dict[str, Promise] = {
    BottleneckState.OPEN: _("In the case"),
    BottleneckState.ASKED: _("Waits for an answer"),
    BottleneckState.ANSWERED: _("Answered"),
    BottleneckState.SOLVED: _("Solved"),
    BottleneckState.SET_ASIDE: _("Set aside"),
}
STATE_TONES: dict[str, str] = {
    BottleneckState.OPEN: "neutral",
    BottleneckState.ASKED: "info",
    BottleneckState.ANSWERED: "accent",
    BottleneckState.SOLVED: "positive",
    BottleneckState.SET_ASIDE: "neutral",
}
SOURCES: dict[str, Promise] = {
    Source.VERDICT: _("From what fits"),
    Source.REFUSAL: _("From a refusal"),
    Source.HANDOVER: _("From a handover"),
    Source.BRIDGE: _("From a bridge that does not carry"),
    Source.CASE: _("From the case itself"),
}
KINDS: dict[str, Promise] = {
    QuestionKind.DECISION: _("A decision"),
    QuestionKind.BREAKTHROUGH: _("A breakthrough: everything is stuck"),
}
QUESTION_STATES: dict[str, Promise] = {
    QuestionState.WAITING: _("Waits for an answer"),
    QuestionState.ANSWERED: _("Answered"),
    QuestionState.MOVED_UP: _("Moved up"),
    QuestionState.WITHDRAWN: _("Taken back"),
}
QUESTION_TONES: dict[str, str] = {
    QuestionState.WAITING: "info",
    QuestionState.ANSWERED: "positive",
    QuestionState.MOVED_UP: "warning",
    QuestionState.WITHDRAWN: "neutral",
}
ANSWERS: dict[str, Promise] = {
    Answer.WITHIN_RULES: _("It can be done within the rules"),
    Answer.ROOM: _("Yes: room was agreed"),
    Answer.MONEY: _("Yes: there is money for it"),
    Answer.SUPPLY: _("Yes: a place is made or adapted"),
    Answer.EXPERTISE: _("Yes: expertise comes to the person"),
    Answer.UP: _("This belongs at the next table"),
    Answer.NO: _("No"),
}
ANSWER_TONES: dict[str, str] = {
    Answer.WITHIN_RULES: "positive",
    Answer.ROOM: "positive",
    Answer.MONEY: "positive",
    Answer.SUPPLY: "positive",
    Answer.EXPERTISE: "positive",
    Answer.UP: "warning",
    Answer.NO: "negative",
}
EFFECTS: dict[str, Promise] = {
    Effect.HELPS: _("It helps"),
    Effect.PARTLY: _("It helps in part"),
    Effect.NOT: _("It does not help"),
}
EFFECT_TONES: dict[str, str] = {Effect.HELPS: "positive", Effect.PARTLY: "warning", Effect.NOT: "negative"}
SCALES: dict[str, Promise] = {
    Scale.INCIDENTAL: _("Incidental"),
    Scale.STRUCTURAL: _("Structural"),
}
MEASURES: dict[str, Promise] = {
    Measure.MUNICIPALITIES: _("Measure 4: working with municipalities"),
    Measure.CAPACITY: _("Measure 9: enough places at every security level"),
    Measure.TO_WLZ: _("Measure 11: on to regular long-term care"),
}
THEMES: dict[str, Promise] = {
    Theme.PREVENTION: _("Prevention: crisis, leaving home, extra care"),
    Theme.ACCESS: _("Prevention: finding the way to care"),
    Theme.NETWORK: _("Support of the person and those close to them"),
    Theme.FINANCE: _("Money"),
    Theme.HOUSING: _("Housing"),
    Theme.EXPERTISE: _("Expertise"),
    Theme.NEW_FORMS: _("New forms of care"),
}
BASES: dict[str, Promise] = {
    RoomBasis.INTERPRETATION: _("How the rule is read"),
    RoomBasis.HARDSHIP: _("A hardship clause or exception in the law"),
    RoomBasis.AGREEMENT: _("An agreement between parties"),
    RoomBasis.EXPERIMENT: _("Room to experiment"),
}
ALERTS: dict[str, Promise] = {
    SteeringAlert.QUESTION_WAITS: _("A question waits for your table"),
    SteeringAlert.QUESTION_OVERDUE: _("A question to your table was not answered in time"),
    SteeringAlert.NEXT_DATE_PASSED: _("A bottleneck of yours: the date has come, say what is next"),
    SteeringAlert.ANSWER_TO_HEAR: _("An answer came: say what it brings for this person"),
    SteeringAlert.ROOM_TO_EVALUATE: _("Look back on agreed room"),
    SteeringAlert.ROOM_ENDS: _("Agreed room ends soon"),
}
OWN_FILE: dict[str, TableWords] = {
    "steering.BottleneckCase": TableWords(
        _("What stands in your way, and whom we asked"),
        _(
            "A rule, money or a lack of places stood in your way. We asked who can change that. Your name was not given."
        ),
        {
            "bottleneck": Field(_("What stands in the way")),
            "source": Field(_("What showed it"), SOURCES),
            "place": Field(_("At which place")),
            "added_on": Field(_("Since")),
            "added_by": Field(_("By")),
            "ended_on": Field(_("Until")),
            "ended_why": Field(_("Why it is over")),
        },
        {"person": WHOSE},
    ),
    "steering.Heard": TableWords(
        _("What the answer brought you"),
        _("When an answer came, whoever coordinates your help wrote down what it means for you."),
        {
            "question": Field(_("Which answer")),
            "effect": Field(_("What it brings"), EFFECTS),
            "words": Field(_("In words")),
            "on": Field(_("Written down on")),
            "by": Field(_("By")),
        },
        {"person": WHOSE},
    ),
    "steering.PackagePlacement": TableWords(
        _("What would give you a place"),
        _("We computed which rules, money and help would give more people a place. Nothing was decided by it."),
        {
            "study": Field(_("Computed on")),
            "point": Field(_("In which package")),
            "gains": Field(_("Whether you would have a place")),
            "place": Field(_("Which place")),
        },
        {"person": WHOSE},
    ),
    "steering.RoomUse": TableWords(
        _("An exception that was made for you"),
        _("There are rules that did not fit you. It was agreed that it may go another way."),
        {
            "room": Field(_("What was agreed")),
            "start": Field(_("From")),
            "words": Field(_("In words")),
            "by": Field(_("By")),
            "ended_on": Field(_("Until")),
        },
        {"person": WHOSE},
    ),
}
