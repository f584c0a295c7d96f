"""The lifeline as geometry: periods in, positions out. Plain Python: no Django, no clock, no wording.

Periods are half-open ``[start, end)``; an absent end means that it lasts. Positions are units of a drawing that is
``WIDTH`` wide; each lane is a drawing of its own, so that its name can stay in sight while a phone scrolls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

WIDTH = 1040.0
BAR = 26.0  # height of a bar
KEY = 17.0  # height of the line of numbers and end flags above a track
GAP = 5.0  # between tracks
PAD = 5.0  # above and below a lane
MIN_BAR = 7.0  # a stay of one day is still visible
MARK = 18.0  # width of a point
FLAG_TEXT = 118.0  # room for "until 31 December" beside the flag of what ends soon
TODAY_PLATE = 64.0
FONT = 13.0
MAX_TRACKS = 12
TONES = 7
GAP_KIND = "gap"  # a period without care: hatched, and it says so

# Width of a character in em, roughly Source Sans 3; the estimate errs on the wide side.
_NARROW = frozenset("iIjl.,:;'|! ()[]-ftr/·’")
_WIDE = frozenset("mwMW%@—…")


def text_width(text: str, size: float = FONT) -> float:
    """Estimated width of a text in drawing units."""
    ems = sum(0.33 if c in _NARROW else 0.86 if c in _WIDE else 0.64 if c.isupper() else 0.535 for c in text)
    return ems * size


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasted: a stay, a title, a payer, or a gap without care (kind ``gap``)."""

    start: date
    end: date | None
    label: str
    kind: str = ""
    href: str | None = None
    detail: str = ""
    ends_soon: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """Something that happened on one day; severity 1 (light) to 3 (grave)."""

    date: date
    label: str
    kind: str = ""
    severity: int = 1
    href: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture: where, under which title, who paid, what happened."""

    label: str
    bars: Sequence[Bar] = ()
    points: Sequence[Point] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    date: date
    unit: str  # "year" or "month"
    major: bool
    label_x: float | None  # where the label starts; none when there is no room for it


@dataclass(frozen=True, slots=True)
class Box:
    """A bar in its place. ``text`` is what fits; ``key`` is the number that stands for a label without room."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float
    tone: int
    text: str = ""
    text_x: float = 0.0
    text_y: float = 0.0
    outside: bool = False
    key: int | None = None
    key_x: float = 0.0
    key_y: float = 0.0
    opens: bool = False  # lasts: an arrow at the right
    from_before: bool = False  # began before the picture
    goes_beyond: bool = False  # ends after the picture
    flag_x: float | None = None  # where "ends soon" is flagged
    flag_text_x: float | None = None
    flag_anchor: str = "start"

    @property
    def right(self) -> float:
        return round(self.x + self.width, 1)

    @property
    def bottom(self) -> float:
        return round(self.y + self.height, 1)

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 1)

    @property
    def is_gap(self) -> bool:
        return self.bar.kind == GAP_KIND

    @property
    def before_path(self) -> str:
        return f"{self.x + 9:.1f} {self.middle - 5:.1f}l-5 5 5 5"

    @property
    def beyond_path(self) -> str:
        return f"{self.right - 10:.1f} {self.middle - 5:.1f}l5 5-5 5"

    @property
    def plate_x(self) -> float:
        return round(self.text_x - 4, 1)

    @property
    def plate_y(self) -> float:
        return round(self.y + 4, 1)

    @property
    def plate_width(self) -> float:
        return round(min(text_width(self.text) + 8, self.right - self.plate_x - 2), 1)

    @property
    def key_text_y(self) -> float:
        return round(self.y - 4, 1)

    @property
    def flag_y(self) -> float:
        return round(self.y - KEY + 3, 1)

    @property
    def flag_path(self) -> str:
        step = 9 if self.flag_anchor == "start" else -9
        return f"{self.flag_x or 0:.1f} {self.flag_y:.1f}l{step} 5 {-step} 5z"

    @property
    def flag_text_y(self) -> float:
        return round(self.y - 4, 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """One or more points that fall together."""

    points: tuple[Point, ...]
    x: float
    y: float
    severity: int
    text: str = ""
    text_x: float = 0.0

    @property
    def count(self) -> int:
        return len(self.points)

    @property
    def href(self) -> str | None:
        return self.points[0].href if self.count == 1 else None

    @property
    def count_y(self) -> float:
        return round(self.y + 4.5, 1)

    @property
    def path(self) -> str:
        return symbol(self.severity, self.x, self.y)


def symbol(severity: int, x: float = 0.0, y: float = 0.0) -> str:
    """A circle, a diamond or a triangle: the graver, the more corners point up."""
    if severity >= 3:
        return f"M{x:.1f} {y - 10:.1f}l10 18h-20z"
    if severity == 2:
        return f"M{x:.1f} {y - 10:.1f}l10 10-10 10-10-10z"
    return f"M{x - 8:.1f} {y:.1f}a8 8 0 1 0 16 0a8 8 0 1 0-16 0z"


@dataclass(frozen=True, slots=True)
class LaneBox:
    lane: Lane
    height: float
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]
    hidden: int  # bars for which there was no track; the table has them
    outside_range: int  # bars and points before or after the picture
    minor_ticks: str = ""  # the marks of the scale over the whole height, as one line for each kind
    major_ticks: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    start: date
    end: date
    today: date
    today_x: float | None
    today_share: float  # percent of the width, to scroll a phone to now
    ticks: tuple[Tick, ...]
    lanes: tuple[LaneBox, ...]
    width: float = WIDTH

    @property
    def keys(self) -> list[Box]:
        """The numbered bars, in the order of their numbers."""
        return sorted((b for lane in self.lanes for b in lane.boxes if b.key), key=lambda b: b.key or 0)

    @property
    def today_label_x(self) -> float:
        return round(min(max((self.today_x or 0) - TODAY_PLATE / 2, 0), self.width - TODAY_PLATE), 1)

    @property
    def today_label_middle(self) -> float:
        return round(self.today_label_x + TODAY_PLATE / 2, 1)

    @property
    def future_width(self) -> float:
        return round(self.width - (self.today_x or 0), 1)

    @property
    def has_gap(self) -> bool:
        return any(box.is_gap for lane in self.lanes for box in lane.boxes)

    @property
    def severities(self) -> list[tuple[int, str]]:
        """The kinds of points in the picture, for the legend."""
        found = sorted({min(max(mark.severity, 1), 3) for lane in self.lanes for mark in lane.marks})
        return [(severity, symbol(severity)) for severity in found]

    @property
    def empty(self) -> bool:
        return not any(lane.lane.bars or lane.lane.points for lane in self.lanes)


@dataclass(frozen=True, slots=True)
class Zoom:
    code: str  # "all", "5", "2" or "1" (years)
    start: date
    end: date


@dataclass
class _Scale:
    start: date
    end: date
    per_day: float = field(init=False)

    def __post_init__(self) -> None:
        self.per_day = WIDTH / max((self.end - self.start).days, 1)

    def x(self, day: date) -> float:
        return (day - self.start).days * self.per_day


def add_months(day: date, months: int) -> date:
    """The same day some months on; the last day of a shorter month where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for candidate in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(candidate, day.day))
        except ValueError:
            continue
    raise ValueError(f"no such month: {year}-{month + 1}")


def full_range(lanes: Iterable[Lane], today: date) -> tuple[date, date]:
    """From the first thing known until the last end or today, at least a year, with some air after today."""
    starts = [today]
    ends = [today]
    for lane in lanes:
        starts += [bar.start for bar in lane.bars] + [point.date for point in lane.points]
        ends += [bar.end for bar in lane.bars if bar.end] + [point.date for point in lane.points]
    first, last = min(starts), max(ends)
    first = min(first, add_months(today, -9))
    air = max((today - first).days // 12, 45)
    return first, max(last + timedelta(days=14), today + timedelta(days=air))


def zooms(lanes: Sequence[Lane], today: date) -> tuple[Zoom, ...]:
    """The ranges one can choose: everything, and 5, 2 and 1 years around today."""
    start, end = full_range(lanes, today)
    return (
        Zoom("all", start, end),
        Zoom("5", add_months(today, -48), add_months(today, 12)),
        Zoom("2", add_months(today, -18), add_months(today, 6)),
        Zoom("1", add_months(today, -8), add_months(today, 4)),
    )


def ticks(scale: _Scale) -> tuple[Tick, ...]:
    """Lines at years, or at months when there is room for their names."""
    months = next((m for m in (1, 3, 6, 12, 24, 60, 120, 240) if scale.per_day * 30.4 * m >= 50), 600)
    first = scale.start.year * 12 + scale.start.month - 1
    index = first - first % months
    found = []
    while True:
        year, month = divmod(index, 12)
        index += months
        if year > 9998:
            break
        day = date(year, month + 1, 1)
        if day > scale.end:
            break
        if day < scale.start:
            continue
        x = round(scale.x(day), 1)
        unit = "year" if month == 0 else "month"
        room = x + 34 <= WIDTH
        found.append(Tick(x, day, unit, unit == "year" or months >= 12, x + 4 if room else None))
    return tuple(found)


def shorten(text: str, room: float) -> str:
    """As many whole words as fit, with an ellipsis; nothing when that says too little."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        short = " ".join(words[:count]).rstrip(",;:–- ") + " …"
        if len(short) >= 7 and text_width(short) <= room:
            return short
    return ""


def _place(scale: _Scale, lane: Lane) -> tuple[list[list[Box]], int, int]:
    """Bars into tracks that do not overlap; gives the tracks and how many were hidden or out of range."""
    tones: dict[str, int] = {}
    tracks: list[list[Box]] = []
    hidden = outside = 0
    for bar in sorted(lane.bars, key=lambda b: (b.start, b.end or date.max, b.label)):
        tone = tones.setdefault(bar.kind, len(tones) % TONES + 1)
        end = bar.end or scale.end
        if bar.start >= scale.end or (bar.end is not None and bar.end <= scale.start):
            outside += 1
            continue
        if bar.end is not None and bar.end <= bar.start:
            end = bar.start + timedelta(days=1)
        left = max(scale.x(bar.start), 0.0)
        right = min(scale.x(end), WIDTH)
        if right - left < MIN_BAR:
            left = min(left, WIDTH - MIN_BAR)
            right = left + MIN_BAR
        box = Box(
            bar, round(left, 1), 0.0, round(right - left, 1), BAR, tone,
            opens=bar.end is None, from_before=bar.start < scale.start,
            goes_beyond=bar.end is not None and bar.end > scale.end,
        )  # fmt: skip
        for track in tracks:
            if track[-1].right <= box.x + 0.11:
                track.append(box)
                break
            if _follows(track[-1], box):
                start_x = track[-1].right
                width = min(max(box.right - start_x, MIN_BAR), WIDTH - start_x)
                if width >= MIN_BAR - 0.2:
                    track.append(_with(box, x=start_x, width=width))
                    break
        else:
            if len(tracks) == MAX_TRACKS:
                hidden += 1
                continue
            tracks.append([box])
    return tracks, hidden, outside


def _follows(before: Box, box: Box) -> bool:
    """Whether a bar comes after another in time and only seems to overlap, because short bars are drawn wider."""
    ended = before.bar.end
    return ended is not None and ended <= box.bar.start and before.right - box.x <= 3 * MIN_BAR


def _label(track: list[Box], index: int) -> Box:
    """Where the words of one bar go: inside, behind it, shortened inside, or nowhere yet (a number follows)."""
    box = track[index]
    label = box.bar.label
    inset = 14.0 if box.from_before else 7.0
    room = box.width - inset - (16.0 if box.opens or box.goes_beyond else 7.0)
    text_y = 17.5
    if text_width(label) <= room:
        return _with(box, text=label, text_x=box.x + inset, text_y=text_y)
    after = (track[index + 1].x if index + 1 < len(track) else WIDTH) - box.right - 12
    if box.width < 90 and text_width(label) <= after:
        return _with(box, text=label, text_x=box.right + 6, text_y=text_y, outside=True)
    short = shorten(label, room)
    if short:
        return _with(box, text=short, text_x=box.x + inset, text_y=text_y)
    return box


def _with(box: Box, **changes: object) -> Box:
    values = {name: getattr(box, name) for name in box.__dataclass_fields__}
    values.update({k: round(v, 1) if isinstance(v, float) else v for k, v in changes.items()})
    return Box(**values)


def _lane(scale: _Scale, lane: Lane, next_key: int) -> tuple[LaneBox, int]:
    tracks, hidden, outside = _place(scale, lane)
    y = PAD
    boxes: list[Box] = []
    for track in tracks:
        labelled = [_label(track, index) for index in range(len(track))]
        needs_line = any(not box.text or box.bar.ends_soon for box in labelled)
        top = y + (KEY if needs_line else 0.0)
        taken = -1.0  # how far the line of numbers is filled
        for raw in labelled:
            box = _with(raw, y=top, text_y=top + raw.text_y)
            if not box.text:
                width = 18.0 if next_key < 100 else 24.0
                centre = min(max(box.x + box.width / 2, width / 2), WIDTH - width / 2)
                if centre - width / 2 >= taken:
                    box = _with(box, key=next_key, key_x=centre, key_y=top - KEY / 2 + 0.5)
                    taken = centre + width / 2 + 1
                    next_key += 1
            if box.bar.ends_soon and not box.goes_beyond:
                box = _with(box, flag_x=box.right)
                if box.right + FLAG_TEXT <= WIDTH and box.right >= taken:
                    box = _with(box, flag_text_x=box.right + 13, flag_anchor="start")
                    taken = box.right + FLAG_TEXT
                elif box.right - FLAG_TEXT >= taken:
                    box = _with(box, flag_text_x=box.right - 13, flag_anchor="end")
                    taken = box.right
            boxes.append(box)
        y = top + BAR + GAP
    marks, below = _marks(scale, lane, y)
    outside += sum(1 for point in lane.points if not scale.start <= point.date <= scale.end)
    height = below if marks else max(y - GAP, PAD + BAR)
    return LaneBox(lane, round(height + PAD, 1), tuple(boxes), marks, hidden, outside), next_key


def _marks(scale: _Scale, lane: Lane, y: float) -> tuple[tuple[Mark, ...], float]:
    groups: list[list[Point]] = []
    places: list[float] = []
    for point in sorted(lane.points, key=lambda p: (p.date, p.label)):
        if not scale.start <= point.date <= scale.end:
            continue
        x = min(max(scale.x(point.date) + scale.per_day / 2, MARK / 2), WIDTH - MARK / 2)
        if places and x - places[-1] < MARK + 3:
            groups[-1].append(point)
        else:
            groups.append([point])
            places.append(x)
    marks = []
    for index, (group, x) in enumerate(zip(groups, places, strict=True)):
        limit = (places[index + 1] - MARK / 2 if index + 1 < len(places) else WIDTH) - 4
        start = x + MARK / 2 + 5
        label = group[0].label if len(group) == 1 else ""
        room = limit - start
        text = label if label and text_width(label) <= room else shorten(label, room) if label else ""
        marks.append(
            Mark(tuple(group), round(x, 1), round(y + BAR / 2, 1), max(p.severity for p in group), text, round(start, 1))
        )  # fmt: skip
    return tuple(marks), y + BAR


def lay_out(lanes: Sequence[Lane], today: date, start: date | None = None, end: date | None = None) -> Layout:
    """The whole picture; without a range it shows everything that is known."""
    all_start, all_end = full_range(lanes, today)
    start = start or all_start
    end = end or all_end
    if end <= start:
        end = start + timedelta(days=1)
    scale = _Scale(start, end)
    next_key = 1
    marks = ticks(scale)
    placed = []
    for lane in lanes:
        box, next_key = _lane(scale, lane, next_key)
        lines = {major: "".join(f"M{t.x} 0V{box.height}" for t in marks if t.major is major) for major in (True, False)}
        placed.append(replace(box, major_ticks=lines[True], minor_ticks=lines[False]))
    inside = start <= today <= end
    share = min(max(scale.x(today) / WIDTH * 100, 0.0), 100.0)
    today_x = round(scale.x(today), 1) if inside else None
    return Layout(start, end, today, today_x, round(share, 1), marks, tuple(placed))
