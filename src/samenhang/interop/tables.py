"""From the bytes of a CSV or XLSX file to rows of plain text, or to a coded reason why not.

Nothing of a file is believed: not its name, not its declared size, not its encoding. What is read is bounded before it
is read: bytes, rows, columns, the length of a line and of a cell, and for a workbook what its parts unpack to.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from samenhang.interop.enums import CellFault, FileFault, Remark
from samenhang.interop.faults import BadFile, Fault
from samenhang.interop.workbook import read_workbook

MAX_CELL = 8_000
MAX_LINE = 20_000
MAX_COLUMNS = 60
DELIMITERS = (";", ",", "\t")
# Beside ASCII these are the characters that Dutch files in Windows-1252 hold; anything else is more likely damage.
_WESTERN = frozenset("éëèêÉËÈÊïíìîÏÍÎöóòôÖÓÔüúùûÜÚÛáàâäåÁÀÂÄÅçÇñÑßøØæÆœŒÿý€‘’‚“”„–—…•·°²³½¼¾±§´`¨\u00a0©®™µ×")
_NUMBERLIKE = re.compile(r"[+-][\d\s().,/-]*")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff\u2028\u2029")
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})


@dataclass(frozen=True)
class Line:
    """One row as text per column."""

    row: int
    cells: dict[str, str]


@dataclass(frozen=True)
class TextTable:
    """The rows of a file with what was wrong in single cells, and remarks about the file."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Remark, ...] = ()


def read_table(
    content: bytes, *, required: Sequence[str], optional: Sequence[str] = (), max_bytes: int, max_rows: int
) -> TextTable:
    """Read a file whose first row names the columns. Raises BadFile when the file as a whole is not such a table."""
    if len(content) > max_bytes:
        raise BadFile(FileFault.TOO_LARGE, limit=max_bytes)
    if not content.strip():
        raise BadFile(FileFault.EMPTY)
    remarks: tuple[Remark, ...] = ()
    if content.startswith(b"PK"):
        raw = read_workbook(content, max_rows=max_rows, max_columns=MAX_COLUMNS)
    else:
        text, remarks = _text(content)
        raw = _csv_rows(text, set(required) | set(optional), max_rows)
    return _named(raw, tuple(required), tuple(optional), max_rows, remarks)


# ---- CSV ----------------------------------------------------------------------------------------------
def _text(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    """The text of a CSV file: UTF-8, or Windows-1252 when everything in it is what such a file holds."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile(FileFault.UTF16)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadFile(FileFault.OLD_EXCEL)
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"{\\rtf", b"<")):
        raise BadFile(FileFault.NOT_A_TABLE)
    if b"\0" in content:
        raise BadFile(FileFault.NUL, row=content[: content.index(b"\0")].count(b"\n") + 1)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise BadFile(FileFault.ENCODING, row=row) from None
    strange = next((n for n, c in enumerate(text) if ord(c) > 127 and c not in _WESTERN), None)
    if strange is not None:
        raise BadFile(FileFault.ENCODING, row=text[:strange].count("\n") + 1)
    return text, (Remark.WINDOWS_1252,)


def _csv_rows(text: str, known: set[str], max_rows: int) -> list[tuple[int, list[str]]]:
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise BadFile(FileFault.LINE_TOO_LONG, row=number, limit=MAX_LINE)
    skipped = 1 if lines and re.fullmatch(r"sep=.", lines[0].strip()) else 0
    header = next((line for line in lines[skipped:] if line.strip()), "")
    reader = csv.reader(
        io.StringIO("\n".join(lines[skipped:]), newline=""), delimiter=_delimiter(header, known), strict=True
    )
    found: list[tuple[int, list[str]]] = []
    begins = skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(found) > max_rows:
                    raise BadFile(FileFault.TOO_MANY_ROWS, limit=max_rows)
                found.append((begins, cells))
            begins = skipped + reader.line_num + 1
    except csv.Error:
        raise BadFile(FileFault.BROKEN_QUOTES, row=begins) from None
    return found


def _delimiter(header: str, known: set[str]) -> str:
    """The separator that makes most known column names of the first row."""

    def names(mark: str) -> int:
        return sum(_column(part) in known for part in header.split(mark))

    return max(DELIMITERS, key=lambda mark: (names(mark), header.count(mark)))


# ---- both ---------------------------------------------------------------------------------------------
def _column(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().strip('"').strip().casefold())


def _named(
    raw: list[tuple[int, list[str]]], required: tuple[str, ...], optional: tuple[str, ...], max_rows: int,
    remarks: tuple[Remark, ...],
) -> TextTable:  # fmt: skip
    if not raw:
        raise BadFile(FileFault.EMPTY)
    if len(raw) - 1 > max_rows:
        raise BadFile(FileFault.TOO_MANY_ROWS, limit=max_rows)
    names = [_column(cell) for cell in raw[0][1]]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise BadFile(FileFault.TOO_WIDE, limit=MAX_COLUMNS)
    allowed = (*required, *optional)
    if not set(names) & set(allowed):
        raise BadFile(FileFault.NO_HEADERS, expected=", ".join(allowed))
    missing = [n for n in required if n not in names]
    unknown = [n[:40] or "?" for n in names if n not in allowed]
    if missing or unknown:
        raise BadFile(FileFault.WRONG_HEADERS, missing=", ".join(missing), unknown=", ".join(unknown))
    if len(set(names)) < len(names):
        raise BadFile(FileFault.DOUBLE_HEADERS, column=next(n for n in names if names.count(n) > 1))
    lines, faults = [], []
    for number, cells in raw[1:]:
        while len(cells) > len(names) and not cells[-1].strip():
            cells = cells[:-1]
        if len(cells) != len(names):
            code = CellFault.TOO_MANY_CELLS if len(cells) > len(names) else CellFault.TOO_FEW_CELLS
            faults.append(Fault(number, "", code, facts={"found": len(cells), "expected": len(names)}))
            continue
        values = {}
        for name, cell in zip(names, cells, strict=True):
            value, fault = clean_cell(cell)
            values[name] = value
            if fault is not None:
                faults.append(Fault(number, name, fault, value[:60], {"limit": MAX_CELL}))
        lines.append(Line(number, values))
    return TextTable(tuple(names), tuple(lines), tuple(faults), remarks)


def clean_cell(cell: str) -> tuple[str, CellFault | None]:
    """A cell as tidy text, with what is wrong with it. An apostrophe that made a formula harmless is taken off again."""
    if len(cell) > MAX_CELL:
        return _visible(cell[:60]), CellFault.CELL_TOO_LONG
    text = unicodedata.normalize("NFC", re.sub(r"[ \t\r\n\u00a0]+", " ", cell).strip())
    if any(unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} or c in _BIDI for c in text):
        return _visible(text), CellFault.CONTROL_CHARACTER
    if text in _ERRORS:
        return text, CellFault.FORMULA_RESULT
    if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"}:
        return text[1:], None
    if text[:1] in {"=", "@"} or (text[:1] in {"+", "-"} and text != "-" and not _NUMBERLIKE.fullmatch(text)):
        return text, CellFault.FORMULA
    return text, None


def _visible(text: str) -> str:
    """Text with what cannot be seen made visible."""
    return "".join("�" if unicodedata.category(c)[0] == "C" else c for c in text)
