"""How the team of a place says that it stands: every statement stays, the newest counts (R-21; seed 000, sections 2.3 and 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict
from samenhang.base.naming import check_names
from samenhang.directory.selectors import colleagues_at
from samenhang.people.services import names_nobody
from samenhang.supply.enums import TeamStanding
from samenhang.supply.models import Place, TeamStatement
from samenhang.supply.rules import check_team
from samenhang.supply.services.capacity import require_own, touched


@dataclass(frozen=True)
class TeamSays:
    """How a team stands: vacancies in FTE, incidents as a number, what it needs to be able to receive, and when it looks again."""

    standing: TeamStanding
    vacancies: Decimal
    incidents: int
    words: str = ""
    review_on: date | None = None
    expected_version: int = 0  # of the statement that was read; 0 when there was none


@transaction.atomic
def say_how_the_team_stands(*, actor: Actor, place_id: int, says: TeamSays, today: date, now: datetime) -> int:
    """Keep how the team of a place stands, beside everything it said before, and return the version.

    It is an input for who places somebody and never a rule: it excludes nobody. Raises NoGrant for another organisation's place,
    Conflict(CHANGED_MEANWHILE) when somebody said it first, Refused(NAMES_SOMEBODY) when the words name a person or a colleague, and what
    ``check_team`` refuses.
    """
    place = Place.objects.select_for_update(of=("self",)).select_related("location").get(pk=place_id)
    organisation_id = place.location.organisation_id
    require_own(actor, organisation_id)
    newest = TeamStatement.objects.filter(place_id=place_id).order_by("-version").values_list("version", flat=True)
    version = newest.first() or 0
    if version != says.expected_version:
        raise Conflict("CHANGED_MEANWHILE")
    check_team(
        standing=says.standing, vacancies=says.vacancies, incidents=says.incidents, words=says.words,
        review_on=says.review_on, today=today,
    )  # fmt: skip
    if says.words.strip():
        names_nobody(actor=actor, text=says.words, births=True)
        check_names(says.words, (c.name for c in colleagues_at(organisation_id, today)))
    TeamStatement.objects.create(
        place_id=place_id, version=version + 1, standing=says.standing, vacancies=says.vacancies,
        incidents=says.incidents, words=says.words.strip(), review_on=says.review_on, said_at=now, said_by_id=actor.user_id,
    )  # fmt: skip
    touched()
    record(
        actor, Act.CREATE, object_type="TeamStatement", object_id=place_id,
        detail={"version": version + 1, "standing": says.standing},
    )  # fmt: skip
    return version + 1
