"""A municipality is told of somebody who returns, on a ground and in time; it takes it up, and sees them before (row 52)."""

from __future__ import annotations

import logging
import smtplib
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from samenhang.access.enums import Category, Purpose
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import OrganisationKind
from samenhang.directory.selectors import colleagues_at, organisation_kind
from samenhang.legal.enums import Duty, DutyAct, DutyState
from samenhang.legal.selectors import duties_of, titles
from samenhang.legal.services import arrange
from samenhang.notifications.enums import Kind
from samenhang.notifications.services import notify
from samenhang.pathway.enums.returns import ReturnAct, ReturnState
from samenhang.pathway.labels.returns import mail_subject, mail_text
from samenhang.pathway.models.returns import Return, ReturnStep
from samenhang.pathway.rules.returns import RETURN_MACHINE
from samenhang.people.services import require_person
from samenhang.privacy.selectors.person import copies_for, shared_with

logger = logging.getLogger(__name__)


@transaction.atomic
def expect_return(
    *,
    actor: Actor,
    person_id: int,
    compartment_id: int,
    title_id: int,
    organisation_id: int,
    returns_on: date,
    today: date,
) -> int:
    """Note that somebody returns to a municipality when a title ends; returns its id. Nobody outside the case is told by this.

    Raises NoGrant, Refused(NOT_THIS_TITLE), Refused(NOT_A_MUNICIPALITY), Refused(IN_THE_PAST), Conflict(RETURN_EXISTS).
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.TITLE_FACT)
    if title_id not in {t.id for t in titles(actor, [person_id], purpose=Purpose.CARE_COORDINATION, today=today)}:
        raise Refused("NOT_THIS_TITLE")
    if organisation_kind(organisation_id) != OrganisationKind.MUNICIPALITY:
        raise Refused("NOT_A_MUNICIPALITY")
    if returns_on < today:
        raise Refused("IN_THE_PAST")
    known = Return.objects.for_rule("one return per title").filter(title_id=title_id).exclude(state=ReturnState.OFF)
    if known.exists():
        raise Conflict("RETURN_EXISTS")
    row = Return(
        person_id=person_id,
        compartment_id=compartment_id,
        title_id=title_id,
        organisation_id=organisation_id,
        returns_on=returns_on,
    )
    Return.objects.write([row])
    _step(actor, row, dossier_id, ReturnAct.EXPECT, today)
    return row.pk


@transaction.atomic
def told(*, actor: Actor, return_id: int, today: date) -> None:
    """Note that the municipality was told: by an act of sharing that the rules allowed, and by nothing else.

    The colleagues there whose task it is to receive are told that something waits; the duty on the title is arranged. Raises
    NoGrant, Refused(STEP_NOT_POSSIBLE), Refused(SHARE_FIRST) when nothing about the title was shared with this municipality.
    """
    row, dossier_id = _locked(actor, return_id)
    state = RETURN_MACHINE.after(row.state, ReturnAct.TELL)
    disclosure = shared_with(row.person_id, row.organisation_id, Category.TITLE_FACT, today)
    if disclosure is None:
        raise Refused("SHARE_FIRST")
    _take(row, state, told_on=today, told_by_sharing_id=disclosure)
    _step(actor, row, dossier_id, ReturnAct.TELL, today)
    notify(
        user_ids=[
            c.user_id for c in colleagues_at(row.organisation_id, today) if c.receives and c.user_id != actor.user_id
        ],
        kind=Kind.PERSON_RETURNS,
        key=f"return:{row.pk}",
        path="/returns/",
    )
    held = [
        t
        for t in titles(actor, [row.person_id], purpose=Purpose.CARE_COORDINATION, today=today)
        if t.id == row.title_id
    ]
    lines = duties_of(actor, held, purpose=Purpose.CARE_COORDINATION).get(row.title_id, [])
    if any(d.duty == Duty.MUNICIPALITY and d.state == DutyState.OPEN for d in lines):
        arrange(actor=actor, title_id=row.title_id, duty=Duty.MUNICIPALITY, act=DutyAct.ARRANGE)


@transaction.atomic
def letter_sent(*, actor: Actor, return_id: int, reference: str, on: date, today: date) -> None:
    """Note the letter with what was shared, to a municipality where nobody signs in here.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE) before anything was shared, Refused(NAME_MISSING) without a reference,
    Refused(IN_THE_FUTURE).
    """
    row, dossier_id = _locked(actor, return_id)
    state = RETURN_MACHINE.after(row.state, ReturnAct.WRITE)
    if not reference.strip():
        raise Refused("NAME_MISSING")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    _take(row, state, letter=reference.strip())
    _step(actor, row, dossier_id, ReturnAct.WRITE, on, reference)


def mail_contact(*, actor: Actor, return_id: int, address: str, phone: str, today: date) -> None:
    """Ask a municipality by mail to call: about nobody, so that it needs no ground. Outside a transaction; kept once it left.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE), Refused(NO_MAIL) when no mail server is set or it refused.
    """
    with transaction.atomic():
        row, dossier_id = _locked(actor, return_id)
        RETURN_MACHINE.after(row.state, ReturnAct.MAIL)
    if not settings.MAIL_ON:
        raise Refused("NO_MAIL")
    message = EmailMessage(
        mail_subject(), mail_text(actor.name, actor.organisation, phone), settings.MAIL_FROM, [address]
    )
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("a mail about aftercare did not leave: %s", type(error).__name__)
        raise Refused("NO_MAIL") from error
    with transaction.atomic():
        _step(actor, row, dossier_id, ReturnAct.MAIL, today, address)


@transaction.atomic
def advance_return(*, actor: Actor, return_id: int, act: ReturnAct, on: date, words: str, today: date) -> None:
    """Note that somebody at the municipality took it up, that it saw the person, or that the return is off.

    By whoever may write titles in the case; the first two also by a colleague of the municipality who received what was shared.
    Raises NoGrant, Refused(STEP_NOT_POSSIBLE), Refused(NAME_MISSING) without who or why, Refused(IN_THE_FUTURE).
    """
    row, dossier_id = _locked(actor, return_id, received=act != ReturnAct.CALL_OFF, today=today)
    state = RETURN_MACHINE.after(row.state, act)
    if not words.strip():
        raise Refused("NAME_MISSING")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    changed: dict[str, Any] = {}
    if act == ReturnAct.SEE:
        changed = {"seen_on": on}
    if act in {ReturnAct.SEE, ReturnAct.TAKE_UP}:
        changed["contact"] = words.strip()[:160]
    _take(row, state, **changed)
    _step(actor, row, dossier_id, act, on, words)


def _locked(actor: Actor, return_id: int, *, received: bool = False, today: date | None = None) -> tuple[Return, int]:
    row = (
        Return.objects.for_rule("a return is locked before it changes").select_for_update().filter(pk=return_id).first()
    )
    if row is None:
        raise NoGrant("NO_GRANT")
    if received and today is not None and row.organisation_id in actor.organisation_ids:
        mine = copies_for(actor, purpose=Purpose.CARE_COORDINATION, today=today)
        if row.person_id in {c.person_id for c in mine if c.category & Category.TITLE_FACT}:
            return row, row.compartment.dossier_id
    return row, require_grant(actor, row.compartment_id, Category.TITLE_FACT)


def _take(row: Return, state: object, **changed: Any) -> None:
    Return.objects.for_rule("a return takes its next step").filter(pk=row.pk).update(state=state, **changed)


def _step(actor: Actor, row: Return, dossier_id: int, act: ReturnAct, on: date, words: str = "") -> None:
    step = ReturnStep(
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        of_id=row.pk,
        act=act,
        on=on,
        words=words.strip()[:300],
        at=clock.now(),
        by_id=actor.user_id,
    )
    ReturnStep.objects.write([step])
    record(
        actor,
        Act.CREATE if act == ReturnAct.EXPECT else Act.UPDATE,
        dossier_id=dossier_id,
        object_type="Return",
        object_id=row.pk,
        categories=int(Category.TITLE_FACT),
        detail={"act": str(act), "on": on.isoformat()},
    )
