"""The alerts of everybody from nothing: what titles, indications and pathways ask today, in a handful of questions (ADR 0024)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samenhang.access.enums import CaseRole
from samenhang.access.selectors import seated
from samenhang.legal.selectors import (
    all_indications_for_rule,
    clock_of,
    indications_due,
    settled_duties_for_rule,
    titles_for_rule,
)
from samenhang.pathway.rules.history import HEAVY_PROFILES
from samenhang.pathway.selectors.placements import alerts, placements_for_rule, settled_with_beds
from samenhang.people.selectors import keys
from samenhang.plan.selectors import asked_for_extra_care_for_rule

_SEATS = (CaseRole.FILE_HOLDER, CaseRole.CASE_DIRECTOR)
_MANY = 5_000  # dossiers in one question


@dataclass(frozen=True)
class PersonAlert:
    """One thing that asks attention about one person, with its days."""

    person_id: int
    code: str
    on: date | None
    until: date | None


def recompute_alerts(*, reason: str, today: date, person_ids: Collection[int] | None = None) -> list[PersonAlert]:
    """Every alert of titles, indications and pathways about everybody, by person; for counts and checks, never shown by itself.

    It is what each page derives for its own people, for all of them together: nothing that was stored goes into it. With
    ``person_ids`` only what is about these people, from their own facts and nobody else's: what a change of one of them takes.
    """
    people = keys(reason=reason, ids=person_ids)
    held = titles_for_rule(reason=reason, person_ids=person_ids, today=today)
    settled = settled_duties_for_rule(reason=reason, person_ids=person_ids)
    entitled = all_indications_for_rule(reason=reason, person_ids=person_ids, today=today)
    stays = placements_for_rule(reason=reason, person_ids=person_ids)
    profiles = {p.id: {i.profile for i in entitled.get(p.id, ()) if i.start <= today} for p in people}
    heavy = [person_id for person_id, mine in profiles.items() if mine & HEAVY_PROFILES]
    asked: set[int] = set()
    for start in range(0, len(heavy), _MANY):
        asked |= asked_for_extra_care_for_rule(reason=reason, person_ids=heavy[start : start + _MANY])
    dossiers = [p.dossier_id for p in people]
    roles: dict[int, set[str]] = {}
    for start in range(0, len(dossiers), _MANY):
        for dossier_id, seats in seated(dossiers[start : start + _MANY], _SEATS, today).items():
            roles[dossier_id] = {s.role for s in seats}
    found: list[PersonAlert] = []
    for person in people:
        titles, lived = held.get(person.id, []), stays.get(person.id, [])
        clock = clock_of(titles, today, birth_date=person.birth_date, settled=settled_with_beds(titles, lived, settled))
        found += [PersonAlert(person.id, d.alert, d.on, d.until) for d in clock.due]
        found += [
            PersonAlert(person.id, "TITLE_ENDS_WITHOUT_SUCCESSOR", t.last_day, t.last_day)
            for t in clock.ends_without_successor
        ]
        mine = entitled.get(person.id, [])
        found += [PersonAlert(person.id, d.alert, d.on, d.until) for d in indications_due(mine, today)]
        found += [
            PersonAlert(person.id, a.code, a.on, None)
            for a in alerts(
                lived,
                roles.get(person.dossier_id, set()),
                today,
                profiles=profiles[person.id],
                extra_care_asked=person.id in asked,
            )
        ]
    return found
