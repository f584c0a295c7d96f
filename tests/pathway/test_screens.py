"""The pathway in the browser: every page for who may see it, the forms with what is wrong, and nothing for who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samenhang.pathway.models import Crisis, PilotLight, Step
from samenhang.pathway.services import NewFreedom, add_freedom
from tests.conftest import NOW, TODAY
from tests.pathway.test_crises import right, roster, start
from tests.pathway.test_pilot_lights import contact, keep
from tests.pathway.test_steps import CRISIS, plan
from tests.privacy.whole_file import become_client

pytestmark = pytest.mark.django_db
PAGES = ("", "steps/", "pilot-light/", "crisis/")


@pytest.fixture
def owner(as_persona, cast):
    return as_persona("owner")


def at(person, path: str = "") -> str:
    return f"/pathway/people/{person.id}/{path}"


@pytest.mark.capability(40, 41, 43, 45, 46, 53)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_with_nothing_and_with_much_in_it(cast, somebody, at_home, municipalities, owner, path):
    empty = owner.get(at(somebody, path))
    assert empty.status_code == 200 and b"Mevrouw Populier" in empty.content
    plan(cast, somebody, CRISIS)
    keep(cast, somebody)
    contact(cast, somebody, TODAY, reached=False)
    start(cast, somebody)
    right(cast, somebody)
    add_freedom(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id,
        new=NewFreedom("Een nacht daar", TODAY, 5, 2, "Beukhof"),
    )  # fmt: skip
    full = owner.get(at(somebody, path)).content.decode()
    expected = {
        "": ("A crisis is going on", "The own place is held", "Afdeling Hei"),
        "steps/": ("Back to the own place", "Slaapt niet meer", "Een nacht daar"),
        "pilot-light/": ("Bel mij, kom niet zomaar langs", "contact was missed once", "Did not work"),
        "crisis/": ("25 minutes since the call", "Afdeling Hei", "Tonight: not known, call"),
    }
    for text in expected[path]:
        assert text in full, text


@pytest.mark.parametrize(
    "path", [*PAGES, "steps/new/", "crisis/start/", "pilot-light/keep/", "letting-go/", "bed/new/"]
)
def test_who_takes_no_part_does_not_even_learn_that_somebody_exists(cast, somebody, as_persona, path):
    outsider = as_persona("outsider")
    assert outsider.get(at(somebody, path)).status_code == 404
    assert outsider.get(at(somebody, path).replace(str(somebody.id), "99999")).status_code == 404


@pytest.mark.capability(45)
def test_a_step_form_says_what_is_wrong_and_loses_nothing(somebody, at_home, owner):
    sent = {
        "kind": "CRISIS_TO_CLINIC", "from_rung": "FACT", "to_rung": "HIC", "setting": "HIC", "on": TODAY.isoformat(),
        "reason": "Slaapt niet meer", "home": "GIVEN_UP",
    }  # fmt: skip
    page = owner.post(at(somebody, "steps/new/"), sent)
    assert page.status_code == 409
    assert b"Nobody loses their place because of a crisis" in page.content and b"Slaapt niet meer" in page.content
    fixed = {**sent, "home": "HELD", "home_held_until": "2027-01-31", "home_payer": "WMO_LOCAL"}
    assert owner.post(at(somebody, "steps/new/"), fixed).status_code == 302
    step = Step.objects.for_rule("a test looks at it").get()
    assert step.state == "TAKEN"
    back = owner.post(at(somebody, "back/"), {"on": TODAY.isoformat(), "to_rung": "FACT", "reason": "Toch"})
    assert back.status_code == 409  # not on the very day that the stay began


@pytest.mark.capability(19, 43)
def test_a_light_is_kept_and_help_comes_back_by_hand(cast, somebody, owner):
    sent = {
        "keeper": cast.owner.user_id, "every_days": 30, "form": "CALL", "start": TODAY.isoformat(), "until": "2027-11-22",
        "wants": "Bel mij", "own_route": "Ik app", "brings_back": "Niet slapen", "back_within_days": 5, "payer": "WMO_LOCAL",
    }  # fmt: skip
    wrong = owner.post(at(somebody, "pilot-light/keep/"), {**sent, "every_days": 400, "wants": ""})
    assert wrong.status_code == 422 and b"Niet slapen" in wrong.content
    assert owner.post(at(somebody, "pilot-light/keep/"), sent).status_code == 302
    assert (
        owner.post(at(somebody, "contact/"), {"on": TODAY.isoformat(), "form": "VISIT", "reached": "yes"}).status_code
        == 302
    )
    assert owner.post(at(somebody, "pilot-light/relight/"), {"why": "Slaapt niet"}).status_code == 302
    assert PilotLight.objects.for_rule("a test looks at it").get().state == "RELIT"
    assert owner.get(at(somebody, "pilot-light/relight/")).status_code == 404


@pytest.mark.capability(40)
def test_a_crisis_by_hand_from_call_to_look_back(somebody, at_home, owner):
    moment = (NOW - timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%M")
    danger = {"called_at": moment, "called_by": "CLIENT", "what": "Het gaat niet", "danger_now": "on"}
    refused = owner.post(at(somebody, "crisis/start/"), danger)
    assert refused.status_code == 409 and b"call 112 first" in refused.content
    assert owner.post(at(somebody, "crisis/start/"), {**danger, "danger_now": ""}).status_code == 302
    pk = Crisis.objects.for_rule("a test looks at it").get().pk
    steps = (
        ("there", {"who": "Wim", "at": NOW.strftime("%Y-%m-%dT%H:%M")}),
        ("decide", {"outcome": "STAYS_WITH_HELP", "why": "Rustig"}),
        ("tell", {"whom": "WORK", "told": "no", "note": "Niet nodig"}),
        ("look-back", {"what_helped": "Rust", "lesson": "Eerder bellen"}),
    )
    for path, data in steps:
        answer = owner.post(at(somebody, f"crisis/{pk}/{path}/"), data)
        assert answer.status_code == 302, (path, answer.content[:2000])
    assert Crisis.objects.for_rule("a test looks at it").get().state == "EVALUATED"
    assert owner.get(at(somebody, "crisis/999999/tell/")).status_code == 404


@pytest.mark.capability(40, 41)
def test_who_is_on_duty_is_kept_by_the_organisation_itself(cast, municipalities, owner, as_persona):
    assert b"No team stands here yet" in owner.get("/pathway/duty/").content
    pk = roster(cast, municipalities)
    data = {"name": "Wim", "phone": "06-1", "starts_at": "2026-11-22T08:00", "ends_at": "2026-11-22T20:00", "weeks": 2}
    assert owner.post(f"/pathway/duty/{pk}/", data).status_code == 302
    page = owner.get("/pathway/duty/").content.decode()
    assert "On duty now" in page and "Zandmeer" in page
    assert as_persona("outsider").get(f"/pathway/duty/{pk}/").status_code == 404
    assert owner.post("/pathway/duty/beds/", {"organisation": cast.owner.organisation_id, "free": 2}).status_code == 302
    assert b"Free tonight" in owner.get("/pathway/duty/").content
    assert as_persona("funder").get("/pathway/duty/new/").status_code == 403


@pytest.mark.capability(20)
def test_everybody_in_view_says_who_has_no_plan_and_no_contact(cast, somebody, owner, as_persona):
    page = owner.get("/pathway/in-sight/").content.decode()
    assert "Mevrouw Populier" in page and "no contact written down" in page and "No plan (1)" in page
    contact(cast, somebody, TODAY - timedelta(days=8), reached=True)
    assert "met 1 week ago" in owner.get("/pathway/in-sight/").content.decode()
    assert "Nobody in this list" in owner.get("/pathway/in-sight/?only=CONTACT").content.decode()
    assert "Mevrouw Populier" not in as_persona("outsider").get("/pathway/in-sight/").content.decode()


@pytest.mark.capability(45)
def test_the_ladder_is_written_by_the_chair_of_the_table(owner, as_persona):
    assert b"IHT dagbehandeling" in owner.get("/pathway/ladder/").content
    assert owner.get("/pathway/ladder/new/").status_code == 403
    chair = as_persona("chair")
    data = {
        "name": "Ladder",
        "valid_from": TODAY.isoformat(),
        "rungs": "TOP | Kliniek | HIC\nHOME | Thuis | NERGENS",
        "why": "Anders",
    }
    wrong = chair.post("/pathway/ladder/new/", data)
    assert wrong.status_code == 422 and b"Line 2" in wrong.content
    right_one = {**data, "rungs": "TOP | Kliniek | HIC\nHOME | Thuis | FACT"}
    assert chair.post("/pathway/ladder/new/", right_one).status_code == 302
    assert b"Version 1" in owner.get("/pathway/ladder/").content


@pytest.mark.capability(41, 43, 53)
def test_the_person_reads_where_they_stay_and_which_bed_they_may_ask_for(cast, somebody, at_home, owner, as_persona):
    become_client(cast.owner, somebody)
    plan(cast, somebody, CRISIS)
    keep(cast, somebody)
    right(cast, somebody)
    page = as_persona("zelf").get("/mine/pathway/").content.decode()
    for text in ("Your own place is kept for you", "Afdeling Hei", "Nobody asks why", "Ik app Iris"):
        assert text in page, text
