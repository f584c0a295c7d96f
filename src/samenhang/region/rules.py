"""How a step of the work is measured. What of it is shown is decided by the disclosure engine (R-20, :mod:`samenhang.region.adapters`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from typing import NamedTuple

from samenhang.engines.disclosure import SMALLEST

LOOKS_BACK = 365  # days: what was done longer ago says nothing about how it goes now


@dataclass(frozen=True)
class Pace:
    """How a step of the work goes: how many took it in the last year and how long that took, how many still wait.

    ``half`` and ``tenth`` are days: half of them took longer, one in ten took longer; not measured over fewer than ten. Before it is
    shown, a number can be withheld (None).
    """

    done: int | None
    half: int | None
    tenth: int | None
    waiting: int | None
    late: int | None


class Step(NamedTuple):
    """A step of the work in one case: when it began, when it was done, and the last day on which it is in time, if any."""

    began: date
    done: date | None
    last: date | None = None


def pace(steps: Iterable[Step], *, today: date, smallest: int = SMALLEST) -> Pace:
    """Measure a step of the work over all cases: true numbers, not for a page yet."""
    rows = list(steps)
    took = [max((s.done - s.began).days, 0) for s in rows if s.done is not None and (today - s.done).days <= LOOKS_BACK]
    waits = [s for s in rows if s.done is None]
    late = sum(s.last is not None and today > s.last for s in waits)
    enough = len(took) >= smallest
    return Pace(
        done=len(took),
        half=rounded(median(took), 1) if enough else None,
        tenth=rounded(quantiles(took, n=10, method="inclusive")[8], 1) if enough else None,
        waiting=len(waits),
        late=late,
    )


def rounded(value: float | None, step: int = 5) -> int | None:
    """A number of days to the nearest five (or ``step``)."""
    return None if value is None else int(step * round(value / step))
