"""Who looked, what stands out, the command line, and the log for another system."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from fhir.resources.R4B.auditevent import AuditEvent
from fhir.resources.R4B.bundle import Bundle

from samenhang.audit.catalogue import EVENTS
from samenhang.audit.enums import Act, Oddity
from samenhang.audit.models import AuditLine
from samenhang.audit.selectors import activity_of, lines_between, lines_of_dossier, looked_at, unusual_readers
from samenhang.audit.services import record, record_many
from samenhang.base.actor import SYSTEM, Actor
from samenhang.cli.main import main
from samenhang.directory.enums import Role
from samenhang.interop.audit_event import audit_event, bundle
from tests.audit.conftest import lines

pytestmark = pytest.mark.capability(117)
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
ANNA = Actor(
    user_id=11, name="Anna", role="PROFESSIONAL", organisation="GGZ Heidelanden", address="10.0.0.1", session="abc"
)


def read(who: Actor, dossiers, *, at: datetime = NOON, act: Act = Act.READ, **more) -> None:
    with transaction.atomic():
        record_many(who, [{"act": act, "dossier_id": d, "object_type": "Person", **more} for d in dossiers], at=at)


def odd(**how) -> list[tuple[Oddity, int, int]]:
    return [(u.oddity, u.count, u.beside) for u in unusual_readers(TODAY, **{"caseloads": {}, **how})]


# ---- who looked -----------------------------------------------------------------------------------
def test_a_person_sees_who_looked_of_which_organisation_when_at_what_and_why(db):
    read(ANNA, [7], purpose="PLACEMENT", categories=3)
    read(ANNA, [7], act=Act.BREAK_GLASS, at=NOON + timedelta(hours=1))
    read(ANNA, [8])
    looks, total = looked_at(7)
    assert total == 2
    assert [(look.act, look.break_glass) for look in looks] == [(Act.BREAK_GLASS, True), (Act.READ, False)]
    look = looks[1]
    assert (look.who, look.organisation, look.at, look.what, look.purpose, look.categories) == (
        "Anna", "GGZ Heidelanden", NOON, "Person", "PLACEMENT", 3,
    )  # fmt: skip


def test_pages_of_looks_follow_each_other_without_gap_or_overlap(db):
    read(ANNA, [7] * 25)
    pages = [looked_at(7, start=n, size=10)[0] for n in (0, 10, 20)]
    numbers = [look.number for page in pages for look in page]
    assert numbers == list(range(25, 0, -1))


def test_what_one_colleague_did_in_a_period(db):
    read(ANNA, [7], at=NOON - timedelta(days=3))
    read(ANNA, [7, 8])
    read(Actor(user_id=12, name="Bob"), [7])
    looks, total = activity_of(11, since=NOON - timedelta(days=1))
    assert total == 2 and {look.dossier_id for look in looks} == {7, 8}
    assert activity_of(11)[1] == 3 and activity_of(11, until=NOON)[1] == 1


# ---- what stands out ------------------------------------------------------------------------------
def test_ordinary_work_does_not_stand_out(db):
    read(ANNA, range(1, 16))
    assert odd(caseloads={11: set(range(1, 16))}) == []


def test_reading_far_more_dossiers_than_the_caseload_stands_out(db):
    read(ANNA, range(1, 22))
    found = odd(caseloads={11: set(range(1, 11))})
    assert (Oddity.MORE_THAN_CASELOAD, 21, 10) in found
    assert (Oddity.OUTSIDE_CASELOAD, 11, 10) in found
    read(Actor(user_id=12, name="Bob"), range(1, 21))
    assert Oddity.MORE_THAN_CASELOAD not in {u.oddity for u in unusual_readers(TODAY, caseloads={11: range(40), 12: range(10)}) if u.user_id == 12}  # fmt: skip


def test_dossiers_that_stood_in_a_list_count_as_read(db):
    with transaction.atomic():
        record(ANNA, Act.READ, object_type="People", detail={"dossiers": list(range(1, 31))}, at=NOON)
    assert (Oddity.MORE_THAN_CASELOAD, 30, 0) in odd()


def test_reading_far_more_than_in_ones_own_usual_week_stands_out(db):
    own = {11: set(range(1, 100))}
    for week in (1, 2, 3):
        read(ANNA, range(1, 6), at=NOON - timedelta(weeks=week))
    read(ANNA, range(1, 16))
    assert odd(caseloads=own) == []
    read(ANNA, [16])
    assert odd(caseloads=own) == [(Oddity.MORE_THAN_USUAL, 16, 5)]


def test_somebody_who_is_often_denied_stands_out(db):
    with transaction.atomic():
        record_many(ANNA, [{"act": Act.DENIED, "outcome": "DENIED", "object_id": n} for n in range(4)], at=NOON)
    assert odd() == []
    with transaction.atomic():
        record(ANNA, Act.DENIED, outcome="DENIED", at=NOON)
    assert odd() == [(Oddity.OFTEN_DENIED, 5, 5)]


@pytest.mark.parametrize(
    ("hour", "stands_out"),
    [(21, False), (22, True), (23, True), (3, True), (4, True), (5, False)],  # UTC; Amsterdam is an hour later
)
def test_reading_at_night_stands_out_unless_somebody_is_on_duty(db, hour, stands_out):
    read(ANNA, [1] * 5, at=datetime(2026, 11, 20, hour, 30, tzinfo=UTC))
    expected = [(Oddity.AT_NIGHT, 5, 5)] if stands_out else []
    assert odd(caseloads={11: {1}}) == expected
    assert odd(caseloads={11: {1}}, on_duty_at_night={11}) == []


def test_reading_a_shielded_colleague_outside_the_own_caseload_stands_out(db):
    read(ANNA, [5])
    assert (Oddity.RESTRICTED_COLLEAGUES, 1, 0) in odd(caseloads={11: {1}}, restricted={5})
    assert odd(caseloads={11: {5}}, restricted={5}) == []


def test_what_was_read_before_this_week_does_not_stand_out_now(db):
    read(ANNA, range(1, 40), at=NOON - timedelta(days=9))
    assert odd() == []


# ---- on the command line --------------------------------------------------------------------------
def test_the_command_line_says_that_the_log_is_whole_and_how_fast_it_read(db, capsys):
    lines(30)
    assert main(["audit", "verify"]) == 0
    out = capsys.readouterr()
    assert "30 lines in 1 chains under 0 checkpoints: whole" in out.out
    assert "30 lines in" in out.err and "a second" in out.err


def test_the_command_line_names_the_chain_the_number_and_what_is_wrong(unlocked, capsys):
    lines(6)
    AuditLine.objects.filter(number=4).update(user_name="x")
    assert main(["audit", "verify", "--quiet"]) == 1
    assert "BROKEN     dossier:7 4 CHANGED" in capsys.readouterr().out
    assert main(["audit", "verify", "--quiet", "--json", "--chain", "dossier:7"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["breaks"] == [{"chain": "dossier:7", "number": 4, "problem": "CHANGED"}]
    assert (document["whole"], document["lines"]) == (False, 6)


def test_progress_says_how_far_how_fast_and_how_long(monkeypatch):
    import io

    from samenhang.cli import log

    moments = iter([0.0, 2.0, 2.5, 4.0])
    monkeypatch.setattr(log.time, "monotonic", lambda: next(moments))
    stream = io.StringIO()
    progress = log.Progress(1_000_000, stream)
    progress(200_000)
    progress(1)
    progress.done(1_000_000)
    assert stream.getvalue().splitlines() == [
        "200,000 of 1,000,000 lines (20%), 100,000 a second, 8 s left",
        "1,000,000 lines in 4.0 s, 250,000 a second",
    ]


# ---- for another system ---------------------------------------------------------------------------
@pytest.mark.parametrize("act", list(Act))
def test_every_kind_of_line_is_a_valid_audit_event(db, act):
    with transaction.atomic():
        record(
            ANNA, act, dossier_id=7, object_type="Placement history", object_id=4, categories=3, purpose="EMERGENCY", regime="WGS_ZVH",
            compartment_id=9, acting_for="Team", detail={"x": "é"}, outcome="DENIED" if act is Act.DENIED else "OK",
        )  # fmt: skip
        record(SYSTEM, act)
    for line in [
        *lines_of_dossier(7),
        *lines_between(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
    ]:
        found = AuditEvent.model_validate(audit_event(line))
        assert found.action == EVENTS[act].action
        assert found.agent[0].who.display == line.user_name


@pytest.fixture
def officer(cast, organisations) -> Client:
    from samenhang.directory import services as directory

    new = directory.NewPersona("officer", "Privacy Officer", "", "table", Role.PRIVACY_OFFICER)
    directory.add_persona(new=new, organisation_id=organisations["table"], team_id=None, start=date(2024, 1, 1))
    client = Client()
    assert client.post("/sign-in/persona/", {"persona": "officer"}).status_code == 302
    return client


def test_the_privacy_officer_takes_a_period_along_and_that_is_logged(officer):
    lines(2100)
    answer = officer.get("/log/export.ndjson?first=2026-11-22&last=2026-11-22")
    events = [json.loads(text) for text in b"".join(answer.streaming_content).decode().splitlines()]
    assert len(events) == AuditLine.objects.count() and len({e["id"] for e in events}) == len(events)
    AuditEvent.model_validate(events[0])
    assert AuditLine.objects.get(act=Act.EXPORT, object_type="Log").detail["first"] == "2026-11-22"
    assert list(officer.get("/log/export.ndjson?first=2020-01-01&last=2020-02-01").streaming_content) == []


@pytest.mark.parametrize("query", ["", "first=x&last=y", "first=2026-11-22&last=2026-11-01", "first=2020-01-01&last=2026-11-22"])  # fmt: skip
def test_a_period_that_is_none_is_refused_with_words(officer, query):
    assert officer.get(f"/log/export.ndjson?{query}").status_code == 409


def test_the_log_of_one_dossier_is_a_valid_bundle_and_the_download_stands_in_it(officer):
    lines(3)
    answer = officer.get("/log/dossiers/7.json")
    found = Bundle.model_validate(answer.json())
    assert len(found.entry) == 4
    assert found.entry[-1].resource.subtype[0].code == "EXPORT"
    assert answer["Content-Disposition"] == 'attachment; filename="log-dossier-7.json"'
    Bundle.model_validate(bundle([]))


def test_the_public_key_can_be_taken_along_to_check_elsewhere(officer):
    assert officer.get("/log/public-key.pem").content.startswith(b"-----BEGIN PUBLIC KEY-----")


@pytest.mark.parametrize("address", ["/log/export.ndjson", "/log/dossiers/7.json", "/log/public-key.pem"])
def test_nobody_else_takes_the_log_along(as_persona, cast, address):
    assert as_persona("owner").get(address).status_code == 403
    assert Client().get(address).status_code == 302
