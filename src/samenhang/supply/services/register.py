"""Filling the register: imports and generated regions; repeatable, a known code is brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.supply.enums import BookingKind, ProfileKind
from samenhang.supply.models import (
    Booking,
    Criterion,
    Location,
    OutOfService,
    Place,
    PlaceTreatment,
    ProfileStatement,
    Remedy,
    Treatment,
)
from samenhang.supply.services.capacity import touched

PLACE_FIELDS = (
    "name", "setting", "security_level", "adjustable_security", "capacity", "individual", "group_size", "unconditional_stay",
    "substance_policy", "night_staff", "low_stimulus", "supra_regional", "phone",
)  # fmt: skip


@dataclass(frozen=True)
class NewPlace:
    """A place of the register with its location; ``taken`` slots are booked by people outside this register."""

    code: str
    name: str
    organisation_id: int
    location_code: str
    location_name: str
    municipality_id: int
    latitude: float
    longitude: float
    setting: str
    security_level: int
    capacity: int
    adjustable_security: bool = False
    individual: bool = False
    group_size: int | None = None
    unconditional_stay: bool = False
    substance_policy: str = "CONTROLLED"
    night_staff: bool = False
    low_stimulus: bool = False
    supra_regional: bool = False
    phone: str = ""
    treatments: tuple[str, ...] = ()
    good_at: tuple[str, ...] = ()
    less_good_at: tuple[str, ...] = ()
    taken: int = 0
    expected_ends: tuple[date, ...] = ()
    out_of_service: tuple[tuple[int, str, date, date | None], ...] = ()
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class NewTreatment:
    """A treatment that can be offered."""

    code: str
    name_nl: str
    name_en: str


@dataclass(frozen=True)
class NewRemedy:
    """Something that would lift obstacles."""

    code: str
    kind: str
    name_nl: str
    name_en: str
    owner: str
    cost: int
    limit: int | None


@dataclass(frozen=True)
class NewCriterion:
    """The first version of an admission rule."""

    key: str
    scope: str
    fact: str
    operator: str
    values: tuple[Any, ...]
    obstacle: str
    owner: str
    valid_from: date
    organisation_id: int | None = None
    place_code: str = ""
    setting: str = ""
    source: str = ""
    relaxable: bool = False
    relaxed_by: str = ""
    hard: bool = True
    remedies: tuple[str, ...] = ()


def add_treatments(*, actor: Actor, treatments: Sequence[NewTreatment]) -> None:
    """Add treatments that are not known yet; inside a transaction."""
    Treatment.objects.bulk_create([Treatment(**t.__dict__) for t in treatments], ignore_conflicts=True)
    touched()
    record(actor, Act.CREATE, object_type="Treatment", detail={"count": len(treatments)})


def add_remedies(*, actor: Actor, remedies: Sequence[NewRemedy]) -> None:
    """Add remedies that are not known yet; inside a transaction."""
    Remedy.objects.bulk_create([Remedy(**r.__dict__) for r in remedies], ignore_conflicts=True)
    touched()
    record(actor, Act.CREATE, object_type="Remedy", detail={"count": len(remedies)})


def upsert_places(*, actor: Actor, places: Sequence[NewPlace], today: date) -> tuple[int, int]:
    """Add new places and bring known ones up to date by their code, inside a transaction; returns (new, changed).

    Locations and treatments of known places follow too. Bookings, out-of-service periods and profiles are written for
    new places only: they are kept in the register itself from then on.
    """
    locations, moved = _locations(places)
    known = {p.code: p for p in Place.objects.filter(code__in=[n.code for n in places])}
    treated = _replace_treatments(places, {p.pk: p.code for p in known.values()})
    fresh, changed = [], []
    for new in places:
        row = known.get(new.code) or Place(code=new.code, confirmed_at=new.confirmed_at)
        before = [getattr(row, name, None) for name in PLACE_FIELDS] + [row.location_id]
        for name in PLACE_FIELDS:
            setattr(row, name, getattr(new, name))
        row.location_id = locations[new.location_code]
        if new.code not in known:
            fresh.append(row)
        elif (
            before != [getattr(row, name) for name in PLACE_FIELDS] + [row.location_id]
            or new.code in treated
            or new.location_code in moved
        ):
            row.version += 1
            changed.append(row)
    Place.objects.bulk_create(fresh, batch_size=500)
    if changed:
        Place.objects.bulk_update(changed, [*PLACE_FIELDS, "location", "version"], batch_size=200)
    by_code = {row.code: row.pk for row in [*known.values(), *fresh]}
    _fill(places, {row.code for row in fresh}, by_code, today)
    touched()
    record(actor, Act.IMPORT, object_type="Place", detail={"new": len(fresh), "changed": len(changed)})
    return len(fresh), len(changed)


def _locations(places: Sequence[NewPlace]) -> tuple[dict[str, int], set[str]]:
    """Ids of locations by code, new ones added, and the codes of those that were brought up to date."""
    wanted = {n.location_code: n for n in places}
    known = {row.code: row for row in Location.objects.filter(code__in=list(wanted))}
    moved = []
    for code, row in known.items():
        n = wanted[code]
        now = (n.location_name, n.municipality_id, n.latitude, n.longitude)
        if (row.name, row.municipality_id, row.latitude, row.longitude) != now:
            row.name, row.municipality_id, row.latitude, row.longitude = now
            moved.append(row)
    if moved:
        Location.objects.bulk_update(moved, ["name", "municipality", "latitude", "longitude"], batch_size=200)
    rows = Location.objects.bulk_create(
        [
            Location(
                organisation_id=n.organisation_id,
                code=code,
                name=n.location_name,
                municipality_id=n.municipality_id,
                latitude=n.latitude,
                longitude=n.longitude,
            )
            for code, n in wanted.items()
            if code not in known
        ],
        batch_size=500,
    )
    return {code: row.pk for code, row in known.items()} | {r.code: r.pk for r in rows}, {r.code for r in moved}


def _replace_treatments(places: Sequence[NewPlace], codes: Mapping[int, str]) -> set[str]:
    """Take away treatments that known places no longer offer; the codes of places whose treatments change."""
    wanted = {n.code: set(n.treatments) for n in places}
    offered: dict[str, set[str]] = {code: set() for code in codes.values()}
    gone = []
    for pk, place_id, treatment in PlaceTreatment.objects.filter(place_id__in=list(codes)).values_list(
        "id", "place_id", "treatment__code"
    ):
        offered[codes[place_id]].add(treatment)
        if treatment not in wanted[codes[place_id]]:
            gone.append(pk)
    PlaceTreatment.objects.filter(pk__in=gone).delete()
    return {code for code, before in offered.items() if before != wanted[code]}


def _fill(places: Sequence[NewPlace], fresh: set[str], ids: dict[str, int], today: date) -> None:
    treatments = dict(Treatment.objects.values_list("code", "id"))
    PlaceTreatment.objects.bulk_create(
        [PlaceTreatment(place_id=ids[n.code], treatment_id=treatments[t]) for n in places for t in n.treatments],
        batch_size=500,
        ignore_conflicts=True,
    )
    new = [n for n in places if n.code in fresh]
    ProfileStatement.objects.bulk_create(
        [
            ProfileStatement(place_id=ids[n.code], kind=kind, text=text, said_on=today)
            for n in new
            for kind, texts in ((ProfileKind.GOOD_AT, n.good_at), (ProfileKind.LESS_GOOD_AT, n.less_good_at))
            for text in texts
        ],
        batch_size=500,
    )
    OutOfService.objects.bulk_create(
        [
            OutOfService(place_id=ids[n.code], slots=slots, reason=reason, start=start, end=end)
            for n in new
            for slots, reason, start, end in n.out_of_service
        ],
        batch_size=500,
    )
    Booking.objects.bulk_create(
        [
            Booking(
                place_id=ids[n.code],
                slot=slot + 1,
                kind=BookingKind.OCCUPIED,
                start=today.replace(year=today.year - 1, day=1),
                expected_end=n.expected_ends[slot] if slot < len(n.expected_ends) else None,
            )
            for n in new
            for slot in range(n.taken)
        ],
        batch_size=500,
    )


def add_criteria(*, actor: Actor, criteria: Sequence[NewCriterion]) -> None:
    """Add admission rules as first versions, inside a transaction. Raises IntegrityError when a key is known."""
    places = dict(
        Place.objects.filter(code__in=[c.place_code for c in criteria if c.place_code]).values_list("code", "id")
    )
    remedies = dict(Remedy.objects.values_list("code", "id"))
    rows = Criterion.objects.bulk_create(
        [
            Criterion(
                key=c.key,
                scope=c.scope,
                organisation_id=c.organisation_id,
                place_id=places[c.place_code] if c.place_code else None,
                setting=c.setting,
                fact=c.fact,
                operator=c.operator,
                values=list(c.values),
                hard=c.hard,
                obstacle=c.obstacle,
                owner=c.owner,
                source=c.source,
                relaxable=c.relaxable,
                relaxed_by=c.relaxed_by,
                valid_from=c.valid_from,
            )
            for c in criteria
        ],
        batch_size=500,
    )
    through = Criterion.remedies.through
    through.objects.bulk_create(
        [
            through(criterion_id=row.pk, remedy_id=remedies[code])
            for row, c in zip(rows, criteria, strict=True)
            for code in c.remedies
        ],
        batch_size=500,
    )
    touched()
    record(actor, Act.CREATE, object_type="Criterion", detail={"count": len(rows)})
