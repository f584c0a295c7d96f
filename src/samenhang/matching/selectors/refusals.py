"""Who was refused what and why: one by one for who may see it, in numbers for counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenIds, Kept
from samenhang.matching.models import Refusal


@dataclass(frozen=True)
class RefusalRow:
    """A refusal as a page shows it."""

    id: int
    person_id: int
    place_id: int | None
    facility: str
    refused_on: date
    reason: str
    criterion_key: str
    refused_by: str
    client_seen: bool
    seen_on: date | None
    exception_reason: str
    would_be_possible: str
    consequence: str
    ask_again_on: date | None


_REFUSAL = (
    "id", "person_id", "place_id", "facility", "refused_on", "reason", "criterion_key", "refused_by", "client_seen", "seen_on",
    "exception_reason", "would_be_possible", "consequence", "ask_again_on",
)  # fmt: skip


@Kept
def _refusals(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = Refusal.objects.visible_to(reader, purpose=purpose).filter(person_id__in=GivenIds("people"))
    return rows.order_by("-refused_on", "-id").values_list(*_REFUSAL)


def refusals(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[RefusalRow]:
    """The refusals of these people that the actor may see, the newest first."""
    return [RefusalRow(*v) for v in _refusals.rows(actor.reader, purpose, people=person_ids)]


def refusal_steps_for_rule(*, reason: str) -> list[tuple[date, date | None]]:
    """Of each refusal: the day, and the day on which the person was seen in person for it; none when it was on paper only."""
    rows = Refusal.objects.for_rule(reason).order_by("pk").values_list("refused_on", "client_seen", "seen_on")
    return [(day, (seen_on or day) if seen else None) for day, seen, seen_on in rows]


@dataclass(frozen=True)
class Refused:
    """How often one provider refused for one reason, with or without having seen the person."""

    provider: str
    kind: str
    reason: str
    client_seen: bool
    count: int


def refusal_counts(*, reason: str) -> list[Refused]:
    """Counts of refusals by who refused (the organisation of the place, or what was written down) and why; not shown raw."""
    who = Coalesce("place__location__organisation__name", "organisation__name", "facility")
    kind = Coalesce("place__location__organisation__kind", "organisation__kind", Value(""))
    rows = Refusal.objects.for_rule(reason).order_by().annotate(provider=who, kind=kind)
    counted = rows.values_list("provider", "kind", "reason", "client_seen").annotate(n=Count("id"))
    return [Refused(*v) for v in counted.order_by("-n", "provider")]
