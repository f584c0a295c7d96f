"""Who waits, in numbers that may be shown to who does not know them; decided once, for every page, file and answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samenhang.directory.selectors import layers, municipality_map
from samenhang.engines.disclosure import Result
from samenhang.matching.adapters.disclosure import Stuck, level_code, stuck, waiting
from samenhang.matching.adapters.fit import Gathered
from samenhang.matching.selectors.bottlenecks import Blocker, BottleneckPage, Bundle
from samenhang.matching.selectors.needs import demand_for_rule
from samenhang.picture.selectors import newest_for_rule

REASON = "who waits, in numbers of which small ones are withheld"


def who_waits(*, today: date) -> Result:
    """The numbers of who waits, over municipalities and the regions of every layer; see ``adapters.disclosure.waiting`` for their names."""
    security = newest_for_rule("security_needed", reason=REASON)
    return _waiting(
        [
            (n.settings, level_code(security.get(n.person_id)), n.groups, n.municipality_id)
            for n in demand_for_rule(reason=REASON)
        ],
        today,
    )


def who_waits_among(gathered: Gathered, *, today: date) -> Result:
    """The same numbers, from what was gathered for the bottlenecks."""
    return _waiting(
        [
            (p.need.settings, level_code(p.facts["security_needed"].value if "security_needed" in p.facts else None), p.need.groups, p.key.municipality_id)
            for p in gathered.people
        ],
        today,
    )  # fmt: skip


def _waiting(needs: list[tuple[Sequence[str], str, Sequence[str], int | None]], today: date) -> Result:
    places = municipality_map().values()
    by_name = {m.name: m.id for m in places}
    regions = {region.pk: [by_name[name] for name in names if name in by_name] for region, names in layers(today)}
    return waiting(needs, [m.id for m in places], regions)


def who_is_stuck(
    gathered: Gathered, page: BottleneckPage, blockers: Sequence[Blocker], bundles: Sequence[Bundle], *, today: date
) -> Result:
    """The numbers of bottlenecks (joined with their likes) and of missing supply; see ``adapters.disclosure.stuck`` for their names.

    The two pages speak of the same people, so both draw from this.
    """
    found = Stuck(
        page.fitting,
        page.unknown,
        page.without,
        {b.key: (b.people_touched, b.people_opened) for b in blockers},
        {remedy.code: (reached, opened) for remedy, opened, reached in page.remedies},
        {(b.setting, level_code(b.level)): b.people for b in bundles},
    )
    return stuck(found, who_waits_among(gathered, today=today))
