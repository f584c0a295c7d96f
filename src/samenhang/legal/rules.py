"""The clocks of titles: when a title ends at the latest, what keeps it alive, and what must happen before.

Plain functions on facts; the day is always passed in. Handbook 2.0: the start day is not counted, the term ends at the
end of the day with the same number (HR 22 January 2021); three-day terms move to the next working day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.base.working_days import next_working_day
from samenhang.legal.catalogue import KINDS, REINDICATION_DAYS, Lead
from samenhang.legal.enums import TitleAlert, TitleCode, TitleDomain, TitleStatus

SUCCESSOR_WINDOW_DAYS = 90


@dataclass(frozen=True)
class TitleFacts:
    """What a clock needs to know of a title; ``end`` is the first day on which it no longer holds (None: open)."""

    code: TitleCode
    start: date
    end: date | None
    followon_filed_on: date | None = None
    decided_on: date | None = None  # the follow-on request was decided
    status: TitleStatus = TitleStatus.IN_FORCE

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
    owner: str
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

    A conditional authorisation for young adults ends at the latest the day before the 23rd birthday (Wzd 28ab).
    """
    term = KINDS[code].term
    if term is None:
        return None
    last = add_months(start, term.months) + timedelta(days=term.days)
    if term.shifts:
        last = next_working_day(last, holidays)
    if code == TitleCode.WZD_VM_YA and birth_date is not None:
        last = min(last, add_months(birth_date, 23 * 12) - timedelta(days=1))
    return last


def state_on(title: TitleFacts, today: date) -> TitleStatus:
    """Where the title stands today; a request that was filed in time keeps it alive until the decision (Wvggz 6:6)."""
    if title.status in {TitleStatus.REFUSED, TitleStatus.WITHDRAWN, TitleStatus.SUSPENDED}:
        return title.status
    if today < title.start:
        return TitleStatus.REQUESTED
    last = title.last_day
    if last is None or today <= last:
        return TitleStatus.IN_FORCE
    if filed_in_time(title) and (title.decided_on is None or today < title.decided_on):
        pending = KINDS[title.code].pending_days
        if pending is None or today <= title.start + timedelta(days=pending):
            return TitleStatus.LAPSED_PENDING_DECISION
    return TitleStatus.ENDED


def filed_in_time(title: TitleFacts) -> bool:
    """Say whether the follow-on request was filed early enough to keep the title alive."""
    needed = KINDS[title.code].followon_days
    if title.followon_filed_on is None or needed is None or title.last_day is None:
        return False
    return title.followon_filed_on <= title.last_day - timedelta(days=needed)


def clock(title: TitleFacts) -> list[Due]:
    """Everything this title's clock asks for, in the order of time. A filed follow-on request stops the renewal ones."""
    last = title.last_day
    found: list[Due] = []
    for lead in KINDS[title.code].leads:
        if lead.after_start:
            on = title.start + timedelta(days=lead.days)
            found.append(Due(lead.alert, title.code, on, last, last, lead.owner, lead.hard))
        elif last is not None and not (_is_renewal(lead) and title.followon_filed_on):
            on = last - timedelta(days=lead.days)
            until = last - timedelta(days=lead.until) if lead.until else last
            found.append(Due(lead.alert, title.code, on, until, last, lead.owner, lead.hard))
    return sorted(found, key=lambda due: due.on)


def _is_renewal(lead: Lead) -> bool:
    return lead.alert in {
        TitleAlert.ZM_FOLLOWON_T70,
        TitleAlert.ZM_FOLLOWON_T84,
        TitleAlert.ZM_FOLLOWON_HARD_T28,
        TitleAlert.VM_YA_EXTENSION_WINDOW,
        TitleAlert.RM_RENEWAL_T70,
        TitleAlert.VIBS_RM_T21,
        TitleAlert.CIZ_RENEWAL_T70,
    }


def due_on(title: TitleFacts, today: date) -> list[Due]:
    """What the clock of a title that holds today asks for now: begun, and neither over nor answered."""
    if state_on(title, today) not in {TitleStatus.IN_FORCE, TitleStatus.LAPSED_PENDING_DECISION}:
        return []
    return [due for due in clock(title) if due.on <= today and (due.until is None or today <= due.until)]


def upcoming(title: TitleFacts, today: date, days: int = 90) -> list[Due]:
    """What the clock asks for within so many days, not yet begun."""
    if state_on(title, today) != TitleStatus.IN_FORCE:
        return []
    return [due for due in clock(title) if today < due.on <= today + timedelta(days=days)]


def has_successor(title: TitleFacts, titles: Sequence[TitleFacts]) -> bool:
    """Say whether another title holds on the day after the last one, or no other is needed (open end)."""
    if title.end is None:
        return True
    return any(
        other is not title and other.start <= title.end and (other.end is None or other.end > title.end)
        for other in titles
    )


def ends_without_successor(
    titles: Sequence[TitleFacts], today: date, within_days: int = SUCCESSOR_WINDOW_DAYS
) -> list[TitleFacts]:
    """Titles that hold today, end within so many days and have no successor yet: the most dangerous day (R-05)."""
    horizon = today + timedelta(days=within_days)
    return [
        t
        for t in titles
        if KINDS[t.code].domain != TitleDomain.VOLUNTARY
        and t.end is not None
        and t.last_day is not None
        and t.start <= today <= t.last_day <= horizon
        and t.followon_filed_on is None
        and not has_successor(t, titles)
    ]


def reindication_due(end: date | None, today: date) -> date | None:
    """The day on which an indication must be asked for again, when that day has come; else None."""
    if end is None or today >= end:
        return None
    on = end - timedelta(days=1 + REINDICATION_DAYS)
    return on if on <= today else None
