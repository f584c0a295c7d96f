"""Plain problems (unit loads at places and nothing else): an exact assignment by shortest augmenting paths.

Places have prices. Every person takes a place of largest weight minus price; when it is full, the cheapest chain of
moves that ends in a free slot, or in somebody for whom no place is worth its price, makes room, and the prices along
the search rise accordingly. At the end nobody can gain at these prices and only full places have one: that is a proof.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .problem import Ints

FAR = np.int64(2**62)


@njit(cache=True)
def _leave(person: int, place: int, slot_of: Ints, held: Ints, held_start: Ints, held_count: Ints) -> None:
    """Take a person out of a place."""
    last = held_start[place] + held_count[place] - 1
    mover = held[last]
    held[slot_of[person]] = mover
    slot_of[mover] = slot_of[person]
    held_count[place] -= 1


@njit(cache=True)
def _enter(person: int, place: int, slot_of: Ints, held: Ints, held_start: Ints, held_count: Ints) -> None:
    """Put a person in a place that has a free slot."""
    slot = held_start[place] + held_count[place]
    held[slot] = person
    slot_of[person] = slot
    held_count[place] += 1


@njit(cache=True)
def _quick(
    start: Ints,
    place: Ints,
    weight: Ints,
    capacity: Ints,
    price: Ints,
    order: Ints,
    chosen: Ints,
    slot_of: Ints,
    held: Ints,
    held_start: Ints,
    held_count: Ints,
) -> Ints:
    """Who prefers, at prices of nothing, a place with a free slot gets it; the others are returned."""
    left = np.empty(len(order), np.int64)
    count = 0
    for person in order:
        best, at = np.int64(0), -1
        for o in range(start[person], start[person + 1]):
            gain = weight[o] - price[place[o]]
            if gain > best:
                best, at = gain, o
        if at < 0:
            continue
        where = place[at]
        if held_count[where] < capacity[where]:
            chosen[person] = at
            _enter(person, where, slot_of, held, held_start, held_count)
        else:
            left[count] = person
            count += 1
    return left[:count]


@njit(cache=True)
def assign(start: Ints, place: Ints, weight: Ints, capacity: Ints, order: Ints) -> tuple[Ints, Ints]:
    """The option of each person (-1: none) with the largest total weight, and the prices of places that prove it.

    Options of person p are start[p] until start[p + 1]; `order` says in which order people enter.
    """
    people, places = len(start) - 1, len(capacity)
    price = np.zeros(places, np.int64)
    chosen = np.full(people, -1, np.int64)
    slot_of = np.zeros(people, np.int64)
    held_start = np.zeros(places + 1, np.int64)
    for j in range(places):
        held_start[j + 1] = held_start[j] + min(capacity[j], people)
    held = np.zeros(held_start[places], np.int64)
    held_count = np.zeros(places, np.int64)
    left = _quick(start, place, weight, capacity, price, order, chosen, slot_of, held, held_start, held_count)

    distance = np.empty(places, np.int64)
    via = np.empty(places, np.int64)  # the option by which a person would come to this place
    state = np.zeros(places, np.int8)  # 1 seen, 2 scanned
    seen = np.empty(places, np.int64)
    for newcomer in left:
        count = 0
        top = np.int64(0)
        for o in range(start[newcomer], start[newcomer + 1]):
            top = max(top, weight[o] - price[place[o]])
        end_distance, end_person, end_place = top, newcomer, -1
        for o in range(start[newcomer], start[newcomer + 1]):
            j = place[o]
            d = top - (weight[o] - price[j])
            if d >= end_distance:
                continue
            if state[j] == 0:
                state[j] = 1
                seen[count] = j
                count += 1
                distance[j] = d
                via[j] = o
                if held_count[j] < capacity[j]:
                    end_distance, end_place, end_person = d, j, -1
            elif d < distance[j]:
                distance[j] = d
                via[j] = o
                if held_count[j] < capacity[j]:
                    end_distance, end_place, end_person = d, j, -1
        while True:
            near, nearest = end_distance, -1
            for k in range(count):
                j = seen[k]
                if state[j] == 1 and distance[j] < near:
                    near, nearest = distance[j], j
            if nearest < 0:
                break
            state[nearest] = 2
            if capacity[nearest] == 0:
                continue
            for slot in range(held_start[nearest], held_start[nearest] + held_count[nearest]):
                q = held[slot]
                own = weight[chosen[q]] - price[nearest]
                base = near + own
                if base < end_distance:
                    end_distance, end_person, end_place = base, q, -1
                reach = base - end_distance
                for o in range(start[q], start[q + 1]):
                    j = place[o]
                    gain = weight[o] - price[j]
                    if gain <= reach or state[j] == 2:
                        continue
                    d = base - gain
                    if state[j] == 0:
                        state[j] = 1
                        seen[count] = j
                        count += 1
                    elif d >= distance[j]:
                        continue
                    distance[j] = d
                    via[j] = o
                    if held_count[j] < capacity[j] and d < end_distance:
                        end_distance, end_place, end_person = d, j, -1
                        reach = base - end_distance
        for k in range(count):
            j = seen[k]
            if state[j] == 2:
                price[j] += end_distance - distance[j]
            state[j] = 0
        _shift(newcomer, end_person, end_place, via, start, place, chosen, slot_of, held, held_start, held_count)
    return chosen, price


@njit(cache=True)
def _owner(option: int, start: Ints) -> int:
    return int(np.searchsorted(start, option, side="right")) - 1


@njit(cache=True)
def _shift(
    newcomer: int,
    end_person: int,
    end_place: int,
    via: Ints,
    start: Ints,
    place: Ints,
    chosen: Ints,
    slot_of: Ints,
    held: Ints,
    held_start: Ints,
    held_count: Ints,
) -> None:
    """Carry out the chain of moves that was found, from its end to the newcomer."""
    j = end_place
    if end_person >= 0:
        if end_person == newcomer:
            return
        j = place[chosen[end_person]]
        _leave(end_person, j, slot_of, held, held_start, held_count)
        chosen[end_person] = -1
    while True:
        o = via[j]
        person = _owner(o, start)
        before = chosen[person]
        if before >= 0:
            _leave(person, place[before], slot_of, held, held_start, held_count)
        _enter(person, j, slot_of, held, held_start, held_count)
        chosen[person] = o
        if person == newcomer:
            return
        j = place[before]


def proven_bound(start: Ints, place: Ints, weight: Ints, capacity: Ints, price: Ints) -> int:
    """What no assignment can exceed: the worth of the slots at these prices plus what each person still gains."""
    gain = np.maximum(weight - price[place], 0)
    filled = np.flatnonzero(np.diff(start) > 0)
    best = np.maximum.reduceat(gain, start[filled]) if len(filled) else np.zeros(0, np.int64)
    return int(best.sum()) + int((price * np.minimum(capacity, len(start) - 1)).sum())


@njit(cache=True)
def one_more_slot(start: Ints, place: Ints, weight: Ints, capacity: Ints, chosen: Ints, price: Ints) -> Ints:
    """Per place: 1 when one more slot there would place one more person in the best assignment, else 0.

    The cheapest chain of moves that ends in the extra slot begins with somebody who waits, or leaves a slot empty.
    """
    people, places = len(start) - 1, len(capacity)
    distance = price.copy()  # a chain may begin by leaving this slot empty
    waiting = np.zeros(places, np.int64)
    done = np.zeros(places, np.int8)
    held = np.full(places, -1, np.int64)
    following = np.full(people, -1, np.int64)
    for p in range(people):
        if chosen[p] >= 0:
            following[p] = held[place[chosen[p]]]
            held[place[chosen[p]]] = p
            continue
        for o in range(start[p], start[p + 1]):
            slack = price[place[o]] - weight[o]
            if weight[o] > 0 and slack < distance[place[o]]:
                distance[place[o]] = slack
                waiting[place[o]] = 1
    for _ in range(places):
        near = -1
        for j in range(places):
            if done[j] == 0 and (near < 0 or distance[j] < distance[near]):
                near = j
        done[near] = 1
        q = held[near]
        while q >= 0:
            base = distance[near] + weight[chosen[q]] - price[near]
            for o in range(start[q], start[q + 1]):
                d = base - weight[o] + price[place[o]]
                if d < distance[place[o]] and done[place[o]] == 0:
                    distance[place[o]] = d
                    waiting[place[o]] = waiting[near]
            q = following[q]
    more = np.zeros(places, np.int64)
    for j in range(places):
        if distance[j] < price[j]:
            more[j] = waiting[j]
    return more
