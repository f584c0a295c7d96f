"""The one public function of the engine: a problem in, the best answer found and its proof out."""

from __future__ import annotations

import time

import numpy as np

from . import explain
from ._answer import Best
from ._model import compile_model
from ._route import improve
from .problem import Problem
from .result import Insights, Placement, Result, Score, Status, Unplaced

DEFAULT_LIMIT = 60.0  # seconds


def solve(problem: Problem, *, time_limit: float | None = None, seed: int = 0, insights: bool = False) -> Result:
    """Who gets which place: most priority first, then most value, then least cost.

    `time_limit` in seconds of wall time (60 when None); whatever is best by then is the answer, with proven bounds.
    The same problem and seed give the same answer whenever the work ends before the limit. `insights` also tells what
    one more slot or a free remedy would bring; it takes more time, within the same limit again.
    """
    began = time.perf_counter()
    limit = DEFAULT_LIMIT if time_limit is None else max(float(time_limit), 0.0)
    best = find(problem, deadline=began + limit, seed=seed)
    told: Insights | None = None
    if insights:
        from ._insights import look

        told = look(problem, best, deadline=time.perf_counter() + limit, seed=seed)
    return _result(problem, best, told, began)


def find(problem: Problem, *, deadline: float, seed: int) -> Best:
    """The best answer by the deadline (on the clock of `time.perf_counter`)."""
    best = Best(compile_model(problem))
    if best.model.options:
        improve(best, deadline=deadline, seed=seed)
    else:
        best.priority_bound = best.value_bound = 0
    return best


def _result(problem: Problem, best: Best, insights: Insights | None, began: float) -> Result:
    model = best.model
    chosen: list[int] = model.original[best.chosen].tolist()
    why = explain.reasons(problem, chosen)
    if best.value_done:
        bound = Score(best.score.priority, best.score.value, min(best.cost_bound, best.score.cost))
    else:
        bound = Score(max(best.priority_bound, best.score.priority), max(best.value_bound, best.score.value), 0)
        bound = Score(bound.priority, bound.value, min(best.cost_bound, best.score.cost))
    if len(problem.needs.items):
        items = sorted({item for option in chosen for item in problem.needs.of_one(option)})
        needs = [tuple(problem.remedies[item] for item in problem.needs.of_one(option)) for option in chosen]
    else:
        items, needs = [], [()] * len(chosen)
    people = problem.option_person[np.array(chosen, np.int64)].tolist()
    places = problem.option_place[np.array(chosen, np.int64)].tolist()
    return Result(
        status=Status.OPTIMAL if bound == best.score else Status.FEASIBLE,
        objective=best.score,
        bound=bound,
        seconds=time.perf_counter() - began,
        placed=tuple(
            Placement(problem.people[person], problem.places[place], need, option)
            for person, place, need, option in zip(people, places, needs, chosen, strict=True)
        ),
        unplaced=tuple(Unplaced(problem.people[person], codes) for person, codes in why.items()),
        remedies=tuple(problem.remedies[item] for item in items),
        insights=insights,
    )
