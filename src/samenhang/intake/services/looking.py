"""What the desk finds out before it decides: whom a report is about, whom it spoke with, and which words may stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import Actor
from samenhang.base.errors import Refused
from samenhang.intake.enums import ContactWith, HealthWords, Outcome, ReportAct
from samenhang.intake.models import Report, ReportContact
from samenhang.intake.rules import OPEN_STATES, OPENS_CASE, REPORT, strike_health_words
from samenhang.intake.services._report import (
    becomes_known,
    held_report,
    known_exactly,
    line,
    one_at_a_time,
    together_with,
)
from samenhang.intake.services.crises import open_when_known
from samenhang.people.selectors import found_exactly

_LEADS_TO_CASE = frozenset({*OPENS_CASE, Outcome.REENTRY, Outcome.FORWARD_TO_HELP, Outcome.WVGGZ_REPORT})


@transaction.atomic
def link_person(*, actor: Actor, report_id: int, number: str, name: str, birth_date: date | None) -> None:
    """Say who a report is about, by number or by whole name and birth date; nothing about the person is shown.

    Reports that were joined are about the same person from then on. A crisis that was noted opens in their case.
    Raises NoGrant, Refused(STEP_NOT_POSSIBLE) once it was decided, Refused(NOBODY_FOUND), Refused(TWO_PEOPLE).
    """
    one_at_a_time(actor)
    row, dossier_id = held_report(actor, report_id)
    REPORT.after(row.state, ReportAct.WEIGH)
    person = None
    if number.strip() or (name.strip() and birth_date):
        person = found_exactly(
            name=name, birth_date=birth_date, number=number.strip(), reason="hit or no hit, without content"
        )
    record(
        actor,
        Act.SEARCH,
        dossier_id=person.dossier_id if person else None,
        object_type="Known at the report desk",
        detail={"hits": int(person is not None)},
    )
    if person is None:
        raise Refused("NOBODY_FOUND")
    _about_another(row, person.id)
    becomes_known(row, person.id)
    open_when_known(actor, row, dossier_id)
    row.save(update_fields=["person", "crisis_opened_at", "crisis_there_by"])
    line(actor, Act.UPDATE, row, dossier_id, linked=True)


@transaction.atomic
def join_reports(*, actor: Actor, report_id: int, other_id: int) -> None:
    """Say that a report is about the same person as another one: from then on they count together and lead to one dossier.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE) once it was decided, Refused(SAME_REPORT), Refused(TWO_PEOPLE).
    """
    one_at_a_time(actor)
    row, dossier_id = held_report(actor, report_id)
    REPORT.after(row.state, ReportAct.WEIGH)
    join(actor, row, dossier_id, other_id)
    open_when_known(actor, row, dossier_id)
    row.save(update_fields=["same_as", "person", "crisis_opened_at", "crisis_there_by"])


def join(actor: Actor, row: Report, dossier_id: int, other_id: int) -> None:
    """Join a report that is held with another one, inside the transaction of who said so. The caller saves the row."""
    if other_id == row.pk:
        raise Refused("SAME_REPORT")
    other, other_dossier = held_report(actor, other_id)
    people = {p for p in (row.person_id, other.person_id) if p}
    if len(people) > 1:
        raise Refused("TWO_PEOPLE")
    first = other.same_as_id or other.pk
    if first != (row.same_as_id or row.pk):
        together_with(row).update(same_as_id=first)
        row.same_as_id = first
    for person_id in people:
        becomes_known(row, person_id)
    line(actor, Act.UPDATE, row, dossier_id, same_as=other.pk)
    line(actor, Act.UPDATE, other, other_dossier, same_as=row.pk)


@transaction.atomic
def part_report(*, actor: Actor, report_id: int) -> None:
    """Take back that a report is about the same person as others. Who it is about is asked again, as when it came in; so it is for the others.

    What already led to a case stays with the person of that case.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE) once it was decided, Refused(NOT_JOINED).
    """
    one_at_a_time(actor)
    row, dossier_id = held_report(actor, report_id)
    REPORT.after(row.state, ReportAct.WEIGH)
    others = list(together_with(row).exclude(pk=row.pk).order_by("pk").values_list("pk", flat=True))
    if not others:
        raise Refused("NOT_JOINED")
    if row.same_as_id is None:
        rows = Report.objects.for_rule("the others stay joined with the first of them")
        rows.filter(pk=others[0]).update(same_as_id=None)
        rows.filter(same_as_id=row.pk).update(same_as_id=others[0])
    row.same_as_id = None
    person_id = known_exactly(actor, row.subject_name, row.subject_birth)
    _about_another(row, person_id)
    row.person_id = person_id
    open_when_known(actor, row, dossier_id)
    row.save(update_fields=["same_as", "person", "crisis_opened_at", "crisis_there_by"])
    line(actor, Act.UPDATE, row, dossier_id, parted=len(others))
    _asked_again(actor, others)


def _asked_again(actor: Actor, report_ids: list[int]) -> None:
    """Whom the reports that stay joined are about, from their own name and birth date, and not from the one that left."""
    rows = Report.objects.for_rule("who a report is about never rests on a report that is not joined with it any more")
    left = list(rows.select_for_update().filter(pk__in=report_ids).select_related("compartment").order_by("pk"))
    own = {
        r.pk: r.person_id if r.outcome in _LEADS_TO_CASE else known_exactly(actor, r.subject_name, r.subject_birth)
        for r in left
    }
    people = set(own.values()) - {None}
    together = people.pop() if len(people) == 1 else None
    for r in left:
        person_id = own[r.pk] or together
        if person_id == r.person_id:
            continue
        _about_another(r, person_id)
        r.person_id = person_id
        r.save(update_fields=["person", "crisis_opened_at", "crisis_there_by"])
        line(actor, Act.UPDATE, r, r.compartment.dossier_id, asked_again=True)
    for r in left:
        if r.state in OPEN_STATES:
            open_when_known(actor, r, r.compartment.dossier_id)
            r.save(update_fields=["crisis_opened_at", "crisis_there_by"])


def _about_another(row: Report, person_id: int | None) -> None:
    """A crisis that was opened for the wrong person is closed by those who hold that case; for the right one it opens anew."""
    if row.person_id != person_id:
        row.crisis_opened_at = row.crisis_there_by = None


@dataclass(frozen=True)
class NewContact:
    """The desk was in touch, or tried: with whom, how, when, and what was said."""

    whom: ContactWith
    at: datetime
    reached: bool
    who: str = ""
    how: str = ""
    what: str = ""


@transaction.atomic
def note_contact(*, actor: Actor, report_id: int, new: NewContact, now: datetime) -> int:
    """Note a contact before the decision; who was reached themselves is in touch in time from then on. Returns its id.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE) once it was decided, Refused(IN_THE_FUTURE, NAME_MISSING, REASON_MISSING).
    """
    row, dossier_id = held_report(actor, report_id)
    REPORT.after(row.state, ReportAct.WEIGH)
    if new.at > now:
        raise Refused("IN_THE_FUTURE")
    if new.whom == ContactWith.KNOWS_THEM and not new.who.strip():
        raise Refused("NAME_MISSING")
    if new.reached and not new.what.strip():
        raise Refused("REASON_MISSING")
    contact = ReportContact(
        compartment_id=row.compartment_id,
        report=row,
        whom=new.whom,
        who=new.who.strip(),
        how=new.how.strip(),
        at=new.at,
        reached=new.reached,
        what=new.what.strip(),
        by_id=actor.me,
        noted_at=now,
    )
    ReportContact.objects.write([contact])
    if new.reached and new.whom == ContactWith.PERSON and (row.reached_at is None or new.at < row.reached_at):
        row.reached_at = new.at
        row.save(update_fields=["reached_at"])
    line(actor, Act.CREATE, contact, dossier_id, whom=new.whom, reached=new.reached)
    pk: int = contact.pk
    return pk


@transaction.atomic
def weigh_health_words(*, actor: Actor, report_id: int, keep: bool, reason: str, now: datetime) -> None:
    """Decide about words in a report that say what somebody has: strike them, or keep them with the reason why they may stay.

    What is struck is gone; that something stood there can be seen. Raises NoGrant, Refused(STEP_NOT_POSSIBLE) once it was decided,
    Refused(NOTHING_MARKED), Refused(REASON_MISSING) when they stay.
    """
    row, dossier_id = held_report(actor, report_id)
    REPORT.after(row.state, ReportAct.WEIGH)
    if row.health != HealthWords.MARKED:
        raise Refused("NOTHING_MARKED")
    if keep and not reason.strip():
        raise Refused("REASON_MISSING")
    if not keep:
        row.text, row.goal, row.partners = map(strike_health_words, (row.text, row.goal, row.partners))
    row.health = HealthWords.KEPT if keep else HealthWords.STRUCK
    row.health_why, row.health_at, row.health_by_id = reason.strip(), now, actor.me
    row.save(update_fields=["text", "goal", "partners", "health", "health_why", "health_at", "health_by"])
    line(actor, Act.DECIDE, row, dossier_id, health_words=row.health)
