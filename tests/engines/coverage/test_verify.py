"""The verifier catches what is planted, and says nothing of what is right; what an answer means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samenhang.engines.coverage.explain import Marginal, marginal, reach
from samenhang.engines.coverage.problem import Demand, Problem, Site
from samenhang.engines.coverage.result import Assignment, Status
from samenhang.engines.coverage.solve import solve
from samenhang.engines.coverage.verify import check, violations

PROBLEM = Problem.build(
    [Demand("a", 5), Demand("b", 3), Demand("c", 2), Demand("x", 1)],
    [Site("s", fixed=True), Site("t"), Site("u")],
    norm_minutes=20,
    choose=2,
    minutes=[[10, 20, None], [25, 15, 30], [40, 30, 20], [None, 21, 60]],
)


@pytest.mark.parametrize(
    ("sites", "planted"),
    [
        (("s", "z"), "does not exist"),
        (("s", "s"), "open twice"),
        (("t", "s"), "not in the order"),
        (("t", "u"), "site s: fixed and not open"),
        (("s",), "1 sites open, 2 asked"),
    ],
)
def test_planted_violations_are_found(sites: tuple[str, ...], planted: str) -> None:
    """One at a time."""
    assert any(planted in one for one in violations(PROBLEM, sites))


def test_somebody_left_out_of_everybody_is_found() -> None:
    """With the fewest asked, everybody who can be covered must be."""
    everybody = replace(PROBLEM, choose=None)
    assert violations(everybody, ("s", "t")) == ["demand c: can be covered and is not"]
    assert violations(everybody, ("s", "t", "u")) == []


def test_miscounted_results_are_found() -> None:
    """Wrong sums, a wrong bound, a farther site, somebody forgotten, a false claim."""
    result = solve(PROBLEM)
    assert (result.sites, result.covered, result.bound) == (("s", "t"), 8, 8)
    assert check(PROBLEM, result) == []
    for wrong in (
        {"covered": 9.0, "bound": 9.0},
        {"bound": 7.0},
        {"bound": 11.0},
        {"status": Status.FEASIBLE},
        {"assigned": (Assignment("a", "t", 20.0), *result.assigned[1:])},
        {"assigned": result.assigned[1:]},
        {"uncovered": ()},
        {"unreachable": ("c", "x")},
    ):
        assert check(PROBLEM, replace(result, **wrong)), wrong  # type: ignore[arg-type]


@pytest.mark.capability(40)
def test_what_is_reached_from_where_and_what_each_site_holds_up() -> None:
    """The fixed site alone; then, per open site, what only it covers."""
    reached = reach(PROBLEM)
    assert [(one.demand, [by.site for by in one.by]) for one in reached.reached] == [("a", ["s"])]
    assert (reached.not_reached, reached.covered, reached.total) == (("b", "c", "x"), 5, 11)
    both = reach(replace(PROBLEM, fixed=PROBLEM.fixed | [False, True, False]))
    assert [(by.site, by.minutes) for by in both.reached[0].by] == [("s", 10), ("t", 20)]
    assert marginal(PROBLEM, solve(PROBLEM)) == (Marginal("s", 0, ()), Marginal("t", 3, ("b",)))
