"""The verifier catches what is planted, and says nothing of what is right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samenhang.engines.allocation.problem import Group, Option, Person, Place, Problem, Remedy
from samenhang.engines.allocation.result import Score
from samenhang.engines.allocation.solve import solve
from samenhang.engines.allocation.verify import check, violations

PROBLEM = Problem.build(
    [Person("p"), Person("q")],
    [Place("a", 2, {"g": 1}), Place("b", 1)],
    [
        Option("p", "a", needs=["r"], charges={"zvw": 3}),
        Option("q", "a", needs=["r"], charges={"zvw": 3}),
        Option("p", "b"),
        Option("q", "b", load=1),
        Option("q", "b", needs=["s"]),
    ],
    remedies=[Remedy("r", 4, 1), Remedy("s", 4)],
    budget=5,
    groups=[Group("g", ["p", "q"])],
    apart=[("p", "q")],
    budgets={"zvw": 5},
)


@pytest.mark.parametrize(
    ("chosen", "remedies", "planted"),
    [
        ([0, 1], ["r"], "payer zvw"),
        ([0, 1], ["r"], "group g"),
        ([0, 1], ["r"], "apart: p and q"),
        ([0, 1], ["r"], "remedy r: serves 2"),
        ([2, 3], [], "place b: 2 of 1"),
        ([0, 2], ["r"], "two options"),
        ([0], [], "needed and not chosen"),
        ([0, 4], ["r", "s"], "budget: 8 of 5"),
        ([99], [], "does not exist"),
        ([], ["r", "r"], "listed twice"),
    ],
)
def test_planted_violations_are_found(chosen: list[int], remedies: list[str], planted: str) -> None:
    """One at a time."""
    assert any(planted in one for one in violations(PROBLEM, chosen, remedies))


def test_miscounted_results_are_found() -> None:
    """A wrong score, a wrong bound, somebody forgotten, a false claim."""
    result = solve(PROBLEM)
    assert check(PROBLEM, result) == []
    assert check(PROBLEM, replace(result, objective=Score(9, 0, 0)))
    assert check(PROBLEM, replace(result, bound=Score(0, 0, 0)))
    assert check(PROBLEM, replace(result, unplaced=result.unplaced[:-1], placed=result.placed[:-1]))
    assert check(PROBLEM, replace(result, bound=Score(99, 0, 0)))
