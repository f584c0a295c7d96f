"""What an answer means: who is reached from the sites that are there, and what is lost without each of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .problem import Problem
from .result import Assignment, Result


@dataclass(frozen=True, slots=True)
class Reached:
    """One demand that fixed sites reach within the norm: from each of them, the nearest first."""

    demand: str
    weight: float
    by: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Who is reached from the fixed sites, how much weight that is of how much, and who is not."""

    reached: tuple[Reached, ...]
    not_reached: tuple[str, ...]
    covered: float
    total: float


@dataclass(frozen=True, slots=True)
class Marginal:
    """What one open site holds up: the demand that no other open site covers, and its weight."""

    site: str
    lost: float
    demand: tuple[str, ...]


def reach(problem: Problem) -> Reach:
    """Who is reached within the norm from which fixed sites. Which of them are staffed at an hour is for the caller to say."""
    fixed = np.flatnonzero(problem.fixed)
    reached, missing, weights = [], [], []
    for i, demand in enumerate(problem.demand):
        row = problem.minutes[i]
        near = sorted((float(row[j]), j) for j in fixed.tolist() if row[j] <= problem.norm_minutes)
        if not near:
            missing.append(demand)
            continue
        weight = float(problem.weight[i])
        weights.append(weight)
        by = tuple(Assignment(demand, problem.sites[j], minutes) for minutes, j in near)
        reached.append(Reached(demand, weight, by))
    return Reach(tuple(reached), tuple(missing), math.fsum(weights), math.fsum(problem.weight.tolist()))


def marginal(problem: Problem, result: Result) -> tuple[Marginal, ...]:
    """For each open site what would be covered no longer if it alone were closed."""
    number = {one: j for j, one in enumerate(problem.sites)}
    chosen = [number[one] for one in result.sites]
    covers = problem.minutes[:, chosen] <= problem.norm_minutes
    once = covers.sum(1) == 1
    told = []
    for place, site in enumerate(result.sites):
        alone = np.flatnonzero(once & covers[:, place])
        lost = math.fsum(problem.weight[alone].tolist())
        told.append(Marginal(site, lost, tuple(problem.demand[i] for i in alone.tolist())))
    return tuple(told)
