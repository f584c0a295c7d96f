"""Coverage beside its peers: municipalities, postcode areas, points at random and the public instances, each in a process of its own."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import Any

from bench.coverage_instances import PUBLIC, REGION, best_known
from bench.harness import in_own_process, interleaved, median, ratio, show

LIMIT = 60.0
LONG = 5.0  # seconds after which a contender is measured once only
CASES = [
    *(f"{area}-30-{choose}" for choose in (20, "fewest") for area in ("municipalities", "postcodes")),
    *(f"postcodes-20-{choose}" for choose in (20, "fewest", 40)),
    *(f"random-{size}-{choose}" for size in ("500-500", "4000-400") for choose in (20, "fewest")),
    *(f"sjc-{name}-{choose}" for name, choose in ((324, 3), (402, 4), (500, 4), (500, 6))),
    *(f"municipalities-{norm}-{choose}" for norm in (20, 30) for choose in (10, 40)),
    "postcodes-30-40",
]
QUICK = {"municipalities-30-20", "postcodes-20-20", "postcodes-20-fewest", "random-500-500-20", "sjc-500-4"}
SOLVERS = ("own", "highs", "spopt")


def main(rounds: int = 3, quick: bool = False) -> dict[str, Any]:
    """Every case, every contender; who takes long is not asked again."""
    everything: dict[str, Any] = {}
    known = best_known() if PUBLIC.is_dir() else {}
    pythons = {"spopt": os.environ.get("SAMENHANG_PEERS", sys.executable)}
    for name in CASES:
        kind = name.split("-")[0]
        if (quick and name not in QUICK) or (not (PUBLIC if kind == "sjc" else REGION).is_dir() and kind != "random"):
            continue
        contenders = {
            solver: partial(
                in_own_process,
                ["bench.peers_coverage", solver, name, str(LIMIT)],
                2 * LIMIT,
                pythons.get(solver, sys.executable),
            )
            for solver in SOLVERS
        }
        runs = everything[name] = interleaved(contenders, 1)
        usual = {solver: run for solver, run in contenders.items() if (median(runs[solver], "seconds") or LIMIT) < LONG}
        for solver, more in interleaved(usual, (1 if quick else rounds) - 1).items():
            runs[solver] += more
        seconds = {solver: median(done, "seconds") for solver, done in runs.items()}
        best = known.get((f"SJC{name.split('-')[1]}", int(name.split("-")[2]))) if kind == "sjc" else None
        show(
            f"coverage, {name}" + (f", best known {best}" if best else ""),
            [
                {
                    "what": solver,
                    "median s": seconds[solver],
                    "runs": len(done),
                    "status": done[0].get("status") or done[0].get("failed"),
                    "optimum": done[0].get("optimum"),
                    "bound": done[0].get("bound"),
                    "MiB": done[0].get("memory_mib"),
                    "this/ours": ratio(seconds[solver], seconds["own"]),
                }
                for solver, done in runs.items()
            ],
        )
    return everything
