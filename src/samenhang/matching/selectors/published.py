"""Who waits, in numbers that may be shown to who does not know them; decided once, for every page, file and answer."""

from __future__ import annotations

from datetime import date

from samenhang.directory.selectors import layers, municipality_map
from samenhang.engines.disclosure import Result
from samenhang.matching.adapters.disclosure import level_code, waiting
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
        {region.pk: [by_name[name] for name in names] for region, names in layers(today)},
    )
