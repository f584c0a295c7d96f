"""Fixed knowledge about notes and drafts."""

from __future__ import annotations

MOST_CHARACTERS = 200_000
EXCERPT = 600  # so much of a note stands in the list; the rest stands on its own page
PAGE = 50

DRAFT_DAYS = 7  # a draft is working material: finished within a week, or gone
MOST_DRAFT_BYTES = 1_000_000
