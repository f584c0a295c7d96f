"""Recording the shared picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base.actor import Actor
from samenhang.people.services import require_person
from samenhang.picture.enums import FactCode, IncidentKind, ProblemArea
from samenhang.picture.models import FunctionalFact, Incident, OwnWords, Problem, Strength


@dataclass(frozen=True)
class NewFact:
    """A functional fact to be recorded."""

    code: FactCode
    value: Any
    noted_on: date
    source: str


@dataclass(frozen=True)
class NewIncident:
    """An incident to be recorded."""

    on: date
    kind: IncidentKind
    severity: int
    context: str = ""
    helped: str = ""


@dataclass(frozen=True)
class NewPicture:
    """What is known of one person at the start."""

    person_id: int
    compartment_id: int
    dossier_id: int
    words: str = ""
    said_on: date | None = None
    listened_by: str = ""
    strengths: tuple[str, ...] = ()
    problems: tuple[ProblemArea, ...] = ()
    source: str = ""
    facts: tuple[NewFact, ...] = ()
    incidents: tuple[NewIncident, ...] = field(default=())


@transaction.atomic
def note_fact(*, actor: Actor, person_id: int, compartment_id: int, new: NewFact) -> int:
    """Record a functional fact; the newest of its code counts from now on. Raises NoGrant without a grant."""
    dossier_id = require_person(
        actor, person_id=person_id, compartment_id=compartment_id, category=Category.HOUSING_NEEDS
    )
    row = FunctionalFact(
        person_id=person_id,
        compartment_id=compartment_id,
        code=new.code,
        value=new.value,
        noted_on=new.noted_on,
        source=new.source,
    )
    FunctionalFact.objects.write([row])
    record(
        actor,
        Act.CREATE,
        dossier_id=dossier_id,
        object_type="FunctionalFact",
        object_id=row.pk,
        categories=int(Category.HOUSING_NEEDS),
        detail={"code": new.code},
    )
    return row.pk


def record_pictures(*, actor: Actor, pictures: Sequence[NewPicture]) -> None:
    """Record many pictures at once (generated regions), inside a transaction; one line per person."""
    OwnWords.objects.write(
        [
            OwnWords(
                person_id=p.person_id,
                compartment_id=p.compartment_id,
                text=p.words,
                said_on=p.said_on,
                listened_by=p.listened_by,
            )
            for p in pictures
            if p.words and p.said_on
        ]
    )
    Strength.objects.write(
        [
            Strength(person_id=p.person_id, compartment_id=p.compartment_id, text=t)
            for p in pictures
            for t in p.strengths
        ]
    )
    Problem.objects.write(
        [
            Problem(
                person_id=p.person_id,
                compartment_id=p.compartment_id,
                area=a,
                source=p.source,
                noted_on=p.said_on or date.min,
            )
            for p in pictures
            for a in p.problems
        ]
    )
    FunctionalFact.objects.write(
        [
            FunctionalFact(
                person_id=p.person_id,
                compartment_id=p.compartment_id,
                code=f.code,
                value=f.value,
                noted_on=f.noted_on,
                source=f.source,
            )
            for p in pictures
            for f in p.facts
        ]
    )
    Incident.objects.write(
        [
            Incident(
                person_id=p.person_id,
                compartment_id=p.compartment_id,
                on=i.on,
                kind=i.kind,
                severity=i.severity,
                context=i.context,
                helped=i.helped,
            )
            for p in pictures
            for i in p.incidents
        ]
    )
    record_many(
        actor,
        [
            {
                "act": Act.CREATE,
                "dossier_id": p.dossier_id,
                "object_type": "Picture",
                "object_id": p.person_id,
                "categories": int(Category.LIFE_DOMAIN_PICTURE | Category.HOUSING_NEEDS | Category.INCIDENT),
            }
            for p in pictures
        ],
    )
