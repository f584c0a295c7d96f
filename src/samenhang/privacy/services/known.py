"""Hit or no hit before any content: is this person known at …? (D16, D24; WGS 2.28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from samenhang.access.enums import Purpose
from samenhang.access.services import require
from samenhang.audit.enums import Act
from samenhang.audit.selectors import count_acts
from samenhang.audit.services import record_many
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.people.selectors import found_exactly
from samenhang.privacy.enums import Programme
from samenhang.privacy.models import Enrolment

QUESTIONS_AN_HOUR = 20


@dataclass(frozen=True)
class Hit:
    """Known in this way of working: where, and whom to call. Nothing about the person."""

    programme: Programme
    organisation: str
    contact: str


@transaction.atomic
def ask_known(
    *, actor: Actor, name: str, birth_date: date, programmes: frozenset[Programme], reason: str, today: date
) -> list[Hit]:
    """Say in which of these ways of working somebody with exactly this name and birth date is known now.

    The question is logged with the asker, and with the dossier that was hit; a miss writes as many lines as a hit and
    costs the same queries, so that neither the answer's time nor its size tells more than yes or no.
    Raises NoGrant without the power, Refused(REASON_MISSING), and Refused(TOO_MANY_QUESTIONS) after twenty in an hour.
    """
    require(actor, Power.WORK_ON_CASES)
    if len(reason.strip()) < 10:
        raise Refused("REASON_MISSING")
    if count_acts(actor.user_id, "Known elsewhere", since=clock.now() - timedelta(hours=1)) >= QUESTIONS_AN_HOUR:
        raise Refused("TOO_MANY_QUESTIONS")
    person = found_exactly(name=name, birth_date=birth_date, reason="hit or no hit, without content")
    rows = (
        Enrolment.objects.for_rule("hit or no hit, without content")
        .filter(person_id=person.id if person else -1, programme__in=[p.value for p in programmes])
        .filter(Q(end__isnull=True) | Q(end__gt=today), start__lte=today)
        .select_related("organisation")
        .order_by("programme", "id")
    )
    hits = [Hit(Programme(r.programme), r.organisation.name, r.contact) for r in rows]
    asked = {
        "act": Act.SEARCH,
        "object_type": "Known elsewhere",
        "purpose": Purpose.CARE_COORDINATION,
        "detail": {"programmes": sorted(programmes), "hits": len(hits), "reason": reason.strip()[:200]},
    }
    answered = {
        **asked,
        "object_type": "Known elsewhere: answer",
        "dossier_id": person.dossier_id if hits and person else None,
    }
    record_many(actor, [asked, answered])
    return hits
