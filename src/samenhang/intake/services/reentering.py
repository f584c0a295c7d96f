"""Back in one act: who was helped before is held again, with the last plan and without a new application (seed 001, recommendation 2)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.enums import CaseRole, Category
from samenhang.access.selectors import seats, taking_part
from samenhang.access.services import Holds, hold_again, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.events import publish
from samenhang.directory.selectors import works_at, works_there
from samenhang.intake.events import CaseReentered
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.selectors import PersonKey, keys

_SEATS = (CaseRole.CASE_DIRECTOR, CaseRole.FILE_HOLDER)


@transaction.atomic
def reenter(*, actor: Actor, person_id: int, reason: str, today: date, coordinator_id: int | None = None) -> None:
    """Bring somebody back without a report, by who keeps contact with them: they may write goals in the case.

    Raises NoGrant, Refused(REASON_MISSING), Refused(NOBODY_HOLDS).
    """
    key = _key(person_id)
    require_grant(actor, key.compartment_id, Category.PLAN_GOALS)
    if not reason.strip():
        raise Refused("REASON_MISSING")
    bring_back(actor=actor, person_id=person_id, coordinator_id=coordinator_id, today=today)


def bring_back(*, actor: Actor, person_id: int, coordinator_id: int | None, today: date) -> None:
    """Hold somebody again from this moment, inside the transaction of who decided it: who directed last, or who is named.

    The file holder of the last time holds the file again when they still work. The event lets the last plan be current again and
    ends a pilot light. Raises Refused(NOBODY_HOLDS) when there would be nobody: then somebody must be named.
    """
    key = _key(person_id)
    closed = hold_again(
        actor=actor, dossier_id=key.dossier_id, seats=_who(key.dossier_id, coordinator_id, today), today=today
    )
    record(
        actor,
        Act.UPDATE,
        dossier_id=key.dossier_id,
        object_type="Re-entry",
        object_id=person_id,
        detail={"was_closed": closed},
    )
    holding = {p.user_id for p in taking_part(key.dossier_id, today) if p.user_id and p.role in _SEATS}
    notify(
        user_ids=sorted(holding - {actor.user_id}),
        kind=Kind.CASE_REENTERED,
        key=f"reentered:{key.dossier_id}:{today.isoformat()}",
        path=f"/people/{person_id}/",
        dossier_id=key.dossier_id,
    )
    publish(CaseReentered(person_id=person_id, dossier_id=key.dossier_id, on=today))


def _who(dossier_id: int, coordinator_id: int | None, today: date) -> list[Holds]:
    """For each seat who takes it: the one who is named, otherwise the last one who still works."""
    found = []
    last = seats(dossier_id, [r.value for r in _SEATS])
    for role in _SEATS:
        if role == CaseRole.CASE_DIRECTOR and coordinator_id:
            at = works_at(coordinator_id, today)
            if at is not None:
                found.append(Holds(role, coordinator_id, at))
                continue
        for seat in last:
            # whoever went to work elsewhere does not take the file along
            if (
                seat.role == role
                and seat.user_id
                and seat.organisation_id
                and works_there(seat.user_id, seat.organisation_id, today)
            ):
                found.append(Holds(role, seat.user_id, seat.organisation_id))
                break
    return found


def _key(person_id: int) -> PersonKey:
    found = keys(reason="whose case is brought back", ids=[person_id])
    if not found:
        raise NoGrant("NO_GRANT")
    return found[0]
