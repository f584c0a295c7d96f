"""Made-up problems of known shape for benches and tests; no real people anywhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from samenhang.engines.allocation.problem import NONE, Problem, Rows

PUBLIC = Path(__file__).resolve().parents[2] / "shared" / "data" / "instances" / "gap"


def plain(people: int = 5000, places: int = 500, seed: int = 0, slots: float = 0.8) -> Problem:
    """Unit loads, no side constraints; about 19 % of all pairs are options; `slots` per person on average."""
    rng = np.random.default_rng(seed)
    person, place = np.nonzero(rng.random((people, places)) < 0.191)
    capacity = np.maximum(1, rng.poisson(slots * people / places, places))
    return Problem.from_arrays(
        people=[f"p{i}" for i in range(people)],
        priority=rng.integers(1, 11, people),
        places=[f"a{i}" for i in range(places)],
        capacity=capacity,
        option_person=person,
        option_place=place,
        option_value=rng.integers(0, 1_000_001, len(person)),
    )


def generalised_assignment(load: np.ndarray, cost: np.ndarray, capacity: np.ndarray) -> Problem:
    """Every job placed (all have priority 1), cost as negative value; matrices are agents by jobs."""
    agents, jobs = load.shape
    return Problem.from_arrays(
        people=[f"j{i}" for i in range(jobs)],
        priority=np.ones(jobs, np.int64),
        places=[f"m{i}" for i in range(agents)],
        capacity=capacity,
        option_person=np.repeat(np.arange(jobs), agents),
        option_place=np.tile(np.arange(agents), jobs),
        option_value=-cost.T.ravel() * 1_000_000,
        option_load=load.T.ravel(),
    )


def public(name: str) -> Problem:
    """A public generalised assignment instance by name, e.g. "d20200"."""
    numbers = np.array((PUBLIC / f"{name}.txt").read_text(encoding="utf-8").split(), np.int64)
    agents, jobs = int(numbers[0]), int(numbers[1])
    size = agents * jobs
    cost, load = numbers[2 : 2 + size].reshape(agents, jobs), numbers[2 + size : 2 + 2 * size].reshape(agents, jobs)
    return generalised_assignment(load, cost, numbers[2 + 2 * size :])


def yagiura(kind: str, agents: int, jobs: int, seed: int = 0) -> Problem:
    """Generalised assignment of the types c, d and e as described by Chu and Beasley and by Yagiura et al."""
    rng = np.random.default_rng(seed)
    shape = (agents, jobs)
    if kind == "c":
        load, cost = rng.integers(5, 26, shape), rng.integers(10, 51, shape)
    elif kind == "d":
        load = rng.integers(1, 101, shape)
        cost = 111 - load + rng.integers(-10, 11, shape)
    else:
        load = np.floor(1 - 10 * np.log(1 - rng.random(shape))).astype(np.int64)
        cost = np.floor(1000 / load - 10 * rng.random(shape)).astype(np.int64)
    return generalised_assignment(load, cost, np.floor(0.8 * load.sum(1) / agents).astype(np.int64))


def sided(people: int, places: int, seed: int = 0, *, degree: float = 0.19, slots: float = 0.8) -> Problem:
    """All side constraints at once: loads, remedies with limits and a budget, groups, apart, payers."""
    rng = np.random.default_rng(seed)
    share = min(1.0, degree if degree <= 1 else degree / places)
    person, place = _pairs(rng, people, places, share)
    options = len(person)
    remedies, groups, payers = max(4, places // 25), 8, 3
    load = rng.choice([1, 1, 1, 2, 3], people)[person]
    need_count = (rng.random(options) < 0.3).astype(np.int64)
    charged = rng.random(options) < 0.5
    start = np.concatenate([[0], np.cumsum(need_count)])
    charge_start = np.concatenate([[0], np.cumsum(charged)])
    charge = rng.integers(50, 500, int(charged.sum()))
    payer = rng.integers(0, payers, int(charged.sum()))
    capacity = np.maximum(1, rng.poisson(slots * 1.6 * people / places, places))
    cost = rng.integers(10, 100, remedies)
    members = [np.sort(rng.choice(people, max(1, people // 12), replace=False)) for _ in range(groups)]
    banned = np.flatnonzero(rng.random(places * groups) < 0.15)
    apart = (
        {tuple(sorted(rng.choice(people, 2, replace=False).tolist())) for _ in range(people // 20)}
        if people > 1
        else set()
    )
    expected = charge.sum() / max(options, 1) * people * 0.5
    return Problem(
        people=tuple(f"p{i}" for i in range(people)),
        priority=rng.integers(1, 11, people),
        places=tuple(f"a{i}" for i in range(places)),
        capacity=capacity,
        option_person=person,
        option_place=place,
        option_value=rng.integers(0, 1_000_001, options),
        option_load=load,
        needs=Rows(start, rng.integers(0, remedies, int(need_count.sum()))),
        charge_payer=Rows(charge_start, payer),
        charge_amount=charge,
        remedies=tuple(f"r{i}" for i in range(remedies)),
        remedy_cost=cost,
        remedy_limit=np.where(rng.random(remedies) < 0.5, rng.integers(1, max(2, people // 20), remedies), NONE),
        budget=int(cost.sum() * 0.5),
        groups=tuple(f"g{i}" for i in range(groups)),
        group_people=Rows.of([one.tolist() for one in members]),
        at_most_place=banned // groups,
        at_most_group=banned % groups,
        at_most_number=rng.integers(0, 3, len(banned)),
        apart=tuple(sorted(apart)),
        payers=tuple(f"y{i}" for i in range(payers)),
        payer_budget=np.full(payers, int(expected / payers)),
    )


def regional(people: int = 1_300, budget: int = 300_000, seed: int = 0) -> Problem:
    """The shape of a round of a region: few free slots, many ways to a place, and each way lifts some obstacles.

    Sixteen remedies serve 3 to 10 people each; every place has up to three ways per person, with other remedies.
    """
    rng = np.random.default_rng(seed)
    places, remedies = people // 8, 16
    person, place = _pairs(rng, people, places, 7 / places)
    ways = rng.choice([1, 2, 3], len(person), p=[0.3, 0.2, 0.5])
    person, place = np.repeat(person, ways), np.repeat(place, ways)
    options = len(person)
    popular = rng.dirichlet(np.full(remedies, 0.7))
    count = np.minimum(rng.choice([0, 1, 2, 3, 4, 5], options, p=[0.11, 0.33, 0.31, 0.17, 0.06, 0.02]), remedies)
    needs = [np.sort(rng.choice(remedies, n, replace=False, p=popular)).tolist() for n in count.tolist()]
    value = np.round(rng.integers(300, 1001, options)) * 1_000
    two_staff = np.flatnonzero(rng.random(people) < 0.09)
    capacity = np.maximum(1, rng.poisson(1.9, places))
    shared = np.flatnonzero(capacity > 1)
    return Problem(
        people=tuple(f"p{i}" for i in range(people)),
        priority=rng.choice([1, 2, 3, 5], people, p=[0.42, 0.3, 0.18, 0.1]),
        places=tuple(f"a{i}" for i in range(places)),
        capacity=capacity,
        option_person=person,
        option_place=place,
        option_value=value,
        option_load=np.ones(options, np.int64),
        needs=Rows.of(needs),
        charge_payer=Rows.empty(options),
        charge_amount=np.zeros(0, np.int64),
        remedies=tuple(f"r{i}" for i in range(remedies)),
        remedy_cost=rng.integers(4, 23, remedies) * 5_000 * (rng.random(remedies) < 0.75),
        remedy_limit=rng.integers(3, 11, remedies),
        budget=budget,
        groups=("g",),
        group_people=Rows.of([two_staff.tolist()]),
        at_most_place=shared,
        at_most_group=np.zeros(len(shared), np.int64),
        at_most_number=np.ones(len(shared), np.int64),
    )


def _pairs(rng: np.random.Generator, people: int, places: int, share: float) -> tuple[np.ndarray, np.ndarray]:
    """Random pairs sorted by person, without a matrix of everybody by every place."""
    if people * places <= 20_000_000:
        person, place = np.nonzero(rng.random((people, places)) < share)
        return person, place
    count = rng.poisson(share * places, people)
    key = np.unique(np.repeat(np.arange(people), count) * places + rng.integers(0, places, int(count.sum())))
    return key // places, key % places
