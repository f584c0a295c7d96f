"""How fast the fit engine judges, against a plain numpy bitmask and plain Python, interleaved; JSON on standard output.

    python -m bench.fit_bench            region and 5,000 x 500
    python -m bench.fit_bench national   20,000 x 10,000 as well

The numpy peer answers a smaller question (20 yes-or-no rules, no needs, unknowns, values or remedies): the number of failing rules
of each pair and the five nearest places per person. The Python peer does the same in loops for a tenth of the people, times ten.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
from bench.fit_instances import instance

from samenhang.engines.fit import explain_row, solve, survey

SIZES = {"region 1500x600": (1_500, 600), "5000x500": (5_000, 500)}
ROUNDS = 7
RULES = 20
KEEP = 5


def numpy_bitmask(fails: np.ndarray, uses: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Failing rules of each pair by one AND per pair, and the nearest places of each person."""
    misses = np.bitwise_count(fails[:, None] & uses[None, :])
    return misses, np.argpartition(misses, KEEP, axis=1)[:, :KEEP]


def plain_python(fails: list[int], uses: list[int]) -> list[list[int]]:
    """The same in loops."""
    places = range(len(uses))
    out = []
    for person in fails:
        misses = [(person & place).bit_count() for place in uses]
        out.append(sorted(places, key=misses.__getitem__)[:KEEP])
    return out


def calibration() -> float:
    """The same small loop every time: how fast this machine is at this moment."""
    start = time.perf_counter()
    total = 0
    for i in range(1_000_000):
        total += i & 7
    return time.perf_counter() - start


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(people: int, places: int) -> dict[str, object]:
    """Medians of interleaved rounds, in seconds."""
    problem = instance(people, places)
    rng = np.random.default_rng(1)
    fails = rng.integers(0, 1 << RULES, people, dtype=np.uint32)
    uses = rng.integers(0, 1 << RULES, places, dtype=np.uint32)
    some, all_uses = fails[: people // 10].tolist(), uses.tolist()
    result = solve(problem)
    works: dict[str, Callable[[], object]] = {
        "solve: all pairs with masks, remedies, bottlenecks": lambda: solve(problem),
        "solve without bottlenecks": lambda: solve(problem, counting=False),
        "survey: all pairs judged, five nearest kept": lambda: survey(problem, keep=KEEP),
        "explain one person, 20 options with reasons": lambda: explain_row(result.tables, 0, 20),
        "numpy bitmask, 20 rules": lambda: numpy_bitmask(fails, uses),
        "plain Python, 20 rules": lambda: plain_python(some, all_uses),
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    calibrations = []
    for _ in range(ROUNDS):
        calibrations.append(calibration())
        for name, work in works.items():
            times[name].append(timed(work) * (10 if name.startswith("plain") else 1))
    medians = {name: statistics.median(values) for name, values in times.items()}
    ours = medians["solve: all pairs with masks, remedies, bottlenecks"]
    return {
        "median seconds": {name: round(value, 4) for name, value in medians.items()},
        "best seconds": {name: round(min(values), 4) for name, values in times.items()},
        "times numpy bitmask": round(ours / medians["numpy bitmask, 20 rules"], 2),
        "times plain Python": round(ours / medians["plain Python, 20 rules"], 4),
        "calibration loop": round(statistics.median(calibrations), 4),
    }


def national() -> dict[str, object]:
    """20,000 people and 10,000 places, fifty options kept for each person."""
    problem = instance(20_000, 10_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    seconds = timed(lambda: survey(problem, keep=50))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {
        "seconds": round(seconds, 1),
        "GiB with the problem only": round(before, 2),
        "GiB at most": round(after, 2),
        "calibration loop": round(calibration(), 4),
    }


def main(arguments: list[str] | None = None) -> dict[str, object]:
    """Measure; 'national' adds the large one."""
    arguments = sys.argv[1:] if arguments is None else arguments
    solve(instance(50, 50))  # compile first
    survey(instance(50, 50))
    out: dict[str, object] = {}
    if "national" in arguments:
        out["national 20000x10000"] = national()
    out |= {name: measure(*size) for name, size in SIZES.items()}
    json.dump(out, sys.stdout, indent=1)
    print()
    return out


if __name__ == "__main__":
    main()
