"""The types that may be attached: their media type, and the endings under which they come."""

from __future__ import annotations

from samenhang.documents.enums import FileType

MEDIA: dict[FileType, str] = {
    FileType.PDF: "application/pdf",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.TEXT: "text/plain; charset=utf-8",
    FileType.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
}
ENDINGS: dict[str, FileType] = {**{kind.value: kind for kind in FileType}, "jpeg": FileType.JPEG}
