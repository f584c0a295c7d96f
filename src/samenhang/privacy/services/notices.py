"""Telling the person: planned with every act of sharing, kept with how it was done (seed 001, section 3)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.enums import Category, Purpose
from samenhang.access.selectors import own_dossier
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.privacy.enums import NoticeKind, ToldHow
from samenhang.privacy.models import Notice


def plan_notice(
    *,
    person_id: int,
    compartment_id: int,
    kind: NoticeKind,
    text: str,
    due_on: date,
    emergency_id: int | None = None,
    why_not_told: str = "",
    told_how: ToldHow | None = None,
    told_on: date | None = None,
    told_by_id: int | None = None,
) -> int:
    """Plan what the person is told, inside the transaction of the act that it is about; returns its id."""
    notice = Notice(
        person_id=person_id,
        compartment_id=compartment_id,
        kind=kind,
        text=text,
        due_on=due_on,
        emergency_id=emergency_id,
        why_not_told=why_not_told,
        told_how=told_how or "",
        told_on=told_on,
        told_by_id=told_by_id,
    )
    Notice.objects.write([notice])
    return notice.pk


@transaction.atomic
def told(*, actor: Actor, notice_id: int, how: ToldHow, on: date, feedback: str, today: date) -> None:
    """Record that the person was told, and what was discussed. Raises Refused(ALREADY_TOLD, IN_THE_FUTURE)."""
    notice, dossier_id = _locked(actor, notice_id)
    if notice.told_on is not None:
        raise Refused("ALREADY_TOLD")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    notice.told_on, notice.told_how, notice.told_by_id = on, how, actor.user_id
    notice.feedback = feedback.strip()
    notice.save()
    record(actor, Act.UPDATE, dossier_id=dossier_id, object_type="Notice", object_id=notice_id, detail={"how": how})


@transaction.atomic
def read_in_portal(*, actor: Actor, notice_id: int, today: date) -> None:
    """The person, or their representative, opened what they are told: from then on they know.

    Opening it again changes nothing. Raises NoGrant when it is not about them, or may not be told yet.
    """
    rows = Notice.objects.for_rule("the person opens what is told to them, checked below")
    notice: Notice | None = rows.select_for_update().filter(pk=notice_id).first()
    own = own_dossier(actor, today)
    if notice is None or own is None or own[1] != notice.compartment_id:
        raise NoGrant("NO_GRANT")
    if notice.told_on is not None:
        return
    if notice.why_not_told and notice.due_on > today:
        raise NoGrant("NO_GRANT")
    notice.told_on, notice.told_how, notice.told_by_id = today, ToldHow.PORTAL, actor.user_id
    notice.save()
    record(
        actor,
        Act.UPDATE,
        dossier_id=own[0],
        object_type="Notice",
        object_id=notice_id,
        purpose=Purpose.OWN_FILE,
        detail={"how": ToldHow.PORTAL},
    )


@transaction.atomic
def postpone(*, actor: Actor, notice_id: int, until: date, why: str, today: date) -> None:
    """Tell the person later, for a reason that is kept. Raises Refused(REASON_MISSING) without one."""
    notice, dossier_id = _locked(actor, notice_id)
    if notice.told_on is not None:
        raise Refused("ALREADY_TOLD")
    if len(why.strip()) < 10:
        raise Refused("REASON_MISSING")
    if until <= today:
        raise Refused("ENDS_BEFORE_START")
    notice.why_not_told, notice.due_on = why.strip(), until
    notice.save()
    record(
        actor,
        Act.UPDATE,
        dossier_id=dossier_id,
        object_type="Notice",
        object_id=notice_id,
        detail={"postponed": until.isoformat()},
    )


def _locked(actor: Actor, notice_id: int) -> tuple[Notice, int]:
    rows = Notice.objects.for_rule("a notice is handled by somebody with a grant, checked below")
    notice: Notice | None = rows.select_for_update().filter(pk=notice_id).first()
    if notice is None:
        raise NoGrant("NO_GRANT")
    return notice, require_grant(actor, notice.compartment_id, Category.PLAN_GOALS)
