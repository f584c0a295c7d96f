"""Own strength as several sources estimate it, side by side and over time; never one number."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.picture.models import StrengthEstimate
from samenhang.picture.rules import Estimate


@dataclass(frozen=True)
class EstimateRow:
    """One estimate as a page shows it."""

    id: int
    area: str
    by: str
    source: str
    score: int
    motivation: str
    on: date
    note: str

    @property
    def estimate(self) -> Estimate:
        """What the rule of spread looks at."""
        return Estimate(self.area, self.by, self.source, self.score, self.on)


_FIELDS = tuple(f.name for f in fields(EstimateRow))


def strength_estimates(actor: Actor, person_id: int, *, purpose: Purpose) -> list[EstimateRow]:
    """Every estimate of one person that still holds, in the order of time; one query."""
    rows = StrengthEstimate.objects.visible_to(actor, purpose=purpose).filter(
        person_id=person_id, ended_at__isnull=True
    )
    return [EstimateRow(*v) for v in rows.order_by("on", "id").values_list(*_FIELDS)]
