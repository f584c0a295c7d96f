"""The one place that imports HiGHS: an integer programme over some options of a model, and its proven bound."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from ._answer import entries
from ._model import Model
from .problem import NONE, Ints

SAFE = 2.0**40  # beyond this, tolerances on floats are no proof about whole numbers
FREE = highspy.kHighsInf

USABLE = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kInterrupt,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The best options found (None: nothing whole) and a bound in the units of the objective (infinite: no bound)."""

    chosen: Ints | None
    bound: float
    proven: bool
    bought: Ints | None = None  # remedies (of the model) in the best solution, also when the options are not whole
    split: int = 0  # how many options are not whole


@dataclass(frozen=True, eq=False, slots=True)
class Floor:
    """What must at least be kept of an earlier stage: the sum of `weight` over chosen options is at least `least`."""

    weight: Ints
    least: int


class Programme:
    """Columns: options, then remedies that several people could share. Rows: people, limits, needs, budget, floors.

    A remedy for one person only is no column: its cost belongs to the option. The limit of a remedy counts only as far
    as the remedy is bought, which makes the relaxation much tighter than a limit beside it.
    """

    def __init__(
        self,
        model: Model,
        options: Ints,
        seed: int,
        floors: tuple[Floor, ...] = (),
        must: bool = False,
        costs: bool = False,
    ) -> None:
        """`options` are sorted positions in the model; `must`: everybody with priority is to be placed.

        `costs`: the objective looks at the cost of remedies; else they take part only when a budget can bite.
        """
        self.model, self.options, self.seed = model, options, seed
        self._arguments = (floors, must, costs)
        self._row: list[Any] = []
        self._col: list[Any] = []
        self._coefficient: list[Any] = []
        self._upper: list[Any] = []
        self.height = self.use_first = 0
        self.budget_row = NONE
        where = entries(model.need_start, options) if costs or model.budget != NONE else np.zeros(0, np.int64)
        owner = np.repeat(np.arange(len(options)), np.diff(model.need_start)[options] if len(where) else 0)
        self._share(owner, model.need_item[where])
        self._rows(floors)
        self.row, self.col = np.concatenate(self._row), np.concatenate(self._col)
        self.coefficient, self.upper = np.concatenate(self._coefficient), np.concatenate(self._upper)
        self.hard = bool(np.abs(self.coefficient).max(initial=0) > 1e8)
        self.lower = np.full(self.height, -FREE)
        if must:
            people, first = np.unique(model.person[options], return_index=True)
            self.lower[: len(people)] = np.where(model.priority[options][first] > 0, 1.0, -FREE)

    def only(self, options: Ints) -> Programme:
        """The same programme over fewer options."""
        return Programme(self.model, options, self.seed, *self._arguments)

    def _share(self, owner: Ints, item: Ints) -> None:
        """Tell shared remedies, which are columns, from those that only one person could use."""
        pairs = np.unique(self.model.person[self.options][owner] * max(self.model.remedies, 1) + item)
        users = np.bincount(pairs % max(self.model.remedies, 1), minlength=self.model.remedies)
        shared = users[item] > 1
        self.own_option, self.own_item = owner[~shared], item[~shared]
        self.need_option = owner[shared]
        self.remedies, self.need_column = np.unique(item[shared], return_inverse=True)

    def _add(self, row: Ints, col: Ints, coefficient: np.ndarray, upper: np.ndarray) -> None:
        """More rows, numbered from 0 here."""
        self._row.append(self.height + row)
        self._col.append(col)
        self._coefficient.append(coefficient.astype(float))
        self._upper.append(upper.astype(float))
        self.height += len(upper)

    def _rows(self, floors: tuple[Floor, ...]) -> None:
        model, options, count = self.model, self.options, len(self.options)
        people, person_row = np.unique(model.person[options], return_inverse=True)
        self._add(person_row, np.arange(count), np.ones(count), np.ones(len(people)))

        where = entries(model.use_start, options)
        owner = np.repeat(np.arange(count), np.diff(model.use_start)[options])
        self.used, use_row = np.unique(model.use_row[where], return_inverse=True)
        self.use_first = self.height
        remedy, limit = model.row_remedy[self.used], model.row_limit[self.used].astype(float)
        tied = np.flatnonzero(np.isin(remedy, self.remedies) & (remedy != NONE))
        column = count + np.searchsorted(self.remedies, remedy[tied])
        self._add(
            np.concatenate([use_row, tied]),
            np.concatenate([owner, column]),
            np.concatenate([model.use_amount[where].astype(float), -limit[tied]]),
            np.where(np.isin(np.arange(len(limit)), tied), 0.0, limit),
        )
        if len(self.remedies):
            key = model.person[options][self.need_option] * len(self.remedies) + self.need_column
            links, link_row = np.unique(key, return_inverse=True)
            self.links, self.link_start = links, self.height
            self._add(
                np.concatenate([link_row, np.arange(len(links))]),
                np.concatenate([self.need_option, count + links % len(self.remedies)]),
                np.concatenate([np.ones(len(link_row)), -np.ones(len(links))]),
                np.zeros(len(links)),
            )
        if model.budget != NONE:
            self.budget_row = self.height
            self._budget()
        for floor in floors:
            weight = floor.weight[options]
            scale = 1000.0 / max(1000.0, float(np.abs(weight).max(initial=1)))
            self._add(np.zeros(count, np.int64), np.arange(count), -weight * scale, np.array([-floor.least * scale]))

    def _budget(self) -> None:
        count = len(self.options)
        own = np.bincount(self.own_option, self.model.remedy_cost[self.own_item].astype(float), count)
        payers = np.flatnonzero(own)
        cost = np.concatenate([own[payers], self.model.remedy_cost[self.remedies]])
        column = np.concatenate([payers, count + np.arange(len(self.remedies))])
        self._add(np.zeros(len(column), np.int64), column, cost, np.array([float(self.model.budget)]))

    def _lp(self, cost: np.ndarray, whole: Any, fixed: Ints | None, bought: Ints | None) -> Any:
        lp = highspy.HighsLp()
        count, width = len(self.options), len(self.options) + len(self.remedies)
        lp.num_col_, lp.num_row_ = width, self.height
        lower, upper = np.zeros(width), np.ones(width)
        if fixed is not None and len(fixed):
            lower[np.searchsorted(self.options, fixed)] = 1.0
        if bought is not None:
            upper[count:] = np.isin(self.remedies, bought)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
        lp.row_lower_, lp.row_upper_ = self.lower, self.upper
        order = np.lexsort((self.row, self.col))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.searchsorted(self.col[order], np.arange(width + 1)).astype(np.int32)
        lp.a_matrix_.index_ = self.row[order].astype(np.int32)
        lp.a_matrix_.value_ = self.coefficient[order]
        lp.sense_ = highspy.ObjSense.kMaximize
        if whole.any():
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[bool(one)] for one in whole.tolist()]
        return lp

    def _weights(self, weight: Ints, remedy_weight: Ints | None) -> Ints:
        whole = np.concatenate([weight[self.options], np.zeros(len(self.remedies), np.int64)])
        if remedy_weight is not None:
            whole[len(self.options) :] = remedy_weight[self.remedies]
            np.add.at(whole, self.own_option, remedy_weight[self.own_item])
        return whole

    def maximise(
        self,
        weight: Ints,
        *,
        seconds: float,
        start: Ints | None = None,
        remedy_weight: Ints | None = None,
        nodes: int | None = None,
        fixed: Ints | None = None,
        relaxed: bool = False,
        bought: Ints | None = None,
    ) -> Answer:
        """Maximise the sum of whole `weight` (per option of the model) plus `remedy_weight` (per remedy).

        `start` are options of the model to begin with, `fixed` those that stay chosen, `bought` the shared remedies
        that may be used (None: all). `relaxed`: only remedies need to be whole. The bound is valid for these options.
        """
        count = len(self.options)
        if not count:
            return Answer(np.zeros(0, np.int64), 0.0, True)
        weights = self._weights(weight, remedy_weight)
        unit = int(np.gcd.reduce(np.abs(weights))) or 1
        cost = (weights // unit).astype(float)
        scale = max(1e-3, min(1.0, 1e4 / max(1.0, float(np.abs(cost).max()))))
        highs = _highs(self.seed, seconds, scale * (0.05 if relaxed else 0.98))
        if nodes is not None:
            highs.setOptionValue("mip_max_nodes", nodes)
        whole = np.ones(count + len(self.remedies), bool)
        whole[:count] = not relaxed
        if relaxed:
            highs.setOptionValue("presolve", "off")  # takes longer than it saves here
        highs.passModel(self._lp(cost * scale, whole, fixed, bought))
        if start is not None and not relaxed:
            highs.setSolution(self._start(start))
        ran = highs.run()
        info, status = highs.getInfo(), highs.getModelStatus()
        if ran == highspy.HighsStatus.kError or status not in USABLE:
            return Answer(None, math.inf, False)
        optimal = status == highspy.HighsModelStatus.kOptimal
        chosen, buys, split = None, None, 0
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            solution = np.array(highs.getSolution().col_value)
            buys = self.remedies[solution[count:] > 0.5]
            split = int((np.abs(solution - np.rint(solution)) > 1e-6).sum()) if relaxed else 0
            if not split:
                chosen = self.options[solution[:count] > 0.5]
        raw = info.mip_dual_bound if whole.any() else info.objective_function_value if optimal else math.inf
        raw = raw / scale
        bound = math.floor(raw + 1e-5 + 1e-9 * abs(raw)) * unit if math.isfinite(raw) else math.inf
        proven = optimal and not self.hard and float(np.abs(cost).sum()) < SAFE
        return Answer(chosen, math.inf if self.hard else bound, proven and chosen is not None, buys, split)

    def relaxation(self, cost: np.ndarray, bought: Ints | None, seconds: float, closed: Ints | None = None) -> Any:
        """The solver with everything continuous, solved once with these costs per column; ready for changes.

        The columns in `closed` stay at 0.
        """
        highs = _highs(self.seed, seconds, 0.0)
        highs.setOptionValue("presolve", "off")
        highs.passModel(self._lp(cost, np.zeros(len(cost), bool), None, bought))
        if closed is not None and len(closed):
            highs.changeColsBounds(len(closed), closed, np.zeros(len(closed)), np.zeros(len(closed)))
        highs.run()
        return highs

    def without_losers(self, weight: Ints, least: int, *, seconds: float) -> Ints:
        """The options that an answer worth at least `least` can contain, by the reduced costs of the relaxation."""
        if not len(self.options) or self.hard:
            return self.options
        found = self._reduced(weight, seconds)
        if found is None:
            return self.options
        worth, reduced = found
        slack = worth - least / self._scale(weight)
        kept: Ints = self.options[reduced >= -slack - 1e-5 * (1 + abs(slack))]
        return kept

    def losses(self, weight: Ints, *, seconds: float) -> np.ndarray | None:
        """Per option what choosing it costs at the prices of the relaxation; None when that takes too long."""
        found = self._reduced(weight, seconds)
        return None if found is None else -found[1]

    def _scale(self, weight: Ints) -> float:
        return max(1.0, float(np.abs(weight).max()) / 1e4)

    def _reduced(self, weight: Ints, seconds: float) -> tuple[float, np.ndarray] | None:
        """What the relaxation is worth and the reduced cost of each option, both in scaled units."""
        cost = np.concatenate([weight[self.options] / self._scale(weight), np.zeros(len(self.remedies))])
        highs = self.relaxation(cost, None, seconds)
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        reduced = np.array(highs.getSolution().col_dual)[: len(self.options)]
        return float(highs.getInfo().objective_function_value), reduced

    def _start(self, chosen: Ints) -> Any:
        solution = highspy.HighsSolution()
        value = np.zeros(len(self.options) + len(self.remedies))
        inside = np.searchsorted(self.options, chosen)
        inside = inside[inside < len(self.options)]
        value[inside] = 1.0
        mine = np.isin(self.need_option, inside)
        value[len(self.options) + np.unique(self.need_column[mine])] = 1.0
        solution.col_value = value.tolist()
        solution.value_valid = True
        return solution


def _highs(seed: int, seconds: float, gap: float) -> Any:
    highs = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("parallel", "off"),
        ("random_seed", seed % 2147483647),
        ("time_limit", max(seconds, 0.01)),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", gap),
        ("mip_feasibility_tolerance", 1e-7),
    ):
        highs.setOptionValue(name, value)
    return highs
