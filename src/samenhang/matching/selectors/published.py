"""Who waits, in numbers that may be shown to who does not know them; decided once, for every page, file and answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samenhang.directory.selectors import layers, municipality_map
from samenhang.engines.disclosure import Result
from samenhang.matching.adapters.disclosure import Stuck, level_code, stuck, waiting
from samenhang.matching.selectors.bottlenecks import Blocker, BottleneckPage, Bundle
from samenhang.matching.selectors.needs import demand_for_rule
from samenhang.picture.selectors import newest_for_rule

REASON = "who waits, in numbers of which small ones are withheld"


def who_waits(*, today: date) -> Result:
    """The numbers of who waits, over municipalities and the regions of every layer; see ``adapters.disclosure.waiting`` for their names."""
    security = newest_for_rule("security_needed", reason=REASON)
    places = municipality_map().values()
    by_name = {m.name: m.id for m in places}
    return waiting(
        (
            (n.settings, level_code(security.get(n.person_id)), n.groups, n.municipality_id)
            for n in demand_for_rule(reason=REASON)
        ),
        [m.id for m in places],
        {region.pk: [by_name[name] for name in names if name in by_name] for region, names in layers(today)},
    )


def who_is_stuck(
    page: BottleneckPage, blockers: Sequence[Blocker], bundles: Sequence[Bundle], *, today: date
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
    return stuck(found, who_waits(today=today))
