"""What benches share: a calibration loop, processes of their own with a limit, medians, ratios, JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"


def calibrate(loops: int = 3) -> float:
    """Seconds for a fixed piece of plain Python; tells how busy or fast the machine is beside a measurement."""
    times = []
    for _ in range(loops):
        began = time.perf_counter()
        total = 0
        for number in range(2_000_000):
            total += number * number % 7
        times.append(time.perf_counter() - began)
    return min(times)


def in_own_process(arguments: Sequence[str], timeout: float, python: str = sys.executable) -> dict[str, Any]:
    """Run a Python module with arguments; its last line of output is the measurement, as JSON.

    `python` is another interpreter, for a peer that is not installed beside us.

    A process that fails or takes longer than `timeout` seconds gives {"failed": why}.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    try:
        done = subprocess.run(
            [python, "-m", *arguments],
            capture_output=True, text=True, timeout=timeout, check=False, cwd=ROOT, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"failed": f"not done in {timeout:.0f} s"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no message"])[-1][:200]}
    measured: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return measured


def interleaved(contenders: dict[str, Callable[[], dict[str, Any]]], rounds: int) -> dict[str, list[dict[str, Any]]]:
    """Every contender once per round, so that a busy moment hits all alike."""
    measured: dict[str, list[dict[str, Any]]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            measured[name].append(run())
    return measured


def median(runs: Sequence[dict[str, Any]], key: str) -> float | None:
    """The median of a number over the runs that have it."""
    numbers = [run[key] for run in runs if run.get(key) is not None]
    return statistics.median(numbers) if numbers else None


def ratio(one: float | None, other: float | None) -> str:
    """How many times `one` is of `other`, as text."""
    return f"{one / other:.2f}x" if one is not None and other else "-"


def show(title: str, rows: Sequence[dict[str, Any]]) -> None:
    """A table on standard output."""
    print(f"\n## {title}")
    if not rows:
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_text(row.get(name)) for name in names] for row in rows]
    widths = [max(len(name), *(len(row[i]) for row in cells)) for i, name in enumerate(names)]
    for row in [names, *cells]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip(), flush=True)


def _text(cell: Any) -> str:
    if cell is None:
        return "-"
    return f"{cell:.4g}" if isinstance(cell, float) and abs(cell) < 1000 else str(cell)


def save(name: str, content: Any) -> Path:
    """Keep the measurements of one bench as JSON, with the machine beside them."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.machine()}
    file = RESULTS / f"{name}.json"
    file.write_text(json.dumps({"machine": machine, "measured": content}, indent=1), encoding="utf-8")
    return file
