"""Asking those who can to look after people whom nobody holds."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.selectors import seated
from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import municipality_map
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.pathway.rules.in_view import Lack
from samenhang.pathway.selectors.in_view import CAN_ACT, lacking_for_rule


@transaction.atomic
def ask_to_look(*, actor: Actor, municipality_id: int, today: date) -> None:
    """Ask everybody who takes part in a case of this municipality that nobody holds, or in which nobody was met for weeks, to look.

    Whoever asks learns neither who the people are nor how many were told. The same people are told once a week at the most, and each of
    them sees only people whom they may see already. Raises NoGrant without the power, Refused(NOT_A_MUNICIPALITY).
    """
    require(actor, Power.SEE_REGION)
    require(actor, Power.WORK_ON_CASES)
    if municipality_id not in municipality_map():
        raise Refused("NOT_A_MUNICIPALITY")
    reason = "those who take part are asked to look after people whom nobody holds"
    dossiers = [
        dossier_id
        for place, dossier_id, without in lacking_for_rule(reason=reason, today=today)
        if place == municipality_id and without & {Lack.NOBODY, Lack.COORDINATOR, Lack.CONTACT}
    ]
    told = {
        seat.user_id
        for start in range(0, len(dossiers), 5_000)
        for seats in seated(dossiers[start : start + 5_000], CAN_ACT, today).values()
        for seat in seats
        if seat.user_id is not None
    }
    year, week, _day = today.isocalendar()
    notify(
        user_ids=sorted(told - {actor.user_id}),
        kind=Kind.LOOK_AFTER,
        key=f"look:{municipality_id}:{year}-{week}",
        path="/pathway/in-sight/",
    )
    record(actor, Act.DECIDE, object_type="Municipality", object_id=municipality_id, detail={"asked": "to look"})
