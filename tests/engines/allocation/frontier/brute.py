"""Every choice there is, with its size: what any package reaches. Shares nothing with the engine but the verifier's idea."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import product

from samenhang.engines.allocation.problem import NONE, Problem
from samenhang.engines.allocation.verify import violations


@dataclass(frozen=True)
class Choice:
    """One allowed choice."""

    cost: int
    remedies: frozenset[str]
    priority: int
    value: int
    people: int


def choices(problem: Problem) -> list[Choice]:
    """All that is allowed within the budget of the problem."""
    per_person: list[list[int | None]] = [[None] for _ in problem.people]
    for option, person in enumerate(problem.option_person.tolist()):
        per_person[person].append(option)
    found = []
    for choice in product(*per_person):
        chosen = [option for option in choice if option is not None]
        needed = sorted({item for option in chosen for item in problem.needs.of_one(option)})
        names = [problem.remedies[item] for item in needed]
        if not violations(problem, chosen, names):
            found.append(
                Choice(
                    sum(int(problem.remedy_cost[item]) for item in needed),
                    frozenset(names),
                    sum(int(problem.priority[problem.option_person[option]]) for option in chosen),
                    sum(int(problem.option_value[option]) for option in chosen),
                    len(chosen),
                )
            )
    return found


def points(problem: Problem) -> list[tuple[int, int | None, int, int]]:
    """The frontier as (cost, number of free remedies or None, priority, value)."""
    every = choices(problem)
    told: list[tuple[int, int | None, int, int]] = []
    reached = -1
    for number in range(len(problem.remedies) + 1):
        best = max((c.priority, c.value) for c in every if c.cost == 0 and len(c.remedies) <= number)
        if best[0] > reached:
            told.append((0, number, *best))
            reached = best[0]
    for cost in sorted({c.cost for c in every} - {0}):
        best = max((c.priority, c.value) for c in every if c.cost <= cost)
        if best[0] > reached:
            told.append((cost, None, *best))
            reached = best[0]
    return told


def with_only(problem: Problem, package: Collection[str]) -> tuple[int, int]:
    """The best (priority, value) with these remedies and no others, whatever they cost."""
    every = choices(replace(problem, budget=NONE))
    return max((c.priority, c.value) for c in every if c.remedies <= set(package))


def within(problem: Problem, budget: int) -> tuple[int, int, int]:
    """The best (priority, value, minus cost) within a budget."""
    return max((c.priority, c.value, -c.cost) for c in choices(replace(problem, budget=budget)))
