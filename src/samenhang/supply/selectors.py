"""Reading the register: places with availability, criteria, remedies. Holds no personal facts, so no door is needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from samenhang.base.actor import Actor
from samenhang.supply.enums import BookingKind, Freshness
from samenhang.supply.labels import TEAM_UNKNOWN
from samenhang.supply.models import (
    Booking,
    Criterion,
    Location,
    OutOfService,
    Place,
    PlaceTreatment,
    ProfileStatement,
    Remedy,
    Service,
    SupplyStamp,
    TeamStatement,
    Treatment,
)
from samenhang.supply.rules import Availability, availability, freshness, team_looks_again, team_out_of_date


@dataclass(frozen=True)
class TeamRow:
    """How a team said that it stands; ``out_of_date`` when its day has passed."""

    version: int
    standing: str
    vacancies: Decimal
    incidents: int
    words: str
    review_on: date | None
    said_at: datetime
    said_by: str
    out_of_date: bool

    @property
    def said_on(self) -> date:
        """The day on which it was said."""
        return timezone.localdate(self.said_at)

    @property
    def looks_again_on(self) -> date:
        """The day on which the team says anew how it stands."""
        return team_looks_again(self.said_on, self.review_on)


@dataclass(frozen=True)
class PlaceRow:
    """A place as the register and the engines read it."""

    id: int
    code: str
    name: str
    setting: str
    security_level: int
    adjustable_security: bool
    individual: bool
    group_size: int | None
    unconditional_stay: bool
    substance_policy: str
    night_staff: bool
    low_stimulus: bool
    supra_regional: bool
    must_deliver: bool
    phone: str
    organisation_id: int
    organisation: str
    location_id: int
    location: str
    municipality_id: int
    municipality: str
    latitude: float
    longitude: float
    confirmed_at: datetime | None
    confirmed_by: str
    capacity: int
    version: int
    availability: Availability
    freshness: Freshness
    treatments: frozenset[str]
    team: TeamRow | None = None

    @property
    def team_says(self) -> str:
        """How the team stands today, unknown when it never said so or too long ago."""
        return TEAM_UNKNOWN if self.team is None or self.team.out_of_date else self.team.standing


@dataclass(frozen=True)
class CriterionRow:
    """A current criterion with the remedies that would lift it."""

    id: int
    key: str
    version: int
    scope: str
    organisation_id: int | None
    location_id: int | None
    place_id: int | None
    setting: str
    fact: str
    operator: str
    values: tuple[Any, ...]
    hard: bool
    weight: int
    obstacle: str
    owner: str
    source: str
    relaxable: bool
    relaxed_by: str
    valid_from: date
    why: str
    remedies: tuple[str, ...]

    def reaches(self, place: PlaceRow) -> bool:
        """Say whether this criterion applies to the place."""
        return (
            (self.organisation_id is None or self.organisation_id == place.organisation_id)
            and (self.location_id is None or self.location_id == place.location_id)
            and (self.place_id is None or self.place_id == place.id)
            and (not self.setting or self.setting == place.setting)
        )


@dataclass(frozen=True)
class RemedyRow:
    """A remedy with its price in whole euros a year."""

    code: str
    kind: str
    name_nl: str
    name_en: str
    owner: str
    cost: int
    limit: int | None
    available_from: date | None

    def name(self, language: str) -> str:
        """The name in the language of the page."""
        return self.name_en if language.startswith("en") else self.name_nl


_PLACE = (
    "id", "code", "name", "setting", "security_level", "adjustable_security", "individual", "group_size",
    "unconditional_stay", "substance_policy", "night_staff", "low_stimulus", "supra_regional", "must_deliver", "phone",
    "location__organisation_id", "location__organisation__name", "location_id", "location__name",
    "location__municipality_id", "location__municipality__name", "location__latitude", "location__longitude",
    "confirmed_at", "confirmed_by__name", "capacity", "version",
)  # fmt: skip


def filtered(
    *, query: str = "", setting: str = "", level: int | None = None, municipality_id: int | None = None,
    treatment: str = "", today: date,
) -> QuerySet[Place]:  # fmt: skip
    """The places that exist today and match the filters of the register."""
    rows = Place.objects.filter(Q(retired_on__isnull=True) | Q(retired_on__gt=today))
    for word in query.split()[:6]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(location__name__icontains=word)
            | Q(location__organisation__name__icontains=word)
        )
    if setting:
        rows = rows.filter(setting=setting)
    if level is not None:
        rows = rows.filter(security_level=level)
    if municipality_id:
        rows = rows.filter(location__municipality_id=municipality_id)
    if treatment:
        rows = rows.filter(treatments__treatment__code=treatment)
    return rows


def places(
    *, today: date, now: datetime, rows: QuerySet[Place] | None = None, start: int = 0, size: int | None = None
) -> list[PlaceRow]:
    """Places with their availability and how their team stands in five queries, whatever their number."""
    selected = (filtered(today=today) if rows is None else rows).order_by("name", "id")
    values = list(selected.values_list(*_PLACE)[start : None if size is None else start + size])
    ids = [v[0] for v in values]
    narrow: dict[str, Any] = {} if rows is None and size is None else {"place_id__in": ids}
    booked: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for place_id, kind, end, expected in (
        Booking.objects.on(today).filter(**narrow).values_list("place_id", "kind", "end", "expected_end")
    ):
        booked[place_id].append((kind, end or expected))
    out: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    for place_id, slots, end in OutOfService.objects.on(today).filter(**narrow).values_list("place_id", "slots", "end"):
        out[place_id].append((slots, end))
    treats: dict[int, set[str]] = defaultdict(set)
    for place_id, code in PlaceTreatment.objects.filter(**narrow).values_list("place_id", "treatment__code"):
        treats[place_id].add(code)
    teams = _team_rows(TeamStatement.objects.filter(pk__in=_newest(narrow)), today)
    return [
        PlaceRow(
            *[
                *v[:24],
                v[24] or "",
                *v[25:],
                availability(v[25], booked[v[0]], out[v[0]], today),
                freshness(v[23], now, settings.STALE_AFTER_DAYS),
                frozenset(treats[v[0]]),
                teams[v[0]][0] if v[0] in teams else None,
            ]
        )
        for v in values
    ]


def _newest(narrow: dict[str, Any]) -> QuerySet:
    """The ids of the newest statement of each team; numbers of statements only grow."""
    return TeamStatement.objects.filter(**narrow).order_by().values("place_id").annotate(last=Max("id")).values("last")


def _team_rows(rows: QuerySet[TeamStatement], today: date) -> dict[int, list[TeamRow]]:
    """Statements by place, the newest first."""
    found: dict[int, list[TeamRow]] = defaultdict(list)
    for v in rows.order_by("place_id", "-version").values_list(
        "place_id", "version", "standing", "vacancies", "incidents", "words", "review_on", "said_at", "said_by__name"
    ):
        old = team_out_of_date(timezone.localdate(v[7]), v[6], today)
        found[v[0]].append(TeamRow(v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8] or "", old))
    return dict(found)


def team_history(place_id: int, *, today: date) -> list[TeamRow]:
    """Everything that the team of a place ever said about how it stands, the newest first."""
    return _team_rows(TeamStatement.objects.filter(place_id=place_id), today).get(place_id, [])


def teams_to_look_again(actor: Actor, register: Snapshot, *, today: date) -> list[PlaceRow]:
    """Places of the actor's own organisations whose team named a day to look again that has come, the longest ago first."""
    due = [
        (p.team.looks_again_on, p.name, p)
        for p in register.places
        if p.team is not None and p.organisation_id in actor.organisation_ids and p.team.looks_again_on <= today
    ]
    return [p for *_by, p in sorted(due, key=lambda d: d[:2])]


@dataclass(frozen=True)
class Snapshot:
    """The whole register on a day: places, criteria that hold, remedies."""

    places: tuple[PlaceRow, ...]
    criteria: tuple[CriterionRow, ...]
    remedies: dict[str, RemedyRow]
    treatments: dict[str, tuple[str, str]]

    def treatment(self, code: str, language: str) -> str:
        """The name of a treatment, the code itself when the register does not know it."""
        names = self.treatments.get(code)
        return code if names is None else names[1] if language.startswith("en") else names[0]

    def place(self, place_id: int | None) -> PlaceRow | None:
        """The place with this id, None when it is not in the register today."""
        return self.by_id.get(place_id) if place_id is not None else None

    @cached_property
    def by_id(self) -> dict[int, PlaceRow]:
        """Places by id."""
        return {p.id: p for p in self.places}

    @cached_property
    def by_criterion(self) -> dict[str, CriterionRow]:
        """Criteria by key."""
        return {c.key: c for c in self.criteria}

    @cached_property
    def criteria_of(self) -> dict[int, tuple[CriterionRow, ...]]:
        """The criteria that reach each place."""
        general = [c for c in self.criteria if c.place_id is None]
        own: dict[int, list[CriterionRow]] = defaultdict(list)
        for c in self.criteria:
            if c.place_id is not None:
                own[c.place_id].append(c)
        return {p.id: (*(c for c in general if c.reaches(p)), *own[p.id]) for p in self.places}


_remembered: dict[tuple[str, date], Snapshot] = {}


def snapshot(*, today: date, now: datetime) -> Snapshot:
    """The register, read again only when something in it changed: one query when nothing did."""
    token = SupplyStamp.objects.filter(pk=1).values_list("token", flat=True).first()
    found = _remembered.get((token, today)) if token else None
    if found is None:
        names = {code: (nl, en) for code, nl, en in Treatment.objects.values_list("code", "name_nl", "name_en")}
        found = Snapshot(
            tuple(places(today=today, now=now)), tuple(criteria(today=today)), remedies(today=today), names
        )
        if token:
            _remembered.clear()
            _remembered[token, today] = found
    return found


def matching_places(query: str, register: Snapshot, limit: int = 20) -> list[PlaceRow]:
    """Places whose own name, location or organisation has all words of the query in it."""
    words = query.casefold().split()
    found = [
        p for p in register.places if all(w in f"{p.name} {p.location} {p.organisation}".casefold() for w in words)
    ]
    return found[:limit]


def place(place_id: int, *, today: date, now: datetime) -> PlaceRow | None:
    """One place, also when it is retired."""
    found = places(today=today, now=now, rows=Place.objects.filter(pk=place_id), size=1)
    return found[0] if found else None


def criteria(*, today: date, place: PlaceRow | None = None) -> list[CriterionRow]:
    """The criteria that hold today, all or those that reach a place. Two queries."""
    rows = Criterion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today), valid_from__lte=today)
    if place is not None:
        rows = rows.filter(
            Q(organisation_id__isnull=True) | Q(organisation_id=place.organisation_id),
            Q(location_id__isnull=True) | Q(location_id=place.location_id),
            Q(place_id__isnull=True) | Q(place_id=place.id),
        )
    lifts: dict[int, list[str]] = defaultdict(list)
    through = Criterion.remedies.through.objects.filter(
        Q(remedy__available_until__isnull=True) | Q(remedy__available_until__gt=today)
    )
    for criterion_id, code in through.values_list("criterion_id", "remedy__code").order_by("remedy__code"):
        lifts[criterion_id].append(code)
    found = [
        CriterionRow(
            c.pk, c.key, c.version, c.scope, c.organisation_id, c.location_id, c.place_id, c.setting, c.fact, c.operator,
            tuple(c.values), c.hard, c.weight, c.obstacle, c.owner, c.source, c.relaxable, c.relaxed_by, c.valid_from,
            c.why, tuple(lifts[c.pk]),
        )
        for c in rows.order_by("key")
    ]  # fmt: skip
    return [c for c in found if place is None or c.reaches(place)]


def criterion_versions(key: str) -> list[Criterion]:
    """Every version of a criterion, the newest first."""
    return list(Criterion.objects.filter(key=key).select_related("changed_by").order_by("-version"))


def remedies(*, today: date) -> dict[str, RemedyRow]:
    """The remedies that can be used today or later, by code."""
    rows = Remedy.objects.filter(Q(available_until__isnull=True) | Q(available_until__gt=today))
    return {
        v[0]: RemedyRow(*v)
        for v in rows.values_list("code", "kind", "name_nl", "name_en", "owner", "cost", "limit", "available_from")
    }


def not_on_this_day(codes: Collection[str], today: date) -> set[str]:
    """Those of these remedies that are over, or that begin later."""
    rows = Remedy.objects.filter(code__in=list(codes)).filter(
        Q(available_until__lte=today) | Q(available_from__gt=today)
    )
    return set(rows.values_list("code", flat=True))


def treatments(language: str) -> dict[str, str]:
    """Names of treatments by code."""
    name = "name_en" if language.startswith("en") else "name_nl"
    return dict(Treatment.objects.order_by(name).values_list("code", name))


@dataclass(frozen=True)
class PlaceDetail:
    """What the page of one place shows beside the row. A booking says that a slot is taken, never by whom."""

    profile: tuple[tuple[str, str, date], ...]
    out_of_service: tuple[OutOfService, ...]
    services: tuple[Service, ...]
    bookings: tuple[tuple[str, date | None], ...] = ()


def place_detail(place: PlaceRow, *, today: date) -> PlaceDetail:
    """Profile, out-of-service periods that are not over, bookings, and services of the same organisation."""
    return PlaceDetail(
        profile=tuple(
            ProfileStatement.objects.filter(place_id=place.id)
            .order_by("kind", "-said_on")
            .values_list("kind", "text", "said_on")
        ),
        out_of_service=tuple(
            OutOfService.objects.filter(Q(end__isnull=True) | Q(end__gt=today), place_id=place.id).order_by("start")
        ),
        services=tuple(Service.objects.filter(organisation_id=place.organisation_id)),
        bookings=tuple(
            Booking.objects.on(today)
            .filter(place_id=place.id)
            .order_by("kind", "expected_end", "slot")
            .values_list("kind", "expected_end")
        ),
    )


def owner_organisation(row: CriterionRow, register: Snapshot) -> int | None:
    """The organisation that may change this criterion; None for a rule of the region or the nation."""
    if row.organisation_id is not None:
        return row.organisation_id
    if row.place_id is not None:
        found = register.place(row.place_id)
        return found.organisation_id if found else None
    return next((p.organisation_id for p in register.places if p.location_id == row.location_id), None)


def place_ids_by_code(codes: Collection[str]) -> dict[str, int]:
    """Ids of places by their code, for imports."""
    return dict(Place.objects.filter(code__in=list(codes)).values_list("code", "id"))


def is_out_of_service(place_id: int, on: date) -> bool:
    """Whether no slot of a place can be used on a day, because all of them are out of service."""
    capacity = Place.objects.filter(pk=place_id).values_list("capacity", flat=True).first() or 0
    return sum(OutOfService.objects.on(on).filter(place_id=place_id).values_list("slots", flat=True)) >= capacity


@dataclass(frozen=True)
class LocationRow:
    """A building or site."""

    id: int
    code: str
    name: str
    organisation_id: int
    municipality_id: int
    latitude: float
    longitude: float


def locations(codes: Collection[str]) -> dict[str, LocationRow]:
    """Locations by their code, for imports."""
    fields = ("id", "code", "name", "organisation_id", "municipality_id", "latitude", "longitude")
    rows = Location.objects.filter(code__in=list(codes)).values_list(*fields)
    return {v[1]: LocationRow(*v) for v in rows}


def services_with(query: str) -> list[Service]:
    """Services whose name or treatments contain the words, for the search."""
    return list(
        Service.objects.filter(Q(name__icontains=query) | Q(treatments__name_nl__icontains=query))
        .select_related("organisation", "municipality")
        .distinct()[:20]
    )


# Who knows which bookings are reserved for somebody: the register itself holds nothing about clients.
_reservations: list[Callable[[int], Collection[int]]] = []


def know_reservations(finder: Callable[[int], Collection[int]]) -> None:
    """Register who knows the bookings that are reserved for a person, by their ids."""
    if finder not in _reservations:
        _reservations.append(finder)


def reserved_for(person_id: int, *, on: date) -> dict[int, int]:
    """The places where a slot is reserved for this person and not taken yet, each with its booking.

    It is a fact about the person: a screen shows it only to who may read what somebody needs to live.
    """
    ids = {pk for finder in _reservations for pk in finder(person_id)}
    rows = Booking.objects.filter(pk__in=ids, kind=BookingKind.RESERVED)
    return dict(rows.exclude(end__isnull=False, end__lte=on).values_list("place_id", "pk"))
