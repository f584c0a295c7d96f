"""The regional picture: layers that overlap, demand against supply, and nothing that leads to a person."""

from __future__ import annotations

from collections import Counter

import pytest

from samenhang.directory.selectors import layers
from samenhang.matching.selectors import open_needs_for_rule
from samenhang.region.selectors import overview
from tests.conftest import NOW, TODAY


@pytest.mark.capability(64)
def test_a_municipality_lies_in_layers_that_overlap_and_do_not_match(demo_region):
    found = {(r.kind, r.name): set(names) for r, names in layers(TODAY)}
    working = found["WORKING_REGION", "Noorderhei"]
    assert len(working) == 8
    care_offices = [names for (kind, _), names in found.items() if kind == "CARE_OFFICE"]
    safety = [names for (kind, _), names in found.items() if kind == "SAFETY_REGION"]
    for parts in (care_offices, safety):
        assert set().union(*parts) == working and sum(len(p) for p in parts) == 8, "each layer divides the region"
    assert not any(c == s for c in care_offices for s in safety), "and they do not match"
    assert found["ZVH", "Zorg- en Veiligheidshuis Noorderhei"] < working, "a municipality that has not joined is a gap"
    region = next(r for r, _ in layers(TODAY) if r.kind == "WORKING_REGION")
    assert region.parent.kind == "SUPRA_REGIONAL"


@pytest.mark.capability(61)
@pytest.mark.capability(62)
def test_the_counts_are_those_of_the_needs_and_small_ones_are_withheld(demo_region):
    page = overview(today=TODAY, now=NOW)
    needs = open_needs_for_rule(reason="a test counts by hand")
    by_hand = Counter(form for need in needs for form in need.settings)
    groups = Counter(group for need in needs for group in need.groups)
    assert page.waiting == len(needs)
    for line in page.forms:
        count = by_hand[line.code]
        assert line.demand in (None, count) and (count == 0 or count >= 10 or line.demand is None)
        assert line.waiting_days is None or line.demand, "how long they wait stands only with how many they are"
    assert set(page.groups) == set(groups)
    for group, count in page.groups.items():
        assert count is None or count == groups[group] >= 10
    assert sum(line.demand is not None for line in page.forms) > len(page.forms) / 2, "most numbers stay"
    for cell in page.levels.values():
        assert cell is None or cell == 0 or cell >= 10
    assert page.avoided_moves == 0


@pytest.mark.capability(62)
@pytest.mark.parametrize(("who", "status"), [("funder", 200), ("table-chair", 200), ("professional", 403)])
def test_the_file_for_funders_holds_numbers_and_nobody(demo_region, as_persona, who, status):
    answer = as_persona(who).get("/region/demand-supply.csv")
    assert answer.status_code == status
    if status == 200:
        text = answer.content.decode("utf-8-sig")
        assert text.splitlines()[0].count(",") == 4
        assert not any(p.name in text for p in demo_region.people)


@pytest.mark.capability(116)
def test_a_municipality_outside_the_partnership_sees_the_gap_and_the_way_around_it(demo_region, as_persona):
    page = as_persona("funder", "en").get("/region/").content.decode()
    gap = page.split('id="gaps"')[1].split("</section>")[0]
    outside = demo_region.municipalities[-1].name
    inside = demo_region.municipalities[0].name
    assert outside in gap and "Ask " in gap and f">{inside}<" not in gap
