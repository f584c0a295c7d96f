"""Danger on a report opens a crisis in the case of whoever it is about, in the same act, and once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.models import Dossier
from samenhang.access.selectors import taking_part
from samenhang.access.services import join_case, leave_case
from samenhang.base.errors import Refused
from samenhang.intake import selectors, services
from samenhang.intake.enums import Outcome, PartyView
from samenhang.intake.rules import (
    CrisisNote,
)
from samenhang.notifications.models import Notification
from samenhang.pathway.enums.crises import CalledBy
from samenhang.pathway.services import NewCrisis, start_crisis
from tests.conftest import NOW, TODAY
from tests.intake.conftest import DANGER, crises
from tests.intake.test_one_person import opened, people, told
from tests.intake.test_reports import decide, decision, row_of, weigh_all

CARE = Purpose.CARE_COORDINATION


@pytest.mark.capability(15)
@pytest.mark.capability(40)
def test_danger_about_somebody_known_opens_a_crisis_in_their_case_in_the_same_act(desk, cast, municipalities, somebody):
    new = {"subject_name": "Mevrouw Populier", "subject_birth": date(1988, 7, 3), "danger": True}
    found = told(desk, municipalities, **new)
    services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW)
    crisis = crises().get()
    assert (crisis.person_id, crisis.state, crisis.called_at, crisis.called_by) == (
        somebody.id,
        "CALLED",
        NOW,
        "POLICE",
    )
    assert (crisis.what, crisis.emergency_number_called) == ("Staat op het dak", True)
    row = row_of(found)
    assert (row.crisis_opened_at, row.crisis_there_by) == (NOW, NOW + timedelta(minutes=30))
    assert Notification.objects.filter(user_id=cast.owner.user_id, kind="CRISIS_STARTED").count() == 1
    again = told(desk, municipalities, **new, by=desk.police)
    services.call_crisis(
        actor=desk.nurse, report_id=again, new=CrisisNote(True, "Opnieuw gebeld", "Nog op het dak"), now=NOW
    )
    assert crises().count() == 1, "one crisis of somebody at a time"
    assert Notification.objects.filter(user_id=cast.owner.user_id, kind="CRISIS_STARTED").count() == 2
    assert selectors.signals(desk.nurse, [somebody.id], purpose=CARE) == [], "the desk still reads nothing in the case"


@pytest.mark.capability(15)
@pytest.mark.capability(40)
def test_the_desk_hears_its_own_clock_and_not_that_of_a_crisis_that_ran_and_its_words_stand_in_the_case(
    desk, cast, municipalities, somebody, as_persona
):
    yesterday = NOW - timedelta(days=1)
    start_crisis(
        actor=cast.owner,
        person_id=somebody.id,
        compartment_id=somebody.compartment_id,
        new=NewCrisis(yesterday, CalledBy.CLOSE_ONE, "Sloot zich op"),
    )
    found = told(desk, municipalities, subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3), danger=True)
    what = f"Lijkt psychotisch, staat op het dak. {'Roept. ' * 45}"
    note = CrisisNote(True, "Crisisdienst", what, NOW, called_112=True)
    services.call_crisis(actor=desk.nurse, report_id=found, new=note, now=NOW)
    row = row_of(found)
    assert crises().get().called_at == yesterday
    assert (row.crisis_opened_at, row.crisis_there_by) == (NOW, NOW + timedelta(minutes=30))
    signals = selectors.signals(cast.owner, [somebody.id], purpose=CARE)
    assert " ".join(s.text for s in signals) == f"Lijkt […], staat op het dak. {'Roept. ' * 45}Bankje bij de haven"
    assert {s.source for s in signals} == {"GGD Noorderhei"}
    page = as_persona("verpleegkundige").get(f"/reports/{found}/").content.decode()
    assert "The clock runs from 22 November 2026" in page and "somebody is there before 22 November 2026" in page
    assert "21 November 2026" not in page and "In the case they have been told" in page
    assert "Sloot zich op" not in page


@pytest.mark.capability(40)
def test_a_crisis_in_a_case_that_nobody_holds_is_told_to_who_can_act_and_the_desk_reads_when_nobody_was(
    desk, cast, municipalities, somebody, as_persona
):
    new = {"subject_name": "Mevrouw Populier", "subject_birth": date(1988, 7, 3), "danger": True}
    [directs] = taking_part(somebody.dossier_id, TODAY)
    leave_case(actor=cast.owner, participation_id=directs.participation_id, on=TODAY)
    nurse, alone = as_persona("verpleegkundige"), told(desk, municipalities, **new)
    services.call_crisis(actor=desk.nurse, report_id=alone, new=DANGER, now=NOW)
    page = nurse.get(f"/reports/{alone}/").content.decode()
    assert "Nobody in the case could be told" in page and "they have been told" not in page
    manager = cast.outsider.user_id
    join_case(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        role=CaseRole.CASE_MANAGER,
        start=TODAY,
        user_id=manager,
        organisation_id=cast.outsider.organisation_id,
    )
    heard = told(desk, municipalities, **new)
    services.call_crisis(actor=desk.nurse, report_id=heard, new=DANGER, now=NOW)
    assert set(Notification.objects.filter(kind="CRISIS_STARTED").values_list("user_id", flat=True)) == {manager}
    assert "In the case they have been told" in nurse.get(f"/reports/{heard}/").content.decode()
    assert "Nobody in the case could be told" in nurse.get(f"/reports/{alone}/").content.decode()


@pytest.mark.capability(40)
def test_a_call_at_the_desk_and_one_in_the_case_come_one_after_the_other(
    desk, cast, municipalities, somebody, monkeypatch
):
    found = told(desk, municipalities, subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3), danger=True)
    in_case = {"actor": cast.owner, "person_id": somebody.id, "compartment_id": somebody.compartment_id}

    locked: list[int] = []
    lock = QuerySet.select_for_update

    def notes(rows, *args, **more):
        if rows.model is Dossier:
            locked.append(len(connection.queries))
        return lock(rows, *args, **more)

    monkeypatch.setattr(QuerySet, "select_for_update", notes)

    def lock_comes_first(act) -> bool:
        locked.clear()
        with CaptureQueriesContext(connection) as asked:
            act()
        looks = (n for n, q in enumerate(asked, start=asked.initial_queries) if '"pathway_crisis"' in q["sql"])
        return locked[0] <= next(looks)

    assert lock_comes_first(lambda: services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW))
    crises().update(
        state="EVALUATED", outcome="STAYS_WITH_HELP", decided_at=NOW, decided_by=cast.owner.user_id, evaluate_on=TODAY
    )
    assert lock_comes_first(lambda: start_crisis(**in_case, new=NewCrisis(NOW, CalledBy.CLOSE_ONE, "Sloot zich op")))


@pytest.mark.capability(15)
@pytest.mark.capability(40)
def test_danger_about_somebody_unknown_opens_a_crisis_when_the_case_begins(desk, cast, municipalities):
    found = told(desk, municipalities)
    services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW)
    assert not crises().exists() and row_of(found).crisis_opened_at is None
    opened(desk, cast, found)
    assert crises().get().person_id == row_of(found).person_id and row_of(found).crisis_there_by is not None


@pytest.mark.capability(40)
def test_who_turns_out_to_be_known_gets_the_crisis_at_that_moment_and_a_case_that_is_over_when_it_goes_on(
    desk, cast, municipalities, somebody
):
    found = told(desk, municipalities)
    services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW)
    Dossier.objects.filter(pk=somebody.dossier_id).update(closed_on=TODAY)
    services.link_person(actor=desk.nurse, report_id=found, number=somebody.number, name="", birth_date=None)
    assert not crises().exists()
    weigh_all(desk, found)
    decide(desk, found, decision(Outcome.REENTRY, coordinator_id=cast.owner.user_id))
    assert crises().get().person_id == somebody.id
    other = told(desk, municipalities, subject_name="Iemand", subject_birth=None, subject_address="Kade")
    crises().update(
        state="EVALUATED", outcome="STAYS_WITH_HELP", decided_at=NOW, decided_by=cast.owner.user_id, evaluate_on=TODAY
    )
    services.call_crisis(actor=desk.nurse, report_id=other, new=DANGER, now=NOW)
    services.link_person(actor=desk.nurse, report_id=other, number=somebody.number, name="", birth_date=None)
    assert crises().count() == 2 and row_of(other).crisis_opened_at == NOW


@pytest.mark.capability(40)
def test_a_crisis_noted_on_one_report_opens_when_a_joined_one_turns_out_to_be_about_somebody_known(
    desk, cast, municipalities, somebody
):
    noted, joined = told(desk, municipalities), told(desk, municipalities, subject_name="", subject_birth=None)
    services.call_crisis(actor=desk.nurse, report_id=noted, new=DANGER, now=NOW)
    services.join_reports(actor=desk.nurse, report_id=joined, other_id=noted)
    assert not crises().exists()
    services.link_person(actor=desk.nurse, report_id=joined, number=somebody.number, name="", birth_date=None)
    assert crises().get().person_id == somebody.id
    assert [row_of(r).crisis_opened_at for r in (noted, joined)] == [NOW, None]


@pytest.mark.capability(40)
def test_an_old_crisis_of_a_report_that_was_decided_does_not_open_as_new(desk, cast, municipalities, somebody):
    old, joined = told(desk, municipalities, days=90), told(desk, municipalities, subject_name="", subject_birth=None)
    services.call_crisis(actor=desk.nurse, report_id=old, new=DANGER, now=NOW)
    weigh_all(desk, old, PartyView.NO_GROUND)
    decide(desk, old, decision(Outcome.CLOSE_WITH_FEEDBACK))
    services.join_reports(actor=desk.nurse, report_id=joined, other_id=old)
    services.link_person(actor=desk.nurse, report_id=joined, number=somebody.number, name="", birth_date=None)
    assert row_of(old).person_id == somebody.id and row_of(old).crisis_opened_at is None
    assert not crises().exists()


@pytest.mark.capability(15)
@pytest.mark.capability(40)
def test_who_was_known_only_by_a_report_that_left_is_nobody_again_and_its_crisis_waits(
    desk, cast, municipalities, somebody
):
    nurse = {"actor": desk.nurse}
    nameless = told(desk, municipalities, subject_name="", subject_birth=None)
    services.call_crisis(**nurse, report_id=nameless, new=DANGER, now=NOW)
    named, again = (
        told(desk, municipalities, subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3)) for _ in range(2)
    )
    services.join_reports(**nurse, report_id=named, other_id=nameless)
    services.join_reports(**nurse, report_id=again, other_id=nameless)
    assert row_of(nameless).person_id == somebody.id and row_of(nameless).crisis_opened_at == NOW
    services.part_report(**nurse, report_id=again)
    assert row_of(nameless).person_id == somebody.id, "one that stayed says who it is"
    services.part_report(**nurse, report_id=named)
    assert (row_of(nameless).person_id, row_of(nameless).crisis_opened_at) == (None, None)
    assert [row_of(r).person_id for r in (named, again)] == [somebody.id, somebody.id]
    other = told(desk, municipalities, subject_name="Mevrouw Riet", subject_birth=date(1970, 1, 1))
    opened(desk, cast, other, somebody_else=True)
    services.join_reports(**nurse, report_id=nameless, other_id=other)
    assert {c.person_id for c in crises()} == {somebody.id, row_of(other).person_id}, "it opens for the right one"


@pytest.mark.capability(15)
def test_what_led_to_a_case_stays_with_that_person_when_another_report_leaves(desk, cast, municipalities):
    decided, joined = told(desk, municipalities, subject_birth=None), told(desk, municipalities, subject_name="Riet")
    opened(desk, cast, decided, somebody_else=True)
    services.join_reports(actor=desk.nurse, report_id=joined, other_id=decided)
    services.part_report(actor=desk.nurse, report_id=joined)
    assert (row_of(decided).person_id, row_of(joined).person_id) == (people().get().pk, None)


@pytest.mark.capability(40)
def test_who_was_taken_for_somebody_else_gets_the_crisis_as_soon_as_that_is_put_right(
    desk, cast, municipalities, somebody
):
    other = told(desk, municipalities, subject_name="Mevrouw Riet", subject_birth=date(1970, 1, 1))
    opened(desk, cast, other)
    found = told(desk, municipalities, subject_name="Iemand", subject_birth=None, subject_address="Kade")
    services.call_crisis(actor=desk.nurse, report_id=found, new=DANGER, now=NOW)
    services.link_person(actor=desk.nurse, report_id=found, number=somebody.number, name="", birth_date=None)
    services.link_person(actor=desk.nurse, report_id=found, number="", name="Mevrouw Riet", birth_date=date(1970, 1, 1))
    assert {c.person_id for c in crises()} == {somebody.id, row_of(other).person_id}


@pytest.mark.capability(40)
def test_who_looked_and_found_no_danger_opens_nothing_and_half_a_note_is_refused(
    desk, municipalities, somebody, monkeypatch
):
    found = told(desk, municipalities, subject_name="Mevrouw Populier", subject_birth=date(1988, 7, 3), danger=True)
    call = {"actor": desk.nurse, "report_id": found, "now": NOW}
    for new, code in (
        (CrisisNote(True, " ", "Dak"), "REASON_MISSING"), (CrisisNote(True, "Gebeld", ""), "TEXT_MISSING"),
        (CrisisNote(True, "Gebeld", "Dak", NOW + timedelta(hours=1)), "IN_THE_FUTURE"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            services.call_crisis(**call, new=new)
    with monkeypatch.context() as broken:
        broken.setattr("samenhang.pathway.services._common.record", _fails)
        with pytest.raises(RuntimeError):
            services.call_crisis(**call, new=DANGER)
    assert row_of(found).crisis_called_at is None, "no crisis, then no note that there is one"
    services.call_crisis(**call, new=CrisisNote(False, "Wijkagent was er, geen gevaar"))
    assert not crises().exists()


def _fails(*_args, **_more):
    raise RuntimeError
