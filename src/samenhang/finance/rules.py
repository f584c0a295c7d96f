"""What may be registered as time without a client: a quarter to a day, not ahead; that it is about nobody is checked by people."""

from __future__ import annotations

from datetime import date, timedelta

from samenhang.base.errors import Refused

MOST_QUARTERS = 24 * 4
BACK = timedelta(days=400)  # a year that is being settled can still be completed


def check_time(*, quarters: int, day: date, today: date, already: int) -> None:
    """Raise Refused(NO_TIME, TOO_MUCH_TIME, IN_THE_FUTURE, TOO_LONG_AGO) when these quarters of an hour cannot be.

    ``already`` are the quarters that the same person registered for that day.
    """
    if quarters < 1:
        raise Refused("NO_TIME")
    if quarters + already > MOST_QUARTERS:
        raise Refused("TOO_MUCH_TIME")
    if day > today:
        raise Refused("IN_THE_FUTURE")
    if day < today - BACK:
        raise Refused("TOO_LONG_AGO")
