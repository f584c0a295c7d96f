"""An independent reader of answers: re-evaluates one from the raw problem, sharing nothing with the solver."""

from __future__ import annotations

import math

from .problem import Problem
from .result import Result, Status

CLOSE = 1e-9  # a share of all weight: sums of weights that are not whole are not exact


def violations(problem: Problem, sites: tuple[str, ...]) -> list[str]:
    """What a choice of sites breaks; empty when it is allowed."""
    broken = []
    known = {one: j for j, one in enumerate(problem.sites)}
    if any(one not in known for one in sites):
        return ["a site that does not exist"]
    order = [known[one] for one in sites]
    if len(set(order)) != len(order):
        broken.append("a site that is open twice")
    if order != sorted(order):
        broken.append("the sites are not in the order of the problem")
    for j, one in enumerate(problem.sites):
        if problem.fixed[j] and j not in order:
            broken.append(f"site {one}: fixed and not open")
    if problem.choose is not None and len(order) != problem.choose:
        broken.append(f"{len(order)} sites open, {problem.choose} asked")
    if problem.choose is None:
        for i in range(len(problem.demand)):
            row = [float(minutes) for minutes in problem.minutes[i]]
            if min(row) <= problem.norm_minutes and not any(row[j] <= problem.norm_minutes for j in order):
                broken.append(f"demand {problem.demand[i]}: can be covered and is not")
    return broken


def check(problem: Problem, result: Result) -> list[str]:
    """Everything that is wrong with a result: sites, who is told to be reached, the sums, a bound that contradicts them."""
    broken = violations(problem, result.sites)
    if broken:
        return broken
    open_sites = [problem.sites.index(one) for one in result.sites]
    assigned, uncovered, unreachable, weights = [], [], [], []
    for i, demand in enumerate(problem.demand):
        row = [float(minutes) for minutes in problem.minutes[i]]
        nearest = min(open_sites, key=lambda j: (row[j], j), default=None)
        if nearest is not None and row[nearest] <= problem.norm_minutes:
            assigned.append((demand, problem.sites[nearest], row[nearest]))
            weights.append(float(problem.weight[i]))
        elif min(row) <= problem.norm_minutes:
            uncovered.append(demand)
        else:
            unreachable.append(demand)
    if [(one.demand, one.site, one.minutes) for one in result.assigned] != assigned:
        broken.append("somebody is assigned to another site than the nearest open one within the norm")
    if list(result.uncovered) != uncovered:
        broken.append("the uncovered are not those whom another site could cover")
    if list(result.unreachable) != unreachable:
        broken.append("the unreachable are not those whom no site can cover")
    room = CLOSE * math.fsum(problem.weight.tolist())
    if abs(result.covered - math.fsum(weights)) > room:
        broken.append("the covered weight is not what the sites cover")
    reached, optimum = (len(result.sites), -1) if problem.choose is None else (result.covered, 1)
    if (result.bound - reached) * optimum < 0:
        broken.append("a bound that the answer passes")
    if (result.status is Status.OPTIMAL) != (result.bound == reached):
        broken.append("the status does not follow from the bound")
    return broken
