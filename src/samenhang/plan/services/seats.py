"""Who directs: one case director, one file holder at a time, with deputies, handed over without a gap."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.enums import CaseRole, Category
from samenhang.access.selectors import taking_part
from samenhang.access.services import join_case, leave_case, require_grant, undo_joining
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.selectors import colleagues
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.plan.rules import SEATS


@transaction.atomic
def change_seat(
    *,
    actor: Actor,
    person_id: int,
    compartment_id: int,
    role: CaseRole,
    user_id: int,
    organisation_id: int,
    today: date,
    take_back: bool = False,
) -> int:
    """Give a seat of the case to a colleague; who sits there now leaves it in the same act. Returns the participation's id.

    There is never a day without one, nor with two (handbook R-01). Raises NoGrant, Refused(NO_SUCH_SEAT,
    NOT_A_COLLEAGUE_ON_CASES, ALREADY_TAKES_PART), and Refused(SEAT_OF_TODAY) when whoever sits there began today, unless that seat is
    taken back because what gave it did not last the day.
    """
    dossier_id = require_grant(actor, compartment_id, Category.PLAN_GOALS)
    if role not in SEATS:
        raise Refused("NO_SUCH_SEAT")
    if not any(c.user_id == user_id and c.organisation_id == organisation_id for c in colleagues(today)):
        raise Refused("NOT_A_COLLEAGUE_ON_CASES")
    for seat in taking_part(dossier_id, today):
        if seat.role != role:
            continue
        if seat.user_id == user_id:
            raise Refused("ALREADY_TAKES_PART")
        if seat.since >= today and not take_back:
            raise Refused("SEAT_OF_TODAY")
        if seat.since >= today:
            undo_joining(actor=actor, participation_id=seat.participation_id, today=today)
            continue
        leave_case(actor=actor, participation_id=seat.participation_id, on=today)
    participation = join_case(
        actor=actor, dossier_id=dossier_id, role=role, start=today, user_id=user_id, organisation_id=organisation_id
    )
    notify(
        user_ids=[user_id] if user_id != actor.user_id else [],
        kind=Kind.INVITED_TO_CASE,
        key=f"seat:{participation.pk}",
        path=f"/people/{person_id}/",
        dossier_id=dossier_id,
    )
    return participation.pk
