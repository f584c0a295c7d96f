"""The ways in which everybody could be placed: what fits, and what would fit with remedies that somebody can decide on.

Made for a round over many people: the masks of the survey are turned into sets of remedies without building reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from .kernel import FITS, LIFTABLE
from .problem import STAY, FitProblem
from .remedies import minimal_sets
from .solve import survey
from .tables import CAPACITY_BIT, CLOSES_BIT, NEED_BIT, Tables
from .terms import RemedyKind


@dataclass(frozen=True, slots=True)
class Way:
    """One way to place one person: the place (or "stay"), the value from 0 to 1, and the remedies that must be there."""

    person: str
    place: str
    value: float
    remedies: tuple[str, ...]


def ways(
    problem: FitProblem, *, keep: int = 40, sets: int = 3, kinds: frozenset[RemedyKind] = frozenset(RemedyKind)
) -> Iterator[Way]:
    """Every way among the `keep` nearest options of each person, with at most `sets` sets of remedies of these kinds each.

    Places without a free slot are left out first, unless waiting is one of the kinds: they could take nobody, and would
    push others out of the nearest. A pair with something unknown is no way: find it out first.
    """
    if RemedyKind.TIME_WAITED not in kinds:
        current = {person.current_place for person in problem.people}
        places = tuple(place for place in problem.places if place.free or place.id in current)
        problem = replace(problem, places=places)
    found = survey(problem, keep=keep)
    tables, arrays = found.tables, found.tables.arrays
    lifting = _Lifting(tables, kinds, sets)
    columns = len(problem.places)
    for person in range(len(problem.people)):
        here = int(arrays.current[person])
        for k in range(found.nearest.shape[1]):
            column = int(found.nearest[person, k])
            if column < 0:
                break
            if column == here:
                continue  # the same as staying
            rank = int(found.rows.rank[person, k])
            stay = column == columns
            name = STAY if stay else problem.places[column].id
            value = int(found.rows.value[person, k]) / 1000
            if rank == FITS:
                yield Way(problem.people[person].id, name, value, ())
            elif rank == LIFTABLE and not found.rows.unknowns[person, k]:
                place = here if stay else column
                for chosen in lifting.sets_of(person, place, stay, int(found.rows.fail[person, k])):
                    yield Way(problem.people[person].id, name, value, chosen)


class _Lifting:
    """From a mask of failing criteria to sets of remedies; the same combination is worked out once."""

    def __init__(self, tables: Tables, kinds: frozenset[RemedyKind], sets: int) -> None:
        self.tables, self.sets = tables, sets
        self.allowed = np.array([remedy.kind in kinds for remedy in tables.remedies], dtype=bool)
        self.groups = [tuple(r for r in group if self.allowed[r]) for group in tables.groups]
        self.known: dict[frozenset[int], tuple[tuple[str, ...], ...]] = {}

    def sets_of(self, person: int, place: int, stay: bool, fail: int) -> tuple[tuple[str, ...], ...]:
        """The smallest sets that lift this mask, empty when something cannot be lifted."""
        groups = frozenset(self._groups(person, place, stay, fail))
        if groups not in self.known:
            ids, _more = minimal_sets([self.groups[g] for g in groups], self.tables.arrays.remedy_cost, limit=self.sets)
            self.known[groups] = tuple(tuple(sorted(self.tables.remedies[r].id for r in chosen)) for chosen in ids)
        return self.known[groups]

    def _groups(self, person: int, place: int, stay: bool, fail: int) -> Iterator[int]:
        arrays, tables = self.tables.arrays, self.tables
        by_criterion = arrays.stay_group if stay else arrays.criterion_group
        bit = 0
        while fail:
            if fail & 1:
                if bit == CAPACITY_BIT:
                    yield int(arrays.capacity_group[place])
                elif bit == CLOSES_BIT:
                    yield int(arrays.closes_group[place])
                else:
                    slots, slot = (
                        (tables.need_slots[person], bit - NEED_BIT)
                        if bit >= NEED_BIT
                        else (tables.place_slots[place], bit)
                    )
                    if tables.criteria[slots[slot]].hard:  # a soft one lowers the value and needs no lifting
                        yield int(by_criterion[slots[slot]])
            fail >>= 1
            bit += 1
