"""Whom would another version of a rule touch? Asked before it is saved, answered by the fit engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenhang.access.enums import Category, Purpose
from samenhang.access.services import reading
from samenhang.base.actor import Actor
from samenhang.engines.fit.bottlenecks import Change, touched_by
from samenhang.engines.fit.terms import Outcome
from samenhang.matching.adapters.fit import changed, fit_problem
from samenhang.matching.selectors import gather, open_needs_for_rule
from samenhang.people.selectors import people_by_id
from samenhang.supply.selectors import CriterionRow, snapshot

REASON = "the preview of a rule: counts over everybody who waits"
SMALL = 10  # a count below this could be traced to a person


@dataclass(frozen=True)
class Touched:
    """People of one kind: how many, and the names of those whom the actor may see."""

    count: int
    names: tuple[str, ...] = ()

    @property
    def others(self) -> int:
        """People whose names the actor may not see."""
        return self.count - len(self.names)

    @property
    def others_about(self) -> int:
        """Their number to the nearest five from ten on, so that two previews cannot be subtracted."""
        return self.others if self.others < SMALL else 5 * round(self.others / 5)

    @property
    def small(self) -> bool:
        """Whether the number of nameless people could be traced to one of them."""
        return 0 < self.others < SMALL


@dataclass(frozen=True)
class Preview:
    """What a new version of a rule changes today, over everybody who waits.

    A person can stand in ``opens`` and in ``closes``: one place opens, another closes. ``liftable`` are people for
    whom no place opens by this alone, while a place now needs one measure less.
    """

    waiting: int
    places: int
    opens: Touched
    closes: Touched
    liftable: Touched
    same: int
    pairs: int

    @property
    def all_named(self) -> bool:
        """Whether the actor may see everybody who is touched: only then do exact sums tell nothing new."""
        return self.opens.others + self.closes.others + self.liftable.others == 0

    @property
    def traceable(self) -> bool:
        """Whether exact sums would give a small count away."""
        return self.opens.small or self.closes.small or self.liftable.small


def preview(
    *, actor: Actor, row: CriterionRow, operator: str, values: tuple[Any, ...], hard: bool, today: date, now: datetime
) -> Preview:
    """Count whom this version would touch; the asking itself is logged.

    Names are read through the door, so somebody who may see nobody reads numbers only.
    """
    register = snapshot(today=today, now=now)
    people = gather(open_needs_for_rule(reason=REASON), register, today=today, reason=REASON)
    changes = touched_by(fit_problem(people), row.key, changed(row, operator=operator, values=values, hard=hard))
    fits = Outcome.FITS
    opens = {int(c.person) for c in changes if c.after is fits and c.before is not fits}
    closes = {int(c.person) for c in changes if c.before is fits and c.after is not fits}
    liftable = {int(c.person) for c in changes if _nearer(c)} - opens - closes
    with reading(
        actor, purpose=Purpose.PLACEMENT, what="Criterion preview", categories=Category.ID_CONTACT,
        detail={"criterion": row.key},
    ) as seen:  # fmt: skip
        known = people_by_id(actor, opens | closes | liftable, purpose=Purpose.PLACEMENT)
        seen["dossiers"] = sorted(p.dossier_id for p in known.values())
    names = {i: p.name for i, p in known.items()}
    return Preview(
        waiting=len(people.people),
        places=sum(1 for p in register.places if row in register.criteria_of[p.id]),
        opens=_touched(opens, names),
        closes=_touched(closes, names),
        liftable=_touched(liftable, names),
        same=len(people.people) - len(opens | closes | liftable),
        pairs=len(changes),
    )


def _nearer(change: Change) -> bool:
    return change.after is not Outcome.FITS and change.liftable_after and not change.liftable_before


def _touched(ids: set[int], names: dict[int, str]) -> Touched:
    return Touched(len(ids), tuple(sorted(names[i] for i in ids if i in names)))
