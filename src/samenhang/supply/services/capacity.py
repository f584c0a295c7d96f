"""Confirming availability, out of service, booking a slot: one place is given once."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.supply.enums import BookingKind, OutReason
from samenhang.supply.models import Booking, OutOfService, Place, SupplyStamp
from samenhang.supply.rules import lowest_free_slot
from samenhang.supply.selectors import reserved_for


def require_own(actor: Actor, organisation_id: int) -> None:
    """Only somebody of the organisation that runs a place says how it is."""
    require(actor, Power.MANAGE_SUPPLY)
    if organisation_id not in actor.organisation_ids:
        raise NoGrant("NOT_YOUR_ORGANISATION")


def touched() -> None:
    """Mark that supply changed, inside the transaction of the change; every service here calls it."""
    SupplyStamp.objects.update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})


@transaction.atomic
def confirm_availability(*, actor: Actor, place_id: int, now: datetime) -> None:
    """Say that the availability of a place as shown is right, now. Raises NoGrant for another organisation's place."""
    place = Place.objects.select_for_update(of=("self",)).select_related("location").get(pk=place_id)
    require_own(actor, place.location.organisation_id)
    Place.objects.filter(pk=place_id).update(confirmed_at=now, confirmed_by_id=actor.user_id)
    touched()
    record(actor, Act.UPDATE, object_type="Place", object_id=place_id, detail={"confirmed": True})


@transaction.atomic
def take_out_of_service(
    *, actor: Actor, place_id: int, slots: int, reason: OutReason, start: date, end: date | None, now: datetime
) -> int:
    """Take slots of a place out of service for a period and return the id; confirms availability at the same time.

    Raises Refused(TOO_MANY_SLOTS) for more slots than the place has, Refused(ENDS_BEFORE_START), and NoGrant.
    """
    place = Place.objects.select_for_update(of=("self",)).select_related("location").get(pk=place_id)
    require_own(actor, place.location.organisation_id)
    if slots > place.capacity:
        raise Refused("TOO_MANY_SLOTS")
    if end is not None and end <= start:
        raise Refused("ENDS_BEFORE_START")
    row = OutOfService.objects.create(place=place, slots=slots, reason=reason, start=start, end=end)
    Place.objects.filter(pk=place_id).update(confirmed_at=now, confirmed_by_id=actor.user_id)
    touched()
    record(actor, Act.CREATE, object_type="OutOfService", object_id=row.pk, detail={"place": place_id, "slots": slots})
    return row.pk


@transaction.atomic
def back_in_service(*, actor: Actor, out_id: int, on: date, now: datetime) -> None:
    """End an out-of-service period; one that would not have begun is removed."""
    row = OutOfService.objects.select_related("place__location").get(pk=out_id)
    require_own(actor, row.place.location.organisation_id)
    if on <= row.start:
        row.delete()
    else:
        OutOfService.objects.filter(pk=out_id).update(end=on)
    Place.objects.filter(pk=row.place_id).update(confirmed_at=now, confirmed_by_id=actor.user_id)
    touched()
    record(actor, Act.END, object_type="OutOfService", object_id=out_id, detail={"place": row.place_id})


def book(*, place_id: int, start: date, kind: BookingKind = BookingKind.RESERVED) -> Booking:
    """Take one slot of a place from a day on, inside the transaction of the decision that needs it.

    One place is given once: the place's row is locked, and the database refuses a slot that is taken. Raises
    Conflict(PLACE_FULL) when no slot is free.
    """
    place = Place.objects.select_for_update().get(pk=place_id)
    taken = _taken_with_room(place, start)
    slot = lowest_free_slot(place.capacity, taken)
    if slot is None:
        raise Conflict("PLACE_FULL")
    touched()
    try:
        with transaction.atomic():
            return Booking.objects.create(place_id=place_id, slot=slot, kind=kind, start=start)
    except IntegrityError as error:
        raise Conflict("PLACE_FULL") from error


def _taken_with_room(place: Place, on: date, *, but: int = 0) -> set[int]:
    """The slots of a place that are taken from a day on, without one booking. Raises Conflict(PLACE_FULL) when nothing usable is left."""
    rows = Booking.objects.filter(place=place).exclude(end__isnull=False, end__lte=on).exclude(pk=but)
    taken = set(rows.values_list("slot", flat=True))
    out = sum(OutOfService.objects.on(on).filter(place=place).values_list("slots", flat=True))
    if len(taken) + out >= place.capacity:
        raise Conflict("PLACE_FULL")
    return taken


def take_back(*, booking_id: int) -> bool:
    """Let a booking that ended go on, inside the caller's transaction; False when somebody else has the slot by now."""
    booking = Booking.objects.select_for_update().get(pk=booking_id)
    touched()
    try:
        with transaction.atomic():
            Booking.objects.filter(pk=booking.pk).update(end=None)
    except IntegrityError:
        return False
    return True


def move_in(*, place_id: int, person_id: int, start: date) -> Booking:
    """Take the slot of a place for somebody who comes: the one that was reserved for them, else a free one; one person, one slot.

    Inside the transaction of the arrival. Raises Conflict(PLACE_FULL) as ``book``, also when a reservation begins later and the slot
    is somebody else's until then, and when so much is out of service that the others fill what is left.
    """
    place = Place.objects.select_for_update().get(pk=place_id)
    reserved = reserved_for(person_id, on=start).get(place_id)
    if reserved is None:
        return book(place_id=place_id, start=start, kind=BookingKind.OCCUPIED)
    _taken_with_room(place, start, but=reserved)  # it may have closed, wholly or in part, since it was reserved
    touched()
    booking = Booking.objects.select_for_update().get(pk=reserved)
    try:
        with transaction.atomic():
            booking.kind, booking.start = BookingKind.OCCUPIED, min(booking.start, start)
            booking.save(update_fields=["kind", "start"])
    except IntegrityError as error:
        raise Conflict("PLACE_FULL") from error
    return booking


def release(*, booking_id: int, on: date) -> None:
    """End a booking, or remove it when it had not begun; inside the caller's transaction."""
    booking = Booking.objects.select_for_update().get(pk=booking_id)
    touched()
    if on <= booking.start:
        Booking.objects.filter(pk=booking_id).update(end=booking.start + timedelta(days=1))
    else:
        Booking.objects.filter(pk=booking_id).update(end=on)
