"""The numbers of handovers in the region, in versions."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, Refused
from samenhang.directory.enums import Power
from samenhang.pathway.catalogue.handovers import Numbers
from samenhang.pathway.models.handovers import HandoverTemplate


@transaction.atomic
def write_template(*, actor: Actor, numbers: Numbers, valid_from: date, why: str, after: int) -> int:
    """Write the next version of the numbers of handovers in the region and return it; running ones keep theirs.

    The chair of the table may (Power.DECIDE_PLACEMENT). Raises NoGrant, Refused(REASON_MISSING, NUMBERS_TURNED_ROUND),
    Conflict(CHANGED_MEANWHILE).
    """
    require(actor, Power.DECIDE_PLACEMENT)
    if not why.strip():
        raise Refused("REASON_MISSING")
    for first, last in (("parties_from", "parties_by"), ("legal_from", "legal_by"), ("consent_from", "consent_by"),
                        ("visits_from", "visits_by"), ("team_from", "team_by")):  # fmt: skip
        if getattr(numbers, first) > getattr(numbers, last):
            raise Refused("NUMBERS_TURNED_ROUND")
    last_version = HandoverTemplate.objects.order_by().aggregate(n=Max("version"))["n"] or 0
    if last_version != after:
        raise Conflict("CHANGED_MEANWHILE")
    row = HandoverTemplate.objects.create(
        version=last_version + 1,
        valid_from=valid_from,
        numbers=numbers.__dict__,
        why=why.strip()[:300],
        written_by_id=actor.user_id,
    )
    record(actor, Act.CREATE, object_type="HandoverTemplate", object_id=row.pk, detail={"version": row.version})
    return row.version
