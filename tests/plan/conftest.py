"""A plan with five organisations around one person, made through the verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from samenhang.access.enums import CaseRole
from samenhang.access.services import join_case
from samenhang.base.actor import SYSTEM, Actor
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.plan import services
from samenhang.plan.enums import Doer
from tests.conftest import TODAY

KINDS = {"wmo": "WMO_PROVIDER", "town": "MUNICIPALITY", "home": "SHELTERED", "police": "POLICE", "zvh": "ZVH"}


@dataclass(frozen=True)
class Circle:
    """Colleagues of five organisations who support the same person, by the code of their organisation."""

    actors: dict[str, Actor]
    organisations: dict[str, int]

    @property
    def helping(self) -> list[int]:
        """The organisations that help; the care and safety house directs the process."""
        return [pk for code, pk in self.organisations.items() if code != "zvh"]

    def __getitem__(self, code: str) -> Actor:
        return self.actors[code]


def colleague(username: str, organisation_id: int, role: Role = Role.PROFESSIONAL) -> Actor:
    """Somebody who signs in and works at an organisation."""
    new = directory.NewPersona(username, username.title(), "", "", role)
    user_id = directory.add_persona(new=new, organisation_id=organisation_id, team_id=None, start=date(2024, 1, 1))
    return actor_of(User.objects.get(pk=user_id), today=TODAY)


@pytest.fixture
def circle(cast, somebody, municipalities) -> Circle:
    """Five organisations around the person, each with a colleague who supports."""
    home = municipalities["Turfwolde"]
    ids = directory.add_organisations(
        actor=SYSTEM,
        organisations=[directory.NewOrganisation(c, f"Organisatie {c}", kind, home) for c, kind in KINDS.items()],
    )
    actors = {}
    for code in KINDS:
        actors[code] = colleague(f"col-{code}", ids[code])
        role = CaseRole.PROCESS_DIRECTOR if code == "zvh" else CaseRole.SUPPORTER
        join_case(
            actor=cast.owner, dossier_id=somebody.dossier_id, role=role, start=date(2026, 2, 1), user_id=actors[code].user_id,
            organisation_id=ids[code],
        )  # fmt: skip
    return Circle(actors, ids)


@pytest.fixture
def plan(cast, somebody) -> int:
    """The plan of the person, with one goal."""
    plan_id = services.start_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id, today=TODAY,
        head=services.PlanHead(future="Een eigen voordeur", outflow="Na een jaar zelf huren"),
    )  # fmt: skip
    services.add_part(
        actor=cast.owner, plan_id=plan_id, kind="goal",
        values={"text": "Ik slaap op een vaste plek", "domain": "HOUSING", "wish": "Een eigen voordeur", "seen_by": "", "by": None},
    )  # fmt: skip
    return plan_id


def action(**more) -> dict:
    """The values of an action of the person themselves, with what differs given."""
    return {"text": "Belt de gemeente", "due": date(2026, 12, 1), "doer": Doer.CLIENT, **more}


@pytest.fixture
def signed_plan(cast, somebody, circle) -> int:
    """A signalling plan in force, agreed by the person."""
    from samenhang.plan.enums import Answer, LineKind, Phase, Signer
    from samenhang.plan.services.agreeing import NewSignature

    pk = services.start_signal_plan(
        actor=cast.owner, person_id=somebody.id, compartment_id=somebody.compartment_id,
        head=services.NewSignalHead("Laat mij rustig worden"), today=TODAY,
    )  # fmt: skip
    services.add_line(actor=cast.owner, signal_plan_id=pk, phase=Phase.RED, kind=LineKind.SIGN, text="Schreeuwt")
    services.add_call(actor=cast.owner, signal_plan_id=pk, name="Iris", phone="0500-10000")
    services.ask_signatures(actor=cast.owner, signal_plan_id=pk, today=TODAY)
    new = NewSignature(Answer.AGREED, signer=Signer.CLIENT, name="Mevrouw Populier")
    services.sign(actor=cast.owner, under="signal_plan", under_id=pk, new=new, today=TODAY)
    services.bring_into_force(actor=cast.owner, signal_plan_id=pk, today=TODAY)
    return pk
