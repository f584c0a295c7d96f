"""The fit engine beside a plain numpy bitmask and plain Python, and at the size of a country.

The numpy bitmask answers a smaller question: 20 yes-or-no rules, no unknowns, needs, distances, values or remedies; the number of failing
rules of each pair and the five nearest places of each person. "plain Python, same question" is the naive engine of the tests, for some
people, scaled up to all.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from bench.fit_instances import instance
from bench.harness import in_own_process, interleaved, median, ratio, show
from samenhang.engines.fit import explain_row, solve, survey

SIZES = {"region-1500-600": (1_500, 600), "plain-5000-500": (5_000, 500)}
NATIONAL = (20_000, 10_000)
RULES, KEEP, SAMPLE = 20, 5, 20
OURS, BITMASK = "all pairs, masks, remedies, bottlenecks", "numpy bitmask of 20 rules"


def numpy_bitmask(fails: np.ndarray, uses: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Failing rules of each pair by one AND per pair, and the nearest places of each person."""
    misses = np.bitwise_count(fails[:, None] & uses[None, :])
    return misses, np.argpartition(misses, KEEP, axis=1)[:, :KEEP]


def timed(work: Callable[[], object], times: float = 1.0) -> dict[str, Any]:
    """Seconds of one run, multiplied when it was only part of the work."""
    began = time.perf_counter()
    work()
    return {"seconds": (time.perf_counter() - began) * times}


def measure(people: int, places: int, rounds: int) -> dict[str, list[dict[str, Any]]]:
    """Interleaved runs of one size."""
    from tests.engines.fit.oracle import all_pairs

    problem = instance(people, places)
    few = replace(problem, people=problem.people[:SAMPLE])
    rng = np.random.default_rng(1)
    fails = rng.integers(0, 1 << RULES, people, dtype=np.uint32)
    uses = rng.integers(0, 1 << RULES, places, dtype=np.uint32)
    tables = solve(problem).tables  # compiles, too
    survey(few, keep=KEEP)
    return interleaved(
        {
            OURS: partial(timed, partial(solve, problem)),
            "the same without bottlenecks": partial(timed, partial(solve, problem, counting=False)),
            "survey, five nearest kept": partial(timed, partial(survey, problem, keep=KEEP)),
            "one person, 20 options written out": partial(timed, partial(explain_row, tables, 0, 20)),
            BITMASK: partial(timed, partial(numpy_bitmask, fails, uses)),
            "plain Python, same verdicts, no remedies": partial(timed, partial(all_pairs, few), people / SAMPLE),
        },
        rounds,
    )


def national() -> None:
    """Print the measurement of 20,000 people and 10,000 places, fifty options kept for each person."""
    problem = instance(*NATIONAL)
    survey(instance(20, 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    seconds = timed(partial(survey, problem, keep=50))["seconds"]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"seconds": seconds, "GiB of the problem": before, "GiB at most": most}))


def main(rounds: int = 3, quick: bool = False) -> dict[str, Any]:
    """Measure both sizes, and the country unless `quick`."""
    everything: dict[str, Any] = {}
    for name, size in SIZES.items():
        runs = everything[name] = measure(*size, rounds)
        seconds = {contender: median(done, "seconds") for contender, done in runs.items()}
        show(
            f"fit, {name}",
            [
                {"what": contender, "median s": value, "ours/this": ratio(seconds[OURS], value)}
                for contender, value in seconds.items()
            ],
        )
    if not quick:
        measured = in_own_process(["bench.fit_bench", "national"], timeout=600)
        everything["national-20000-10000"] = [measured]
        show("fit, national-20000-10000, fifty nearest kept", [measured])
    return everything


if __name__ == "__main__" and sys.argv[1:] == ["national"]:
    national()
