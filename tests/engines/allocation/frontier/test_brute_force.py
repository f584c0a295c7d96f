"""Small problems, all packages: the frontier holds exactly what no smaller package reaches, and says so."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.engines.allocation import _stages
from samenhang.engines.allocation.cli_io import read
from samenhang.engines.allocation.frontier import _walk
from samenhang.engines.allocation.frontier.cli_io import write
from samenhang.engines.allocation.frontier.effect import effect
from samenhang.engines.allocation.frontier.schema import RESULT_SCHEMA
from samenhang.engines.allocation.frontier.solve import frontier
from samenhang.engines.allocation.frontier.verify import check
from samenhang.engines.allocation.problem import NONE

from ..random_problems import documents
from . import brute

COMMON = {
    "print_blob": True,
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}


def _exact(document: dict[str, Any]) -> None:
    problem = read(document)
    told = frontier(problem, points=50, seconds=60)
    assert check(problem, told) == []
    jsonschema.validate(write(told), RESULT_SCHEMA)
    found = [(p.objective.cost, p.number, p.objective.priority, p.objective.value) for p in told.points]
    assert found == brute.points(problem)
    assert told.complete
    assert told.most_priority == found[-1][2]
    assert all(point.status == "optimal" for point in told.points)
    assert told.without_remedies.objective.key[:2] == brute.with_only(problem, ())
    assert told.without_cost.objective.key == brute.within(problem, 0)
    assert told.without_cost.status == told.without_remedies.status == "optimal"
    assert all((p.least_cost, p.least_number) == (p.objective.cost, p.number or 0) for p in told.points)


@settings(max_examples=100, **COMMON)
@given(documents())
def test_the_frontier_is_all_there_is(document: dict[str, Any]) -> None:
    """Every kind of constraint at once; costs of 0 as well."""
    _exact(document)


@settings(max_examples=60, **COMMON)
@given(documents())
def test_the_way_of_a_region_claims_nothing_that_is_not_so(document: dict[str, Any]) -> None:
    """One relaxation for all budgets, and remedies first, on problems that can be tried out."""
    with patch.object(_walk, "SMALL", 0), patch.object(_walk, "QUICK", 0), patch.object(_stages, "DIRECT", 0):
        problem = read(document)
        told = frontier(problem, points=50, seconds=60)
        assert check(problem, told) == []
        every = brute.choices(problem)
        assert told.most_priority >= max(c.priority for c in every)
        for point in told.points:
            number = len(problem.remedies) if point.number is None else point.number
            inside = [c for c in every if c.cost <= point.budget and len(c.remedies) <= number]
            best = max((c.priority, c.value) for c in inside)
            assert point.objective.key[:2] <= best <= point.bound.key[:2]
            least = min((c.cost, len(c.remedies)) for c in every if c.priority >= point.objective.priority)
            assert (point.least_cost, point.least_number) <= least
        if told.complete:
            found = [(p.objective.cost, p.number, p.objective.priority) for p in told.points]
            assert found == [one[:3] for one in brute.points(problem)]


@settings(max_examples=60, **COMMON)
@given(documents())
def test_each_remedy_alone(document: dict[str, Any]) -> None:
    """Within the budget, with no other remedy; only those that somebody needs are told."""
    problem = read(document)
    told = frontier(problem, points=2, seconds=60).alone
    assert {one.id for one in told} == {problem.remedies[item] for item in problem.needs.items.tolist()}
    base = brute.with_only(problem, ())
    for one in told:
        dear = problem.budget != NONE and one.cost > problem.budget
        best = base if dear else brute.with_only(problem, {one.id})
        assert (one.priority, one.proven) == (best[0] - base[0], True)


@settings(max_examples=60, **COMMON)
@given(documents(), st.data())
def test_the_effect_of_a_package(document: dict[str, Any], data: st.DataObject) -> None:
    """Remedies as given: the best with these and no others; cost is that of the package."""
    problem = read(document)
    package = data.draw(st.lists(st.sampled_from(problem.remedies), unique=True)) if problem.remedies else []
    told = effect(problem, package)
    best, base = brute.with_only(problem, package), brute.with_only(problem, ())
    assert told.objective.key[:2] == best
    assert told.status == "optimal"
    assert told.more_priority == told.most_more == best[0] - base[0]
    assert told.cost == sum(one["cost"] for one in document["remedies"] if one["id"] in package)
    assert set(told.unused) == set(package) - {need for one in told.placed for need in one.needs}
    assert len(told.placed) - told.more_people == len(told.placed) - len(told.adds.people) + len(told.drops.people)


@settings(max_examples=60, **COMMON)
@given(documents(), st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_budgets_that_were_asked_for(document: dict[str, Any], budgets: list[int]) -> None:
    """They replace the budget of the problem; a budget that brings nothing more does not stand."""
    problem = read(document)
    told = frontier(problem, budgets=budgets, seconds=60)
    assert check(problem, told) == []
    expected: list[tuple[int, tuple[int, int, int]]] = []
    for budget in sorted(set(budgets)):
        best = brute.within(problem, budget)
        if not expected or best[:2] > expected[-1][1][:2]:
            expected.append((budget, best))
    assert [(point.budget, point.objective.key) for point in told.points] == expected


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_answer_every_time(seed: int) -> None:
    """The same input and seed, the same points."""
    from bench.allocation_instances import regional

    problem = regional(60, 10**6, seed)
    once, again = (frontier(problem, seconds=120, points=6) for _ in range(2))
    assert once.points == again.points
    assert once.alone == again.alone
    assert check(problem, once) == []
