"""The compiled loops: one person against all places. No Python objects, no lock held, so threads run side by side.

A mask has 64 bits: 0-39 the criteria of the place (hard ones first), 40-61 the needs of the person (hard ones first), 62 the place
closes, 63 capacity (at the stay option: no current place).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from .tables import Arrays

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
FITS, IS_UNKNOWN, LIFTABLE, NOT_LIFTABLE = 0, 1, 2, 3  # `rank`: the overall verdict, in the order of the list
NONE_LIFTS = 255
SEARCH_NODES = 200_000  # beyond this the number of remedies of a pair is an upper bound

_LIMIT = np.int64((1 << 31) - 1)
_ONE = np.uint64(1)


class Rows(NamedTuple):
    """What is known of each pair, [rows, m+1]; see result.Result for the meaning."""

    rank: np.ndarray  # uint8
    obstacles: np.ndarray  # uint8
    unknowns: np.ndarray  # uint8
    remedies: np.ndarray  # uint8
    cost: np.ndarray  # int64, euros
    value: np.ndarray  # uint16, thousandths
    fail: np.ndarray  # uint64 mask
    unknown: np.ndarray  # uint64 mask


class Tally(NamedTuple):
    """Counts for the bottlenecks, of one thread. Criteria include the built-in ones."""

    blocks: np.ndarray  # int64 [C+3] pairs
    touches: np.ndarray  # int64 [C+3] people
    opens: np.ndarray  # int64 [C+3] people who would get a first fitting option
    helps: np.ndarray  # int64 [R] pairs
    reaches: np.ndarray  # int64 [R] people
    lifts: np.ndarray  # int64 [R] pairs that fit with this remedy alone
    unlocks: np.ndarray  # int64 [R] people who would get a first fitting option with it alone
    people: np.ndarray  # int64 [3]: with a fitting option, with none but an unknown one, with neither


class Scratch(NamedTuple):
    """Working space of one thread."""

    km10: np.ndarray  # int64 [kinds, m] distance in tenths of a km
    seen: np.ndarray  # int64 [R] last pair
    count: np.ndarray  # int64 [R] failing criteria of this pair that it lifts
    marks: np.ndarray  # int64 [4, max(C+3, R)] last person
    clock: np.ndarray  # int64 [1]
    failing: np.ndarray  # int32 [64] groups of the failing criteria
    criteria: np.ndarray  # int32 [64]


@njit(cache=True, nogil=True)
def _bits(mask: np.uint64) -> int:
    n = 0
    while mask != 0:
        mask &= mask - _ONE
        n += 1
    return n


@njit(cache=True, nogil=True)
def _low(mask: np.uint64) -> int:
    n = 0
    if mask & np.uint64(0xFFFFFFFF) == 0:
        n += 32
        mask >>= np.uint64(32)
    if mask & np.uint64(0xFFFF) == 0:
        n += 16
        mask >>= np.uint64(16)
    if mask & np.uint64(0xFF) == 0:
        n += 8
        mask >>= np.uint64(8)
    while mask & _ONE == 0:
        n += 1
        mask >>= _ONE
    return n


@njit(cache=True, nogil=True)
def _fewest(a: Arrays, groups: np.ndarray, k: int, upper: int, upper_cost: int) -> tuple[int, int]:
    """Fewest remedies, then cheapest, that lift k failing criteria of which some share remedies: branch and bound."""
    ids = np.empty(k * 16, dtype=np.int32)
    cover = np.zeros(k * 16, dtype=np.uint64)
    n = 0
    for i in range(k):
        for e in range(a.group_start[groups[i]], a.group_start[groups[i] + 1]):
            r = a.group_remedy[e]
            at = -1
            for j in range(n):
                if ids[j] == r:
                    at = j
                    break
            if at < 0:
                at = n
                ids[n] = r
                n += 1
            cover[at] |= _ONE << np.uint64(i)
    kept = 0  # a remedy that lifts no more than another and costs no less is never needed for the best
    kept_ids, kept_cover = np.empty_like(ids), np.empty_like(cover)
    for j in range(n):
        dominated = False
        for o in range(n):
            if o == j or cover[j] & ~cover[o] != 0 or a.remedy_cost[ids[o]] > a.remedy_cost[ids[j]]:
                continue
            if cover[j] != cover[o] or a.remedy_cost[ids[o]] < a.remedy_cost[ids[j]] or o < j:
                dominated = True
                break
        if not dominated:
            kept_ids[kept], kept_cover[kept] = ids[j], cover[j]
            kept += 1
    return _search(a, kept_ids[:kept], kept_cover[:kept], k, upper, upper_cost)


@njit(cache=True, nogil=True)
def _search(a: Arrays, ids: np.ndarray, cover: np.ndarray, k: int, upper: int, upper_cost: int) -> tuple[int, int]:
    n, widest = len(ids), 1
    for j in range(n):
        widest = max(widest, _bits(cover[j]))
    left = np.zeros(k + 2, dtype=np.uint64)
    spent = np.zeros(k + 2, dtype=np.int64)
    tried = np.zeros(k + 2, dtype=np.int64)
    left[0] = ~np.uint64(0) if k == 64 else (_ONE << np.uint64(k)) - _ONE
    best, best_cost = upper, upper_cost
    depth, nodes = 0, 0
    while depth >= 0:
        if left[depth] == 0:
            if depth < best or (depth == best and spent[depth] < best_cost):
                best, best_cost = depth, spent[depth]
            depth -= 1
            continue
        low = left[depth] & (~left[depth] + _ONE)
        j = tried[depth]
        while j < n and cover[j] & low == 0:
            j += 1
        tried[depth] = j + 1
        nodes += 1
        if j >= n or nodes > SEARCH_NODES:
            depth -= 1
            continue
        rest = left[depth] & ~cover[j]
        cost = spent[depth] + a.remedy_cost[ids[j]]
        bound = depth + 1 + (_bits(rest) + widest - 1) // widest
        if bound > best or (bound == best and cost >= best_cost):
            continue
        depth += 1
        left[depth], spent[depth], tried[depth] = rest, cost, 0
    return best, best_cost


@njit(cache=True, nogil=True)
def _gather(a: Arrays, p: int, q: int, stay: bool, mask: np.uint64, s: Scratch) -> int:
    """Write the criterion and the remedy group of each failing hard criterion of a pair; return how many."""
    built_in = len(a.criterion_group)
    at = a.current[p] if stay else q
    k = 0
    while mask != 0:
        bit = _low(mask)
        mask &= mask - _ONE
        if bit == 63:
            s.criteria[k] = built_in + 2 if stay else built_in
            s.failing[k] = 0 if stay else a.capacity_group[at]
        elif bit == 62:
            s.criteria[k] = built_in + 1
            s.failing[k] = a.closes_group[at]
        else:
            if bit < 40:
                c = a.place_criterion[a.place_start[at] + bit]
            else:
                c = a.need_criterion[a.need_start[p] + bit - 40]
            s.criteria[k] = c
            s.failing[k] = a.stay_group[c] if stay else a.criterion_group[c]
        k += 1
    return k


@njit(cache=True, nogil=True)
def _lift(a: Arrays, k: int, s: Scratch) -> tuple[int, int]:
    """Fewest remedies and their least cost for the gathered groups; (255, 0) when some criterion has no remedy."""
    s.clock[0] += 1
    now = s.clock[0]
    total = 0
    shared = False
    for i in range(k):
        start, stop = a.group_start[s.failing[i]], a.group_start[s.failing[i] + 1]
        if start == stop:
            return NONE_LIFTS, 0
        cheapest = a.remedy_cost[a.group_remedy[start]]
        for e in range(start, stop):
            r = a.group_remedy[e]
            cheapest = min(cheapest, a.remedy_cost[r])
            if s.seen[r] == now:
                shared = True
            s.seen[r] = now
        total += cheapest
    if not shared or k == 1:
        return k, total
    return _fewest(a, s.failing, k, k, total)


@njit(cache=True, nogil=True)
def _distances(a: Arrays, p: int, s: Scratch) -> None:
    for kind in range(len(a.person_xyz)):
        if a.person_state[kind, p] == 2:
            continue
        x, y, z = a.person_xyz[kind, p]
        for q in range(a.place_xyz.shape[1]):
            dx, dy, dz = a.place_xyz[kind, q, 0] - x, a.place_xyz[kind, q, 1] - y, a.place_xyz[kind, q, 2] - z
            half = min(1.0, 0.5 * np.sqrt(dx * dx + dy * dy + dz * dz))
            s.km10[kind, q] = np.int64(20.0 * EARTH_RADIUS_KM * np.arcsin(half) + 0.5)


@njit(cache=True, nogil=True)
def _near(a: Arrays, e: int, p: int, q: int, s: Scratch) -> int:
    kind = a.test_kind[e]
    if a.person_state[kind, p] == 2 or a.place_state[kind, q] == 2:
        return 2
    if a.person_state[kind, p] == 1 or a.place_state[kind, q] == 1:
        return 1
    return 0 if s.km10[kind, q] <= a.test_km[e] * 10.0 else 1


@njit(cache=True, nogil=True)
def _pair(a: Arrays, answers: np.ndarray, p: int, q: int, col: int, i: int, rows: Rows, s: Scratch) -> None:
    """Verdict of person p at place q, written in row i and column col (the last column: staying)."""
    stay = col == len(a.by_id) - 1
    fail, unknown = np.uint64(0), np.uint64(0)
    points, weights = 0, 0
    start, hard, stop = a.place_start[q], a.place_hard[q], a.place_start[q + 1]
    for k in range(start, stop):
        test = a.place_test[k]
        t = answers[test] if test >= 0 else _near(a, -1 - test, p, q, s)
        fail |= np.uint64(t & 1) << np.uint64(k - start)
        unknown |= np.uint64(t >> 1) << np.uint64(k - start)
        if k >= hard:
            w = a.weight[a.place_criterion[k]]
            weights += w
            points += (2 - t if t == 0 else t - 1) * w
    hard_mask = (_ONE << np.uint64(hard - start)) - _ONE
    start, hard, stop = a.need_start[p], a.need_hard[p], a.need_start[p + 1]
    for k in range(start, stop):
        test = a.need_test[k]
        t = a.need_answer[test, q] if test >= 0 else _near(a, -1 - test, p, q, s)
        fail |= np.uint64(t & 1) << np.uint64(k - start + 40)
        unknown |= np.uint64(t >> 1) << np.uint64(k - start + 40)
        if k >= hard:
            w = a.weight[a.need_criterion[k]]
            weights += w
            points += (2 - t if t == 0 else t - 1) * w
    hard_mask |= ((_ONE << np.uint64(hard - start)) - _ONE) << np.uint64(40)
    hard_mask |= np.uint64(3) << np.uint64(62)
    fail |= np.uint64(a.closes[q]) << np.uint64(62)
    if not stay:
        fail |= np.uint64(a.capacity[q] & 1) << np.uint64(63)
        unknown |= np.uint64(a.capacity[q] >> 1) << np.uint64(63)
    rows.value[i, col] = _value(a, p, q, points, weights, s)
    _settle(a, p, q, col, i, fail, unknown, hard_mask, rows, s)


@njit(cache=True, nogil=True)
def _value(a: Arrays, p: int, q: int, points: int, weights: int, s: Scratch) -> int:
    """Thousandths: (satisfied + half of the unknown weight + nearness) / all weight; exact in whole numbers."""
    weight, scale = a.distance[0], a.distance[1] * 10
    if weights + weight == 0:
        return 1000
    near = scale
    if weight > 0:
        if a.person_state[0, p] == 2 or a.place_state[0, q] == 2:
            near = scale // 2
        else:
            near = max(0, scale - s.km10[0, q])
    above = 1000 * (points * scale + 2 * weight * near)
    below = 2 * (weights + weight) * scale
    return (2 * above + below) // (2 * below)


@njit(cache=True, nogil=True)
def _settle(
    a: Arrays,
    p: int,
    q: int,
    col: int,
    i: int,
    fail: np.uint64,
    unknown: np.uint64,
    hard_mask: np.uint64,
    rows: Rows,
    s: Scratch,
) -> None:
    rows.fail[i, col], rows.unknown[i, col] = fail, unknown
    failing = fail & hard_mask
    unknowns = _bits(unknown & hard_mask)
    rank, count, cost, obstacles = FITS, 0, 0, 0
    if failing != 0:
        obstacles = _gather(a, p, q, col == len(a.by_id) - 1, failing, s)
        count, cost = _lift(a, obstacles, s)
        rank = NOT_LIFTABLE if count == NONE_LIFTS else LIFTABLE
    elif unknowns > 0:
        rank = IS_UNKNOWN
    rows.rank[i, col] = rank
    rows.obstacles[i, col] = obstacles
    rows.unknowns[i, col] = unknowns
    rows.remedies[i, col] = count
    rows.cost[i, col] = cost


@njit(cache=True, nogil=True)
def _copy(rows: Rows, i: int, col: int, into: Rows, j: int, to: int) -> None:
    into.rank[j, to] = rows.rank[i, col]
    into.obstacles[j, to] = rows.obstacles[i, col]
    into.unknowns[j, to] = rows.unknowns[i, col]
    into.remedies[j, to] = rows.remedies[i, col]
    into.cost[j, to] = rows.cost[i, col]
    into.value[j, to] = rows.value[i, col]
    into.fail[j, to] = rows.fail[i, col]
    into.unknown[j, to] = rows.unknown[i, col]


@njit(cache=True, nogil=True)
def _row(a: Arrays, answers: np.ndarray, p: int, i: int, rows: Rows, s: Scratch) -> None:
    m = len(a.by_id) - 1
    _distances(a, p, s)
    here = a.current[p]
    for q in range(m):
        if q != here:
            _pair(a, answers, p, q, q, i, rows, s)
    if here >= 0:
        _pair(a, answers, p, here, m, i, rows, s)
        _copy(rows, i, m, rows, i, here)
    else:
        rows.value[i, m] = 0
        nowhere = _ONE << np.uint64(63)
        _settle(a, p, -1, m, i, nowhere, np.uint64(0), nowhere, rows, s)


@njit(cache=True, nogil=True)
def _hard_mask(a: Arrays, p: int, q: int) -> np.uint64:
    mask = ((_ONE << np.uint64(a.need_hard[p] - a.need_start[p])) - _ONE) << np.uint64(40)
    if q >= 0:
        mask |= (_ONE << np.uint64(a.place_hard[q] - a.place_start[q])) - _ONE
    return mask | (np.uint64(3) << np.uint64(62))


@njit(cache=True, nogil=True)
def _once(marks: np.ndarray, what: int, stamp: int, counts: np.ndarray) -> None:
    if marks[what] != stamp:
        marks[what] = stamp
        counts[what] += 1


@njit(cache=True, nogil=True)
def _count(a: Arrays, p: int, i: int, rows: Rows, s: Scratch, t: Tally) -> None:
    """Add one person to the bottlenecks. The current place counts once, as the option to stay."""
    m = len(a.by_id) - 1
    here = a.current[p]
    best = 3
    for col in range(m + 1):
        best = min(best, rows.rank[i, col])
    t.people[min(best, 2)] += 1
    stamp = p + 1
    for col in range(m + 1):
        if col == here or rows.obstacles[i, col] == 0:
            continue
        q = here if col == m else col
        k = _gather(a, p, q, col == m, rows.fail[i, col] & _hard_mask(a, p, q), s)
        sure = rows.unknowns[i, col] == 0 and q >= 0  # without a current place nothing else was looked at
        for j in range(k):
            c = s.criteria[j]
            t.blocks[c] += 1
            _once(s.marks[0], c, stamp, t.touches)
            if k == 1 and sure and best > 0:
                _once(s.marks[1], c, stamp, t.opens)
        s.clock[0] += 1
        now = s.clock[0]
        for j in range(k):
            for e in range(a.group_start[s.failing[j]], a.group_start[s.failing[j] + 1]):
                r = a.group_remedy[e]
                if s.seen[r] != now:
                    s.seen[r] = now
                    s.count[r] = 0
                    t.helps[r] += 1
                    _once(s.marks[2], r, stamp, t.reaches)
                s.count[r] += 1
                if s.count[r] == k and sure:
                    t.lifts[r] += 1
                    if best > 0:
                        _once(s.marks[3], r, stamp, t.unlocks)


@njit(cache=True, nogil=True)
def _key(rows: Rows, i: int, col: int) -> int:
    """The order of a person's list in one number; documented in docs/engines/fit.md."""
    rank = np.int64(rows.rank[i, col])
    unknowns = np.int64(rows.unknowns[i, col])
    lift, cost = np.int64(0), np.int64(0)
    if rank == LIFTABLE:
        lift, cost = np.int64(rows.remedies[i, col]), min(rows.cost[i, col], _LIMIT)
    elif rank == NOT_LIFTABLE:
        lift = np.int64(rows.obstacles[i, col])
    lost = 1000 - np.int64(rows.value[i, col])
    return (((rank << 7 | lift) << 31 | cost) << 7 | unknowns) << 10 | lost


@njit(cache=True, nogil=True)
def _nearest(
    a: Arrays, p: int, i: int, rows: Rows, nearest: np.ndarray, kept: Rows, out: int, keys: np.ndarray
) -> None:
    """The first columns of the person's list, in order; -1 where there are fewer."""
    keep, n = len(nearest), 0
    here = a.current[p]
    for col in a.by_id:
        if col == here:
            continue
        key = _key(rows, i, col)
        if n == keep:
            if key >= keys[n - 1]:
                continue
            n -= 1
        at = n
        while at > 0 and keys[at - 1] > key:
            keys[at], nearest[at] = keys[at - 1], nearest[at - 1]
            at -= 1
        keys[at], nearest[at] = key, col
        n += 1
    nearest[n:] = -1
    for j in range(n):
        _copy(rows, i, nearest[j], kept, out, j)


@njit(cache=True, nogil=True)
def run(
    a: Arrays,
    answers: np.ndarray,
    low: int,
    rows: Rows,
    nearest: np.ndarray,
    kept: Rows,
    s: Scratch,
    t: Tally,
    counting: bool,
) -> None:
    """Judge people low, low+1, … against all places. With one row in `rows` it is used again for each person."""
    keys = np.empty(max(nearest.shape[1], 1), dtype=np.int64)
    for j in range(len(answers)):
        i = j if len(rows.rank) > 1 else 0
        _row(a, answers[j], low + j, i, rows, s)
        if counting:
            _count(a, low + j, i, rows, s, t)
        if nearest.shape[1] > 0:
            _nearest(a, low + j, i, rows, nearest[j], kept, j, keys)
