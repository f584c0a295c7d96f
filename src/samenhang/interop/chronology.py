"""From days as they are written to periods: plain rules, no database. docs/import.md says the same in words.

People remember "April 2018", and that somebody was here and then there. What is written is kept as it is precise;
what it means for a period follows from four rules:

1. A month or a year begins on its first day, as a last day it means its last day.
2. Stays of one person that begin in the same month (or year) and are known no better keep the order of the file and
   are spread evenly over it: only their order is known.
3. A last day that is known to the month (or year) only, while the next stay begins in that same month, ends where the
   next stay begins.
4. Without a last day a stay ends where the next stay of this person begins; without a next one it lasts. A gap is
   never guessed: it is written, as a last day or as a stay on the street or unknown. Services run beside stays and
   last until their own last day.
"""

from __future__ import annotations

import bisect
import calendar
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.pathway.enums import Precision

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DUTCH = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True)
class Written:
    """A day as precisely as somebody wrote it: from its first until and with its last possible day."""

    first: date
    last: date
    precision: Precision


def read_day(text: str) -> Written | None:
    """Read 2018, 2018-04, 2018-04-17, 04-2018 or 17-04-2018; None when it is none of these."""
    found = _ISO.fullmatch(text)
    parts = found.groups() if found else None
    if parts is None and (dutch := _DUTCH.fullmatch(text)):
        parts = (dutch[3], dutch[2], dutch[1])
    if parts is None:
        return None
    try:
        year = int(parts[0])
        if not 1900 <= year <= 2200:
            return None
        if parts[1] is None:
            return Written(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
        month = int(parts[1])
        if parts[2] is None:
            last = calendar.monthrange(year, month)[1]
            return Written(date(year, month, 1), date(year, month, last), Precision.MONTH)
        day = date(year, month, int(parts[2]))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Written(day, day, Precision.DAY)


@dataclass(frozen=True)
class Entry:
    """A row of a history: ``index`` is its order in the file, ``stay`` is False for a team that comes."""

    index: int
    start: Written
    last: Written | None
    stay: bool


@dataclass(frozen=True)
class Resolved:
    """The half-open period of an entry, and which rules made it so."""

    start: date
    end: date | None
    spread: bool = False
    ends_at_next: bool = False


def resolve(entries: Sequence[Entry], recorded: Sequence[date] = ()) -> dict[int, Resolved]:
    """The periods of one person's rows by index. ``recorded`` are starts of stays that are known already.

    Every period ends after it starts, unless its own last day lies before its first: the caller refuses that.
    """
    starts, spread = _starts(entries)
    begins = sorted({starts[e.index] for e in entries if e.stay} | set(recorded))
    found = {}
    for entry in entries:
        start = starts[entry.index]
        place = bisect.bisect_right(begins, start)
        following = begins[place] if entry.stay and place < len(begins) else None
        end = entry.last.last + timedelta(days=1) if entry.last else following
        at_next = entry.last is None and following is not None
        vague = entry.last is not None and entry.last.precision is not Precision.DAY
        if vague and following is not None and entry.last and entry.last.first <= following <= entry.last.last:
            end = following
        found[entry.index] = Resolved(start, end, entry.index in spread, at_next)
    return found


def _starts(entries: Sequence[Entry]) -> tuple[dict[int, date], set[int]]:
    """First days; stays that share a vague start are spread over it in the order of the file."""
    groups: dict[tuple[date, Precision], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.stay and entry.start.precision is not Precision.DAY:
            groups[entry.start.first, entry.start.precision].append(entry)
    starts = {e.index: e.start.first for e in entries}
    spread = set()
    for group in groups.values():
        room = (group[0].start.last - group[0].start.first).days + 1
        if 1 < len(group) <= room:
            for place, entry in enumerate(sorted(group, key=lambda e: e.index)):
                starts[entry.index] = entry.start.first + timedelta(days=place * room // len(group))
                spread.add(entry.index)
    return starts, spread
