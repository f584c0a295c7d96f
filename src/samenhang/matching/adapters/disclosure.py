"""Numbers of people who wait, to the disclosure engine and back: what may be shown to who does not know these people (R-20).

``waiting`` decides for the region: the overview, its file and the API draw from it. What a bottleneck or missing supply says of the same
people is decided after that, so that neither gives away what the other withholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samenhang.engines.disclosure import Draft, Kind, Result, solve

LEVELS = ("0", "1", "2", "3", "4")
UNKNOWN = "?"
COLUMNS = (*LEVELS, UNKNOWN)


def level_code(value: object) -> str:
    """The column of a security level that somebody needs."""
    return str(value) if str(value) in LEVELS else UNKNOWN


def waiting(
    needs: Iterable[tuple[Sequence[str], str, Sequence[str], int | None]],
    places: Sequence[int],
    regions: Mapping[int, Sequence[int]],
) -> Result:
    """Who waits: forms, level, lenses and municipality of each need; the municipalities, and those of each region of each layer.

    Names of numbers: ``waiting``, ``form:F``, ``level:F:L``, ``group:G``, ``home:M`` and ``region:R``.
    """
    levels: Counter[tuple[str, str]] = Counter()
    groups: Counter[str] = Counter()
    homes: Counter[int | None] = Counter()
    for forms, level, lenses, home in needs:
        levels.update((form, level) for form in forms)
        groups.update(lenses)
        homes[home] += 1
    draft = Draft()
    everywhere = list(dict.fromkeys([*places, *homes]))
    draft.total("waiting", [draft.number(f"home:{home}", homes[home]) for home in everywhere])
    for region, inside in regions.items():
        draft.total(f"region:{region}", [f"home:{home}" for home in inside])
    for form in sorted({form for form, _level in levels}):
        draft.total(f"form:{form}", [draft.number(f"level:{form}:{c}", levels[form, c]) for c in COLUMNS])
        draft.within(f"form:{form}", "waiting")
    for group, count in sorted(groups.items()):
        draft.within(draft.number(f"group:{group}", count), "waiting")
    return solve(draft.problem())


@dataclass(frozen=True)
class Stuck:
    """Numbers of people for whom no place fits, or who meet something that stands in the way."""

    fitting: int
    unknown: int
    without: int
    blockers: Mapping[str, tuple[int, int]]  # by key: who meet it, and who would have a first place without it
    remedies: Mapping[str, tuple[int, int]]  # by code: whom it reaches, and who would have a first place by it
    bundles: Mapping[tuple[str, str], int]  # by form and level: for whom no place fits


def stuck(found: Stuck, waits: Result) -> Result:
    """Bottlenecks and missing supply, after who waits.

    Names of numbers: ``fitting``, ``unknown``, ``without``, ``touched:KEY``, ``opened:KEY``, ``reached:CODE``, ``lifted:CODE`` and
    ``unmet:F:L``. Whoever would have a *first* place is among those who have none.
    """
    draft = Draft()
    draft.after(waits)
    parts = [draft.number(n, getattr(found, n)) for n in ("fitting", "unknown", "without")]
    waiting = waits.problem.count("waiting")
    if found.fitting + found.unknown + found.without == waiting:  # else somebody came or left between two readings
        draft.total("waiting", parts)
    none = draft.total("none", parts[1:], Kind.INNER)

    def within(part: str, whole: str, most: int) -> None:
        if draft.count(part) <= most:
            draft.within(part, whole)

    for kinds, rows in ((("touched", "opened"), found.blockers), (("reached", "lifted"), found.remedies)):
        for key, (all_of, first) in rows.items():
            whole, part = (draft.number(f"{kind}:{key}", n) for kind, n in zip(kinds, (all_of, first), strict=True))
            within(whole, "waiting", waiting)
            within(part, whole, all_of)
            within(part, none, draft.count(none))
    for (form, level), count in found.bundles.items():
        unmet, demand = draft.number(f"unmet:{form}:{level}", count), f"level:{form}:{level}"
        within(unmet, none, draft.count(none))
        if demand in waits.problem.index:
            within(unmet, demand, waits.problem.count(demand))
    return solve(draft.problem())
