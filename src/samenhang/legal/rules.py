"""The clocks of titles: when a title ends at the latest, what keeps it alive, and what must happen before.

Plain functions on facts; the day is always passed in. Handbook 2.0: the start day is not counted, the term ends at the
end of the day with the same number (HR 22 January 2021); three-day terms move to the next working day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from samenhang.base.machines import Machine, moves
from samenhang.base.working_days import (
    last_working_day,
    next_working_day,
    recognised,
    working_day_after,
    working_days_after,
)
from samenhang.legal.catalogue import (
    ADULT_AGE,
    ADULT_LEADS,
    FREE_CHECK,
    KINDS,
    LEVELS,
    PRE_CM_EXAM_HOURS,
    REINDICATION_DAYS,
    RENEWALS,
    SUSPENDED_BY_ADMISSION,
    SUSPENDING,
    YA_ADMISSION_MONTHS,
    YA_AGE,
    YA_LEAD,
    YA_NOTICE_DAYS,
    Lead,
)
from samenhang.legal.enums import (
    Duty,
    DutyAct,
    DutyState,
    FollowonOutcome,
    Party,
    Reach,
    TitleAct,
    TitleAlert,
    TitleCode,
    TitleDomain,
    TitleStatus,
)

SUCCESSOR_WINDOW_DAYS = 90
# A title whose renewal has a clock of its own says what must be done, and by whom, until the next level of R-05 has come.
RENEWABLE_WINDOW_DAYS = 42

S, A = TitleStatus, TitleAct
# Two of its moves are made by time and not by anybody: LOSE (not carried out in time) and LAPSE (the end passed while a request waits).
TITLE_MACHINE = Machine(
    "Legal title",
    S.REQUESTED,
    moves(
        (
            (A.GRANT, (S.REQUESTED,), S.GRANTED),
            (A.REFUSE, (S.REQUESTED,), S.REFUSED),
            (A.WITHDRAW, (S.REQUESTED, S.GRANTED), S.WITHDRAWN),
            (A.EXECUTE, (S.GRANTED,), S.IN_FORCE),
            (A.LOSE, (S.GRANTED,), S.ENDED),
            (A.FILE_FOLLOWON, (S.IN_FORCE,), S.IN_FORCE),
            (A.FILE_FOLLOWON, (S.SUSPENDED,), S.SUSPENDED),
            (A.DECIDE_FOLLOWON, (S.IN_FORCE,), S.IN_FORCE),
            (A.REFUSE_FOLLOWON, (S.IN_FORCE,), S.IN_FORCE),
            (A.ADMIT, (S.IN_FORCE,), S.IN_FORCE),
            (A.CHECK_CONNECTING_CARE, (S.IN_FORCE,), S.IN_FORCE),
            (A.SUSPEND, (S.IN_FORCE,), S.SUSPENDED),
            (A.RESUME, (S.SUSPENDED,), S.IN_FORCE),
            (A.LAPSE, (S.IN_FORCE,), S.LAPSED_PENDING_DECISION),
            (A.DECIDE_FOLLOWON, (S.LAPSED_PENDING_DECISION,), S.ENDED),
            (A.REFUSE_FOLLOWON, (S.LAPSED_PENDING_DECISION,), S.ENDED),
            (A.END, (S.IN_FORCE, S.SUSPENDED, S.LAPSED_PENDING_DECISION), S.ENDED),
        )
    ),
    frozenset({S.ENDED, S.REFUSED, S.WITHDRAWN}),
)
DUTY_MACHINE = Machine(
    "What must be arranged before a title ends",
    DutyState.OPEN,
    moves(
        (
            (DutyAct.ASSIGN, (DutyState.OPEN,), DutyState.OPEN),
            (DutyAct.ARRANGE, (DutyState.OPEN,), DutyState.ARRANGED),
            (DutyAct.SET_ASIDE, (DutyState.OPEN,), DutyState.NOT_NEEDED),
            (DutyAct.REOPEN, (DutyState.ARRANGED, DutyState.NOT_NEEDED), DutyState.OPEN),
        )
    ),
    frozenset({DutyState.ARRANGED, DutyState.NOT_NEEDED}),
)


@dataclass(frozen=True)
class TitleFacts:
    """What a clock needs to know of a title; ``end`` is the first day on which it no longer holds (None: open)."""

    code: TitleCode
    start: date
    end: date | None
    followon_filed_on: date | None = None
    decided_on: date | None = None  # the follow-on request was decided
    status: TitleStatus = TitleStatus.IN_FORCE
    outcome: FollowonOutcome | None = None
    with_admission: bool = False
    admitted_on: date | None = None  # admission of a young adult who did not keep the conditions
    connecting_checked_on: date | None = None  # Wfz 2.5: asked whether care must follow, and answered

    @property
    def last_day(self) -> date | None:
        """The last day on which the title holds."""
        return None if self.end is None else self.end - timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """Something that a clock asks for: which alert, from which day, until when, by whom."""

    alert: TitleAlert
    code: TitleCode
    on: date
    until: date | None
    last_day: date | None
    owner: Party
    hard: bool


def add_months(day: date, months: int) -> date:
    """The day with the same number so many months later, or the last day of that month when it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, min(day.day, 28))


def latest_last_day(
    code: TitleCode, start: date, *, holidays: Collection[date] = (), birth_date: date | None = None
) -> date | None:
    """The last day on which a title of this kind that started on ``start`` can hold; None when it has no fixed term.

    A conditional authorisation for young adults ends at the latest the day before the 23rd birthday (Wzd 28ab). A term of
    hours is over by the end of the next day; :func:`hours_until` gives its moment.
    """
    term = KINDS[code].term
    if term is None:
        return None
    last = add_months(start, term.months) + timedelta(days=term.days + (1 if term.hours else 0))
    if term.shifts:
        last = next_working_day(last, holidays)
    if code == TitleCode.WZD_VM_YA and birth_date is not None:
        last = min(last, add_months(birth_date, YA_AGE * 12) - timedelta(days=1))
    return last


def hours_until(began_at: datetime, exam_at: datetime | None = None) -> datetime:
    """When compulsory care before a crisis measure must be over: 18 hours, and 12 from the start of the examination (Wvggz 7:3)."""
    until = began_at + timedelta(hours=_pre_cm_hours())
    return until if exam_at is None else min(until, exam_at + timedelta(hours=PRE_CM_EXAM_HOURS))


def _pre_cm_hours() -> int:
    term = KINDS[TitleCode.WVGGZ_PRE_CM].term
    return term.hours if term else 0


def longer_than_allowed(title: TitleFacts, *, birth_date: date | None = None) -> bool:
    """Say whether a title was recorded longer than the longest term of its kind: a reason to look, never a judgement."""
    longest = KINDS[title.code].longest
    if longest is not None:
        latest: date | None = add_months(title.start, longest.months) + timedelta(days=longest.days)
    else:
        latest = latest_last_day(title.code, title.start, holidays=recognised(title.start.year), birth_date=birth_date)
    return latest is not None and title.last_day is not None and title.last_day > latest


def decision_due(code: TitleCode, filed_on: date) -> date | None:
    """The last day for the judge to decide about a follow-on request, where the law gives days for it (Wvggz 7:8; Wzd 39 lid 1)."""
    kind = KINDS[code]
    if kind.decided_within is None:
        return None
    if kind.working:
        return working_days_after(
            filed_on, kind.decided_within + 1
        )  # three working days from the day after the request
    return next_working_day(filed_on + timedelta(days=kind.decided_within), recognised(filed_on.year))


def state_on(title: TitleFacts, today: date) -> TitleStatus:
    """Where the title stands today; a request that was filed in time keeps it alive until the decision (Wvggz 6:6)."""
    last = title.last_day
    if title.status in {TitleStatus.REQUESTED, TitleStatus.REFUSED, TitleStatus.WITHDRAWN}:
        return title.status
    if title.status == TitleStatus.SUSPENDED:
        return TitleStatus.SUSPENDED if last is None or today <= last else TitleStatus.ENDED
    if today < title.start:
        return TitleStatus.GRANTED
    if title.status == TitleStatus.GRANTED:
        return TitleStatus.ENDED if _lost(title, today) or (last is not None and today > last) else TitleStatus.GRANTED
    if last is None or today <= last:
        return TitleStatus.IN_FORCE
    if title.status != TitleStatus.ENDED and filed_in_time(title) and not _decided(title, today):
        pending = KINDS[title.code].pending_days
        if pending is None or today <= title.start + timedelta(days=pending):
            return TitleStatus.LAPSED_PENDING_DECISION
    return TitleStatus.ENDED


def _lost(title: TitleFacts, today: date) -> bool:
    """An authorisation that was not carried out in time can no longer be (Wzd 39 lid 7)."""
    days = KINDS[title.code].lost_after
    return days is not None and today > title.start + timedelta(days=days)


def _decided(title: TitleFacts, today: date) -> bool:
    return title.decided_on is not None and today >= title.decided_on


def filed_in_time(title: TitleFacts) -> bool:
    """Say whether the follow-on request was filed early enough to keep the title alive."""
    needed = KINDS[title.code].followon_days
    if title.followon_filed_on is None or needed is None or title.last_day is None:
        return False
    return title.followon_filed_on <= title.last_day - timedelta(days=needed)


def clock(title: TitleFacts, *, birth_date: date | None = None, settled: Collection[Duty] = ()) -> list[Due]:
    """Everything this title's clock asks for, in the order of time. A filed follow-on request stops the renewal ones.

    ``settled`` is what was arranged or is not needed: an alert that only asked for that is silent.
    """
    found = [
        due for lead in KINDS[title.code].leads if not _answered(lead, title, settled) for due in _due(lead, title)
    ]
    found += _of_young_adult(title, birth_date)
    found += _of_release(title, settled)
    return sorted(found, key=lambda due: (due.on, due.alert))


def _answered(lead: Lead, title: TitleFacts, settled: Collection[Duty]) -> bool:
    if lead.alert in RENEWALS and title.followon_filed_on:
        return True
    if lead.alert == TitleAlert.WFZ25_DUE and title.connecting_checked_on:
        return True
    if lead.executes and title.status != TitleStatus.GRANTED:
        return True
    return bool(lead.answered_by) and set(lead.answered_by) <= set(settled)


def _due(lead: Lead, title: TitleFacts) -> list[Due]:
    last = title.last_day
    if lead.after_start:
        on = title.start + timedelta(days=lead.days)
        until = title.start + timedelta(days=lead.until) if lead.until else last
        if lead.until_working_day:
            until = working_day_after(on)
    elif last is not None:
        on = max(title.start, last - timedelta(days=lead.days))
        until = last - timedelta(days=lead.until) if lead.until else last
    else:
        return []
    return [Due(lead.alert, title.code, on, until, last, lead.owner, lead.hard)]


def _of_young_adult(title: TitleFacts, birth_date: date | None) -> list[Due]:
    """The 23rd birthday ends an authorisation for young adults, and an admission under it lasts six months at most (Wzd 28ac)."""
    if title.code != TitleCode.WZD_VM_YA:
        return []
    found, owner, last = [], Party.CARE_RESPONSIBLE, title.last_day
    if birth_date is not None and not title.followon_filed_on:
        birthday = add_months(birth_date, YA_AGE * 12)
        if last is None or last >= birthday - timedelta(days=YA_LEAD):
            found.append(
                Due(
                    TitleAlert.YA_BIRTHDAY_T180,
                    title.code,
                    birthday - timedelta(days=YA_LEAD),
                    birthday,
                    last,
                    owner,
                    False,
                )
            )
    if title.admitted_on is not None:
        notice = title.admitted_on + timedelta(days=YA_NOTICE_DAYS)
        found.append(Due(TitleAlert.YA_NOTICE, title.code, title.admitted_on, notice, last, owner, True))
        until = admission_until(title)
        if until is not None:
            found.append(
                Due(
                    TitleAlert.YA_ADMISSION_ENDS,
                    title.code,
                    max(title.admitted_on, until - timedelta(days=14)),
                    until,
                    last,
                    owner,
                    True,
                )
            )
    return found


def admission_until(title: TitleFacts) -> date | None:
    """The last day of an admission under an authorisation for young adults: its remaining term, six months at most (Wzd 28ac)."""
    if title.admitted_on is None:
        return None
    six = add_months(title.admitted_on, YA_ADMISSION_MONTHS)
    return six if title.last_day is None else min(six, title.last_day)


def _of_release(title: TitleFacts, settled: Collection[Duty]) -> list[Due]:
    """On the last working day before somebody goes out: bed, medication, telephone, general practitioner (handbook 2.6)."""
    last = title.last_day
    if last is None or not (KINDS[title.code].stays or title.with_admission):
        return []
    missing = [d for d in FREE_CHECK if d not in settled]
    on, found = max(title.start, free_check_on(last)), []
    if missing:
        found.append(Due(TitleAlert.FREE_CHECK, title.code, on, on, last, Party.SENDER_TEAM, False))
    if not {Duty.FREE_BED, Duty.PLACE} & set(settled):
        found.append(Due(TitleAlert.TO_THE_STREET, title.code, on, last, last, Party.SENDER_TEAM, True))
    return found


def free_check_on(last_day: date) -> date:
    """The working day before noon of which is asked whether somebody who goes out has a bed: the last one not after the end."""
    return last_working_day(last_day)


def birthdays(birth_date: date | None, today: date, days: int = 0) -> list[Due]:
    """What the 18th birthday asks for, from two years before it (handbook 2.6): the latest that has begun, or comes within so many days."""
    if birth_date is None:
        return []
    birthday = add_months(birth_date, ADULT_AGE * 12)
    if today >= birthday:
        return []
    found = [
        Due(alert, TitleCode.YOUTH, birthday - timedelta(days=ahead), birthday, birthday, Party.YOUTH_DIRECTOR, False)
        for alert, ahead in ADULT_LEADS
    ]
    begun = [due for due in found if due.on <= today]
    return begun[-1:] + [due for due in found if today < due.on <= today + timedelta(days=days)]


def due_on(
    title: TitleFacts, today: date, *, birth_date: date | None = None, settled: Collection[Duty] = ()
) -> list[Due]:
    """What the clock of a title that holds today asks for now: begun, and neither over nor answered."""
    state = state_on(title, today)
    if state not in {TitleStatus.IN_FORCE, TitleStatus.LAPSED_PENDING_DECISION, TitleStatus.GRANTED}:
        return []
    return [
        due
        for due in clock(title, birth_date=birth_date, settled=settled)
        if due.on <= today
        and (due.until is None or today <= due.until)
        and (state != TitleStatus.GRANTED or _before_it_runs(due))
    ]


def _before_it_runs(due: Due) -> bool:
    """What is asked of a title that was granted and not yet carried out."""
    return due.alert in {TitleAlert.EXECUTE_CM, TitleAlert.EXECUTE_ZM, TitleAlert.EXECUTE_RM}


def upcoming(
    title: TitleFacts,
    today: date,
    days: int = 90,
    *,
    birth_date: date | None = None,
    settled: Collection[Duty] = (),
) -> list[Due]:
    """What the clock asks for within so many days, not yet begun."""
    if state_on(title, today) != TitleStatus.IN_FORCE:
        return []
    return [
        due
        for due in clock(title, birth_date=birth_date, settled=settled)
        if today < due.on <= today + timedelta(days=days)
    ]


def has_successor(title: TitleFacts, titles: Sequence[TitleFacts]) -> bool:
    """Say whether another title holds on the day after the last one, or no other is needed (open end)."""
    if title.end is None:
        return True
    return any(
        other is not title
        and other.status not in _NEVER_HELD
        and other.start <= title.end
        and (other.end is None or other.end > title.end)
        for other in titles
    )


_NEVER_HELD = frozenset({TitleStatus.REQUESTED, TitleStatus.REFUSED, TitleStatus.WITHDRAWN})


def is_uncovered(title: TitleFacts, titles: Sequence[TitleFacts], today: date) -> bool:
    """Say whether a title that holds today ends while nothing follows and no request that was filed in time waits (R-05)."""
    return (
        KINDS[title.code].domain != TitleDomain.VOLUNTARY
        and title.last_day is not None
        and title.status not in {*_NEVER_HELD, TitleStatus.SUSPENDED}
        and title.start <= today <= title.last_day
        and not (filed_in_time(title) and title.outcome != FollowonOutcome.REFUSED)
        and not has_successor(title, titles)
    )


def ends_without_successor(
    titles: Sequence[TitleFacts], today: date, within_days: int | None = None
) -> list[TitleFacts]:
    """Titles that hold today, end soon and have no successor yet: the most dangerous day (R-05).

    Soon is :func:`successor_window` for each of them, or the same number of days for all when ``within_days`` is given.
    """
    return [
        t
        for t in titles
        if t.last_day is not None
        and t.last_day <= today + timedelta(days=successor_window(t) if within_days is None else within_days)
        and is_uncovered(t, titles, today)
    ]


def successor_window(title: TitleFacts) -> int:
    """How many days before the last day it is said that nothing follows.

    Ninety; forty-two for a title that is renewed on request while nothing was filed, because the clock of its renewal asks until
    then. What was filed silences that clock, so that a refusal or a request that came too late counts from ninety again.
    """
    if title.followon_filed_on is not None:
        return SUCCESSOR_WINDOW_DAYS
    leads = (lead for lead in KINDS[title.code].leads if not lead.after_start)
    return RENEWABLE_WINDOW_DAYS if any(lead.alert in RENEWALS for lead in leads) else SUCCESSOR_WINDOW_DAYS


def suspended(titles: Sequence[TitleFacts], today: date) -> list[TitleFacts]:
    """The same titles, those suspended that an authorisation with admission puts aside today (Wvggz 1:1 lid 3-4)."""
    held = {TitleStatus.IN_FORCE, TitleStatus.LAPSED_PENDING_DECISION}
    admitting = [t for t in titles if t.code in SUSPENDING and t.with_admission and state_on(t, today) in held]
    return [
        replace(t, status=TitleStatus.SUSPENDED)
        if t.code in SUSPENDED_BY_ADMISSION
        and state_on(t, today) in held
        and any(a.start >= t.start for a in admitting)
        else t
        for t in titles
    ]


def level(last_day: date, today: date) -> tuple[int, Reach] | None:
    """The level of R-05 that has come: how many days before the end, and how far it is told. None before the first and after the end.

    Only the present one: whoever records a title late, or slept through some nights, is not told what has passed.
    """
    left = (last_day - today).days
    found = [entry for entry in LEVELS if left <= entry[0]]
    return found[-1] if left >= 0 and found else None


@dataclass(frozen=True)
class ToArrange:
    """Something that must be arranged before a title ends: until when, by whom, and whether it is red."""

    duty: Duty
    by: date
    owner: Party


def to_arrange(title: TitleFacts) -> list[ToArrange]:
    """What must be arranged before this title ends, in the order of its days; nothing for one without an end."""
    last = title.last_day
    if last is None:
        return []
    kind = KINDS[title.code]
    found = [ToArrange(m.duty, max(title.start, last - timedelta(days=m.days)), m.owner) for m in kind.arrange]
    if kind.stays or title.with_admission:
        on = max(title.start, free_check_on(last))
        found += [ToArrange(duty, on, Party.SENDER_TEAM) for duty in FREE_CHECK]
    return sorted(found, key=lambda x: x.by)


def reindication_due(end: date | None, today: date) -> date | None:
    """The day on which an indication must be asked for again, when that day has come; else None."""
    if end is None or today >= end:
        return None
    on = end - timedelta(days=1 + REINDICATION_DAYS)
    return on if on <= today else None


@dataclass(frozen=True)
class IndicationFacts:
    """What a clock needs to know of an indication."""

    law: str
    start: date
    end: date | None


def indication_follows(one: IndicationFacts, others: Sequence[IndicationFacts]) -> bool:
    """Say whether another indication holds on the day after the last one: of the same law, or begun later than this one."""
    if one.end is None:
        return True
    return any(
        o is not one
        and (o.law == one.law or o.start > one.start)
        and o.start <= one.end
        and (o.end is None or o.end > one.end)
        for o in others
    )
