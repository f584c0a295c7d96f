"""Moral deliberations and questions to experts, ready to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.conferences.enums import PointKind
from samenhang.conferences.labels import AGE_BANDS, CHANNELS, DILEMMAS, PRODUCTS
from samenhang.conferences.presenters.conferences import point_view
from samenhang.conferences.selectors import ConsultationRow, DeliberationRow, PointRow, QuestionRow
from samenhang.picture.labels import DOMAINS


def deliberation_rows(rows: Sequence[DeliberationRow], person_id: int) -> list[dict[str, Any]]:
    """Moral deliberations as a list shows them."""
    return [
        {
            "url": reverse("conferences:deliberation", args=[person_id, d.id]),
            "about": DILEMMAS[d.about],
            "dilemma": d.dilemma,
            "on": d.held_on,
            "evaluate_on": None if d.evaluated_on else d.evaluate_on,
        }
        for d in rows
    ]


def deliberation_view(
    row: DeliberationRow, points: Sequence[PointRow], person_id: int, *, may_write: bool
) -> dict[str, Any]:
    """A moral deliberation ready to read: values of each, options with their arguments, and the joint grounds."""
    open_ = may_write and row.evaluated_on is None

    def change(what: str, pk: int) -> str:
        return reverse("conferences:thought", args=[person_id, row.id, what, pk]) if open_ else ""

    def of(kind: PointKind, option: int | None = None) -> list[dict[str, Any]]:
        mine = [p for p in points if p.kind == kind and (option is None or p.option_id == option)]
        return [point_view(p, change(WHAT_OF[kind], p.id)) for p in mine]

    here = [person_id, row.id]
    return {
        "about": DILEMMAS[row.about],
        "dilemma": row.dilemma,
        "facts": [
            (_("On"), date_format(row.held_on, "j F Y")),
            (_("Who takes part"), row.attendees),
            *([(_("Led by"), row.led_by)] if row.led_by else []),
            (_("Look at it again on"), date_format(row.evaluate_on, "j F Y")),
        ],
        "values": of(PointKind.VALUE),
        "options": [
            {
                **o,
                "for": of(PointKind.ARGUMENT_FOR, o["id"]),
                "against": of(PointKind.ARGUMENT_AGAINST, o["id"]),
            }
            for o in of(PointKind.OPTION)
        ],
        "grounds": row.grounds,
        "evaluation": row.evaluation,
        "evaluated_on": row.evaluated_on,
        "conference_url": reverse("conferences:conference", args=[person_id, row.conference_id])
        if row.conference_id
        else "",
        "add": {
            what: reverse("conferences:new_thought", args=[*here, what]) if open_ else "" for what in WHAT_OF.values()
        },
        "change_url": reverse("conferences:change_deliberation", args=here) if open_ else "",
        "evaluate_url": reverse("conferences:evaluate", args=here) if open_ else "",
    }


WHAT_OF = {
    PointKind.VALUE: "value",
    PointKind.OPTION: "option",
    PointKind.ARGUMENT_FOR: "for",
    PointKind.ARGUMENT_AGAINST: "against",
}


def consultation_rows(rows: Sequence[ConsultationRow]) -> list[dict[str, Any]]:
    """Consultations for somebody."""
    return [
        {
            "question": c.question,
            "asked_of": c.asked_of,
            "on": c.asked_on,
            "answer": c.answer,
            "answered_on": c.answered_on,
            "url": reverse("conferences:consultation", args=[c.request_id]),
        }
        for c in rows
    ]


def question_rows(rows: Sequence[QuestionRow]) -> list[dict[str, Any]]:
    """Questions to experts as a list shows them."""
    return [{**question_view(q), "url": reverse("conferences:consultation", args=[q.id])} for q in rows]


def question_view(q: QuestionRow) -> dict[str, Any]:
    """One question to an expert."""
    more = [str(AGE_BANDS[q.age_band])] if q.age_band else []
    more += [str(DOMAINS[d]) for d in q.domains]
    return {
        "id": q.id,
        "question": q.question,
        "asked_by": f"{q.asked_by}, {q.asking}",
        "asked_of": f"{q.expert}, {q.asked_of}" if q.expert else q.asked_of,
        "about": ", ".join(more),
        "channel": CHANNELS[q.channel],
        "asked_at": q.asked_at,
        "due": q.due_on,
        "answer": q.answer,
        "answered_by": q.answered_by,
        "answered_at": q.answered_at,
        "minutes": q.minutes,
        "product": PRODUCTS[q.product] if q.product else "",
        "avoided": q.avoided_referral,
    }
