"""Taking missing supply on: a case, an owner, a next step with its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict
from samenhang.directory.enums import Power
from samenhang.matching.enums import MissingStatus
from samenhang.matching.models import MissingSupply


@dataclass(frozen=True)
class MissingValues:
    """What is missing and what is done about it."""

    title: str
    setting: str
    security_level: int | None
    places_wanted: int
    business_case: str
    owner: str
    status: MissingStatus
    next_step: str
    next_on: date


@transaction.atomic
def take_on(*, actor: Actor, values: MissingValues, now: datetime) -> int:
    """Start the making of missing supply and return its id. Raises NoGrant without the power to plan supply."""
    require(actor, Power.PLAN_SUPPLY)
    row = MissingSupply.objects.create(**values.__dict__, started_at=now, started_by_id=actor.user_id or 0)
    record(actor, Act.CREATE, object_type="MissingSupply", object_id=row.pk)
    return row.pk


@transaction.atomic
def follow_up(*, actor: Actor, missing_id: int, values: MissingValues, expected_version: int) -> None:
    """Change case, owner, status or next step. Raises Conflict(CHANGED_MEANWHILE) when somebody saved first, NoGrant."""
    require(actor, Power.PLAN_SUPPLY)
    row = MissingSupply.objects.select_for_update().get(pk=missing_id)
    if row.version != expected_version:
        raise Conflict("CHANGED_MEANWHILE")
    MissingSupply.objects.filter(pk=missing_id).update(**values.__dict__, version=row.version + 1)
    record(actor, Act.UPDATE, object_type="MissingSupply", object_id=missing_id, detail={"status": values.status})
