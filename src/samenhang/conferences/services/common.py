"""What the verbs of talks share: the locked row with its grant, and the line in the log."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant
from samenhang.conferences.models import Conference
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify


def locked(table: Any, pk: int, actor: Actor, category: Category | None = None) -> tuple[Any, int]:
    """A row to change, with its dossier; one that the actor may not change does not exist (NoGrant)."""
    rows = table.objects.for_rule("a row to change; the grant to write it is checked on the next line")
    row = rows.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row, require_grant(actor, row.compartment_id, category or table.category)


def check_version(row: Any, expected: int) -> None:
    """Raise Conflict(CHANGED_MEANWHILE) when somebody else changed the row since it was read; count on otherwise."""
    if row.version != expected:
        raise Conflict("CHANGED_MEANWHILE")
    row.version += 1


def log(actor: Actor, act: Act, row: Any, dossier_id: int, **detail: Any) -> None:
    """The line of a change: which row of which kind, codes and numbers only."""
    record(
        actor,
        act,
        dossier_id=dossier_id,
        compartment_id=row.compartment_id,
        object_type=type(row).__name__,
        object_id=row.pk,
        categories=int(type(row).category),
        detail=detail,
    )


def tell(conference: Conference, kind: Kind, key: str, users: Collection[int | None], but: int | None) -> None:
    """Tell those who are invited that something happened, by number only; whoever did it knows."""
    found = {user for user in users if user is not None and user != but}
    notify(user_ids=found, kind=kind, key=f"conference:{conference.pk}:{key}", path=reverse("conferences:invitations"))
