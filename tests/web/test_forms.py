"""What people fill in: it is saved as meant, or told what is wrong with what was typed still there."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.legal.models import LegalTitle
from samenhang.matching.models import CareNeed, PlacementDecision, Refusal, Round
from samenhang.matching.services import NeedValues, NewNeed, open_need
from samenhang.pathway.models import Placement
from samenhang.people.models import Person
from samenhang.picture.models import FunctionalFact
from samenhang.supply.models import Booking
from tests.conftest import TODAY

WHY = "a test looks at the outcome"


@pytest.mark.capability(122)
def test_search_before_create_shows_who_looks_alike_and_keeps_what_was_typed(
    cast, somebody, as_persona, municipalities
):
    client = as_persona("owner")
    form = {"name": "Populier, A.", "birth_date": "1988-07-03", "municipality": municipalities["Turfwolde"], "tie": ""}
    answer = client.post("/people/new/", form)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Mevrouw Populier" in page and 'value="Populier, A."' in page
    assert client.post("/people/new/", {**form, "anyway": "on"}).status_code == 302
    assert Person.objects.for_rule(WHY).count() == 2


@pytest.mark.capability(122)
def test_what_was_searched_for_is_the_name_of_a_new_dossier_which_shows_its_first_steps(
    cast, as_persona, municipalities
):
    client = as_persona("owner")
    assert 'href="/people/new/?q=Mevrouw+Wilg"' in client.get("/people/", {"q": "Mevrouw Wilg"}).content.decode()
    assert 'href="/people/new/?q' not in client.get("/people/", {"q": "12-4-1991"}).content.decode(), "a day is no name"
    page = client.get("/people/new/", {"q": "Mevrouw Wilg"}).content.decode()
    assert 'value="Mevrouw Wilg"' in page and "anyway" not in page, "nobody is named, so nobody is asked about"
    made = client.post("/people/new/", {"name": "Mevrouw Wilg", "municipality": municipalities["Turfwolde"]}).url
    page = client.get(made).content.decode()
    assert "The first steps" in page and f"/picture{made}words/add/" in page and f"/inclusion{made}signal/add/" in page
    add = f"/picture{made}words/add/"
    said = {"text": "Een eigen kamer", "said_on": "2026-11-22"}
    assert client.post(add, {**said, "another": "1"}).url == add
    assert client.post(add, said).url != add
    client.post(f"/plan{made}start/", {"future": "Rust"})
    assert "The first steps" not in client.get(made).content.decode()


@pytest.mark.capability(122)
@pytest.mark.parametrize(
    "query", ["popul", "POPULIER", "3-7-1988", "03/07/1988", "1988-07-03", "1988", "S00001", "mevrouw popu"]
)
def test_a_person_is_found_by_part_of_a_name_a_number_or_a_birth_date(somebody, as_persona, query):
    assert "Mevrouw Populier" in as_persona("owner").get("/search/", {"q": query}).content.decode()


@pytest.mark.capability(8)
def test_a_placement_is_recorded_and_a_wrong_one_says_what_is_wrong(somebody, as_persona):
    client = as_persona("owner")
    address = f"/people/{somebody.id}/placements/new/"
    good = {"setting": "BW", "provider": "Thuishaven", "start": "2026-01-05", "last_day": "2026-01-05"}
    assert client.post(address, good).status_code == 302
    row = Placement.objects.for_rule(WHY).get()
    assert (row.start, row.end) == (date(2026, 1, 5), date(2026, 1, 6)), "the last day is part of the stay"
    answer = client.post(address, {**good, "last_day": "2026-01-04", "provider": "Elders"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "lies before the first" in page and 'value="Elders"' in page
    assert client.post(address, {**good, "setting": "PALACE"}).status_code == 422
    assert client.post(address, {**good, "start": "31-02-2026"}).status_code == 422
    assert Placement.objects.for_rule(WHY).count() == 1


@pytest.mark.capability(7)
def test_a_title_without_an_end_gets_the_longest_that_the_law_allows_and_only_once(somebody, as_persona):
    client = as_persona("owner")
    address = f"/people/{somebody.id}/titles/new/"
    assert client.post(address, {"code": "WVGGZ_CM", "start": "2026-11-19"}).status_code == 302
    row = LegalTitle.objects.for_rule(WHY).get()
    assert row.end == date(2026, 11, 24), "Thursday plus three days is Sunday: it ends on Monday"
    assert "recorded before" in client.post(address, {"code": "WVGGZ_CM", "start": "2026-11-19"}).content.decode()
    filed = client.post(f"/people/{somebody.id}/titles/{row.pk}/follow-on/", {"on": "2026-11-20"})
    assert filed.status_code == 302
    assert LegalTitle.objects.for_rule(WHY).get().followon_filed_on == date(2026, 11, 20)


def test_a_title_of_somebody_else_cannot_be_touched_by_its_number(cast, somebody, as_persona, municipalities):
    from samenhang.legal.enums import TitleCode
    from samenhang.legal.services import NewTitle, record_title
    from samenhang.people.services import NewPerson, register

    title = record_title(
        actor=cast.owner,
        new=NewTitle(somebody.id, somebody.compartment_id, somebody.dossier_id, TitleCode.ISD, date(2026, 1, 1)),
    )
    mine = register(actor=cast.outsider, new=NewPerson("Meneer Els", None, municipalities["Turfwolde"]), today=TODAY)
    answer = as_persona("outsider").post(f"/people/{mine}/titles/{title}/follow-on/", {"on": "2026-11-20"})
    assert answer.status_code == 404
    assert LegalTitle.objects.for_rule(WHY).get().followon_filed_on is None


@pytest.mark.capability(61)
@pytest.mark.capability(65)
def test_a_need_is_said_and_a_secured_one_asks_for_the_reason(somebody, as_persona):
    client = as_persona("owner")
    address = f"/matching/people/{somebody.id}/need/"
    form = {"settings": ["FPA"], "urgency": "SOON", "priority": "3", "max_km": "40"}
    answer = client.post(address, form)
    assert answer.status_code == 409 and "Ambulatory is the rule" in answer.content.decode()
    form |= {
        "why_residential": "PUBLIC_SAFETY",
        "why_residential_text": "Nabijheid dag en nacht.",
        "ambulatory_test_on": "2027-03-01",
    }
    assert client.post(address, form).status_code == 302
    need = CareNeed.objects.for_rule(WHY).get()
    assert (need.settings, need.priority, need.why_residential) == (["FPA"], 3, "PUBLIC_SAFETY")
    second = client.post(address, {**form, "priority": "5", "version": "1"})
    assert second.status_code == 302
    lost = client.post(address, {**form, "priority": "9", "version": "1"})
    assert lost.status_code == 409 and 'value="9"' in lost.content.decode(), "what was typed is kept"
    assert CareNeed.objects.for_rule(WHY).get().priority == 5


@pytest.mark.capability(67)
def test_a_fact_is_noted_and_the_newest_counts(somebody, as_persona):
    client = as_persona("owner")
    client.post(f"/matching/people/{somebody.id}/need/", {"settings": ["BW"], "urgency": "SOON", "priority": "1"})
    for value, day in (("yes", "2026-10-01"), ("no", "2026-11-01")):
        answer = client.post(
            f"/matching/people/{somebody.id}/facts/group_fit/", {"value": value, "noted_on": day, "source": "GGZ"}
        )
        assert answer.status_code == 302
    assert FunctionalFact.objects.for_rule(WHY).count() == 2, "older facts are kept"
    assert (
        client.post(
            f"/matching/people/{somebody.id}/facts/group_fit/",
            {"value": "maybe", "noted_on": "2026-11-01", "source": "x"},
        ).status_code
        == 422
    )
    assert client.get(f"/matching/people/{somebody.id}/facts/primary_problem/").status_code == 404


@pytest.mark.capability(68)
def test_a_refusal_on_paper_stays_locked(somebody, as_persona):
    client = as_persona("owner")
    address = f"/matching/people/{somebody.id}/refusals/new/"
    form = {
        "facility": "Thuishaven", "refused_on": "2026-11-20", "refused_by": "Intaker", "reason": "GROUP_FIT", "client_seen": "no",
        "would_be_possible": "Een eigen unit.",
    }  # fmt: skip
    answer = client.post(address, form)
    assert answer.status_code == 422 and "on paper only is not possible" in answer.content.decode()
    assert client.post(address, {**form, "client_seen": "yes"}).status_code == 422, "seen on which day?"
    assert client.post(address, {**form, "client_seen": "yes", "seen_on": "2026-11-18"}).status_code == 302
    assert Refusal.objects.for_rule(WHY).get().client_seen is True


@pytest.fixture
def at_table(cast, at_the_table, place):
    """Somebody who waits, at the table, with one free place."""
    values = NeedValues(settings=("BW",), near_id=at_the_table.municipality_id, max_km=25)
    open_need(
        actor=cast.owner,
        new=NewNeed(at_the_table.id, at_the_table.compartment_id, at_the_table.dossier_id, date(2026, 3, 1), values),
    )
    return at_the_table


@pytest.mark.capability(66)
def test_the_table_computes_decides_with_a_reason_and_gives_the_place_once(at_table, as_persona, place):
    chair = as_persona("chair")
    assert chair.post("/matching/table/rounds/", {"budget": "0"}).status_code == 302
    page = chair.get("/matching/table/").content.decode()
    assert "Beschermd wonen Beuk" in page and "Mevrouw Populier" in page
    address = f"/matching/table/people/{at_table.id}/"
    seen = {"outcome": "ACCEPTED", "round": str(Round.objects.latest("id").pk)}
    missing = chair.post(address, {**seen, "reason": ""})
    assert missing.status_code == 422 and "Write down the reason first" in missing.content.decode()
    assert chair.post(address, {**seen, "reason": "Past, en zij wil het."}).status_code == 302
    again = chair.post(address, {**seen, "reason": "Nog eens."})
    assert again.status_code == 409 and "already decided" in again.content.decode()
    assert Booking.objects.count() == 1 and PlacementDecision.objects.for_rule(WHY).count() == 1


def test_a_budget_that_is_no_number_computes_nothing(at_table, as_persona):
    chair = as_persona("chair")
    for budget in ("-1", "much", "", "99999999999"):
        assert chair.post("/matching/table/rounds/", {"budget": budget}).status_code == 302
    assert Round.objects.count() == 0
    assert as_persona("owner").post("/matching/table/rounds/", {"budget": "0"}).status_code == 403


def test_a_form_without_its_token_changes_nothing(somebody):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/persona/", {"persona": "owner"}).status_code == 403
