"""Every answer on tiny problems equals the best of all sets of sites."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any
from unittest.mock import patch

import jsonschema
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from samenhang.engines.coverage import _branch, _relax
from samenhang.engines.coverage._core import reduced, whole
from samenhang.engines.coverage.cli_io import read, write
from samenhang.engines.coverage.schema import PROBLEM_SCHEMA, RESULT_SCHEMA
from samenhang.engines.coverage.solve import solve
from samenhang.engines.coverage.verify import check

from .brute import best
from .random_problems import documents, on_a_map

COMMON = {
    "print_blob": True,
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}


def _equal(document: dict[str, Any]) -> None:
    jsonschema.validate(document, PROBLEM_SCHEMA)
    problem = read(document)
    result = solve(problem, time_limit=20)
    assert check(problem, result) == []
    assert result.status == "optimal"
    reached = len(result.sites) if problem.choose is None else result.covered
    assert math.isclose(reached, best(problem), rel_tol=1e-9, abs_tol=1e-9)
    jsonschema.validate(write(result), RESULT_SCHEMA)


@pytest.mark.capability(40)
@settings(max_examples=120, **COMMON)
@given(documents())
def test_small_problems_are_solved_exactly(document: dict[str, Any]) -> None:
    """Weights of every kind, fixed sites, both questions, matrix and points."""
    _equal(document)


@pytest.mark.slow
@pytest.mark.capability(40)
@settings(max_examples=600, **COMMON)
@given(documents(demand=14, sites=9))
def test_many_small_problems_are_solved_exactly(document: dict[str, Any]) -> None:
    """The same, many times."""
    _equal(document)


def _poor(core: Any, start: Any, count: int, weight: Any, gain: Any) -> Any:
    """A search that takes the first columns, however bad."""
    chosen = start.tolist()
    for column in range(core.width):
        if len(chosen) < count and column not in chosen and not core.rows[:, chosen].any(1).all():
            chosen.append(column)
    return np.array(chosen, np.int64)


@pytest.mark.parametrize("choose", [None, 2, 3, 5])
@pytest.mark.parametrize("seed", range(6))
def test_the_proof_does_not_need_a_good_guess(choose: int | None, seed: int) -> None:
    """With the search made blind, the branching alone finds the best."""
    problem = on_a_map(40, 12, choose, radius=0.25, seed=seed, fixed=seed % 3)
    if choose is not None and choose < seed % 3:
        return
    with (
        patch("samenhang.engines.coverage._search.greedy", _poor),
        patch("samenhang.engines.coverage._search.swaps", lambda core, chosen, *_, **__: chosen),
        patch.object(_branch, "SHRINK", 0.0),
        patch.object(_branch, "REMAINS", 0.0),
    ):
        result = solve(problem, time_limit=30)
    assert check(problem, result) == []
    assert result.status == "optimal"
    assert (len(result.sites) if choose is None else result.covered) == best(problem)


@pytest.mark.parametrize("choose", [None, 3])
@pytest.mark.parametrize("seed", range(4))
def test_no_prices_prove_too_much(choose: int | None, seed: int) -> None:
    """Prices of any kind, even senseless ones: the proof is never above what the best costs."""
    problem = on_a_map(25, 9, choose, radius=0.3, seed=seed)
    stake = problem.covers.any(1)
    core = reduced(problem.covers[stake], whole(problem.weight[stake]), np.zeros(9, np.int64), np.arange(9), choose)
    least = _branch.find(core, math.inf)[0].cost
    random = np.random.default_rng(seed)
    nothing, everything = np.zeros(core.width, bool), np.ones(core.width, bool)
    for scale in (0.0, 0.3, 1.0, 5.0):
        prices = random.normal(size=len(core.rows)) * scale * core.weight.max(initial=1)
        proof = _relax.prove(core, prices, nothing, everything)
        assert proof.least <= least
        for column in range(core.width):
            assert proof.opening[column] <= _cost(core, least, column, True)
            assert proof.closing[column] <= _cost(core, least, column, False)


def _cost(core: Any, least: int, column: int, opened: bool) -> int:
    """The best with this column open (or closed), by trying every set."""
    costs = [10**9]
    for count in range(core.width + 1) if core.choose is None else [min(core.choose, core.width)]:
        for chosen in combinations(range(core.width), count):
            columns = np.array(chosen, np.int64)
            if (column in chosen) is opened and (core.choose or core.rows[:, columns].any(1).all()):
                costs.append(core.cost(columns))
    return min(costs)
