"""What the register of refusals keeps of handovers: a receiver who said no counts as any other."""

from __future__ import annotations

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import SYSTEM
from samenhang.matching.enums import RefusalReason
from samenhang.matching.models import Refusal
from samenhang.matching.rules import check_refusal
from samenhang.pathway.events import HandoverRefused


@transaction.atomic
def keep_refusal(*, event: HandoverRefused) -> int:
    """Keep in the register that a possible receiver said no, and return its id (R-03; handbook 3.0)."""
    check_refusal(client_seen=event.client_seen_on is not None, exception_reason=event.exception_reason)
    row = Refusal(
        person_id=event.person_id,
        compartment_id=event.compartment_id,
        organisation_id=event.organisation_id,
        facility=event.facility,
        refused_on=event.refused_on,
        reason=RefusalReason(event.reason),
        refused_by=event.refused_by,
        client_seen=event.client_seen_on is not None,
        seen_on=event.client_seen_on,
        exception_reason=event.exception_reason,
        would_be_possible=event.would_be_possible,
        ask_again_on=event.ask_again_on,
    )
    Refusal.objects.write([row])
    record(
        SYSTEM,
        Act.CREATE,
        dossier_id=event.dossier_id,
        object_type="Refusal",
        object_id=row.pk,
        categories=int(Category.PLACEMENT_HISTORY),
        detail={"said_by": event.refused_by_id},
    )
    return row.pk
