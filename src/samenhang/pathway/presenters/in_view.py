"""Everybody in view, in words: what each person is without, who could act, and where."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from samenhang.access.labels import CASE_ROLES
from samenhang.pathway.labels.in_view import LACK_TONES, LACKS
from samenhang.pathway.rules.in_view import Lack
from samenhang.pathway.rules.pilot_lights import NOT_SEEN_DAYS
from samenhang.pathway.selectors.in_view import InView

WHO = 3  # so many names who could act; more do not help whoever is going to call


def in_view(rows: Collection[InView], today: date, *, only: str) -> dict[str, Any]:
    """Everybody with what they are without; who lacks most comes first. ``only`` narrows to one of these."""
    wanted = Lack(only) if only in set(Lack) else None
    shown = sorted(
        (r for r in rows if wanted is None or wanted in r.lacks),
        key=lambda r: (
            Lack.NOBODY not in r.lacks,
            -len(r.lacks - {Lack.VOLUNTARY}),
            r.met_on or date.min,
            r.person.name,
        ),
    )
    return {
        "all": len(rows),
        "only": wanted or "",
        "weeks": NOT_SEEN_DAYS // 7,
        "shown": shown,
        "filters": [
            {"code": lack.value, "label": str(LACKS[lack]), "count": sum(lack in r.lacks for r in rows)}
            for lack in Lack
        ],
    }


def row_view(row: InView, today: date) -> dict[str, Any]:
    """One person of the list."""
    without = [lack for lack in Lack if lack in row.lacks and lack != Lack.CONTACT]
    if Lack.NOBODY in without:
        without.remove(Lack.COORDINATOR)
    return {
        "person": row.person,
        "lacks": [{"text": str(LACKS[lack]), "tone": LACK_TONES[lack]} for lack in without],
        "nobody": Lack.NOBODY in row.lacks or Lack.COORDINATOR in row.lacks,
        "contact": Lack.CONTACT in row.lacks,
        "light": row.light,
        "known": row.known,
        "met_on": row.met_on,
        "weeks": (today - row.met_on).days // 7 if row.met_on else None,
        "who": [{"role": str(CASE_ROLES[role]), "name": name, "at": at} for role, name, at in row.who[:WHO]],
    }
