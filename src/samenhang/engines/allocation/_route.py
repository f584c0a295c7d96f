"""Which method for which problem: flow for the plain ones, integer programming for small, search and bounds for large."""

from __future__ import annotations

import time

import numpy as np

from ._answer import Best, combined_weight

SMALL = 1_500  # options: one integer programme is quickest
MIDDLE = 60_000  # options, and
PER_SECOND = 2_500  # options: worth a try, remedies first
CORE = 3  # promising options per person
PROVABLE = 20_000  # options that are left after fixing: worth an integer programme with proof


def improve(best: Best, *, deadline: float, seed: int) -> None:
    """Find the best answer for the model of `best` until the deadline, and prove as much as time allows."""
    model = best.model
    if model.plain and _plain(best):
        return
    if model.options <= SMALL:
        from ._stages import run_stages

        run_stages(best, np.arange(model.options), deadline=deadline, seed=seed)
        if best.done or model.options < 30:
            return
    elif model.options <= min(MIDDLE, PER_SECOND * seconds_left(deadline)):
        _middle(best, deadline, seed)
        if best.done or (best.priority_done and seconds_left(deadline) < 0.5):
            return
    from ._large import Large

    Large(best, deadline=deadline, seed=seed).run()


def _middle(best: Best, deadline: float, seed: int) -> None:
    """Integer programmes over everything; they go on only while each stage is proven. Needs no compiled code."""
    from ._stages import run_stages

    run_stages(best, np.arange(best.model.options), deadline=deadline, seed=seed)
    if not best.priority_done:
        try_promising(best, deadline, seed)


def try_promising(best: Best, deadline: float, seed: int) -> None:
    """One integer programme over the options that cost least at the prices of the relaxation; proves nothing."""
    from ._mip import Programme
    from ._neighbour import improve_with
    from ._stages import bound_value

    model = best.model
    point = 2 * (int(np.ptp(model.value)) or 1)
    programme = Programme(model, np.arange(model.options), seed)
    loss = programme.losses(point * model.priority + model.value, seconds=0.2 * seconds_left(deadline))
    if loss is not None:
        many = min(CORE * model.people, model.options)
        options = np.union1d(np.argpartition(loss, many - 1)[:many], best.chosen)
        improve_with(best, options, point=point, seconds=0.4 * seconds_left(deadline), seed=seed)
        # the value bound for this priority holds for more priority too
        bound_value(best, np.arange(model.options), seconds=0.2 * seconds_left(deadline), seed=seed)


def _plain(best: Best) -> bool:
    """Solve a plain problem exactly; False when its numbers are too large for that."""
    from ._flow import assign, proven_bound

    model = best.model
    weight = combined_weight(model)
    if weight is None:
        return False
    top = np.full(model.people, -1, np.int64)
    np.maximum.at(top, model.person, weight)
    order = np.argsort(-top, kind="stable")
    choice, price = assign(model.start, model.place, weight, model.row_limit, order)
    chosen = choice[choice >= 0]
    best.offer(chosen)
    if int(weight[chosen].sum()) != proven_bound(model.start, model.place, weight, model.row_limit, price):
        return False  # never seen; then the other methods do the work
    best.priority_bound, best.value_bound = best.score.priority, best.score.value
    return True


def seconds_left(deadline: float) -> float:
    """Seconds until the deadline."""
    return deadline - time.perf_counter()
