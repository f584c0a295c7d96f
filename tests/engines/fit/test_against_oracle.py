"""The fast engine gives the same answers as a naive one on random problems."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenhang.engines.fit import (
    STAY,
    bottlenecks,
    compare,
    explain_person,
    explain_row,
    solve,
    stream,
    survey,
    touched_by,
)
from samenhang.engines.fit.remedies import minimal_sets

from . import oracle
from .random_problems import problems

MANY = settings(
    max_examples=200,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SOME = settings(MANY, max_examples=100)


@pytest.mark.capability(67)
@MANY
@given(problems())
def test_verdicts_and_reasons(problem):
    pairs = oracle.all_pairs(problem)
    result = solve(problem, threads=2)
    for (who, where), seen in pairs.items():
        cell = result.cell(who, where)
        assert result.verdict(who, where) == seen.verdict
        assert result.liftable[cell] == seen.liftable
        assert result.rows.obstacles[cell] == len(seen.failing)
        assert result.rows.unknowns[cell] == len(seen.unknown)
        assert result.rows.value[cell] == seen.value
    for person in problem.people:
        if person.current_place:
            stay, there = result.cell(person.id, STAY), result.cell(person.id, person.current_place)
            assert all(part[stay] == part[there] for part in result.rows)


@pytest.mark.capability(66)
@MANY
@given(problems())
def test_lists_of_one_person(problem):
    pairs, cost = oracle.all_pairs(problem), oracle.costs(problem)
    for person in problem.people:
        options = explain_person(problem, person.id)
        assert [option.place for option in options] == oracle.order(problem, pairs, person.id)
        for option in options:
            seen = pairs[person.id, option.place]
            assert option.verdict == seen.verdict
            assert {v.criterion: v.outcome for v in option.criteria if v.side} == seen.outcomes
            hard = {v.criterion: frozenset(v.remedies) for v in option.criteria if v.hard and v.outcome == oracle.FAILS}
            assert hard == seen.failing
            expected = oracle.minimal_sets(list(seen.failing.values()), cost) if seen.liftable else []
            found = [(len(s.remedies), s.cost, tuple(sorted(r.id for r in s.remedies))) for s in option.remedy_sets]
            assert [f[:2] for f in found] == [e[:2] for e in expected[:10]]
            assert set(found) <= set(expected) and len(set(found)) == len(found)
            assert option.more_sets == (len(expected) > 10)
            if found:
                assert (option.remedies, option.cost) == found[0][:2]
            missing = [v for v in option.criteria if v.outcome == oracle.UNKNOWN]
            assert bool(missing) == bool(option.to_find_out)


@MANY
@given(problems())
def test_bottlenecks(problem):
    by_criterion, by_remedy = oracle.counts(problem, oracle.all_pairs(problem))
    for answer in (solve(problem), survey(problem, keep=2)):
        seen = bottlenecks(answer)
        assert {
            c.criterion: (c.pairs_blocked, c.people_touched, c.people_opened) for c in seen.criteria
        } == by_criterion
        assert {
            r.remedy.id: (r.pairs_helped, r.people_reached, r.pairs_lifted, r.people_opened) for r in seen.remedies
        } == by_remedy
        assert seen.people_fitting + seen.people_unknown + seen.people_without == len(problem.people)


@SOME
@given(problems(), st.integers(1, 5), st.integers(1, 3))
def test_survey_keeps_the_head_of_each_list(problem, keep, threads):
    result, kept = solve(problem), survey(problem, keep=keep, threads=threads)
    for i, person in enumerate(problem.people):
        places = [option.place for option in explain_row(result.tables, i, keep)]
        columns = [c for c in kept.nearest[i] if c >= 0]
        assert (
            [result.places[c] for c in columns]
            == places
            == [o.place for o in explain_person(problem, person.id)][:keep]
        )
        for k, column in enumerate(columns):
            assert all(one[i, k] == whole[i, column] for one, whole in zip(kept.rows, result.rows, strict=True))
    assert len(list(stream(problem, block=1))) == len(problem.people) + 1


@SOME
@given(problems(), st.data())
def test_touched_by_is_the_difference_between_before_and_after(problem, data):
    if not problem.criteria:
        return
    criterion = data.draw(st.sampled_from(problem.criteria))
    from dataclasses import replace

    softer = replace(criterion, hard=not criterion.hard, version=2)
    after = replace(problem, criteria=tuple(softer if c is criterion else c for c in problem.criteria))
    assert touched_by(problem, criterion.id, softer) == compare(problem, after)
    places = tuple(replace(p, criteria=tuple(c for c in p.criteria if c != criterion.id)) for p in problem.places)
    people = tuple(replace(p, needs=tuple(c for c in p.needs if c != criterion.id)) for p in problem.people)
    assert touched_by(problem, criterion.id, None) == compare(problem, replace(problem, places=places, people=people))


@SOME
@given(problems())
def test_same_question_same_answer(problem):
    one, other = solve(problem, threads=1), solve(problem, threads=3)
    assert all(np.array_equal(a, b) for a, b in zip(one.rows + one.tally, other.rows + other.tally, strict=True))


@MANY
@given(
    st.lists(st.frozensets(st.integers(0, 7), max_size=4), max_size=6),
    st.lists(st.integers(0, 3), min_size=8, max_size=8),
)
def test_minimal_sets_by_brute_force(groups, costs):
    names = {str(i): cost for i, cost in enumerate(costs)}
    expected = oracle.minimal_sets([frozenset(map(str, g)) for g in groups], names)
    found, more = minimal_sets([tuple(g) for g in groups], costs, limit=1000)
    assert not more
    assert [(len(f), sum(costs[r] for r in f), tuple(map(str, f))) for f in found] == expected
    first, more = minimal_sets([tuple(g) for g in groups], costs, limit=3)
    assert len(first) == min(3, len(expected)) and more == (len(expected) > 3)
