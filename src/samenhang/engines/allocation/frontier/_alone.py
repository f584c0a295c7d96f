"""What each remedy does by itself: one relaxation without any remedy, to which the options of one are added in turn.

Priority and value go into one weight, priority always first. Where the relaxation's best is whole, it is the very
answer; else the remedy is asked about as a package of its own.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass

import highspy
import numpy as np

from .._again import LARGEST, LARGEST_WEIGHT, WHOLE, together
from .._mip import Programme
from .._model import Model, compile_model
from ..problem import NONE, Ints, Problem
from ._part import Part, needing_only
from .effect import Effect, effect
from .result import Alone, Point

PRIMAL = 4  # the simplex method that goes on where columns are added
SHORTEST = 0.1  # seconds for one package
EASY = 0.6  # of the time: for the relaxation


@dataclass(frozen=True, slots=True)
class _Reached:
    people: int
    priority: int


def alone(problem: Problem, none: Point, *, deadline: float, seed: int) -> tuple[Alone, ...]:
    """Per remedy that somebody needs: how much more by it alone than without any, the most first."""
    single = problem.needs.start[:-1][np.diff(problem.needs.start) == 1]
    affordable = problem.remedy_cost <= (
        problem.budget if problem.budget != NONE else problem.remedy_cost.max(initial=0)
    )
    useful = [one for one in np.unique(problem.needs.items[single]).tolist() if affordable[one]]
    told = {
        one: Alone(problem.remedies[one], int(problem.remedy_cost[one]), 0, 0, True)
        for one in np.unique(problem.needs.items).tolist()
    }
    if useful:
        left = deadline - time.perf_counter()
        easy = _by_relaxation(problem, useful, deadline=time.perf_counter() + EASY * left, seed=seed)
        base = easy.get(NONE)
        rest = [one for one in useful if base is None or one not in easy]
        for one in useful:
            if base is not None and one in easy:
                told[one] = _told(
                    problem, one, easy[one].people - base.people, easy[one].priority - base.priority, True
                )
        _by_effect(problem, none, rest, told, deadline=deadline, seed=seed)
    return tuple(sorted(told.values(), key=lambda one: (-one.priority, -one.people, one.cost, one.id)))


def _told(problem: Problem, remedy: int, people: int, priority: int, proven: bool) -> Alone:
    return Alone(problem.remedies[remedy], int(problem.remedy_cost[remedy]), people, priority, proven)


def _by_effect(
    problem: Problem, none: Point, remedies: list[int], told: dict[int, Alone], *, deadline: float, seed: int
) -> None:
    """Each as a package of its own, beside the answer without any; too little time tells nothing, and says so."""
    base = Effect.of(none)
    for number, one in enumerate(remedies):
        share = max(deadline - time.perf_counter(), 0.0) / (len(remedies) - number)
        found = base
        if share >= SHORTEST:
            found = effect(problem, (problem.remedies[one],), against=base, seconds=share, seed=seed)
        proven = base.priority_proven and found is not base and found.priority_proven
        told[one] = _told(
            problem, one, found.people - base.people, found.objective.priority - base.objective.priority, proven
        )


def _by_relaxation(problem: Problem, remedies: list[int], *, deadline: float, seed: int) -> dict[int, _Reached]:
    """What is reached with each remedy alone, and under NONE without any, as far as this way can tell."""
    few = np.diff(problem.needs.start) <= 1
    part = needing_only(problem, np.ones(len(problem.remedies), bool), np.zeros_like(problem.remedy_cost), among=few)
    model = compile_model(part.problem)
    if not 0 < model.options <= LARGEST or model.plain:
        return {}
    weight = together(model)
    programme = Programme(model, np.arange(model.options), seed)
    if programme.hard or float(weight.max()) > LARGEST_WEIGHT:
        return {}
    mine = _options_of(part, model)
    every = np.concatenate([np.zeros(0, np.int64), *mine.values()])
    highs = programme.relaxation(weight, None, deadline - time.perf_counter(), closed=every)
    highs.setOptionValue("simplex_strategy", PRIMAL)
    found: dict[int, _Reached] = {}
    _read(highs, model, NONE, found)
    for one in remedies:
        left = deadline - time.perf_counter()
        if left < 0.02 or NONE not in found:
            break
        options = mine.get(one, np.zeros(0, np.int64))
        highs.changeColsBounds(len(options), options, np.zeros(len(options)), np.ones(len(options)))
        highs.setOptionValue("time_limit", highs.getRunTime() + left)
        highs.run()
        _read(highs, model, one, found)
        highs.changeColsBounds(len(options), options, np.zeros(len(options)), np.zeros(len(options)))
    return found


def _options_of(part: Part, model: Model) -> dict[int, Ints]:
    """Per remedy the options of the model that need it."""
    lists: dict[int, list[int]] = defaultdict(list)
    for option, original in enumerate(model.original.tolist()):
        for item in part.problem.needs.of_one(original):
            lists[item].append(option)
    return {item: np.array(options, np.int64) for item, options in lists.items()}


def _read(highs: highspy.Highs, model: Model, remedy: int, found: dict[int, _Reached]) -> None:
    """Keep what the relaxation reaches, when it is whole."""
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return
    solution = np.array(highs.getSolution().col_value)
    if float(np.abs(solution - np.rint(solution)).max()) <= WHOLE:
        chosen = solution > 0.5
        found[remedy] = _Reached(int(chosen.sum()), int(model.priority[chosen].sum()))
