"""The people around somebody: wanted and unwanted, asked themselves, overloaded, or not there; and who shares a home."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.access.enums import Purpose
from samenhang.access.models import Dossier
from samenhang.base.errors import NoGrant, Refused
from samenhang.people.enums import Burden, CloseRole, ContactWish, NetworkAlert, OwnConsent
from samenhang.people.rules import carer_is_overloaded
from samenhang.people.selectors import attention, close_ones, household_of, keys
from samenhang.people.services import (
    CLOSE_ONE,
    NO_NETWORK,
    NewPerson,
    keep_fact,
    leave_home,
    register,
    share_home,
    withdraw_fact,
)
from tests.conftest import TODAY

pytestmark = pytest.mark.capability(11)
CARE = Purpose.CARE_COORDINATION
START = date(2026, 3, 1)


def close(actor, somebody, **more):
    values = {
        "name": "Zus", "relation": "zus", "role": CloseRole.SUPPORT, "represents_as": "", "contact": ContactWish.WANTED,
        "same_home": False, "phone": "", "consent": OwnConsent.NOT_ASKED, "consent_on": None, "burden": "", "burden_on": None,
        "note": "", **more,
    }  # fmt: skip
    return keep_fact(
        actor=actor, kind=CLOSE_ONE, person_id=somebody.id, compartment_id=somebody.compartment_id, values=values
    )


def nobody(actor, somebody, builder=None):
    values = {
        "noted_on": TODAY, "text": "Niemand", "builder_id": builder, "since": TODAY if builder else None, "next_step": "",
    }  # fmt: skip
    return keep_fact(
        actor=actor, kind=NO_NETWORK, person_id=somebody.id, compartment_id=somebody.compartment_id, values=values
    )


def alerts(actor, somebody):
    return attention(actor, [somebody.id], purpose=CARE, today=TODAY)


def test_close_ones_are_seen_by_those_whose_role_opens_them(cast, at_the_table, as_persona):
    close(cast.owner, at_the_table, name="Zus Populier", contact=ContactWish.NEGATIVE)
    assert [c.name for c in close_ones(cast.owner, [at_the_table.id], purpose=CARE)] == ["Zus Populier"]
    assert close_ones(cast.table_chair, [at_the_table.id], purpose=CARE) == []
    page = as_persona("owner").get(f"/network/people/{at_the_table.id}/").content.decode()
    assert "Zus Populier" in page and "Contact does harm" in page
    chair = as_persona("chair").get(f"/network/people/{at_the_table.id}/").content.decode()
    assert "Zus Populier" not in chair and "not shown to your role" in chair
    assert as_persona("outsider").get(f"/network/people/{at_the_table.id}/").status_code == 404


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"role": CloseRole.REPRESENTATIVE}, "REPRESENTATIVE_KIND_MISSING"),
        ({"consent": OwnConsent.GIVEN}, "DAY_MISSING"),
        ({"burden": Burden.OVERLOADED}, "DAY_MISSING"),
    ],
)
def test_what_somebody_agreed_to_and_how_they_fare_has_a_day(values, code, cast, somebody):
    with pytest.raises(Refused, match=code):
        close(cast.owner, somebody, **values)


def test_only_a_representative_represents(cast, somebody):
    close(cast.owner, somebody, represents_as="MENTOR")
    assert [c.represents_as for c in close_ones(cast.owner, [somebody.id], purpose=CARE)] == [""]


def test_an_overloaded_carer_asks_attention_for_a_year(cast, somebody):
    assert carer_is_overloaded("OVERLOADED", TODAY, TODAY)
    assert not carer_is_overloaded("OVERLOADED", date(2025, 11, 22), TODAY)
    assert not carer_is_overloaded("HEAVY", TODAY, TODAY) and not carer_is_overloaded("OVERLOADED", None, TODAY)
    close(cast.owner, somebody, burden=Burden.HEAVY, burden_on=TODAY)
    assert alerts(cast.owner, somebody) == []
    fact = close(cast.owner, somebody, name="Moeder", burden=Burden.OVERLOADED, burden_on=date(2026, 9, 2))
    assert [(a.code, a.detail) for a in alerts(cast.owner, somebody)] == [(NetworkAlert.CARER_BURDEN, "Moeder")]
    assert alerts(cast.outsider, somebody) == []
    withdraw_fact(actor=cast.owner, kind=CLOSE_ONE, fact_id=fact, why="Er is hulp")
    assert alerts(cast.owner, somebody) == []


def test_nobody_close_is_red_until_somebody_builds_a_network(cast, somebody, as_persona):
    fact = nobody(cast.owner, somebody)
    [alert] = alerts(cast.owner, somebody)
    assert (alert.code, alert.hard, alert.user_id) == (NetworkAlert.NO_NETWORK, True, None)
    with pytest.raises(Refused, match="ALREADY_NOTED"):
        nobody(cast.owner, somebody)
    withdraw_fact(actor=cast.owner, kind=NO_NETWORK, fact_id=fact, why="Anders")
    nobody(cast.owner, somebody, builder=cast.owner.user_id)
    [alert] = alerts(cast.owner, somebody)
    assert (alert.hard, alert.user_id) == (False, cast.owner.user_id)
    assert "Owner builds a network" in as_persona("owner").get(f"/network/people/{somebody.id}/").content.decode()


# ---- households -------------------------------------------------------------------------------------
@pytest.fixture
def brother(cast, municipalities):
    new = NewPerson("Meneer Populier", date(1990, 1, 1), municipalities["Turfwolde"])
    person_id = register(actor=cast.owner, new=new, today=date(2026, 1, 1))
    return keys(reason="the cast of the tests", ids=[person_id])[0]


def test_two_people_share_a_home_and_each_keeps_their_own_dossier(cast, somebody, brother):
    household = share_home(actor=cast.owner, person_id=somebody.id, with_person_id=brother.id, start=START)
    found = household_of(cast.owner, somebody.id, purpose=CARE, today=TODAY)
    assert found and found.id == household and set(found.person_ids) == {somebody.id, brother.id} and found.others == 0
    assert Dossier.objects.get(pk=found.dossier_id).kind == "HOUSEHOLD"
    assert household_of(cast.owner, somebody.id, purpose=CARE, today=date(2026, 2, 1)) is None
    with pytest.raises(Refused, match="IN_THIS_HOUSEHOLD"):
        share_home(actor=cast.owner, person_id=brother.id, with_person_id=somebody.id, start=START)
    with pytest.raises(Refused, match="SAME_PERSON"):
        share_home(actor=cast.owner, person_id=brother.id, with_person_id=brother.id, start=START)


def test_members_whom_the_reader_may_not_see_are_counted_and_not_named(cast, at_the_table, brother):
    share_home(actor=cast.owner, person_id=at_the_table.id, with_person_id=brother.id, start=START)
    found = household_of(cast.table_chair, at_the_table.id, purpose=CARE, today=TODAY)
    assert found and found.person_ids == (at_the_table.id,) and found.others == 1


def test_who_may_not_write_about_both_makes_no_household(cast, at_the_table, brother):
    for actor in (cast.table_chair, cast.outsider):
        with pytest.raises(NoGrant):
            share_home(actor=actor, person_id=at_the_table.id, with_person_id=brother.id, start=START)
        with pytest.raises(NoGrant):
            leave_home(actor=actor, person_id=at_the_table.id, on=TODAY)


def test_who_leaves_was_there_and_may_share_another_home(cast, somebody, brother):
    share_home(actor=cast.owner, person_id=somebody.id, with_person_id=brother.id, start=START)
    with pytest.raises(Refused, match="ENDS_BEFORE_START"):
        leave_home(actor=cast.owner, person_id=brother.id, on=START)
    leave_home(actor=cast.owner, person_id=brother.id, on=date(2026, 6, 1))
    now = household_of(cast.owner, somebody.id, purpose=CARE, today=TODAY)
    then = household_of(cast.owner, somebody.id, purpose=CARE, today=date(2026, 5, 1))
    assert now and then and len(now.members) == 1 and len(then.members) == 2
    with pytest.raises(Refused, match="NO_HOUSEHOLD"):
        leave_home(actor=cast.owner, person_id=brother.id, on=TODAY)


def test_a_household_of_fourteen_stands_on_its_page(cast, somebody, municipalities, as_persona):
    for n in range(10):
        new = NewPerson(f"Meneer Tak {n}", None, municipalities["Turfwolde"])
        other = register(actor=cast.owner, new=new, today=date(2026, 1, 1))
        share_home(actor=cast.owner, person_id=somebody.id, with_person_id=other, start=START)
    for n in range(3):
        close(cast.owner, somebody, name=f"Kind {n}", same_home=True)
    page = as_persona("owner").get(f"/network/people/{somebody.id}/").content.decode()
    assert page.count("Meneer Tak") == 10 and page.count("Kind ") >= 3


def test_a_household_is_made_and_left_on_the_screen(cast, somebody, brother, as_persona):
    browser = as_persona("owner")
    at = f"/network/people/{somebody.id}/home/"
    assert browser.get(at).status_code == 200
    assert browser.post(at, {"other": "Meneer Nergens", "start": "2026-03-01"}).status_code == 409
    assert browser.post(at, {"other": "meneer populier", "start": "2026-03-01"}).status_code == 302
    assert "Meneer Populier" in browser.get(f"/network/people/{somebody.id}/").content.decode()
    assert browser.post(f"{at}leave/", {"on": "2026-10-01"}).status_code == 302
    assert as_persona("outsider").get(at).status_code == 404
