"""Codes of imports: what can be imported, and what can be wrong with a file, a row or a cell."""

from enum import StrEnum


class Kind(StrEnum):
    """What a file holds."""

    SUPPLY = "supply"
    HISTORIES = "histories"
    REPORTS = "reports"


class ExportForm(StrEnum):
    """In which form something leaves; the value is the ending of the file."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


class FileFault(StrEnum):
    """Why a file as a whole cannot be read. Nothing in it was looked at further."""

    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    TOO_MANY_ROWS = "TOO_MANY_ROWS"
    TOO_WIDE = "TOO_WIDE"
    NOT_A_TABLE = "NOT_A_TABLE"
    OLD_EXCEL = "OLD_EXCEL"
    UTF16 = "UTF16"
    ENCODING = "ENCODING"
    NUL = "NUL"
    LINE_TOO_LONG = "LINE_TOO_LONG"
    BROKEN_QUOTES = "BROKEN_QUOTES"
    NO_HEADERS = "NO_HEADERS"
    WRONG_HEADERS = "WRONG_HEADERS"
    DOUBLE_HEADERS = "DOUBLE_HEADERS"
    BROKEN_XLSX = "BROKEN_XLSX"
    XLSX_BOMB = "XLSX_BOMB"
    XLSX_MACROS = "XLSX_MACROS"
    XLSX_LOCKED = "XLSX_LOCKED"
    MORE_SHEETS = "MORE_SHEETS"


class CellFault(StrEnum):
    """What is wrong in a row, mostly in one column."""

    CELL_TOO_LONG = "CELL_TOO_LONG"
    FORMULA = "FORMULA"
    FORMULA_RESULT = "FORMULA_RESULT"
    CONTROL_CHARACTER = "CONTROL_CHARACTER"
    TOO_MANY_CELLS = "TOO_MANY_CELLS"
    TOO_FEW_CELLS = "TOO_FEW_CELLS"
    MISSING = "MISSING"
    NOT_A_CODE = "NOT_A_CODE"
    DOUBLE_CODE = "DOUBLE_CODE"
    UNKNOWN_WORD = "UNKNOWN_WORD"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    NOT_YES_NO = "NOT_YES_NO"
    NOT_A_DAY = "NOT_A_DAY"
    ENDS_BEFORE_START = "ENDS_BEFORE_START"
    TOO_FAR_AHEAD = "TOO_FAR_AHEAD"
    UNKNOWN_PERSON = "UNKNOWN_PERSON"
    UNKNOWN_ORGANISATION = "UNKNOWN_ORGANISATION"
    NOT_YOUR_ORGANISATION = "NOT_YOUR_ORGANISATION"
    CODE_OF_OTHERS = "CODE_OF_OTHERS"
    LOCATION_OF_OTHERS = "LOCATION_OF_OTHERS"
    LOCATION_DIFFERS = "LOCATION_DIFFERS"
    UNKNOWN_MUNICIPALITY = "UNKNOWN_MUNICIPALITY"
    HALF_A_POINT = "HALF_A_POINT"
    NOT_A_STAY = "NOT_A_STAY"
    LEVEL_NEEDED = "LEVEL_NEEDED"
    BELOW_TAKEN = "BELOW_TAKEN"
    NOT_A_PHONE = "NOT_A_PHONE"
    REFERENCE_TAKEN = "REFERENCE_TAKEN"
    NOT_A_WHOLE_DAY = "NOT_A_WHOLE_DAY"
    STILL_TO_COME = "STILL_TO_COME"


class Remark(StrEnum):
    """What somebody should look at; the import goes on."""

    OVERLAPS = "OVERLAPS"
    ENDS_AT_NEXT = "ENDS_AT_NEXT"
    SPREAD = "SPREAD"
    RECORDED_BY_HAND = "RECORDED_BY_HAND"
    WINDOWS_1252 = "WINDOWS_1252"
    HEALTH_WORDS = "HEALTH_WORDS"
    WORDS_REMOVED = "WORDS_REMOVED"


class Change(StrEnum):
    """What an import does with a row."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"
