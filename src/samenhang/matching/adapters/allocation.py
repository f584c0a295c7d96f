"""From verdicts to a round: who could go where, with what lifted; and back to proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from samenhang.engines.allocation import problem as engine
from samenhang.engines.allocation.result import Result
from samenhang.engines.fit.problem import STAY as engine_stay
from samenhang.engines.fit.problem import FitProblem
from samenhang.engines.fit.terms import RemedyKind
from samenhang.engines.fit.ways import ways
from samenhang.matching.adapters.fit import Gathered
from samenhang.supply.selectors import RemedyRow

NEAREST = 40  # places looked at per person; beyond these nobody would look either
SETS = 3  # sets of remedies tried per place
STAY = "stay"
# Remedies that a round can decide on today; waiting and finding out are answered in the case itself.
DECIDABLE = frozenset(
    {
        RemedyKind.RULE_RELAXED,
        RemedyKind.MONEY_FOUND,
        RemedyKind.EXPERTISE_BROUGHT,
        RemedyKind.PLACE_ADAPTED,
        RemedyKind.OTHER_TITLE,
    }
)
GROUPS = ("fire_setting", "two_staff")  # a place takes at most one person with each, unless it is for one person anyway


@dataclass(frozen=True)
class Candidate:
    """One way to place one person."""

    person: str
    place: str
    needs: tuple[str, ...]
    value: float


@dataclass(frozen=True)
class RoundProblem:
    """The problem of a round and what is needed to read its answer."""

    problem: engine.Problem
    candidates: tuple[Candidate, ...]


def round_problem(gathered: Gathered, fit: FitProblem, *, budget: int) -> RoundProblem:
    """Build the allocation problem over everybody who waits, from the nearest options of each."""
    found = [
        Candidate(w.person, STAY if w.place == engine_stay else w.place, w.remedies, w.value)
        for w in ways(fit, keep=NEAREST, sets=SETS, kinds=DECIDABLE)
    ]
    shared = gathered.snapshot.remedies
    later = {r.code for r in shared.values() if r.available_from is not None and r.available_from > gathered.today}
    found = [c for c in found if not later & set(c.needs)]  # what begins later decides nothing today
    groups = {
        code: [str(p.key.id) for p in gathered.people if (f := p.facts.get(code)) is not None and f.value is True]
        for code in GROUPS
    }
    at_most = {code: 1 for code, members in groups.items() if members}
    places = [
        engine.Place(str(p.id), p.availability.free, at_most if not p.individual and p.availability.free > 1 else {})
        for p in gathered.snapshot.places
    ]
    places += [engine.Place(f"{STAY}:{p.key.id}", 1) for p in gathered.people]
    offered = [
        engine.Option(
            person=c.person,
            place=f"{STAY}:{c.person}" if c.place == STAY else c.place,
            value=Decimal(str(round(c.value, 6))),
            needs=[_name(code, c.person, shared) for code in c.needs],
        )
        for c in found
    ]
    names: dict[str, tuple[int, int | None]] = {}
    for c in found:
        for code in c.needs:
            remedy = shared.get(code)
            names[_name(code, c.person, shared)] = (remedy.cost, remedy.limit) if remedy else (fit.expertise_cost, 1)
    problem = engine.Problem.build(
        people=[engine.Person(str(p.key.id), p.need.priority) for p in gathered.people],
        places=places,
        options=offered,
        remedies=[engine.Remedy(name, cost, limit) for name, (cost, limit) in sorted(names.items())],
        budget=budget,
        groups=[engine.Group(code, members) for code, members in groups.items() if members],
    )
    return RoundProblem(problem, tuple(found))


def _name(code: str, person: str, shared: Mapping[str, RemedyRow]) -> str:
    """A remedy of the region is shared; expertise brought to one person is that person's own."""
    return code if code in shared else f"{code}@{person}"


def base_code(name: str) -> str:
    """The code of a remedy without the person it was for."""
    return name.split("@", 1)[0]


def unplaced_reasons(result: Result) -> dict[str, tuple[str, ...]]:
    """Why each person is not placed, by person."""
    return {u.person: u.reasons for u in result.unplaced}


def extra_people(result: Result) -> list[tuple[str, str, int, bool]]:
    """Insights as (kind, id, more people, proven), the most helpful first."""
    if result.insights is None:
        return []
    merged: dict[tuple[str, str], tuple[int, bool]] = defaultdict(lambda: (0, True))
    for insight in result.insights.remedies:
        key = ("REMEDY", base_code(insight.id))
        merged[key] = max(merged[key], (insight.more, insight.proven))
    for insight in result.insights.places:
        if not insight.id.startswith(f"{STAY}:"):
            merged["PLACE", insight.id] = (insight.more, insight.proven)
    rows = [(kind, code, more, proven) for (kind, code), (more, proven) in merged.items() if more > 0]
    return sorted(rows, key=lambda r: (-r[2], r[0], r[1]))
