"""Priority, then value, then cost: one integer programme per stage, each keeping what the stage before reached."""

from __future__ import annotations

import math
import time

import numpy as np

from ._answer import Best, remedies
from ._mip import Answer, Floor, Programme
from .problem import Ints


def run_stages(best: Best, options: Ints, *, deadline: float, seed: int, complete: bool = True) -> None:
    """Improve `best` by integer programmes over these options of its model.

    `complete` says that every better answer consists of these options only, so that the bounds found are proofs.
    """
    if not best.priority_done:
        _priority(best, options, deadline, seed, complete)
    if (best.priority_done or not complete) and not best.value_done:
        _value(best, options, deadline, seed, complete)
    if best.value_done and not best.done:
        reduce_cost(best, options, deadline=deadline, seed=seed, complete=complete)


def _seconds(deadline: float) -> float:
    return deadline - time.perf_counter()


def _total(answer: Answer, weight: Ints) -> int:
    return int(weight[answer.chosen].sum()) if answer.chosen is not None else 0


def _take(best: Best, answer: Answer) -> None:
    if answer.chosen is not None:
        best.offer(answer.chosen)


def _priority(best: Best, options: Ints, deadline: float, seed: int, complete: bool) -> None:
    if _seconds(deadline) <= 0.02:
        return
    model = best.model
    programme = Programme(model, options, seed)
    answer = programme.maximise(
        model.priority, seconds=_seconds(deadline) * (0.6 if complete else 1.0), start=best.chosen
    )
    _take(best, answer)
    if complete and math.isfinite(answer.bound):
        best.priority_bound = max(min(best.priority_bound, int(answer.bound)), best.score.priority)
    if complete and answer.proven and _total(answer, model.priority) == best.score.priority:
        best.priority_bound = best.score.priority


def _value(best: Best, options: Ints, deadline: float, seed: int, complete: bool) -> None:
    if _seconds(deadline) <= 0.02:
        return
    model = best.model
    floor = Floor(model.priority, best.score.priority)
    must = best.everybody
    programme = Programme(model, options, seed, () if must else (floor,), must)
    answer = programme.maximise(model.value, seconds=_seconds(deadline), start=best.chosen)
    _take(best, answer)
    if not complete or best.score.priority != floor.least:
        return
    if math.isfinite(answer.bound):
        best.value_bound = max(min(best.value_bound, int(answer.bound)), best.score.value)
    if answer.proven and _total(answer, model.value) == best.score.value:
        best.value_bound = best.score.value


def reduce_cost(best: Best, options: Ints, *, deadline: float, seed: int, complete: bool) -> None:
    """The last stage: the same priority and value with cheaper remedies; sets the bound when `complete`."""
    if _seconds(deadline) <= 0.02 or not len(remedies(best.model, best.chosen)):
        return
    model = best.model
    kept = (best.score.priority, best.score.value)
    floors = (Floor(model.priority, kept[0]), Floor(model.value, kept[1]))
    programme = Programme(model, options, seed, floors)
    answer = programme.maximise(
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
