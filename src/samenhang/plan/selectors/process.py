"""How long the steps around a plan take, for counts over everybody; never shown one by one."""

from __future__ import annotations

from datetime import date

from django.db.models import Min

from samenhang.plan.models import Plan, PlanVersion, SupportRequest
from samenhang.ui.dates import as_date


def plan_steps_for_rule(*, reason: str) -> list[tuple[int, date, date | None]]:
    """Of each plan that runs: the dossier, since when, and the day on which a version was first put before everybody."""
    first = dict(
        PlanVersion.objects.for_rule(reason)
        .order_by()
        .values_list("plan_id")
        .annotate(first=Min("made_at"))
        .values_list("plan_id", "first")
    )
    plans = Plan.objects.for_rule(reason).filter(ended_on__isnull=True)
    return [
        (dossier_id, started, as_date(first[pk]) if pk in first else None)
        for pk, dossier_id, started in plans.order_by("pk").values_list("pk", "person__dossier_id", "started_on")
    ]


def support_steps_for_rule(*, reason: str) -> list[tuple[date, date | None, date]]:
    """Of each request for extra support: the day on which it was asked, on which it was decided, and the last day for that."""
    rows = SupportRequest.objects.for_rule(reason).order_by("pk").values_list("asked_at", "decided_at", "decide_by")
    return [(as_date(asked), as_date(decided) if decided else None, last) for asked, decided, last in rows]
