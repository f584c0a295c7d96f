"""Opening a dossier in an emergency, together with the notice to the person it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import EmergencyReason
from samenhang.access.services import break_glass, denied, require
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.people.selectors import PersonKey, found_exactly
from samenhang.privacy.enums import NoticeKind
from samenhang.privacy.labels import notice_of_emergency
from samenhang.privacy.rules import notice_due
from samenhang.privacy.services.notices import plan_notice


@dataclass(frozen=True)
class Emergency:
    """Whom somebody must reach now, by number or by name and birth date, and why; the reason comes first."""

    reason: EmergencyReason
    explanation: str
    name: str = ""
    birth_date: date | None = None
    number: str = ""
    tell_client: bool = True
    why_not_told: str = ""


def open_in_emergency(*, actor: Actor, emergency: Emergency, today: date) -> int:
    """Open the dossier of exactly one person for a few hours and return the person's id.

    The person gets a notice unless the actor motivates why not (yet). Raises Refused(NOBODY_FOUND) when no or more than
    one person answers to what was given, which is written down as well, and what ``access.break_glass`` raises.
    """
    require(actor, Power.BREAK_GLASS)
    if not emergency.number and (not emergency.name.strip() or emergency.birth_date is None):
        raise Refused("NAME_AND_BIRTH_DATE")
    person = found_exactly(
        name=emergency.name,
        birth_date=emergency.birth_date,
        number=emergency.number.strip(),
        reason="an emergency: exactly this person is opened, with a line and a review",
    )
    if person is None:
        denied(actor, what="Emergency", object_id=emergency.number.strip()[:16] or "name")
        raise Refused("NOBODY_FOUND")
    return _open(actor, person, emergency, today)


@transaction.atomic
def _open(actor: Actor, person: PersonKey, emergency: Emergency, today: date) -> int:
    access_id = break_glass(
        actor=actor,
        dossier_id=person.dossier_id,
        reason=emergency.reason,
        explanation=emergency.explanation,
        tell_client=emergency.tell_client,
        why_not_told=emergency.why_not_told,
    )
    plan_notice(
        person_id=person.id,
        compartment_id=person.compartment_id,
        kind=NoticeKind.EMERGENCY,
        text=notice_of_emergency(on=today, who=actor.name, organisation=actor.organisation, reason=emergency.reason),
        due_on=notice_due(today, before=emergency.tell_client),
        emergency_id=access_id,
        why_not_told=emergency.why_not_told,
    )
    return person.id
