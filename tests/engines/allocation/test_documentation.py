"""The worked example of the documentation is true."""

from __future__ import annotations

import pytest

from samenhang.engines.allocation.problem import Option, Person, Place, Problem, Remedy
from samenhang.engines.allocation.result import Insight, Score
from samenhang.engines.allocation.solve import solve


@pytest.mark.capability(67)
def test_the_worked_example() -> None:
    """As done by hand in docs/engines/allocation.md."""

    def answer(budget: int) -> tuple[Score, dict[str, tuple[str, ...]], tuple[Insight, ...]]:
        problem = Problem.build(
            [Person("anna", 5), Person("bob", 3), Person("chris", 2)],
            [Place("house", 2), Place("farm", 1)],
            [
                Option("anna", "house", 0.9, load=2),
                Option("anna", "farm", 0.4, needs=["lift"]),
                Option("bob", "house", 0.5),
                Option("chris", "house", 0.7),
                Option("chris", "farm", 0.6),
            ],
            remedies=[Remedy("lift", cost=6)],
            budget=budget,
        )
        result = solve(problem, insights=True)
        assert result.insights is not None
        return result.objective, {one.person: one.reasons for one in result.unplaced}, result.insights.remedies

    assert answer(10) == (Score(10, 1_600_000, 6), {}, (Insight("lift", 0, True),))
    score, why, remedies = answer(5)
    assert score == Score(7, 1_500_000, 0)
    assert why == {"bob": ("CAPACITY",)}
    assert remedies == (Insight("lift", 1, True),)
