"""What one more of something would bring, by one relaxation that is changed a little for every question.

Priority and value go into one weight, priority always first. Where the relaxation's best is whole, it is the very
answer of the changed problem. A limit with price 0 brings nothing at all: the old proof holds without it.
"""

from __future__ import annotations

import time
from typing import Any

import highspy
import numpy as np

from ._answer import Best, remedies
from ._mip import FREE, Programme
from ._model import Model
from .problem import NONE, Problem

LARGEST = 60_000  # options: more takes too long per question
WHOLE = 1e-6
HALF = 0.49  # of the least difference between two weights
LARGEST_WEIGHT = 2.0**30  # beyond this the tolerances of the relaxation matter
LONGEST = 2.0  # seconds for one relaxation


class Again:
    """One answer with its relaxation. `place` and `remedy` give (more, proven), or None when this way cannot tell."""

    def __init__(self, problem: Problem, best: Best, *, deadline: float, seed: int) -> None:
        self.problem, self.best, self.deadline = problem, best, deadline
        self.ready = False
        model = best.model
        if not best.value_done or not 0 < model.options <= LARGEST:
            return
        weight = together(model)
        if float(weight.max()) > LARGEST_WEIGHT:
            return
        self.programme = Programme(model, np.arange(model.options), seed)
        if self.programme.hard:
            return
        self.weight = weight
        self.reached = float(self.weight[best.chosen].sum())
        self.bought = remedies(model, best.chosen)
        cost = np.concatenate([self.weight, np.zeros(len(self.programme.remedies))])
        left = deadline - time.perf_counter()
        self.highs: Any = self.programme.relaxation(cost, self.bought if model.budget != NONE else None, left)
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return
        self.ready = True
        self.exact = model.budget == NONE  # else only the remedies that were bought take part
        self.tight = abs(self.highs.getInfo().objective_function_value - self.reached) < HALF
        self.price = np.abs(np.array(self.highs.getSolution().row_dual))
        self.highs.setOptionValue("simplex_strategy", 1)
        self.row = np.full(len(model.row_limit), NONE, np.int64)
        self.row[self.programme.used] = self.programme.use_first + np.arange(len(self.programme.used))
        too_much = problem.option_load > problem.capacity[problem.option_place]
        cost = np.add.reduceat(np.append(problem.remedy_cost[problem.needs.items], 0), problem.needs.start[:-1])
        cost = np.where(np.diff(problem.needs.start) > 0, cost, 0)
        dear = np.repeat(cost > problem.budget, np.diff(problem.needs.start))
        self.too_dear = np.zeros(len(problem.remedies), bool)  # remedies of options that the budget alone rules out
        self.too_dear[problem.needs.items[dear]] = problem.budget != NONE
        self.outside = np.zeros(len(problem.places), bool)  # places that gain options which are impossible now
        self.outside[problem.option_place[too_much]] = True

    def place(self, index: int) -> tuple[int, bool] | None:
        """One more slot there."""
        if not self.ready or self.outside[index]:
            return None
        place_row = int(self.best.model.place_row[index])
        row = int(self.row[place_row]) if place_row != NONE else NONE
        if row == NONE:
            return 0, True
        limit = float(self.best.model.row_limit[place_row])
        return self._changed(row, limit, limit + 1.0)

    def remedy(self, index: int) -> tuple[int, bool] | None:
        """The remedy free of cost and limit. With a budget, others than the remedies bought are not looked at."""
        model = self.best.model
        if not self.ready or (self.exact and (self.problem.remedy_limit[index] == 0 or self.too_dear[index])):
            return None
        mine = np.flatnonzero(model.row_remedy == index)
        row = int(self.row[mine[0]]) if len(mine) else NONE
        limit = float(self.highs.getLp().row_upper_[row]) if row != NONE else 0.0
        if self.exact:
            return (0, True) if row == NONE else self._changed(row, limit, FREE)
        at = int(np.searchsorted(self.programme.remedies, index))
        if at == len(self.programme.remedies) or self.programme.remedies[at] != index:
            return None
        column = len(self.weight) + at
        bought = float(index in self.bought)
        self.highs.changeColBounds(column, 0.0, 1.0)
        self.highs.changeCoeff(self.programme.budget_row, column, 0.0)
        found = self._changed(row if row != NONE else 0, limit if row != NONE else 1.0, FREE if row != NONE else 1.0)
        self.highs.changeColBounds(column, 0.0, bought)
        self.highs.changeCoeff(self.programme.budget_row, column, float(self.problem.remedy_cost[index]))
        return found

    def _changed(self, row: int, limit: float, changed: float) -> tuple[int, bool] | None:
        if self.exact and self.tight and self.price[row] * max(1.0, min(changed, 1e6) - limit) < HALF:
            return 0, True
        left = self.deadline - time.perf_counter()
        if left < 0.02:
            return None
        self.highs.changeRowBounds(row, -FREE, changed)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + min(left, LONGEST))
        self.highs.run()
        found = None
        if self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            found = self._read()
        self.highs.changeRowBounds(row, -FREE, limit)
        return found

    def _read(self) -> tuple[int, bool] | None:
        """The answer of the relaxation as it stands, when it is whole."""
        solution = np.array(self.highs.getSolution().col_value)[: len(self.weight)]
        if float(np.abs(solution - np.rint(solution)).max()) > WHOLE:
            return None
        chosen = solution > 0.5
        worth = float(self.weight[chosen].sum())
        if worth < self.reached:
            return None
        told = abs(worth - self.highs.getInfo().objective_function_value) < HALF
        return int(chosen.sum()) - len(self.best.chosen), self.exact and told


def together(model: Model) -> np.ndarray:
    """Priority and value in one weight per option, in the smallest steps of value."""
    unit = int(np.gcd.reduce(model.value)) or 1
    value = model.value // unit
    most, least = np.zeros(model.people, np.int64), np.zeros(model.people, np.int64)
    np.maximum.at(most, model.person, value)
    np.minimum.at(least, model.person, value)
    spread = float(most.sum(dtype=np.float64)) - float(least.sum(dtype=np.float64)) + 1.0
    return model.priority * spread + value
