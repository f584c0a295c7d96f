"""Telling somebody that something happened: once, without content."""

from __future__ import annotations

from collections.abc import Collection

from samenhang.base import clock
from samenhang.notifications.enums import Kind
from samenhang.notifications.models import Notification


def notify(*, user_ids: Collection[int], kind: Kind, key: str, path: str, dossier_id: int | None = None) -> None:
    """Tell these colleagues, inside the transaction of what happened; who was told before is not told again.

    ``key`` names what happened, ``path`` where more stands for who may read it. Nothing about a person goes in.
    """
    rows = [
        Notification(user_id=user, kind=kind, key=key, path=path, dossier_id=dossier_id, made_at=clock.now())
        for user in sorted(set(user_ids))
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
