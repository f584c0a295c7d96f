"""One place: its own organisation says how it is, others read it; a rule shows whom it touches before it changes."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import transaction

from samenhang.access.enums import CaseRole
from samenhang.access.services import join_case
from samenhang.audit.models import AuditLine
from samenhang.base.actor import SYSTEM
from samenhang.legal.enums import IndicationLaw
from samenhang.matching.services import NeedValues, NewNeed, record_many_needs
from samenhang.people.services import NewPerson, register_many
from samenhang.picture.enums import FactCode
from samenhang.picture.services import NewFact, NewPicture, record_pictures
from samenhang.supply import services as supply
from samenhang.supply.models import Criterion, OutOfService, Place
from tests.conftest import TODAY


@pytest.fixture
def rules(place, organisations):
    """A rule of the place, one of its organisation, one of another organisation, one of the nation."""
    rule = supply.NewCriterion
    with transaction.atomic():
        supply.add_remedies(
            actor=SYSTEM,
            remedies=[
                supply.NewRemedy("team", "EXPERTISE_BROUGHT", "Team erbij", "Bring a team", "Zorgkantoor", 1, None)
            ],
        )
        supply.add_criteria(
            actor=SYSTEM,
            criteria=[
                rule("p1-group", "PLACE", "group_fit", "IN", ("yes",), "ORGANISATIONAL", "Thuishaven", TODAY, place_code="P1",
                     relaxable=True, relaxed_by="Locatiemanager", remedies=("team",)),
                rule("own-age", "ORGANISATION", "age", "AT_LEAST", (21,), "ORGANISATIONAL", "Thuishaven", TODAY,
                     organisation_id=organisations["shelter"]),
                rule("law-bw", "NATION", "indications", "CONTAINS_ANY", ("WMO:BW",), "FINANCIAL", "Centrumgemeente", TODAY, setting="BW"),
            ],
        )  # fmt: skip


@pytest.mark.capability(60)
def test_a_place_shows_every_rule_with_its_owner_and_its_remedy(rules, place, as_persona) -> None:
    page = as_persona("owner").get(f"/supply/places/{place}/").content.decode()
    for words in ("Group is one of yes", "Age is at least 21", "Indication contains one of", "Locatiemanager", "Bring a team", "National rule",
                  "Only Centrumgemeente can change this."):  # fmt: skip
        assert words in page, words


@pytest.mark.capability(59)
def test_its_own_organisation_confirms_and_others_read_why_not(place, as_persona) -> None:
    Place.objects.update(confirmed_at=None)
    supply.touched()
    other = as_persona("owner")
    page = other.get(f"/supply/places/{place}/").content.decode()
    assert "Never confirmed" in page
    assert 'aria-disabled="true"' in page
    assert other.post(f"/supply/places/{place}/confirm/").status_code == 403
    assert Place.objects.get(pk=place).confirmed_at is None
    manager = as_persona("manager")
    assert manager.post(f"/supply/places/{place}/confirm/").status_code == 302
    page = manager.get(f"/supply/places/{place}/").content.decode()
    assert "by Manager" in page
    assert AuditLine.objects.filter(object_type="Place", object_id=str(place)).exists()


@pytest.mark.capability(59)
def test_slots_go_out_of_service_with_a_reason_and_come_back(place, as_persona) -> None:
    manager, url = as_persona("manager"), f"/supply/places/{place}/out-of-service/"
    many = manager.post(url, {"slots": 9, "reason": "DAMAGE", "start": "2026-11-22"})
    assert many.status_code == 422
    assert "fewer slots than that" in many.content.decode()
    early = manager.post(url, {"slots": 1, "reason": "DAMAGE", "start": "2026-11-22", "last_day": "2026-11-01"})
    assert early.status_code == 422
    assert not OutOfService.objects.exists()
    assert (
        manager.post(url, {"slots": 1, "reason": "DAMAGE", "start": "2026-11-20", "last_day": "2026-12-01"}).status_code
        == 302
    )
    row = OutOfService.objects.get()
    assert row.end == date(2026, 12, 2)
    page = manager.get(f"/supply/places/{place}/").content.decode()
    assert "Damage" in page and "0</" in page
    back = f"{url}{row.pk}/end/"
    assert as_persona("owner").post(back).status_code == 403
    assert manager.post(f"/supply/places/{place}/out-of-service/999/end/").status_code == 404
    assert manager.post(back).status_code == 302
    row.refresh_from_db()
    assert row.end == TODAY


@pytest.mark.parametrize("path", ["", "confirm/", "out-of-service/", "out-of-service/1/end/"])
def test_a_place_that_is_not_there(place, as_persona, client, path) -> None:
    browser = as_persona("manager")
    act = browser.get if not path else browser.post
    assert act(f"/supply/places/999/{path}").status_code == 404
    assert client.get(f"/supply/places/{place}/{path}").status_code == 302


# ---- the criterion editor ---------------------------------------------------------------------------
URL = "/matching/criteria/{}/"
GROUP = {
    "operator": "IN",
    "values": ["yes", "limited", "no"],
    "hard": "on",
    "why": "The team has room.",
    "expected_version": 1,
}


@pytest.fixture
def waiting(rules, cast, municipalities):
    """Three people whom only the group keeps out; the case of one of them is also the manager's to see."""
    with transaction.atomic():
        ids = register_many(
            actor=SYSTEM,
            people=[NewPerson(f"Persoon {n}", date(1990, 1, 1), municipalities["Turfwolde"]) for n in range(3)],
        )
        record_many_indications(ids)
        record_pictures(
            actor=SYSTEM,
            pictures=[
                NewPicture(p, c, d, facts=(NewFact(FactCode.GROUP_FIT, "no", TODAY, "team"),)) for p, d, c in ids
            ],
        )
        record_many_needs(
            actor=SYSTEM,
            needs=[NewNeed(p, c, d, date(2026, 3, 1), NeedValues(settings=("BW",))) for p, d, c in ids],
            refusals=[],
        )
    return ids


def record_many_indications(ids) -> None:
    """Entitled to sheltered living, so that the rule of the nation holds."""
    from samenhang.legal.services import NewIndication, record_many_titles

    record_many_titles(
        actor=SYSTEM,
        titles=[],
        indications=[NewIndication(p, c, d, IndicationLaw.WMO, "BW", date(2026, 1, 1)) for p, d, c in ids],
    )


@pytest.mark.capability(60)
@pytest.mark.capability(48)
def test_the_preview_counts_without_naming_and_hides_small_numbers(waiting, as_persona) -> None:
    page = as_persona("manager").post(URL.format("p1-group"), {**GROUP, "act": "preview"}).content.decode()
    assert "fewer than 10" in page
    assert "everybody else" in page, "an exact rest would give the small number away"
    assert "Persoon" not in page
    assert Criterion.objects.filter(key="p1-group").count() == 1, "looking changes nothing"
    line = AuditLine.objects.filter(object_type="Criterion preview").get()
    assert line.detail["criterion"] == "p1-group", "looking is logged"


@pytest.mark.capability(60)
def test_the_preview_names_people_whom_the_actor_may_see(waiting, cast, as_persona) -> None:
    join_case(
        actor=SYSTEM,
        dossier_id=waiting[1][1],
        role=CaseRole.SUPPORTER,
        start=TODAY,
        user_id=cast.supply_manager.user_id,
    )
    page = as_persona("manager").post(URL.format("p1-group"), {**GROUP, "act": "preview"}).content.decode()
    assert "Persoon 1" in page
    assert "Persoon 0" not in page and "Persoon 2" not in page
    assert "and fewer than 10 others" in page


def seal(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found, "the preview seals what it showed"
    return found[1]


@pytest.mark.capability(60)
def test_a_rule_is_saved_as_a_new_version_after_its_preview(rules, as_persona) -> None:
    manager, url = as_persona("manager"), URL.format("p1-group")
    assert manager.get(url).status_code == 200
    straight = manager.post(url, {**GROUP, "act": "save"})
    assert straight.status_code == 200 and "Whom this touches" in straight.content.decode(), "never saved unseen"
    assert Criterion.objects.filter(key="p1-group").count() == 1
    sealed = {**GROUP, "act": "save", "seen": seal(straight.content.decode())}
    other = manager.post(url, {**sealed, "values": ["no"]})
    assert other.status_code == 200, "other values than were shown are shown first"
    assert Criterion.objects.filter(key="p1-group").count() == 1
    assert manager.post(url, sealed).status_code == 302
    new = Criterion.objects.get(key="p1-group", valid_to=None)
    assert (new.version, new.values, new.why) == (2, ["yes", "limited", "no"], "The team has room.")
    assert [r.code for r in new.remedies.all()] == ["team"]
    page = manager.get(url).content.decode()
    assert "version 1" in page.replace("\n", " ") and "The team has room." in page


@pytest.mark.capability(60)
def test_only_the_owner_of_a_rule_changes_it(rules, as_persona) -> None:
    for username, key in (("owner", "p1-group"), ("chair", "p1-group"), ("funder", "own-age"), ("manager", "law-bw")):
        browser = as_persona(username)
        page = browser.get(URL.format(key))
        assert page.status_code == 200
        assert 'aria-disabled="true"' in page.content.decode(), username
        assert browser.post(URL.format(key), {**GROUP, "act": "preview"}).status_code == 403, (
            "no counting of people either"
        )
    assert as_persona("manager").get(URL.format("nothing")).status_code == 404


@pytest.mark.capability(141)
def test_who_saves_second_keeps_what_was_typed_and_sees_both(rules, cast, as_persona) -> None:
    manager, url = as_persona("manager"), URL.format("p1-group")
    change = supply.CriterionChange("p1-group", 1, "IN", ("yes", "limited"), True, "Somebody was first.")
    supply.change_criterion(actor=cast.supply_manager, change=change, today=TODAY)
    answer = manager.post(url, {**GROUP, "act": "save"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody was first." in page and "The team has room." in page
    assert "Group is one of limited, yes" in page and "Group is one of limited, no, yes" in page
    again = manager.post(url, {**GROUP, "expected_version": 2, "act": "preview"})
    assert (
        manager.post(
            url, {**GROUP, "expected_version": 2, "act": "save", "seen": seal(again.content.decode())}
        ).status_code
        == 302
    )
    assert Criterion.objects.get(key="p1-group", valid_to=None).version == 3


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("own-age", {"operator": "BETWEEN", "number": 40, "second": 20}, "two whole numbers"),
        ("own-age", {"operator": "AT_LEAST", "number": "many"}, "whole number"),
        ("own-age", {"operator": "IN", "number": 3}, "Select a valid choice"),
        ("p1-group", {"operator": "IN", "values": ["maybe"]}, "Select a valid choice"),
        ("p1-group", {"operator": "IN", "values": []}, "required"),
    ],
)
def test_values_that_make_no_sense_are_refused_in_words(rules, as_persona, key, typed, words) -> None:
    answer = as_persona("manager").post(URL.format(key), {"why": "x", "expected_version": 1, "act": "preview", **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
