"""Documents go through the same door as any other fact, in versions, scanned, and handed out as files only."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.services import join_case
from samenhang.audit.enums import Act
from samenhang.audit.models import AuditLine
from samenhang.base.errors import NoGrant, Refused
from samenhang.documents import services
from samenhang.documents.adapters import clamd, store
from samenhang.documents.models import DocumentVersion
from samenhang.documents.selectors import documents_of, writable
from tests.conftest import TODAY
from tests.documents import files
from tests.documents.test_content import EICAR

pytestmark = pytest.mark.capability(124)
CARE = Purpose.CARE_COORDINATION


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.VAR = tmp_path
    settings.SCANNER = ""
    return tmp_path / "documents"


def kept(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("??/*") if p.is_file())


def attach(cast, somebody, *, category=Category.PLAN_GOALS, name="plan.docx", content=None, title="Plan") -> int:
    content = files.GOOD[name] if content is None else content
    return services.attach(
        actor=cast.owner,
        compartment_id=somebody.compartment_id,
        category=category,
        title=title,
        name=name,
        content=content,
    )


def listed(actor, somebody):
    return documents_of(actor, somebody.compartment_id, purpose=CARE)


# ---- the door -------------------------------------------------------------------------------------
def test_what_is_attached_is_seen_by_those_whose_grant_opens_its_category_only(cast, at_the_table):
    """The placement table may see what is needed for a place, not the plan."""
    attach(cast, at_the_table, category=Category.PLAN_GOALS, title="Plan")
    attach(cast, at_the_table, category=Category.HOUSING_NEEDS, title="Needs")
    assert {d.title for d in listed(cast.owner, at_the_table)} == {"Plan", "Needs"}
    assert {d.title for d in listed(cast.table_chair, at_the_table)} == {"Needs"}
    assert listed(cast.outsider, at_the_table) == []


def test_only_who_may_write_the_category_attaches_replaces_and_withdraws(cast, at_the_table, folder):
    document = attach(cast, at_the_table, category=Category.HOUSING_NEEDS)
    count = len(kept(folder))
    for actor in (cast.outsider, cast.table_chair):
        with pytest.raises(NoGrant):
            services.attach(
                actor=actor, compartment_id=at_the_table.compartment_id, category=Category.HOUSING_NEEDS, title="x",
                name="letter.pdf", content=files.PDF,
            )  # fmt: skip
        with pytest.raises(NoGrant):
            services.replace(actor=actor, document_id=document, name="letter.pdf", content=files.PDF)
        with pytest.raises(NoGrant):
            services.withdraw(actor=actor, document_id=document, why="x")
    with pytest.raises(NoGrant):
        attach(cast, at_the_table, category=Category.MEDICAL)
    assert len(kept(folder)) == count
    assert Category.MEDICAL not in writable(cast.owner, at_the_table.compartment_id)
    assert Category.PLAN_GOALS in writable(cast.owner, at_the_table.compartment_id)
    assert writable(cast.table_chair, at_the_table.compartment_id) == []


def test_a_version_of_another_category_cannot_be_downloaded_with_its_number(cast, at_the_table, as_persona):
    attach(cast, at_the_table, category=Category.PLAN_GOALS)
    version = listed(cast.owner, at_the_table)[0].versions[0].id
    assert as_persona("owner").get(f"/documents/versions/{version}/").status_code == 200
    for username in ("chair", "outsider"):
        assert as_persona(username).get(f"/documents/versions/{version}/").status_code == 404
    assert AuditLine.objects.filter(act=Act.DENIED, object_type="Document version").count() == 2


# ---- versions -------------------------------------------------------------------------------------
def test_replacing_adds_a_version_and_keeps_the_earlier_ones(
    cast, somebody, folder, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        document = attach(cast, somebody)
        assert services.replace(actor=cast.owner, document_id=document, name="letter.pdf", content=files.PDF) == 2
    [row] = listed(cast.owner, somebody)
    assert [(v.number, v.name) for v in row.versions] == [(2, "letter.pdf"), (1, "plan.docx")]
    out = services.hand_out(actor=cast.owner, version_id=row.versions[1].id, purpose=CARE)
    assert out is not None and out.content == files.GOOD["plan.docx"]
    assert all(p.suffix == "" and p.stat().st_mode & 0o077 == 0 for p in kept(folder))


def test_withdrawing_asks_a_reason_and_keeps_the_document_in_the_history(cast, somebody):
    document = attach(cast, somebody)
    with pytest.raises(Refused, match="REASON_MISSING"):
        services.withdraw(actor=cast.owner, document_id=document, why=" ")
    services.withdraw(actor=cast.owner, document_id=document, why="Wrong person")
    [row] = listed(cast.owner, somebody)
    assert (row.withdrawn_why, row.withdrawn_by) == ("Wrong person", cast.owner.name) and row.versions
    with pytest.raises(Refused, match="DOCUMENT_WITHDRAWN"):
        services.replace(actor=cast.owner, document_id=document, name="letter.pdf", content=files.PDF)
    with pytest.raises(Refused, match="DOCUMENT_WITHDRAWN"):
        services.withdraw(actor=cast.owner, document_id=document, why="Again")


def test_every_step_and_every_download_is_a_line_of_the_dossier(cast, somebody):
    document = attach(cast, somebody)
    services.replace(actor=cast.owner, document_id=document, name="letter.pdf", content=files.PDF)
    services.hand_out(actor=cast.owner, version_id=listed(cast.owner, somebody)[0].versions[0].id, purpose=CARE)
    services.withdraw(actor=cast.owner, document_id=document, why="x")
    rows = AuditLine.objects.filter(dossier_id=somebody.dossier_id, object_type="Document").order_by("id")
    assert [(r.act, r.categories) for r in rows] == [
        (act, int(Category.PLAN_GOALS)) for act in (Act.CREATE, Act.UPDATE, Act.EXPORT, Act.END)
    ]
    assert "Plan" not in str([r.detail for r in rows]), "the log holds no titles"


# ---- nothing half ---------------------------------------------------------------------------------
def test_without_its_line_in_the_log_nothing_is_kept(cast, somebody, folder, monkeypatch):
    def fail(*_args, **_how):
        raise RuntimeError("no line")

    monkeypatch.setattr("samenhang.documents.services.record", fail)
    with pytest.raises(RuntimeError):
        attach(cast, somebody)
    assert kept(folder) == [] and listed(cast.owner, somebody) == []


@pytest.mark.parametrize(("name", "content", "code"), [("x.exe", b"MZ", "DOCUMENT_TYPE"), ("x.pdf", b"MZ", "DOCUMENT_CONTENT")])  # fmt: skip
def test_what_is_refused_leaves_nothing(cast, somebody, folder, name, content, code):
    with pytest.raises(Refused, match=code):
        attach(cast, somebody, name=name, content=content)
    assert kept(folder) == []


def test_a_crash_between_transaction_and_lasting_name_loses_nothing(cast, somebody, folder):
    attach(cast, somebody)  # the callbacks after the commit never run in this test
    assert [p.suffix for p in kept(folder)] == [".new"]
    out = services.hand_out(actor=cast.owner, version_id=listed(cast.owner, somebody)[0].versions[0].id, purpose=CARE)
    assert out is not None and out.content == files.GOOD["plan.docx"]


def test_files_that_a_crash_left_behind_are_removed_and_others_stay(cast, somebody, folder, capsys):
    attach(cast, somebody)
    orphan, fresh = store.put(b"left behind"), store.put(b"being written now")
    old = time.time() - 7200
    for path in kept(folder):
        if not path.name.startswith(fresh):
            os.utime(path, (old, old))
    call_command("clean_documents")
    assert "1 files removed" in capsys.readouterr().out
    names = [p.stem for p in kept(folder)]
    assert orphan not in names and fresh in names and len(names) == 2


def test_a_file_that_was_changed_on_disk_is_not_handed_out(cast, somebody, folder):
    attach(cast, somebody)
    kept(folder)[0].write_bytes(b"something else")
    with pytest.raises(Refused, match="DOCUMENT_DAMAGED"):
        services.hand_out(actor=cast.owner, version_id=listed(cast.owner, somebody)[0].versions[0].id, purpose=CARE)


# ---- the screens ----------------------------------------------------------------------------------
def upload(client, somebody, name, content, **more):
    data = {"title": "Brief", "category": int(Category.PLAN_GOALS), "file": SimpleUploadedFile(name, content), **more}
    return client.post(f"/documents/people/{somebody.id}/attach/", data)


def test_attaching_seeing_and_downloading_on_the_screens(cast, somebody, as_persona):
    client = as_persona("owner")
    assert upload(client, somebody, "Brief Zoë.pdf", files.PDF).status_code == 302
    page = client.get(f"/documents/people/{somebody.id}/").content.decode()
    assert "Brief Zoë.pdf" in page and "not scanned" in page and "version 1" in page
    version = DocumentVersion.objects.for_rule("the one version of this test").get()
    answer = client.get(f"/documents/versions/{version.pk}/")
    assert answer.content == files.PDF and hashlib.sha256(answer.content).hexdigest() == version.sha256
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Brief%20Zo%C3%AB.pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_refused_file_is_told_in_the_readers_language_and_the_form_is_kept(cast, somebody, as_persona):
    for language, words in (("en", "not what its name says"), ("nl", "niet wat de naam zegt")):
        answer = upload(as_persona("owner", language), somebody, "x.pdf", b"MZ")
        assert (
            answer.status_code == 422
            and words in answer.content.decode()
            and 'value="Brief"' in answer.content.decode()
        )


def test_a_file_beyond_the_limit_is_stopped_while_it_comes_in(cast, somebody, as_persona, settings, folder):
    settings.DOCUMENT_MAX_BYTES = 200_000
    answer = upload(as_persona("owner"), somebody, "x.txt", b"a" * 300_000)
    assert answer.status_code == 413 and "larger than" in answer.content.decode()
    assert kept(folder) == []
    with pytest.raises(Refused, match="DOCUMENT_TOO_LARGE"):
        attach(cast, somebody, name="x.txt", content=b"a" * 200_001)


def test_new_version_and_withdrawing_on_the_screens(cast, somebody, as_persona):
    document = attach(cast, somebody)
    client = as_persona("owner")
    at = f"/documents/people/{somebody.id}/{document}"
    assert client.get(f"{at}/replace/").status_code == 200
    assert client.post(f"{at}/replace/", {"file": SimpleUploadedFile("b.txt", files.TEXT)}).status_code == 302
    assert client.post(f"{at}/withdraw/", {"why": ""}).status_code == 422
    assert client.post(f"{at}/withdraw/", {"why": "Verkeerde persoon"}).status_code == 302
    assert "Verkeerde persoon" in client.get(f"/documents/people/{somebody.id}/").content.decode()


def test_a_forged_form_is_refused(cast, somebody, as_persona):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.cookies = as_persona("owner").cookies
    for end in ("attach/", "1/replace/"):
        answer = client.post(
            f"/documents/people/{somebody.id}/{end}",
            {"file": SimpleUploadedFile("a.txt", b"a"), "title": "x", "category": 1},
        )
        assert answer.status_code == 403


def test_somebody_without_a_part_in_the_case_sees_no_tab(cast, somebody, as_persona):
    client = as_persona("outsider")
    for end in ("", "attach/", "1/replace/", "1/withdraw/"):
        assert client.get(f"/documents/people/{somebody.id}/{end}").status_code == 404
    join_case(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        role=CaseRole.SUPPORTER,
        start=TODAY,
        user_id=cast.outsider.user_id,
    )
    assert client.get(f"/documents/people/{somebody.id}/").status_code == 200
    assert client.get(f"/documents/people/{somebody.id}/attach/").status_code == 403


def test_the_tab_asks_the_database_as_much_for_one_document_as_for_ten(
    cast, somebody, as_persona, django_assert_max_num_queries
):
    client = as_persona("owner")
    for _ in range(10):
        attach(cast, somebody)
    with django_assert_max_num_queries(14):
        client.get(f"/documents/people/{somebody.id}/")


# ---- the scanner ----------------------------------------------------------------------------------
CLAMD = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@pytest.fixture(scope="session")
def scanner(tmp_path_factory):
    """A real clamd with one signature of its own: the EICAR file, by hash and by its bytes wherever they stand."""
    if CLAMD is None:
        pytest.skip("NO CLAMD FOUND: the tests with a real scanner are skipped (Debian: apt-get install clamav-daemon)")
    place = tmp_path_factory.mktemp("clamd")
    (place / "db").mkdir()
    (place / "db" / "eicar.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Test.Eicar.Hash\n")  # noqa: S324
    (place / "db" / "eicar.ndb").write_text(f"Test.Eicar:0:*:{EICAR.hex()}\n")
    address = f"/tmp/samenhang-clamd-{os.getpid()}.sock"  # noqa: S108 - a socket path must be short
    (place / "clamd.conf").write_text(
        f"LocalSocket {address}\nDatabaseDirectory {place / 'db'}\nForeground yes\nOfficialDatabaseOnly no\nStreamMaxLength 20M\n"
        f"LogFile {place / 'log'}\nTemporaryDirectory {place}\n"
    )
    process = subprocess.Popen(
        [CLAMD, f"--config-file={place / 'clamd.conf'}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            if Path(address).exists():
                break
            assert process.poll() is None, (place / "log").read_text() if (place / "log").exists() else "clamd ended"
            time.sleep(0.1)
        yield f"clamd://{address}"
    finally:
        process.terminate()
        process.wait(20)
        Path(address).unlink(missing_ok=True)


def test_a_real_scanner_refuses_the_eicar_file_also_inside_an_office_file(cast, somebody, settings, scanner, folder):
    settings.SCANNER = scanner
    for name, content in (("eicar.txt", EICAR), ("letter.docx", files.docx({"word/media/image1.png": EICAR}))):
        with pytest.raises(Refused) as refused:
            attach(cast, somebody, name=name, content=content)
        assert refused.value.code == "DOCUMENT_INFECTED" and "Eicar" in refused.value.facts["found"]
    assert kept(folder) == []
    for name, content in files.GOOD.items():
        attach(cast, somebody, name=name, content=content)
    assert {v.scan for d in listed(cast.owner, somebody) for v in d.versions} == {"CLEAN"}


def test_the_screen_says_that_the_scanner_found_something(cast, somebody, settings, scanner, as_persona):
    settings.SCANNER = scanner
    answer = upload(as_persona("owner"), somebody, "eicar.txt", EICAR)
    assert answer.status_code == 422 and "scanner found something" in answer.content.decode()


def test_ten_megabytes_pass_the_real_scanner(scanner):
    assert clamd.infected(scanner, os.urandom(10 * 1024 * 1024)) == ""


@pytest.mark.parametrize("address", ["clamd:///nowhere/at/all", "tcp://127.0.0.1:1", "http://x", "nonsense"])
def test_a_scanner_that_does_not_answer_refuses_and_is_never_skipped(cast, somebody, settings, folder, address):
    settings.SCANNER = address
    with pytest.raises(Refused, match="SCANNER_SILENT"):
        attach(cast, somebody)
    assert kept(folder) == []


@pytest.mark.parametrize(
    "answer", [b"", b"stream: OK", b"stream: OK\0", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0", b"stream: \0"]
)
def test_only_the_scanners_own_words_count_as_clean(answer):
    with socket.create_server(("127.0.0.1", 0)) as server:
        import threading

        def serve():
            link, _ = server.accept()
            with link:
                asked = b""
                while not asked.endswith(b"\0\0\0\0"):
                    asked += link.recv(65_536)
                link.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        if answer == b"stream: OK\0":
            assert clamd.infected(address, b"x") == ""
        else:
            with pytest.raises(clamd.Unreachable):
                clamd.infected(address, b"x")
        thread.join()


def test_a_transaction_that_is_taken_back_leaves_no_row(cast, somebody):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        attach(cast, somebody)
        raise ZeroDivisionError
    assert listed(cast.owner, somebody) == []
