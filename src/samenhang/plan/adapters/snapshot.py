"""A plan as plain values: what a version keeps, and what two versions are compared by."""

from __future__ import annotations

from datetime import date
from typing import Any

from samenhang.plan.enums import ApproachState
from samenhang.plan.models import (
    Action,
    Approach,
    BackUp,
    Goal,
    OrganisationPlan,
    Plan,
    RouteStep,
    SecurityCheck,
    Tension,
)

Content = dict[str, list[dict[str, Any]]]
_WHY = "the content of a version, which is kept where the plan is kept"


def snapshot(plan: Plan) -> Content:
    """Everything that stands in a plan now, as values that fit into JSON, each with its number."""

    def rows(table: Any, *names: str, **only: Any) -> list[dict[str, Any]]:
        found = table.objects.for_rule(_WHY).filter(plan=plan, **only).order_by("pk").values("pk", *names)
        return [{"id": v.pop("pk"), **{k: _plain(x) for k, x in v.items()}} for v in found]

    current: dict[str, Any] = {"ended_on__isnull": True}
    approach = rows(Approach, "nearness", "agreements", "works", "does_not_work", "faces", state=ApproachState.AGREED)
    return {
        "head": [
            {
                "id": 0,
                "future": plan.future,
                "outflow": plan.outflow,
                "outflow_place": plan.outflow_place,
                "outflow_on": _plain(plan.outflow_on),
            }
        ],
        "approach": [{**row, "id": 0} for row in approach],
        "route": rows(RouteStep, "place", "text", "about_when", "state", **current),
        "goals": rows(
            Goal,
            "text",
            "domain",
            "words_id",
            "wish",
            "seen_by",
            "by",
            "part__title",
            "state",
            "state_why",
            **current,
        ),
        "actions": rows(
            Action,
            "text",
            "due",
            "doer",
            "user__name",
            "organisation__name",
            "who",
            "state",
            "result",
            "goal_id",
            **current,
        ),
        "securities": rows(SecurityCheck, "kind", "state", "note", **current),
        "back_ups": rows(BackUp, "trigger", "what", "owner", "tried_on", "tried_how", **current),
        "parts": rows(OrganisationPlan, "organisation__name", "title", "about", "contact", "until", **current),
        "tensions": rows(Tension, "one__text", "other__text", "about", "agreed", **current),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
