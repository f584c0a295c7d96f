"""Moral deliberation about somebody: opened around a dilemma, grounded together, and looked at again (seed 004; R-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import Category, Purpose
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences.enums import Dilemma
from samenhang.conferences.models import MoralDeliberation
from samenhang.conferences.selectors import conference
from samenhang.conferences.services.common import check_version, locked, log
from samenhang.people.services import require_person


@dataclass(frozen=True)
class DeliberationValues:
    """The dilemma, who weighs it, when, and when it is looked at again."""

    about: Dilemma
    dilemma: str
    held_on: date
    attendees: str
    evaluate_on: date
    led_by: str = ""
    grounds: str = ""


@transaction.atomic
def deliberate(
    *,
    actor: Actor,
    person_id: int,
    compartment_id: int,
    values: DeliberationValues,
    conference_id: int | None = None,
    today: date,
) -> int:
    """Open a moral deliberation about somebody, of a conference when one led to it; returns its id.

    It lives where its conference lives. Raises Refused(NOTHING_SAID, WHO_MISSING, ENDS_BEFORE_START).
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS)
    if conference_id is not None:
        row = conference(actor, person_id, conference_id, purpose=Purpose.CARE_COORDINATION)
        if row is None:
            raise NoGrant("NO_GRANT")
        compartment_id = row.compartment_id
        require_grant(actor, compartment_id, Category.PLAN_GOALS)
    _check(values)
    made = MoralDeliberation(
        person_id=person_id, compartment_id=compartment_id, conference_id=conference_id, **_fields(values)
    )
    MoralDeliberation.objects.write([made])
    log(actor, Act.CREATE, made, dossier_id, about=values.about)
    return made.pk


@transaction.atomic
def change_deliberation(
    *, actor: Actor, deliberation_id: int, values: DeliberationValues, expected_version: int
) -> None:
    """Change the dilemma, the joint grounds or the days. Raises Refused(DELIBERATION_EVALUATED), Conflict(CHANGED_MEANWHILE)."""
    row, dossier_id = locked(MoralDeliberation, deliberation_id, actor)
    if row.evaluated_on is not None:
        raise Refused("DELIBERATION_EVALUATED")
    _check(values)
    check_version(row, expected_version)
    for name, value in _fields(values).items():
        setattr(row, name, value)
    row.save()
    log(actor, Act.UPDATE, row, dossier_id)


@transaction.atomic
def evaluate_deliberation(*, actor: Actor, deliberation_id: int, on: date, evaluation: str, today: date) -> None:
    """Look back at what the joint grounds brought. Raises Refused(DELIBERATION_EVALUATED, IN_THE_FUTURE, NOTHING_SAID)."""
    row, dossier_id = locked(MoralDeliberation, deliberation_id, actor)
    if row.evaluated_on is not None:
        raise Refused("DELIBERATION_EVALUATED")
    if on > today:
        raise Refused("IN_THE_FUTURE")
    if len(evaluation.strip()) < 10:
        raise Refused("NOTHING_SAID")
    row.evaluated_on, row.evaluation = on, evaluation.strip()
    row.version += 1
    row.save()
    log(actor, Act.END, row, dossier_id)


def _check(values: DeliberationValues) -> None:
    if len(values.dilemma.strip()) < 10:
        raise Refused("NOTHING_SAID")
    if not values.attendees.strip():
        raise Refused("WHO_MISSING")
    if values.evaluate_on <= values.held_on:
        raise Refused("ENDS_BEFORE_START")


def _fields(values: DeliberationValues) -> dict[str, object]:
    return {n: v.strip() if isinstance(v, str) else v for n, v in vars(values).items()}
