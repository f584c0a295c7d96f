"""The slowest and plainest solver there is: tries every set of sites. Reads the raw problem only."""

from __future__ import annotations

from itertools import combinations

from samenhang.engines.coverage.problem import Problem


def covered(problem: Problem, sites: tuple[int, ...]) -> set[int]:
    """The demands within the norm of one of these sites."""
    norm = problem.norm_minutes
    return {i for i in range(len(problem.demand)) if any(problem.minutes[i][j] <= norm for j in sites)}


def best(problem: Problem) -> float:
    """The most weight that so many sites cover; or the fewest sites that cover all who can be."""
    every = tuple(range(len(problem.sites)))
    fixed = {j for j in every if problem.fixed[j]}
    if problem.choose is None:
        wanted = covered(problem, every)
        for count in range(len(fixed), len(every) + 1):
            if any(fixed <= set(sites) and covered(problem, sites) == wanted for sites in combinations(every, count)):
                return count
    return max(
        sum(float(problem.weight[i]) for i in sorted(covered(problem, sites)))
        for sites in combinations(every, problem.choose or 0)
        if fixed <= set(sites)
    )
