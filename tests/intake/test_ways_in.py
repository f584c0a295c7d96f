"""Reports come in by form, by another system and by file; the desk works on them on the screen; each sees only what is theirs."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from samenhang.access.enums import Purpose
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.directory.enums import ApiScope
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.directory.services import make_key
from samenhang.intake import selectors, services
from samenhang.intake.enums import FeedbackHow, Outcome, PartyView, ReportWay
from samenhang.intake.models import Report, ReportDesk
from samenhang.intake.rules import Decision
from tests.conftest import NOW, TODAY
from tests.intake.conftest import a_report

CARE = Purpose.CARE_COORDINATION
EXAMPLE = Path(django_settings.ROOT) / "docs" / "examples" / "reports.csv"


def all_reports():
    return Report.objects.for_rule("a test counts what came in")


# ---- another system ---------------------------------------------------------------------------------
BODY = {
    "reference": "PL-1", "kind": "E33", "source": "POLICE", "seen_on": "2026-11-21", "text": "Riep op straat", "subject_name": "Meneer Zonnedauw",
    "municipality": "turfwolde",
}  # fmt: skip


@pytest.fixture
def key(desk) -> str:
    cache.clear()
    actor = actor_of(User.objects.get(pk=desk.police.user_id), today=TODAY)
    return make_key(
        actor=actor, name="politie", scopes=[ApiScope.REPORTS_WRITE], start=TODAY, end=TODAY + timedelta(days=90)
    )


def post(key: str, body: dict, address: str = "reports"):
    return Client().post(
        f"/api/v1/{address}",
        json.dumps(body),
        content_type="application/json",
        headers={"authorization": f"Bearer {key}", "accept-language": "en"},
    )


@pytest.mark.capability(15)
@pytest.mark.capability(129)
def test_the_system_of_the_police_hands_a_report_in_once(key, desk):
    first, again = post(key, BODY), post(key, BODY)
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert all_reports().count() == 1 and all_reports().get().way == ReportWay.API
    assert set(first.json()) == {"reference", "kind", "received_at", "state", "fed_back_at", "feedback", "removed_at"}
    assert b"Zonnedauw" not in first.content and b"Riep" not in first.content
    other = post(key, {**BODY, "text": "Iets anders"})
    assert (other.status_code, other.json()["code"]) == (409, "REFERENCE_TAKEN")


@pytest.mark.capability(15)
@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"text": "x" * 8_001}, 422), ({"municipality": "Nergens"}, 422), ({"seen_on": "2026-13-01"}, 422), ({"kind": "X"}, 422),
        ({"subject_name": ""}, 409), ({"seen_on": "2026-12-01"}, 409), ({"extra": 1}, 422), ({"reference": "a b"}, 422),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_kept(key, change, status):
    answer = post(key, {**BODY, **change})
    assert answer.status_code == status and answer.json()["detail"]
    assert all_reports().count() == 0


@pytest.mark.capability(15)
def test_a_key_reads_the_answer_and_never_the_report_of_another_organisation(key, desk, cast):
    post(key, BODY)
    ask = {"headers": {"authorization": f"Bearer {key}"}}
    assert Client().get("/api/v1/reports/PL-1", **ask).json()["state"] == "RECEIVED"
    assert Client().get("/api/v1/reports/PL-2", **ask).status_code == 404
    actor = actor_of(User.objects.get(pk=cast.owner.user_id), today=TODAY)
    other = make_key(
        actor=actor, name="x", scopes=[ApiScope.REPORTS_WRITE], start=TODAY, end=TODAY + timedelta(days=90)
    )
    headers = {"authorization": f"Bearer {other}"}
    assert Client().get("/api/v1/reports/PL-1", headers=headers).status_code == 404
    without = make_key(
        actor=actor, name="y", scopes=[ApiScope.PEOPLE_READ], start=TODAY, end=TODAY + timedelta(days=90)
    )
    assert post(without, BODY).status_code == 403
    assert post("smh_nothing", BODY).status_code == 401


@pytest.mark.capability(15)
def test_a_long_report_with_a_guess_is_not_lost_on_its_way_from_another_system(key):
    long = {**BODY, "text": "Wij troffen hem aan op de kade.\n" * 120 + "Volgens de buurman is hij psychotisch."}
    assert post(key, long).status_code == 201
    assert (all_reports().get().text, all_reports().get().health) == (long["text"], "MARKED")


@pytest.mark.capability(15)
def test_a_report_that_is_sent_again_after_its_words_were_removed_does_not_come_in_twice(key, desk, as_persona):
    post(key, BODY)
    report_id = all_reports().get().pk
    for actor in desk.parties:
        services.weigh_report(actor=actor, report_id=report_id, view=PartyView.NO_GROUND, reason="Rustig", now=NOW)
    done = Decision(Outcome.CLOSE_WITH_FEEDBACK, "Rustig")
    services.decide_report(actor=desk.nurse, report_id=report_id, new=done, today=TODAY, now=NOW)
    services.feed_back(actor=desk.nurse, report_id=report_id, how=FeedbackHow.PHONE, text="Bekeken.", now=NOW)
    services.close_report(actor=desk.nurse, report_id=report_id, now=NOW)
    assert services.wipe_reports(actor=SYSTEM, today=TODAY + timedelta(weeks=6)) == 1
    again = post(key, BODY)
    assert (again.status_code, again.json()["state"], again.json()["reference"]) == (200, "CLOSED", "PL-1")
    assert again.json()["removed_at"] and again.json()["feedback"] == "" and all_reports().count() == 1
    get = Client().get("/api/v1/reports/PL-1", headers={"authorization": f"Bearer {key}"})
    assert get.status_code == 200 and get.json() == again.json()
    page = dry_run(as_persona("agent"), EXAMPLE.read_bytes().replace(b"PL-2026-0101", b"PL-1"))[1]
    assert "its words were removed on their day" in page and "Another report of your organisation" not in page


# ---- a file -----------------------------------------------------------------------------------------
def dry_run(browser, content: bytes) -> tuple[str, str]:
    answer = browser.post("/import/reports/", {"file": SimpleUploadedFile("meldingen.csv", content)})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return answer["Location"], browser.get(answer["Location"]).content.decode()


def confirm(browser, content: bytes):
    url, page = dry_run(browser, content)
    found = re.search(r'name="digest" value="(\w+)"', page)
    assert found, page
    return browser.post(url, {"act": "import", "digest": found[1]})


@pytest.mark.capability(15)
@pytest.mark.capability(128)
def test_a_file_of_the_police_is_looked_at_then_handed_in_and_again_adds_nothing(desk, municipalities, as_persona):
    browser, content = as_persona("agent"), EXAMPLE.read_bytes()
    _url, page = dry_run(browser, content)
    assert all_reports().count() == 0 and "PL-2026-0101" in page
    assert confirm(browser, content)["Location"] == "/reports/mine/"
    assert all_reports().count() == 2
    _url, page = dry_run(browser, content)
    assert "Stays as it is" in page and all_reports().count() == 2
    page = dry_run(browser, content.replace(b"zonder jas", b"met jas"))[1]
    assert "Another report of your organisation has this number." in page


@pytest.mark.capability(15)
@pytest.mark.capability(128)
def test_a_file_with_long_reports_and_a_guess_comes_in_and_says_that_the_desk_looks(desk, municipalities, as_persona):
    browser, long = as_persona("agent"), b"riep. " + b"Wij bleven een half uur. " * 200
    content = EXAMPLE.read_bytes().replace(b"riep.", long + b"Is psychotisch, zei een buurman.", 1)
    assert "the desk looks whether those words may stay" in dry_run(browser, content)[1]
    assert confirm(browser, content)["Location"] == "/reports/mine/"
    row = all_reports().get(reference="PL-2026-0101")
    assert len(row.text) > 5_000 and row.health == "MARKED"


@pytest.mark.capability(15)
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("E33;POLICE", "ZZ;POLICE", "This word or code is not known here."), ("2026-11-19", "2026-11", "Write a whole day"),
        ("2026-11-19", "2026-12-19", "This day is still to come."), ("riep.", "riep. " + "x" * 8_000, "Longer than 8000 characters."),
        ("Turfwolde", "Nergens", "No municipality has this name or code."), ("PL-2026-0102", "PL-2026-0101", "stands in row 2 as well"),
        (";;;Lange Wal 12", ";;;", "This must be filled in."),
    ],
)  # fmt: skip
def test_an_error_in_a_file_is_named_by_row_and_column(desk, municipalities, as_persona, old, new, words):
    text = EXAMPLE.read_text().replace(old, new, 1)
    assert words in dry_run(as_persona("agent"), text.encode())[1]
    assert all_reports().count() == 0


# ---- the screens ------------------------------------------------------------------------------------
SENT = {
    "kind": "NEIGHBOURS", "source": "NEIGHBOUR", "seen_on": "2026-11-21", "text": "Al weken licht aan, doet niet open.", "subject_name": "Mevrouw Heiblauw",
    "reporter_contact": "0500-1",
}  # fmt: skip


@pytest.mark.capability(17)
def test_a_housing_officer_or_a_professional_reports_with_a_light_form_and_hears_what_came_of_it(
    desk, cast, as_persona
):
    browser = as_persona("owner")
    assert "You reported nothing yet" in browser.get("/reports/mine/").content.decode()
    bad = browser.post("/reports/new/", {**SENT, "subject_name": ""})
    assert bad.status_code == 409 and "Al weken licht aan" in bad.content.decode(), "nothing typed is lost"
    assert browser.post("/reports/new/", {**SENT, "kind": ""}).status_code == 422
    assert browser.post("/reports/new/", SENT)["Location"] == "/reports/mine/"
    assert "The report desk has it." in browser.get("/reports/mine/").content.decode()
    assert "Heiblauw" not in browser.get("/reports/mine/").content.decode()
    for address in ("/reports/", f"/reports/{all_reports().get().pk}/"):
        assert browser.get(address).status_code == 403
    assert as_persona("chair").get("/reports/new/").status_code == 403


@pytest.mark.capability(15)
@pytest.mark.capability(16)
def test_a_report_is_walked_from_the_first_look_to_closed(desk, cast, came_in, as_persona):
    at = f"/reports/{came_in}/"
    nurse = as_persona("verpleegkundige")
    assert nurse.get("/")["Location"] == "/reports/"
    assert "Meneer Zonnedauw" in nurse.get("/reports/").content.decode()
    assert "Nobody with exactly this name" in nurse.get(at).content.decode()
    for username, view in (("verpleegkundige", "FOR_NETWORK"), ("spv", "NO_GROUND"), ("vgwerker", "FOR_NETWORK")):
        assert as_persona(username).post(f"{at}weigh/", {"view": view, "reason": "Bekeken"}).status_code == 302
    page = nurse.get(at).content.decode()
    assert "The parties see different things" in page
    sent = {
        "outcome": "OGGZ_CASE", "reason": "Niemand in beeld", "coordinator": cast.owner.user_id, "into_case": "Stond zonder jas op straat.",
    }  # fmt: skip
    refused = nurse.post(f"{at}decide/", sent)
    assert refused.status_code == 409 and "Nobody is signed up on paper only." in refused.content.decode()
    sent |= {"talked_on": "2026-11-22", "talked_place": "Haven", "talked_by": "Geertje", "informed_on": "2026-11-22"}
    assert nurse.post(f"{at}decide/", sent).status_code == 302
    assert "thought otherwise" in nurse.get(at).content.decode()
    assert (
        nurse.post(f"{at}answer/", {"how": "PHONE", "text": "Wij hebben gekeken en er volgt hulp."}).status_code == 302
    )
    assert nurse.post(f"{at}close/").status_code == 302
    page = nurse.get(at).content.decode()
    assert "Closed report" in page and "that there was one stays, as a number" in page
    assert nurse.post(f"{at}weigh/", {"view": "NO_GROUND", "reason": "Te laat"}).status_code == 409
    assert "Wij hebben gekeken" in as_persona("agent").get("/reports/mine/").content.decode()
    assert AuditLine.objects.filter(object_type="Report", act="READ").exists()


@pytest.mark.capability(15)
def test_the_inquiry_and_the_crisis_are_walked_on_the_screen(desk, cast, municipalities, as_persona):
    new = a_report(danger=True, municipality_id=municipalities["Turfwolde"])
    found = services.receive(actor=desk.police, new=new, way=ReportWay.FORM, now=NOW)[0]
    at, nurse = f"/reports/{found}/", as_persona("verpleegkundige")
    assert "Danger now: act first" in nurse.get("/reports/").content.decode()
    assert nurse.post(f"{at}crisis/", {"danger": "yes", "note": "Crisisdienst"}).status_code == 422, "and since when?"
    noted = {
        "danger": "yes",
        "note": "Crisisdienst gebeld",
        "what": "Staat op het dak",
        "called_at": "2026-11-22T10:00",
    }
    assert nurse.post(f"{at}crisis/", noted).status_code == 302
    assert "The crisis opens in the same act in which a case begins." in nurse.get(at).content.decode()
    nurse.post(f"{at}weigh/", {"view": "FOR_NETWORK", "reason": "Zorgen"})
    sent = {
        "outcome": "WVGGZ_REPORT", "reason": "Ernstig nadeel", "without_why": "Spoed", "not_talked_why": "Deed niet open", "not_informed_why": "Spoed",
        "into_case": "Stond op het dak.", "coordinator": cast.owner.user_id,
    }  # fmt: skip
    assert nurse.post(f"{at}decide/", sent).status_code == 302
    assert nurse.get(f"{at}inquiry/tell/").status_code == 404 and nurse.get(f"{at}inquiry/niets/").status_code == 404
    assert nurse.post(f"{at}inquiry/begin/", {"words": "GGD", "essential": "on"}).status_code == 302
    assert nurse.post(f"{at}inquiry/find_no_need/", {"words": "Hulp is er"}).status_code == 302
    assert "The essential reporter insists" in nurse.get(at).content.decode()
    assert nurse.post(f"{at}inquiry/insist/").status_code == 302
    assert "Application made to the public prosecutor" in nurse.get(at).content.decode()


@pytest.mark.capability(15)
def test_the_list_stays_small_with_five_hundred_reports(desk, as_persona, django_assert_max_num_queries):
    for n in range(120):
        services.receive(
            actor=desk.police, new=a_report(subject_name=f"Iemand {n}", subject_birth=None), way=ReportWay.FORM, now=NOW
        )
    nurse = as_persona("verpleegkundige")
    nurse.get("/reports/")
    with django_assert_max_num_queries(20):
        page = nurse.get("/reports/?view=all&page=2&kind=E33").content.decode()
    assert page.count("Iemand ") == 50 and "51 to 100 of 120" in page
    assert "No reports here" in nurse.get("/reports/?view=all&q=niemand").content.decode()
    assert nurse.get("/reports/?view=onzin&page=x&kind=onzin").status_code == 200
    assert nurse.get("/reports/999999/").status_code == 404


@pytest.mark.capability(15)
def test_an_administrator_opens_the_desk_from_the_command_line(organisations, capsys):
    call_command("open_report_desk", "ggz", "Meldpunt")
    call_command("open_report_desk", "other", "Meldpunt")
    assert list(ReportDesk.objects.filter(is_open=True).values_list("team__organisation__code", flat=True)) == ["other"]
    with pytest.raises(CommandError):
        call_command("open_report_desk", "nergens", "Meldpunt")


@pytest.mark.capability(15)
def test_who_weighs_is_put_in_the_team_with_the_role_of_the_desk_and_nobody_else(desk, cast, municipalities):
    call_command("open_report_desk", "vg", "Nieuw meldpunt", "--weigher", "vgwerker")
    found = services.receive(actor=desk.police, new=a_report(), way=ReportWay.FORM, now=NOW)[0]
    weigher = actor_of(User.objects.get(username="vgwerker"), today=TODAY)
    assert selectors.report(weigher, found, purpose=CARE) is not None
    assert selectors.report(desk.nurse, found, purpose=CARE) is None
    with pytest.raises(CommandError, match="does not work in the role"):
        call_command("open_report_desk", "vg", "Nieuw meldpunt", "--weigher", "owner")
