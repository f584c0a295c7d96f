"""What is possible, due or derived in picture: day and facts are arguments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.picture.catalogue import INSTRUMENTS
from samenhang.picture.enums import EstimatedBy, Instrument, PictureAlert

SPREAD = 4
ESTIMATES_COUNT = timedelta(days=365)


@dataclass(frozen=True)
class Estimate:
    """One estimate of own strength in one area: by whom, how much, when."""

    area: str
    by: str
    source: str
    score: int
    on: date


@dataclass(frozen=True)
class Spread:
    """How far estimates of one area lie apart, and which alert that raises, if any."""

    area: str
    low: int
    high: int
    alert: PictureAlert | None


def newest_per_source(estimates: Iterable[Estimate], today: date) -> list[Estimate]:
    """The newest estimate of each source in each area, of the last twelve months; what is older or to come does not count."""
    newest: dict[tuple[str, str, str], Estimate] = {}
    for e in sorted(estimates, key=lambda e: e.on):
        if today - ESTIMATES_COUNT < e.on <= today:
            newest[e.area, e.by, e.source] = e
    return sorted(newest.values(), key=lambda e: (e.area, e.by != EstimatedBy.SELF, e.source))


def spreads(estimates: Iterable[Estimate], today: date) -> list[Spread]:
    """For each area with two sources or more: lowest, highest, and the alert when they lie four apart (R-14).

    Whether the person rates themselves higher or lower than the others is compared with the mean of the others. No area
    is added to another: there is no total.
    """
    by_area: dict[str, list[Estimate]] = {}
    for e in newest_per_source(estimates, today):
        by_area.setdefault(e.area, []).append(e)
    return [_spread(area, found) for area, found in by_area.items() if len(found) > 1]


def _spread(area: str, found: list[Estimate]) -> Spread:
    scores = [e.score for e in found]
    low, high = min(scores), max(scores)
    return Spread(area, low, high, _alert(found) if high - low >= SPREAD else None)


def _alert(found: list[Estimate]) -> PictureAlert:
    own = [e.score for e in found if e.by == EstimatedBy.SELF]
    others = [e.score for e in found if e.by != EstimatedBy.SELF]
    difference = own[0] * len(others) - sum(others) if own and others else 0
    if difference == 0:
        return PictureAlert.STRENGTH_DIFFERS
    return PictureAlert.OVERESTIMATED_STRENGTH if difference > 0 else PictureAlert.UNDERESTIMATED_STRENGTH


def valid_until(instrument: Instrument, on: date) -> date:
    """The last day on which an outcome of this instrument holds, unless the assessor says otherwise."""
    return on + timedelta(days=INSTRUMENTS[instrument].valid_days)


def is_expired(until: date, today: date) -> bool:
    """Say whether an assessment no longer holds."""
    return until < today
