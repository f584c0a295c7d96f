"""The person's own rights: asking, and the answer that is kept with it (AVG 12, 15, 16, 17 and 21)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.selectors import own_dossier
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.people.services import require_person
from samenhang.privacy.enums import RequestKind, RequestOutcome
from samenhang.privacy.models import RightsRequest
from samenhang.privacy.rules import answer_due

NOTHING = Category(0)


@transaction.atomic
def make_request(
    *,
    actor: Actor,
    person_id: int,
    compartment_id: int,
    kind: RequestKind,
    text: str,
    today: date,
    categories: Category = NOTHING,
    organisation_id: int | None = None,
) -> int:
    """Ask something about one's own data, or record what the person asked; returns the id.

    The person asks in the portal; somebody who works on the case records what was asked at a table. An objection counts
    from the moment it is made, until it is declined with reasons. Raises Refused(REASON_MISSING) without words.
    """
    own = own_dossier(actor, today)
    if own is not None and own[1] == compartment_id:
        dossier_id = own[0]
    else:
        dossier_id = require_person(
            actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS
        )
    if len(text.strip()) < 3:
        raise Refused("REASON_MISSING")
    request = RightsRequest(
        person_id=person_id,
        compartment_id=compartment_id,
        kind=kind,
        categories=int(categories),
        organisation_id=organisation_id,
        text=text.strip(),
        made_on=today,
        made_by_id=actor.me,
        due_on=answer_due(today),
    )
    RightsRequest.objects.write([request])
    record(
        actor,
        Act.CREATE,
        dossier_id=dossier_id,
        object_type="RightsRequest",
        object_id=request.pk,
        categories=int(categories),
        detail={"kind": kind},
    )
    return request.pk


@transaction.atomic
def answer_request(*, actor: Actor, request_id: int, outcome: RequestOutcome, answer: str, today: date) -> None:
    """Answer in words; the answer is kept with the request.

    By somebody who may change the case, or by the privacy officer. Raises Refused(ALREADY_ANSWERED, REASON_MISSING).
    """
    rows = RightsRequest.objects.for_rule("a request is answered by the case or by the privacy officer, checked below")
    request = rows.select_for_update().filter(pk=request_id).select_related("compartment").first()
    if request is None:
        raise NoGrant("NO_GRANT")
    if actor.can(Power.SEE_LOG):
        require(actor, Power.SEE_LOG)
        dossier_id = request.compartment.dossier_id
    else:
        dossier_id = require_grant(actor, request.compartment_id, Category.PLAN_GOALS)
    if request.answered_on is not None:
        raise Refused("ALREADY_ANSWERED")
    if len(answer.strip()) < 10:
        raise Refused("REASON_MISSING")
    request.outcome, request.answer = outcome, answer.strip()
    request.answered_on, request.answered_by_id = today, actor.user_id
    request.save()
    record(
        actor,
        Act.DECIDE,
        dossier_id=dossier_id,
        object_type="RightsRequest",
        object_id=request_id,
        detail={"outcome": outcome},
    )
