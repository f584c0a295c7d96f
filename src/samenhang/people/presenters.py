"""What every screen about one person shows alike."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def person_tabs(person_id: int, current: str) -> list[dict[str, Any]]:
    """The views on one person."""
    views = (
        ("person", "web:person", _("Person and lifeline"), "user"),
        ("picture", "picture:overview", _("Picture"), "layout-grid"),
        ("plan", "plan:overview", _("Plan"), "clipboard-list"),
        ("signals", "plan:signals", _("Signalling plan"), "traffic-lights"),
        ("talks", "conferences:overview", _("Talks"), "messages"),
        ("notes", "notes:overview", _("Notes"), "notes"),
        ("fit", "matching:fit", _("What fits?"), "home"),
        ("history", "web:history", _("Titles and history"), "history"),
        ("documents", "documents:overview", _("Documents"), "file-text"),
        ("privacy", "privacy:who_knows_what", _("Who knows what"), "eye"),
        ("rights", "privacy:rights", _("Consent and rights"), "shield"),
    )
    return [
        {"url": reverse(name, args=[person_id]), "label": label, "current": current == code, "icon": icon}
        for code, name, label, icon in views
    ]
