"""Computing what would help most over everybody who waits, and what a package that was put together would bring."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.engines.allocation.frontier.effect import Effect, effect
from samenhang.engines.allocation.frontier.result import Point
from samenhang.engines.allocation.frontier.solve import frontier
from samenhang.matching.adapters.allocation import STAY, RoundProblem, base_code, round_problem
from samenhang.matching.adapters.fit import Gathered, fit_problem
from samenhang.steering.models import PackagePlacement, PackageStudy

POINTS = 10
SECONDS = 20.0  # for the whole frontier; what is known by then is kept with its bound
PACKAGE_SECONDS = 8.0
NO_BUDGET = 2**40  # euros: more than any region has, so that the budget binds nowhere
MOST_IN_PACKAGE = 40


def compute_frontier(*, actor: Actor, gathered: Gathered, now: datetime, seconds: float = SECONDS) -> int:
    """Compute packages from the smallest to the largest over everybody who waits, and keep them; returns the id of the study.

    Raises NoGrant without the power to weigh packages, Refused(NOTHING_TO_COMPUTE) when nobody waits.
    """
    asked = _asked(actor, gathered)
    found = frontier(asked.problem, points=POINTS, seconds=seconds)
    alone: dict[str, dict[str, Any]] = {}
    for one in found.alone:
        code = base_code(one.id)
        if code not in alone or one.people > alone[code]["people"]:
            alone[code] = {"code": code, "cost": one.cost, "people": one.people, "proven": one.proven}
    rows = sorted(alone.values(), key=lambda r: (-r["people"], r["cost"], r["code"]))
    return _keep(actor, gathered, found.points, [], rows, now, complete=found.complete, seconds=found.seconds)


def compute_package(
    *, actor: Actor, gathered: Gathered, package: Sequence[str], now: datetime, seconds: float = PACKAGE_SECONDS
) -> int:
    """Compute what these remedies together would bring, against none at all, and keep it; returns the id of the study.

    A remedy that is somebody's own (expertise that comes to a person) counts for everybody who needs it. Raises NoGrant,
    Refused(NOTHING_TO_COMPUTE), Refused(EMPTY_PACKAGE). What nobody needs brings nothing, and is no error: that would tell.
    """
    asked = _asked(actor, gathered)
    wanted = list(dict.fromkeys(package))
    if not wanted or len(wanted) > MOST_IN_PACKAGE:
        raise Refused("EMPTY_PACKAGE")
    names = [name for name in asked.problem.remedies if base_code(name) in set(wanted)]
    began = time.perf_counter()
    nothing = effect(asked.problem, (), seconds=seconds / 2)
    found = effect(asked.problem, names, against=nothing, seconds=seconds)
    return _keep(
        actor, gathered, (nothing, found), wanted, [], now, complete=found.priority_proven,
        seconds=time.perf_counter() - began,
    )  # fmt: skip


def _asked(actor: Actor, gathered: Gathered) -> RoundProblem:
    require(actor, Power.WEIGH_PACKAGES)
    if not gathered.people:
        raise Refused("NOTHING_TO_COMPUTE")
    return round_problem(gathered, fit_problem(gathered), budget=NO_BUDGET)


def _keep(
    actor: Actor,
    gathered: Gathered,
    points: Iterable[Point | Effect],
    package: list[str],
    alone: list[dict[str, Any]],
    now: datetime,
    *,
    complete: bool,
    seconds: float,
) -> int:
    found = list(points)
    with transaction.atomic():
        study = PackageStudy.objects.create(
            computed_at=now,
            computed_by_id=actor.me,
            on=gathered.today,
            package=package,
            waiting=len(gathered.people),
            points=[_point(p) for p in found],
            alone=alone,
            complete=complete,
            seconds=round(seconds, 3),
        )
        compartments = {str(p.key.id): p.need.compartment_id for p in gathered.people}
        rows = []
        for number, point in enumerate(found):
            places = {one.person: one.place for one in point.placed}
            gains = places if number == 0 else {person: places[person] for person in point.adds.people}
            for person in (*gains, *point.drops.people):
                at = gains.get(person, "")
                rows.append(
                    PackagePlacement(
                        study=study,
                        compartment_id=compartments[person],
                        person_id=int(person),
                        point=number,
                        gains=person in gains,
                        place_id=int(at) if at and not at.startswith(f"{STAY}:") else None,
                    )
                )
        PackagePlacement.objects.write(rows)
        record(
            actor,
            Act.COMPUTE,
            object_type="PackageStudy",
            object_id=study.pk,
            detail={"people": study.waiting, "points": len(found), "package": package},
        )
    return study.pk


def _point(p: Point | Effect) -> dict[str, Any]:
    names = p.package if isinstance(p, Effect) else p.remedies
    unused = {base_code(name) for name in p.unused} if isinstance(p, Effect) else set()
    used = Counter(base_code(name) for name in names)
    return {
        "cost": p.cost if isinstance(p, Effect) else p.objective.cost,
        "people": p.people,
        "priority": p.objective.priority,
        "most_priority": p.bound.priority,
        "proven": p.bound.priority == p.objective.priority,
        "remedies": sorted(used.items()),
        "unused": sorted(unused - {base_code(n) for n in names if isinstance(p, Effect) and n not in p.unused}),
    }
