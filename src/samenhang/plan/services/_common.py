"""What the verbs of the plan share: the plan that is open, its line in the log, who takes part."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from samenhang.access.enums import CaseRole, Category
from samenhang.access.rules import OWN
from samenhang.access.selectors import TakesPart, taking_part
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.plan.models import Plan

# A placement table seeks a place, a process director convenes; neither has a part in what the plan says.
_NOT_ASKED = frozenset({*OWN, CaseRole.PLACEMENT_TABLE, CaseRole.PROCESS_DIRECTOR})


def open_plan(actor: Actor, plan_id: int) -> tuple[Plan, int]:
    """The current plan, locked, and its dossier, for who may write goals there.

    Raises NoGrant, and Refused(PLAN_ENDED) when it ended.
    """
    rows = Plan.objects.for_rule("a plan is locked before one of its parts changes")
    plan = rows.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, plan.compartment_id, Category.PLAN_GOALS)
    if plan.ended_on is not None:
        raise Refused("PLAN_ENDED")
    return plan, dossier_id


def line(
    actor: Actor,
    act: Act,
    row: Any,
    dossier_id: int,
    *,
    category: Category = Category.PLAN_GOALS,
    **detail: Any,
) -> None:
    """One line in the log about a row of the plan; never its words."""
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type=type(row).__name__,
        object_id=row.pk,
        categories=int(category),
        detail=detail or None,
    )


def parties(dossier_id: int, today: date) -> list[TakesPart]:
    """Who takes part and is asked to agree: everybody who helps; not the person themselves, the table or the process director."""
    return [p for p in taking_part(dossier_id, today) if p.role not in _NOT_ASKED]


def asked_organisations(found: Collection[TakesPart]) -> list[int]:
    """The organisations of these parties, each once, in the order in which they joined."""
    return list(dict.fromkeys(p.organisation_id for p in found if p.organisation_id is not None))


def users_of(found: Collection[TakesPart], organisation_ids: Collection[int], *, without: int | None) -> list[int]:
    """The colleagues among these parties who work for one of these organisations, without one of them."""
    wanted = set(organisation_ids)
    return sorted({p.user_id for p in found if p.user_id and p.organisation_id in wanted and p.user_id != without})
