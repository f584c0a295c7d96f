"""Which sets of remedies lift all obstacles of a pair, the nearest first."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import count

import numpy as np

MAX_SETS = 10
_MAX_STEPS = 20_000


def minimal_sets(
    failing: Sequence[Sequence[int]], costs: Sequence[int] | np.ndarray, limit: int = MAX_SETS
) -> tuple[list[tuple[int, ...]], bool]:
    """The first `limit` sets that lift every failing criterion and from which nothing can be left out.

    `failing` holds per failing criterion the remedies that lift it. Ordered by number of remedies, then cost, then remedy number.
    The second answer is True when there are more. Best-first search: a set in the making is never behind the sets that can grow
    from it, and each set can be made in one way only (after a remedy is passed over it is not used any more).
    """
    groups = sorted({frozenset(group) for group in failing}, key=lambda g: (len(g), sorted(g)))
    if not groups or not all(groups):
        return [], False
    groups = [g for g in groups if not any(other < g for other in groups)]  # lifting the smaller one lifts this one
    number = count()
    heap: list[tuple[int, int, tuple[int, ...], int, frozenset[int], frozenset[int]]] = []

    def push(chosen: frozenset[int], banned: frozenset[int]) -> None:
        size, cost = len(chosen), sum(int(costs[r]) for r in chosen)
        used: set[int] = set()
        for group in groups:
            if chosen & group:
                continue
            free = group - banned
            if not free:
                return
            if used.isdisjoint(group):  # these need a remedy each
                used |= group
                size += 1
                cost += min(int(costs[r]) for r in free)
        heapq.heappush(heap, (size, cost, tuple(sorted(chosen)), next(number), chosen, banned))

    push(frozenset(), frozenset())
    found: list[tuple[int, int, tuple[int, ...]]] = []
    for _ in range(_MAX_STEPS):
        if not heap or (len(found) > limit and heap[0][:2] > found[limit][:2]):
            break
        size, cost, ids, _, chosen, banned = heapq.heappop(heap)
        waiting = next((group for group in groups if not chosen & group), None)
        if waiting is None:
            if all(any(chosen & group == {r} for group in groups) for r in chosen):
                found.append((size, cost, ids))
            continue
        passed = banned
        for r in sorted(waiting - banned, key=lambda r: (costs[r], r)):
            push(chosen | {r}, passed)
            passed = passed | {r}
    more = bool(heap) or len(found) > limit
    return [ids for _, _, ids in sorted(found)[:limit]], more
