"""The proof: solve the relaxation, leave out what cannot be part of anything better, and part what remains in two.

Only prices prove (`_relax.prove`); the relaxation itself says where to look. Nothing is timed but the end: the same problem gives the same
answer whenever the work ends before the limit.
"""

from __future__ import annotations

import heapq
import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ._core import TOLERANCE, Core, Ints
from ._relax import Proof, Relaxation, Relaxed
from ._search import Fewest, Maximal
from .problem import Bools
from .travel import Floats

NOTHING = 2**62  # the cost of what is impossible
KICKS = 6  # starts from somewhere near without anything better, at the root
REMAINS = 0.5  # so little undecided at a node is made a core of its own
SHRINK = 0.85  # a core of which less than this is undecided is made anew
LOOKED_AT = 4  # columns that are tried before one is branched on
TRIED = 1  # how often a column is tried before its average is believed
FEW_STEPS = 20  # of the simplex method, for such a try
OFTEN = 10  # every so many nodes a choice is looked for from the relaxation
INTEGRAL = 1e-6


@dataclass(slots=True)
class Best:
    """The best choice so far, as positions in the problem; whatever is not cheaper by `step` is of no interest."""

    cost: int = NOTHING
    sites: tuple[int, ...] = ()
    step: int = 1
    deadline: float = 0.0

    def offer(self, core: Core, chosen: Ints) -> bool:
        """Take this choice of columns when it is cheaper."""
        if core.choose is None and not bool(core.rows[:, chosen].any(1).all()):
            return False
        cost = core.cost(chosen)
        if cost >= self.cost:
            return False
        self.cost, self.sites = cost, core.in_problem(chosen)
        return True

    def beaten_by(self, least: int) -> bool:
        """Whether nothing that costs at least this much is of interest."""
        return least > self.cost - self.step

    @property
    def seconds(self) -> float:
        """What is left of the time."""
        return self.deadline - time.perf_counter()


def find(core: Core, deadline: float) -> tuple[Best, int]:
    """The best choice by the deadline (on the clock of `time.perf_counter`), and what any choice costs at least."""
    at_stake = core.lost + int(core.weight.sum()) + int(core.gain.sum())
    best = Best(step=1 if core.choose is None else max(1, at_stake // TOLERANCE), deadline=deadline)
    least = solve(core, best, KICKS)
    return best, best.cost if best.beaten_by(least) else least


def solve(core: Core, best: Best, kicks: int) -> int:
    """Improve `best` within this core; returns what any choice within it costs at least, `NOTHING` when none is of interest."""
    least = -NOTHING
    while True:
        ready = _without_choice(core, best)
        if ready is not None:
            return ready
        finder = Fewest(core) if core.choose is None else Maximal(core)
        relaxation = Relaxation(core)
        choice = finder.first()
        best.offer(core, choice)
        root = relaxation.solve(np.zeros(core.width, bool), np.ones(core.width, bool), seconds=best.seconds)
        if root is None:
            return NOTHING
        least = max(least, root.proof.least)
        if best.beaten_by(least):
            return NOTHING
        _look_around(core, finder, best, choice, root.open, kicks if core.choose is None else 3 * kicks)
        if best.beaten_by(least):
            return NOTHING
        lower, upper = _decided(root.proof, best, np.zeros(core.width, bool), np.ones(core.width, bool))
        if best.seconds <= 0:
            return least
        if int((upper & ~lower).sum()) > SHRINK * core.width:
            return Branching(core, best, relaxation, finder).run(
                Node(root.proof.value, 0, least, lower, upper, root.basis)
            )
        if core.choose is not None and int(lower.sum()) > core.choose:
            return NOTHING
        core = core.without(~upper, lower)


def _without_choice(core: Core, best: Best) -> int | None:
    """When there is nothing left to choose: take it, and tell that nothing else is of interest. None when there is."""
    if core.choose is None:
        if not bool(core.rows.any(1).all()):
            return NOTHING
        chosen = np.arange(0)
        if len(core.rows):
            return None
    else:
        chosen = np.arange(core.width)
        if core.width > core.choose:
            if core.choose:
                return None
            chosen = chosen[:0]
    best.offer(core, chosen)
    return NOTHING


def _look_around(core: Core, finder: Maximal | Fewest, best: Best, choice: Ints, opened: Floats, kicks: int) -> None:
    near = finder.near(opened)
    best.offer(core, near)
    choice = min((choice, near), key=core.cost)
    idle = 0
    while idle < kicks and best.seconds > 0:
        other = finder.kicked(choice, opened)
        better = core.cost(other) < core.cost(choice)
        if core.cost(other) <= core.cost(choice):
            choice = other
        idle = 0 if better else idle + 1
    best.offer(core, choice)


def _decided(proof: Proof, best: Best, lower: Bools, upper: Bools) -> tuple[Bools, Bools]:
    """The limits within which everything lies that is better than the best."""
    free = upper & ~lower
    bar = best.cost - best.step
    return lower | (free & (proof.closing > bar)), upper & ~(free & (proof.opening > bar))


@dataclass(slots=True)
class _Average:
    """What closing (0) and opening (1) each column cost on average, per unit that it was moved."""

    total: Floats
    times: Floats

    def add(self, way: int, column: int, cost: float, moved: float) -> None:
        self.total[way, column] += max(cost, 0.0) / max(moved, INTEGRAL)
        self.times[way, column] += 1

    def expected(self, opened: Floats) -> Floats:
        """For each column the product of both ways, from this relaxation."""
        known = self.times > 0
        each = self.total / np.maximum(self.times, 1)
        usual = [float(each[way][known[way]].mean()) if known[way].any() else 1.0 for way in (0, 1)]
        down = np.where(known[0], each[0], usual[0]) * opened
        up = np.where(known[1], each[1], usual[1]) * (1.0 - opened)
        return np.maximum(down, INTEGRAL) * np.maximum(up, INTEGRAL)


@dataclass(order=True, slots=True)
class Node:
    """Some columns open, some closed, and what that costs at least; the most promising comes first."""

    value: float
    number: int
    least: int = field(compare=False)
    lower: Bools = field(compare=False)
    upper: Bools = field(compare=False)
    basis: Any = field(compare=False)


@dataclass(eq=False)
class Branching:
    """Best first, but at once on into the half where the column is open; small remains are made a core of their own."""

    core: Core
    best: Best
    relaxation: Relaxation
    finder: Maximal | Fewest
    nodes: int = 0
    average: _Average = field(init=False)

    def __post_init__(self) -> None:
        self.average = _Average(np.zeros((2, self.core.width)), np.zeros((2, self.core.width)))

    def run(self, root: Node) -> int:
        """As `solve`, for what lies within these limits."""
        waiting: list[Node] = []
        here: Node | None = root
        unfinished = NOTHING
        number = 0
        while here is not None or waiting:
            node = here if here is not None else heapq.heappop(waiting)
            here = None
            if self.best.beaten_by(node.least):
                continue
            if self.best.seconds <= 0:
                return min(unfinished, node.least, *(other.least for other in waiting))
            parted = self._look(node)
            if isinstance(parted, int):
                unfinished = min(unfinished, parted)
                continue
            closed, here = parted
            number += 1
            closed.number = number
            heapq.heappush(waiting, closed)
        return unfinished

    def _look(self, node: Node) -> int | tuple[Node, Node]:
        """Two halves (a column closed, the same open), or what everything in it costs at least."""
        core, best = self.core, self.best
        lower, upper, least = node.lower, node.upper, node.least
        basis = node.basis
        while True:
            solved = self.relaxation.solve(lower, upper, seconds=best.seconds, basis=basis)
            if solved is None:
                return NOTHING
            least = max(least, solved.proof.least)
            parts = np.abs(solved.open - np.rint(solved.open)) > INTEGRAL
            if self.nodes % OFTEN == 0 or not parts.any():
                best.offer(core, self.finder.near(solved.open))
            self.nodes += 1
            basis = solved.basis
            if best.beaten_by(least):
                return NOTHING
            lower, upper = _decided(solved.proof, best, lower, upper)
            free = upper & ~lower
            if core.choose is not None and int(lower.sum()) > core.choose:
                return NOTHING
            if best.seconds <= 0:
                return least
            if int(free.sum()) <= REMAINS * core.width or not (parts & free).any():
                rest = core.without(~upper, lower)
                if rest.width < core.width:
                    found = solve(rest, best, 0)
                    return found if found == NOTHING else max(found, least)
            column, narrowed = self._column(solved, lower, upper, parts & free if (parts & free).any() else free)
            if narrowed is None:
                closed, opened = upper.copy(), lower.copy()
                closed[column], opened[column] = False, True
                value = solved.proof.value
                return Node(value, 0, least, lower, closed, basis), Node(value, 0, least, opened, upper, basis)
            lower, upper = narrowed

    def _column(
        self, solved: Relaxed, lower: Bools, upper: Bools, among: Bools
    ) -> tuple[int, tuple[Bools, Bools] | None]:
        """The column to branch on, or narrower limits when a try shows that one half is of no interest."""
        opened, value = solved.open, solved.proof.value
        candidates = np.flatnonzero(among)
        expected = self.average.expected(opened)
        middle = 0.5 - np.abs(0.5 - opened)
        order = candidates[np.lexsort((-middle[candidates], -expected[candidates]))]
        chosen, highest = int(order[0]), -1.0
        for column in order[:LOOKED_AT].tolist():
            promise = float(expected[column])
            if int(self.average.times[:, column].min()) < TRIED:
                closed, within = upper.copy(), lower.copy()
                closed[column], within[column] = False, True
                down = self._try(solved, lower, closed)
                up = self._try(solved, within, upper)
                if down is None or up is None:
                    return column, (within if down is None else lower, closed if up is None else upper)
                self.average.add(0, column, down - value, float(opened[column]))
                self.average.add(1, column, up - value, 1.0 - float(opened[column]))
                promise = max(down - value, INTEGRAL) * max(up - value, INTEGRAL)
            if promise > highest:
                chosen, highest = column, promise
        return chosen, None

    def _try(self, parent: Relaxed, lower: Bools, upper: Bools) -> float | None:
        """What a half costs at least, after a few steps; None when that is of no interest."""
        seconds = self.best.seconds
        half = self.relaxation.solve(lower, upper, seconds=seconds, iterations=FEW_STEPS, basis=parent.basis)
        return None if half is None or self.best.beaten_by(half.proof.least) else half.proof.value
