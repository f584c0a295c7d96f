"""What stands in the way of how many, and what is missing: numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from samenhang.access.door import granted
from samenhang.access.enums import Category
from samenhang.base.actor import Actor
from samenhang.directory.enums import Power
from samenhang.engines.fit.bottlenecks import bottlenecks as count_bottlenecks
from samenhang.engines.fit.solve import solve
from samenhang.matching.adapters.fit import Gathered, fit_problem
from samenhang.matching.enums import NeedStatus
from samenhang.matching.models import CareNeed, MissingSupply
from samenhang.matching.selectors.needs import gather, open_needs_for_rule
from samenhang.supply.selectors import CriterionRow, RemedyRow, snapshot


@dataclass(frozen=True)
class Blocker:
    """What stands in the way of how many: a rule or a lack, whose it is, and what would lift it."""

    key: str
    kind: str
    obstacle: str
    owner: str
    people_touched: int
    people_opened: int
    pairs_blocked: int
    row: CriterionRow | None
    remedies: tuple[str, ...]


@dataclass(frozen=True)
class BottleneckPage:
    """What blocks how many people in the region today, and which remedy alone would open a place for how many."""

    waiting: int
    fitting: int
    unknown: int
    without: int
    blockers: tuple[Blocker, ...]
    remedies: tuple[tuple[RemedyRow, int, int], ...]
    by_obstacle: tuple[tuple[str, int], ...]


def likeness(key: str, row: CriterionRow | None) -> str:
    """What alike obstacles share: the same rule at many places, or the same kind of need, is one bottleneck."""
    if row is None:
        return ":".join(key.split(":")[:2])
    values = row.values if row.scope in {"NATION", "REGION"} else ()
    of_places = row.scope in {"PLACE", "LOCATION"}
    return ":".join([str(of_places), row.fact, row.operator, row.setting, str(values)])


def bottlenecks_of(gathered: Gathered) -> BottleneckPage:
    """The bottleneck counts of these people and this register."""
    found = count_bottlenecks(solve(fit_problem(gathered)))
    register = gathered.snapshot
    blockers = []
    obstacles: dict[str, int] = {}
    for c in found.criteria:
        row = register.by_criterion.get(c.criterion)
        kind = "RULE" if row else "NEED" if c.criterion.startswith("need:") else "BUILT_IN"
        if c.pairs_blocked:
            blockers.append(
                Blocker(
                    c.criterion, kind, c.obstacle.value, c.owner or (row.owner if row else ""), c.people_touched, c.people_opened,
                    c.pairs_blocked, row, row.remedies if row else (),
                )
            )  # fmt: skip
            obstacles[c.obstacle.value] = obstacles.get(c.obstacle.value, 0) + c.pairs_blocked
    return BottleneckPage(
        waiting=len(gathered.people),
        fitting=found.people_fitting,
        unknown=found.people_unknown,
        without=found.people_without,
        blockers=tuple(blockers),
        remedies=tuple(
            (register.remedies[r.remedy.id], r.people_opened, r.people_reached)
            for r in found.remedies
            if r.remedy.id in register.remedies and r.people_reached
        ),
        by_obstacle=tuple(sorted(obstacles.items(), key=lambda o: -o[1])),
    )


def knows_everybody(actor: Actor) -> bool:
    """Say whether the actor sits at the table and may see each person who is counted: then small numbers tell nothing new."""
    if not actor.can(Power.SIT_AT_TABLE):
        return False
    waiting = CareNeed.objects.for_rule("whether anybody is counted whom the actor may not see").filter(
        status=NeedStatus.OPEN
    )
    return not waiting.exclude(compartment_id__in=granted(actor, Category.HOUSING_NEEDS)).exists()


@dataclass(frozen=True)
class Bundle:
    """People with like needs for whom no place fits now: the form they need and the security level."""

    setting: str
    level: int | None
    people: int
    free: int


def everybody_who_waits(*, today: date, now: datetime) -> Gathered:
    """What the counts are made of, gathered once for all of them; never shown."""
    reason = "bottlenecks and missing supply: counts over everybody who waits"
    register = snapshot(today=today, now=now)
    return gather(open_needs_for_rule(reason=reason), register, today=today, reason=reason)


def bundles_of(gathered: Gathered) -> list[Bundle]:
    """Unmet needs of these people, bundled by form and security level, the largest first; holds numbers only.

    Somebody counts for each form that would do, as long as no place fits them now.
    """
    verdicts = solve(fit_problem(gathered), counting=False).verdicts
    free: dict[str, int] = {}
    for place in gathered.snapshot.places:
        free[place.setting] = free.get(place.setting, 0) + place.availability.free
    counts: dict[tuple[str, int | None], int] = {}
    for number, person_facts in enumerate(gathered.people):
        if (verdicts[number] == 0).any():
            continue
        fact = person_facts.facts.get("security_needed")
        level = fact.value if fact is not None and isinstance(fact.value, int) else None
        for setting in person_facts.need.settings:
            counts[setting, level] = counts.get((setting, level), 0) + 1
    return [
        Bundle(setting, level, people, free.get(setting, 0))
        for (setting, level), people in sorted(counts.items(), key=lambda c: (-c[1], c[0][0], c[0][1] or 0))
    ]


def missing_supply() -> list[MissingSupply]:
    """What has been taken on, the next step that comes first on top."""
    return list(MissingSupply.objects.select_related("started_by"))


def missing_one(missing_id: int) -> MissingSupply | None:
    """One piece of missing supply."""
    return MissingSupply.objects.filter(pk=missing_id).first()
