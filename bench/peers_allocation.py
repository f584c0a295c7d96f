"""One solver on one allocation problem, in a process of its own: `python -m bench.peers_allocation SOLVER CASE SECONDS`.

Prints seconds (building included), points, value and bounds as one line of JSON. The peers get one programme with one
weight per option: priority times the range of values, plus value.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time
from typing import Any

import numpy as np

from bench.allocation_instances import plain, public, regional, sided, yagiura
from samenhang.engines.allocation._answer import allowed, score
from samenhang.engines.allocation._model import compile_model
from samenhang.engines.allocation.problem import NONE, Problem


def case(name: str) -> Problem:
    """ "plain-5000-500", "sided-1000-100", "region-1500-600", "round-1300-300000", "y-d-20-400" or the name of a public instance."""
    kind, *parts = name.split("-")
    if kind == "plain":
        return plain(int(parts[0]), int(parts[1]))
    if kind == "sided":
        return sided(int(parts[0]), int(parts[1]))
    if kind == "region":
        return sided(int(parts[0]), int(parts[1]), degree=40.0, slots=float(parts[2]) if len(parts) > 2 else 0.8)
    if kind == "round":
        return regional(int(parts[0]), int(parts[1]))
    if kind == "y":
        return yagiura(parts[0], int(parts[1]), int(parts[2]))
    return public(name)


def own(problem: Problem, seconds: float) -> dict[str, Any]:
    """Our engine, warm: compiled code is loaded on a small problem of the same kind first."""
    from samenhang.engines.allocation.solve import solve
    from samenhang.engines.allocation.verify import check

    solve(sided(300, 30), time_limit=4)
    solve(plain(50, 10))
    began = time.perf_counter()
    result = solve(problem, time_limit=seconds)
    spent = time.perf_counter() - began
    assert check(problem, result) == []
    return {
        "seconds": spent,
        "status": str(result.status),
        "priority": result.objective.priority,
        "value": result.objective.value / 1e6,
        "cost": result.objective.cost,
        "priority_bound": result.bound.priority,
        "value_bound": result.bound.value / 1e6,
    }


def highs(problem: Problem, seconds: float) -> dict[str, Any]:
    """One integer programme in HiGHS over everything."""
    from samenhang.engines.allocation._mip import Programme

    began = time.perf_counter()
    model = compile_model(problem)
    unit = int(np.ptp(model.value)) or 1
    programme = Programme(model, np.arange(model.options), 0)
    answer = programme.maximise(model.priority * unit + model.value, seconds=seconds - (time.perf_counter() - began))
    told = _told(model, answer.chosen, began)
    return told | {"weighted_bound": answer.bound if math.isfinite(answer.bound) else None, "unit": unit}


def cpsat(problem: Problem, seconds: float) -> dict[str, Any]:
    """One integer programme in CP-SAT over everything, two workers."""
    from ortools.sat.python import cp_model

    began = time.perf_counter()
    model = compile_model(problem)
    unit = int(np.ptp(model.value)) or 1
    weight = model.priority * unit + model.value
    divisor = int(np.gcd.reduce(np.abs(weight))) or 1
    programme = cp_model.CpModel()
    x = [programme.new_bool_var("") for _ in range(model.options)]
    for p in range(model.people):
        if model.start[p + 1] > model.start[p]:
            programme.add_at_most_one(x[o] for o in range(model.start[p], model.start[p + 1]))
    rows: dict[int, list[tuple[int, int]]] = {}
    owner = np.repeat(np.arange(model.options), np.diff(model.use_start))
    for o, row, amount in zip(owner.tolist(), model.use_row.tolist(), model.use_amount.tolist(), strict=True):
        rows.setdefault(row, []).append((o, amount))
    for row, uses in rows.items():
        programme.add(sum(x[o] * amount for o, amount in uses) <= int(model.row_limit[row]))
    if model.budget != NONE:
        y = [programme.new_bool_var("") for _ in range(model.remedies)]
        owner = np.repeat(np.arange(model.options), np.diff(model.need_start))
        for o, item in zip(owner.tolist(), model.need_item.tolist(), strict=True):
            programme.add_implication(x[o], y[item])
        programme.add(sum(y[r] * int(cost) for r, cost in enumerate(model.remedy_cost)) <= model.budget)
    programme.maximize(sum(x[o] * int(weight[o] // divisor) for o in range(model.options)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(1.0, seconds - (time.perf_counter() - began))
    solver.parameters.num_workers = 2
    status = solver.solve(programme)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    chosen = np.array([o for o in range(model.options) if solver.value(x[o])], np.int64) if found else None
    return _told(model, chosen, began) | {"weighted_bound": solver.best_objective_bound * divisor, "unit": unit}


def mincost(problem: Problem, seconds: float) -> dict[str, Any]:
    """OR-Tools' min-cost flow, for plain problems; the weights as in our engine."""
    from ortools.graph.python import min_cost_flow

    from samenhang.engines.allocation._answer import combined_weight

    began = time.perf_counter()
    model = compile_model(problem)
    weight = combined_weight(model)
    assert weight is not None
    people, places = model.people, len(problem.places)
    flow = min_cost_flow.SimpleMinCostFlow()
    sink, source = people + places, people + places + 1
    flow.add_arcs_with_capacity_and_unit_cost(
        model.person, people + model.place, np.ones(model.options, np.int64), -weight
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        people + np.arange(places), np.full(places, sink), problem.capacity, np.zeros(places, np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(people, source), np.arange(people), np.ones(people, np.int64), np.zeros(people, np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(people), np.full(people, sink), np.ones(people, np.int64), np.zeros(people, np.int64)
    )
    flow.set_nodes_supplies(np.array([source, sink]), np.array([people, -people]))
    status = flow.solve()
    assert status == flow.OPTIMAL
    chosen = np.flatnonzero(flow.flows(np.arange(model.options)))
    return _told(model, chosen, began)


def _told(model: Any, chosen: np.ndarray | None, began: float) -> dict[str, Any]:
    spent = time.perf_counter() - began
    if chosen is None or not allowed(model, chosen):
        return {"seconds": spent, "status": "nothing usable"}
    worth = score(model, chosen)
    return {
        "seconds": spent,
        "status": "found",
        "priority": worth.priority,
        "value": worth.value / 1e6,
        "cost": worth.cost,
    }


SOLVERS = {"own": own, "highs": highs, "cpsat": cpsat, "mincost": mincost}

if __name__ == "__main__":
    solver, name, limit = sys.argv[1], sys.argv[2], float(sys.argv[3])
    measured = SOLVERS[solver](case(name), limit)
    measured["memory_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(measured))
