"""The compiled loops: one person against all places. No Python objects, no lock held, so threads run side by side.

A mask has 64 bits: 0-39 the criteria of the place (hard ones first), 40-61 the needs of the person (hard ones first), 62 the place
closes, 63 capacity (at the stay option: no current place).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from .lifting import bits, fewest, low_bit
from .tables import Arrays

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
FITS, IS_UNKNOWN, LIFTABLE, NOT_LIFTABLE = 0, 1, 2, 3  # `rank`: the overall verdict, in the order of the list
NONE_LIFTS = 255

_LIMIT = (1 << 31) - 1
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

    points: np.ndarray  # int64 [m] soft points of the needs, in halves
    wide: np.ndarray  # uint64 [tests + 1] answers of this person, spread
    soft: np.ndarray  # int64 [3] half points of a soft criterion that fits, fails, is unknown
    km10: np.ndarray  # int64 [kinds, m] distance in tenths of a km
    seen: np.ndarray  # int64 [3, R] last pair in which a remedy was chosen, seen, counted
    hits: np.ndarray  # int64 [R] failing criteria of this pair that it lifts
    marks: np.ndarray  # int64 [4, max(C+3, R)] last person
    clock: np.ndarray  # int64 [1]
    failing: np.ndarray  # int32 [2, 64] groups and criteria that fail in this pair
    opening: (
        np.ndarray
    )  # int32 [2, max(C+3, R)] criteria and remedies that would give this person a first fitting option


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
def _distances(a: Arrays, p: int, km10: np.ndarray) -> None:
    for kind in range(len(a.person_xyz)):
        if a.person_state[kind, p] == 2:
            continue
        x, y, z = a.person_xyz[kind, p]
        places = a.place_xyz[kind]
        for q in range(len(places)):
            dx, dy, dz = places[q, 0] - x, places[q, 1] - y, places[q, 2] - z
            half = min(1.0, 0.5 * np.sqrt(dx * dx + dy * dy + dz * dz))
            km10[kind, q] = np.int64(20.0 * EARTH_RADIUS_KM * np.arcsin(half) + 0.5)


@njit(cache=True, nogil=True, inline="always")
def _near(person: int, place: int, km10: int, km: float) -> int:
    """The answer to a distance test; `person` and `place` say whether the points are known."""
    if person == 2 or place == 2:
        return 2
    return 1 if person == 1 or place == 1 or km10 > km * 10.0 else 0


@njit(cache=True, nogil=True)
def _needs(a: Arrays, p: int, fail: np.ndarray, unknown: np.ndarray, s: Scratch) -> int:
    """Start the masks of one person with their needs at all places; the soft weight is returned."""
    points, km10 = s.points, s.km10
    need_answer, place_state = a.need_answer, a.place_state
    fail[:], unknown[:], points[:] = 0, 0, 0
    weights = 0
    for k in range(a.need_start[p], a.need_start[p + 1]):
        shift = np.uint64(k - a.need_start[p] + 40)
        test = a.need_test[k]
        weight = a.weight[a.need_criterion[k]] if k >= a.need_hard[p] else 0
        weights += weight
        kind, km = a.test_kind[max(0, -1 - test)], a.test_km[max(0, -1 - test)]
        for q in range(len(points)):
            if test >= 0:
                t = np.int64(need_answer[test, q])
            else:
                t = np.int64(_near(a.person_state[kind, p], place_state[kind, q], km10[kind, q], km))
            fail[q] |= np.uint64(t & 1) << shift
            unknown[q] |= np.uint64(t >> 1) << shift
            points[q] += weight * (2 - 2 * (t & 1) - (t >> 1))
    return weights


@njit(cache=True, nogil=True)
def _far(a: Arrays, p: int, fail: np.ndarray, unknown: np.ndarray, s: Scratch) -> None:
    """Add the distance tests of places to the masks."""
    points, km10, far = s.points, s.km10, a.far
    for e in range(len(far)):
        q, bit, test, weight = far[e]
        kind = a.test_kind[test]
        t = np.int64(_near(a.person_state[kind, p], a.place_state[kind, q], km10[kind, q], a.test_km[test]))
        fail[q] |= np.uint64(t & 1) << np.uint64(bit)
        unknown[q] |= np.uint64(t >> 1) << np.uint64(bit)
        points[q] += weight * (2 - 2 * (t & 1) - (t >> 1))


@njit(cache=True, nogil=True)
def _masks(a: Arrays, answers: np.ndarray, p: int, i: int, rows: Rows, s: Scratch) -> None:
    """Masks and values of one person at all places, and at the option to stay."""
    _distances(a, p, s.km10)
    fail, unknown, value = rows.fail[i], rows.unknown[i], rows.value[i]
    need_weight = _needs(a, p, fail, unknown, s)
    _far(a, p, fail, unknown, s)
    points, km10 = s.points, s.km10
    starts, hards, tests, weights, totals = a.place_start, a.place_hard, a.place_test, a.place_weight, a.place_total
    capacity, closes, place_state = a.capacity, a.closes, a.place_state
    nearness, scale = a.distance[0], a.distance[1] * 10
    located = a.person_state[0, p] != 2
    wide, soft, half = s.wide, s.soft, np.uint64(0xFFFFFFFF)
    for j in range(len(answers)):  # fails in the low half, unknown in the high half, so that one look-up gives both
        wide[j] = np.uint64(answers[j] & 1) | np.uint64(answers[j] >> 1) << np.uint64(32)
    m = len(points)
    for q in range(m):
        f = fail[q] | np.uint64(closes[q]) << np.uint64(62) | np.uint64(capacity[q] & 1) << np.uint64(63)
        u = unknown[q] | np.uint64(capacity[q] >> 1) << np.uint64(63)
        start, stop = starts[q], starts[q + 1]
        both = np.uint64(0)
        for k in range(start, min(stop, start + 32)):
            both |= wide[tests[k]] << np.uint64(k - start)
        f |= both & half
        u |= both >> np.uint64(32)
        for k in range(start + 32, stop):
            f |= (wide[tests[k]] & _ONE) << np.uint64(k - start)
            u |= (wide[tests[k]] >> np.uint64(32)) << np.uint64(k - start)
        have = points[q]
        for k in range(hards[q], stop):
            have += weights[k] * soft[answers[tests[k]]]
        fail[q], unknown[q] = f, u
        weight = need_weight + totals[q] + nearness
        value[q] = 1000
        if weight > 0:
            near = scale // 2
            if located and place_state[0, q] != 2:
                near = max(0, scale - km10[0, q])
            below = weight * scale  # thousandths, rounded half up, in whole numbers
            value[q] = (1000 * (have * scale + 2 * nearness * near) + below) // (2 * below)
    here = a.current[p]
    outside = ~(_ONE << np.uint64(63))
    if here >= 0:
        fail[m], unknown[m], value[m] = fail[here] & outside, unknown[here] & outside, value[here]
    else:
        fail[m], unknown[m], value[m] = _ONE << np.uint64(63), 0, 0


@njit(cache=True, nogil=True, inline="always")
def _lift(
    k: int,
    failing: np.ndarray,
    seen: np.ndarray,
    now: int,
    starts: np.ndarray,
    remedies: np.ndarray,
    cheapest: np.ndarray,
    cost: np.ndarray,
) -> tuple[int, int]:
    """Fewest remedies and their least cost for k failing groups that all have a remedy.

    A remedy that is alone in its group cannot be missed; what it does not lift is a matter of the cheapest remedy per group as
    long as the groups share none, and of a search when they do.
    """
    count, rest, shared = 0, 0, False
    total, more = 0, 0
    for i in range(k):
        g = failing[0, i]
        if starts[g + 1] - starts[g] == 1:
            r = remedies[starts[g]]
            if seen[0, r] != now:
                seen[0, r] = now
                count += 1
                total += cost[r]
    for i in range(k):
        g = failing[0, i]
        if starts[g + 1] - starts[g] == 1:
            continue
        lifted = False
        for e in range(starts[g], starts[g + 1]):
            lifted |= seen[0, remedies[e]] == now
        for j in range(rest):
            lifted |= failing[0, j] == g
        if not lifted:
            for e in range(starts[g], starts[g + 1]):
                shared |= seen[1, remedies[e]] == now
                seen[1, remedies[e]] = now
            more += cheapest[g]
            failing[0, rest] = g
            rest += 1
    if shared:
        rest, more = fewest(starts, remedies, cost, failing[0], rest, rest, more)
    return count + rest, total + more


@njit(cache=True, nogil=True)
def _settle(a: Arrays, p: int, i: int, rows: Rows, s: Scratch, t: Tally, counting: bool) -> None:
    """From masks to verdicts and remedies; when counting, add the person to the bottlenecks.

    The current place counts once, as the option to stay; without one nothing else was looked at, so nothing opens there.
    """
    m = len(a.by_id) - 1
    here, built_in = a.current[p], len(a.criterion_group)
    failing, seen, hits, marks, opening = s.failing, s.seen, s.hits, s.marks, s.opening
    starts, remedies, cheapest, cost = a.group_start, a.group_remedy, a.group_cheapest, a.remedy_cost
    place_start, place_hard, place_criterion = a.place_start, a.place_hard, a.place_criterion
    capacity_group, closes_group, need_criterion = a.capacity_group, a.closes_group, a.need_criterion
    rank_row, obstacles, unknowns = rows.rank[i], rows.obstacles[i], rows.unknowns[i]
    remedies_row, cost_row, fail, unknown = rows.remedies[i], rows.cost[i], rows.fail[i], rows.unknown[i]
    blocks, touches, helps, reaches, lifts = t.blocks, t.touches, t.helps, t.reaches, t.lifts
    need_from = a.need_start[p]
    need_mask = ((_ONE << np.uint64(a.need_hard[p] - need_from)) - _ONE) << np.uint64(40) | np.uint64(3) << np.uint64(
        62
    )
    now, stamp, best, first_c, first_r = s.clock[0], p + 1, 3, 0, 0
    for col in range(m + 1):
        if col == here:
            continue
        stay = col == m
        q = here if stay else col
        groups = a.stay_group if stay else a.criterion_group
        hard = need_mask
        if q >= 0:
            hard |= (_ONE << np.uint64(place_hard[q] - place_start[q])) - _ONE
        mask = fail[col] & hard
        open_questions = bits(unknown[col] & hard)
        unknowns[col] = open_questions
        k, stuck = 0, False
        while mask != 0:
            bit = low_bit(mask)
            mask &= mask - _ONE
            if bit < 62:
                c = place_criterion[place_start[q] + bit] if bit < 40 else need_criterion[need_from + bit - 40]
                failing[0, k] = groups[c]
            elif bit == 62:
                c = built_in + 1
                failing[0, k] = closes_group[q]
            else:
                c = built_in + 2 if stay else built_in
                failing[0, k] = 0 if stay else capacity_group[q]
            failing[1, k] = c
            stuck |= cheapest[failing[0, k]] < 0
            k += 1
        obstacles[col] = k
        if k == 0:
            rank = IS_UNKNOWN if open_questions > 0 else FITS
            rank_row[col], remedies_row[col], cost_row[col] = rank, 0, 0
            best = min(best, rank)
            continue
        now += 1
        if counting:
            sure = open_questions == 0 and q >= 0
            for j in range(k):
                c = failing[1, j]
                blocks[c] += 1
                if marks[0, c] != stamp:
                    marks[0, c] = stamp
                    touches[c] += 1
                if k == 1 and sure and marks[1, c] != stamp:
                    marks[1, c] = stamp
                    opening[0, first_c] = c
                    first_c += 1
                for e in range(starts[failing[0, j]], starts[failing[0, j] + 1]):
                    r = remedies[e]
                    if seen[2, r] != now:
                        seen[2, r] = now
                        hits[r] = 0
                        helps[r] += 1
                        if marks[2, r] != stamp:
                            marks[2, r] = stamp
                            reaches[r] += 1
                    hits[r] += 1
                    if hits[r] == k and sure:
                        lifts[r] += 1
                        if marks[3, r] != stamp:
                            marks[3, r] = stamp
                            opening[1, first_r] = r
                            first_r += 1
        rank, count, price = NOT_LIFTABLE, NONE_LIFTS, 0
        if not stuck:
            rank = LIFTABLE
            count, price = _lift(k, failing, seen, now, starts, remedies, cheapest, cost)
        rank_row[col], remedies_row[col], cost_row[col] = rank, count, price
        best = min(best, rank)
    s.clock[0] = now
    if here >= 0:
        _copy(rows, i, m, rows, i, here)
    if counting:
        t.people[min(best, 2)] += 1
        if best > 0:
            for j in range(first_c):
                t.opens[opening[0, j]] += 1
            for j in range(first_r):
                t.unlocks[opening[1, j]] += 1


@njit(cache=True, nogil=True)
def _key(rows: Rows, i: int, col: int) -> int:
    """The order of a person's list in one number; documented in docs/engines/fit.md."""
    rank = int(rows.rank[i, col])
    unknowns = int(rows.unknowns[i, col])
    lift, cost = 0, 0
    if rank == LIFTABLE:
        lift, cost = int(rows.remedies[i, col]), min(int(rows.cost[i, col]), _LIMIT)
    elif rank == NOT_LIFTABLE:
        lift = int(rows.obstacles[i, col])
    lost = 1000 - int(rows.value[i, col])
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
        _masks(a, answers[j], low + j, i, rows, s)
        _settle(a, low + j, i, rows, s, t, counting)
        if nearest.shape[1] > 0:
            _nearest(a, low + j, i, rows, nearest[j], kept, j, keys)
