"""What every screen about one person shows alike."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.people.labels import (
    BURDEN_TONES,
    BURDENS,
    CLOSE_ROLES,
    CONSENT_TONES,
    CONTACT_WISHES,
    OWN_CONSENTS,
    REPRESENTATIVES,
    WISH_TONES,
)
from samenhang.people.selectors import CloseOneRow, HouseholdRow


def person_tabs(person_id: int, current: str) -> list[dict[str, Any]]:
    """The views on one person."""
    views = (
        ("person", "web:person", _("Person and lifeline"), "user"),
        ("picture", "picture:overview", _("Picture"), "layout-grid"),
        ("plan", "plan:overview", _("Plan"), "clipboard-list"),
        ("signals", "plan:signals", _("Signalling plan"), "traffic-lights"),
        ("handovers", "pathway:of_person", _("Handovers"), "route"),
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


def close_one_view(row: CloseOneRow) -> dict[str, Any]:
    """Somebody close in words; what the person wants of the contact comes first."""
    role = str(REPRESENTATIVES[row.represents_as] if row.represents_as else CLOSE_ROLES[row.role])
    return {
        "id": row.id,
        "name": row.name,
        "line": ", ".join(part for part in (row.relation, role, _("lives in the same home") if row.same_home else "") if part),
        "contact": str(CONTACT_WISHES[row.contact]),
        "contact_tone": WISH_TONES[row.contact],
        "consent": str(OWN_CONSENTS[row.consent]),
        "consent_tone": CONSENT_TONES[row.consent],
        "consent_on": row.consent_on,
        "burden": str(BURDENS[row.burden]) if row.burden else "",
        "burden_tone": BURDEN_TONES.get(row.burden, "neutral"),
        "burden_on": row.burden_on,
        "phone": row.phone,
        "note": row.note,
        "change_url": reverse("people:close-one-change", args=[row.person_id, row.id]),
        "withdraw_url": reverse("people:close-one-withdraw", args=[row.person_id, row.id]),
    }  # fmt: skip


def household_view(person_id: int, row: HouseholdRow | None, close: list[CloseOneRow]) -> dict[str, Any]:
    """Who shares the home: people with a dossier, close ones, and how many others there are."""
    members = [] if row is None else [m for m in row.members if m.id != person_id]
    return {
        "members": [
            {"name": m.name, "url": reverse("picture:overview", args=[m.id]), "since": row.since[m.id] if row else None}
            for m in members
        ],
        "close": [{"name": c.name, "relation": c.relation} for c in close if c.same_home],
        "others": row.others if row else 0,
        "since": row.since.get(person_id) if row else None,
        "known": row is not None,
    }
