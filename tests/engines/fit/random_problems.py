"""Random small problems in which everything can happen: missing, expired and ending facts, shared remedies, equal criteria."""

import datetime as dt

from hypothesis import strategies as st

from samenhang.engines.fit import (
    Criterion,
    Fact,
    FitProblem,
    Obstacle,
    Operator,
    Person,
    Place,
    Point,
    Remedy,
    RemedyKind,
    Side,
)

ON = dt.date(2026, 11, 22)
REMEDIES = tuple(f"r{i}" for i in range(5))
LETTERS = st.sampled_from("abcd")
SETS = st.frozensets(LETTERS, max_size=3)
NUMBERS = st.integers(0, 4) | st.sampled_from([0.5, 2.5])
POINTS = st.builds(Point, st.sampled_from([52.0, 52.1, 52.3]), st.sampled_from([5.0, 5.2, 6.0]))
FACTS = {"letter": LETTERS, "set": SETS, "number": NUMBERS, "flag": st.booleans(), "location": POINTS}
DAYS = st.none() | st.sampled_from([ON - dt.timedelta(3), ON, ON + dt.timedelta(3), ON + dt.timedelta(30)])
CHOICES = st.frozensets(LETTERS, min_size=1, max_size=2)
BY_FACT = {
    "letter": {Operator.IN: CHOICES, Operator.NOT_IN: CHOICES},
    "set": dict.fromkeys(
        (Operator.CONTAINS_ALL, Operator.CONTAINS_ANY, Operator.SUBSET_OF, Operator.DISJOINT),
        st.frozensets(st.sampled_from("abcdz"), max_size=3),
    ),
    "number": {
        Operator.AT_LEAST: NUMBERS,
        Operator.AT_MOST: NUMBERS,
        Operator.BETWEEN: st.tuples(NUMBERS, NUMBERS).map(lambda pair: tuple(sorted(pair))),
    },
    "flag": {Operator.IS_TRUE: st.none(), Operator.IS_FALSE: st.none()},
    "location": {Operator.WITHIN_KM: st.sampled_from([0, 10, 20, 70.5])},
}


@st.composite
def facts(draw):
    names = draw(st.lists(st.sampled_from(sorted(FACTS)), unique=True))
    return {name: Fact(draw(FACTS[name]), ON, "test", draw(DAYS)) for name in names}


@st.composite
def criteria(draw, number):
    name = draw(st.sampled_from(sorted(FACTS)))
    operator = draw(st.sampled_from(sorted(BY_FACT[name])))
    value, against = draw(BY_FACT[name][operator]), None
    if operator is Operator.WITHIN_KM:
        against = "location"
    elif draw(st.booleans()) and operator not in (Operator.BETWEEN, Operator.IS_TRUE, Operator.IS_FALSE):
        value, against = None, "set" if name in ("letter", "set") else name
    return Criterion(
        f"c{number}",
        draw(st.sampled_from(Side)),
        name,
        operator,
        draw(st.sampled_from(Obstacle)),
        value,
        against,
        draw(st.integers(0, 3)) > 0,
        draw(st.integers(1, 5)),
        "owner",
        1,
        tuple(draw(st.lists(st.sampled_from(REMEDIES), unique=True, max_size=4))),
    )


@st.composite
def problems(draw):
    rules = [draw(criteria(i)) for i in range(draw(st.integers(0, 8)))]
    place_side = [c.id for c in rules if c.side is Side.PLACE]
    person_side = [c.id for c in rules if c.side is Side.PERSON]

    def some(ids):
        return tuple(draw(st.lists(st.sampled_from(ids), unique=True))) if ids else ()

    def remedies():
        return tuple(draw(st.lists(st.sampled_from(REMEDIES), unique=True, max_size=2)))

    places = []
    for i in range(draw(st.integers(0, 4))):
        free = draw(st.sampled_from([None, 0, 0, 1]))
        own, days = draw(facts()), (draw(DAYS), draw(DAYS))
        places.append(Place(f"p{i}", own, some(place_side), free, *days, "owner", remedies(), remedies()))
    current = st.none() | st.sampled_from([p.id for p in places]) if places else st.none()
    people = [
        Person(f"q{i}", draw(facts()), some(person_side), draw(current), "me") for i in range(draw(st.integers(0, 4)))
    ]
    kinds = st.sampled_from(RemedyKind)
    costs = st.sampled_from([0, 1, 1, 2, 5])
    catalogue = tuple(Remedy(name, draw(kinds), "owner", draw(costs), draw(DAYS)) for name in REMEDIES)
    return FitProblem(
        ON,
        tuple(people),
        tuple(draw(st.permutations(places))),
        tuple(rules),
        catalogue,
        draw(st.none() | st.just(ON + dt.timedelta(7))),
        draw(st.sampled_from([0, 0, 2])),
        draw(st.sampled_from([7, 50])),
        draw(st.sampled_from([0, 3])),
    )
