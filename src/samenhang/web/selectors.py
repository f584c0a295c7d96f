"""What these screens read: the actor's own work of today, and one person with the lifeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenhang.access.enums import Purpose
from samenhang.access.selectors import TakesPart, own_cases, taking_part
from samenhang.base.actor import Actor
from samenhang.legal.selectors import Clock, IndicationRow, TitleRow, clock_of, titles, titles_and_indications
from samenhang.matching.rules import alerts as matching_alerts
from samenhang.matching.selectors import NeedRow, latest_round, need_of, needs, refusals
from samenhang.pathway.rules import History
from samenhang.pathway.selectors import (
    PlacementRow,
    alerts,
    current_stay,
    history,
    placements,
    stay_of,
)
from samenhang.people.selectors import PersonRow, people_of
from samenhang.picture.selectors import IncidentRow, Sketch, incidents, sketch
from samenhang.privacy.selectors import duties
from samenhang.supply.enums import Freshness
from samenhang.supply.selectors import PlaceRow, snapshot

CARE = Purpose.CARE_COORDINATION


@dataclass(frozen=True)
class Item:
    """One thing that asks attention: what kind, which code, since or until when, about whom."""

    kind: str
    code: str
    on: date | None
    until: date | None
    person: PersonRow | None
    hard: bool = False
    detail: str = ""
    place: PlaceRow | None = None
    count: int = 0

    def urgency(self, today: date) -> str:
        """Overdue when its last day has passed, due when it has begun, soon when it comes, calm else."""
        if self.until is not None and self.until < today:
            return "overdue"
        if self.hard or self.code in RED:
            return "overdue" if self.until is None and self.on is not None and self.on < today and self.hard else "due"
        if self.until is not None and (self.until - today).days > FAR_DAYS:
            return "soon"  # begun, with much time left
        if self.on is None or self.on <= today:
            return "due"
        return "soon"


FAR_DAYS = 60
RED = frozenset({"OUT_OF_SIGHT", "EXPULSION_WITHOUT_NEXT_PLACE", "TITLE_ENDS_WITHOUT_SUCCESSOR", "PLACEMENT_ENDS_T90"})
ORDER = {"overdue": 0, "due": 1, "soon": 2, "calm": 3}


def _order(item: Item, today: date) -> tuple[int, bool, date, str, str]:
    """Red first, then what ends soonest, then what has no date; the same kind and the same person together."""
    moment = item.until or item.on or (today if item.code in RED else date.max)
    return ORDER[item.urgency(today)], item.code not in RED, moment, item.code, item.person.name if item.person else ""


def person_alerts(
    row: PersonRow,
    *,
    held: list[TitleRow],
    stays: list[PlacementRow],
    roles: set[str],
    need: NeedRow | None,
    said_no: list[tuple[str, bool, date]],
    today: date,
) -> list[Item]:
    """Everything about one person that asks attention today or soon."""
    clock: Clock = clock_of(held, today)
    items = [Item("TITLE", d.alert, d.on, d.until, row, d.hard, d.code) for d in (*clock.due, *clock.upcoming)]
    items += [
        Item("TITLE", "TITLE_ENDS_WITHOUT_SUCCESSOR", t.last_day, t.last_day, row, detail=t.code)
        for t in clock.ends_without_successor
    ]
    items += [Item("PATHWAY", a.code, a.on, None, row, detail=a.detail) for a in alerts(stays, roles, today)]
    found = matching_alerts(
        refusals=said_no,
        settings=need.settings if need else (),
        why_residential=need.why_residential if need else "",
        ambulatory_test_on=need.ambulatory_test_on if need else None,
        legal_obstacle=False,
        today=today,
    )
    return items + [Item("MATCHING", code, None, None, row) for code in found]


def my_work(actor: Actor, today: date) -> tuple[list[Item], int]:
    """What asks attention for the people of this actor's own most urgent first, and how many people these are."""
    roles = own_cases(actor, today)
    rows = people_of(actor, roles, purpose=CARE)
    ids = [r.id for r in rows]
    by_id = {r.id: r for r in rows}
    held: dict[int, list[TitleRow]] = {}
    for title in titles(actor, ids, purpose=CARE, today=today):
        held.setdefault(title.person_id, []).append(title)
    stays: dict[int, list[PlacementRow]] = {}
    for stay in placements(actor, ids, purpose=CARE):
        stays.setdefault(stay.person_id, []).append(stay)
    waiting = {n.person_id: n for n in needs(actor, purpose=CARE)}
    said_no: dict[int, list[tuple[str, bool, date]]] = {}
    for no in refusals(actor, ids, purpose=CARE):
        said_no.setdefault(no.person_id, []).append((no.reason, no.client_seen, no.refused_on))
    items = [
        item
        for row in rows
        for item in person_alerts(
            row,
            held=held.get(row.id, []),
            stays=stays.get(row.id, []),
            roles=roles.get(row.dossier_id, set()),
            need=waiting.get(row.id),
            said_no=said_no.get(row.id, []),
            today=today,
        )
    ]
    items += [
        Item("PRIVACY", d.code, d.day - timedelta(days=d.ahead), d.day, by_id[d.person_id], detail=d.organisation)
        for d in duties(actor, roles, purpose=CARE, today=today)
        if d.person_id in by_id
    ]
    items.sort(
        key=lambda i: (ORDER[i.urgency(today)], i.until or i.on or today, i.code, i.person.name if i.person else "")
    )
    return items, len(rows)


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
    open_needs = needs(actor, purpose=Purpose.PLACEMENT)
    register = snapshot(today=today, now=now)
    latest = latest_round()
    return TableWork(
        waiting=len(open_needs),
        urgent=sum(n.urgency == "URGENT" for n in open_needs),
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


@dataclass(frozen=True)
class PersonPage:
    """One person: own words, who takes part, the lifeline and what it tells, what asks attention, what is needed."""

    row: PersonRow
    sketch: Sketch
    participants: list[TakesPart]
    titles: list[TitleRow]
    placements: list[PlacementRow]
    incidents: list[IncidentRow]
    need: NeedRow | None
    history: History
    current: PlacementRow | None
    items: list[Item]


def person_page(actor: Actor, row: PersonRow, today: date) -> PersonPage:
    """The page of a person whom the actor may see, each part only with a grant for it."""
    person_id = row.id
    held = titles(actor, [person_id], purpose=CARE, today=today)
    stays = placements(actor, [person_id], purpose=CARE)
    part = taking_part(row.dossier_id, today)
    need = need_of(actor, person_id, purpose=CARE)
    open_need = need if need and need.status == "OPEN" else None
    items = person_alerts(
        row, held=held, stays=stays, roles={p.role for p in part}, need=open_need, said_no=[], today=today
    )
    items.sort(key=lambda i: _order(i, today))
    return PersonPage(
        row=row,
        sketch=sketch(actor, person_id, purpose=CARE),
        participants=part,
        titles=held,
        placements=stays,
        incidents=incidents(actor, person_id, purpose=CARE),
        need=need,
        history=_history(stays, held, today),
        current=current_stay(stays, today),
        items=items,
    )


NO_TITLE = frozenset({"", "NONE", "VOLUNTARY", "YOUTH"})


def _history(stays: list[PlacementRow], held: list[TitleRow], today: date) -> History:
    """What the history tells; a title also ended where a placement under it did (old titles are only known that way)."""
    ends = [t.facts.end for t in held if t.facts.end and t.facts.end <= today]
    ends += [s.end for s in stays if s.end and s.end <= today and s.title_code not in NO_TITLE]
    return history([stay_of(s) for s in stays], ends, today)


@dataclass(frozen=True)
class HistoryPage:
    """Titles, indications, placements and incidents of one person, as tables."""

    row: PersonRow
    titles: list[TitleRow]
    indications: list[IndicationRow]
    placements: list[PlacementRow]
    incidents: list[IncidentRow]
    history: History


def history_page(actor: Actor, row: PersonRow, today: date) -> HistoryPage:
    """The history of a person whom the actor may see, each part only with a grant for it."""
    person_id = row.id
    held, entitled = titles_and_indications(actor, person_id, purpose=CARE, today=today)
    stays = placements(actor, [person_id], purpose=CARE)
    return HistoryPage(
        row=row,
        titles=held,
        indications=entitled,
        placements=stays,
        incidents=incidents(actor, person_id, purpose=CARE),
        history=_history(stays, held, today),
    )


def title_of(actor: Actor, person_id: int, title_id: int, today: date) -> TitleRow | None:
    """One title of a person, None when there is none that the actor may see."""
    return next((t for t in titles(actor, [person_id], purpose=CARE, today=today) if t.id == title_id), None)
