"""Talks as the person reads them: what is to come, whether they come, and what was discussed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenhang.conferences.enums import Answer, ConferenceState
from samenhang.conferences.selectors import ConferenceRow, Expected, FeedbackRow
from samenhang.portal.labels import TALKS
from samenhang.portal.presenters.file import NEW_DAYS
from samenhang.privacy.labels import TOLD_HOW
from samenhang.ui import dates


def coming(rows: Sequence[ConferenceRow], invited: Sequence[Expected], today: date) -> list[dict[str, Any]]:
    """The talks that are to come, the first first; for each whether the reader is invited and what they answered."""
    invitations = {e.conference_id: e for e in invited}
    known = {r.id for r in rows}
    found = [_row(r, invitations.get(r.id)) for r in rows]
    found += [_row(e, e) for e in invited if e.conference_id not in known]
    return sorted((f for f in found if f["on"] >= today and f["to_come"]), key=lambda f: f["starts_at"])


def _row(talk: ConferenceRow | Expected, invitation: Expected | None) -> dict[str, Any]:
    planned = talk.state == ConferenceState.PLANNED
    at = timezone.localtime(talk.starts_at)
    answer = invitation.answer if invitation else ""
    return {
        "kind": TALKS[talk.kind],
        "starts_at": at,
        "on": at.date(),
        "minutes": talk.minutes,
        "where": getattr(talk, "where", ""),
        "link": getattr(talk, "link", ""),
        "by": talk.convened_by,
        "organisation": talk.convening,
        "to_come": planned or talk.state == ConferenceState.CANCELLED,
        "cancelled": not planned,
        "why": getattr(talk, "why_changed", ""),
        "why_no_client": getattr(talk, "why_no_client", ""),
        "asked": bool(invitation) and planned,
        "waits": planned and answer == Answer.ASKED,
        "comes": answer == Answer.ACCEPTED,
        "declined": answer == Answer.DECLINED,
        "url": reverse("portal:come", args=[invitation.party_id]) if invitation and planned else "",
    }


def told_of(rows: Sequence[ConferenceRow], told: Sequence[FeedbackRow], today: date) -> list[dict[str, Any]]:
    """The talks that were held, the latest first, with what was told of each; what is still to be told says so."""
    kinds = {r.id: TALKS[r.kind] for r in rows}
    done = {f.conference_id for f in told}
    found: list[dict[str, Any]] = [
        {
            "kind": kinds.get(f.conference_id, ""),
            "on": f.held_on,
            "text": f.text,
            "how": TOLD_HOW.get(f.told_how, ""),
            "told_on": f.told_on,
            "by": f.told_by or "",
            "reaction": f.reaction,
        }
        for f in told
    ]
    over = {ConferenceState.PLANNED, ConferenceState.HELD, ConferenceState.RECORDED}
    found += [
        {"kind": TALKS[r.kind], "on": r.on, "text": ""}
        for r in rows
        if r.on < today and r.state in over and r.id not in done
    ]
    return sorted(found, key=lambda f: f["on"], reverse=True)


def talk_news(talks: Sequence[dict[str, Any]], told: Sequence[FeedbackRow], today: date) -> list[dict[str, Any]]:
    """What is new of talks: invitations that wait, and what was discussed in the last month."""
    address = reverse("portal:talks")
    items: list[dict[str, Any]] = [
        {
            "url": address,
            "icon": "calendar",
            "label": _("You are invited to a talk. Do you come?"),
            "about": f"{t['kind']}, {dates.day(t['on'])}",
        }
        for t in talks
        if t["waits"]
    ]
    items += [
        {
            "url": f"{address}#told",
            "icon": "messages",
            "label": _("This is what was discussed about you."),
            "about": _("The talk was on %(day)s.") % {"day": dates.day(f.held_on)},
        }
        for f in told
        if today - timedelta(days=NEW_DAYS) <= f.told_on
    ]
    return items
