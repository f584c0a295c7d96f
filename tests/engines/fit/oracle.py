"""The fit engine once more, as simply as possible: dictionaries and loops, brute force for the remedies."""

import math
from dataclasses import dataclass, field
from itertools import combinations

from samenhang.engines.fit import STAY, Criterion, FitProblem, Obstacle, Operator, Person, Place, RemedyKind, Side

FITS, UNKNOWN, FAILS = "FITS", "UNKNOWN", "DOES_NOT_FIT"


@dataclass
class Seen:
    """One person at one place."""

    outcomes: dict[str, str] = field(default_factory=dict)  # every criterion
    failing: dict[str, frozenset[str]] = field(default_factory=dict)  # hard ones, with the remedies that lift them
    unknown: list[str] = field(default_factory=list)  # hard ones
    value: int = 0

    @property
    def verdict(self):
        return FAILS if self.failing else UNKNOWN if self.unknown else FITS

    @property
    def liftable(self):
        return bool(self.failing) and all(self.failing.values())


def km(one, other):
    """Haversine, to a tenth of a km."""
    lat1, lon1, lat2, lon2 = (math.radians(v) for v in (one.lat, one.lon, other.lat, other.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return math.floor(20 * 6371.0088 * math.asin(min(1, math.sqrt(h))) + 0.5) / 10


def state(problem, fact):
    if fact is None or (fact.until and fact.until <= problem.on):
        return "gone"
    return "ends" if fact.until and fact.until <= problem.lasts_until else "holds"


def test(problem: FitProblem, c: Criterion, tested, setter) -> str:
    fact = tested.facts.get(c.fact)
    facts = [fact]
    against = setter.facts.get(c.against) if c.against else None
    if c.against:
        facts.append(against)
    states = [state(problem, f) for f in facts]
    if "gone" in states:
        return UNKNOWN
    if "ends" in states:
        return FAILS
    v, w = fact.value, against.value if c.against else c.value
    ok = {
        Operator.IN: lambda: v in w,
        Operator.NOT_IN: lambda: v not in w,
        Operator.AT_LEAST: lambda: v >= w,
        Operator.AT_MOST: lambda: v <= w,
        Operator.BETWEEN: lambda: w[0] <= v <= w[1],
        Operator.CONTAINS_ALL: lambda: v >= w,
        Operator.CONTAINS_ANY: lambda: bool(v & w),
        Operator.SUBSET_OF: lambda: v <= w,
        Operator.DISJOINT: lambda: not v & w,
        Operator.IS_TRUE: lambda: v,
        Operator.IS_FALSE: lambda: not v,
        Operator.WITHIN_KM: lambda: km(v, w) <= c.value,
    }[c.operator]()
    return FITS if ok else FAILS


def look(problem: FitProblem, person: Person, place: Place, stay: bool) -> Seen:
    criteria = {c.id: c for c in problem.criteria}
    remedies = {r.id: r for r in problem.remedies}
    seen = Seen()
    have = weight = 0
    for name in place.criteria + person.needs:
        c = criteria[name]
        outcome = test(problem, c, person, place) if c.side is Side.PLACE else test(problem, c, place, person)
        seen.outcomes[c.id] = outcome
        lifting = {r for r in c.remedies if remedies[r].kind is not RemedyKind.FACT_FOUND_OUT}
        brought = any(remedies[r].kind is RemedyKind.EXPERTISE_BROUGHT for r in lifting)
        if stay and c.obstacle is Obstacle.EXPERTISE and not brought:
            lifting.add(f"bring:{c.id}")
        if not c.hard:
            weight += c.weight
            have += {FITS: 2, UNKNOWN: 1, FAILS: 0}[outcome] * c.weight
        elif outcome == FAILS:
            seen.failing[c.id] = frozenset(lifting)
        elif outcome == UNKNOWN:
            seen.unknown.append(c.id)

    def plain(ids):
        return frozenset(r for r in ids if remedies[r].kind is not RemedyKind.FACT_FOUND_OUT)

    if place.closes_on and place.closes_on <= problem.lasts_until:
        seen.failing["PLACE_CLOSES"] = plain(place.closing_remedies)
    if not stay:
        if place.free is None:
            seen.unknown.append("CAPACITY")
        elif place.free == 0 and not (place.free_from and place.free_from <= problem.on):
            wait = {f"wait:{place.id}"} if place.free_from else set()
            seen.failing["CAPACITY"] = plain(place.capacity_remedies) | wait
    near, scale = 0, problem.distance_scale_km * 10
    if problem.distance_weight:
        one, other = person.facts.get("location"), place.facts.get("location")
        if "gone" in (state(problem, one), state(problem, other)):
            near = scale // 2
        else:
            near = max(0, scale - round(km(one.value, other.value) * 10))
    total = weight + problem.distance_weight
    seen.value = 1000
    if total:
        top, bottom = have * scale + 2 * problem.distance_weight * near, 2 * total * scale
        seen.value = math.floor((2000 * top + bottom) / (2 * bottom)) if bottom else 1000
        seen.value = (2000 * top + bottom) // (2 * bottom)
    return seen


def all_pairs(problem: FitProblem) -> dict[tuple[str, str], Seen]:
    """Every person with every place that is not theirs now, and with staying."""
    places = {place.id: place for place in problem.places}
    out = {}
    for person in problem.people:
        for place in problem.places:
            if place.id != person.current_place:
                out[person.id, place.id] = look(problem, person, place, False)
        if person.current_place:
            out[person.id, STAY] = look(problem, person, places[person.current_place], True)
        else:
            out[person.id, STAY] = Seen(failing={"NO_CURRENT_PLACE": frozenset()})
    return out


def costs(problem: FitProblem) -> dict[str, int]:
    cost = {r.id: r.cost for r in problem.remedies}
    cost |= {f"bring:{c.id}": problem.expertise_cost for c in problem.criteria}
    return cost | {f"wait:{place.id}": 0 for place in problem.places}


def minimal_sets(groups: list[frozenset[str]], cost: dict[str, int]) -> list[tuple[int, int, tuple[str, ...]]]:
    """All sets that hit every group and from which nothing can be left out: try every set of remedies."""
    if not groups or not all(groups):
        return []
    found: list[frozenset[str]] = []
    everything = sorted(frozenset().union(*groups))
    for size in range(1, len(everything) + 1):
        for chosen in map(frozenset, combinations(everything, size)):
            if all(chosen & g for g in groups) and not any(f < chosen for f in found):
                found.append(chosen)
    return sorted((len(f), sum(cost[r] for r in f), tuple(sorted(f))) for f in found)


def order(problem: FitProblem, pairs: dict[tuple[str, str], Seen], person: str) -> list[str]:
    cost = costs(problem)

    def key(place):
        seen = pairs[person, place]
        rank = {FITS: 0, UNKNOWN: 1}.get(seen.verdict, 2 if seen.liftable else 3)
        lift = price = 0
        if rank == 2:
            lift, price, _ = minimal_sets(list(seen.failing.values()), cost)[0]
        elif rank == 3:
            lift = len(seen.failing)
        return rank, lift, price, len(seen.unknown), -seen.value, place != STAY, place

    return sorted((place for who, place in pairs if who == person), key=key)


def counts(problem: FitProblem, pairs: dict[tuple[str, str], Seen]):
    """Per criterion (pairs, people, opened) and per remedy (pairs, people, pairs lifted, opened)."""
    by_criterion: dict[str, list] = {}
    by_remedy: dict[str, list] = {}
    stuck = {p.id for p in problem.people} - {who for (who, _), seen in pairs.items() if seen.verdict == FITS}
    for (who, _), seen in pairs.items():
        sure = not seen.unknown and "NO_CURRENT_PLACE" not in seen.failing
        for name in seen.failing:
            pairs_blocked, people, opened = by_criterion.setdefault(name, [[], set(), set()])
            pairs_blocked.append(who)
            people.add(who)
            if sure and len(seen.failing) == 1 and who in stuck:
                opened.add(who)
        for remedy in frozenset().union(*seen.failing.values()):
            helped, reached, lifted, opened = by_remedy.setdefault(remedy, [[], set(), [], set()])
            helped.append(who)
            reached.add(who)
            if sure and all(remedy in group for group in seen.failing.values()):
                lifted.append(who)
                if who in stuck:
                    opened.add(who)
    return tuple({k: tuple(map(len, v)) for k, v in d.items()} for d in (by_criterion, by_remedy))
