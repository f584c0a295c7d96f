"""Own strength side by side and over time: bars of what each source says now, and a line of each source over the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenhang.picture.enums import EstimatedBy, Motivation, StrengthArea
from samenhang.picture.labels import ALERTS, ESTIMATED_BY, MOTIVATIONS, STRENGTH_AREAS
from samenhang.picture.rules import newest_per_source, spreads
from samenhang.picture.selectors import EstimateRow
from samenhang.ui.charts import BarChart, BarItem
from samenhang.ui.tables import Cell, Column, Row, Table

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, KEY = 560, 230, 28, 10, 24, 150
SHAPES = 4  # circle, square, diamond, triangle: the shape says who, not the colour alone
LINES = 8  # more sources than these stand in the table only


@dataclass(frozen=True)
class Mark:
    """One estimate in the drawing."""

    x: float
    y: float
    points: str
    title: str


@dataclass(frozen=True)
class Trace:
    """One source over time."""

    name: str
    shape: int
    line: str
    marks: list[Mark]
    key_y: float


@dataclass(frozen=True)
class Drawing:
    """Estimates over time in one area, as geometry; the table of the page holds every number."""

    width: int
    height: int
    right: int
    bottom: int
    grid: list[tuple[float, int]]
    first: date
    last: date
    traces: list[Trace]
    left_out: int


@dataclass(frozen=True)
class AreaView:
    """One area: what each source says now, whether that lies far apart, and how it went over time."""

    label: str
    chart: BarChart
    alert: str
    low: int | None
    high: int | None
    drawing: Drawing | None


def source_name(row: EstimateRow) -> str:
    """Who estimated, by name."""
    return row.source or str(ESTIMATED_BY[row.by])


def area_views(rows: list[EstimateRow], today: date) -> list[AreaView]:
    """The areas in which somebody estimated, in the order of the handbook. No area is added to another."""
    found = {s.area: s for s in spreads((r.estimate for r in rows), today)}
    views = []
    for area in StrengthArea:
        mine = [r for r in rows if r.area == area]
        if not mine:
            continue
        spread = found.get(area)
        views.append(
            AreaView(
                label=str(STRENGTH_AREAS[area]),
                chart=_bars(area, mine, today),
                alert=str(ALERTS[spread.alert]) if spread and spread.alert else "",
                low=spread.low if spread else None,
                high=spread.high if spread else None,
                drawing=_drawing(mine, today),
            )
        )
    return views


def _bars(area: StrengthArea, rows: list[EstimateRow], today: date) -> BarChart:
    by_key = {(r.by, r.source, r.on): r for r in rows}
    items = []
    for e in newest_per_source((r.estimate for r in rows), today):
        row = by_key[e.by, e.source, e.on]
        tone = "accent" if e.by == EstimatedBy.SELF else "neutral"
        items.append(BarItem(source_name(row), row.score, _note(row), tone=tone))
    return BarChart(
        _("%(area)s, as it is seen now") % {"area": STRENGTH_AREAS[area]},
        items,
        label=_("According to"),
        value_label=_("0 to 10"),
        note=_("the newest of each source in the last twelve months"),
        top=10,
    )


def _note(row: EstimateRow) -> str:
    motivation = str(MOTIVATIONS[row.motivation]) if row.motivation else ""
    return ", ".join(part for part in (date_format(row.on, "j F Y"), motivation.lower()) if part)


def strengths_table(rows: list[EstimateRow]) -> Table:
    """Every estimate, the newest first: for who cannot see the drawings, and to compare."""
    columns = [Column(_("Area")), Column(_("According to")), Column(_("0 to 10"), number=True), Column(_("Willing and able")), Column(_("On")), Column(_("What it rests on"))]  # fmt: skip
    lines = [
        Row(
            [
                str(STRENGTH_AREAS[r.area]),
                source_name(r),
                r.score,
                _willing(r.motivation),
                date_format(r.on, "j F Y"),
                r.note,
            ]
        )
        for r in sorted(rows, key=lambda r: (r.on, r.id), reverse=True)
    ]
    return Table(_("Every estimate"), columns, lines)


def _willing(code: str) -> Cell:
    if not code:
        return Cell("–")
    tones = {Motivation.WILLING: "positive", Motivation.UNWILLING: "warning", Motivation.UNABLE: "info"}
    return Cell(str(MOTIVATIONS[code]), tone=tones.get(Motivation(code), "warning"))


def _drawing(rows: list[EstimateRow], today: date) -> Drawing | None:
    """The lines of the sources over time; none when everything was said on one day."""
    days = sorted({r.on for r in rows})
    if len(days) < 2:
        return None
    first, last = days[0], max(days[-1], min(today, days[-1] + timedelta(days=30)))
    right, bottom = WIDTH - KEY, HEIGHT - BOTTOM

    def x(on: date) -> float:
        return round(LEFT + (on - first).days / max((last - first).days, 1) * (right - LEFT - 12), 1)

    def y(score: float) -> float:
        return round(bottom - score / 10 * (bottom - TOP), 1)

    sources: dict[tuple[str, str], list[EstimateRow]] = {}
    for r in sorted(rows, key=lambda r: (r.by != EstimatedBy.SELF, r.on, r.id)):
        sources.setdefault((r.by, r.source), []).append(r)
    shown = list(sources.values())[:LINES]
    ends = _apart([y(found[-1].score) for found in shown])
    traces = [
        Trace(
            _short(source_name(found[-1])),
            n % SHAPES,
            " ".join(f"{x(r.on)},{y(r.score)}" for r in found),
            [_mark(n % SHAPES, x(r.on), y(r.score), r) for r in found],
            ends[n],
        )
        for n, found in enumerate(shown)
    ]
    grid = [(y(score), score) for score in (0, 2, 4, 6, 8, 10)]
    return Drawing(WIDTH, HEIGHT, right, bottom, grid, first, last, traces, len(sources) - len(shown))


def _short(name: str, most: int = 21) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _mark(shape: int, x: float, y: float, row: EstimateRow) -> Mark:
    title = f"{source_name(row)}: {row.score}, {date_format(row.on, 'j F Y')}"
    corners = {
        1: ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        2: ((0, -6), (6, 0), (0, 6), (-6, 0)),
        3: ((0, -6), (6, 5), (-6, 5)),
    }.get(shape, ())
    return Mark(x, y, " ".join(f"{round(x + dx, 1)},{round(y + dy, 1)}" for dx, dy in corners), title)


def _apart(heights: list[float], least: float = 16.0) -> list[float]:
    """Heights of the names beside the lines, moved until none lies over another and all stay inside."""
    placed = [0.0] * len(heights)
    previous = TOP - least
    for n in sorted(range(len(heights)), key=lambda n: heights[n]):
        previous = max(heights[n], previous + least)
        placed[n] = previous
    over = max(placed, default=0.0) - (HEIGHT - BOTTOM)
    return [round(p - max(over, 0), 1) for p in placed]
