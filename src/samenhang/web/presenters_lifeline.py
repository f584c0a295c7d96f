"""The lifeline in bars and points: where somebody was, under which title, who paid, what happened."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from samenhang.legal.labels import PAYERS, STATUSES, TITLES
from samenhang.legal.selectors import TitleRow
from samenhang.pathway.enums import Precision
from samenhang.pathway.labels import ENDINGS
from samenhang.pathway.selectors import PlacementRow
from samenhang.picture.labels import INCIDENTS
from samenhang.supply.catalogue import SETTINGS as KINDS
from samenhang.supply.enums import Setting
from samenhang.supply.labels import SETTINGS, level_name
from samenhang.ui.lifeline import GAP_KIND, Bar, Lane, Point
from samenhang.web.selectors import HistoryPage, PersonPage

NO_CARE_TITLES = frozenset({"", "NONE"})


def lanes(page: PersonPage | HistoryPage, today: date) -> list[Lane]:
    """The lifeline: where, under which title, who paid, what happened; gaps without care stand in the first lane."""
    where = [_stay_bar(p, today) for p in page.placements if KINDS[Setting(p.setting)].stay]
    where += [
        Bar(
            g.start,
            None if g.end == today and _open_gap(page, today) else g.end,
            _("Nobody known"),
            GAP_KIND,
            detail=_("No care is known in this period."),
        )
        for g in page.history.gaps
        if g.end
        and not any(
            p.start < g.end and (p.end is None or p.end > g.start)
            for p in page.placements
            if KINDS[Setting(p.setting)].stay
        )
    ]
    services = [_stay_bar(p, today) for p in page.placements if not KINDS[Setting(p.setting)].stay]
    titles = [_title_bar(t, today) for t in page.titles] or _titles_from_placements(page.placements)
    recorded = {(t.facts.code.value) for t in page.titles}
    titles += [b for b in _titles_from_placements(page.placements) if b.kind not in recorded] if page.titles else []
    found = [Lane(_("Place"), sorted(where, key=lambda b: b.start))]
    if services:
        found.append(Lane(_("Who comes"), services))
    found.append(Lane(_("Title"), sorted(titles, key=lambda b: b.start)))
    found.append(Lane(_("Payer"), _payer_bars(page.placements)))
    found.append(
        Lane(
            _("Incidents"),
            (),
            [
                Point(
                    i.on,
                    str(INCIDENTS[i.kind]),
                    i.kind,
                    1 if i.severity < 3 else 2 if i.severity == 3 else 3,
                    detail=i.context,
                )
                for i in page.incidents
            ],
        )
    )
    return found


def _open_gap(page: PersonPage | HistoryPage, today: date) -> bool:
    return any(g.end == today for g in page.history.gaps)


def _stay_bar(p: PlacementRow, today: date) -> Bar:
    kind = KINDS[Setting(p.setting)]
    word = str(SETTINGS[p.setting])
    without = not kind.care and kind.family == "NONE"
    parts = [
        p.where,
        p.region if p.region else "",
        level_name(p.security_level) if p.security_level is not None else "",
    ]
    if p.ending_reason:
        parts.append(str(ENDINGS[p.ending_reason]))
    if p.note:
        parts.append(p.note)
    if p.start_precision != Precision.DAY:
        parts.append(
            _("only the month is known") if p.start_precision == Precision.MONTH else _("only the year is known")
        )
    soon = p.end is not None and today < p.end <= today + timedelta(days=90)
    label = f"{word}, {p.where}" if p.where else word
    return Bar(
        p.start,
        p.end,
        label,
        GAP_KIND if without else kind.family.lower(),
        detail=", ".join(x for x in parts if x),
        ends_soon=soon,
    )


def _title_bar(t: TitleRow, today: date) -> Bar:
    last = t.facts.last_day
    soon = last is not None and today <= last <= today + timedelta(days=90)
    return Bar(
        t.facts.start,
        t.facts.end,
        str(TITLES[t.facts.code]),
        t.facts.code.value,
        detail=str(STATUSES[t.state]),
        ends_soon=soon,
    )


def _titles_from_placements(rows: list[PlacementRow]) -> list[Bar]:
    """Titles as the placement history names them, joined where one runs on into the next placement."""
    found: list[Bar] = []
    for p in rows:
        if p.title_code in NO_CARE_TITLES or not KINDS[Setting(p.setting)].stay:
            continue
        last = found[-1] if found else None
        if last and last.kind == p.title_code and last.end is not None and last.end >= p.start:
            found[-1] = Bar(last.start, p.end, last.label, last.kind)
        else:
            found.append(Bar(p.start, p.end, str(TITLES[p.title_code]), p.title_code))
    return found


def _payer_bars(rows: list[PlacementRow]) -> list[Bar]:
    found: list[Bar] = []
    for p in sorted(
        (r for r in rows if r.payer not in {"", "NONE"} and KINDS[Setting(r.setting)].stay), key=lambda r: r.start
    ):
        last = found[-1] if found else None
        if last and last.kind == p.payer and last.end is not None and last.end >= p.start:
            found[-1] = Bar(last.start, p.end if p.end is None or p.end > last.end else last.end, last.label, last.kind)
        else:
            found.append(Bar(p.start, p.end, str(PAYERS[p.payer]), p.payer))
    return found
