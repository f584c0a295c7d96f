"""Rounds of the placement table: what they propose, what was decided, and who waits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenhang.access.door import granted
from samenhang.access.enums import Category, Purpose
from samenhang.base.actor import Actor
from samenhang.matching.adapters.fit import NeedRow
from samenhang.matching.enums import NeedStatus
from samenhang.matching.models import CareNeed, PlacementDecision, Proposal, Round
from samenhang.matching.selectors.needs import needs
from samenhang.people.selectors import PersonRow, people_by_id
from samenhang.supply.selectors import Snapshot, snapshot


@dataclass(frozen=True)
class ProposalRow:
    """What a round proposes for one person."""

    person_id: int
    need_id: int
    kind: str
    place_id: int | None
    remedies: tuple[str, ...]
    value: float
    reasons: tuple[str, ...]


def latest_round() -> Round | None:
    """The newest computed round; holds no personal facts."""
    return Round.objects.order_by("-computed_at", "-id").first()


def rounds(limit: int = 12) -> list[Round]:
    """The newest rounds."""
    return list(Round.objects.select_related("computed_by")[:limit])


def proposal_for(actor: Actor, person_id: int, *, purpose: Purpose) -> tuple[ProposalRow | None, int | None]:
    """The newest proposal for a person and the round it belongs to."""
    rows = Proposal.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    fields = ("person_id", "need_id", "kind", "place_id", "remedies", "value", "reasons", "round_id")
    v = rows.order_by("-round__computed_at", "-round_id").values_list(*fields).first()
    return (ProposalRow(*[*v[:4], tuple(v[4]), v[5], tuple(v[6])]), v[7]) if v else (None, None)


def proposals(actor: Actor, round_id: int, *, purpose: Purpose, person_ids: Collection[int]) -> dict[int, ProposalRow]:
    """The proposals of a round for these people that the actor may see, by person."""
    rows = Proposal.objects.visible_to(actor, purpose=purpose).filter(round_id=round_id, person_id__in=list(person_ids))
    fields = ("person_id", "need_id", "kind", "place_id", "remedies", "value", "reasons")
    return {v[0]: ProposalRow(*[*v[:4], tuple(v[4]), v[5], tuple(v[6])]) for v in rows.values_list(*fields)}


@dataclass(frozen=True)
class DecisionRow:
    """A decision of the table."""

    person_id: int
    need_id: int
    outcome: str
    kind: str
    place_id: int | None
    place: str
    remedies: tuple[str, ...]
    reason: str
    decided_at: datetime
    decided_by: str
    round_id: int | None


def decisions(
    actor: Actor, *, purpose: Purpose, person_ids: Collection[int] | None = None, round_id: int | None = None
) -> list[DecisionRow]:
    """Decisions that the actor may see, the newest first."""
    rows = PlacementDecision.objects.visible_to(actor, purpose=purpose)
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    if round_id is not None:
        rows = rows.filter(round_id=round_id)
    fields = (
        "person_id", "need_id", "outcome", "kind", "place_id", "place__name", "remedies", "reason", "decided_at", "decided_by__name",
        "round_id",
    )  # fmt: skip
    values: list[Any] = list(rows.order_by("-decided_at", "-id").values_list(*fields)[:500])
    return [DecisionRow(*[*v[:5], v[5] or "", tuple(v[6]), *v[7:]]) for v in values]


def stays_with_expertise(*, reason: str) -> int:
    """How often the table decided that somebody stays and the expertise comes: moves that were avoided."""
    yes = ["ACCEPTED", "OTHER_PLACE"]
    return PlacementDecision.objects.for_rule(reason).filter(kind="STAY", outcome__in=yes).count()


@dataclass(frozen=True)
class TablePage:
    """A page of everybody who waits, as far as the actor may see them, with the proposal of a round and the decision taken.

    ``order`` holds the people of this page: urgent first, then who waits longest, then who got a decision and waits no more.
    ``waiting`` and ``decided`` count everybody, ``found`` whoever matches the name that was looked for.
    """

    order: tuple[int, ...]
    needs: dict[int, NeedRow]
    people: dict[int, PersonRow]
    proposals: dict[int, ProposalRow]
    decisions: dict[int, DecisionRow]
    round: Round | None
    snapshot: Snapshot
    waiting: int
    decided: int
    found: int


_URGENT_FIRST = {"URGENT": 0, "SOON": 1, "NORMAL": 2}


def table_page(
    actor: Actor, *, today: date, now: datetime, query: str = "", start: int = 0, size: int = 50
) -> TablePage:
    """The placement table: who waits, what the newest round proposes, what has been decided in it."""
    purpose = Purpose.PLACEMENT
    latest = latest_round()
    known = granted(actor, Category.ID_CONTACT)
    open_needs = CareNeed.objects.visible_to(actor, purpose=purpose).filter(
        status=NeedStatus.OPEN, person__compartment_id__in=known
    )
    waits = list(open_needs.order_by("since", "id").values_list("person_id", "urgency", "person__name"))
    waits.sort(key=lambda row: _URGENT_FIRST[row[1]])
    named = {person_id: name for person_id, _urgency, name in waits}
    decided = {}
    if latest:
        taken = PlacementDecision.objects.visible_to(actor, purpose=purpose).filter(
            round_id=latest.pk, person__compartment_id__in=known
        )
        decided = dict(taken.order_by("decided_at", "id").values_list("person_id", "person__name"))
    words = query.casefold().split()
    order = [i for i, name in (named | decided).items() if all(word in name.casefold() for word in words)]
    shown = order[start : start + size]
    ruled = decisions(actor, purpose=purpose, round_id=latest.pk, person_ids=shown) if latest else []
    return TablePage(
        order=tuple(shown),
        needs={n.person_id: n for n in needs(actor, purpose=purpose, person_ids=shown)},
        people=people_by_id(actor, shown, purpose=purpose),
        proposals=proposals(actor, latest.pk, purpose=purpose, person_ids=shown) if latest else {},
        decisions={d.person_id: d for d in reversed(ruled)},
        round=latest,
        snapshot=snapshot(today=today, now=now),
        waiting=len(waits),
        decided=len(decided),
        found=len(order),
    )


def reserved_bookings(person_id: int) -> list[int]:
    """The bookings that the table reserved for this person, for whoever brings them there.

    Whoever shows them asks first whether the reader may read what this person needs to live.
    """
    rows = PlacementDecision.objects.for_rule(
        "a place that was reserved for somebody is not taken a second time for them"
    )
    return list(rows.filter(person_id=person_id, booking__isnull=False).values_list("booking_id", flat=True))
