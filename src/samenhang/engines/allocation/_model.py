"""The problem as the solvers see it: options sorted by person, every limit one generic row.

A row says: what the chosen options use of it stays within its limit. Capacity, at most, apart, remedy limits and payer
budgets are all rows; only "one option per person" and "remedies within the budget" have a shape of their own.
Whatever can be decided beforehand (impossible and dominated options, limits that cannot bite) is left out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from .problem import LARGEST_TOTAL, NONE, Ints, Problem


@dataclass(frozen=True, eq=False, slots=True)
class Model:
    """Arrays for the solvers; option `o` of the model is option `original[o]` of the problem."""

    people: int
    remedies: int
    original: Ints
    person: Ints
    start: Ints  # options of person p: start[p] until start[p + 1]
    priority: Ints  # per option
    value: Ints  # per option, millionths
    row_limit: Ints
    row_remedy: Ints  # the remedy of which this row is the limit; NONE for other rows
    place_row: Ints  # the row of the capacity of a place; NONE when it cannot bite
    use_start: Ints
    use_row: Ints
    use_amount: Ints
    need_start: Ints
    need_item: Ints  # only remedies that cost something
    remedy_cost: Ints
    budget: int  # NONE when it cannot bite
    plain: bool  # nothing but unit loads at places
    place: Ints
    row_is_place: bool  # the rows are exactly the places, in their order (plain problems only)

    @property
    def options(self) -> int:
        """How many options are left."""
        return len(self.person)


def _entries(problem: Problem) -> tuple[list[Ints], list[Ints], list[Ints], list[Ints], list[Ints]]:
    """Per kind of row: options, row numbers, amounts; and, of all rows, the limits and the remedies they limit."""
    every = np.arange(len(problem.option_person))
    limits: list[Ints] = [problem.capacity]
    limited_remedy: list[Ints] = [np.full(len(problem.capacity), NONE, np.int64)]
    options, rows, amounts = [every], [problem.option_place], [problem.option_load]
    count = len(problem.capacity)
    if len(problem.needs.items) and (problem.remedy_limit != NONE).any():
        owner = np.repeat(every, np.diff(problem.needs.start))
        limited = problem.remedy_limit[problem.needs.items] != NONE
        options.append(owner[limited])
        rows.append(count + problem.needs.items[limited])
        amounts.append(np.ones(int(limited.sum()), np.int64))
        limits.append(np.where(problem.remedy_limit == NONE, len(problem.people), problem.remedy_limit))
        limited_remedy.append(np.arange(len(problem.remedies)))
        count += len(problem.remedies)
    if len(problem.charge_amount):
        owner = np.repeat(every, np.diff(problem.charge_payer.start))
        limited = problem.payer_budget[problem.charge_payer.items] != NONE
        options.append(owner[limited])
        rows.append(count + problem.charge_payer.items[limited])
        amounts.append(problem.charge_amount[limited])
        limits.append(np.where(problem.payer_budget == NONE, LARGEST_TOTAL, problem.payer_budget))
        count += len(problem.payers)
    for more, more_limits in (_at_most(problem), _apart(problem)):
        for chunk, limit in zip(more, more_limits, strict=True):
            options.append(chunk)
            rows.append(np.full(len(chunk), count, np.int64))
            amounts.append(np.ones(len(chunk), np.int64))
            limits.append(np.array([limit], np.int64))
            count += 1
    rest = count - sum(len(one) for one in limited_remedy)
    return options, rows, amounts, limits, [*limited_remedy, np.full(rest, NONE, np.int64)]


def _at_most(problem: Problem) -> tuple[list[Ints], list[int]]:
    chunks: list[Ints] = []
    limits: list[int] = []
    if not len(problem.at_most_place):
        return chunks, limits
    by_place = np.argsort(problem.option_place, kind="stable")
    first = np.searchsorted(problem.option_place[by_place], np.arange(len(problem.places) + 1))
    order = np.argsort(problem.at_most_group, kind="stable")
    member = np.zeros(len(problem.people), bool)
    current = -1
    for k in order.tolist():
        place, group = int(problem.at_most_place[k]), int(problem.at_most_group[k])
        if group != current:
            member[:] = False
            member[
                problem.group_people.items[problem.group_people.start[group] : problem.group_people.start[group + 1]]
            ] = True
            current = group
        here = by_place[first[place] : first[place + 1]]
        chunk = here[member[problem.option_person[here]]]
        if len(chunk):
            chunks.append(chunk)
            limits.append(int(problem.at_most_number[k]))
    return chunks, limits


def _apart(problem: Problem) -> tuple[list[Ints], list[int]]:
    chunks: list[Ints] = []
    if not problem.apart:
        return chunks, []
    involved = np.zeros(len(problem.people), bool)
    involved[np.array(problem.apart).ravel()] = True
    at: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for option in np.flatnonzero(involved[problem.option_person]).tolist():
        at[int(problem.option_person[option])][int(problem.option_place[option])].append(option)
    for one, other in sorted({(min(pair), max(pair)) for pair in problem.apart}):
        for place in sorted(at[one].keys() & at[other].keys()):
            chunks.append(np.array(at[one][place] + at[other][place], np.int64))
    return chunks, [1] * len(chunks)


def _impossible(problem: Problem, option: Ints, row: Ints, amount: Ints, limit: Ints) -> np.ndarray:
    """Options that break a limit all by themselves."""
    gone = np.zeros(len(problem.option_person), bool)
    gone[option[amount > limit[row]]] = True
    if problem.budget != NONE and len(problem.needs.items):
        owner = np.repeat(np.arange(len(gone)), np.diff(problem.needs.start))
        cost = np.bincount(owner, problem.remedy_cost[problem.needs.items].astype(np.float64), len(gone))
        gone |= cost > problem.budget
    return gone


def _dominated(problem: Problem, gone: np.ndarray) -> None:
    """Mark options for which the same person has, at the same place, one that is better in nothing but better or equal."""
    key = problem.option_person * max(len(problem.places), 1) + problem.option_place
    _, back, counts = np.unique(key, return_inverse=True, return_counts=True)
    rivals: dict[int, list[int]] = defaultdict(list)
    for option in np.flatnonzero(counts[back] > 1).tolist():
        if not gone[option]:
            rivals[int(back[option])].append(option)
    for options in rivals.values():
        facts = [_facts(problem, option) for option in options]
        for i, one in enumerate(options):
            for k, other in enumerate(options):
                if (
                    i != k
                    and not gone[other]
                    and _better(facts[k], facts[i])
                    and (k < i or not _better(facts[i], facts[k]))
                ):
                    gone[one] = True
                    break


def _facts(problem: Problem, option: int) -> tuple[int, int, set[int], dict[int, int]]:
    start, end = problem.charge_payer.start[option : option + 2]
    charges: dict[int, int] = dict(
        zip(problem.charge_payer.items[start:end].tolist(), problem.charge_amount[start:end].tolist(), strict=True)
    )
    needs = set(problem.needs.of_one(option))
    return int(problem.option_value[option]), int(problem.option_load[option]), needs, charges


def _better(one: tuple[int, int, set[int], dict[int, int]], other: tuple[int, int, set[int], dict[int, int]]) -> bool:
    cheaper = all(amount <= other[3].get(payer, 0) for payer, amount in one[3].items())
    return one[0] >= other[0] and one[1] <= other[1] and one[2] <= other[2] and cheaper


def _binding(option: Ints, row: Ints, amount: Ints, person: Ints, limit: Ints, people: int) -> np.ndarray:
    """Which rows could be exceeded at all, if everybody took the option that uses most of it."""
    most = np.zeros(len(limit), np.float64)
    if len(row):
        key = row * max(people, 1) + person[option]
        order = np.argsort(key, kind="stable") if np.any(np.diff(key) < 0) else np.arange(len(key))
        edges = np.flatnonzero(np.r_[True, np.diff(key[order]) != 0])
        largest = np.maximum.reduceat(amount[order], edges)
        most += np.bincount(row[order[edges]], largest.astype(np.float64), len(limit))
    return most > limit


def compile_model(problem: Problem) -> Model:
    """Presolve and pack a problem."""
    if _is_plain(problem):
        return _plain_model(problem)
    options, rows, amounts, limits, remedies = _entries(problem)
    option, row, amount = (np.concatenate(part).astype(np.int64) for part in (options, rows, amounts))
    limit, remedy_of = np.concatenate(limits).astype(np.int64), np.concatenate(remedies).astype(np.int64)
    gone = _impossible(problem, option, row, amount, limit)
    _dominated(problem, gone)
    left = np.flatnonzero(~gone)
    original = left[np.argsort(problem.option_person[left], kind="stable")]
    position = np.full(len(gone), -1, np.int64)
    position[original] = np.arange(len(original))
    person = problem.option_person[original]

    keep = (position[option] >= 0) & (amount > 0)
    option, row, amount = position[option[keep]], row[keep], amount[keep]
    binding = _binding(option, row, amount, person, limit, len(problem.people))
    keep = binding[row]
    option, row, amount = option[keep], row[keep], amount[keep]
    number = np.cumsum(binding) - 1
    order = np.lexsort((row, option))
    start = np.searchsorted(person, np.arange(len(problem.people) + 1))
    need_start, need_item, budget = _needs(problem, original)
    return Model(
        people=len(problem.people),
        remedies=len(problem.remedies),
        original=original,
        person=person,
        start=start.astype(np.int64),
        priority=problem.priority[person],
        value=problem.option_value[original],
        row_limit=limit[binding],
        row_remedy=remedy_of[binding],
        place_row=np.where(binding, number, NONE)[: len(problem.places)],
        use_start=np.searchsorted(option[order], np.arange(len(original) + 1)).astype(np.int64),
        use_row=number[row[order]],
        use_amount=amount[order],
        need_start=need_start,
        need_item=need_item,
        remedy_cost=problem.remedy_cost,
        budget=budget,
        plain=False,
        place=problem.option_place[original],
        row_is_place=False,
    )


def _needs(problem: Problem, original: Ints) -> tuple[Ints, Ints, int]:
    """What the options need of remedies that cost something, and the budget when it can bite."""
    needed: list[list[int]] = []
    if not len(problem.needs.items):
        return np.zeros(len(original) + 1, np.int64), np.zeros(0, np.int64), NONE
    costly = problem.remedy_cost > 0
    items, start = problem.needs.items.tolist(), problem.needs.start.tolist()
    free = (~costly).tolist()
    for option in original.tolist():
        needed.append([item for item in items[start[option] : start[option + 1]] if not free[item]])
    need_start = np.zeros(len(original) + 1, np.int64)
    np.cumsum([len(one) for one in needed], out=need_start[1:])
    need_item = np.array([item for one in needed for item in one], np.int64)
    total = sum(int(problem.remedy_cost[one]) for one in np.unique(need_item))
    return need_start, need_item, NONE if problem.budget == NONE or total <= problem.budget else problem.budget


def _is_plain(problem: Problem) -> bool:
    return (
        not len(problem.needs.items)
        and not len(problem.charge_amount)
        and not len(problem.at_most_place)
        and not problem.apart
        and len(problem.option_load) > 0
        and bool((problem.option_load == 1).all())
    )


def _plain_model(problem: Problem) -> Model:
    options = len(problem.option_person)
    if options > 1 and bool(np.any(np.diff(problem.option_person) < 0)):
        original = np.argsort(problem.option_person, kind="stable")
        person, place = problem.option_person[original], problem.option_place[original]
        value = problem.option_value[original]
    else:
        original = np.arange(options)
        person, place, value = problem.option_person, problem.option_place, problem.option_value
    return Model(
        people=len(problem.people),
        remedies=len(problem.remedies),
        original=original,
        person=person,
        start=np.searchsorted(person, np.arange(len(problem.people) + 1)).astype(np.int64),
        priority=problem.priority[person],
        value=value,
        row_limit=np.minimum(problem.capacity, len(problem.people)),
        row_remedy=np.full(len(problem.capacity), NONE, np.int64),
        place_row=np.arange(len(problem.capacity)),
        use_start=np.arange(options + 1),
        use_row=place,
        use_amount=np.ones(options, np.int64),
        need_start=np.zeros(options + 1, np.int64),
        need_item=np.zeros(0, np.int64),
        remedy_cost=problem.remedy_cost,
        budget=NONE,
        plain=True,
        place=place,
        row_is_place=True,
    )
