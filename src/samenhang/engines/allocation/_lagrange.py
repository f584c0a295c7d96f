"""Prices for everything scarce, and the bound that they prove.

With a price per unit of every limit, each person can be looked at alone: the best option at these prices. What everybody
then gains, plus the worth of all limits at these prices, is at least the worth of any allowed answer. The prices are
improved by subgradient steps in floats; the bound that is reported is computed again in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._model import Model
from .problem import LARGEST_TOTAL, NONE, Ints

Floats = NDArray[Any]
SAFE = 2.0**60
SCALE = 1_000_000  # points of priority are counted in millionths too, so that prices can be whole numbers


@dataclass(frozen=True, eq=False, slots=True)
class Links:
    """Per (person, remedy) one link: whoever uses the remedy pays the price of the link."""

    of_need: Ints
    remedy: Ints


@dataclass(frozen=True, eq=False, slots=True)
class Prices:
    """Whole prices and what they prove: no answer is worth more than `bound`; `gain` is each option's worth at them."""

    row: Ints
    link: Ints
    point: int  # what a point of priority is worth, when priority is to be kept
    bound: int
    gain: Ints
    loss: Ints  # how far the bound drops when this option is chosen
    offered: Floats  # per option how often, in the later iterations, it was somebody's best


def make_links(model: Model) -> Links:
    """The links of a model whose budget for remedies can bite; none otherwise."""
    if model.budget == NONE or not len(model.need_item):
        return Links(np.zeros(len(model.need_item), np.int64), np.zeros(0, np.int64))
    person = np.repeat(model.person, np.diff(model.need_start))
    links, of_need = np.unique(person * model.remedies + model.need_item, return_inverse=True)
    return Links(of_need.astype(np.int64), (links % model.remedies).astype(np.int64))


@njit(cache=True)
def _gains(weight, use_start, use_row, use_amount, need_start, of_need, row_price, link_price, gain):  # type: ignore[no-untyped-def]
    linked = len(link_price) > 0
    for o in range(len(weight)):
        g = weight[o]
        for k in range(use_start[o], use_start[o + 1]):
            g -= row_price[use_row[k]] * use_amount[k]
        if linked:
            for k in range(need_start[o], need_start[o + 1]):
                g -= link_price[of_need[k]]
        gain[o] = g


@njit(cache=True)
def _ascend(  # type: ignore[no-untyped-def]
    weight,
    points,
    target_points,
    must,
    start,
    use_start,
    use_row,
    use_amount,
    limit,
    need_start,
    of_need,
    link_remedy,
    cost,
    budget,
    row_price,
    link_price,
    point,
    least,
    rounds,
    keep,
    patience,
    first,
    row_scale,
    point_scale,
):
    """Subgradient steps; returns the best bound and leaves the best prices in the arrays."""
    people, rows, links = len(start) - 1, len(limit), len(link_remedy)
    options = len(weight)
    best = np.inf
    best_row, best_link, best_point = row_price.copy(), link_price.copy(), point
    row_step, link_step, point_step = np.zeros(rows), np.zeros(links), 0.0
    offered = np.zeros(options)
    pick = np.full(people, -1, np.int64)
    worth = np.zeros(len(cost))
    open_ = np.zeros(len(cost))
    factor, idle, growth = first, 0, 1.0
    slope_row, slope_link = np.zeros(rows), np.zeros(links)
    for round_ in range(rounds):
        bound = -point * target_points
        used_points = 0.0
        for r in range(rows):
            bound += row_price[r] * limit[r]
            slope_row[r] = -limit[r]
        for k in range(links):
            slope_link[k] = 0.0
        growth *= keep
        for p in range(people):
            top, at = (-np.inf, -1) if must[p] else (0.0, -1)
            span = start[p + 1] - start[p]
            turn = (p * 7919 + round_ * 104729) % max(span, 1)  # ties are spread, not piled up on the first option
            for i in range(span):
                o = start[p] + (i + turn if i + turn < span else i + turn - span)
                g = weight[o] + point * points[o]
                for k in range(use_start[o], use_start[o + 1]):
                    g -= row_price[use_row[k]] * use_amount[k]
                if links > 0:
                    for k in range(need_start[o], need_start[o + 1]):
                        g -= link_price[of_need[k]]
                if g > top:
                    top, at = g, o
            pick[p] = at
            if at >= 0:
                bound += top
                used_points += points[at]
                offered[at] += growth
                for k in range(use_start[at], use_start[at + 1]):
                    slope_row[use_row[k]] += use_amount[k]
                if links > 0:
                    for k in range(need_start[at], need_start[at + 1]):
                        slope_link[of_need[k]] += 1.0
        if links > 0:
            worth[:] = 0.0
            for k in range(links):
                worth[link_remedy[k]] += link_price[k]
            open_[:] = 0.0
            order = np.argsort(-worth / cost)
            left = float(budget)
            for r in order:
                if worth[r] <= 0.0 or left <= 0.0:
                    break
                open_[r] = min(1.0, left / cost[r])
                left -= open_[r] * cost[r]
                bound += open_[r] * worth[r]
            for k in range(links):
                slope_link[k] -= open_[link_remedy[k]]
        if bound < best - 1e-6 * abs(best - least) or best == np.inf:
            idle = 0
        else:
            idle += 1
        if bound < best:
            best = bound
            best_row[:] = row_price
            best_link[:] = link_price
            best_point = point
        if best <= least + 0.5:
            break
        if idle >= patience:
            factor *= 0.7
            idle = 0
            if factor < 1e-3:
                break
            if bound - least > 2.0 * (best - least):
                row_price[:] = best_row
                link_price[:] = best_link
                point = best_point
                row_step[:] = 0.0
                link_step[:] = 0.0
                point_step = 0.0
                continue
        norm = 0.0
        for r in range(rows):
            if row_price[r] <= 0.0 and slope_row[r] < 0.0:
                slope_row[r] = 0.0
            row_step[r] = slope_row[r] / row_scale[r] + 0.6 * row_step[r]
            norm += row_step[r] * row_step[r]
        for k in range(links):
            if link_price[k] <= 0.0 and slope_link[k] < 0.0:
                slope_link[k] = 0.0
            link_step[k] = slope_link[k] + 0.6 * link_step[k]
            norm += link_step[k] * link_step[k]
        if target_points > 0.0:
            slope = target_points - used_points
            point_step = slope / point_scale + 0.6 * point_step
            norm += point_step * point_step
        if norm <= 0.0:
            break
        length = factor * (bound - least + 1e-3 * abs(bound - least)) / norm
        for r in range(rows):
            row_price[r] = max(0.0, row_price[r] + length * row_step[r] / row_scale[r])
        for k in range(links):
            link_price[k] = max(0.0, link_price[k] + length * link_step[k])
        if target_points > 0.0:
            point = max(0.0, point + length * point_step / point_scale)
    row_price[:] = best_row
    link_price[:] = best_link
    return best, best_point, offered / max(growth, 1.0)


class Pricer:
    """Keeps the prices of one objective between calls, so that a better answer can start where the last one ended."""

    def __init__(self, model: Model, links: Links, weight: Ints) -> None:
        """`weight` per option, in millionths."""
        self.model, self.links, self.weight = model, links, weight
        self.row: Floats = np.zeros(len(model.row_limit))
        self.link: Floats = np.zeros(len(links.remedy))
        self.point = 0.0
        self.cost: Floats = np.maximum(model.remedy_cost, 1).astype(np.float64)
        self.prices: Prices | None = None
        self.first = 1.0
        entries = np.maximum(np.bincount(model.use_row, minlength=len(model.row_limit)), 1)
        amount = np.bincount(model.use_row, model.use_amount.astype(np.float64), len(model.row_limit)) / entries
        self.row_scale = np.sqrt(np.maximum(amount, 1e-9) * np.maximum(model.row_limit, amount)) + 1e-9
        mean = float(model.priority.mean()) if model.options else 1.0
        self.point_scale = max(1.0, mean) * max(1.0, model.people) ** 0.5

    def start_from(self, other: Prices, factor: float) -> None:
        """Begin at the prices of another objective, multiplied by `factor`."""
        self.row, self.link = other.row * factor, other.link * factor
        self.first = 0.3

    def run(self, least: int, *, points: int, must: bool, rounds: int, patience: int = 20) -> Prices:
        """Improve the prices, aiming at a bound of `least` (the worth of a known answer).

        `points`: the priority that has to be kept (0: none); `must`: everybody with priority is to be placed.
        """
        model = self.model
        forced = np.zeros(model.people, bool)
        if must:
            forced[model.person[model.priority > 0]] = True
        target = 0 if must else points
        if must:
            self.point = 0.0
        if target and self.point == 0.0:
            self.point = float(np.abs(self.weight).max(initial=1))
        _, self.point, offered = _ascend(
            self.weight.astype(np.float64), model.priority.astype(np.float64), float(target), forced, model.start,
            model.use_start, model.use_row, model.use_amount.astype(np.float64), model.row_limit.astype(np.float64),
            model.need_start, self.links.of_need, self.links.remedy, self.cost, float(model.budget),
            self.row, self.link, self.point, float(least), rounds, 1.03, patience, self.first,
            self.row_scale, self.point_scale,
        )  # fmt: skip
        self.first = 0.3
        self.prices = self.exact(offered, target, forced)
        return self.prices

    def exact(self, offered: Floats, target: int, forced: NDArray[np.bool_]) -> Prices:
        """The bound at rounded prices, in whole numbers."""
        model = self.model
        row, link = np.rint(self.row).astype(np.int64), np.rint(self.link).astype(np.int64)
        point = round(self.point)
        if self._too_large(row, link, point):
            return Prices(
                row * 0, link * 0, 0, LARGEST_TOTAL, self.weight, np.zeros(len(self.weight), np.int64), offered
            )
        weight = self.weight + point * model.priority
        gain = np.empty(len(weight), np.int64)
        _gains(
            weight, model.use_start, model.use_row, model.use_amount, model.need_start, self.links.of_need,
            row, link, gain,
        )  # fmt: skip
        best = np.zeros(model.people, np.int64)
        filled = np.flatnonzero(np.diff(model.start) > 0)
        best[filled] = np.maximum.reduceat(gain, model.start[filled])
        best = np.where(forced, best, np.maximum(best, 0))
        rows = sum(a * b for a, b in zip(row.tolist(), model.row_limit.tolist(), strict=True))
        bound = sum(best.tolist()) + rows - point * target + self._remedies(link)
        return Prices(row, link, point, bound, gain, best[model.person] - gain, offered)

    def _too_large(self, row: Ints, link: Ints, point: int) -> bool:
        """Whether the sums could pass 64 bits."""
        amounts = np.bincount(self.model.use_row, self.model.use_amount.astype(np.float64), len(row))
        total = float(np.abs(self.weight).sum(dtype=np.float64)) + float((row * amounts).sum()) + float(link.sum())
        return total + abs(point) * float(self.model.priority.sum(dtype=np.float64)) > SAFE

    def _remedies(self, link: Ints) -> int:
        """What the remedies that fit in the budget are worth at most: the last one counts in part, rounded up."""
        if not len(link):
            return 0
        worth = np.zeros(self.model.remedies, np.int64)
        np.add.at(worth, self.links.remedy, link)
        left, top, under = self.model.budget, 0, 1
        for remedy in np.argsort(-worth / self.cost, kind="stable").tolist():
            mine, cost = int(worth[remedy]), int(self.model.remedy_cost[remedy])
            if mine <= 0 or cost == 0:
                continue
            if cost > left:
                top, under = mine, cost  # the worth of a euro, as a fraction
                break
            left -= cost
        costs = self.model.remedy_cost.tolist()
        total = sum(max(0, mine * under - top * cost) for mine, cost in zip(worth.tolist(), costs, strict=True))
        return -(-(total + top * self.model.budget) // under)
