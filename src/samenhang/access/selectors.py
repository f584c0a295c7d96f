"""Questions about access: who can see this, why, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from samenhang.access.enums import Category
from samenhang.access.models import Grant, Participation
from samenhang.base import clock
from samenhang.base.actor import Actor


@dataclass(frozen=True)
class Knows:
    """Somebody who may read something: who, what, on which ground, until when."""

    who: str
    organisation: str
    categories: Category
    basis: str
    rule_id: str
    start: datetime
    end: datetime | None


@dataclass(frozen=True)
class TakesPart:
    """Somebody who takes part in a case now."""

    participation_id: int
    role: str
    who: str
    organisation: str
    since: date
    user_id: int | None


def may_read(actor: Actor, compartment_id: int, category: Category) -> bool:
    """The decision about one compartment, as the door takes it for a set."""
    from samenhang.access.door import granted

    return granted(actor, category).filter(compartment_id=compartment_id).exists()


def who_knows(dossier_id: int) -> list[Knows]:
    """Everybody with a current grant on this dossier."""
    now = clock.now()
    rows = (
        Grant.objects.filter(compartment__dossier_id=dossier_id)
        .filter(Q(end__isnull=True) | Q(end__gt=now), start__lte=now)
        .select_related("user", "team__organisation", "participation__organisation")
        .order_by("id")
    )
    return [
        Knows(
            who=g.user.name if g.user else g.team.name if g.team else "",
            organisation=_organisation(g),
            categories=Category(g.categories),
            basis=g.basis,
            rule_id=g.rule_id,
            start=g.start,
            end=g.end,
        )
        for g in rows
    ]


def _organisation(grant: Grant) -> str:
    if grant.participation and grant.participation.organisation:
        return grant.participation.organisation.name
    return grant.team.organisation.name if grant.team else ""


def taking_part(dossier_id: int, today: date) -> list[TakesPart]:
    """Everybody who takes part in this case today, the case director first."""
    rows = (
        Participation.objects.on(today)
        .filter(dossier_id=dossier_id)
        .select_related("user", "team", "organisation")
        .order_by("role", "id")
    )
    return [
        TakesPart(
            participation_id=p.pk,
            role=p.role,
            who=p.user.name if p.user else p.team.name if p.team else "",
            organisation=p.organisation.name if p.organisation else "",
            since=p.start,
            user_id=p.user_id,
        )
        for p in rows
    ]


def caseload(actor: Actor, today: date) -> set[int]:
    """The dossiers in which this actor takes part in person today."""
    return set(Participation.objects.on(today).filter(user_id=actor.user_id).values_list("dossier_id", flat=True))


def case_roles(dossier_ids: set[int], today: date) -> dict[int, set[str]]:
    """The roles that are filled today, per dossier."""
    found: dict[int, set[str]] = {}
    rows = Participation.objects.on(today).filter(dossier_id__in=list(dossier_ids))
    for dossier_id, role in rows.values_list("dossier_id", "role"):
        found.setdefault(dossier_id, set()).add(role)
    return found


def may_write(actor: Actor, compartment_id: int, category: Category) -> bool:
    """Say whether this actor may change facts of this category here: the twin of ``services.require_grant``."""
    from samenhang.access.door import granted

    return granted(actor, category, write=True).filter(compartment_id=compartment_id).exists()
