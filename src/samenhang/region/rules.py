"""Small numbers: a cell under ten is not shown, and neither is one from which it could be worked out (R-20)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SMALLEST = 10
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


def one_way(counts: Mapping[str, int], *, smallest: int = SMALLEST) -> dict[str, int | None]:
    """A list of counts without a published total: small ones are withheld."""
    return {key: None if 0 < value < smallest else value for key, value in counts.items()}


def rounded(value: float | None, step: int = 5) -> int | None:
    """A number to the nearest five, so that it cannot be traced by comparing two days."""
    return None if value is None else int(step * round(value / step))
