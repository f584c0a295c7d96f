"""Priority, then value, then cost: one integer programme per stage, each keeping what the stage before reached.

Larger programmes go *remedies first*: only the remedies have to be whole, which is quick and nearly always gives the
very bound. Then everybody is placed with just these remedies. Only when that does not reach the bound, the whole
programme has to be searched.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np

from ._answer import Best, allowed, remedies, score
from ._mip import Answer, Floor, Programme
from ._model import Model
from .problem import Ints

DIRECT = 1_500  # options: no detour is worth it
POINT = 100_000  # what a point of priority weighs where value breaks ties
MANY = 0.1  # split options per person, with which the rest of the programme is not worth its time
SEARCH = 0.7  # of the time left: for the whole programme, when the bound is known and not reached


def run_stages(
    best: Best, options: Ints, *, deadline: float, seed: int, complete: bool = True, cheapest: bool = True
) -> None:
    """Improve `best` by integer programmes over these options of its model.

    `complete` says that every better answer consists of these options only, so that the bounds found are proofs.
    Without `cheapest` the last stage, cost, is left out.
    """
    if not best.priority_done:
        raise_priority(best, options, deadline, seed, complete)
    if (best.priority_done or not complete) and not best.value_done:
        if complete:
            options = promising(best, options, deadline=deadline, seed=seed)
        raise_value(best, options, deadline, seed, complete)
    if cheapest and best.value_done and not best.done:
        if complete and len(options) > DIRECT:
            floors = (Floor(best.model.priority, best.score.priority),)
            programme = Programme(best.model, options, seed, floors)
            options = _without_losers(best, programme, best.model.value, deadline)
        reduce_cost(best, options, deadline=deadline, seed=seed, complete=complete)


def promising(best: Best, options: Ints, *, deadline: float, seed: int) -> Ints:
    """The options that an answer with at least this priority can contain; all of them when there are few."""
    if len(options) <= DIRECT:
        return options
    return _without_losers(best, Programme(best.model, options, seed), best.model.priority, deadline)


def _without_losers(best: Best, programme: Programme, weight: Ints, deadline: float) -> Ints:
    """Leave out what no answer can contain that is as good in this respect."""
    least = int(weight[best.chosen].sum())
    kept = programme.without_losers(weight, least, seconds=0.2 * _seconds(deadline))
    return np.union1d(kept, best.chosen)


def _seconds(deadline: float) -> float:
    return deadline - time.perf_counter()


def _total(programme: Programme, chosen: Ints, weight: Ints, remedy_weight: Ints | None) -> int:
    total = int(weight[chosen].sum())
    if remedy_weight is not None:
        total += int(remedy_weight[remedies(programme.model, chosen)].sum())
    return total


def _maximise(
    programme: Programme,
    weight: Ints,
    *,
    seconds: float,
    start: Ints,
    remedy_weight: Ints | None = None,
) -> Answer:
    """The best answer and its proof: at once when small, else remedies first."""
    end = time.perf_counter() + seconds
    bound, begin = math.inf, start
    if len(programme.options) > DIRECT:
        loose = programme.maximise(weight, seconds=seconds * 0.5, remedy_weight=remedy_weight, relaxed=True)
        if loose.proven or loose.bought is None or _seconds(end) < 0.05:
            return loose
        if loose.split > MANY * programme.model.people:
            return loose  # far from whole: other ways find more
        bound = loose.bound
        if len(programme.remedies):
            near = programme.maximise(
                weight, seconds=_seconds(end) * 0.6, remedy_weight=remedy_weight, bought=loose.bought,
                start=start if np.isin(remedies(programme.model, start), loose.bought).all() else None,
            )  # fmt: skip
            if near.chosen is not None:
                reached = _total(programme, near.chosen, weight, remedy_weight)
                if reached >= _total(programme, begin, weight, remedy_weight):
                    begin = near.chosen
                if reached >= bound and near.proven:
                    return Answer(near.chosen, bound, True)
            if _seconds(end) < 0.05:
                return Answer(near.chosen, bound, False)
        if remedy_weight is None:  # a better answer is worth a step more: most options cannot be in one
            more = int(weight[begin].sum()) + (int(np.gcd.reduce(weight)) or 1)
            kept = programme.without_losers(weight, more, seconds=_seconds(end) * 0.3)
            programme = programme.only(np.union1d(kept, begin))
    left = _seconds(end) * (1.0 if math.isinf(bound) else SEARCH)
    answer = programme.maximise(weight, seconds=left, start=begin, remedy_weight=remedy_weight)
    return Answer(begin if answer.chosen is None else answer.chosen, min(bound, answer.bound), answer.proven)


def _take(best: Best, answer: Answer) -> None:
    if answer.chosen is not None:
        best.offer(answer.chosen)


def _proves(answer: Answer, weight: Ints, reached: int) -> bool:
    return answer.proven and answer.chosen is not None and int(weight[answer.chosen].sum()) == reached


def raise_priority(best: Best, options: Ints, deadline: float, seed: int, complete: bool, part: float = 0.4) -> None:
    """The first stage: the most priority; sets the bound when `complete`, and then takes a `part` of the time."""
    if _seconds(deadline) <= 0.02:
        return
    model = best.model
    programme = Programme(model, options, seed)
    seconds = _seconds(deadline) * (part if complete else 1.0)
    loose = _with_ties_broken(programme, seconds) if len(options) > DIRECT else None
    if loose is not None and loose.proven:
        answer = loose
    else:  # the bound may be a point too high: without ties broken, then
        answer = _maximise(programme, model.priority, seconds=seconds, start=best.chosen)
    _take(best, answer)
    if complete and math.isfinite(answer.bound):
        best.priority_bound = max(min(best.priority_bound, int(answer.bound)), best.score.priority)
    if complete and _proves(answer, model.priority, best.score.priority):
        best.priority_bound = best.score.priority


def with_ties_broken(model: Model) -> Ints | None:
    """Priority and a little value: `POINT` for a point, and less for all value together. None when that is too large."""
    value = model.value - int(model.value.min(initial=0))
    share = 0.9 * POINT / max(1, len(np.unique(model.person))) / max(1.0, float(value.max(initial=1)))
    weight: Ints = model.priority * POINT + (value * share).astype(np.int64)
    return None if float(weight.sum(dtype=np.float64)) > 2.0**40 else weight


def _with_ties_broken(programme: Programme, seconds: float) -> Answer | None:
    """Priority with only the remedies whole. A little value breaks the ties, which makes most people whole as well.

    All value together weighs less than a point, so that the bound is at most a point too high, and mostly exact.
    """
    model = programme.model
    weight = with_ties_broken(model)
    if weight is None:
        return None
    found = programme.maximise(weight, seconds=0.5 * seconds, relaxed=True)
    if not math.isfinite(found.bound):
        return found
    bound = int(found.bound // POINT)
    whole = found.chosen is not None and int(model.priority[found.chosen].sum()) == bound
    return Answer(found.chosen if whole else None, bound, found.proven and whole, found.bought)


def raise_value(best: Best, options: Ints, deadline: float, seed: int, complete: bool) -> None:
    """The second stage: the most value with the priority kept; sets the bound when `complete`."""
    if _seconds(deadline) <= 0.02:
        return
    model = best.model
    floor = Floor(model.priority, best.score.priority)
    must = best.everybody
    programme = Programme(model, options, seed, () if must else (floor,), must)
    answer = _maximise(programme, model.value, seconds=_seconds(deadline), start=best.chosen)
    _take(best, answer)
    if not complete or best.score.priority != floor.least:
        return
    if math.isfinite(answer.bound):
        best.value_bound = max(min(best.value_bound, int(answer.bound)), best.score.value)
    if _proves(answer, model.value, best.score.value):
        best.value_bound = best.score.value


def bound_value(best: Best, options: Ints, *, seconds: float, seed: int) -> None:
    """The value bound of the relaxation for the priority reached; `options` hold every better answer."""
    floor = Floor(best.model.priority, best.score.priority)
    programme = Programme(best.model, options, seed, (floor,))
    loose = programme.maximise(best.model.value, seconds=seconds, relaxed=True)
    if math.isfinite(loose.bound):
        best.value_bound = max(min(best.value_bound, int(loose.bound)), best.score.value)


def reduce_cost(best: Best, options: Ints, *, deadline: float, seed: int, complete: bool) -> None:
    """The last stage: the same priority and value with cheaper remedies; sets the bound when `complete`."""
    if _seconds(deadline) <= 0.02 or not len(remedies(best.model, best.chosen)):
        return
    model = best.model
    kept = (best.score.priority, best.score.value)
    floors = (Floor(model.priority, kept[0]), Floor(model.value, kept[1]))
    programme = Programme(model, options, seed, floors, costs=True)
    answer = _maximise(
        programme,
        np.zeros(model.options, np.int64),
        remedy_weight=-model.remedy_cost,
        seconds=_seconds(deadline),
        start=best.chosen,
    )
    _take(best, answer)
    if not complete or (best.score.priority, best.score.value) != kept:
        return
    if math.isfinite(answer.bound):
        best.cost_bound = max(best.cost_bound, min(-int(answer.bound), best.score.cost))
    if answer.proven and answer.chosen is not None:
        found = int(model.remedy_cost[remedies(model, answer.chosen)].sum())
        if found == best.score.cost:
            best.cost_bound = best.score.cost


def least_cost(
    best: Best, options: Ints, *, deadline: float, seed: int, priority: int | None = None
) -> tuple[Ints, int]:
    """The cheapest remedies that give at least some priority, whatever the value: an answer and a proven floor.

    The priority is that of `best` when none is given, and never more. `options` hold every such answer.
    """
    model, wanted = best.model, best.score.priority if priority is None else priority
    bought = remedies(model, best.chosen)
    if not len(bought) or _seconds(deadline) <= 0.02:
        return best.chosen, 0
    programme = Programme(model, options, seed, (Floor(model.priority, wanted),), costs=True)
    nothing, chosen, cost = np.zeros(model.options, np.int64), best.chosen, best.score.cost
    if len(options) > DIRECT:
        seconds = 0.6 * _seconds(deadline)
        loose = programme.maximise(nothing, remedy_weight=-model.remedy_cost, seconds=seconds, relaxed=True)
        least = max(0, min(cost, -int(loose.bound))) if math.isfinite(loose.bound) else 0
        if loose.bought is not None and least < cost:
            given = _with_these(best, programme, loose.bought, least, deadline, seed)
            if given.score.priority >= wanted and given.score.cost < cost:
                chosen, cost = given.chosen, given.score.cost
        return chosen, min(least, cost)  # the whole programme seldom ends in its time here
    answer = programme.maximise(nothing, remedy_weight=-model.remedy_cost, seconds=_seconds(deadline), start=chosen)
    if answer.chosen is not None and allowed(model, answer.chosen):
        found = score(model, answer.chosen)
        if found.priority >= wanted and found.cost < cost:
            chosen, cost = np.sort(answer.chosen), found.cost
    if answer.proven and answer.chosen is not None:
        return chosen, min(cost, int(model.remedy_cost[remedies(model, answer.chosen)].sum()))
    bound = -int(answer.bound) if math.isfinite(answer.bound) else 0
    return chosen, max(0, min(cost, bound))


def _with_these(best: Best, programme: Programme, bought: Ints, budget: int, deadline: float, seed: int) -> Best:
    """The most priority with no other shared remedies than these, within a budget; proves nothing."""
    model = best.model
    owner = np.repeat(np.arange(model.options), np.diff(model.need_start))
    shared = np.isin(model.need_item, programme.remedies)
    closed = owner[shared & ~np.isin(model.need_item, bought)]
    given = Best(replace(model, budget=budget))
    options = np.setdiff1d(programme.options, closed)
    raise_priority(given, options, time.perf_counter() + 0.5 * _seconds(deadline), seed, False)
    return given
