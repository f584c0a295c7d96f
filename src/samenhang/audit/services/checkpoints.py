"""Signed checkpoints: where every chain stood, in a statement that nobody can make without the key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Sum

from samenhang.audit.adapters import keys
from samenhang.audit.models import AuditChain, AuditCheckpoint, CheckpointHead
from samenhang.audit.rules import START, checkpoint_digest, checkpoint_text, head_leaf, merkle_root
from samenhang.audit.selectors import Checkpoint, checkpoint_values
from samenhang.base import clock

_MOVED = """
SELECT c.name, c.last_number, c.last_hash FROM audit_auditchain c
LEFT JOIN (SELECT chain, MAX(number) AS number FROM audit_checkpointhead GROUP BY chain) k ON k.chain = c.name
WHERE c.last_number > 0 AND (k.number IS NULL OR k.number < c.last_number) ORDER BY c.name
"""


@dataclass(frozen=True)
class _Head:
    name: str
    number: int
    digest: str


@transaction.atomic
def checkpoint(*, at: datetime | None = None) -> Checkpoint | None:
    """Sign where every chain that moved stands now; None when nothing moved since the last one.

    The statement names the checkpoint before it, so that one signature covers everything that ever was. A copy goes
    into the record beside the key, after the commit. Verify first: a checkpoint of a broken log would seal the break.
    """
    last = AuditCheckpoint.objects.select_for_update().order_by("-number").first()
    with connection.cursor() as cursor:
        cursor.execute(_MOVED)
        moved = [_Head(*row) for row in cursor.fetchall()]
    _catch_up()
    if not moved:
        return None
    totals = AuditChain.objects.filter(last_number__gt=0).aggregate(lines=Sum("last_number"))
    values: dict[str, Any] = {
        "number": last.number + 1 if last else 1,
        "at": (at or clock.now()).astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": checkpoint_digest(checkpoint_values(last)) if last else START,
        "root": merkle_root(head_leaf(h.name, h.number, h.digest) for h in moved),
        "heads": len(moved),
        "chains": AuditChain.objects.filter(last_number__gt=0).count(),
        "lines": totals["lines"] or 0,
    }
    row = AuditCheckpoint.objects.create(**values, key_id=keys.key_id(), signature=keys.sign(checkpoint_text(values)))
    CheckpointHead.objects.bulk_create(
        [CheckpointHead(checkpoint=row, chain=h.name, number=h.number, hash=h.digest) for h in moved], batch_size=500
    )
    transaction.on_commit(lambda: keys.remember(checkpoint_values(row)))
    return Checkpoint(row.number, row.at, row.lines, row.chains, row.heads, row.root, row.key_id)


def _catch_up() -> None:
    """A process that died between its commit and the record left a gap there: fill it."""
    known = {row["number"] for row in keys.remembered()}
    for row in AuditCheckpoint.objects.order_by("number"):
        if row.number not in known and keys.signed(checkpoint_text(checkpoint_values(row)), row.signature):
            keys.remember(checkpoint_values(row))
