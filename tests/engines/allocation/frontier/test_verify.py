"""The reader of frontiers finds what is wrong, and questions that make no sense are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from samenhang.engines.allocation.cli_io import read
from samenhang.engines.allocation.frontier.effect import effect
from samenhang.engines.allocation.frontier.result import Change, Frontier
from samenhang.engines.allocation.frontier.solve import frontier
from samenhang.engines.allocation.frontier.verify import check
from samenhang.engines.allocation.problem import InvalidProblem, Problem

EXAMPLE = Path(__file__).resolve().parents[4] / "docs" / "examples" / "frontier.json"


@pytest.fixture(scope="module")
def problem() -> Problem:
    """The worked example of docs/engines/frontier.md."""
    return read(json.loads(EXAMPLE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def told(problem: Problem) -> Frontier:
    """Its frontier."""
    return frontier(problem)


def changed(told: Frontier, at: int, /, **changes: Any) -> Frontier:
    """The frontier with one point changed."""
    points = list(told.points)
    points[at] = replace(points[at], **changes)
    return replace(told, points=tuple(points))


def test_a_right_frontier_has_nothing_wrong(problem: Problem, told: Frontier) -> None:
    """Else the next test would prove nothing."""
    assert check(problem, told) == []


def test_what_is_wrong_is_found(problem: Problem, told: Frontier) -> None:
    """Each with the point it is about."""
    third = told.points[2]
    for wrong, line in (
        (changed(told, 2, budget=10_000), "point 2: budget: 20000 of 10000"),
        (changed(told, 2, remedies=("lift",)), "point 2: remedy age-rule: needed and not chosen"),
        (changed(told, 3, remedies=(*third.remedies,)), "point 3: remedy night-staff: needed and not chosen"),
        (
            changed(told, 1, objective=replace(told.points[1].objective, priority=6)),
            "point 1: the objective is not what",
        ),
        (changed(told, 1, adds=Change()), "point 1: what it adds or drops is not the difference"),
        (changed(told, 1, number=0), "point 1: more remedies than it says, or not free"),
        (changed(told, 2, least_cost=20_001), "point 2: smaller than what it calls the least"),
        (replace(told, points=told.points[:2] + told.points[1:2]), "point 2: no more than the one before, for more"),
        (replace(told, most_priority=13), "point 3: more than is called the most"),
        (replace(told, points=()), "no point at all"),
        (
            replace(told, without_cost=replace(told.without_cost, objective=third.objective)),
            "without cost: a bound below the objective",
        ),
    ):
        assert any(one.startswith(line) for one in check(problem, wrong)), line


def test_what_a_budget_buys(told: Frontier) -> None:
    """The last point that costs no more."""
    assert [told.at(budget).people for budget in (0, 19_999, 20_000, 59_999, 10**9)] == [2, 2, 3, 3, 4]
    with pytest.raises(ValueError, match="at least 0"):
        told.at(-1)


def test_a_package_against_another(problem: Problem) -> None:
    """As a steering group would: night staff instead of the lift puts Anna in the place of Bob and Dina out."""
    lift = effect(problem, ["age-rule", "lift"])
    staff = effect(problem, ["age-rule", "night-staff"], against=lift)
    assert (lift.more_people, lift.adds.people, lift.cost, lift.unused) == (2, ("chris", "dina"), 20_000, ())
    assert (staff.more_people, staff.more_priority, staff.most_more) == (-1, -2, -2)
    assert (staff.adds, staff.drops) == (
        Change(("anna",), ("night-staff",)),
        Change(("bob", "dina"), ("lift",)),
    )
    assert effect(problem, ["lift"]).unused == ("lift",)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ({"points": 1}, "points: must be a whole number from 2 to 200"),
        ({"budgets": []}, "budgets: must be whole numbers of at least 0"),
        ({"budgets": [5, -1]}, "budgets: must be whole numbers of at least 0"),
    ],
)
def test_senseless_questions(problem: Problem, question: dict[str, Any], line: str) -> None:
    """Refused with the spot."""
    with pytest.raises(InvalidProblem) as refusal:
        frontier(problem, **question)
    assert str(refusal.value) == line


@pytest.mark.parametrize(
    ("package", "line"),
    [
        (["lift", "roof"], 'package[1]: unknown remedy "roof"'),
        (["lift", "lift"], 'package[1]: "lift" is named twice'),
    ],
)
def test_packages_that_do_not_exist(problem: Problem, package: list[str], line: str) -> None:
    """Refused with the spot."""
    with pytest.raises(InvalidProblem) as refusal:
        effect(problem, package)
    assert str(refusal.value) == line
