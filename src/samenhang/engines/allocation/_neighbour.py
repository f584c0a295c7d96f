"""Improve an answer bit by bit: free the people at a few places, solve that part exactly, keep what is better."""

from __future__ import annotations

import time

import numpy as np

from ._answer import Best
from ._mip import Floor, Programme
from ._model import Model
from .problem import Ints

LONGEST = 3.0  # seconds for one part


class Neighbourhood:
    """Chooses places that compete for the same people, and the options that are worth trying there."""

    def __init__(self, model: Model, loss: Ints, most: int, seed: int) -> None:
        """Per person the `most` options of least `loss` take part."""
        self.model = model
        self.random = np.random.default_rng(seed)
        order = np.lexsort((loss, model.person))
        rank = np.arange(len(order)) - model.start[model.person[order]]
        self.good = np.sort(order[rank < most])
        self.places = int(model.place.max(initial=0)) + 1
        by_place = np.argsort(model.place[self.good], kind="stable")
        self.by_place = self.good[by_place]
        self.first = np.searchsorted(model.place[self.by_place], np.arange(self.places + 1))

    def choose(self, best: Best, size: int) -> tuple[Ints, Ints]:
        """Options that take part, and the options of everybody else, which stay chosen."""
        model = self.model
        at = np.full(model.people, -1, np.int64)
        at[model.person[best.chosen]] = model.place[best.chosen]
        taken = np.zeros(self.places, bool)
        freed = np.zeros(model.people, bool)
        place = int(self.random.integers(self.places))
        while True:
            taken[place] = True
            freed[at == place] = True
            here = self.by_place[self.first[place] : self.first[place + 1]]
            waiting = model.person[here[at[model.person[here]] < 0]]
            freed[self.random.permutation(waiting)[:4]] = True
            if int(freed.sum()) >= size or bool(taken.all()):
                break
            people = np.flatnonzero(freed)
            wishes = self.good[np.isin(model.person[self.good], people)] if len(people) else here
            wishes = wishes[~taken[model.place[wishes]]]
            if len(wishes) and self.random.random() < 0.9:
                place = int(model.place[self.random.choice(wishes)])
            else:
                place = int(self.random.choice(np.flatnonzero(~taken)))
        mine = self.good[freed[model.person[self.good]] & taken[model.place[self.good]]]
        own = best.chosen[freed[model.person[best.chosen]]]
        return np.union1d(mine, own), best.chosen[~freed[model.person[best.chosen]]]


def improve_with(
    best: Best,
    options: Ints,
    *,
    point: int,
    seconds: float,
    seed: int,
    fixed: Ints | None = None,
    nodes: int | None = None,
) -> None:
    """One integer programme over these options for priority and value at once, never giving up priority."""
    model, must = best.model, best.everybody
    floors = () if must else (Floor(model.priority, best.score.priority),)
    programme = Programme(model, options, seed, floors, must)
    weight = point * model.priority + model.value
    answer = programme.maximise(weight, seconds=seconds, start=best.chosen, fixed=fixed, nodes=nodes)
    if answer.chosen is not None:
        best.offer(answer.chosen)


def improve_parts(
    best: Best, loss: Ints, *, point: int, deadline: float, seed: int, parts: int, size: int = 60, most: int = 12
) -> int:
    """Solve up to `parts` parts exactly; returns the size to go on with. A point of priority is worth `point`."""
    model = best.model
    around = Neighbourhood(model, loss, most, seed)
    for _ in range(parts):
        left = deadline - time.perf_counter()
        if left < 0.1 or best.value_done:
            break
        free, fixed = around.choose(best, size)
        began = time.perf_counter()
        improve_with(
            best,
            np.union1d(free, fixed),
            point=point,
            seconds=min(left - 0.05, LONGEST),
            seed=seed,
            fixed=fixed,
            nodes=400,
        )
        spent = time.perf_counter() - began
        size = min(int(size * 1.3) + 1, 1500) if spent < 0.4 else max(int(size * 0.85), 16) if spent > 1.2 else size
    return size
