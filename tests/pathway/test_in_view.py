"""Everybody in view: whom nobody holds, by name for who may see them and in numbers for the region, and a way to ask."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.models import Dossier, Participation
from samenhang.access.services import join_case, leave_case
from samenhang.audit.models import AuditLine
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.enums import PartyKind
from samenhang.conferences.models import Conference, ConferenceParty
from samenhang.legal.enums import TitleCode
from samenhang.legal.services import NewTitle, record_title
from samenhang.notifications.models import Notification
from samenhang.pathway.enums import Evidence
from samenhang.pathway.models import BedCall, Crisis, HandoverEvidence
from samenhang.pathway.rules.in_view import Lack, Standing, lacks
from samenhang.pathway.rules.pilot_lights import NOT_SEEN_DAYS
from samenhang.pathway.selectors.in_view import counts_in_view, in_view, lacking_for_rule
from samenhang.pathway.services import ask_to_look
from samenhang.people.selectors import people_of
from samenhang.people.services import NewPerson, register
from samenhang.plan.models import Evaluation, MatchMeeting
from samenhang.region.selectors import in_view as in_numbers
from tests.conftest import NOW, TODAY
from tests.pathway.test_crises import right, start
from tests.pathway.test_pilot_lights import contact, keep

pytestmark = pytest.mark.capability(20)
DAY = timedelta(days=1)
WHY = "a test of everybody in view"


def standing(**more) -> Standing:
    known = {
        "plan": True,
        "director": True,
        "holder": True,
        "since": TODAY - 400 * DAY,
        "met_on": TODAY,
        "light_days": 0,
        "compulsory": True,
    }
    return Standing(**{**known, **more})


def test_who_has_everything_is_without_nothing():
    assert lacks(standing(), TODAY) == frozenset()


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"director": False, "holder": False}, {Lack.NOBODY, Lack.COORDINATOR}),
        ({"director": False}, {Lack.COORDINATOR}),
        ({"holder": False}, set()),
        ({"director": False, "holder": False, "light_days": 60}, {Lack.COORDINATOR}),
        ({"plan": False}, {Lack.PLAN}),
        ({"plan": None}, set()),
        ({"met_on": None}, {Lack.CONTACT}),
        ({"met_on": None, "since": None}, set()),
        ({"met_on": None, "since": TODAY}, set()),
        ({"met_on": None, "since": TODAY - NOT_SEEN_DAYS * DAY}, set()),
        ({"met_on": None, "since": TODAY - (NOT_SEEN_DAYS + 1) * DAY}, {Lack.CONTACT}),
        ({"met_on": TODAY - NOT_SEEN_DAYS * DAY}, set()),
        ({"met_on": TODAY - (NOT_SEEN_DAYS + 1) * DAY}, {Lack.CONTACT}),
        ({"met_on": TODAY - 60 * DAY, "light_days": 60}, set()),
        ({"met_on": TODAY - 61 * DAY, "light_days": 60}, {Lack.CONTACT}),
        ({"compulsory": False}, {Lack.VOLUNTARY}),
        ({"compulsory": None}, set()),
    ],
)
def test_what_somebody_is_without(more, expected):
    assert lacks(standing(**more), TODAY) == expected


@given(st.integers(0, 200), st.sampled_from([0, 30, 60, 90]))
def test_nobody_is_met_again_by_the_passing_of_days(days, light):
    known = standing(met_on=TODAY, light_days=light)
    today = TODAY + days * DAY
    if Lack.CONTACT in lacks(known, today):
        assert Lack.CONTACT in lacks(known, today + DAY)


# ---- every contact counts ----------------------------------------------------------------------------------
def row(cast, somebody, actor=None):
    rows = people_of(actor or cast.owner, [somebody.dossier_id], purpose=Purpose.CARE_COORDINATION)
    return in_view(actor or cast.owner, rows, purpose=Purpose.CARE_COORDINATION, today=TODAY)[0]


def written(model, somebody, **values):
    model.objects.write([model(person_id=somebody.id, compartment_id=somebody.compartment_id, **values)])
    return model.objects.for_rule(WHY).order_by("-pk").first()


def by_contact(cast, somebody, on):
    contact(cast, somebody, on, reached=True)


def by_crisis(cast, somebody, on):
    pk = start(cast, somebody)
    Crisis.objects.for_rule(WHY).filter(pk=pk).update(called_at=NOW - (TODAY - on) - DAY, arrived_at=NOW - (TODAY - on))


def by_bed(cast, somebody, on):
    pk = right(cast, somebody)
    BedCall.objects.write([
        BedCall(right_id=pk, compartment_id=somebody.compartment_id, called_at=NOW - (TODAY - on), given=True, nights=1, noted_by_id=cast.owner.me)
    ])  # fmt: skip


def by_talk(cast, somebody, on):
    talk = written(
        Conference, somebody, kind="CASE", purpose="COORDINATION", regime="CONSENT", starts_at=NOW - (TODAY - on), minutes=30,
        convened_by_id=cast.owner.me, state="HELD", made_at=NOW,
    )  # fmt: skip
    ConferenceParty.objects.write([
        ConferenceParty(
            conference_id=talk.pk, compartment_id=somebody.compartment_id, kind=PartyKind.CLIENT, reason="Het gaat over haar", attended=True,
        )
    ])  # fmt: skip


def by_meeting(cast, somebody, on):
    written(
        MatchMeeting, somebody, candidate_id=cast.owner.me, organisation_id=cast.owner.organisation_id, talked_on=on, outcome="CLICKED",
        noted_by_id=cast.owner.me,
    )  # fmt: skip


EVERY_WAY = [by_contact, by_crisis, by_bed, by_talk, by_meeting]


@pytest.mark.django_db
@pytest.mark.parametrize("way", EVERY_WAY, ids=lambda w: w.__name__)
def test_a_meeting_that_any_professional_wrote_down_counts_as_met(cast, somebody, organisations, way):
    assert row(cast, somebody).met_on is None
    way(cast, somebody, TODAY - 3 * DAY)
    found = row(cast, somebody)
    assert found.met_on == TODAY - 3 * DAY and Lack.CONTACT not in found.lacks
    (_place, _dossier, without), *_more = lacking_for_rule(reason=WHY, today=TODAY)
    assert Lack.CONTACT not in without, "the numbers say the same"


@pytest.mark.django_db
def test_a_visit_in_a_handover_counts_and_a_briefing_of_the_team_does_not(cast, somebody, organisations):
    from tests.pathway.handing_over import Stage, colleague

    stage = Stage(cast.owner, colleague("ontvanger", organisations["shelter"]), cast.outsider, somebody, organisations)
    pk = stage.accepted()
    HandoverEvidence.objects.write([
        HandoverEvidence(
            handover_id=pk, person_id=somebody.id, compartment_id=somebody.compartment_id, kind=kind, on=on, noted_at=NOW,
        )
        for kind, on in ((Evidence.VISIT, TODAY - 9 * DAY), (Evidence.BRIEFING, TODAY - DAY))
    ])  # fmt: skip
    assert row(cast, somebody).met_on == TODAY - 9 * DAY


@pytest.mark.django_db
def test_an_attempt_that_failed_and_a_talk_without_the_person_are_no_meeting(cast, somebody):
    contact(cast, somebody, TODAY, reached=False)
    by_talk(cast, somebody, TODAY - DAY)
    ConferenceParty.objects.for_rule(WHY).update(attended=False)
    start(cast, somebody)
    assert row(cast, somebody).met_on is None
    assert not Evaluation.objects.for_rule(WHY).exists()


# ---- by name: whom one may see ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_table_sees_who_was_brought_to_it_and_nobody_else(cast, at_the_table, as_persona, municipalities):
    new = NewPerson("Meneer Elders", date(1990, 1, 1), municipalities["Zandmeer"])
    register(actor=cast.outsider, new=new, today=date(2026, 1, 1))
    chair = as_persona("chair")
    assert "Mevrouw Populier" not in chair.get("/pathway/in-sight/").content.decode(), "it is no case of hers"
    page = chair.get("/pathway/in-sight/?whose=all").content.decode()
    assert "Mevrouw Populier" in page and "Meneer Elders" not in page and "Owner" in page
    assert as_persona("funder").get("/pathway/in-sight/").status_code == 403


@pytest.mark.django_db
def test_whom_nobody_holds_comes_first_with_who_could_act_and_where(cast, at_the_table, as_persona):
    directs = Participation.objects.get(role=CaseRole.CASE_DIRECTOR)
    leave_case(actor=cast.owner, participation_id=directs.pk, on=TODAY)
    page = as_persona("chair").get("/pathway/in-sight/?whose=all&only=NOBODY").content.decode()
    assert "Mevrouw Populier" in page and "Nobody holds the case" in page
    assert f"/plan/people/{at_the_table.id}/" in page and "Plaatsingstafel" in page


@pytest.mark.django_db
def test_who_is_there_of_their_own_will_is_marked_only_for_who_may_know_of_titles(cast, somebody, organisations):
    assert Lack.VOLUNTARY in row(cast, somebody).lacks
    new = NewTitle(
        somebody.id,
        somebody.compartment_id,
        somebody.dossier_id,
        TitleCode.WVGGZ_ZM_2,
        date(2026, 2, 12),
        date(2027, 2, 13),
    )
    record_title(actor=cast.owner, new=new)
    assert Lack.VOLUNTARY not in row(cast, somebody).lacks


@pytest.mark.django_db
def test_a_closed_case_is_in_no_list(cast, at_the_table, as_persona):
    assert lacking_for_rule(reason=WHY, today=TODAY)
    Dossier.objects.filter(pk=at_the_table.dossier_id).update(closed_on=TODAY)
    assert lacking_for_rule(reason=WHY, today=TODAY) == []
    assert "Mevrouw Populier" not in as_persona("chair").get("/pathway/in-sight/?whose=all").content.decode()


# ---- in numbers ---------------------------------------------------------------------------------------------
def many(cast, municipalities, count: int, place: str) -> None:
    for n in range(count):
        register(
            actor=cast.outsider,
            new=NewPerson(f"Iemand {place} {n}", date(1990, 1, 1), municipalities[place]),
            today=date(2026, 1, 1),
        )


@pytest.mark.django_db
def test_numbers_under_ten_are_withheld_and_cannot_be_worked_out(cast, municipalities, as_persona):
    many(cast, municipalities, 12, "Zandmeer")
    many(cast, municipalities, 3, "Turfwolde")
    places, whole = in_numbers(today=TODAY)
    counts = {p.name: p.counts[Lack.PLAN] for p in places}
    assert counts["Turfwolde"] is None
    assert counts["Zandmeer"] is None or whole[Lack.PLAN] is None, "the total minus the one gives the other away"
    for reader in ("funder", "owner", "chair"):
        page = as_persona(reader).get("/region/in-view/").content.decode()
        assert "withheld" in page and "Iemand" not in page
    assert as_persona("manager").get("/region/in-view/desk/").status_code == 403


@pytest.mark.django_db
def test_numbers_equal_the_list_by_name(cast, somebody, municipalities):
    contact(cast, somebody, TODAY, reached=True)
    counted = counts_in_view(reason=WHY, today=TODAY)
    assert {lack for (_place, lack), n in counted.items() if n} == set(row(cast, somebody).lacks)


# ---- asking -------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_whoever_asks_learns_nothing_and_those_who_take_part_are_told_once_a_week(
    cast, somebody, municipalities, as_persona
):
    place = municipalities["Turfwolde"]
    chair = as_persona("chair")
    answer = chair.post("/pathway/in-sight/ask/", {"municipality": place}, follow=True)
    assert "Asked." in answer.content.decode() and "Populier" not in answer.content.decode()
    ask_to_look(actor=cast.table_chair, municipality_id=place, today=TODAY)
    (told,) = Notification.objects.filter(key__startswith="look:")
    assert (told.user_id, told.path, told.dossier_id) == (cast.owner.user_id, "/pathway/in-sight/", None)
    ask_to_look(actor=cast.table_chair, municipality_id=place, today=TODAY + 7 * DAY)
    assert Notification.objects.filter(key__startswith="look:").count() == 2
    assert AuditLine.objects.filter(object_type="Municipality", object_id=str(place)).count() == 3


@pytest.mark.django_db
def test_who_holds_somebody_and_met_them_is_not_asked(cast, somebody, municipalities):
    contact(cast, somebody, TODAY, reached=True)
    ask_to_look(actor=cast.table_chair, municipality_id=municipalities["Turfwolde"], today=TODAY)
    assert not Notification.objects.filter(key__startswith="look:").exists()


@pytest.mark.django_db
def test_not_everybody_may_ask(cast, somebody, municipalities, as_persona):
    for actor in (cast.funder, cast.supply_manager):
        with pytest.raises(NoGrant):
            ask_to_look(actor=actor, municipality_id=municipalities["Turfwolde"], today=TODAY)
    with pytest.raises(Refused) as raised:
        ask_to_look(actor=cast.owner, municipality_id=999_999, today=TODAY)
    assert raised.value.code == "NOT_A_MUNICIPALITY"
    for wrong in ("", "x", "999999", "٣"):
        page = as_persona("owner").post("/pathway/in-sight/ask/", {"municipality": wrong}, follow=True)
        assert page.status_code == 200 and "Choose a municipality" in page.content.decode()


@pytest.mark.django_db
def test_a_pilot_light_holds_somebody_and_says_how_often_they_are_met(cast, somebody):
    keep(cast, somebody)
    assert row(cast, somebody).light
    join_case(
        actor=cast.owner, dossier_id=somebody.dossier_id, role=CaseRole.TREATER, start=TODAY, user_id=cast.outsider.me,
        organisation_id=cast.outsider.organisation_id,
    )  # fmt: skip
    assert ("TREATER", "Outsider") in {w[:2] for w in row(cast, somebody).who}
