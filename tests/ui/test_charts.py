"""Bars that say what their numbers say."""

from __future__ import annotations

from samenhang.ui.charts import Balance, BalanceItem, BarChart, BarItem

from .conftest import render


def test_the_longest_bar_is_the_largest_number_or_the_top_of_its_range() -> None:
    lines = BarChart("T", [BarItem("a", 10, low=5, high=20), BarItem("b", 5), BarItem("c", None)]).lines
    assert [line.width for line in lines] == [50, 25, 0]
    assert (lines[0].low_x, lines[0].high_x) == (25, 100)


def test_nothing_does_not_divide_by_nothing() -> None:
    assert BarChart("T", [BarItem("a", 0)]).lines[0].width == 0
    assert BarChart("T", []).lines == []
    assert "<table" in render("{% ui_bars chart %}", chart=BarChart("T", []))


def test_demand_and_supply() -> None:
    short, spare, hidden = Balance(
        "T", [BalanceItem("a", 10, 6), BalanceItem("b", 2, 5), BalanceItem("c", None, 5)]
    ).lines
    assert (short.met, short.short, short.spare, short.gap) == (60, 40, 0, -4)
    assert (spare.met, spare.short, spare.spare, spare.gap) == (20, 0, 30, 3)
    assert hidden.gap is None and hidden.short == 0


def test_a_withheld_number_is_said_to_be_withheld(dutch: None) -> None:
    page = render("{% ui_balance chart %}", chart=Balance("T", [BalanceItem("a", None, 5)]))
    assert "niet getoond" in page
