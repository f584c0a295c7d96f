"""The verbs of an import: check a file, keep it for a moment, carry it out as a whole or not at all."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import reading, require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.intake.enums import ReportWay
from samenhang.intake.services import receive_many
from samenhang.interop.columns import optional, required
from samenhang.interop.enums import Change, FileFault, Kind
from samenhang.interop.faults import BadFile
from samenhang.interop.history_plan import PURPOSE, HistoryPayload, plan_histories
from samenhang.interop.models import Upload
from samenhang.interop.plans import Plan
from samenhang.interop.reports_plan import ReportsPayload, plan_reports
from samenhang.interop.supply_plan import plan_supply
from samenhang.interop.tables import read_table
from samenhang.pathway.services import correct_placement, record_placements
from samenhang.supply.services import upsert_places

KEPT = timedelta(minutes=30)
POWERS = {
    Kind.SUPPLY: Power.IMPORT_SUPPLY,
    Kind.HISTORIES: Power.IMPORT_HISTORY,
    Kind.REPORTS: Power.REPORT_CONCERN,
}


def check(*, actor: Actor, kind: Kind, content: bytes, today: date, now: datetime) -> Plan:
    """The dry run: what this file would do, or what is wrong with it. Writes nothing but the line of the reading.

    Raises BadFile when it is no such table, NoGrant without the power to import this.
    """
    require(actor, POWERS[kind])
    table = read_table(
        content,
        required=required(kind),
        optional=optional(kind),
        max_bytes=settings.IMPORT_MAX_BYTES,
        max_rows=settings.IMPORT_MAX_ROWS,
    )
    if not table.lines and not table.faults:
        raise BadFile(FileFault.EMPTY)
    if kind is Kind.SUPPLY:
        return plan_supply(actor=actor, table=table, today=today, now=now)
    if kind is Kind.REPORTS:
        return plan_reports(actor=actor, table=table, today=today, now=now)
    with reading(
        actor, purpose=PURPOSE, what="Import check", categories=Category.ID_CONTACT | Category.PLACEMENT_HISTORY
    ) as seen:
        plan = plan_histories(actor=actor, table=table, today=today)
        seen["dossiers"] = sorted(plan.payload.dossiers)
    return plan


@transaction.atomic
def keep(*, actor: Actor, kind: Kind, name: str, content: bytes, now: datetime) -> str:
    """Keep a file until it is confirmed, for half an hour at most, and return its token; an earlier one goes."""
    require(actor, POWERS[kind])
    Upload.objects.filter(expires_at__lte=now).delete()
    Upload.objects.filter(user_id=actor.user_id or 0).delete()
    row = Upload.objects.create(
        token=secrets.token_urlsafe(24),
        user_id=actor.user_id or 0,
        session=actor.session,
        kind=kind,
        name=plain_name(name),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        expires_at=now + KEPT,
    )
    return row.token


def plain_name(name: str) -> str:
    """The name of a file as text that can be shown: no folders, nothing invisible, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if unicodedata.category(c)[0] != "C")[:120].strip() or "?"


@transaction.atomic
def put_aside(*, actor: Actor, token: str) -> None:
    """Throw an unconfirmed file away."""
    Upload.objects.filter(token=token, user_id=actor.user_id or 0, session=actor.session).delete()


@transaction.atomic
def carry_out(*, actor: Actor, kind: Kind, token: str, digest: str, today: date, now: datetime) -> Plan:
    """Import a kept file: everything in one transaction, or nothing. Returns the plan that was carried out.

    The file is checked again, against grants and register as they are now. Raises Refused: IMPORT_GONE when it is no
    longer there (expired, confirmed before, of another session), IMPORT_CHANGED when it would no longer do what was
    shown, IMPORT_HAS_FAULTS.
    """
    row = Upload.objects.select_for_update().filter(
        token=token, user_id=actor.user_id or 0, session=actor.session, kind=kind, expires_at__gt=now
    ).first()  # fmt: skip
    if row is None or hashlib.sha256(bytes(row.content)).hexdigest() != row.sha256:
        raise Refused("IMPORT_GONE")
    plan = check(actor=actor, kind=kind, content=bytes(row.content), today=today, now=now)
    if plan.digest != digest:
        raise Refused("IMPORT_CHANGED")
    write(actor=actor, plan=plan, today=today, sha256=row.sha256)
    row.delete()
    return plan


@transaction.atomic
def write(*, actor: Actor, plan: Plan, today: date, sha256: str) -> None:
    """Write a plan without faults and the line that says so. Raises Refused(IMPORT_HAS_FAULTS)."""
    require(actor, POWERS[plan.kind])
    if plan.faults:
        raise Refused("IMPORT_HAS_FAULTS")
    if plan.kind is Kind.SUPPLY:
        upsert_places(actor=actor, places=plan.payload, today=today)
    elif plan.kind is Kind.REPORTS:
        reports: ReportsPayload = plan.payload
        receive_many(actor=actor, reports=reports.new, way=ReportWay.FILE, now=reports.now)
    else:
        payload: HistoryPayload = plan.payload
        record_placements(actor=actor, placements=payload.new)
        for correction in payload.corrections:
            correct_placement(actor=actor, placement_id=correction.placement_id, new=correction.new)
    record(
        actor,
        Act.IMPORT,
        object_type=f"Import {plan.kind}",
        object_id=sha256[:16],
        detail={change.value.lower(): plan.count(change) for change in Change},
    )
