"""The only place that looks at a clock. Edges call it once and pass the answer down."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def _moment() -> datetime:
    return timezone.now()


def now() -> datetime:
    """Return the present moment, on the fixed day of a demonstration region when one is set."""
    moment = _moment()
    if settings.FIXED_TODAY:
        shift: timedelta = date.fromisoformat(settings.FIXED_TODAY) - timezone.localdate(moment)
        return moment + shift
    return moment


def today() -> date:
    """Return the present day in the region's time zone."""
    return timezone.localdate(now())
