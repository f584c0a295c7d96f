"""What may be registered as time without a client: a quarter to a day, not ahead, about nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from samenhang.base.errors import Refused

MOST_QUARTERS = 24 * 4
BACK = timedelta(days=400)  # a year that is being settled can still be completed
_TITLES = frozenset("mevrouw meneer mijnheer dhr mw mevr de den der van von ten ter het op in la le el al".split())


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


def check_names(text: str, names: Iterable[str], numbers: Iterable[str] = ()) -> None:
    """Raise Refused(NAMES_SOMEBODY) when the text holds one of these names or file numbers.

    A whole name counts however it is written; a part of a name counts as a word of its own with a capital, so that
    somebody called Berg does not forbid a mountain.
    """
    flat = " ".join(re.findall(r"\w+", text.casefold()))
    words = set(re.findall(r"\w+", text))
    for name in names:
        parts = [p for p in re.findall(r"\w+", name) if p.casefold() not in _TITLES]
        whole = " ".join(re.findall(r"\w+", name.casefold()))
        if (whole and f" {whole} " in f" {flat} ") or any(len(p) > 2 and p[:1].isupper() and p in words for p in parts):
            raise Refused("NAMES_SOMEBODY")
    if any(number and number.casefold() in text.casefold() for number in numbers):
        raise Refused("NAMES_SOMEBODY")
