"""Who receives: another colleague, or nobody any more."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.selectors import colleagues
from samenhang.notifications.enums import Kind
from samenhang.pathway.enums.handovers import (
    Evidence,
    HandoverAct,
    HandoverState,
    RequestState,
    SetBack,
)
from samenhang.pathway.models.handovers import HandoverRequest, WarmHandover
from samenhang.pathway.rules.handovers import (
    BY_CONSENT,
)
from samenhang.pathway.services.handovers import check_still_ready, without_receiver
from samenhang.pathway.services.handovers_common import (
    check_lock,
    concerned,
    goes,
    line,
    opened,
    tell,
    write_down,
)
from samenhang.pathway.services.handovers_seats import (
    file_goes_to,
    leaves,
    sight_follows_consent,
)


@transaction.atomic
def receiver_falls_away(*, actor: Actor, handover_id: int, why: str, lock: int, today: date) -> None:
    """The receiver cannot go on: back to seeking, their sight of the case ends, and everybody hears it.

    Raises NoGrant, Refused(REASON_MISSING, STEP_NOT_POSSIBLE), Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    if not why.strip():
        raise Refused("REASON_MISSING")
    loses_receiver(actor, row, dossier_id, today, SetBack.RECEIVER_LEFT, words=why)


@transaction.atomic
def change_receiver(*, actor: Actor, handover_id: int, receiver_id: int, why: str, lock: int, today: date) -> None:
    """A colleague of the same organisation receives from now on, for a reason; getting to know each other begins anew.

    Raises NoGrant, Refused(REASON_MISSING, STEP_NOT_POSSIBLE, NOT_A_COLLEAGUE_ON_CASES, ALREADY_RECEIVES) and what
    ``change_seat`` refuses, Conflict(CHANGED_MEANWHILE).
    """
    row, dossier_id = opened(actor, handover_id)
    check_lock(row, lock)
    receives_instead(actor, row, dossier_id, receiver_id, why, today)


def receives_instead(actor: Actor, row: WarmHandover, dossier_id: int, receiver_id: int, why: str, today: date) -> None:
    """Another colleague receives; inside a transaction. Who received reads nothing more by it, and everybody concerned hears it."""
    if row.state not in {*BY_CONSENT, HandoverState.TRANSFERRED, HandoverState.AFTERCARE}:
        raise Refused("STEP_NOT_POSSIBLE")
    if not why.strip():
        raise Refused("REASON_MISSING")
    if receiver_id == row.receiver_id:
        raise Refused("ALREADY_RECEIVES")
    if not any(c.user_id == receiver_id and c.organisation_id == row.to_organisation_id for c in colleagues(today)):
        raise Refused("NOT_A_COLLEAGUE_ON_CASES")
    told = concerned(row, dossier_id, today)
    leaves(actor, row, "receiver_seat", today)
    row.receiver_id, row.receiver_since = receiver_id, today
    answered = HandoverRequest.objects.filter(negotiation=row.negotiation, state=RequestState.ACCEPTED)
    answered.update(answered_by_id=receiver_id)  # who answers for the organisation from now on
    row.lock += 1
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, receiver=receiver_id)
    write_down(
        actor, row, dossier_id, Evidence.NEW_RECEIVER, today, organisation_id=row.to_organisation_id, words=why.strip()
    )
    if row.transferred_on is not None and row.to_organisation_id is not None:
        file_goes_to(actor, row, dossier_id, receiver_id, row.to_organisation_id, today)
    sight_follows_consent(actor, row, dossier_id, today)
    if row.state == HandoverState.READY:
        check_still_ready(actor, row, dossier_id, today, SetBack.RECEIVER_CHANGED)
    tell(actor, row, dossier_id, Kind.HANDOVER_STARTED, f"receiver:{row.lock}", [receiver_id])
    tell(actor, row, dossier_id, Kind.HANDOVER_SET_BACK, f"receiver:{row.lock}", set(told) - {receiver_id})


def loses_receiver(
    actor: Actor, row: WarmHandover, dossier_id: int, today: date, why: SetBack, *, words: str = ""
) -> None:
    """Back to *planned* without a receiver; the reason that somebody gave is kept with it; inside a transaction."""
    told = concerned(row, dossier_id, today)
    goes(row, HandoverAct.RECEIVER_FALLS_AWAY)
    if words.strip():
        write_down(
            actor,
            row,
            dossier_id,
            Evidence.NEW_RECEIVER,
            today,
            item=why.value,
            organisation_id=row.to_organisation_id,
            words=words.strip(),
        )
    HandoverRequest.objects.filter(negotiation=row.negotiation, state=RequestState.ACCEPTED).update(
        state=RequestState.RELEASED
    )
    row.ready_on, row.deviation_id, row.excepted = None, None, []
    leaves(actor, row, "receiver_seat", today)
    without_receiver(row)
    row.save()
    line(actor, Act.UPDATE, row, dossier_id, set_back=why)
    tell(actor, row, dossier_id, Kind.HANDOVER_SET_BACK, f"fell:{row.lock}", told)
