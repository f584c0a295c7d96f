"""One solver on one coverage problem, in a process of its own: `python -m bench.peers_coverage SOLVER CASE SECONDS`.

Prints seconds (building the model included), the optimum and its bound as one line of JSON. spopt is no dependency: `SAMENHANG_PEERS` names a
Python that has it, with numpy. HiGHS gets the model of the textbook, with sparse matrices.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import numpy as np

from bench.coverage_instances import Instance, case


def own(instance: Instance, seconds: float) -> dict[str, Any]:
    """Our engine, from arrays."""
    from samenhang.engines.coverage.problem import Problem
    from samenhang.engines.coverage.solve import solve
    from samenhang.engines.coverage.verify import check

    minutes, weight, norm, choose = instance
    demand, sites = (tuple(f"{kind}{i}" for i in range(count)) for kind, count in zip("ds", minutes.shape, strict=True))
    began = time.perf_counter()
    problem = Problem(demand, weight, sites, np.zeros(len(sites), bool), minutes, norm, choose)
    result = solve(problem, time_limit=seconds)
    spent = time.perf_counter() - began
    assert check(problem, result) == []
    return {
        "seconds": spent,
        "status": str(result.status),
        "optimum": len(result.sites) if choose is None else result.covered,
        "bound": result.bound,
    }


def highs(instance: Instance, seconds: float) -> dict[str, Any]:
    """HiGHS with a variable for each site and each demand, or for each site alone when the fewest are asked."""
    import highspy
    from scipy import sparse

    minutes, weight, norm, choose = instance
    began = time.perf_counter()
    covers = sparse.csc_matrix(minutes <= norm, dtype=float)
    lp = highspy.HighsLp()
    if choose is None:
        matrix = covers[np.flatnonzero(covers.sum(1))]
        cost, lower, upper = np.ones(matrix.shape[1]), np.ones(matrix.shape[0]), np.full(matrix.shape[0], np.inf)
    else:
        count = len(weight)
        room = sparse.csr_matrix(np.ones((1, covers.shape[1])))
        matrix = sparse.bmat([[covers, -sparse.identity(count)], [room, None]])
        cost = np.concatenate([np.zeros(covers.shape[1]), -weight])
        lower, upper = np.append(np.zeros(count), choose), np.append(np.full(count, np.inf), choose)
    matrix = sparse.csc_matrix(matrix)
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(len(cost)), np.ones(len(cost))
    lp.row_lower_, lp.row_upper_ = lower, np.where(np.isinf(upper), highspy.kHighsInf, upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    solver = highspy.Highs()
    for option, value in {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.99, "time_limit": seconds}.items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    solver.run()
    spent = time.perf_counter() - began
    sign = 1 if choose is None else -1
    information = solver.getInfo()
    return {
        "seconds": spent,
        "status": "optimal" if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal else "feasible",
        "optimum": round(sign * information.objective_function_value, 6),
        "bound": sign * information.mip_dual_bound,
    }


def spopt(instance: Instance, seconds: float) -> dict[str, Any]:
    """spopt's MCLP and LSCP with the solver that PuLP brings (CBC). It refuses demand that nobody reaches, so that is left out."""
    import pulp
    from spopt.locate import LSCP, MCLP

    minutes, weight, norm, choose = instance
    reachable = (minutes <= norm).any(1)
    minutes, weight = minutes[reachable], weight[reachable]
    solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=seconds)
    began = time.perf_counter()
    if choose is None:
        model = LSCP.from_cost_matrix(minutes, norm).solve(solver)
    else:
        model = MCLP.from_cost_matrix(minutes, weight, norm, p_facilities=choose).solve(solver)
    spent = time.perf_counter() - began
    optimum = abs(pulp.value(model.problem.objective))
    done = model.problem.sol_status == pulp.LpSolutionOptimal
    return {"seconds": spent, "status": "optimal" if done else "feasible", "optimum": optimum}


SOLVERS = {"own": own, "highs": highs, "spopt": spopt}

if __name__ == "__main__":
    solver, name, limit = sys.argv[1], sys.argv[2], float(sys.argv[3])
    measured = SOLVERS[solver](case(name), limit)
    measured["memory_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(measured))
