"""Code → words for matching: verdicts, reasons, rounds, decisions."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.matching.enums import (
    ClientGroup,
    DecisionOutcome,
    MatchingAlert,
    MissingStatus,
    NeedStatus,
    OptionKind,
    RefusalReason,
    Urgency,
    WhyResidential,
)
from samenhang.privacy.labels import Field, TableWords
from samenhang.supply.labels import SETTINGS

STATUSES: dict[str, Promise] = {
    NeedStatus.OPEN: _("Waits"),
    NeedStatus.PLACED: _("Has a place"),
    NeedStatus.WITHDRAWN: _("No longer waits"),
}
GROUPS: dict[str, Promise] = {
    ClientGroup.THUISZITTER: _("At home without care"),
    ClientGroup.YOUNG_ADULT: _("Young adults"),
    ClientGroup.PGB: _("Personal budget holders"),
    ClientGroup.RESIDENT_MISMATCH: _("Residents in the wrong place"),
    ClientGroup.FORENSIC_INFLOW: _("Inflow from forensic care"),
    ClientGroup.LIFE_COURSE: _("Life course approach"),
    ClientGroup.VOLUNTARY_RECOVERY: _("Recovering, voluntary"),
    ClientGroup.CIVIL_REVOLVING: _("Returning civil measures"),
}
URGENCIES: dict[str, Promise] = {
    Urgency.NORMAL: _("Can wait a little"),
    Urgency.SOON: _("Soon"),
    Urgency.URGENT: _("Urgent"),
}
WHY_RESIDENTIAL: dict[str, Promise] = {
    WhyResidential.CLIENT_WISH: _("Wish of the client"),
    WhyResidential.PUBLIC_SAFETY: _("Public safety"),
}
MISSING_STATUSES: dict[str, Promise] = {
    MissingStatus.IDEA: _("Idea"),
    MissingStatus.PREPARING: _("In preparation"),
    MissingStatus.AGREED: _("Agreed"),
    MissingStatus.REALISED: _("Realised"),
    MissingStatus.STOPPED: _("Stopped"),
}
REFUSALS: dict[str, Promise] = {
    RefusalReason.HISTORY_ONLY_ON_PAPER: _("History on paper"),
    RefusalReason.SECURITY_LEVEL: _("Security level"),
    RefusalReason.EXCLUSION_SUBSTANCE: _("Use of substances"),
    RefusalReason.EXCLUSION_ID: _("Intellectual disability"),
    RefusalReason.EXCLUSION_VIOLENCE: _("Violence in the past"),
    RefusalReason.EXCLUSION_FIRE: _("Fire setting in the past"),
    RefusalReason.NO_TITLE: _("No suitable title"),
    RefusalReason.NO_INDICATION: _("No indication"),
    RefusalReason.RESIDENCE: _("Residence"),
    RefusalReason.FULL: _("Full"),
    RefusalReason.PRODUCTION_NORM: _("Takes too many hours"),
    RefusalReason.GROUP_FIT: _("Does not fit the group"),
    RefusalReason.TEAM_AT_LIMIT: _("The team is at its limit"),
}
OUTCOMES: dict[str, Promise] = {
    DecisionOutcome.ACCEPTED: _("Proposal accepted"),
    DecisionOutcome.OTHER_PLACE: _("Another place"),
    DecisionOutcome.POSTPONED: _("Postponed"),
    DecisionOutcome.DECLINED: _("Declined"),
}
ALERTS: dict[str, Promise] = {
    MatchingAlert.PAPER_REFUSAL: _("Refused on paper, without being seen"),
    MatchingAlert.BOTTLENECK_LEGAL: _("A legal rule stands in the way"),
    MatchingAlert.RESIDENCE_CONFLICT: _("Residence against regional ties: talk about it, do not refuse"),
    MatchingAlert.RESIDENTIAL_WITHOUT_REASON: _("A residential form without a reason"),
    MatchingAlert.AMBULATORY_TEST_DUE: _("Time to test again whether ambulatory is possible"),
}
# Why a round proposes nothing for somebody (engine: allocation).
UNPLACED: dict[str, Promise] = {
    "NO_OPTION": _("No place fits, also not with what the table can arrange"),
    "CAPACITY": _("The places that fit go to others"),
    "REMEDY_LIMIT": _("What would make it fit is used up by others"),
    "REMEDY_BUDGET": _("What would make it fit costs more than is left"),
    "AT_MOST": _("The place takes no more people of this group"),
    "APART": _("Somebody is there from whom this person must stay apart"),
    "PAYER_BUDGET": _("The payer has too little left"),
    "OTHERS_FIRST": _("A place for this person would cost others more"),
}
# Why a criterion got its outcome (engine: fit).
REASONS: dict[str, Promise] = {
    "MEETS": _("is met"),
    "NOT_ACCEPTED": _("is not accepted here"),
    "EXCLUDED": _("is excluded here"),
    "TOO_LOW": _("is too low"),
    "TOO_HIGH": _("is too high"),
    "ITEMS_MISSING": _("is not offered here"),
    "NONE_PRESENT": _("what is asked is not there"),
    "MORE_THAN_ALLOWED": _("is more than is allowed"),
    "NOT_TRUE": _("is not so"),
    "NOT_FALSE": _("is so, and the rule asks that it is not"),
    "TOO_FAR": _("is too far away"),
    "FACT_MISSING": _("is not known yet"),
    "FACT_EXPIRED": _("is no longer valid"),
    "FACT_ENDS": _("ends too soon"),
    "FULL": _("is full"),
    "FULL_UNTIL": _("is full until a known date"),
    "CAPACITY_UNKNOWN": _("has not confirmed whether there is room"),
    "PLACE_CLOSES": _("closes"),
    "NO_CURRENT_PLACE": _("the person is nowhere, or at a place that is not in the register"),
}
VERDICTS: dict[str, Promise] = {
    "FITS": _("Fits"),
    "UNKNOWN": _("Unknown"),
    "DOES_NOT_FIT": _("Does not fit"),
}
# For the client, in plain words (B1): why a place is not possible now. By the fact that the criterion is about.
PLAIN_NO: dict[str, Promise] = {
    "CAPACITY": _("All places here are taken now."),
    "PLACE_CLOSES": _("This place is going to close."),
    "NO_CURRENT_PLACE": _("The place where you are now is not in our list of places."),
    "setting": _("You asked for another kind of place."),
    "individual": _("You would share this place with others, and you need a place of your own."),
    "unconditional": _("You need a place where you may always stay. This place does not promise that."),
    "location": _("It is further away than you want."),
    "residence_region": _("This place is for people from another municipality."),
    "security_needed": _("You need more security now than this place has."),
    "level": _("This place has more security than you need."),
    "titles": _("This place asks for a decision of a judge that you do not have."),
    "indications": _("This place asks for an indication that you do not have."),
    "id_shown_before_18": _("This place asks for proof from before you were 18."),
    "group_fit": _("People live in a group here. That does not suit you."),
    "age": _("This place is for people of another age."),
    "substance_use": _("This place has other rules about drugs and alcohol."),
    "fire_setting": _("This place has a rule about fire in the past."),
    "staff_assault": _("This place has a rule about violence in the past."),
    "sexual_offence": _("This place has a rule about sexual offences in the past."),
    "night_staff": _("Nobody is there at night, and you need that."),
    "two_staff": _("There are not enough people working here for the help that you need."),
    "wheelchair": _("You cannot get around here with a wheelchair."),
    "low_stimulus": _("It is too busy here for you."),
    "communication_support": _("The help with talking and understanding that you need is not there."),
    "treatments": _("The treatment that you need is not given here."),
    "problem_areas": _("This place has a rule about problems that people have."),
}
PLAIN_UNKNOWN = _("We do not know everything yet. We have to find out first: %(what)s.")
OPTION_KINDS: dict[str, Promise] = {
    OptionKind.PLACE: _("A place"),
    OptionKind.STAY: _("Staying, with help brought in"),
}
_WHOSE = {"person": "says whose fact it is; that stands on the first page"}
_INSIDE = "a number for the software, without meaning outside it"
# How these tables read for the person they are about.
OWN_FILE: dict[str, TableWords] = {
    "matching.CareNeed": TableWords(
        _("What you are looking for"),
        _("What a place to live must be like, and how soon."),
        {
            "status": Field(_("Where it stands"), STATUSES),
            "since": Field(_("Since")),
            "urgency": Field(_("How soon"), URGENCIES),
            "priority": Field(_("Order on the list: higher goes first")),
            "settings": Field(_("Ways of living that would do"), SETTINGS),
            "near": Field(_("Near")),
            "max_km": Field(_("At most this many kilometres away")),
            "individual": Field(_("A place of your own")),
            "unconditional": Field(_("A place that stays, whatever happens")),
            "treatments": Field(_("Treatment that is needed")),
            "groups": Field(_("Counted with"), GROUPS),
            "why_residential": Field(_("Why a place with care"), WHY_RESIDENTIAL),
            "why_residential_text": Field(_("In words")),
            "ambulatory_test_on": Field(_("Looked at again whether it can be done at home")),
        },
        {**_WHOSE, "version": _INSIDE},
    ),
    "matching.Refusal": TableWords(
        _("Places that said no"),
        _("Where you were refused, why, and whether they met you."),
        {
            "facility": Field(_("Where")),
            "place": Field(_("Place")),
            "organisation": Field(_("Organisation")),
            "refused_on": Field(_("On")),
            "reason": Field(_("Reason"), REFUSALS),
            "refused_by": Field(_("By whom")),
            "client_seen": Field(_("They met you")),
            "seen_on": Field(_("Met on")),
            "exception_reason": Field(_("Why they did not meet you")),
            "would_be_possible": Field(_("What would make it possible")),
            "ask_again_on": Field(_("Ask again on")),
            "consequence": Field(_("What came of it")),
        },
        {**_WHOSE, "criterion_key": _INSIDE},
    ),
    "matching.Proposal": TableWords(
        _("Places that were proposed"),
        _("What a computed round proposed to the table. The table decides, not the computer."),
        {
            "round": Field(_("Computed on"), say=lambda row: date_format(row.round.on, "j F Y")),
            "kind": Field(_("What"), OPTION_KINDS),
            "place": Field(_("Place")),
        },
        {
            **_WHOSE,
            "need": "stands under its own heading",
            "remedies": _INSIDE,
            "value": "compares whole rounds and says nothing about one person",
            "reasons": "codes about what others needed too",
        },
    ),
    "matching.PlacementDecision": TableWords(
        _("What the placement table decided"),
        _("Decisions of the table about a place for you."),
        {
            "outcome": Field(_("Decision"), OUTCOMES),
            "kind": Field(_("What"), OPTION_KINDS),
            "place": Field(_("Place")),
            "reason": Field(_("Why")),
            "decided_at": Field(_("Decided on")),
            "decided_by": Field(_("By")),
        },
        {
            **_WHOSE,
            "need": "stands under its own heading",
            "round": "stands under its own heading",
            "booking": _INSIDE,
            "remedies": _INSIDE,
        },
    ),
}
