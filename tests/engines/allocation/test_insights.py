"""What one more slot or remedy would bring."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from samenhang.engines.allocation.cli_io import read
from samenhang.engines.allocation.problem import Group, Option, Person, Place, Problem, Remedy
from samenhang.engines.allocation.solve import solve

from .brute import best_score
from .random_problems import documents


def test_one_more_slot_is_counted_where_people_wait() -> None:
    """Two people for one slot: one more places one more; elsewhere nobody wants in."""
    problem = Problem.build(
        [Person("p"), Person("q")], [Place("a", 1), Place("b", 1)], [Option("p", "a"), Option("q", "a")]
    )
    insights = solve(problem, insights=True).insights
    assert insights is not None
    assert [(one.id, one.more, one.proven) for one in insights.places] == [("a", 1, True), ("b", 0, True)]


def test_a_chain_of_moves_counts() -> None:
    """The extra slot at b is used by somebody who leaves a to the one who waits."""
    problem = Problem.build(
        [Person("p"), Person("q"), Person("r")],
        [Place("a", 1), Place("b", 1)],
        [Option("p", "a"), Option("q", "a"), Option("q", "b"), Option("r", "b", value=5)],
    )
    insights = solve(problem, insights=True).insights
    assert insights is not None
    assert [one.more for one in insights.places] == [1, 1]


def test_a_free_remedy_is_counted() -> None:
    """Without budget for the remedy nobody is placed; free, both are."""
    problem = Problem.build(
        [Person("p"), Person("q")],
        [Place("a", 2)],
        [Option("p", "a", needs=["r"]), Option("q", "a", needs=["r"])],
        remedies=[Remedy("r", cost=5, limit=1)],
        budget=3,
        groups=[Group("g", ["p"])],
    )
    insights = solve(problem, insights=True).insights
    assert insights is not None
    assert [(one.more, one.proven) for one in insights.remedies] == [(2, True)]
    assert [(one.more, one.proven) for one in insights.places] == [(0, True)]


@pytest.mark.capability(66)
@settings(
    max_examples=40, print_blob=True, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(documents(people=4, options=8))
def test_insights_agree_with_trying_everything(document: dict[str, Any]) -> None:
    """With priorities all 1, the number of people placed is the priority, so brute force can tell."""
    for person in document["people"]:
        person["priority"] = 1
    problem = read(document)
    result = solve(problem, insights=True, time_limit=30)
    assert result.insights is not None
    for index, insight in enumerate(result.insights.places):
        capacity = problem.capacity.copy()
        capacity[index] += 1
        assert insight.proven
        assert insight.more == best_score(replace(problem, capacity=capacity))[0] - result.objective.priority
    for index, insight in enumerate(result.insights.remedies):
        cost, limit = problem.remedy_cost.copy(), np.array(problem.remedy_limit)
        cost[index], limit[index] = 0, -1
        variant = replace(problem, remedy_cost=cost, remedy_limit=limit)
        assert insight.more == best_score(variant)[0] - result.objective.priority
