"""What a home needs: the closed list that may travel without a file (R-HOUS-01), and enrolments for hit or no hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.legal.rules import add_months
from samenhang.people.services import require_person
from samenhang.privacy.enums import HousingNeed, Programme
from samenhang.privacy.models import Enrolment, HomeNeed
from samenhang.privacy.rules import HOME_NEED_MONTHS, check_home_need


@dataclass(frozen=True)
class NewHomeNeed:
    """One thing that a home needs; minutes with NEAR_SUPPORT, areas with NOT_IN_AREA."""

    code: HousingNeed
    minutes: int | None = None
    areas: tuple[str, ...] = ()


@transaction.atomic
def set_home_needs(
    *, actor: Actor, person_id: int, compartment_id: int, needs: Sequence[NewHomeNeed], today: date
) -> None:
    """Make these the needs of a home from today; what is no longer among them ends, and stays in the history.

    Raises NoGrant without a grant to write them and Refused when the list is not used as meant.
    """
    dossier_id = require_person(
        actor, person_id=person_id, compartment_id=compartment_id, category=Category.HOUSING_NEEDS
    )
    for need in needs:
        check_home_need(need.code, need.minutes, need.areas)
    if len({n.code for n in needs}) != len(needs):
        raise Refused("NEED_TWICE")
    rows = HomeNeed.objects.for_rule("the needs of a home are replaced as a whole").filter(
        person_id=person_id, ended_on__isnull=True
    )
    rows.update(ended_on=today)
    HomeNeed.objects.write(
        [
            HomeNeed(
                person_id=person_id,
                compartment_id=compartment_id,
                code=need.code,
                minutes=need.minutes,
                areas=list(need.areas),
                noted_on=today,
                noted_by_id=actor.me,
                review_on=add_months(today, HOME_NEED_MONTHS),
            )
            for need in needs
        ]
    )
    record(
        actor,
        Act.UPDATE,
        dossier_id=dossier_id,
        object_type="HomeNeed",
        object_id=person_id,
        categories=int(Category.HOUSING_NEEDS),
        detail={"count": len(needs)},
    )


@transaction.atomic
def enrol(
    *,
    actor: Actor,
    person_id: int,
    compartment_id: int,
    programme: Programme,
    organisation_id: int,
    contact: str,
    start: date,
) -> int:
    """Record in which way of working somebody is known, and whom to call; returns the id. Raises Refused(ALREADY_KNOWN)."""
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS)
    known = Enrolment.objects.for_rule("the same enrolment is recorded once").filter(
        person_id=person_id, programme=programme, organisation_id=organisation_id, end__isnull=True
    )
    if known.exists():
        raise Refused("ALREADY_KNOWN")
    enrolment = Enrolment(
        person_id=person_id,
        compartment_id=compartment_id,
        programme=programme,
        organisation_id=organisation_id,
        contact=contact.strip(),
        start=start,
    )
    Enrolment.objects.write([enrolment])
    record(
        actor,
        Act.CREATE,
        dossier_id=dossier_id,
        object_type="Enrolment",
        object_id=enrolment.pk,
        categories=int(Category.ID_CONTACT),
        detail={"programme": programme},
    )
    return enrolment.pk
