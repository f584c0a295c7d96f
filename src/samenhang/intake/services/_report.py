"""What the verbs of the report desk share: the report that somebody may work on, and its line in the log."""

from __future__ import annotations

from typing import Any

from samenhang.access.enums import Category
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant
from samenhang.directory.enums import Power
from samenhang.intake.models import Report


def held_report(actor: Actor, report_id: int) -> tuple[Report, int]:
    """The report, locked, and its dossier, for who weighs at the desk. NoGrant otherwise, also when there is none."""
    require(actor, Power.TRIAGE_REPORTS)
    rows = Report.objects.for_rule("a report is locked before it changes, after the grant on the next line")
    row = rows.select_for_update().filter(pk=report_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row, require_grant(actor, row.compartment_id, Category.INCIDENT)


def line(actor: Actor, act: Act, row: Any, dossier_id: int, **detail: Any) -> None:
    """One line in the log about a row of the desk; never its words."""
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type=type(row).__name__,
        object_id=row.pk,
        categories=int(Category.INCIDENT),
        detail=detail or None,
    )
