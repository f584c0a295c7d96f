"""The report desk: states, terms, whose turn it is, and what a decision needs. It never decides about a person by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenhang.base.errors import Refused
from samenhang.base.machines import Machine, moves
from samenhang.base.names import fold, words_of
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
    SameBy,
)
from samenhang.intake.rules.inclusion import CASE_WORDS_LENGTH, E33_TIMES, health_words

# Handbook 6.4: within which time somebody has been in touch with the person, and when the outcome is there.
CONTACT_WITHIN: dict[ReportPriority, timedelta] = {
    ReportPriority.URGENT: timedelta(hours=24),
    ReportPriority.SOON: timedelta(days=5),
    ReportPriority.NORMAL: timedelta(days=14),
}
DECIDE_WORKING_DAYS = 5
# Wvggz 5:2: the inquiry and the application both end within fourteen days after the report.
INQUIRY_DAYS = 14
# What the police and others hand in is told in full; a longer text is a file, and belongs elsewhere.
REPORT_LENGTH = 8_000
# What who reports hopes for, and who is involved already (row 16).
SUBMISSION_LENGTH = 400
# Handbook 4.8: what led to nothing is gone after six weeks, the other reports after a year; a count stays.
KEPT_WITHOUT_GROUND = timedelta(weeks=6)
KEPT = timedelta(days=365)
YOUNG_UNTIL = 18  # years; under it the early help of the municipality is a route of its own

_KEY = 420

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
GOES_ON = frozenset(
    {Outcome.START_HELP, Outcome.EARLY_HELP, Outcome.OGGZ_CASE, Outcome.WVGGZ_REPORT, Outcome.ZVH_REPORT}
)
OPENS_CASE = frozenset({Outcome.START_HELP, Outcome.OGGZ_CASE, Outcome.ZVH_REPORT})
# With these the words that the desk wrote for it go into a case; a flag to help that is there has none.
TELLS_CASE = OPENS_CASE | {Outcome.WVGGZ_REPORT, Outcome.REENTRY}
_SUITS: dict[PartyView, frozenset[Outcome]] = {
    PartyView.HELP_PRESENT: frozenset({Outcome.FORWARD_TO_HELP, Outcome.REENTRY}),
    PartyView.CAN_BE_ARRANGED: frozenset({Outcome.START_HELP, Outcome.EARLY_HELP, Outcome.REENTRY}),
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
class About:
    """What a report says of the person it is about, as it is compared: the words of the name, the birth date, the address."""

    name: str = ""
    birth: date | None = None
    address: str = ""


def about(name: str, birth: date | None, address: str) -> About:
    """What a report says of a person, without capitals, accents, *mevrouw* and *van der*.

    >>> about("Dhr. Zonnedauw", None, "Lange Wal  12")
    About(name='zonnedauw', birth=None, address='lange wal 12')
    """
    return About(" ".join(words_of(name))[:_KEY], birth, fold(address)[:_KEY])


def same_by(one: About, other: About) -> tuple[SameBy, ...]:
    """In what two reports are equal, when that is reason for people to look whether they are about one person; empty otherwise.

    Equal or not, nothing in between and nothing added up. Two birth dates that differ are two people, unless name and address are
    both the same; two names that differ at one address are two who live there.
    """
    found = []
    if one.name and one.name == other.name:
        found.append(SameBy.NAME)
    if one.birth is not None and one.birth == other.birth:
        found.append(SameBy.BIRTH_DATE)
    if one.address and one.address == other.address:
        found.append(SameBy.ADDRESS)
    if one.birth and other.birth and one.birth != other.birth and len(found) < 2:
        return ()
    if one.name and other.name and one.name != other.name and SameBy.BIRTH_DATE not in found:
        return ()
    return tuple(found)


@dataclass(frozen=True)
class Counted:
    """A report as it is counted: which report it was joined with, who it is about, and what it says of them."""

    id: int
    same_as: int | None
    person: int | None
    name: str
    birth: date | None


def repeated_reports(shown: Iterable[Counted], recent: Iterable[Counted]) -> dict[int, int]:
    """For each report that is shown how many reports of the last ninety days are about the same person; only from three on (R-15).

    Light signals count as E33 reports do: it is the pattern that people look at. Together count: what people joined, who is known to be the same, and the same name with the same birth date.
    It asks people to look together. It never leads to a measure by itself.
    """
    shown, recent = list(shown), list(recent)
    parent: dict[tuple[object, ...], tuple[object, ...]] = {}

    def top(key: tuple[object, ...]) -> tuple[object, ...]:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for row in (*shown, *recent):
        for key in _marks(row):
            parent[top(key)] = top(_group(row))
    count = Counter(top(_group(row)) for row in {r.id: r for r in recent}.values())
    often = {row.id: count[top(_group(row))] for row in shown}
    return {pk: n for pk, n in often.items() if n >= E33_TIMES}


def _group(row: Counted) -> tuple[object, ...]:
    return ("joined", row.same_as or row.id)


def _marks(row: Counted) -> list[tuple[object, ...]]:
    marks: list[tuple[object, ...]] = [("person", row.person)] if row.person else []
    # without a birth date a name says little: it counts only while nobody knows who it is
    if row.name and (row.birth is not None or row.person is None):
        marks.append(("named", row.name, row.birth))
    return marks


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
    same_as: int | None = None  # the report that is about the same person
    somebody_else: bool = False  # looked at the reports that are alike: this is about another person
    into_case: str | None = None  # what the case is told; None is the words of the report, when they are short


def check_decision(
    new: Decision,
    *,
    weighed: Collection[Party],
    danger: bool,
    crisis_called: bool,
    health_open: bool = False,
    birth: date | None = None,
    today: date,
) -> None:
    """Raise the first thing that is missing. Three parties, or why not; nobody's paper decides about somebody unseen.

    Refused: CRISIS_FIRST, HEALTH_WORDS_FIRST, REASON_MISSING, PARTY_MISSING, TALK_INCOMPLETE, IN_THE_FUTURE, NOT_YOUNG, KNOWN_NOWHERE,
    CLIENT_NOT_SPOKEN, INFORM_FIRST.
    """
    if danger and not crisis_called:
        raise Refused("CRISIS_FIRST")
    if health_open:
        raise Refused("HEALTH_WORDS_FIRST")
    if not new.reason.strip():
        raise Refused("REASON_MISSING")
    if set(Party) - set(weighed) and not new.without_why.strip():
        raise Refused("PARTY_MISSING")
    if new.talked_on is not None and not (new.talked_place.strip() and new.talked_by.strip()):
        raise Refused("TALK_INCOMPLETE")
    if any(day is not None and day > today for day in (new.talked_on, new.informed_on)):
        raise Refused("IN_THE_FUTURE")
    if new.outcome == Outcome.EARLY_HELP:
        _check_young(new, birth, today)
    if new.outcome in GOES_ON:
        if new.talked_on is None and not new.not_talked_why.strip():
            raise Refused("CLIENT_NOT_SPOKEN")
        if new.informed_on is None and not new.not_informed_why.strip():
            raise Refused("INFORM_FIRST")


def is_young(birth: date, on: date) -> bool:
    """Whether somebody is under eighteen on a day.

    >>> is_young(date(2008, 11, 23), date(2026, 11, 22)), is_young(date(2008, 11, 22), date(2026, 11, 22))
    (True, False)
    """
    return (on.year, on.month, on.day) < (birth.year + YOUNG_UNTIL, birth.month, birth.day)


def _check_young(new: Decision, birth: date | None, today: date) -> None:
    """Early help is for who is under eighteen, and somebody there takes it up (document 002, section Toeleiding)."""
    if birth is not None and not is_young(birth, today):
        raise Refused("NOT_YOUNG")
    if not new.handed_to.strip():
        raise Refused("KNOWN_NOWHERE")


def check_report(text: str) -> None:
    """Raise Refused(TEXT_MISSING) or Refused(REPORT_TOO_LONG). Words about health are no reason to refuse a report: they are weighed."""
    if not text.strip():
        raise Refused("TEXT_MISSING")
    if len(text) > REPORT_LENGTH:
        raise Refused("REPORT_TOO_LONG")


def words_for_case(new: Decision, *, text: str, health_kept: bool) -> str:
    """What a case is told of a report: no more than it needs (handbook 4.3, D17).

    Raises Refused: CASE_WORDS_MISSING, CASE_WORDS_TOO_LONG, and GUESS_ABOUT_ILLNESS for words about health that nobody kept with a reason.
    """
    found = text if new.into_case is None else new.into_case.strip()
    if not found:
        raise Refused("CASE_WORDS_MISSING")
    if len(found) > CASE_WORDS_LENGTH:
        raise Refused("CASE_WORDS_TOO_LONG")
    if health_words(found) and not health_kept:
        raise Refused("GUESS_ABOUT_ILLNESS")
    return found


@dataclass(frozen=True)
class CrisisNote:
    """What was done at once: whether there is danger, who was called or looked, what is going on for who comes, and since when."""

    danger: bool
    note: str
    what: str = ""
    called_at: datetime | None = None
    called_112: bool = False


def crisis_key(report_id: int, person_id: int) -> str:
    """How the key begins of what colleagues are told when danger in a report leads to a crisis about this person."""
    return f"crisis:report:{report_id}:{person_id}:"


def check_crisis(new: CrisisNote, now: datetime) -> None:
    """Raise Refused: REASON_MISSING without who was called or looked, TEXT_MISSING without what is going on, IN_THE_FUTURE."""
    if not new.note.strip():
        raise Refused("REASON_MISSING")
    if new.danger and not new.what.strip():
        raise Refused("TEXT_MISSING")
    if new.called_at is not None and new.called_at > now:
        raise Refused("IN_THE_FUTURE")
