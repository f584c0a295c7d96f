"""What these screens read of one person: the page with the lifeline, and the history as tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samenhang.access.enums import Purpose
from samenhang.access.selectors import TakesPart, taking_part
from samenhang.base.actor import Actor
from samenhang.legal.selectors import IndicationRow, TitleRow, settled_duties, titles, titles_and_indications
from samenhang.matching.selectors import NeedRow, need_of
from samenhang.pathway.rules import HEAVY_PROFILES, History
from samenhang.pathway.selectors import PlacementRow, current_stay, history, placements, stay_of
from samenhang.people.selectors import PersonRow
from samenhang.picture.selectors import IncidentRow, Sketch, incidents, sketch
from samenhang.plan.selectors import PlanRow, asked_for_extra_care, crisis_card, open_goals, plan_of
from samenhang.web.selectors_today import Item, Known, items_of, uncovered_switches, urgency_order

CARE = Purpose.CARE_COORDINATION


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
    plan: PlanRow | None
    goals: tuple[str, ...]
    has_crisis_card: bool


def person_page(actor: Actor, row: PersonRow, today: date) -> PersonPage:
    """The page of a person whom the actor may see, each part only with a grant for it."""
    person_id = row.id
    held, entitled = titles_and_indications(actor, person_id, purpose=CARE, today=today)
    stays = placements(actor, [person_id], purpose=CARE)
    part = taking_part(row.dossier_id, today)
    need = need_of(actor, person_id, purpose=CARE)
    profiles = {i.profile for i in entitled if i.end is None or i.end > today}
    settled = settled_duties(actor, [person_id], purpose=CARE)
    by_id = ({person_id: held}, {person_id: stays}, {person_id: entitled})
    known = Known(
        titles={person_id: held},
        stays={person_id: stays},
        roles={row.dossier_id: {p.role for p in part}},
        needs={person_id: need} if need and need.status == "OPEN" else {},
        refusals={},
        profiles={person_id: profiles},
        extra_care=asked_for_extra_care(actor, [person_id], purpose=CARE) if profiles & HEAVY_PROFILES else (),
        indications={person_id: entitled},
        settled=settled,
        switches=uncovered_switches(actor, [row], *by_id, settled, today),
    )
    items = items_of(actor, [row], known, today)
    items.sort(key=lambda i: urgency_order(i, today))
    plan = plan_of(actor, person_id, purpose=CARE)
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
        plan=plan,
        goals=tuple(text for _pk, text in open_goals(actor, plan.id, purpose=CARE)[:4]) if plan else (),
        has_crisis_card=crisis_card(actor, person_id, purpose=CARE) is not None,
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
