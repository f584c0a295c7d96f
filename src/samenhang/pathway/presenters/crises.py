"""Crises, beds on prescription and who is on duty, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from samenhang.pathway.labels.crises import (
    ARRIVAL_TONES,
    ARRIVALS,
    CALL_RESULTS,
    CALLERS,
    CRISIS_STATES,
    CRISIS_TONES,
    OUTCOMES,
    TOLDEES,
)
from samenhang.pathway.rules.crises import CRISES, NORM_MINUTES, Responder, arrival, there_by, to_tell
from samenhang.pathway.selectors.course import BedRow, CrisisRow
from samenhang.pathway.selectors.duty import RosterRow


def crisis_view(row: CrisisRow, now: datetime) -> dict[str, Any]:
    """A crisis with its clock, its calls and what can be done now."""
    how_long = arrival(row.called_at, row.arrived_at)
    minutes = int((now - row.called_at).total_seconds() // 60)
    return {
        **row.__dict__,
        "runs": row.runs,
        "word": str(CRISIS_STATES[row.state]),
        "tone": CRISIS_TONES[row.state],
        "caller": str(CALLERS[row.called_by]),
        "outcome_word": str(OUTCOMES[row.outcome]) if row.outcome else "",
        "arrival": str(ARRIVALS[how_long]),
        "arrival_tone": ARRIVAL_TONES[how_long],
        "minutes": minutes,
        "late": row.arrived_at is None and row.runs and minutes > NORM_MINUTES,
        "there_by": there_by(row.called_at),
        "acts": [str(a) for a in CRISES.acts(row.state)],
        "calls": [{**c.__dict__, "word": str(CALL_RESULTS[c.result])} for c in row.calls],
        "told": [{**t.__dict__, "word": str(TOLDEES[t.whom])} for t in row.told],
        "to_tell": [str(TOLDEES[t]) for t in to_tell(t.whom for t in row.told)] if row.outcome else [],
    }


def responder_views(rows: Sequence[Responder]) -> list[dict[str, Any]]:
    """Whom to call, in order."""
    return [
        {**r.__dict__, "in_time": r.minutes is not None and r.minutes <= NORM_MINUTES, "number": n}
        for n, r in enumerate(rows, start=1)
    ]


def bed_view(row: BedRow, today: date) -> dict[str, Any]:
    """A bed on prescription, what is left of it, and tonight."""
    return {
        **row.__dict__,
        "holds": row.ended_on is None and row.start <= today < row.until,
        "left": max(row.nights_a_quarter - row.used, 0),
    }


def roster_view(row: RosterRow, own: Collection[int], now: datetime) -> dict[str, Any]:
    """A team, who is on duty, and the hours in the coming fortnight in which nobody is."""
    return {
        **row.__dict__,
        "mine": row.organisation_id in own,
        "in_time": row.minutes <= NORM_MINUTES,
        "hours_without": sum(int((end - begin).total_seconds() // 3600) for begin, end in row.nobody),
        "nobody_first": row.nobody[:5],
        "nobody_more": max(len(row.nobody) - 5, 0),
        "nobody_now": bool(row.nobody) and row.nobody[0][0] <= now,
    }
