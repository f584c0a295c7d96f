"""The attacker: reads everything that is published and works out what he can. Shares nothing with the solver, not even its library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import coo_array

from .problem import Kind, Problem, Sum
from .result import Range, Result


def attack(
    published: Mapping[str, int | None],
    sums: Sequence[Sum],
    targets: Sequence[str],
    *,
    step: int = 1,
    reach: int = 1000,
    whole: bool = True,
) -> dict[str, Range]:
    """What each target can be, given the numbers on the pages (None: withheld) and sums that everybody knows.

    What stands in a sum but in ``published`` not at all is on no page. A withheld number is known to be at least one, because zero is
    shown. ``step`` is the rounding of what is published; ``reach`` is as far as is looked; ``whole`` knows that people come in whole
    numbers, which linear programming alone does not.
    """
    names = list(dict.fromkeys([*published, *(n for s in sums for n in (s.whole, *s.parts)), *targets]))
    index = {name: i for i, name in enumerate(names)}
    low, high = np.zeros(len(names)), np.full(len(names), float(reach))
    for name, value in published.items():
        if value is None:
            low[index[name]] = 1
        else:
            blur = (step - 1) / 2 if value else 0
            low[index[name]], high[index[name]] = value - np.floor(blur), value + np.floor(blur)
    entries = [
        (row, index[n], 1.0 if n == s.whole else -1.0) for row, s in enumerate(sums) for n in (s.whole, *s.parts)
    ]
    known: list[LinearConstraint] = []
    if entries:
        rows, columns, values = zip(*entries, strict=True)
        known = [LinearConstraint(coo_array((values, (rows, columns)), shape=(len(sums), len(names))).tocsr(), 0, 0)]
    found = {}
    for target in targets:
        ends = []
        for sign in (1.0, -1.0):
            aim = np.zeros(len(names))
            aim[index[target]] = sign
            answer = milp(aim, constraints=known, bounds=(low, high), integrality=np.full(len(names), int(whole)))
            if answer.x is None:
                raise ValueError("what is published contradicts itself")
            end = float(answer.x[index[target]])
            ends.append(int(np.ceil(end - 1e-6)) if sign > 0 else int(np.floor(end + 1e-6)))
        found[target] = Range(*ends)
    return found


def violations(result: Result, *, whole: bool = True) -> list[str]:
    """The small numbers that a reader of this result can trace, and small numbers that simply stand there; empty when it is safe."""
    problem = result.problem
    published = {n.id: result.shown(n.id) for n in problem.numbers if n.kind is not Kind.INNER}
    small = [n.id for n in problem.numbers if problem.small(n)]
    reach = max((n.count for n in problem.numbers), default=0) + 10 * problem.smallest
    found = attack(published, problem.sums, small, reach=reach, whole=whole)
    return [name for name in small if traced(found[name], problem)]


def traced(found: Range, problem: Problem) -> bool:
    """Whether a reader knows a number to within fewer values than the rule hides."""
    return found.high - found.low < problem.smallest - 1
