"""Files as they come: readable ones in every usual shape, all others refused with a code, in bounded time and memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenhang.interop.enums import CellFault, FileFault, Remark
from samenhang.interop.faults import BadFile
from samenhang.interop.tables import read_table

LIMITS = {"required": ("person", "start"), "optional": ("note",), "max_bytes": 5 * 1024 * 1024, "max_rows": 20_000}


def read(content: bytes, **more):
    return read_table(content, **{**LIMITS, **more})


def refused(content: bytes, **more) -> FileFault:
    with pytest.raises(BadFile) as error:
        read(content, **more)
    return error.value.code


def workbook(rows, **more) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title in more.get("sheets", ()):
        book.create_sheet(title)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


ROWS = [["person", "start", "note"], ["S1", "2018-04", "één"]]


@pytest.mark.capability(128)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_in_every_usual_shape_reads_the_same(mark, encoding, end) -> None:
    found = read(end.join(mark.join(row) for row in ROWS).encode(encoding))
    assert [line.cells for line in found.lines] == [{"person": "S1", "start": "2018-04", "note": "één"}]
    assert found.lines[0].row == 2
    assert found.remarks == ((Remark.WINDOWS_1252,) if encoding == "cp1252" else ())


def test_a_workbook_reads_the_same() -> None:
    found = read(workbook([["person", "start", "note"], ["S1", date(2018, 4, 17), "één"], [], ["S2", 2018, True]]))
    assert [(line.row, line.cells) for line in found.lines] == [
        (2, {"person": "S1", "start": "2018-04-17", "note": "één"}),
        (4, {"person": "S2", "start": "2018", "note": "yes"}),
    ]


def test_heads_in_any_order_and_case_and_a_hint_for_excel() -> None:
    found = read(b"sep=;\r\nStart; PERSON \r\n2018;S1\r\n")
    assert found.lines[0].cells == {"start": "2018", "person": "S1"}
    assert found.lines[0].row == 3


def test_quoted_text_over_two_lines_keeps_the_row_numbers_right() -> None:
    found = read(b'person,start,note\nS1,2018,"a\nb, c"\nS2,2019,d\n')
    assert [(line.row, line.cells["note"]) for line in found.lines] == [(2, "a b, c"), (4, "d")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", FileFault.EMPTY),
        (b"\xef\xbb\xbf \n\n", FileFault.EMPTY),
        (b"person,start\nS1,20\x0018\n", FileFault.NUL),
        ("person,start\nS1,2018\n".encode("utf-16"), FileFault.UTF16),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, FileFault.OLD_EXCEL),
        (b"%PDF-1.7 x", FileFault.NOT_A_TABLE),
        (b"<html><table>", FileFault.NOT_A_TABLE),
        ("person,start,note\nS1,2018,Ã©Ã\n".encode("cp1252"), FileFault.ENCODING),
        (b"person,start,note\nS1,2018,\x81\x8d\n", FileFault.ENCODING),
        ("person,start,note\nS1,2018,é\n".encode() + b"S2,2018,\xe9\n", FileFault.ENCODING),
        (b"S1,2018\nS2,2019\n", FileFault.NO_HEADERS),
        (b"person,start,nota\nS1,2018,x\n", FileFault.WRONG_HEADERS),
        (b"person\nS1\n", FileFault.WRONG_HEADERS),
        (b"person,start,start\nS1,2018,2018\n", FileFault.DOUBLE_HEADERS),
        (b'person,start,note\nS1,2018,"open\n', FileFault.BROKEN_QUOTES),
        (b'person,start,note\nS1,2018,"a"b\n', FileFault.BROKEN_QUOTES),
        (b"person,start\n" + b"x" * 30_000, FileFault.LINE_TOO_LONG),
        (b"PK\x03\x04" + b"x" * 100, FileFault.BROKEN_XLSX),
        (b"x" * (5 * 1024 * 1024 + 1), FileFault.TOO_LARGE),
    ],
)
@pytest.mark.capability(128)
def test_a_file_that_is_no_such_table_is_refused_with_its_reason(content, code) -> None:
    assert refused(content) is code


def test_too_many_rows_are_refused() -> None:
    assert refused(b"person,start\n" + b"S1,2018\n" * 11, max_rows=10) is FileFault.TOO_MANY_ROWS
    assert refused(workbook([["person", "start"], *[["S1", "2018"]] * 11]), max_rows=10) is FileFault.TOO_MANY_ROWS
    assert len(read(b"person,start\n" + b"S1,2018\n" * 10, max_rows=10).lines) == 10


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("=1+1", CellFault.FORMULA),
        ("@SUM(A1)", CellFault.FORMULA),
        ("+cmd|' /C calc'!A0", CellFault.FORMULA),
        ("-2+3+cmd|x", CellFault.FORMULA),
        ("#REF!", CellFault.FORMULA_RESULT),
        ("a\x07b", CellFault.CONTROL_CHARACTER),
        ("evil\u202etxt", CellFault.CONTROL_CHARACTER),
        ("x" * 8_001, CellFault.CELL_TOO_LONG),
    ],
)
@pytest.mark.capability(128)
def test_a_hostile_cell_is_named_by_row_and_column(cell, code) -> None:
    fault = read(f'person,start,note\nS1,2018,x\nS2,2018,"{cell}"\n'.encode()).faults[0]
    assert (fault.row, fault.column, fault.code) == (3, "note", code)
    assert "\u202e" not in fault.value and "\x07" not in fault.value


@pytest.mark.parametrize("cell", ["+31 50 123", "-", "-5", "'=1+1", "O’Brien & <b>", "’; DROP TABLE x;--"])
def test_what_only_looks_dangerous_is_text(cell) -> None:
    found = read(f'person,start,note\nS1,2018,"{cell}"\n'.encode())
    assert not found.faults
    assert found.lines[0].cells["note"] == cell.removeprefix("'")


def test_rows_with_too_many_or_too_few_cells_are_named() -> None:
    faults = read(b"person,start,note\nS1,2018,a,b\nS2,2018\nS3,2018,x,,\n").faults
    assert [(f.row, f.code) for f in faults] == [(2, CellFault.TOO_MANY_CELLS), (3, CellFault.TOO_FEW_CELLS)]


# ---- workbooks that mean harm -----------------------------------------------------------------------
def part(content: bytes, name: str, change) -> bytes:
    """A workbook with one part changed or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for n in names:
            new.writestr(n, change(old.read(n)) if n == name else old.read(n))
        if name not in names:
            new.writestr(name, change(b""))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


SAMPLE = workbook(ROWS)


def harmful() -> dict[str, tuple[bytes, FileFault]]:
    good = workbook(ROWS)
    cell = b'<row r="%d"><c r="%s"><v>1</v></c></row></sheetData>'
    far_row = part(good, SHEET, lambda x: x.replace(b"</sheetData>", cell % (1_048_576, b"A1048576")))
    far_column = part(good, SHEET, lambda x: x.replace(b"</sheetData>", cell % (3, b"XFD3")))
    unnamed = part(
        good, SHEET, lambda x: x.replace(b"</sheetData>", b'<row r="3">' + b"<c/>" * 70_000 + b"</row></sheetData>")
    )
    entities = part(
        good,
        SHEET,
        lambda x: (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + x.split(b"?>", 1)[-1]
        ),
    )
    return {
        "far row": (far_row, FileFault.TOO_MANY_ROWS),
        "far column": (far_column, FileFault.TOO_WIDE),
        "many cells without a name": (unnamed, FileFault.TOO_WIDE),
        "entities": (entities, FileFault.XLSX_BOMB),
        "unpacks to much": (
            part(good, "xl/media/a.xml", lambda _x: b"<a>" + b" " * 70_000_000 + b"</a>"),
            FileFault.XLSX_BOMB,
        ),
        "many strings": (
            part(good, "xl/sharedStrings.xml", lambda _x: b"<sst>" + b" " * 27_000_000 + b"</sst>"),
            FileFault.XLSX_BOMB,
        ),
        "macros": (part(good, "xl/vbaProject.bin", lambda _x: b"x"), FileFault.XLSX_MACROS),
        "two sheets": (workbook(ROWS, sheets=("Blad 2",)), FileFault.MORE_SHEETS),
        "cut off": (good[: len(good) // 2], FileFault.BROKEN_XLSX),
        "broken xml": (part(good, SHEET, lambda x: x[:-20]), FileFault.BROKEN_XLSX),
        "a zip of something else": (part(good, "content.xml", lambda _x: b"<x/>"), FileFault.NOT_A_TABLE),
        "row that is no number": (
            part(good, SHEET, lambda x: x.replace(b'<row r="1"', b'<row r="x"')),
            FileFault.BROKEN_XLSX,
        ),
    }


@pytest.mark.capability(128)
@pytest.mark.parametrize("name", sorted(harmful()))
def test_a_harmful_workbook_is_refused_before_it_costs_anything(name) -> None:
    content, code = harmful()[name]
    assert len(content) < 5 * 1024 * 1024
    tracemalloc.start()
    assert refused(content) is code
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * 1024 * 1024


def test_a_size_that_lies_is_found_out() -> None:
    content = bytearray(part(workbook(ROWS), "xl/media/a.xml", lambda _x: b"<a>" + b" " * 70_000_000 + b"</a>"))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rfind(mark)
        content[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
    assert refused(bytes(content)) in {FileFault.BROKEN_XLSX, FileFault.XLSX_BOMB}


def test_a_formula_in_a_workbook_is_named_by_row_and_column() -> None:
    fault = read(workbook([["person", "start", "note"], ["S1", "2018", "=1+1"]])).faults[0]
    assert (fault.row, fault.column, fault.code) == (2, "note", CellFault.FORMULA)


@settings(max_examples=300, print_blob=True, deadline=None)
@given(
    st.binary(max_size=400)
    | st.text(max_size=400).map(lambda t: ("person,start,note\n" + t).encode("utf-8", "surrogatepass"))
)
def test_any_bytes_are_a_table_or_a_coded_reason(content) -> None:
    try:
        found = read(content)
    except BadFile as bad:
        assert bad.code in FileFault
    else:
        for line in found.lines:
            assert set(line.cells) == set(found.columns)
            assert all("\0" not in value for value in line.cells.values())


@settings(max_examples=60, print_blob=True, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_a_table_or_a_coded_reason(data) -> None:
    content = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(content))
    except BadFile as bad:
        assert bad.code in FileFault


@settings(max_examples=100, print_blob=True, deadline=None)
@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=20)), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_a_spreadsheet_writes_is_read_back(rows, mark) -> None:
    import csv

    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=mark, quoting=csv.QUOTE_ALL)
    writer.writerow(["person", "start"])
    writer.writerows(rows)
    try:
        found = read(stream.getvalue().encode("utf-8", "replace"))
    except BadFile as bad:
        assert bad.code in {FileFault.NUL, FileFault.BROKEN_QUOTES, FileFault.LINE_TOO_LONG}
    else:
        assert len(found.lines) <= len(rows)
