"""Accounts, keys and reviews as a page shows them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.access.enums import CaseRole, Category
from samenhang.access.labels import CASE_ROLES, category_words
from samenhang.access.rules import OPENS, OWN, WRITES
from samenhang.base.actor import Actor
from samenhang.directory.enums import Power
from samenhang.directory.labels import AUTH_LEVELS, DECISIONS, POWERS, ROLES, SCOPES
from samenhang.directory.roles import POWERS as OF_ROLES
from samenhang.directory.roles import SCOPES as OF_SCOPES
from samenhang.directory.roles import SECOND_FACTOR
from samenhang.directory.selectors import Account, Device, KeyRow, ReviewLineRow, ReviewRow, may_confirm_some
from samenhang.ui.tables import Cell, Column, Row, Table


def account_tabs(current: str, *, may_use_api: bool = False) -> list[dict[str, Any]]:
    """The pages of one's own account."""
    tabs = [
        ("security", reverse("mfa_index"), _("Second factor"), "shield"),
        ("sessions", reverse("account:sessions"), _("Where I am signed in"), "history"),
        ("password", reverse("account:password"), _("Password"), "lock"),
    ]
    if may_use_api:
        tabs.append(("keys", reverse("account:keys"), _("API keys"), "key"))
    return [{"url": url, "label": label, "icon": icon, "current": code == current} for code, url, label, icon in tabs]


def menu(actor: Actor) -> list[dict[str, str]]:
    """What stands under one's name: the own account, and what the powers add."""
    links = [("mfa_index", _("My account"), "shield", None), ("account:keys", _("API keys"), "key", Power.USE_API)]
    links += [
        ("account:accounts", _("Accounts"), "users", Power.MANAGE_ACCOUNTS),
        ("account:reviews", _("Access reviews"), "clipboard-list", Power.REVIEW_ACCOUNTS),
        ("account:roles", _("Roles"), "book", Power.OVERSEE_ACCESS),
    ]
    if may_confirm_some(actor):
        links.append(("account:recoveries", _("Ways back into accounts"), "key", None))
    return [{"url": reverse(u), "label": w, "icon": i} for u, w, i, power in links if power is None or actor.can(power)]


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_name(text: str) -> str:
    """A browser and a system in words, from what the browser tells; the text itself when it tells neither."""
    browser = next((name for mark, name in _BROWSERS if re.search(rf"\b{mark}", text)), "")
    system = next((name for mark, name in _SYSTEMS if mark in text), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or text[:40] or _("Unknown device")


def device_rows(rows: Sequence[Device]) -> list[dict[str, Any]]:
    """Sessions in words."""
    return [
        {
            "id": d.id,
            "name": device_name(d.device),
            "address": d.address,
            "started": d.started_at,
            "seen": d.last_seen_at,
            "how": AUTH_LEVELS.get(d.auth_level, ""),
            "current": d.current,
        }
        for d in rows
    ]


def day(value: date | None) -> str:
    """A day in words, empty when there is none."""
    return date_format(value, "j F Y") if value else ""


def key_rows(rows: Sequence[KeyRow]) -> list[dict[str, Any]]:
    """API keys in words."""
    states = {
        "ACTIVE": (_("in use"), "positive"),
        "ENDED": (_("ended"), "neutral"),
        "REVOKED": (_("revoked"), "negative"),
    }
    return [
        {
            "id": k.id,
            "name": k.name,
            "prefix": k.prefix,
            "scopes": [SCOPES[s] for s in k.scopes],
            "last_day": k.end - timedelta(days=1),
            "used": k.last_used_on,
            "state": states[k.state][0],
            "tone": states[k.state][1],
            "active": k.state == "ACTIVE",
        }
        for k in rows
    ]


def accounts_table(rows: Sequence[Account], today: date) -> Table:
    """Who has access on behalf of the organisation."""
    return Table(
        caption=_("Who has access on behalf of your organisation"),
        columns=[
            Column(_("Name")),
            Column(_("Role")),
            Column(_("From")),
            Column(_("Last day")),
            Column(_("Second factor")),
            Column(_("Last signed in")),
        ],
        rows=[
            Row(
                [
                    Cell(a.name, href=reverse("account:account", args=[a.membership_id]), note=a.username),
                    Cell(ROLES.get(a.role, a.role), note=a.organisation),
                    day(a.start),
                    _until(a, today),
                    _factor(a),
                    day(timezone.localdate(a.last_login)) if a.last_login else _("never"),
                ]
            )
            for a in rows
        ],
        empty=_("Nobody has access yet."),
        hide_caption=True,
    )


def _until(a: Account, today: date) -> Cell:
    ends = [d - timedelta(days=1) for d in (a.end, a.expires_on) if d is not None]
    if not ends:
        return Cell(_("no end"))
    last = min(ends)
    return Cell(day(last), tone="negative" if last < today else "warning" if (last - today).days < 30 else "")


def _factor(a: Account) -> Cell:
    if a.has_second_factor:
        return Cell(_("set up"), tone="positive", icon="check")
    if a.needs_second_factor:
        return Cell(_("not yet"), tone="warning", icon="alert-triangle")
    return Cell(_("not needed"))


def reviews_table(rows: Sequence[ReviewRow], today: date) -> Table:
    """The reviews, and which of them are late."""

    def state(r: ReviewRow) -> Cell:
        if r.finished_at:
            return Cell(_("finished on %(day)s") % {"day": day(timezone.localdate(r.finished_at))}, tone="positive")
        if r.overdue(today):
            return Cell(_("overdue"), tone="negative", icon="clock-exclamation")
        return Cell(_("under way"), tone="info")

    return Table(
        caption=_("Reviews"),
        columns=[
            Column(_("Organisation")),
            Column(_("Year"), number=True),
            Column(_("To be finished by")),
            Column(_("Still open"), number=True),
            Column(_("State")),
        ],
        rows=[
            Row(
                [
                    Cell(r.organisation, href=reverse("account:review", args=[r.id])),
                    r.year,
                    day(r.due_on),
                    f"{r.open} / {r.lines}",
                    state(r),
                ]
            )
            for r in rows
        ],
        empty=_("No review has been started yet."),
        hide_caption=True,
    )


def line_rows(rows: Sequence[ReviewLineRow], actor: Actor) -> list[dict[str, Any]]:
    """Who is reviewed, with the decision in words."""
    tones = {"KEEP": "positive", "CHANGE": "warning", "END": "negative"}
    return [
        {
            "id": r.id,
            "name": r.name,
            "role": ROLES.get(r.role, r.role),
            "since": r.since,
            "last_login": r.last_login,
            "decision": DECISIONS.get(r.decision, ""),
            "tone": tones.get(r.decision, "neutral"),
            "new_role": ROLES.get(r.new_role, ""),
            "reason": r.reason,
            "by": r.decided_by,
            "mine": r.user_id == actor.user_id,
        }
        for r in rows
    ]


def role_sheet() -> list[dict[str, Any]]:
    """Roles and powers in words."""
    return [
        {
            "code": role.value,
            "name": ROLES[role],
            "second_factor": role in SECOND_FACTOR,
            "powers": sorted(str(POWERS[p]) for p in powers),
        }
        for role, powers in OF_ROLES.items()
    ]


def invited_roles_table() -> Table:
    """The same for the roles in which one can be invited, for who is about to choose one."""
    return Table(
        caption=_("What each role opens"),
        columns=[Column(_("Role in the case")), Column(_("May read")), Column(_("May change"))],
        rows=[Row([str(r["name"]), r["reads"], r["writes"]]) for r in case_role_sheet() if r["code"] not in OWN],
        hide_caption=True,
    )


def case_role_sheet() -> list[dict[str, Any]]:
    """What taking part in a case opens, in words."""
    return [
        {
            "code": role,
            "name": CASE_ROLES[role],
            "reads": _categories(OPENS[role]),
            "writes": _categories(WRITES[role]) or _("nothing"),
        }
        for role in CaseRole
        if role in OPENS
    ]


def _categories(held: Category) -> str:
    return ", ".join(str(word) for word in category_words(int(held)))


def fingerprint() -> str:
    """What stands for the roles as they are now: it changes with every power, scope and category in them."""
    sheet = {
        "powers": {r.value: sorted(p.value for p in powers) for r, powers in OF_ROLES.items()},
        "second factor": sorted(r.value for r in SECOND_FACTOR),
        "scopes": {s.value: sorted(p.value for p in powers) for s, powers in OF_SCOPES.items()},
        "case roles": {r.value: [int(OPENS[r]), int(WRITES[r])] for r in CaseRole if r in OPENS},
    }
    return hashlib.sha256(json.dumps(sheet, sort_keys=True).encode()).hexdigest()
