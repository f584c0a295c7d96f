"""Recording titles and indications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.base.working_days import recognised
from samenhang.legal.catalogue import KINDS
from samenhang.legal.enums import IndicationLaw, TitleCode
from samenhang.legal.models import Indication, LegalTitle
from samenhang.legal.rules import latest_last_day
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
    last = latest_last_day(new.code, new.start, holidays=recognised(new.start.year), birth_date=birth_date)
    return None if last is None else last + timedelta(days=1)


@transaction.atomic
def record_title(*, actor: Actor, new: NewTitle, birth_date: date | None = None) -> int:
    """Record a title; without an end it gets the latest one that the law allows. Returns its id.

    Raises NoGrant without a grant on title facts, Refused(TITLE_EXISTS) when the same title was recorded before.
    """
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.TITLE_FACT
    )
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
    )
    LegalTitle.objects.write([row])
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
    """Record that a follow-on request was filed: the renewal clock stops. Raises NoGrant without a grant."""
    row = LegalTitle.objects.for_rule("locked to record a follow-on request").select_for_update().get(pk=title_id)
    require_grant(actor, row.compartment_id, Category.TITLE_FACT)
    if on < row.start:
        raise Refused("ENDS_BEFORE_START")
    LegalTitle.objects.for_rule("recording a follow-on request").filter(pk=title_id).update(followon_filed_on=on)
    record(
        actor,
        Act.UPDATE,
        dossier_id=row.compartment.dossier_id,
        object_type="LegalTitle",
        object_id=title_id,
        categories=int(Category.TITLE_FACT),
        detail={"followon_filed_on": on.isoformat()},
    )


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
