"""From notifications to what a page prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samenhang.notifications.labels import KINDS
from samenhang.notifications.selectors import NotificationRow


def lines(rows: list[NotificationRow], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Each with its words, about whom as far as the reader may see them now, and whether it is new."""
    return [
        {
            "id": row.id,
            "title": str(KINDS[row.kind]),
            "about": _about(row, names),
            "at": row.made_at,
            "new": row.read_at is None,
        }
        for row in rows
    ]


def _about(row: NotificationRow, names: Mapping[int, str]) -> str:
    if row.dossier_id is None:
        return ""
    return names.get(row.dossier_id) or _("somebody in your cases")
