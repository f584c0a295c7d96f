"""The route of a bottleneck: asked at a table, answered with reasons, moved up when nobody answers, heard in every case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from samenhang.access.enums import Category
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import OrganisationKind
from samenhang.directory.selectors import users_with
from samenhang.notifications.enums import Kind
from samenhang.steering.enums import (
    Answer,
    BottleneckAct,
    Effect,
    QuestionKind,
    QuestionState,
    Station,
)
from samenhang.steering.models import Bottleneck, BottleneckCase, Heard, Question
from samenhang.steering.rules import (
    COURSE,
    FOLLOW_UP,
    LIVE,
    POWER_AT,
    Described,
    check_answer,
    check_may_ask,
    due_on,
    invites_care_office,
    next_table,
)
from samenhang.steering.services._common import about_nobody, keeping, line, line_of_case, locked, tell, tell_cases


@dataclass(frozen=True)
class NewQuestion:
    """What is asked at which table, what is needed, and whether the table reads by whom."""

    kind: QuestionKind
    station: Station
    question: str
    needed: str
    safely: bool = False


@transaction.atomic
def ask(*, actor: Actor, bottleneck_id: int, new: NewQuestion, expected_version: int, today: date) -> int:
    """Put a bottleneck to a table; it answers within its term. Returns the id of the question.

    The care office is invited whenever money is in it (seed 004). Raises NoGrant, Conflict(CHANGED_MEANWHILE),
    Refused(STEP_NOT_POSSIBLE), Refused(REASON_MISSING), Refused(NAMES_SOMEBODY) and what ``check_may_ask`` refuses.
    """
    row = keeping(actor, bottleneck_id, expected_version)
    state = COURSE.after(row.state, BottleneckAct.ASK)
    if not new.question.strip() or not new.needed.strip():
        raise Refused("REASON_MISSING")
    check_may_ask(Described(row.classes, row.within, row.rule_owner), new.station, new.kind)
    about_nobody(actor, new.question, new.needed)
    row.state = state
    asked = _put(actor, row, new, today)
    line(actor, Act.CREATE, asked, station=new.station, kind=new.kind)
    return asked.pk


def _put(actor: Actor, row: Bottleneck, new: NewQuestion, today: date) -> Question:
    question = Question.objects.create(
        bottleneck=row,
        kind=new.kind,
        station=new.station,
        question=new.question.strip(),
        needed=new.needed.strip(),
        asked_on=today,
        asked_by_id=actor.user_id,
        safely=new.safely,
        care_office=invites_care_office(row.classes),
        answer_by=due_on(new.station, new.kind, today),
    )
    row.station, row.next_on = new.station, question.answer_by
    row.version += 1
    row.save()
    invited = users_with(POWER_AT[new.station], today)
    if question.care_office:
        invited |= users_with(POWER_AT[Station.FUNDERS], today, kind=OrganisationKind.CARE_OFFICE)
    told = invited - ({actor.user_id} if actor.user_id is not None else set())
    tell(told, kind=Kind.BOTTLENECK_ASKED, key=f"question:{question.pk}", bottleneck_id=row.pk)
    return question


@transaction.atomic
def answer(*, actor: Actor, question_id: int, given: Answer, reasons: str, today: date) -> None:
    """Answer a question of one's own table, with reasons; every case that meets the bottleneck hears it.

    An answer that it belongs higher puts the same question to the next table at once. Raises NoGrant,
    Conflict(ALREADY_ANSWERED), Refused(REASON_MISSING, NO_HIGHER_TABLE, NAMES_SOMEBODY).
    """
    question, row = _waiting(question_id)
    require(actor, POWER_AT[Station(question.station)])
    check_answer(given, Station(question.station), row.within, reasons)
    about_nobody(actor, reasons)
    if given == Answer.UP:
        _close(question, QuestionState.MOVED_UP, actor, today, answer=given, reasons=reasons.strip())
        line(actor, Act.DECIDE, question, answer=given)
        _next_table(actor, row, question, today)
        return
    _close(question, QuestionState.ANSWERED, actor, today, answer=given, reasons=reasons.strip())
    row.state, row.next_on = COURSE.after(row.state, BottleneckAct.ANSWER), today + timedelta(days=FOLLOW_UP)
    row.version += 1
    row.save()
    line(actor, Act.DECIDE, question, answer=given)
    tell(
        {row.owner_id, question.asked_by_id} - {actor.user_id},
        kind=Kind.BOTTLENECK_ANSWERED,
        key=f"answer:{question.pk}",
        bottleneck_id=row.pk,
    )
    tell_cases(row.pk, kind=Kind.BOTTLENECK_ANSWERED, key=f"answer:{question.pk}:case", today=today)


def _waiting(question_id: int) -> tuple[Question, Bottleneck]:
    found = Question.objects.filter(pk=question_id).values_list("bottleneck_id", flat=True).first()
    if found is None:
        raise Refused("GONE")
    row = locked(found)
    question = Question.objects.select_for_update().get(pk=question_id)
    if question.state != QuestionState.WAITING:
        raise Conflict("ALREADY_ANSWERED")
    return question, row


def _close(question: Question, state: QuestionState, actor: Actor, today: date, **more: str) -> None:
    question.state, question.closed_on, question.closed_by_id = state, today, actor.user_id
    for name, value in more.items():
        setattr(question, name, value)
    question.save()


def _next_table(actor: Actor, row: Bottleneck, question: Question, today: date) -> None:
    row.state = COURSE.after(row.state, BottleneckAct.MOVE_UP)
    above = next_table(Station(question.station), row.within)
    if above is None:
        raise Refused("NO_HIGHER_TABLE")
    again = NewQuestion(
        QuestionKind(question.kind),
        above,
        question.question,
        question.needed,
        question.safely,
    )
    asked = _put(actor, row, again, today)
    if asked.asked_by_id != question.asked_by_id:  # it stays the question of who asked it
        asked.asked_by_id = question.asked_by_id
        asked.save(update_fields=["asked_by"])
    tell(
        {row.owner_id, question.asked_by_id} - {actor.user_id},
        kind=Kind.BOTTLENECK_MOVED_UP,
        key=f"up:{question.pk}",
        bottleneck_id=row.pk,
    )


def move_up_overdue(*, actor: Actor, today: date) -> int:
    """Move every question up that was not answered within its term, once; returns how many.

    At the highest table it stays, in red, and its owner and that table are told every time the term passes again (R-08).
    """
    late = Question.objects.filter(state=QuestionState.WAITING, answer_by__lt=today)
    moved = 0
    for pk in list(late.values_list("pk", flat=True).order_by("pk")):
        with transaction.atomic():
            try:
                question, row = _waiting(pk)
            except Conflict:  # answered at this very moment: nothing is late any more
                continue
            if question.answer_by >= today:
                continue
            if next_table(Station(question.station), row.within) is not None:
                _close(question, QuestionState.MOVED_UP, actor, today)
                line(actor, Act.UPDATE, question, moved_up=True)
                _next_table(actor, row, question, today)
                moved += 1
            else:
                tell(
                    {row.owner_id, *users_with(POWER_AT[Station(question.station)], today)},
                    kind=Kind.BOTTLENECK_OVERDUE,
                    key=f"late:{question.pk}:{(today - question.answer_by).days // 30}",
                    bottleneck_id=row.pk,
                )
    return moved


@transaction.atomic
def withdraw_question(*, actor: Actor, question_id: int, reasons: str, today: date) -> None:
    """Take a question back, with why: the bottleneck is open again. Raises NoGrant, Conflict(ALREADY_ANSWERED), Refused(REASON_MISSING)."""
    question, row = _waiting(question_id)
    keeping(actor, row.pk)
    if not reasons.strip():
        raise Refused("REASON_MISSING")
    about_nobody(actor, reasons)
    _close(question, QuestionState.WITHDRAWN, actor, today, reasons=reasons.strip())
    row.state = COURSE.after(row.state, BottleneckAct.WITHDRAW)
    row.version += 1
    row.save()
    line(actor, Act.END, question)


@transaction.atomic
def hear(*, actor: Actor, case_id: int, question_id: int, effect: Effect, words: str, today: date) -> None:
    """Write down what an answer brought for one person, by who holds the case; with it the answer has come home.

    Raises NoGrant, Refused(GONE) for a question of another bottleneck or without an answer, Conflict(ALREADY_ANSWERED),
    Refused(REASON_MISSING) when it did not help and nothing says why.
    """
    rows = BottleneckCase.objects.for_rule("an answer is heard in the case that it is for")
    case = rows.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise NoGrant("NO_GRANT")
    dossier_id = require_grant(actor, case.compartment_id, Category.HOUSING_NEEDS)
    question = Question.objects.filter(
        pk=question_id, bottleneck_id=case.bottleneck_id, state=QuestionState.ANSWERED
    ).first()
    if question is None:
        raise Refused("GONE")
    if effect != Effect.HELPS and not words.strip():
        raise Refused("REASON_MISSING")
    heard = Heard.objects.for_rule("an answer is heard once in each case")
    if heard.filter(person_id=case.person_id, question_id=question_id).exists():
        raise Conflict("ALREADY_ANSWERED")
    row = Heard(
        person_id=case.person_id,
        compartment_id=case.compartment_id,
        question_id=question_id,
        effect=effect,
        words=words.strip(),
        on=today,
        by_id=actor.me,
    )
    Heard.objects.write([row])
    line_of_case(actor, Act.CREATE, row, dossier_id, effect=effect)


@transaction.atomic
def solve(*, actor: Actor, bottleneck_id: int, how: str, advice: str, expected_version: int, today: date) -> None:
    """Say how a bottleneck was solved, and what that says about the rule itself; it leaves the agenda.

    Raises NoGrant, Conflict(CHANGED_MEANWHILE), Refused(STEP_NOT_POSSIBLE), Refused(REASON_MISSING), Refused(NAMES_SOMEBODY).
    """
    _end(actor, bottleneck_id, BottleneckAct.SOLVE, how, expected_version, today, advice=advice.strip())


@transaction.atomic
def set_aside(*, actor: Actor, bottleneck_id: int, why: str, expected_version: int, today: date) -> None:
    """Let a bottleneck go with a reason that everybody can read. Raises what :func:`solve` does."""
    _end(actor, bottleneck_id, BottleneckAct.SET_ASIDE, why, expected_version, today)


def _end(
    actor: Actor, bottleneck_id: int, act: BottleneckAct, why: str, version: int, today: date, advice: str = ""
) -> None:
    row = keeping(actor, bottleneck_id, version)
    state = COURSE.after(row.state, act)
    if not why.strip():
        raise Refused("REASON_MISSING")
    about_nobody(actor, why, advice)
    row.state, row.closed_on, row.closed_why, row.advice = state, today, why.strip(), advice
    row.version += 1
    row.save()
    line(actor, Act.END, row, state=state)
    tell_cases(row.pk, kind=Kind.BOTTLENECK_ANSWERED, key=f"closed:{row.pk}:{row.version}", today=today)


@transaction.atomic
def reopen(*, actor: Actor, bottleneck_id: int, next_on: date, expected_version: int, today: date) -> None:
    """Put a bottleneck back on the agenda. Raises NoGrant, Conflict(CHANGED_MEANWHILE, ALREADY_THERE when its like is), Refused(IN_THE_PAST)."""
    row = keeping(actor, bottleneck_id, expected_version)
    row.state = COURSE.after(row.state, BottleneckAct.REOPEN)
    if next_on < today:
        raise Refused("IN_THE_PAST")
    if row.key and Bottleneck.objects.filter(key=row.key, state__in=LIVE).exists():
        raise Conflict("ALREADY_THERE")
    row.next_on, row.closed_on, row.closed_why = next_on, None, ""
    row.version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # its like came on the agenda at this very moment
        raise Conflict("ALREADY_THERE") from None
    line(actor, Act.UPDATE, row, reopened=True)
