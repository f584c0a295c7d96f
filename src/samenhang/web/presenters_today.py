"""Today in words: what asks attention, in groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.base.actor import Actor
from samenhang.conferences.labels import ALERTS as TALK_ALERTS
from samenhang.finance.enums import FinanceAlert
from samenhang.finance.labels import ALERTS as FINANCE_ALERTS
from samenhang.intake.labels import ALERTS as INTAKE_ALERTS
from samenhang.legal.labels import ALERTS as TITLE_ALERTS
from samenhang.legal.labels import LAWS, PAYERS, TITLES
from samenhang.matching.labels import ALERTS as MATCHING_ALERTS
from samenhang.pathway.enums import PathwayAlert
from samenhang.pathway.labels import ALERTS as PATHWAY_ALERTS
from samenhang.pathway.labels import HANDOVER_ALERTS, RETURN_ALERTS, STEPS
from samenhang.people.labels import ALERTS as PEOPLE_ALERTS
from samenhang.picture.labels import ALERTS as PICTURE_ALERTS
from samenhang.plan.enums import PlanAlert
from samenhang.plan.labels import ALERTS as PLAN_ALERTS
from samenhang.plan.labels import ASKED_ABOUT, PHASES_SHORT, SECURITIES
from samenhang.privacy.labels import DUTIES
from samenhang.steering.labels import ALERTS as STEERING_ALERTS
from samenhang.supply.labels import ALERTS as SUPPLY_ALERTS
from samenhang.web.attention import Sort, sort_of
from samenhang.web.selectors_today import Item

ALERTS = {
    **TITLE_ALERTS,
    **PATHWAY_ALERTS,
    **HANDOVER_ALERTS,
    **MATCHING_ALERTS,
    **DUTIES,
    **PEOPLE_ALERTS,
    **PICTURE_ALERTS,
    **INTAKE_ALERTS,
    **PLAN_ALERTS,
    **TALK_ALERTS,
    **FINANCE_ALERTS,
    **RETURN_ALERTS,
    **SUPPLY_ALERTS,
    **STEERING_ALERTS,
}


def item_view(item: Item, today: date) -> dict[str, Any]:
    """One line of Today."""
    moment = item.until if item.until and (item.on is None or item.until >= item.on) else item.on
    if item.on and item.on > today:
        moment = item.on
    return {
        "urgency": item.urgency(today),
        "task": sort_of(item, today) == Sort.TASK,
        "text": str(ALERTS[item.code]),
        "person": item.person.name if item.person else "",
        "detail": _detail(item),
        "moment": moment,
        "url": _where(item),
    }


def _where(item: Item) -> str:
    """Where a thing is done: its package says so, or the page of the person on which its kind stands."""
    if item.path or item.person is None:
        return item.path
    person = [item.person.id]
    if item.code in {PathwayAlert.NO_FILE_HOLDER, PathwayAlert.NO_CASE_DIRECTOR}:
        return reverse("plan:directing", args=person)
    if item.code == PathwayAlert.EXTRA_CARE_NEEDED:
        return reverse("plan:ask_support", args=person)
    if item.kind == "MATCHING":
        return reverse("matching:fit", args=person)
    if item.kind == "PRIVACY":
        return reverse("privacy:rights", args=person)
    if item.kind in {"TITLE", "INDICATION"}:
        return reverse("legal:person", args=person)
    return reverse("web:person", args=person)


GROUP_SIZE = 25


def groups(items: Sequence[Item], actor: Actor, today: date, whole: str) -> list[dict[str, Any]]:
    """Today in groups: red, what waits for me, overdue, due, what waits for others, what comes; each cut to a size that can be read.

    ``whole`` names the group that is shown to its end.
    """
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(_group(item, actor, today), []).append(item)
    titles = {
        "red": _("Red: nobody can wait with this"),
        "me": _("Waits for me"),
        "overdue": _("Overdue"),
        "due": _("Due now"),
        "others": _("Waits for others"),
        "soon": _("Comes soon"),
    }
    return [
        {
            "code": code,
            "title": title,
            "count": len(found[code]),
            "items": [item_view(i, today) for i in (found[code] if whole == code else found[code][:GROUP_SIZE])],
            "more": len(found[code]) - GROUP_SIZE if whole != code and len(found[code]) > GROUP_SIZE else 0,
        }
        for code, title in titles.items()
        if code in found
    ]


def _group(item: Item, actor: Actor, today: date) -> str:
    urgency = item.urgency(today)
    if urgency == "red":
        return "red"
    if item.user_id is not None and item.user_id == actor.user_id:
        return "me"
    if item.user_id is not None:
        return "others"
    return urgency


def _detail(item: Item) -> str:
    """What stands under the alert: the title it is about, how many moves, where."""
    if item.kind == "TITLE":
        return str(TITLES.get(item.detail, item.detail))
    if item.kind == "INDICATION":
        law, _space, profile = item.detail.partition(" ")
        return f"{LAWS[law]} {profile.replace('_', ' ')}"
    if item.code == FinanceAlert.SWITCH_WITHOUT_COVER:
        before, _space, after = item.detail.partition(" ")
        return f"{PAYERS[before]} → {PAYERS[after] if after else _('nobody knows who')}"
    if item.code == PlanAlert.SIGNAL_RED:
        return str(PHASES_SHORT[item.detail])
    if item.code == PlanAlert.AGREEMENT_TO_GIVE:
        return str(ASKED_ABOUT[item.detail])
    if item.code in {PlanAlert.SECURITY_MISSING, PlanAlert.NO_DAY_ACTIVITY}:
        return str(SECURITIES.get(item.detail, ""))
    if item.code in HANDOVER_ALERTS:
        return str(STEPS.get(item.detail, ""))
    if item.code == PathwayAlert.TRANSFER_LOAD:
        return _("%(count)s times to another provider in two years") % {"count": item.detail}
    return item.detail
