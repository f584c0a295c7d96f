"""One constraint, one smallest test that makes it bite, with the reason that is told."""

from __future__ import annotations

import pytest

from samenhang.engines.allocation.problem import Group, Option, Person, Place, Problem, Remedy
from samenhang.engines.allocation.result import Result, Score
from samenhang.engines.allocation.solve import solve
from samenhang.engines.allocation.verify import check

PQ = [Person("p", 2), Person("q", 1)]


def _solved(problem: Problem) -> Result:
    result = solve(problem, time_limit=10)
    assert check(problem, result) == []
    assert result.status == "optimal"
    return result


def _told(result: Result) -> dict[str, tuple[str, ...]]:
    return {one.person: one.reasons for one in result.unplaced}


def _both(place: Place, **more: object) -> Problem:
    return Problem.build(PQ, [place], [Option("p", "a"), Option("q", "a")], **more)  # type: ignore[arg-type]


@pytest.mark.capability(67)
def test_capacity() -> None:
    """One slot, two people: priority decides."""
    assert _told(_solved(_both(Place("a", 1)))) == {"q": ("CAPACITY",)}


def test_load() -> None:
    """Somebody who takes two slots leaves none."""
    problem = Problem.build(PQ, [Place("a", 2)], [Option("p", "a", load=2), Option("q", "a")])
    assert _told(_solved(problem)) == {"q": ("CAPACITY",)}


def test_load_of_nothing_fits_where_nothing_is_left() -> None:
    """A load of 0 needs no slot."""
    problem = Problem.build(PQ, [Place("a", 0)], [Option("p", "a", load=0), Option("q", "a")])
    assert _told(_solved(problem)) == {"q": ("CAPACITY",)}


def test_load_over_capacity() -> None:
    """An option larger than its place is never chosen."""
    problem = Problem.build([Person("p")], [Place("a", 1)], [Option("p", "a", load=2)])
    assert _told(_solved(problem)) == {"p": ("CAPACITY",)}


def test_one_option_per_person() -> None:
    """Two places want the same person; the more valuable one wins."""
    problem = Problem.build(
        [Person("p")], [Place("a", 1), Place("b", 1)], [Option("p", "a", 1), Option("p", "b", 2), Option("p", "b", 1)]
    )
    assert [one.option for one in _solved(problem).placed] == [1]


@pytest.mark.capability(67)
def test_at_most() -> None:
    """Of a group only one fits here."""
    problem = _both(Place("a", 2, {"g": 1}), groups=[Group("g", ["p", "q"])])
    assert _told(_solved(problem)) == {"q": ("AT_MOST",)}


def test_somebody_in_several_groups() -> None:
    """Every group counts."""
    problem = _both(Place("a", 2, {"g": 2, "h": 0}), groups=[Group("g", ["p", "q"]), Group("h", ["q"])])
    assert _told(_solved(problem)) == {"q": ("AT_MOST",)}


@pytest.mark.capability(67)
def test_apart() -> None:
    """Two people who must stay apart never share a place."""
    assert _told(_solved(_both(Place("a", 2), apart=[("p", "q")]))) == {"q": ("APART",)}


@pytest.mark.capability(67)
def test_payer_budget() -> None:
    """A payer pays for one of the two."""
    options = [Option("p", "a", charges={"zvw": 120}), Option("q", "a", charges={"zvw": 120})]
    problem = Problem.build(PQ, [Place("a", 2)], options, budgets={"zvw": 200})
    assert _told(_solved(problem)) == {"q": ("PAYER_BUDGET",)}


def test_a_payer_without_budget_pays_everything() -> None:
    """No budget, no limit."""
    options = [Option("p", "a", charges={"zvw": 120}), Option("q", "a", charges={"wlz": 10**12})]
    assert _told(_solved(Problem.build(PQ, [Place("a", 2)], options, budgets={"zvw": 120}))) == {}


@pytest.mark.capability(67)
def test_remedy_limit() -> None:
    """A remedy serves one."""
    options = [Option("p", "a", needs=["r"]), Option("q", "a", needs=["r", "r"])]
    problem = Problem.build(PQ, [Place("a", 2)], options, remedies=[Remedy("r", 1, 1)])
    assert _told(_solved(problem)) == {"q": ("REMEDY_LIMIT",)}


def test_a_remedy_that_serves_nobody() -> None:
    """A limit of 0."""
    problem = Problem.build(
        [Person("p")], [Place("a", 2)], [Option("p", "a", needs=["r"])], remedies=[Remedy("r", 1, 0)]
    )
    assert _told(_solved(problem)) == {"p": ("REMEDY_LIMIT",)}


@pytest.mark.capability(67)
def test_remedy_budget() -> None:
    """The budget buys one of two remedies."""
    options = [Option("p", "a", needs=["r"]), Option("q", "a", needs=["s"])]
    remedies = [Remedy("r", 6), Remedy("s", 6)]
    result = _solved(Problem.build(PQ, [Place("a", 2)], options, remedies=remedies, budget=10))
    assert _told(result) == {"q": ("REMEDY_BUDGET",)}
    assert result.remedies == ("r",)
    assert result.objective == Score(2, 0, 6)


def test_a_remedy_dearer_than_the_budget() -> None:
    """Nobody can have it."""
    problem = Problem.build(
        [Person("p")], [Place("a", 2)], [Option("p", "a", needs=["r"])], remedies=[Remedy("r", 11)], budget=10
    )
    assert _told(_solved(problem)) == {"p": ("REMEDY_BUDGET",)}


def test_a_shared_remedy_is_paid_once() -> None:
    """Two people, one ramp."""
    options = [Option("p", "a", needs=["r"]), Option("q", "a", needs=["r"])]
    result = _solved(Problem.build(PQ, [Place("a", 2)], options, remedies=[Remedy("r", 6)], budget=6))
    assert result.objective == Score(3, 0, 6)


@pytest.mark.capability(67)
def test_no_option() -> None:
    """Nobody offered anything."""
    assert _told(_solved(Problem.build(PQ, [Place("a", 2)], [Option("p", "a")]))) == {"q": ("NO_OPTION",)}


@pytest.mark.capability(67)
def test_others_first() -> None:
    """Without priority, a placing that lowers the value is left."""
    problem = Problem.build([Person("p", 0)], [Place("a", 2)], [Option("p", "a", value=-1)])
    assert _told(_solved(problem)) == {"p": ("OTHERS_FIRST",)}


def test_priority_goes_before_value() -> None:
    """Placed even when it lowers the value."""
    problem = Problem.build([Person("p", 1)], [Place("a", 2)], [Option("p", "a", value=-1000)])
    assert _solved(problem).objective == Score(1, -1_000_000_000, 0)


def test_value_goes_before_cost_and_cost_decides_at_last() -> None:
    """The dearer remedy for a millionth more; at equal value the cheaper."""
    remedies = [Remedy("cheap", 1), Remedy("dear", 9)]

    def cost(value: float) -> int:
        options = [Option("p", "a", needs=["cheap"]), Option("p", "a", value=value, needs=["dear"])]
        return _solved(Problem.build([Person("p")], [Place("a", 1)], options, remedies=remedies)).objective.cost

    assert cost(0.000001) == 9
    assert cost(0) == 1


@pytest.mark.parametrize("people", [[], [Person("p")]])
def test_nothing_to_do(people: list[Person]) -> None:
    """Empty problems are answered, not refused."""
    result = _solved(Problem.build(people, [], []))
    assert (result.objective, result.placed) == (Score(0, 0, 0), ())
