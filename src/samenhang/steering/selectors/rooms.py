"""Agreed room for a page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.steering.models import RegulatoryRoom, RoomUse


@dataclass(frozen=True)
class RoomRow:
    """Agreed room as a page shows it; ``used`` is how many people it serves now."""

    id: int
    title: str
    bottleneck_id: int | None
    bottleneck: str
    basis: str
    law: str
    article: str
    interpretation: str
    agreed: str
    approved_by: str
    approved_for: str
    agreed_on: date
    start: date
    end: date
    why_longer: str
    evaluate_on: date
    evaluated_on: date | None
    evaluation: str
    criteria: list[str]
    remedy: str
    limit: int | None
    ended_on: date | None
    ended_why: str
    noted_by: str
    version: int
    used: int

    def over(self, today: date) -> bool:
        """Say whether it holds no more."""
        return (self.ended_on or self.end) <= today

    def full(self) -> bool:
        """Say whether it serves as many people as was agreed."""
        return self.limit is not None and self.used >= self.limit


_FIELDS = (
    "id", "title", "bottleneck_id", "bottleneck__title", "basis", "law", "article", "interpretation", "agreed", "approved_by",
    "approved_for__name", "agreed_on", "start", "end", "why_longer", "evaluate_on", "evaluated_on", "evaluation", "criteria", "remedy",
    "limit", "ended_on", "ended_why", "noted_by__name", "version",
)  # fmt: skip


def _rows(found: QuerySet) -> list[RoomRow]:
    values: list[list[Any]] = [list(v) for v in found.values_list(*_FIELDS)]
    uses = RoomUse.objects.for_rule("how many people agreed room serves: numbers only").filter(
        room_id__in=[v[0] for v in values], ended_on__isnull=True
    )
    used: dict[int, int] = {}
    for room_id in uses.values_list("room_id", flat=True):
        used[room_id] = used.get(room_id, 0) + 1
    return [RoomRow(*[*v[:3], v[3] or "", *v[4:], used.get(v[0], 0)]) for v in values]


def rooms(*, bottleneck_id: int | None = None) -> list[RoomRow]:
    """All agreed room, what ends last on top."""
    found = RegulatoryRoom.objects.all()
    if bottleneck_id is not None:
        found = found.filter(bottleneck_id=bottleneck_id)
    return _rows(found.order_by(Coalesce("ended_on", "end").desc(), "-id"))


def rooms_in_force(today: date) -> list[RoomRow]:
    """Room that the next case can use today."""
    running = RegulatoryRoom.objects.annotate(over=Coalesce("ended_on", "end")).filter(
        Q(over__gt=today), start__lte=today
    )
    return _rows(running.order_by("title", F("id")))


def room(room_id: int) -> RoomRow | None:
    """One agreed room."""
    found = _rows(RegulatoryRoom.objects.filter(pk=room_id))
    return found[0] if found else None


def uses_seen(actor: Actor, room_ids: Collection[int], *, purpose: Purpose) -> dict[int, int]:
    """For how many people each room is used whom the actor may see: only who sees all of them reads a small number."""
    rows = RoomUse.objects.visible_to(actor, purpose=purpose).filter(room_id__in=list(room_ids), ended_on__isnull=True)
    counts: dict[int, int] = {}
    for room_id in rows.values_list("room_id", flat=True):
        counts[room_id] = counts.get(room_id, 0) + 1
    return counts
