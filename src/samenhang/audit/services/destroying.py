"""Letting go of lines after their term: two people, a signed record, and a chain that goes on verifying."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from samenhang.audit.adapters import keys
from samenhang.audit.enums import Act
from samenhang.audit.models import AuditDestruction, AuditLine, CheckpointHead
from samenhang.audit.rules import KEEP_LINES_YEARS, destruction_text
from samenhang.audit.services.writing import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused


@transaction.atomic
def destroy_lines(*, actor: Actor, approved_by: Actor, chain: str, before: date, ground: str) -> int:
    """Remove the lines of one chain from before this day, and return how many went.

    Two people with the power to see the log, not one; a ground in words; never within five years; only lines under a
    checkpoint, so that what is left still hangs on something signed. The record of it names the last hash, stays for
    ever, and is the only thing for which the database lets a line go. Raises NoGrant(NO_POWER, OWN_APPROVAL),
    Refused(REASON_MISSING, LOG_TERM_RUNS, NOTHING_TO_DESTROY).
    """
    for person in (actor, approved_by):
        if not person.can("SEE_LOG"):
            raise NoGrant("NO_POWER", power="SEE_LOG")
    if actor.user_id is None or actor.user_id == approved_by.user_id:
        raise NoGrant("OWN_APPROVAL")
    if not ground.strip():
        raise Refused("REASON_MISSING")
    today = clock.today()
    if before > today.replace(year=today.year - KEEP_LINES_YEARS, day=min(today.day, 28)):
        raise Refused("LOG_TERM_RUNS")
    moment = datetime.combine(before, time.min, UTC).isoformat(timespec="microseconds")
    sealed = CheckpointHead.objects.filter(chain=chain).aggregate(number=Max("number"))["number"] or 0
    rows = AuditLine.objects.filter(chain=chain, number__lte=sealed)
    young = rows.filter(at__gte=moment).order_by("number").values_list("number", flat=True).first()
    old = rows.filter(at__lt=moment)
    if young is not None:
        old = old.filter(number__lt=young)  # the beginning of a chain goes, never a piece out of it
    last = old.order_by("-number").values_list("number", "record_hash").first()
    if last is None:
        raise Refused("NOTHING_TO_DESTROY")
    count = old.count()
    values: dict[str, Any] = {
        "chain": chain,
        "up_to_number": last[0],
        "last_hash": last[1],
        "lines": count,
        "before": moment,
        "ground": ground.strip()[:200],
        "decided_by": actor.name,
        "approved_by": approved_by.name,
        "at": clock.now().astimezone(UTC).isoformat(timespec="microseconds"),
    }
    AuditDestruction.objects.create(**values, key_id=keys.key_id(), signature=keys.sign(destruction_text(values)))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditline WHERE chain = %s AND number <= %s", [chain, last[0]])
    record(
        actor,
        Act.DELETE,
        object_type="AuditLine",
        object_id=chain,
        detail={"up_to": last[0], "lines": count, "before": before.isoformat(), "approved_by": approved_by.user_id},
    )
    return count
