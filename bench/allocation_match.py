"""Allocation beside its peers: plain, with side constraints, public and generated generalised assignment."""

from __future__ import annotations

import csv
from functools import partial
from typing import Any

from bench.allocation_instances import PUBLIC
from bench.harness import in_own_process, interleaved, median, ratio, show

CASES: list[tuple[str, float, tuple[str, ...]]] = [
    ("plain-5000-500", 60, ("own", "mincost")),
    *((f"round-1300-{budget}", 10, ("own", "highs", "cpsat")) for budget in (100_000, 300_000, 3_000_000)),
    ("sided-1000-100", 10, ("own", "highs", "cpsat")),
    ("sided-5000-500", 60, ("own", "highs", "cpsat")),
    ("region-1500-600", 10, ("own", "highs", "cpsat")),
    ("region-20000-10000", 300, ("own",)),
    *((name, 45, ("own", "highs", "cpsat")) for name in ("c10400", "d10400", "e20400", "c60900", "e30900")),
    *(
        (f"y-{kind}-{size}", 45, ("own", "highs", "cpsat"))
        for kind in "cde"
        for size in ("20-200", "20-400", "80-1600")
    ),
]
QUICK = {"plain-5000-500": 60.0, "round-1300-300000": 5.0, "sided-1000-100": 5.0, "y-d-20-200": 5.0}  # seconds


def best_known() -> dict[str, int]:
    """Instance to best known cost, where the public instances are at hand."""
    if not PUBLIC.is_dir():
        return {}
    with (PUBLIC / "best_known.csv").open(encoding="utf-8") as file:
        return {row["instance"]: int(row["best_known_cost"]) for row in csv.DictReader(file)}


def main(rounds: int = 3, quick: bool = False) -> dict[str, Any]:
    """Every case, every contender in a process of its own; returns medians and all runs."""
    known = best_known()
    everything: dict[str, Any] = {}
    for name, limit, solvers in CASES:
        if (quick and name not in QUICK) or (name[0] in "cde" and name[1].isdigit() and name not in known):
            continue
        seconds = QUICK[name] if quick else limit
        times = 1 if quick else rounds if seconds <= 10 or name.startswith("plain") else 1
        contenders = {
            solver: partial(
                in_own_process, ["bench.peers_allocation", solver, name, str(seconds)], timeout=seconds * 2 + 120
            )
            for solver in solvers
        }
        runs = interleaved(contenders, times)
        everything[name] = runs
        show(f"{name}, {seconds:.0f} s", [_row(solver, one, runs, known.get(name)) for solver, one in runs.items()])
    return everything


def _row(
    solver: str, runs: list[dict[str, Any]], everyone: dict[str, list[dict[str, Any]]], known: int | None
) -> dict[str, Any]:
    """One line: what was reached, and how far it is from the best known or from our proven bounds."""
    value, priority = median(runs, "value"), median(runs, "priority")
    points, bound = median(everyone["own"], "priority_bound"), median(everyone["own"], "value_bound")
    spent, ours = median(runs, "seconds"), median(everyone["own"], "seconds")
    row: dict[str, Any] = {
        "solver": solver,
        "seconds": spent,
        "time of ours": ratio(spent, ours),
        "status": runs[-1].get("status", runs[-1].get("failed")),
        "priority": priority,
        "value": value,
        "priority short %": 100 * (points - priority) / points if points and priority is not None else None,
        "value short %": 100 * (bound - value) / abs(bound) if bound and value is not None else None,
        "MiB": median(runs, "memory_mib"),
    }
    if known and value is not None:
        row["over best known %"] = 100 * (-value - known) / known
    return row
