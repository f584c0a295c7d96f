"""Demand against supply over the whole region: numbers only, small ones withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from samenhang.access.selectors import running_since
from samenhang.base import clock
from samenhang.directory.enums import ContactTopic
from samenhang.directory.selectors import contacts, layers, municipality_map
from samenhang.engines.disclosure import Result
from samenhang.matching.adapters.disclosure import COLUMNS
from samenhang.matching.selectors import (
    Refused,
    demand_for_rule,
    need_steps_for_rule,
    refusal_counts,
    refusal_steps_for_rule,
    stays_with_expertise,
    who_waits,
)
from samenhang.pathway.enums.crises import Arrival
from samenhang.pathway.rules.crises import arrival
from samenhang.pathway.rules.in_view import Lack
from samenhang.pathway.selectors import exceptions_for_rule, handover_paces_for_rule
from samenhang.pathway.selectors.course import use_since
from samenhang.pathway.selectors.in_view import counts_in_view
from samenhang.plan.rules import NO_PLAN_DAYS, NOT_AGREED_DAYS
from samenhang.plan.selectors import plan_steps_for_rule, support_steps_for_rule
from samenhang.region import adapters
from samenhang.region.rules import LOOKS_BACK, Pace, Step, pace, rounded
from samenhang.supply.enums import Freshness
from samenhang.supply.selectors import snapshot

REASON = "regional picture: counts with small numbers withheld"


STEPS = ("PLAN", "VERSION", "SUPPORT", "PLACE", "SEEN", "HANDOVER", "HANDOVER_STEP")


@dataclass(frozen=True)
class Process:
    """How long steps take and where they stand still, and who refuses for which reason."""

    steps: dict[str, Pace]
    refusals: dict[tuple[str, str], int | None]
    kinds: tuple[str, ...]
    reasons: tuple[str, ...]
    kind_totals: dict[str, int | None]
    providers: tuple[tuple[str, str, int], ...]
    use: dict[str, int | None]
    ready: dict[str, int | None]


def process(*, today: date) -> Process:
    """Measure the steps over everybody. Nothing leads back to a person."""
    steps = _paces(today)
    rows = refusal_counts(reason=REASON)
    kinds, reasons = sorted({r.kind for r in rows}), sorted({r.reason for r in rows})
    may = _refusals(rows)
    named = {(r.provider, r.kind): may.shown(f"provider:{r.kind}:{r.provider}") for r in rows}
    use, ready = _use(today), exceptions_for_rule(reason=REASON)
    once = adapters.alone({**use, **ready})
    return Process(
        steps=adapters.shown(steps, adapters.course(steps, who_waits(today=today))),
        refusals={(kind, why): may.shown(f"cell:{kind}:{why}") for kind in kinds for why in reasons},
        kinds=tuple(kinds),
        reasons=tuple(reasons),
        kind_totals={kind: may.shown(f"kind:{kind}") for kind in kinds},
        providers=tuple(sorted(((who, kind, n) for (who, kind), n in named.items() if n), key=lambda p: (-p[2], p[0]))),
        use={code: once.shown(code) for code in use},
        ready={code: once.shown(code) for code in ready},
    )


def _paces(today: date) -> dict[str, Pace]:
    plans = plan_steps_for_rule(reason=REASON)
    planned = {dossier_id: started for dossier_id, started, _put in plans}
    refused_lately = [r for r in refusal_steps_for_rule(reason=REASON) if (today - r[0]).days <= LOOKS_BACK]
    handovers = handover_paces_for_rule(reason=REASON, today=today)
    steps = {
        "PLAN": [
            Step(since, planned.get(dossier_id), since + timedelta(days=NO_PLAN_DAYS))
            for dossier_id, since in running_since().items()
        ],
        "VERSION": [Step(began, put, began + timedelta(days=NOT_AGREED_DAYS)) for _dossier, began, put in plans],
        "SUPPORT": [Step(*s) for s in support_steps_for_rule(reason=REASON)],
        "PLACE": [Step(since, placed) for since, placed in need_steps_for_rule(reason=REASON)],
        "SEEN": [Step(on, seen, on - timedelta(days=1)) for on, seen in refused_lately],
        "HANDOVER": [Step(*s) for s in handovers["HANDOVER"]],
        "HANDOVER_STEP": [Step(*s) for s in handovers["HANDOVER_STEP"]],
    }
    return {code: pace(steps[code], today=today) for code in STEPS}


def _refusals(rows: Iterable[Refused]) -> Result:
    return adapters.refusals((r.provider, r.kind, r.reason, r.client_seen, r.count) for r in rows)


def published(*, today: date) -> dict[str, Result]:
    """Everything the region publishes about people: what each page, file and answer may show, and what it withholds.

    The parts share no number but who waits, about whom was decided first; ``course`` and what matching says of bottlenecks and
    missing supply come after that.
    """
    waits = who_waits(today=today)
    places = [m.id for m in municipality_map().values()]
    return {
        "waiting": waits,
        "refusals": _refusals(refusal_counts(reason=REASON)),
        "in_view": adapters.in_view(counts_in_view(reason=REASON, today=today), places),
        "course": adapters.course(_paces(today), waits),
        "alone": adapters.alone({**_use(today), **exceptions_for_rule(reason=REASON)}),
    }


USES = ("LIGHTS", "CONTACTS", "RELIT", "WENT_OUT", *Arrival, "NIGHTS", "HOMES_HELD")


def _use(today: date) -> dict[str, int]:
    """How much the pilot light, crisis help and held places are used, so that they can stay small."""
    used = use_since(today - timedelta(days=LOOKS_BACK), now=clock.now(), reason=REASON)
    came = Counter(arrival(called, there) for called, there in used.crises)
    return {
        "LIGHTS": used.lights,
        "CONTACTS": used.contacts,
        "RELIT": used.relit,
        "WENT_OUT": used.went_out,
        **{str(a): came[a] for a in Arrival},
        "NIGHTS": used.nights,
        "HOMES_HELD": used.homes_held,
    }


@dataclass(frozen=True)
class Line:
    """Demand and supply of one form."""

    code: str
    demand: int | None
    capacity: int
    free: int
    waiting_days: int | None


@dataclass(frozen=True)
class Layer:
    """A region of a layer: its municipalities and how many of their people wait."""

    kind: str
    name: str
    municipalities: tuple[str, ...]
    waiting: int | None


@dataclass(frozen=True)
class Overview:
    """The regional picture of today."""

    waiting: int | None
    places: int
    capacity: int
    free: int
    stale: int
    avoided_moves: int | None
    forms: tuple[Line, ...]
    levels: dict[tuple[str, str], int | None]
    level_rows: tuple[str, ...]
    level_totals: dict[str, int | None]
    supply_levels: dict[tuple[str, str], int]
    groups: dict[str, int | None]
    municipalities: tuple[tuple[str, int | None, int], ...]
    refusals: tuple[tuple[str, int | None, int | None], ...]
    layers: tuple[Layer, ...]


def overview(*, today: date, now: datetime) -> Overview:
    """Count needs and places. A need counts for every form that would do; nothing leads back to a person.

    Also the order says nothing about a number that is withheld.
    """
    may = who_waits(today=today)
    waited: dict[str, list[int]] = {}
    groups: set[str] = set()
    for need in demand_for_rule(reason=REASON):
        groups.update(need.groups)
        for form in need.settings:
            waited.setdefault(form, []).append((today - need.since).days)
    waited = {form: days for form, days in waited.items() if f"form:{form}" in may.problem.index}
    capacity: Counter[str] = Counter()
    free: Counter[str] = Counter()
    supply_levels: Counter[tuple[str, str]] = Counter()
    local: Counter[int] = Counter()
    register = snapshot(today=today, now=now)
    for p in register.places:
        capacity[p.setting] += p.availability.capacity
        free[p.setting] += p.availability.free
        supply_levels[p.setting, str(p.security_level)] += p.availability.free
        local[p.municipality_id] += p.availability.free
    demand = {f: may.shown(f"form:{f}") if f in waited else 0 for f in {*waited, *capacity}}
    forms = sorted(demand, key=lambda f: (-((demand[f] or 0) - free[f]), f))
    rows = tuple(f for f in forms if f in waited)
    return Overview(
        waiting=may.shown("waiting"),
        places=len(register.places),
        capacity=sum(capacity.values()),
        free=sum(free.values()),
        stale=sum(p.freshness != Freshness.FRESH for p in register.places),
        avoided_moves=adapters.alone({"moves": stays_with_expertise(reason=REASON)}).shown("moves"),
        forms=tuple(
            # how long they wait would say that they are ten: only with their number
            Line(f, demand[f], capacity[f], free[f], rounded(median(waited[f])) if demand[f] else None)
            for f in forms
        ),
        levels={(f, level): may.shown(f"level:{f}:{level}") for f in rows for level in COLUMNS},
        level_rows=rows,
        level_totals={f: demand[f] for f in rows},
        supply_levels=dict(supply_levels),
        groups={g: may.shown(f"group:{g}") for g in sorted(groups) if f"group:{g}" in may.problem.index},
        municipalities=tuple((m.name, may.shown(f"home:{m.id}"), local[m.id]) for m in municipality_map().values()),
        refusals=_by_reason(),
        layers=tuple(Layer(r.kind, r.name, tuple(names), may.shown(f"region:{r.pk}")) for r, names in layers(today)),
    )


def _by_reason() -> tuple[tuple[str, int | None, int | None], ...]:
    """Refusals by reason: how many, and how many on paper only."""
    rows = refusal_counts(reason=REASON)
    may = _refusals(rows)
    found = [(why, may.shown(f"reason:{why}"), may.shown(f"paper:{why}")) for why in sorted({r.reason for r in rows})]
    return tuple(sorted(found, key=lambda row: -(row[1] or 0)))


@dataclass(frozen=True)
class PlaceInView:
    """A municipality: how many of its people are without what (None: fewer than ten, or it would give such a number away), and whom to call."""

    id: int
    name: str
    counts: dict[Lack, int | None]
    call: str


def in_view(*, today: date) -> tuple[list[PlaceInView], dict[Lack, int | None]]:
    """Everybody in view, in numbers: by municipality, and for the region together. Nothing leads back to a person.

    What is shown is rounded to five as well.
    """
    places = sorted(municipality_map().values(), key=lambda m: m.name)
    may = adapters.in_view(counts_in_view(reason=REASON, today=today), [m.id for m in places])
    # the municipality's own number first, then whoever serves everywhere
    numbers: dict[int, str] = {}
    known = [*contacts(today, topic=ContactTopic.WMO), *contacts(today, topic=ContactTopic.NEW_CASES)]
    for c in sorted(known, key=lambda c: c.municipality_id is None):
        words = ", ".join(part for part in (c.name, c.organisation, c.phone or c.mobile) if part)
        for m in places:
            if c.municipality_id == m.id or (c.municipality_id is None and m.name in c.organisation):
                numbers.setdefault(m.id, words)
    return [
        PlaceInView(
            m.id,
            m.name,
            {lack: may.shown(f"lack:{lack}:{m.id}", step=adapters.STEP) for lack in Lack},
            numbers.get(m.id, ""),
        )
        for m in places
    ], {lack: may.shown(f"lack:{lack}", step=adapters.STEP) for lack in Lack}
