"""The geometry of the lifeline: half-open periods, short and open ones, crowds, and text that never overlaps."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenhang.ui import lifeline
from samenhang.ui.lifeline import MIN_BAR, WIDTH, Bar, Box, Lane, Point, lay_out

TODAY = date(2026, 11, 22)


def boxes(*bars: Bar, start: date = date(2020, 1, 1), end: date = date(2028, 1, 1)) -> tuple[Box, ...]:
    return lay_out([Lane("Where", bars)], TODAY, start, end).lanes[0].boxes


def test_the_end_of_a_period_is_the_start_of_the_next() -> None:
    first, second = boxes(
        Bar(date(2021, 1, 1), date(2022, 1, 1), "A", "a"), Bar(date(2022, 1, 1), date(2023, 1, 1), "B", "b")
    )
    assert first.right == pytest.approx(second.x, abs=0.2)
    assert first.y == second.y


def test_overlapping_periods_get_a_track_each() -> None:
    first, second = boxes(Bar(date(2021, 1, 1), date(2022, 1, 2), "A"), Bar(date(2021, 6, 1), date(2023, 1, 1), "B"))
    assert second.y >= first.bottom


def test_an_open_end_runs_to_the_edge_with_an_arrow() -> None:
    (box,) = boxes(Bar(date(2025, 1, 1), None, "Open"))
    assert box.right == WIDTH
    assert box.opens and not box.goes_beyond


def test_what_starts_before_and_ends_after_the_picture_is_cut_and_says_so() -> None:
    (box,) = boxes(Bar(date(2000, 1, 1), date(2040, 1, 1), "Long"))
    assert (box.x, box.right) == (0, WIDTH)
    assert box.from_before and box.goes_beyond


def test_what_ended_on_the_first_day_of_the_picture_is_outside_it() -> None:
    layout = lay_out([Lane("W", [Bar(date(2019, 1, 1), date(2020, 1, 1), "Before")])], TODAY, date(2020, 1, 1), TODAY)
    assert layout.lanes[0].boxes == ()
    assert layout.lanes[0].outside_range == 1


def test_one_day_is_still_visible_even_at_the_edge_and_on_a_leap_day() -> None:
    leap = Bar(date(2024, 2, 29), date(2024, 3, 1), "Leap day")
    last = Bar(date(2027, 12, 31), date(2028, 1, 1), "Last day")
    nothing = Bar(date(2022, 1, 1), date(2022, 1, 1), "Empty period")
    for box in boxes(leap, last, nothing):
        assert box.width >= MIN_BAR
        assert box.right <= WIDTH


def test_short_bars_in_a_row_stay_in_one_track() -> None:
    found = boxes(
        Bar(date(2021, 1, 1), date(2021, 1, 2), "A"),
        Bar(date(2021, 1, 2), date(2021, 1, 3), "B"),
        Bar(date(2021, 1, 3), date(2022, 1, 1), "C"),
    )
    assert len({box.y for box in found}) == 1
    assert all(a.right <= b.x + 0.11 for a, b in itertools.pairwise(found))


def test_a_label_without_room_becomes_a_number_with_its_words_in_the_key() -> None:
    layout = lay_out(
        [Lane("W", [Bar(date(2021, 1, 1), date(2021, 3, 1), "Beschermd wonen met zorgverantwoordelijke"),
                    Bar(date(2021, 3, 1), date(2027, 1, 1), "Thuis")])],
        TODAY, date(2020, 1, 1), date(2028, 1, 1),
    )  # fmt: skip
    (key,) = layout.keys
    assert key.key == 1 and not key.text
    assert key.bar.label.startswith("Beschermd wonen")


def test_shortening_keeps_whole_words() -> None:
    assert lifeline.shorten("Forensisch Psychiatrische Afdeling De Weerd", 120) == "Forensisch …"
    assert lifeline.shorten("Zorgverantwoordelijke", 60) == ""


def test_what_ends_soon_has_a_flag_inside_the_picture() -> None:
    (box,) = boxes(Bar(date(2025, 1, 1), date(2026, 12, 4), "Zorgmachtiging", ends_soon=True))
    assert box.flag_x == box.right
    assert box.flag_text_x is not None and 0 < box.flag_text_x < WIDTH


def test_points_that_fall_together_become_one_mark_with_the_gravest_severity() -> None:
    lane = Lane("I", points=[Point(date(2024, 5, 1), "a", severity=1), Point(date(2024, 5, 3), "b", severity=3)])
    (mark,) = lay_out([lane], TODAY, date(2020, 1, 1), date(2028, 1, 1)).lanes[0].marks
    assert (mark.count, mark.severity, mark.text) == (2, 3, "")


@pytest.mark.parametrize("count", [0, 1, 40, 400])
def test_nothing_few_and_many(count: int) -> None:
    bars = [Bar(date(2010, 1, 1) + timedelta(days=14 * n), date(2010, 1, 15) + timedelta(days=14 * n), f"Plek {n}")
            for n in range(count)]  # fmt: skip
    layout = lay_out([Lane("Where", bars)], TODAY)
    lane = layout.lanes[0]
    assert layout.empty == (count == 0)
    assert len(lane.boxes) + lane.hidden + lane.outside_range == count
    assert layout.start <= min((b.start for b in bars), default=TODAY)


def test_more_at_once_than_can_be_drawn_is_counted_not_lost() -> None:
    bars = [Bar(date(2020, 1, 1), date(2024, 1, 1), f"Plek {n}") for n in range(30)]
    lane = lay_out([Lane("Where", bars)], TODAY).lanes[0]
    assert (len(lane.boxes), lane.hidden) == (lifeline.MAX_TRACKS, 30 - lifeline.MAX_TRACKS)


def test_today_is_in_every_zoom() -> None:
    for zoom in lifeline.zooms([Lane("W", [Bar(date(2015, 1, 1), None, "A")])], TODAY):
        layout = lay_out([], TODAY, zoom.start, zoom.end)
        assert layout.today_x is not None and 0 < layout.today_x < WIDTH
        assert len(layout.ticks) >= 3


def test_adding_months_respects_short_months() -> None:
    assert lifeline.add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert lifeline.add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)


a_day = st.dates(date(2012, 1, 1), date(2027, 12, 31))
a_bar = st.builds(
    lambda start, days, label: Bar(start, start + timedelta(days=days) if days else None, label, label[:1]),
    a_day,
    st.one_of(st.just(0), st.integers(1, 1500)),
    st.text("abcdefghij WMzé", min_size=1, max_size=40),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(a_bar, max_size=40))
def test_bars_and_words_in_a_track_never_overlap(bars: list[Bar]) -> None:
    lane = lay_out([Lane("W", bars)], TODAY, date(2014, 1, 1), date(2027, 6, 1)).lanes[0]
    rows: dict[float, list[Box]] = {}
    for box in lane.boxes:
        assert box.x >= 0 and box.right <= WIDTH + 0.15 and box.width >= MIN_BAR - 0.25
        rows.setdefault(box.y, []).append(box)
    for row in rows.values():
        row.sort(key=lambda b: b.x)
        for before, after in itertools.pairwise(row):
            assert before.right <= after.x + 0.15
            if before.text:
                assert before.text_x + lifeline.text_width(before.text) <= after.x + 0.5
    keys = [(b.key_y, b.key_x) for b in lane.boxes if b.key]
    for (y1, x1), (y2, x2) in zip(sorted(keys), sorted(keys)[1:], strict=False):
        assert y1 != y2 or x2 - x1 >= 18
