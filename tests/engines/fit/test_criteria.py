"""One criterion operator, one smallest test on both sides of its condition; and the rules that the engine may never break."""

import datetime as dt

import pytest

from samenhang.engines.fit import (
    STAY,
    Criterion,
    Fact,
    FitProblem,
    InvalidProblem,
    Obstacle,
    Operator,
    OptionKind,
    Outcome,
    Person,
    Place,
    Point,
    Reason,
    Remedy,
    RemedyKind,
    Side,
    bottlenecks,
    explain_person,
    solve,
    touched_by,
)

from .oracle import look

ON = dt.date(2026, 11, 22)
YES, MAYBE, NO = Outcome.FITS, Outcome.UNKNOWN, Outcome.DOES_NOT_FIT
HERE, NEAR = Point(52.0, 5.0), Point(52.0, 5.2)  # 13.7 km apart


def fact(value, until=None):
    return Fact(value, ON, "source", until)


def facts(**values):
    return {name: value if isinstance(value, Fact) else fact(value) for name, value in values.items()}


def place_rule(operator, value=None, **more):
    more.setdefault("obstacle", Obstacle.ORGANISATIONAL)
    return Criterion("rule", Side.PLACE, more.pop("fact", "x"), operator, value=value, **more)


def judge(rule, person=None, place=None, **more):
    """The option of the one place and the verdict on the one rule."""
    needs, criteria = ((), (rule.id,)) if rule.side is Side.PLACE else ((rule.id,), ())
    problem = FitProblem(
        ON,
        (Person("ann", person or {}, needs, owner="coordinator"),),
        (Place("p", place or {}, criteria, free=1, owner="provider"),),
        (rule,),
        **more,
    )
    option = next(option for option in explain_person(problem, "ann") if option.place == "p")
    assert solve(problem).verdict("ann", "p") is option.verdict
    return option, next(verdict for verdict in option.criteria if verdict.criterion == rule.id)


AB = frozenset({"a", "b"})
BOTH_SIDES = [
    (Operator.IN, AB, "a", "c", Reason.NOT_ACCEPTED, ("c",)),
    (Operator.NOT_IN, AB, "c", "a", Reason.EXCLUDED, ("a",)),
    (Operator.IN, frozenset({1, 2}), 2, 3, Reason.NOT_ACCEPTED, ("3",)),
    (Operator.AT_LEAST, 18, 18, 17.9, Reason.TOO_LOW, ()),
    (Operator.AT_MOST, 2, 2, 3, Reason.TOO_HIGH, ()),
    (Operator.BETWEEN, (18, 65), 65, 66, Reason.TOO_HIGH, ()),
    (Operator.BETWEEN, (18, 65), 18, 17, Reason.TOO_LOW, ()),
    (Operator.CONTAINS_ALL, AB, frozenset("abc"), frozenset("ac"), Reason.ITEMS_MISSING, ("b",)),
    (Operator.CONTAINS_ANY, AB, frozenset("bc"), frozenset("c"), Reason.NONE_PRESENT, ("a", "b")),
    (Operator.SUBSET_OF, AB, frozenset("a"), frozenset("ac"), Reason.MORE_THAN_ALLOWED, ("c",)),
    (Operator.DISJOINT, AB, frozenset("c"), frozenset("bc"), Reason.EXCLUDED, ("b",)),
    (Operator.IS_TRUE, None, True, False, Reason.NOT_TRUE, ()),
    (Operator.IS_FALSE, None, False, True, Reason.NOT_FALSE, ()),
]


@pytest.mark.capability(67)
@pytest.mark.parametrize(("operator", "value", "good", "bad", "reason", "details"), BOTH_SIDES)
def test_operator_on_both_sides(operator, value, good, bad, reason, details):
    rule = place_rule(operator, value)
    option, verdict = judge(rule, facts(x=good))
    assert (option.verdict, verdict.outcome, verdict.reason) == (YES, YES, Reason.MEETS)
    option, verdict = judge(rule, facts(x=bad))
    assert (option.verdict, verdict.outcome, verdict.reason, verdict.details) == (NO, NO, reason, details)
    assert verdict.facts[0].value == bad and verdict.facts[0].date == ON and verdict.facts[0].source == "source"
    need = Criterion("rule", Side.PERSON, "x", operator, Obstacle.PREFERENCE, value)
    assert judge(need, place=facts(x=good))[0].verdict is YES
    assert judge(need, place=facts(x=bad))[0].verdict is NO


@pytest.mark.parametrize(("km", "verdict"), [(13.7, YES), (13.6, NO)])
def test_within_km(km, verdict):
    rule = Criterion("rule", Side.PERSON, "location", Operator.WITHIN_KM, Obstacle.DISTANCE, km, "tie")
    option, seen = judge(rule, facts(tie=HERE, location=HERE), facts(location=NEAR))
    assert (option.verdict, seen.km, option.km) == (verdict, 13.7, 13.7)
    assert judge(rule, {}, facts(location=NEAR))[0].verdict is MAYBE


@pytest.mark.capability(48)
@pytest.mark.parametrize(("offered", "verdict", "value"), [(1, NO, 1.0), (2, YES, 1.0), (3, YES, 0.0)])
def test_security_at_least_what_is_needed_and_preferably_not_higher(offered, verdict, value):
    needs = (
        Criterion("enough", Side.PERSON, "level", Operator.AT_LEAST, Obstacle.SAFETY, against="needed"),
        Criterion("not-more", Side.PERSON, "level", Operator.AT_MOST, Obstacle.SAFETY, against="needed", hard=False),
    )
    person = Person("ann", facts(needed=2), ("enough", "not-more"))
    problem = FitProblem(ON, (person,), (Place("p", facts(level=offered), free=1),), needs)
    option = explain_person(problem, "ann")[0]
    assert option.place == "p"
    assert (option.verdict, option.value) == (verdict, value)


@pytest.mark.capability(67)
def test_unknown_is_not_no():
    option, verdict = judge(place_rule(Operator.AT_LEAST, 18))
    assert (option.verdict, verdict.outcome, verdict.reason) == (MAYBE, MAYBE, Reason.FACT_MISSING)
    assert [(r.id, r.kind, r.owner) for r in option.to_find_out] == [
        ("find-out:person:x", RemedyKind.FACT_FOUND_OUT, "coordinator")
    ]
    option, verdict = judge(place_rule(Operator.AT_LEAST, 18), facts(x=fact(20, until=ON)))
    assert (option.verdict, verdict.reason) == (MAYBE, Reason.FACT_EXPIRED)


def test_a_fact_that_ends_before_the_fit_must_end_fails():
    person = facts(x=fact("ZM", until=dt.date(2027, 1, 10)))
    rule = place_rule(Operator.IN, frozenset({"ZM"}), obstacle=Obstacle.LEGAL)
    assert judge(rule, person, hold_until=dt.date(2027, 1, 9))[0].verdict is YES
    option, verdict = judge(rule, person, hold_until=dt.date(2027, 1, 10))
    assert (option.verdict, verdict.reason, verdict.details) == (NO, Reason.FACT_ENDS, ("2027-01-10",))


CAPACITY = [
    ({"free": 1}, YES, Reason.MEETS, False),
    ({"free": 0, "free_from": ON}, YES, Reason.MEETS, False),
    ({"free": 0, "free_from": dt.date(2027, 2, 1)}, NO, Reason.FULL_UNTIL, True),
    ({"free": 0}, NO, Reason.FULL, False),
    ({}, MAYBE, Reason.CAPACITY_UNKNOWN, False),
]


@pytest.mark.parametrize(("capacity", "verdict", "reason", "liftable"), CAPACITY)
def test_capacity(capacity, verdict, reason, liftable):
    problem = FitProblem(ON, (Person("ann"),), (Place("p", owner="provider", **capacity),))
    option = explain_person(problem, "ann")[0]
    assert (option.place, option.verdict, option.liftable) == ("p", verdict, liftable)
    assert option.criteria[0].reason is reason and option.criteria[0].obstacle is Obstacle.CAPACITY
    if liftable:
        assert option.remedy_sets[0].remedies[0].kind is RemedyKind.TIME_WAITED
        assert option.remedy_sets[0].available_from == dt.date(2027, 2, 1)


@pytest.mark.capability(71)
def test_staying_with_expertise_is_always_an_option():
    need = Criterion("emdr", Side.PERSON, "treatments", Operator.CONTAINS_ALL, Obstacle.EXPERTISE, frozenset({"EMDR"}))
    places = (
        Place("home", facts(treatments=frozenset()), free=0),
        Place("clinic", facts(treatments=frozenset()), free=1),
    )
    people = (Person("ann", {}, ("emdr",), "home"), Person("bob", {}, ("emdr",)))
    problem = FitProblem(ON, people, places, (need,), expertise_cost=700)
    ann = {option.place: option for option in explain_person(problem, "ann")}
    assert set(ann) == {STAY, "clinic"} and ann[STAY].kind is OptionKind.STAY and ann[STAY].at == "home"
    brought = ann[STAY].remedy_sets[0].remedies[0]
    assert (brought.id, brought.kind, brought.cost) == ("bring:emdr", RemedyKind.EXPERTISE_BROUGHT, 700)
    assert not ann["clinic"].liftable
    bob = {option.place: option for option in explain_person(problem, "bob")}
    assert bob[STAY].criteria[0].reason is Reason.NO_CURRENT_PLACE and not bob[STAY].liftable


@pytest.mark.capability(71)
def test_a_closing_place_stands_in_the_way_of_staying():
    places = (Place("home", closes_on=dt.date(2027, 1, 1)),)
    problem = FitProblem(ON, (Person("ann", current_place="home"),), places, hold_until=dt.date(2027, 1, 1))
    (stay,) = explain_person(problem, "ann")
    assert (stay.verdict, stay.criteria[0].reason) == (NO, Reason.PLACE_CLOSES)


@pytest.mark.capability(65)
def test_of_two_equal_options_staying_comes_first():
    places = (Place("a", free=1), Place("home"))
    problem = FitProblem(ON, (Person("ann", current_place="home"),), places)
    assert [option.place for option in explain_person(problem, "ann")] == [STAY, "a"]


@pytest.mark.capability(66)
def test_order_fits_then_unknown_then_fewest_then_cheapest_then_value():
    remedies = tuple(Remedy(name, RemedyKind.MONEY_FOUND, cost=cost) for name, cost in (("dear", 9), ("cheap", 2)))
    rules = (
        Criterion("dear", Side.PLACE, "a", Operator.IS_TRUE, Obstacle.FINANCIAL, remedies=("dear",)),
        Criterion("cheap", Side.PLACE, "a", Operator.IS_TRUE, Obstacle.FINANCIAL, remedies=("cheap",)),
        Criterion("hopeless", Side.PLACE, "a", Operator.IS_TRUE, Obstacle.FINANCIAL),
        Criterion("soft", Side.PLACE, "a", Operator.IS_TRUE, Obstacle.PREFERENCE, hard=False),
        Criterion("missing", Side.PLACE, "b", Operator.IS_TRUE, Obstacle.PREFERENCE),
    )
    uses = {
        "8-hopeless": ("hopeless",),
        "7-both": ("dear", "cheap"),
        "6-dear": ("dear",),
        "5-cheap-less-wanted": ("cheap", "soft"),
        "4-cheap": ("cheap",),
        "3-unknown": ("missing",),
        "2-fits-less": ("soft",),
        "1-fits": (),
    }
    places = tuple(Place(name, {}, criteria, free=1) for name, criteria in uses.items())
    problem = FitProblem(ON, (Person("ann", facts(a=False)),), places, rules, remedies)
    found = [option.place for option in explain_person(problem, "ann")]
    assert found == [*sorted(uses), STAY]


def test_value_is_the_share_of_the_soft_weight():
    rules = tuple(
        Criterion(name, Side.PLACE, name, Operator.IS_TRUE, Obstacle.PREFERENCE, hard=False, weight=weight)
        for name, weight in (("a", 4), ("b", 2), ("c", 1))
    )
    place = Place("p", facts(location=NEAR), ("a", "b", "c"), free=1)
    person = Person("ann", facts(a=True, b=False, location=HERE))
    problem = FitProblem(ON, (person,), (place,), rules, distance_weight=3, distance_scale_km=50)
    # 4 satisfied, half of the unknown 1, and 3 x (50 - 13.7) / 50 of nearness, of 10 in all
    assert explain_person(problem, "ann")[0].value == round((4 + 0.5 + 3 * 36.3 / 50) / 10, 3)


@pytest.mark.capability(67)
def test_one_remedy_that_lifts_two_criteria_is_counted_once():
    remedies = (Remedy("rule", RemedyKind.RULE_RELAXED, "region", 50), Remedy("money", RemedyKind.MONEY_FOUND, cost=1))
    rules = tuple(
        Criterion(name, Side.PLACE, "a", Operator.IS_TRUE, Obstacle.LEGAL, remedies=lifting)
        for name, lifting in (("one", ("rule", "money")), ("two", ("rule",)))
    )
    problem = FitProblem(
        ON, (Person("ann", facts(a=False)),), (Place("p", {}, ("one", "two"), free=1),), rules, remedies
    )
    option = explain_person(problem, "ann")[0]
    assert [[r.id for r in chosen.remedies] for chosen in option.remedy_sets] == [["rule"]]
    (helped, _) = bottlenecks(solve(problem)).remedies
    assert (helped.remedy.id, helped.pairs_lifted, helped.people_opened) == ("rule", 1, 1)


def test_touched_by_tells_who_is_touched():
    rule = place_rule(Operator.AT_LEAST, 18)
    people = (Person("young", facts(x=17)), Person("old", facts(x=40)))
    problem = FitProblem(ON, people, (Place("p", {}, ("rule",), free=1), Place("q", free=1)), (rule,))
    (change,) = touched_by(problem, "rule", place_rule(Operator.AT_LEAST, 16, version=2))
    assert (change.person, change.place, change.before, change.after) == ("young", "p", NO, YES)


@pytest.mark.parametrize(
    "name",
    ["leading_problem", "primaryProblem", "Main Diagnosis", "hoofdprobleem", "voorliggend domein", "primary-disorder"],
)
@pytest.mark.parametrize("side", Side)
def test_no_criterion_on_the_leading_problem(name, side):
    with pytest.raises(InvalidProblem, match="need comes before indication"):
        Criterion("c", side, name, Operator.IN, Obstacle.LEGAL, frozenset({"x"}), hard=False)


def test_exclusion_on_a_problem_area_must_be_relaxable():
    value = frozenset({"addiction"})
    with pytest.raises(InvalidProblem, match="ORGANISATIONAL"):
        place_rule(Operator.DISJOINT, value, fact="problem_areas", obstacle=Obstacle.EXPERTISE, remedies=("r",))
    with pytest.raises(InvalidProblem, match="relaxed"):
        place_rule(Operator.DISJOINT, value, fact="problem_areas")
    with pytest.raises(InvalidProblem, match="relaxed"):
        place_rule(Operator.IN, value, fact="residence_municipality")
    assert place_rule(Operator.DISJOINT, value, fact="problem_areas", remedies=("r",)).remedies == ("r",)


def test_problems_without_people_or_places_are_fine():
    assert solve(FitProblem(ON, (), ())).rows.rank.shape == (0, 1)
    assert solve(FitProblem(ON, (Person("ann"),), ())).places == (STAY,)
    with pytest.raises(InvalidProblem):
        explain_person(FitProblem(ON, (), ()), "ann")


def test_the_largest_place_and_person_use_every_bit_of_the_mask():
    rules = tuple(
        Criterion(
            f"c{i}", Side.PLACE, f"x{i % 3}", Operator.IS_TRUE, Obstacle.LEGAL, hard=i % 7 != 0, remedies=(f"r{i % 5}",)
        )
        for i in range(40)
    )
    needs = tuple(Criterion(f"n{i}", Side.PERSON, "y", Operator.AT_LEAST, Obstacle.SAFETY, i % 4) for i in range(22))
    remedies = tuple(Remedy(f"r{i}", RemedyKind.RULE_RELAXED, cost=i) for i in range(5))
    person = Person("ann", facts(x0=True, x1=False), tuple(c.id for c in needs))
    place = Place("p", facts(y=1), tuple(c.id for c in rules), free=1)
    problem = FitProblem(ON, (person,), (place,), rules + needs, remedies)
    seen = look(problem, person, place, stay=False)
    option = next(option for option in explain_person(problem, "ann") if option.place == "p")
    assert {v.criterion: v.outcome for v in option.criteria if v.side} == seen.outcomes
    assert (option.obstacles, option.unknowns, option.value) == (
        len(seen.failing),
        len(seen.unknown),
        seen.value / 1000,
    )
    with pytest.raises(InvalidProblem, match="at most 22 needs"):
        Person("bob", {}, tuple(f"n{i}" for i in range(23)))
    with pytest.raises(InvalidProblem, match="at most 40 criteria"):
        Place("q", {}, tuple(f"c{i}" for i in range(41)))
