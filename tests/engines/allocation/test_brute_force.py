"""Every answer on tiny problems equals the best of all combinations."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from samenhang.engines.allocation import _route, _stages
from samenhang.engines.allocation.cli_io import read, write
from samenhang.engines.allocation.schema import PROBLEM_SCHEMA, RESULT_SCHEMA
from samenhang.engines.allocation.solve import solve
from samenhang.engines.allocation.verify import check

from .brute import best_score
from .random_problems import documents

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
    assert result.objective.key == best_score(problem)
    jsonschema.validate(write(result), RESULT_SCHEMA)


def _sound(document: dict[str, Any]) -> None:
    """An answer that holds, and bounds between which the best of all combinations lies; equal when it is called optimal."""
    problem = read(document)
    result = solve(problem, time_limit=2)
    assert check(problem, result) == []
    best = best_score(problem)
    assert result.objective.key <= best <= result.bound.key
    if result.status == "optimal":
        assert result.objective.key == best


@pytest.mark.capability(66)
@settings(max_examples=120, **COMMON)
@given(documents())
def test_small_problems_are_solved_exactly(document: dict[str, Any]) -> None:
    """Every kind of constraint at once."""
    _equal(document)


@pytest.mark.slow
@pytest.mark.capability(66)
@settings(max_examples=500, **COMMON)
@given(documents(people=6, options=12))
def test_many_small_problems_are_solved_exactly(document: dict[str, Any]) -> None:
    """The same, thousands of times."""
    _equal(document)


@pytest.mark.capability(66)
@settings(max_examples=60, **COMMON)
@given(documents())
def test_remedies_first_is_exact_too(document: dict[str, Any]) -> None:
    """The way for the size of a region, with its reduced costs and relaxations, on problems that can be tried out."""
    with patch.object(_route, "SMALL", 0), patch.object(_stages, "DIRECT", 0):
        _equal(document)


@pytest.mark.slow
@pytest.mark.capability(66)
@settings(max_examples=300, **COMMON)
@given(documents(people=6, options=12))
def test_remedies_first_never_claims_too_much(document: dict[str, Any]) -> None:
    """The same with more of everything: made for large problems, it need not prove a tiny one, but what it says holds."""
    with patch.object(_route, "SMALL", 0), patch.object(_stages, "DIRECT", 0):
        _sound(document)
