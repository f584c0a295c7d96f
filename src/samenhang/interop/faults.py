"""What can be wrong with a file: as a whole, or in one row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from samenhang.interop.enums import CellFault, FileFault


class BadFile(Exception):
    """The file as a whole cannot be read; ``code`` and ``facts`` become a sentence at the edge."""

    def __init__(self, code: FileFault, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Fault:
    """What is wrong in one row; ``row`` counts as a spreadsheet does, the header being row 1 (or later)."""

    row: int
    column: str
    code: CellFault
    value: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
