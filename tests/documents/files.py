"""Small real files of every type, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TEXT = b"Afspraak met mevrouw Populier.\n"


def png(width: int = 1, height: int = 1) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpeg(width: int = 1, height: int = 1) -> bytes:
    size = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + size + b"\xff\xda\x00\x02\x00\xff\xd9"
    )


def archive(parts: dict[str, bytes], *, comment: bytes = b"") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
        file.comment = comment
    return held.getvalue()


def docx(more: dict[str, bytes] | None = None, *, body: bytes = b"<w:document/>", comment: bytes = b"") -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": body, **(more or {})}, comment=comment)


def xlsx() -> bytes:
    from openpyxl import Workbook

    held = io.BytesIO()
    Workbook().save(held)
    return held.getvalue()


def odt(more: dict[str, bytes] | None = None) -> bytes:
    kind = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "content.xml": b"<office:document-content/>", **(more or {})})


GOOD = {
    "letter.pdf": PDF, "photo.png": png(), "photo.jpg": jpeg(), "photo.JPEG": jpeg(), "note.txt": TEXT, "plan.docx": docx(),
    "budget.xlsx": xlsx(), "plan.odt": odt(),
}  # fmt: skip
