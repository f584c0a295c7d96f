"""Local search on whole answers: put somebody in an option, let those in the way move on, keep what pays.

Every limit is a generic row, so one move serves them all: place, eject whoever is in the way, find new options for the
ejected (who may eject in turn), and keep the outcome when it is better, or by chance when it is a little worse
(less and less so: simulated annealing). Everything is counted by iterations, never by the clock.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ._lagrange import Floats
from ._model import Model
from .problem import NONE, Ints

DEPTH = 3
JOURNAL = 64


@njit(cache=True)
def _fits(o, limit, use_start, use_row, use_amount, used, need_start, need_item, cost, budget, served, spent, barred):  # type: ignore[no-untyped-def]
    """-1 when the option fits, -2 when its remedies do not, else the entry of the first row that is too full."""
    for k in range(use_start[o], use_start[o + 1]):
        if used[use_row[k]] + use_amount[k] > limit[use_row[k]]:
            return k
    if budget >= 0:
        extra = 0
        for k in range(need_start[o], need_start[o + 1]):
            if need_item[k] == barred:
                return -2
            if served[need_item[k]] == 0:
                extra += cost[need_item[k]]
        if extra > 0 and spent[0] + extra > budget:
            return -2
    return -1


@njit(cache=True)
def _put(
    p, o, choice, use_start, use_row, use_amount, used, head, after, before, need_start, need_item, cost, served, spent
):  # type: ignore[no-untyped-def]
    """Give person p option o (-1: none), taking the present one away."""
    old = choice[p]
    if old >= 0:
        for k in range(use_start[old], use_start[old + 1]):
            row = use_row[k]
            used[row] -= use_amount[k]
            if before[k] >= 0:
                after[before[k]] = after[k]
            else:
                head[row] = after[k]
            if after[k] >= 0:
                before[after[k]] = before[k]
        for k in range(need_start[old], need_start[old + 1]):
            served[need_item[k]] -= 1
            if served[need_item[k]] == 0:
                spent[0] -= cost[need_item[k]]
    choice[p] = o
    if o >= 0:
        for k in range(use_start[o], use_start[o + 1]):
            row = use_row[k]
            used[row] += use_amount[k]
            before[k] = -1
            after[k] = head[row]
            if head[row] >= 0:
                before[head[row]] = k
            head[row] = k
        for k in range(need_start[o], need_start[o + 1]):
            if served[need_item[k]] == 0:
                spent[0] += cost[need_item[k]]
            served[need_item[k]] += 1


@njit(cache=True)
def _victim(k, use_row, use_amount, used, limit, head, after, owner):  # type: ignore[no-untyped-def]
    """Somebody in the row of entry k whose leaving makes enough room; by chance, rather one that does than one that does not."""
    row = use_row[k]
    short = used[row] + use_amount[k] - limit[row]
    length = 0
    node = head[row]
    while node >= 0 and length < 400:
        length += 1
        node = after[node]
    if length == 0:
        return -1
    skip = np.random.randint(length)
    node = head[row]
    for _ in range(skip):
        node = after[node]
    fallback = owner[node]
    for _ in range(min(length, 12)):
        if use_amount[node] >= short:
            return owner[node]
        node = after[node]
        if node < 0:
            node = head[row]
    return fallback


@njit(cache=True)
def _anneal(  # type: ignore[no-untyped-def]
    seed,
    rounds,
    hot,
    cold,
    weight,
    points,
    values,
    start_c,
    candidate,
    owner,
    limit,
    use_start,
    use_row,
    use_amount,
    need_start,
    need_item,
    cost,
    budget,
    choice,
    remedy_share,
):
    """Search from `choice`; returns the best choice found (by points, then value)."""
    np.random.seed(seed)
    people = len(choice)
    used = np.zeros(len(limit), np.int64)
    head = np.full(len(limit), -1, np.int64)
    after = np.full(len(use_row), -1, np.int64)
    before = np.full(len(use_row), -1, np.int64)
    served = np.zeros(len(cost), np.int64)
    spent = np.zeros(1, np.int64)
    first = choice.copy()
    choice[:] = -1
    now_points, now_value = np.int64(0), np.int64(0)
    for p in range(people):
        if first[p] >= 0:
            _put(
                p,
                first[p],
                choice,
                use_start,
                use_row,
                use_amount,
                used,
                head,
                after,
                before,
                need_start,
                need_item,
                cost,
                served,
                spent,
            )
            now_points += points[first[p]]
            now_value += values[first[p]]
    best = choice.copy()
    best_points, best_value = now_points, now_value
    fresh = False
    # people who have options at all, the waiting ones kept in a list of their own
    some = np.empty(people, np.int64)
    count = 0
    waiting = np.empty(people, np.int64)
    where = np.full(people, -1, np.int64)
    idle = 0
    for p in range(people):
        if start_c[p + 1] > start_c[p]:
            some[count] = p
            count += 1
            if choice[p] < 0:
                waiting[idle] = p
                where[p] = idle
                idle += 1
    if count == 0:
        return best
    log_person = np.empty(JOURNAL + people, np.int64)
    log_option = np.empty(JOURNAL + people, np.int64)
    queue = np.empty(people + 8, np.int64)
    ejected_at = np.full(people, -1, np.int64)
    cooling = (cold / hot) ** (1.0 / max(1, rounds))
    heat = hot
    for round_ in range(rounds):
        heat *= cooling
        barred = -3
        logged, length = 0, 0
        delta = 0.0
        if budget >= 0 and np.random.random() < remedy_share:
            # close one remedy: everybody who uses it looks for something else, others may open another
            barred = np.random.randint(len(cost))
            if served[barred] == 0:
                continue
            for p in range(people):
                o = choice[p]
                if o >= 0:
                    uses = False
                    for k in range(need_start[o], need_start[o + 1]):
                        if need_item[k] == barred:
                            uses = True
                    if uses:
                        log_person[logged], log_option[logged] = p, o
                        logged += 1
                        delta -= weight[o]
                        _put(
                            p,
                            -1,
                            choice,
                            use_start,
                            use_row,
                            use_amount,
                            used,
                            head,
                            after,
                            before,
                            need_start,
                            need_item,
                            cost,
                            served,
                            spent,
                        )
                        queue[length] = p
                        length += 1
            for _ in range(min(idle, 60)):
                q = waiting[np.random.randint(idle)]
                if length < people and choice[q] < 0:
                    queue[length] = q
                    length += 1
            barred_now = barred
        else:
            barred_now = -3
            if idle > 0 and np.random.random() < 0.15:
                p = waiting[np.random.randint(idle)]
            else:
                p = some[np.random.randint(count)]
            span = start_c[p + 1] - start_c[p]
            draw = np.random.random()
            o = candidate[start_c[p] + int(span * draw * draw)]
            old = choice[p]
            if o == old:
                continue
            log_person[0], log_option[0] = p, old
            logged = 1
            if old >= 0:
                delta -= weight[old]
                _put(
                    p,
                    -1,
                    choice,
                    use_start,
                    use_row,
                    use_amount,
                    used,
                    head,
                    after,
                    before,
                    need_start,
                    need_item,
                    cost,
                    served,
                    spent,
                )
            failed = False
            for attempt in range(DEPTH + 1):
                k = _fits(
                    o,
                    limit,
                    use_start,
                    use_row,
                    use_amount,
                    used,
                    need_start,
                    need_item,
                    cost,
                    budget,
                    served,
                    spent,
                    -3,
                )
                if k == -1:
                    break
                if k == -2 or attempt == DEPTH:
                    failed = True
                    break
                q = _victim(k, use_row, use_amount, used, limit, head, after, owner)
                if q < 0:
                    failed = True
                    break
                log_person[logged], log_option[logged] = q, choice[q]
                logged += 1
                delta -= weight[choice[q]]
                _put(
                    q,
                    -1,
                    choice,
                    use_start,
                    use_row,
                    use_amount,
                    used,
                    head,
                    after,
                    before,
                    need_start,
                    need_item,
                    cost,
                    served,
                    spent,
                )
                queue[length] = q
                length += 1
            if failed:
                for i in range(logged - 1, -1, -1):
                    _put(
                        log_person[i],
                        log_option[i],
                        choice,
                        use_start,
                        use_row,
                        use_amount,
                        used,
                        head,
                        after,
                        before,
                        need_start,
                        need_item,
                        cost,
                        served,
                        spent,
                    )
                continue
            delta += weight[o]
            _put(
                p,
                o,
                choice,
                use_start,
                use_row,
                use_amount,
                used,
                head,
                after,
                before,
                need_start,
                need_item,
                cost,
                served,
                spent,
            )
        # those in the way look for the best option that fits; one of them may eject once more
        position = 0
        chained = 0
        while position < length:
            q = queue[position]
            position += 1
            if choice[q] >= 0:
                continue
            top, at = 0.0, -1
            for c in range(start_c[q], start_c[q + 1]):
                x = candidate[c]
                if (
                    weight[x] > top
                    and _fits(
                        x,
                        limit,
                        use_start,
                        use_row,
                        use_amount,
                        used,
                        need_start,
                        need_item,
                        cost,
                        budget,
                        served,
                        spent,
                        barred_now,
                    )
                    == -1
                ):
                    top, at = weight[x], x
            if at < 0 and chained < 2 and logged < JOURNAL - 8 and barred_now < 0:
                # push on: a random option, one victim
                chained += 1
                span = start_c[q + 1] - start_c[q]
                draw = np.random.random()
                x = candidate[start_c[q] + int(span * draw * draw)]
                k = _fits(
                    x,
                    limit,
                    use_start,
                    use_row,
                    use_amount,
                    used,
                    need_start,
                    need_item,
                    cost,
                    budget,
                    served,
                    spent,
                    -3,
                )
                if k >= 0:
                    v = _victim(k, use_row, use_amount, used, limit, head, after, owner)
                    if v >= 0 and v != q:
                        log_person[logged], log_option[logged] = v, choice[v]
                        logged += 1
                        delta -= weight[choice[v]]
                        _put(
                            v,
                            -1,
                            choice,
                            use_start,
                            use_row,
                            use_amount,
                            used,
                            head,
                            after,
                            before,
                            need_start,
                            need_item,
                            cost,
                            served,
                            spent,
                        )
                        queue[length] = v
                        length += 1
                        if (
                            _fits(
                                x,
                                limit,
                                use_start,
                                use_row,
                                use_amount,
                                used,
                                need_start,
                                need_item,
                                cost,
                                budget,
                                served,
                                spent,
                                -3,
                            )
                            == -1
                        ):
                            at, top = x, weight[x]
            if at >= 0:
                log_person[logged], log_option[logged] = q, -1
                logged += 1
                delta += top
                _put(
                    q,
                    at,
                    choice,
                    use_start,
                    use_row,
                    use_amount,
                    used,
                    head,
                    after,
                    before,
                    need_start,
                    need_item,
                    cost,
                    served,
                    spent,
                )
        if delta >= 0.0 or np.random.random() < np.exp(delta / heat):
            for i in range(logged):
                q = log_person[i]
                if ejected_at[q] != round_:
                    ejected_at[q] = round_
                    if log_option[i] >= 0:  # the first entry of a person is the option before the move
                        now_points -= points[log_option[i]]
                        now_value -= values[log_option[i]]
                    if choice[q] >= 0:
                        now_points += points[choice[q]]
                        now_value += values[choice[q]]
                        if where[q] >= 0:
                            last = waiting[idle - 1]
                            waiting[where[q]] = last
                            where[last] = where[q]
                            where[q] = -1
                            idle -= 1
                    elif where[q] < 0:
                        waiting[idle] = q
                        where[q] = idle
                        idle += 1
            if now_points > best_points or (now_points == best_points and now_value > best_value):
                best_points, best_value = now_points, now_value
                best[:] = choice
        else:
            for i in range(logged - 1, -1, -1):
                _put(
                    log_person[i],
                    log_option[i],
                    choice,
                    use_start,
                    use_row,
                    use_amount,
                    used,
                    head,
                    after,
                    before,
                    need_start,
                    need_item,
                    cost,
                    served,
                    spent,
                )
    return best


@njit(cache=True)
def _greedy(order, weight, person, limit, use_start, use_row, use_amount, need_start, need_item, cost, budget, people):  # type: ignore[no-untyped-def]
    """Options in the given order, each taken when its person has none yet and it fits."""
    used = np.zeros(len(limit), np.int64)
    served = np.zeros(len(cost), np.int64)
    spent = np.zeros(1, np.int64)
    choice = np.full(people, -1, np.int64)
    for o in order:
        if (
            choice[person[o]] < 0
            and _fits(
                o, limit, use_start, use_row, use_amount, used, need_start, need_item, cost, budget, served, spent, -3
            )
            == -1
        ):
            choice[person[o]] = o
            for k in range(use_start[o], use_start[o + 1]):
                used[use_row[k]] += use_amount[k]
            for k in range(need_start[o], need_start[o + 1]):
                if served[need_item[k]] == 0:
                    spent[0] += cost[need_item[k]]
                served[need_item[k]] += 1
    return choice


class Searcher:
    """Candidates and weights of one model, ready to search again and again."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.owner = np.repeat(model.person, np.diff(model.use_start))
        self.weight: Floats = np.zeros(model.options)
        self.start = model.start
        self.candidate: Ints = np.arange(model.options)

    def aim(self, point: float, loss: Ints, most: int) -> None:
        """Weigh a point of priority as `point` millionths; keep per person the `most` options of least `loss`."""
        model = self.model
        shift = max(0.0, -float(model.value.min(initial=0)) + 1.0)
        self.weight = np.where(model.priority > 0, point * model.priority, 0.0) + model.value
        self.point, self.shift = point, shift
        order = np.lexsort((loss, model.person))
        rank = np.arange(len(order)) - model.start[model.person[order]]
        self.candidate = order[rank < most]
        self.start = np.searchsorted(model.person[self.candidate], np.arange(model.people + 1)).astype(np.int64)

    def greedy(self, order: Ints) -> Ints:
        """A first answer: options in this order, as far as they fit."""
        m = self.model
        choice = _greedy(
            order, self.weight, m.person, m.row_limit, m.use_start, m.use_row, m.use_amount, m.need_start, m.need_item,
            m.remedy_cost, m.budget, m.people,
        )  # fmt: skip
        return choice[choice >= 0]

    def anneal(self, chosen: Ints, *, seed: int, rounds: int, hot: float, cold: float) -> Ints:
        """Search on from an answer for so many rounds, from `hot` to `cold` (both in millionths of value)."""
        m = self.model
        choice = np.full(m.people, -1, np.int64)
        choice[m.person[chosen]] = chosen
        share = 0.0 if m.budget == NONE else min(0.02, 20.0 / max(1, m.people))
        best: NDArray[np.int64] = _anneal(
            seed, rounds, hot, cold, self.weight, m.priority, m.value, self.start, self.candidate, self.owner,
            m.row_limit, m.use_start, m.use_row, m.use_amount, m.need_start, m.need_item, m.remedy_cost, m.budget,
            choice, share,
        )  # fmt: skip
        return best[best >= 0]
