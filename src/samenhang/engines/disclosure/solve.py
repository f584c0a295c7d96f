"""Which numbers to withhold.

Small numbers are withheld first. A small number is then *protected* when its lowest and highest possible value, for somebody who reads all that
is left, lie nine or more apart: at least ten values stay possible, as many as the rule itself hides (0 to 9). Fewer would tell more than the word
"withheld" does. What is withheld is known to be at least one, so it can be ten or more, and nobody can say that it is small. A number that is on
no page can be zero: from 0 to 9 is enough there, since it does not even tell whether there is anybody.

Where it is not protected, the cheapest set of other numbers is sought that lets it move that far while every sum stays right: a linear
programme over movements (after Kelly, Golden and Assad, *Cell suppression: disclosure protection for sensitive tabular data*, Networks 22,
1992). Those numbers are withheld too. Each protection is proven by two *witnesses*: whole numbers that agree with everything published. Withholding
more can only widen what is possible, so one pass over the small numbers ends it. A second pass shows again what turned out to be withheld for
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import highspy
import numpy as np

from .problem import Kind, Problem
from .result import Range, Reason, Result, Status, Withheld

FAR = highspy.kHighsInf
LOOKS = 60  # how often to look whether something was withheld for nothing: about a quarter of a second on a large table
_NEAR = 1e-6


@dataclass(frozen=True)
class _Seen:
    """The lowest and highest value of a small number for which witnesses exist, with these."""

    low: int
    high: int
    lowest: np.ndarray
    highest: np.ndarray


def solve(problem: Problem, *, complementary: bool = True) -> Result:
    """The numbers to withhold. Without ``complementary`` only small ones are: what an attack must then break."""
    work = _Work(problem)
    if complementary:
        work.protect()
        work.show_again()
    withheld = {}
    for i, number in enumerate(problem.numbers):
        if work.hidden[i]:
            reason = Reason.SMALL if problem.small(number) else Reason.PROTECTS
            protects = tuple(problem.numbers[s].id for s in sorted(work.protects.get(i, ())))
            withheld[number.id] = Withheld(number.id, reason, protects)
    return Result(
        problem,
        Status.GIVEN_AWAY if work.given_away else Status.PROTECTED,
        withheld,
        {problem.numbers[s].id: Range(seen.low, seen.high) for s, seen in work.seen.items()},
        tuple(problem.numbers[s].id for s in work.given_away),
    )


class _Work:
    """One problem while it is being solved."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.smallest = problem, problem.smallest
        numbers = problem.numbers
        self.count = np.array([n.count for n in numbers], np.int64)
        self.inner = np.array([n.kind is Kind.INNER for n in numbers], bool)
        self.fixed = np.array([n.kind is Kind.PUBLISHED for n in numbers], bool)
        small = np.array([problem.small(n) for n in numbers], bool)
        before = np.array([n.kind is Kind.WITHHELD for n in numbers], bool)
        self.may_hide = ~self.inner & ~self.fixed & (self.count > 0)
        self.hidden = (small | before) & self.may_hide
        self.cost = np.array([n.count if n.cost is None else n.cost for n in numbers], float) + 1.0
        self.cost += np.arange(len(numbers)) / (1e3 * max(len(numbers), 1))  # of two that cost the same, the first
        self.start, self.item, self.sign = _rows(problem)
        self.given_away = [int(s) for s in np.flatnonzero(small & self.fixed)]
        self.small = [int(s) for s in np.flatnonzero(small & ~self.fixed)]
        self.seen = {s: _Seen(int(self.count[s]), int(self.count[s]), self.count, self.count) for s in self.small}
        self.protects: dict[int, set[int]] = {}
        self.looks = 0
        self.thorough = True
        self._reader: highspy.Highs | None = None
        self._mover: highspy.Highs | None = None

    # what a reader can tell

    @property
    def reader(self) -> highspy.Highs:
        """All that a reader knows, as a linear programme; a column for each number."""
        if self._reader is None:
            low = np.where(self.inner, 0, np.where(self.hidden, 1, self.count)).astype(float)
            high = np.where(self.inner | self.hidden, FAR, self.count.astype(float))
            self._reader = _programme(len(low), self.start, self.item, self.sign)
            self._reader.changeColsBounds(len(low), np.arange(len(low), dtype=np.int32), low, high)
        return self._reader

    def enough(self, seen: _Seen) -> bool:
        """The rule of protection."""
        return seen.high - seen.low >= self.smallest - 1

    def note(self, witness: np.ndarray) -> None:
        """Keep a witness for every small number that it stretches."""
        for s, seen in self.seen.items():
            value = int(witness[s])
            if value < seen.low:
                self.seen[s] = replace(seen, low=value, lowest=witness)
            elif value > seen.high:
                self.seen[s] = replace(seen, high=value, highest=witness)

    def is_witness(self, x: np.ndarray) -> bool:
        """Whether these whole numbers agree with all that is published; in whole arithmetic, so that it is proof."""
        free = self.hidden | self.inner
        if not np.array_equal(x[~free], self.count[~free]) or (x[self.hidden] < 1).any() or (x < 0).any():
            return False
        return not len(self.start) or not np.add.reduceat(self.sign * x[self.item], self.start).any()

    def look(self, s: int, up: bool) -> None:
        """Look for the highest (or lowest) possible value of a small number and keep the witness."""
        self.looks += 1
        reader, far = self.reader, float(self.count[s] + self.smallest)
        low = 0.0 if self.inner[s] else 1.0
        reader.changeColBounds(s, low, far)
        reader.changeColCost(s, -1.0 if up else 1.0)
        x = _answer(reader)
        if x is not None:
            whole = np.rint(x).astype(np.int64)
            if not self.is_witness(whole):  # sums that cross in more than two ways have corners that are not whole
                end = int(np.floor(x[s] + _NEAR) if up else np.ceil(x[s] - _NEAR))
                moved = self._movement(s, end - int(self.count[s]))
                whole = self.count if moved is None else self.count + np.rint(moved).astype(np.int64)
            if not self.is_witness(whole) and self.thorough:
                whole = self._look_in_whole_numbers()
            if self.is_witness(whole):
                self.note(whole)
        reader.changeColCost(s, 0.0)
        reader.changeColBounds(s, low, FAR)

    def _look_in_whole_numbers(self) -> np.ndarray:
        """The same question among whole numbers only: much slower, so asked last."""
        reader, every = self.reader, np.arange(len(self.count), dtype=np.int32)
        kinds = np.full(len(every), highspy.HighsVarType.kInteger)
        reader.changeColsIntegrality(len(every), every, kinds)
        x = _answer(reader)
        reader.changeColsIntegrality(len(every), every, np.full(len(every), highspy.HighsVarType.kContinuous))
        return self.count if x is None else np.rint(x).astype(np.int64)

    def is_protected(self, s: int) -> bool:
        """Whether witnesses show that nobody can trace this small number."""
        for up in (True, False):
            if self.enough(self.seen[s]):
                return True
            self.look(s, up)
        return self.enough(self.seen[s])

    # what to withhold for it

    def protect(self) -> None:
        """Withhold more until every small number is protected, or nothing is left that would help."""
        for s in sorted(self.small, key=lambda s: (self.count[s], s)):
            if self.is_protected(s) or (self._widen(s) and self.is_protected(s)):
                continue
            if not self._hide_around(s):
                self.given_away.append(s)
        self.given_away.sort()

    def _widen(self, s: int) -> bool:
        """Withhold the cheapest numbers that let this one reach as far up as is enough from the bottom, and then what still lacks."""
        seen, count, width = self.seen[s], int(self.count[s]), self.smallest - 1
        bottom = 0 if self.inner[s] else 1
        if seen.high < bottom + width:
            up = self._move(s, bottom + width - count)
            if up is None:
                return False
            self._hide(s, up)
        if not self.is_protected(s):
            seen = self.seen[s]
            ways = [self._move(s, seen.low + width - count)]
            if seen.high - width >= bottom:
                ways.append(self._move(s, seen.high - width - count))
            known = [w for w in ways if w is not None]
            if not known:
                return False
            self._hide(s, min(known, key=self._price))
        return True

    def _move(self, s: int, by: int) -> np.ndarray | None:
        """The numbers that must be withheld to let this one move so far: those of the cheapest movement. None: it cannot move."""
        moved = self._movement(s, by)
        return None if moved is None else np.flatnonzero((np.abs(moved) > _NEAR) & self.may_hide & ~self.hidden)

    def _movement(self, s: int, by: int) -> np.ndarray | None:
        """How all numbers move when this one moves so far and every sum stays right, for the least of what is shown now."""
        n = len(self.count)
        if self._mover is None:
            self._mover = _programme(2 * n, *_twice(self.start, self.item, self.sign, n))
        still = self.fixed | (~self.inner & (self.count == 0))
        most = np.where(still, 0.0, FAR)
        least = np.where(still, 0.0, np.where(self.inner, self.count, np.maximum(self.count - 1, 0))).astype(float)
        price = np.where(self.inner | self.hidden, 1e-3, self.cost)
        low, high = np.zeros(2 * n), np.concatenate([most, least])
        low[s] = high[s] = max(by, 0)
        low[n + s] = high[n + s] = max(-by, 0)
        every = np.arange(2 * n, dtype=np.int32)
        self._mover.changeColsBounds(2 * n, every, low, high)
        self._mover.changeColsCost(2 * n, every, np.concatenate([price, price]))
        x = _answer(self._mover)
        return None if x is None else x[:n] - x[n:]

    def _price(self, what: np.ndarray) -> float:
        return float(self.cost[what].sum())

    def _hide(self, s: int, what: np.ndarray) -> None:
        reader = self.reader
        for i in what:
            self.hidden[i] = True
            self.protects.setdefault(int(i), set()).add(s)
            reader.changeColBounds(int(i), 1.0, FAR)

    def _hide_around(self, s: int) -> bool:
        """When no movement helps: withhold all that is tied to it, ring by ring, totals too.

        False: even that protects nothing, because what was published before gives it away; then all of it is shown again.
        """
        before, kept, protects = self.hidden.copy(), dict(self.seen), {i: set(one) for i, one in self.protects.items()}
        ring, rows = {s}, np.repeat(np.arange(len(self.start)), np.diff([*self.start, len(self.item)]))
        while True:
            touched = np.isin(rows, rows[np.isin(self.item, list(ring))])
            wider = ring | {int(i) for i in self.item[touched]}
            self._hide(s, np.array([i for i in sorted(wider) if self.may_hide[i] and not self.hidden[i]], np.int64))
            if self.is_protected(s):
                return True
            if wider == ring:
                break
            ring = wider
        for i in np.flatnonzero(self.hidden & ~before):
            self._show(int(i))
        self.seen, self.protects = kept, protects
        return False

    # and what was withheld for nothing

    def show_again(self) -> None:
        """Show what protects nobody any more, the most useful first, as far as that is found out within ``LOOKS``.

        The witnesses that leaned on a number fall away with it, and others are sought.
        """
        until, self.thorough = self.looks + LOOKS, False
        for i in sorted(self.protects, key=lambda i: -self.cost[i]):
            kept = self.seen
            self._show(i)
            self.seen = {s: self._without(s, i) for s in kept}
            lean = [s for s in kept if self.seen[s] is not kept[s] and s not in self.given_away]
            if all(self.looks < until and self.is_protected(s) for s in lean):
                del self.protects[i]
            else:
                self.hidden[i] = True
                self.reader.changeColBounds(i, 1.0, FAR)
                self.seen = kept

    def _without(self, s: int, i: int) -> _Seen:
        """The witnesses for a small number that still stand when another is shown."""
        seen, true = self.seen[s], self.count[i]
        low = seen.lowest if seen.lowest[i] == true else self.count
        high = seen.highest if seen.highest[i] == true else self.count
        return seen if low is seen.lowest and high is seen.highest else _Seen(int(low[s]), int(high[s]), low, high)

    def _show(self, i: int) -> None:
        self.hidden[i] = False
        self.reader.changeColBounds(i, float(self.count[i]), float(self.count[i]))


def _rows(problem: Problem) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The sums as rows that are zero: where each starts, which numbers are in it, with which sign."""
    start: list[int] = []
    item: list[int] = []
    sign: list[int] = []
    for s in problem.sums:
        start.append(len(item))
        item += [problem.index[n] for n in (s.whole, *s.parts)]
        sign += [1] + [-1] * len(s.parts)
    return np.array(start, np.int64), np.array(item, np.int64), np.array(sign, np.int64)


def _twice(start: np.ndarray, item: np.ndarray, sign: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same rows over movements up (the first ``n`` columns) and down (the others)."""
    items = np.stack([item, item + n], axis=1).reshape(-1)
    signs = np.stack([sign, -sign], axis=1).reshape(-1)
    return start * 2, items, signs


def _programme(columns: int, start: np.ndarray, item: np.ndarray, sign: np.ndarray) -> highspy.Highs:
    """A linear programme of rows that are zero, ready to be asked again and again; on one thread, so always the same answer."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(start)
    lp.col_cost_ = lp.col_lower_ = lp.col_upper_ = np.zeros(columns)
    lp.row_lower_ = lp.row_upper_ = np.zeros(len(start))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.append(start, len(item)).astype(np.int32)
    lp.a_matrix_.index_ = item.astype(np.int32)
    lp.a_matrix_.value_ = sign.astype(float)
    highs = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("presolve", "off"),
        ("mip_max_nodes", 1000),
    ):
        highs.setOptionValue(option, value)
    highs.passModel(lp)
    return highs


def _answer(highs: highspy.Highs) -> np.ndarray | None:
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(highs.getSolution().col_value)
