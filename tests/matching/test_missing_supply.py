"""Needs that are alike become supply that somebody takes on, in numbers only."""

from __future__ import annotations

from datetime import date

import pytest

from samenhang.access.selectors import restricted_dossiers
from samenhang.access.services import lift_restriction
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.matching.models import MissingSupply
from samenhang.matching.selectors import bundles_of, everybody_who_waits
from tests.conftest import NOW, TODAY

pytestmark = pytest.mark.capability(74)
FORM = {
    "title": "Prikkelarm wonen", "setting": "TINY_HOUSE", "security_level": "1", "places_wanted": "6", "business_case": "Scheelt opnames.", "owner": "Gemeente",
    "status": "IDEA", "next_step": "Locatie zoeken", "next_on": "2026-12-01",
}  # fmt: skip


def test_unmet_needs_are_bundled_by_form_and_level_and_who_has_a_place_that_fits_is_not_counted(demo_region):
    bundles = bundles_of(everybody_who_waits(today=TODAY, now=NOW))
    assert bundles == sorted(bundles, key=lambda b: -b.people) or len({b.people for b in bundles}) < len(bundles)
    assert sum(b.people for b in bundles) > 20 and all(b.people <= 53 for b in bundles)


def test_a_funder_takes_missing_supply_on_and_follows_it_up(cast, as_persona):
    client = as_persona("funder")
    assert client.post("/matching/missing/new/", FORM).status_code == 302
    row = MissingSupply.objects.get()
    assert (row.owner, row.next_on, row.version) == ("Gemeente", date(2026, 12, 1), 1)
    page = client.get("/matching/missing/").content.decode()
    assert "Prikkelarm wonen" in page and "Locatie zoeken" in page
    address = f"/matching/missing/{row.pk}/"
    assert client.post(address, {**FORM, "status": "AGREED", "version": "1"}).status_code == 302
    late = client.post(address, {**FORM, "title": "Iets anders", "version": "1"})
    assert late.status_code == 409 and 'value="Iets anders"' in late.content.decode()
    assert MissingSupply.objects.get().status == "AGREED"


def test_a_coordinator_reads_along_and_does_not_plan(cast, as_persona):
    client = as_persona("owner")
    assert client.get("/matching/missing/").status_code == 200
    assert client.post("/matching/missing/new/", FORM).status_code == 403
    assert MissingSupply.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"), [("places_wanted", "0"), ("next_on", "soon"), ("setting", "CASTLE"), ("owner", "")]
)
def test_what_is_wrong_is_said_and_nothing_is_taken_on(cast, as_persona, field, value):
    assert as_persona("funder").post("/matching/missing/new/", {**FORM, field: value}).status_code == 422
    assert MissingSupply.objects.count() == 0


@pytest.mark.capability(62)
def test_small_numbers_of_people_are_shown_to_the_table_only(demo_region, as_persona):
    funder = as_persona("funder").get("/matching/bottlenecks/").content.decode()
    chair = as_persona("table-chair").get("/matching/bottlenecks/").content.decode()
    assert "withheld" in funder
    assert "withheld" in chair, "somebody is shielded: a small number could tell the table about them"
    coordinator = actor_of(User.objects.get(username="coordinator"), today=TODAY)
    for dossier_id in restricted_dossiers():
        lift_restriction(actor=coordinator, dossier_id=dossier_id)
    chair = as_persona("table-chair").get("/matching/bottlenecks/").content.decode()
    assert "withheld" not in chair, "the table knows everybody who waits"
