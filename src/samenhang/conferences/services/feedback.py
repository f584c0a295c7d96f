"""Telling the person in plain words what was talked about, in the same week (seed 001, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from samenhang.access.enums import Category
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.conferences.enums import Step
from samenhang.conferences.models import Conference, Feedback
from samenhang.conferences.rules import after
from samenhang.conferences.services.common import locked, log
from samenhang.people.services import require_person
from samenhang.privacy.enums import ToldHow


@dataclass(frozen=True)
class NewFeedback:
    """What the person was told, how and on which day, and what they said to it."""

    text: str
    how: ToldHow
    on: date
    reaction: str = ""


@transaction.atomic
def feed_back(*, actor: Actor, conference_id: int, own_compartment_id: int, new: NewFeedback, today: date) -> int:
    """Keep what the person was told of a conference, where they can read it themselves; returns its id.

    It lives in the person's own compartment, whatever the regime of the conference. Raises
    Refused(CONFERENCE_NOT_RECORDED, NOTHING_SAID, IN_THE_FUTURE, TOLD_BEFORE_HELD).
    """
    conference, dossier_id = locked(Conference, conference_id, actor, Category.PLAN_GOALS)
    conference.state = after(conference.state, Step.FEED_BACK)
    require_person(
        actor, person_id=conference.person_id, compartment_id=own_compartment_id, category=Category.PLAN_GOALS
    )
    held = timezone.localtime(conference.starts_at).date()
    if len(new.text.strip()) < 10:
        raise Refused("NOTHING_SAID")
    if new.on > today:
        raise Refused("IN_THE_FUTURE")
    if new.on < held:
        raise Refused("TOLD_BEFORE_HELD")
    row = Feedback(
        compartment_id=own_compartment_id,
        person_id=conference.person_id,
        conference_number=conference.pk,
        held_on=held,
        text=new.text.strip(),
        told_how=new.how,
        told_on=new.on,
        told_by_id=actor.me,
        reaction=new.reaction.strip(),
    )
    Feedback.objects.write([row])
    conference.version += 1
    conference.save()
    log(actor, Act.CREATE, row, dossier_id, conference=conference_id, how=new.how)
    return row.pk
