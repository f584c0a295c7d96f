"""New versions of the criteria of a region; an old version stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, Refused
from samenhang.directory.enums import Power
from samenhang.intake.catalogue import Criterion
from samenhang.intake.models import CriteriaSet


@transaction.atomic
def write_criteria(
    *,
    actor: Actor,
    name: str,
    criteria: Sequence[Criterion],
    valid_from: date,
    why: str,
    after: int,
    region_id: int | None = None,
) -> int:
    """Write the next version of the criteria and return its number. The chair of the table may (Power.DECIDE_PLACEMENT).

    ``after`` is the version that was read. Raises NoGrant, Refused(CRITERIA_MISSING), Refused(REASON_MISSING), and
    Conflict(CHANGED_MEANWHILE) when somebody wrote another version meanwhile.
    """
    require(actor, Power.DECIDE_PLACEMENT)
    if not criteria:
        raise Refused("CRITERIA_MISSING")
    if not why.strip():
        raise Refused("REASON_MISSING")
    last = CriteriaSet.objects.order_by().aggregate(n=Max("version"))["n"] or 0
    if last != after:
        raise Conflict("CHANGED_MEANWHILE")
    row = CriteriaSet.objects.create(
        region_id=region_id,
        name=name,
        version=last + 1,
        valid_from=valid_from,
        criteria=[{"code": c.code, "question": c.question, "kind": c.kind.value} for c in criteria],
        why=why.strip()[:300],
        written_by_id=actor.user_id,
    )
    record(actor, Act.CREATE, object_type="CriteriaSet", object_id=row.pk, detail={"version": row.version})
    return row.version
