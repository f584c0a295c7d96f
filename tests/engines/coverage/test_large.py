"""Larger problems: equal to HiGHS and to what is published, the same every time, and honest when the time is up."""

from __future__ import annotations

import time

import numpy as np
import pytest
from bench.coverage_instances import PUBLIC, best_known, public
from bench.peers_coverage import highs

from samenhang.engines.coverage import _branch
from samenhang.engines.coverage.problem import Problem
from samenhang.engines.coverage.result import Status
from samenhang.engines.coverage.solve import solve
from samenhang.engines.coverage.verify import check

from .random_problems import on_a_map

absent = pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public instances are not beside this repository")
KNOWN = sorted(best_known()) if PUBLIC.is_dir() else [("none", 1)]
SLOW = pytest.mark.slow


@pytest.mark.capability(40)
@pytest.mark.parametrize(
    ("demand", "sites", "choose", "radius"),
    [
        (120, 40, 5, 0.15),
        (120, 40, None, 0.15),
        (200, 60, 12, 0.12),
        (200, 60, None, 0.12),
        pytest.param(300, 120, 20, 0.12, marks=SLOW),
        pytest.param(300, 120, None, 0.1, marks=SLOW),
        pytest.param(1500, 150, 15, 0.12, marks=SLOW),
        pytest.param(1500, 150, None, 0.15, marks=SLOW),
    ],
)
@pytest.mark.parametrize("seed", range(2))
def test_the_optimum_is_that_of_highs(demand: int, sites: int, choose: int | None, radius: float, seed: int) -> None:
    """On the model of the textbook, without fixed sites."""
    problem = on_a_map(demand, sites, choose, radius=radius, seed=seed)
    result = solve(problem)
    assert check(problem, result) == []
    assert result.status is Status.OPTIMAL
    other = highs((problem.minutes, problem.weight, problem.norm_minutes, choose), 60)
    assert other["status"] == "optimal"
    assert (len(result.sites) if choose is None else result.covered) == round(other["optimum"])


def test_weights_that_are_not_whole() -> None:
    """Close to a billionth, and called optimal."""
    problem = on_a_map(200, 60, 12, radius=0.12, fixed=2, whole=False)
    result = solve(problem)
    assert check(problem, result) == []
    assert result.status is Status.OPTIMAL
    assert result.covered <= problem.weight.sum()


def test_the_same_input_gives_the_same_answer() -> None:
    """Whenever the work ends before the limit."""
    for choose in (15, None):
        problem = on_a_map(300, 100, choose, radius=0.12, seed=3)
        one, two = solve(problem), solve(problem)
        assert (one.sites, one.assigned, one.bound) == (two.sites, two.assigned, two.bound)


@pytest.mark.parametrize("choose", [25, None])
def test_when_the_time_is_up_what_was_found_holds(monkeypatch: pytest.MonkeyPatch, choose: int | None) -> None:
    """With a bound on the right side of the optimum, at whatever moment that is."""
    problem = on_a_map(500, 250, choose, radius=0.1, seed=1)
    optimum = solve(problem)
    assert optimum.status is Status.OPTIMAL
    real = time.perf_counter
    for looks in (1, 2, 4, 8, 16, 40):
        left = [looks]

        def now(left: list[int] = left) -> float:
            left[0] -= 1
            return real() + (0.0 if left[0] > 0 else 1e6)

        monkeypatch.setattr(_branch.time, "perf_counter", now)
        result = solve(problem, time_limit=30)
        monkeypatch.setattr(_branch.time, "perf_counter", real)
        assert check(problem, result) == []
        if choose is None:
            assert result.bound <= len(optimum.sites) <= len(result.sites)
        else:
            assert result.covered <= optimum.covered <= result.bound


def test_edges_that_need_no_search() -> None:
    """Nothing to open, everything to open, nobody within reach, nobody who counts, everybody reached already."""
    problem = on_a_map(20, 6, 0, radius=0.3)
    far = np.full_like(problem.minutes, np.inf)
    for choose in (0, 1, 6, None):
        for minutes, weight in ((problem.minutes, problem.weight), (far, problem.weight), (far, problem.weight * 0)):
            one = Problem(problem.demand, weight, problem.sites, problem.fixed, minutes, 0.3, choose)
            result = solve(one)
            assert check(one, result) == []
            assert result.status is Status.OPTIMAL
    assert solve(Problem(problem.demand, problem.weight, problem.sites, problem.fixed, far, 0.3)).sites == ()
    full = np.ones(6, bool)
    assert len(solve(Problem(problem.demand, problem.weight, problem.sites, full, far, 0.3)).sites) == 6


@absent
@pytest.mark.capability(40)
@pytest.mark.parametrize(
    ("name", "choose"), [pytest.param(*one, marks=() if one[0] == "SJC324" else SLOW) for one in KNOWN]
)
def test_public_instances(name: str, choose: int) -> None:
    """Equal to the best known, proven."""
    minutes, weight, radius = public(name)
    count = len(weight)
    ids = tuple(str(i) for i in range(count))
    problem = Problem(ids, weight, ids, np.zeros(count, bool), minutes, radius, choose)
    result = solve(problem)
    assert check(problem, result) == []
    assert result.status is Status.OPTIMAL
    assert result.covered == best_known()[name, choose]
