"""Admission criteria in versions: nothing is overwritten, and every change says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.engines.fit.problem import MAX_REMEDIES_PER_CRITERION
from samenhang.supply.enums import RemedyKind
from samenhang.supply.models import Criterion, Remedy
from samenhang.supply.rules import criterion_values_problem
from samenhang.supply.services.capacity import touched


@dataclass(frozen=True)
class CriterionChange:
    """The next version of a criterion."""

    key: str
    expected_version: int
    operator: str
    values: tuple[Any, ...]
    hard: bool
    why: str


def check_change(current: Criterion, change: CriterionChange) -> None:
    """Raise Refused with a code unless the change makes sense: values that suit, a reason, nobody was first."""
    if current.version != change.expected_version:
        raise Conflict("CHANGED_MEANWHILE")
    if not change.why.strip():
        raise Refused("REASON_MISSING")
    problem = criterion_values_problem(current.fact, change.operator, list(change.values))
    if problem:
        raise Refused(problem)


@transaction.atomic
def change_criterion(*, actor: Actor, change: CriterionChange, today: date) -> Criterion:
    """Close the current version and add the next one, with the reason. Returns the new version.

    Raises Conflict(CHANGED_MEANWHILE) when somebody saved first, Refused for values that make no sense,
    NoGrant(RULE_OF_OTHERS) when the criterion belongs to another organisation, the region or the nation.
    """
    require(actor, Power.MANAGE_SUPPLY)
    current = (
        Criterion.objects.select_for_update(of=("self",))
        .select_related("place__location", "location")
        .get(key=change.key, valid_to__isnull=True)
    )
    if owner_organisation_id(current) not in actor.organisation_ids:
        raise NoGrant("RULE_OF_OTHERS")
    check_change(current, change)
    remedies = list(current.remedies.all())
    Criterion.objects.filter(pk=current.pk).update(valid_to=today)
    current.pk, current.version = None, current.version + 1
    current._state.adding = True
    current.valid_from, current.valid_to = today, None
    current.operator, current.values, current.hard, current.why = (
        change.operator, list(change.values), change.hard, change.why.strip(),
    )  # fmt: skip
    current.changed_by_id = actor.user_id
    current.save(force_insert=True)
    current.remedies.set(remedies)
    touched()
    record(actor, Act.UPDATE, object_type="Criterion", object_id=change.key, detail={"version": current.version})
    return current


@dataclass(frozen=True)
class Relaxation:
    """Room that was agreed, as the register names it: which criteria it relaxes, whose it is, from when, until when, for how many."""

    code: str
    name: str
    owner: str
    criteria: tuple[str, ...]
    start: date
    until: date
    limit: int | None


def offer_relaxation(*, actor: Actor, room: Relaxation) -> None:
    """Let the register name agreed room as a remedy of its criteria from now on, or change it; inside a transaction.

    Raises NoGrant, Refused(NO_SUCH_CRITERION), Refused(TOO_MANY_REMEDIES).
    """
    require(actor, Power.AGREE_ROOM)
    wanted = set(room.criteria)
    current = list(Criterion.objects.filter(key__in=wanted, valid_to__isnull=True))
    if {c.key for c in current} != wanted:
        raise Refused("NO_SUCH_CRITERION")
    values = {
        "kind": RemedyKind.RULE_RELAXED,
        "name_nl": room.name,
        "name_en": room.name,
        "owner": room.owner,
        "limit": room.limit,
        "available_from": room.start,
        "available_until": room.until,
    }
    remedy, _new = Remedy.objects.update_or_create(code=room.code, defaults=values)
    for criterion in current:
        others = criterion.remedies.exclude(pk=remedy.pk).exclude(available_until__lte=room.start)
        if others.count() >= MAX_REMEDIES_PER_CRITERION:
            raise Refused("TOO_MANY_REMEDIES")
        criterion.remedies.add(remedy)
    touched()
    record(actor, Act.UPDATE, object_type="Remedy", object_id=room.code, detail={"criteria": sorted(wanted)})


def owner_organisation_id(criterion: Criterion) -> int | None:
    """The organisation whose criterion this is; None for a rule of the region or the nation."""
    if criterion.organisation_id:
        return criterion.organisation_id
    if criterion.location is not None:
        return criterion.location.organisation_id
    return criterion.place.location.organisation_id if criterion.place is not None else None
