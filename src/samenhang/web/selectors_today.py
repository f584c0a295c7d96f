"""What asks attention: of somebody's own cases, of the placement table, of who keeps places. Every package says its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse

from samenhang.access.enums import Category, Purpose
from samenhang.access.selectors import cases_since, own_cases
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.conferences.selectors import attention as talks_attention
from samenhang.finance.enums import FinanceAlert
from samenhang.finance.rules import SWITCH_AHEAD, Switch, without_cover
from samenhang.finance.selectors import attention as finance_attention
from samenhang.finance.selectors import cover_days, switches_of
from samenhang.intake.selectors import attention as intake_attention
from samenhang.legal.enums import Duty
from samenhang.legal.selectors import (
    Clock,
    IndicationRow,
    TitleRow,
    clock_of,
    indications_due,
    settled_duties,
    titles_and_indications_of,
)
from samenhang.matching.rules import alerts as matching_alerts
from samenhang.matching.selectors import NeedRow, latest_round, needs, refusals, urgencies
from samenhang.pathway.enums import PathwayAlert
from samenhang.pathway.rules import HEAVY_PROFILES
from samenhang.pathway.selectors import (
    PlacementRow,
    alerts,
    handover_attention,
    placements,
    returns_attention,
    settled_with_beds,
)
from samenhang.pathway.selectors import attention as pathway_attention
from samenhang.people.selectors import PersonRow, people_of
from samenhang.people.selectors import attention as people_attention
from samenhang.picture.selectors import attention as picture_attention
from samenhang.plan.selectors import asked_for_extra_care
from samenhang.plan.selectors import attention as plan_attention
from samenhang.privacy.selectors import copies_for, duties
from samenhang.steering.enums import SteeringAlert
from samenhang.steering.selectors import attention as steering_attention
from samenhang.steering.selectors import due_for
from samenhang.supply.enums import Freshness, SupplyAlert
from samenhang.supply.selectors import PlaceRow, snapshot, teams_to_look_again

CARE = Purpose.CARE_COORDINATION
# What other packages ask attention for, each in a few questions for all people together.
SOURCES = (
    people_attention,
    picture_attention,
    intake_attention,
    plan_attention,
    pathway_attention,
    handover_attention,
    talks_attention,
    finance_attention,
    returns_attention,
    steering_attention,
)


@dataclass(frozen=True)
class Item:
    """One thing that asks attention: what kind, which code, since or until when, about whom, and whose move it is."""

    kind: str
    code: str
    on: date | None
    until: date | None
    person: PersonRow | None
    hard: bool = False
    detail: str = ""
    path: str = ""
    user_id: int | None = None

    def urgency(self, today: date) -> str:
        """Red when nobody can wait with it, overdue when its last day has passed, due when it has begun, soon when it comes."""
        if self.code in RED or (self.hard and (self.on is None or self.on <= today) and self.until is None):
            return "red"
        if self.until is not None and self.until < today:
            return "overdue"
        if self.hard:
            return "due"
        if self.until is not None and (self.until - today).days > FAR_DAYS:
            return "soon"  # begun, with much time left
        if self.on is None or self.on <= today:
            return (
                "due" if self.until is None or (self.until - today).days <= NEAR_DAYS or self.on is not None else "soon"
            )
        return "soon"


FAR_DAYS = 60
NEAR_DAYS = 7
# Nobody may stand without anybody, without a place, or out of sight: these cannot wait until tomorrow.
RED = frozenset(
    {
        PathwayAlert.OUT_OF_SIGHT,
        PathwayAlert.EXPULSION_WITHOUT_NEXT_PLACE,
        PathwayAlert.PLACEMENT_ENDS_T90,
        PathwayAlert.NO_FILE_HOLDER,
        PathwayAlert.NO_CASE_DIRECTOR,
        "TITLE_ENDS_WITHOUT_SUCCESSOR",
        "TO_THE_STREET",
    }
)
ORDER = {"red": 0, "overdue": 1, "due": 2, "soon": 3, "calm": 4}


def urgency_order(item: Item, today: date) -> tuple[int, date, str, str]:
    """Red first, then what ends soonest, then what has no date; the same kind and the same person together."""
    moment = item.until or item.on or date.max
    return ORDER[item.urgency(today)], moment, item.code, item.person.name if item.person else ""


@dataclass(frozen=True)
class Known:
    """What was read of some people, from which the alerts follow: by person, and roles by dossier."""

    titles: Mapping[int, list[TitleRow]]
    stays: Mapping[int, list[PlacementRow]]
    roles: Mapping[int, set[str]]
    needs: Mapping[int, NeedRow]
    refusals: Mapping[int, list[tuple[str, bool, date]]]
    profiles: Mapping[int, set[str]]
    extra_care: Collection[int]
    indications: Mapping[int, list[IndicationRow]]
    settled: Mapping[int, Collection[Duty]]
    switches: Mapping[int, list[Switch]]


def uncovered_switches(
    actor: Actor,
    rows: Collection[PersonRow],
    titles: Mapping[int, list[TitleRow]],
    stays: Mapping[int, list[PlacementRow]],
    indications: Mapping[int, list[IndicationRow]],
    settled: Mapping[int, Collection[Duty]],
    today: date,
) -> dict[int, list[Switch]]:
    """Where another must pay and nobody covers it, by person, of whom the actor may know what was decided.

    Cover and grants are only asked for where there is a switch, in one question each.
    """
    found = {
        row.id: (row.dossier_id, switched)
        for row in rows
        if (
            switched := switches_of(
                titles.get(row.id, ()), stays.get(row.id, ()), indications.get(row.id, ()), settled, today
            )
        )
    }
    if not found:
        return {}
    known = cases_since(actor, [dossier for dossier, _switched in found.values()], Category.INDICATION)
    covers = cover_days(actor, found, purpose=CARE)
    return {
        person_id: without_cover(switched, covers.get(person_id, ()))
        for person_id, (dossier, switched) in found.items()
        if dossier in known
    }


def items_of(actor: Actor, rows: list[PersonRow], known: Known, today: date) -> list[Item]:
    """Everything that asks attention about these people, from what was read and from every package that says its own."""
    by_id = {r.id: r for r in rows}
    items = [item for row in rows for item in _from_rows(row, known, today)]
    for source in SOURCES:
        found: list[Attention] = source(actor, list(by_id), purpose=CARE, today=today)
        items += [
            Item("WORK", a.code, a.on, a.until, by_id[a.person_id], a.hard, a.detail, a.path, a.user_id) for a in found
        ]
    return _once(items, actor)


def _once(items: list[Item], actor: Actor) -> list[Item]:
    """The same thing that waits for several others is one thing; what waits for the actor always stands by itself."""
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for item in items:
        what = (item.kind, item.code, item.on, item.until, item.person, item.detail, item.path)
        if item.user_id is not None and item.user_id != actor.user_id:
            if what in seen:
                continue
            seen.add(what)
        kept.append(item)
    return kept


def _from_rows(row: PersonRow, known: Known, today: date) -> list[Item]:
    """What titles, placements, needs and refusals of one person ask attention for."""
    clock: Clock = clock_of(
        known.titles.get(row.id, []),
        today,
        birth_date=row.birth_date,
        settled=settled_with_beds(known.titles.get(row.id, ()), known.stays.get(row.id, ()), known.settled),
    )
    items = [Item("TITLE", d.alert, d.on, d.until, row, d.hard, d.code) for d in (*clock.due, *clock.upcoming)]
    items += [
        Item("TITLE", "TITLE_ENDS_WITHOUT_SUCCESSOR", t.last_day, t.last_day, row, detail=t.code)
        for t in clock.ends_without_successor
    ]
    items += [
        Item("INDICATION", d.alert, d.on, d.until, row, detail=f"{d.row.law} {d.row.profile}")
        for d in indications_due(known.indications.get(row.id, ()), today)
    ]
    pathway = alerts(
        known.stays.get(row.id, []),
        known.roles.get(row.dossier_id, set()),
        today,
        profiles=known.profiles.get(row.id, set()),
        extra_care_asked=row.id in known.extra_care,
    )
    items += [Item("PATHWAY", a.code, a.on, None, row, detail=a.detail) for a in pathway]
    items += [
        Item(
            "PAYER", FinanceAlert.SWITCH_WITHOUT_COVER, s.on - SWITCH_AHEAD, s.on, row, True,
            f"{s.from_payer} {s.to_payer}", f"/time/people/{row.id}/cover/",
        )
        for s in known.switches.get(row.id, ())
    ]  # fmt: skip
    need = known.needs.get(row.id)
    found = matching_alerts(
        refusals=known.refusals.get(row.id, []),
        settings=need.settings if need else (),
        why_residential=need.why_residential if need else "",
        ambulatory_test_on=need.ambulatory_test_on if need else None,
        legal_obstacle=False,
        today=today,
    )
    return items + [Item("MATCHING", code, None, None, row) for code in found]


@dataclass(frozen=True)
class Work:
    """The work of today: what asks attention, and for how many people."""

    items: list[Item]
    people: int


def my_work(actor: Actor, today: date) -> Work:
    """What asks attention for the people of this actor's own cases, most urgent first."""
    roles = own_cases(actor, today)
    rows = people_of(actor, roles, purpose=CARE)
    items = items_of(actor, rows, _known(actor, rows, roles, today), today)
    by_id = {r.id: r for r in rows}
    items += [
        Item("PRIVACY", d.code, d.day - timedelta(days=d.ahead), d.day, by_id[d.person_id], detail=d.organisation)
        for d in duties(actor, roles, purpose=CARE, today=today)
        if d.person_id in by_id
    ]
    items.sort(key=lambda i: urgency_order(i, today))
    return Work(items, len(rows))


def _known(actor: Actor, rows: list[PersonRow], roles: dict[int, set[str]], today: date) -> Known:
    ids = [r.id for r in rows]
    held: dict[int, list[TitleRow]] = {}
    all_titles, all_indications = titles_and_indications_of(actor, ids, purpose=CARE, today=today)
    for title in all_titles:
        held.setdefault(title.person_id, []).append(title)
    stays: dict[int, list[PlacementRow]] = {}
    for stay in placements(actor, ids, purpose=CARE):
        stays.setdefault(stay.person_id, []).append(stay)
    said_no: dict[int, list[tuple[str, bool, date]]] = {}
    for no in refusals(actor, ids, purpose=CARE):
        said_no.setdefault(no.person_id, []).append((no.reason, no.client_seen, no.refused_on))
    profiles: dict[int, set[str]] = {}
    entitled: dict[int, list[IndicationRow]] = {}
    for one in all_indications:
        entitled.setdefault(one.person_id, []).append(one)
        if one.end is None or one.end > today:
            profiles.setdefault(one.person_id, set()).add(one.profile)
    settled = settled_duties(actor, ids, purpose=CARE)
    heavy = [i for i in ids if profiles.get(i, set()) & HEAVY_PROFILES]
    return Known(
        titles=held,
        stays=stays,
        roles=roles,
        needs={n.person_id: n for n in needs(actor, purpose=CARE, person_ids=ids)},
        refusals=said_no,
        profiles=profiles,
        extra_care=asked_for_extra_care(actor, heavy, purpose=CARE) if heavy else (),
        indications=entitled,
        settled=settled,
        switches=uncovered_switches(actor, rows, held, stays, entitled, settled, today),
    )


@dataclass(frozen=True)
class Shared:
    """What an organisation shared with this colleague lately: how much, from whom, since when."""

    count: int
    from_whom: tuple[str, ...]


SHARED_DAYS = 30


def shared_with_me(actor: Actor, *, today: date, now: datetime) -> Shared:
    """What others shared with this colleague in the last month and is still theirs to read."""
    since = now - timedelta(days=SHARED_DAYS)
    rows = [c for c in copies_for(actor, purpose=CARE, today=today) if c.received_at >= since]
    return Shared(len(rows), tuple(sorted({c.sender_organisation for c in rows})))


@dataclass(frozen=True)
class TableWork:
    """What waits for the placement table: open needs, free slots, and the round that lies ready."""

    waiting: int
    urgent: int
    free: int
    round_id: int | None
    round_at: datetime | None
    round_placed: int


def table_work(actor: Actor, *, today: date, now: datetime) -> TableWork:
    """The work of the placement table today."""
    waiting = urgencies(actor, purpose=Purpose.PLACEMENT)
    register = snapshot(today=today, now=now)
    latest = latest_round()
    return TableWork(
        waiting=sum(waiting.values()),
        urgent=waiting.get("URGENT", 0),
        free=sum(p.availability.free for p in register.places if p.freshness != Freshness.NEVER),
        round_id=latest.pk if latest else None,
        round_at=latest.computed_at if latest else None,
        round_placed=latest.placed if latest else 0,
    )


def supply_work(actor: Actor, *, today: date, now: datetime) -> list[PlaceRow]:
    """Places of the actor's own organisation whose availability is old or was never confirmed, the oldest first."""
    register = snapshot(today=today, now=now)
    mine = [
        p for p in register.places if p.organisation_id in actor.organisation_ids and p.freshness != Freshness.FRESH
    ]
    return sorted(mine, key=lambda p: (p.confirmed_at is not None, p.confirmed_at, p.name))


def steering_work(actor: Actor, *, today: date) -> list[Item]:
    """Bottlenecks that wait for this colleague: a question to their table, a date that has come, room to look back on."""
    room = {SteeringAlert.ROOM_ENDS, SteeringAlert.ROOM_TO_EVALUATE}
    return [
        Item(
            "WORK", d.code, today, d.until, None, detail=d.title, user_id=actor.user_id,
            path=f"/bottlenecks/room/{d.id}/" if d.code in room else f"/bottlenecks/{d.id}/",
        )
        for d in due_for(actor, today)
    ]  # fmt: skip


def team_work(actor: Actor, *, today: date, now: datetime) -> list[Item]:
    """Teams of places of the actor's own organisation that named a day to look again, and that day is there (R-21)."""
    return [
        Item(
            kind="SUPPLY",
            code=SupplyAlert.TEAM_LOOKS_AGAIN,
            on=p.team.looks_again_on,
            until=p.team.looks_again_on,
            person=None,
            detail=p.name,
            path=reverse("supply:place", args=[p.id]) + "#team",
        )
        for p in teams_to_look_again(actor, snapshot(today=today, now=now), today=today)
        if p.team is not None
    ]
