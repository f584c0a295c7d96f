"""A talk that belongs to a warm handover: the handover knows of it, the talk stays where it is (row 57)."""

from __future__ import annotations

from django.db import transaction

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.conferences import selectors
from samenhang.conferences.enums import ConferenceState
from samenhang.pathway.selectors import handover
from samenhang.pathway.services import link_talk
from samenhang.ui.dates import as_date


@transaction.atomic
def put_beside_handover(*, actor: Actor, person_id: int, conference_id: int, handover_id: int) -> int:
    """Put a talk that was held beside a handover of the same person (seed 000, section 3.3). Returns what was written down.

    Raises NoGrant when the actor may not see either, Refused(NOT_THIS_PERSON, NOT_HELD_YET), Conflict(ALREADY_LINKED).
    """
    talk = selectors.conference(actor, person_id, conference_id, purpose=Purpose.CARE_COORDINATION)
    if talk is None:
        raise NoGrant("NO_GRANT")
    day = as_date(talk.starts_at)
    found = handover(actor, handover_id, purpose=Purpose.CARE_COORDINATION, today=day)
    if found is None:
        raise NoGrant("NO_GRANT")
    if found[0].person_id != person_id:
        raise Refused("NOT_THIS_PERSON")
    if talk.state in {ConferenceState.PLANNED, ConferenceState.CANCELLED}:
        raise Refused("NOT_HELD_YET")
    return link_talk(actor=actor, handover_id=handover_id, talk_id=conference_id, on=day, with_whom="")
