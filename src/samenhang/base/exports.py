"""Files that leave: CSV, XLSX and PDF from rows of plain values, as text, with a line that says who took them and why.

No cell is ever a formula: not in the program that opens the file, and not after it was saved and opened again.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_MAX_CELL = 32_767
Rows = Iterable[Sequence[object]]


@dataclass(frozen=True)
class Part:
    """A part of a document: a heading, text, and a table with its header first."""

    title: str
    text: str = ""
    header: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = field(default_factory=tuple)


def plain(value: object) -> str:
    """A value as text that can be shown: no control characters but line ends, nothing that turns the direction round."""
    text = "" if value is None else str(value)
    return "".join(
        c for c in text if c in "\n\t\r" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} or c in "\u200d\u200c"
    )


def safe(value: object) -> str:
    """A cell that a spreadsheet reads as text: a leading formula sign, also a wide one or behind spaces, gets an apostrophe."""
    text = plain(value)
    start = unicodedata.normalize("NFKC", text.lstrip(" \u00a0\u3000"))[:1]
    return f"'{text}" if text.startswith(_DANGEROUS) or start in {*"=+-@|%", "\t", "\r", "\n"} - {""} else text


def to_csv(rows: Rows, watermark: str = "") -> bytes:
    """Rows, the header first, as CSV in UTF-8 with a mark for spreadsheets; the watermark is the last row."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    if watermark:
        writer.writerow([])
        writer.writerow([safe(watermark)])
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Rows, title: str, watermark: str = "") -> bytes:
    """Rows, the header first, as one sheet in which every cell is text; the watermark is below it and on every printed page."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    if watermark:
        sheet.oddFooter.left.text = plain(watermark)[:200].replace("&", "&&")
    for number, row in enumerate(rows):
        sheet.append([_cell(WriteOnlyCell, sheet, value, Font(bold=True) if number == 0 else None) for value in row])
    if watermark:
        sheet.append([])
        sheet.append([_cell(WriteOnlyCell, sheet, watermark, Font(italic=True))])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _cell(kind: Any, sheet: Any, value: object, font: Any) -> Any:
    cell = kind(sheet)
    text = "".join(c for c in safe(value) if c in "\n\t" or ord(c) >= 32)[:_MAX_CELL]
    cell.value = text
    cell.data_type = "s"  # never "f": openpyxl would make a formula of what begins with =
    cell.number_format = "@"
    if font is not None:
        cell.font = font
    return cell


def _sheet_title(title: str) -> str:
    return "".join(c for c in plain(title) if c not in "[]:*?/\\\n\r\t'")[:31] or "Sheet"


def to_pdf(title: str, parts: Sequence[Part], watermark: str, *, language: str = "nl") -> bytes:
    """A tagged PDF: headings, text and tables with repeated headers; the watermark stands on every page.

    The text goes in as data and is set as text, so nothing in it can be markup.
    """
    import typst

    document = {
        "title": plain(title),
        "language": language[:2],
        "watermark": plain(watermark),
        "parts": [
            {
                "title": plain(part.title),
                "text": plain(part.text),
                "header": [plain(cell) for cell in part.header],
                "rows": [[plain(cell) for cell in row] for row in part.rows],
            }
            for part in parts
        ],
    }
    made: bytes = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"document": json.dumps(document, ensure_ascii=False)},
        ignore_system_fonts=True,
    )
    return made


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (Path(__file__).parent / "export.typ").read_bytes()
