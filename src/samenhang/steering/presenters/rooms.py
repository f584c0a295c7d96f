"""Agreed room in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.matching.presenters.words import people_shown
from samenhang.matching.selectors import likeness
from samenhang.steering.labels import BASES, LAWS
from samenhang.steering.selectors import RoomRow
from samenhang.supply.labels import SETTINGS, criterion_sentence
from samenhang.supply.selectors import CriterionRow, Snapshot
from samenhang.ui import dates
from samenhang.ui.tables import Cell, Column, Row, Table


def standing(r: RoomRow, today: date, *, exact: bool) -> tuple[str, str]:
    """Where it stands, in a word and a tone."""
    if r.over(today):
        return _("Over"), "neutral"
    if r.start > today:
        return _("Begins later"), "info"
    if exact and r.full():
        return _("Used by as many as was agreed"), "warning"
    return _("Can be used"), "positive"


def room_table(rows: Sequence[RoomRow], today: date, *, seen: Mapping[int, int]) -> Table:
    """All agreed room; a small number of people only for who may see all of them."""
    lines = []
    for r in rows:
        exact = seen.get(r.id, 0) == r.used
        word, tone = standing(r, today, exact=exact)
        lines.append(
            Row(
                [
                    Cell(r.title, note=str(BASES[r.basis])),
                    Cell(word, tone=tone),
                    Cell(f"{LAWS[r.law]} {r.article}".strip() if r.law else _("no law")),
                    Cell(r.approved_for, note=r.approved_by),
                    Cell(dates.when(r.ended_on or r.end, today)),
                    people_shown(r.used, exact=exact),
                ],
                href=reverse("steering:room", args=[r.id]),
            )
        )
    columns = [
        Column(_("What was agreed")),
        Column(_("Where it stands")),
        Column(_("Law and article")),
        Column(_("Approved by")),
        Column(_("Until")),
        Column(_("People it serves"), number=True),
    ]
    return Table(
        _("Regulatory room"),
        columns,
        lines,
        empty=_("No room was agreed yet"),
        empty_hint=_(
            "When a table answers with room, it is written down here, and every case can use it from then on."
        ),
        hide_caption=True,
    )


def definitions(r: RoomRow, today: date, *, exact: bool) -> list[tuple[str, str]]:
    """Agreed room as terms and values."""
    last = r.ended_on or r.end
    rows = [
        (_("Basis"), str(BASES[r.basis])),
        (_("Law and article"), f"{LAWS[r.law]} {r.article}".strip() if r.law else ""),
        (_("How the rule is read"), r.interpretation),
        (_("What may differ"), r.agreed),
        (_("Approved by"), f"{r.approved_by}, {r.approved_for}, {dates.day(r.agreed_on)}"),
        (_("From"), dates.day(r.start)),
        (_("Until"), dates.when(last, today)),
        (_("Why longer than two years"), r.why_longer),
        (_("Why it ended"), r.ended_why),
        (
            _("People it serves"),
            people_shown(r.used, exact=exact) + (_(" of at most %(n)s") % {"n": r.limit} if r.limit else ""),
        ),
        (_("Looked at again"), dates.when(r.evaluate_on, today) if not r.over(today) else ""),
        (_("Written down by"), r.noted_by),
    ]
    return [(term, value) for term, value in rows if value]


@dataclass(frozen=True)
class RuleGroup:
    """A rule as it stands at one or more places: words, and the criteria of the register that it is."""

    name: str
    criteria: tuple[str, ...]


def rule_groups(register: Snapshot) -> dict[str, RuleGroup]:
    """The rules of the register joined with their likes, by their words."""
    joined: dict[str, list[CriterionRow]] = {}
    for c in register.criteria:
        joined.setdefault(likeness(c.key, c), []).append(c)
    found = {}
    for key, rows in joined.items():
        first = rows[0]
        form = f"{SETTINGS[first.setting]}: " if first.setting else ""
        owners = sorted({r.owner for r in rows})
        whose = owners[0] if len(owners) == 1 else _("%(count)s organisations") % {"count": len(owners)}
        sentence = criterion_sentence(first.fact, first.operator, first.values)
        found[key] = RuleGroup(f"{form}{sentence} ({whose})", tuple(sorted(r.key for r in rows)))
    return dict(sorted(found.items(), key=lambda pair: pair[1].name))


def criteria_of(r: RoomRow, register: Snapshot) -> list[str]:
    """The criteria that it relaxes, as sentences, each once."""
    found = []
    for key in r.criteria:
        row = register.by_criterion.get(key)
        if row is not None:
            form = f"{SETTINGS[row.setting]}: " if row.setting else ""
            found.append(f"{form}{criterion_sentence(row.fact, row.operator, row.values)} ({row.owner})")
    return list(dict.fromkeys(found))
