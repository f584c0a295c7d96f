"""Who somebody is today, and the region: municipalities, layers, organisations, colleagues."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samenhang.base.actor import Actor
from samenhang.directory.enums import OrganisationKind, Power, RegionKind, Role
from samenhang.directory.models import Membership, Municipality, Organisation, Region, RegionMunicipality, Team, User
from samenhang.directory.roles import POWERS, powers_of


def actor_of(user: User, *, today: date, address: str = "", session: str = "", auth_level: str = "") -> Actor:
    """Return who this user is today: the roles, teams and organisations of current memberships."""
    memberships = getattr(user, "current_memberships", None)
    if memberships is None:
        memberships = list(Membership.objects.on(today).filter(user=user).select_related("organisation").order_by("id"))
    first = memberships[0] if memberships else None
    return Actor(
        user_id=user.pk,
        name=user.name,
        role=first.role if first else "",
        organisation_id=first.organisation_id if first else None,
        organisation=first.organisation.name if first else "",
        team_ids=frozenset(m.team_id for m in memberships if m.team_id),
        organisation_ids=frozenset(m.organisation_id for m in memberships),
        powers=powers_of(m.role for m in memberships),
        address=address,
        session=session,
        auth_level=auth_level,
    )


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality with its centre."""

    id: int
    code: str
    name: str
    latitude: float
    longitude: float
    population: int


def municipalities() -> list[MunicipalityRow]:
    """All municipalities by name."""
    fields = ("id", "code", "name", "latitude", "longitude", "population")
    return [MunicipalityRow(*v) for v in Municipality.objects.order_by("name").values_list(*fields)]


_map: dict[int, MunicipalityRow] = {}


def municipality_map() -> dict[int, MunicipalityRow]:
    """Municipalities by id; read once per process and again when one is asked for that is not there yet."""
    if not _map:
        _map.update((m.id, m) for m in municipalities())
    return dict(_map)


def organisation_ids(codes: Collection[str]) -> dict[str, int]:
    """Ids of organisations by code."""
    return dict(Organisation.objects.filter(code__in=list(codes)).values_list("code", "id"))


def search_organisations(query: str) -> list[Organisation]:
    """Organisations whose name contains the words."""
    rows = Organisation.objects.select_related("municipality")
    for word in query.split()[:6]:
        rows = rows.filter(name__icontains=word)
    return list(rows[:20])


def layers(on: date) -> list[tuple[Region, list[str]]]:
    """Every region of every layer with the names of its municipalities on a day."""
    found: dict[int, tuple[Region, list[str]]] = {r.pk: (r, []) for r in Region.objects.order_by("kind", "name")}
    rows = RegionMunicipality.objects.on(on).order_by("municipality__name")
    for region_id, name in rows.values_list("region_id", "municipality__name"):
        found[region_id][1].append(name)
    return list(found.values())


def personas_with_roles() -> list[tuple[User, str, str]]:
    """The personas of a demonstration with role and organisation, in the order in which they were made.

    Role and organisation are empty for who works nowhere: a client, or who represents one.
    """
    rows = (
        Membership.objects.filter(user__is_persona=True, user__is_active=True, end__isnull=True)
        .select_related("user", "organisation")
        .order_by("user_id", "id")
    )
    seen: dict[int, tuple[User, str, str]] = {}
    for m in rows:
        seen.setdefault(m.user_id, (m.user, m.role, m.organisation.name))
    for user in User.objects.filter(is_persona=True, is_active=True).exclude(pk__in=seen):
        seen[user.pk] = (user, "", "")
    return [seen[pk] for pk in sorted(seen)]


@dataclass(frozen=True)
class Colleague:
    """Somebody who can be invited to a case, with the organisation they work for."""

    user_id: int
    name: str
    organisation_id: int
    organisation: str
    role: str


def colleagues(today: date) -> list[Colleague]:
    """Everybody who works today in a role that works on cases, by name."""
    roles = [role.value for role, powers in POWERS.items() if Power.WORK_ON_CASES in powers]
    rows = (
        Membership.objects.on(today).filter(role__in=roles, user__is_active=True).select_related("user", "organisation")
    )
    return [
        Colleague(m.user_id, m.user.name, m.organisation_id, m.organisation.name, m.role)
        for m in rows.order_by("user__name", "id")
    ]


@dataclass(frozen=True)
class StaffMember:
    """Somebody who works at an organisation, and whether receiving what others share is their task."""

    user_id: int
    name: str
    role: str
    receives: bool


def colleagues_at(organisation_id: int, today: date) -> list[StaffMember]:
    """Everybody who works at an organisation today and can sign in, by name."""
    rows = Membership.objects.on(today).filter(organisation_id=organisation_id, user__is_active=True)
    found: dict[int, StaffMember] = {}
    for m in rows.select_related("user").order_by("user__name", "id"):
        receives = Power.RECEIVE_SHARED in POWERS[Role(m.role)]
        before = found.get(m.user_id)
        found[m.user_id] = StaffMember(m.user_id, m.user.name, m.role, receives or bool(before and before.receives))
    return list(found.values())


@dataclass(frozen=True)
class TeamMember:
    """Somebody who works in a team, and what kind of organisation sends them."""

    user_id: int
    name: str
    organisation_id: int
    organisation: str
    organisation_kind: str


def members_of(team_id: int, today: date) -> list[TeamMember]:
    """Everybody who works in this team today and can sign in, by name."""
    rows = Membership.objects.on(today).filter(team_id=team_id, user__is_active=True)
    return [
        TeamMember(m.user_id, m.user.name, m.organisation_id, m.organisation.name, m.organisation.kind)
        for m in rows.select_related("user", "organisation").order_by("user__name", "id")
    ]


def team_organisation(team_id: int) -> int:
    """Of which organisation a team is."""
    return Team.objects.values_list("organisation_id", flat=True).get(pk=team_id)


def works_at(user_id: int, today: date) -> int | None:
    """The organisation where somebody works on cases today and can sign in; None when they no longer do."""
    roles = [role.value for role, powers in POWERS.items() if Power.WORK_ON_CASES in powers]
    rows = Membership.objects.on(today).filter(user_id=user_id, role__in=roles, user__is_active=True)
    return rows.order_by("id").values_list("organisation_id", flat=True).first()


def works_there(user_id: int, organisation_id: int, today: date) -> bool:
    """Say whether somebody works on cases at this organisation today and can sign in."""
    roles = [role.value for role, powers in POWERS.items() if Power.WORK_ON_CASES in powers]
    rows = Membership.objects.on(today).filter(user_id=user_id, organisation_id=organisation_id, role__in=roles)
    return rows.filter(user__is_active=True).exists()


def organisation_name(organisation_id: int) -> str:
    """The name of an organisation. Raises LookupError when there is none."""
    name = Organisation.objects.filter(pk=organisation_id).values_list("name", flat=True).first()
    if name is None:
        raise LookupError(organisation_id)
    return name


def organisation_names(ids: Collection[int]) -> dict[int, str]:
    """The names of these organisations."""
    return dict(Organisation.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


def organisation_kind(organisation_id: int | None) -> str:
    """What kind of organisation it is; empty when there is none."""
    if organisation_id is None:
        return ""
    return Organisation.objects.filter(pk=organisation_id).values_list("kind", flat=True).first() or ""


def organisations_by_kind() -> list[tuple[int, str, str]]:
    """Every organisation: id, name, kind; by name."""
    return list(Organisation.objects.order_by("name").values_list("id", "name", "kind"))


def users_with(power: Power, today: date, *, kind: OrganisationKind | None = None) -> set[int]:
    """Colleagues who work today in a role with this power, where asked at organisations of one kind."""
    roles = [role for role, powers in POWERS.items() if power in powers]
    rows = Membership.objects.on(today).filter(role__in=roles, user__is_active=True)
    if kind is not None:
        rows = rows.filter(organisation__kind=kind)
    return set(rows.values_list("user_id", flat=True))


def table_teams() -> list[tuple[int, str, int]]:
    """The placement tables of the region: team, name, organisation."""
    rows = (
        Team.objects.filter(organisation__kind=OrganisationKind.TABLE)
        .select_related("organisation")
        .order_by("organisation__name", "name")
    )
    return [(t.pk, t.organisation.name, t.organisation_id) for t in rows]


def names_of(user_ids: Collection[int]) -> dict[int, str]:
    """The names of these colleagues, also of those who have left."""
    return dict(User.objects.filter(pk__in=list(user_ids)).values_list("pk", "name")) if user_ids else {}


def tables_near(organisation_ids: Collection[int], today: date) -> set[int]:
    """The tables of the working regions in which these organisations lie; every table when no region says where they lie."""
    tables = Organisation.objects.filter(kind=OrganisationKind.TABLE)
    parts = RegionMunicipality.objects.on(today).filter(region__kind=RegionKind.WORKING_REGION)
    regions = parts.filter(municipality__organisation__in=list(organisation_ids)).values("region_id")
    inside = parts.filter(region_id__in=regions).values("municipality_id")
    near = set(tables.filter(municipality_id__in=inside).values_list("pk", flat=True))
    return near or set(tables.values_list("pk", flat=True))
