"""What is on somebody's own calendar: when they are expected, by number, and nothing about whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from samenhang.access.enums import Purpose
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.conferences.enums import Answer, ConferenceState
from samenhang.conferences.models import Conference, ConferenceParty
from samenhang.people.selectors import people_by_id

BACK = timedelta(days=31)


@dataclass(frozen=True)
class Expected:
    """When somebody is expected at a talk. ``person_id`` and ``name`` are there only for who may see the person."""

    party_id: int | None
    conference_id: int
    kind: str
    starts_at: datetime
    minutes: int
    convened_by: str
    convening: str
    state: str
    revision: int
    made_at: datetime
    answer: str
    presence: str
    person_id: int | None
    name: str

    @property
    def number(self) -> str:
        """The reference that stands there instead of a name."""
        return f"{self.conference_id:06d}"


_WHY = "somebody who is invited sees when and by whom, and nothing about whom"
_FIELDS = (
    "id", "conference_id", "conference__kind", "conference__starts_at", "conference__minutes", "conference__convened_by__name",
    "conference__convening__name", "conference__state", "conference__revision", "conference__made_at", "answer", "presence",
    "conference__person_id",
)  # fmt: skip


def invitations(actor: Actor, *, purpose: Purpose) -> list[Expected]:
    """The talks to which the actor is invited, from a month ago on, the first first."""
    rows = ConferenceParty.objects.for_rule(_WHY).filter(
        user_id=actor.user_id or 0, conference__starts_at__gte=clock.now() - BACK
    )
    values: list[Any] = list(rows.order_by("conference__starts_at", "id").values_list(*_FIELDS))
    known = people_by_id(actor, {v[12] for v in values}, purpose=purpose) if values else {}
    found = []
    for v in values:
        person = known.get(v[12])
        found.append(
            Expected(*[*v[:6], v[6] or "", *v[7:12], person.id if person else None, person.name if person else ""])
        )
    return found


def own_calendar(actor: Actor) -> list[Expected]:
    """Every talk that the actor convened or is invited to, from a month ago on, without anybody's name."""
    invited = ConferenceParty.objects.for_rule(_WHY).filter(user_id=actor.user_id or 0).exclude(answer=Answer.DECLINED)
    answers = dict(invited.values_list("conference_id", "answer"))
    rows = Conference.objects.for_rule(_WHY).filter(starts_at__gte=clock.now() - BACK)
    rows = rows.filter(Q(convened_by_id=actor.user_id or 0) | Q(pk__in=list(answers)))
    fields = (
        "id", "kind", "starts_at", "minutes", "convened_by__name", "convening__name", "state", "revision", "made_at",
    )  # fmt: skip
    values: list[Any] = list(rows.order_by("starts_at", "id").values_list(*fields))
    return [
        Expected(*[None, *v[:5], v[5] or "", *v[6:], answers.get(v[0], Answer.ACCEPTED), "", None, ""]) for v in values
    ]


def invitations_to_answer(actor: Actor) -> int:
    """How many invitations to talks that are still to come wait for the actor's answer."""
    rows = ConferenceParty.objects.for_rule(_WHY).filter(user_id=actor.user_id or 0, answer=Answer.ASKED)
    coming = rows.filter(conference__state=ConferenceState.PLANNED, conference__starts_at__gte=clock.now())
    return coming.count()
