"""Why somebody has no place, given the answer: codes in a fixed order, words elsewhere."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum

import numpy as np

from .problem import NONE, Ints, Problem


class Reason(StrEnum):
    """The obstacles, in the order in which they are looked at; per option the first that applies is the reason."""

    NO_OPTION = "NO_OPTION"  # there is no option at all for this person
    CAPACITY = "CAPACITY"  # the place has too few slots left
    REMEDY_LIMIT = "REMEDY_LIMIT"  # a remedy that the option needs serves no more options
    REMEDY_BUDGET = "REMEDY_BUDGET"  # the remedies that are still needed cost more than is left of the budget
    AT_MOST = "AT_MOST"  # the place takes no more people of a group
    APART = "APART"  # somebody who must stay apart is there
    PAYER_BUDGET = "PAYER_BUDGET"  # a payer has too little left
    OTHERS_FIRST = "OTHERS_FIRST"  # an option stands open, but taking it costs the whole more than it brings


class Usage:
    """What an answer uses of everything that is limited."""

    def __init__(self, problem: Problem, chosen: list[int]) -> None:
        """`chosen` holds positions of options."""
        self.problem = problem
        self.load: Ints = np.zeros(len(problem.places), np.int64)
        picked = np.array(chosen, np.int64)
        np.add.at(self.load, problem.option_place[picked], problem.option_load[picked])
        self.remedy: dict[int, int] = defaultdict(int)
        self.charged: dict[int, int] = defaultdict(int)
        self.place_of: dict[int, int] = {}
        self.in_group: dict[tuple[int, int], int] = defaultdict(int)
        self.groups_of: dict[int, list[int]] = defaultdict(list)
        for group in range(len(problem.groups)):
            for person in problem.group_people.of_one(group):
                self.groups_of[person].append(group)
        people, places = problem.option_person[picked].tolist(), problem.option_place[picked].tolist()
        for option, person, place in zip(chosen, people, places, strict=True):
            self._add(option, person, place)
        self.at_most: dict[int, list[tuple[int, int]]] = defaultdict(list)
        rows = (problem.at_most_place.tolist(), problem.at_most_group.tolist(), problem.at_most_number.tolist())
        for place, group, number in zip(*rows, strict=True):
            self.at_most[place].append((group, number))
        self.enemies: dict[int, list[int]] = defaultdict(list)
        for one, other in problem.apart:
            self.enemies[one].append(other)
            self.enemies[other].append(one)
        self.cost = sum(int(problem.remedy_cost[remedy]) for remedy in self.remedy)

    def _add(self, option: int, person: int, place: int) -> None:
        problem = self.problem
        self.place_of[person] = place
        for group in self.groups_of.get(person, ()):
            self.in_group[place, group] += 1
        for remedy in problem.needs.of_one(option) if len(problem.needs.items) else ():
            self.remedy[remedy] += 1
        if len(problem.charge_amount):
            start, end = problem.charge_payer.start[option : option + 2]
            for k in range(start, end):
                self.charged[int(problem.charge_payer.items[k])] += int(problem.charge_amount[k])

    def obstacle(self, option: int) -> Reason:
        """The first obstacle to choosing this option on top of the answer."""
        problem = self.problem
        person, place = int(problem.option_person[option]), int(problem.option_place[option])
        if int(self.load[place]) + int(problem.option_load[option]) > int(problem.capacity[place]):
            return Reason.CAPACITY
        needs = problem.needs.of_one(option)
        limits = problem.remedy_limit
        if any(limits[one] != NONE and self.remedy.get(one, 0) >= limits[one] for one in needs):
            return Reason.REMEDY_LIMIT
        extra = sum(int(problem.remedy_cost[one]) for one in needs if one not in self.remedy)
        if problem.budget != NONE and extra and self.cost + extra > problem.budget:
            return Reason.REMEDY_BUDGET
        for group, number in self.at_most.get(place, ()):
            if group in self.groups_of.get(person, ()) and self.in_group.get((place, group), 0) >= number:
                return Reason.AT_MOST
        if any(self.place_of.get(other) == place for other in self.enemies.get(person, ())):
            return Reason.APART
        start, end = problem.charge_payer.start[option : option + 2]
        for k in range(start, end):
            payer, amount = int(problem.charge_payer.items[k]), int(problem.charge_amount[k])
            limit = int(problem.payer_budget[payer])
            if limit != NONE and self.charged.get(payer, 0) + amount > limit:
                return Reason.PAYER_BUDGET
        return Reason.OTHERS_FIRST


ORDER = list(Reason)


def reasons(problem: Problem, chosen: list[int]) -> dict[int, tuple[str, ...]]:
    """Per person without a place the reasons, in the order of `Reason`; per option the first obstacle counts."""
    placed = np.zeros(len(problem.people), bool)
    placed[problem.option_person[np.array(chosen, np.int64)]] = True
    found: dict[int, set[Reason]] = {int(person): set() for person in np.flatnonzero(~placed)}
    if not found:
        return {}
    usage = Usage(problem, chosen)
    open_options = np.flatnonzero(~placed[problem.option_person])
    full = usage.load[problem.option_place[open_options]] + problem.option_load[open_options]
    blocked = full > problem.capacity[problem.option_place[open_options]]
    for person in np.unique(problem.option_person[open_options[blocked]]).tolist():
        found[person].add(Reason.CAPACITY)
    for option in open_options[~blocked].tolist():
        found[int(problem.option_person[option])].add(usage.obstacle(option))
    return {
        person: tuple(str(one) for one in sorted(codes, key=ORDER.index)) or (str(Reason.NO_OPTION),)
        for person, codes in found.items()
    }
