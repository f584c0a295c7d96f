"""Writing the log: one verb, inside the transaction of the act that it records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from samenhang.audit.enums import Act
from samenhang.audit.models import AuditChain, AuditLine
from samenhang.audit.rules import START, VERSION, canonical, chained, content
from samenhang.base import clock
from samenhang.base.actor import Actor

# In the order of the parameters of audit_append, the function in PostgreSQL (migration 0004).
COLUMNS = (
    "version", "at", "act", "outcome", "user_id", "user_name", "user_role", "user_organisation", "auth_level", "acting_for",
    "purpose", "dossier_id", "compartment_id", "regime", "object_type", "object_id", "categories", "detail", "source_system",
    "address", "session",
)  # fmt: skip
_INTO = f"INSERT INTO audit_auditline (chain, number, {', '.join(COLUMNS)}, previous_hash, record_hash) VALUES "  # noqa: S608 - names of ours only
_LINE = f"({', '.join(['%s'] * (len(COLUMNS) + 4))})"
_APPEND = f"SELECT * FROM audit_append({', '.join(['%s'] * (len(COLUMNS) + 2))})"  # noqa: S608 - names of ours only
_HEAD = (
    "INSERT INTO audit_auditchain (name, last_number, last_hash, previous_hash) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (name) DO UPDATE SET last_number = excluded.last_number, last_hash = excluded.last_hash, "
    "previous_hash = excluded.previous_hash"
)


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
    compartment_id: int | None = None,
    regime: str = "",
    acting_for: str = "",
    source_system: str = "",
) -> AuditLine:
    """Append one line to the chain of the dossier, or to the user's own chain when no single dossier is concerned.

    Must be called inside the transaction of the act (OutsideTransaction otherwise): without its line there is no
    change, and without the change there is no line. ``detail`` holds codes and identifiers, never content.
    ``source_system`` says where the act came from when it was not the screens; ``acting_for`` for whom somebody stands in.
    """
    _inside()
    values = _values(
        actor,
        {
            "act": act, "dossier_id": dossier_id, "object_type": object_type, "object_id": object_id, "categories": categories,
            "purpose": purpose, "outcome": outcome, "detail": detail, "compartment_id": compartment_id, "regime": regime,
            "acting_for": acting_for, "source_system": source_system,
        },
        _moment(at),
    )  # fmt: skip
    append = _append_in_one_statement if connection.vendor == "postgresql" else _append_under_the_lock
    pk, number, previous, digest = append(values)
    return AuditLine(pk=pk, number=number, previous_hash=previous, record_hash=digest, **values)


def _append_in_one_statement(values: Mapping[str, Any]) -> tuple[int, int, str, str]:
    """PostgreSQL locks the head, counts on, hashes and writes: one round trip, and nobody waits for the way back."""
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [values["chain"], content(values), *_row(values)])
        pk, number, previous, digest = cursor.fetchone()
    return pk, number, previous, digest


def _append_under_the_lock(values: Mapping[str, Any]) -> tuple[int, int, str, str]:
    """SQLite has one writer at a time, so the head cannot move between reading and writing it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_number, last_hash FROM audit_auditchain WHERE name = %s", [values["chain"]])
        last, previous = cursor.fetchone() or (0, START)
        digest = chained(previous, last + 1, content(values))
        cursor.execute(_INTO + _LINE, [values["chain"], last + 1, *_row(values), previous, digest])
        pk = cursor.lastrowid or 0
        cursor.execute(_HEAD, [values["chain"], last + 1, digest, previous])
    return pk, last + 1, previous, digest


def _row(values: Mapping[str, Any]) -> list[Any]:
    return [canonical(values[name]) if name == "detail" else values[name] for name in COLUMNS]


def record_many(actor: Actor, acts: Sequence[Mapping[str, Any]], *, at: datetime | None = None) -> list[AuditLine]:
    """Append several lines in one go (imports, generated regions); fields as in :func:`record`."""
    _inside()
    moment = _moment(at)
    rows = [_values(actor, entry, moment) for entry in acts]
    heads = _locked_heads({row["chain"] for row in rows})
    lines: list[AuditLine] = []
    for row in rows:
        head = heads[row["chain"]]
        digest = chained(head.last_hash, head.last_number + 1, content(row))
        head.last_number, head.previous_hash, head.last_hash = head.last_number + 1, head.last_hash, digest
        lines.append(AuditLine(number=head.last_number, previous_hash=head.previous_hash, record_hash=digest, **row))
    AuditLine.objects.bulk_create(lines, batch_size=500)
    moved = ["last_number", "last_hash", "previous_hash"]
    AuditChain.objects.bulk_create(
        heads.values(), batch_size=300, update_conflicts=True, update_fields=moved, unique_fields=["name"]
    )
    return lines


def _locked_heads(names: set[str]) -> dict[str, AuditChain]:
    """The heads of these chains, locked until the transaction ends; always in the same order, so that two writers
    never wait for each other. A chain without a line yet gets its head first."""
    ordered = sorted(names)
    AuditChain.objects.bulk_create(
        [AuditChain(name=name, last_hash=START) for name in ordered], batch_size=300, ignore_conflicts=True
    )
    found: dict[str, AuditChain] = {}
    for begin in range(0, len(ordered), 500):
        rows = AuditChain.objects.select_for_update().filter(name__in=ordered[begin : begin + 500]).order_by("name")
        found.update({head.name: head for head in rows})
    return found


def _inside() -> None:
    if not connection.in_atomic_block:
        raise OutsideTransaction("an audit line belongs in the transaction of its act")


def _moment(at: datetime | None) -> str:
    return (at or clock.now()).astimezone(UTC).isoformat(timespec="microseconds")


def _values(actor: Actor, entry: Mapping[str, Any], moment: str) -> dict[str, Any]:
    dossier_id = entry.get("dossier_id")
    return {
        "version": VERSION,
        "chain": f"dossier:{dossier_id}" if dossier_id is not None else f"user:{actor.user_id or 0}",
        "at": moment,
        "act": str(entry["act"]),
        "outcome": entry.get("outcome", "OK"),
        "user_id": actor.user_id,
        "user_name": actor.name,
        "user_role": str(actor.role),
        "user_organisation": actor.organisation,
        "auth_level": str(getattr(actor, "auth_level", "")),
        "acting_for": str(entry.get("acting_for", "")),
        "purpose": str(entry.get("purpose", "")),
        "dossier_id": dossier_id,
        "compartment_id": entry.get("compartment_id"),
        "regime": str(entry.get("regime", "")),
        "object_type": str(entry.get("object_type", "")),
        "object_id": str(entry.get("object_id", "")),
        "categories": int(entry.get("categories", 0)),
        "detail": dict(entry.get("detail") or {}),
        "source_system": str(entry.get("source_system", "") or settings.AUDIT_SOURCE),
        "address": actor.address,
        "session": actor.session,
    }
