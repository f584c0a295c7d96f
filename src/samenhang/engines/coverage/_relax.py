"""The one place that imports HiGHS: the linear relaxation of a core, and what its prices prove in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from scipy import sparse

from ._core import Core, Ints
from .problem import Bools
from .travel import Floats

FREE = highspy.kHighsInf
ROOM = 2**60  # what prices may add up to in whole numbers
STATUSES = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kIterationLimit,
    highspy.HighsModelStatus.kTimeLimit,
)
NO_LIMIT = 2**31 - 1


@dataclass(frozen=True, eq=False, slots=True)
class Proof:
    """No choice within the limits costs less than `least`; opening (closing) a free column costs at least `opening` (`closing`).

    `value` is `least` before it was rounded up to a whole number.
    """

    least: int
    value: float
    opening: Ints
    closing: Ints


def prove(core: Core, prices: Floats, lower: Bools, upper: Bools) -> Proof:
    """What a price per row proves, whatever it is: by weak duality, in whole numbers, so that no rounding can be wrong.

    A row that is covered is worth its price (at most its weight: more is never lost), so that a site is worth what its rows are
    together, and the best sites by that are the best there can be.
    """
    top = int(core.weight.sum()) + int(core.gain.sum()) + core.width + 1
    shift = max(0, (ROOM // top).bit_length() - 1)
    unit = 1 << shift
    price = np.floor(np.clip(prices, 0.0, core.weight) * float(unit)).astype(np.int64)
    worth = core.by_site_whole @ price
    free = upper & ~lower
    if core.choose is None:
        change = unit - worth  # what opening the column adds
        low = int(price.sum()) + int(change[lower].sum()) + int(np.minimum(change[free], 0).sum())
        opening, closing = low + np.maximum(change, 0), low + np.maximum(-change, 0)
        already = len(core.opened)
    else:
        worth = worth + core.gain * unit
        low = int(price.sum()) + int(core.gain.sum()) * unit - int(worth[lower].sum())
        room = max(0, core.choose - int(lower.sum()))
        ranked = np.sort(worth[free])[::-1]
        low -= int(ranked[:room].sum())
        last = int(ranked[room - 1]) if 0 < room <= len(ranked) else 0
        following = int(ranked[room]) if room < len(ranked) else 0
        opening, closing = low + np.maximum(last - worth, 0), low + np.maximum(worth - following, 0)
        if not room:
            opening = np.full(core.width, np.iinfo(np.int64).max // 4)
        already = core.lost
    return Proof(
        _up(low, unit) + already, low / unit + already, _up(opening, unit) + already, _up(closing, unit) + already
    )


def _up(numbers: Any, unit: int) -> Any:
    return -((-numbers) // unit)


@dataclass(frozen=True, eq=False, slots=True)
class Relaxed:
    """A solved relaxation: how much of each column is open, the proof that follows from its prices, and where it stood."""

    open: Floats
    proof: Proof
    basis: Any


class Relaxation:
    """The linear programme of one core; solved again and again with some columns open or closed, each time from where it stood."""

    def __init__(self, core: Core) -> None:
        self.core = core
        count, width = len(core.rows), core.width
        lp = highspy.HighsLp()
        if core.choose is None:
            matrix, cost, self.scale = core.by_row, np.ones(width), 1.0
        else:
            self.scale = 100.0 / max(1, int(core.weight.max(initial=1)))
            room = sparse.csr_matrix(np.ones((1, width)))
            matrix = sparse.bmat([[core.by_row, sparse.identity(count)], [room, None]])
            cost = self.scale * np.concatenate([-core.gain, core.weight])
        matrix = sparse.csc_matrix(matrix)
        lp.num_col_, lp.num_row_ = matrix.shape[1], matrix.shape[0]
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(len(cost)), np.ones(len(cost))
        lp.row_lower_ = np.append(np.ones(count), [] if core.choose is None else -FREE)
        lp.row_upper_ = np.append(np.full(count, FREE), [] if core.choose is None else core.choose)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = matrix.indptr.astype(np.int32)
        lp.a_matrix_.index_ = matrix.indices.astype(np.int32)
        lp.a_matrix_.value_ = matrix.data.astype(float)
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("dual_simplex_cost_perturbation_multiplier", 0.0)  # costs four times the steps here
        self.highs.passModel(lp)
        self.columns = np.arange(width, dtype=np.int32)

    def solve(
        self, lower: Bools, upper: Bools, *, seconds: float, iterations: int = NO_LIMIT, basis: Any = None
    ) -> Relaxed | None:
        """With these columns open and those closed, from this basis on; None when that covers not everything that must be."""
        if basis is not None:
            self.highs.setBasis(basis)
        self.highs.changeColsBounds(len(self.columns), self.columns, lower.astype(float), upper.astype(float))
        self.highs.setOptionValue("simplex_iteration_limit", iterations)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(seconds, 0.001))
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        solution = self.highs.getSolution()
        count, width = len(self.core.rows), self.core.width
        if status in STATUSES and len(solution.col_value) >= width and len(solution.row_dual) >= count:
            opened, prices = np.array(solution.col_value)[:width], np.array(solution.row_dual)[:count] / self.scale
        else:
            opened, prices = np.zeros(width), np.zeros(count)
        proof = prove(self.core, np.nan_to_num(prices), lower, upper)
        return Relaxed(opened, proof, self.highs.getBasis())
