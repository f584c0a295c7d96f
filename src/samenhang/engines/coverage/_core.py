"""What is left to decide: distinct rows of demand, sites that could matter, weights in whole numbers.

Everything that needs no search is done here: demand that is covered anyhow or by nobody, demand that is reached from exactly the same sites
(weights added), sites that another one outdoes, demand that is covered whenever another is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .problem import Bools
from .travel import Floats

Ints = NDArray[np.int64]

GRID = 2**40  # weights that are not whole get this many steps together
TOLERANCE = 10**9  # what is less than a billionth of all weight apart counts as equal
MOST_ROWS = 5_000  # for the comparison of every row with every other


def whole(weight: Floats) -> Ints:
    """Weights as whole numbers in a unit of their own: exact where they are whole, else on a fine grid."""
    if not len(weight):
        return np.zeros(0, np.int64)
    for decimals in range(7):
        scaled = np.rint(weight * 10**decimals)
        if scaled.sum() < GRID and bool((scaled / 10**decimals == weight).all()):
            return scaled.astype(np.int64) // max(1, int(np.gcd.reduce(scaled.astype(np.int64))))
    return np.rint(weight * (GRID / math.fsum(weight.tolist()))).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Core:
    """Rows of demand by columns of sites, and one of two questions: lose least weight with `choose` sites, or (None) cover all with few.

    `gain` is the weight that a site covers and no other column does; `lost` what nobody here covers any more. `sites` are positions in
    the problem; `opened` those that are open already, whose demand is no longer among the rows.
    """

    rows: Bools
    weight: Ints
    gain: Ints
    sites: Ints
    choose: int | None
    opened: tuple[int, ...] = ()
    lost: int = 0

    @cached_property
    def by_row(self) -> Any:
        """Sparse, with a row for each demand."""
        return sparse.csr_matrix(self.rows, dtype=np.float64)

    @cached_property
    def by_site(self) -> Any:
        """Sparse, with a row for each site."""
        return sparse.csr_matrix(self.rows.T, dtype=np.float64)

    @cached_property
    def by_site_whole(self) -> Any:
        """The same in whole numbers, for what has to be exact."""
        return self.by_site.astype(np.int64)

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """Row and column of everything that is covered."""
        row, column = np.nonzero(self.rows)
        return row, column

    @property
    def width(self) -> int:
        """How many sites there are to choose from."""
        return len(self.sites)

    def cost(self, chosen: Ints) -> int:
        """What these columns cost on top of what is open: the weight lost, or the number of sites when they cover all."""
        if self.choose is None:
            return len(self.opened) + len(chosen)
        covered = int(self.weight[self.rows[:, chosen].any(1)].sum()) + int(self.gain[chosen].sum())
        return self.lost + int(self.weight.sum()) + int(self.gain.sum()) - covered

    def in_problem(self, chosen: Ints) -> tuple[int, ...]:
        """All open sites as positions in the problem."""
        return (*self.opened, *self.sites[chosen].tolist())

    def without(self, out: Bools, into: Bools) -> Core:
        """The core when these columns stay closed and those are open, reduced again."""
        keep, left = ~out & ~into, ~self.rows[:, into].any(1)
        return reduced(
            self.rows[np.ix_(left, keep)],
            self.weight[left],
            self.gain[keep],
            self.sites[keep],
            None if self.choose is None else self.choose - int(into.sum()),
            self.opened + tuple(self.sites[into].tolist()),
            self.lost + int(self.gain[out].sum()),
        )


def reduced(
    rows: Bools, weight: Ints, gain: Ints, sites: Ints, choose: int | None, opened: tuple[int, ...] = (), lost: int = 0
) -> Core:
    """A core without what needs no decision. When all must be covered, every row has to have a column."""
    if choose is None:
        rows, sites, opened = _all_covered(rows, sites, opened)
        return Core(rows, np.ones(len(rows), np.int64), np.zeros(len(sites), np.int64), sites, None, opened)
    rows, weight = _distinct(rows, weight)
    outdone = _outdone(rows, gain)
    if int((~outdone).sum()) >= choose:
        rows, gain, sites, lost = rows[:, ~outdone], gain[~outdone], sites[~outdone], lost + int(gain[outdone].sum())
        rows, weight = _distinct(rows, weight)
    count = rows.sum(1)
    single, alone = count == 1, count == 0
    gain = gain + np.bincount(np.nonzero(rows[single])[1], weight[single], len(sites)).astype(np.int64)
    lost += int(weight[alone].sum())
    return Core(rows[count > 1], weight[count > 1], gain, sites, choose, opened, lost)


def _distinct(rows: Bools, weight: Ints) -> tuple[Bools, Ints]:
    """Equal rows once, in the order in which they come first, with their weights together."""
    if not rows.size:
        return rows, weight
    packed = np.ascontiguousarray(np.packbits(rows, axis=1))
    key = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(first)
    added = np.zeros(len(first), np.int64)
    np.add.at(added, number.ravel(), weight)
    return rows[first[order]], added[order]


def _within(sets: Bools) -> Bools:
    """Whether set i (a row) lies within set k, for all pairs; of equal ones only the later within the earlier."""
    one = sets.astype(np.float32)
    within = one @ one.T == one.sum(1)[:, None]
    later = np.arange(len(sets))[:, None] > np.arange(len(sets))[None, :]
    return within & (~within.T | later)


def _outdone(rows: Bools, gain: Ints) -> Bools:
    """The columns for which another one covers all that they cover, and somewhat more or earlier in order."""
    if not rows.shape[1]:
        return np.zeros(0, bool)
    return (_within(rows.T) & (gain == 0)[:, None]).any(1)


def _all_covered(rows: Bools, sites: Ints, opened: tuple[int, ...]) -> tuple[Bools, Ints, tuple[int, ...]]:
    """Until nothing changes: rows that follow from others go, a row with one column opens it, columns that are outdone go."""
    while True:
        before = rows.shape
        rows, _ = _distinct(rows, np.ones(len(rows), np.int64))
        if 0 < len(rows) <= MOST_ROWS:
            rows = rows[~_within(rows).any(0)]
        needed = rows[rows.sum(1) == 1].any(0)
        opened += tuple(sites[needed].tolist())
        rows, sites = rows[np.ix_(~rows[:, needed].any(1), ~needed)], sites[~needed]
        keep = ~_outdone(rows, np.zeros(len(sites), np.int64)) & rows.any(0)
        rows, sites = rows[:, keep], sites[keep]
        if rows.shape == before:
            return rows, sites, opened
