"""The bridge while somebody waits: when it carries, when it does not, and who hears of it then (seed 001, section 2)."""

from __future__ import annotations

from datetime import date, timedelta

from samenhang.intake.enums import IntakeAlert

NEXT_LEVEL_AFTER = timedelta(days=7)


def fails_since(*, enough: bool, checked_on: date, until: date, today: date) -> tuple[IntakeAlert, date] | None:
    """Since when a bridge does not carry and why: found not enough, or its last day has passed. None while it carries."""
    found = []
    if not enough:
        found.append((IntakeAlert.BRIDGE_NOT_ENOUGH, checked_on))
    if until < today:
        found.append((IntakeAlert.BRIDGE_OVER, until + timedelta(days=1)))
    return min(found, key=lambda pair: pair[1]) if found else None


def level(since: date, today: date) -> int:
    """Who hears of it: 1 who directs and who holds the file; 2, after a week, everybody who takes part and the table."""
    return 2 if today - since >= NEXT_LEVEL_AFTER else 1
