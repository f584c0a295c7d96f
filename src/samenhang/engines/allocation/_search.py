"""Local search on whole answers: put somebody in an option, let those in the way move on, keep what pays.

Every limit is a generic row, so one move serves them all: place, eject whoever is in the way, find new options for the
ejected (who may eject in turn), and keep the outcome when it is better, or by chance when it is a little worse
(less and less so: simulated annealing). Everything is counted by rounds, never by the clock.

The compiled functions share two tuples: `m` (the model: limit, use_start, use_row, use_amount, need_start, need_item,
cost, budget) and `s` (the state: choice, used, filled, member, slot, first, served, spent), where the entries that use
row r are member[first[r]] until member[first[r] + filled[r]] and entry k stands at slot[k].
"""

from __future__ import annotations

import numpy as np
from numba import njit

from ._lagrange import Floats
from ._model import Model
from .problem import NONE, Ints

EJECTIONS = 3
PUSHES = 2
FITS, LACKS_REMEDY, NOTHING_BARRED = -1, -2, -3


@njit(cache=True)
def _fits(o, m, s, barred):  # type: ignore[no-untyped-def]
    """FITS, LACKS_REMEDY, or the entry of the first row that is too full for option o."""
    limit, use_start, use_row, use_amount, need_start, need_item, cost, budget = m
    used, served, spent = s[1], s[6], s[7]
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
def _put(p, o, m, s):  # type: ignore[no-untyped-def]
    """Give person p option o (-1: none), taking the present one away."""
    _, use_start, use_row, use_amount, need_start, need_item, cost, _ = m
    choice, used, filled, member, slot, first, served, spent = s
    old = choice[p]
    if old >= 0:
        for k in range(use_start[old], use_start[old + 1]):
            row = use_row[k]
            used[row] -= use_amount[k]
            filled[row] -= 1
            last = member[first[row] + filled[row]]
            member[slot[k]] = last
            slot[last] = slot[k]
        for k in range(need_start[old], need_start[old + 1]):
            served[need_item[k]] -= 1
            if served[need_item[k]] == 0:
                spent[0] -= cost[need_item[k]]
    choice[p] = o
    if o >= 0:
        for k in range(use_start[o], use_start[o + 1]):
            row = use_row[k]
            used[row] += use_amount[k]
            slot[k] = first[row] + filled[row]
            member[slot[k]] = k
            filled[row] += 1
        for k in range(need_start[o], need_start[o + 1]):
            if served[need_item[k]] == 0:
                spent[0] += cost[need_item[k]]
            served[need_item[k]] += 1


@njit(cache=True)
def _victim(k, m, s, owner):  # type: ignore[no-untyped-def]
    """Somebody in the row of entry k, by chance, rather one whose leaving makes enough room; -1 when nobody is there."""
    use_amount = m[3]
    row = m[2][k]
    short = s[1][row] + use_amount[k] - m[0][row]
    length, first = s[2][row], s[5][row]
    if length == 0:
        return -1
    at = np.random.randint(length)
    fallback = owner[s[3][first + at]]
    for _ in range(min(length, 12)):
        node = s[3][first + at]
        if use_amount[node] >= short:
            return owner[node]
        at += 1
        if at == length:
            at = 0
    return fallback


@njit(cache=True)
def _draw(p, start, candidate):  # type: ignore[no-untyped-def]
    """One of the candidates of p, the better ones more often."""
    chance = np.random.random()
    return candidate[start[p] + int((start[p + 1] - start[p]) * chance * chance)]


@njit(cache=True)
def _log(p, m, s, log_person, log_option, logged):  # type: ignore[no-untyped-def]
    """Write down what p has now."""
    log_person[logged], log_option[logged] = p, s[0][p]
    return logged + 1


@njit(cache=True)
def _force(p, o, weight, m, s, owner, log_person, log_option, queue):  # type: ignore[no-untyped-def]
    """Put p in option o, ejecting who is in the way. Returns (worked, change in weight, logged, queued)."""
    delta, logged, length = 0.0, 0, 0
    logged = _log(p, m, s, log_person, log_option, logged)
    if s[0][p] >= 0:
        delta -= weight[s[0][p]]
        _put(p, -1, m, s)
    for attempt in range(EJECTIONS + 1):
        k = _fits(o, m, s, NOTHING_BARRED)
        if k == FITS:
            _put(p, o, m, s)
            return True, delta + weight[o], logged, length
        if k == LACKS_REMEDY or attempt == EJECTIONS:
            break
        q = _victim(k, m, s, owner)
        if q < 0:
            break
        logged = _log(q, m, s, log_person, log_option, logged)
        delta -= weight[s[0][q]]
        _put(q, -1, m, s)
        queue[length] = q
        length += 1
    return False, delta, logged, length


@njit(cache=True)
def _close(remedy, users, weight, m, s, log_person, log_option, queue):  # type: ignore[no-untyped-def]
    """Everybody who uses the remedy leaves. `users` lists everybody who has an option with needs."""
    need_start, need_item = m[4], m[5]
    delta, logged = 0.0, 0
    for p in users:
        o = s[0][p]
        if o >= 0:
            for k in range(need_start[o], need_start[o + 1]):
                if need_item[k] == remedy:
                    queue[logged] = p
                    logged = _log(p, m, s, log_person, log_option, logged)
                    delta -= weight[o]
                    _put(p, -1, m, s)
                    break
    return delta, logged


@njit(cache=True)
def _settle(length, barred, weight, start, candidate, m, s, owner, log_person, log_option, logged, queue):  # type: ignore[no-untyped-def]
    """Those in the queue take the best option that fits, or push somebody else out, a few times at most."""
    delta, position, pushes = 0.0, 0, 0
    while position < length:
        q = queue[position]
        position += 1
        if s[0][q] >= 0:
            continue
        top, at = 0.0, -1
        for c in range(start[q], start[q + 1]):
            x = candidate[c]
            if weight[x] > top and _fits(x, m, s, barred) == FITS:
                top, at = weight[x], x
        if at < 0 and pushes < PUSHES and barred == NOTHING_BARRED:
            pushes += 1
            x = _draw(q, start, candidate)
            k = _fits(x, m, s, NOTHING_BARRED)
            if k >= 0:
                v = _victim(k, m, s, owner)
                if v >= 0 and v != q:
                    logged = _log(v, m, s, log_person, log_option, logged)
                    delta -= weight[s[0][v]]
                    _put(v, -1, m, s)
                    queue[length] = v
                    length += 1
                    if _fits(x, m, s, NOTHING_BARRED) == FITS:
                        top, at = weight[x], x
        if at >= 0:
            logged = _log(q, m, s, log_person, log_option, logged)
            delta += top
            _put(q, at, m, s)
    return delta, logged


@njit(cache=True)
def _first_slots(use_row, rows):  # type: ignore[no-untyped-def]
    first = np.zeros(rows + 1, np.int64)
    for row in use_row:
        first[row + 1] += 1
    return np.cumsum(first)


@njit(cache=True)
def _anneal(seed, rounds, hot, cold, weight, points, values, start, candidate, owner, m, begin, users, share):  # type: ignore[no-untyped-def]
    """Search from `begin`; returns the best choice found (by points, then value) and the one where it ended."""
    np.random.seed(seed)
    people, rows = len(begin), len(m[0])
    choice = np.full(people, -1, np.int64)
    s = (
        choice, np.zeros(rows, np.int64), np.zeros(rows, np.int64), np.zeros(len(m[2]), np.int64),
        np.zeros(len(m[2]), np.int64), _first_slots(m[2], rows), np.zeros(len(m[6]), np.int64), np.zeros(1, np.int64),
    )  # fmt: skip
    now_points, now_value = np.int64(0), np.int64(0)
    some, waiting, where = np.empty(people, np.int64), np.empty(people, np.int64), np.full(people, -1, np.int64)
    count, idle = 0, 0
    for p in range(people):
        if begin[p] >= 0:
            _put(p, begin[p], m, s)
            now_points += points[begin[p]]
            now_value += values[begin[p]]
        if start[p + 1] > start[p]:
            some[count] = p
            count += 1
            if begin[p] < 0:
                waiting[idle], where[p] = p, idle
                idle += 1
    best, best_points, best_value = choice.copy(), now_points, now_value
    log_person, log_option = np.empty(3 * people + 64, np.int64), np.empty(3 * people + 64, np.int64)
    queue, seen = np.empty(2 * people + 64, np.int64), np.full(people, -1, np.int64)
    cooling, heat = (cold / hot) ** (1.0 / max(1, rounds)), hot
    for round_ in range(rounds if count else 0):
        heat *= cooling
        barred = NOTHING_BARRED
        if share > 0.0 and np.random.random() < share:
            barred = np.random.randint(len(m[6]))
            if s[6][barred] == 0:
                continue
            delta, logged = _close(barred, users, weight, m, s, log_person, log_option, queue)
            length = logged
            for _ in range(min(idle, 60)):
                queue[length] = waiting[np.random.randint(idle)]
                length += 1
        else:
            if idle > 0 and np.random.random() < 0.15:
                p = waiting[np.random.randint(idle)]
            else:
                p = some[np.random.randint(count)]
            o = _draw(p, start, candidate)
            if o == choice[p]:
                continue
            worked, delta, logged, length = _force(p, o, weight, m, s, owner, log_person, log_option, queue)
            if not worked:
                for i in range(logged - 1, -1, -1):
                    _put(log_person[i], log_option[i], m, s)
                continue
        more, logged = _settle(
            length, barred, weight, start, candidate, m, s, owner, log_person, log_option, logged, queue
        )
        delta += more
        if delta < 0.0 and np.random.random() >= np.exp(delta / heat):
            for i in range(logged - 1, -1, -1):
                _put(log_person[i], log_option[i], m, s)
            continue
        for i in range(logged):
            q = log_person[i]
            if seen[q] == round_:
                continue
            seen[q] = round_
            if log_option[i] >= 0:  # the first entry of a person is the option before the move
                now_points -= points[log_option[i]]
                now_value -= values[log_option[i]]
            if choice[q] >= 0:
                now_points += points[choice[q]]
                now_value += values[choice[q]]
                if where[q] >= 0:
                    idle -= 1
                    waiting[where[q]] = waiting[idle]
                    where[waiting[idle]] = where[q]
                    where[q] = -1
            elif where[q] < 0:
                waiting[idle], where[q] = q, idle
                idle += 1
        if now_points > best_points or (now_points == best_points and now_value > best_value):
            best_points, best_value = now_points, now_value
            best[:] = choice
    return best, choice


@njit(cache=True)
def _greedy(order, person, people, m):  # type: ignore[no-untyped-def]
    """Options in the given order, each taken when its person has none yet and it fits."""
    rows = len(m[0])
    choice = np.full(people, -1, np.int64)
    s = (
        choice, np.zeros(rows, np.int64), np.zeros(rows, np.int64), np.zeros(len(m[2]), np.int64),
        np.zeros(len(m[2]), np.int64), _first_slots(m[2], rows), np.zeros(len(m[6]), np.int64), np.zeros(1, np.int64),
    )  # fmt: skip
    for o in order:
        if choice[person[o]] < 0 and _fits(o, m, s, NOTHING_BARRED) == FITS:
            _put(person[o], o, m, s)
    return choice


class Searcher:
    """Candidates and weights of one model, ready to search again and again."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.owner = np.repeat(model.person, np.diff(model.use_start))
        self.users = np.unique(np.repeat(model.person, np.diff(model.need_start)))
        self.packed = (
            model.row_limit, model.use_start, model.use_row, model.use_amount, model.need_start, model.need_item,
            model.remedy_cost, model.budget,
        )  # fmt: skip
        self.weight: Floats = model.value.astype(np.float64)
        self.start = model.start
        self.candidate: Ints = np.arange(model.options)

    def aim(self, point: float, loss: Ints, most: int) -> None:
        """Weigh a point of priority as `point` millionths; keep per person the `most` options of least `loss`."""
        model = self.model
        self.weight = point * model.priority + model.value
        order = np.lexsort((loss, model.person))
        rank = np.arange(len(order)) - model.start[model.person[order]]
        self.candidate = order[rank < most]
        self.start = np.searchsorted(model.person[self.candidate], np.arange(model.people + 1)).astype(np.int64)

    def greedy(self, order: Ints) -> Ints:
        """A first answer: options in this order, as far as they fit."""
        choice: Ints = _greedy(order, self.model.person, self.model.people, self.packed)
        return choice[choice >= 0]

    def anneal(self, chosen: Ints, *, seed: int, rounds: int, hot: float, cold: float) -> Ints:
        """Search on from an answer for so many rounds, from `hot` to `cold` (both in millionths of value)."""
        m = self.model
        begin = np.full(m.people, -1, np.int64)
        begin[m.person[chosen]] = chosen
        share = 0.0 if m.budget == NONE else min(0.02, 20.0 / max(1, m.people))
        best, _ = _anneal(
            seed % 2**31, rounds, hot, cold, self.weight, m.priority, m.value, self.start, self.candidate, self.owner,
            self.packed, begin, self.users, share,
        )  # fmt: skip
        return best[best >= 0]
