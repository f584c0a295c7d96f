"""What plans ask attention for, for all of somebody's cases at once: a handful of questions, whatever their number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from samenhang.access.enums import Category, Purpose
from samenhang.access.models import ProtectedModel
from samenhang.access.selectors import cases_since
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.people.selectors import homes_of, keys
from samenhang.plan.enums import ActionState, ApproachState, Phase, PlanAlert, SecurityState, SignalState
from samenhang.plan.models import (
    Action,
    Approach,
    Evaluation,
    OrganisationPlan,
    Plan,
    PlanVersion,
    ProtocolDeviation,
    SecurityCheck,
    SignalObservation,
    SignalPlan,
    Signature,
    SupportRequest,
    Tension,
)
from samenhang.plan.rules import ACTION_AHEAD, EVALUATION_AHEAD, PlanFacts, plan_alerts

_FIELDS = ("its_source", "person_id", "its_day", "its_words", "its_user", "its_organisation", "its_number")


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """What the plans of these people ask of whom, today or soon."""
    ids = list(person_ids)
    if not ids:
        return []
    homes = homes_of(ids, today)
    rows = _open_things.rows(
        actor.reader,
        purpose,
        people=ids,
        homes={*ids, *homes},
        soon=today + timedelta(days=ACTION_AHEAD),
        ahead=today + timedelta(days=EVALUATION_AHEAD),
    )
    found = [_item(v, today) for v in rows if v[0] in _DONE_AT]
    found += _of_plans(actor, ids, homes, rows, today)
    found += _to_agree(actor, rows, purpose)
    return found


def _part(
    actor: Actor,
    purpose: Purpose,
    model: type[ProtectedModel],
    source: str,
    *,
    day: str | None = None,
    detail: str | None = None,
    user: str | None = None,
    organisation: str | None = None,
) -> QuerySet:
    text: Any = TextField()
    number: Any = BigIntegerField()
    return (
        model.objects.visible_to(actor, purpose=purpose)
        .order_by()
        .annotate(
            its_source=Value(source, output_field=CharField()),
            its_day=Cast(F(day), DateField()) if day else Value(None, output_field=DateField(null=True)),
            its_words=Cast(detail, text) if detail else Value("", output_field=text),
            its_user=Cast(F(user), number) if user else Value(None, output_field=number),
            its_organisation=Cast(F(organisation), number) if organisation else Value(None, output_field=number),
            its_number=F("pk"),
        )
    )


@Kept
def _open_things(reader: Actor, purpose: Purpose) -> QuerySet:
    """Everything with a day that is still open, in one question; of whom they live with, only the plan."""
    people = GivenIds("people")
    soon, ahead = GivenDay("soon"), GivenDay("ahead")
    current = {"person_id__in": people, "ended_on__isnull": True, "plan__ended_on__isnull": True}

    def part(model: type[ProtectedModel], source: str, **more: str) -> QuerySet:
        return _part(reader, purpose, model, source, **more)

    queries = (
        part(Action, "ACTION", day="due", detail="text", user="user_id", organisation="organisation_id").filter(
            **current, state=ActionState.TODO, due__lte=soon
        ),
        part(Evaluation, "EVALUATION", day="due_on").filter(
            person_id__in=people, plan__ended_on__isnull=True, held_on__isnull=True, due_on__lte=ahead
        ),
        part(SecurityCheck, "SECURITY", detail="kind").filter(**current, state=SecurityState.NOT_ARRANGED),
        part(Tension, "TENSION", detail="about").filter(**current, agreed=""),
        part(OrganisationPlan, "OWN_PLAN", day="until", detail="organisation__name").filter(
            **current, until__lte=ahead
        ),
        part(SignalPlan, "SIGNAL", day="review_on").filter(
            person_id__in=people, state=SignalState.SIGNED, review_on__lte=ahead
        ),
        part(SupportRequest, "SUPPORT", day="decide_by", organisation="asked_of_id", detail="asked_of__name").filter(
            person_id__in=people, decision=""
        ),
        part(ProtocolDeviation, "DEVIATION", day="review_on", detail="protocol").filter(
            person_id__in=people, reviewed_on__isnull=True, review_on__lte=ahead
        ),
        part(SignalObservation, "PHASE", detail="phase").filter(
            person_id__in=people, reacted_at__isnull=True, react_by__isnull=False
        ),
        part(
            Plan, "PLAN", day="started_on", detail="outflow", organisation="agreed_number", user="household_id"
        ).filter(person_id__in=GivenIds("homes"), ended_on__isnull=True),
        part(PlanVersion, "version", detail="asked").filter(
            person_id__in=people, number=F("plan__agreed_number"), plan__ended_on__isnull=True
        ),
        part(Approach, "approach", detail="asked").filter(person_id__in=people, state=ApproachState.PROPOSED),
        part(SignalPlan, "signal_plan", detail="asked")
        .filter(person_id__in=people)
        .exclude(state=SignalState.REPLACED),
    )
    first, *rest = (q.values_list(*_FIELDS) for q in queries)
    return first.union(*rest, all=True)


# Where each thing is done, and under which code it shows.
_DONE_AT = {
    "ACTION": "",
    "OWN_PLAN": "",
    "SUPPORT": "support/",
    "DEVIATION": "support/",
    "PHASE": "signals/",
}


def _item(v: tuple[Any, ...], today: date) -> Attention:
    source, person_id, day, detail, user, organisation, _row = v
    path = f"/plan/people/{person_id}/{_DONE_AT[source]}"
    if source == "ACTION":
        nobody = user is None and organisation is not None
        code = (
            PlanAlert.ACTION_WITHOUT_OWNER
            if nobody and day < today
            else PlanAlert.ACTION_OVERDUE
            if day < today
            else PlanAlert.ACTION_DUE
        )
        return Attention(code, person_id, None, day, detail=detail, path=f"{path}#actions", user_id=user)
    if source == "PHASE":
        hard = detail == Phase.RED
        return Attention(PlanAlert.SIGNAL_RED, person_id, today, None, hard=hard, detail=detail, path=path)
    codes = {
        "OWN_PLAN": PlanAlert.ORGANISATION_PLAN_ENDS,
        "SUPPORT": PlanAlert.SUPPORT_TO_DECIDE,
        "DEVIATION": PlanAlert.DEVIATION_REVIEW_DUE,
    }
    return Attention(codes[source], person_id, None, day, detail=detail, path=path)


def _of_plans(
    actor: Actor, ids: list[int], homes: dict[int, int], rows: list[tuple[Any, ...]], today: date
) -> list[Attention]:
    """What follows from each plan as a whole; people without one ask attention once their case runs long enough.

    The plan of a household is the plan of everybody who lives there, and a second one beside it is an alert for both.
    """
    known = {v[1]: (v[2], v[5], v[3]) for v in rows if v[0] == "PLAN"}
    plans = Counter(homes[person_id] for person_id in known if person_id in homes)
    shared = {v[4] for v in rows if v[0] == "PLAN" and v[4] is not None}
    since = _since(actor, [i for i in ids if i not in known and homes.get(i) not in shared])
    by_person: dict[int, dict[str, list[Any]]] = {}
    for source, person_id, day, detail, *_rest in rows:
        by_person.setdefault(person_id, {}).setdefault(source, []).append(detail if source == "SECURITY" else day)
    found = []
    for person_id in ids:
        things = by_person.get(person_id, {})
        started, agreed, outflow = known.get(person_id, (None, 0, ""))
        if started is None and person_id not in since and not things:
            continue
        facts = PlanFacts(
            opened_on=since.get(person_id, today),
            plan_started_on=started,
            agreed_number=agreed,
            has_outflow=bool(outflow),
            missing=things.get("SECURITY", ()),
            evaluations=things.get("EVALUATION", ()),
            tensions=len(things.get("TENSION", ())),
            signal_review_on=min(things.get("SIGNAL", ()), default=None),
        )
        found += [
            Attention(code, person_id, None, until, path=f"/plan/people/{person_id}/{_PAGES.get(code, '')}")
            for code, until in plan_alerts(facts, today)
        ]
        if person_id in known and plans[homes.get(person_id, 0)] > 1:
            found.append(
                Attention(PlanAlert.TWO_PLANS, person_id, None, None, hard=True, path=f"/plan/people/{person_id}/")
            )
    return found


def _since(actor: Actor, person_ids: list[int]) -> dict[int, date]:
    """Since when the case of each of these people runs; who may not see a plan is not told that there is none."""
    if not person_ids:
        return {}
    people = keys(reason="the clock of a case without a plan", ids=person_ids)
    began = cases_since(actor, [p.dossier_id for p in people], Category.PLAN_GOALS)
    return {p.id: began[p.dossier_id] for p in people if p.dossier_id in began}


_PAGES = {
    PlanAlert.EVALUATION_DUE: "evaluations/",
    PlanAlert.EVALUATION_OVERDUE: "evaluations/",
    PlanAlert.PLAN_NOT_AGREED: "agreement/",
    PlanAlert.SIGNAL_PLAN_REVIEW: "signals/",
}


# What can wait for an answer of one's own organisation, and on which page that is given.
_ANSWERED_AT = {"version": "agreement/", "approach": "agreement/", "signal_plan": "signals/"}


@Kept
def _signed(reader: Actor, purpose: Purpose) -> QuerySet:
    """Under which of these the organisations of the reader put their name; under a signalling plan, under its text of now."""
    rows = Signature.objects.visible_to(reader, purpose=purpose).filter(
        Q(version_id__in=GivenIds("version"))
        | Q(approach_id__in=GivenIds("approach"))
        | Q(signal_plan_id__in=GivenIds("signal_plan"), under_lock=F("signal_plan__lock")),
        organisation_id__in=list(reader.organisation_ids),
    )
    return rows.values_list("version_id", "approach_id", "signal_plan_id")


def _to_agree(actor: Actor, rows: list[tuple[Any, ...]], purpose: Purpose) -> list[Attention]:
    """What waits for an answer of the actor's own organisation: a version, an approach, a signalling plan."""
    waits = {
        (v[0], v[6]): v[1]
        for v in rows
        if v[0] in _ANSWERED_AT and set(json.loads(v[3] or "[]")) & actor.organisation_ids
    }
    if not waits:
        return []
    answered = set()
    given = {under: [pk for place, pk in waits if place == under] for under in _ANSWERED_AT}
    for version, approach, signals in _signed.rows(actor.reader, purpose, **given):
        answered |= {("version", version), ("approach", approach), ("signal_plan", signals)}
    return [
        Attention(
            PlanAlert.AGREEMENT_TO_GIVE,
            person,
            None,
            None,
            detail=under,
            path=f"/plan/people/{person}/{_ANSWERED_AT[under]}",
            user_id=actor.user_id,
        )
        for (under, pk), person in waits.items()
        if (under, pk) not in answered
    ]
