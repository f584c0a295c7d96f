"""Compile the engines' inner loops into the cache, so that the first page and the first test do not wait for it."""

from __future__ import annotations

import sys
import time


def main() -> None:
    """Solve one small problem with each engine."""
    began = time.perf_counter()
    from samenhang.demo.warm import warm

    warm()
    sys.stdout.write(f"Engines ready in {time.perf_counter() - began:.0f} s\n")


if __name__ == "__main__":
    main()
