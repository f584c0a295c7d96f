"""What was computed about packages, and who would have a place at which point, as far as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.people.selectors import people_by_id
from samenhang.steering.models import PackagePlacement, PackageStudy


@dataclass(frozen=True)
class StudyRow:
    """A study as a page shows it."""

    id: int
    computed_at: datetime
    computed_by: str
    on: date
    package: list[str]
    waiting: int
    points: list[dict[str, Any]]
    alone: list[dict[str, Any]]
    complete: bool
    seconds: float


_FIELDS = (
    "id", "computed_at", "computed_by__name", "on", "package", "waiting", "points", "alone", "complete", "seconds",
)  # fmt: skip


def latest_frontier() -> StudyRow | None:
    """The newest frontier."""
    values = PackageStudy.objects.filter(package=[]).order_by("-computed_at", "-id").values_list(*_FIELDS).first()
    return StudyRow(*values) if values else None


def study(study_id: int) -> StudyRow | None:
    """One study."""
    values = PackageStudy.objects.filter(pk=study_id).values_list(*_FIELDS).first()
    return StudyRow(*values) if values else None


def packages_tried() -> list[StudyRow]:
    """Packages that were put together, the newest first."""
    rows = PackageStudy.objects.exclude(package=[]).order_by("-computed_at", "-id").values_list(*_FIELDS)
    return [StudyRow(*v) for v in rows[:10]]


def who_gains(actor: Actor, study_id: int, *, purpose: Purpose) -> dict[int, list[tuple[str, int, str, bool]]]:
    """At each point whom the reader may see: name, id, the place, and whether they gain it or lose it."""
    rows = PackagePlacement.objects.visible_to(actor, purpose=purpose).filter(study_id=study_id)
    found = list(rows.order_by("point", "id").values_list("point", "person_id", "place__name", "gains"))
    known = people_by_id(actor, {person for _p, person, _place, _g in found}, purpose=purpose) if found else {}
    told: dict[int, list[tuple[str, int, str, bool]]] = {}
    for point, person_id, place, gains in found:
        if person_id in known:
            told.setdefault(point, []).append((known[person_id].name, person_id, place or "", gains))
    return told


def sees_everybody(actor: Actor, study_id: int, *, purpose: Purpose) -> bool:
    """Say whether the actor may see each person of whom a study tells: then its small numbers tell nothing new."""
    visible = PackagePlacement.objects.visible_to(actor, purpose=purpose).filter(study_id=study_id).count()
    reason = "how many people a study tells of: whether its reader sees all of them"
    return visible > 0 and visible == PackagePlacement.objects.for_rule(reason).filter(study_id=study_id).count()
