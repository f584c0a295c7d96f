"""Everybody in view: what somebody is without, also without danger or a title (seed 001, conclusions and recommendation 1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenhang.pathway.rules.pilot_lights import NOT_SEEN_DAYS


class Lack(StrEnum):
    """What somebody is without. VOLUNTARY is no lack: who is in it causes no trouble, and is easily forgotten."""

    NOBODY = "NOBODY"
    PLAN = "PLAN"
    COORDINATOR = "COORDINATOR"
    CONTACT = "CONTACT"
    VOLUNTARY = "VOLUNTARY"


@dataclass(frozen=True)
class Standing:
    """What is known of one person: plan, who directs, who holds the file, the last meeting, the pilot light, compulsion.

    ``since`` is when the case began: weeks without contact are counted from there. ``light_days`` is how often contact is kept by a pilot
    light that burns; 0 without one. ``plan``, ``since`` and ``compulsory`` are None when the reader may not know of a plan, of contacts,
    of titles: then nothing is said.
    """

    plan: bool | None
    director: bool
    holder: bool
    since: date | None
    met_on: date | None
    light_days: int
    compulsory: bool | None


def lacks(of: Standing, today: date) -> frozenset[Lack]:
    """What somebody is without today. Who keeps a pilot light holds the person too, and looks as often as was agreed."""
    found: set[Lack] = set()
    if not (of.director or of.holder or of.light_days):
        found.add(Lack.NOBODY)
    if of.plan is False:
        found.add(Lack.PLAN)
    if not of.director:
        found.add(Lack.COORDINATOR)
    if of.since is not None and (today - max(of.since, of.met_on or of.since)).days > max(NOT_SEEN_DAYS, of.light_days):
        found.add(Lack.CONTACT)
    if of.compulsory is False:
        found.add(Lack.VOLUNTARY)
    return frozenset(found)
