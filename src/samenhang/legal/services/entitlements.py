"""One entitlement in the place of several: noted with what it replaces, agreed by payers, ended with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.legal.models import Entitlement, EntitlementPayer, EntitlementReplaces, Indication, LegalTitle
from samenhang.people.services import require_person


@dataclass(frozen=True)
class NewEntitlement:
    """What it covers going up and down, from when until when (None: open), what it replaces and who pays."""

    covers: str
    start: date
    end: date | None
    payer_ids: Sequence[int]
    title_ids: Sequence[int] = ()
    indication_ids: Sequence[int] = ()


@transaction.atomic
def note_entitlement(*, actor: Actor, person_id: int, compartment_id: int, new: NewEntitlement) -> int:
    """Write down one entitlement and return its id; the payers are still to agree.

    Raises NoGrant, Refused(REASON_MISSING) without words, Refused(ENDS_BEFORE_START), Refused(NOTHING_REPLACED) when it stands in the
    place of nothing, Refused(NOT_A_FUNDER) without a payer, Conflict(ENTITLEMENT_EXISTS) while another one is open.
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.INDICATION)
    if not new.covers.strip():
        raise Refused("REASON_MISSING")
    if new.end is not None and new.end <= new.start:
        raise Refused("ENDS_BEFORE_START")
    if not new.payer_ids:
        raise Refused("NOT_A_FUNDER")
    if not new.title_ids and not new.indication_ids:
        raise Refused("NOTHING_REPLACED")
    _of_person(person_id, new)
    held = Entitlement.objects.for_rule("one entitlement at a time").filter(person_id=person_id)
    if any(e.end is None or e.end > new.start for e in held.select_for_update()):
        raise Conflict("ENTITLEMENT_EXISTS")
    row = Entitlement(
        person_id=person_id,
        compartment_id=compartment_id,
        start=new.start,
        end=new.end,
        covers=new.covers.strip(),
        noted_by_id=actor.user_id,
        noted_at=clock.now(),
    )
    Entitlement.objects.write([row])
    mine = {"person_id": person_id, "compartment_id": compartment_id, "entitlement_id": row.pk}
    EntitlementReplaces.objects.write(
        [EntitlementReplaces(**mine, title_id=t) for t in new.title_ids]
        + [EntitlementReplaces(**mine, indication_id=i) for i in new.indication_ids]
    )
    EntitlementPayer.objects.write([EntitlementPayer(**mine, organisation_id=p) for p in dict.fromkeys(new.payer_ids)])
    _line(actor, Act.CREATE, row, dossier_id, payers=len(new.payer_ids))
    return row.pk


def _of_person(person_id: int, new: NewEntitlement) -> None:
    reason = "what an entitlement replaces is of the same person"
    titles = LegalTitle.objects.for_rule(reason).filter(pk__in=list(new.title_ids), person_id=person_id)
    indications = Indication.objects.for_rule(reason).filter(pk__in=list(new.indication_ids), person_id=person_id)
    if titles.count() != len(set(new.title_ids)) or indications.count() != len(set(new.indication_ids)):
        raise Refused("NOT_THIS_PERSON")


@transaction.atomic
def agree_entitlement(*, actor: Actor, payer_id: int, on: date, by: str, today: date) -> None:
    """Write down that a payer agreed, on which day and in whose name.

    Raises NoGrant, Refused(NAME_MISSING), Refused(IN_THE_FUTURE), Conflict(ALREADY_DECIDED).
    """
    rows = EntitlementPayer.objects.for_rule("a payer agrees once")
    row = rows.select_for_update().filter(pk=payer_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.INDICATION)
    if row.agreed_on is not None:
        raise Conflict("ALREADY_DECIDED")
    if not by.strip():
        raise Refused("NAME_MISSING")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    row.agreed_on, row.agreed_by = on, by.strip()
    row.save()
    _line(actor, Act.DECIDE, row, dossier_id)


@transaction.atomic
def end_entitlement(*, actor: Actor, entitlement_id: int, on: date, why: str) -> None:
    """End an entitlement after its last day, with why.

    Raises NoGrant, Refused(REASON_MISSING), Refused(ENDS_BEFORE_START), Conflict(ALREADY_DECIDED) when it was ended before.
    """
    rows = Entitlement.objects.for_rule("an entitlement ends once")
    row = rows.select_for_update().filter(pk=entitlement_id).first()
    if row is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, row.compartment_id, Category.INDICATION)
    if row.ended_why:
        raise Conflict("ALREADY_DECIDED")
    if not why.strip():
        raise Refused("REASON_MISSING")
    if on <= row.start:
        raise Refused("ENDS_BEFORE_START")
    row.end, row.ended_why = on, why.strip()
    row.save()
    _line(actor, Act.END, row, dossier_id)


def _line(actor: Actor, act: Act, row: Entitlement | EntitlementPayer, dossier_id: int, **detail: object) -> None:
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type=type(row).__name__,
        object_id=row.pk,
        categories=int(Category.INDICATION),
        detail=detail or None,
    )
