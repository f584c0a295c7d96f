"""Who directs the content asks who directs the process to convene or to solve (seed 000, section 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.enums import AskedOf, RequestState
from samenhang.conferences.models import ConveneRequest
from samenhang.conferences.selectors import directs_process
from samenhang.conferences.services.common import locked, log
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.people.services import require_person


@dataclass(frozen=True)
class NewRequest:
    """What is asked of the process director, why, and by when."""

    person_id: int
    compartment_id: int
    asks: AskedOf
    reason: str
    due_on: date


@transaction.atomic
def ask_process_director(*, actor: Actor, new: NewRequest, today: date) -> int:
    """Ask the process director of the case to convene or to solve; returns the id of the request.

    Raises Refused(NO_PROCESS_DIRECTOR, REASON_MISSING, ENDS_BEFORE_START).
    """
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.APPOINTMENTS
    )
    directors = [user for user, _name in directs_process(dossier_id, today)]
    if not directors:
        raise Refused("NO_PROCESS_DIRECTOR")
    if len(new.reason.strip()) < 10:
        raise Refused("REASON_MISSING")
    if new.due_on < today:
        raise Refused("ENDS_BEFORE_START")
    row = ConveneRequest(
        person_id=new.person_id,
        compartment_id=new.compartment_id,
        asks=new.asks,
        reason=new.reason.strip(),
        asked_by_id=actor.me,
        asked_of_id=directors[0],
        asked_at=clock.now(),
        due_on=new.due_on,
        state=RequestState.OPEN,
    )
    ConveneRequest.objects.write([row])
    log(actor, Act.CREATE, row, dossier_id, asks=new.asks)
    _tell(row, directors[0], "asked")
    return row.pk


@transaction.atomic
def answer_process_request(*, actor: Actor, request_id: int, done: bool, answer: str) -> None:
    """The process director says what came of it; one whose director left is answered by whoever directs the process now.

    Raises NoGrant(NOT_YOURS) for somebody else, Refused(REASON_MISSING, ALREADY_ENDED).
    """
    row, dossier_id = locked(ConveneRequest, request_id, actor)
    if row.asked_of_id is None and actor.me in {user for user, _name in directs_process(dossier_id, clock.today())}:
        row.asked_of_id = actor.me
    if row.asked_of_id != actor.me:
        raise NoGrant("NOT_YOURS")
    if row.state != RequestState.OPEN:
        raise Refused("ALREADY_ENDED")
    if len(answer.strip()) < 3:
        raise Refused("REASON_MISSING")
    row.state = RequestState.DONE if done else RequestState.DECLINED
    row.answer, row.answered_at = answer.strip(), clock.now()
    row.save()
    log(actor, Act.UPDATE, row, dossier_id, state=row.state)
    _tell(row, row.asked_by_id, "answered")


def _tell(row: ConveneRequest, user_id: int, what: str) -> None:
    kind = Kind.SUPPORT_ASKED if what == "asked" else Kind.SUPPORT_DECIDED
    path = reverse("conferences:overview", args=[row.person_id])
    notify(user_ids=[user_id], kind=kind, key=f"convene:{row.pk}:{what}", path=path)
