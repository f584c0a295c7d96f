"""One household, one plan: a second plan is seen by whoever may see both, and one plan can become that of all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samenhang.access.enums import Purpose
from samenhang.base.errors import NoGrant, Refused
from samenhang.people.selectors import PersonKey, household_of, keys
from samenhang.people.services import NewPerson, leave_home, register, share_home
from samenhang.plan import selectors, services
from samenhang.plan.enums import PlanAlert
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.capability(22)]
CARE = Purpose.CARE_COORDINATION
LATER = TODAY + timedelta(days=60)


@pytest.fixture
def brother(cast, municipalities) -> PersonKey:
    """Another person whose case the owner directs."""
    new = NewPerson("Meneer Populier", date(1990, 1, 1), municipalities["Turfwolde"])
    person_id = register(actor=cast.owner, new=new, today=date(2026, 1, 1))
    return keys(reason="the cast of the tests", ids=[person_id])[0]


def start(actor, person: PersonKey, **more) -> int:
    return services.start_plan(
        actor=actor, person_id=person.id, compartment_id=person.compartment_id, today=TODAY, **more
    )


def asked(actor, *people: PersonKey, on: date = TODAY) -> set[tuple[str, int]]:
    found = selectors.attention(actor, [p.id for p in people], purpose=CARE, today=on)
    return {(a.code, a.person_id) for a in found if a.code in (PlanAlert.TWO_PLANS, PlanAlert.NO_PLAN)}


def test_two_plans_in_one_household_are_red_for_both_until_one_of_them_ends(cast, somebody, brother, plan):
    other = start(cast.owner, brother)
    assert asked(cast.owner, somebody, brother) == set(), "each lives alone"
    share_home(actor=cast.owner, person_id=somebody.id, with_person_id=brother.id, start=TODAY)
    assert asked(cast.owner, somebody, brother) == {("TWO_PLANS", somebody.id), ("TWO_PLANS", brother.id)}
    assert asked(cast.owner, somebody) == {("TWO_PLANS", somebody.id)}, "also who looks at one of them only"
    services.carry_household(actor=cast.owner, plan_id=plan, household_id=_home(cast, somebody))
    with pytest.raises(Refused, match="PLAN_EXISTS"):
        services.carry_household(actor=cast.owner, plan_id=other, household_id=_home(cast, brother))
    services.end_plan(actor=cast.owner, plan_id=other, why="Gaat verder in het plan van het huishouden", today=TODAY)
    assert asked(cast.owner, somebody, brother) == set()


def test_who_lives_in_a_household_with_a_plan_is_not_without_one(cast, somebody, brother, plan):
    assert asked(cast.owner, brother, on=LATER) == {("NO_PLAN", brother.id)}
    share_home(actor=cast.owner, person_id=somebody.id, with_person_id=brother.id, start=TODAY)
    assert asked(cast.owner, brother, on=LATER) == {("NO_PLAN", brother.id)}, "the plan is of one person"
    home = _home(cast, somebody)
    services.carry_household(actor=cast.owner, plan_id=plan, household_id=home)
    assert asked(cast.owner, brother, on=LATER) == set()
    assert selectors.plan_of(cast.owner, brother.id, purpose=CARE, household_id=home).id == plan
    leave_home(actor=cast.owner, person_id=brother.id, on=TODAY + timedelta(days=1))
    assert asked(cast.owner, brother, on=LATER) == {("NO_PLAN", brother.id)}


def test_ones_own_plan_is_shown_before_that_of_the_household(cast, somebody, brother, plan):
    other = start(cast.owner, brother)
    share_home(actor=cast.owner, person_id=somebody.id, with_person_id=brother.id, start=TODAY)
    home = _home(cast, somebody)
    services.carry_household(actor=cast.owner, plan_id=plan, household_id=home)
    assert selectors.plan_of(cast.owner, brother.id, purpose=CARE, household_id=home).id == other


def test_who_may_not_see_the_other_learns_nothing_of_a_second_plan(cast, somebody, circle, brother, plan):
    start(cast.owner, brother)
    share_home(actor=cast.owner, person_id=somebody.id, with_person_id=brother.id, start=TODAY)
    for helper in circle.actors.values():
        assert asked(helper, somebody) == set()
    assert asked(cast.outsider, somebody, brother) == set()
    with pytest.raises(NoGrant):
        services.carry_household(actor=cast.outsider, plan_id=plan, household_id=_home(cast, somebody))


def test_the_page_says_so_and_a_button_makes_it_the_plan_of_all(cast, somebody, brother, plan, as_persona):
    start(cast.owner, brother)
    share_home(actor=cast.owner, person_id=somebody.id, with_person_id=brother.id, start=TODAY)
    browser = as_persona("owner")
    page = browser.get(f"/plan/people/{somebody.id}/").content.decode()
    assert "More than one plan in one household" in page and f'href="/plan/people/{brother.id}/"' in page
    answer = browser.post(f"/plan/people/{somebody.id}/household/", follow=True)
    assert "This is the plan of the whole household" in answer.content.decode()
    assert "Make it the plan of the household" not in browser.get(f"/plan/people/{brother.id}/").content.decode()
    assert "There is a plan for this person or this household" in (
        browser.post(f"/plan/people/{brother.id}/household/", follow=True).content.decode()
    )
    assert as_persona("outsider").post(f"/plan/people/{somebody.id}/household/").status_code == 404


def test_somebody_who_lives_alone_has_no_plan_of_a_household(somebody, plan, as_persona):
    browser = as_persona("owner")
    assert "plan of the household" not in browser.get(f"/plan/people/{somebody.id}/").content.decode()
    assert browser.post(f"/plan/people/{somebody.id}/household/").status_code == 404


def _home(cast, person: PersonKey) -> int:
    found = household_of(cast.owner, person.id, purpose=CARE, today=TODAY)
    assert found is not None
    return found.id
