"""What happens around handovers while nobody looks: a title that ended, a place that closed, a receiver who left, steps that are late."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.base.actor import SYSTEM
from samenhang.directory.selectors import colleagues
from samenhang.notifications.enums import Kind
from samenhang.pathway.enums.handovers import HandoverState, SetBack, StepCode
from samenhang.pathway.models.handovers import WarmHandover
from samenhang.pathway.rules.handovers import HANDOVERS, MOVED, missing
from samenhang.pathway.rules.handovers_alerts import late_steps
from samenhang.pathway.selectors.handovers_facts import standing_for_rule
from samenhang.pathway.services.handovers import check_still_ready, set_back
from samenhang.pathway.services.handovers_common import concerned, locked, standing, tell
from samenhang.pathway.services.handovers_receiver import loses_receiver
from samenhang.pathway.services.handovers_seats import consent_changed, leaves, sight_follows_consent
from samenhang.supply.selectors import is_out_of_service

_REASON = "every night handovers are looked after, so that each stands in one clear state"


def consent_decides(*, person_id: int, organisation_id: int, today: date) -> None:
    """Somebody agreed, or took it back: receivers read what follows from it, and who was ready without it is so no longer."""
    for pk in consent_changed(person_id=person_id, organisation_id=organisation_id, today=today):
        with transaction.atomic():
            row = locked(pk)
            if row.state == HandoverState.READY:
                check_still_ready(SYSTEM, row, row.compartment.dossier_id, today, SetBack.CONSENT_ENDS)


def look_after_handovers(*, today: date) -> None:
    """Look at every handover that runs, each in a transaction of its own; for the night.

    Who left is no receiver any more; who was ready and is not is set back; what is late is told once per step.
    """
    rows = WarmHandover.objects.for_rule(_REASON).exclude(state__in=sorted(HANDOVERS.ends))
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    there = {(c.user_id, c.organisation_id) for c in colleagues(today)}
    for pk in ids:
        with transaction.atomic():
            row = locked(pk)
            dossier_id = row.compartment.dossier_id
            _look_after(row, dossier_id, there, today)
    for pk, where in standing_for_rule(reason=_REASON, today=today, ids=ids).items():
        late = late_steps(where.facts, where.numbers, today)
        if not late:
            continue
        with transaction.atomic():
            row = locked(pk)
            dossier_id = row.compartment.dossier_id
            for step in late:
                told = concerned(row, dossier_id, today)
                tell(SYSTEM, row, dossier_id, Kind.HANDOVER_OVERDUE, f"late:{step.code}:{step.due}", told)


def _look_after(row: WarmHandover, dossier_id: int, there: set[tuple[int, int]], today: date) -> None:
    if row.state in MOVED or row.receiver_id is None or row.to_organisation_id is None:
        return
    if (row.receiver_id, row.to_organisation_id) not in there:
        if row.state == HandoverState.FAILED_RETURN:
            leaves(SYSTEM, row, "receiver_seat", today)
        else:
            loses_receiver(SYSTEM, row, dossier_id, today, SetBack.RECEIVER_LEFT)
        return
    sight_follows_consent(SYSTEM, row, dossier_id, today)
    if row.state != HandoverState.READY:
        return
    arrives = row.move_on if row.move_on is not None and row.move_on > today else today
    if row.place_id is not None and is_out_of_service(row.place_id, arrives):
        set_back(SYSTEM, row, dossier_id, today, SetBack.PLACE_OUT_OF_SERVICE)
        return
    where = standing(row, today)
    without_consent = StepCode.H5 in missing(where.facts, where.numbers) and StepCode.H5 not in row.excepted
    check_still_ready(SYSTEM, row, dossier_id, today, SetBack.CONSENT_ENDS if without_consent else SetBack.TITLE_ENDS)
