"""Households: who shares a home, from when until when. The plan of a household hangs on its dossier."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.enums import Category, DossierKind
from samenhang.access.services import open_dossier, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.people.models import Household, HouseholdMember, Person


@transaction.atomic
def share_home(*, actor: Actor, person_id: int, with_person_id: int, start: date) -> int:
    """Say that two people share a home from a day on; returns the household.

    Either of them may live in a household already: the other one joins it. Raises NoGrant unless the actor may write who
    both are, Refused(SAME_PERSON), Refused(IN_THIS_HOUSEHOLD) and Refused(IN_ANOTHER_HOUSEHOLD).
    """
    if person_id == with_person_id:
        raise Refused("SAME_PERSON")
    dossiers = {pk: _writable_dossier(actor, pk) for pk in (person_id, with_person_id)}
    homes = _current(dossiers)
    if len(homes) == 2:
        raise Refused("IN_THIS_HOUSEHOLD" if len(set(homes.values())) == 1 else "IN_ANOTHER_HOUSEHOLD")
    if homes:
        household_id = next(iter(homes.values()))
    else:
        compartment = open_dossier(actor=actor, kind=DossierKind.HOUSEHOLD)
        household_id = Household.objects.create(dossier_id=compartment.dossier_id).pk
    for pk, dossier_id in dossiers.items():
        if pk not in homes:
            HouseholdMember.objects.create(household_id=household_id, person_id=pk, start=start)
            _log(actor, Act.CREATE, household_id, dossier_id)
    return household_id


@transaction.atomic
def leave_home(*, actor: Actor, person_id: int, on: date) -> None:
    """Say that somebody no longer lives in their household from a day on; that they did stays known.

    Raises NoGrant, Refused(NO_HOUSEHOLD), and Refused(ENDS_BEFORE_START) for a day before they came.
    """
    dossier_id = _writable_dossier(actor, person_id)
    member = HouseholdMember.objects.select_for_update().filter(person_id=person_id, end__isnull=True).first()
    if member is None:
        raise Refused("NO_HOUSEHOLD")
    if on <= member.start:
        raise Refused("ENDS_BEFORE_START")
    member.end = on
    member.save(update_fields=["end"])
    _log(actor, Act.END, member.household_id, dossier_id)


def _writable_dossier(actor: Actor, person_id: int) -> int:
    where = Person.objects.for_rule("the compartment of the grant on the next line").filter(pk=person_id)
    compartment_id = where.values_list("compartment_id", flat=True).first()
    if compartment_id is None:
        raise NoGrant("NO_GRANT")
    return require_grant(actor, compartment_id, Category.ID_CONTACT)


def _current(person_ids: dict[int, int]) -> dict[int, int]:
    rows = HouseholdMember.objects.select_for_update().filter(person_id__in=list(person_ids), end__isnull=True)
    return dict(rows.values_list("person_id", "household_id"))


def _log(actor: Actor, act: Act, household_id: int, dossier_id: int) -> None:
    record(
        actor,
        act,
        dossier_id=dossier_id,
        object_type="Household",
        object_id=household_id,
        categories=int(Category.ID_CONTACT),
    )
