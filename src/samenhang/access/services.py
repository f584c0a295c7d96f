"""Opening dossiers, taking part in a case, and the grants that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samenhang.access.door import granted
from samenhang.access.enums import CaseRole, Category, DossierKind, Purpose, Regime
from samenhang.access.models import Compartment, Dossier, Grant, Participation
from samenhang.access.rules import OPENS, RULE_VERSION, RULES, WRITES
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused


def open_dossier(
    *, actor: Actor, kind: DossierKind = DossierKind.PERSON, regime: Regime = Regime.CONSENT
) -> Compartment:
    """Open a dossier with its first compartment; must run inside the transaction that fills it."""
    dossier = Dossier.objects.create(kind=kind, opened_at=clock.now())
    compartment = Compartment.objects.create(dossier=dossier, regime=regime)
    record(actor, Act.CREATE, dossier_id=dossier.pk, object_type="Dossier", object_id=dossier.pk)
    return compartment


@transaction.atomic
def join_case(
    *,
    actor: Actor,
    dossier_id: int,
    role: CaseRole,
    start: date,
    user_id: int | None = None,
    team_id: int | None = None,
    organisation_id: int | None = None,
) -> Participation:
    """Let a person or a team take part in a case; the role's grants start with it.

    Raises Refused(ALREADY_TAKES_PART) when the same participation is current, Refused(SEAT_TAKEN) when the case
    already has a case director or file holder.
    """
    current = Participation.objects.filter(dossier_id=dossier_id, role=role, end__isnull=True)
    same = Q(user_id=user_id) if user_id is not None else Q(team_id=team_id)
    if current.filter(same).exists():
        raise Refused("ALREADY_TAKES_PART")
    if role in {CaseRole.CASE_DIRECTOR, CaseRole.FILE_HOLDER} and current.exists():
        raise Refused("SEAT_TAKEN")
    participation = Participation.objects.create(
        dossier_id=dossier_id, role=role, user_id=user_id, team_id=team_id, organisation_id=organisation_id, start=start
    )
    moment = timezone.make_aware(datetime.combine(start, time.min))
    for compartment in Compartment.objects.filter(dossier_id=dossier_id, regime=Regime.CONSENT):
        Grant.objects.create(
            compartment=compartment,
            user_id=user_id,
            team_id=team_id,
            categories=int(OPENS[role]),
            writes=int(WRITES[role]),
            start=moment,
            participation=participation,
            basis="PARTICIPATION",
            rule_id=RULES[role],
            rule_version=RULE_VERSION,
            decided_by_id=actor.user_id,
        )
    record(
        actor,
        Act.GRANT,
        dossier_id=dossier_id,
        object_type="Participation",
        object_id=participation.pk,
        categories=int(OPENS[role]),
        detail={"role": role, "user": user_id, "team": team_id},
    )
    return participation


@transaction.atomic
def leave_case(*, actor: Actor, participation_id: int, on: date) -> None:
    """End a participation and every grant that followed from it, from now on."""
    participation = Participation.objects.select_for_update().get(pk=participation_id)
    if participation.end is not None:
        raise Refused("ALREADY_LEFT")
    if on <= participation.start:
        raise Refused("ENDS_BEFORE_START")
    Participation.objects.filter(pk=participation_id).update(end=on)
    Grant.objects.filter(participation=participation, end__isnull=True).update(end=clock.now())
    record(actor, Act.END, dossier_id=participation.dossier_id, object_type="Participation", object_id=participation_id)


@contextmanager
def reading(
    actor: Actor,
    *,
    purpose: Purpose,
    what: str,
    categories: Category,
    dossier_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Iterator[dict[str, Any]]:
    """Read personal facts and write the line that says so, in one transaction: without the line there is no read.

    Yields a dictionary to which the reader adds what became known while reading (such as the dossiers of a list).
    Nothing is logged when the read fails.
    """
    extra: dict[str, Any] = dict(detail or {})
    with transaction.atomic():
        yield extra
        record(
            actor,
            Act.READ,
            dossier_id=dossier_id,
            object_type=what,
            categories=int(categories),
            purpose=purpose,
            detail=extra,
        )


@contextmanager
def reading_person(
    actor: Actor, *, purpose: Purpose, what: str, categories: Category
) -> Iterator[Callable[[int], None]]:
    """Like :func:`reading`, for a page that learns whose dossier it is while reading; yields a function to say so.

    Raises RuntimeError, and thereby rolls back, when a page was read without saying whose it was.
    """
    opened: list[int] = []
    with transaction.atomic():
        yield opened.append
        if len(opened) != 1:
            raise RuntimeError("a read of personal facts must say whose they are")
        record(actor, Act.READ, dossier_id=opened[0], object_type=what, categories=int(categories), purpose=purpose)


@contextmanager
def recording_export(actor: Actor, *, what: str, categories: Category, dossier_id: int | None = None) -> Iterator[None]:
    """Let personal facts leave as a file and write the line that says so, in one transaction."""
    with transaction.atomic():
        yield
        record(actor, Act.EXPORT, dossier_id=dossier_id, object_type=what, categories=int(categories))


def require(actor: Actor, power: str) -> None:
    """Raise NoGrant unless one of the actor's roles gives this power."""
    if not actor.can(power):
        raise NoGrant("NO_POWER", power=power)


def require_grant(actor: Actor, compartment_id: int, category: Category, *, write: bool = True) -> int:
    """Raise NoGrant unless the actor may write (or, with ``write`` False, read) this category here now.

    Returns the dossier of the compartment, so that the audit line stands on the dossier that was really touched.
    """
    if not granted(actor, category, write=write).filter(compartment_id=compartment_id).exists():
        raise NoGrant("NO_GRANT", category=category.name)
    return Compartment.objects.values_list("dossier_id", flat=True).get(pk=compartment_id)


def denied(actor: Actor, *, what: str, object_id: object) -> None:
    """Write down that somebody asked for what they may not see, or what does not exist: the two are written alike."""
    with transaction.atomic():
        record(actor, Act.DENIED, object_type=what, object_id=object_id, outcome="DENIED")


def open_dossiers(*, actor: Actor, count: int) -> list[Compartment]:
    """Open many dossiers of persons at once, each with its first compartment and its line; inside a transaction."""
    dossiers = Dossier.objects.bulk_create(
        [Dossier(kind=DossierKind.PERSON, opened_at=clock.now()) for _ in range(count)], batch_size=500
    )
    record_many(
        actor,
        [{"act": Act.CREATE, "dossier_id": d.pk, "object_type": "Dossier", "object_id": d.pk} for d in dossiers],
    )
    return Compartment.objects.bulk_create(
        [Compartment(dossier=d, regime=Regime.CONSENT) for d in dossiers], batch_size=500
    )


@dataclass(frozen=True)
class Joining:
    """One participation to be made by :func:`join_cases`."""

    compartment_id: int
    dossier_id: int
    role: CaseRole
    start: date
    user_id: int | None = None
    team_id: int | None = None
    organisation_id: int | None = None


def join_cases(*, actor: Actor, joinings: Sequence[Joining]) -> None:
    """Many new participations and their grants at once (imports, generated regions); inside a transaction."""
    compartments = {j.dossier_id: j.compartment_id for j in joinings}
    participations = Participation.objects.bulk_create(
        [
            Participation(
                dossier_id=j.dossier_id,
                role=j.role,
                user_id=j.user_id,
                team_id=j.team_id,
                organisation_id=j.organisation_id,
                start=j.start,
            )
            for j in joinings
        ],
        batch_size=500,
    )
    record_many(
        actor,
        [
            {
                "act": Act.GRANT,
                "dossier_id": p.dossier_id,
                "object_type": "Participation",
                "object_id": p.pk,
                "categories": int(OPENS[CaseRole(p.role)]),
                "detail": {"role": p.role, "user": p.user_id, "team": p.team_id},
            }
            for p in participations
        ],
    )
    Grant.objects.bulk_create(
        [
            Grant(
                compartment_id=compartments[p.dossier_id],
                user_id=p.user_id,
                team_id=p.team_id,
                categories=int(OPENS[CaseRole(p.role)]),
                writes=int(WRITES[CaseRole(p.role)]),
                start=timezone.make_aware(datetime.combine(p.start, time.min)),
                participation=p,
                basis="PARTICIPATION",
                rule_id=RULES[CaseRole(p.role)],
                rule_version=RULE_VERSION,
                decided_by_id=actor.user_id,
            )
            for p in participations
        ],
        batch_size=500,
    )
