"""The ladder of the region, in its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samenhang.pathway.models import Ladder
from samenhang.pathway.rules.steps import FIRST_LADDER, Rung


@dataclass(frozen=True)
class LadderRow:
    """One version of the ladder; version 0 is the one that a region begins with."""

    name: str
    version: int
    valid_from: date | None
    rungs: tuple[Rung, ...]
    why: str = ""
    written_by: str = ""


FIRST = LadderRow("Ladder", 0, None, FIRST_LADDER)


def _ladder(row: Ladder) -> LadderRow:
    rungs = tuple(Rung(r["code"], r["name"], r["setting"]) for r in row.rungs)
    return LadderRow(row.name, row.version, row.valid_from, rungs, row.why, row.written_by.name)


def ladder_on(today: date) -> LadderRow:
    """The newest ladder that holds on this day."""
    rows = Ladder.objects.filter(valid_from__lte=today).select_related("written_by")
    row = rows.order_by("-valid_from", "-version").first()
    return _ladder(row) if row else FIRST


def ladders() -> list[LadderRow]:
    """Every version, the newest first."""
    return [*(_ladder(r) for r in Ladder.objects.select_related("written_by").order_by("-version")), FIRST]
