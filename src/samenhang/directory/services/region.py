"""Filling the directory: municipalities, layers, organisations, people who sign in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.directory.enums import Role
from samenhang.directory.models import Membership, Municipality, Organisation, Region, RegionMunicipality, Team, User


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation to be added."""

    code: str
    name: str
    kind: str
    municipality_id: int | None
    phone: str = ""
    coordinator: str = ""


@dataclass(frozen=True)
class NewPersona:
    """Somebody whom a demonstration offers to sign in as."""

    username: str
    name: str
    story: str
    organisation: str
    role: Role | None  # nobody who works somewhere: a client, or who represents one
    team: str = ""


def add_municipalities(*, actor: Actor, rows: Sequence[tuple[str, str, float, float, int]]) -> dict[str, int]:
    """Add municipalities (code, name, latitude, longitude, population), inside a transaction; returns ids by name."""
    made = Municipality.objects.bulk_create(
        [Municipality(code=c, name=n, latitude=lat, longitude=lon, population=p) for c, n, lat, lon, p in rows]
    )
    record(actor, Act.IMPORT, object_type="Municipality", detail={"count": len(made)})
    return {m.name: m.pk for m in made}


def add_layers(
    *,
    actor: Actor,
    layers: Sequence[tuple[str, str, str, Sequence[str]]],
    municipalities: Mapping[str, int],
    start: date,
) -> None:
    """Add regions (kind, code, name, municipality codes) for a period from ``start``; ``municipalities`` maps codes to ids."""
    for kind, code, name, parts in layers:
        region = Region.objects.create(kind=kind, code=code, name=name)
        RegionMunicipality.objects.bulk_create(
            [RegionMunicipality(region=region, municipality_id=municipalities[part], start=start) for part in parts]
        )
    parent = Region.objects.filter(kind="SUPRA_REGIONAL").first()
    if parent:
        Region.objects.filter(kind="WORKING_REGION").update(parent=parent)
    record(actor, Act.IMPORT, object_type="Region", detail={"count": len(layers)})


def add_organisations(*, actor: Actor, organisations: Sequence[NewOrganisation]) -> dict[str, int]:
    """Add organisations, inside a transaction; returns ids by code."""
    made = Organisation.objects.bulk_create([Organisation(**o.__dict__) for o in organisations], batch_size=500)
    record(actor, Act.IMPORT, object_type="Organisation", detail={"count": len(made)})
    return {o.code: o.pk for o in made}


def add_team(*, organisation_id: int, name: str) -> int:
    """Add a team and return its id."""
    return Team.objects.create(organisation_id=organisation_id, name=name).pk


def team_called(*, organisation_id: int, name: str) -> int:
    """The team of an organisation with this name, made when it is new."""
    team, _made = Team.objects.get_or_create(organisation_id=organisation_id, name=name)
    return team.pk


def put_in_team(*, actor: Actor, username: str, role: Role, team_id: int, today: date) -> bool:
    """Let somebody who works in this role today work in a team, also in one of another organisation; says whether there was one."""
    rows = Membership.objects.on(today).filter(user__username=username, user__is_active=True, role=role)
    if not rows.update(team_id=team_id):
        return False
    record(actor, Act.UPDATE, object_type="Team", object_id=team_id, detail={"username": username})
    return True


def add_persona(*, new: NewPersona, organisation_id: int | None, team_id: int | None, start: date) -> int:
    """Add a persona who can be entered by a click in a demonstration; returns the user's id."""
    user = User.objects.create_user(new.username, name=new.name, story=new.story, is_persona=True)
    if organisation_id is not None and new.role is not None:
        Membership.objects.create(
            user=user, organisation_id=organisation_id, team_id=team_id, role=new.role, start=start
        )
    return user.pk
