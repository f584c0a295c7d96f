"""Bottlenecks of the demonstration: one in the case, one with the funders, one that moved up, one with room, one solved.

Invented. They grow out of the verdicts of the coordinator's own people, as they would on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from samenhang.access.enums import CaseRole, Purpose
from samenhang.access.selectors import own_cases
from samenhang.base.actor import SYSTEM, Actor
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.matching.selectors import fit_page, needs
from samenhang.people.selectors import PersonKey, keys
from samenhang.steering.enums import Answer, BottleneckClass, Effect, QuestionKind, Station, Within
from samenhang.steering.presenters.hindrances import Hindrance, from_verdicts
from samenhang.steering.selectors import BottleneckRow, bottleneck, case_page
from samenhang.steering.services import (
    Description,
    NewBottleneck,
    NewQuestion,
    NewRoom,
    agree_room,
    answer,
    ask,
    describe,
    grow,
    hear,
    move_up_overdue,
    solve,
)
from samenhang.steering.services.bottlenecks import Met

CARE = Purpose.CARE_COORDINATION
_REASON = "the bottlenecks of the demonstration are told"
_PEOPLE = 12  # of so many people who wait it is looked what stands in their way


@dataclass(frozen=True)
class _Story:
    """What was said of a bottleneck about this fact, in so many cases, asked and answered."""

    fact: str
    people: int
    days: int  # so many days ago it was put on the agenda
    within: Within = Within.NO
    within_words: str = "Nagevraagd bij wie de regel maakte: de tekst laat het niet toe."
    words: str = ""
    question: str = ""
    needed: str = ""
    influence: str = "INFLUENCE"
    law: str = ""
    measure: str = ""
    theme: str = ""


_STORIES = (
    _Story(
        "residence_region", 4, 75, words="Wie hier zijn familie en zijn hulp heeft, maar elders staat ingeschreven, komt niet in aanmerking.",
        question="Mag iemand hier wonen die elders is ingeschreven en hier zijn netwerk heeft?",
        needed="Dat een netwerk in de regio meetelt als binding, en dat vaststaat wie betaalt.", law="WMO", measure="M4", theme="HOUSING",
    ),
    _Story(
        "titles", 6, 48, words="Zonder strafrechtelijke titel gaat de deur dicht, ook als de plek precies past.",
        question="Kan iemand met een zorgmachtiging, of vrijwillig, op deze plek wonen?",
        needed="Een afspraak over wie de beveiliging betaalt als er geen strafrechtelijke titel is.", law="WFZ", measure="M9", theme="FINANCE",
    ),
    _Story(
        "indications", 3, 12, words="De indicatie komt maanden na de plek.",
        question="Kan iemand alvast komen wonen terwijl de indicatie nog loopt?", needed="Geld dat de eerste maanden dekt, en later wordt verrekend.",
        law="WLZ", measure="M11", theme="FINANCE",
    ),
    _Story("titles", 2, 9, within=Within.NOT_ASKED, within_words="", influence=""),
    _Story(
        "indications", 5, 120, within=Within.YES, within_words="De gemeente onderzoekt voortaan vóór de vrijlating.",
        words="Een aanvraag kon pas na vrijlating worden gedaan.", law="WMO", theme="ACCESS", measure="M4", influence="CONTROL",
    ),
)  # fmt: skip


def tell(*, today: date, now: datetime, organisations: Mapping[str, int], users: Mapping[str, int]) -> None:
    """Tell it all through the services, each step on its own day."""

    def who(username: str) -> Actor:
        return actor_of(User.objects.get(pk=users[username]), today=today)

    owner, funder = who("coordinator"), who("funder")
    met: dict[str, list[tuple[PersonKey, Hindrance]]] = {}
    for person, hindrance in _in_the_way(owner, today, now):
        met.setdefault(hindrance.key, []).append((person, hindrance))
    left = sorted(met, key=lambda key: (-len(met[key]), key))
    grown, chosen = [], []
    for story in _STORIES:
        key = next((k for k in left if f":{story.fact}:" in k), None)
        if key is None:
            continue
        left.remove(key)
        chosen.append(met[key][: story.people])
        grown.append(_grow(owner, story, chosen[-1], today, organisations["ggz-heidelanden"]))
    if len(grown) < len(_STORIES):
        return
    room, up, waits, _open, solved = grown
    asked = _ask(owner, room, _STORIES[0], Station.FUNDERS, today - timedelta(days=70))
    reasons = "Een netwerk in de regio telt een jaar lang mee als binding. De gemeente van herkomst betaalt. Daarna kijken we samen terug."
    answer(actor=funder, question_id=asked, given=Answer.ROOM, reasons=reasons, today=today - timedelta(days=46))
    _later(owner, room, today)
    _room(funder, room, organisations["zorgkantoor-noorderhei"], today)
    first = chosen[0][0][0]
    case = next(c for c in case_page(owner, first.id, purpose=CARE).cases if c.bottleneck.id == room)
    heard = today - timedelta(days=40)
    hear(
        actor=owner,
        case_id=case.id,
        question_id=asked,
        effect=Effect.HELPS,
        words="Zij kan nu kennismaken, dicht bij haar zus.",
        today=heard,
    )
    _ask(owner, up, _STORIES[1], Station.FUNDERS, today - timedelta(days=44))
    move_up_overdue(actor=SYSTEM, today=today - timedelta(days=15))
    _ask(owner, waits, _STORIES[2], Station.FUNDERS, today - timedelta(days=8))
    how = "De gemeente onderzoekt nu in de laatste zes weken van de detentie, met de casemanager van binnen erbij."
    advice = "Leg in de wet vast dat een aanvraag vóór vrijlating in behandeling wordt genomen."
    solve(
        actor=owner, bottleneck_id=solved, how=how, advice=advice, expected_version=_now(solved).version,
        today=today - timedelta(days=30),
    )  # fmt: skip


def _in_the_way(owner: Actor, today: date, now: datetime) -> Iterator[tuple[PersonKey, Hindrance]]:
    directed = [pk for pk, roles in own_cases(owner, today).items() if CaseRole.CASE_DIRECTOR in roles]
    people = {k.id: k for k in keys(reason=_REASON, dossiers=directed)}
    waiting = [n.person_id for n in needs(owner, purpose=Purpose.PLACEMENT, person_ids=list(people))]
    for person_id in waiting[:_PEOPLE]:
        page = fit_page(owner, person_id, today=today, now=now)
        for hindrance in from_verdicts(page) if page else ():
            if hindrance.criteria:  # a rule of somebody, not a lack
                yield people[person_id], hindrance


def _grow(
    owner: Actor, story: _Story, people: list[tuple[PersonKey, Hindrance]], today: date, organisation_id: int
) -> int:
    on = today - timedelta(days=story.days)
    _first, hindrance = people[0]
    described = Description(
        title=hindrance.title, words=story.words, classes=hindrance.classes or [BottleneckClass.ORGANISATIONAL],
        level=hindrance.level, layer=hindrance.layer, law=story.law, domains=["FORENSIC", "MENTAL_HEALTH", "SOCIAL"], within=story.within,
        within_words=story.within_words, rule_owner=hindrance.rule_owner, rule_owner_name=hindrance.owner[:160],
        influence=story.influence, measure=story.measure, theme=story.theme, owner_id=owner.me,
        owner_organisation_id=organisation_id, next_on=on + timedelta(days=14),
    )  # fmt: skip
    pk = 0
    for person, h in people:
        met = Met(person.id, person.compartment_id, h.source, h.place_id)
        pk = grow(actor=owner, met=met, new=NewBottleneck(described, h.key, h.criteria), today=on)
    if story.within == Within.NOT_ASKED:
        _later(owner, pk, today)
    return pk


def _now(bottleneck_id: int) -> BottleneckRow:
    found = bottleneck(bottleneck_id)
    if found is None:
        raise LookupError(bottleneck_id)
    return found


def _later(owner: Actor, bottleneck_id: int, today: date) -> None:
    row = _now(bottleneck_id)
    values = {f.name: getattr(row, f.name) for f in fields(Description)}
    later = Description(**{**values, "next_on": today + timedelta(days=5)})
    describe(actor=owner, bottleneck_id=row.id, described=later, expected_version=row.version, today=today)


def _ask(owner: Actor, bottleneck_id: int, story: _Story, station: Station, on: date) -> int:
    new = NewQuestion(QuestionKind.DECISION, station, story.question, story.needed)
    version = _now(bottleneck_id).version
    return ask(actor=owner, bottleneck_id=bottleneck_id, new=new, expected_version=version, today=on)


def _room(funder: Actor, bottleneck_id: int, organisation_id: int, today: date) -> None:
    start = today - timedelta(days=45)
    new = NewRoom(
        title="Een netwerk in de regio telt als binding", basis="INTERPRETATION", law="WMO", article="1.2.1",
        interpretation="De wet vraagt waar iemand het best kan wonen, niet waar hij staat ingeschreven.",
        agreed="Wie familie of hulp in de regio heeft, kan hier wonen. De gemeente van herkomst betaalt het eerste jaar.",
        approved_by="Ruud Zandhuis, contractmanager", approved_for_id=organisation_id, agreed_on=start, start=start,
        end=start + timedelta(days=365), why_longer="", evaluate_on=start + timedelta(days=180),
        criteria=_now(bottleneck_id).criteria, limit=6,
    )  # fmt: skip
    agree_room(actor=funder, new=new, bottleneck_id=bottleneck_id, today=start)
