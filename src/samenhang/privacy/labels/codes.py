"""Code → words for consent, rights, notices, retention and what a home needs."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.privacy.enums import (
    ConsentState,
    DestructionState,
    Duty,
    GivenBy,
    GivenHow,
    HousingNeed,
    HumanDecision,
    NoticeKind,
    Programme,
    RequestKind,
    RequestOutcome,
    ToldHow,
    WeighingGround,
)

GIVEN_HOW: dict[str, Promise] = {
    GivenHow.SPOKEN: _("Spoken"),
    GivenHow.SIGNED: _("Signed on paper"),
    GivenHow.PORTAL: _("In the portal"),
}
GIVEN_BY: dict[str, Promise] = {
    GivenBy.CLIENT: _("The person themselves"),
    GivenBy.REPRESENTATIVE: _("The representative"),
}
CONSENT_STATES: dict[str, tuple[Promise, str]] = {
    ConsentState.ASKED: (_("Asked, no answer yet"), "warning"),
    ConsentState.RUNNING: (_("Given"), "positive"),
    ConsentState.REFUSED: (_("Said no"), "neutral"),
    ConsentState.WITHDRAWN: (_("Withdrawn"), "negative"),
    ConsentState.LAPSED: (_("Ran out"), "neutral"),
}
HUMAN_DECISIONS: dict[str, Promise] = {
    HumanDecision.SHARED: _("Shared"),
    HumanDecision.NOT_SHARED: _("Not shared"),
}
WEIGHING_GROUNDS: dict[str, Promise] = {
    WeighingGround.GOOD_CARE: _("Good care asks for it"),
    WeighingGround.LAW: _("A law obliges or permits it"),
    WeighingGround.DUTY_CONFLICT: _("A conflict of duties"),
}
WEIGHING_QUESTIONS: dict[str, Promise] = {
    "danger": _("What is the concrete danger, and for whom?"),
    "how_soon": _("How soon?"),
    "asked_consent": _("Did you ask for consent: when, and what was the answer? Or why was that not possible?"),
    "alternatives": _("Which ways without breaking secrecy did you weigh, and why do they not do?"),
    "why_it_helps": _("Why will this information, with this receiver, very probably prevent or limit the harm?"),
    "minimum": _("What is the least that is needed?"),
    "consulted": _("With whom did you consult?"),
    "tell_client": _("When and how is the client told? If not yet: why?"),
}
NOTICES: dict[str, Promise] = {
    NoticeKind.SHARED: _("Something was shared"),
    NoticeKind.EMERGENCY: _("Opened in an emergency"),
    NoticeKind.ANSWER: _("An answer"),
}
TOLD_HOW: dict[str, Promise] = {
    ToldHow.IN_PERSON: _("In a conversation"),
    ToldHow.PHONE: _("By phone"),
    ToldHow.LETTER: _("By letter"),
    ToldHow.PORTAL: _("Read in the portal"),
}
REQUESTS: dict[str, Promise] = {
    RequestKind.INSIGHT: _("See what is kept"),
    RequestKind.CORRECTION: _("Correct something"),
    RequestKind.OBJECTION: _("Object to sharing"),
    RequestKind.DESTRUCTION: _("Have something destroyed"),
}
OUTCOMES: dict[str, Promise] = {
    RequestOutcome.GRANTED: _("Done as asked"),
    RequestOutcome.PARTLY: _("Done in part"),
    RequestOutcome.DECLINED: _("Not done"),
}
HOME_NEEDS: dict[str, Promise] = {
    HousingNeed.LOW_STIMULUS: _("Few stimuli around"),
    HousingNeed.CORNER_OR_END_UNIT: _("Corner house or end of a row"),
    HousingNeed.NO_SHARED_STAIR: _("No shared staircase"),
    HousingNeed.GROUND_FLOOR: _("Ground floor"),
    HousingNeed.SOUND_INSULATION: _("Good sound insulation"),
    HousingNeed.ROBUST_MATERIALS: _("Sturdy materials"),
    HousingNeed.DISTANCE_TO_NEIGHBOURS: _("Distance to neighbours"),
    HousingNeed.NEAR_SUPPORT: _("Support nearby"),
    HousingNeed.NOT_IN_AREA: _("Not in certain areas"),
    HousingNeed.NO_GROUP: _("Not in a group"),
    HousingNeed.PET_ALLOWED: _("Pets allowed"),
    HousingNeed.OUTDOOR_SPACE: _("A place outdoors"),
    HousingNeed.SAFE_ACCESS_FOR_STAFF: _("Safe access for support staff"),
    HousingNeed.SMALL_SCALE: _("Small scale"),
    HousingNeed.SECOND_EXIT: _("A second exit"),
}
PROGRAMMES: dict[str, Promise] = {
    Programme.LIFE_COURSE: _("Life course approach"),
    Programme.TOP_X: _("Top X approach"),
    Programme.MDA: _("Multidisciplinary approach (MDA++)"),
    Programme.PERSONAL_APPROACH: _("Personal approach (PGA)"),
    Programme.ZVH: _("Care and safety house"),
    Programme.OGGZ: _("Public mental health network"),
    Programme.FACT: _("FACT team"),
    Programme.CRISIS_TEAM: _("Crisis intervention team"),
    Programme.PRO: _("Problem solving consultation (PRO)"),
}
DUTIES: dict[str, Promise] = {
    Duty.TELL_THE_PERSON: _("Tell the person what was shared"),
    Duty.ANSWER_A_REQUEST: _("Answer what the person asked"),
    Duty.CONSENT_RUNS_OUT: _("A consent runs out: ask again, or let it end"),
    Duty.LOOK_AT_HOME_NEEDS: _("Look again at what the home needs"),
    Duty.SECOND_LOOK: _("Look at the weighing of a colleague"),
}
DESTRUCTION_STATES: dict[str, tuple[Promise, str]] = {
    DestructionState.PROPOSED: (_("Waits for a decision"), "warning"),
    DestructionState.APPROVED: (_("Approved"), "info"),
    DestructionState.CARRIED_OUT: (_("Destroyed"), "positive"),
    DestructionState.REJECTED: (_("Rejected"), "neutral"),
}
