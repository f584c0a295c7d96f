"""Synthetic regions for the fit engine: invented people and places with facts, criteria and shared remedies as in a supply register."""

import datetime as dt
import random

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
TITLES = ("VOLUNTARY", "WVGGZ_CM", "WVGGZ_ZM", "WZD_RM", "WFZ_23_ZM", "TBS_CONDITIONS", "ISD")
PAYERS = ("ZVW", "WLZ", "WMO", "DJI")
AREAS = tuple(f"area{i}" for i in range(40))
SKILLS = tuple(f"skill{i}" for i in range(30))
EXCLUSIONS = ("fire_setting", "arson_history", "sexual_offence", "severe_aggression", "dealing")
RULES = 12  # regional rules with a remedy each that many criteria share


def instance(people: int, places: int, seed: int = 1) -> FitProblem:
    """A problem of this size; the same seed gives the same problem. About 14 criteria per place and 5 needs per person."""
    rng = random.Random(seed)
    remedies = [
        Remedy(f"rule{i}", RemedyKind.RULE_RELAXED, "region", rng.randrange(0, 20_000, 500)) for i in range(RULES)
    ]
    remedies += [
        Remedy(f"fund{i}", RemedyKind.MONEY_FOUND, payer, rng.randrange(5_000, 90_000, 500))
        for i, payer in enumerate(PAYERS)
    ]
    remedies += [
        Remedy("title", RemedyKind.OTHER_TITLE, "court", 1_500),
        Remedy("adapt", RemedyKind.PLACE_ADAPTED, "provider", 25_000),
        Remedy("team", RemedyKind.EXPERTISE_BROUGHT, "network", 8_000),
    ]
    criteria: dict[str, Criterion] = {}

    def rule(name: str, side: Side, fact: str, operator: Operator, obstacle: Obstacle, **more: object) -> str:
        lifting = more.pop("remedies", ())
        criteria.setdefault(
            name, Criterion(name, side, fact, operator, obstacle, owner="owner", remedies=lifting, **more)
        )
        return name

    made = [_place(i, rng, rule) for i in range(places)]
    ids = [place.id for place in made]
    persons = [_person(i, rng, rule, ids) for i in range(people)]
    return FitProblem(
        ON,
        tuple(persons),
        tuple(made),
        tuple(criteria.values()),
        tuple(remedies),
        distance_weight=3,
        expertise_cost=6_000,
    )


def _fact(value: object) -> Fact:
    return Fact(value, ON, "register")


def _point(rng: random.Random) -> Fact:
    return _fact(Point(round(rng.uniform(51.3, 53.4), 4), round(rng.uniform(4.0, 7.1), 4)))


def _place(i: int, rng: random.Random, rule) -> Place:
    level = rng.choice((0, 0, 1, 1, 2, 2, 3, 4))
    facts = {
        "security_level": _fact(level),
        "treatments": _fact(frozenset(rng.sample(SKILLS, rng.randint(3, 12)))),
        "form": _fact(rng.choice(("CLOSED", "FPA", "BW", "BW_PLUS", "HOME"))),
        "individual": _fact(rng.random() < 0.4),
        "unconditional": _fact(rng.random() < 0.2),
        "area": _fact(rng.choice(AREAS)),
        "location": _point(rng),
    }
    titles = frozenset(rng.sample(TITLES, rng.randint(2, 5)))
    payers = frozenset(rng.sample(PAYERS, rng.randint(1, 3)))
    low, high = rng.choice((16, 18, 21)), rng.choice((27, 55, 65, 75))
    place, shared = Side.PLACE, f"rule{rng.randrange(RULES)}"
    own = f"place{i}"
    names = [
        rule(
            f"title:{'+'.join(sorted(titles))}",
            place,
            "title",
            Operator.IN,
            Obstacle.LEGAL,
            value=titles,
            remedies=("title", "rule0"),
        ),
        rule(
            f"payer:{'+'.join(sorted(payers))}",
            place,
            "payer",
            Operator.IN,
            Obstacle.FINANCIAL,
            value=payers,
            remedies=("fund0", "rule1"),
        ),
        rule(
            f"age:{low}-{high}:{shared}",
            place,
            "age",
            Operator.BETWEEN,
            Obstacle.ORGANISATIONAL,
            value=(low, high),
            remedies=(shared,),
        ),
        rule(
            "security",
            place,
            "security_needed",
            Operator.AT_MOST,
            Obstacle.SAFETY,
            against="security_level",
            remedies=("adapt",),
        ),
        rule(
            "not-higher",
            place,
            "security_needed",
            Operator.AT_LEAST,
            Obstacle.SAFETY,
            against="security_level",
            hard=False,
            weight=4,
        ),
        rule(
            f"group:{own}",
            place,
            "group_size_max",
            Operator.AT_LEAST,
            Obstacle.ORGANISATIONAL,
            value=rng.choice((1, 4, 6, 8)),
            remedies=("adapt", shared),
        ),
        rule(
            "tie",
            place,
            "location",
            Operator.WITHIN_KM,
            Obstacle.DISTANCE,
            value=60,
            against="location",
            hard=False,
            weight=2,
        ),
        rule(
            f"gender:{rng.randint(0, 2)}",
            place,
            "gender",
            Operator.IN,
            Obstacle.ORGANISATIONAL,
            value=frozenset("fmx"),
            remedies=(shared,),
        ),
    ]
    names += [
        rule(f"no-{fact}:{shared}", place, fact, Operator.IS_FALSE, Obstacle.SAFETY, remedies=(shared, "team"))
        for fact in rng.sample(EXCLUSIONS, 3)
    ]
    names += [
        rule(
            f"substance:{own}",
            place,
            "substance_use",
            Operator.AT_MOST,
            Obstacle.ORGANISATIONAL,
            value=rng.randint(0, 2),
            remedies=("rule2", "team"),
        ),
        rule(
            f"contact:{own}",
            place,
            "needs_24x7",
            Operator.IS_FALSE,
            Obstacle.EXPERTISE,
            hard=rng.random() < 0.3,
            remedies=("team",),
        ),
        rule(
            "areas",
            place,
            "problem_areas",
            Operator.DISJOINT,
            Obstacle.ORGANISATIONAL,
            value=frozenset({f"p{rng.randrange(4)}"}),
            remedies=("rule3",),
        ),
    ]
    free = rng.choice((None, 0, 0, 0, 0, 1, 2))
    free_from = ON + dt.timedelta(rng.randint(1, 300)) if free == 0 and rng.random() < 0.6 else None
    return Place(f"place{i:05d}", facts, tuple(dict.fromkeys(names)), free, free_from, owner=f"provider{i % 50}")


def _person(i: int, rng: random.Random, rule, places: list[str]) -> Person:
    values = {
        "title": rng.choice(TITLES),
        "payer": rng.choice(PAYERS),
        "age": rng.randint(16, 80),
        "security_needed": rng.choice((0, 0, 1, 1, 2, 3)),
        "group_size_max": rng.choice((1, 4, 6, 8, 12)),
        "gender": rng.choice("fmx"),
        "substance_use": rng.choice((0, 0, 1, 2, 3)),
        "needs_24x7": rng.random() < 0.5,
        "problem_areas": frozenset(rng.sample([f"p{k}" for k in range(8)], rng.randint(1, 4))),
        "treatments_needed": frozenset(rng.sample(SKILLS, rng.randint(0, 3))),
        **{name: rng.random() < 0.12 for name in EXCLUSIONS},
    }
    facts = {name: _fact(value) for name, value in values.items() if rng.random() > 0.04}
    facts["location"] = _point(rng)
    person, km = Side.PERSON, rng.choice((20, 30, 50, 80))
    forms = frozenset(rng.sample(("CLOSED", "FPA", "BW", "BW_PLUS", "HOME"), 3))
    area = rng.choice(AREAS)
    needs = [
        rule(
            "treatment",
            person,
            "treatments",
            Operator.CONTAINS_ALL,
            Obstacle.EXPERTISE,
            against="treatments_needed",
            remedies=("team",),
        ),
        rule(
            f"within:{km}",
            person,
            "location",
            Operator.WITHIN_KM,
            Obstacle.DISTANCE,
            value=km,
            against="location",
            hard=False,
            weight=5,
        ),
        rule(
            f"form:{'+'.join(sorted(forms))}",
            person,
            "form",
            Operator.IN,
            Obstacle.PREFERENCE,
            value=forms,
            remedies=("rule4",),
        ),
        rule("unconditional", person, "unconditional", Operator.IS_TRUE, Obstacle.PREFERENCE, hard=False, weight=2),
        rule(f"not:{area}", person, "area", Operator.NOT_IN, Obstacle.SAFETY, value=frozenset({area})),
    ]
    current = rng.choice(places) if places and rng.random() < 0.7 else None
    return Person(f"person{i:05d}", facts, tuple(needs), current, "coordinator")
