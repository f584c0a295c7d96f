"""Dates as people say them, in both languages, at the edges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from samenhang.ui import dates

from .conftest import render

TODAY = date(2026, 11, 22)


@pytest.mark.capability(136)
@pytest.mark.parametrize(
    ("day", "dutch", "english"),
    [
        (date(2026, 11, 22), "vandaag, 22 november", "today, 22 November"),
        (date(2026, 11, 23), "morgen, 23 november", "tomorrow, 23 November"),
        (date(2026, 11, 21), "gisteren, 21 november", "yesterday, 21 November"),
        (date(2026, 11, 24), "over 2 dagen, 24 november", "in 2 days, 24 November"),
        (date(2026, 12, 4), "over 12 dagen, 4 december", "in 12 days, 4 December"),
        (date(2026, 11, 10), "12 dagen geleden, 10 november", "12 days ago, 10 November"),
        (date(2027, 1, 20), "over 59 dagen, 20 januari 2027", "in 59 days, 20 January 2027"),
        (date(2027, 1, 21), "over 1 maand, 21 januari 2027", "in 1 month, 21 January 2027"),
        (date(2027, 2, 22), "over 3 maanden, 22 februari 2027", "in 3 months, 22 February 2027"),
        (date(2026, 9, 22), "2 maanden geleden, 22 september", "2 months ago, 22 September"),
        (date(2028, 11, 21), "over 23 maanden, 21 november 2028", "in 23 months, 21 November 2028"),
        (date(2028, 11, 22), "over 2 jaar, 22 november 2028", "in 2 years, 22 November 2028"),
        (date(2016, 11, 22), "10 jaar geleden, 22 november 2016", "10 years ago, 22 November 2016"),
    ],
)
def test_when(day: date, dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert dates.when(day, TODAY) == dutch
    with translation.override("en"):
        assert dates.when(day, TODAY) == english


def test_a_leap_day_is_a_year_before_the_first_of_march() -> None:
    assert dates.months_between(date(2024, 2, 29), date(2025, 2, 28)) == 11
    assert dates.months_between(date(2024, 2, 29), date(2025, 3, 1)) == 12


@pytest.mark.capability(136)
def test_nothing_known_says_so(dutch: None) -> None:
    assert dates.when(None, TODAY) == "geen datum"


def test_a_moment_counts_as_the_day_of_the_page(dutch: None) -> None:
    assert dates.when(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), TODAY) == "morgen, 23 november"


@dataclass
class Stay:
    start: date | None
    end: date | None


@pytest.mark.capability(136)
@pytest.mark.parametrize(
    ("period", "dutch", "english"),
    [
        (Stay(date(2024, 12, 4), None), "sinds 4 december 2024", "since 4 December 2024"),
        (
            Stay(date(2024, 12, 4), date(2025, 4, 1)),
            "4 december 2024 tot en met 31 maart 2025",
            "4 December 2024 to 31 March 2025",
        ),
        (Stay(date(2024, 2, 29), date(2024, 3, 1)), "op 29 februari 2024", "on 29 February 2024"),
        ((None, date(2025, 1, 1)), "tot en met 31 december 2024", "until 31 December 2024"),
        ((None, None), "geen periode", "no period"),
    ],
)
def test_span_names_the_last_day(period: object, dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert render("{{ period|span }}", period=period) == dutch
    with translation.override("en"):
        assert render("{{ period|span }}", period=period) == english


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [(1234, "1.234\xa0km", "1,234\xa0km"), (12.5, "12,5\xa0km", "12.5\xa0km"), (0, "0\xa0km", "0\xa0km")],
)
def test_numbers_carry_their_unit(value: float, dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert render('{{ value|amount:"km" }}', value=value) == dutch
    with translation.override("en"):
        assert render('{{ value|amount:"km" }}', value=value) == english


def test_duration(dutch: None) -> None:
    assert [dates.duration(d) for d in (1, 12, 90, 800)] == ["1 dag", "12 dagen", "3 maanden", "2 jaar"]
