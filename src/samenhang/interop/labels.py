"""Code → words for imports: what a file holds, and what is wrong with a file, a row or a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samenhang.interop.enums import CellFault, Change, FileFault, Kind, Remark

KINDS: dict[Kind, Promise] = {
    Kind.SUPPLY: _("Import places"),
    Kind.HISTORIES: _("Import placement histories"),
    Kind.REPORTS: _("Import reports of a concern"),
}
CHANGES: dict[Change, Promise] = {
    Change.NEW: _("New"),
    Change.CHANGED: _("Changes"),
    Change.UNCHANGED: _("Stays as it is"),
}
FILE_FAULTS: dict[FileFault, Promise] = {
    FileFault.EMPTY: _("There are no rows in this file. The first row names the columns, the rows below hold the data."),
    FileFault.TOO_LARGE: _("This file is larger than %(limit)s. Split it into smaller files."),
    FileFault.TOO_MANY_ROWS: _("This file has more than %(limit)s rows. Split it into smaller files."),
    FileFault.TOO_WIDE: _("This file has more than %(limit)s columns. Keep the columns of the example only."),
    FileFault.NOT_A_TABLE: _("This is no table. Save it as CSV or as an Excel workbook (.xlsx) and choose that file."),
    FileFault.OLD_EXCEL: _("This is a workbook of an old kind, or one with a password. Save it as .xlsx without a password, or as CSV."),
    FileFault.UTF16: _("This text is saved as UTF-16 (“Unicode text”). Choose “CSV UTF-8” when you save it."),
    FileFault.ENCODING: _("Row %(row)s holds letters that are neither UTF-8 nor Windows-1252, so names would be damaged. Choose “CSV UTF-8” when you save it."),
    FileFault.NUL: _("Row %(row)s holds bytes that belong to no text. The file is damaged or no CSV; save it again."),
    FileFault.LINE_TOO_LONG: _("Row %(row)s is longer than %(limit)s characters. Look whether line ends are missing."),
    FileFault.BROKEN_QUOTES: _("From row %(row)s on a quotation mark is missing or stands in the wrong place. Save the file again from your spreadsheet."),
    FileFault.NO_HEADERS: _("The first row does not name the columns. It must hold: %(expected)s."),
    FileFault.WRONG_HEADERS: _("The columns are not right. Missing: %(missing)s. Not known: %(unknown)s."),
    FileFault.DOUBLE_HEADERS: _("The column %(column)s stands there twice."),
    FileFault.BROKEN_XLSX: _("This workbook cannot be read. Save it again, or save it as CSV UTF-8."),
    FileFault.XLSX_BOMB: _("This workbook unpacks to more than can be read safely. Save only the sheet with the data, as CSV UTF-8."),
    FileFault.XLSX_MACROS: _("This workbook holds macros. Save it as .xlsx without macros."),
    FileFault.XLSX_LOCKED: _("This workbook has a password. Save it without one."),
    FileFault.MORE_SHEETS: _("This workbook has %(count)s sheets. Keep one sheet, so that nothing is left out unseen."),
}  # fmt: skip
CELL_FAULTS: dict[CellFault, Promise] = {
    CellFault.CELL_TOO_LONG: _("Longer than %(limit)s characters."),
    CellFault.FORMULA: _("This is a formula, or begins like one. Write the value itself."),
    CellFault.FORMULA_RESULT: _("Here a formula failed in the spreadsheet. Write the value itself."),
    CellFault.CONTROL_CHARACTER: _("Holds characters that cannot be seen. Type the text again."),
    CellFault.TOO_MANY_CELLS: _("%(found)s cells instead of %(expected)s: put text with a separator in quotation marks."),
    CellFault.TOO_FEW_CELLS: _("%(found)s cells instead of %(expected)s: a separator is missing."),
    CellFault.MISSING: _("This must be filled in."),
    CellFault.NOT_A_CODE: _("A code holds letters, digits, dots and dashes only."),
    CellFault.DOUBLE_CODE: _("This code stands in row %(first)s as well."),
    CellFault.UNKNOWN_WORD: _("This word or code is not known here."),
    CellFault.NOT_A_NUMBER: _("This is not a number."),
    CellFault.OUT_OF_RANGE: _("Must lie between %(low)s and %(high)s."),
    CellFault.NOT_YES_NO: _("Write yes or no."),
    CellFault.NOT_A_DAY: _("Write a day as 2018-04-17, or 2018-04 or 2018 when no more is known."),
    CellFault.ENDS_BEFORE_START: _("The last day lies before the first."),
    CellFault.TOO_FAR_AHEAD: _("This lies more than a year ahead."),
    CellFault.UNKNOWN_PERSON: _("Nobody with this number in whose case you take part in a role that opens the placement history."),
    CellFault.UNKNOWN_ORGANISATION: _("No organisation has this code."),
    CellFault.NOT_YOUR_ORGANISATION: _("You do not work for this organisation. Only they import their places."),
    CellFault.CODE_OF_OTHERS: _("Another organisation uses this code already. Choose another."),
    CellFault.LOCATION_OF_OTHERS: _("Another organisation uses this code of a location already. Choose another."),
    CellFault.LOCATION_DIFFERS: _("In row %(first)s this location has another name, municipality, organisation or coordinates."),
    CellFault.UNKNOWN_MUNICIPALITY: _("No municipality has this name or code."),
    CellFault.HALF_A_POINT: _("Fill in latitude and longitude, or neither."),
    CellFault.NOT_A_STAY: _("Nobody can stay in this form, so it is no place of the register."),
    CellFault.LEVEL_NEEDED: _("This form has no usual security level. Fill it in."),
    CellFault.BELOW_TAKEN: _("Fewer slots than the %(taken)s that are taken or reserved now."),
    CellFault.NOT_A_PHONE: _("This is not a telephone number."),
    CellFault.REFERENCE_TAKEN: _("Another report of your organisation has this number. Give each report its own."),
    CellFault.NOT_A_WHOLE_DAY: _("Write a whole day, such as 2026-11-22."),
    CellFault.STILL_TO_COME: _("This day is still to come."),
}  # fmt: skip
REMARKS: dict[Remark, Promise] = {
    Remark.OVERLAPS: _("Overlaps with another stay. That is right when a home was held during an admission."),
    Remark.ENDS_AT_NEXT: _("No last day: ends where the next stay begins."),
    Remark.SPREAD: _("Several stays begin in the same month: their order is kept, their days are not known."),
    Remark.RECORDED_BY_HAND: _("Recorded in Samenhang already, with other details. What is recorded there stays; correct it there."),
    Remark.WINDOWS_1252: _("This file was not saved as UTF-8 and was read as Windows-1252. Look whether letters with accents are right."),
    Remark.HEALTH_WORDS: _("This report says what somebody has. It comes in; the desk looks whether those words may stay."),
    Remark.WORDS_REMOVED: _("This report came in before and its words were removed on their day. Nothing happens with it again."),
}  # fmt: skip


def file_words(code: FileFault, facts: Mapping[str, Any]) -> str:
    """Why a file cannot be read, in a sentence; empty facts become a dash, bytes become megabytes."""
    told = {k: v or "–" for k, v in facts.items()}
    if code is FileFault.TOO_LARGE:
        told["limit"] = f"{facts['limit'] / 1024 / 1024:.0f} MB"
    return str(FILE_FAULTS[code]) % told


def cell_words(code: CellFault, facts: Mapping[str, Any]) -> str:
    """What is wrong with a cell, in a sentence."""
    return str(CELL_FAULTS[code]) % dict(facts)
