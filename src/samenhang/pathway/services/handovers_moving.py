"""Somebody moves with a handover, or comes back: the file, the seats, and where they stay."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from samenhang.access.models import Dossier
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.notifications.enums import Kind
from samenhang.pathway.enums.handovers import (
    Evidence,
    HandoverAct,
    HandoverKind,
    RequestState,
)
from samenhang.pathway.enums.placements import EndingReason
from samenhang.pathway.enums.steps import Home
from samenhang.pathway.models.handovers import HandoverRequest, WarmHandover
from samenhang.pathway.models.placements import Placement
from samenhang.pathway.models.steps import Step
from samenhang.pathway.rules.handovers import (
    HANDOVERS,
    missing,
)
from samenhang.pathway.selectors.placements import PlacementRow
from samenhang.pathway.services.handovers import HomeHeld, is_of_the_receiver, keep_home
from samenhang.pathway.services.handovers_common import (
    check_lock,
    concerned,
    goes,
    line,
    opened,
    standing,
    tell,
    write_down,
)
from samenhang.pathway.services.handovers_seats import (
    file_goes_to,
    leaves,
    sight_follows_consent,
    stays_beside,
)
from samenhang.pathway.services.handovers_steps import light_burns, step_of_handover, taken_with_handover
from samenhang.pathway.services.stays import (
    Arrival,
    arrive_there,
    held_home_there,
    hold,
    known_place,
    leave_again,
    live_there_again,
    never_arrived,
    never_left,
    stays_now,
    stop_staying,
)
from samenhang.supply.catalogue import SETTINGS
from samenhang.supply.enums import Setting
from samenhang.supply.selectors import is_out_of_service


@transaction.atomic
def transfer(*, actor: Actor, handover_id: int, lock: int, today: date) -> None:
    """Somebody moved today: the receiver answers from now on and holds the file, not a day earlier (H18; seed 000, section 4.2.2).

    The history says so as well: the stay that runs ends or is held, and the next one begins, in the place that was chosen. Raises
    NoGrant, Refused(STEP_NOT_POSSIBLE, MOVE_NOT_YET, PLACE_OUT_OF_SERVICE, NOT_READY_YET, OTHER_RECEIVER) and what ``change_seat`` refuses,
    Conflict(PLACE_FULL, CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    HANDOVERS.after(row.state, HandoverAct.MOVE)
    if row.move_on is None or row.move_on > today:
        raise Refused("MOVE_NOT_YET")
    if row.place_id is not None and is_out_of_service(row.place_id, today):
        raise Refused("PLACE_OUT_OF_SERVICE")
    where = standing(row, today)
    left = set(missing(where.facts, where.numbers)) - set(row.excepted)
    if left:
        raise Refused("NOT_READY_YET", missing=", ".join(sorted(left)))
    if row.kind == HandoverKind.TO_PILOT_LIGHT and not light_burns(row.person_id):
        raise Refused("LIGHT_MISSING")
    Dossier.objects.select_for_update().get(pk=dossier_id)  # a step of the same person comes before or after
    goes(row, HandoverAct.MOVE)
    row.transferred_on = today
    step = step_of_handover(row.pk)
    _as_the_step_says(row, step)
    is_of_the_receiver(row, today)
    _moves_house(actor, row, dossier_id, today)
    row.save()
    if step is not None:
        taken_with_handover(actor, step, dossier_id, row, today)
    line(actor, Act.DECIDE, row, dossier_id)
    if row.receiver_id is not None and row.to_organisation_id is not None:
        file_goes_to(actor, row, dossier_id, row.receiver_id, row.to_organisation_id, today)
        leaves(actor, row, "receiver_seat", today)  # who holds the file needs no seat beside it that would stay behind
        row.giver_seat_id = stays_beside(actor, dossier_id, row.giver_id, row.from_organisation_id, today)
        row.save(update_fields=["giver_seat"])
    write_down(actor, row, dossier_id, Evidence.FILE_HOLDER, today, organisation_id=row.to_organisation_id)
    tell(actor, row, dossier_id, Kind.HANDOVER_MOVED, "transferred", concerned(row, dossier_id, today))


def _as_the_step_says(row: WarmHandover, step: Step | None) -> None:
    """A step that was planned with this handover says where to and what becomes of the own place, unless the handover does."""
    if step is None:
        return
    if row.place_id is None and step.place_id is not None:
        row.place_id = step.place_id
    if step.home == Home.HELD and not row.temporary:
        stay = stays_now(row.person_id, row.transferred_on or step.on)
        keep_home(row, HomeHeld(stay.id if stay else None, step.home_payer, step.home_held_until))


def _moves_house(actor: Actor, row: WarmHandover, dossier_id: int, today: date) -> None:
    """The stay that runs ends, or is held when somebody comes back; the next one begins. Who is only visited moves nowhere."""
    asked = HandoverRequest.objects.filter(negotiation=row.negotiation, state=RequestState.ACCEPTED).first()
    planned = step_of_handover(row.pk)
    code = planned.setting if planned is not None else asked.setting if asked else ""
    if row.place_id:
        code = known_place(row.place_id, today).setting
    if not code:
        return
    setting = Setting(code)
    stay = stays_now(row.person_id, today)
    if (own := held_home_there(row.person_id, row.place_id)) is not None:
        _goes_home(row, own, stay, today)
        return
    if SETTINGS[setting].stay and stay is not None:
        if row.temporary and row.home_id in {None, stay.id}:
            hold(stay.id)
        else:
            _ends_today(stay, today)
        if row.temporary and row.home_id is not None and row.home_id != stay.id:
            hold(row.home_id)
        row.left_id = stay.id
    new = Arrival(
        row.person_id,
        row.compartment_id,
        dossier_id,
        setting,
        today,
        organisation_id=row.to_organisation_id,
        place_id=row.place_id,
    )
    row.arrival_id = arrive_there(actor=actor, new=new, today=today)


def _ends_today(stay: PlacementRow, today: date) -> None:
    if stay.start >= today:
        raise Refused("MOVED_TODAY_ALREADY")
    stop_staying(stay.id, today, EndingReason.PLANNED_OUTFLOW)


def _goes_home(row: WarmHandover, own: int, stay: PlacementRow | None, today: date) -> None:
    """The handover leads to the very place that is held: somebody lives there again, in the slot that they have."""
    if stay is not None and stay.id != own:
        _ends_today(stay, today)
        row.left_id = stay.id
    live_there_again(own)
    row.arrival_id = own


def _moves_back(actor: Actor, row: WarmHandover, dossier_id: int, today: date) -> None:
    """The stay that did not last ends; somebody lives again where they came from, in the place that was held or anew.

    Who goes back on the very day of the move never left: the stay from before goes on, and the arrival does not stand. Who had gone
    home to the place that was held has it held again.
    """
    if row.arrival_id is None:
        return
    rows = Placement.objects.for_rule("where somebody came from, and where they went")
    arrival = rows.get(pk=row.arrival_id)
    went_home = row.transferred_on is not None and arrival.start < row.transferred_on
    before = rows.filter(pk=row.left_id).first()
    same_day = row.transferred_on == today
    if went_home:
        hold(arrival.pk)
    elif same_day and before is not None:
        never_arrived(arrival.pk, before.pk, today)
    else:
        leave_again(arrival.pk, today, EndingReason.UPSCALE)
    if before is not None and same_day:
        never_left(before.pk, today)
    elif before is not None:
        _lives_there_again(actor, row, dossier_id, before, today)
    row.arrival_id, row.left_id = None, None


def _lives_there_again(actor: Actor, row: WarmHandover, dossier_id: int, before: Placement, today: date) -> None:
    """In the place that was held, or anew where somebody came from."""
    if before.home_held:
        live_there_again(before.pk)
        return
    on = max(today, row.transferred_on + timedelta(days=1)) if row.transferred_on else today
    new = Arrival(
        row.person_id, row.compartment_id, dossier_id, Setting(before.setting), on,
        organisation_id=before.organisation_id, payer=before.payer,
    )  # fmt: skip
    arrive_there(actor=actor, new=new, today=today)


@transaction.atomic
def come_back(*, actor: Actor, handover_id: int, why: str, lock: int, today: date) -> None:
    """It does not go well: somebody goes back to who gave, who answers again from today; nobody stands between two (H12).

    Who received is consulted still (H16), and reads along only by the consent that stands (H5).
    Raises NoGrant, Refused(REASON_MISSING, STEP_NOT_POSSIBLE) and what ``change_seat`` refuses, Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    if not why.strip():
        raise Refused("REASON_MISSING")
    Dossier.objects.select_for_update().get(pk=dossier_id)
    goes(row, HandoverAct.RETURN)
    _moves_back(actor, row, dossier_id, today)
    row.save()
    line(actor, Act.DECIDE, row, dossier_id)
    write_down(
        actor,
        row,
        dossier_id,
        Evidence.RETURNED,
        today,
        item=str(row.transferred_on),
        organisation_id=row.to_organisation_id,
        words=why.strip(),
    )
    file_goes_to(actor, row, dossier_id, row.giver_id, row.from_organisation_id, today)
    leaves(actor, row, "giver_seat", today)
    sight_follows_consent(actor, row, dossier_id, today)
    tell(actor, row, dossier_id, Kind.HANDOVER_SET_BACK, "returned", concerned(row, dossier_id, today))
