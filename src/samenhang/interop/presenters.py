"""From a plan to what the page of an import prints."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenhang.interop.columns import COLUMNS
from samenhang.interop.enums import Change, Kind
from samenhang.interop.labels import CHANGES, REMARKS, cell_words
from samenhang.interop.plans import Plan
from samenhang.ui import dates
from samenhang.ui.tables import Cell, Column, Row, Table

SHOWN = 100


def columns_table(kind: Kind) -> Table:
    """The columns of a file with what goes into them."""
    return Table(
        _("Table of the columns"),
        [Column(_("Column")), Column(_("Must be there")), Column(_("What it holds"))],
        [Row([c.name, _("yes") if c.required else _("may be left out"), str(c.holds)]) for c in COLUMNS[kind]],
        hide_caption=True,
    )


def figures(plan: Plan) -> list[dict[str, Any]]:
    """How many rows are new, changed, the same and wrong."""
    wrong = len({f.row for f in plan.faults})
    found = [
        (plan.count(Change.NEW), _("new"), "plus", "positive"),
        (plan.count(Change.CHANGED), _("changed"), "pencil", "accent"),
        (plan.count(Change.UNCHANGED), _("stay as they are"), "minus", ""),
        (wrong, _("with an error"), "alert-circle", "negative"),
    ]
    return [
        {"value": n, "label": label, "icon": icon, "tone": tone if n else "", "unit": ngettext("row", "rows", n)}
        for n, label, icon, tone in found
    ]


def faults_table(plan: Plan) -> Table:
    """Errors by row and column, in the words of the reader."""
    rows = [
        Row([Cell(_("row %(row)s") % {"row": f.row}), f.column or _("whole row"), Cell(f.value or _("empty") if f.column else ""), cell_words(f.code, f.facts)])
        for f in plan.faults[:SHOWN]
    ]  # fmt: skip
    return Table(
        _("Table of the errors"),
        [Column(_("Row")), Column(_("Column")), Column(_("What stands there")), Column(_("What to do"))],
        rows,
        hide_caption=True,
    )


def rest(count: int) -> str:
    """How many more there are than are shown."""
    more = count - SHOWN
    return ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more} if more > 0 else ""


def changes_table(plan: Plan) -> Table:
    """What would be written, the changed rows first."""
    order = {Change.CHANGED: 0, Change.NEW: 1, Change.UNCHANGED: 2}
    tones = {Change.CHANGED: "accent", Change.NEW: "positive", Change.UNCHANGED: "neutral"}
    rows = sorted(plan.rows, key=lambda r: (order[r.change], r.row))[:SHOWN]
    return Table(
        _("Table of the rows"),
        [Column(_("About")), Column(_("Row"), number=True), Column(_("What happens")), Column(_("From and to"))],
        [
            Row(
                [
                    r.about,
                    r.row,
                    Cell(str(CHANGES[r.change]), tone=tones[r.change]),
                    "; ".join(f"{name}: {before} → {after}" for name, before, after in r.fields),
                ]
            )
            for r in rows
        ],
        hide_caption=True,
    )


def notes(plan: Plan) -> list[dict[str, Any]]:
    """Remarks, the same ones together, with their rows."""
    counted = Counter(n.code for n in plan.notes)
    found = []
    for code in counted:
        mine = [n for n in plan.notes if n.code is code]
        found.append(
            {
                "text": str(REMARKS[code]),
                "count": ngettext("%(count)s row", "%(count)s rows", len(mine)) % {"count": len(mine)},
                "rows": [_note_row(n.row, n.facts) for n in mine[:SHOWN]],
                "rest": rest(len(mine)),
            }
        )
    return found


def _note_row(row: int, facts: dict[str, Any]) -> str:
    if facts.get("row"):
        return _("row %(row)s, with row %(other)s") % {"row": row, "other": facts["row"]}
    if facts.get("day"):
        return _("row %(row)s: %(day)s") % {"row": row, "day": dates.day(facts["day"])}
    return _("row %(row)s") % {"row": row}


def file_remarks(plan: Plan) -> list[str]:
    """Remarks about the file as a whole."""
    return [str(REMARKS[r]) for r in plan.remarks]


def done_words(plan: Plan) -> str:
    """What an import has done, in one sentence."""
    return _("Imported: %(new)s new, %(changed)s changed, %(same)s stayed as they were.") % {
        "new": plan.count(Change.NEW),
        "changed": plan.count(Change.CHANGED),
        "same": plan.count(Change.UNCHANGED),
    }
