"""Opening dossiers, taking part in a case, and the grants that follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from samenhang.access.enums import CaseRole, Category, DossierKind, Regime
from samenhang.access.models import Compartment, Dossier, Grant, Participation, Restriction
from samenhang.access.rules import OPENS, OWN, RULE_VERSION, RULES, WRITES
from samenhang.access.services.reads import require
from samenhang.audit.enums import Act
from samenhang.audit.services import record, record_many
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import works_there


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
    ground: str = "",
    until: date | None = None,
    opens: Category | None = None,
) -> Participation:
    """Let a person or a team take part in a case; the role's grants start with it.

    With a ``ground`` (the consent that a role asks for) the grants end when that falls away, and on the day ``until``.
    With ``opens`` no more than these categories of what the role opens: who reads by consent reads what was agreed to.

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
    if Dossier.objects.select_for_update().get(pk=dossier_id).closed_on is not None:
        raise Refused("CASE_CLOSED")
    moment = timezone.make_aware(datetime.combine(start, time.min))
    own = Compartment.objects.filter(dossier_id=dossier_id, regime=Regime.CONSENT, recipient__isnull=True)
    opened = OPENS[role] if opens is None else OPENS[role] & opens
    for compartment in own:
        Grant.objects.create(
            compartment=compartment,
            user_id=user_id,
            team_id=team_id,
            categories=int(opened),
            writes=int(WRITES[role] & opened),
            start=moment,
            participation=participation,
            basis="PARTICIPATION",
            rule_id=RULES[role],
            rule_version=RULE_VERSION,
            decided_by_id=actor.user_id,
            organisation_id=organisation_id,
            ground=ground,
            end=timezone.make_aware(datetime.combine(until, time.min)) if until else None,
            suspended=is_restricted_for(dossier_id, user_id),
        )
    record(
        actor,
        Act.GRANT,
        dossier_id=dossier_id,
        object_type="Participation",
        object_id=participation.pk,
        categories=int(opened),
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
    _end(Grant.objects.filter(participation=participation))
    record(actor, Act.END, dossier_id=participation.dossier_id, object_type="Participation", object_id=participation_id)


@transaction.atomic
def undo_joining(*, actor: Actor, participation_id: int, today: date) -> None:
    """Take back a participation that began today, as if nobody had sat there; its grants end now and stay readable as grants.

    A seat is held for days; what lasted less than one is no seat, and the log keeps that it was given and taken back.
    Raises Refused(ALREADY_LEFT) when it ended, Refused(ENDS_BEFORE_START) when it is older than today.
    """
    participation = Participation.objects.select_for_update().get(pk=participation_id)
    if participation.end is not None:
        raise Refused("ALREADY_LEFT")
    if participation.start < today:
        raise Refused("ENDS_BEFORE_START")
    _end(Grant.objects.filter(participation=participation))
    Grant.objects.filter(participation=participation).update(participation=None)
    record(
        actor,
        Act.END,
        dossier_id=participation.dossier_id,
        object_type="Participation",
        object_id=participation_id,
        detail={"role": participation.role, "user": participation.user_id, "taken_back": True},
    )
    participation.delete()


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
                organisation_id=p.organisation_id,
            )
            for p in participations
        ],
        batch_size=500,
    )


def is_restricted_for(dossier_id: int, user_id: int | None) -> bool:
    """Say whether this dossier is restricted and this user (a team never is one) is not among those named."""
    current = Restriction.objects.filter(dossier_id=dossier_id, lifted_at__isnull=True)
    return current.exists() and not current.filter(named=user_id).exists()


@transaction.atomic
def give_grant(
    *,
    actor: Actor,
    compartment_id: int,
    categories: Category,
    ground: str,
    basis: str,
    rule_id: str,
    rule_version: str,
    start: datetime,
    end: datetime | None,
    user_id: int | None = None,
    team_id: int | None = None,
    participation_id: int | None = None,
    organisation_id: int | None = None,
    writes: Category | None = None,
) -> int:
    """Open categories of a compartment for somebody or a team on a ground, and return the grant's id.

    ``writes`` are those of them that the holder may also change. The caller has decided through the sharing rules.
    Raises Refused(CASE_CLOSED) on a closed or shielded dossier.
    """
    # whoever closes or restricts the dossier at this moment comes before or after, never between
    Dossier.objects.select_for_update().get(compartments=compartment_id)
    compartment = Compartment.objects.select_related("dossier").get(pk=compartment_id)
    if compartment.shielded_at is not None or compartment.dossier.closed_on is not None:
        raise Refused("CASE_CLOSED")
    grant = Grant.objects.create(
        compartment=compartment,
        user_id=user_id,
        team_id=team_id,
        categories=int(categories),
        writes=int((writes or Category(0)) & categories),
        start=start,
        end=end,
        participation_id=participation_id,
        organisation_id=organisation_id,
        basis=basis,
        rule_id=rule_id,
        rule_version=rule_version,
        decided_by_id=actor.user_id,
        ground=ground,
        suspended=is_restricted_for(compartment.dossier_id, user_id) and not ground.startswith("break-glass:"),
    )
    record(
        actor,
        Act.GRANT,
        dossier_id=compartment.dossier_id,
        object_type="Grant",
        object_id=grant.pk,
        categories=int(categories),
        detail={"user": user_id, "team": team_id, "ground": ground, "rule": rule_id, "version": rule_version},
    )
    return grant.pk


def _running(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those of these grants that run, or are to run later."""
    return grants.filter(Q(end__isnull=True) | Q(end__gt=clock.now()))


def _end(grants: QuerySet[Grant]) -> None:
    """End these grants from now on; one that was to start later never runs."""
    now = clock.now()
    running = _running(grants)
    running.filter(start__gt=now).update(end=F("start"))
    running.filter(start__lte=now).update(end=now)


def end_grants(*, actor: Actor, ground: str) -> int:
    """End every grant that hangs on this ground, from now on, and return how many ended; inside a transaction."""
    running = _running(Grant.objects.filter(ground=ground))
    by_dossier: dict[int, list[int]] = {}
    for grant_id, dossier_id in running.values_list("pk", "compartment__dossier_id"):
        by_dossier.setdefault(dossier_id, []).append(grant_id)
    _end(running)
    for dossier_id, grants in by_dossier.items():
        record(
            actor,
            Act.END,
            dossier_id=dossier_id,
            object_type="Grant",
            object_id=ground,
            detail={"grants": grants},
        )
    return sum(len(g) for g in by_dossier.values())


def end_what_the_role_opened(*, actor: Actor, participation_id: int) -> int:
    """End what a participation opened by its role alone, from now on; what rests on a ground of its own stays.

    For a seat that goes on by consent only (H5). Returns how many grants ended; inside a transaction.
    """
    running = _running(Grant.objects.filter(participation_id=participation_id, ground=""))
    found = list(running.values_list("pk", "compartment__dossier_id"))
    if not found:
        return 0
    _end(running)
    record(
        actor,
        Act.END,
        dossier_id=found[0][1],
        object_type="Participation",
        object_id=participation_id,
        detail={"grants": [pk for pk, _dossier in found], "by_consent_only": True},
    )
    return len(found)


def compartment_for(*, actor: Actor, dossier_id: int, regime: Regime, recipient_id: int | None = None) -> int:
    """The compartment of a dossier under a regime, or the one of what an organisation received; opened when new.

    Inside a transaction; raises Refused(CASE_CLOSED) when it was shielded.
    """
    compartment, made = Compartment.objects.get_or_create(
        dossier_id=dossier_id, regime=regime, recipient_id=recipient_id, defaults={"since": clock.now()}
    )
    if compartment.shielded_at is not None:
        raise Refused("CASE_CLOSED")
    if made:
        record(
            actor,
            Act.CREATE,
            dossier_id=dossier_id,
            object_type="Compartment",
            object_id=compartment.pk,
            detail={"regime": regime, "recipient": recipient_id},
        )
    return compartment.pk


def shield(*, actor: Actor, compartment_id: int) -> None:
    """Let nobody read this compartment any more: its term is over or its case closed; inside a transaction."""
    _end(Grant.objects.filter(compartment_id=compartment_id))
    Compartment.objects.filter(pk=compartment_id, shielded_at__isnull=True).update(shielded_at=clock.now())
    dossier_id = Compartment.objects.values_list("dossier_id", flat=True).get(pk=compartment_id)
    record(actor, Act.END, dossier_id=dossier_id, object_type="Compartment", object_id=compartment_id)


_before_closing: list[Callable[[int, date], None]] = []


def ask_before_closing(check: Callable[[int, date], None]) -> None:
    """Let this say whether a case (its dossier) may be closed on a day, by raising Refused; called once, when the software starts."""
    if check not in _before_closing:
        _before_closing.append(check)


@transaction.atomic
def close_case(*, actor: Actor, dossier_id: int, on: date, reason: str) -> None:
    """Close a case: everybody leaves, every grant ends at once, and its compartments are shielded.

    What the person themselves may see stays open. Raises NoGrant when the actor does not direct the case, what packages
    above ask before closing (``ask_before_closing``), and Refused(CASE_CLOSED) when it is closed already (WGS 2.31 lid 8 asks for shielding; here it holds for every regime).
    """
    if not reason.strip():
        raise Refused("REASON_MISSING")
    dossier = Dossier.objects.select_for_update().get(pk=dossier_id)
    if dossier.closed_on is not None:
        raise Refused("CASE_CLOSED")
    director = Participation.objects.on(on).filter(dossier=dossier, role=CaseRole.CASE_DIRECTOR, user_id=actor.user_id)
    if not director.exists():
        raise NoGrant("ONLY_THE_DIRECTOR")
    for check in _before_closing:
        check(dossier_id, on)
    now = clock.now()
    others = Participation.objects.filter(dossier=dossier, end__isnull=True).exclude(role__in=OWN)
    _end(Grant.objects.filter(compartment__dossier=dossier).exclude(participation__role__in=OWN))
    others.filter(start__lt=on).update(end=on)
    others.filter(start__gte=on).update(end=F("start") + timedelta(days=1))
    Compartment.objects.filter(dossier=dossier, shielded_at__isnull=True).update(shielded_at=now)
    dossier.closed_on = on
    dossier.save(update_fields=["closed_on"])
    record(
        actor,
        Act.END,
        dossier_id=dossier_id,
        object_type="Dossier",
        object_id=dossier_id,
        detail={"reason": reason.strip()[:200]},
    )


@transaction.atomic
def reopen_case(*, actor: Actor, dossier_id: int, reason: str, today: date) -> None:
    """Open a closed case again for a new purpose, with the actor as case director; the old grants do not come back.

    Only for an organisation that took part before: a number alone opens nobody's case (NoGrant). Raises
    Refused(CASE_OPEN) when it was not closed and Refused(REASON_MISSING) without a purpose in words.
    """
    require(actor, Power.OPEN_CASES)
    if not reason.strip():
        raise Refused("REASON_MISSING")
    dossier = Dossier.objects.select_for_update().get(pk=dossier_id)
    if dossier.closed_on is None:
        raise Refused("CASE_OPEN")
    own = Participation.objects.filter(dossier=dossier, organisation_id__in=list(actor.organisation_ids))
    if not own.exists():
        raise NoGrant("NO_GRANT")
    dossier.closed_on = None
    dossier.save(update_fields=["closed_on"])
    Compartment.objects.filter(dossier=dossier, recipient__isnull=True).update(shielded_at=None)
    record(
        actor, Act.UPDATE, dossier_id=dossier_id, object_type="Dossier", object_id=dossier_id, detail={"reopened": True}
    )
    join_case(
        actor=actor,
        dossier_id=dossier_id,
        role=CaseRole.CASE_DIRECTOR,
        start=today,
        user_id=actor.user_id,
        organisation_id=actor.organisation_id,
    )


@dataclass(frozen=True)
class Holds:
    """Who sits in a seat of a case, for which organisation."""

    role: CaseRole
    user_id: int
    organisation_id: int | None


@transaction.atomic
def hold_again(*, actor: Actor, dossier_id: int, seats: Sequence[Holds], today: date) -> bool:
    """Let these people hold a case from today on, opened again when it was closed; seats that somebody holds stay theirs.

    The caller has decided that it must be held again. At no moment does nobody direct it: raises Refused(NOBODY_HOLDS)
    when the seat of the case director would stay empty. Returns whether the case was closed before.
    """
    dossier = Dossier.objects.select_for_update().get(pk=dossier_id)
    closed = dossier.closed_on is not None
    wanted = {s.role for s in seats}
    taken = set()
    for held in Participation.objects.on(today).filter(dossier=dossier).order_by("pk"):
        gone = held.user_id and held.organisation_id and not works_there(held.user_id, held.organisation_id, today)
        if held.role in wanted and gone and held.end is None:  # whoever left holds nothing any more
            leave_case(actor=actor, participation_id=held.pk, on=max(today, held.start + timedelta(days=1)))
        else:
            taken.add(held.role)
    if CaseRole.CASE_DIRECTOR not in taken | {s.role for s in seats}:
        raise Refused("NOBODY_HOLDS")
    if closed:
        dossier.closed_on = None
        dossier.save(update_fields=["closed_on"])
        Compartment.objects.filter(dossier=dossier, recipient__isnull=True).update(shielded_at=None)
        record(
            actor,
            Act.UPDATE,
            dossier_id=dossier_id,
            object_type="Dossier",
            object_id=dossier_id,
            detail={"reopened": True},
        )
    for seat in seats:
        if seat.role not in taken:
            join_case(
                actor=actor,
                dossier_id=dossier_id,
                role=seat.role,
                start=today,
                user_id=seat.user_id,
                organisation_id=seat.organisation_id,
            )
    return closed
