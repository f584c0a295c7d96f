"""Larger problems: the methods agree with each other, keep their promises about time, and repeat themselves."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from bench.allocation_instances import PUBLIC, plain, public, sided, yagiura

from samenhang.engines.allocation import _answer
from samenhang.engines.allocation._answer import Best
from samenhang.engines.allocation._lagrange import Pricer
from samenhang.engines.allocation._large import Large
from samenhang.engines.allocation._mip import Programme
from samenhang.engines.allocation._model import compile_model
from samenhang.engines.allocation._search import Searcher
from samenhang.engines.allocation._stages import run_stages
from samenhang.engines.allocation.problem import Problem
from samenhang.engines.allocation.result import Status
from samenhang.engines.allocation.solve import solve
from samenhang.engines.allocation.verify import check

absent = pytest.mark.skipif(not PUBLIC.is_dir(), reason="the public instances are not beside this repository")
SMALL_PUBLIC = [f"gap{kind}-{number}" for kind in (1, 3, 5, 7, 9, 11) for number in (0, 2, 4)]


def best_known() -> dict[str, int]:
    """Instance to best known cost."""
    with (PUBLIC / "best_known.csv").open(encoding="utf-8") as file:
        return {row["instance"]: int(row["best_known_cost"]) for row in csv.DictReader(file)}


@pytest.mark.capability(66)
@pytest.mark.parametrize("seed", range(6))
def test_flow_equals_integer_programming(seed: int) -> None:
    """Plain problems by two methods that share nothing."""
    problem = plain(60, 12, seed, slots=(0.5, 0.8, 1.2)[seed % 3])
    problem = replace(problem, option_value=problem.option_value - 500_000, priority=problem.priority % 4)
    result = solve(problem)
    assert check(problem, result) == []
    assert result.status is Status.OPTIMAL
    best = Best(compile_model(problem))
    run_stages(best, np.arange(best.model.options), deadline=time.perf_counter() + 60, seed=0)
    assert best.done
    assert best.score == result.objective


def test_numbers_too_large_for_one_weight_go_by_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answer when priority and value do not fit in one whole number together."""
    problem = plain(40, 8, 1)
    expected = solve(problem).objective
    monkeypatch.setattr(_answer, "LARGEST_WEIGHT", 1.0)
    assert solve(problem).objective == expected


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_search_and_prices_reach_the_proven_optimum(seed: int) -> None:
    """The machinery for large problems, on problems small enough to prove otherwise."""
    problem = sided(60, 10, seed, degree=0.4)
    expected = solve(problem, time_limit=30)
    assert expected.status is Status.OPTIMAL
    best = Best(compile_model(problem))
    Large(best, deadline=time.perf_counter() + 4, seed=seed).run()
    assert best.priority_bound >= expected.objective.priority >= best.score.priority
    if best.score.priority == expected.objective.priority:
        assert best.value_bound >= expected.objective.value >= best.score.value
    if best.done:
        assert best.score == expected.objective


class Clock:
    """Real time, until it was looked at so often; then the time is up. Counts what is begun after that."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, looks: int) -> None:
        self.looks, self.late = looks, 0
        self.real = time.perf_counter
        monkeypatch.setattr(time, "perf_counter", self.now)
        for owner, name in ((Programme, "maximise"), (Searcher, "anneal"), (Pricer, "run")):
            monkeypatch.setattr(owner, name, self.counted(getattr(owner, name)))

    def now(self) -> float:
        self.looks -= 1
        return self.real() + (0.0 if self.looks > 0 else 1e6)

    def counted(self, work: Callable[..., object]) -> Callable[..., object]:
        def counting(*args: object, **named: object) -> object:
            self.late += self.looks <= 0
            return work(*args, **named)

        return counting


@pytest.mark.parametrize("looks", [2, 3, 5, 8, 12])
def test_when_the_time_is_up_hardly_anything_is_begun_any_more(monkeypatch: pytest.MonkeyPatch, looks: int) -> None:
    """At whatever moment that is: what was found holds, with bounds. What it takes in seconds is in the benchmarks."""
    problem = sided(400, 60, 3)
    clock = Clock(monkeypatch, looks)
    result = solve(problem, time_limit=5)
    assert clock.looks <= 0
    assert clock.late <= 3  # the step that was being prepared, each with hardly any time
    assert check(problem, result) == []


def test_side_constraints_at_size_come_near_the_bound() -> None:
    """Within a limit that the whole work does not fit in."""
    problem = sided(400, 60, 3)
    result = solve(problem, time_limit=4)
    assert check(problem, result) == []
    assert result.objective.priority >= 0.95 * result.bound.priority


def test_the_same_input_and_seed_give_the_same_answer() -> None:
    """Whenever the work ends before the limit."""
    problem: Problem = sided(60, 10, 1, degree=0.4)
    one, two = solve(problem, seed=5, time_limit=30), solve(problem, seed=5, time_limit=30)
    assert one.status is Status.OPTIMAL
    assert (one.placed, one.unplaced, one.remedies) == (two.placed, two.unplaced, two.remedies)
    flow = plain(300, 40, 2)
    assert solve(flow).placed == solve(flow).placed


def test_a_short_limit_still_gives_an_answer() -> None:
    """Whatever is best by then, never nothing wrong."""
    problem = yagiura("d", 10, 100)
    for limit in (0.0, 0.3):
        assert check(problem, solve(problem, time_limit=limit)) == []


@absent
@pytest.mark.capability(66)
@pytest.mark.parametrize("name", SMALL_PUBLIC[:6])
def test_small_public_instances(name: str) -> None:
    """Equal to the best known, proven."""
    _equals_best_known(name)


@absent
@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL_PUBLIC[6:])
def test_more_small_public_instances(name: str) -> None:
    """Equal to the best known, proven."""
    _equals_best_known(name)


def _equals_best_known(name: str) -> None:
    problem = public(name)
    result = solve(problem, time_limit=30)
    assert check(problem, result) == []
    assert result.status is Status.OPTIMAL
    assert result.objective.priority == len(problem.people)
    assert -result.objective.value == best_known()[name] * 1_000_000


@absent
@pytest.mark.slow
@pytest.mark.parametrize(("name", "percent"), [("c10400", 0.3), ("e10200", 0.3), ("d10400", 0.6), ("a20200", 0.0)])
def test_public_instances_come_close(name: str, percent: float) -> None:
    """Ten seconds each."""
    result = solve(public(name), time_limit=10)
    assert -result.objective.value <= best_known()[name] * 1_000_000 * (1 + percent / 100)
