"""Codes of documents."""

from enum import StrEnum


class FileType(StrEnum):
    """What may be attached; the value is the ending of the name."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    TEXT = "txt"
    WORD = "docx"
    EXCEL = "xlsx"
    ODT = "odt"


class Scan(StrEnum):
    """What the scanner said of a version."""

    CLEAN = "CLEAN"
    NO_SCANNER = "NO_SCANNER"
