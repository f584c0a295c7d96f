"""Writing the log: one verb, inside the transaction of the act that it records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from samenhang.audit.enums import Act
from samenhang.audit.models import AuditChain, AuditLine
from samenhang.audit.rules import START, line_hash
from samenhang.base import clock
from samenhang.base.actor import Actor


class OutsideTransaction(RuntimeError):
    """A line was about to be written beside the change instead of with it."""


def record(
    actor: Actor,
    act: Act,
    *,
    dossier_id: int | None = None,
    object_type: str = "",
    object_id: object = "",
    categories: int = 0,
    purpose: str = "",
    outcome: str = "OK",
    detail: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> AuditLine:
    """Append one line to the chain of the dossier, or to the user's own chain when no single dossier is concerned.

    Must be called inside the transaction of the act (OutsideTransaction otherwise): without its line there is no
    change, and without the change there is no line. ``detail`` holds codes and identifiers, never content.
    """
    return record_many(
        actor,
        [
            {
                "act": act,
                "dossier_id": dossier_id,
                "object_type": object_type,
                "object_id": object_id,
                "categories": categories,
                "purpose": purpose,
                "outcome": outcome,
                "detail": detail or {},
            }
        ],
        at=at,
    )[0]


def record_many(actor: Actor, acts: Sequence[Mapping[str, Any]], *, at: datetime | None = None) -> list[AuditLine]:
    """Append several lines in one go (imports, generated regions); fields as in :func:`record`."""
    if not connection.in_atomic_block:
        raise OutsideTransaction("an audit line belongs in the transaction of its act")
    moment = (at or clock.now()).astimezone(UTC).isoformat(timespec="microseconds")
    heads: dict[str, AuditChain] = {}
    lines: list[AuditLine] = []
    names = sorted({_chain(actor, a.get("dossier_id")) for a in acts})
    for name in names:  # always locked in the same order, so that two writers never wait for each other
        heads[name] = _locked_head(name)
    for entry in acts:
        head = heads[_chain(actor, entry.get("dossier_id"))]
        values = {
            "chain": head.name,
            "number": head.last_number + 1,
            "at": moment,
            "act": str(entry["act"]),
            "outcome": entry.get("outcome", "OK"),
            "user_id": actor.user_id,
            "user_name": actor.name,
            "user_role": actor.role,
            "user_organisation": actor.organisation,
            "purpose": str(entry.get("purpose", "")),
            "dossier_id": entry.get("dossier_id"),
            "object_type": entry.get("object_type", ""),
            "object_id": str(entry.get("object_id", "")),
            "categories": int(entry.get("categories", 0)),
            "detail": dict(entry.get("detail") or {}),
            "address": actor.address,
            "session": actor.session,
        }
        digest = line_hash(head.last_hash, values)
        lines.append(AuditLine(**values, previous_hash=head.last_hash, record_hash=digest))
        head.last_number, head.last_hash = head.last_number + 1, digest
    AuditLine.objects.bulk_create(lines, batch_size=500)
    if len(heads) == 1:
        AuditChain.objects.filter(pk=lines[-1].chain).update(
            last_number=lines[-1].number, last_hash=lines[-1].record_hash
        )
    else:
        AuditChain.objects.bulk_update(heads.values(), ["last_number", "last_hash"], batch_size=300)
    return lines


def _locked_head(name: str) -> AuditChain:
    """The head of the chain, locked until the transaction ends; made when it is the first line."""
    head = AuditChain.objects.select_for_update().filter(name=name).first()
    if head is None:
        AuditChain.objects.get_or_create(name=name, defaults={"last_hash": START})
        head = AuditChain.objects.select_for_update().get(name=name)
    return head


def _chain(actor: Actor, dossier_id: int | None) -> str:
    return f"dossier:{dossier_id}" if dossier_id is not None else f"user:{actor.user_id or 0}"
