"""What would help most, in words: names for who may see them, rounded numbers for who may not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.engines.disclosure import SMALLEST
from samenhang.matching.presenters.words import remedy_name
from samenhang.steering.selectors import StudyRow
from samenhang.supply.selectors import Snapshot
from samenhang.ui import dates
from samenhang.ui.tables import Cell, Column, Row, Table

ROUNDED_TO = 5
COARSE = 50_000  # euros


def people_rounded(count: int, *, exact: bool) -> str:
    """A number of people who would have a place: rounded to five for who may not know them, so that no difference tells of one (R-20)."""
    if exact or count == 0:
        return str(count)
    if count < SMALLEST:
        return _("fewer than 10")
    return _("about %(n)s") % {"n": ROUNDED_TO * round(count / ROUNDED_TO)}


def gain_rounded(base: int, count: int, *, exact: bool) -> str:
    """How many more people than without anything: under ten withheld for who may not know them, and rounded to five above."""
    more = count - base
    return f"+{more}" if exact or more <= 0 else "+ " + people_rounded(more, exact=False)


def euros(amount: int, *, exact: bool = True) -> str:
    """Whole euros a year; for who may not know these people in steps of fifty thousand, as help for one person has a price of its own."""
    if not exact:
        amount = COARSE * -(-amount // COARSE)
    return "€ " + f"{amount:,}".replace(",", str(_(",")))


def remedies_of(point: dict[str, Any], register: Snapshot, *, exact: bool) -> list[str]:
    """The remedies of a point in words, for who may know these people with how often."""
    return [
        remedy_name(code, register) + (f" (×{times})" if times > 1 and exact else "")
        for code, times in point["remedies"]
    ]


def point_views(
    found: StudyRow, names: dict[int, list[tuple[str, int, str, bool]]], register: Snapshot, *, exact: bool
) -> list[dict[str, Any]]:
    """Each point: what it costs, what it takes, how many have a place, who that is, and how sure it is."""
    most = max((p["people"] for p in found.points), default=0) or 1
    views = []
    for number, p in enumerate(found.points):
        told = names.get(number, [])
        before = {code for code, _n in found.points[number - 1]["remedies"]} if number else set()
        views.append(
            {
                "number": number,
                "cost": euros(p["cost"], exact=exact),
                "people": people_rounded(found.points[0]["people"] if not exact else p["people"], exact=exact),
                "gain": gain_rounded(found.points[0]["people"], p["people"], exact=exact) if number else "",
                "share": round(100 * p["people"] / most) if exact else None,
                "remedies": remedies_of(p, register, exact=exact),
                "new": [remedy_name(code, register) for code, _n in p["remedies"] if code not in before],
                "proven": p["proven"],
                "gap": ""
                if p["proven"]
                else _("not proven")
                if not exact
                else _("at most %(n)s points of priority more are possible")
                % {"n": p["most_priority"] - p["priority"]},
                "gains": [
                    (name, reverse("matching:fit", args=[pk]), place) for name, pk, place, gains in told if gains
                ],
                "loses": [
                    (name, reverse("matching:fit", args=[pk]), place) for name, pk, place, gains in told if not gains
                ],
                "unused": [remedy_name(code, register) for code in p["unused"]] if exact else [],
            }
        )
    return views


def alone_table(found: StudyRow, register: Snapshot, *, exact: bool) -> Table:
    """What each remedy would do by itself."""
    rows = [
        Row(
            [
                Cell(remedy_name(a["code"], register)),
                euros(a["cost"]),
                people_rounded(a["people"], exact=exact),
                Cell(_("proven") if a["proven"] else _("at least"), tone="positive" if a["proven"] else ""),
            ]
        )
        for a in found.alone[:40]
    ]
    columns = [
        Column(_("Remedy")),
        Column(_("Costs a year"), number=True),
        Column(_("More people with a place by it alone"), number=True),
        Column(_("How sure")),
    ]
    return Table(
        _("Each by itself"),
        columns,
        rows,
        empty=_("Nobody needs anything"),
        empty_hint=_("Whoever waits has a place that fits, or none that could be made to fit."),
        hide_caption=True,
    )


def tried_table(rows: Sequence[StudyRow], register: Snapshot) -> Table:
    """Packages that were put together; what each would bring stands on its own page."""
    lines = [
        Row(
            [
                Cell(
                    ", ".join(remedy_name(code, register) for code in r.package),
                    note=f"{r.computed_by}, {dates.day(r.on)}",
                ),
                euros(r.points[-1]["cost"], exact=False),
                gain_rounded(r.points[0]["people"], r.points[-1]["people"], exact=False),
            ],
            href=reverse("steering:study", args=[r.id]),
        )
        for r in rows
    ]
    columns = [
        Column(_("Package")),
        Column(_("Costs a year"), number=True),
        Column(_("More people with a place"), number=True),
    ]
    return Table(
        _("Packages that were tried"),
        columns,
        lines,
        empty=_("No package was tried yet"),
        empty_hint=_("Put one together, and see what it would bring before anything is decided."),
        hide_caption=True,
    )
