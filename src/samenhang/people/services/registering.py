"""Registering people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import CaseRole, Category
from samenhang.access.services import join_case, open_dossier, open_dossiers, require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.base.names import key_of
from samenhang.directory.enums import Power
from samenhang.people.models import Person


@dataclass(frozen=True)
class NewPerson:
    """Somebody to be registered."""

    name: str
    birth_date: date | None
    municipality_id: int
    tie_id: int | None = None
    number: str = ""


@transaction.atomic
def register(*, actor: Actor, new: NewPerson, today: date) -> int:
    """Register somebody, with a dossier and the actor as case director, and return the person's id.

    Raises NoGrant without the power to open cases.
    """
    require(actor, Power.OPEN_CASES)
    return _register(actor, new, actor.me, actor.organisation_id, today)


@transaction.atomic
def register_after_report(
    *, actor: Actor, new: NewPerson, director_id: int, organisation_id: int | None, today: date
) -> int:
    """Register somebody about whom the report desk decided that help must begin, with whom it named as case director.

    Returns the person's id. Raises NoGrant without the power to weigh reports.
    """
    require(actor, Power.TRIAGE_REPORTS)
    return _register(actor, new, director_id, organisation_id, today)


def _register(actor: Actor, new: NewPerson, director_id: int, organisation_id: int | None, today: date) -> int:
    compartment = open_dossier(actor=actor)
    person = Person(
        compartment=compartment,
        dossier_id=compartment.dossier_id,
        number=new.number or _next_numbers(1)[0],
        name=new.name,
        name_key=key_of(new.name),
        birth_date=new.birth_date,
        municipality_id=new.municipality_id,
        tie_id=new.tie_id,
    )
    Person.objects.write([person])
    join_case(
        actor=actor,
        dossier_id=compartment.dossier_id,
        role=CaseRole.CASE_DIRECTOR,
        start=today,
        user_id=director_id,
        organisation_id=organisation_id,
    )
    record(
        actor,
        Act.CREATE,
        dossier_id=compartment.dossier_id,
        object_type="Person",
        object_id=person.pk,
        categories=int(Category.ID_CONTACT),
    )
    return person.pk


def register_many(*, actor: Actor, people: Sequence[NewPerson]) -> list[tuple[int, int, int]]:
    """Register many at once (generated regions), inside a transaction; returns (person, dossier, compartment) ids."""
    compartments = open_dossiers(actor=actor, count=len(people))
    numbers = _next_numbers(len(people))
    rows = Person.objects.write(
        [
            Person(
                compartment=c,
                dossier_id=c.dossier_id,
                number=p.number or number,
                name=p.name,
                name_key=key_of(p.name),
                birth_date=p.birth_date,
                municipality_id=p.municipality_id,
                tie_id=p.tie_id,
            )
            for c, p, number in zip(compartments, people, numbers, strict=True)
        ]
    )
    record_many(
        actor,
        [
            {
                "act": Act.CREATE,
                "dossier_id": r.dossier_id,
                "object_type": "Person",
                "object_id": r.pk,
                "categories": int(Category.ID_CONTACT),
            }
            for r in rows
        ],
    )
    return [(r.pk, r.dossier_id, r.compartment_id) for r in rows]


def _next_numbers(count: int) -> list[str]:
    last = (
        Person.objects.for_rule("the next free client number")
        .filter(number__startswith="S")
        .order_by("-id")
        .values_list("number", flat=True)
        .first()
    )
    begin = int(last[1:]) + 1 if last and last[1:].isdigit() else 1
    return [f"S{n:05d}" for n in range(begin, begin + count)]


def require_person(actor: Actor, *, person_id: int, compartment_id: int, category: Category) -> int:
    """Raise unless the actor may write this category about this person; returns the person's dossier.

    Raises NoGrant without a write grant, and Refused(NOT_THIS_PERSON) when the compartment is somebody else's.
    """
    dossier_id = require_grant(actor, compartment_id, category)
    known = Person.objects.for_rule("a fact is kept with the person it is about").filter(
        pk=person_id, dossier_id=dossier_id
    )
    if not known.exists():
        raise Refused("NOT_THIS_PERSON")
    return dossier_id
