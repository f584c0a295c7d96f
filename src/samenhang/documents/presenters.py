"""From documents to what a page prints."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from samenhang.access.enums import Category
from samenhang.access.labels import CATEGORIES
from samenhang.documents.labels import SCANS, TYPES
from samenhang.documents.selectors import DocumentRow


def cards(person_id: int, rows: list[DocumentRow], writable: list[Category]) -> list[dict[str, Any]]:
    """Each document with its versions and what may be done with it."""
    return [
        {
            "title": row.title,
            "category": str(CATEGORIES[str(row.category.name)]),
            "withdrawn": row.withdrawn_at,
            "withdrawn_by": row.withdrawn_by,
            "why": row.withdrawn_why,
            "replace_url": reverse("documents:replace", args=[person_id, row.id]),
            "withdraw_url": reverse("documents:withdraw", args=[person_id, row.id]),
            "may_write": row.withdrawn_at is None and row.category in writable,
            "versions": [
                {
                    "number": v.number,
                    "name": v.name,
                    "url": reverse("documents:download", args=[v.id]),
                    "note": f"{TYPES[v.kind]}, {filesizeformat(v.size)}, {SCANS[v.scan]}",
                    "who": v.who,
                    "at": v.at,
                    "latest": position == 0,
                }
                for position, v in enumerate(row.versions)
            ],
        }
        for row in rows
    ]
