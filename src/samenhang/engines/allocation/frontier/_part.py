"""Parts of a problem: only the options that a package of remedies makes possible, with other costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .._answer import Best, entries
from ..problem import NONE, Ints, Problem, Rows
from ..result import Placement, Score


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """A problem over some options; option `o` of it is option `original[o]` of the whole."""

    whole: Problem
    problem: Problem
    original: Ints

    def placed(self, best: Best) -> tuple[Placement, ...]:
        """The answer in the words of the whole problem, in the order of its options."""
        return placements(self.whole, np.sort(self.original[best.model.original[best.chosen]]))


def needing_only(problem: Problem, allowed: np.ndarray, cost: Ints, *, among: np.ndarray | None = None) -> Part:
    """The options (those in the mask `among`) that need none but the `allowed` remedies, at these costs, without a budget."""
    barred = np.repeat(np.arange(len(problem.needs)), np.diff(problem.needs.start))[~allowed[problem.needs.items]]
    keep = np.ones(len(problem.needs), bool) if among is None else among.copy()
    keep[barred] = False
    original = np.flatnonzero(keep)
    charged = entries(problem.charge_payer.start, original)
    part = replace(
        problem,
        option_person=problem.option_person[original],
        option_place=problem.option_place[original],
        option_value=problem.option_value[original],
        option_load=problem.option_load[original],
        needs=_rows(problem.needs, original),
        charge_payer=_rows(problem.charge_payer, original),
        charge_amount=problem.charge_amount[charged],
        remedy_cost=cost,
        budget=NONE,
    )
    return Part(problem, part, original)


def _rows(rows: Rows, kept: Ints) -> Rows:
    start = np.zeros(len(kept) + 1, np.int64)
    np.cumsum(np.diff(rows.start)[kept], out=start[1:])
    return Rows(start, rows.items[entries(rows.start, kept)])


def placements(problem: Problem, chosen: Ints) -> tuple[Placement, ...]:
    """Chosen options as placements."""
    return tuple(
        Placement(
            problem.people[int(problem.option_person[option])],
            problem.places[int(problem.option_place[option])],
            tuple(problem.remedies[item] for item in problem.needs.of_one(option)),
            option,
        )
        for option in chosen.tolist()
    )


def used(problem: Problem, placed: Sequence[Placement]) -> tuple[str, ...]:
    """The remedies that placements use, in the order of the problem."""
    needed = {need for one in placed for need in one.needs}
    return tuple(one for one in problem.remedies if one in needed)


def cost_of(problem: Problem, remedies: Sequence[str]) -> int:
    """What these remedies cost together."""
    wanted = set(remedies)
    return sum(int(cost) for one, cost in zip(problem.remedies, problem.remedy_cost, strict=True) if one in wanted)


def proven(best: Best) -> Score:
    """What is proven about an answer, as allocation tells it."""
    score, cost = best.score, min(best.cost_bound, best.score.cost)
    if best.value_done:
        return Score(score.priority, score.value, cost)
    return Score(max(best.priority_bound, score.priority), max(best.value_bound, score.value), cost)
