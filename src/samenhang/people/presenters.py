"""What every screen about one person shows alike."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def person_tabs(person_id: int, current: str) -> list[dict[str, Any]]:
    """The views on one person."""
    return [
        {
            "url": reverse("web:person", args=[person_id]),
            "label": _("Person and lifeline"),
            "current": current == "person",
            "icon": "user",
        },
        {
            "url": reverse("matching:fit", args=[person_id]),
            "label": _("What fits?"),
            "current": current == "fit",
            "icon": "home",
        },
        {
            "url": reverse("web:history", args=[person_id]),
            "label": _("Titles and history"),
            "current": current == "history",
            "icon": "history",
        },
        {
            "url": reverse("documents:overview", args=[person_id]),
            "label": _("Documents"),
            "current": current == "documents",
            "icon": "file-text",
        },
        {
            "url": reverse("privacy:who_knows_what", args=[person_id]),
            "label": _("Who knows what"),
            "current": current == "privacy",
            "icon": "eye",
        },
        {
            "url": reverse("privacy:rights", args=[person_id]),
            "label": _("Consent and rights"),
            "current": current == "rights",
            "icon": "shield",
        },
    ]
