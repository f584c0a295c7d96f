"""A calendar holds when, and a reference; never who it is about, where they live or what is said (RFC 5545)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samenhang.access.enums import Purpose
from samenhang.audit.models import AuditLine
from samenhang.base.working_days import recognised
from samenhang.conferences import presenters, rules, selectors, services
from samenhang.conferences.adapters.ical import Appointment, calendar
from samenhang.conferences.enums import Answer, Rhythm
from samenhang.plan.selectors import evaluations
from samenhang.plan.services import start_plan
from tests.conferences.conftest import plan
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.capability(126)


def parsed(content: bytes) -> list[dict[str, str]]:
    """An independent reading: lines unfolded by hand, one dictionary per event."""
    assert content.endswith(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75, "a line is folded at 75 octets (RFC 5545, 3.1)"
    text = re.sub(r"\r\n[ \t]", "", content.decode("utf-8"))
    lines = text.rstrip("\r\n").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines and "METHOD:PUBLISH" in lines
    events: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT" and not line.startswith("END:"):
            name, _colon, value = line.partition(":")
            events[-1][name.partition(";")[0]] = value
    return events


def one(**more) -> Appointment:
    values = {
        "key": "talk-000001", "summary": "Overleg 000001", "starts_at": datetime(2026, 12, 1, 9, 30, tzinfo=UTC), "minutes": 45,
        "revision": 0, "changed_at": NOW,
    }  # fmt: skip
    return Appointment(**{**values, **more})


def test_an_appointment_says_when_and_which_and_nothing_else():
    [event] = parsed(calendar([one()], name="Overleg"))
    assert event == {
        "UID": "talk-000001@samenhang.invalid", "DTSTAMP": "20261122T100000Z", "DTSTART": "20261201T093000Z",
        "DTEND": "20261201T101500Z", "SUMMARY": "Overleg 000001", "SEQUENCE": "0", "CLASS": "PRIVATE", "TRANSP": "OPAQUE",
        "STATUS": "CONFIRMED",
    }  # fmt: skip


def test_a_moved_or_cancelled_appointment_keeps_its_name_and_counts_on():
    [event] = parsed(calendar([one(revision=2, cancelled=True)], name="Overleg"))
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("talk-000001@samenhang.invalid", "2", "CANCELLED")
    assert parsed(calendar([one(tentative=True)], name="Overleg"))[0]["STATUS"] == "TENTATIVE"
    assert parsed(calendar([], name="Overleg")) == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200))
def test_whatever_a_table_is_called_the_calendar_stays_well_formed(name):
    [event] = parsed(calendar([one(summary=name)], name=name))
    meant = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], event["SUMMARY"])
    assert meant == name


def test_what_lasts_a_whole_day_has_a_day_and_no_hours():
    [event] = parsed(calendar([one(starts_at=date(2026, 12, 1), minutes=0)], name="Overleg"))
    assert event["DTSTART"] == "20261201" and "DTEND" not in event


@pytest.mark.django_db
def test_the_evaluations_of_the_plans_of_ones_own_cases_stand_in_the_calendar_without_a_name(around):
    plan_id = start_plan(
        actor=around.owner, person_id=around.person.id, compartment_id=around.person.compartment_id, today=TODAY
    )
    days = [e.due_on for e in evaluations(around.owner, plan_id, purpose=Purpose.CARE_COORDINATION)]
    assert len(days) == 4, "they are fixed at the start"
    for username, there in (("owner", days), ("outsider", [])):
        client = Client()
        client.post("/sign-in/persona/", {"persona": username})
        answer = client.get("/talks/calendar.ics")
        found = [e["DTSTART"] for e in parsed(answer.content) if e["SUMMARY"].startswith("Evalua")]
        assert found == [f"{day:%Y%m%d}" for day in there]
        assert b"Populier" not in answer.content and around.person.number.encode() not in answer.content
    line = AuditLine.objects.filter(object_type="Calendar", user_name="Owner").latest("id")
    assert line.detail["dossiers"] == [around.person.dossier_id]


@pytest.mark.django_db
def test_ones_own_calendar_holds_no_name_and_no_place(around):
    plan(around, where="Berkenlaan 3", link="https://video.example/kamer")
    other = plan(around, starts_at=NOW + timedelta(days=8))
    [row] = [
        e
        for e in selectors.invitations(around.supporter, purpose=Purpose.CARE_COORDINATION)
        if e.conference_id == other
    ]
    services.answer_invitation(actor=around.supporter, party_id=row.party_id, answer=Answer.DECLINED)
    for actor, count in ((around.owner, 2), (around.supporter, 1), (around.outsider, 0)):
        rows = selectors.own_calendar(actor)
        made = calendar([presenters.appointment(r) for r in rows], name="Overleg")
        assert len(parsed(made)) == count
        for secret in (b"Populier", b"Berkenlaan", b"video.example", around.person.number.encode()):
            assert secret not in made


# ---- the rhythm of a table


@given(
    st.sampled_from(list(Rhythm)),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)).filter(lambda d: d.weekday() < 5),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
)
def test_a_table_meets_on_working_days_in_order_and_never_before_it_began(rhythm, first, since):
    days = rules.meetings(rhythm, first, since=since, count=6)
    assert len(days) == 6 and days == sorted(set(days))
    assert all(d >= max(first, since) and d.weekday() < 5 and d not in recognised(d.year) for d in days)


def test_a_fifth_thursday_is_the_last_one_and_a_holiday_moves():
    monthly = rules.meetings(Rhythm.MONTHLY, date(2026, 1, 29), since=TODAY, count=3)
    assert monthly == [date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 28)]
    weekly = rules.meetings(Rhythm.WEEKLY, date(2026, 12, 18), since=TODAY, count=3)
    assert weekly == [date(2026, 12, 18), date(2026, 12, 28), date(2027, 1, 4)]


def test_quarters_of_an_hour_and_working_days():
    assert rules.next_quarter_hour(datetime(2026, 1, 1, 9, 0, tzinfo=UTC)) == datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
    assert rules.next_quarter_hour(datetime(2026, 1, 1, 23, 50, 1, tzinfo=UTC)) == datetime(
        2026, 1, 2, 0, 0, tzinfo=UTC
    )
    assert rules.record_due(date(2026, 11, 20)) == date(2026, 11, 24)
