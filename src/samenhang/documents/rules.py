"""What a file really is, and whether it is safe to keep: its bytes decide, never its name alone.

Everything is bounded: the size of the file, what unpacks from it, how many pieces it has. Nothing is executed or rendered.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

from samenhang.base.errors import Refused
from samenhang.documents.catalogue import ENDINGS
from samenhang.documents.enums import FileType

MAX_ENTRIES = 2_000
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 150
MAX_PIXELS = 100_000_000
MAX_NAME = 120
_PIECE = 64 * 1024
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$", re.IGNORECASE)
_MARKUP = re.compile(rb"<\s*(!doctype\s+html|html|script|svg|iframe|body|\?php)", re.IGNORECASE)
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_ACTIVE_NAMES = ("vbaproject.bin", "activex", "embeddings/", "oleobject", "basic/", "scripts/")
_MAIN_PART = {"word/document.xml": FileType.WORD, "xl/workbook.xml": FileType.EXCEL}
_ODT = b"application/vnd.oasis.opendocument.text"


def clean_name(name: str, kind: FileType) -> str:
    """The name of a file as text: no folders, nothing invisible or that turns the direction round, not reserved, not long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    last = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*%')
    stem = last.rpartition(".")[0] if "." in last else last
    stem = re.sub(r"\s+", " ", stem).strip(" .")
    if not stem:
        stem = "document"
    if _RESERVED.match(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return f"{stem[: MAX_NAME - 6].rstrip(' .')}.{kind.value}"


def ending_of(name: str) -> FileType:
    """The type that a name promises. Raises Refused(DOCUMENT_TYPE)."""
    visible = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip(" .")
    kind = ENDINGS.get(visible.rpartition(".")[2].lower())
    if kind is None or "." not in visible:
        raise Refused("DOCUMENT_TYPE")
    return kind


def check_content(content: bytes, name: str) -> FileType:
    """The type of a file whose content is what its name promises, and safe to keep.

    Raises Refused: DOCUMENT_EMPTY, DOCUMENT_TYPE (not on the list), DOCUMENT_CONTENT (it is something else, or broken),
    DOCUMENT_BOMB (unpacks to too much), DOCUMENT_ACTIVE (macros, scripts, external entities).
    """
    kind = ending_of(name)
    if not content:
        raise Refused("DOCUMENT_EMPTY")
    check = {
        FileType.PDF: _pdf, FileType.PNG: _png, FileType.JPEG: _jpeg, FileType.TEXT: _text, FileType.WORD: _zipped,
        FileType.EXCEL: _zipped, FileType.ODT: _zipped,
    }[kind]  # fmt: skip
    check(content, kind)
    return kind


def _not_what_it_says() -> Refused:
    return Refused("DOCUMENT_CONTENT")


def _pdf(content: bytes, _kind: FileType) -> None:
    end = content.rstrip(b"\r\n \t\x00")
    if not re.match(rb"%PDF-[12]\.\d", content) or not end.endswith(b"%%EOF"):
        raise _not_what_it_says()
    if _MARKUP.search(content[:4096]) or _MARKUP.search(content[-4096:]) or b"PK\x05\x06" in content[-70_000:]:
        raise _not_what_it_says()  # at the same time a page or an archive
    names = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), content)
    if _ACTIVE_PDF.search(names):
        raise Refused("DOCUMENT_ACTIVE")


def _png(content: bytes, _kind: FileType) -> None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise _not_what_it_says()
    at, first = 8, True
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        after = at + 12 + length
        if (
            after > len(content)
            or zlib.crc32(content[at + 4 : after - 4]) != struct.unpack_from(">I", content, after - 4)[0]
        ):
            raise _not_what_it_says()
        if first:
            if name != b"IHDR" or length != 13:
                raise _not_what_it_says()
            width, height = struct.unpack_from(">II", content, at + 8)
            _pixels(width, height)
            first = False
        if name == b"IEND":
            if after != len(content):
                raise _not_what_it_says()  # something is hidden behind the picture
            return
        at = after
    raise _not_what_it_says()


def _jpeg(content: bytes, _kind: FileType) -> None:
    if not content.startswith(b"\xff\xd8\xff") or not content.endswith(b"\xff\xd9"):
        raise _not_what_it_says()
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            raise _not_what_it_says()  # pixels before their size
        length = struct.unpack_from(">H", content, at + 2)[0]
        if length < 2 or at + 2 + length > len(content):
            break
        if marker in {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", content, at + 5)
            _pixels(width, height)
            if _MARKUP.search(content[:4096]) or _MARKUP.search(content[-4096:]):
                raise _not_what_it_says()
            return
        at += 2 + length
    raise _not_what_it_says()


def _pixels(width: int, height: int) -> None:
    if not width or not height:
        raise _not_what_it_says()
    if width * height > MAX_PIXELS:
        raise Refused("DOCUMENT_BOMB")


def _text(content: bytes, _kind: FileType) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_what_it_says() from None
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f" for c in text):
        raise _not_what_it_says()
    if content.startswith((b"%PDF", b"%!PS")) or _MARKUP.search(content[:1024]):
        raise _not_what_it_says()


def _zipped(content: bytes, kind: FileType) -> None:
    if not content.startswith(b"PK\x03\x04") or content.rfind(b"PK\x05\x06") != len(content) - 22:
        raise _not_what_it_says()  # something before or behind the archive
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _office(archive, kind)
    except Refused:
        raise
    except Exception:  # a broken archive has many ways to be broken; none of them is a document
        raise _not_what_it_says() from None


def _office(archive: zipfile.ZipFile, kind: FileType) -> None:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Refused("DOCUMENT_BOMB")
    if len(set(names)) != len(names) or any(n.startswith("/") or "\\" in n or ".." in n.split("/") for n in names):
        raise _not_what_it_says()
    if _kind_of(archive, set(names)) is not kind:
        raise _not_what_it_says()
    if any(part in name.lower() for name in names for part in _ACTIVE_NAMES):
        raise Refused("DOCUMENT_ACTIVE")
    left = MAX_UNPACKED
    for entry in entries:
        if entry.flag_bits & 1 or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise _not_what_it_says()
        if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Refused("DOCUMENT_BOMB")
        left -= _part(archive, entry, left)


def _kind_of(archive: zipfile.ZipFile, names: set[str]) -> FileType | None:
    if "mimetype" in names:
        with archive.open("mimetype") as file:
            return FileType.ODT if file.read(200).strip() == _ODT and "content.xml" in names else None
    if "[Content_Types].xml" not in names:
        return None
    found = [kind for part, kind in _MAIN_PART.items() if part in names]
    return found[0] if len(found) == 1 else None


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> int:
    """Read one part in pieces, count what really unpacks, and look for what must not be in XML."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml", ".rdf"))
    size, tail = 0, b""
    for piece in _pieces(archive, entry):
        size += len(piece)
        if size > left:
            raise Refused("DOCUMENT_BOMB")
        if is_xml:
            seen = (tail + piece).replace(b"\x00", b"")  # UTF-16 hides nothing
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen or b"attachedTemplate" in seen:
                raise Refused("DOCUMENT_ACTIVE")
            tail = seen[-32:]
        elif (
            tail == b""
            and size == len(piece)
            and piece.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
        ):
            raise Refused("DOCUMENT_ACTIVE")  # a program or another archive inside
    return size


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as file:
        while piece := file.read(_PIECE):
            yield piece
