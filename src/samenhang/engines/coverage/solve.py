"""The one public function of the engine: a problem in, the best answer found and its proof out."""

from __future__ import annotations

import math
import time

import numpy as np

from ._branch import find
from ._core import Ints, reduced, whole
from .problem import Bools, Problem
from .result import Assignment, Result, Status

DEFAULT_LIMIT = 60.0  # seconds


def solve(problem: Problem, *, time_limit: float | None = None) -> Result:
    """Where to open so many sites (fixed ones included) so that most weight is covered; or the fewest that cover all who can be.

    `time_limit` in seconds of wall time (60 when None); whatever is best by then is the answer, with a proven bound. The same problem
    gives the same answer whenever the work ends before the limit.
    """
    began = time.perf_counter()
    limit = DEFAULT_LIMIT if time_limit is None else max(float(time_limit), 0.0)
    covers = problem.covers
    whole_weight = whole(problem.weight)
    open_sites = problem.fixed.copy()
    reachable = np.asarray(covers.any(1))
    stake = reachable & ~covers[:, problem.fixed].any(1)
    if problem.choose is not None:
        stake &= whole_weight > 0
    free = np.flatnonzero(~problem.fixed & covers[stake].any(0))
    core = reduced(
        covers[np.ix_(stake, free)],
        whole_weight[stake],
        np.zeros(len(free), np.int64),
        free,
        None if problem.choose is None else problem.choose - int(problem.fixed.sum()),
    )
    best, least = find(core, began + limit)
    open_sites[list(best.sites)] = True
    if problem.choose is not None:
        spare = np.flatnonzero(~open_sites)[: problem.choose - int(open_sites.sum())]
        open_sites[spare] = True
    covered = np.asarray(covers[:, open_sites].any(1))
    return _result(problem, open_sites, covered, reachable, _bound(problem, covered, best.cost, least), began)


def _bound(problem: Problem, covered: Bools, cost: int, least: int) -> tuple[bool, float]:
    """Whether the answer is proven, and the bound in the units of the problem."""
    if problem.choose is None:
        return cost <= least, float(least + int(problem.fixed.sum()))
    worth = math.fsum(problem.weight[covered].tolist())
    if cost <= least:
        return True, worth
    unit = math.fsum(problem.weight.tolist()) / max(1, int(whole(problem.weight).sum()))
    return False, worth + (cost - least) * unit


def _result(
    problem: Problem, open_sites: Bools, covered: Bools, reachable: Bools, bound: tuple[bool, float], began: float
) -> Result:
    chosen = np.flatnonzero(open_sites)
    assigned = []
    if len(chosen):
        nearest: Ints = chosen[problem.minutes[:, chosen].argmin(1)]
        for i in np.flatnonzero(covered).tolist():
            site = int(nearest[i])
            assigned.append(Assignment(problem.demand[i], problem.sites[site], float(problem.minutes[i, site])))
    proven, number = bound
    return Result(
        status=Status.OPTIMAL if proven else Status.FEASIBLE,
        sites=tuple(problem.sites[j] for j in chosen.tolist()),
        covered=math.fsum(problem.weight[covered].tolist()),
        bound=number,
        assigned=tuple(assigned),
        uncovered=tuple(problem.demand[i] for i in np.flatnonzero(reachable & ~covered).tolist()),
        unreachable=tuple(problem.demand[i] for i in np.flatnonzero(~reachable).tolist()),
        seconds=time.perf_counter() - began,
    )
