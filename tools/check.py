"""Everything that can be checked without running the product: each check by name, all of them, then the verdict."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("format", [str(BIN / "ruff"), "format", "--check", "-q", "."]),
    ("lint", [str(BIN / "ruff"), "check", "-q", "."]),
    ("types", [str(BIN / "mypy")]),
    ("import contracts", [str(BIN / "lint-imports"), "--no-logo"]),
    ("migrations in step", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "-v", "1"]),
    ("settings for production", [sys.executable, "manage.py", "check", "--fail-level", "ERROR"]),
    ("translations complete", [sys.executable, "tools/translations.py", "check"]),
    ("generated documents in step", [sys.executable, "manage.py", "generate_docs", "--check"]),
    ("nothing of this machine, no registry host", [sys.executable, "tools/no_traces.py"]),
)


def main() -> int:
    """Run every check, print what fails, and return 0 only when none does."""
    failed = []
    for name, command in CHECKS:
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        good = done.returncode == 0
        print(f"{'ok  ' if good else 'FAIL'} {name} ({time.perf_counter() - began:.1f} s)", flush=True)
        if not good:
            failed.append(name)
            print((done.stdout + done.stderr)[-6000:])
    print(
        f"\n{len(CHECKS) - len(failed)} of {len(CHECKS)} checks passed"
        + (f"; failed: {', '.join(failed)}" if failed else ".")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
