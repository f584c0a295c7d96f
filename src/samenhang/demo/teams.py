"""How the teams of the demonstration stand: one with room, one stretched, one that asks not now, and one that has to say it anew.

Invented. Told by who keeps the places of the organisation; the other places have not said anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.supply.enums import TeamStanding
from samenhang.supply.selectors import snapshot
from samenhang.supply.services import TeamSays, say_how_the_team_stands

_S = TeamStanding


@dataclass(frozen=True)
class _Said:
    """What a team said so many days ago, and after how many days it looks again."""

    days: int
    standing: TeamStanding
    vacancies: str
    incidents: int
    words: str = ""
    looks: int | None = None


# Of the first places of the organisation, by code: what its team said, the oldest first.
_TEAMS: tuple[tuple[_Said, ...], ...] = (
    (
        _Said(75, _S.ROOM, "0.5", 1),
        _Said(34, _S.STRETCHED, "1.5", 4, "Twee vaste invallers in het weekend, zodat er geen vreemden komen.", 28),
        _Said(6, _S.NOT_NOW, "2.5", 7, "Twee vaste mensen erbij in de avond, en eerst een maand rust op de groep.", 24),
    ),
    (_Said(12, _S.STRETCHED, "1", 2, "Een gedragskundige die de eerste zes weken twee keer per week meekijkt.", 40),),
    (_Said(9, _S.ROOM, "0", 0, "Een nieuwe bewoner kan eerst een paar keer mee-eten."),),
    (_Said(52, _S.STRETCHED, "1.5", 3, "Iemand die de nachten meedraait tot de vacature vervuld is.", 44),),
)


def tell(*, today: date, now: datetime, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
    """Say it all through the service, each on its own day."""
    keeper = actor_of(User.objects.get(pk=users["supply-manager"]), today=today)
    own = [p for p in snapshot(today=today, now=now).places if p.organisation_id == organisations["esdoornhof"]]
    for place, said in zip(sorted(own, key=lambda p: p.code), _TEAMS, strict=False):
        for version, s in enumerate(said):
            on = today - timedelta(days=s.days)
            looks = None if s.looks is None else on + timedelta(days=s.looks)
            says = TeamSays(s.standing, Decimal(s.vacancies), s.incidents, s.words, looks, expected_version=version)
            say_how_the_team_stands(
                actor=keeper, place_id=place.id, says=says, today=on, now=now - timedelta(days=s.days)
            )
