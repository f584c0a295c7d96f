"""The placement table: lines, the round, what would help most, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenhang.matching.adapters.fit import NeedRow
from samenhang.matching.labels import (
    OUTCOMES,
    UNPLACED,
    URGENCIES,
)
from samenhang.matching.presenters.words import place_note, remedy_name, remedy_note
from samenhang.matching.selectors import DecisionRow, TablePage
from samenhang.people.selectors import PersonRow
from samenhang.supply.labels import (
    SETTINGS,
)
from samenhang.supply.presenters import TeamView, team_view
from samenhang.supply.selectors import Snapshot
from samenhang.ui import dates
from samenhang.ui.tables import Cell, Column, Row, Table


@dataclass(frozen=True)
class TableLine:
    """One person at the table."""

    person_id: int
    name: str
    number: str
    municipality: str
    waits: str
    urgency: str
    urgency_tone: str
    forms: str
    proposal: str
    proposal_note: str
    team: TeamView | None
    remedies: list[str]
    reasons: list[str]
    decided: str
    decided_tone: str
    url: str


_TONES = {"URGENT": "negative", "SOON": "warning", "NORMAL": "neutral"}


def table_lines(page: TablePage, today: date) -> list[TableLine]:
    """The people of this page of the table, in its order."""
    return [_line(page, page.people[i], page.needs.get(i), today) for i in page.order if i in page.people]


def _line(page: TablePage, row: PersonRow, need: NeedRow | None, today: date) -> TableLine:
    proposal = page.proposals.get(row.id)
    decision = page.decisions.get(row.id)
    name = note = ""
    team = None
    if proposal and proposal.kind:
        place = page.snapshot.place(proposal.place_id)
        name = (
            _("Stay and bring the expertise")
            if proposal.kind == "STAY"
            else place.name
            if place
            else _("A place that left the register")
        )
        note = place_note(place)
        team = team_view(place.team) if place and proposal.kind != "STAY" else None
    if decision and decision.outcome in {"ACCEPTED", "OTHER_PLACE"}:
        decided = page.snapshot.place(decision.place_id)
        name = _("Stay and bring the expertise") if decision.kind == "STAY" else decision.place
        note = place_note(decided)
        team = team_view(decided.team) if decided and decision.kind != "STAY" else None
    return TableLine(
        person_id=row.id,
        name=row.name,
        number=row.number,
        municipality=row.municipality,
        waits=dates.duration(need.days(today)) if need else "",
        urgency=str(URGENCIES[need.urgency]) if need else "",
        urgency_tone=_TONES[need.urgency] if need else "neutral",
        forms=", ".join(sorted(str(SETTINGS[s]) for s in need.settings)) if need else "",
        proposal=name,
        proposal_note=note,
        team=team,
        remedies=[
            remedy_name(c, page.snapshot)
            for c in (decision.remedies if decision else proposal.remedies if proposal else ())
        ],
        reasons=[str(UNPLACED[c]) for c in proposal.reasons] if proposal and not proposal.kind else [],
        decided=str(OUTCOMES[decision.outcome]) if decision else "",
        decided_tone="positive" if decision and decision.outcome in {"ACCEPTED", "OTHER_PLACE"} else "neutral",
        url=reverse("matching:decide", args=[row.id]),
    )


def round_view(page: TablePage) -> dict[str, Any] | None:
    """The newest round: how many placed, how good the answer is, what it needs."""
    row = page.round
    if row is None:
        return None
    bound, got = row.bound.get("priority", 0), row.objective.get("priority", 0)
    return {
        "at": row.computed_at,
        "placed": row.placed,
        "people": row.people,
        "proven": row.status == "optimal",
        "gap": 0 if row.status == "optimal" or not bound else round(100 * (bound - got) / bound, 2),
        "budget": row.budget,
        "cost": row.objective.get("cost", 0),
        "remedies": [(remedy_name(c, page.snapshot), remedy_note(c, page.snapshot)) for c in row.remedies],
        "seconds": row.seconds,
    }


def insights_table(page: TablePage) -> Table | None:
    """What one more remedy or one more slot would bring."""
    if page.round is None:
        return None
    rows = []
    for kind, code, more, proven in page.round.insights[:12]:
        place = page.snapshot.place(int(code)) if kind == "PLACE" else None
        name = remedy_name(code, page.snapshot) if kind == "REMEDY" else place.name if place else code
        rows.append(
            Row(
                [
                    Cell(name, note=remedy_note(code, page.snapshot) if kind == "REMEDY" else place_note(place)),
                    _("Rule, money or expertise") if kind == "REMEDY" else _("One more slot"),
                    Cell(
                        ngettext("%(n)s more person", "%(n)s more people", more) % {"n": more},
                        note="" if proven else _("at least"),
                    ),
                ]
            )
        )
    return Table(
        _("What would help most"),
        [Column(_("What")), Column(_("Kind")), Column(_("Places for"), number=True)],
        rows,
        empty=_("Nothing alone would place more people"),
        empty_hint=_("Only a combination would. Look at the bottlenecks."),
        hide_caption=True,
    )


def remedy_lines(codes: Iterable[str], snapshot: Snapshot) -> list[tuple[str, str]]:
    """Remedies with their owner and cost."""
    return [(remedy_name(c, snapshot), remedy_note(c, snapshot)) for c in codes]


def unplaced_lines(codes: Iterable[str]) -> list[str]:
    """Why a round proposes nothing."""
    return [str(UNPLACED[c]) for c in codes]


def decisions_table(rows: Sequence[DecisionRow]) -> Table:
    """What has been decided about this person."""
    return Table(
        _("Decisions"),
        [Column(c) for c in (_("Decision"), _("Day"), _("Place"), _("Reason"), _("By"))],
        [
            Row(
                [
                    Cell(
                        str(OUTCOMES[d.outcome]),
                        tone="positive" if d.outcome in {"ACCEPTED", "OTHER_PLACE"} else "neutral",
                    ),
                    dates.day(dates.as_date(d.decided_at)),
                    d.place or (_("Stays, with expertise") if d.kind == "STAY" else ""),
                    d.reason,
                    d.decided_by,
                ]
            )
            for d in rows
        ],
        empty=_("Nothing has been decided yet"),
        hide_caption=True,
    )
