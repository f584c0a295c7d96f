"""A real browser against a real server with the demonstration region; says aloud when there is no Chromium."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHROMIUM
from tests.databases import OfSQLite

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site_environment(tmp_path_factory) -> dict[str, str]:
    """The settings of the demonstration of the journeys, in a folder of its own."""
    return demonstration(tmp_path_factory.mktemp("demo"))


def demonstration(folder: Path) -> dict[str, str]:
    """The settings of a demonstration in a folder."""
    return {
        **os.environ,
        "SAMENHANG_DEMO": "1",
        "SAMENHANG_VAR": str(folder),
        "SAMENHANG_DATABASE": "sqlite:///demo.sqlite3",
    }


def build(folder: Path) -> None:
    """The demonstration as anybody builds it, but for the migrations that already ran; once for all processes that share the work."""
    folder.mkdir(parents=True, exist_ok=True)
    migrated = Path(OfSQLite().original())
    if migrated.exists():
        shutil.copyfile(migrated, folder / "demo.sqlite3")
    subprocess.run([sys.executable, "tools/translations.py", "compile"], cwd=ROOT, check=True)
    subprocess.run(
        [sys.executable, "manage.py", "demo", "--no-serve"],
        cwd=ROOT,
        env=demonstration(folder),
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="session")
def site(site_environment, tmp_path_factory, worker_id) -> Iterator[str]:
    """The demonstration, built and served."""
    if CHROMIUM is None:
        pytest.skip("no Chromium found: the browser journeys are skipped")
    environment, mine = site_environment, Path(site_environment["SAMENHANG_VAR"])
    if worker_id == "master":
        build(mine)
    else:
        built = tmp_path_factory.getbasetemp().parent / "demo"
        with (tmp_path_factory.getbasetemp().parent / "demo.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (built / "whole").exists():
                shutil.rmtree(built, ignore_errors=True)
                build(built)
                (built / "whole").touch()
        shutil.copytree(built, mine, dirs_exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "1", "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 120
    while True:
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=10)  # noqa: S310 - our own server
            break
        except OSError:
            assert server.poll() is None and time.monotonic() < until, "the demonstration does not answer"
            time.sleep(0.2)
    yield address
    server.terminate()
    server.wait(timeout=10)


def follow(page, selector: str) -> None:
    """Click what leads to another page and wait until that page stands, so that no key or question reaches the old one."""
    with page.expect_navigation():
        page.click(selector)


@pytest.fixture
def enter(browser, site):
    """Open a page as a persona; what the browser complains about ends up in ``page.complaints``."""
    contexts = []

    def open_as(persona: str, *, width: int = 1440, language: str = "nl", dark: bool = False):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            base_url=site,
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.goto("/sign-in/")
        follow(page, f'button[value="{persona}"]')
        return page

    yield open_as
    for context in contexts:
        context.close()
