"""The jobs of talking together, done for real on the screens; and closed for who takes part in nothing."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenhang.access.enums import Purpose
from samenhang.access.selectors import taking_part
from samenhang.conferences import selectors, services
from samenhang.conferences.enums import Channel, Dilemma, PointKind, Rhythm, TableKind
from samenhang.conferences.models import Conference
from tests.conferences.conftest import plan
from tests.conftest import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(69)]
CARE = Purpose.CARE_COORDINATION
MARKUP = "<script>alert(1)</script> 😀 ‮مرحبا"


def at(name: str, *args) -> str:
    return reverse(f"conferences:{name}", args=args)


def send(browser, address: str, data: dict, status: int = 302):
    answer = browser.post(address, data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def planning(around, **more) -> dict:
    part = {t.who: t.participation_id for t in taking_part(around.person.dossier_id, TODAY)}
    return {
        "kind": "CASE_CONFERENCE", "purpose": "CONSENT:PLACEMENT", "on": "2026-11-30", "at": "13:30", "minutes": 60,
        "client": "CLIENT", f"party_{part['Supporter']}": "Ziet haar elke dag", f"party_{part['Process']}": "", **more,
    }  # fmt: skip


@pytest.mark.capability(99)
def test_from_planning_to_telling_the_client_on_the_screens(around, as_persona, settings, tmp_path):
    settings.VAR, settings.SCANNER = tmp_path, ""
    browser, person = as_persona("owner"), around.person.id
    assert "Plan a talk" in browser.get(at("overview", person)).content.decode()
    send(browser, at("plan", person), planning(around))
    [row] = selectors.conferences_of(around.owner, person, purpose=CARE)
    here = (person, row.id)
    assert row.purpose == "PLACEMENT" and row.starts_at.hour == 12
    services.move_conference(
        actor=around.owner, conference_id=row.id, starts_at=NOW - timedelta(hours=2), minutes=60, why="Eerder",
        expected_version=1, today=TODAY,
    )  # fmt: skip
    page = browser.get(at("conference", *here)).content.decode()
    assert "Ziet haar elke dag" in page and "It is about them" in page
    send(browser, at("hold", *here), {"attended": []})
    send(
        browser,
        at("record", *here),
        {"question": "Waar?", "going_on": MARKUP, "happened": "", "needed": "Rust", "discussion": "", "version": 0},
    )
    lines = {
        "decision": {"text": "Zij blijft", "why": "Daar kent men haar", "version": 0},
        "dissent": {"who": "Mevrouw zelf", "text": "Wil weg", "version": 0},
        "offer": {"offer": "Beuk", "fits": "NO", "why": "Vol", "version": 0},
        "agreement": {"text": "Belt de gemeente", "who": f"user:{around.supporter.user_id}", "due_on": "2026-12-01", "version": 0},
    }  # fmt: skip
    for what, data in lines.items():
        send(browser, at("new_line", *here, what), data)
    page = browser.get(at("conference", *here)).content.decode()
    assert "&lt;script&gt;" in page and "<script>alert" not in page
    for words in ("Zij blijft", "Wil weg", "Beuk", "Belt de gemeente"):
        assert words in page
    send(browser, at("close", *here), {})
    page = browser.get(at("minutes", *here)).content.decode()
    assert "Belt de gemeente" in page
    pdf = browser.get(at("minutes_pdf", *here))
    assert pdf.content.startswith(b"%PDF") and "attachment" in pdf["Content-Disposition"]
    send(browser, at("attach_minutes", *here), {})
    send(browser, at("feedback", *here), {"text": "U mag blijven waar u bent.", "how": "IN_PERSON", "on": "2026-11-22"})
    page = browser.get(at("conference", *here)).content.decode()
    assert "U mag blijven waar u bent." in page


def test_a_form_that_is_refused_keeps_what_was_typed_and_says_what_is_missing(around, as_persona):
    browser = as_persona("owner")
    answer = send(browser, at("plan", around.person.id), planning(around, client="NOBODY", where="Zaal 3"), 409)
    page = answer.content.decode()
    assert "Zaal 3" in page and "Invite the client or a representative" in page
    send(browser, at("plan", around.person.id), planning(around, purpose="WVGGZ:PLACEMENT"), 422)
    send(browser, at("plan", around.person.id), planning(around, on="31-31-2026", minutes="veel"), 422)


def test_who_writes_at_the_same_time_sees_both_texts(around, held, as_persona):
    browser = as_persona("owner")
    record = {"question": "", "happened": "", "needed": "", "discussion": "", "version": 0}
    services.write_record(
        actor=around.owner, conference_id=held, values=services.RecordValues(going_on="Eerst"), expected_version=0
    )
    address = at("record", around.person.id, held)
    page = send(browser, address, {**record, "going_on": "Daarna"}, 409).content.decode()
    assert "Somebody saved this meanwhile" in page and "Eerst" in page and "Daarna" in page
    assert 'name="version" value="1"' in page
    send(browser, address, {**record, "going_on": "Eerst en daarna", "version": 1})


@pytest.mark.capability(99)
def test_a_talk_today_takes_one_sentence(around, as_persona):
    browser = as_persona("owner")
    page = browser.get(at("call_now", around.person.id)).content.decode()
    assert "Supporter" in page
    send(
        browser,
        at("call_now", around.person.id),
        {"reason": "Zij is niet gezien", "purpose": "CRISIS", "at": "15:00", "minutes": 30, "client": "on"},
    )
    assert [c.kind for c in selectors.conferences_of(around.owner, around.person.id, purpose=CARE)] == ["AD_HOC"]


def test_who_is_invited_answers_without_seeing_more(around, planned, as_persona):
    browser = as_persona("supporter")
    page = browser.get(at("invitations")).content.decode()
    assert "Mevrouw Populier" in page, "takes part in the case"
    [mine] = selectors.invitations(around.supporter, purpose=CARE)
    send(browser, at("invitation", mine.party_id), {"answer": "ACCEPTED", "presence": "PHONE"})
    assert as_persona("outsider").get(at("invitation", mine.party_id)).status_code == 404
    page = as_persona("owner").get(at("conference", around.person.id, planned)).content.decode()
    assert "Comes, by phone" in page


def test_somebody_who_takes_part_in_nothing_finds_nothing(around, written, as_persona):
    deliberation = services.deliberate(
        actor=around.owner, person_id=around.person.id, compartment_id=around.person.compartment_id, today=TODAY,
        values=services.DeliberationValues(Dilemma.OTHER, "Mag zij blijven of niet?", TODAY, "Team", TODAY + timedelta(days=9)),
    )  # fmt: skip
    browser, here = as_persona("outsider"), (around.person.id, written)
    for name in (
        "conference",
        "minutes",
        "minutes_pdf",
        "record",
        "feedback",
        "invite",
        "move",
        "cancel",
        "hold",
        "nearest",
        "conference_ics",
    ):
        assert browser.get(at(name, *here)).status_code == 404, name
    for name in ("overview", "plan", "call_now", "ask_process", "ask_for", "new_deliberation"):
        assert browser.get(at(name, around.person.id)).status_code == 404, name
    assert browser.get(at("deliberation", around.person.id, deliberation)).status_code == 404
    assert browser.get(at("new_line", *here, "nothing")).status_code == 404
    for name in ("close", "reopen", "attach_minutes"):
        assert browser.post(at(name, *here)).status_code == 404


def test_who_reads_along_gets_no_form_that_writes(around, held, as_persona):
    browser = as_persona("supporter")
    assert browser.get(at("plan", around.person.id)).status_code == 403
    answer = browser.post(at("new_line", around.person.id, held, "decision"), {"text": "Zij gaat", "why": "Omdat"})
    assert answer.status_code == 403
    page = browser.get(at("conference", around.person.id, held)).content.decode()
    assert "Add a decision" not in page and "Close the record" not in page


@pytest.mark.capability(95)
def test_a_moral_deliberation_on_the_screens(around, held, as_persona):
    browser, person = as_persona("owner"), around.person.id
    page = browser.get(at("conference", person, held)).content.decode()
    assert "about=STAFF_SAFETY_OR_STAY" in page, "offered from the talk (R-12)"
    send(
        browser,
        f"{at('new_deliberation', person)}?about=STAFF_SAFETY_OR_STAY&conference={held}",
        {
            "about": "STAFF_SAFETY_OR_STAY", "dilemma": "Mag zij blijven als het team bang is?", "held_on": "2026-11-22",
            "attendees": "Team", "evaluate_on": "2027-02-01",
        },
    )  # fmt: skip
    [row] = selectors.deliberations_of(around.owner, person, purpose=CARE)
    assert row.conference_id == held
    here = (person, row.id)
    send(browser, at("new_thought", *here, "value"), {"who": "Mevrouw", "text": MARKUP})
    send(browser, at("new_thought", *here, "option"), {"text": "Blijven"})
    option = next(
        p for p in selectors.points(around.owner, purpose=CARE, deliberation_id=row.id) if p.kind == PointKind.OPTION
    )
    send(browser, at("new_thought", *here, "for"), {"text": "Zij kent iedereen", "option": option.id})
    page = browser.get(at("deliberation", *here)).content.decode()
    assert "Zij kent iedereen" in page and "<script>alert" not in page
    send(
        browser,
        at("thought", *here, "option", option.id),
        {"text": "Blijven met z'n tweeën", "version": option.version},
    )
    send(browser, at("evaluate", *here), {"on": "2026-11-22", "evaluation": "Het ging beter."})
    assert "Blijven met z&#x27;n tweeën" in browser.get(at("deliberation", *here)).content.decode()


@pytest.mark.capability(110)
def test_asking_and_answering_on_the_screens(around, as_persona):
    browser = as_persona("owner")
    asked = {
        "question": "Iemand slaapt al weken niet. Waar let ik op?", "receiver": f"{around.organisations['other']}:",
        "channel": "PHONE", "domains": ["MENTAL_HEALTH"],
    }  # fmt: skip
    page = send(browser, at("ask_for", around.person.id), {**asked, "question": "Populier slaapt al weken niet."}, 409)
    assert "names somebody" in page.content.decode()
    send(browser, at("ask_for", around.person.id), asked)
    [row] = selectors.asked_by(around.owner)
    expert = as_persona("outsider")
    page = expert.get(at("consultations")).content.decode()
    assert "Iemand slaapt al weken niet" in page and "Populier" not in page
    send(
        expert,
        at("consultation", row.id),
        {"answer": "Kijk naar de medicatie.", "minutes": 10, "product": "GGZ_SOCIAL_DOMAIN", "channel": "PHONE"},
    )
    page = browser.get(at("overview", around.person.id)).content.decode()
    assert "Kijk naar de medicatie." in page
    send(browser, at("consultation", row.id), {"avoided": "yes"})
    assert as_persona("supporter").get(at("consultation", row.id)).status_code == 404


@pytest.mark.capability(99)
def test_a_table_on_the_screens(around, as_persona):
    browser = as_persona("process")
    assert "No tables yet" in browser.get(at("tables")).content.decode()
    values = {
        "name": "Tafel complexe casussen", "kind": "CASE", "organisation": around.organisations["zvh"], "rhythm": "FORTNIGHTLY",
        "first_on": "2026-01-12", "starts_at": "13:00", "minutes": 90,
    }  # fmt: skip
    send(browser, at("new_table"), values)
    [row] = selectors.tables(TODAY)
    send(
        browser,
        at("standing", row.id),
        {"version": 1, "text_0": "Mensen van deze werkwijze", "minutes_0": 30, "group_0": "on"},
    )
    plan(around, starts_at=NOW.replace(day=30), table_id=row.id)
    page = browser.get(at("table", row.id)).content.decode()
    assert "1 talk about somebody" in page and "Mensen van deze werkwijze" in page
    agenda = at("agenda", row.id, "2026-11-30")
    assert "Mevrouw Populier" in browser.get(agenda).content.decode()
    closed = as_persona("outsider").get(agenda).content.decode()
    assert "Mevrouw Populier" not in closed and "Somebody whom you may not see" in closed
    send(browser, agenda, {"text": "Wachttijd bij de kliniek"})
    assert browser.get(at("agenda", row.id, "2026-12-01")).status_code == 404
    assert browser.get(at("agenda", row.id, "never")).status_code == 404
    ics = browser.get(at("table_ics", row.id))
    assert ics["Content-Type"].startswith("text/calendar") and b"20261130T120000Z" in ics.content
    send(browser, at("change_table", row.id), {**values, "minutes": 60, "version": 2})
    send(browser, at("end_table", row.id), {})


@pytest.mark.capability(126)
def test_calendars_leave_without_a_name(around, planned, as_persona):
    browser = as_persona("supporter")
    for address in (at("calendar"), at("conference_ics", around.person.id, planned)):
        answer = browser.get(address)
        assert answer.status_code == 200 and b"BEGIN:VEVENT" in answer.content and b"Populier" not in answer.content
    assert b"BEGIN:VEVENT" not in as_persona("outsider").get(at("calendar")).content


@pytest.mark.capability(26)
def test_the_process_director_is_asked_on_the_screen(around, as_persona):
    browser = as_persona("owner")
    send(
        browser,
        at("ask_process", around.person.id),
        {"asks": "SOLVE", "reason": "Twee gemeenten wijzen naar elkaar", "due_on": "2026-11-27"},
    )
    [row] = selectors.convene_requests(around.process, around.person.id, purpose=CARE)
    address = at("answer_request", around.person.id, row.id)
    send(as_persona("process"), address, {"done": "yes", "answer": "Overleg gepland"})
    assert "Overleg gepland" in browser.get(at("overview", around.person.id)).content.decode()


def queries(browser, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_the_tab_asks_as_often_for_one_talk_as_for_forty(around, written, as_persona):
    browser, address = as_persona("owner"), at("overview", around.person.id)
    first = queries(browser, address)
    for n in range(40):
        plan(around, starts_at=NOW + timedelta(days=n + 1))
    assert queries(browser, address) == first
    assert first <= 22, first
    invitations = queries(as_persona("supporter"), at("invitations"))
    assert invitations <= 14, invitations


def test_names_of_any_length_and_every_language(around, as_persona):
    long = "Zeer-lange-naam-" * 7
    services.add_table(
        actor=around.process,
        values=services.TableValues(
            long, TableKind.STEERING, around.organisations["zvh"], Rhythm.QUARTERLY, date(2026, 1, 5), time(9), 60
        ),
    )
    services.ask_expert(
        actor=around.owner, today=TODAY,
        new=services.NewQuestion(MARKUP + " wat nu te doen?", around.organisations["other"], Channel.WRITING),
    )  # fmt: skip
    for language in ("nl", "en"):
        browser = as_persona("outsider", language)
        page = browser.get(at("tables")).content.decode() + browser.get(at("consultations")).content.decode()
        assert long in page and "<script>alert" not in page
    assert Conference.objects.for_rule("nothing was planned in this test").count() == 0
