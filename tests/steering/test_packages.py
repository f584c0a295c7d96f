"""What helps most: packages over everybody who waits, with names for who may see them and rounded numbers for who may not."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.services import join_case
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import NoGrant, Refused
from samenhang.matching.selectors import everybody_who_waits
from samenhang.matching.services import NeedValues, NewNeed, open_need
from samenhang.people.selectors import keys
from samenhang.people.services import NewPerson, register
from samenhang.picture.enums import FactCode
from samenhang.picture.services import NewFact, note_fact
from samenhang.steering import selectors, services
from samenhang.steering.presenters.packages import people_rounded
from samenhang.supply import services as supply
from samenhang.supply.services import NewCriterion, NewRemedy
from tests.conftest import NOW, TODAY, new_place

pytestmark = pytest.mark.django_db
PLACEMENT = Purpose.PLACEMENT


@pytest.fixture
def three_wait(cast, organisations, municipalities):
    """Three people who use substances; two places that refuse that, one of which also wants money for the nights."""
    with transaction.atomic():
        supply.add_remedies(
            actor=SYSTEM,
            remedies=[
                NewRemedy("rule", "RULE_RELAXED", "Regel verruimen", "Relax the rule", "Thuishaven", 0, None),
                NewRemedy("nights", "MONEY_FOUND", "Nachten betalen", "Pay the nights", "Zorgkantoor", 40_000, None),
            ],
        )
        for code, slots in (("P1", 1), ("P2", 2)):
            supply.upsert_places(
                actor=SYSTEM, places=[new_place(organisations, municipalities, code=code, capacity=slots, individual=True)], today=TODAY
            )  # fmt: skip
        for key, place, fact, values, remedy in (
            ("use-1", "P1", "substance_use", ("none",), "rule"),
            ("use-2", "P2", "substance_use", ("none",), "rule"),
            ("calm-2", "P2", "group_fit", ("yes",), "nights"),
        ):
            supply.add_criteria(
                actor=SYSTEM,
                criteria=[
                    NewCriterion(
                        key, "PLACE", fact, "IN", values, "ORGANISATIONAL", "Thuishaven", TODAY, place_code=place, relaxable=True, remedies=(remedy,)
                    )
                ],
            )  # fmt: skip
    found = []
    for n in range(3):
        new = NewPerson(f"Persoon {n}", date(1980, 1, 1 + n), municipalities["Turfwolde"])
        pk = register(actor=cast.owner, new=new, today=date(2026, 1, 1))
        person = keys(reason="somebody of this test who waits", ids=[pk])[0]
        join_case(
            actor=cast.owner, dossier_id=person.dossier_id, role=CaseRole.PLACEMENT_TABLE, start=date(2026, 2, 1), team_id=cast.team_id
        )  # fmt: skip
        open_need(
            actor=cast.owner,
            new=NewNeed(person.id, person.compartment_id, person.dossier_id, date(2026, 3, 1), NeedValues(settings=("BW",), priority=1)),
        )  # fmt: skip
        for code, value in ((FactCode.SUBSTANCE_USE, "active"), (FactCode.GROUP_FIT, "no")):
            note_fact(
                actor=cast.owner, person_id=person.id, compartment_id=person.compartment_id, new=NewFact(code, value, TODAY, "GGZ")
            )  # fmt: skip
        found.append(person)
    return found


def _gathered():
    return everybody_who_waits(today=TODAY, now=NOW)


@pytest.mark.capability(66, 79)
def test_packages_from_the_smallest_to_the_largest_each_with_its_proof(region, three_wait):
    pk = services.compute_frontier(actor=region.funder, gathered=_gathered(), now=NOW)
    found = selectors.latest_frontier()
    assert found is not None and found.id == pk and found.complete and found.waiting == 3
    assert [(p["cost"], p["people"], p["proven"]) for p in found.points] == [
        (0, 0, True),
        (0, 1, True),
        (40_000, 3, True),
    ]
    assert [dict(p["remedies"]) for p in found.points] == [{}, {"rule": 1}, {"nights": 1, "rule": 1}]
    assert {a["code"]: a["people"] for a in found.alone} == {"rule": 1, "nights": 0}, (
        "money alone helps nobody, together it does"
    )


@pytest.mark.capability(66, 79)
def test_a_package_is_put_together_and_its_effect_seen_before_anybody_decides(region, three_wait):
    pk = services.compute_package(actor=region.board, gathered=_gathered(), package=["nights", "rule"], now=NOW)
    found = selectors.study(pk)
    assert [p["people"] for p in found.points] == [0, 3] and found.points[1]["cost"] == 40_000
    alone = selectors.study(
        services.compute_package(actor=region.board, gathered=_gathered(), package=["nights"], now=NOW)
    )
    assert alone.points[1]["people"] == 0 and alone.points[1]["unused"] == ["nights"]
    with pytest.raises(Refused, match="EMPTY_PACKAGE"):
        services.compute_package(actor=region.board, gathered=_gathered(), package=[], now=NOW)
    unknown = services.compute_package(actor=region.board, gathered=_gathered(), package=["nonsense"], now=NOW)
    assert selectors.study(unknown).points[1]["people"] == 0, "what nobody needs is no error: that would tell of them"
    with pytest.raises(NoGrant):
        services.compute_frontier(actor=region.owner, gathered=_gathered(), now=NOW)


def test_nobody_who_waits_is_nothing_to_compute(region):
    with pytest.raises(Refused, match="NOTHING_TO_COMPUTE"):
        services.compute_frontier(actor=region.funder, gathered=_gathered(), now=NOW)


@pytest.mark.capability(66, 115)
def test_names_show_to_who_may_see_them_and_numbers_tell_of_nobody(as_persona, region, three_wait):
    services.compute_frontier(actor=region.funder, gathered=_gathered(), now=NOW)
    study = selectors.latest_frontier().id
    assert {name for name, *_rest in selectors.who_gains(region.chair, study, purpose=PLACEMENT)[2]} == {
        "Persoon 0", "Persoon 1", "Persoon 2",
    } - {name for name, *_rest in selectors.who_gains(region.chair, study, purpose=PLACEMENT)[1]}  # fmt: skip
    assert selectors.who_gains(region.funder, study, purpose=PLACEMENT) == {}
    address = reverse("steering:helps_most")
    seen = as_persona("chair").get(address).content.decode()
    assert "Persoon 0" in seen and "3 people with a place" in seen and "Relax the rule" in seen
    read = as_persona("funder").get(address).content.decode()
    assert "Persoon" not in read and "0 people with a place + fewer than 10" in read and "3 people with" not in read
    assert "€ 50,000" in read and "€ 40,000 a year" not in read, "a price of one person's own help is not told"
    assert [people_rounded(n, exact=False) for n in (0, 9, 12, 13, 18)] == [
        "0",
        "fewer than 10",
        "about 10",
        "about 15",
        "about 20",
    ]


@pytest.mark.capability(66)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_computed_and_tried_on_the_screen(as_persona, region, three_wait, language):
    board, owner = as_persona("board", language), as_persona("owner", language)
    empty = board.get(reverse("steering:helps_most"))
    assert empty.status_code == 200
    assert board.post(reverse("steering:compute")).status_code == 302
    assert board.get(reverse("steering:helps_most")).status_code == 200
    form = reverse("steering:package")
    assert board.post(form, {}).status_code == 422 and board.post(form, {"remedies": ["nonsense"]}).status_code == 422
    answer = board.post(form, {"remedies": ["rule", "nights"]})
    assert answer.status_code == 302 and board.get(answer.headers["Location"]).status_code == 200
    assert owner.get(answer.headers["Location"]).status_code == 200, "whoever sees bottlenecks reads what was tried"
    assert owner.get(form).status_code == 403 and owner.post(reverse("steering:compute")).status_code == 403
    assert board.get(reverse("steering:study", args=[999_999])).status_code == 404
