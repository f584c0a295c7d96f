"""What every page knows: who is signed in and where they can go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.access.selectors import own_dossier
from samenhang.base.actor import SYSTEM
from samenhang.directory.enums import Power
from samenhang.directory.labels import role_name
from samenhang.web.presenters_account import menu


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation by powers, the actor's name, role and organisation, and the fixed day of a demonstration."""
    actor = getattr(request, "actor", SYSTEM)
    links: list[dict[str, Any]] = []
    mine = actor.user_id is not None and not actor.powers and own_dossier(actor, request.today) is not None  # type: ignore[attr-defined]
    if mine:
        links = _mine(request.path)
    elif actor.user_id is not None:
        for url, label, icon, power in (
            ("web:today", _("Today"), "home", None),
            ("web:people", _("People"), "users", Power.WORK_ON_CASES),
            ("pathway:handovers", _("Handovers"), "route", Power.WORK_ON_CASES),
            ("reports:desk", _("Report desk"), "flag", Power.TRIAGE_REPORTS),
            ("region:in_view_desk", _("Everybody in view"), "eye", Power.TRIAGE_REPORTS),
            ("conferences:tables", _("Talks"), "messages", Power.WORK_ON_CASES),
            ("finder:finder", _("Whom to call"), "phone", Power.WORK_ON_CASES),
            ("matching:table", _("Table"), "table", Power.SIT_AT_TABLE),
            ("steering:agenda", _("Bottlenecks"), "hand-stop", Power.SEE_BOTTLENECKS),
            ("supply:register", _("Supply"), "bed", Power.SEE_SUPPLY),
            ("privacy:received", _("Shared with us"), "send", Power.RECEIVE_SHARED),
            ("desk:index", _("Privacy desk"), "shield", Power.SEE_LOG),
            ("region:overview", _("Region"), "map", Power.SEE_REGION),
            ("reports:mine", _("My reports"), "flag", Power.REPORT_CONCERN),
            ("finance:overview", _("Time"), "clock", Power.REGISTER_TIME),
        ):
            if power is None or (actor.can(power) and not (url == "reports:mine" and actor.can(Power.TRIAGE_REPORTS))):
                address = reverse(url)
                current = request.path == address or (address != "/" and request.path.startswith(address))
                links.append({"url": address, "label": label, "icon": icon, "current": current})
    return {
        "navigation": links,
        "search_url": reverse("web:search") if actor.can(Power.WORK_ON_CASES) or actor.can(Power.SEE_SUPPLY) else "",
        "actor_label": actor.name if actor.user_id is not None else "",
        "actor_role": role_name(actor.role),
        "actor_organisation": actor.organisation,
        "home_url": reverse("portal:start")
        if mine
        else reverse("web:today")
        if actor.user_id is not None
        else reverse("web:sign_in"),
        "sign_in_url": reverse("web:sign_in"),
        "sign_out_url": reverse("web:sign_out") if actor.user_id is not None else "",
        "account_links": menu(actor) if actor.user_id is not None else [],
        "bell": _bell(request) if actor.user_id is not None and actor.powers else None,
        "emergency_url": reverse("privacy:emergency") if actor.emergencies else "",
        "demo": settings.DEMO,
        "demo_today": getattr(request, "today", None) if settings.FIXED_TODAY else None,
        "today": getattr(request, "today", None),
    }


def _bell(request: HttpRequest) -> dict[str, Any]:
    """How many things somebody was told and has not seen, with the way there; it came with the user."""
    return {"url": reverse("notifications:overview"), "count": getattr(request.user, "counted", {}).get("unread", 0)}


def _mine(path: str) -> list[dict[str, Any]]:
    """The menu of somebody who works nowhere and has an own file."""
    return [
        {
            "url": reverse(url),
            "label": label,
            "icon": icon,
            "current": path == reverse(url) or (url != "portal:start" and path.startswith(reverse(url))),
        }
        for url, label, icon in (
            ("portal:start", _("Mine"), "home"),
            ("portal:plan", _("My plan"), "clipboard-list"),
            ("portal:signals", _("My signalling plan"), "traffic-lights"),
            ("portal:pathway", _("Where I stay"), "home-heart"),
            ("portal:talks", _("My talks"), "messages"),
            ("portal:file", _("My file"), "file-text"),
            ("portal:who_knows", _("Who knows what"), "users"),
            ("portal:who_looked", _("Who looked"), "eye"),
            ("portal:consents", _("My consents"), "check"),
            ("portal:told", _("Messages to me"), "mail"),
            ("portal:asked", _("Ask"), "message"),
            ("portal:take", _("Take along"), "download"),
        )
    ]
