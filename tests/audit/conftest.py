"""A key of its own for every test, and a database whose triggers somebody with its keys took away."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from samenhang.audit.enums import Act
from samenhang.audit.services import record_many
from samenhang.base.actor import SYSTEM


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path):
    settings.AUDIT_KEY = tmp_path / "keys" / "audit-signing.pem"


def lines(count: int, dossier: int | None = 7) -> None:
    """So many reads of one dossier."""
    with transaction.atomic():
        record_many(
            SYSTEM,
            [
                {"act": Act.READ, "dossier_id": dossier, "object_id": n, "detail": {"z": n, "a": "é"}}
                for n in range(count)
            ],
        )


@pytest.fixture
def unlocked(db):
    """Somebody with the keys of the database itself takes the triggers away."""
    unlock()


def unlock() -> None:
    """Without triggers the database lets everything happen."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end of the transaction, now
            for table in ("auditline", "auditcheckpoint", "checkpointhead", "auditdestruction"):
                cursor.execute(f"ALTER TABLE audit_{table} DISABLE TRIGGER USER")


@pytest.fixture
def committed(transactional_db):
    """Tests with real commits; the log's triggers stand aside while the database is emptied again."""
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            for table in ("auditline", "checkpointhead", "auditcheckpoint", "auditdestruction", "auditchain"):
                cursor.execute(f"DELETE FROM audit_{table}")  # noqa: S608
            for _name, sql in triggers:
                cursor.execute(sql)
        else:
            unlock()
