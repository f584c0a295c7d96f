"""The bytes decide what a file is; bombs, scripts, entities and double faces stay out, quickly and in little memory."""

from __future__ import annotations

import io
import time
import tracemalloc
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.base.errors import Refused
from samenhang.documents.enums import FileType
from samenhang.documents.rules import MAX_NAME, check_content, clean_name, ending_of
from tests.documents import files

pytestmark = pytest.mark.capability(124)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(Refused) as refused:
        check_content(content, name)
    return refused.value.code


@pytest.mark.parametrize("name", files.GOOD)
def test_a_real_file_of_every_type_is_accepted(name):
    assert check_content(files.GOOD[name], name) is ending_of(name)


@pytest.mark.parametrize("name", files.GOOD)
@pytest.mark.parametrize("promised", ["a.pdf", "a.png", "a.jpg", "a.docx", "a.xlsx", "a.odt"])
def test_a_file_that_is_something_else_than_its_name_says_is_refused(name, promised):
    if ending_of(name) is not ending_of(promised):
        assert refusal(files.GOOD[name], promised) == "DOCUMENT_CONTENT"


@pytest.mark.parametrize("name", ["x.exe", "x.html", "x.svg", "x.doc", "x.docm", "x.zip", "pdf", "x.", "", "x.pdf.js", "x.pdf\u202e", ".pdf "])  # fmt: skip
def test_a_type_that_is_not_on_the_list_is_refused(name):
    expected = {"x.pdf\u202e": None}.get(name, "DOCUMENT_TYPE")
    if expected is None:
        assert check_content(files.PDF, name) is FileType.PDF
    else:
        assert refusal(files.PDF, name) == expected


@pytest.mark.parametrize("name", files.GOOD)
def test_an_empty_and_a_cut_off_file_are_refused(name):
    assert refusal(b"", name) == "DOCUMENT_EMPTY"
    if not name.endswith(".txt"):
        assert refusal(files.GOOD[name][:-8], name) == "DOCUMENT_CONTENT"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<html><script>alert(1)</script>" + files.PDF, "x.pdf", "DOCUMENT_CONTENT"),
        (files.PDF.replace(b"\n1 0", b"\n<script>alert(1)</script>\n1 0", 1), "x.pdf", "DOCUMENT_CONTENT"),
        (files.PDF + files.archive({"a": b"b"}), "x.pdf", "DOCUMENT_CONTENT"),
        (files.PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "x.pdf", "DOCUMENT_ACTIVE"),
        (files.PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/J#61vaScript>>"), "x.pdf", "DOCUMENT_ACTIVE"),
        (files.PDF.replace(b"/Catalog", b"/Catalog/A<</S/Launch>>"), "x.pdf", "DOCUMENT_ACTIVE"),
        (files.png() + b"<script>alert(1)</script>", "x.png", "DOCUMENT_CONTENT"),
        (files.png() + files.docx(), "x.png", "DOCUMENT_CONTENT"),
        (files.png(60_000, 60_000), "x.png", "DOCUMENT_BOMB"),
        (files.jpeg(60_000, 60_000), "x.jpg", "DOCUMENT_BOMB"),
        (files.png(0, 4), "x.png", "DOCUMENT_CONTENT"),
        (files.jpeg().replace(b"JFIF\x00", b"<svg>"), "x.jpg", "DOCUMENT_CONTENT"),
        (b"GIF89a" + files.jpeg(), "x.jpg", "DOCUMENT_CONTENT"),
        (b"<!DOCTYPE html><script>1</script>", "x.txt", "DOCUMENT_CONTENT"),
        (b"MZ\x90\x00\x03", "x.txt", "DOCUMENT_CONTENT"),
        (b"caf\xe9", "x.txt", "DOCUMENT_CONTENT"),
        (b"MZ" + files.docx(), "x.docx", "DOCUMENT_CONTENT"),
        (files.docx() + b"trailing", "x.docx", "DOCUMENT_CONTENT"),
        (files.docx(comment=b"<script>"), "x.docx", "DOCUMENT_CONTENT"),
        (files.archive({"a.txt": b"b"}), "x.docx", "DOCUMENT_CONTENT"),
        (files.docx({"xl/workbook.xml": b"<x/>"}), "x.docx", "DOCUMENT_CONTENT"),
        (files.docx({"../../etc/passwd": b"x"}), "x.docx", "DOCUMENT_CONTENT"),
        (files.docx({"/etc/passwd": b"x"}), "x.docx", "DOCUMENT_CONTENT"),
        (files.docx({"word/vbaProject.bin": b"x"}), "x.docx", "DOCUMENT_ACTIVE"),
        (files.docx({"word/embeddings/a.xlsx": b"x"}), "x.docx", "DOCUMENT_ACTIVE"),
        (files.docx({"word/media/a.png": b"MZ\x90"}), "x.docx", "DOCUMENT_ACTIVE"),
        (files.docx({"word/media/b.png": files.archive({"a": b"b"})}), "x.docx", "DOCUMENT_ACTIVE"),
        (files.odt({"Basic/Standard/Module1.xml": b"x"}), "x.odt", "DOCUMENT_ACTIVE"),
        (files.docx(body=b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>'), "x.docx", "DOCUMENT_ACTIVE"),
        (files.docx(body='<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode("utf-16")), "x.docx", "DOCUMENT_ACTIVE"),
        (files.docx(body=b" " * 65_530 + b"<!DOCTYPE a>"), "x.docx", "DOCUMENT_ACTIVE"),
        (files.docx({"word/_rels/settings.xml.rels": b'<Relationship Type="x/attachedTemplate" TargetMode="External"/>'}), "x.docx", "DOCUMENT_ACTIVE"),
        (files.docx({f"word/{n}.xml": b"" for n in range(2001)}), "x.docx", "DOCUMENT_BOMB"),
        (files.docx({"word/big.bin": b"\0" * 49_000_000}), "x.docx", "DOCUMENT_BOMB"),
        (files.docx({f"word/{n}.bin": b"\0" * 9_000_000 for n in range(6)}), "x.docx", "DOCUMENT_BOMB"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_within_a_second_and_in_little_memory(content, name, code):
    tracemalloc.start()
    began = time.process_time()
    try:
        assert refusal(content, name) == code
        assert time.process_time() - began < 1
        assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_bomb_that_lies_about_what_it_unpacks_to_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", b"<Types/>")
        file.writestr("word/document.xml", b"\0" * 30_000_000)
    told = held.getvalue().replace((30_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert refusal(told, "x.docx") in {"DOCUMENT_BOMB", "DOCUMENT_CONTENT"}


@given(st.binary(max_size=400), st.sampled_from(sorted(files.GOOD)))
def test_random_bytes_are_a_refusal_with_words_and_never_an_error(content, name):
    from samenhang.ui.reasons import REASONS

    for candidate in (content, files.GOOD[name][: len(content)] + content):
        try:
            check_content(candidate, name)
        except Refused as refused:
            assert refused.code in REASONS


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\iris\\brief.pdf", "brief.pdf"),
        ("brief\u202efdp.exe.pdf", "brieffdp.exe.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1.tar.pdf", "_LPT1.tar.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ('a"; filename="b.exe.pdf', "a; filename=b.exe.pdf"),
        ("...pdf", "document.pdf"),
        ("  . .pdf", "document.pdf"),
        ("<script>.pdf", "script.pdf"),
        ("behandelplan Zoë.PDF", "behandelplan Zoë.pdf"),
    ],
)
def test_hostile_names_become_plain_names(name, kept):
    assert clean_name(name, FileType.PDF) == kept


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_every_system_can_keep(name):
    kept = clean_name(name, FileType.PDF)
    assert 5 <= len(kept) <= MAX_NAME and kept.endswith(".pdf") and not kept.startswith((".", " "))
    assert not any(unicodedata.category(c)[0] == "C" or c in '/\\<>:"|?*%' for c in kept)
    assert clean_name(kept, FileType.PDF) == kept
