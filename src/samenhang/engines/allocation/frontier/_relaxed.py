"""One relaxation for all budgets: people and remedies may be split, and only the budget changes from question to question.

The first time takes about a second for a round of a region, every other budget a tenth of that, because the prices
of one budget are nearly those of the next. It gives a bound, and the remedies that are worth trying.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import highspy
import numpy as np

from .._mip import FREE, Programme
from .._model import Model
from .._stages import POINT, with_ties_broken
from ..problem import Ints

LARGEST = 30_000  # options: beyond this the first time takes too long
DUAL = 1  # the simplex method that goes on where a limit has changed
LONGEST = 2.0  # seconds for one budget
NOTHING, ALL = 0.01, 0.99  # less of a remedy than this is none, more is all of it
TRIES = 4  # packages for one budget


class Relaxed:
    """The relaxation of one model, ready for one budget after the other."""

    def __init__(self, model: Model, *, total: int, seed: int, seconds: float) -> None:
        """`total` is what all remedies cost together. Not `ready` when the model is too large or its numbers are."""
        self.model, self.total, self.ready = model, total, False
        self.known: dict[int, tuple[int, list[Ints]]] = {}
        weight = with_ties_broken(model) if 0 < model.options <= LARGEST and total else None
        if weight is None:
            return
        self.programme = Programme(replace(model, budget=total), np.arange(model.options), seed)
        if self.programme.hard:
            return
        cost = np.concatenate([weight / POINT, np.zeros(len(self.programme.remedies))])
        self.highs: Any = self.programme.relaxation(cost, None, seconds)
        self.ready = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        self.highs.setOptionValue("simplex_strategy", DUAL)

    def ask(self, budget: int) -> tuple[int, list[Ints]] | None:
        """The most priority within a budget, at most, and packages of shared remedies to try; None when it cannot tell."""
        if not self.ready:
            return None
        if budget not in self.known:
            limit = float(min(budget, self.total))
            self.highs.changeRowBounds(self.programme.budget_row, -FREE, limit)
            self.highs.setOptionValue("time_limit", self.highs.getRunTime() + LONGEST)
            self.highs.run()
            if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
            worth = float(self.highs.getInfo().objective_function_value)
            share = np.array(self.highs.getSolution().col_value)[self.model.options :]
            self.known[budget] = math.floor(worth + 1e-5 + 1e-9 * abs(worth)), self._packages(share, budget)
        return self.known[budget]

    def _packages(self, share: np.ndarray, budget: int) -> list[Ints]:
        """Whole packages within the budget near a split one: in the order of the shares, with one of the split ones first."""
        cost = self.model.remedy_cost[self.programme.remedies]
        order = np.argsort(-share, kind="stable")
        split = [int(one) for one in order if NOTHING < share[one] < ALL]
        found: dict[tuple[int, ...], Ints] = {}
        for first in [None, *split][:TRIES]:
            taken, left = [], budget
            sure = [int(one) for one in order if share[one] >= ALL]
            for one in [*sure, *([] if first is None else [first]), *split]:
                if one not in taken and cost[one] <= left:
                    taken.append(one)
                    left -= int(cost[one])
            package = np.sort(self.programme.remedies[np.array(taken, np.int64)])
            found[tuple(package.tolist())] = package
        return list(found.values())

    def options(self, package: Ints) -> Ints:
        """The options that need no other shared remedies than these."""
        model = self.model
        owner = np.repeat(np.arange(model.options), np.diff(model.need_start))
        shared = np.isin(model.need_item, self.programme.remedies)
        closed = owner[shared & ~np.isin(model.need_item, package)]
        keep = np.ones(model.options, bool)
        keep[closed] = False
        return np.flatnonzero(keep)

    @property
    def settled(self) -> bool:
        """Whether a package within the budget is all there is to pay: nobody has a remedy for themselves alone."""
        return not len(self.programme.own_item)
