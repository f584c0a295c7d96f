"""What a text without a person in it may not hold: a name, a file number or a birth date of somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from samenhang.base.errors import Refused

_TITLES = frozenset("mevrouw meneer mijnheer dhr mw mevr de den der van von ten ter het op in la le el al".split())
_MONTHS = (
    "januari|january", "februari|february", "maart|march", "april", "mei|may", "juni|june", "juli|july", "augustus|august",
    "september", "oktober|october", "november", "december",
)  # fmt: skip


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


def check_birth_dates(text: str, births: Iterable[date | None]) -> None:
    """Raise Refused(NAMES_SOMEBODY) when the text holds one of these days, in figures or with the month in letters."""
    flat = text.casefold()
    for day in {b for b in births if b is not None}:
        d, m, y = rf"0?{day.day}", rf"0?{day.month}", rf"(?:{day.year}|'?{day.year % 100:02d})"
        month = rf"(?:{_MONTHS[day.month - 1]}|{_MONTHS[day.month - 1][:3]}\.?)"
        forms = (
            rf"{d}\s*[-/.]\s*{m}\s*[-/.]\s*{y}",
            rf"{day.year}\s*[-/.]\s*{m}\s*[-/.]\s*{d}",
            rf"{d}\s+{month}\s+{y}",
        )
        if any(re.search(rf"(?<!\d){form}(?!\d)", flat) for form in forms):
            raise Refused("NAMES_SOMEBODY")
