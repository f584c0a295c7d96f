"""The ways of a round agree with the explained options of each person."""

from __future__ import annotations

import pytest
from bench.fit_instances import instance

from samenhang.engines.fit import explain_person
from samenhang.engines.fit.terms import Outcome, RemedyKind
from samenhang.engines.fit.ways import ways

pytestmark = [pytest.mark.capability(66), pytest.mark.capability(71)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_way_is_an_option_that_fits_or_a_set_of_remedies_that_lifts_it(seed):
    problem = instance(12, 30, seed=seed)
    found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for way in ways(problem, keep=31, sets=10):
        found.setdefault((way.person, way.place), set()).add(way.remedies)
    for person in problem.people:
        for option in explain_person(problem, person.id):
            key = (person.id, option.place)
            if option.place == person.current_place:
                continue
            if option.verdict is Outcome.FITS:
                assert found[key] == {()}
            elif option.liftable and not option.unknowns:
                expected = {tuple(sorted(r.id for r in s.remedies)) for s in option.remedy_sets}
                assert found[key] == expected or (option.more_sets and found[key] & expected)
            else:
                assert key not in found


def test_without_waiting_full_places_are_left_out_and_only_these_kinds_are_used():
    problem = instance(12, 30, seed=5)
    kinds = frozenset(RemedyKind) - {RemedyKind.TIME_WAITED, RemedyKind.FACT_FOUND_OUT}
    free = {place.id for place in problem.places if place.free}
    kind_of = {remedy.id: remedy.kind for remedy in problem.remedies}
    for way in ways(problem, keep=31, kinds=kinds):
        assert way.place == "stay" or way.place in free
        assert all(kind_of.get(r, RemedyKind.EXPERTISE_BROUGHT) in kinds for r in way.remedies)
        assert not any(r.startswith("wait:") for r in way.remedies)
