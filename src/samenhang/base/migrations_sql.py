"""SQL that differs per database, as a migration operation that runs the right one."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation


class PerDatabaseSQL(Operation):
    """Run the statements of the database that is being migrated; nothing on another one."""

    reversible = True
    reduces_to_sql = True

    def __init__(
        self, *, sqlite: list[str], postgresql: list[str], undo_sqlite: list[str], undo_postgresql: list[str]
    ) -> None:
        self.sqlite, self.postgresql = sqlite, postgresql
        self.undo_sqlite, self.undo_postgresql = undo_sqlite, undo_postgresql

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No change in the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Run."""
        self._run(schema_editor, self.sqlite, self.postgresql)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Undo."""
        self._run(schema_editor, self.undo_sqlite, self.undo_postgresql)

    @staticmethod
    def _run(schema_editor: Any, sqlite: list[str], postgresql: list[str]) -> None:
        statements = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """For the list of operations."""
        return "Run SQL of the database in use"
