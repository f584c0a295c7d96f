"""The one place that imports HiGHS: an integer programme over some options of a model, and its proven bound."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from ._model import Model
from .problem import NONE, Ints

SAFE = 2.0**40  # beyond this, tolerances on floats are no proof about whole numbers

USABLE = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kSolutionLimit,
    highspy.HighsModelStatus.kInterrupt,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The best options found (None: nothing) and a bound in the units of the objective (infinite: no bound)."""

    chosen: Ints | None
    bound: float
    proven: bool


@dataclass(frozen=True, eq=False, slots=True)
class Floor:
    """What must at least be kept of an earlier stage: the sum of `weight` over chosen options is at least `least`."""

    weight: Ints
    least: int


class Programme:
    """Columns: options, then the remedies that they need. Rows: people, limits, needs, budget, floors."""

    def __init__(
        self, model: Model, options: Ints, seed: int, floors: tuple[Floor, ...] = (), must: bool = False
    ) -> None:
        """`options` are sorted positions in the model; `must`: everybody with priority is to be placed."""
        self.model, self.options, self.seed = model, options, seed
        needs = [model.need_item[model.need_start[o] : model.need_start[o + 1]] for o in options.tolist()]
        lengths = np.array([len(one) for one in needs], np.int64)
        self.need_option = np.repeat(np.arange(len(options)), lengths)
        items = np.concatenate(needs) if len(needs) else np.zeros(0, np.int64)
        self.remedies, self.need_column = np.unique(items, return_inverse=True)
        self._rows(floors)
        self.lower = np.full(self.height, -highspy.kHighsInf)
        if must:
            people, where = np.unique(model.person[options], return_index=True)
            self.lower[: len(people)] = np.where(model.priority[options][where] > 0, 1.0, -highspy.kHighsInf)

    def _rows(self, floors: tuple[Floor, ...]) -> None:
        model, options = self.model, self.options
        count = len(options)
        row: list[Any] = []
        col: list[Any] = []
        coefficient: list[Any] = []
        upper: list[Any] = []
        people, person_row = np.unique(model.person[options], return_inverse=True)
        row.append(person_row)
        col.append(np.arange(count))
        coefficient.append(np.ones(count))
        upper.append(np.ones(len(people)))
        height = len(people)

        size = model.use_start[options + 1] - model.use_start[options]
        owner = np.repeat(np.arange(count), size)
        offset = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
        entry = np.repeat(model.use_start[options], size) + offset
        used, use_row = np.unique(model.use_row[entry], return_inverse=True)
        row.append(height + use_row)
        col.append(owner)
        coefficient.append(model.use_amount[entry].astype(float))
        upper.append(model.row_limit[used].astype(float))
        height += len(used)

        if len(self.remedies):
            key = model.person[options][self.need_option] * len(self.remedies) + self.need_column
            links, link_row = np.unique(key, return_inverse=True)
            row += [height + link_row, height + np.arange(len(links))]
            col += [self.need_option, count + links % len(self.remedies)]
            coefficient += [np.ones(len(link_row)), -np.ones(len(links))]
            upper.append(np.zeros(len(links)))
            height += len(links)
            if model.budget != NONE:
                row.append(np.full(len(self.remedies), height))
                col.append(count + np.arange(len(self.remedies)))
                coefficient.append(model.remedy_cost[self.remedies].astype(float))
                upper.append(np.array([float(model.budget)]))
                height += 1
        for floor in floors:
            weight = floor.weight[options]
            scale = 1000.0 / max(1000.0, float(np.abs(weight).max(initial=1)))
            row.append(np.full(count, height))
            col.append(np.arange(count))
            coefficient.append(-weight * scale)
            upper.append(np.array([-floor.least * scale]))
            height += 1
        self.height = height
        self.row, self.col = np.concatenate(row), np.concatenate(col)
        self.coefficient, self.upper = np.concatenate(coefficient), np.concatenate(upper)
        self.hard = bool(np.abs(self.coefficient).max(initial=0) > 1e8)

    def _lp(self, cost: np.ndarray, integral: bool, fixed: Ints | None = None) -> Any:
        lp = highspy.HighsLp()
        width = len(self.options) + len(self.remedies)
        lp.num_col_, lp.num_row_ = width, self.height
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(width), np.ones(width)
        lp.row_lower_, lp.row_upper_ = self.lower, self.upper
        if fixed is not None and len(fixed):
            lower = np.zeros(width)
            lower[np.searchsorted(self.options, fixed)] = 1.0
            lp.col_lower_ = lower
        order = np.lexsort((self.row, self.col))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.searchsorted(self.col[order], np.arange(width + 1)).astype(np.int32)
        lp.a_matrix_.index_ = self.row[order].astype(np.int32)
        lp.a_matrix_.value_ = self.coefficient[order]
        lp.sense_ = highspy.ObjSense.kMaximize
        if integral:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * width
        return lp

    def maximise(
        self,
        weight: Ints,
        *,
        seconds: float,
        start: Ints | None = None,
        remedy_weight: Ints | None = None,
        nodes: int | None = None,
        fixed: Ints | None = None,
    ) -> Answer:
        """Maximise the sum of whole `weight` (per option of the model) plus `remedy_weight` (per remedy).

        `start` are options of the model to begin with, `fixed` those that stay chosen. The answer's bound is valid for these options only.
        """
        count = len(self.options)
        if not count:
            return Answer(np.zeros(0, np.int64), 0.0, True)
        whole = np.zeros(count + len(self.remedies), np.int64)
        whole[:count] = weight[self.options]
        if remedy_weight is not None:
            whole[count:] = remedy_weight[self.remedies]
        unit = int(np.gcd.reduce(np.abs(whole))) or 1
        cost = (whole // unit).astype(float)
        scale = max(1e-3, min(1.0, 1e4 / max(1.0, float(np.abs(cost).max()))))
        highs = _highs(self.seed, seconds, scale)
        if nodes is not None:
            highs.setOptionValue("mip_max_nodes", nodes)
        highs.passModel(self._lp(cost * scale, True, fixed))
        if start is not None:
            highs.setSolution(self._start(start))
        ran = highs.run()
        info = highs.getInfo()
        status = highs.getModelStatus()
        if ran == highspy.HighsStatus.kError or status not in USABLE:
            return Answer(None, math.inf, False)
        chosen = None
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            solution = np.array(highs.getSolution().col_value)[:count]
            chosen = self.options[solution > 0.5]
        raw = info.mip_dual_bound / scale if math.isfinite(info.mip_dual_bound) else math.inf
        bound = math.floor(raw + 1e-6 + 1e-9 * abs(raw)) * unit if math.isfinite(raw) else math.inf
        proven = status == highspy.HighsModelStatus.kOptimal and not self.hard and float(np.abs(cost).sum()) < SAFE
        return Answer(chosen, math.inf if self.hard else bound, proven and chosen is not None)

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


def _highs(seed: int, seconds: float, scale: float) -> Any:
    highs = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("parallel", "off"),
        ("random_seed", seed % 2147483647),
        ("time_limit", max(seconds, 0.01)),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.4 * scale),
        ("mip_feasibility_tolerance", 1e-7),
    ):
        highs.setOptionValue(name, value)
    return highs
