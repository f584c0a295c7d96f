"""The report desk of the tests: a social nurse, a psychiatric nurse, somebody of disability care, and a police officer who reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from samenhang.base.actor import SYSTEM, Actor
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.intake.enums import ReportSource, ReportWay, SignalKind
from samenhang.intake.rules import CrisisNote
from samenhang.intake.services import NewReport, open_desk, receive
from samenhang.pathway.models import Crisis
from tests.conftest import NOW, TODAY

DANGER = CrisisNote(
    danger=True, note="Crisisdienst, 10.02 uur", what="Staat op het dak", called_at=NOW, called_112=True
)


def crises():
    """Every crisis, of whomever."""
    return Crisis.objects.for_rule("a test looks which crises were opened")


@dataclass(frozen=True)
class Desk:
    """Who weighs, and who reports."""

    nurse: Actor
    psychiatric: Actor
    disability: Actor
    police: Actor
    team_id: int

    @property
    def parties(self) -> tuple[Actor, Actor, Actor]:
        """The three who weigh together."""
        return self.nurse, self.psychiatric, self.disability


def a_report(**more) -> NewReport:
    """An E33 report about somebody who is not known."""
    values = {
        "kind": SignalKind.E33, "source": ReportSource.POLICE, "seen_on": TODAY, "text": "Stond om drie uur zonder jas op straat en riep.",
        "subject_name": "Meneer Zonnedauw", "subject_birth": date(1980, 2, 3), "subject_address": "Bankje bij de haven",
    }  # fmt: skip
    return NewReport(**{**values, **more})


@pytest.fixture
def desk(cast, organisations, municipalities) -> Desk:
    """The open desk of the region."""
    home = municipalities["Turfwolde"]
    with transaction.atomic():
        ids = directory.add_organisations(
            actor=SYSTEM,
            organisations=[
                directory.NewOrganisation("ggd", "GGD Noorderhei", "GGD", home),
                directory.NewOrganisation("vg", "Zorggroep Esdoornhof", "DISABILITY", home),
                directory.NewOrganisation("police", "Politie Noorderhei", "POLICE", home),
            ],
        )
    team = directory.add_team(organisation_id=ids["ggd"], name="Meldpunt")
    ids["ggz"] = organisations["ggz"]

    def person(username: str, at: str, role: Role, team_id: int | None) -> Actor:
        new = directory.NewPersona(username, username.title(), "", at, role)
        user_id = directory.add_persona(new=new, organisation_id=ids[at], team_id=team_id, start=date(2024, 1, 1))
        return actor_of(User.objects.get(pk=user_id), today=TODAY)

    found = Desk(
        nurse=person("verpleegkundige", "ggd", Role.REPORT_DESK, team),
        psychiatric=person("spv", "ggz", Role.REPORT_DESK, team),
        disability=person("vgwerker", "vg", Role.REPORT_DESK, team),
        police=person("agent", "police", Role.REPORTER, None),
        team_id=team,
    )
    open_desk(actor=SYSTEM, team_id=team)
    return found


@pytest.fixture
def came_in(desk, municipalities) -> int:
    """A report of the police that came in this morning."""
    new = a_report(municipality_id=municipalities["Turfwolde"])
    return receive(actor=desk.police, new=new, way=ReportWay.FORM, now=NOW)[0]
