"""Numbers of people who wait, to the disclosure engine and back: what may be shown to who does not know these people (R-20).

``waiting`` decides for the region: the overview, its file and the API draw from it. What a bottleneck or missing supply says of the same
people is decided after that, so that neither gives away what the other withholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from samenhang.engines.disclosure import Draft, Result, solve

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
