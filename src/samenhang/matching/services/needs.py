"""Care needs and refusals: what somebody needs of a place, and every no with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, Refused
from samenhang.matching.enums import NeedStatus, RefusalReason
from samenhang.matching.models import CareNeed, Refusal
from samenhang.matching.rules import check_need, check_refusal
from samenhang.people.services import require_person
from samenhang.supply.rules import check_ask_again


@dataclass(frozen=True)
class NeedValues:
    """What somebody needs of a place; ``settings`` are the forms that would do."""

    settings: tuple[str, ...]
    urgency: str = "NORMAL"
    priority: int = 1
    near_id: int | None = None
    max_km: int | None = None
    individual: bool | None = None
    unconditional: bool | None = None
    treatments: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    why_residential: str = ""
    why_residential_text: str = ""
    ambulatory_test_on: date | None = None


@dataclass(frozen=True)
class NewNeed:
    """A need to be recorded for somebody."""

    person_id: int
    compartment_id: int
    dossier_id: int
    since: date
    values: NeedValues


@dataclass(frozen=True)
class NewRefusal:
    """A refusal to be recorded."""

    person_id: int
    compartment_id: int
    dossier_id: int
    facility: str
    refused_on: date
    reason: RefusalReason
    client_seen: bool
    place_id: int | None = None
    organisation_id: int | None = None
    criterion_key: str = ""
    refused_by: str = ""
    seen_on: date | None = None
    exception_reason: str = ""
    would_be_possible: str = ""
    ask_again_on: date | None = None
    consequence: str = ""


def _model(new: NewNeed) -> CareNeed:
    values = dict(new.values.__dict__)
    for name in ("settings", "treatments", "groups"):
        values[name] = list(values[name])
    return CareNeed(person_id=new.person_id, compartment_id=new.compartment_id, since=new.since, **values)


@transaction.atomic
def open_need(*, actor: Actor, new: NewNeed) -> int:
    """Record what somebody needs; one open need each. Returns its id.

    Raises NoGrant without a grant on housing needs, Refused(NEED_EXISTS) when one is open, Refused(NO_FORM) without a
    form that would do, Refused(WHY_RESIDENTIAL) when a secured or residential form gives no reason (ambulatory, unless).
    """
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.HOUSING_NEEDS
    )
    check_need(new.values.settings, new.values.why_residential, new.values.why_residential_text)
    existing = CareNeed.objects.for_rule("one open need each").filter(person_id=new.person_id, status=NeedStatus.OPEN)
    if existing.exists():
        raise Refused("NEED_EXISTS")
    row = _model(new)
    CareNeed.objects.write([row])
    record(
        actor,
        Act.CREATE,
        dossier_id=dossier_id,
        object_type="CareNeed",
        object_id=row.pk,
        categories=int(Category.HOUSING_NEEDS),
    )
    return row.pk


@transaction.atomic
def change_need(*, actor: Actor, need_id: int, values: NeedValues, expected_version: int) -> None:
    """Change an open need. Raises Conflict(CHANGED_MEANWHILE) when somebody saved since it was read."""
    row = CareNeed.objects.for_rule("locked to be changed").select_for_update().get(pk=need_id)
    dossier_id = require_grant(actor, row.compartment_id, Category.HOUSING_NEEDS)
    check_need(values.settings, values.why_residential, values.why_residential_text)
    if row.version != expected_version:
        raise Conflict("CHANGED_MEANWHILE")
    if row.status != NeedStatus.OPEN:
        raise Refused("NEED_MET")
    fields = dict(values.__dict__)
    for name in ("settings", "treatments", "groups"):
        fields[name] = list(fields[name])
    CareNeed.objects.for_rule("changing an open need").filter(pk=need_id).update(**fields, version=row.version + 1)
    record(
        actor,
        Act.UPDATE,
        dossier_id=dossier_id,
        object_type="CareNeed",
        object_id=need_id,
        categories=int(Category.HOUSING_NEEDS),
    )


@transaction.atomic
def withdraw_need(*, actor: Actor, need_id: int) -> None:
    """Somebody no longer waits. Raises Refused(NEED_MET) when the need is no longer open."""
    row = CareNeed.objects.for_rule("locked to be withdrawn").select_for_update().get(pk=need_id)
    dossier_id = require_grant(actor, row.compartment_id, Category.HOUSING_NEEDS)
    if row.status != NeedStatus.OPEN:
        raise Refused("NEED_MET")
    CareNeed.objects.for_rule("withdrawing a need").filter(pk=need_id).update(status=NeedStatus.WITHDRAWN)
    record(
        actor,
        Act.END,
        dossier_id=dossier_id,
        object_type="CareNeed",
        object_id=need_id,
        categories=int(Category.HOUSING_NEEDS),
    )


@transaction.atomic
def record_refusal(*, actor: Actor, new: NewRefusal) -> int:
    """Record a no with its reason, who said it and whether the client was seen. Returns its id.

    Raises Refused(CLIENT_NOT_SEEN) for a refusal on paper without a motivated exception (R-03), ASK_AGAIN_MISSING for a team at
    its limit without the day on which to ask again (R-21), IN_THE_PAST, NoGrant.
    """
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.PLACEMENT_HISTORY
    )
    check_refusal(client_seen=new.client_seen, exception_reason=new.exception_reason)
    check_ask_again(team_at_limit=new.reason == RefusalReason.TEAM_AT_LIMIT, on=new.ask_again_on, since=new.refused_on)
    row = Refusal(**{k: v for k, v in new.__dict__.items() if k != "dossier_id"})
    Refusal.objects.write([row])
    record(
        actor,
        Act.REFUSE,
        dossier_id=dossier_id,
        object_type="Refusal",
        object_id=row.pk,
        categories=int(Category.PLACEMENT_HISTORY),
        detail={"reason": new.reason, "client_seen": new.client_seen, "place": new.place_id},
    )
    return row.pk


def record_many_needs(*, actor: Actor, needs: Sequence[NewNeed], refusals: Sequence[NewRefusal]) -> None:
    """Record many at once (generated regions), inside a transaction. Past refusals are taken over as they were."""
    rows = CareNeed.objects.write([_model(n) for n in needs])
    said_no = Refusal.objects.write(
        [Refusal(**{k: v for k, v in r.__dict__.items() if k != "dossier_id"}) for r in refusals]
    )
    lines = [("CareNeed", row.pk, n.dossier_id, Category.HOUSING_NEEDS) for row, n in zip(rows, needs, strict=True)]
    lines += [
        ("Refusal", row.pk, r.dossier_id, Category.PLACEMENT_HISTORY) for row, r in zip(said_no, refusals, strict=True)
    ]
    if lines:
        record_many(
            actor,
            [
                {
                    "act": Act.CREATE,
                    "dossier_id": dossier,
                    "object_type": kind,
                    "object_id": pk,
                    "categories": int(category),
                }
                for kind, pk, dossier, category in lines
            ],
        )
