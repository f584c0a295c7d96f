"""Lines and totals of time, and provisional cover, in words and tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from samenhang.finance.enums import CoverState
from samenhang.finance.labels import COVER_ACTS, COVER_STATES, KINDS
from samenhang.finance.rules import Switch
from samenhang.finance.selectors import CoverRow, Line, Total
from samenhang.legal.labels import PAYERS
from samenhang.ui.tables import Cell, Column, Row, Table


def hours(quarters: int) -> str:
    """Quarters of an hour as hours."""
    return number_format(Decimal(quarters) / 4, 2)


def own_table(lines: Sequence[Line]) -> Table:
    """One's own lines; each leads to its correction."""
    rows = [
        Row(
            [
                Cell(date_format(line.day, "j F Y")),
                str(KINDS[line.kind]),
                line.description,
                hours(line.quarters),
                Cell(line.covered_by) if line.covered_by else Cell(_("Nobody yet"), tone="warning"),
            ],
            href=reverse("finance:line", args=[line.id]),
        )
        for line in lines
    ]
    columns = [Column(_("Day")), Column(_("What it went to")), Column(_("What you did")), Column(_("Hours"), number=True), Column(_("Covered by"))]  # fmt: skip
    return Table(
        _("My time"),
        columns,
        rows,
        empty=_("You have not registered any time yet"),
        empty_hint=_("Consultation, meetings, learning and building the network belong here: it is work that no client pays for."),
        empty_href=reverse("finance:new"),
        empty_action=_("Register time"),
    )  # fmt: skip


def totals_table(rows: Sequence[Total], *, with_organisation: bool) -> Table:
    """Totals by month and kind, what nobody covers beside them."""
    lines = [
        Row(
            [
                date_format(row.month, "F Y"),
                *([row.organisation] if with_organisation else []),
                str(KINDS[row.kind]),
                hours(row.quarters),
                Cell(hours(row.uncovered), tone="warning" if row.uncovered else ""),
            ]
        )
        for row in rows
    ]
    columns = [
        Column(_("Month")),
        *([Column(_("Organisation"))] if with_organisation else []),
        Column(_("What it went to")),
        Column(_("Hours"), number=True),
        Column(_("Not covered"), number=True),
    ]
    total = [_("Together"), *([""] if with_organisation else []), "", hours(sum(r.quarters for r in rows)), hours(sum(r.uncovered for r in rows))]  # fmt: skip
    return Table(
        _("Hours by month"),
        columns,
        lines,
        empty=_("No time was registered in the last twelve months"),
        empty_hint=_("What colleagues register is added up here by itself."),
        footer=total if rows else (),
    )


def csv_rows(rows: Sequence[Total]) -> list[list[object]]:
    """The totals as a file: the header first, hours with a point."""
    header: list[object] = ["month", "organisation", "kind", "hours", "not_covered"]
    return [
        header,
        *([f"{r.month:%Y-%m}", r.organisation, r.kind, r.quarters / 4, r.uncovered / 4] for r in rows),
    ]


def cover_view(row: CoverRow, today: date) -> dict[str, Any]:
    """Provisional cover in words, with how it stands today."""
    late = row.state == CoverState.RUNNING and today > row.until
    return {
        **row.__dict__,
        "from_payer": str(PAYERS[row.from_payer]),
        "to_payer": str(PAYERS[row.to_payer]),
        "state": str(COVER_STATES[row.state]),
        "tone": "negative" if late else "positive" if row.state == CoverState.SETTLED else "warning",
        "running": row.state == CoverState.RUNNING,
        "late": late,
        "steps": [{**s.__dict__, "word": str(COVER_ACTS[s.act])} for s in row.steps],
    }


def switch_view(row: Switch) -> dict[str, Any]:
    """A switch of payer that nobody covers, with what the form can be filled in with."""
    return {
        "on": row.on,
        "before": str(PAYERS[row.from_payer]),
        "after": str(PAYERS[row.to_payer]) if row.to_payer else "",
        "query": urlencode({"from": row.from_payer, "to": row.to_payer, "start": row.on.isoformat()}),
    }
