"""A workbook (XLSX) as rows of text, after a gate that looks at every part before the reader does.

The reader makes a full grid of the used area, so one far cell would ask for more memory than there is; a part of some
kilobytes can unpack to gigabytes; a formula hides behind its last result. The gate unpacks each part under a limit,
walks its XML without entities, and counts.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from samenhang.interop.enums import FileFault
from samenhang.interop.faults import BadFile

MAX_UNPACKED = 60 * 1024 * 1024
MAX_STRINGS = 25 * 1024 * 1024
MAX_PARTS = 400
_CHUNK = 256 * 1024
_CELL = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
FORMULA = "="  # stands in for a formula cell, so that the cell check refuses it with its row and column


def read_workbook(content: bytes, *, max_rows: int, max_columns: int) -> list[tuple[int, list[str]]]:
    """The rows of the only sheet with their row numbers. Raises BadFile for anything but a plain workbook."""
    formulas = _gate(content, max_rows, max_columns)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        grid = sheet.to_python(skip_empty_area=False)
    except PasswordError:
        raise BadFile(FileFault.XLSX_LOCKED) from None
    except (CalamineError, XmlError, ZipError, IndexError, ValueError, OSError):
        raise BadFile(FileFault.BROKEN_XLSX) from None
    except BaseException as error:  # the reader's own fault: it panics on some damaged files
        if type(error).__name__ != "PanicException":
            raise
        raise BadFile(FileFault.BROKEN_XLSX) from None
    found = []
    for number, values in enumerate(grid, 1):
        cells = [FORMULA if (number, n) in formulas else _text(value) for n, value in enumerate(values, 1)]
        if any(cell.strip() for cell in cells):
            found.append((number, cells))
    return found


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _gate(content: bytes, max_rows: int, max_columns: int) -> set[tuple[int, int]]:
    """Refuse what is no plain workbook; the cells of its one sheet that hold formulas as (row, column)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _look(archive, max_rows, max_columns)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise BadFile(FileFault.BROKEN_XLSX) from None
    except expat.ExpatError:
        raise BadFile(FileFault.BROKEN_XLSX) from None


def _look(archive: zipfile.ZipFile, max_rows: int, max_columns: int) -> set[tuple[int, int]]:
    parts = archive.infolist()
    names = [p.filename for p in parts]
    if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
        raise BadFile(FileFault.XLSX_BOMB)
    if any(p.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for p in parts):
        raise BadFile(FileFault.BROKEN_XLSX)
    if "xl/workbook.xml" not in names or len(set(names)) < len(names) or "content.xml" in names:
        raise BadFile(FileFault.NOT_A_TABLE)
    if any(n.casefold().endswith("vbaproject.bin") for n in names):
        raise BadFile(FileFault.XLSX_MACROS)
    sheets: list[set[tuple[int, int]]] = []
    left = MAX_UNPACKED
    for part in parts:
        walker = _Walker(max_rows, max_columns) if part.filename.endswith((".xml", ".rels")) else None
        size = 0
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > left or ("sharedStrings" in part.filename and size > MAX_STRINGS):
                    raise BadFile(FileFault.XLSX_BOMB)
                if walker:
                    walker.feed(chunk)
        left -= size
        if walker:
            walker.close()
            if walker.root == "worksheet":
                sheets.append(walker.formulas)
    if len(sheets) != 1:
        raise BadFile(FileFault.MORE_SHEETS, count=len(sheets))
    return sheets[0]


class _Walker:
    """Walks one XML part: no document types, and for a sheet no cell beyond the limits."""

    def __init__(self, max_rows: int, max_columns: int) -> None:
        self.max_rows, self.max_columns = max_rows, max_columns
        self.row, self.column, self.rows = 0, 0, 0
        self.root = ""
        self.formulas: set[tuple[int, int]] = set()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes) -> None:
        self.parser.Parse(chunk, False)

    def close(self) -> None:
        self.parser.Parse(b"", True)

    def _doctype(self, *_rest: object) -> None:
        raise BadFile(FileFault.XLSX_BOMB)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.root = self.root or local
        if local == "Relationship":
            if attributes.get("Type", "").endswith("/worksheet") and not attributes.get("Target", "").endswith(".xml"):
                raise BadFile(FileFault.BROKEN_XLSX)
        elif local == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            if self.row > self.max_rows + 1000:
                raise BadFile(FileFault.TOO_MANY_ROWS, limit=self.max_rows)
        elif local == "c":
            self._cell(attributes.get("r", ""))
        elif local == "f" and self.row:
            self.formulas.add((self.row, self.column))

    def _cell(self, reference: str) -> None:
        found = _CELL.fullmatch(reference)
        if reference and not found:
            raise BadFile(FileFault.BROKEN_XLSX)
        self.column = _number(found[1]) if found else self.column + 1
        if found:
            self.row = int(found[2])
        if self.column > self.max_columns:
            raise BadFile(FileFault.TOO_WIDE, limit=self.max_columns)
        if self.row > self.max_rows + 1000:
            raise BadFile(FileFault.TOO_MANY_ROWS, limit=self.max_rows)


def _number(letters: str) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    total = 0
    for letter in letters:
        total = total * 26 + ord(letter) - 64
    return total
