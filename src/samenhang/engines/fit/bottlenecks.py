"""What stands in the way in a whole region, and whom a changed criterion would touch."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .kernel import FITS, IS_UNKNOWN, LIFTABLE
from .problem import BUILT_IN, CAPACITY, Criterion, FitProblem, InvalidProblem
from .result import RANK_OUTCOME, Bottlenecks, CriterionCount, RemedyCount, Result, Survey
from .solve import solve
from .terms import Obstacle, Outcome, Side


def bottlenecks(answer: Result | Survey) -> Bottlenecks:
    """Criteria and remedies that matter, those that open most people first.

    The current place of a person counts once, as the option to stay. A person is opened by a criterion when they have no fitting
    option now and would have one if this criterion alone were lifted, nothing else failing or unknown there.
    """
    tables, tally = answer.tables, answer.tally
    criteria = []
    for number in np.flatnonzero(tally.blocks):
        obstacle, owner, version = _described(tables.criteria, int(number))
        counts = (int(part[number]) for part in (tally.blocks, tally.touches, tally.opens))
        criteria.append(CriterionCount(tables.criterion_ids[number], obstacle, owner, version, *counts))
    remedies = []
    for number in np.flatnonzero(tally.helps):
        counts = (int(part[number]) for part in (tally.helps, tally.reaches, tally.lifts, tally.unlocks))
        remedies.append(RemedyCount(tables.remedies[number], *counts))
    criteria.sort(key=lambda row: (-row.people_opened, -row.people_touched, -row.pairs_blocked, row.criterion))
    remedies.sort(key=lambda row: (-row.people_opened, -row.people_reached, -row.pairs_helped, row.remedy.id))
    fitting, unknown, without = (int(tally.people[rank]) for rank in (FITS, IS_UNKNOWN, LIFTABLE))
    return Bottlenecks(fitting, unknown, without, tuple(criteria), tuple(remedies))


def _described(criteria: tuple[Criterion, ...], number: int) -> tuple[Obstacle, str, int]:
    if number < len(criteria):
        return criteria[number].obstacle, criteria[number].owner, criteria[number].version
    capacity = BUILT_IN[number - len(criteria)] == CAPACITY
    return (Obstacle.CAPACITY if capacity else Obstacle.ORGANISATIONAL), "", 1


@dataclass(frozen=True, slots=True)
class Change:
    """A pair whose verdict changes."""

    person: str
    place: str
    before: Outcome
    after: Outcome
    liftable_before: bool
    liftable_after: bool


def touched_by(problem: FitProblem, criterion_id: str, new: Criterion | None) -> tuple[Change, ...]:
    """Whom a new version of a criterion (None: dropped) would touch: all pairs whose verdict changes.

    Only the places, or people, that use the criterion are judged again.
    """
    known = [criterion for criterion in problem.criteria if criterion.id == criterion_id]
    if not known:
        raise InvalidProblem("criteria", f"no criterion {criterion_id!r}")
    if new is not None and (new.id != criterion_id or new.side is not known[0].side):
        raise InvalidProblem("criterion", "a new version keeps its id and its side")
    people, places = problem.people, problem.places
    if known[0].side is Side.PLACE:
        places = tuple(place for place in places if criterion_id in place.criteria)
        kept = {place.id for place in places}
        people = tuple(p if p.current_place in kept else replace(p, current_place=None) for p in people)
    else:
        people = tuple(person for person in people if criterion_id in person.needs)
    before = replace(problem, people=people, places=places)
    criteria = tuple(new or c if c.id == criterion_id else c for c in problem.criteria)
    if new is None:
        criteria = tuple(c for c in criteria if c.id != criterion_id)
        places = tuple(replace(p, criteria=tuple(c for c in p.criteria if c != criterion_id)) for p in places)
        people = tuple(replace(p, needs=tuple(c for c in p.needs if c != criterion_id)) for p in people)
    return compare(before, replace(before, people=people, places=places, criteria=criteria))


def compare(before: FitProblem, after: FitProblem) -> tuple[Change, ...]:
    """The pairs whose verdict, or whose being liftable, differs between two problems about the same people and places."""
    one, other = solve(before, counting=False), solve(after, counting=False)
    if one.people != other.people or one.places != other.places:
        raise InvalidProblem("people", "both problems must be about the same people and places, in the same order")
    differing = np.argwhere(one.rows.rank != other.rows.rank)
    current = one.tables.arrays.current
    changes = []
    for row, column in differing:
        if column == current[row]:  # the same as staying
            continue
        ranks = int(one.rows.rank[row, column]), int(other.rows.rank[row, column])
        changes.append(
            Change(
                one.people[row],
                one.places[column],
                RANK_OUTCOME[ranks[0]],
                RANK_OUTCOME[ranks[1]],
                ranks[0] == LIFTABLE,
                ranks[1] == LIFTABLE,
            )
        )
    return tuple(changes)
