"""Numbers of the region to the disclosure engine and back (R-20). Each function decides about numbers that are tied together by sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from samenhang.engines.disclosure import Draft, Result, solve
from samenhang.pathway.rules.in_view import Lack
from samenhang.region.rules import Pace

STEP = 5  # the municipalities of everybody in view are rounded as well


def refusals(counted: Iterable[tuple[str, str, str, bool, int]]) -> Result:
    """Refusals by provider, kind of provider, reason and whether the person was seen, as three tables show them.

    Names of numbers: ``cell:KIND:REASON``, ``kind:KIND``, ``reason:REASON``, ``paper:REASON`` and ``provider:KIND:NAME``.
    """
    rows = list(counted)
    kinds, reasons = sorted({r[1] for r in rows}), sorted({r[2] for r in rows})

    def count(**only: str | bool) -> int:
        names = ("provider", "kind", "reason", "seen")
        return sum(r[4] for r in rows if all(r[names.index(name)] == value for name, value in only.items()))

    draft = Draft()
    for kind in kinds:
        cells = [draft.number(f"cell:{kind}:{why}", count(kind=kind, reason=why)) for why in reasons]
        draft.total(f"kind:{kind}", cells)
        providers = sorted({r[0] for r in rows if r[1] == kind})
        named = [draft.number(f"provider:{kind}:{name}", count(kind=kind, provider=name)) for name in providers]
        draft.total(f"kind:{kind}", named)
    for why in reasons:
        draft.total(f"reason:{why}", [f"cell:{kind}:{why}" for kind in kinds])
        draft.within(draft.number(f"paper:{why}", count(reason=why, seen=False)), f"reason:{why}")
    return solve(draft.problem())


def in_view(counted: Mapping[tuple[int, Lack], int], places: Sequence[int]) -> Result:
    """What people are without, by municipality: ``lack:L:M`` and ``lack:L`` for all together.

    Who has nobody has no coordinator either, so a reader can subtract those two.
    """
    draft = Draft()
    for lack in Lack:
        draft.total(f"lack:{lack}", [draft.number(f"lack:{lack}:{m}", counted.get((m, lack), 0)) for m in places])
    for end in ["", *(f":{m}" for m in places)]:
        draft.within(f"lack:{Lack.NOBODY}{end}", f"lack:{Lack.COORDINATOR}{end}")
    return solve(draft.problem())


def course(steps: Mapping[str, Pace], waiting: Result) -> Result:
    """How the work goes: ``done:S``, ``wait:S`` and ``late:S`` of each step.

    Who waits for a place (``PLACE``) is among those who wait in the overview, about whom was decided before.
    """
    draft = Draft()
    draft.after(waiting)
    for code, step in steps.items():
        draft.number(f"done:{code}", step.done or 0)
        draft.number(f"wait:{code}", step.waiting or 0)
        draft.within(draft.number(f"late:{code}", step.late or 0), f"wait:{code}")
    if "PLACE" in steps and (steps["PLACE"].waiting or 0) <= waiting.problem.count("waiting"):
        draft.within("wait:PLACE", "waiting")  # read a moment later than who waits: one who left meanwhile is no error
    return solve(draft.problem())


def alone(counts: Mapping[str, int]) -> Result:
    """Numbers that stand alone: none is a sum or a part of another on any page."""
    draft = Draft()
    for name, count in counts.items():
        draft.number(name, count)
    return solve(draft.problem())


def shown(steps: Mapping[str, Pace], result: Result) -> dict[str, Pace]:
    """The steps as they may be shown. Without the number of those who were measured there is no measure: it would tell they are ten."""
    found = {}
    for code, step in steps.items():
        done = result.shown(f"done:{code}")
        found[code] = replace(
            step,
            done=done,
            half=step.half if done else None,
            tenth=step.tenth if done else None,
            waiting=result.shown(f"wait:{code}"),
            late=result.shown(f"late:{code}"),
        )
    return found
