"""Restricting a dossier to those named, and opening it again."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from samenhang.access.enums import Category, Regime, RestrictionReason
from samenhang.access.models import Compartment, Dossier, Grant, Participation, Restriction
from samenhang.access.rules import OWN
from samenhang.access.services.reads import require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power


@transaction.atomic
def restrict(*, actor: Actor, dossier_id: int, reason: RestrictionReason, named: Collection[int]) -> None:
    """Let only the named users read this dossier from now on; the person and their representative always may.

    The grants of everybody else are suspended, not ended: they meet somebody unnamed in their lists and can go on with
    their work. Raises NoGrant without the power, Refused(NOBODY_NAMED) with nobody named, and Refused(NOT_IN_CASE) when
    somebody named takes no part: being named opens nothing by itself.
    """
    _require_the_case(actor, dossier_id)
    if not named:
        raise Refused("NOBODY_NAMED")
    taking_part = Participation.objects.filter(dossier_id=dossier_id, end__isnull=True, user_id__in=list(named))
    if set(named) - set(taking_part.values_list("user_id", flat=True)):
        raise Refused("NOT_IN_CASE")
    Restriction.objects.filter(dossier_id=dossier_id, lifted_at__isnull=True).update(lifted_at=clock.now())
    restriction = Restriction.objects.create(
        dossier_id=dossier_id, reason=reason, since=clock.now(), decided_by_id=actor.me
    )
    restriction.named.set(named)
    grants = Grant.objects.filter(compartment__dossier_id=dossier_id).exclude(ground__startswith="break-glass:")
    grants.exclude(participation__role__in=OWN).exclude(user_id__in=list(named)).update(suspended=True)
    grants.filter(user_id__in=list(named)).update(suspended=False)
    record(
        actor,
        Act.UPDATE,
        dossier_id=dossier_id,
        object_type="Restriction",
        object_id=restriction.pk,
        detail={"reason": reason, "named": sorted(named)},
    )


@transaction.atomic
def lift_restriction(*, actor: Actor, dossier_id: int) -> None:
    """Open the dossier again for everybody who has a grant. Raises Refused(NOT_RESTRICTED) when it is not restricted."""
    _require_the_case(actor, dossier_id)
    if not Restriction.objects.filter(dossier_id=dossier_id, lifted_at__isnull=True).update(lifted_at=clock.now()):
        raise Refused("NOT_RESTRICTED")
    Grant.objects.filter(compartment__dossier_id=dossier_id, suspended=True).update(suspended=False)
    record(actor, Act.UPDATE, dossier_id=dossier_id, object_type="Restriction", detail={"lifted": True})


def _require_the_case(actor: Actor, dossier_id: int) -> None:
    """Only somebody who may change the case decides who may find the person."""
    require(actor, Power.RESTRICT_PEOPLE)
    Dossier.objects.select_for_update().get(pk=dossier_id)
    compartment = Compartment.objects.get(dossier_id=dossier_id, regime=Regime.CONSENT, recipient__isnull=True)
    require_grant(actor, compartment.pk, Category.PLAN_GOALS)
