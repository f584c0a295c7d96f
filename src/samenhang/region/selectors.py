"""Demand against supply over the whole region: numbers only, small ones withheld."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from samenhang.access.selectors import running_since
from samenhang.base import clock
from samenhang.directory.enums import ContactTopic
from samenhang.directory.selectors import contacts, layers, municipality_map
from samenhang.matching.selectors import (
    demand_for_rule,
    need_steps_for_rule,
    refusal_counts,
    refusal_steps_for_rule,
    stays_with_expertise,
)
from samenhang.pathway.enums.crises import Arrival
from samenhang.pathway.rules.crises import arrival
from samenhang.pathway.rules.in_view import Lack
from samenhang.pathway.selectors import exceptions_for_rule, handover_paces_for_rule
from samenhang.pathway.selectors.course import use_since
from samenhang.pathway.selectors.in_view import counts_in_view
from samenhang.picture.selectors import newest_for_rule
from samenhang.plan.rules import NO_PLAN_DAYS, NOT_AGREED_DAYS
from samenhang.plan.selectors import plan_steps_for_rule, support_steps_for_rule
from samenhang.region.rules import LOOKS_BACK, SMALLEST, Pace, Step, one_way, pace, rounded, suppressed, totals
from samenhang.supply.enums import Freshness
from samenhang.supply.selectors import snapshot

LEVELS = ("0", "1", "2", "3", "4")
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
    refused: Counter[tuple[str, str]] = Counter()
    by_provider: Counter[tuple[str, str]] = Counter()
    for r in refusal_counts(reason=REASON):
        refused[r.kind, r.reason] += r.count
        by_provider[r.kind, r.provider] += r.count
    kinds = sorted({kind for kind, _why in refused})
    reasons = sorted({why for _kind, why in refused})
    shown = suppressed(refused, kinds, reasons)
    # a kind with one provider that is left out would give that one away: then another of that kind is left out too
    named = suppressed(by_provider, kinds, sorted({provider for _kind, provider in by_provider}))
    providers = [(provider, kind, n) for (kind, provider), n in named.items() if n]
    return Process(
        steps={code: pace(steps[code], today=today) for code in STEPS},
        refusals=shown,
        kinds=tuple(kinds),
        reasons=tuple(reasons),
        kind_totals=totals(refused, shown, kinds, 0),
        providers=tuple(sorted(providers, key=lambda p: (-p[2], p[0]))),
        use=_use(today),
        ready=one_way(exceptions_for_rule(reason=REASON)),
    )


USES = ("LIGHTS", "CONTACTS", "RELIT", "WENT_OUT", *Arrival, "NIGHTS", "HOMES_HELD")


def _use(today: date) -> dict[str, int | None]:
    """How much the pilot light, crisis help and held places are used, so that they can stay small; small numbers withheld."""
    used = use_since(today - timedelta(days=LOOKS_BACK), now=clock.now(), reason=REASON)
    came = Counter(arrival(called, there) for called, there in used.crises)
    counts = {
        "LIGHTS": used.lights,
        "CONTACTS": used.contacts,
        "RELIT": used.relit,
        "WENT_OUT": used.went_out,
        **{str(a): came[a] for a in Arrival},
        "NIGHTS": used.nights,
        "HOMES_HELD": used.homes_held,
    }
    return one_way(counts)


@dataclass(frozen=True)
class Line:
    """Demand and supply of one form."""

    code: str
    demand: int | None
    capacity: int
    free: int
    waiting_days: int | None


@dataclass(frozen=True)
class Overview:
    """The regional picture of today."""

    waiting: int
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
    missing: tuple[tuple[str, int], ...]
    refusals: tuple[tuple[str, int | None, int | None], ...]
    layers: tuple[tuple[str, str, tuple[str, ...]], ...]


def overview(*, today: date, now: datetime) -> Overview:
    """Count needs and places. A need counts for every form that would do; nothing leads back to a person."""
    open_needs = demand_for_rule(reason=REASON)
    register = snapshot(today=today, now=now)
    security = newest_for_rule("security_needed", reason=REASON)
    demand: Counter[str] = Counter()
    waited: dict[str, list[int]] = {}
    levels: Counter[tuple[str, str]] = Counter()
    groups: Counter[str] = Counter()
    homes: Counter[int] = Counter()
    for need in open_needs:
        column = str(security.get(need.person_id, "?"))
        days = (today - need.since).days
        for form in need.settings:
            demand[form] += 1
            waited.setdefault(form, []).append(days)
            levels[form, column] += 1
        groups.update(need.groups)
        homes[need.municipality_id] += 1
    capacity: Counter[str] = Counter()
    free: Counter[str] = Counter()
    supply_levels: Counter[tuple[str, str]] = Counter()
    local: Counter[int] = Counter()
    for p in register.places:
        capacity[p.setting] += p.availability.capacity
        free[p.setting] += p.availability.free
        supply_levels[p.setting, str(p.security_level)] += p.availability.free
        local[p.municipality_id] += p.availability.free
    forms = sorted({*demand, *capacity}, key=lambda f: (-(demand[f] - free[f]), f))
    rows = tuple(f for f in forms if demand[f])
    columns = (*LEVELS, "?")
    shown = suppressed(levels, rows, columns)
    places = list(municipality_map().values())
    by_home = suppressed({("all", str(m.id)): homes[m.id] for m in places}, ["all"], [str(m.id) for m in places])
    return Overview(
        waiting=len(open_needs),
        places=len(register.places),
        capacity=sum(capacity.values()),
        free=sum(free.values()),
        stale=sum(p.freshness != Freshness.FRESH for p in register.places),
        avoided_moves=_small(stays_with_expertise(reason=REASON)),
        forms=tuple(
            Line(
                f,
                _small(demand[f]),
                capacity[f],
                free[f],
                rounded(median(waited[f])) if demand[f] >= SMALLEST else None,
            )
            for f in forms
        ),
        levels=shown,
        level_rows=rows,
        level_totals=totals(levels, shown, rows, 0),
        supply_levels=dict(supply_levels),
        groups=one_way(groups),
        municipalities=tuple((m.name, by_home["all", str(m.id)], local[m.id]) for m in places),
        missing=tuple((f, demand[f] - free[f]) for f in forms if demand[f] >= SMALLEST and demand[f] > free[f]),
        refusals=_refusals(),
        layers=tuple((r.kind, r.name, tuple(names)) for r, names in layers(today)),
    )


def _small(value: int) -> int | None:
    return None if 0 < value < SMALLEST else value


def _refusals() -> tuple[tuple[str, int | None, int | None], ...]:
    """Refusals by reason: how many, and how many on paper only; both withheld when either is small."""
    all_of: Counter[str] = Counter()
    paper: Counter[str] = Counter()
    for r in refusal_counts(reason=REASON):
        all_of[r.reason] += r.count
        if not r.client_seen:
            paper[r.reason] += r.count
    found = []
    for reason, count in all_of.most_common():
        rest = count - paper[reason]
        split = None if 0 < paper[reason] < SMALLEST or 0 < rest < SMALLEST else paper[reason]
        found.append((reason, _small(count), split))
    return tuple(found)


@dataclass(frozen=True)
class PlaceInView:
    """A municipality: how many of its people are without what (None: fewer than ten, or it would give such a number away), and whom to call."""

    id: int
    name: str
    counts: dict[Lack, int | None]
    call: str


def in_view(*, today: date) -> tuple[list[PlaceInView], dict[Lack, int | None]]:
    """Everybody in view, in numbers: by municipality, and for the region together. Nothing leads back to a person.

    The columns overlap, so each is withheld by itself; a total of the region is shown where it gives no small number away.
    """
    places = sorted(municipality_map().values(), key=lambda m: m.name)
    counted = counts_in_view(reason=REASON, today=today)
    cells = {(lack.value, str(m.id)): counted[m.id, lack] for m in places for lack in Lack}
    columns = [str(m.id) for m in places]
    shown: dict[tuple[str, str], int | None] = {}
    whole: dict[Lack, int | None] = {}
    for lack in Lack:  # one row each: a municipality is not the sum of what its people are without
        row = {key: n for key, n in cells.items() if key[0] == lack}
        seen = suppressed(row, [lack.value], columns)
        whole[lack] = rounded(totals(row, seen, [lack.value], 0)[lack.value])
        shown |= seen
    # the municipality's own number first, then whoever serves everywhere
    numbers: dict[int, str] = {}
    known = [*contacts(today, topic=ContactTopic.WMO), *contacts(today, topic=ContactTopic.NEW_CASES)]
    for c in sorted(known, key=lambda c: c.municipality_id is None):
        words = ", ".join(part for part in (c.name, c.organisation, c.phone or c.mobile) if part)
        for m in places:
            if c.municipality_id == m.id or (c.municipality_id is None and m.name in c.organisation):
                numbers.setdefault(m.id, words)
    return [
        PlaceInView(m.id, m.name, {lack: rounded(shown[lack.value, str(m.id)]) for lack in Lack}, numbers.get(m.id, ""))
        for m in places
    ], whole
