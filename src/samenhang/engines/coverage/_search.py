"""Good choices, quickly: the best site one by one, then swaps that pay, then again from somewhere near."""

from __future__ import annotations

import numpy as np

from ._core import Core, Ints
from .travel import Floats

SEED = 1  # chance is the same every time
STEPS = 40  # exchanges by chance in the attempt to do with one site fewer
KICKS = (3, 5, 8)  # so many sites are changed at random, in turn, before swaps start again
SOMEWHAT = 0.01  # as far open in the relaxation, a site is worth a try


def greedy(core: Core, start: Ints, count: int, weight: Floats, gain: Floats) -> Ints:
    """`start` and then the site that covers most of what is left, until there are `count` or nothing is left."""
    left = np.where(core.rows[:, start].any(1), 0.0, weight)
    chosen = start.tolist()
    worth = core.by_site @ left + gain
    worth[start] = -1.0
    while len(chosen) < count:
        best = int(worth.argmax())
        if worth[best] <= 0:
            break
        chosen.append(best)
        new = np.where(core.rows[:, best], left, 0.0)
        left -= new
        worth -= core.by_site @ new
        worth[best] = -1.0
    return np.array(chosen, np.int64)


def swaps(core: Core, chosen: Ints, weight: Floats, gain: Floats, most: int = 10_000) -> Ints:
    """Exchange one open site for a closed one as long as that covers more; the best exchange first."""
    chosen = chosen.copy()
    count, width, height = len(chosen), core.width, len(weight)
    if not count:
        return chosen
    row, column = core.pairs
    place = np.full(width, -1)
    place[chosen] = np.arange(count)
    worth, owner = weight[row], np.zeros(height, np.int64)
    for _ in range(most):
        open_pairs = np.flatnonzero(place[column] >= 0)
        times = np.bincount(row[open_pairs], minlength=height)
        owner[row[open_pairs]] = place[column[open_pairs]]
        often = times[row]
        once, never = np.flatnonzero(often == 1), np.flatnonzero(often == 0)
        saved = np.bincount(column[once] * count + owner[row[once]], worth[once], width * count).reshape(width, count)
        value = saved - (saved[chosen, place[chosen]] + gain[chosen])
        value += (np.bincount(column[never], worth[never], width) + gain)[:, None]
        value[chosen] = -1.0
        into, out = divmod(int(value.argmax()), count)
        if value[into, out] <= 1e-9:
            break
        place[chosen[out]], place[into], chosen[out] = -1, out, into
    return chosen


class Maximal:
    """Looks for choices of `core.choose` columns that lose little."""

    def __init__(self, core: Core) -> None:
        self.core, self.count = core, min(core.choose or 0, core.width)
        self.weight, self.gain = core.weight.astype(float), core.gain.astype(float)
        self.random, self.turn = np.random.default_rng(SEED), 0

    def first(self) -> Ints:
        """From nothing."""
        return self.near(np.zeros(self.core.width))

    def near(self, opened: Floats) -> Ints:
        """From a relaxation: its largest columns, then swaps."""
        start = np.argsort(-opened, kind="stable")[: self.count]
        chosen = greedy(self.core, start[opened[start] > 0.5], self.count, self.weight, self.gain)
        return self._swapped(chosen)

    def _swapped(self, chosen: Ints) -> Ints:
        if len(chosen) < self.count:
            rest = np.setdiff1d(np.arange(self.core.width), chosen)
            chosen = np.append(chosen, rest[: self.count - len(chosen)])
        return swaps(self.core, chosen, self.weight, self.gain)

    def kicked(self, chosen: Ints, opened: Floats) -> Ints:
        """From a choice in which some columns were exchanged at random for others that are somewhat open in the relaxation."""
        self.turn += 1
        closed = np.setdiff1d(np.flatnonzero(opened > SOMEWHAT), chosen)
        kick = min(KICKS[self.turn % len(KICKS)], len(chosen), len(closed))
        if not kick:
            return chosen
        gone = self.random.choice(len(chosen), kick, replace=False)
        return self._swapped(np.append(np.delete(chosen, gone), self.random.choice(closed, kick, replace=False)))


class Fewest:
    """Looks for few columns that cover all rows: one fewer than before, while rows that stay uncovered grow heavier."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.weight = np.ones(len(core.rows))
        self.none = np.zeros(core.width)
        self.random = np.random.default_rng(SEED)

    def first(self) -> Ints:
        """From nothing."""
        return self.near(self.none)

    def near(self, opened: Floats) -> Ints:
        """From a relaxation: what is mostly open, what covers the rest, without what can be missed."""
        start = np.flatnonzero(opened > 0.5)
        return self._slim(greedy(self.core, start, self.core.width, np.ones(len(self.core.rows)), self.none))

    def _slim(self, chosen: Ints) -> Ints:
        times = self.core.rows[:, chosen].sum(1)
        size = self.core.rows[:, chosen].sum(0)
        for one in chosen[np.argsort(size, kind="stable")].tolist():
            if bool((times[self.core.rows[:, one]] > 1).all()):
                times -= self.core.rows[:, one]
                chosen = chosen[chosen != one]
        return chosen

    def kicked(self, chosen: Ints, opened: Floats) -> Ints:
        """One column fewer, then exchanges between what is covered once and what is not, with weights that learn."""
        if len(chosen) < 2:
            return chosen
        rows = self.core.rows
        current = np.delete(chosen, int(self._loss(chosen).argmin()))
        for _ in range(STEPS):
            current = swaps(self.core, current, self.weight, self.none, most=20)
            open_rows = ~rows[:, current].any(1)
            if not open_rows.any():
                return self._slim(current)
            self.weight[open_rows] += 1.0
            row = int(self.random.choice(np.flatnonzero(open_rows)))
            new = int(self.random.choice(np.flatnonzero(rows[row])))
            current[int(self._loss(current).argmin())] = new
        return chosen

    def _loss(self, chosen: Ints) -> Floats:
        covers = self.core.rows[:, chosen]
        once = covers.sum(1) == 1
        return self.weight[once] @ covers[once]
