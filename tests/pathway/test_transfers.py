"""Who was handed from one provider to another three times in two years (R-07): what counts as a transfer, and what does not."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.pathway.rules import Stay, moves, transfers
from samenhang.pathway.rules.history import recent_transfers

pytestmark = pytest.mark.capability(8)
D = date


def stay(start, end, provider, setting="BW", **more) -> Stay:
    return Stay(
        start, end, setting, True, **{"cares": True, "clinical": False, "region": "N", **more}, provider=provider
    )


def test_from_one_provider_to_the_next_is_a_transfer_and_inside_one_it_is_a_move():
    rows = [
        stay(D(2025, 1, 1), D(2025, 6, 1), "A"),
        stay(D(2025, 6, 1), D(2025, 9, 1), "A", "HIC"),
        stay(D(2025, 9, 1), None, "B", "HIC"),
    ]
    assert moves(rows) == [D(2025, 6, 1)], "another setting"
    assert transfers(rows) == [D(2025, 9, 1)], "other hands"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([stay(D(2025, 1, 1), D(2025, 6, 1), "A"), stay(D(2025, 6, 1), None, "PI X", "PI")], "arrested"),
        ([stay(D(2025, 1, 1), D(2025, 6, 1), "A"), stay(D(2025, 6, 1), None, "", "STREET", cares=False)], "on the street"),
        ([stay(D(2025, 1, 1), D(2025, 6, 1), "", "STREET", cares=False), stay(D(2025, 6, 1), None, "B")], "from the street"),
        ([stay(D(2025, 1, 1), D(2025, 5, 1), "A"), stay(D(2025, 6, 1), None, "B")], "nobody handed over: a month of nothing"),
        ([stay(D(2025, 1, 1), None, "A", held=True), stay(D(2025, 6, 1), D(2025, 7, 1), "B", "HIC")], "the place is held"),
        (
            [stay(D(2025, 1, 1), D(2025, 6, 1), "A"), stay(D(2025, 6, 1), D(2025, 7, 1), "B", "HIC"), stay(D(2025, 7, 1), None, "A")],
            "there and back",
        ),
    ],
)  # fmt: skip
def test_what_is_no_transfer(rows, why):
    assert transfers(rows) == [], why


def test_who_leaves_prison_for_a_clinic_or_is_put_out_to_a_shelter_is_handed_on():
    rows = [
        stay(D(2025, 1, 1), D(2025, 6, 1), "PI X", "PI"),
        stay(D(2025, 6, 1), D(2026, 1, 1), "Kliniek", "FPK"),
        stay(D(2026, 1, 1), None, "Opvang", "SHELTER"),
    ]
    assert transfers(rows) == [D(2025, 6, 1), D(2026, 1, 1)]
    assert recent_transfers(rows, D(2027, 6, 1)) == [D(2026, 1, 1)], "730 days ago is no longer within two years"
    assert recent_transfers(rows, D(2025, 12, 31)) == [D(2025, 6, 1)], "what lies ahead has not happened"


@given(
    st.lists(st.tuples(st.integers(1, 400), st.sampled_from("ABC"), st.sampled_from(["BW", "HIC", "PI"])), max_size=8)
)
def test_every_transfer_begins_a_stay_at_another_provider(parts):
    rows, day = [], D(2020, 1, 1)
    for days, provider, setting in parts:
        rows.append(stay(day, day + timedelta(days=days), provider, setting))
        day += timedelta(days=days)
    begun = {b.start for a, b in itertools.pairwise(rows) if a.provider != b.provider}
    assert set(transfers(rows)) <= begun
