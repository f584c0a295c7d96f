"""The frontier of a region beside the naive way: for every budget one integer programme in HiGHS, from nothing.

Both run in a process of their own; the naive way gets the budgets that ours found, and for each three times what ours has
for a point. Priority is compared budget by budget.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from typing import Any

import numpy as np

from bench.harness import in_own_process, median, ratio, show
from bench.peers_allocation import case
from samenhang.engines.allocation._answer import allowed, score
from samenhang.engines.allocation._mip import Programme
from samenhang.engines.allocation._model import compile_model
from samenhang.engines.allocation.problem import Problem

CASES = {"round-1300-1000000": 60.0, "round-300-1000000": 60.0, "region-1500-600": 60.0}
POINTS = 12
QUICK = {"round-300-1000000": 30.0}


def own(problem: Problem, seconds: float) -> dict[str, Any]:
    """Our frontier, verified."""
    from samenhang.engines.allocation.frontier.solve import frontier
    from samenhang.engines.allocation.frontier.verify import check

    began = time.perf_counter()
    told = frontier(problem, points=POINTS, seconds=seconds)
    spent = time.perf_counter() - began
    assert check(problem, told) == []
    last_free = [point for point in told.points if point.number is not None][-1]
    return {
        "seconds": spent,
        "points": len(told.points),
        "optimal": sum(point.status == "optimal" for point in told.points),
        "priority proven": sum(point.bound.priority == point.objective.priority for point in told.points),
        "worst gap %": max(
            100 * (1 - point.objective.priority / max(point.bound.priority, 1)) for point in told.points
        ),
        "budgets": [point.budget for point in told.points if point.number is None or point is last_free],
        "priority": [point.objective.priority for point in told.points if point.number is None or point is last_free],
        "people": [point.people for point in told.points],
    }


def naive(problem: Problem, seconds: float, budgets: list[int]) -> dict[str, Any]:
    """Per budget one programme over everything with one weight per option; at most so many seconds for each."""
    began = time.perf_counter()
    reached: list[int | None] = []
    proven = 0
    for budget in budgets:
        model = compile_model(replace(problem, budget=budget))
        unit = int(np.ptp(model.value)) or 1
        programme = Programme(model, np.arange(model.options), 0)
        answer = programme.maximise(model.priority * unit + model.value, seconds=seconds)
        proven += answer.proven
        found = answer.chosen is not None and allowed(model, answer.chosen)
        reached.append(score(model, answer.chosen).priority if found and answer.chosen is not None else None)
    return {"seconds": time.perf_counter() - began, "points": len(budgets), "optimal": proven, "priority": reached}


def main(rounds: int = 3, quick: bool = False) -> dict[str, Any]:
    """Every case once per round, ours first because the naive way takes its budgets."""
    everything: dict[str, Any] = {}
    for name, seconds in (QUICK if quick else CASES).items():
        runs: dict[str, list[dict[str, Any]]] = {"own": [], "naive": []}
        for _ in range(1 if quick else min(rounds, 2)):
            ours = in_own_process(["bench.frontier_bench", "own", name, str(seconds)], timeout=3 * seconds + 120)
            runs["own"].append(ours)
            if "budgets" in ours:
                asked = ",".join(str(one) for one in ours["budgets"])
                each = 3 * seconds / POINTS
                runs["naive"].append(
                    in_own_process(
                        ["bench.frontier_bench", "naive", name, str(each), asked],
                        timeout=(each + 60) * len(ours["budgets"]) + 120,
                    )
                )
        everything[name] = runs
        spent = median(runs["own"], "seconds")
        show(
            f"frontier, {name}",
            [
                {
                    "what": what,
                    "seconds": median(done, "seconds"),
                    "time of ours": ratio(median(done, "seconds"), spent),
                    "points": median(done, "points"),
                    "optimal": median(done, "optimal"),
                    "priority": done[-1].get("priority") if done else None,
                    "failed": done[-1].get("failed") if done else None,
                }
                for what, done in runs.items()
            ],
        )
    return everything


if __name__ == "__main__":
    what, name, limit = sys.argv[1], sys.argv[2], float(sys.argv[3])
    asked = [int(one) for one in sys.argv[4].split(",")] if len(sys.argv) > 4 else []
    measured = own(case(name), limit) if what == "own" else naive(case(name), limit, asked)
    measured["memory_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(measured))
