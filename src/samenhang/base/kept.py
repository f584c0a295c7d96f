"""Questions to the database that are made once and put many times, each time with other values.

Building a question and writing it out as SQL takes Django longer than the database needs for the answer, and the page of
today puts some thirty of them. What changes from one time to the next (whose cases, which day) is left open with ``Given``;
what decides the shape of the question (who asks, and why) is what it is kept under. Only the text of a question is kept,
never an answer: the door is asked again each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.utils import timezone

_KEPT = 512  # texts of one question, for all who use a process of the server
_writing: ContextVar[bool] = ContextVar("a question is being written out", default=False)


class Given(models.Expression):
    """A value of this kind that is left open in a kept question."""

    name: str

    def __init__(self, name: str, output_field: models.Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A place for the value."""
        return "%s", [self if _writing.get() else self.prepared(self.value(), connection)]

    def value(self) -> Any:
        """What it stands for outside a kept question; raises LookupError, since nothing was given."""
        raise LookupError(f"{self.name} is only known when a kept question is put")

    def prepared(self, value: Any, connection: Any) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_value(value, connection)


class GivenDay(Given):
    """A day that is left open in a kept question."""

    def __init__(self, name: str) -> None:
        super().__init__(name, models.DateField())


class GivenIds(Given):
    """A list of numbers of any length that is left open in a kept question, for ``field__in``."""

    def __init__(self, name: str) -> None:
        super().__init__(name, models.BigIntegerField())

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The list as one value, that the database takes apart: the text is the same for one number and for thousands."""
        place, values = super().as_sql(compiler, connection)
        many = f"unnest({place}::bigint[])" if connection.vendor == "postgresql" else f"value FROM json_each({place})"
        return f"(SELECT {many})", values

    def prepared(self, value: Collection[int], connection: Any) -> Any:
        """A list for PostgreSQL, JSON for SQLite."""
        numbers = [int(v) for v in value]
        return numbers if connection.vendor == "postgresql" else json.dumps(numbers)


@dataclass(frozen=True)
class _Text:
    """A question as SQL, with its values (some open) and what makes Python of the columns of the answer."""

    sql: str
    values: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[list[Any], Any]], ...]

    def filled(self, connection: Any, given: Mapping[str, Any]) -> list[Any]:
        """Its values with nothing left open; raises LookupError when something needed was not given."""
        return [
            v.prepared(given[v.name] if v.name in given else v.value(), connection) if isinstance(v, Given) else v
            for v in self.values
        ]


def _write(rows: models.QuerySet) -> _Text | None:
    """Write a question out; None when it can have no answer, whatever is given. Raises ValueError for what cannot be kept."""
    compiler = rows.query.get_compiler("default")
    token = _writing.set(True)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    finally:
        _writing.reset(token)
    if compiler.has_extra_select:
        raise ValueError("a kept question is put in an order of what it asks for")
    asked = [column[0] for column in compiler.select[: compiler.col_count]]
    return _Text(sql, tuple(values), tuple(compiler.get_converters(asked).items()))


def _cursor(connection: Any) -> Any:
    """A cursor; on PostgreSQL one that sends text and values apart, so that the server keeps its plan of the text as well.

    Planning the long questions takes it longer than answering them. Django's own cursor writes the values into the text.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    from psycopg import Cursor

    connection.ensure_connection()
    return connection._prepare_cursor(Cursor(connection.connection))


class KeptRows(models.Expression):
    """A question within other questions, for ``field__in``: written out once for all of them.

    It looks at no row of the question around it; that is what makes its text the same wherever it stands.
    """

    output_field = models.BigIntegerField()

    def __init__(self, rows: models.QuerySet) -> None:
        super().__init__()
        self.text = lru_cache(maxsize=2)(lambda _vendor: _write(rows))

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The question between brackets."""
        text = self.text(connection.vendor)
        if text is None:
            raise EmptyResultSet
        return f"({text.sql})", list(text.values) if _writing.get() else text.filled(connection, {})


class Kept:
    """A question of which the text is kept, under what decides its shape; stands above the function that makes it.

    That ``build`` makes the question as a ``values_list`` from what decides its shape, all of it hashable. Whatever differs from one
    time to the next is left open in it with ``Given``.
    """

    def __init__(self, build: Callable[..., models.QuerySet]) -> None:
        self.build = build
        self._text = lru_cache(maxsize=_KEPT)(lambda shape, _vendor, _zone: _write(build(*shape)))

    def rows(self, *shape: Any, **given: Any) -> list[tuple[Any, ...]]:
        """The answer, with these values in the open places; raises LookupError when one is missing."""
        connection = connections["default"]
        text = self._text(shape, connection.vendor, timezone.get_current_timezone_name())
        if text is None:
            return []
        with _cursor(connection) as cursor:
            cursor.execute(text.sql, text.filled(connection, given))
            rows = cursor.fetchall()
        for column, (converters, expression) in text.converters:
            for convert in converters:
                rows = [
                    (*row[:column], convert(row[column], expression, connection), *row[column + 1 :]) for row in rows
                ]
        return rows
