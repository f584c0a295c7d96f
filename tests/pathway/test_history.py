"""What a placement history tells: moves, gaps without care, the revolving door, stays that end with nothing after them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.base.periods import Period, gaps
from samenhang.pathway.rules import (
    Stay,
    ends_soon,
    expelled_without_next,
    history,
    is_revolving,
    moves,
    out_of_sight,
    uncovered,
)

pytestmark = pytest.mark.capability(8)
TODAY = date(2026, 11, 22)


def stay(start, end, setting="BW", *, cares=True, clinical=False, region="N", is_stay=True, notice_on=None) -> Stay:
    return Stay(start, end, setting, is_stay, cares, clinical, region, notice_on)


def test_a_new_title_in_the_same_place_is_no_move_and_another_setting_is():
    first = stay(date(2025, 1, 1), date(2025, 6, 1))
    assert moves([first, stay(date(2025, 6, 1), None)]) == []
    assert moves([first, stay(date(2025, 6, 1), None, "HIC")]) == [date(2025, 6, 1)]
    assert moves([first, stay(date(2025, 6, 1), None, region="Z")]) == [date(2025, 6, 1)]


def test_the_street_is_a_gap_without_care_and_ends_the_day_somebody_cares():
    rows = [
        stay(date(2025, 1, 1), date(2025, 7, 3)),
        stay(date(2025, 7, 3), date(2025, 7, 12), "STREET", cares=False),
        stay(date(2025, 7, 12), None, "HIC"),
    ]
    assert uncovered(rows, TODAY) == [Period(date(2025, 7, 3), date(2025, 7, 12))]
    told = history(rows, [date(2025, 7, 3)], TODAY)
    assert (told.days_without_care, told.days_without_care_after_title) == (9, 9)


def test_a_gap_that_no_title_preceded_is_not_counted_as_after_a_title():
    rows = [stay(date(2025, 1, 1), date(2025, 2, 1)), stay(date(2025, 3, 1), None)]
    assert history(rows, [date(2024, 6, 1)], TODAY).days_without_care_after_title == 0


def test_three_admissions_in_three_years_with_a_return_between_are_a_revolving_door():
    rows = []
    for year in (2024, 2025, 2026):
        rows += [
            stay(date(year, 2, 1), date(year, 3, 1), "HIC", clinical=True),
            stay(date(year, 3, 1), date(year + 1, 2, 1), "BW"),
        ]
    assert is_revolving(rows, TODAY)
    assert not is_revolving(rows[:4], TODAY)
    moved_inside = [stay(date(2025, m, 1), date(2025, m + 1, 1), f"W{m}", clinical=True) for m in range(1, 5)]
    assert not is_revolving(moved_inside, TODAY), "moves inside the clinic are one admission"


def test_out_of_sight_after_more_than_seven_days():
    gone = [stay(date(2026, 1, 1), TODAY - timedelta(days=8))]
    assert out_of_sight(gone, TODAY)
    assert not out_of_sight([stay(date(2026, 1, 1), TODAY - timedelta(days=7))], TODAY)


def test_a_stay_that_ends_within_90_days_with_nothing_after_it():
    ending = stay(date(2026, 3, 27), date(2027, 2, 1))
    assert ends_soon(ending, [ending], TODAY)
    assert not ends_soon(ending, [ending, stay(date(2027, 2, 1), None)], TODAY)
    assert not ends_soon(ending, [ending], date(2026, 11, 2))


def test_notice_without_a_next_place():
    given_notice = stay(date(2025, 3, 3), None, notice_on=date(2026, 10, 6))
    assert expelled_without_next([given_notice], TODAY)
    assert not expelled_without_next([given_notice], date(2026, 10, 5))
    assert not expelled_without_next([given_notice, stay(date(2026, 12, 1), None)], TODAY)


def test_nobody_moved_and_nothing_happened():
    told = history([], [], TODAY)
    assert (told.moves, told.days_without_care, told.gaps) == (0, 0, ())


periods = st.builds(
    lambda start, days: Period(start, None if days is None else start + timedelta(days=days)),
    st.dates(date(2020, 1, 1), date(2026, 1, 1)),
    st.one_of(st.none(), st.integers(1, 900)),
)


@given(st.lists(periods, max_size=8))
def test_every_day_is_either_covered_or_in_exactly_one_gap(found):
    within = Period(date(2020, 1, 1), date(2026, 6, 1))
    holes = gaps(found, within, TODAY)
    for n in range(0, 2343, 13):
        day = within.start + timedelta(days=n)
        covered = any(p.contains(day) for p in found)
        assert sum(h.contains(day) for h in holes) == (0 if covered else 1)


def test_a_period_ends_after_it_starts():
    with pytest.raises(ValueError, match="after"):
        Period(date(2026, 1, 1), date(2026, 1, 1))
