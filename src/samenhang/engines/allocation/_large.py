"""Large problems: prices prove a bound and point the way, search follows, small integer programmes finish the work."""

from __future__ import annotations

import numpy as np

from ._answer import Best
from ._lagrange import SCALE, Pricer, Prices, make_links
from ._neighbour import improve_parts, improve_with
from ._route import PROVABLE, seconds_left
from ._search import Searcher
from ._stages import reduce_cost, run_stages
from .problem import Ints

ROUNDS = 300  # of pricing
CHUNK = 200_000  # rounds of search at a time
EASING = (0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0)  # how much value counts beside priority when that is bounded
PROBE = 20_000  # rounds of search to find out how fast they go
TURNS = 400  # of search and parts, at most


class Large:
    """One run on one model."""

    def __init__(self, best: Best, *, deadline: float, seed: int) -> None:
        self.best, self.model, self.deadline, self.seed = best, best.model, deadline, seed
        links = make_links(best.model)
        self.by_value = Pricer(best.model, links, best.model.value)
        self.by_priority = Pricer(best.model, links, best.model.priority * SCALE)
        self.searcher = Searcher(best.model)
        self.value_range = float(np.ptp(best.model.value)) or 1.0
        self.prices: Prices | None = None
        sums = np.bincount(best.model.person, best.model.value.astype(np.float64), best.model.people)
        self.middling = int((sums / np.maximum(np.diff(best.model.start), 1)).sum())  # everybody at an average option
        self.unit = int(np.gcd.reduce(np.abs(best.model.value))) or 1
        self.tried = 0
        self.reserve = 0.0  # seconds kept for the last bound
        self.eased = 0
        self.turn = -1
        self.begin: Ints | None = None  # where the first search begins; good as a whole rather than best in priority
        self.huge = best.model.options > 150_000

    def run(self) -> None:
        """Improve the answer until it is proven, the turns are over or the deadline comes."""
        self._first()
        self._price(2)
        size, speed = 60, 0.0
        for turn in range(TURNS):
            self.turn = turn
            if self._left() < 0.3 or self.best.value_done:
                break
            speed = self._search(turn, speed)
            if turn < 6 or turn % 4 == 0:
                self._price(2 if turn < 4 else 1)
            if self.best.value_done:
                break
            if turn in (0, 2, 8):
                self._core(turn)
            self._prove(turn)
            if self.best.value_done or self._left() < 0.5:
                break
            size = improve_parts(
                self.best, self._loss(), point=self._point(), deadline=self.deadline - self.reserve - 0.1,
                seed=self.seed * 1000 + turn, parts=16, size=size,
            )  # fmt: skip
        self.reserve = 0.0
        if not self.best.value_done:
            self._price(1)
        if self.best.value_done and not self.best.done:
            self._cheapest()

    def _left(self) -> float:
        return seconds_left(self.deadline) - self.reserve

    def _loss(self) -> Ints:
        return self.prices.loss if self.prices is not None else -self.model.value

    def _point(self) -> int:
        known = self.prices.point if self.prices is not None else 0
        return int(max(2 * known, 0.5 * self.value_range if known else 2 * self.value_range))

    def _first(self) -> None:
        """A first answer by weight alone, then one by the first prices."""
        model, best = self.model, self.best
        weight = model.priority * (2 * self.value_range) + model.value
        best.offer(self.searcher.greedy(np.argsort(-weight, kind="stable")))
        if self._left() < 0.2:
            return
        self._price_priority()
        self._price(1)
        loss = self._loss()
        self.begin = self.searcher.greedy(np.lexsort((-weight, loss, self._doubtful())))
        best.offer(self.begin)
        best.offer(self.searcher.greedy(np.lexsort((loss, -model.priority))))

    def _doubtful(self) -> Ints:
        """Per option 1 when it needs a remedy that, at the prices, is not worth its part of the budget; else 0."""
        model = self.model
        doubtful = np.zeros(model.options, np.int64)
        if self.prices is None or not len(self.prices.link):
            return doubtful
        worth = np.bincount(self.by_value.links.remedy, self.prices.link.astype(np.float64), model.remedies)
        left, dropped = model.budget, worth <= 0
        for remedy in np.argsort(-worth / self.by_value.cost, kind="stable").tolist():
            cost = int(model.remedy_cost[remedy])
            if cost <= left:
                left -= cost
            else:
                dropped[remedy] = True
        owner = np.repeat(np.arange(model.options), np.diff(model.need_start))
        doubtful[owner[dropped[model.need_item]]] = 1
        return doubtful

    def _price(self, times: int) -> None:
        """Better prices, better bounds."""
        best = self.best
        for _ in range(times):
            if self._left() < 0.2:
                return
            # while everybody may yet be placed, prices for that lead the way, though they prove nothing about value
            must = best.priority_bound == best.most_priority and (best.everybody or self.eased > 3)
            reached = best.score.priority
            least = best.score.value if best.everybody or not must else self.middling
            began = self._left()
            self.prices = self.by_value.run(least, points=reached, must=must, rounds=self._rounds())
            if self.turn >= 0:
                self.reserve = max(self.reserve, min(1.2 * (began - self._left()), 0.2 * began))
            if best.everybody or not must:
                proven = self.prices.bound // self.unit * self.unit  # every total is a multiple of the unit
                best.value_bound = max(min(best.value_bound, proven), best.score.value)
            if not best.priority_done and self._left() > 0.2:
                self._price_priority()

    def _price_priority(self) -> None:
        """Bound the priority alone. All options of a person are equal then, so a little value breaks the ties, less and less."""
        best, pricer = self.best, self.by_priority
        if pricer.prices is None and self.prices is not None and self.prices.point > 0:
            pricer.start_from(self.prices, SCALE / self.prices.point)
        unit = SCALE / self.value_range
        for _ in range(2 if self.eased else 4):
            if best.priority_done or self._left() < 0.2:
                return
            share = EASING[min(self.eased, len(EASING) - 1)]
            self.eased += 1
            pricer.weight = self.model.priority * SCALE + (self.model.value * (share * unit)).astype(np.int64)
            aim = best.score.priority * SCALE + int(best.score.value * share * unit)
            found = pricer.run(aim, points=0, must=False, rounds=self._rounds())
            pricer.weight = self.model.priority * SCALE
            found = pricer.exact(found.offered, 0, np.zeros(self.model.people, bool))
            best.priority_bound = max(min(best.priority_bound, found.bound // SCALE), best.score.priority)

    def _rounds(self) -> int:
        if self.huge:
            return 40 if self._left() < 10 else 120
        return ROUNDS

    def _search(self, turn: int, speed: float) -> float:
        """Anneal from the best answer; returns rounds per second."""
        point = self._point() * (3 if self.best.priority_done and not self.best.everybody else 1)
        self.searcher.aim(float(point), self._loss(), (8, 14, 6, 10)[turn % 4])
        loss = self._loss()[self.searcher.candidate]
        scale = float(np.median(loss[loss > 0])) if bool((loss > 0).any()) else self.value_range
        rounds = int(CHUNK * (4 if turn == 0 else 1) * min(max(1.0, self.model.people / 500), 6))
        if speed:
            rounds = int(min(rounds, speed * max(self._left() - 0.2, 0.05)))
        hot = (0.15, 0.05, 0.02, 0.08)[turn % 4] * scale
        begin, self.begin = self.best.chosen if self.begin is None else self.begin, None
        if not speed:  # how fast is it here?
            before = self._left()
            begin = self.searcher.anneal(begin, seed=self.seed, rounds=PROBE, hot=hot, cold=hot / 2)
            speed = PROBE / max(before - self._left(), 1e-3)
            rounds = int(min(rounds, 0.5 * speed * max(self._left(), 0.05)))
        before = self._left()
        found = self.searcher.anneal(
            begin, seed=self.seed * 7919 + turn, rounds=max(rounds, 100), hot=hot, cold=hot / 12
        )
        self.best.offer(found)
        return rounds / max(before - self._left(), 1e-3)

    def _core(self, turn: int) -> None:
        """One integer programme over the most promising options; improves, proves nothing."""
        if self.huge:
            return
        loss = self._loss()
        many = min(6 * self.model.people, 8000 if turn else 4000, len(loss))
        options = np.union1d(np.argpartition(loss, many - 1)[:many], self.best.chosen)
        improve_with(self.best, options, point=self._point(), seconds=0.25 * self._left(), seed=self.seed)

    def _prove(self, turn: int) -> None:
        """Leave out what cannot be part of a better answer; when little is left, solve that with proof."""
        best = self.best
        if not best.priority_done or self.prices is None:
            if self.model.options <= PROVABLE and turn == 3 * (self.tried + 1):
                self.tried += 1
                limit = self.deadline - self.reserve - 0.5 * self._left()
                run_stages(best, np.arange(self.model.options), deadline=limit, seed=self.seed)
            return
        core = np.flatnonzero(self.prices.bound - self.prices.loss >= best.score.value)
        core = np.union1d(core, best.chosen)
        if len(core) <= PROVABLE and turn >= 4 * self.tried:
            self.tried += 1
            limit = self.deadline - self.reserve - (0.6 if self.tried < 4 else 0.3) * self._left()
            run_stages(best, core, deadline=limit, seed=self.seed)

    def _cheapest(self) -> None:
        """The cost stage: options that a further answer with the same priority and value may use."""
        options = np.arange(self.model.options)
        if self.prices is not None:
            kept = self.prices.bound - self.prices.loss >= self.best.score.value
            options = np.union1d(np.flatnonzero(kept), self.best.chosen)
        reduce_cost(self.best, options, deadline=self.deadline, seed=self.seed, complete=True)
