"""From notes to what a page prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from samenhang.access.enums import Category
from samenhang.access.labels import CATEGORIES
from samenhang.notes.selectors import NoteRow


def card(
    person_id: int,
    row: NoteRow,
    *,
    me: int | None,
    may_write: Sequence[Category] = (),
    takes_part: bool = False,
    names: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """A note with its words, and what this reader may do with it."""
    in_use = row.withdrawn_at is None
    mine, writes = row.author_id == me, row.category in may_write
    first = row.thread_id or row.id
    return {
        "id": row.id,
        "category": str(CATEGORIES[str(row.category.name)]),
        "text": row.text,
        "whole": row.whole,
        "author": row.author,
        "at": row.written_at,
        "changed": row.changed_at,
        "pinned": row.pinned,
        "withdrawn": row.withdrawn_at,
        "withdrawn_by": row.withdrawn_by,
        "why": row.withdrawn_why,
        "answers": row.answers,
        "last_answer": row.last_answer,
        "told": sorted(filter(None, ((names or {}).get(u, "") for u in row.told))),
        "url": reverse("notes:thread", args=[person_id, first]),
        "print_url": reverse("notes:print_thread", args=[person_id, first]),
        "change_url": reverse("notes:change", args=[person_id, row.id]) if in_use and mine and takes_part else "",
        "withdraw_url": reverse("notes:withdraw", args=[person_id, row.id])
        if in_use and takes_part and (mine or writes)
        else "",
        "versions_url": reverse("notes:versions", args=[person_id, row.id]) if row.version > 1 else "",
        "pin_url": reverse("notes:pin", args=[person_id, row.id])
        if in_use and writes and takes_part and row.thread_id is None
        else "",
    }
