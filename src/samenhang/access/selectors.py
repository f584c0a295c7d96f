"""Questions about access: who can see this, why, until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from samenhang.access.door import granted, suspended
from samenhang.access.enums import CaseRole, Category, Regime
from samenhang.access.models import BreakGlass, Compartment, Dossier, Grant, Participation, Restriction
from samenhang.access.rules import OWN
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.directory.enums import Power
from samenhang.directory.models import Membership


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
    ground: str = ""
    suspended: bool = False
    recipient: str = ""


@dataclass(frozen=True)
class TakesPart:
    """Somebody who takes part in a case now."""

    participation_id: int
    role: str
    who: str
    organisation: str
    since: date
    user_id: int | None
    organisation_id: int | None = None
    team_id: int | None = None


def may_read(actor: Actor, compartment_id: int, category: Category) -> bool:
    """The decision about one compartment, as the door takes it for a set."""
    return granted(actor, category).filter(compartment_id=compartment_id).exists()


def who_knows(dossier_id: int) -> list[Knows]:
    """Everybody with a current grant on this dossier."""
    now = clock.now()
    rows = (
        Grant.objects.filter(compartment__dossier_id=dossier_id)
        .filter(Q(end__isnull=True) | Q(end__gt=now), start__lte=now)
        .select_related("user", "team__organisation", "organisation", "compartment__recipient")
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
            ground=g.ground,
            suspended=g.suspended,
            recipient=g.compartment.recipient.name if g.compartment.recipient else "",
        )
        for g in rows
    ]


def _organisation(grant: Grant) -> str:
    if grant.compartment.recipient:
        return grant.compartment.recipient.name
    if grant.organisation:
        return grant.organisation.name
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
            organisation_id=p.organisation_id,
            team_id=p.team_id,
        )
        for p in rows
    ]


def in_the_case(dossier_id: int) -> set[int]:
    """Who takes part in this case without an end: whoever may be told something that leads to it."""
    rows = Participation.objects.filter(dossier_id=dossier_id, end__isnull=True, user__isnull=False)
    return set(rows.values_list("user_id", flat=True))


def opened_by(participation_id: int) -> Category:
    """What the grants of a participation open now."""
    now, found = clock.now(), Category(0)
    rows = Grant.objects.filter(participation_id=participation_id, suspended=False, start__lte=now)
    for categories in rows.filter(Q(end__isnull=True) | Q(end__gt=now)).values_list("categories", flat=True):
        found |= Category(categories)
    return found


def grounds_of(participation_id: int) -> set[str]:
    """On what the grants rest that run with a participation."""
    rows = Grant.objects.filter(participation_id=participation_id)
    return set(rows.filter(Q(end__isnull=True) | Q(end__gt=clock.now())).values_list("ground", flat=True))


@dataclass(frozen=True)
class Seat:
    """Who sat in a role of a case, from when until when."""

    participation_id: int
    role: str
    who: str
    organisation: str
    start: date
    end: date | None
    user_id: int | None
    organisation_id: int | None


def seats(dossier_id: int, roles: Collection[str]) -> list[Seat]:
    """Everybody who sits or sat in one of these roles of a case, the newest first; for a page entered through the door."""
    rows = Participation.objects.filter(dossier_id=dossier_id, role__in=list(roles)).order_by("-start", "-id")
    return [
        Seat(
            p.pk,
            p.role,
            p.user.name if p.user else p.team.name if p.team else "",
            p.organisation.name if p.organisation else "",
            p.start,
            p.end,
            p.user_id,
            p.organisation_id,
        )
        for p in rows.select_related("user", "team", "organisation")
    ]


def seated(dossier_ids: Collection[int], roles: Collection[str], today: date) -> dict[int, list[Seat]]:
    """Who sits today in one of these roles of each of these cases, in one question; to tell or to call them, never to show a case."""
    rows = Participation.objects.on(today).filter(dossier_id__in=list(dossier_ids), role__in=list(roles))
    found: dict[int, list[Seat]] = {}
    for v in rows.order_by("role", "id").values_list(
        "dossier_id", "id", "role", "user__name", "organisation__name", "start", "end", "user_id", "organisation_id"
    ):
        found.setdefault(v[0], []).append(Seat(v[1], v[2], v[3] or "", v[4] or "", *v[5:]))
    return found


def workload(user_ids: Collection[int], today: date, roles: Collection[str]) -> dict[int, int]:
    """For how many people each of these colleagues sits in one of these roles today: a number, never who."""
    rows = Participation.objects.on(today).filter(user_id__in=list(user_ids), role__in=list(roles))
    return {v["user_id"]: v["n"] for v in rows.values("user_id").annotate(n=Count("dossier_id", distinct=True))}


def caseload(actor: Actor, today: date) -> set[int]:
    """The dossiers in which this actor takes part in person today."""
    return set(Participation.objects.on(today).filter(user_id=actor.user_id).values_list("dossier_id", flat=True))


@Kept
def _cases_since(reader: Actor, category: Category) -> QuerySet:
    rows = Participation.objects.filter(
        dossier_id__in=GivenIds("dossiers"), dossier__compartments__in=granted(reader, category)
    )
    return rows.values_list("dossier_id").annotate(first=Min("start"))


def cases_since(actor: Actor, dossier_ids: Collection[int], category: Category) -> dict[int, date]:
    """Since when somebody takes part in each of these cases where the actor may read this: what a clock counts from."""
    return dict(_cases_since.rows(actor.reader, category, dossiers=dossier_ids))


@Kept
def _own_cases() -> QuerySet:
    seats = Participation.objects.on(GivenDay("today"))
    mine = seats.filter(user_id__in=GivenIds("me")).values("dossier_id")
    return seats.filter(dossier_id__in=mine).values_list("dossier_id", "role")


def own_cases(actor: Actor, today: date) -> dict[int, set[str]]:
    """The dossiers in which this actor takes part in person today, with every role that is filled there."""
    found: dict[int, set[str]] = {}
    for dossier_id, role in _own_cases.rows(me=[actor.user_id or 0], today=today):
        found.setdefault(dossier_id, set()).add(role)
    return found


def may_write(actor: Actor, compartment_id: int, category: Category) -> bool:
    """Say whether this actor may change facts of this category here: the twin of ``services.require_grant``."""
    return granted(actor, category, write=True).filter(compartment_id=compartment_id).exists()


def own_dossier(actor: Actor, today: date) -> tuple[int, int, str] | None:
    """The dossier and compartment that are the actor's own, and as whom (client or representative); None without one."""
    mine = (
        Participation.objects.on(today)
        .filter(user_id=actor.user_id, role__in=[r.value for r in OWN])
        .order_by("role", "id")
        .values_list("dossier_id", "role")
        .first()
    )
    if actor.user_id is None or mine is None:
        return None
    compartment = Compartment.objects.get(dossier_id=mine[0], regime=Regime.CONSENT, recipient__isnull=True)
    return mine[0], compartment.pk, mine[1]


def running_since() -> dict[int, date]:
    """Since when each case runs that is not closed, for counts over everybody."""
    rows = Participation.objects.filter(dossier__closed_on__isnull=True)
    return dict(rows.values_list("dossier_id").annotate(first=Min("start")))


def caseloads(today: date) -> dict[int, set[int]]:
    """For everybody who takes part in a case in person: their dossiers, for the report on unusual reading."""
    found: dict[int, set[int]] = {}
    rows = Participation.objects.on(today).filter(user__isnull=False)
    for user_id, dossier_id in rows.values_list("user_id", "dossier_id"):
        found.setdefault(user_id, set()).add(dossier_id)
    return found


@dataclass(frozen=True)
class Met:
    """A restricted person whom somebody meets in a list: that there is one, and who directs the case; nothing else."""

    director: str
    organisation: str


def met_in_lists(actor: Actor, today: date) -> list[Met]:
    """The restricted people whom this actor would see if they were not restricted, in no order that tells who is who."""
    directs = Participation.objects.on(today).filter(role=CaseRole.CASE_DIRECTOR, dossier_id=OuterRef("dossier_id"))
    rows = Compartment.objects.filter(pk__in=suspended(actor), regime=Regime.CONSENT, recipient__isnull=True).annotate(
        director=Subquery(directs.values("user__name")[:1]),
        directing=Subquery(directs.values("organisation__name")[:1]),
    )
    return sorted(
        (Met(name or "", organisation or "") for name, organisation in rows.values_list("director", "directing")),
        key=lambda m: (m.director, m.organisation),
    )


@dataclass(frozen=True)
class RestrictionRow:
    """That a dossier is restricted now, why, since when, and to whom."""

    reason: str
    since: datetime
    decided_by: str
    named: tuple[tuple[int, str], ...]


def restriction_of(dossier_id: int) -> RestrictionRow | None:
    """The restriction of a dossier that runs now; for a screen that has entered the dossier through the door."""
    row = (
        Restriction.objects.filter(dossier_id=dossier_id, lifted_at__isnull=True)
        .select_related("decided_by")
        .prefetch_related("named")
        .first()
    )
    if row is None:
        return None
    return RestrictionRow(row.reason, row.since, row.decided_by.name, tuple((u.pk, u.name) for u in row.named.all()))


def owners_of_files() -> frozenset[int]:
    """Who signs in, or signed in, as the person a dossier is about or for them: where no client may be named."""
    rows = Participation.objects.filter(role__in=[r.value for r in OWN], user__isnull=False)
    return frozenset(rows.values_list("user_id", flat=True))


def restricted_dossiers() -> frozenset[int]:
    """The dossiers that are restricted now, by number only: for the report on unusual reading."""
    return frozenset(Restriction.objects.filter(lifted_at__isnull=True).values_list("dossier_id", flat=True))


@dataclass(frozen=True)
class EmergencyRow:
    """An emergency access: who opened which dossier, why, until when, and what the review said."""

    id: int
    dossier_id: int
    user_id: int
    who: str
    reason: str
    explanation: str
    opened_at: datetime
    ends_at: datetime
    running: bool
    tell_client: bool
    why_not_told: str
    review_due: date
    reviewed_by: str
    outcome: str
    review_note: str


def _emergency(row: BreakGlass, now: datetime) -> EmergencyRow:
    return EmergencyRow(
        id=row.pk,
        dossier_id=row.compartment.dossier_id,
        user_id=row.user_id,
        who=row.user.name,
        reason=row.reason,
        explanation=row.explanation,
        opened_at=row.opened_at,
        ends_at=row.ends_at,
        running=row.closed_at is None and row.reviewed_at is None and row.ends_at > now,
        tell_client=row.tell_client,
        why_not_told=row.why_not_told,
        review_due=row.review_due,
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        outcome=row.outcome,
        review_note=row.review_note,
    )


def emergencies(*, actor: Actor, open_only: bool = False) -> list[EmergencyRow]:
    """Every emergency access, those that wait for review first; only for who reviews them (NoGrant otherwise)."""
    if not actor.can(Power.REVIEW_ACCESS):
        raise NoGrant("NO_POWER", power=Power.REVIEW_ACCESS)
    rows = BreakGlass.objects.for_rule("the reviewer must know why a dossier was opened, and takes no part in it")
    if open_only:
        rows = rows.filter(reviewed_at__isnull=True)
    now = clock.now()
    rows = rows.select_related("user", "reviewed_by", "compartment").order_by(
        F("reviewed_at").desc(nulls_first=True), "-id"
    )
    return [_emergency(r, now) for r in rows[:200]]


def running_emergencies(actor: Actor) -> list[EmergencyRow]:
    """The emergency accesses that this actor has open now, the newest first."""
    now = clock.now()
    rows = BreakGlass.objects.for_rule("the reader sees their own emergency access on every page").filter(
        user_id=actor.user_id, ends_at__gt=now, closed_at__isnull=True, reviewed_at__isnull=True
    )
    return [_emergency(r, now) for r in rows.select_related("user", "reviewed_by", "compartment").order_by("-id")]


def open_emergencies(actor: Actor) -> frozenset[int]:
    """The dossiers that this actor opened in an emergency and may read at this moment."""
    now = clock.now()
    rows = BreakGlass.objects.for_rule("every read in an emergency is logged as one").filter(
        user_id=actor.user_id, ends_at__gt=now, closed_at__isnull=True, reviewed_at__isnull=True
    )
    return frozenset(rows.values_list("compartment__dossier_id", flat=True))


def emergencies_of(dossier_id: int) -> list[EmergencyRow]:
    """Every emergency access to one dossier, for a screen that has entered it through the door."""
    rows = BreakGlass.objects.for_rule("who looked at this person, shown to who may see the person")
    now = clock.now()
    rows = rows.filter(compartment__dossier_id=dossier_id).select_related("user", "reviewed_by", "compartment")
    return [_emergency(r, now) for r in rows.order_by("-id")]


@dataclass(frozen=True)
class CompartmentRow:
    """A part of a dossier, the law it is kept under, and whether it is shielded."""

    id: int
    dossier_id: int
    regime: str
    recipient_id: int | None
    recipient: str
    since: datetime
    shielded_at: datetime | None
    closed_on: date | None


def compartments(*, dossier_id: int | None = None, closed_only: bool = False) -> list[CompartmentRow]:
    """The compartments of a dossier, or of all; they hold no fact themselves."""
    rows = Compartment.objects.select_related("dossier", "recipient").order_by("pk")
    if dossier_id is not None:
        rows = rows.filter(dossier_id=dossier_id)
    if closed_only:
        rows = rows.filter(Q(shielded_at__isnull=False) | Q(regime=Regime.WGS_ZVH))
    return [
        CompartmentRow(
            c.pk,
            c.dossier_id,
            c.regime,
            c.recipient_id,
            c.recipient.name if c.recipient else "",
            c.since,
            c.shielded_at,
            c.dossier.closed_on,
        )
        for c in rows
    ]


def is_closed(dossier_id: int) -> bool:
    """Say whether the case was closed."""
    return Dossier.objects.filter(pk=dossier_id, closed_on__isnull=False).exists()


def role_in_case(actor: Actor, dossier_id: int, today: date) -> CaseRole | None:
    """In which role this actor takes part in this case today."""
    role = (
        Participation.objects.on(today)
        .filter(Q(user_id=actor.user_id) | Q(team_id__in=list(actor.team_ids)), dossier_id=dossier_id)
        .order_by("id")
        .values_list("role", flat=True)
        .first()
    )
    return CaseRole(role) if role else None


def who_reads(compartment_id: int, user_ids: list[int], today: date) -> dict[int, Category]:
    """What each of these colleagues may read of a compartment at this moment, as the door decides; two questions for all.

    For choosing whom something can be told: nobody is sent to what they may not read.
    """
    now = clock.now()
    jobs = Membership.objects.on(today).filter(user_id__in=user_ids)
    works = set(jobs.values_list("user_id", "organisation_id", "team_id"))
    at = {(user, organisation) for user, organisation, _team in works}
    grants = (
        Grant.objects.filter(compartment_id=compartment_id, suspended=False, start__lte=now)
        .filter(Q(end__isnull=True) | Q(end__gt=now))
        .filter(Q(user_id__in=user_ids) | Q(team_id__in={team for _user, _organisation, team in works if team}))
    )
    found: dict[int, Category] = {}
    for user, team, organisation, bits in grants.values_list("user_id", "team_id", "organisation_id", "categories"):
        in_job = organisation is None or (user, organisation) in at
        holders = [u for u, _o, t in works if t == team] if user is None else [user] if in_job else []
        for holder in holders:
            found[holder] = found.get(holder, Category(0)) | Category(bits)
    return found
