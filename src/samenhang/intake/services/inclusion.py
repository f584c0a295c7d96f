"""Looking at somebody with the criteria of the region, and the decision of people about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.intake.enums import Answer, Inclusion
from samenhang.intake.models import CriterionAnswer, InclusionCheck
from samenhang.intake.selectors import criteria_on
from samenhang.people.services import require_person

PICTURE = Category.LIFE_DOMAIN_PICTURE


@dataclass(frozen=True)
class Answered:
    """The answer to one criterion and what it rests on."""

    answer: Answer
    evidence: str = ""


@transaction.atomic
def check_inclusion(
    *,
    actor: Actor,
    person_id: int,
    compartment_id: int,
    answers: Mapping[str, Answered],
    note: str,
    today: date,
) -> int:
    """Keep what was found with the criteria that hold today, and return the id of the check; it decides nothing.

    Raises NoGrant, and Refused(CRITERIA_MISSING) unless every criterion has an answer.
    """
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=PICTURE)
    current = criteria_on(today)
    if set(answers) != {c.code for c in current.criteria}:
        raise Refused("CRITERIA_MISSING")
    [check] = InclusionCheck.objects.write(
        [
            InclusionCheck(
                person_id=person_id,
                compartment_id=compartment_id,
                written_by_id=actor.user_id,
                set_name=current.name,
                set_version=current.version,
                on=today,
                note=note,
            )
        ]
    )
    CriterionAnswer.objects.write(
        [
            CriterionAnswer(
                compartment_id=compartment_id,
                check_of=check,
                position=position,
                code=c.code,
                question=c.question,
                answer=answers[c.code].answer,
                evidence=answers[c.code].evidence,
            )
            for position, c in enumerate(current.criteria)
        ]
    )
    record(
        actor,
        Act.CREATE,
        dossier_id=dossier_id,
        object_type="InclusionCheck",
        object_id=check.pk,
        categories=int(PICTURE),
        detail={"version": current.version},
    )
    pk: int = check.pk
    return pk


@transaction.atomic
def decide_inclusion(
    *, actor: Actor, check_id: int, included: bool, life_course: bool | None, reason: str, today: date
) -> None:
    """Decide whether somebody is in scope, with a reason. People decide: no answer includes or excludes anybody.

    Raises NoGrant, Refused(REASON_MISSING), and Conflict(ALREADY_DECIDED): a new look needs a new check.
    """
    rows = InclusionCheck.objects.for_rule("the check to be decided about, after the grant on the next line")
    check = rows.select_for_update().filter(pk=check_id).first()
    if check is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, check.compartment_id, PICTURE)
    if not reason.strip():
        raise Refused("REASON_MISSING")
    if check.decision != Inclusion.OPEN:
        raise Conflict("ALREADY_DECIDED")
    check.decision = Inclusion.INCLUDED if included else Inclusion.NOT_INCLUDED
    check.life_course, check.reason = life_course, reason.strip()[:400]
    check.decided_on, check.decided_by_id = today, actor.me
    check.save(update_fields=["decision", "life_course", "reason", "decided_on", "decided_by"])
    record(
        actor,
        Act.DECIDE,
        dossier_id=dossier_id,
        object_type="InclusionCheck",
        object_id=check.pk,
        categories=int(PICTURE),
    )
