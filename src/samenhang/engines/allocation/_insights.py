"""What one more of something would bring: more people placed, per remedy and per place."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from ._again import Again
from ._answer import Best, combined_weight
from ._model import compile_model
from ._route import improve
from .explain import Reason, Usage
from .problem import NONE, Problem
from .result import Insight, Insights

SHORTEST = 0.25  # seconds: with less for one question, a look at who would fit directly has to do
QUICK = 1_500  # options: solving again is quick


def look(problem: Problem, best: Best, *, deadline: float, seed: int) -> Insights:
    """Answer the question for every remedy and place, as exactly as the time until the deadline allows."""
    if _all_placed(problem, best):
        return Insights(
            tuple(Insight(one, 0, True) for one in problem.remedies),
            tuple(Insight(one, 0, True) for one in problem.places),
        )
    by_flow = _by_flow(best)
    if by_flow is not None:
        return Insights(
            tuple(Insight(one, 0, best.done) for one in problem.remedies),
            tuple(Insight(one, more, best.done) for one, more in zip(problem.places, by_flow, strict=True)),
        )
    again = Again(problem, best, deadline=deadline - 0.3 * (deadline - time.perf_counter()), seed=seed)
    needed, wanted = set(problem.needs.items.tolist()), set(problem.option_place.tolist())
    told: list[tuple[int, bool] | None] = [
        again.remedy(index) if index in needed else (0, best.done) for index in range(len(problem.remedies))
    ]
    told += [again.place(index) if index in wanted else (0, best.done) for index in range(len(problem.places))]
    names = (*problem.remedies, *problem.places)
    waiting = told.count(None)
    found = []
    for index, (name, known) in enumerate(zip(names, told, strict=True)):
        if known is not None:
            found.append(Insight(name, *known))
            continue
        place = index - len(problem.remedies)
        variant = _with_slot(problem, place) if place >= 0 else _with_remedy(problem, index)
        found.append(_ask(name, variant, best, deadline, waiting, seed))
        waiting -= 1
    return Insights(tuple(found[: len(problem.remedies)]), tuple(found[len(problem.remedies) :]))


def _all_placed(problem: Problem, best: Best) -> bool:
    return len(best.chosen) == len(np.unique(problem.option_person))


def _with_remedy(problem: Problem, index: int) -> Problem:
    """The remedy free of cost and limit."""
    cost, limit = problem.remedy_cost.copy(), problem.remedy_limit.copy()
    cost[index], limit[index] = 0, NONE
    return replace(problem, remedy_cost=cost, remedy_limit=limit)


def _with_slot(problem: Problem, index: int) -> Problem:
    """The place with one more slot."""
    capacity = problem.capacity.copy()
    capacity[index] = min(int(capacity[index]) + 1, 2**63 - 1)
    return replace(problem, capacity=capacity)


def _by_flow(best: Best) -> list[int] | None:
    """For plain problems one search over the prices answers for all places."""
    model = best.model
    weight = combined_weight(model) if model.plain else None
    if weight is None or not best.value_done:
        return None
    from ._flow import assign, one_more_slot

    top = np.full(model.people, -1, np.int64)
    np.maximum.at(top, model.person, weight)
    order = np.argsort(-top, kind="stable")
    choice, price = assign(model.start, model.place, weight, model.row_limit, order)
    more: list[int] = one_more_slot(model.start, model.place, weight, model.row_limit, choice, price).tolist()
    return more


def _ask(
    name: str,
    variant: Problem,
    best: Best,
    deadline: float,
    waiting: int,
    seed: int,
) -> Insight:
    """Solve the variant when there is time, else look who fits directly."""
    share = (deadline - time.perf_counter()) / waiting
    if best.model.options <= QUICK or share >= SHORTEST:
        again = Best(compile_model(variant))
        if again.model.options:
            improve(again, deadline=time.perf_counter() + max(share, 0.02), seed=seed)
        if again.score.key >= best.score.key and (again.value_done or len(again.chosen) > len(best.chosen)):
            return Insight(name, len(again.chosen) - len(best.chosen), again.value_done and best.value_done)
    return Insight(name, _direct(variant, best) if time.perf_counter() < deadline else 0, False)


def _direct(variant: Problem, best: Best) -> int:
    """1 when somebody who waits fits in the variant without anybody moving, else 0."""
    chosen: list[int] = best.model.original[best.chosen].tolist()
    usage = Usage(variant, chosen)
    placed = np.zeros(len(variant.people), bool)
    placed[variant.option_person[chosen]] = True
    room = usage.load[variant.option_place] + variant.option_load <= variant.capacity[variant.option_place]
    for option in np.flatnonzero(~placed[variant.option_person] & room).tolist():
        if usage.obstacle(option) is Reason.OTHERS_FIRST and variant.priority[variant.option_person[option]] > 0:
            return 1
    return 0
