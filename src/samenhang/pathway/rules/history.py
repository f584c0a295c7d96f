"""What a placement history tells: moves, days without care, the revolving door. Facts about a pathway, never a score.

Handbook 3.0 and rules R-05 and R-07; HHM report 2024, section 2.2.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.base.periods import Period, gaps

TRANSFER_LOAD_MOVES = 3
TRANSFER_LOAD_DAYS = 730
REVOLVING_ADMISSIONS = 3
REVOLVING_DAYS = 1096
OUT_OF_SIGHT_DAYS = 7
ENDS_SOON_DAYS = 90
PILOT_LIGHT_DAYS = 730
HEAVY_PROFILES = frozenset({"VG7"})
ON_THE_STREET = frozenset({"STREET"})
OWN_HOMES = frozenset({"INDEP_HOME", "TINY_HOUSE"})
DETENTION = frozenset({"PI", "PPC", "JJI"})
CRISIS_SETTINGS = frozenset({"CRISIS_BED_VG", "HIC", "ACUTE_CLOSED", "RESPITE"})


@dataclass(frozen=True)
class Stay:
    """One placement as the rules read it. ``cares`` is False on the street, in hiding or in prison without care."""

    start: date
    end: date | None
    setting: str
    is_stay: bool
    cares: bool
    clinical: bool
    region: str = ""
    notice_on: date | None = None
    supports: bool = False  # somebody comes, or is there: treatment or guidance that can end in success
    provider: str = ""
    held: bool = False  # the place is kept while somebody is elsewhere

    @property
    def period(self) -> Period:
        """The stay as a period."""
        return Period(self.start, self.end)


@dataclass(frozen=True)
class History:
    """What follows from a history: moves per year, moves across regions, gaps and the days in them."""

    moves: int
    moves_per_year: float
    moves_last_two_years: int
    transfers_last_two_years: int
    moves_across_regions: int
    gaps: tuple[Period, ...]
    days_without_care: int
    days_without_care_after_title: int
    revolving_door: bool


def moves(stays: Sequence[Stay]) -> list[date]:
    """The days on which somebody went to live elsewhere: each later start of a stay in another setting or region.

    A stay that continues in the same setting and region (a new title, a new payer) is no move.
    """
    ordered = sorted((s for s in stays if s.is_stay), key=lambda s: s.start)
    return [
        b.start
        for a, b in itertools.pairwise(ordered)
        if (a.setting, a.region) != (b.setting, b.region) or (a.end is not None and b.start > a.end)
    ]


def transfers(stays: Sequence[Stay]) -> list[date]:
    """The days on which somebody passed from one provider into the hands of another (R-07).

    Not every move is one: whoever ran away, is arrested, stands on the street or comes from there is not handed on; nor is
    whoever is admitted while their place is held, or goes back to where they were.
    """
    ordered = sorted((s for s in stays if s.is_stay), key=lambda s: s.start)
    found = []
    for n, (a, b) in enumerate(itertools.pairwise(ordered)):
        before, after = ordered[n - 1] if n else None, ordered[n + 2] if n + 2 < len(ordered) else None
        if (
            a.cares
            and b.cares
            and b.setting not in DETENTION
            and _hands(a) != _hands(b)
            and not (a.held and a.period.contains(b.start))
            and not (a.end is not None and b.start > a.end + timedelta(days=1))
            and not (before is not None and _same_place(before, b))
            and not (after is not None and _same_place(a, after))
        ):
            found.append(b.start)
    return found


def recent_transfers(stays: Sequence[Stay], today: date) -> list[date]:
    """The transfers of the last two years."""
    return [d for d in transfers(stays) if timedelta(0) <= today - d < timedelta(days=TRANSFER_LOAD_DAYS)]


def _hands(stay: Stay) -> tuple[str, ...]:
    """In whose hands somebody is; where no provider was written down, another setting or region counts as other hands."""
    return (stay.provider,) if stay.provider else (stay.setting, stay.region)


def _same_place(a: Stay, b: Stay) -> bool:
    return a.setting == b.setting and _hands(a) == _hands(b)


def uncovered(stays: Sequence[Stay], today: date) -> list[Period]:
    """The gaps without care: days that no caring placement covers, from the first placement until today."""
    if not stays:
        return []
    first = min(s.start for s in stays)
    if first >= today:
        return []
    return gaps([s.period for s in stays if s.cares], Period(first, today), today)


def history(stays: Sequence[Stay], title_ends: Sequence[date], today: date) -> History:
    """Derive everything at once. ``title_ends`` are the first days on which a title no longer held."""
    past = [s for s in stays if s.start <= today]
    moved = [d for d in moves(past) if d <= today]
    first = min((s.start for s in past), default=today)
    years = max((today - first).days / 365.25, 1 / 365.25)
    ordered = sorted((s for s in past if s.is_stay and s.region), key=lambda s: s.start)
    across = sum(a.region != b.region for a, b in itertools.pairwise(ordered))
    holes = tuple(uncovered(past, today))
    after_title = sum(
        (hole.end - hole.start).days
        for hole in holes
        if hole.end and any(hole.start - timedelta(days=1) <= end <= hole.end for end in title_ends)
    )
    return History(
        moves=len(moved),
        moves_per_year=round(len(moved) / max(years, 1.0), 1),
        moves_last_two_years=sum(d > today - timedelta(days=TRANSFER_LOAD_DAYS) for d in moved),
        transfers_last_two_years=len(recent_transfers(past, today)),
        moves_across_regions=across,
        gaps=holes,
        days_without_care=sum((h.end - h.start).days for h in holes if h.end),
        days_without_care_after_title=after_title,
        revolving_door=is_revolving(past, today),
    )


def is_revolving(stays: Sequence[Stay], today: date) -> bool:
    """Say whether somebody was admitted to a clinic three times or more within three years, with a return between."""
    admissions = []
    ordered = sorted((s for s in stays if s.is_stay), key=lambda s: s.start)
    previous_clinical = False
    for stay in ordered:
        if stay.clinical and not previous_clinical and stay.start > today - timedelta(days=REVOLVING_DAYS):
            admissions.append(stay.start)
        previous_clinical = stay.clinical
    return len(admissions) >= REVOLVING_ADMISSIONS


def out_of_sight(stays: Sequence[Stay], today: date) -> bool:
    """Say whether nobody has cared for more than seven days until today, or somebody stands on the street without anybody.

    The street may last no day at all (handbook 2.4); where care begins today, nobody is out of sight any more.
    """
    begun = [s for s in stays if s.start <= today]
    now = [s for s in begun if s.period.contains(today)]
    if any(s.cares for s in now):
        return False
    if any(s.setting in ON_THE_STREET for s in now):
        return True
    return any(
        hole.end is not None and hole.end >= today and (today - hole.start).days > OUT_OF_SIGHT_DAYS
        for hole in uncovered(begun, today)
    )


def ends_soon(stay: Stay, stays: Sequence[Stay], today: date, days: int = ENDS_SOON_DAYS) -> bool:
    """Say whether this stay ends within so many days while no later stay is arranged."""
    if stay.end is None or not (stay.start <= today < stay.end <= today + timedelta(days=days)):
        return False
    return not any(
        other.is_stay and other.start >= stay.end - timedelta(days=1) and other is not stay for other in stays
    )


def expelled_without_next(stays: Sequence[Stay], today: date) -> bool:
    """Say whether a provider gave notice on a current stay while nothing is arranged after it (R-06)."""
    current = [s for s in stays if s.is_stay and s.period.contains(today) and s.notice_on and s.notice_on <= today]
    return bool(current) and not any(s.is_stay and s.start > today for s in stays)


def without_pilot_light(stays: Sequence[Stay], today: date) -> bool:
    """Say whether care ended within two years because it went well, nothing came after it, and somebody lives on their own.

    After success the pilot light stays on; nobody falls out of sight by recovering (seed 001, recommendation 2).
    """
    running = [s for s in stays if s.period.contains(today)]
    if any(s.clinical or s.supports for s in running) or not any(s.setting in OWN_HOMES for s in running):
        return False
    ended = [s for s in stays if s.supports and s.end is not None and s.end <= today]
    last = max((s.end for s in ended if s.end is not None), default=None)
    return last is not None and (today - last).days <= PILOT_LIGHT_DAYS


def extra_care_needed(
    *, profiles: Collection[str], current: Stay | None, payer: str, stays: Sequence[Stay], asked: bool, today: date
) -> bool:
    """Say whether somebody with the heaviest disability profile lives on a personal budget, was in crisis within a year, and nobody asked for extra care.

    The profile alone does not pay for what such a place needs (seed 002, theme 4.1; handbook 8.3, personal budget).
    """
    if asked or current is None or payer != "PGB" or not set(profiles) & HEAVY_PROFILES:
        return False
    return any(s.setting in CRISIS_SETTINGS and (today - s.start).days <= 365 for s in stays)
