"""An independent reader of answers: re-evaluates one from the raw problem, sharing nothing with the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .problem import NONE, Problem
from .result import Result, Score, Status


def violations(problem: Problem, chosen: Sequence[int], remedies: Sequence[str]) -> list[str]:
    """What a choice of options (by position) and remedies (by id) breaks; empty when it is allowed."""
    broken: list[str] = []
    options = range(len(problem.option_person))
    if any(option not in options for option in chosen):
        return ["an option that does not exist"]
    place_of = {int(problem.option_person[option]): int(problem.option_place[option]) for option in chosen}
    if len(place_of) != len(chosen):
        broken.append("a person with two options")
    load: Counter[int] = Counter()
    served: Counter[int] = Counter()
    charged: Counter[int] = Counter()
    for option in chosen:
        load[int(problem.option_place[option])] += int(problem.option_load[option])
        for remedy in problem.needs.of_one(option):
            served[remedy] += 1
        start, end = (int(k) for k in problem.charge_payer.start[option : option + 2])
        for k in range(start, end):
            charged[int(problem.charge_payer.items[k])] += int(problem.charge_amount[k])
    for place, used in load.items():
        if used > int(problem.capacity[place]):
            broken.append(f"place {problem.places[place]}: {used} of {int(problem.capacity[place])} slots")
    for payer, used in charged.items():
        if problem.payer_budget[payer] != NONE and used > int(problem.payer_budget[payer]):
            broken.append(f"payer {problem.payers[payer]}: {used} of {int(problem.payer_budget[payer])}")
    return broken + _remedy_violations(problem, served, remedies) + _company_violations(problem, place_of)


def _remedy_violations(problem: Problem, served: Counter[int], remedies: Sequence[str]) -> list[str]:
    broken = []
    index = {one: i for i, one in enumerate(problem.remedies)}
    bought = {index[one] for one in remedies if one in index}
    if len(bought) != len(remedies):
        broken.append("a remedy that is unknown or listed twice")
    for remedy, count in served.items():
        if remedy not in bought:
            broken.append(f"remedy {problem.remedies[remedy]}: needed and not chosen")
        if problem.remedy_limit[remedy] != NONE and count > int(problem.remedy_limit[remedy]):
            broken.append(f"remedy {problem.remedies[remedy]}: serves {count}")
    cost = sum(int(problem.remedy_cost[remedy]) for remedy in bought)
    if problem.budget != NONE and cost > problem.budget:
        broken.append(f"budget: {cost} of {problem.budget}")
    return broken


def _company_violations(problem: Problem, place_of: dict[int, int]) -> list[str]:
    broken = []
    for place, group, number in zip(problem.at_most_place, problem.at_most_group, problem.at_most_number, strict=True):
        here = sum(1 for person in set(problem.group_people.of_one(int(group))) if place_of.get(person) == int(place))
        if here > int(number):
            broken.append(f"place {problem.places[place]}: {here} of group {problem.groups[group]}")
    for one, other in problem.apart:
        if one in place_of and place_of[one] == place_of.get(other):
            broken.append(f"apart: {problem.people[one]} and {problem.people[other]}")
    return broken


def score(problem: Problem, chosen: Sequence[int], remedies: Sequence[str]) -> Score:
    """What a choice is worth, counted in whole numbers of any size."""
    index = {one: i for i, one in enumerate(problem.remedies)}
    return Score(
        priority=sum(int(problem.priority[problem.option_person[option]]) for option in chosen),
        value=sum(int(problem.option_value[option]) for option in chosen),
        cost=sum(int(problem.remedy_cost[index[one]]) for one in remedies),
    )


def check(problem: Problem, result: Result) -> list[str]:
    """Everything that is wrong with a result: broken constraints, miscounted score, bounds that contradict it."""
    chosen = [one.option for one in result.placed]
    broken = violations(problem, chosen, result.remedies)
    if broken:
        return broken
    if score(problem, chosen, result.remedies) != result.objective:
        broken.append("the objective is not what the choice is worth")
    people = [one.person for one in result.placed] + [one.person for one in result.unplaced]
    if sorted(people) != sorted(problem.people):
        broken.append("somebody is missing or listed twice")
    for one in result.placed:
        told = (problem.people[problem.option_person[one.option]], problem.places[problem.option_place[one.option]])
        needs = tuple(problem.remedies[remedy] for remedy in problem.needs.of_one(one.option))
        if told != (one.person, one.place) or needs != one.needs:
            broken.append(f"{one.person} is told something else than what was chosen")
    if any(not one.reasons for one in result.unplaced):
        broken.append("somebody without a place gets no reason")
    if result.bound.priority < result.objective.priority or result.bound.value < result.objective.value:
        broken.append("a bound below the objective")
    if result.bound.cost > result.objective.cost:
        broken.append("a cost bound above the cost")
    if (result.status is Status.OPTIMAL) != (result.bound == result.objective):
        broken.append("the status does not follow from the bound")
    return broken
