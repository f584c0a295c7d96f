"""A table as data: what a presenter hands to ``{% ui_table %}``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, whether it holds numbers, and the link that sorts by it."""

    label: str
    number: bool = False
    sort_url: str = ""
    sorted: str = ""  # "", "ascending" or "descending"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text with, where it helps, a status tone, an icon and a link."""

    text: Any = ""
    href: str = ""
    tone: str = ""
    icon: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; the first cell is its heading and carries the row's link."""

    cells: Sequence[Cell | str | int]
    href: str = ""
    current: bool = False

    @property
    def head(self) -> Cell:
        return as_cell(self.cells[0])

    @property
    def rest(self) -> list[Cell]:
        return [as_cell(cell) for cell in self.cells[1:]]


def as_cell(value: Cell | str | int) -> Cell:
    return value if isinstance(value, Cell) else Cell(value)


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table; ``empty`` and ``empty_hint`` say what to do when there is nothing to show."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    empty: str = ""
    empty_hint: str = ""
    empty_href: str = ""
    empty_action: str = ""
    footer: Sequence[Cell | str | int] = field(default_factory=tuple)
    hide_caption: bool = False
    cards: bool = True

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Every row with its cells beside their columns, so that a phone can label each cell."""
        return [(row, list(zip(self.columns[1:], row.rest, strict=False))) for row in self.rows]

    @property
    def foot(self) -> list[tuple[Column, Cell]]:
        return list(zip(self.columns, [as_cell(cell) for cell in self.footer], strict=False))
