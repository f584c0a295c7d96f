"""One cast for all tests: an owner, a colleague, an outsider, a table and a place, made through the services.

``owner`` directs the case, ``table_chair`` sits at the table that the person was brought to, ``outsider`` is a
coordinator of another organisation who takes part in nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from samenhang.access.enums import CaseRole
from samenhang.access.services import join_case
from samenhang.base import clock
from samenhang.base.actor import SYSTEM, Actor
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.people.selectors import PersonKey, keys
from samenhang.people.services import NewPerson, register
from samenhang.supply import services as supply
from tests.databases import Databases

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


# A busy machine is no fault of what is tried; what fails can be tried again from what is printed.
hypothesis_settings.register_profile(
    "any machine", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: processes that share the work then end at about the same moment."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


_databases: list[Databases] = []


@pytest.fixture(scope="session")
def databases(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings, django_db_createdb
) -> Iterator[Databases]:
    """The databases of this process: a copy of what the migrations make, and beside it the worlds that tests share."""
    with django_db_blocker.unblock():
        found = Databases()
        found.begin(anew=django_db_createdb)
    _databases.append(found)
    yield found
    _databases.clear()
    with django_db_blocker.unblock():
        found.end()


@pytest.fixture(scope="session")
def django_db_setup(databases) -> None:
    """Instead of running every migration in every process."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before anything of a test begins: go to the database with the world that it names, or to the empty one."""
    for found in _databases:
        found.choose(getattr(item, "fixturenames", []))


@pytest.fixture(autouse=True)
def _fixed_day(settings, monkeypatch):
    """Every test lives on 22 November 2026 from eleven in the morning on, in a demonstration, so that personas can sign in."""
    began = timezone.now()
    monkeypatch.setattr(
        clock, "_moment", lambda: NOW + (timezone.now() - began) if settings.FIXED_TODAY else timezone.now()
    )
    settings.FIXED_TODAY = TODAY.isoformat()
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def municipalities(db) -> dict[str, int]:
    """Two invented municipalities, forty kilometres apart."""
    from samenhang.directory import selectors

    selectors._map.clear()
    with transaction.atomic():
        found = directory.add_municipalities(
            actor=SYSTEM, rows=[("XM1", "Turfwolde", 52.93, 6.52, 31_000), ("XM2", "Zandmeer", 53.27, 6.58, 107_000)]
        )
    yield found
    selectors._map.clear()


@pytest.fixture
def organisations(municipalities) -> dict[str, int]:
    """A mental health provider, a sheltered living provider, a table, and an unrelated organisation."""
    home = municipalities["Turfwolde"]
    with transaction.atomic():
        return directory.add_organisations(
            actor=SYSTEM,
            organisations=[
                directory.NewOrganisation("ggz", "GGZ Heidelanden", "GGZ", home),
                directory.NewOrganisation("shelter", "Thuishaven", "SHELTERED", home),
                directory.NewOrganisation("table", "Plaatsingstafel", "TABLE", home),
                directory.NewOrganisation("other", "GGZ Elders", "GGZ", home),
            ],
        )


@dataclass(frozen=True)
class Cast:
    """The people who sign in."""

    owner: Actor
    table_chair: Actor
    outsider: Actor
    supply_manager: Actor
    funder: Actor
    team_id: int


@pytest.fixture
def cast(organisations) -> Cast:
    """Everybody who signs in, each with one role."""
    team = directory.add_team(organisation_id=organisations["table"], name="Plaatsingstafel")

    def person(username: str, organisation: str, role: Role, team_id: int | None = None) -> Actor:
        new = directory.NewPersona(username, username.title(), "", organisation, role)
        user_id = directory.add_persona(
            new=new, organisation_id=organisations[organisation], team_id=team_id, start=date(2024, 1, 1)
        )
        return actor_of(User.objects.get(pk=user_id), today=TODAY)

    return Cast(
        owner=person("owner", "ggz", Role.CASE_COORDINATOR),
        table_chair=person("chair", "table", Role.TABLE_CHAIR, team),
        outsider=person("outsider", "other", Role.CASE_COORDINATOR),
        supply_manager=person("manager", "shelter", Role.SUPPLY_MANAGER),
        funder=person("funder", "table", Role.FUNDER),
        team_id=team,
    )


@pytest.fixture
def somebody(cast, municipalities) -> PersonKey:
    """A person whose case the owner directs."""
    new = NewPerson("Mevrouw Populier", date(1988, 7, 3), municipalities["Turfwolde"])
    person_id = register(actor=cast.owner, new=new, today=date(2026, 1, 1))
    return keys(reason="the cast of the tests", ids=[person_id])[0]


@pytest.fixture
def at_the_table(cast, somebody) -> PersonKey:
    """The same person, brought to the placement table."""
    join_case(
        actor=cast.owner,
        dossier_id=somebody.dossier_id,
        role=CaseRole.PLACEMENT_TABLE,
        start=date(2026, 2, 1),
        team_id=cast.team_id,
    )
    return somebody


def new_place(organisations: dict[str, int], municipalities: dict[str, int], **more) -> supply.NewPlace:
    """A free place of sheltered living in Turfwolde, with what differs given."""
    values = {
        "code": "P1", "name": "Beschermd wonen Beuk", "organisation_id": organisations["shelter"], "location_code": "L1",
        "location_name": "Beukhof", "municipality_id": municipalities["Turfwolde"], "latitude": 52.94, "longitude": 6.53,
        "setting": "BW", "security_level": 0, "capacity": 1, "individual": True, "confirmed_at": NOW,
    }  # fmt: skip
    return supply.NewPlace(**{**values, **more})


@pytest.fixture
def place(cast, organisations, municipalities) -> int:
    """One free place for one person."""
    with transaction.atomic():
        supply.upsert_places(actor=SYSTEM, places=[new_place(organisations, municipalities)], today=TODAY)
    from samenhang.supply.selectors import place_ids_by_code

    return place_ids_by_code(["P1"])["P1"]


@pytest.fixture
def as_persona(db):
    """A browser in which somebody of the cast has signed in."""

    def enter(username: str, language: str = "en") -> Client:
        client = Client(headers={"accept-language": language})
        answer = client.post("/sign-in/persona/", {"persona": username})
        assert answer.status_code == 302, answer.content[:400]
        return client

    return enter


@pytest.fixture(scope="session")
def demo_spec():
    """The demonstration region as plain facts."""
    from samenhang.demo.build import region

    return region("demo", today=TODAY)


@contextmanager
def standing_still(**more: object) -> Iterator[None]:
    """The settings of every test at the very moment that each begins: so a world is made before all that a test does."""
    with pytest.MonkeyPatch.context() as patch, override_settings(FIXED_TODAY=TODAY.isoformat(), DEMO=True, **more):
        patch.setattr(clock, "_moment", lambda: NOW)
        yield


@pytest.fixture(scope="session")
def region_database(databases, django_db_blocker, demo_spec) -> None:
    """A database of this process in which the demonstration region stands, for every test that begins with it."""
    from samenhang.demo.loader import load
    from samenhang.directory import selectors

    selectors._map.clear()
    with django_db_blocker.unblock(), databases.making("region_database"), standing_still():
        load(demo_spec)
    selectors._map.clear()


@pytest.fixture
def demo_region(region_database, db, demo_spec):
    """The demonstration region in the database."""
    from samenhang.directory import selectors

    selectors._map.clear()
    yield demo_spec
    selectors._map.clear()


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium without a window, one for all browser tests of a process; says aloud when there is none."""
    if CHROMIUM is None:
        pytest.skip("NO CHROMIUM FOUND: the browser tests are skipped")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
        ]
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()
