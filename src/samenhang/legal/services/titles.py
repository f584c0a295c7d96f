"""Recording titles and indications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.working_days import recognised
from samenhang.legal.catalogue import KINDS
from samenhang.legal.enums import (
    ConnectingCare,
    FollowonOutcome,
    IndicationLaw,
    TitleAct,
    TitleCode,
    TitleDomain,
    TitleStatus,
)
from samenhang.legal.models import Indication, LegalTitle, TitleStep
from samenhang.legal.rules import TITLE_MACHINE, hours_until, latest_last_day, state_on
from samenhang.people.services import require_person


@dataclass(frozen=True)
class NewTitle:
    """A title to be recorded; ``end`` is the first day on which it no longer holds, None while unknown or open."""

    person_id: int
    compartment_id: int
    dossier_id: int
    code: TitleCode
    start: date
    end: date | None = None
    followon_filed_on: date | None = None
    decided_by: str = ""
    status: TitleStatus = TitleStatus.IN_FORCE
    with_admission: bool = False
    began_at: datetime | None = None
    exam_at: datetime | None = None


@dataclass(frozen=True)
class NewIndication:
    """An indication to be recorded."""

    person_id: int
    compartment_id: int
    dossier_id: int
    law: IndicationLaw
    profile: str
    start: date
    end: date | None = None


def _with_latest_end(new: NewTitle, birth_date: date | None = None) -> date | None:
    if new.end is not None:
        return new.end
    if new.code == TitleCode.WVGGZ_PRE_CM and new.began_at is not None:
        return timezone.localdate(hours_until(new.began_at, new.exam_at)) + timedelta(days=1)
    last = latest_last_day(new.code, new.start, holidays=recognised(new.start.year), birth_date=birth_date)
    return None if last is None else last + timedelta(days=1)


@transaction.atomic
def record_title(*, actor: Actor, new: NewTitle, birth_date: date | None = None) -> int:
    """Record a title; without an end it gets the latest one that the law allows. Returns its id.

    With the status REQUESTED or GRANTED it was asked for, or not yet carried out. Raises NoGrant without a grant on title facts,
    Refused(TITLE_EXISTS) when the same title was recorded before, Refused(MOMENT_MISSING) for a term of hours without a moment,
    Refused(ENDS_BEFORE_START).
    """
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.TITLE_FACT
    )
    if new.code == TitleCode.WVGGZ_PRE_CM and new.began_at is None:
        raise Refused("MOMENT_MISSING")
    if new.exam_at is not None and (new.began_at is None or new.exam_at < new.began_at):
        raise Refused("ENDS_BEFORE_START")
    end = _with_latest_end(new, birth_date)
    if end is not None and end <= new.start:
        raise Refused("ENDS_BEFORE_START")
    if (
        LegalTitle.objects.for_rule("the same title is recorded once")
        .filter(person_id=new.person_id, code=new.code, start=new.start)
        .exists()
    ):
        raise Refused("TITLE_EXISTS")
    row = LegalTitle(
        person_id=new.person_id,
        compartment_id=new.compartment_id,
        code=new.code,
        start=new.start,
        end=end,
        followon_filed_on=new.followon_filed_on,
        payer=KINDS[new.code].payer,
        decided_by=new.decided_by,
        status=new.status,
        with_admission=new.with_admission,
        began_at=new.began_at,
        exam_at=new.exam_at,
    )
    LegalTitle.objects.write([row])
    _step(actor, row, TitleAct.RECORD, new.start)
    record(
        actor,
        Act.CREATE,
        dossier_id=dossier_id,
        object_type="LegalTitle",
        object_id=row.pk,
        categories=int(Category.TITLE_FACT),
    )
    return row.pk


@transaction.atomic
def file_followon(*, actor: Actor, title_id: int, on: date) -> None:
    """Record that a follow-on request was filed: the renewal clock stops.

    Raises NoGrant without a grant, Refused(ENDS_BEFORE_START) when it was before the title began, Refused(STEP_NOT_POSSIBLE)
    for a title that was refused, withdrawn or ended by a decision.
    """
    row, dossier_id = _locked(actor, title_id)
    if on < row.start:
        raise Refused("ENDS_BEFORE_START")
    TITLE_MACHINE.after(row.status, TitleAct.FILE_FOLLOWON)
    _change(actor, row, dossier_id, TitleAct.FILE_FOLLOWON, on, followon_filed_on=on)


@transaction.atomic
def decide_followon(
    *, actor: Actor, title_id: int, on: date, outcome: FollowonOutcome, today: date, reason: str = ""
) -> None:
    """Record what was decided about a follow-on request; a title that only waited for it has ended.

    Raises NoGrant, Refused(NOTHING_FILED), Refused(IN_THE_FUTURE), Refused(REASON_MISSING) when it was refused without words.
    """
    row, dossier_id = _locked(actor, title_id)
    if row.followon_filed_on is None or on < row.followon_filed_on:
        raise Refused("NOTHING_FILED")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    if outcome == FollowonOutcome.REFUSED and not reason.strip():
        raise Refused("REASON_MISSING")
    granted = outcome == FollowonOutcome.GRANTED
    act = TitleAct.DECIDE_FOLLOWON if granted else TitleAct.REFUSE_FOLLOWON
    status = TITLE_MACHINE.after(state_on(row.facts, today), act)
    _change(actor, row, dossier_id, act, on, reason=reason, decided_on=on, outcome=outcome, status=status)


SAYS_WHY = frozenset({TitleAct.REFUSE, TitleAct.WITHDRAW, TitleAct.SUSPEND, TitleAct.END, TitleAct.ADMIT})


@transaction.atomic
def advance(*, actor: Actor, title_id: int, act: TitleAct, on: date, today: date, reason: str = "") -> None:
    """Record what happened to a title: granted, refused, withdrawn, carried out, suspended, resumed, admitted under it, ended.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE) when it cannot happen to it now, Refused(REASON_MISSING), Refused(IN_THE_FUTURE),
    Refused(ENDS_BEFORE_START), Refused(NOT_THIS_TITLE) for an admission under another title than that of young adults.
    """
    row, dossier_id = _locked(actor, title_id)
    if on > today:
        raise Refused("IN_THE_FUTURE")
    if act in SAYS_WHY and not reason.strip():
        raise Refused("REASON_MISSING")
    if act == TitleAct.ADMIT and row.code != TitleCode.WZD_VM_YA:
        raise Refused("NOT_THIS_TITLE")
    state = state_on(row.facts, today)
    status = TITLE_MACHINE.after(state, act)
    changed: dict[str, Any] = {"status": status}
    if act == TitleAct.END:
        if on < row.start:
            raise Refused("ENDS_BEFORE_START")
        changed["end"] = on + timedelta(days=1)
    if act == TitleAct.ADMIT:
        changed["admitted_on"] = on
    _change(actor, row, dossier_id, act, on, reason=reason, **changed)


@transaction.atomic
def check_connecting_care(
    *, actor: Actor, title_id: int, outcome: ConnectingCare, reason: str, on: date, today: date
) -> None:
    """Record the check of article 2.5 Wfz: whether care must follow a criminal title, yes or no, and why.

    Raises NoGrant, Refused(NOT_THIS_TITLE) for a title that is not criminal, Refused(REASON_MISSING), Refused(IN_THE_FUTURE),
    Refused(STEP_NOT_POSSIBLE) when it does not hold.
    """
    row, dossier_id = _locked(actor, title_id)
    if KINDS[TitleCode(row.code)].domain != TitleDomain.CRIMINAL:
        raise Refused("NOT_THIS_TITLE")
    if not reason.strip():
        raise Refused("REASON_MISSING")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    TITLE_MACHINE.after(state_on(row.facts, today), TitleAct.CHECK_CONNECTING_CARE)
    changed = {"connecting_care": outcome, "connecting_checked_on": on}
    _change(actor, row, dossier_id, TitleAct.CHECK_CONNECTING_CARE, on, reason=reason, **changed)


def _locked(actor: Actor, title_id: int) -> tuple[LegalTitle, int]:
    """A title, locked, and its dossier, for who may write titles there."""
    row = LegalTitle.objects.for_rule("locked before it changes").select_for_update().filter(pk=title_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row, require_grant(actor, row.compartment_id, Category.TITLE_FACT)


def _change(
    actor: Actor, row: LegalTitle, dossier_id: int, act: TitleAct, on: date, *, reason: str = "", **changed: Any
) -> None:
    LegalTitle.objects.for_rule("a title takes its next step").filter(pk=row.pk).update(**changed)
    _step(actor, row, act, on, reason)
    record(
        actor,
        Act.UPDATE,
        dossier_id=dossier_id,
        object_type="LegalTitle",
        object_id=row.pk,
        categories=int(Category.TITLE_FACT),
        detail={"act": str(act), "on": on.isoformat()},
    )


def _step(actor: Actor, row: LegalTitle, act: TitleAct, on: date, reason: str = "") -> None:
    step = TitleStep(
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        title_id=row.pk,
        act=act,
        on=on,
        reason=reason.strip(),
        at=clock.now(),
        by_id=actor.user_id,
    )
    TitleStep.objects.write([step])


def record_many_titles(*, actor: Actor, titles: Sequence[NewTitle], indications: Sequence[NewIndication]) -> None:
    """Record many at once (generated regions), inside a transaction."""
    rows = LegalTitle.objects.write(
        [
            LegalTitle(
                person_id=t.person_id,
                compartment_id=t.compartment_id,
                code=t.code,
                start=t.start,
                end=_with_latest_end(t),
                followon_filed_on=t.followon_filed_on,
                payer=KINDS[t.code].payer,
                decided_by=t.decided_by,
            )
            for t in titles
        ]
    )
    entitled = Indication.objects.write(
        [
            Indication(
                person_id=i.person_id,
                compartment_id=i.compartment_id,
                law=i.law,
                profile=i.profile,
                start=i.start,
                end=i.end,
            )
            for i in indications
        ]
    )
    lines = [
        ("LegalTitle", row.pk, new.dossier_id, Category.TITLE_FACT) for row, new in zip(rows, titles, strict=True)
    ] + [
        ("Indication", row.pk, new.dossier_id, Category.INDICATION)
        for row, new in zip(entitled, indications, strict=True)
    ]
    if lines:
        record_many(
            actor,
            [
                {"act": Act.CREATE, "dossier_id": d, "object_type": kind, "object_id": pk, "categories": int(category)}
                for kind, pk, d, category in lines
            ],
        )
