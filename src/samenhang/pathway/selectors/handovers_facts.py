"""What decides where handovers stand, for any number of them in one question to the database."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from samenhang.access.enums import Purpose
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.legal.selectors import last_end, runs_now
from samenhang.pathway.catalogue.handovers import DEFAULTS, Numbers
from samenhang.pathway.enums.handovers import Evidence, HandoverAlert, HandoverState, StepCode, StepState
from samenhang.pathway.models.handovers import HandoverEvidence, HandoverQuestion, HandoverTemplate, WarmHandover
from samenhang.pathway.rules.handovers import HANDOVERS, MOVED, Facts, Noted, steps
from samenhang.pathway.rules.handovers_alerts import handover_alerts, title_gap
from samenhang.plan.selectors import signals_signed_on
from samenhang.privacy.selectors import consent_until


class _Row(NamedTuple):
    """One line of the question: a handover, something written down in it, or a question that waits."""

    its_source: str
    its_handover: int
    person_id: int
    its_code: str
    its_item: str
    its_day: date
    its_until: date | None
    its_n1: int | None
    its_n2: int | None
    its_n3: int | None
    its_d1: date | None
    its_d2: date | None
    its_d3: date | None
    its_d4: date | None
    its_d5: date | None
    its_d6: date | None
    its_d7: date | None
    its_d8: date | None
    its_t1: str
    its_t2: str


_DATES = ("its_d1", "its_d2", "its_d3", "its_d4", "its_d5", "its_d6", "its_d7", "its_d8")
_NUMBERS = ("its_n1", "its_n2", "its_n3")
_IN_PERSON, _CLIENT, _WAIVED = 1, 2, 4


def _part(rows: QuerySet, source: str, **columns: Any) -> QuerySet:
    """The rows as lines of the question; what is not given is empty."""
    given: dict[str, Any] = {
        "its_source": Value(source, output_field=CharField()),
        "its_code": Value("", output_field=CharField()),
        "its_item": Value("", output_field=CharField()),
        "its_until": Value(None, output_field=DateField(null=True)),
        **{name: Value(None, output_field=DateField(null=True)) for name in _DATES},
        **{name: Value(None, output_field=BigIntegerField(null=True)) for name in _NUMBERS},
        "its_t1": Value("", output_field=TextField()),
        "its_t2": Value("", output_field=TextField()),
    }
    for name, column in columns.items():
        if name in _NUMBERS:
            given[name] = Cast(column, BigIntegerField())
        elif name in _DATES or name == "its_until":
            given[name] = Cast(column, DateField())
        elif name in {"its_t1", "its_t2"}:
            given[name] = Cast(column, TextField())
        elif name in {"its_code", "its_item"}:
            given[name] = Cast(column, CharField())
        else:
            given[name] = F(column)
    return rows.order_by().annotate(**given).values_list(*_Row._fields)


def _question(handovers: QuerySet, evidence: QuerySet, questions: QuerySet, day: Any) -> QuerySet:
    """Handovers with everything that decides where they stand."""
    person = OuterRef("person_id")
    numbers = HandoverTemplate.objects.filter(version=OuterRef("template_version")).values("numbers")[:1]
    first = _part(
        handovers,
        "HANDOVER",
        its_handover="pk",
        its_code="kind",
        its_item="state",
        its_day="attempt_on",
        its_until="move_on",
        its_n1="giver_id",
        its_n2="receiver_id",
        its_n3="to_organisation_id",
        its_d1="stay_since",
        its_d2="home_until",
        its_d3="return_on",
        its_d4=consent_until(person, OuterRef("to_organisation_id"), day),
        its_d5=signals_signed_on(person),
        its_d6=Case(When(runs_now(person, day), then=Value(None)), default=last_end(person, day)),
        its_d7="transferred_on",
        its_d8="receiver_since",
        its_t1="giver_role",
        its_t2=Subquery(numbers),
    )
    flags = sum(
        (
            Case(When(**{name: True}, then=Value(bit)), default=Value(0))
            for name, bit in (("in_person", _IN_PERSON), ("client_present", _CLIENT), ("waived", _WAIVED))
        ),
        start=Value(0),
    )
    noted = _part(
        evidence.filter(attempt=F("handover__attempt")),
        "NOTED",
        its_handover="handover_id",
        its_code="kind",
        its_item="item",
        its_day="on",
        its_n1="minutes",
        its_n2="organisation_id",
        its_n3=flags,
    )
    asked = _part(
        questions.filter(answer=""),
        "QUESTION",
        its_handover="handover_id",
        its_day="asked_on",
        its_until="answer_by",
        its_n1="asked_by_id",
        its_n2="asked_of_id",
    )
    return first.union(noted, asked, all=True)


class Standing(NamedTuple):
    """A handover as the rules read it, with its numbers and the questions that wait for an answer (of whom, until)."""

    person_id: int
    facts: Facts
    numbers: Numbers
    waiting: list[tuple[int, date]]


def _standing(rows: Collection[Any]) -> dict[int, Standing]:
    lines = [_Row(*r) for r in rows]
    noted: dict[int, list[Noted]] = {}
    waiting: dict[int, list[tuple[int, date]]] = {}
    for r in lines:
        if r.its_source == "NOTED":
            bits = r.its_n3 or 0
            noted.setdefault(r.its_handover, []).append(
                Noted(
                    r.its_code,
                    r.its_day,
                    r.its_item,
                    r.its_n1 or 0,
                    client_present=bool(bits & _CLIENT),
                    in_person=bool(bits & _IN_PERSON),
                    organisation_id=r.its_n2,
                    waived=bool(bits & _WAIVED),
                )
            )
        elif r.its_source == "QUESTION" and r.its_until is not None:
            waiting.setdefault(r.its_handover, []).append((r.its_n2 or 0, r.its_until))
    return {
        r.its_handover: Standing(
            r.person_id,
            Facts(
                kind=r.its_code,
                state=r.its_item,
                started_on=r.its_day,
                move_on=r.its_until,
                giver_id=r.its_n1,
                giver_role=r.its_t1,
                receiver_id=r.its_n2,
                to_organisation_id=r.its_n3,
                stay_since=r.its_d1,
                consent_until=r.its_d4,
                signal_plan_signed_on=r.its_d5,
                title_gap_since=title_gap(r.its_d6, started_on=r.its_day),
                home_until=r.its_d2,
                return_on=r.its_d3,
                moved_on=r.its_d7 if r.its_item in MOVED else None,
                receiver_since=r.its_d8,
                noted=tuple(sorted(noted.get(r.its_handover, ()), key=lambda n: n.on)),
            ),
            numbers_of(r.its_t2),
            waiting.get(r.its_handover, []),
        )
        for r in lines
        if r.its_source == "HANDOVER"
    }


def numbers_of(text: str | None) -> Numbers:
    """The numbers of a version as they were kept; those of the handbook when there is none."""
    return Numbers(**json.loads(text)) if text else DEFAULTS


def standing_for_rule(*, reason: str, today: date, ids: Collection[int] | None = None) -> dict[int, Standing]:
    """Where handovers stand, for a verb, a clock or a count; never shown to who may not read them."""
    handovers, evidence = WarmHandover.objects.for_rule(reason), HandoverEvidence.objects.for_rule(reason)
    questions = HandoverQuestion.objects.for_rule(reason)
    if ids is not None:
        handovers = handovers.filter(pk__in=list(ids))
        evidence, questions = evidence.filter(handover_id__in=list(ids)), questions.filter(handover_id__in=list(ids))
    return _standing(_question(handovers, evidence, questions, Value(today, output_field=DateField())))


@Kept
def _of_people(reader: Actor, purpose: Purpose) -> QuerySet:
    people, ended = GivenIds("people"), sorted(HANDOVERS.ends)
    handovers = WarmHandover.objects.visible_to(reader, purpose=purpose).filter(person_id__in=people)
    evidence = HandoverEvidence.objects.visible_to(reader, purpose=purpose).filter(person_id__in=people)
    questions = HandoverQuestion.objects.visible_to(reader, purpose=purpose).filter(person_id__in=people)
    return _question(
        handovers.exclude(state=HandoverState.WITHDRAWN),
        evidence.exclude(handover__state__in=ended),
        questions.exclude(handover__state__in=ended),
        GivenDay("today"),
    )


_OF_GIVER = frozenset(
    {HandoverAlert.HANDOVER_NO_DAY, HandoverAlert.HANDOVER_NO_RECEIVER, HandoverAlert.HANDOVER_MOVE_OVERDUE}
)


def handover_attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """What the handovers of these people ask of whom, in one question."""
    if not person_ids:
        return []
    found = []
    for pk, standing in _standing(_of_people.rows(actor.reader, purpose, people=person_ids, today=today)).items():
        f, path = standing.facts, f"/pathway/handovers/{pk}/"
        for code, until, step in handover_alerts(f, standing.numbers, today):
            who = f.giver_id if code in _OF_GIVER or f.state not in MOVED else f.receiver_id
            found.append(Attention(code, standing.person_id, None, until, detail=step, path=path, user_id=who))
        for organisation_id, until in standing.waiting:
            own = organisation_id in actor.organisation_ids
            found.append(
                Attention(
                    HandoverAlert.HANDOVER_QUESTION_WAITS,
                    standing.person_id,
                    None,
                    until,
                    path=f"{path}#questions",
                    user_id=actor.user_id if own else None,
                )
            )
    return found


def handover_paces_for_rule(*, reason: str, today: date) -> dict[str, list[tuple[date, date | None, date | None]]]:
    """For counts over everybody: of each handover the day it began, moved and was to move; of each step opened, done and due."""
    moves: list[tuple[date, date | None, date | None]] = []
    of_steps: list[tuple[date, date | None, date | None]] = []
    transferred = dict(WarmHandover.objects.for_rule(reason).values_list("pk", "transferred_on"))
    for pk, standing in standing_for_rule(reason=reason, today=today).items():
        f = standing.facts
        if f.state == HandoverState.WITHDRAWN:
            continue
        moves.append((f.started_on, transferred[pk], f.move_on + timedelta(days=1) if f.move_on else None))
        for step in steps(f, standing.numbers, today):
            if step.due is None or step.opens is None or step.opens > today or f.state in HANDOVERS.ends:
                continue
            done = _done_on(f, step.code) if step.state == StepState.DONE else None
            of_steps.append((min(step.opens, done or step.opens), done, step.due))
    return {"HANDOVER": moves, "HANDOVER_STEP": of_steps}


_SHOWN_BY: dict[StepCode, tuple[Evidence, ...]] = {
    StepCode.H1: (Evidence.PERSPECTIVE,),
    StepCode.H3: (Evidence.PARTIES,),
    StepCode.H4: (Evidence.LEGAL_BRIDGE,),
    StepCode.H5: (Evidence.WISH,),
    StepCode.H6: (Evidence.INTAKE,),
    StepCode.H7: (Evidence.INTAKE, Evidence.TALK),
    StepCode.H8: (Evidence.VISIT,),
    StepCode.H9: (Evidence.BRIEFING,),
    StepCode.H11: (Evidence.LIVELIHOOD,),
    StepCode.H12: (Evidence.RETURN_AGREEMENT,),
    StepCode.H13: (Evidence.TALK,),
    StepCode.H14: (Evidence.OVERLAP,),
    StepCode.H15: (Evidence.FIRST_CONTACT, Evidence.HOME_VISIT),
    StepCode.H16: (Evidence.CONSULT,),
    StepCode.CHECK_IN: (Evidence.CHECK_IN,),
    StepCode.H17: (Evidence.EVALUATION,),
    StepCode.H18: (Evidence.FILE_HOLDER,),
}


def _done_on(f: Facts, code: StepCode) -> date:
    """The day on which the last thing was written that shows a step; the start of the handover when nothing is dated."""
    if code == StepCode.H10 and f.signal_plan_signed_on is not None:
        return f.signal_plan_signed_on
    return max((n.on for n in f.of(*_SHOWN_BY.get(code, ()))), default=f.started_on)
