"""What intake asks attention for, for all people together: repeated reports, and bridges that do not carry."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenIds, Kept
from samenhang.intake.enums import IntakeAlert
from samenhang.intake.models import Bridge
from samenhang.intake.rules import E33_WITHIN, fails_since, repeated_e33
from samenhang.intake.selectors.inclusion import signals


@dataclass(frozen=True)
class BridgeRow:
    """Who holds somebody while they wait, until when, and whether it is enough."""

    person_id: int
    waits_for: str
    holder: str
    holder_name: str
    holder_organisation: str
    until: date
    enough: bool
    checked_on: date


@Kept
def _bridges(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Bridge.objects.visible_to(reader, purpose=purpose).filter(
        person_id__in=GivenIds("people"), ended_at__isnull=True
    )
    return rows.order_by("until", "id").values_list(
        "person_id", "waits_for", "holder", "holder_name", "holder_organisation", "until", "enough", "checked_on"
    )


def bridges(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[BridgeRow]:
    """The bridges that run for these people and that the actor may see, the first to end first; one query."""
    return [BridgeRow(*v) for v in _bridges.rows(actor.reader, purpose, people=person_ids)]


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """About whom three E33 reports or more came in (R-15): look together; and whose bridge does not carry. Two queries for everybody."""
    return [*_repeated(actor, person_ids, purpose, today), *_failing(actor, person_ids, purpose, today)]


def _repeated(actor: Actor, person_ids: Collection[int], purpose: Purpose, today: date) -> list[Attention]:
    by_person: dict[int, list[tuple[str, date]]] = {}
    for s in signals(actor, person_ids, purpose=purpose, since=today - E33_WITHIN):
        by_person.setdefault(s.person_id, []).append((s.kind, s.on))
    found = []
    for person_id, came in by_person.items():
        days = repeated_e33(came, today)
        if days:
            path = reverse("intake:signal", args=[person_id])
            found.append(Attention(IntakeAlert.REPEATED_E33, person_id, on=days[-1], hard=True, path=path))
    return found


def _failing(actor: Actor, person_ids: Collection[int], purpose: Purpose, today: date) -> list[Attention]:
    found = []
    for row in bridges(actor, person_ids, purpose=purpose):
        fails = fails_since(enough=row.enough, checked_on=row.checked_on, until=row.until, today=today)
        if fails:
            path = reverse("intake:bridge", args=[row.person_id])
            found.append(Attention(fails[0], row.person_id, on=fails[1], hard=True, path=path))
    return found
