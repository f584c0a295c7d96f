"""Small numbers: a cell under ten is not shown, and neither is one from which it could be worked out (R-20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from typing import NamedTuple

SMALLEST = 10
LOOKS_BACK = 365  # days: what was done longer ago says nothing about how it goes now
Cells = Mapping[tuple[str, str], int]


def suppressed(
    cells: Cells, rows: Sequence[str], columns: Sequence[str], *, smallest: int = SMALLEST
) -> dict[tuple[str, str], int | None]:
    """Return the table with every cell from 1 to ``smallest`` − 1 withheld (None), and others withheld until no row or
    column whose total is published leaves exactly one cell to be subtracted.

    Zero is shown: it is nobody. Row and column totals are published by :func:`totals`, which withholds small ones too.
    """
    shown: dict[tuple[str, str], int | None] = {}
    for r in rows:
        for c in columns:
            value = cells.get((r, c), 0)
            shown[r, c] = None if 0 < value < smallest else value
    changed = True
    while changed:
        changed = False
        for line in [[(r, c) for c in columns] for r in rows] + [[(r, c) for r in rows] for c in columns]:
            hidden = [key for key in line if shown[key] is None]
            if not hidden or _safe(cells, hidden, smallest):
                continue
            rest = [key for key in line if shown[key] is not None and cells.get(key, 0) > 0]
            if not rest:
                continue  # nothing is left to publish: the total is withheld as well
            shown[min(rest, key=lambda key: (cells.get(key, 0), key))] = None
            changed = True
    return shown


def _safe(cells: Cells, hidden: Sequence[tuple[str, str]], smallest: int) -> bool:
    """Two or more hidden cells that together hold at least ``smallest`` people say nothing about one of them."""
    return len(hidden) >= 2 and sum(cells.get(key, 0) for key in hidden) >= smallest


def totals(
    cells: Cells,
    shown: Mapping[tuple[str, str], int | None],
    lines: Sequence[str],
    axis: int,
    *,
    smallest: int = SMALLEST,
) -> dict[str, int | None]:
    """Totals per row (axis 0) or column (axis 1). One is withheld when it is small itself or would give a hidden cell away."""
    found: dict[str, int | None] = {}
    for line in lines:
        keys = [key for key in shown if key[axis] == line]
        total = sum(cells.get(key, 0) for key in keys)
        hidden = [key for key in keys if shown[key] is None]
        gives_away = bool(hidden) and not _safe(cells, hidden, smallest)
        found[line] = None if 0 < total < smallest or gives_away else total
    return found


@dataclass(frozen=True)
class Pace:
    """How a step of the work goes: how many took it in the last year and how long that took, how many still wait.

    ``half`` and ``tenth`` are days: half of them took longer, one in ten took longer. Numbers under ten, and what would be
    measured over fewer than ten, are withheld (None).
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
    """Measure a step of the work over all cases.

    Whoever waits is shown in two parts, in time and late; both are withheld when one of them is small.
    """
    rows = list(steps)
    took = [max((s.done - s.began).days, 0) for s in rows if s.done is not None and (today - s.done).days <= LOOKS_BACK]
    waits = [s for s in rows if s.done is None]
    late = sum(s.last is not None and today > s.last for s in waits)
    small = any(0 < part < smallest for part in (late, len(waits) - late))
    enough = len(took) >= smallest
    return Pace(
        done=None if 0 < len(took) < smallest else len(took),
        half=rounded(median(took), 1) if enough else None,
        tenth=rounded(quantiles(took, n=10, method="inclusive")[8], 1) if enough else None,
        waiting=None if small else len(waits),
        late=None if small else late,
    )


def one_way(counts: Mapping[str, int], *, smallest: int = SMALLEST) -> dict[str, int | None]:
    """A list of counts without a published total: small ones are withheld."""
    return {key: None if 0 < value < smallest else value for key, value in counts.items()}


def rounded(value: float | None, step: int = 5) -> int | None:
    """A number to the nearest five, so that it cannot be traced by comparing two days."""
    return None if value is None else int(step * round(value / step))
