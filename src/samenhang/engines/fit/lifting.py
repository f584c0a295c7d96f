"""The fewest remedies, then the cheapest, that lift everything that fails in one pair."""

from __future__ import annotations

import numpy as np
from numba import njit

SEARCH_NODES = 200_000  # beyond this the number of remedies of a pair is an upper bound

_ONE = np.uint64(1)


@njit(cache=True, nogil=True)
def bits(mask: np.uint64) -> int:
    n = 0
    while mask != 0:
        mask &= mask - _ONE
        n += 1
    return n


@njit(cache=True, nogil=True)
def low_bit(mask: np.uint64) -> int:
    """The number of the lowest bit: how many bits lie below it."""
    return bits((mask & (~mask + _ONE)) - _ONE)


@njit(cache=True, nogil=True)
def fewest(
    starts: np.ndarray,
    remedies: np.ndarray,
    costs: np.ndarray,
    groups: np.ndarray,
    k: int,
    upper: int,
    upper_cost: int,
) -> tuple[int, int]:
    """Fewest remedies, then cheapest, that lift k failing criteria of which some share remedies: branch and bound."""
    ids = np.empty(k * 16, dtype=np.int32)
    cover = np.zeros(k * 16, dtype=np.uint64)
    n = 0
    for i in range(k):
        for e in range(starts[groups[i]], starts[groups[i] + 1]):
            r = remedies[e]
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
            if o == j or cover[j] & ~cover[o] != 0 or costs[ids[o]] > costs[ids[j]]:
                continue
            if cover[j] != cover[o] or costs[ids[o]] < costs[ids[j]] or o < j:
                dominated = True
                break
        if not dominated:
            kept_ids[kept], kept_cover[kept] = ids[j], cover[j]
            kept += 1
    return _search(costs, kept_ids[:kept], kept_cover[:kept], k, upper, upper_cost)


@njit(cache=True, nogil=True)
def _search(
    costs: np.ndarray, ids: np.ndarray, cover: np.ndarray, k: int, upper: int, upper_cost: int
) -> tuple[int, int]:
    n, widest = len(ids), 1
    for j in range(n):
        widest = max(widest, bits(cover[j]))
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
        cost = spent[depth] + costs[ids[j]]
        bound = depth + 1 + (bits(rest) + widest - 1) // widest
        if bound > best or (bound == best and cost >= best_cost):
            continue
        depth += 1
        left[depth], spent[depth], tried[depth] = rest, cost, 0
    return best, best_cost
