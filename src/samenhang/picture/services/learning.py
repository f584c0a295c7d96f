"""Letting others learn from an incident: a lesson without anybody in it leaves, and nothing else (rows 10 and 104)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from samenhang.access.enums import Category, Purpose
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.base.naming import check_names
from samenhang.directory.selectors import municipalities, organisations_by_kind
from samenhang.people.selectors import close_ones
from samenhang.people.services import change_fact, names_nobody, values_of
from samenhang.picture.models import Incident
from samenhang.picture.services.facts import INCIDENT

_DAY = re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)?\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b")


@dataclass(frozen=True)
class Lesson:
    """Everything that leaves: the kind of incident, how severe, and the lesson. No day, no place, nobody."""

    kind: str
    severity: int
    text: str


@transaction.atomic
def write_lesson(*, actor: Actor, incident_id: int, text: str) -> int:
    """Write down what others can learn; returns the id under which the incident is kept now.

    Raises NoGrant, and Refused(NAMES_SOMEBODY, NAMES_A_PLACE, NAMES_A_DAY) when the text would let somebody be recognised.
    """
    row = _incident(actor, incident_id, Purpose.CARE_COORDINATION)
    _check(actor, row.person_id, text)
    return change_fact(actor=actor, kind=INCIDENT, fact_id=row.pk, values={**values_of(row), "lesson": text.strip()})


@transaction.atomic
def for_learning(*, actor: Actor, incident_id: int, purpose: Purpose) -> Lesson:
    """Let the lesson of an incident leave; that it left is written down. Raises NoGrant and Refused(LESSON_MISSING)."""
    row = _incident(actor, incident_id, purpose)
    if not row.lesson:
        raise Refused("LESSON_MISSING")
    _check(actor, row.person_id, row.lesson)
    record(
        actor,
        Act.EXPORT,
        dossier_id=row.compartment.dossier_id,
        object_type="Lesson",
        object_id=row.pk,
        categories=int(Category.INCIDENT),
        purpose=purpose,
    )
    return Lesson(row.kind, row.severity, row.lesson)


def _incident(actor: Actor, incident_id: int, purpose: Purpose) -> Any:
    rows = Incident.objects.visible_to(actor, purpose=purpose).filter(pk=incident_id)
    row = rows.select_related("compartment").first()
    if row is None:
        raise NoGrant("NO_GRANT")
    return row


def _check(actor: Actor, person_id: int, text: str) -> None:
    names_nobody(actor=actor, text=text, births=True)
    check_names(text, (c.name for c in close_ones(actor, [person_id], purpose=Purpose.CARE_COORDINATION)))
    flat = text.casefold()
    places = [m.name for m in municipalities()] + [name for _pk, name, _kind in organisations_by_kind()]
    if any(place.casefold() in flat for place in places):
        raise Refused("NAMES_A_PLACE")
    if _DAY.search(text):
        raise Refused("NAMES_A_DAY")
