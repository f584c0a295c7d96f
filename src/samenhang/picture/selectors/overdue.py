"""Risk assessments that no longer hold, over all the people whom somebody may see them of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.people.selectors import PersonRow, people_by_id
from samenhang.picture.models import RiskAssessment

MOST = 200


@dataclass(frozen=True)
class OverdueRisk:
    """An assessment that no longer holds, without one with the same instrument after it."""

    person: PersonRow
    instrument: str
    instrument_name: str
    assessor: str
    organisation: str
    on: date
    valid_until: date


def overdue_risks(actor: Actor, *, purpose: Purpose, today: date) -> list[OverdueRisk]:
    """The longest overdue first, two hundred at most; two queries."""
    holds = RiskAssessment.objects.visible_to(actor, purpose=purpose).filter(ended_at__isnull=True)
    later = holds.filter(
        Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk")),
        person_id=OuterRef("person_id"),
        instrument=OuterRef("instrument"),
        instrument_name=OuterRef("instrument_name"),
    )
    rows = holds.filter(~Exists(later), valid_until__lt=today).order_by("valid_until", "id")
    fields = ("person_id", "instrument", "instrument_name", "assessor", "organisation", "on", "valid_until")
    found = list(rows.values_list(*fields)[:MOST])
    people = people_by_id(actor, {v[0] for v in found}, purpose=purpose)
    return [OverdueRisk(people[v[0]], *v[1:]) for v in found if v[0] in people]
