"""Who must not fall out of sight: when each person was last met, by whomever, and what they are without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.models import ProtectedModel
from samenhang.access.selectors import cases_since, running_since, seated
from samenhang.base.actor import Actor
from samenhang.intake.selectors import met_at_intake
from samenhang.legal.enums import TitleDomain, TitleStatus
from samenhang.legal.selectors import TitleRow, titles, titles_for_rule
from samenhang.pathway.enums.handovers import Evidence
from samenhang.pathway.enums.pilot_lights import LightState
from samenhang.pathway.models import BedCall, Contact, Crisis, HandoverEvidence, PilotLight
from samenhang.pathway.rules.in_view import Lack, Standing, lacks
from samenhang.people.selectors import PersonRow, keys
from samenhang.plan.selectors import met_with_plan, people_with_plan, people_with_plan_for_rule
from samenhang.ui.dates import as_date

Enter = Callable[[type[ProtectedModel]], QuerySet]
Met = Callable[[Enter, Collection[int] | None], Iterator[tuple[int, Any]]]
DIRECTORS = frozenset({CaseRole.CASE_DIRECTOR, CaseRole.DEPUTY_DIRECTOR})
HOLDERS = frozenset({CaseRole.FILE_HOLDER, CaseRole.DEPUTY_FILE_HOLDER})
# Those who can take somebody up: everybody in a case but the person and who speaks for them.
CAN_ACT = tuple(r for r in CaseRole if r not in {CaseRole.CLIENT, CaseRole.REPRESENTATIVE})
_MANY = 5_000
_WITH_THE_PERSON = (Evidence.VISIT, Evidence.FREEDOM, Evidence.FIRST_CONTACT, Evidence.HOME_VISIT)
_ELSEWHERE: list[Met] = [met_with_plan, met_at_intake]


def also_met(source: Met) -> None:
    """Let a package that is built on this one say when it was that somebody met a person."""
    if source not in _ELSEWHERE:
        _ELSEWHERE.append(source)


def _last(
    rows: QuerySet, day: str, people: Collection[int] | None, person: str = "person_id"
) -> Iterator[tuple[int, Any]]:
    if people is not None:
        rows = rows.filter(**{f"{person}__in": list(people)})
    yield from rows.order_by().values_list(person).annotate(last=Max(day))


def _here(enter: Enter, people: Collection[int] | None) -> Iterator[tuple[int, Any]]:
    """What the pathway itself knows: contact, a pilot light's contact, a visit in a handover, a crisis, a night in a bed."""
    yield from _last(enter(Contact).filter(reached=True), "on", people)
    done = enter(HandoverEvidence).filter(waived=False)
    yield from _last(done.filter(Q(kind__in=_WITH_THE_PERSON) | Q(client_present=True)), "on", people)
    yield from _last(enter(Crisis).filter(arrived_at__isnull=False), "arrived_at", people)
    yield from _last(enter(BedCall).filter(given=True), "called_at", people, "right__person_id")


def _met(enter: Enter, people: Collection[int] | None, today: date) -> dict[int, date]:
    found: dict[int, date] = {}
    for source in (_here, *_ELSEWHERE):
        for person_id, moment in source(enter, people):
            day = as_date(moment)
            if day <= today and day > found.get(person_id, date.min):
                found[person_id] = day
    return found


@dataclass(frozen=True)
class InView:
    """One person with what they are without, and who could act; ``known`` says whether the reader may know of contacts."""

    person: PersonRow
    known: bool
    met_on: date | None
    light: bool
    lacks: frozenset[Lack]
    who: tuple[tuple[str, str, str], ...]  # role, name, organisation


def in_view(actor: Actor, rows: Collection[PersonRow], *, purpose: Purpose, today: date) -> list[InView]:
    """Each of these people, whom the actor may see, with what they are without as far as the actor may know.

    A plan, contact and compulsion are spoken of only where the actor may know of plans, of contacts, of titles.
    """
    ids, dossiers = [r.id for r in rows], [r.dossier_id for r in rows]

    def enter(model: type[ProtectedModel]) -> QuerySet:
        return model.objects.visible_to(actor, purpose=purpose)

    met = _met(enter, ids, today)
    burning = enter(PilotLight).filter(person_id__in=ids, state=LightState.BURNING)
    lights = dict(burning.values_list("person_id", "every_days"))
    planned = people_with_plan(actor, ids, purpose=purpose, today=today)
    seats = seated(dossiers, CAN_ACT, today)
    knows, plans, contacts = (
        cases_since(actor, dossiers, c) for c in (Category.TITLE_FACT, Category.PLAN_GOALS, Category.APPOINTMENTS)
    )
    held: dict[int, list[TitleRow]] = {}
    for row in titles(actor, ids, purpose=purpose, today=today):
        held.setdefault(row.person_id, []).append(row)
    found = []
    for r in rows:
        mine = seats.get(r.dossier_id, [])
        roles = {s.role for s in mine}
        standing = Standing(
            plan=r.id in planned if r.dossier_id in plans else None,
            director=bool(roles & DIRECTORS),
            holder=bool(roles & HOLDERS),
            since=contacts.get(r.dossier_id),
            met_on=met.get(r.id),
            light_days=lights.get(r.id, 0),
            compulsory=_compulsory(held.get(r.id, [])) if r.dossier_id in knows else None,
        )
        who = tuple((s.role, s.who, s.organisation) for s in mine)
        found.append(
            InView(r, standing.since is not None, standing.met_on, r.id in lights, lacks(standing, today), who)
        )
    return found


def _compulsory(mine: Collection[TitleRow]) -> bool:
    held = {TitleStatus.IN_FORCE, TitleStatus.SUSPENDED, TitleStatus.LAPSED_PENDING_DECISION, TitleStatus.GRANTED}
    return any(t.state in held and t.domain != TitleDomain.VOLUNTARY for t in mine)


def lacking_for_rule(*, reason: str, today: date) -> list[tuple[int, int, frozenset[Lack]]]:
    """Of everybody whose case runs: municipality, dossier and what they are without; for counts and for telling, never shown."""

    def enter(model: type[ProtectedModel]) -> QuerySet:
        return model.objects.for_rule(reason)

    running = running_since()
    people = [p for p in keys(reason=reason) if p.dossier_id in running]
    met = _met(enter, None, today)
    lights = dict(enter(PilotLight).filter(state=LightState.BURNING).values_list("person_id", "every_days"))
    planned = people_with_plan_for_rule(reason=reason, person_ids=[p.id for p in people], today=today)
    held = titles_for_rule(reason=reason, today=today)
    dossiers = [p.dossier_id for p in people]
    roles: dict[int, set[str]] = {}
    for start in range(0, len(dossiers), _MANY):
        for dossier_id, seats in seated(dossiers[start : start + _MANY], [*DIRECTORS, *HOLDERS], today).items():
            roles[dossier_id] = {s.role for s in seats}
    found = []
    for p in people:
        mine = roles.get(p.dossier_id, set())
        standing = Standing(
            plan=p.id in planned,
            director=bool(mine & DIRECTORS),
            holder=bool(mine & HOLDERS),
            since=running[p.dossier_id],
            met_on=met.get(p.id),
            light_days=lights.get(p.id, 0),
            compulsory=_compulsory(held.get(p.id, [])),
        )
        found.append((p.municipality_id, p.dossier_id, lacks(standing, today)))
    return found


def counts_in_view(*, reason: str, today: date) -> Counter[tuple[int, Lack]]:
    """How many people are without what, by municipality; whoever publishes it withholds small numbers."""
    return Counter(
        (place, lack) for place, _dossier, mine in lacking_for_rule(reason=reason, today=today) for lack in mine
    )
