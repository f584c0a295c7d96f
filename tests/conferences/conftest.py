"""A case in which several organisations take part: what every test of talks begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from samenhang.access.enums import CaseRole, Regime
from samenhang.access.services import join_case
from samenhang.base.actor import Actor
from samenhang.conferences import services
from samenhang.conferences.enums import ConferenceKind, PartyKind
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.people.selectors import PersonKey
from tests.conftest import NOW, TODAY, Cast


@dataclass(frozen=True)
class Around:
    """Who takes part in the case of somebody: the owner, a supporter, a process director of the care and safety house."""

    person: PersonKey
    owner: Actor
    supporter: Actor
    process: Actor
    outsider: Actor
    organisations: dict[str, int]


@pytest.fixture
def colleague(cast: Cast, organisations: dict[str, int], municipalities):
    """A function that lets somebody work somewhere."""

    def make(username: str, organisation: str, role: Role = Role.PROFESSIONAL) -> Actor:
        new = directory.NewPersona(username, username.title(), "", organisation, role)
        user_id = directory.add_persona(
            new=new, organisation_id=organisations[organisation], team_id=None, start=date(2024, 1, 1)
        )
        return actor_of(User.objects.get(pk=user_id), today=TODAY)

    return make


@pytest.fixture
def around(cast: Cast, somebody: PersonKey, organisations, municipalities, colleague) -> Around:
    organisations |= directory.add_organisations(
        actor=cast.owner,
        organisations=[
            directory.NewOrganisation("zvh", "Zorg- en Veiligheidshuis", "ZVH", municipalities["Turfwolde"]),
            directory.NewOrganisation("housing", "Woonstede", "HOUSING_ASSOCIATION", municipalities["Turfwolde"]),
        ],
    )
    supporter = colleague("supporter", "shelter")
    process = colleague("process", "zvh", Role.CASE_COORDINATOR)
    for actor, role in ((supporter, CaseRole.SUPPORTER), (process, CaseRole.PROCESS_DIRECTOR)):
        join_case(
            actor=cast.owner,
            dossier_id=somebody.dossier_id,
            role=role,
            start=date(2026, 2, 1),
            user_id=actor.user_id,
            organisation_id=actor.organisation_id,
        )
    return Around(somebody, cast.owner, supporter, process, cast.outsider, organisations)


def talk(around: Around, **more) -> services.NewConference:
    """A conference next week with the supporter and the client, with what differs given."""
    values = {
        "person_id": around.person.id,
        "compartment_id": around.person.compartment_id,
        "kind": ConferenceKind.CASE_CONFERENCE,
        "purpose": "CARE_COORDINATION",
        "regime": Regime.CONSENT,
        "starts_at": NOW + timedelta(days=7),
        "minutes": 60,
        "parties": (
            services.NewParty(PartyKind.COLLEAGUE, "Ziet haar elke dag", user_id=around.supporter.user_id),
            services.NewParty(PartyKind.CLIENT, "Het gaat over haar"),
        ),
    }  # fmt: skip
    return services.NewConference(**{**values, **more})


def plan(around: Around, actor: Actor | None = None, **more) -> int:
    """Plan that conference."""
    return services.plan_conference(actor=actor or around.owner, new=talk(around, **more), today=TODAY)


@pytest.fixture
def planned(around: Around) -> int:
    """A conference next week."""
    return plan(around)


@pytest.fixture
def held(around: Around) -> int:
    """A conference that was held yesterday."""
    pk = plan(around, starts_at=NOW - timedelta(days=1))
    services.hold(actor=around.owner, conference_id=pk, attended=[], today=TODAY)
    return pk


@pytest.fixture
def written(around: Around, held: int) -> int:
    """A conference of yesterday that was written down and closed."""
    services.write_record(
        actor=around.owner,
        conference_id=held,
        values=services.RecordValues(question="Waar kan zij wonen?", going_on="Zij slaapt slecht.", needed="Rust"),
        expected_version=0,
    )
    services.close_record(actor=around.owner, conference_id=held, today=TODAY)
    return held
