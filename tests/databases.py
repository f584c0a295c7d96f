"""The databases of the tests: made from nothing by every migration once, then copied for each process.

What is kept is named after everything that says how the tables look, so that a change in any of it makes it anew. It lies in
``var/test-databases`` (SQLite) or on the server itself (PostgreSQL). ``pytest --create-db`` makes it anew in any case.
A process can have more databases beside its own empty one, each with a world in it that many tests begin with: a test that
names such a world works in that database, and what it does there is rolled back as everywhere.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "test-databases"
LIBRARIES = ("django", "django-axes", "django-allauth")  # they bring migrations too
NEWEST = 3


def fingerprint() -> str:
    """Everything that says how the tables look: migrations, models, what both lean on, settings, libraries."""
    ours = [Path(a.path) for a in apps.get_app_configs() if Path(a.path).is_relative_to(ROOT)]
    files = {
        *(f for app in ours for f in app.rglob("migrations/*.py")),
        *(f for app in ours for f in (*app.glob("models*.py"), *app.glob("models/*.py"), *app.glob("enums.py"))),
        *(ROOT / "src/samenhang/base").glob("*.py"),
        *(ROOT / "config").glob("*.py"),
        Path(__file__),
    }
    found = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for file in sorted(files):
        found.update(f"\n{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    return found.hexdigest()[:24]


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class OfSQLite:
    """A database is a file."""

    def original(self) -> str:
        """Where the one that others are copied from lies."""
        return str(KEPT / f"{fingerprint()}.sqlite3")

    def exists(self, name: str) -> bool:
        return Path(name).exists()

    def remove(self, name: str) -> None:
        for more in ("", "-wal", "-shm", "-journal"):
            Path(name + more).unlink(missing_ok=True)

    def empty(self, name: str) -> None:
        """Nothing yet: Django makes the file."""
        self.remove(name)

    def copy(self, source: str, target: str) -> None:
        self.remove(target)
        shutil.copyfile(source, target)

    def keep(self, made: str, name: str) -> None:
        """In one piece under its final name; older ones go."""
        with closing(sqlite3.connect(made)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        Path(made).rename(name)
        self.remove(made)
        for old in sorted(KEPT.glob("*.sqlite3"), key=lambda f: f.stat().st_mtime, reverse=True)[NEWEST:]:
            self.remove(str(old))

    def settle(self) -> None:
        """Everything in the file itself, so that it can be copied."""
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class OfPostgreSQL:
    """A database is copied by the server."""

    def original(self) -> str:
        """The name of the one that others are copied from."""
        return f"samenhang_tests_{fingerprint()}"

    def _run(self, statement: str, *values: str) -> list[Any]:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def exists(self, name: str) -> bool:
        return bool(self._run("SELECT 1 FROM pg_database WHERE datname = %s", name))

    def remove(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def empty(self, name: str) -> None:
        self.remove(name)
        self._run(f'CREATE DATABASE "{name}"')

    def copy(self, source: str, target: str) -> None:
        self.remove(target)
        self._run(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def keep(self, made: str, name: str) -> None:
        self._run(f'ALTER DATABASE "{made}" RENAME TO "{name}"')

    def settle(self) -> None:
        """Let the planner know what is there, as it does after a while of working."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Databases:
    """The databases of one process."""

    def __init__(self) -> None:
        self.of: Any = OfSQLite() if connection.vendor == "sqlite" else OfPostgreSQL()
        self.mine = connection.creation._get_test_db_name()
        self.outside = connection.settings_dict["NAME"]
        self.worlds: dict[str, str] = {}  # the name of a world: its database

    def original(self, *, anew: bool = False) -> str:
        """The name of the one that others are copied from; made by every migration when it is not there yet."""
        name = self.of.original()
        with alone(connection.vendor):
            if anew and self.of.exists(name):
                self.of.remove(name)
            if not self.of.exists(name):
                making = f"{name}_making"
                self.of.empty(making)
                self.move_to(making)
                try:
                    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
                finally:
                    self.move_to(self.outside)
                self.of.keep(making, name)
        return name

    def begin(self, *, anew: bool = False) -> None:
        """A fresh copy for this process, and go there."""
        name = self.original(anew=anew)
        with alone(connection.vendor):
            self.of.copy(name, self.mine)
        self.move_to(self.mine)

    def end(self) -> None:
        """Leave nothing behind."""
        self.move_to(self.outside)
        for name in (self.mine, *self.worlds.values()):
            self.of.remove(name)

    @contextmanager
    def making(self, world: str, *, on: str | None = None) -> Iterator[None]:
        """A database of its own for a world, copied from the empty one or from another world, while it is filled."""
        source = self.worlds[on] if on else self.mine
        target = self._beside(world)
        self.move_to(self.outside)
        self.of.copy(source, target)
        self.move_to(target)
        yield
        self.of.settle()
        self.worlds[world] = target

    def _beside(self, world: str) -> str:
        path = Path(self.mine)
        return str(path.with_name(f"{path.stem}_{world}{path.suffix}"))

    def choose(self, wanted: list[str]) -> None:
        """Go where the newest world that is wanted stands, or to the empty database."""
        found = [name for name in self.worlds if name in wanted]
        self.move_to(self.worlds[found[-1]] if found else self.mine)

    @staticmethod
    def move_to(name: str) -> None:
        """From here on every connection opens this database."""
        if connection.settings_dict["NAME"] != name:
            connection.close()
            connection.settings_dict["NAME"] = name


def main() -> int:
    """Run every migration from nothing, whatever is kept, before any test asks for what comes of it."""
    import django

    django.setup()
    settings.DEBUG = False
    Databases().original(anew=True)
    return 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main())
