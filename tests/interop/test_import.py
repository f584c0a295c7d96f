"""The two steps of an import on screen: a dry run that writes nothing, then everything or nothing, and again without doubles."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction

from samenhang.access.enums import Purpose
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.interop.columns import COLUMNS
from samenhang.interop.enums import Kind
from samenhang.interop.models import Upload
from samenhang.pathway.models import Placement
from samenhang.pathway.selectors import history, placements, stay_of
from samenhang.supply import services as supply
from samenhang.supply.models import Location, Place, PlaceTreatment
from samenhang.supply.selectors import place as find_place
from samenhang.web.export import HEADER
from tests.conftest import NOW, TODAY

EXAMPLES = Path(django_settings.ROOT) / "docs" / "examples"
HEAD = "code,name,organisation,location_code,location_name,municipality,setting,security_level,capacity,individual,treatments\n"
ROW = "T1,Huis Een,shelter,TL,Terrein,Turfwolde,BW_PLUS,1,3,yes,ECT\n"
PEOPLE = "person,start,last_day,setting,where,region,level,title,payer,ending_reason,note\n"


def upload(browser, kind: str, text: str | bytes, name: str = "file.csv"):
    content = text.encode() if isinstance(text, str) else text
    return browser.post(f"/import/{kind}/", {"file": SimpleUploadedFile(name, content)})


def dry_run(browser, kind: str, text: str | bytes) -> tuple[str, str]:
    """The address and the page of a dry run."""
    answer = upload(browser, kind, text)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    page = browser.get(answer["Location"])
    assert page.status_code == 200
    return answer["Location"], page.content.decode()


def digest(page: str) -> str:
    found = re.search(r'name="digest" value="(\w+)"', page)
    assert found
    return found[1]


def confirm(browser, kind: str, text: str | bytes):
    url, page = dry_run(browser, kind, text)
    return browser.post(url, {"act": "import", "digest": digest(page)})


def counts() -> tuple[int, ...]:
    held = Placement.objects.for_rule("counted before and after an import").count()
    return Place.objects.count(), Location.objects.count(), PlaceTreatment.objects.count(), held


@pytest.fixture
def treatment(db):
    with transaction.atomic():
        supply.add_treatments(
            actor=SYSTEM,
            treatments=[supply.NewTreatment("ECT", "Elektroconvulsietherapie", "Electroconvulsive therapy")],
        )


@pytest.fixture
def manager(place, treatment, as_persona):
    return as_persona("manager")


# ---- places -------------------------------------------------------------------------------------------
@pytest.mark.capability(128)
def test_a_dry_run_changes_nothing_and_the_confirmation_everything(manager, cast) -> None:
    before = counts()
    url, page = dry_run(manager, "supply", HEAD + ROW)
    assert "T1 · Huis Een" in page
    assert counts() == before
    answer = manager.post(url, {"act": "import", "digest": digest(page)})
    assert answer.status_code == 302
    row = Place.objects.select_related("location").get(code="T1")
    assert (row.name, row.capacity, row.individual, row.security_level) == ("Huis Een", 3, True, 1)
    assert row.location.municipality.name == "Turfwolde"
    assert (row.location.latitude, row.location.longitude) == (52.93, 6.52), (
        "without coordinates the centre of the municipality"
    )
    assert list(row.treatments.values_list("treatment__code", flat=True)) == ["ECT"]
    assert not Upload.objects.exists(), "the file does not stay"
    assert AuditLine.objects.filter(act="IMPORT", object_type="Import supply").exists()


@pytest.mark.capability(128)
def test_again_adds_nothing_and_a_change_changes_one(manager) -> None:
    confirm(manager, "supply", HEAD + ROW)
    before = counts()
    _url, page = dry_run(manager, "supply", HEAD + ROW)
    assert "known already" in page
    confirm(
        manager, "supply", HEAD + ROW.replace("Huis Een", "Huis Twee").replace("Terrein", "Erf").replace(",ECT", ",")
    )
    row = Place.objects.select_related("location").get(code="T1")
    assert (row.name, row.version, row.location.name, row.treatments.count()) == ("Huis Twee", 2, "Erf", 0)
    assert counts() == (before[0], before[1], before[2] - 1, before[3])


@pytest.mark.capability(128)
def test_columns_that_are_left_out_keep_what_is_known(manager, place) -> None:
    Place.objects.filter(code="P1").update(adjustable_security=True, phone="050-1", night_staff=True)
    supply.touched()
    short = "code,name,organisation,location_code,location_name,municipality,setting,capacity\nP1,Beuk Nieuw,shelter,L1,Beukhof,Turfwolde,BW,1\n"
    confirm(manager, "supply", short)
    row = find_place(place, today=TODAY, now=NOW)
    assert row is not None
    assert (row.name, row.adjustable_security, row.phone, row.night_staff, row.individual) == (
        "Beuk Nieuw",
        True,
        "050-1",
        True,
        True,
    )
    assert (row.latitude, row.longitude) == (52.94, 6.53)


@pytest.mark.capability(128)
def test_the_dutch_words_of_the_screen_do_as_well_as_codes(manager) -> None:
    words = (
        ROW.replace("BW_PLUS", "Beschermd wonen plus (BW+)")
        .replace(",yes,", ",ja,")
        .replace("ECT", "elektroconvulsietherapie")
    )
    assert confirm(manager, "supply", HEAD + words).status_code == 302
    row = Place.objects.get(code="T1")
    assert (row.setting, row.individual, row.treatments.count()) == ("BW_PLUS", True, 1)


@pytest.mark.capability(128)
@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ("T1,", "T 1,", "code", "letters, digits"),
        ("Huis Een", "", "name", "must be filled in"),
        ("shelter", "nobody", "organisation", "No organisation has this code"),
        ("shelter", "ggz", "organisation", "do not work for this organisation"),
        ("Turfwolde", "Atlantis", "municipality", "No municipality"),
        ("BW_PLUS", "KASTEEL", "setting", "not known here"),
        ("BW_PLUS", "FACT", "setting", "Nobody can stay"),
        ("BW_PLUS", "STREET", "setting", "Nobody can stay"),
        (",1,3,", ",9,3,", "security_level", "between 0 and 4"),
        (",1,3,", ",1,three,", "capacity", "not a number"),
        (",yes,", ",perhaps,", "individual", "yes or no"),
        ("ECT", "ECT;XYZ", "treatments", "not known here"),
        ("Huis Een", "=1+1", "name", "formula"),
        ("T1,Huis", "P1,Huis", "location_code", ""),
    ],
)
def test_an_error_is_named_by_row_and_column_and_nothing_is_written(manager, old, new, column, words) -> None:
    before = counts()
    text = HEAD + ROW.replace("T1", "T0").replace("TL", "TL0") + ROW.replace(old, new, 1)
    url, page = dry_run(manager, "supply", text)
    if words:
        assert "row 3" in page
        assert f'data-label="Column"><span>{column}' in page
        assert words in page
        answer = manager.post(url, {"act": "import", "digest": "x"})
        assert answer.status_code == 409
    assert counts() == before, "not the good row either"


@pytest.mark.capability(128)
def test_codes_of_others_are_refused(manager, organisations, municipalities) -> None:
    from tests.conftest import new_place

    with transaction.atomic():
        others = new_place(
            organisations, municipalities, code="G1", organisation_id=organisations["ggz"], location_code="GL"
        )
        supply.upsert_places(actor=SYSTEM, places=[others], today=TODAY)
    assert "Another organisation uses this code" in dry_run(manager, "supply", HEAD + ROW.replace("T1", "G1"))[1]
    assert "code of a location" in dry_run(manager, "supply", HEAD + ROW.replace("TL", "GL"))[1]
    assert "stands in row 2 as well" in dry_run(manager, "supply", HEAD + ROW + ROW)[1]
    differs = ROW.replace("T1", "T2").replace("Terrein", "Ergens anders")
    assert "In row 2 this location" in dry_run(manager, "supply", HEAD + ROW + differs)[1]


def test_fewer_slots_than_are_taken_are_refused(manager, organisations, municipalities) -> None:
    from tests.conftest import new_place

    with transaction.atomic():
        supply.upsert_places(
            actor=SYSTEM,
            places=[new_place(organisations, municipalities, code="T1", location_code="TL", capacity=4, taken=4)],
            today=TODAY,
        )
    assert "Fewer slots than the 4" in dry_run(manager, "supply", HEAD + ROW)[1]


# ---- the file between the two steps -----------------------------------------------------------------
@pytest.mark.capability(128)
def test_only_the_same_person_in_the_same_session_confirms(manager, as_persona) -> None:
    url, page = dry_run(manager, "supply", HEAD + ROW)
    again = as_persona("manager")
    assert again.get(url).status_code == 404, "another session"
    assert again.post(url, {"act": "import", "digest": digest(page)}).status_code == 409
    assert as_persona("owner").get(url).status_code == 403
    assert not Place.objects.filter(code="T1").exists()
    assert manager.get(url.replace("/supply/", "/supply/x")).status_code == 404


@pytest.mark.capability(141)
def test_what_was_shown_is_what_is_written(manager) -> None:
    url, page = dry_run(manager, "supply", HEAD + ROW)
    shown = digest(page)
    with transaction.atomic():
        Place.objects.filter(code="P1").update(code="T1")
    answer = manager.post(url, {"act": "import", "digest": shown})
    assert answer.status_code == 409
    assert "something changed" in answer.content.decode()
    assert Place.objects.get(code="T1").name == "Beschermd wonen Beuk"


def test_a_file_expires_is_replaced_and_can_be_thrown_away(manager) -> None:
    url, page = dry_run(manager, "supply", HEAD + ROW)
    dry_run(manager, "supply", HEAD + ROW)
    assert Upload.objects.count() == 1
    assert manager.get(url).status_code == 404, "an earlier file is gone"
    url, page = dry_run(manager, "supply", HEAD + ROW)
    Upload.objects.update(expires_at=NOW - timedelta(days=1))
    assert manager.post(url, {"act": "import", "digest": digest(page)}).status_code == 409
    url, page = dry_run(manager, "supply", HEAD + ROW)
    assert manager.post(url, {"act": "discard"}).status_code == 302
    assert not Upload.objects.exists()
    assert not Place.objects.filter(code="T1").exists()


def test_a_file_that_changed_on_the_server_is_not_imported(manager) -> None:
    url, page = dry_run(manager, "supply", HEAD + ROW)
    Upload.objects.update(content=(HEAD + ROW.replace("Huis", "Hol")).encode())
    assert manager.post(url, {"act": "import", "digest": digest(page)}).status_code == 409
    assert not Place.objects.filter(code="T1").exists()


@pytest.mark.capability(128)
def test_a_failure_halfway_writes_nothing(manager, monkeypatch) -> None:
    url, page = dry_run(manager, "supply", HEAD + ROW)
    before = counts()

    def fail(*_args, **_more):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("samenhang.supply.services.register._fill", fail)
    with pytest.raises(RuntimeError):
        manager.post(url, {"act": "import", "digest": digest(page)})
    assert counts() == before
    assert Upload.objects.exists()


@pytest.mark.capability(128)
def test_a_file_that_is_too_large_is_stopped_while_it_comes_in(manager, settings) -> None:
    answer = upload(manager, "supply", b"x" * (settings.IMPORT_MAX_BYTES + 10))
    assert answer.status_code == 413
    assert "larger than 5 MB" in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_forged_request_is_refused(place, treatment, as_persona) -> None:
    browser = as_persona("manager")
    browser.handler.enforce_csrf_checks = True
    assert upload(browser, "supply", HEAD + ROW).status_code == 403


@pytest.mark.parametrize("name", ["../../etc/passwd", "<script>x</script>.csv", "a\u202eb.csv", "x" * 300])
def test_a_hostile_file_name_is_text(manager, name) -> None:
    answer = upload(manager, "supply", HEAD + ROW, name)
    page = manager.get(answer["Location"]).content.decode()
    assert "<script>x" not in page and "\u202e" not in page
    assert len(Upload.objects.get().name) <= 120


def test_each_address_says_who_may_enter(place, as_persona, client, treatment) -> None:
    expected = {
        "/import/": {"owner": 200, "outsider": 200, "manager": 200, "funder": 200},
        "/import/supply/": {"owner": 403, "outsider": 403, "manager": 200, "funder": 403},
        "/import/histories/": {"owner": 200, "outsider": 200, "manager": 403, "funder": 403},
        "/import/supply/token/": {"owner": 403, "manager": 404},
        "/import/histories/token/": {"owner": 404, "manager": 403},
        "/import/examples/supply.csv": {"owner": 200, "funder": 200},
        "/import/examples/settings.py": {"owner": 404},
    }
    for url, people in expected.items():
        assert client.get(url).status_code == 302, url
        for username, status in people.items():
            assert as_persona(username).get(url).status_code == status, (url, username)


# ---- histories ----------------------------------------------------------------------------------------
@pytest.fixture
def owner(somebody, as_persona):
    return as_persona("owner")


def example(number: str) -> str:
    return (EXAMPLES / "placements-2017-2022.csv").read_text().replace("S09001", number)


def told(actor, person_id: int):
    return placements(actor, [person_id], purpose=Purpose.CARE_COORDINATION)


@pytest.mark.capability(8)
@pytest.mark.capability(128)
def test_the_history_of_2017_to_2022_comes_out_as_what_it_was(owner, cast, somebody) -> None:
    assert confirm(owner, "histories", example(somebody.number)).status_code == 302
    rows = told(cast.owner, somebody.id)
    assert len(rows) == 16
    stays = [r for r in rows if stay_of(r).is_stay]
    assert [r.setting for r in stays] == [
        "SUPPORTED_HOME", "ACUTE_CLOSED", "SUPPORTED_HOME", "ACUTE_CLOSED", "PPC", "FPK", "FPK", "ACUTE_CLOSED", "OPEN_WARD", "FPK",
        "OPEN_WARD", "UNKNOWN", "PI", "STREET", "HIC",
    ]  # fmt: skip
    assert all(a.end == b.start for a, b in itertools.pairwise(stays)), "one place at a time, no day twice, none lost"
    april = [r for r in stays if r.start.year == 2018 and r.start.month == 4]
    assert [r.start_precision for r in april] == ["MONTH"] * 4, "their days are not known and not shown"

    facts = history([stay_of(r) for r in rows], [], date(2022, 4, 10))
    assert facts.moves == 14
    assert facts.moves_across_regions == 3, "to a second region, to a third, and back"
    assert [(g.start, g.end) for g in facts.gaps] == [
        (date(2021, 6, 1), date(2021, 8, 1)),
        (date(2022, 3, 1), date(2022, 4, 1)),
    ], "out of sight after discharge; free without care after the verdict"
    unknown, street = (next(r for r in rows if r.setting == s) for s in ("UNKNOWN", "STREET"))
    assert (unknown.start, unknown.end) == (date(2021, 6, 1), date(2021, 8, 1))
    assert (street.start, street.end, street.title_code, street.payer) == (
        date(2022, 3, 1),
        date(2022, 4, 1),
        "NONE",
        "NONE",
    )
    last = rows[-1]
    assert (last.setting, last.title_code, last.end) == ("HIC", "WVGGZ_CM", None)


@pytest.mark.capability(128)
def test_a_history_again_adds_nothing_and_a_corrected_row_replaces_the_earlier_one(owner, cast, somebody) -> None:
    text = example(somebody.number)
    confirm(owner, "histories", text)
    before = counts()
    _url, page = dry_run(owner, "histories", text)
    assert "known already" in page
    corrected = text.replace("FPK,Forensische kliniek,Tweede regio", "FPK,Kliniek Duin,Tweede regio")
    url, page = dry_run(owner, "histories", corrected)
    assert "where: Forensische kliniek → Kliniek Duin" in page
    owner.post(url, {"act": "import", "digest": digest(page)})
    assert len(told(cast.owner, somebody.id)) == 16
    assert counts()[3] == before[3] + 1, "the earlier row stays, superseded"
    confirm_again = dry_run(owner, "histories", corrected)[1]
    assert "known already" in confirm_again


@pytest.mark.capability(128)
def test_a_later_row_ends_the_stay_that_lasted(owner, cast, somebody) -> None:
    first = PEOPLE + f"{somebody.number},2026-01-10,,BW,Huis,,,,,,\n"
    confirm(owner, "histories", first)
    confirm(owner, "histories", first + f"{somebody.number},2026-05-01,,HIC,,,,,,,\n")
    rows = told(cast.owner, somebody.id)
    assert [(r.setting, r.end) for r in rows] == [("BW", date(2026, 5, 1)), ("HIC", None)]


@pytest.mark.capability(128)
def test_what_the_system_exports_it_reads_back_without_doubles(owner, cast, somebody) -> None:
    confirm(owner, "histories", example(somebody.number))
    exported = owner.get(f"/people/{somebody.id}/history.csv").content
    _url, page = dry_run(owner, "histories", exported)
    assert "known already" in page
    assert tuple(c.name for c in COLUMNS[Kind.HISTORIES]) == HEADER


@pytest.mark.capability(128)
def test_unknown_and_not_allowed_are_the_same_error(owner, somebody, as_persona) -> None:
    row = PEOPLE + "{},2018,,BW,,,,,,,\n"
    unknown = dry_run(as_persona("outsider"), "histories", row.format("S88888"))[1]
    hidden = dry_run(as_persona("outsider"), "histories", row.format(somebody.number))[1]
    assert "Nobody with this number" in unknown

    def body(page: str) -> str:
        return re.sub(r"/import/histories/[\w-]+/|value=\"[^\"]*\"|X-CSRFToken\": \"\w+", "", page).replace(
            "S88888", somebody.number
        )

    assert body(unknown) == body(hidden)
    assert Placement.objects.for_rule("counted after a refused import").count() == 0


@pytest.mark.capability(128)
def test_a_grant_that_ends_between_the_steps_stops_the_import(owner, somebody) -> None:
    from samenhang.access.models import Grant

    url, page = dry_run(owner, "histories", PEOPLE + f"{somebody.number},2018,,BW,,,,,,,\n")
    Grant.objects.update(end=NOW - timedelta(hours=1))
    assert owner.post(url, {"act": "import", "digest": digest(page)}).status_code == 409
    assert Placement.objects.for_rule("counted after a refused import").count() == 0


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("{},2018-13,,BW,,,,,,,", "start"),
        ("{},2018,2017,BW,,,,,,,", "last_day"),
        ("{},2029,,BW,,,,,,,", "start"),
        ("{},2018,,CASTLE,,,,,,,", "setting"),
        ("{},2018,,BW,,,7,,,,", "level"),
        ("{},2018,,BW,,,,NOPE,,,", "title"),
        ("{},2018,,BW,,,,,NOPE,,", "payer"),
        ("{},2018,,BW,,,,,,NOPE,", "ending_reason"),
        (",2018,,BW,,,,,,,", "person"),
    ],
)
def test_errors_in_a_history_are_named_by_column(owner, somebody, row, column) -> None:
    page = dry_run(owner, "histories", PEOPLE + row.format(somebody.number) + "\n")[1]
    assert f'data-label="Column"><span>{column}' in page


def test_overlapping_stays_are_a_remark(owner, somebody) -> None:
    text = (
        PEOPLE
        + f"{somebody.number},2018-01-01,2018-06-30,BW,,,,,,,\n{somebody.number},2018-03-01,2018-04-01,HIC,,,,,,,\n"
    )
    page = dry_run(owner, "histories", text)[1]
    assert "Overlaps with another stay" in page and "row 3, with row 2" in page
    assert confirm(owner, "histories", text).status_code == 302


def test_what_somebody_recorded_by_hand_stays(owner, cast, somebody) -> None:
    from samenhang.pathway.services import NewPlacement, record_placement

    new = NewPlacement(
        somebody.id, somebody.compartment_id, somebody.dossier_id, "BW", date(2018, 1, 1), provider="Thuishaven"
    )
    record_placement(actor=cast.owner, new=new)
    page = dry_run(owner, "histories", PEOPLE + f"{somebody.number},2018-01-01,,BW,Elders,,,,,,\n")[1]
    assert "Recorded in Samenhang already" in page
    assert "known already" in page


@pytest.mark.capability(144)
def test_help_stands_on_the_page_with_columns_and_an_example(manager) -> None:
    page = manager.get("/import/supply/").content.decode()
    assert "What this is" in page and "/import/examples/supply.csv" in page
    assert all(f">{c.name}<" in page for c in COLUMNS[Kind.SUPPLY])


# ---- the command line ---------------------------------------------------------------------------------
@pytest.mark.capability(128)
def test_the_command_line_does_the_same(owner, cast, somebody, tmp_path, capsys) -> None:
    path = tmp_path / "history.csv"
    path.write_text(example(somebody.number))
    call_command("import_file", "histories", str(path), "--as", "owner", "--dry-run")
    assert told(cast.owner, somebody.id) == []
    call_command("import_file", "histories", str(path), "--as", "owner")
    assert len(told(cast.owner, somebody.id)) == 16
    with pytest.raises(CommandError):
        call_command("import_file", "histories", str(path), "--as", "outsider")
    with pytest.raises(CommandError):
        call_command("import_file", "supply", str(path), "--as", "owner")
    with pytest.raises(CommandError):
        call_command("import_file", "histories", str(tmp_path / "none.csv"), "--as", "nobody")
