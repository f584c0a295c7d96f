"""Telling, once per level and ever wider, that something ends and nothing follows it (R-05); for the night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from samenhang.access.selectors import TakesPart, restriction_of, taking_part
from samenhang.directory.enums import Role
from samenhang.directory.selectors import Colleague, colleagues, table_teams, tables_near
from samenhang.legal.enums import Reach
from samenhang.legal.models import TitleReminder
from samenhang.legal.selectors.endings import HOLDERS, Ending, endings_for_rule
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.selectors import PersonKey, keys

_REASON = "it is told once that something ends and nothing follows"


def tell_of_endings(*, today: date) -> int:
    """Tell what has come since the last night, and return how many things were told.

    Each is told in a transaction of its own together with the line that says so: a night that breaks off goes on where it was, and a
    second one on the same day tells nothing again. Whoever slept some nights is told the present level only.
    """
    endings = _untold(endings_for_rule(reason=_REASON, today=today))
    if not endings:
        return 0
    people = {k.id: k for k in keys(reason=_REASON, ids=sorted({e.person_id for e in endings}))}
    staff = _Staff.of(colleagues(today), today)
    count = 0
    for ending in endings:
        person = people.get(ending.person_id)
        if person is not None:
            count += _tell(ending, person, staff, today)
    return count


def _untold(endings: list[Ending]) -> list[Ending]:
    """Those of which this level, or a later one of the same end, was not told before."""
    told: dict[tuple[int | None, int | None, date], int] = {}
    titles = [e.title_id for e in endings if e.title_id]
    indications = [e.indication_id for e in endings if e.indication_id]
    rows = TitleReminder.objects.for_rule(_REASON)
    for field, ids in (("title_id", titles), ("indication_id", indications)):
        for start in range(0, len(ids), 5_000):
            some = rows.filter(**{f"{field}__in": ids[start : start + 5_000]})
            for title, indication, last_day, days in some.values_list("title_id", "indication_id", "last_day", "days"):
                key = (title, indication, last_day)
                told[key] = min(days, told.get(key, days))
    return [e for e in endings if e.days < told.get((e.title_id, e.indication_id, e.last_day), e.days + 1)]


@dataclass(frozen=True)
class _Staff:
    """Who can be told beside those who hold a case, looked up once in a night."""

    coordinators: Mapping[int, frozenset[int]]  # by organisation
    at_tables: Mapping[int, frozenset[int]]  # by organisation
    chairs: Mapping[int, frozenset[int]]
    teams: Mapping[int, int]
    today: date

    @classmethod
    def of(cls, staff: Iterable[Colleague], today: date) -> _Staff:
        by: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for c in staff:
            by[c.role][c.organisation_id].add(c.user_id)

        def frozen(*roles: Role) -> dict[int, frozenset[int]]:
            organisations = {o for r in roles for o in by[r]}
            return {o: frozenset().union(*(by[r].get(o, set()) for r in roles)) for o in organisations}

        return cls(
            frozen(Role.CASE_COORDINATOR),
            frozen(Role.TABLE_CHAIR, Role.TABLE_MEMBER),
            frozen(Role.TABLE_CHAIR),
            {team: organisation for team, _name, organisation in table_teams()},
            today,
        )

    def at_the_table(self, seats: Iterable[TakesPart], organisations: set[int]) -> set[int]:
        """Everybody at the table that takes part; without one the chairs of the tables of the region."""
        mine = {self.teams[s.team_id] for s in seats if s.team_id is not None and s.team_id in self.teams}
        if mine:
            return set().union(*(self.at_tables.get(o, frozenset()) for o in mine))
        near = tables_near(organisations, self.today)
        return set().union(*(self.chairs.get(o, frozenset()) for o in near))


def _tell(ending: Ending, person: PersonKey, staff: _Staff, today: date) -> bool:
    seats = taking_part(person.dossier_id, today)
    held = [s for s in seats if s.role in HOLDERS and s.user_id is not None]
    holders = {s.user_id for s in held if s.user_id}
    restriction = restriction_of(person.dossier_id)
    if restriction is not None:
        holders &= {user for user, _name in restriction.named}
    organisations = {s.organisation_id for s in held if s.organisation_id}
    wider: set[int] = set()
    if ending.reach != Reach.HOLDERS and restriction is None:
        wider = set().union(*(staff.coordinators.get(o, frozenset()) for o in organisations))
        if ending.reach == Reach.TABLE:
            wider |= staff.at_the_table(seats, organisations)
    key = f"ends:{ending.title_id or 0}:{ending.indication_id or 0}:{ending.last_day.isoformat()}:{ending.days}"
    try:
        with transaction.atomic():
            row = TitleReminder(
                person_id=person.id,
                compartment_id=person.compartment_id,
                title_id=ending.title_id,
                indication_id=ending.indication_id,
                last_day=ending.last_day,
                days=ending.days,
                told_on=today,
            )
            TitleReminder.objects.write([row])
            notify(
                user_ids=sorted(holders),
                kind=Kind.ENDS_WITHOUT_NEXT,
                key=key,
                path=f"/titles/people/{person.id}/",
                dossier_id=person.dossier_id,
            )
            notify(user_ids=sorted(wider - holders), kind=Kind.ENDS_WITHOUT_NEXT, key=key, path="/titles/")
    except IntegrityError:
        return False  # another night told it at the same moment
    return True
