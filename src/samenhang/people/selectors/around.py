"""Who is around somebody: those close to them, nobody, or those with whom they share a home."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.people.enums import Burden, NetworkAlert
from samenhang.people.models import CloseOne, HouseholdMember, NoNetwork
from samenhang.people.rules import carer_is_overloaded
from samenhang.people.selectors.persons import PersonRow, people_by_id


@dataclass(frozen=True)
class CloseOneRow:
    """Somebody close as a page shows them."""

    id: int
    person_id: int
    name: str
    relation: str
    role: str
    represents_as: str
    contact: str
    same_home: bool
    phone: str
    consent: str
    consent_on: date | None
    burden: str
    burden_on: date | None
    note: str


_CLOSE = tuple(f.name for f in fields(CloseOneRow))


def close_ones(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[CloseOneRow]:
    """The people close to these people that the actor may see, by name."""
    rows = CloseOne.objects.visible_to(actor, purpose=purpose).filter(
        person_id__in=list(person_ids), ended_at__isnull=True
    )
    return [CloseOneRow(*v) for v in rows.order_by("name", "id").values_list(*_CLOSE)]


@dataclass(frozen=True)
class NoNetworkRow:
    """That somebody has nobody close, and who builds a network."""

    id: int
    person_id: int
    noted_on: date
    text: str
    builder_id: int | None
    builder: str
    since: date | None
    next_step: str


@Kept
def _without_network(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = NoNetwork.objects.visible_to(reader, purpose=purpose)
    wanted = ("id", "person_id", "noted_on", "text", "builder_id", "builder__name", "since", "next_step")
    return rows.filter(person_id__in=GivenIds("people"), ended_at__isnull=True).order_by("id").values_list(*wanted)


def without_network(actor: Actor, person_ids: Collection[int], *, purpose: Purpose) -> list[NoNetworkRow]:
    """Those of these people of whom it was noted that they have nobody close."""
    rows = _without_network.rows(actor.reader, purpose, people=person_ids)
    return [NoNetworkRow(*[*v[:5], v[5] or "", *v[6:]]) for v in rows]


@dataclass(frozen=True)
class HouseholdRow:
    """A household as somebody may see it: those members whom they may see, and how many others there are."""

    id: int
    dossier_id: int
    members: tuple[PersonRow, ...]
    since: dict[int, date]
    others: int

    @property
    def person_ids(self) -> tuple[int, ...]:
        """Who belongs to it, as far as the actor may see them."""
        return tuple(m.id for m in self.members)


def household_of(actor: Actor, person_id: int, *, purpose: Purpose, today: date) -> HouseholdRow | None:
    """The household in which this person lives today, in two queries; None when none is known."""
    mine = HouseholdMember.objects.on(today).filter(person_id=person_id).values("household_id")
    found = HouseholdMember.objects.on(today).filter(household_id__in=mine)
    rows = list(found.values_list("household_id", "household__dossier_id", "person_id", "start"))
    if not rows:
        return None
    seen = people_by_id(actor, [r[2] for r in rows], purpose=purpose)
    members = tuple(sorted(seen.values(), key=lambda p: (p.name, p.id)))
    since = {r[2]: r[3] for r in rows if r[2] in seen}
    return HouseholdRow(rows[0][0], rows[0][1], members, since, len(rows) - len(members))


@Kept
def _homes_of() -> QuerySet:
    members = HouseholdMember.objects.on(GivenDay("today"))
    theirs = members.filter(person_id__in=GivenIds("people")).values("household_id")
    return members.filter(household_id__in=theirs).values_list("person_id", "household_id")


def homes_of(person_ids: Collection[int], today: date) -> dict[int, int]:
    """In which household these people live today, and everybody who lives there with them: ids only, one query."""
    return dict(_homes_of.rows(people=person_ids, today=today))


@Kept
def _overloaded(reader: Actor, purpose: Purpose) -> QuerySet:
    rows = CloseOne.objects.visible_to(reader, purpose=purpose).filter(
        person_id__in=GivenIds("people"), ended_at__isnull=True, burden=Burden.OVERLOADED
    )
    return rows.order_by("id").values_list("person_id", "name", "burden_on")


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """Who has nobody close, and whose carer is overloaded, among these people: two queries for all of them."""
    found = [
        Attention(
            NetworkAlert.NO_NETWORK,
            row.person_id,
            on=row.since or row.noted_on,
            hard=row.builder_id is None,
            detail=row.builder,
            path=reverse("people:network", args=[row.person_id]),
            user_id=row.builder_id,
        )
        for row in without_network(actor, person_ids, purpose=purpose)
    ]
    for person_id, name, noted_on in _overloaded.rows(actor.reader, purpose, people=person_ids):
        if carer_is_overloaded(Burden.OVERLOADED, noted_on, today):
            found.append(
                Attention(
                    NetworkAlert.CARER_BURDEN,
                    person_id,
                    on=noted_on,
                    hard=True,
                    detail=name,
                    path=reverse("people:network", args=[person_id]),
                )
            )
    return found
