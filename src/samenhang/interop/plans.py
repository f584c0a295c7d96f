"""What an import would do, row by row, before anything is written; and readers of single cells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation

from samenhang.interop.enums import CellFault, Change, Kind, Remark
from samenhang.interop.faults import Fault
from samenhang.interop.tables import Line

LANGUAGES = ("nl", "en")
YES = frozenset({"yes", "ja", "y", "j", "1", "true", "waar", "x"})
NO = frozenset({"no", "nee", "n", "0", "false", "onwaar", ""})


@dataclass(frozen=True)
class Note:
    """Something to look at in a row; it does not stop the import."""

    row: int
    code: Remark
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """One row of a plan: what would happen, about what, and which fields change from what to what."""

    row: int
    change: Change
    about: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Plan:
    """Everything that an import would do, or everything that is wrong; ``payload`` is what the services get."""

    kind: Kind
    rows: tuple[Planned, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
    remarks: tuple[Remark, ...] = ()
    payload: Any = None

    def count(self, change: Change) -> int:
        """How many rows do this."""
        return sum(r.change is change for r in self.rows)

    @property
    def writes(self) -> bool:
        """Whether there is anything to write and nothing wrong."""
        return not self.faults and any(r.change is not Change.UNCHANGED for r in self.rows)

    @property
    def digest(self) -> str:
        """A mark of exactly this plan: what was shown is what is written."""
        return hashlib.sha256(repr((self.kind, self.rows, self.faults, self.notes)).encode()).hexdigest()


class Cells:
    """The cells of one row; a reader that fails writes down the fault and answers the empty value."""

    def __init__(self, line: Line, faults: list[Fault]) -> None:
        self.line, self.faults = line, faults
        self.row = line.row

    def has(self, column: str) -> bool:
        """Whether the file has this column at all."""
        return column in self.line.cells

    def fault(self, column: str, code: CellFault, value: str = "", **facts: Any) -> None:
        """Write down what is wrong; one fault per cell is enough."""
        if not any(f.row == self.row and f.column == column for f in self.faults[-40:]):
            self.faults.append(Fault(self.row, column, code, value[:60], facts))

    def text(self, column: str, limit: int, *, needed: bool = False) -> str:
        """Text of at most so many characters."""
        value = self.line.cells.get(column, "")
        if needed and not value:
            self.fault(column, CellFault.MISSING)
        elif len(value) > limit:
            self.fault(column, CellFault.CELL_TOO_LONG, value, limit=limit)
            return value[:limit]
        return value

    def code(self, column: str) -> str:
        """A code of one's own: letters, digits, dots, dashes, at most forty."""
        value = self.text(column, 40, needed=True)
        if value and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", value):
            self.fault(column, CellFault.NOT_A_CODE, value)
        return value

    def number(self, column: str, low: int, high: int, *, needed: bool = False) -> int | None:
        """A whole number within bounds."""
        value = self.text(column, 20, needed=needed)
        if not value:
            return None
        if not re.fullmatch(r"-?[0-9]{1,9}", value):
            self.fault(column, CellFault.NOT_A_NUMBER, value)
            return None
        if not low <= int(value) <= high:
            self.fault(column, CellFault.OUT_OF_RANGE, value, low=low, high=high)
            return None
        return int(value)

    def degrees(self, column: str, low: float, high: float) -> float | None:
        """A coordinate in degrees, with a point or a comma."""
        value = self.text(column, 24)
        if not value:
            return None
        if not re.fullmatch(r"-?[0-9]{1,3}([.,][0-9]{1,15})?", value):
            self.fault(column, CellFault.NOT_A_NUMBER, value)
            return None
        found = float(value.replace(",", "."))
        if not low <= found <= high:
            self.fault(column, CellFault.OUT_OF_RANGE, value, low=low, high=high)
            return None
        return found

    def truth(self, column: str) -> bool:
        """Yes or no in Dutch, English or as a spreadsheet writes it; empty is no."""
        value = self.text(column, 12).casefold()
        if value not in YES | NO:
            self.fault(column, CellFault.NOT_YES_NO, value)
        return value in YES

    def word(self, column: str, known: Mapping[str, str], *, needed: bool = False) -> str:
        """A code, or the Dutch or English words for it."""
        value = self.text(column, 120, needed=needed)
        found = known.get(value.casefold(), "") if value else ""
        if value and not found:
            self.fault(column, CellFault.UNKNOWN_WORD, value)
        return found


_words: dict[int, dict[str, str]] = {}


def words(labels: Mapping[str, Any]) -> dict[str, str]:
    """Code by code and by its words in both languages, in small letters; words that two codes share are left out."""
    if id(labels) not in _words:
        found: dict[str, set[str]] = {}
        for language in LANGUAGES:
            with translation.override(language):
                for code, label in labels.items():
                    found.setdefault(str(label).casefold(), set()).add(str(code))
        table = {word: codes.pop() for word, codes in found.items() if len(codes) == 1}
        _words[id(labels)] = table | {str(code).casefold(): str(code) for code in labels}
    return _words[id(labels)]


def differences(pairs: Iterable[tuple[str, Any, Any]]) -> tuple[tuple[str, str, str], ...]:
    """The fields that differ, as text."""
    return tuple((name, _shown(before), _shown(after)) for name, before, after in pairs if before != after)


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
