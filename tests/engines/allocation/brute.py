"""The slowest and plainest solver there is: tries every combination. Shares nothing with the engine but the verifier's idea."""

from __future__ import annotations

from itertools import product

from samenhang.engines.allocation.problem import Problem
from samenhang.engines.allocation.verify import violations


def best_score(problem: Problem) -> tuple[int, int, int]:
    """The best (priority, value, minus cost) over every allowed choice."""
    per_person: list[list[int | None]] = [[None] for _ in problem.people]
    for option, person in enumerate(problem.option_person.tolist()):
        per_person[person].append(option)
    best = (0, 0, 0)
    for choice in product(*per_person):
        chosen = [option for option in choice if option is not None]
        needed = sorted({item for option in chosen for item in problem.needs.of_one(option)})
        key = (
            sum(int(problem.priority[problem.option_person[option]]) for option in chosen),
            sum(int(problem.option_value[option]) for option in chosen),
            -sum(int(problem.remedy_cost[item]) for item in needed),
        )
        if key > best and not violations(problem, chosen, [problem.remedies[item] for item in needed]):
            best = key
    return best
