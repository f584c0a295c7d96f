"""From people who need and places that are there to a fit problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from samenhang.directory.selectors import MunicipalityRow
from samenhang.engines.fit import problem as engine
from samenhang.engines.fit.terms import Fact, Obstacle, Operator, Point, RemedyKind, Side
from samenhang.legal.enums import TitleStatus
from samenhang.legal.selectors import IndicationRow, TitleRow
from samenhang.pathway.selectors import PlacementRow
from samenhang.people.selectors import PersonKey
from samenhang.picture.selectors import Fact as PictureFact
from samenhang.supply.enums import Freshness
from samenhang.supply.selectors import CriterionRow, PlaceRow, Snapshot

HOLDS = frozenset({TitleStatus.IN_FORCE, TitleStatus.LAPSED_PENDING_DECISION})
DISTANCE_WEIGHT = 3
EXPERTISE_COST = 30_000  # euros a year, where no remedy names its own price
OWN_UNIT, EXPERT = "own-unit", "mixed-expertise"


@dataclass(frozen=True)
class NeedRow:
    """An open (or met) need as pages and engines read it."""

    id: int
    person_id: int
    compartment_id: int
    status: str
    since: date
    urgency: str
    priority: int
    settings: tuple[str, ...]
    near_id: int | None
    near: str
    max_km: int | None
    individual: bool | None
    unconditional: bool | None
    treatments: tuple[str, ...]
    groups: tuple[str, ...]
    why_residential: str
    why_residential_text: str
    ambulatory_test_on: date | None
    version: int

    def days(self, today: date) -> int:
        """Days that somebody has waited."""
        return (today - self.since).days


@dataclass(frozen=True)
class PersonFacts:
    """All that matching knows of one person who needs a place."""

    key: PersonKey
    need: NeedRow
    titles: tuple[TitleRow, ...]
    indications: tuple[IndicationRow, ...]
    facts: Mapping[str, PictureFact]
    current: PlacementRow | None


@dataclass(frozen=True)
class Gathered:
    """People, register and map on one day."""

    people: tuple[PersonFacts, ...]
    snapshot: Snapshot
    municipalities: Mapping[int, MunicipalityRow]
    today: date


def fit_problem(
    gathered: Gathered, *, without: frozenset[str] = frozenset(), replaced: engine.Criterion | None = None
) -> engine.FitProblem:
    """Build the problem. ``without`` leaves criteria out, ``replaced`` puts another version in place (what would change?)."""
    snapshot = gathered.snapshot
    remedies, known_criteria, known_places = _register(snapshot)
    known = frozenset(snapshot.remedies)
    needs = _Needs(known)
    people = tuple(_person(p, gathered, needs) for p in gathered.people)
    criteria = {key: c for key, c in known_criteria.items() if key not in without}
    if replaced is not None and replaced.id in criteria:
        criteria[replaced.id] = replaced
    places = known_places
    if without:
        places = tuple(replace(p, criteria=tuple(c for c in p.criteria if c in criteria)) for p in places)
    return engine.FitProblem(
        on=gathered.today,
        people=people,
        places=places,
        criteria=(*criteria.values(), *needs.criteria.values()),
        remedies=remedies,
        distance_weight=DISTANCE_WEIGHT,
        distance_scale_km=60,
        expertise_cost=EXPERTISE_COST,
    )


Register = tuple[tuple[engine.Remedy, ...], dict[str, engine.Criterion], tuple[engine.Place, ...]]
_latest: list[tuple[Snapshot, Register]] = []


def _register(snapshot: Snapshot) -> Register:
    """The register in the engine's form, made once for each snapshot: the same places are judged for everybody."""
    if _latest and _latest[0][0] is snapshot:
        return _latest[0][1]
    remedies = tuple(
        engine.Remedy(id=r.code, kind=RemedyKind(r.kind), owner=r.owner, cost=r.cost, available_from=r.available_from)
        for r in snapshot.remedies.values()
    )
    criteria = {c.key: criterion(c) for c in snapshot.criteria}
    places = tuple(_place(p, [c.key for c in snapshot.criteria_of[p.id]]) for p in snapshot.places)
    _latest[:] = [(snapshot, (remedies, criteria, places))]
    return _latest[0][1]


def criterion(row: CriterionRow) -> engine.Criterion:
    """An admission rule of the register as the engine tests it."""
    return engine.Criterion(
        id=row.key,
        side=Side.PLACE,
        fact=row.fact,
        operator=Operator(row.operator),
        obstacle=Obstacle(row.obstacle),
        value=constant(row.operator, row.values),
        hard=row.hard,
        weight=row.weight,
        owner=row.owner,
        version=row.version,
        remedies=row.remedies,
    )


def changed(row: CriterionRow, *, operator: str, values: tuple[Any, ...], hard: bool) -> engine.Criterion:
    """The next version of a rule, before it is saved."""
    return criterion(replace(row, operator=operator, values=values, hard=hard, version=row.version + 1))


def constant(operator: str, values: tuple[Any, ...]) -> Any:
    """The stored values in the form that the operator wants."""
    if operator in {"IS_TRUE", "IS_FALSE"}:
        return None
    if operator in {"AT_LEAST", "AT_MOST"}:
        return values[0]
    if operator == "BETWEEN":
        return tuple(values)
    return frozenset(values)


class _Needs:
    """The criteria that people set on places; the same wish of two people is one criterion."""

    def __init__(self, remedies: frozenset[str]) -> None:
        self.remedies = remedies
        self.criteria: dict[str, engine.Criterion] = {}

    def add(self, criterion: engine.Criterion) -> str:
        self.criteria.setdefault(criterion.id, criterion)
        return criterion.id

    def of(self, person: PersonFacts) -> tuple[str, ...]:
        """The ids of what this person needs of a place."""
        need = person.need
        found = [
            self._wish(
                f"need:form:{'+'.join(sorted(need.settings))}",
                "setting",
                Operator.IN,
                frozenset(need.settings),
                Obstacle.PREFERENCE,
            )
        ]
        if need.individual:
            found.append(
                self._wish("need:individual", "individual", Operator.IS_TRUE, None, Obstacle.ORGANISATIONAL, OWN_UNIT)
            )
        if need.unconditional:
            found.append(
                self._wish("need:unconditional", "unconditional", Operator.IS_TRUE, None, Obstacle.ORGANISATIONAL)
            )
        found += [
            self._wish(
                f"need:treatment:{t}", "treatments", Operator.CONTAINS_ALL, frozenset({t}), Obstacle.EXPERTISE, EXPERT
            )
            for t in need.treatments
        ]
        if need.max_km is not None:
            found.append(
                self.add(
                    engine.Criterion(
                        id=f"need:within:{need.max_km}",
                        side=Side.PERSON,
                        fact="location",
                        operator=Operator.WITHIN_KM,
                        value=need.max_km,
                        against="location",
                        obstacle=Obstacle.DISTANCE,
                        owner="need",
                    )
                )
            )
        level = person.facts.get("security_needed")
        if level is not None and isinstance(level.value, int):
            found.append(
                self._wish(
                    f"need:level:{level.value}",
                    "level",
                    Operator.AT_MOST,
                    level.value + 1,
                    Obstacle.PREFERENCE,
                    hard=False,
                    weight=3,
                )
            )
        stimulus = person.facts.get("low_stimulus")
        if stimulus is not None and stimulus.value is True:
            found.append(
                self._wish(
                    "need:low-stimulus",
                    "low_stimulus",
                    Operator.IS_TRUE,
                    None,
                    Obstacle.PREFERENCE,
                    hard=False,
                    weight=2,
                )
            )
        return tuple(found)

    def _wish(
        self,
        key: str,
        fact: str,
        operator: Operator,
        value: Any,
        obstacle: Obstacle,
        *remedies: str,
        hard: bool = True,
        weight: int = 1,
    ) -> str:
        return self.add(
            engine.Criterion(
                id=key,
                side=Side.PERSON,
                fact=fact,
                operator=operator,
                value=value,
                obstacle=obstacle,
                hard=hard,
                weight=weight,
                owner="need",
                remedies=tuple(r for r in remedies if r in self.remedies),
            )
        )


def _person(person: PersonFacts, gathered: Gathered, needs: _Needs) -> engine.Person:
    key, today = person.key, gathered.today
    held = [t for t in person.titles if t.state in HOLDS]
    near = gathered.municipalities[person.need.near_id or key.tie_id or key.municipality_id]
    facts: dict[str, Fact] = {
        "titles": Fact(
            frozenset(t.facts.code.value for t in held), max((t.facts.start for t in held), default=None), "title"
        ),
        "indications": Fact(
            frozenset(f"{i.law}:{i.profile}" for i in person.indications),
            max((i.start for i in person.indications), default=None),
            "indication",
        ),
        "residence_region": Fact(gathered.municipalities[key.municipality_id].name, None, "register"),
        "location": Fact(Point(near.latitude, near.longitude), None, "register"),
    }
    if key.birth_date is not None:
        before = (today.month, today.day) < (key.birth_date.month, key.birth_date.day)
        facts["age"] = Fact(today.year - key.birth_date.year - before, key.birth_date, "register")
    for code, fact in person.facts.items():
        facts[code] = Fact(fact.value, fact.noted_on, fact.source)
    place = gathered.snapshot.place(person.current.place_id) if person.current else None
    return engine.Person(
        id=str(key.id),
        facts=facts,
        needs=needs.of(person),
        current_place=str(place.id) if place else None,
        owner="case director",
    )


def _place(row: PlaceRow, criteria: list[str]) -> engine.Place:
    confirmed = row.confirmed_at.date() if row.confirmed_at else None
    facts = {
        "setting": Fact(row.setting, confirmed, row.organisation),
        "level": Fact(row.security_level, confirmed, row.organisation),
        "individual": Fact(row.individual, confirmed, row.organisation),
        "unconditional": Fact(row.unconditional_stay, confirmed, row.organisation),
        "treatments": Fact(row.treatments, confirmed, row.organisation),
        "low_stimulus": Fact(row.low_stimulus, confirmed, row.organisation),
        "location": Fact(Point(row.latitude, row.longitude), confirmed, row.organisation),
    }
    known = row.freshness != Freshness.NEVER
    return engine.Place(
        id=str(row.id),
        facts=facts,
        criteria=tuple(criteria),
        free=row.availability.free if known else None,
        free_from=row.availability.free_from if known and not row.availability.free else None,
        owner=row.organisation,
    )
