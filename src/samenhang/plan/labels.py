"""Code → words for the plan, and how its tables read for the person they are about."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samenhang.plan.enums import (
    ActionState,
    Answer,
    ApproachState,
    Conclusion,
    Doer,
    GoalState,
    LineKind,
    MeetingOutcome,
    Phase,
    PlanAlert,
    Security,
    SecurityState,
    SignalState,
    Signer,
    StepState,
    SupportDecision,
    SupporterAnswer,
    SupportKind,
)
from samenhang.privacy.labels import Field, TableWords

GOALS: dict[str, Promise] = {
    GoalState.OPEN: _("We are working on it"),
    GoalState.REACHED: _("Reached"),
    GoalState.LET_GO: _("Let go"),
}
ACTIONS: dict[str, Promise] = {
    ActionState.TODO: _("To do"),
    ActionState.DONE: pgettext_lazy("action", "Done"),
    ActionState.DROPPED: _("Not done after all"),
}
DOERS: dict[str, Promise] = {
    Doer.COLLEAGUE: _("A colleague"),
    Doer.ORGANISATION: _("An organisation"),
    Doer.CLIENT: _("The person themselves"),
    Doer.CLOSE_ONE: _("Somebody close"),
}
SECURITIES: dict[str, Promise] = {
    Security.INCOME: _("Income"),
    Security.HOUSING: _("A home"),
    Security.MEANING: _("Meaning"),
    Security.DAY_ACTIVITY: _("Day activity"),
}
SECURITY_STATES: dict[str, Promise] = {
    SecurityState.ARRANGED: _("Arranged"),
    SecurityState.NOT_ARRANGED: _("Not arranged"),
    SecurityState.UNKNOWN: _("Not known"),
}
APPROACHES: dict[str, Promise] = {
    ApproachState.PROPOSED: _("Proposed"),
    ApproachState.AGREED: _("Agreed"),
    ApproachState.REPLACED: _("Replaced"),
    ApproachState.REJECTED: _("Withdrawn"),
}
STEPS: dict[str, Promise] = {
    StepState.TO_COME: _("To come"),
    StepState.NOW: _("Here we are"),
    StepState.BEHIND: _("Behind us"),
}
SIGNERS: dict[str, Promise] = {
    Signer.ORGANISATION: _("Organisation"),
    Signer.CLIENT: _("The person themselves"),
    Signer.REPRESENTATIVE: _("Representative"),
    Signer.CLOSE_ONE: _("Somebody close"),
}
ASKED_ABOUT: dict[str, Promise] = {
    "version": _("A version of the plan"),
    "approach": _("The approach"),
    "signal_plan": _("The signalling plan"),
}
ABOUT: dict[str, Promise] = {
    "version": _("It is about the plan as it was put before everybody."),
    "approach": _("It is about the approach that is proposed."),
    "signals": _("It is about the signalling plan."),
}
ANSWERS: dict[str, Promise] = {Answer.AGREED: _("Agrees"), Answer.OBJECTED: _("Does not agree")}
CONCLUSIONS: dict[str, Promise] = {
    Conclusion.GO_ON: _("We go on like this"),
    Conclusion.ADJUST: _("We adjust the plan"),
    Conclusion.STEP_UP: _("More support is needed"),
    Conclusion.STEP_DOWN: _("Less support is possible"),
}
PHASES: dict[str, Promise] = {
    Phase.GREEN: _("Green: it goes well"),
    Phase.YELLOW: _("Yellow: tension"),
    Phase.ORANGE: _("Orange: it goes wrong"),
    Phase.RED: _("Red: crisis"),
    Phase.BLUE: _("Blue: recovering"),
}
PHASES_SHORT: dict[str, Promise] = {
    Phase.GREEN: pgettext_lazy("phase", "Green"),
    Phase.YELLOW: pgettext_lazy("phase", "Yellow"),
    Phase.ORANGE: pgettext_lazy("phase", "Orange"),
    Phase.RED: pgettext_lazy("phase", "Red"),
    Phase.BLUE: pgettext_lazy("phase", "Blue"),
}
LINES: dict[str, Promise] = {
    LineKind.SITUATION: _("What upsets me"),
    LineKind.SIGN: _("What you see"),
    LineKind.SELF: _("What I do"),
    LineKind.HELPER: _("What others do"),
    LineKind.DO_NOT: _("Do not"),
    LineKind.WORKS: _("What works"),
}
SIGNALS: dict[str, Promise] = {
    SignalState.DRAFT: _("In the making"),
    SignalState.SIGNED: _("In force"),
    SignalState.REPLACED: _("Replaced"),
}
SUPPORT: dict[str, Promise] = {
    SupportKind.EXTRA_HOURS: _("Extra hours"),
    SupportKind.FLEXIBLE_SUPPORT: _("Flexible support"),
    SupportKind.EXTRA_CARE_WLZ: _("Extra care (Wlz)"),
    SupportKind.CRISIS_TEAM: _("Crisis intervention team, for a while"),
}
SUPPORT_DECISIONS: dict[str, Promise] = {
    SupportDecision.GRANTED: _("Granted"),
    SupportDecision.PARTLY: _("Partly granted"),
    SupportDecision.REFUSED: _("Not granted"),
}
MEETINGS: dict[str, Promise] = {
    MeetingOutcome.CHOSEN: _("Chosen"),
    MeetingOutcome.NOT_CHOSEN: _("Not chosen"),
    MeetingOutcome.THINKING: _("Thinks about it"),
}
SUPPORTER_ANSWERS: dict[str, Promise] = {
    SupporterAnswer.ACCEPTED: _("Wants it"),
    SupporterAnswer.DECLINED: _("Does not want it"),
    SupporterAnswer.LATER: _("Perhaps later"),
}
NOT_CONCRETE: dict[str, Promise] = {
    "WISH": _("it hangs on nothing that the person wants"),
    "SEEN_BY": _("nobody can see yet when it is reached"),
    "BY": _("it has no date"),
    "ACTIONS": _("nobody does anything for it yet"),
}
SECTIONS: dict[str, Promise] = {
    "head": _("The way ahead"),
    "approach": _("Approach"),
    "route": _("Route"),
    "goals": _("Goals"),
    "actions": _("Who does what"),
    "securities": _("Securities"),
    "back_ups": _("When it goes wrong"),
    "parts": _("Own plans of organisations"),
    "tensions": _("Goals that pull apart"),
}
CHANGES: dict[str, tuple[str, Promise]] = {
    "NEW": ("positive", pgettext_lazy("comparison", "New")),
    "GONE": ("negative", pgettext_lazy("comparison", "Gone")),
    "CHANGED": ("warning", pgettext_lazy("comparison", "Changed")),
    "SAME": ("neutral", pgettext_lazy("comparison", "The same")),
}
ALERTS: dict[str, Promise] = {
    PlanAlert.NO_PLAN: _("No plan yet"),
    PlanAlert.TWO_PLANS: _("More than one plan in one household"),
    PlanAlert.PLAN_NOT_AGREED: _("Nobody was asked to agree with the plan"),
    PlanAlert.AGREEMENT_TO_GIVE: _("Your organisation is asked to agree"),
    PlanAlert.ACTION_OVERDUE: _("Agreed, and not done in time"),
    PlanAlert.ACTION_DUE: _("Agreed, to be done"),
    PlanAlert.ACTION_WITHOUT_OWNER: _("Agreed, and nobody does it"),
    PlanAlert.EVALUATION_OVERDUE: _("Evaluation missed"),
    PlanAlert.EVALUATION_DUE: _("Evaluation"),
    PlanAlert.SIGNAL_PLAN_REVIEW: _("Look at the signalling plan again"),
    PlanAlert.SIGNAL_RED: _("Somebody saw tension or crisis: act on it"),
    PlanAlert.NO_DAY_ACTIVITY: _("No day activity"),
    PlanAlert.SECURITY_MISSING: _("Something to live on is not arranged"),
    PlanAlert.NO_OUTFLOW_PERSPECTIVE: _("No perspective after this place"),
    PlanAlert.GOALS_PULL_APART: _("Two goals pull apart, and nothing is agreed"),
    PlanAlert.SUPPORT_TO_DECIDE: _("A request for support waits for a decision"),
    PlanAlert.DEVIATION_REVIEW_DUE: _("Look back on a deviation from protocol"),
    PlanAlert.ORGANISATION_PLAN_ENDS: _("The own plan of an organisation ends"),
}

# ---- for the person -------------------------------------------------------------------------------
_WHOSE = "says whose fact it is; that stands on the first page"
_INSIDE = "a number for the software, without meaning outside it"
_THIRD = "the name of somebody else"


def _plain(**fields: Promise) -> dict[str, Field]:
    return {name: Field(label) for name, label in fields.items()}


_PART = {"plan": _INSIDE, "person": _WHOSE, "lock": _INSIDE, "changed_at": _INSIDE, "changed_by": _THIRD}


def _say_lines(value: Any) -> str:
    """The words of a card or a version, one after the other."""
    if isinstance(value, dict):
        return "; ".join(t for v in value.values() if (t := _say_lines(v)))
    if isinstance(value, list):
        return "; ".join(t for v in value if (t := _say_lines(v)))
    return value if isinstance(value, str) else ""


OWN_FILE: dict[str, TableWords] = {
    "plan.Plan": TableWords(
        _("Your plan"),
        _("Where your plan goes."),
        _plain(
            started_on=_("Begun on"),
            future=_("What you want"),
            outflow=_("What comes after this"),
            outflow_place=_("Where you may live then"),
            outflow_on=_("From"),
            ended_on=_("Ended on"),
            ended_why=_("Why it ended"),
        ),
        {"person": _WHOSE, "household": _INSIDE, "agreed_number": _INSIDE, "lock": _INSIDE},
    ),
    "plan.Goal": TableWords(
        _("Goals in your plan"),
        _("What we work on together."),
        {
            **_plain(text=_("Goal"), wish=_("What you said about it"), seen_by=_("How we see that it is reached"), by=_("Before which day")),
            "state": Field(_("How it is going"), GOALS),
            "state_why": Field(_("Why")),
            "ended_on": Field(_("Taken out on")),
        },
        {**_PART, "domain": _INSIDE, "words": _INSIDE, "part": _INSIDE},
    ),
    "plan.Action": TableWords(
        _("Who does what for you"),
        _("What was agreed, by whom and before when."),
        {
            **_plain(text=_("What"), due=_("Before which day")),
            "doer": Field(_("Who"), DOERS),
            "user": Field(_("Colleague")),
            "organisation": Field(_("Organisation")),
            "who": Field(_("Name")),
            "state": Field(_("How it is going"), ACTIONS),
            "result": Field(_("What came of it")),
            "closed_on": Field(_("On")),
            "ended_on": Field(_("Taken out on")),
        },
        {**_PART, "goal": _INSIDE, "source": _INSIDE},
    ),
    "plan.Tension": TableWords(
        _("Goals that pull apart"),
        _("Where two goals do not go together, and what we agreed about it."),
        _plain(about=_("What"), agreed=_("What we agreed"), ended_on=_("Taken out on")),
        {**_PART, "one": _INSIDE, "other": _INSIDE},
    ),
    "plan.OrganisationPlan": TableWords(
        _("Plans of organisations"),
        _("Their own plans that belong to your plan."),
        _plain(
            organisation=_("Organisation"), title=_("What it is"), about=_("About"), contact=_("Whom to ask"), until=_("Last day"),
            ended_on=_("Taken out on"),
        ),
        _PART,
    ),
    "plan.SecurityCheck": TableWords(
        _("What you need to live on your own"),
        _("Whether income, a home, meaning and day activity are arranged."),
        {
            "kind": Field(_("What"), SECURITIES),
            "state": Field(_("Arranged?"), SECURITY_STATES),
            "note": Field(_("Remark")),
            "checked_on": Field(_("Looked at on")),
        },
        {**_PART, "ended_on": _INSIDE},
    ),
    "plan.BackUp": TableWords(
        _("When it goes wrong"),
        _("What we do then."),
        _plain(
            trigger=_("When"), what=_("What we do"), owner=_("Who"), tried_on=_("Tried on"), tried_how=_("How that went"),
            ended_on=_("Taken out on"),
        ),
        _PART,
    ),
    "plan.RouteStep": TableWords(
        _("Your way step by step"),
        _("The steps from now to what you want."),
        {
            **_plain(place=_("Step"), text=_("What"), about_when=_("About when"), ended_on=_("Taken out on")),
            "state": Field(_("Where we are"), STEPS),
        },
        _PART,
    ),
    "plan.Approach": TableWords(
        _("How everybody approaches you"),
        _("What was agreed, the same for everybody."),
        {
            **_plain(
                nearness=_("How near"), agreements=_("Clear agreements"), works=_("What works"), does_not_work=_("What does not work"),
                faces=_("Faces that stay"),
            ),
            "state": Field(_("State"), APPROACHES),
            "why": Field(_("Why")),
            "proposed_on": Field(_("Proposed on")),
            "decided_on": Field(_("Decided on")),
        },
        {"plan": _INSIDE, "person": _WHOSE, "asked": _INSIDE, "proposed_by": _THIRD},
    ),
    "plan.Evaluation": TableWords(
        _("Looking back together"),
        _("When we look whether the plan helps, and what we found."),
        {
            **_plain(
                due_on=_("Planned on"), held_on=_("Held on"), present=_("Who was there"), client_there=_("You were there"),
                client_says=_("What you said"), went_well=_("What went well"), went_less=_("What went less well"),
                learned=_("What we learned"), adjust=_("What we change"), back_up_tried=_("Plan for when it goes wrong looked at"),
            ),
            "conclusion": Field(_("Conclusion"), CONCLUSIONS),
            "moved_why": Field(_("Why it was moved")),
        },
        {"plan": _INSIDE, "person": _WHOSE, "held_by": _THIRD},
    ),
    "plan.PlanVersion": TableWords(
        _("Earlier versions of your plan"),
        _("Your plan as it was when everybody was asked to agree."),
        {
            **_plain(number=_("Version"), why=_("Why"), made_at=_("Made on")),
            "content": Field(_("What stood in it"), say=lambda row: _say_lines(row.content)),
        },
        {"plan": _INSIDE, "person": _WHOSE, "evaluation": _INSIDE, "made_by": _THIRD, "asked": _INSIDE},
    ),
    "plan.Signature": TableWords(
        _("Who agreed"),
        _("Who put their name to your plan, or said why not."),
        {
            "signer": Field(_("As"), SIGNERS),
            "organisation": Field(_("Organisation")),
            "name": Field(_("Name")),
            "answer": Field(_("Answer"), ANSWERS),
            "remark": Field(_("Remark")),
            "on": Field(_("On")),
        },
        {
            "person": _WHOSE, "kept_as": _INSIDE, "version": _INSIDE, "approach": _INSIDE, "signal_plan": _INSIDE,
            "under_lock": _INSIDE, "noted_by": _THIRD,
        },
    ),
    "plan.SignalPlan": TableWords(
        _("Your signalling plan"),
        _("What helps when tension grows. It is yours."),
        {
            **_plain(
                number=_("Version"), question=_("Who you are and what you want"), made_with=_("Made together with"), places=_("Where it holds"),
                made_on=_("Made on"), review_on=_("Looked at again on"), signed_on=_("Signed on"),
            ),
            "state": Field(_("State"), SIGNALS),
        },
        {"person": _WHOSE, "asked": _INSIDE, "lock": _INSIDE},
    ),
    "plan.SignalLine": TableWords(
        _("What stands in your signalling plan"),
        _("Per colour: what others see, what you do, what others do."),
        {
            "phase": Field(_("Colour"), PHASES),
            "kind": Field(_("What it is"), LINES),
            "text": Field(_("What")),
            "who": Field(_("Who")),
            "within_minutes": Field(_("Within how many minutes")),
        },
        {"signal_plan": _INSIDE, "person": _WHOSE},
    ),
    "plan.CallStep": TableWords(
        _("Whom to call"),
        _("In this order, when it goes wrong."),
        _plain(place=_("Order"), name=_("Name"), phone=_("Phone"), hours=_("When"), knows_client=_("Knows you")),
        {"signal_plan": _INSIDE, "person": _WHOSE},
    ),
    "plan.SignalObservation": TableWords(
        _("How it went with you"),
        _("Which colour somebody saw, and what was done."),
        {
            "phase": Field(_("Colour"), PHASES),
            "seen_at": Field(_("When")),
            "seen_by": Field(_("By")),
            "signs": Field(_("What was seen")),
            "react_by": Field(_("To be done before")),
            "reacted_at": Field(_("Done on")),
            "reaction": Field(_("What was done")),
        },
        {"person": _WHOSE, "noted_by": _THIRD},
    ),
    "plan.CrisisCard": TableWords(
        _("Your crisis card"),
        _("One page for when it goes wrong."),
        {
            **_plain(number=_("Version"), made_on=_("Made on"), review_on=_("Looked at again on"), replaced_on=_("Replaced on")),
            "content": Field(_("What stands on it"), say=lambda row: _say_lines(row.content)),
        },
        {"person": _WHOSE},
    ),
    "plan.SupportRequest": TableWords(
        _("Extra support that was asked"),
        _("What was asked for you on top, and the answer."),
        {
            "kind": Field(_("What"), SUPPORT),
            **_plain(hours=_("Hours a week"), start=_("From"), end=_("Last day"), why=_("Why"), asked_for=_("By organisation"),
                     asked_of=_("Asked of"), asked_at=_("Asked on"), decide_by=_("Answer before")),
            "decision": Field(_("Answer"), SUPPORT_DECISIONS),
            **_plain(reason=_("Reason"), decided_at=_("Answered on"), granted_hours=_("Hours granted"), granted_until=_("Granted until"), budget=_("Budget asked"), granted_budget=_("Budget granted"), result=_("What it brought"), result_on=_("Looked back on it on")),
        },
        {"person": _WHOSE, "asked_by": _THIRD, "decided_by": _THIRD},
    ),
    "plan.ProtocolDeviation": TableWords(
        _("When we did not follow the usual rules"),
        _("What we did instead for you, why, and who stood behind it."),
        _plain(
            protocol=_("Usual rule"), instead=_("What we did instead"), why=_("Why"), risk=_("How the risk was weighed"),
            consulted=_("Who was asked"), backed_by=_("Who stands behind it"), backed_as=_("Function"), backed_on=_("Since"),
            start=_("From"), review_on=_("Looked back on"), reviewed_on=_("Looked back on, done"), outcome=_("What we found"),
        ),
        {"person": _WHOSE, "noted_by": _THIRD},
    ),
    "plan.MatchMeeting": TableWords(
        _("Conversations to choose a case manager"),
        _("With whom you talked, and whom you chose."),
        {
            "candidate": Field(_("With")),
            "organisation": Field(_("Organisation")),
            "talked_on": Field(_("On")),
            "client_says": Field(_("What you said")),
            "outcome": Field(_("What you chose"), MEETINGS),
        },
        {"person": _WHOSE, "noted_by": _THIRD},
    ),
    "plan.IndependentSupport": TableWords(
        _("Somebody who supports only you"),
        _("Independent client support: whether it was offered, and what you said."),
        {
            "offered_on": Field(_("Offered on")),
            "answer": Field(_("What you said"), SUPPORTER_ANSWERS),
            "supporter": Field(_("Name")),
            "organisation": Field(_("Organisation")),
            "remark": Field(_("Remark")),
        },
        {"person": _WHOSE, "offered_by": _THIRD},
    ),
}  # fmt: skip
