"""Withheld numbers: the engine chooses, an attacker with everything that is published works out what he can."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenhang.engines.disclosure import (
    Draft,
    InvalidProblem,
    Kind,
    Number,
    Problem,
    Reason,
    Status,
    Sum,
    attack,
    explain,
    solve,
    violations,
)

pytestmark = pytest.mark.capability(62)


def table(rows: list[list[int]], layers: list[list[int]] = ()) -> Problem:  # type: ignore[assignment]
    """A table with all its totals; each layer divides the rows in its own way and publishes the sums of its regions."""
    draft, columns = Draft(), range(len(rows[0]))
    for r, row in enumerate(rows):
        for c in columns:
            draft.number(f"{r}/{c}", row[c])
        draft.total(f"{r}/all", [f"{r}/{c}" for c in columns])
    for c in [*columns, "all"]:
        draft.total(f"all/{c}", [f"{r}/{c}" for r in range(len(rows))])
    for number, layer in enumerate(layers):
        for region in sorted(set(layer)):
            for c in [*columns, "all"]:
                draft.total(f"{number}.{region}/{c}", [f"{r}/{c}" for r in range(len(rows)) if layer[r] == region])
    draft.total("all/all", [f"all/{c}" for c in columns])
    return draft.problem()


# The example of docs/engines/disclosure.md
EXAMPLE = [[3, 40, 25], [30, 50, 0], [22, 12, 60]]


def test_the_example_to_redo_by_hand():
    problem = table(EXAMPLE)
    found = solve(problem)
    assert [w.id for w in found.withheld.values() if w.reason is Reason.SMALL] == ["0/0"]
    assert list(found.withheld) == ["0/0", "0/1", "2/0", "2/1"], "40 + 22 + 12: the cheapest rectangle"
    assert found.shown("0/all") == 68 and found.shown("all/0") == 55, "every total stays"
    assert found.withheld["2/1"].protects == ("0/0",)
    assert found.ranges["0/0"].high >= 10 and found.ranges["0/0"].high - found.ranges["0/0"].low >= 9
    assert explain(found, "1/2") is Reason.NOBODY and explain(found, "0/2") is Reason.SHOWN
    assert violations(found) == []
    by_hand = attack({n.id: found.shown(n.id) for n in problem.numbers}, problem.sums, ["0/0"])
    assert by_hand["0/0"] == (1, 24), "25 in the first column, of which the other is at least one"


def test_without_complementary_suppression_subtracting_gives_it_away():
    problem = table(EXAMPLE)
    found = solve(problem, complementary=False)
    assert list(found.withheld) == ["0/0"] and violations(found) == ["0/0"]


def test_two_small_numbers_that_make_less_than_ten_do_not_hide_each_other():
    found = solve(table([[3, 4, 60]]))
    assert "0/2" in found.withheld or "0/all" in found.withheld
    assert violations(found) == []


def test_a_total_is_withheld_when_nothing_else_is_left():
    draft = Draft()
    draft.number("a", 4)
    draft.number("b", 0)
    draft.number("c", 0)
    draft.total("all", ["a", "b", "c"])
    assert set(solve(draft.problem()).withheld) == {"a", "all"}


def test_who_is_left_over_is_protected_as_much():
    draft = Draft()
    draft.number("waits", 60)
    draft.number("would do", 57)
    draft.within("would do", "waits")
    found = solve(draft.problem())
    assert list(found.withheld) == ["would do"], "57 of 60 would tell of the three; the smaller number goes"
    assert violations(found) == []


def test_what_was_published_before_counts_and_cannot_be_taken_back():
    draft = Draft()
    draft.number("refusals in spring", 40, Kind.PUBLISHED)
    draft.number("since", 3, Kind.INNER)
    draft.total("refusals in summer", ["refusals in spring", "since"])
    found = solve(draft.problem())
    assert list(found.withheld) == ["refusals in summer"] and violations(found) == []
    both = Draft()
    both.number("spring", 40, Kind.PUBLISHED)
    both.number("since", 3, Kind.INNER)
    both.total("summer", ["spring", "since"], Kind.PUBLISHED)
    lost = solve(both.problem())
    assert lost.status is Status.GIVEN_AWAY and lost.given_away == ("since",)


def test_who_is_on_no_page_may_be_nobody_and_that_is_enough():
    """Eleven want a form, ten of them at most at one level; that some of these have a place says nothing when it can be nobody."""
    draft = Draft()
    for name, count in (("low", 8), ("high", 3)):
        draft.number(name, count, Kind.WITHHELD)
    draft.total("form", ["low", "high"], Kind.PUBLISHED)
    draft.within(draft.number("low, no place", 5), "low")
    found = solve(draft.problem())
    assert found.status is Status.PROTECTED and found.shown("low, no place") is None
    assert violations(found) == []
    known = {n.id: found.shown(n.id) for n in found.problem.numbers if n.kind is not Kind.INNER}
    assert attack(known, found.problem.sums, ["low − low, no place"])["low − low, no place"] == (0, 9)


def test_what_cannot_be_saved_takes_nothing_along():
    draft = Draft()
    for name, count in (("spring", 40), ("elsewhere", 60)):
        draft.number(name, count, Kind.PUBLISHED if name == "spring" else Kind.OFFERED)
    draft.number("since", 3, Kind.INNER)
    draft.total("summer", ["spring", "since"], Kind.PUBLISHED)
    draft.total("together", ["summer", "elsewhere"])
    found = solve(draft.problem())
    assert found.given_away == ("since",) and found.withheld == {}


def test_of_who_is_there_now_two_days_tell_only_who_came_less_who_left():
    """54 yesterday, 52 today: at least two left, but anybody can have come. Of what only grows the difference itself is told."""
    days = {"yesterday": 54, "today": 52}
    sums = [Sum("ever", ("yesterday", "came")), Sum("ever", ("today", "left"))]
    found = attack(days, sums, ["came", "left"], reach=200)
    assert found["left"].low == 2 and all(r.high - r.low >= 9 for r in found.values())
    grows = attack({"yesterday": 50, "today": 52}, [Sum("today", ("yesterday", "came"))], ["came"])
    assert grows["came"] == (2, 2)


def test_sums_with_corners_that_are_not_whole_end_too():
    """Three numbers of which every pair is published: linear programming alone would think of halves."""
    draft = Draft()
    for name, count in (("a", 5), ("b", 31), ("c", 40)):
        draft.number(name, count, Kind.INNER if name == "a" else Kind.OFFERED)
    for pair in ("ab", "bc", "ac"):
        draft.total(pair, pair)
    assert violations(solve(draft.problem())) == []


def test_rounding_comes_after_withholding():
    found = solve(table([[3, 41, 62], [33, 57, 80]]))
    shown = {n.id: found.shown(n.id, step=5) for n in found.problem.numbers}
    assert {name for name, value in shown.items() if value is None} == set(found.withheld)
    assert all(
        value is None or (value % 5 == 0 and abs(value - found.problem.count(n)) <= 2) for n, value in shown.items()
    )


@pytest.mark.parametrize(
    ("numbers", "sums", "spot"),
    [
        ([Number("a", 1), Number("a", 2)], [], "numbers"),
        ([Number("a", 1), Number("b", 2)], [Sum("b", ("a",))], "b"),
        ([Number("a", 1)], [Sum("a", ("x",))], "a"),
        ([Number("a", 1), Number("b", 2)], [Sum("b", ("a", "a"))], "b"),
    ],
)
def test_a_problem_that_does_not_add_up_is_refused(numbers, sums, spot):
    with pytest.raises(InvalidProblem) as error:
        Problem(tuple(numbers), tuple(sums))
    assert error.value.spot == spot
    with pytest.raises(InvalidProblem):
        Number("a", -1)


COUNTS = st.one_of(st.just(0), st.integers(1, 9), st.integers(5, 40))
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(max_examples=40, deadline=None, print_blob=True)
@given(TABLES, st.lists(st.lists(st.integers(0, 2), min_size=5, max_size=5), max_size=2))
def test_nobody_finds_a_small_number_in_a_table_with_overlapping_layers(rows, layers):
    problem = table(rows, layers)
    found = solve(problem)
    assert found.status is Status.PROTECTED
    assert all(found.shown(n.id) is None for n in problem.numbers if problem.small(n))
    assert all(found.shown(n.id) == 0 for n in problem.numbers if n.count == 0), "zero is nobody and is always shown"
    assert violations(found) == []
    assert violations(found, whole=False) == []


@settings(max_examples=20, deadline=None, print_blob=True)
@given(TABLES)
def test_the_same_question_gets_the_same_answer(rows):
    assert solve(table(rows)).withheld == solve(table(rows)).withheld


def big() -> Problem:
    rnd = random.Random(3)
    rows = [[rnd.choice([0, rnd.randint(1, 9), rnd.randint(10, 60)]) for _ in range(12)] for _ in range(30)]
    return table(rows, [[rnd.randrange(4) for _ in rows] for _ in range(2)])


def test_the_attack_bites_when_complementary_suppression_is_off():
    problem = table(EXAMPLE, [[0, 0, 1]])
    assert violations(solve(problem, complementary=False)) == ["0/0"]
    draft = Draft()  # and between layers: the three municipalities of one region less the two of another
    for name, count in (("Turfwolde", 4), ("Zandmeer", 30), ("Veenkerk", 45)):
        draft.number(name, count)
    draft.total("care office", ["Turfwolde", "Zandmeer", "Veenkerk"])
    draft.total("safety region", ["Zandmeer", "Veenkerk"])
    naked = solve(draft.problem(), complementary=False)
    assert violations(naked) == ["Turfwolde"]
    assert violations(solve(draft.problem())) == []


def test_thirty_rows_of_twelve_under_two_layers_in_about_a_second():
    problem = big()
    began = time.process_time()
    found = solve(problem)
    assert time.process_time() - began < 2, "half a second on a quiet machine"
    assert found.status is Status.PROTECTED and len(found.withheld) < len(problem.numbers) / 2
