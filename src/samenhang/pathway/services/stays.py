"""Where somebody stays, as steps and handovers change it: one stay ends or is held, and the next one begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.pathway.models import Placement
from samenhang.pathway.selectors.placements import PlacementRow, current_stay, placements_for_rule
from samenhang.pathway.services.placements import NewPlacement, record_placement
from samenhang.supply.catalogue import SETTINGS
from samenhang.supply.enums import BookingKind, Setting
from samenhang.supply.selectors import PlaceRow
from samenhang.supply.selectors import place as find_place
from samenhang.supply.services import book, move_in, release, take_back


def known_place(place_id: int, today: date) -> PlaceRow:
    """A place of the register. Raises Refused(NO_SUCH_PLACE)."""
    found = find_place(place_id, today=today, now=clock.now())
    if found is None:
        raise Refused("NO_SUCH_PLACE")
    return found


def stays_now(person_id: int, today: date) -> PlacementRow | None:
    """Where somebody stays on a day, whoever asks: a rule that shows nothing."""
    rows = placements_for_rule(reason="where somebody stays before they move", person_ids=[person_id])
    return current_stay(rows.get(person_id, []), today)


def stop_staying(placement_id: int, on: date, reason: str) -> None:
    """A stay that runs ends, and its slot is free again. Raises Refused(ENDS_BEFORE_START)."""
    row = Placement.objects.for_rule("a stay that runs ends").select_for_update().get(pk=placement_id)
    if on <= row.start:
        raise Refused("ENDS_BEFORE_START")
    Placement.objects.for_rule("a stay that runs ends").filter(pk=placement_id).update(
        end=on, ending_reason=reason, home_held=False
    )
    if row.booking_id:
        release(booking_id=row.booking_id, on=on)


def hold(placement_id: int) -> None:
    """The own place is held while somebody is elsewhere."""
    Placement.objects.for_rule("the own place is held").filter(pk=placement_id).update(home_held=True)


def live_there_again(placement_id: int) -> None:
    """The own place that was held is lived in again."""
    Placement.objects.for_rule("the own place is lived in again").filter(pk=placement_id).update(home_held=False)


def held_home(person_id: int) -> int | None:
    """The own place that is held for somebody now, whichever step or handover holds it."""
    rows = Placement.objects.for_rule("which own place is held for somebody").filter(
        person_id=person_id, home_held=True, end__isnull=True, superseded_by__isnull=True
    )
    return rows.order_by("-start", "-pk").values_list("pk", flat=True).first()


def held_home_there(person_id: int, place_id: int | None) -> int | None:
    """The own place that is held for somebody, when it is this very place: nobody takes a second slot beside their own."""
    own = held_home(person_id)
    if own is None or place_id is None:
        return None
    rows = Placement.objects.for_rule("who goes to the place that is held for them goes home")
    return own if rows.filter(pk=own, place_id=place_id).exists() else None


def never_arrived(arrival_id: int, instead_id: int, today: date) -> None:
    """A stay that began and ended on one day does not stand: the one from before goes on in its stead, and its slot is free again."""
    rows = Placement.objects.for_rule("who goes back on the day of the move lives where they lived")
    arrival = rows.select_for_update().get(pk=arrival_id)
    rows.filter(pk=arrival_id).update(superseded_by_id=instead_id)
    if arrival.booking_id:
        release(booking_id=arrival.booking_id, on=today)


def never_left(placement_id: int, today: date) -> None:
    """Somebody went back on the very day of the move: the stay from before goes on, in its slot or in another one of the place.

    Raises Conflict(PLACE_FULL) when somebody else came there meanwhile and no slot is left.
    """
    rows = Placement.objects.for_rule("who goes back on the day of the move lives where they lived")
    before = rows.select_for_update().get(pk=placement_id)
    if before.home_held:
        live_there_again(placement_id)
        return
    booking_id = before.booking_id
    if booking_id and before.place_id and not take_back(booking_id=booking_id):
        booking_id = book(place_id=before.place_id, start=today, kind=BookingKind.OCCUPIED).pk
    rows.filter(pk=placement_id).update(end=None, ending_reason="", booking_id=booking_id)


@dataclass(frozen=True)
class Arrival:
    """Where somebody comes to stay, or which team comes."""

    person_id: int
    compartment_id: int
    dossier_id: int
    setting: Setting
    on: date
    organisation_id: int | None = None
    place_id: int | None = None
    payer: str = ""


def arrive_there(*, actor: Actor, new: Arrival, today: date) -> int:
    """Record the stay that begins and take its slot, the one that was reserved for them if there is one; inside a transaction.

    Returns the placement's id.

    Raises NoGrant without a grant on the placement history, Conflict(PLACE_FULL), Refused(NO_SUCH_PLACE).
    """
    booking = move_in(place_id=new.place_id, person_id=new.person_id, start=new.on) if new.place_id else None
    level = known_place(new.place_id, today).security_level if new.place_id else SETTINGS[new.setting].level
    return record_placement(
        actor=actor,
        new=NewPlacement(
            person_id=new.person_id,
            compartment_id=new.compartment_id,
            dossier_id=new.dossier_id,
            setting=new.setting,
            start=new.on,
            place_id=new.place_id,
            booking_id=booking.pk if booking else None,
            organisation_id=new.organisation_id,
            security_level=level,
            payer=new.payer,
        ),
    )


def leave_again(placement_id: int, on: date, reason: str) -> None:
    """A stay that did not last ends, at the earliest a day after it began."""
    start = (
        Placement.objects.for_rule("a stay that did not last ends").values_list("start", flat=True).get(pk=placement_id)
    )
    stop_staying(placement_id, max(on, start + timedelta(days=1)), reason)
