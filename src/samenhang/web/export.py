"""The placement history as rows in the documented form of the import."""

from __future__ import annotations

from datetime import timedelta

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.pathway.enums import Precision
from samenhang.pathway.selectors import PlacementRow, placements
from samenhang.people.selectors import person

HEADER = (
    "person", "start", "last_day", "setting", "where", "region", "level", "title", "payer", "ending_reason", "note",
)  # fmt: skip


def written_start(row: PlacementRow) -> str:
    """The first day as precisely as it is known: 2018, 2018-04 or 2018-04-17."""
    text = row.start.isoformat()
    return {Precision.YEAR: text[:4], Precision.MONTH: text[:7]}.get(Precision(row.start_precision), text)


def placements_rows(actor: Actor, person_id: int) -> list[tuple[object, ...]]:
    """The placement history of one person, header first, in the format of the import."""
    row = person(actor, person_id, purpose=Purpose.CARE_COORDINATION)
    number = row.number if row else ""
    found: list[tuple[object, ...]] = [HEADER]
    for p in placements(actor, [person_id], purpose=Purpose.CARE_COORDINATION):
        last = p.end - timedelta(days=1) if p.end else None
        found.append(
            (
                number,
                written_start(p),
                last,
                p.setting,
                p.where,
                p.region,
                p.security_level,
                p.title_code,
                p.payer,
                p.ending_reason,
                p.note,
            )
        )
    return found
