"""Writing down what is done in a handover, and questions of one team to the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from samenhang.access.enums import Category
from samenhang.access.services import require_grant
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.base.working_days import working_day_after
from samenhang.notifications.enums import Kind
from samenhang.pathway.enums.handovers import Evidence, RequestState
from samenhang.pathway.models.handovers import HandoverEvidence, HandoverQuestion, HandoverRequest
from samenhang.pathway.rules.handovers import MOVED
from samenhang.pathway.rules.handovers_checks import NewEvidence, check_evidence
from samenhang.pathway.services.handovers_common import line, locked, opened, standing, tell, write_down


@transaction.atomic
def note_evidence(*, actor: Actor, handover_id: int, new: NewEvidence, today: date) -> int:
    """Write down what was done or agreed; the steps follow from it. Returns its id.

    An intake in person with a possible receiver opens their right to say no (R-03). Something for the livelihood that stands
    there already is replaced. Raises NoGrant, what ``check_evidence`` refuses, and Refused(NOT_ASKED) for an intake with an
    organisation that was not asked.
    """
    row, dossier_id = opened(actor, handover_id)
    where = standing(row, today)
    check_evidence(new, facts=where.facts, numbers=where.numbers, today=today)
    if new.kind == Evidence.INTAKE:
        _seen_by(row.negotiation, new)
    if new.kind == Evidence.LIVELIHOOD:
        before = HandoverEvidence.objects.for_rule("what was said of the livelihood is replaced by what holds now")
        before.filter(handover=row, attempt=row.attempt, kind=new.kind, item=new.item).delete()
    noted = write_down(
        actor,
        row,
        dossier_id,
        new.kind,
        new.on,
        item=new.item,
        minutes=new.minutes,
        in_person=new.in_person,
        client_present=new.client_present,
        why_absent=new.why_absent.strip(),
        with_whom=new.with_whom.strip(),
        words=new.words.strip(),
        waived=new.waived,
        organisation_id=new.organisation_id,
        until=new.until,
    )
    return noted.pk


@transaction.atomic
def note_all(*, actor: Actor, handover_id: int, news: Sequence[NewEvidence], today: date) -> None:
    """Write several things down, all or nothing. Raises what ``note_evidence`` raises."""
    for new in news:
        note_evidence(actor=actor, handover_id=handover_id, new=new, today=today)


def _seen_by(negotiation: UUID, new: NewEvidence) -> None:
    asked = HandoverRequest.objects.filter(negotiation=negotiation, asked_of_id=new.organisation_id)
    if new.organisation_id is None or not asked.exists():
        raise Refused("NOT_ASKED")
    if new.in_person and new.client_present:
        asked.exclude(state=RequestState.RELEASED).update(seen_on=new.on)


@transaction.atomic
def link_talk(*, actor: Actor, handover_id: int, talk_id: int, on: date, with_whom: str) -> int:
    """Put a talk about the person beside the handover: discussing together is part of it (row 57; seed 000, section 3.3).

    ``talk_id`` is the number of the talk in its own package; it may look back on a handover that ended. Raises NoGrant,
    Conflict(ALREADY_LINKED).
    """
    row, dossier_id = opened(actor, handover_id)
    linked = HandoverEvidence.objects.for_rule("a talk stands beside a handover once")
    if linked.filter(handover=row, talk_ref=talk_id).exists():
        raise Conflict("ALREADY_LINKED")
    noted = write_down(
        actor,
        row,
        dossier_id,
        Evidence.CASE_DISCUSSION,
        on,
        talk_ref=talk_id,
        with_whom=with_whom.strip()[:300],
    )
    return noted.pk


@transaction.atomic
def ask_question(*, actor: Actor, handover_id: int, question: str, today: date) -> int:
    """One team asks the other after the move, in either direction; the answer has a term (row 56). Returns its id.

    Raises NoGrant, Refused(NOT_MOVED_YET, NOTHING_SAID).
    """
    row = locked(handover_id)
    dossier_id = require_grant(actor, row.compartment_id, Category.PLAN_GOALS, write=False)
    sides = {row.from_organisation_id, row.to_organisation_id}
    mine = sides & actor.organisation_ids
    if not mine:
        raise NoGrant("NO_GRANT")
    if row.state not in MOVED or row.to_organisation_id is None:
        raise Refused("NOT_MOVED_YET")
    if len(question.strip()) < 3:
        raise Refused("NOTHING_SAID")
    other = row.to_organisation_id if row.from_organisation_id in mine else row.from_organisation_id
    term = today
    for _ in range(standing(row, today).numbers.answer_days):
        term = working_day_after(term)
    asked = HandoverQuestion(
        handover=row,
        person_id=row.person_id,
        compartment_id=row.compartment_id,
        asked_by_id=actor.me,
        asked_of_id=other,
        asked_on=today,
        question=question.strip(),
        answer_by=term,
    )
    HandoverQuestion.objects.write([asked])
    line(actor, Act.CREATE, asked, dossier_id)
    to = row.receiver_id if other == row.to_organisation_id else row.giver_id
    tell(actor, row, dossier_id, Kind.HANDOVER_QUESTION, f"question:{asked.pk}", [to])
    return asked.pk


@transaction.atomic
def answer_question(*, actor: Actor, question_id: int, answer: str, today: date) -> None:
    """Answer for the organisation that was asked. Raises NoGrant, Refused(NOTHING_SAID), Conflict(ALREADY_ANSWERED)."""
    rows = HandoverQuestion.objects.for_rule("a question is answered once")
    asked = rows.select_for_update().filter(pk=question_id).first()
    if asked is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, asked.compartment_id, Category.PLAN_GOALS, write=False)
    if asked.asked_of_id not in actor.organisation_ids:
        raise NoGrant("NOT_ASKED")
    if asked.answer:
        raise Conflict("ALREADY_ANSWERED")
    if not answer.strip():
        raise Refused("NOTHING_SAID")
    asked.answer, asked.answered_on, asked.answered_by_id = answer.strip(), today, actor.me
    asked.save()
    line(actor, Act.UPDATE, asked, dossier_id)
    tell(
        actor,
        locked(asked.handover_id),
        dossier_id,
        Kind.HANDOVER_ANSWERED,
        f"answered:{asked.pk}",
        [asked.asked_by_id],
    )
