"""What is possible, due or derived in talking together: day and facts are arguments (handbook 1.1, 4.4, R-02, R-12)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenhang.access.enums import CaseRole, Category, Regime
from samenhang.base.errors import Refused
from samenhang.base.working_days import next_working_day, recognised, working_day_after
from samenhang.conferences.enums import AgeBand, ConferenceState, PartyKind, PointKind, Rhythm, Step
from samenhang.engines.sharing import Purpose, Stage

RULE = "R-02"
RULE_VERSION = "2026-11"
FEEDBACK_WITHIN = timedelta(days=7)  # "the same week" (seed 001, section 3)
RECORD_WITHIN = 2  # working days
AD_HOC_AFTER = timedelta(hours=2)
LONGEST_MINUTES = 8 * 60
BACK = timedelta(days=31)  # what was talked about can still be written down after a month
AHEAD = timedelta(days=550)
CONSULTATION_WITHIN = 5  # working days
TALK = Category.APPOINTMENTS | Category.PLAN_GOALS

# The purposes for which a conference under a regime is held; "cooperation" is none of them (handbook 4.2 and 4.4).
PURPOSES_OF: dict[Regime, tuple[Purpose, ...]] = {
    Regime.CONSENT: (
        Purpose.CARE_COORDINATION,
        Purpose.PLACEMENT,
        Purpose.HANDOVER,
        Purpose.SUPPORT,
        Purpose.CRISIS,
        Purpose.HOUSING_MATCH,
        Purpose.FUNDING,
    ),
    Regime.WVGGZ: (Purpose.COMPULSORY_CARE, Purpose.CRISIS),
    Regime.WGS_ZVH: (Purpose.COMPLEX_CASE_SAFETY,),
}
STAGE_OF: dict[Regime, Stage] = {
    Regime.CONSENT: Stage.CONFERENCE_CONSENT,
    Regime.WVGGZ: Stage.CONFERENCE_WVGGZ,
    Regime.WGS_ZVH: Stage.ZVH_CASE,
}
# At which stages besides the conference itself something may be told for a purpose.
_ALSO_AT: dict[Purpose, tuple[Stage, ...]] = {
    Purpose.HANDOVER: (Stage.PLAN, Stage.HANDOVER),
    Purpose.CRISIS: (Stage.CRISIS,),
    Purpose.HOUSING_MATCH: (Stage.HOUSING_MATCH,),
    Purpose.FUNDING: (Stage.FUNDING,),
}
# Who takes part in the case and sits at a conference under a regime that is kept apart (handbook 4.4, W15 and R-19).
SEATS: dict[Regime, frozenset[CaseRole]] = {
    Regime.WVGGZ: frozenset(
        {
            CaseRole.CASE_DIRECTOR,
            CaseRole.DEPUTY_DIRECTOR,
            CaseRole.FILE_HOLDER,
            CaseRole.DEPUTY_FILE_HOLDER,
            CaseRole.LIFE_COURSE_COORDINATOR,
            CaseRole.TREATER,
            CaseRole.PROCESS_DIRECTOR,
        }
    ),
    Regime.WGS_ZVH: frozenset(
        {CaseRole.CASE_DIRECTOR, CaseRole.DEPUTY_DIRECTOR, CaseRole.TREATER, CaseRole.PROCESS_DIRECTOR}
    ),
}
# Kinds of organisation that the law names as participants of a care and safety house (WGS 2.27); the public ones decide.
WGS_PUBLIC = frozenset({"ZVH", "MUNICIPALITY", "POLICE", "GGD", "DJI"})
WGS_PRIVATE = frozenset({"PROBATION", "GGZ", "FORENSIC", "YOUTH", "SHELTERED", "SHELTER", "WMO_PROVIDER"})
OWN_SEATS = frozenset({PartyKind.CLIENT, PartyKind.REPRESENTATIVE})

# The course of a conference: what can be done from where, and where it leads (None: it stays where it is).
COURSE: dict[Step, tuple[frozenset[ConferenceState], ConferenceState | None]] = {
    Step.MOVE: (frozenset({ConferenceState.PLANNED}), None),
    Step.INVITE: (frozenset({ConferenceState.PLANNED}), None),
    Step.HOLD: (frozenset({ConferenceState.PLANNED}), ConferenceState.HELD),
    Step.WRITE: (frozenset({ConferenceState.PLANNED, ConferenceState.HELD}), None),
    Step.RECORD: (frozenset({ConferenceState.HELD}), ConferenceState.RECORDED),
    Step.REOPEN: (frozenset({ConferenceState.RECORDED}), ConferenceState.HELD),
    Step.FEED_BACK: (frozenset({ConferenceState.HELD, ConferenceState.RECORDED}), ConferenceState.FED_BACK),
    Step.CANCEL: (frozenset({ConferenceState.PLANNED}), ConferenceState.CANCELLED),
}
REFUSALS: dict[Step, str] = {
    Step.MOVE: "CONFERENCE_NOT_PLANNED",
    Step.INVITE: "CONFERENCE_NOT_PLANNED",
    Step.HOLD: "CONFERENCE_NOT_PLANNED",
    Step.WRITE: "CONFERENCE_WRITTEN",
    Step.RECORD: "CONFERENCE_NOT_HELD",
    Step.REOPEN: "CONFERENCE_NOT_RECORDED",
    Step.FEED_BACK: "CONFERENCE_NOT_RECORDED",
    Step.CANCEL: "CONFERENCE_NOT_PLANNED",
}


def possible(state: str, step: Step) -> bool:
    """Say whether this step can be taken from this state."""
    return state in COURSE[step][0]


def after(state: str, step: Step) -> ConferenceState:
    """The state after a step. Raises Refused with the reason of that step when it cannot be taken now."""
    allowed, leads = COURSE[step]
    if state not in allowed:
        raise Refused(REFUSALS[step])
    return leads or ConferenceState(state)


@dataclass(frozen=True)
class PartyFacts:
    """An invited party as the rules see it."""

    kind: PartyKind
    reason: str
    named: bool = True  # a colleague, an organisation or a name says who it is


def check_conference(
    *,
    purpose: str,
    regime: str,
    minutes: int,
    on: date,
    parties: Sequence[PartyFacts],
    why_no_client: str,
    today: date,
) -> None:
    """Raise Refused unless a conference has what rule R-02 asks: purpose, regime, a reason per party, the client or why not.

    Codes: PURPOSE_MISSING, PURPOSE_NOT_OF_REGIME, CONFERENCE_TOO_LONG, CONFERENCE_DAY, NOBODY_INVITED, PARTY_UNNAMED,
    PARTY_REASON_MISSING, CLIENT_MISSING.
    """
    if not purpose:
        raise Refused("PURPOSE_MISSING")
    if regime not in PURPOSES_OF or purpose not in PURPOSES_OF[Regime(regime)]:
        raise Refused("PURPOSE_NOT_OF_REGIME")
    check_moment(minutes=minutes, on=on, today=today)
    if not any(p.kind not in OWN_SEATS for p in parties):
        raise Refused("NOBODY_INVITED")
    for party in parties:
        check_party(party)
    check_client(parties, why_no_client)


def check_moment(*, minutes: int, on: date, today: date) -> None:
    """Raise Refused(CONFERENCE_TOO_LONG, CONFERENCE_DAY) for a length or a day that cannot be."""
    if not 5 <= minutes <= LONGEST_MINUTES:
        raise Refused("CONFERENCE_TOO_LONG")
    if not today - BACK <= on <= today + AHEAD:
        raise Refused("CONFERENCE_DAY")


def check_party(party: PartyFacts) -> None:
    """Raise Refused(PARTY_UNNAMED, PARTY_REASON_MISSING) for a party of whom it is not said who it is, or why they are needed."""
    if not party.named:
        raise Refused("PARTY_UNNAMED")
    if len(party.reason.strip()) < 3:
        raise Refused("PARTY_REASON_MISSING")


def check_client(parties: Iterable[PartyFacts], why_no_client: str) -> None:
    """Raise Refused(CLIENT_MISSING) unless the client or a representative is invited, or a reason says why not (R-02)."""
    if not any(p.kind in OWN_SEATS for p in parties) and len(why_no_client.strip()) < 10:
        raise Refused("CLIENT_MISSING")


def check_convener(regime: str, organisation_kind: str) -> None:
    """Raise Refused(WGS_CONVENER): under the WGS a public participant calls the others together (WGS 2.31 lid 2 and 4)."""
    if regime == Regime.WGS_ZVH and organisation_kind not in WGS_PUBLIC:
        raise Refused("WGS_CONVENER")


def named_by_law(regime: str, organisation_kind: str) -> bool:
    """Say whether the law of a talk names such an organisation as participant; others need a ground of their own (WGS 2.27)."""
    return regime == Regime.WGS_ZVH and organisation_kind in WGS_PUBLIC | WGS_PRIVATE


def stages(regime: str, purpose: str) -> tuple[Stage, ...]:
    """The stages at which the sharing rules are asked for a talk under a regime with a purpose."""
    return (STAGE_OF[Regime(regime)], *_ALSO_AT.get(Purpose(purpose), (Stage.PLAN,)))


def seat_opens(regime: str, role: str, reads: int, writes: int) -> tuple[Category, Category]:
    """What somebody who takes part in the case in this role may read and write of a conference kept apart; nothing without a seat."""
    if regime not in SEATS or role not in SEATS[Regime(regime)]:
        return Category(0), Category(0)
    return Category(reads) & TALK, Category(writes) & TALK


def feedback_due(held: date) -> date:
    """The last day on which the client hears what was talked about."""
    return held + FEEDBACK_WITHIN


def working_days_later(day: date, count: int) -> date:
    """The working day that comes so many working days after this one."""
    for _n in range(count):
        day = working_day_after(day)
    return day


def record_due(held: date) -> date:
    """The last day to write down what was agreed."""
    return working_days_later(held, RECORD_WITHIN)


def next_quarter_hour(moment: datetime) -> datetime:
    """The first quarter of an hour at or after a moment."""
    whole = moment.replace(second=0, microsecond=0)
    late = whole if whole == moment else whole + timedelta(minutes=1)
    return late + timedelta(minutes=-late.minute % 15)


def meetings(rhythm: str, first: date, *, since: date, count: int, gone: Collection[date] = ()) -> list[date]:
    """The next days on which a table meets, from ``since`` on.

    A day that falls on a holiday moves to the next working day; one that would then meet the following session falls away.
    Monthly and quarterly tables meet on the same weekday of the month as the first time, the fifth being the last.
    """
    found: list[date] = []
    for planned in _planned(rhythm, first):
        day = next_working_day(planned, recognised(planned.year)) if planned.weekday() < 5 else planned
        if day >= since and day not in found and day not in gone:
            found.append(day)
        if len(found) == count:
            break
    return found


def _planned(rhythm: str, first: date) -> Iterator[date]:
    if rhythm in {Rhythm.WEEKLY, Rhythm.FORTNIGHTLY}:
        step = timedelta(days=7 if rhythm == Rhythm.WEEKLY else 14)
        day = first
        while day.year < 2200:
            yield day
            day += step
        return
    months = 1 if rhythm == Rhythm.MONTHLY else 3
    nth = (first.day - 1) // 7
    year, month = first.year, first.month
    while year < 2200:
        yield _weekday_of_month(year, month, first.weekday(), nth)
        month += months
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1


def _weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date:
    start = date(year, month, 1)
    day = start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * nth)
    return day if day.month == month else day - timedelta(days=7)


BANDS: tuple[tuple[int, AgeBand], ...] = (
    (22, AgeBand.TO_22), (29, AgeBand.TO_29), (39, AgeBand.TO_39), (49, AgeBand.TO_49), (64, AgeBand.TO_64),
)  # fmt: skip


def age_band(age: int | None) -> AgeBand | None:
    """An age as a band that points at nobody; None when the age is unknown."""
    if age is None:
        return None
    return next((band for most, band in BANDS if age <= most), AgeBand.OLDER)


# Which lines belong to a conference and which to a moral deliberation, and which of them must say who and why.
CONFERENCE_POINTS = frozenset({PointKind.DECISION, PointKind.DISSENT})
ARGUMENTS = frozenset({PointKind.ARGUMENT_FOR, PointKind.ARGUMENT_AGAINST})
DELIBERATION_POINTS = frozenset({PointKind.VALUE, PointKind.OPTION}) | ARGUMENTS
SAYS_WHO = frozenset({PointKind.DISSENT, PointKind.VALUE})
SAYS_WHY = frozenset({PointKind.DECISION})


def check_point(kind: PointKind, *, text: str, who: str, why: str, has_option: bool) -> None:
    """Raise Refused(NOTHING_SAID, WHO_MISSING, REASON_MISSING, OPTION_MISSING) when a line does not say what it must."""
    if len(text.strip()) < 3:
        raise Refused("NOTHING_SAID")
    if kind in SAYS_WHO and not who.strip():
        raise Refused("WHO_MISSING")
    if kind in SAYS_WHY and len(why.strip()) < 3:
        raise Refused("REASON_MISSING")
    if kind in ARGUMENTS and not has_option:
        raise Refused("OPTION_MISSING")
