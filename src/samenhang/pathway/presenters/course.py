"""Steps, practising, pilot lights and contact in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samenhang.legal.labels import PAYERS
from samenhang.pathway.enums.steps import Go, StepState
from samenhang.pathway.labels.pilot_lights import (
    CASE_STATES,
    CASE_TONES,
    FINDINGS,
    FORMS,
    LIGHT_ALERTS,
    LIGHT_STATES,
    LIGHT_TONES,
)
from samenhang.pathway.labels.steps import DIRECTIONS, GO_TONES, GOES, HOMES, KINDS, STATE_TONES, STATES
from samenhang.pathway.rules.pilot_lights import light_due, next_contact
from samenhang.pathway.rules.steps import Rung
from samenhang.pathway.selectors.course import AnalysisRow, ContactRow, Course, FreedomRow, LightRow, StepRow
from samenhang.pathway.selectors.placements import PlacementRow
from samenhang.supply.labels import SETTINGS


def _payer(code: str) -> str:
    return str(PAYERS[code]) if code else ""


def stay_view(row: PlacementRow | None) -> dict[str, Any] | None:
    """Where somebody stays now."""
    if row is None:
        return None
    return {
        "setting": str(SETTINGS[row.setting]),
        "where": row.where,
        "since": row.start,
        "until": row.end,
        "payer": _payer(row.payer),
        "held": row.home_held,
    }


def step_views(rows: Sequence[StepRow], rungs: Sequence[Rung], today: date) -> list[dict[str, Any]]:
    """Steps in words, the newest first; a rung that is no longer on the ladder keeps its code."""
    names = {r.code: r.name for r in rungs}
    return [
        {
            **row.__dict__,
            "kind_word": str(KINDS[row.kind]),
            "direction_word": str(DIRECTIONS[row.direction]),
            "state_word": str(STATES[row.state]),
            "tone": STATE_TONES[row.state],
            "from_name": names.get(row.from_rung, row.from_rung),
            "to_name": names.get(row.to_rung, row.to_rung),
            "setting_word": str(SETTINGS[row.setting]),
            "home_word": str(HOMES[row.home]),
            "home_payer_word": _payer(row.home_payer),
            "payer_word": _payer(row.payer),
            "is_planned": row.state == StepState.PLANNED,
            "may_take": row.state == StepState.PLANNED and row.on <= today and row.handover_id is None,
            "to_evaluate": row.state == StepState.TAKEN,
            "evaluate_due": row.state == StepState.TAKEN and row.evaluate_on <= today,
        }
        for row in rows
    ]


def freedom_views(rows: Sequence[FreedomRow], today: date) -> list[dict[str, Any]]:
    """Practising in its order; only the first that was no go yet can be decided about."""
    open_now = next((r.id for r in rows if r.decision != Go.GO), None)
    return [
        {
            **row.__dict__,
            "word": str(GOES[row.decision]) if row.decision else _("To come"),
            "tone": GO_TONES[row.decision],
            "may_decide": row.id == open_now,
            "done": row.decision == Go.GO,
            "due": row.id == open_now and row.planned_on <= today,
        }
        for row in rows
    ]


def light_view(row: LightRow, today: date) -> dict[str, Any]:
    """A pilot light with what its clock asks for."""
    burning = row.ended_on is None
    due = light_due(row.facts, today) if burning else []
    return {
        **row.__dict__,
        "word": str(LIGHT_STATES[row.state]),
        "tone": LIGHT_TONES[row.state],
        "form_word": str(FORMS[row.form]),
        "payer_word": _payer(row.payer),
        "next": next_contact(row.facts) if burning else None,
        "due": [{"text": str(LIGHT_ALERTS[d.alert]), "by": d.by, "late": d.by < today} for d in due],
    }


def contact_views(rows: Sequence[ContactRow]) -> list[dict[str, Any]]:
    """Contact in words."""
    return [{**row.__dict__, "word": str(FORMS[row.form])} for row in rows]


def analysis_views(rows: Sequence[AnalysisRow]) -> list[dict[str, Any]]:
    """Letting go in words."""
    return [{**row.__dict__, "word": str(FINDINGS[row.finding])} for row in rows]


def course_view(whole: Course, rungs: Sequence[Rung], today: date) -> dict[str, Any]:
    """The pathway at a glance."""
    return {
        "state": str(CASE_STATES[whole.state]),
        "state_tone": CASE_TONES[whole.state],
        "steps": step_views(whole.steps[:3], rungs, today),
        "more_steps": max(len(whole.steps) - 3, 0),
        "away": step_views([whole.away], rungs, today)[0] if whole.away else None,
        "planned": step_views([whole.planned], rungs, today)[0] if whole.planned else None,
        "light": light_view(whole.light, today) if whole.light else None,
        "freedoms": freedom_views(whole.freedoms, today),
        "last_contact": next((c for c in contact_views(whole.contacts) if c["reached"]), None),
    }
