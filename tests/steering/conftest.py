"""A bottleneck that grew out of somebody's case, and who sits at which table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from samenhang.base.actor import Actor
from samenhang.directory import services as directory
from samenhang.directory.enums import Role
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of
from samenhang.steering import services
from samenhang.steering.enums import QuestionKind, Source, Station
from samenhang.steering.models import Bottleneck, Question
from samenhang.steering.services import Description, NewBottleneck, NewQuestion
from samenhang.steering.services.bottlenecks import Met
from tests.conftest import TODAY


@dataclass(frozen=True)
class Region:
    """Who puts it on the agenda, who answers where, and about whom it is."""

    owner: Actor
    chair: Actor
    funder: Actor
    board: Actor
    somebody: Any
    organisations: dict[str, int]

    def described(self, **more: Any) -> Description:
        """A bottleneck in general words."""
        values: dict[str, Any] = {
            "title": "Beschermd wonen vraagt een indicatie die niet kan worden aangevraagd in detentie", "words": "", "classes": ["LEGAL"],
            "level": "SYSTEM", "layer": "MACRO", "law": "WMO", "domains": ["SOCIAL", "FORENSIC"], "within": "NO",
            "within_words": "Nagevraagd bij de gemeente", "rule_owner": "MUNICIPALITY", "rule_owner_name": "Centrumgemeente",
            "influence": "INFLUENCE", "measure": "M4", "theme": "HOUSING", "owner_id": self.owner.me,
            "owner_organisation_id": self.organisations["ggz"], "next_on": TODAY + timedelta(days=14),
        }  # fmt: skip
        return Description(**{**values, **more})

    def met(self, **more: Any) -> Met:
        """In whose case."""
        return replace(Met(self.somebody.id, self.somebody.compartment_id, Source.CASE), **more)

    def grown(self, *, key: str = "", criteria: tuple[str, ...] = (), **more: Any) -> int:
        """Put one on the agenda out of the case."""
        new = NewBottleneck(self.described(**more), key, criteria)
        return services.grow(actor=self.owner, met=self.met(), new=new, today=TODAY)

    def row(self, pk: int) -> Bottleneck:
        """As it stands."""
        return Bottleneck.objects.get(pk=pk)

    def ask(self, pk: int, station: Station = Station.FUNDERS, *, today: date = TODAY, **more: Any) -> int:
        """Put it to a table."""
        values = {
            "kind": QuestionKind.DECISION,
            "question": "Mag dit anders?",
            "needed": "Een indicatie vooraf",
            **more,
        }
        new = NewQuestion(station=station, **values)
        return services.ask(
            actor=self.owner, bottleneck_id=pk, new=new, expected_version=self.row(pk).version, today=today
        )

    def waiting(self, pk: int) -> Question:
        """The question that waits."""
        return Question.objects.get(bottleneck_id=pk, state="WAITING")


@pytest.fixture
def region(cast, somebody, organisations) -> Region:
    """The cast of the tests, with somebody on the steering group."""
    new = directory.NewPersona("board", "Board", "", "other", Role.BOARD_MEMBER)
    user_id = directory.add_persona(
        new=new, organisation_id=organisations["other"], team_id=None, start=date(2024, 1, 1)
    )
    board = actor_of(User.objects.get(pk=user_id), today=TODAY)
    return Region(cast.owner, cast.table_chair, cast.funder, board, somebody, organisations)
