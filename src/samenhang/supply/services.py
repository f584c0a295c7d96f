"""Writing supply: confirming availability, booking a slot, out of service, and criteria in versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.supply.enums import BookingKind, OutReason
from samenhang.supply.models import Booking, Criterion, OutOfService, Place, Remedy
from samenhang.supply.rules import criterion_values_problem, lowest_free_slot


def _require_own(actor: Actor, organisation_id: int) -> None:
    """Only somebody of the organisation that runs a place says how it is."""
    require(actor, Power.MANAGE_SUPPLY)
    if organisation_id not in actor.organisation_ids:
        raise NoGrant("NOT_YOUR_ORGANISATION")


@transaction.atomic
def confirm_availability(*, actor: Actor, place_id: int, now: datetime) -> None:
    """Say that the availability of a place as shown is right, now. Raises NoGrant for another organisation's place."""
    place = Place.objects.select_for_update(of=("self",)).select_related("location").get(pk=place_id)
    _require_own(actor, place.location.organisation_id)
    Place.objects.filter(pk=place_id).update(confirmed_at=now, confirmed_by_id=actor.user_id)
    record(actor, Act.UPDATE, object_type="Place", object_id=place_id, detail={"confirmed": True})


@transaction.atomic
def take_out_of_service(
    *, actor: Actor, place_id: int, slots: int, reason: OutReason, start: date, end: date | None, now: datetime
) -> int:
    """Take slots of a place out of service for a period and return the id; confirms availability at the same time.

    Raises Refused(TOO_MANY_SLOTS) for more slots than the place has, Refused(ENDS_BEFORE_START), and NoGrant.
    """
    place = Place.objects.select_for_update(of=("self",)).select_related("location").get(pk=place_id)
    _require_own(actor, place.location.organisation_id)
    if slots > place.capacity:
        raise Refused("TOO_MANY_SLOTS")
    if end is not None and end <= start:
        raise Refused("ENDS_BEFORE_START")
    row = OutOfService.objects.create(place=place, slots=slots, reason=reason, start=start, end=end)
    Place.objects.filter(pk=place_id).update(confirmed_at=now, confirmed_by_id=actor.user_id)
    record(actor, Act.CREATE, object_type="OutOfService", object_id=row.pk, detail={"place": place_id, "slots": slots})
    return row.pk


@transaction.atomic
def back_in_service(*, actor: Actor, out_id: int, on: date, now: datetime) -> None:
    """End an out-of-service period; one that would not have begun is removed."""
    row = OutOfService.objects.select_related("place__location").get(pk=out_id)
    _require_own(actor, row.place.location.organisation_id)
    if on <= row.start:
        row.delete()
    else:
        OutOfService.objects.filter(pk=out_id).update(end=on)
    Place.objects.filter(pk=row.place_id).update(confirmed_at=now, confirmed_by_id=actor.user_id)
    record(actor, Act.END, object_type="OutOfService", object_id=out_id, detail={"place": row.place_id})


def book(*, place_id: int, start: date, kind: BookingKind = BookingKind.RESERVED) -> Booking:
    """Take one slot of a place from a day on, inside the transaction of the decision that needs it.

    One place is given once: the place's row is locked, and the database refuses a slot that is taken. Raises
    Conflict(PLACE_FULL) when no slot is free.
    """
    place = Place.objects.select_for_update().get(pk=place_id)
    taken = list(
        Booking.objects.filter(place_id=place_id)
        .exclude(end__isnull=False, end__lte=start)
        .values_list("slot", flat=True)
    )
    out = sum(OutOfService.objects.on(start).filter(place_id=place_id).values_list("slots", flat=True))
    slot = lowest_free_slot(place.capacity, taken)
    if slot is None or len(set(taken)) + out >= place.capacity:
        raise Conflict("PLACE_FULL")
    try:
        with transaction.atomic():
            return Booking.objects.create(place_id=place_id, slot=slot, kind=kind, start=start)
    except IntegrityError as error:
        raise Conflict("PLACE_FULL") from error


def release(*, booking_id: int, on: date) -> None:
    """End a booking, or remove it when it had not begun; inside the caller's transaction."""
    booking = Booking.objects.select_for_update().get(pk=booking_id)
    if on <= booking.start:
        Booking.objects.filter(pk=booking_id).update(end=booking.start + timedelta(days=1))
    else:
        Booking.objects.filter(pk=booking_id).update(end=on)


@dataclass(frozen=True)
class CriterionChange:
    """The next version of a criterion."""

    key: str
    expected_version: int
    operator: str
    values: tuple[Any, ...]
    hard: bool
    why: str


def check_change(current: Criterion, change: CriterionChange) -> None:
    """Raise Refused with a code unless the change makes sense: values that suit, a reason, nobody was first."""
    if current.version != change.expected_version:
        raise Conflict("CHANGED_MEANWHILE")
    if not change.why.strip():
        raise Refused("REASON_MISSING")
    problem = criterion_values_problem(current.fact, change.operator, list(change.values))
    if problem:
        raise Refused(problem)


@transaction.atomic
def change_criterion(*, actor: Actor, change: CriterionChange, today: date) -> Criterion:
    """Close the current version and add the next one, with the reason. Returns the new version.

    Raises Conflict(CHANGED_MEANWHILE) when somebody saved first, Refused for values that make no sense, NoGrant when
    the criterion belongs to another organisation.
    """
    require(actor, Power.MANAGE_SUPPLY)
    current = (
        Criterion.objects.select_for_update(of=("self",))
        .select_related("place__location", "location")
        .get(key=change.key, valid_to__isnull=True)
    )
    _require_own(actor, owner_organisation_id(current) or -1)
    check_change(current, change)
    remedies = list(current.remedies.all())
    Criterion.objects.filter(pk=current.pk).update(valid_to=today)
    current.pk, current.version = None, current.version + 1
    current._state.adding = True
    current.valid_from, current.valid_to = today, None
    current.operator, current.values, current.hard, current.why = (
        change.operator, list(change.values), change.hard, change.why.strip(),
    )  # fmt: skip
    current.changed_by_id = actor.user_id
    current.save(force_insert=True)
    current.remedies.set(remedies)
    record(actor, Act.UPDATE, object_type="Criterion", object_id=change.key, detail={"version": current.version})
    return current


def owner_organisation_id(criterion: Criterion) -> int | None:
    """The organisation whose criterion this is; None for a rule of the region or the nation."""
    if criterion.organisation_id:
        return criterion.organisation_id
    if criterion.location is not None:
        return criterion.location.organisation_id
    return criterion.place.location.organisation_id if criterion.place is not None else None


@transaction.atomic
def add_remedy(*, actor: Actor, remedy: Remedy) -> None:
    """Add a remedy to the region's list. Raises NoGrant without the power to manage supply."""
    require(actor, Power.MANAGE_SUPPLY)
    remedy.save(force_insert=True)
    record(actor, Act.CREATE, object_type="Remedy", object_id=remedy.code)
