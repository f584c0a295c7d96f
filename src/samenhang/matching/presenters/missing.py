"""Missing supply: needs that are alike, and what has been taken on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.engines.disclosure import Result
from samenhang.matching.adapters.disclosure import level_code
from samenhang.matching.labels import (
    MISSING_STATUSES,
)
from samenhang.matching.models import MissingSupply
from samenhang.matching.presenters.words import number_shown
from samenhang.matching.selectors import Bundle
from samenhang.supply.labels import (
    SETTINGS,
    level_name,
)
from samenhang.ui import dates
from samenhang.ui.tables import Cell, Column, Row, Table


def bundles_table(bundles: Sequence[Bundle], *, may: Result | None, may_plan: bool) -> Table:
    """Unmet needs that are alike, with a way to take one on; also the order tells nothing about a number that is withheld."""

    def name(b: Bundle) -> str:
        return f"unmet:{b.setting}:{level_code(b.level)}"

    rows = []
    shown = list(bundles)
    if may is not None:
        shown.sort(key=lambda b: (-(may.shown(name(b)) or 0), str(SETTINGS[b.setting]), b.level or 0))
    for b in shown[:30]:
        level = level_name(b.level)
        query = f"?setting={b.setting}" + (f"&level={b.level}" if b.level is not None else "")
        href = reverse("matching:missing_new") + query if may_plan else ""
        rows.append(
            Row(
                [
                    Cell(str(SETTINGS[b.setting]), note=level),
                    number_shown(b.people, may, name(b)),
                    str(b.free),
                    Cell(_("Take it on") if may_plan else "", href=href),
                ]
            )
        )
    columns = [
        Column(_("Form and level")),
        Column(_("People for whom no place fits now"), number=True),
        Column(_("Free slots of this form"), number=True),
        Column(""),
    ]
    return Table(
        _("Needs that are alike"),
        columns,
        rows,
        note=_("Somebody counts for each form that would do."),
        empty=_("Everybody who waits has a place that fits"),
        hide_caption=True,
    )


def missing_table(rows: Sequence[MissingSupply], today: date, *, may_plan: bool) -> Table:
    """Missing supply that somebody has taken on; a next step that is late is red."""
    lines = []
    for m in rows:
        running = m.status not in {"REALISED", "STOPPED"}
        lines.append(
            Row(
                [
                    Cell(
                        m.title,
                        note=f"{SETTINGS[m.setting]}, {level_name(m.security_level)}",
                        href=reverse("matching:missing", args=[m.pk]) if may_plan else "",
                    ),
                    str(m.places_wanted),
                    m.owner,
                    Cell(str(MISSING_STATUSES[m.status]), tone="positive" if m.status == "REALISED" else "neutral"),
                    Cell(
                        m.next_step,
                        note=dates.when(m.next_on, today),
                        tone="negative" if running and m.next_on < today else "",
                    ),
                ]
            )
        )
    columns = [
        Column(_("What is missing")),
        Column(_("Places wanted"), number=True),
        Column(_("Who takes it on")),
        Column(_("State")),
        Column(_("Next step")),
    ]
    return Table(
        _("Taken on"),
        columns,
        lines,
        empty=_("Nothing has been taken on yet"),
        empty_hint=_("Choose needs that are alike, and say who does what by when."),
        hide_caption=True,
    )
