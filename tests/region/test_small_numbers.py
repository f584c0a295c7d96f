"""Small numbers stay out of sight, also for somebody who subtracts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from samenhang.region.rules import one_way, rounded, suppressed, totals

pytestmark = pytest.mark.capability(62)


def test_a_cell_under_ten_is_withheld_and_zero_is_shown():
    shown = suppressed({("a", "x"): 9, ("a", "y"): 10, ("b", "x"): 0}, ["a", "b"], ["x", "y"])
    assert shown["a", "x"] is None and shown["b", "x"] == 0


def test_one_withheld_cell_takes_another_with_it_so_that_the_total_gives_nothing_away():
    cells = {("a", "x"): 3, ("a", "y"): 40, ("b", "x"): 30, ("b", "y"): 50}
    shown = suppressed(cells, ["a", "b"], ["x", "y"])
    assert [k for k, v in shown.items() if v is None] == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]
    assert totals(cells, shown, ["a", "b"], 0) == {"a": 43, "b": 80}


def test_a_list_without_a_total_withholds_only_the_small():
    assert one_way({"a": 3, "b": 12, "c": 0}) == {"a": None, "b": 12, "c": 0}
    assert rounded(13) == 15 and rounded(None) is None


@settings(max_examples=80, deadline=None, print_blob=True)
@given(
    st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=5), min_size=2, max_size=5).filter(
        lambda t: len({len(r) for r in t}) == 1
    )
)
def test_nobody_who_subtracts_finds_a_small_cell(table):
    """Linear programming over everything published: no withheld small cell can be worked out to one value."""
    rows, columns = [f"r{i}" for i in range(len(table))], [f"c{j}" for j in range(len(table[0]))]
    cells = {(r, c): table[i][j] for i, r in enumerate(rows) for j, c in enumerate(columns)}
    shown = suppressed(cells, rows, columns)
    by_row = totals(cells, shown, rows, 0)
    hidden = [k for k, v in shown.items() if v is None]
    if not hidden:
        return
    equations, values = [], []
    for r in rows:
        if by_row[r] is not None:
            equations.append([1.0 if k[0] == r else 0.0 for k in hidden])
            values.append(by_row[r] - sum(v for k, v in shown.items() if k[0] == r and v is not None))
    for index, key in enumerate(hidden):
        if not 0 < cells[key] < 10:
            continue
        ends = []
        for sign in (1, -1):
            objective = [0.0] * len(hidden)
            objective[index] = sign
            answer = linprog(
                objective, A_eq=equations or None, b_eq=values or None, bounds=[(0, 1000)] * len(hidden), method="highs"
            )
            assert answer.status in (0, 3)
            ends.append(answer.fun * sign if answer.status == 0 else sign * -1000)
        assert ends[1] - ends[0] >= 1, f"{key} is given away"
