"""Weighing a duty of secrecy against another: every question answered, a second pair of eyes within a day (handbook 4.9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.people.services import require_person
from samenhang.privacy.enums import WeighingGround
from samenhang.privacy.models import Weighing
from samenhang.privacy.rules import weighing_review_due


@dataclass(frozen=True)
class NewWeighing:
    """The answers of the form; none may be empty."""

    ground: WeighingGround
    danger: str
    how_soon: str
    asked_consent: str
    alternatives: str
    why_it_helps: str
    minimum: str
    consulted: str
    tell_client: str


@transaction.atomic
def weigh(*, actor: Actor, person_id: int, compartment_id: int, new: NewWeighing, today: date) -> int:
    """Keep a weighing and return its id. Raises Refused(FORM_INCOMPLETE) when a question is not answered."""
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS)
    answers = {name: value.strip() for name, value in vars(new).items() if name != "ground"}
    if any(len(answer) < 3 for answer in answers.values()):
        raise Refused("FORM_INCOMPLETE")
    row = Weighing(
        person_id=person_id,
        compartment_id=compartment_id,
        ground=new.ground,
        tell_review_on=weighing_review_due(today),
        by_id=actor.me,
        at=clock.now(),
        **answers,
    )
    Weighing.objects.write([row])
    record(
        actor,
        Act.DECIDE,
        dossier_id=dossier_id,
        object_type="Weighing",
        object_id=row.pk,
        detail={"ground": new.ground},
    )
    return row.pk


@transaction.atomic
def look_again(*, actor: Actor, weighing_id: int, agrees: bool, note: str) -> None:
    """The second pair of eyes: a colleague in the case, or the privacy officer; never the one who weighed.

    Raises NoGrant to who may not and to the one who weighed, Refused(REVIEWED, REASON_MISSING).
    """
    rows = Weighing.objects.for_rule(
        "a weighing is looked at again by a colleague or the privacy officer, checked below"
    )
    row = rows.select_for_update().select_related("compartment").filter(pk=weighing_id).first()
    if row is None or row.by_id == actor.user_id:
        raise NoGrant("NOT_YOUR_OWN_WEIGHING")
    if actor.can(Power.REVIEW_ACCESS):
        dossier_id = row.compartment.dossier_id
    else:
        dossier_id = require_grant(actor, row.compartment_id, Category.PLAN_GOALS)
    if row.second_at is not None:
        raise Refused("REVIEWED")
    if len(note.strip()) < 10:
        raise Refused("REASON_MISSING")
    row.second_by_id, row.second_at = actor.user_id, clock.now()
    row.second_agrees, row.second_note = agrees, note.strip()
    row.save()
    record(
        actor,
        Act.DECIDE,
        dossier_id=dossier_id,
        object_type="Weighing",
        object_id=weighing_id,
        detail={"agrees": agrees},
    )
