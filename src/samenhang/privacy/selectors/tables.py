"""Which tables hold personal facts: found by walking, so that a new one cannot be forgotten."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db import models

from samenhang.access.models import ProtectedModel


def personal_tables() -> list[Any]:
    """Every table of personal facts, those that point to others first, so that they can be emptied in this order."""
    tables = [m for m in apps.get_models() if issubclass(m, ProtectedModel)]
    points_to: dict[Any, set[Any]] = defaultdict(set)
    for table in tables:
        for field in table._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.OneToOneField):
                continue
            target = field.remote_field.model
            if target in tables and target is not table:
                points_to[table].add(target)
    ordered: list[Any] = []
    left = set(tables)
    while left:
        free = sorted(
            (t for t in left if not any(t in points_to[o] for o in left if o is not t)), key=lambda t: t._meta.label
        )
        if not free:
            raise RuntimeError("tables of personal facts point to each other in a circle")
        ordered.extend(free)
        left -= set(free)
    return ordered
