"""The report desk: states, terms, whose turn it is, and what a decision needs. It never decides about a person by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.base.working_days import working_day_after
from samenhang.intake.enums import (
    InquiryAct,
    InquiryState,
    Outcome,
    Party,
    PartyView,
    ReportAct,
    ReportPriority,
    ReportState,
)

# Handbook 6.4: within which time somebody has been in touch with the person, and when the outcome is there.
CONTACT_WITHIN: dict[ReportPriority, timedelta] = {
    ReportPriority.URGENT: timedelta(hours=24),
    ReportPriority.SOON: timedelta(days=5),
    ReportPriority.NORMAL: timedelta(days=14),
}
DECIDE_WORKING_DAYS = 5
# Wvggz 5:2: the inquiry and the application both end within fourteen days after the report.
INQUIRY_DAYS = 14
# Handbook 4.8: what led to nothing is gone after six weeks, the other reports after a year; a count stays.
KEPT_WITHOUT_GROUND = timedelta(weeks=6)
KEPT = timedelta(days=365)

REPORT = Machine(
    "Report",
    ReportState.RECEIVED,
    moves(
        (
            (ReportAct.WEIGH, (ReportState.RECEIVED, ReportState.WEIGHING), ReportState.WEIGHING),
            (ReportAct.DECIDE, (ReportState.WEIGHING,), ReportState.DECIDED),
            (ReportAct.FEED_BACK, (ReportState.DECIDED,), ReportState.FED_BACK),
            (ReportAct.CLOSE, (ReportState.FED_BACK,), ReportState.CLOSED),
        )
    ),
    frozenset({ReportState.CLOSED}),
)
INQUIRY = Machine(
    "Inquiry after a report for compulsory care",
    InquiryState.RECEIVED,
    moves(
        (
            (InquiryAct.BEGIN, (InquiryState.RECEIVED,), InquiryState.INQUIRY),
            (InquiryAct.APPLY, (InquiryState.INQUIRY,), InquiryState.APPLIED),
            (InquiryAct.FIND_NO_NEED, (InquiryState.INQUIRY,), InquiryState.NO_NEED),
            (InquiryAct.TELL, (InquiryState.NO_NEED,), InquiryState.TOLD),
            (InquiryAct.INSIST, (InquiryState.NO_NEED, InquiryState.TOLD), InquiryState.APPLIED),
        )
    ),
    frozenset({InquiryState.TOLD, InquiryState.APPLIED}),
)
OPEN_STATES = (ReportState.RECEIVED, ReportState.WEIGHING)

# For which party somebody weighs follows from where they work (seed 001, section 3).
PARTY_OF_KIND: dict[str, Party] = {
    "GGD": Party.SOCIAL_NURSE,
    "GGZ": Party.PSYCHIATRIC_NURSE,
    "ADDICTION": Party.PSYCHIATRIC_NURSE,
    "DISABILITY": Party.DISABILITY_CARE,
}
# With these the case goes on: the client was seen and spoken, and was told beforehand (rows 16 and 18).
GOES_ON = frozenset({Outcome.START_HELP, Outcome.OGGZ_CASE, Outcome.WVGGZ_REPORT, Outcome.ZVH_REPORT})
OPENS_CASE = frozenset({Outcome.START_HELP, Outcome.OGGZ_CASE, Outcome.ZVH_REPORT})
_SUITS: dict[PartyView, frozenset[Outcome]] = {
    PartyView.HELP_PRESENT: frozenset({Outcome.FORWARD_TO_HELP, Outcome.REENTRY}),
    PartyView.CAN_BE_ARRANGED: frozenset({Outcome.START_HELP, Outcome.REENTRY}),
    PartyView.FOR_NETWORK: frozenset({Outcome.OGGZ_CASE, Outcome.WVGGZ_REPORT, Outcome.ZVH_REPORT, Outcome.REENTRY}),
    PartyView.NO_GROUND: frozenset({Outcome.CLOSE_WITH_FEEDBACK}),
}


def contact_by(received_at: datetime, priority: ReportPriority) -> datetime:
    """Until when somebody has been in touch with the person."""
    return received_at + CONTACT_WITHIN[priority]


def decide_by(received_on: date) -> date:
    """The fifth working day after the report: then there is an outcome."""
    day = received_on
    for _ in range(DECIDE_WORKING_DAYS):
        day = working_day_after(day)
    return day


def inquiry_until(received_on: date) -> date:
    """The last day of the inquiry after a report for compulsory care (Wvggz 5:2)."""
    return received_on + timedelta(days=INQUIRY_DAYS)


def wipe_on(outcome: str, closed_on: date) -> date:
    """The day on which the content of a closed report goes; that there was one stays, as a number."""
    return closed_on + (KEPT_WITHOUT_GROUND if outcome == Outcome.CLOSE_WITH_FEEDBACK else KEPT)


def party_of(kind: str) -> Party:
    """For which party somebody of such an organisation weighs. Raises Refused(NOT_A_PARTY) for any other."""
    if kind not in PARTY_OF_KIND:
        raise Refused("NOT_A_PARTY")
    return PARTY_OF_KIND[kind]


def dissent(views: Mapping[Party, PartyView], outcome: str) -> list[Party]:
    """The parties whose own view leads elsewhere than what was decided; it stays visible with the decision."""
    return [party for party, view in views.items() if outcome not in _SUITS[view]]


def disagree(views: Iterable[PartyView]) -> bool:
    """Say whether the parties see different things; then they talk before they decide."""
    return len(set(views)) > 1


@dataclass(frozen=True)
class Decision:
    """What people decided, why, and what must have happened before it counts."""

    outcome: Outcome
    reason: str
    without_why: str = ""  # why it is decided without one of the three parties
    informed_on: date | None = None
    not_informed_why: str = ""
    talked_on: date | None = None
    talked_place: str = ""
    talked_by: str = ""
    not_talked_why: str = ""
    handed_to: str = ""  # an organisation and a person there
    coordinator_id: int | None = None


def check_decision(
    new: Decision, *, weighed: Collection[Party], danger: bool, crisis_called: bool, today: date
) -> None:
    """Raise the first thing that is missing. Three parties, or why not; nobody's paper decides about somebody unseen.

    Refused: CRISIS_FIRST, REASON_MISSING, PARTY_MISSING, TALK_INCOMPLETE, IN_THE_FUTURE, CLIENT_NOT_SPOKEN, INFORM_FIRST.
    """
    if danger and not crisis_called:
        raise Refused("CRISIS_FIRST")
    if not new.reason.strip():
        raise Refused("REASON_MISSING")
    if set(Party) - set(weighed) and not new.without_why.strip():
        raise Refused("PARTY_MISSING")
    if new.talked_on is not None and not (new.talked_place.strip() and new.talked_by.strip()):
        raise Refused("TALK_INCOMPLETE")
    if any(day is not None and day > today for day in (new.talked_on, new.informed_on)):
        raise Refused("IN_THE_FUTURE")
    if new.outcome in GOES_ON:
        if new.talked_on is None and not new.not_talked_why.strip():
            raise Refused("CLIENT_NOT_SPOKEN")
        if new.informed_on is None and not new.not_informed_why.strip():
            raise Refused("INFORM_FIRST")
