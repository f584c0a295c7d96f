"""The register on screen: found, sorted, honest about what nobody confirmed, safe as a file."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from samenhang.base.actor import SYSTEM
from samenhang.supply import services as supply
from samenhang.supply.models import Place
from tests.conftest import NOW, TODAY, new_place


def add(organisations, municipalities, **more) -> int:
    """One more place; returns its id."""
    new = new_place(organisations, municipalities, **more)
    with transaction.atomic():
        supply.upsert_places(actor=SYSTEM, places=[new], today=TODAY)
    return Place.objects.get(code=new.code).pk


@pytest.fixture
def three(place, organisations, municipalities):
    """A free place, a full one elsewhere, and one that nobody ever confirmed."""
    with transaction.atomic():
        supply.add_treatments(
            actor=SYSTEM,
            treatments=[supply.NewTreatment("ECT", "Elektroconvulsietherapie", "Electroconvulsive therapy")],
        )
    add(organisations, municipalities, code="P2", name="Kliniek Zwaan", organisation_id=organisations["ggz"], location_code="L2",
        location_name="Zwaan", municipality_id=municipalities["Zandmeer"], setting="FPK", security_level=3, individual=False,
        capacity=2, taken=2, expected_ends=(TODAY + timedelta(days=12),), treatments=("ECT",))  # fmt: skip
    add(
        organisations,
        municipalities,
        code="P3",
        name="Onbevestigd huis",
        confirmed_at=None,
        unconditional_stay=True,
        individual=False,
    )


@pytest.mark.capability(58)
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Beuk", "Zwaan", "Onbevestigd"}),
        ("q=zwaan", {"Zwaan"}),
        ("q=ELEKTRO", {"Zwaan"}),
        ("q=thuishaven+turfwolde", {"Beuk", "Onbevestigd"}),
        ("form=FPK", {"Zwaan"}),
        ("level=3", {"Zwaan"}),
        ("treatment=ECT", {"Zwaan"}),
        ("free=on", {"Beuk", "Onbevestigd"}),
        ("individual=on", {"Beuk"}),
        ("unconditional=on", {"Onbevestigd"}),
        ("form=FPK&free=on", set()),
        ("form=NOPE&level=x&municipality=9x&page=zz&sort=nope", {"Beuk", "Zwaan", "Onbevestigd"}),
    ],
)
def test_places_are_found_by_what_somebody_needs(three, as_persona, query, found) -> None:
    page = as_persona("manager", "nl").get(f"/supply/?{query}").content.decode().split("<tbody>")[-1]
    names = {"Beuk": "wonen Beuk<", "Zwaan": "Kliniek Zwaan<", "Onbevestigd": "Onbevestigd huis<"}
    assert {short for short, name in names.items() if name in page.split("</table>")[0]} == found


def test_municipality_filters(three, as_persona, municipalities) -> None:
    page = as_persona("manager").get(f"/supply/?municipality={municipalities['Zandmeer']}").content.decode()
    assert "Kliniek Zwaan" in page
    assert "Onbevestigd huis" not in page


@pytest.mark.capability(59)
def test_what_nobody_confirmed_lately_says_so_in_words(three, as_persona) -> None:
    Place.objects.filter(code="P1").update(confirmed_at=NOW - timedelta(days=15))
    supply.touched()
    page = as_persona("manager").get("/supply/").content.decode()
    assert "Not confirmed lately" in page
    assert "Never confirmed" in page
    assert "in 12 days, 4 December" in page, "when a full place is expected to come free"


def test_an_empty_answer_says_what_to_do(three, as_persona) -> None:
    page = as_persona("manager", "nl").get("/supply/?q=nergens").content.decode()
    assert "Geen plek voldoet" in page
    assert "Toon alle plekken" in page


def test_a_file_holds_the_selection_and_no_formula(three, as_persona) -> None:
    Place.objects.filter(code="P2").update(name="=HYPERLINK(1)")
    supply.touched()
    answer = as_persona("manager").get("/supply/register.csv?form=FPK")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["name", "'=HYPERLINK(1)"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_paper_holds_every_row_and_the_filter_in_words(three, as_persona) -> None:
    page = as_persona("manager").get("/supply/print/?free=on").content.decode()
    assert "free now" in page
    assert "Onbevestigd huis" in page


@pytest.mark.parametrize("url", ["/supply/", "/supply/print/", "/supply/register.csv"])
def test_the_register_is_for_who_works_with_supply(three, as_persona, client, url) -> None:
    for username in ("owner", "chair", "outsider", "manager", "funder"):
        assert as_persona(username).get(url).status_code == 200, username
    assert client.get(url).status_code == 302


def test_as_many_queries_for_ten_places_as_for_five_hundred(place, organisations, municipalities, as_persona) -> None:
    browser = as_persona("manager")

    def count() -> int:
        browser.get("/supply/")
        from django.db import connection

        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/supply/").status_code == 200
        return len(seen)

    few = count()
    with transaction.atomic():
        supply.upsert_places(
            actor=SYSTEM, today=TODAY,
            places=[new_place(organisations, municipalities, code=f"M{n}", name=f"Huis {n}", location_code=f"ML{n}") for n in range(500)],
        )  # fmt: skip
    assert count() == few <= 12


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=1>', "{{ 7|add:7 }}", "’; DROP TABLE", "a" * 160]
)
def test_a_hostile_name_is_text(place, as_persona, hostile) -> None:
    Place.objects.filter(pk=place).update(name=hostile[:160])
    supply.touched()
    browser = as_persona("manager")
    for url in ("/supply/", f"/supply/places/{place}/", "/supply/print/"):
        page = browser.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert browser.get(url).status_code == 200
