"""What people need: one by one for who may see it, in numbers for counts, and gathered for the engines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.kept import GivenIds, Kept
from samenhang.directory.selectors import municipality_map
from samenhang.legal.selectors import indications_for_rule, titles_for_rule
from samenhang.matching.adapters.fit import Gathered, NeedRow, PersonFacts
from samenhang.matching.enums import DecisionOutcome, NeedStatus
from samenhang.matching.models import CareNeed, PlacementDecision
from samenhang.pathway.selectors import current_stay, placements_for_rule
from samenhang.people.selectors import keys
from samenhang.picture.selectors import facts_for_rule
from samenhang.supply.selectors import Snapshot
from samenhang.ui.dates import as_date

_NEED = (
    "id", "person_id", "compartment_id", "status", "since", "urgency", "priority", "settings", "near_id", "near__name", "max_km",
    "individual", "unconditional", "treatments", "groups", "why_residential", "why_residential_text", "ambulatory_test_on", "version",
)  # fmt: skip


def _need(v: Any) -> NeedRow:
    return NeedRow(*[*v[:7], tuple(v[7]), v[8], v[9] or "", *v[10:13], tuple(v[13]), tuple(v[14]), *v[15:]])


@Kept
def _needs(reader: Actor, purpose: Purpose, everybody: bool) -> QuerySet:
    rows = CareNeed.objects.visible_to(reader, purpose=purpose).filter(status=NeedStatus.OPEN)
    if not everybody:
        rows = rows.filter(person_id__in=GivenIds("people"))
    return rows.order_by("since", "id").values_list(*_NEED)


def needs(actor: Actor, *, purpose: Purpose, person_ids: Collection[int] | None = None) -> list[NeedRow]:
    """The open needs (of everybody, or of these people) that the actor may see, who waits longest first."""
    of_whom = {} if person_ids is None else {"people": person_ids}
    return [_need(v) for v in _needs.rows(actor.reader, purpose, person_ids is None, **of_whom)]


def urgencies(actor: Actor, *, purpose: Purpose) -> dict[str, int]:
    """How many open needs the actor may see, by urgency."""
    rows = CareNeed.objects.visible_to(actor, purpose=purpose).filter(status=NeedStatus.OPEN).order_by()
    return dict(rows.values_list("urgency").annotate(n=Count("id")))


def need_of(actor: Actor, person_id: int, *, purpose: Purpose) -> NeedRow | None:
    """The open need of a person, or else the latest one; None when there is none that the actor may see."""
    rows = CareNeed.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    found = [_need(v) for v in rows.order_by("-since", "-id").values_list(*_NEED)]
    return next((n for n in found if n.status == NeedStatus.OPEN), found[0] if found else None)


def open_needs_for_rule(*, reason: str) -> list[NeedRow]:
    """All open needs, for the engines and for aggregates."""
    rows = CareNeed.objects.for_rule(reason).filter(status=NeedStatus.OPEN)
    return [_need(v) for v in rows.order_by("since", "id").values_list(*_NEED)]


class Demand(NamedTuple):
    """What a need adds to the picture of a region: which forms and groups, since when, from which municipality."""

    person_id: int
    since: date
    settings: Sequence[str]
    groups: Sequence[str]
    municipality_id: int


@Kept
def _demand(reason: str) -> QuerySet:
    rows = CareNeed.objects.for_rule(reason).filter(status=NeedStatus.OPEN)
    return rows.values_list("person_id", "since", "settings", "groups", "person__municipality_id")


def demand_for_rule(*, reason: str) -> list[Demand]:
    """All open needs as counts want them; never shown one by one."""
    return [Demand(*v) for v in _demand.rows(reason)]


def gather(needs: Collection[NeedRow], snapshot: Snapshot, *, today: date, reason: str) -> Gathered:
    """Everything the fit engine needs about these people and the register, in seven queries whatever their number."""
    ids = [n.person_id for n in needs]
    narrow = ids if len(ids) < 500 else None
    people = {k.id: k for k in keys(reason=reason, ids=narrow)}
    titles = titles_for_rule(reason=reason, person_ids=narrow, today=today)
    entitled = indications_for_rule(reason=reason, person_ids=narrow, today=today)
    facts = facts_for_rule(reason=reason, person_ids=narrow)
    stays = placements_for_rule(reason=reason, person_ids=narrow, since=today)
    return Gathered(
        people=tuple(
            PersonFacts(
                key=people[n.person_id],
                need=n,
                titles=tuple(titles.get(n.person_id, ())),
                indications=tuple(entitled.get(n.person_id, ())),
                facts=facts.get(n.person_id, {}),
                current=current_stay(stays.get(n.person_id, ()), today),
            )
            for n in needs
        ),
        snapshot=snapshot,
        municipalities=municipality_map(),
        today=today,
    )


def need_steps_for_rule(*, reason: str) -> list[tuple[date, date | None]]:
    """Of each need: since when it is there, and the day on which a place was decided on; needs that were withdrawn are left out."""
    met = dict(
        PlacementDecision.objects.for_rule(reason)
        .filter(outcome__in=[DecisionOutcome.ACCEPTED, DecisionOutcome.OTHER_PLACE])
        .order_by()
        .values_list("need_id", "decided_at")
    )
    rows = CareNeed.objects.for_rule(reason).filter(Q(status=NeedStatus.OPEN) | Q(pk__in=list(met)))
    return [
        (since, as_date(met[pk]) if pk in met else None) for pk, since in rows.order_by("pk").values_list("pk", "since")
    ]
