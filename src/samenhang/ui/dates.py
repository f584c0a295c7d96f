"""Dates as people say them: "over 12 dagen, 4 december". Today is always passed in; nothing here looks at a clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

DAYS_UNTIL_MONTHS = 60
MONTHS_UNTIL_YEARS = 24


def as_date(value: date | datetime) -> date:
    """The calendar day of a moment, in the zone of the page."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def day(value: date, today: date | None = None) -> str:
    """A date in words; the year is left out when it is this year."""
    return _day(value, "j F" if today is not None and value.year == today.year else "j F Y", get_language())


@lru_cache(maxsize=8_192)
def _day(value: date, form: str, _language: str | None) -> str:
    """The same few days stand on every page, often many times: each is written out once for each language."""
    return date_format(value, form)


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months from one day to another."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - 1 if later.day < earlier.day else months


def distance(value: date, today: date) -> str:
    """How far away a day is: "in 12 days", "yesterday"."""
    days = (value - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    earlier, later = min(value, today), max(value, today)
    months = months_between(earlier, later)
    if abs(days) < DAYS_UNTIL_MONTHS:
        if days > 0:
            return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
        return ngettext("%(count)d day ago", "%(count)d days ago", -days) % {"count": -days}
    if months < MONTHS_UNTIL_YEARS:
        if days > 0:
            return ngettext("in %(count)d month", "in %(count)d months", months) % {"count": months}
        return ngettext("%(count)d month ago", "%(count)d months ago", months) % {"count": months}
    years = months // 12
    if days > 0:
        return ngettext("in %(count)d year", "in %(count)d years", years) % {"count": years}
    return ngettext("%(count)d year ago", "%(count)d years ago", years) % {"count": years}


def when(value: date | datetime | None, today: date) -> str:
    """Distance and date: "in 12 days, 4 December"; an absent date says so."""
    if value is None:
        return _("no date")
    value = as_date(value)
    return _("%(distance)s, %(day)s") % {"distance": distance(value, today), "day": day(value, today)}


def duration(days: int) -> str:
    """A length of time in the unit that people would choose."""
    if days < DAYS_UNTIL_MONTHS:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    months = round(days / 30.44)
    if months < MONTHS_UNTIL_YEARS:
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    years = days // 365.25
    return ngettext("%(count)d year", "%(count)d years", int(years)) % {"count": int(years)}


def ends(period: Any) -> tuple[date | None, date | None]:
    """Start and end of anything with a period: a pair, or an object with ``start`` and ``end``."""
    start, end = period if isinstance(period, tuple | list) else (period.start, period.end)
    return (as_date(start) if start else None, as_date(end) if end else None)


def span(period: Any) -> str:
    """A half-open period as people read it: the last day is the day before the end."""
    start, end = ends(period)
    if end is not None:
        last = end - timedelta(days=1)
        if start is None:
            return _("until %(last)s") % {"last": day(last)}
        if last <= start:
            return _("on %(day)s") % {"day": day(start)}
        return _("%(start)s to %(last)s") % {"start": day(start), "last": day(last)}
    if start is None:
        return _("no period")
    return _("since %(start)s") % {"start": day(start)}
