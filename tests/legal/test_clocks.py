"""The clocks of titles at their edges: leap years, month ends, weekends and holidays, requests in time and too late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenhang.base.working_days import recognised
from samenhang.legal.catalogue import KINDS
from samenhang.legal.enums import TitleAlert, TitleCode, TitleStatus
from samenhang.legal.rules import (
    TitleFacts,
    add_months,
    clock,
    due_on,
    ends_without_successor,
    filed_in_time,
    has_successor,
    latest_last_day,
    reindication_due,
    state_on,
    upcoming,
)

pytestmark = pytest.mark.capability(7)
T = TitleCode


def last(code: TitleCode, start: date, **more) -> date | None:
    return latest_last_day(code, start, holidays=recognised(start.year), **more)


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        (T.WVGGZ_CM, date(2026, 11, 2), date(2026, 11, 5)),  # Monday: three days, the first not counted
        (T.WVGGZ_CM, date(2026, 11, 18), date(2026, 11, 23)),  # Wednesday: Saturday becomes Monday
        (T.WVGGZ_CM, date(2026, 11, 19), date(2026, 11, 23)),  # Thursday: Sunday becomes Monday
        (T.WVGGZ_CM, date(2025, 12, 22), date(2025, 12, 29)),  # Christmas Day, Boxing Day, then a weekend
        (T.WVGGZ_CM, date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday: Easter Monday is no working day
        (T.WVGGZ_VCM, date(2025, 7, 15), date(2025, 8, 5)),  # three weeks
        (T.WVGGZ_ZM_1, date(2025, 8, 19), date(2026, 2, 19)),  # six months
        (T.WVGGZ_ZM_1, date(2025, 8, 31), date(2026, 2, 28)),  # no 31 February
        (T.WVGGZ_ZM_1, date(2023, 8, 31), date(2024, 2, 29)),  # leap year
        (T.WVGGZ_ZM_2, date(2024, 2, 29), date(2025, 2, 28)),  # a year after a leap day
        (T.WZD_RM_2, date(2025, 3, 3), date(2027, 3, 3)),
        (T.ISD, date(2025, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_title_ends_at_the_latest_on(code, start, expected):
    assert last(code, start) == expected


def test_a_title_without_a_fixed_term_stays_open():
    assert last(T.DETENTION, date(2026, 1, 1)) is None


def test_a_young_adult_authorisation_ends_before_the_23rd_birthday():
    assert last(T.WZD_VM_YA, date(2026, 1, 14), birth_date=date(2003, 9, 1)) == date(2026, 8, 31)
    assert last(T.WZD_VM_YA, date(2026, 1, 14), birth_date=date(2006, 5, 12)) == date(2027, 1, 14)


def zm2(**more) -> TitleFacts:
    return TitleFacts(T.WVGGZ_ZM_2, date(2026, 2, 12), date(2027, 2, 13), **more)


def test_the_followon_of_a_care_authorisation_is_asked_from_84_days_before():
    assert due_on(zm2(), date(2026, 11, 19)) == []
    assert [d.alert for d in due_on(zm2(), date(2026, 11, 20))] == [TitleAlert.ZM_FOLLOWON_T84]
    soon = {d.alert: d.on for d in upcoming(zm2(), date(2026, 11, 22))}
    assert soon == {TitleAlert.ZM_FOLLOWON_HARD_T28: date(2027, 1, 15)}


def test_after_28_days_before_the_end_only_the_hard_term_is_left():
    assert {d.alert for d in due_on(zm2(), date(2027, 1, 15))} == {
        TitleAlert.ZM_FOLLOWON_T84,
        TitleAlert.ZM_FOLLOWON_HARD_T28,
    }
    assert [d.alert for d in due_on(zm2(), date(2027, 1, 16))] == [TitleAlert.ZM_FOLLOWON_HARD_T28]


@pytest.mark.parametrize(("filed", "in_time"), [(date(2027, 1, 15), True), (date(2027, 1, 16), False), (None, False)])
def test_a_request_filed_28_days_before_keeps_the_title_alive_a_day_later_does_not(filed, in_time):
    title = zm2(followon_filed_on=filed)
    assert filed_in_time(title) is in_time
    after = state_on(title, date(2027, 2, 13))
    assert after == (TitleStatus.LAPSED_PENDING_DECISION if in_time else TitleStatus.ENDED)


def test_a_filed_request_stops_the_renewal_clock():
    assert clock(zm2(followon_filed_on=date(2026, 12, 1))) == []


def test_a_decision_ends_the_waiting():
    title = zm2(followon_filed_on=date(2026, 12, 1), decided_on=date(2027, 2, 20))
    assert state_on(title, date(2027, 2, 19)) == TitleStatus.LAPSED_PENDING_DECISION
    assert state_on(title, date(2027, 2, 20)) == TitleStatus.ENDED


def test_an_extended_crisis_measure_waits_at_most_six_weeks_in_total():
    vcm = TitleFacts(T.WVGGZ_VCM, date(2025, 7, 15), date(2025, 8, 6), followon_filed_on=date(2025, 8, 1))
    assert state_on(vcm, date(2025, 8, 26)) == TitleStatus.LAPSED_PENDING_DECISION
    assert state_on(vcm, date(2025, 8, 27)) == TitleStatus.ENDED


def test_the_window_for_young_adults_opens_50_and_closes_30_days_before():
    ya = TitleFacts(T.WZD_VM_YA, date(2026, 1, 14), date(2027, 1, 15))
    window = clock(ya)[0]
    assert (window.alert, window.on, window.until) == (
        TitleAlert.VM_YA_EXTENSION_WINDOW,
        date(2026, 11, 25),
        date(2026, 12, 15),
    )
    assert due_on(ya, date(2026, 11, 24)) == [] and due_on(ya, date(2026, 12, 16)) == []
    assert len(due_on(ya, date(2026, 11, 25))) == len(due_on(ya, date(2026, 12, 15))) == 1


@pytest.mark.parametrize("day", [365, 270, 180, 90, 42])
def test_a_criminal_title_asks_a_year_nine_six_three_months_and_six_weeks_ahead(day):
    title = TitleFacts(T.ISD, date(2025, 6, 1), date(2027, 6, 2))
    asked = {d.on for d in clock(title)}
    assert date(2027, 6, 1) - timedelta(days=day) in asked


def test_a_title_without_a_successor_is_the_most_dangerous_day():
    ending = TitleFacts(T.COND_SENTENCE, date(2024, 1, 1), date(2027, 1, 10))
    assert ends_without_successor([ending], date(2026, 11, 22)) == [ending]
    follows = TitleFacts(T.WVGGZ_ZM_1, date(2027, 1, 8), date(2027, 7, 9))
    assert ends_without_successor([ending, follows], date(2026, 11, 22)) == []
    late = TitleFacts(T.WVGGZ_ZM_1, date(2027, 1, 11), date(2027, 7, 9))
    assert ends_without_successor([ending, late], date(2026, 11, 22)) == [ending]
    assert has_successor(TitleFacts(T.DETENTION, date(2026, 1, 1), None), [])


def test_a_title_that_ends_later_than_90_days_is_not_urgent_yet():
    ending = TitleFacts(T.COND_SENTENCE, date(2024, 1, 1), date(2026, 11, 22) + timedelta(days=92))
    assert ends_without_successor([ending], date(2026, 11, 22)) == []


def test_an_indication_is_asked_for_again_twelve_weeks_before_its_last_day():
    end = date(2027, 3, 1)
    on = date(2027, 2, 28) - timedelta(days=84)
    assert reindication_due(end, on) == on and reindication_due(end, on - timedelta(days=1)) is None
    assert reindication_due(None, on) is None and reindication_due(end, end) is None


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_adding_months_never_skips_a_month(day, months):
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(st.sampled_from([c for c in KINDS if KINDS[c].term]), st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_every_term_ends_after_it_began_and_never_on_a_day_off_when_it_shifts(code, start):
    end = last(code, start)
    assert end is not None and end > start
    if KINDS[code].term.shifts:
        assert end.weekday() < 5 and end not in recognised(start.year)
