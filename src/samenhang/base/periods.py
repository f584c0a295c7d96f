"""Everything true has a period: half-open ``[start, end)``, the end open while it lasts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Period:
    """A half-open period of whole days; ``end`` is the first day that is no longer part of it, None while it lasts.

    Raises ValueError when the end is not after the start.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError("a period ends after it starts")

    @property
    def last_day(self) -> date | None:
        """The last day that is part of the period, None while it lasts."""
        return None if self.end is None else self.end - timedelta(days=1)

    def contains(self, day: date) -> bool:
        """Say whether the day is part of the period."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Say whether both periods share a day."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def days_until(self, today: date) -> int:
        """The number of days of the period that lie before ``today``."""
        end = today if self.end is None else min(self.end, today)
        return max(0, (end - self.start).days)


def gaps(periods: Iterable[Period], within: Period, today: date) -> list[Period]:
    """Return the parts of ``within`` (up to today when it is open) that no period covers, in order."""
    horizon = within.end or today
    cursor = within.start
    found: list[Period] = []
    for period in sorted(periods, key=lambda p: p.start):
        if period.start > cursor and cursor < horizon:
            found.append(Period(cursor, min(period.start, horizon)))
        end = period.end or horizon
        cursor = max(cursor, end)
        if cursor >= horizon:
            break
    if cursor < horizon:
        found.append(Period(cursor, horizon))
    return found
