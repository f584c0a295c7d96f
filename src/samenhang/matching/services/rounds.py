"""Computing a round and deciding person by person: the table decides, and one place is given once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from samenhang.access.enums import Category
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, Refused
from samenhang.directory.enums import Power
from samenhang.engines.allocation.solve import solve
from samenhang.matching.adapters.allocation import STAY, base_code, extra_people, round_problem, unplaced_reasons
from samenhang.matching.adapters.fit import Gathered, fit_problem
from samenhang.matching.enums import DecisionOutcome, NeedStatus, OptionKind
from samenhang.matching.models import CareNeed, PlacementDecision, Proposal, Round
from samenhang.matching.rules import check_decision
from samenhang.supply.enums import BookingKind
from samenhang.supply.selectors import not_on_this_day
from samenhang.supply.services import book

TIME_LIMIT = 20.0  # seconds a table waits for a round


def compute_round(
    *, actor: Actor, gathered: Gathered, budget: int, now: datetime, seed: int = 1, time_limit: float = TIME_LIMIT
) -> int:
    """Compute who could go where and keep it as a round with a proposal for everybody who waits. Returns its id.

    The computing happens before the transaction, so that nobody waits for it; nothing is decided by it. Raises
    NoGrant without the power to compute rounds, Refused(NOTHING_TO_COMPUTE) when nobody waits.
    """
    require(actor, Power.COMPUTE_ROUND)
    if not gathered.people:
        raise Refused("NOTHING_TO_COMPUTE")
    asked = round_problem(gathered, fit_problem(gathered), budget=budget)
    result = solve(asked.problem, time_limit=time_limit, seed=seed, insights=True)
    by_person = {p.person: p for p in result.placed}
    values = {(c.person, c.place, c.needs): c.value for c in asked.candidates}
    reasons = unplaced_reasons(result)
    with transaction.atomic():
        row = Round.objects.create(
            computed_at=now,
            computed_by_id=actor.user_id,
            on=gathered.today,
            seed=seed,
            budget=budget,
            status=result.status.value,
            people=len(gathered.people),
            placed=len(result.placed),
            objective=_score(result.objective),
            bound=_score(result.bound),
            remedies=sorted({base_code(r) for r in result.remedies}),
            insights=[list(i) for i in extra_people(result)],
            seconds=round(result.seconds, 3),
        )
        rows = []
        for person in gathered.people:
            placed = by_person.get(str(person.key.id))
            stays = placed is not None and placed.place.startswith(f"{STAY}:")
            needs = tuple(sorted(base_code(n) for n in placed.needs)) if placed else ()
            key = (str(person.key.id), STAY if stays else placed.place if placed else "", needs)
            rows.append(
                Proposal(
                    round=row,
                    compartment_id=person.need.compartment_id,
                    person_id=person.key.id,
                    need_id=person.need.id,
                    kind="" if placed is None else OptionKind.STAY if stays else OptionKind.PLACE,
                    place_id=int(placed.place)
                    if placed and not stays
                    else (person.current.place_id if stays and person.current else None),
                    remedies=list(needs),
                    value=values.get(key, 0.0),
                    reasons=list(reasons.get(str(person.key.id), ())),
                )
            )
        Proposal.objects.write(rows)
        record(
            actor,
            Act.COMPUTE,
            object_type="Round",
            object_id=row.pk,
            detail={"people": row.people, "placed": row.placed, "status": row.status, "budget": budget, "seed": seed},
        )
        record_many(
            actor,
            [
                {
                    "act": Act.COMPUTE,
                    "dossier_id": p.key.dossier_id,
                    "object_type": "Round",
                    "object_id": row.pk,
                    "categories": int(Category.HOUSING_NEEDS),
                    "purpose": "PLACEMENT",
                }
                for p in gathered.people
            ],
        )
    return row.pk


def _score(score: object) -> dict[str, float]:
    return {"priority": score.priority, "value": score.value / 1_000_000, "cost": score.cost}  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Decision:
    """What the table decides about one person."""

    need_id: int
    outcome: DecisionOutcome
    reason: str
    kind: str = ""
    place_id: int | None = None
    remedies: Sequence[str] = ()
    round_id: int | None = None


@transaction.atomic
def decide(*, actor: Actor, decision: Decision, today: date, now: datetime) -> int:
    """Keep a decision with its reason; a yes reserves the place in the same transaction. Returns the decision's id.

    Raises Conflict(PLACE_FULL) when somebody was first with the last slot, Refused(NEED_MET) when the person has been
    decided about, Refused(REASON_MISSING), Refused(REMEDY_NOT_NOW) when what makes it possible is over or begins later, NoGrant without the power to decide or without a grant on this person.
    """
    require(actor, Power.DECIDE_PLACEMENT)
    need = CareNeed.objects.for_rule("locked for a decision of the table").select_for_update().get(pk=decision.need_id)
    dossier_id = require_grant(actor, need.compartment_id, Category.HOUSING_NEEDS, write=False)
    check_decision(status=need.status, outcome=decision.outcome, reason=decision.reason)
    yes = decision.outcome in {DecisionOutcome.ACCEPTED, DecisionOutcome.OTHER_PLACE}
    if yes and decision.kind != OptionKind.STAY and decision.place_id is None:
        raise Refused("NO_PROPOSAL")
    if yes and decision.remedies and not_on_this_day(decision.remedies, today):
        raise Refused("REMEDY_NOT_NOW")
    booking = None
    if yes and decision.kind != OptionKind.STAY and decision.place_id is not None:
        booking = book(place_id=decision.place_id, start=today, kind=BookingKind.RESERVED)
    row = PlacementDecision(
        compartment_id=need.compartment_id,
        person_id=need.person_id,
        need=need,
        round_id=decision.round_id,
        outcome=decision.outcome,
        kind=decision.kind if yes else "",
        place_id=decision.place_id if yes else None,
        booking=booking,
        remedies=list(decision.remedies) if yes else [],
        reason=decision.reason.strip(),
        decided_at=now,
        decided_by_id=actor.user_id or 0,
    )
    try:
        with transaction.atomic():
            PlacementDecision.objects.write([row])
    except IntegrityError as error:
        raise Conflict("NEED_MET") from error
    if yes:
        CareNeed.objects.for_rule("the need is met").filter(pk=need.pk).update(
            status=NeedStatus.PLACED, version=need.version + 1
        )
    record(
        actor,
        Act.DECIDE,
        dossier_id=dossier_id,
        object_type="PlacementDecision",
        object_id=row.pk,
        categories=int(Category.HOUSING_NEEDS),
        purpose="PLACEMENT",
        detail={"outcome": decision.outcome, "place": row.place_id, "round": decision.round_id},
    )
    return row.pk
