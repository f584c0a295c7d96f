"""Walking the budgets of one model: which cost is the least for which priority, and what is proven about the rest.

Between two points lies a box: packages that cost more than the lower and less than the higher point, and reach more
than the lower and less than the higher. The largest box is asked about first; a question either finds a point in it,
which leaves two smaller boxes, or proves a part of it empty.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from .._answer import Best, remedies
from .._model import Model
from .._route import improve, try_promising
from .._stages import least_cost, promising, raise_priority, raise_value, run_stages
from ..problem import NONE, Ints
from ..result import Score
from ._relaxed import LARGEST, Relaxed

SEARCH = 0.6  # of the time: to find the points; the rest is for their value
FIRST = 0.4  # of the time to find points: for the lowest
SWEEP = 2.5  # seconds: for a budget that the relaxation leads to
QUICK = 1_500  # options: integer programmes are as quick as the relaxation
LEAST = 0.15  # of the time left, for one question
PRIORITY = 0.4  # of the time for the value of a point: for its priority, when that is not proven yet
SURE = 0.6  # of the time of a question: for the bound; the rest goes to finding something good all the same
EVEN = 4.0  # seconds: less for one budget of a large problem finds too little
SHORTEST = 0.02  # seconds: less for a question is of no use
SMALL = 300  # options: integer programmes at once
RELAX = 0.2  # of the time: for the first relaxation
GIVEN = 0.4  # of the time of a question: for a package that the relaxation points at


@dataclass(frozen=True, slots=True)
class Box:
    """Where other points may lie: strictly between these costs and these priorities."""

    cost: int
    priority: int
    cost_end: int
    priority_end: int
    later: bool = False  # nothing was found or proven in the half below it yet

    @property
    def area(self) -> int:
        """What can be missed at most by not looking here."""
        return (self.cost_end - self.cost) * (self.priority_end - self.priority)


@dataclass(slots=True)
class Step:
    """An answer within a budget."""

    budget: int
    best: Best


class Walk:
    """All that is known about the budgets of one model so far; what one question taught helps all later ones."""

    def __init__(self, model: Model, *, seed: int, deadline: float) -> None:
        """`model` is compiled for the largest budget."""
        self.model, self.seed, self.deadline = model, seed, deadline
        costly = np.unique(model.need_item)
        self.total = int(model.remedy_cost[costly].sum())
        self.top = self.total if model.budget == NONE else model.budget
        self.exact = model.options <= LARGEST and not model.plain
        self.own_cost = np.zeros(model.options, np.int64)
        owner = np.repeat(np.arange(model.options), np.diff(model.need_start))
        np.add.at(self.own_cost, owner, model.remedy_cost[model.need_item])
        self.unit_cost = int(np.gcd.reduce(model.remedy_cost[costly])) or 1
        self.unit_priority = int(np.gcd.reduce(model.priority)) or 1
        self.everybody = Best(model).most_priority
        self.answers: list[Best] = []
        self.ceilings: list[tuple[int, int]] = []  # (budget, the most priority within it)
        self.floors: list[tuple[int, int]] = []  # (priority, the least cost of as much)
        self.complete = True
        self.relaxed: Relaxed | None = None
        self.futile = self.top + 1  # from this budget on whole programmes prove nothing in the time there is
        self.taken = False  # the lowest point is known already

    def ceiling(self, budget: int) -> int:
        """The most priority that any answer within a budget can have, as far as it is proven."""
        known = [priority for cost, priority in self.ceilings if cost >= budget]
        known += [priority - self.unit_priority for priority, cost in self.floors if cost > budget]
        return min([self.everybody, *known])

    def floor(self, priority: int) -> int:
        """The least cost of any answer with so much priority, as far as it is proven."""
        known = [cost for reached, cost in self.floors if reached <= priority]
        known += [
            (cost // self.unit_cost + 1) * self.unit_cost for cost, highest in self.ceilings if highest < priority
        ]
        return max([0, *known])

    def start(self, budget: int) -> Best:
        """A new search within a budget, from the best answer known that it can pay and under the bounds known."""
        best = Best(replace(self.model, budget=NONE if budget >= self.total else budget))
        for answer in self.answers:
            if answer.score.cost <= budget and answer.score.key > best.score.key:
                best.offer(answer.chosen)
        best.priority_bound = max(min(best.priority_bound, self.ceiling(budget)), best.score.priority)
        return best

    def take(self, options: Sequence[int], bound: Score) -> None:
        """Begin with an answer that costs nothing, in options of the problem, and what is proven for a budget of 0."""
        best = Best(self.model)
        best.offer(np.flatnonzero(np.isin(self.model.original, np.array(options, np.int64))))
        self.answers.append(best)
        self.ceilings.append((0, bound.priority))
        self.taken = True

    def steps(self, count: int) -> list[Step]:
        """At most so many points, the largest box first; at least the lowest, and the highest when it reaches more."""
        if not self.exact and self.top > 0 and count > 1:
            return self._spread(count)
        search = time.perf_counter() + SEARCH * (self.deadline - time.perf_counter())
        low = Step(0, self.start(0) if self.taken else self._most(0, FIRST * (search - time.perf_counter())))
        steps = [low]
        boxes: list[Box] = []
        if self.top > 0 and count > 1:
            steps += self._sweep(count - 1, search)
            boxes = [one for one in self._between(steps) if self._may_hold(one)]
        while len(steps) < count and boxes and _share(search, count - len(steps)) > SHORTEST:
            box = max(boxes, key=lambda one: (not one.later, one.area))
            boxes.remove(box)
            box = replace(box, priority=max(box.priority, self.start(box.cost).score.priority))
            if not self._may_hold(box):
                continue
            found, more = self._look(box, _share(search, count - len(steps)))
            steps += found
            boxes += [one for one in more if self._may_hold(one)]
        self.complete = self.complete and not boxes
        steps.sort(key=lambda one: one.budget)
        rest = steps[1:] if self.taken else steps
        for number, step in enumerate(rest):
            self._finish(step, _share(self.deadline, len(rest) - number))
        return self._read(steps)

    def _sweep(self, count: int, search: float) -> list[Step]:
        """The highest point; and where a relaxation leads the way, first the others that it promises, from the bottom up."""
        steps: list[Step] = []
        low = self.start(0).score.priority
        for budget in self._promised(count, search):
            left = search - time.perf_counter()
            best = self._most(budget, min(left, max(SWEEP, left / count)), quick=budget < self.top)
            if best.score.priority > low and best.score.cost > (steps[-1].budget if steps else 0):
                low = best.score.priority
                steps.append(self._found(best, budget, 0.3 * (search - time.perf_counter()), quick=budget < self.top))
        return steps

    def _promised(self, count: int, search: float) -> list[int]:
        """Budgets to begin with, in rising order: by the bounds of the relaxation, the largest box first."""
        told = self._ask(self.top) if self.model.options > QUICK else None
        low = self._ask(0) if told is not None else None
        if told is None or low is None:
            return [self.top]
        boxes, budgets = [Box(0, low[0], self.top, told[0])], [self.top]
        while len(budgets) < count and boxes and time.perf_counter() < search:
            box = max(boxes, key=lambda one: one.area)
            boxes.remove(box)
            middle = (box.cost + box.cost_end) // 2
            bound = self._ask(middle)
            if bound is None:
                break
            budgets.append(middle)
            halves = (
                Box(box.cost, box.priority, middle, bound[0]),
                Box(middle, bound[0], box.cost_end, box.priority_end),
            )
            boxes += [one for one in halves if one.area > 0 and one.cost_end - one.cost > self.unit_cost]
        return sorted(budgets)

    def _between(self, steps: list[Step]) -> list[Box]:
        """The boxes between points, and above the highest when that is not proven."""
        scores = [step.best.score for step in sorted(steps, key=lambda one: one.budget)]
        boxes = [Box(one.cost, one.priority, two.cost, two.priority) for one, two in pairwise(scores)]
        if self.ceiling(self.top) > scores[-1].priority:
            boxes.append(Box(scores[-1].cost, scores[-1].priority, self.top + 1, self.ceiling(self.top) + 1, True))
        return boxes

    def _spread(self, count: int) -> list[Step]:
        """Where no question can be answered exactly: budgets at even distances, each from the answer of the one below."""
        left = self.deadline - time.perf_counter()
        parts = max(1, min(count - 1, int(left / EVEN), self.top))
        budgets = [self.top * part // parts for part in range(1 if self.taken else 0, parts + 1)]
        steps = [Step(0, self.start(0))] if self.taken else []
        steps += self.given(budgets)
        self.complete = False
        return self._read(steps)

    def given(self, budgets: Sequence[int]) -> list[Step]:
        """The best answer within each budget, from the smallest up."""
        steps = []
        for number, budget in enumerate(budgets):
            share = (self.deadline - time.perf_counter()) / (len(budgets) - number)
            if self.exact:
                step = Step(budget, self._most(budget, share / 2))
                self._finish(step, share / 2)
            else:
                best = self.start(budget)
                improve(best, deadline=time.perf_counter() + share, seed=self.seed)
                self._learn(best, budget)
                step = Step(budget, best)
            steps.append(step)
        for step in steps:  # what is proven for a larger budget holds for a smaller one
            step.best.priority_bound = max(self.ceiling(step.budget), step.best.score.priority)
        return steps

    def _may_hold(self, box: Box) -> bool:
        return box.cost_end - box.cost > self.unit_cost and box.priority_end - box.priority > self.unit_priority

    def _options(self, budget: int) -> Ints:
        """The options that a budget can pay."""
        return np.flatnonzero(self.own_cost <= budget)

    def _learn(self, best: Best, budget: int) -> None:
        self.answers.append(best)
        self.ceilings.append((budget, best.priority_bound))

    def _most(self, budget: int, seconds: float, *, quick: bool = False) -> Best:
        """The most priority within a budget; `quick`: by the relaxation and what it points at only."""
        best = self.start(budget)
        deadline = time.perf_counter() + seconds
        self._relax(best, budget, deadline)
        if not best.priority_done and self.exact:
            if budget < self.futile and not quick:
                raise_priority(best, self._options(budget), deadline, self.seed, True, part=SURE)
                if not best.priority_done:
                    try_promising(best, deadline, self.seed)
                if not best.priority_done:
                    self.futile = budget
        elif not best.priority_done:
            improve(best, deadline=deadline, seed=self.seed)
        self._learn(best, budget)
        return best

    def _relax(self, best: Best, budget: int, deadline: float) -> None:
        """The bound of the relaxation, and the answers of the packages it points at."""
        told = None if best.priority_done else self._ask(budget)
        if told is None or self.relaxed is None:
            return
        best.priority_bound = max(min(best.priority_bound, told[0]), best.score.priority)
        for number, package in enumerate(told[1]):
            left = deadline - time.perf_counter()
            if best.priority_done or left < 0.1:
                return
            limit = NONE if self.relaxed.settled else best.model.budget
            given = Best(replace(self.model, budget=limit))
            options = self.relaxed.options(package)
            given.offer(best.chosen[np.isin(best.chosen, options)])
            end = time.perf_counter() + min(left, max(left * GIVEN / (number + 1), 1.0))
            raise_priority(given, options, end, self.seed, False)
            best.offer(given.chosen)

    def _ask(self, budget: int) -> tuple[int, list[Ints]] | None:
        """What the relaxation tells about a budget, when there is one."""
        if self.model.options <= SMALL or not self.exact:
            return None
        if self.relaxed is None:
            left = self.deadline - time.perf_counter()
            self.relaxed = Relaxed(self.model, total=self.total, seed=self.seed, seconds=RELAX * left)
        told = self.relaxed.ask(budget)
        if told is not None:
            self.ceilings.append((budget, told[0]))
        return told

    def _found(self, best: Best, budget: int, seconds: float, *, quick: bool = False) -> Step:
        """A point: the priority of an answer for the least cost."""
        priority = best.score.priority
        if best.score.cost:
            self._ask(best.score.cost - self.unit_cost)
        if self.exact and not quick and best.priority_done and self.floor(priority) < best.score.cost:
            deadline = time.perf_counter() + seconds
            chosen, least = least_cost(best, self._options(budget), deadline=deadline, seed=self.seed)
            self.floors.append((priority, least))
            cost = int(self.model.remedy_cost[remedies(self.model, chosen)].sum())
            cheaper = self.start(cost)
            cheaper.offer(chosen)
            cheaper.priority_bound = max(min(cheaper.priority_bound, best.priority_bound), cheaper.score.priority)
            best = cheaper
            self._learn(best, cost)
        return Step(best.score.cost, best)

    def _look(self, box: Box, seconds: float) -> tuple[list[Step], list[Box]]:
        """Ask for the most priority at half the cost of a box, and when that is no more, for the least cost of any more."""
        middle = max((box.cost + box.cost_end) // 2, box.cost + 1)
        best = self._most(middle, seconds / 2)
        if best.score.priority > box.priority and best.score.cost > box.cost:
            step = self._found(best, middle, seconds / 2)
            return [step], self._around(box, step, middle if best.priority_done else step.budget)
        rest = replace(box, cost=middle)
        if not best.priority_done:  # smaller packages are easier, and what they reach helps the larger ones
            self.complete = False
            below = replace(box, cost_end=middle, priority_end=best.priority_bound + 1)
            return [], [below, replace(rest, later=True)]
        if not self.exact or not self._may_hold(rest):
            return [], [rest]
        return self._next(rest, seconds / 2)

    def _next(self, box: Box, seconds: float) -> tuple[list[Step], list[Box]]:
        """The first point in a box: the least cost of any more, then the most for it."""
        most = self.start(box.cost_end)
        deadline = time.perf_counter() + seconds / 2
        wanted = box.priority + self.unit_priority
        if most.score.priority < wanted:
            self.complete = False
            return [], []
        chosen, least = least_cost(
            most, self._options(box.cost_end), deadline=deadline, seed=self.seed, priority=wanted
        )
        self.floors.append((wanted, least))
        cost = int(self.model.remedy_cost[remedies(self.model, chosen)].sum())
        if cost >= box.cost_end:
            self.complete = self.complete and least >= box.cost_end
            return [], []
        first = self.start(cost)
        first.offer(chosen)
        self._learn(first, cost)
        step = Step(cost, self._most(cost, seconds / 2))
        return [step], self._around(box, step, cost)

    def _around(self, box: Box, step: Step, asked: int) -> list[Box]:
        """What is left of a box beside a point in it, when no more is possible up to the cost `asked`."""
        score = step.best.score
        below = replace(box, cost_end=score.cost, priority_end=score.priority)
        above = replace(box, cost=max(score.cost, asked), priority=score.priority)
        return [below, above]

    def _finish(self, step: Step, seconds: float) -> None:
        """The most value within the budget of a point."""
        best = self.start(step.budget)
        best.value_bound = min(best.value_bound, step.best.value_bound)
        deadline = time.perf_counter() + seconds
        if self.exact:
            options = self._options(step.budget)
            if not best.priority_done:
                raise_priority(best, options, deadline, self.seed, True, part=PRIORITY)
            options = promising(best, options, deadline=deadline, seed=self.seed)
            raise_value(best, options, deadline, self.seed, True)
            settled = self.floor(best.score.priority) >= step.budget
            run_stages(best, options, deadline=deadline, seed=self.seed, cheapest=not settled)
        else:
            improve(best, deadline=deadline, seed=self.seed)
        self._learn(best, step.budget)
        step.best = best

    def _read(self, steps: list[Step]) -> list[Step]:
        """The points as they stand after everything is known, without those that another one makes superfluous."""
        read: list[Step] = []
        for step in sorted(steps, key=lambda one: one.budget):
            best = self.start(step.budget)
            if best.score.key > step.best.score.key:
                best.value_bound = max(min(best.value_bound, step.best.value_bound), best.score.value)
                step.best = best
            self._ask(step.budget)
            step.best.priority_bound = max(self.ceiling(step.budget), step.best.score.priority)
            step.budget = step.best.score.cost
            floor = min(self.floor(step.best.score.priority), step.budget)
            step.best.cost_bound = max(step.best.cost_bound, floor)
            if not read or step.best.score.priority > read[-1].best.score.priority:
                read.append(step)
                self.complete = self.complete and step.best.priority_done and floor == step.budget
        return read


def _share(deadline: float, waiting: int) -> float:
    """The seconds for one of those that wait; most need less, so that it may be a little more than its share."""
    return max(deadline - time.perf_counter(), 0.0) * max(1.0 / max(waiting, 1), LEAST)
