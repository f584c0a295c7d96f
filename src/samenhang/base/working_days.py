"""Generally recognised Dutch holidays (Algemene termijnenwet, article 3)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def recognised(year: int) -> frozenset[date]:
    """The holidays of this year and the next, on which a term does not end; Good Friday counts as one."""
    public = holidays.country_holidays("NL", years=[year, year + 1])
    return frozenset(public.keys())


def next_working_day(day: date, off: Collection[date]) -> date:
    """The day itself, or the first later day that is no Saturday, Sunday or one of these holidays."""
    while day.weekday() >= 5 or day in off:
        day += timedelta(days=1)
    return day


def working_day_after(day: date) -> date:
    """The first working day after this one."""
    return next_working_day(day + timedelta(days=1), recognised(day.year))


def last_working_day(day: date) -> date:
    """The day itself, or the last earlier day that is no Saturday, Sunday or recognised holiday."""
    off = recognised(day.year - 1) | recognised(day.year)
    while day.weekday() >= 5 or day in off:
        day -= timedelta(days=1)
    return day


def working_days_after(day: date, count: int) -> date:
    """The day on which so many working days after this one have passed."""
    for _ in range(count):
        day = working_day_after(day)
    return day
