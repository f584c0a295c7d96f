"""Runs the benches: every module in this folder with a `main(rounds, quick)` that returns what it measured.

`python bench/run.py [--only allocation,fit] [--rounds N] [--quick]`; prints side by side, keeps JSON in bench/results/.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "src")]

from bench.harness import calibrate, save  # noqa: E402

NOT_BENCHES = {"run", "harness", "__init__"}


def names() -> list[str]:
    """Modules that are benches; helpers of a bench (instances, peers) carry another name and have no `main`."""
    found = sorted(file.stem for file in Path(__file__).parent.glob("*.py"))
    return [name for name in found if name not in NOT_BENCHES and "_instances" not in name and "peers_" not in name]


def main() -> int:
    """Run what was asked for; a bench that breaks does not stop the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="names, or beginnings of names, separated by commas")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="small sizes and short limits")
    options = parser.parse_args()
    wanted = tuple(part for part in options.only.split(",") if part)
    broken = 0
    for name in names():
        if wanted and not name.startswith(wanted):
            continue
        before = calibrate()
        print(f"\n# {name} (calibration {before * 1000:.0f} ms)", flush=True)
        try:
            measured = importlib.import_module(f"bench.{name}").main(rounds=options.rounds, quick=options.quick)
        except Exception as error:
            print(f"{name} broke: {error!r}", file=sys.stderr)
            broken += 1
            continue
        save(name, {"calibration": [before, calibrate()], "rounds": options.rounds, "cases": measured})
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
