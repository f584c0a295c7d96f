"""What a written day means for a period: by example, and for any history at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenhang.interop.chronology import Entry, read_day, resolve
from samenhang.pathway.enums import Precision


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), Precision.YEAR),
        ("2018-04", date(2018, 4, 1), date(2018, 4, 30), Precision.MONTH),
        ("04-2018", date(2018, 4, 1), date(2018, 4, 30), Precision.MONTH),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
        ("2018-04-17", date(2018, 4, 17), date(2018, 4, 17), Precision.DAY),
        ("17-4-2018", date(2018, 4, 17), date(2018, 4, 17), Precision.DAY),
    ],
)
def test_days_are_read_as_precisely_as_they_are_written(text, first, last, precision) -> None:
    found = read_day(text)
    assert found is not None
    assert (found.first, found.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text", ["", "april 2018", "2018-13", "2018-02-30", "18", "20180417", "0000", "9999", "2018-04-17T00:00", "1٢٣٤"]
)
def test_what_is_no_day_is_not_guessed(text) -> None:
    assert read_day(text) is None


def entries(*rows: tuple[str, str, bool]) -> list[Entry]:
    return [
        Entry(n, read_day(start), read_day(last) if last else None, stay) for n, (start, last, stay) in enumerate(rows)
    ]


def test_without_a_last_day_a_stay_runs_until_the_next_and_the_last_one_lasts() -> None:
    found = resolve(entries(("2018-01-10", "", True), ("2018-03-01", "", True)))
    assert (found[0].end, found[0].ends_at_next) == (date(2018, 3, 1), True)
    assert (found[1].end, found[1].ends_at_next) == (None, False)


def test_a_written_last_day_leaves_its_gap() -> None:
    found = resolve(entries(("2018-01-10", "2018-01-20", True), ("2018-03-01", "", True)))
    assert found[0].end == date(2018, 1, 21)


def test_a_team_runs_beside_stays() -> None:
    found = resolve(entries(("2018-01-10", "", False), ("2018-03-01", "", True)))
    assert found[0].end is None


def test_a_vague_last_day_gives_way_to_a_next_stay_in_the_same_month() -> None:
    found = resolve(entries(("2018-01", "2018-10", True), ("2018-10", "", True), ("2018-12-05", "", True)))
    assert found[0].end == date(2018, 10, 1)


def test_stays_of_one_month_keep_their_order() -> None:
    found = resolve(entries(("2018-04", "", True), ("2018-04", "", True), ("2018-04", "", True)))
    assert [found[n].start for n in range(3)] == [date(2018, 4, 1), date(2018, 4, 11), date(2018, 4, 21)]
    assert all(found[n].spread for n in range(3))


def test_a_stay_that_is_recorded_already_ends_the_one_before_it() -> None:
    assert resolve(entries(("2018-01-10", "", True)), [date(2026, 1, 1)])[0].end == date(2026, 1, 1)


WRITTEN = st.builds(
    lambda day, precision: read_day(day.isoformat()[: {"DAY": 10, "MONTH": 7, "YEAR": 4}[precision]]),
    st.dates(date(2015, 1, 1), date(2016, 12, 31)),
    st.sampled_from(["DAY", "MONTH", "YEAR"]),
)


@settings(max_examples=300, print_blob=True, deadline=None)
@given(
    st.lists(st.tuples(WRITTEN, WRITTEN | st.none(), st.booleans()), max_size=25),
    st.lists(st.dates(date(2015, 1, 1), date(2017, 1, 1)), max_size=4),
)
def test_any_history_resolves_within_what_was_written(rows, recorded) -> None:
    given_rows = [Entry(n, start, last, stay) for n, (start, last, stay) in enumerate(rows)]
    found = resolve(given_rows, recorded)
    assert set(found) == {e.index for e in given_rows}
    for e in given_rows:
        got = found[e.index]
        assert e.start.first <= got.start <= e.start.last, "never earlier or later than was written"
        if e.last is None:
            assert got.end is None or got.end > got.start
        else:
            assert got.end is not None
            assert got.end <= e.last.last + timedelta(days=1), "never longer than was written"
    open_stays = [e for e in given_rows if e.stay and found[e.index].end is None]
    assert len({found[e.index].start for e in open_stays}) <= 1, "nobody lives in two places for ever"
