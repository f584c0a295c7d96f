"""Recording placements: each once, corrected by superseding, never edited away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.pathway.enums.placements import Precision
from samenhang.pathway.models.placements import Placement
from samenhang.people.services import require_person


@dataclass(frozen=True)
class NewPlacement:
    """A placement to be recorded; ``end`` is the first day on which it no longer holds."""

    person_id: int
    compartment_id: int
    dossier_id: int
    setting: str
    start: date
    end: date | None = None
    place_id: int | None = None
    booking_id: int | None = None
    organisation_id: int | None = None
    provider: str = ""
    region: str = ""
    security_level: int | None = None
    title_code: str = ""
    payer: str = ""
    start_precision: str = Precision.DAY
    ending_reason: str = ""
    note: str = ""
    home_held: bool = False
    notice_on: date | None = None
    source_key: str = ""


def _model(new: NewPlacement) -> Placement:
    fields = {name: getattr(new, name) for name in new.__dataclass_fields__ if name != "dossier_id"}
    return Placement(**fields)


@transaction.atomic
def record_placement(*, actor: Actor, new: NewPlacement) -> int:
    """Record one placement. Raises NoGrant without a grant on the placement history, Refused(ENDS_BEFORE_START)."""
    dossier_id = require_person(
        actor, person_id=new.person_id, compartment_id=new.compartment_id, category=Category.PLACEMENT_HISTORY
    )
    if new.end is not None and new.end <= new.start:
        raise Refused("ENDS_BEFORE_START")
    row = _model(new)
    Placement.objects.write([row])
    record(
        actor,
        Act.CREATE,
        dossier_id=dossier_id,
        object_type="Placement",
        object_id=row.pk,
        categories=int(Category.PLACEMENT_HISTORY),
    )
    return row.pk


@transaction.atomic
def correct_placement(*, actor: Actor, placement_id: int, new: NewPlacement) -> int:
    """Replace a placement by a corrected one; the old row stays, marked as superseded. Returns the new id."""
    old = Placement.objects.for_rule("locked to be superseded").select_for_update().get(pk=placement_id)
    dossier_id = require_grant(actor, old.compartment_id, Category.PLACEMENT_HISTORY)
    if old.person_id != new.person_id:
        raise Refused("NOT_THIS_PERSON")
    if old.superseded_by_id is not None:
        raise Refused("CHANGED_MEANWHILE")
    new_id = record_placement(actor=actor, new=replace(new, source_key=""))
    Placement.objects.for_rule("marking the corrected placement").filter(pk=placement_id).update(
        superseded_by_id=new_id
    )
    if new.source_key:  # only now: a key of an import belongs to one placement that holds
        Placement.objects.for_rule("the key moves to the corrected placement").filter(pk=new_id).update(
            source_key=new.source_key
        )
    record(
        actor,
        Act.UPDATE,
        dossier_id=dossier_id,
        object_type="Placement",
        object_id=placement_id,
        categories=int(Category.PLACEMENT_HISTORY),
        detail={"superseded_by": new_id},
    )
    return new_id


def record_placements(*, actor: Actor, placements: Sequence[NewPlacement]) -> int:
    """Record many at once (imports, generated regions), inside a transaction; known source keys are skipped.

    Returns how many were new. The caller has checked grants per person.
    """
    keys = [p.source_key for p in placements if p.source_key]
    known = set(
        Placement.objects.for_rule("an import is repeatable without duplicates")
        .filter(source_key__in=keys)
        .values_list("source_key", flat=True)
    )
    fresh = [p for p in placements if not p.source_key or p.source_key not in known]
    rows = Placement.objects.write([_model(p) for p in fresh])
    if rows:
        record_many(
            actor,
            [
                {
                    "act": Act.CREATE,
                    "dossier_id": new.dossier_id,
                    "object_type": "Placement",
                    "object_id": row.pk,
                    "categories": int(Category.PLACEMENT_HISTORY),
                }
                for row, new in zip(rows, fresh, strict=True)
            ],
        )
    return len(rows)
