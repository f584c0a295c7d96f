"""From intake to what a page shows."""

from __future__ import annotations

from typing import Any

from samenhang.intake.labels import ANSWER_TONES, ANSWERS, FITS, INCLUSIONS, LENS_ASKS, LENS_FACTS, LENSES
from samenhang.intake.rules import Suggestion
from samenhang.intake.selectors import CheckRow


def check_view(row: CheckRow) -> dict[str, Any]:
    """A check with its answers in words, what they say together, and the decision of people."""
    return {
        "id": row.id,
        "on": row.on,
        "by": row.by,
        "set_name": row.set_name,
        "set_version": row.set_version,
        "note": row.note,
        "fit": str(FITS[row.fit]),
        "decision": str(INCLUSIONS[row.decision]),
        "open": row.decided_on is None,
        "life_course": row.life_course,
        "reason": row.reason,
        "decided_on": row.decided_on,
        "decided_by": row.decided_by,
        "answers": [
            {"question": a.question, "answer": str(ANSWERS[a.answer]), "tone": ANSWER_TONES[a.answer], "evidence": a.evidence}
            for a in row.answers
        ],
    }  # fmt: skip


def lens_views(suggestions: list[Suggestion]) -> list[dict[str, Any]]:
    """Each lens with what it asks: first those that suit, then those of which it cannot be said, then the others."""
    order = {True: 0, None: 1, False: 2}
    return [
        {
            "label": str(LENSES[s.lens]),
            "asks": str(LENS_ASKS[s.lens]),
            "suits": s.suits,
            "missing": ", ".join(str(LENS_FACTS[name]) for name in s.missing),
        }
        for s in sorted(suggestions, key=lambda s: order[s.suits])
    ]
