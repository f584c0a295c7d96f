"""Who knows what about one person, their consents, notices and requests, as pages print them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.access.enums import Category
from samenhang.access.labels import CATEGORIES, EMERGENCIES, REVIEWS, category_words
from samenhang.access.selectors import EmergencyRow, Knows
from samenhang.audit.labels import ACTS
from samenhang.audit.selectors import Look
from samenhang.privacy.enums import ConsentState
from samenhang.privacy.labels import (
    BASES,
    CONSENT_STATES,
    GIVEN_BY,
    GIVEN_HOW,
    HOME_NEEDS,
    NOTICES,
    OPENS,
    OUTCOMES,
    PROGRAMMES,
    PURPOSES,
    REQUESTS,
    ROLES,
    SECRECY,
    TOLD_HOW,
    WEIGHING_GROUNDS,
    WEIGHING_QUESTIONS,
    home_need_sentence,
)
from samenhang.privacy.selectors import (
    ConsentRow,
    DisclosureRow,
    EnrolmentRow,
    NeedRow,
    NoticeRow,
    RequestRow,
    WeighingRow,
)
from samenhang.ui.tables import Cell, Column, Row, Table


def _moment(value: Any) -> str:
    return date_format(timezone.localtime(value), "j F Y H:i")


def _day(value: Any) -> str:
    return date_format(value, "j F Y") if value else ""


def basis_words(knows: Knows) -> str:
    """The ground of a grant in words."""
    if knows.basis == "PARTICIPATION":
        return _("Takes part in the case")
    if knows.basis == "EMERGENCY":
        return _("Emergency access")
    return "; ".join(str(BASES[code]) for code in knows.basis.split(", ") if code in BASES) or knows.basis


def grants_table(rows: Sequence[Knows]) -> Table:
    """Everybody who may read something: who, what, on which ground, until when."""
    return Table(
        _("Who may read what, and on which ground"),
        [Column(_("Who")), Column(_("Organisation")), Column(_("What")), Column(_("Ground")), Column(_("Until"))],
        [
            Row(
                [
                    r.who,
                    r.organisation,
                    ", ".join(str(w) for w in category_words(r.categories))
                    if not r.recipient
                    else _("Only the copies that were shared: %(what)s")
                    % {"what": ", ".join(str(w) for w in category_words(r.categories))},
                    Cell(basis_words(r), note=_("Suspended: this dossier is restricted") if r.suspended else r.rule_id),
                    _day(timezone.localtime(r.end)) if r.end else _("As long as this role lasts"),
                ]
            )
            for r in rows
        ],
        empty=_("Nobody may read anything of this person."),
        hide_caption=True,
    )


def grants_matrix(rows: Sequence[Knows]) -> dict[str, Any]:
    """Kinds of information beside organisations: who of whom reads what, at a glance."""
    organisations = sorted({r.organisation or r.who for r in rows})
    read: dict[tuple[Category, str], bool] = {}
    for r in rows:
        for category in r.categories:
            if not r.suspended:
                read[category, r.organisation or r.who] = read.get((category, r.organisation or r.who), True) and bool(
                    r.recipient
                )
    seen = [c for c in Category if any((c, o) in read for o in organisations)]
    return {
        "organisations": organisations,
        "lines": [
            {
                "category": CATEGORIES[str(c.name)],
                "cells": [{"organisation": o, "state": _state(read.get((c, o)))} for o in organisations],
            }
            for c in seen
        ],
    }


def _state(only_copies: bool | None) -> str:
    return "none" if only_copies is None else "copy" if only_copies else "reads"


def disclosures_table(rows: Sequence[DisclosureRow]) -> Table:
    """What was shared, and what was not."""
    found = []
    for r in rows:
        shared = r.human_decision == "SHARED"
        ground = "; ".join(str(BASES[code]) for code in r.basis)
        if not shared:
            ground = "; ".join(str(OPENS[code]) for code in r.opens)
            ground = (
                _("Would be possible with: %(what)s") % {"what": ground} if ground else _("The sender decided not to")
            )
        found.append(
            Row(
                [
                    Cell(
                        _moment(r.at),
                        note=_("%(who)s, %(organisation)s") % {"who": r.sender, "organisation": r.sender_organisation},
                    ),
                    Cell(r.recipient_user or r.recipient_organisation, note=str(ROLES[r.recipient_role])),
                    ", ".join(str(w) for w in category_words(r.categories)),
                    Cell(_("Shared") if shared else _("Not shared"), tone="positive" if shared else "neutral"),
                    Cell(ground, note=f"{SECRECY[r.secrecy_ground]} · {r.rule_id}" if r.secrecy_ground else r.rule_id),
                    r.necessity,
                ]
            )
        )
    return Table(
        _("What was shared, and what was not"),
        [Column(_("When and by whom")), Column(_("With whom")), Column(_("What")), Column(_("Decision")), Column(_("Ground")), Column(_("Why"))],
        found,
        empty=_("Nothing has been shared outside the case yet."),
        empty_hint=_("Whatever is shared stands here, with the ground and what the person was told."),
        hide_caption=True,
    )  # fmt: skip


def looks_table(rows: Sequence[Look]) -> Table:
    """Who looked, when, at what, why."""
    return Table(
        _("Who looked"),
        [Column(_("When")), Column(_("Who")), Column(_("What they did")), Column(_("Kinds of information"))],
        [
            Row(
                [
                    _moment(r.at),
                    Cell(r.who, note=r.organisation),
                    Cell(
                        str(ACTS[r.act]),
                        tone="warning" if r.break_glass else "",
                        note=_("In an emergency") if r.break_glass else "",
                    ),
                    ", ".join(str(w) for w in category_words(r.categories)),
                ]
            )
            for r in rows
        ],
        empty=_("Nobody has looked yet."),
        hide_caption=True,
    )


def emergencies_view(rows: Sequence[EmergencyRow]) -> list[dict[str, Any]]:
    """Emergency accesses to one dossier."""
    return [
        {
            "who": r.who,
            "at": _moment(r.opened_at),
            "until": _moment(r.ends_at),
            "running": r.running,
            "reason": EMERGENCIES[r.reason],
            "explanation": r.explanation,
            "outcome": REVIEWS[r.outcome] if r.outcome else "",
            "reviewed_by": r.reviewed_by,
        }
        for r in rows
    ]


def consent_view(rows: Sequence[ConsentRow], person_id: int) -> list[dict[str, Any]]:
    """Consents, each with where it stands and what can be done with it."""
    found = []
    for r in rows:
        label, tone = CONSENT_STATES[r.state]
        found.append(
            {
                "id": r.id,
                "url": reverse("privacy:consent", args=[person_id, r.id]),
                "organisation": r.organisation,
                "role": ROLES[r.role],
                "what": ", ".join(str(w) for w in category_words(r.categories)),
                "items": r.items,
                "purpose": PURPOSES[r.purpose],
                "state": label,
                "tone": tone,
                "text": r.text,
                "asked": _("%(day)s by %(who)s") % {"day": _day(r.asked_on), "who": r.asked_by},
                "given": ", ".join(
                    str(part)
                    for part in (
                        _day(r.given_on),
                        GIVEN_HOW.get(r.given_how, ""),
                        GIVEN_BY.get(r.given_by, ""),
                        r.witness,
                    )
                    if part
                ),
                "capacity": r.capacity_note,
                "until": r.valid_until,
                "withdrawn": _day(r.withdrawn_on),
                "open": r.state is ConsentState.ASKED,
                "running": r.state is ConsentState.RUNNING,
            }
        )
    return found


def needs_view(rows: Sequence[NeedRow]) -> list[dict[str, Any]]:
    """What a home needs: the words of the screen and the sentence that would be shared."""
    return [
        {
            "label": HOME_NEEDS[r.code],
            "sentence": home_need_sentence(r.code, r.minutes, r.areas),
            "by": r.noted_by,
            "on": r.noted_on,
            "review": r.review_on,
        }
        for r in rows
    ]


def notices_view(rows: Sequence[NoticeRow], person_id: int) -> list[dict[str, Any]]:
    """What the person is or was told."""
    return [
        {
            "url": reverse("privacy:notice", args=[person_id, r.id]),
            "kind": NOTICES[r.kind],
            "text": r.text,
            "due": r.due_on,
            "told": _day(r.told_on),
            "how": TOLD_HOW.get(r.told_how, ""),
            "by": r.told_by,
            "feedback": r.feedback,
            "why_not": r.why_not_told,
        }
        for r in rows
    ]


def requests_view(rows: Sequence[RequestRow], person_id: int) -> list[dict[str, Any]]:
    """What the person asked, and the answers."""
    return [
        {
            "url": reverse("privacy:request", args=[person_id, r.id]),
            "kind": REQUESTS[r.kind],
            "what": ", ".join(str(w) for w in category_words(r.categories)),
            "organisation": r.organisation,
            "text": r.text,
            "made": _("%(day)s, recorded by %(who)s") % {"day": _day(r.made_on), "who": r.made_by},
            "due": r.due_on,
            "outcome": OUTCOMES.get(r.outcome, ""),
            "answer": r.answer,
            "answered": _day(r.answered_on),
            "by": r.answered_by,
        }
        for r in rows
    ]


def weighings_view(rows: Sequence[WeighingRow], user_id: int | None) -> list[dict[str, Any]]:
    """Weighings with their answers."""
    return [
        {
            "id": r.id,
            "ground": WEIGHING_GROUNDS[r.ground],
            "answers": [(WEIGHING_QUESTIONS[name], text) for name, text in r.answers],
            "by": r.by,
            "at": _moment(r.at),
            "second_by": r.second_by,
            "agrees": r.second_agrees,
            "note": r.second_note,
            "mine": r.by_id == user_id,
        }
        for r in rows
    ]


def enrolments_table(rows: Sequence[EnrolmentRow]) -> Table:
    """Where somebody is known."""
    return Table(
        _("Known in"),
        [
            Column(_("Way of working")),
            Column(_("At")),
            Column(_("Whom to call")),
            Column(_("Since")),
            Column(_("Until")),
        ],
        [Row([str(PROGRAMMES[r.programme]), r.organisation, r.contact, _day(r.start), _day(r.end)]) for r in rows],
        empty=_("Nobody recorded where this person is known."),
        hide_caption=True,
    )
