"""What the pathways of people ask attention for, for all of somebody's cases in one question."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from samenhang.access.enums import Purpose
from samenhang.access.models import ProtectedModel
from samenhang.base.actor import Actor
from samenhang.base.attention import Attention
from samenhang.base.kept import GivenDay, GivenIds, Kept
from samenhang.pathway.enums.crises import CrisisAlert, CrisisState
from samenhang.pathway.enums.pilot_lights import LightState
from samenhang.pathway.enums.steps import Home, StepAlert, StepState
from samenhang.pathway.models import BedRight, Crisis, CrisisTold, Freedom, PilotLight, Step
from samenhang.pathway.rules.crises import to_tell
from samenhang.pathway.rules.pilot_lights import LightFacts, light_due
from samenhang.pathway.rules.steps import SHOW_AHEAD_DAYS

_FIELDS = ("its_source", "person_id", "its_day", "its_words", "its_user", "its_number")


def _part(
    actor: Actor,
    purpose: Purpose,
    model: type[ProtectedModel],
    source: str,
    day: str,
    words: Any = None,
    user: str = "",
) -> QuerySet:
    text, number = TextField(), BigIntegerField()
    return (
        model.objects.visible_to(actor, purpose=purpose)
        .order_by()
        .annotate(
            its_source=Value(source, output_field=CharField()),
            its_day=Cast(F(day), DateField()),
            its_words=Cast(words, text) if words is not None else Value("", output_field=text),
            its_user=Cast(F(user) if user else Value(None), number),
            its_number=F("pk"),
        )
    )


def _text(name: str) -> Any:
    return Cast(F(name), TextField())


@Kept
def _open(reader: Actor, purpose: Purpose) -> QuerySet:
    """Everything of the pathway that is open, in one question."""
    people, soon = GivenIds("people"), GivenDay("soon")
    mine = {"person_id__in": people}
    bar = Value("|", output_field=TextField())
    light = Concat(
        _text("start"), bar, _text("every_days"), bar, _text("met_on"), bar, _text("failed"), bar, _text("failed_on"),
        output_field=TextField(),
    )  # fmt: skip
    queries = (
        _part(reader, purpose, Step, StepAlert.STEP_TO_TAKE, "on").filter(
            **mine, state=StepState.PLANNED, on__lte=soon
        ),
        _part(reader, purpose, Step, StepAlert.STEP_TO_EVALUATE, "evaluate_on").filter(
            **mine, state=StepState.TAKEN, evaluate_on__lte=soon
        ),
        _part(reader, purpose, Step, StepAlert.HOME_HELD_UNTIL, "home_held_until").filter(
            **mine,
            home=Home.HELD,
            home_placement__home_held=True,
            home_placement__end__isnull=True,
            home_held_until__lte=soon,
        ),
        _part(reader, purpose, Freedom, StepAlert.FREEDOM_TO_DECIDE, "planned_on", F("text"))
        .filter(**mine, dropped_on__isnull=True, planned_on__lte=soon)
        .exclude(decision="GO"),
        _part(reader, purpose, PilotLight, "LIGHT", "until", light, "keeper_id").filter(
            **mine, state=LightState.BURNING
        ),
        _part(reader, purpose, BedRight, CrisisAlert.BED_RIGHT_ENDS, "until", F("where")).filter(
            **mine, ended_on__isnull=True, until__lte=soon
        ),
        _part(reader, purpose, Crisis, "CRISIS", "evaluate_on", F("state"))
        .filter(**mine)
        .exclude(state=CrisisState.EVALUATED),
    )
    first, *others = (q.values_list(*_FIELDS) for q in queries)
    return first.union(*others, all=True)


def attention(actor: Actor, person_ids: Collection[int], *, purpose: Purpose, today: date) -> list[Attention]:
    """What the pathways of these people ask of whom, today or soon."""
    ids = list(person_ids)
    if not ids:
        return []
    rows = _open.rows(actor.reader, purpose, people=ids, soon=today + timedelta(days=SHOW_AHEAD_DAYS))
    decided = [v[5] for v in rows if v[0] == "CRISIS" and v[3] == CrisisState.DECIDED]
    told: dict[int, list[str]] = {}
    if decided:
        heard = CrisisTold.objects.visible_to(actor, purpose=purpose).filter(crisis_id__in=decided)
        for crisis_id, whom in heard.values_list("crisis_id", "whom"):
            told.setdefault(crisis_id, []).append(whom)
    found: list[Attention] = []
    for source, person_id, day, words, user_id, number in rows:
        if source == "LIGHT":
            path = reverse("pathway:light", args=[person_id])
            found += [
                Attention(d.alert, person_id, today if d.by <= today else None, d.by, path=path, user_id=user_id)
                for d in light_due(_facts(words, day), today)
            ]
        elif source == "CRISIS":
            found += _of_crisis(person_id, day, words, told.get(number, []))
        elif source == CrisisAlert.BED_RIGHT_ENDS:
            found.append(
                Attention(source, person_id, None, day, detail=words, path=reverse("pathway:crisis", args=[person_id]))
            )
        else:
            found.append(
                Attention(source, person_id, None, day, detail=words, path=reverse("pathway:steps", args=[person_id]))
            )
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _facts(words: str, until: date) -> LightFacts:
    start, every, met, failed, failed_on = words.split("|")
    return LightFacts(date.fromisoformat(start[:10]), until, int(every), _day(met), int(failed), _day(failed_on))


def _of_crisis(person_id: int, evaluate_on: date | None, state: str, told: list[str]) -> list[Attention]:
    path = reverse("pathway:crisis", args=[person_id])
    if state == CrisisState.PRESENT:
        return [Attention(CrisisAlert.CRISIS_TO_DECIDE, person_id, hard=True, path=path)]
    if state != CrisisState.DECIDED:
        return [Attention(CrisisAlert.CRISIS_NOW, person_id, hard=True, path=path)]
    found = [Attention(CrisisAlert.CRISIS_TO_EVALUATE, person_id, None, evaluate_on, path=path)]
    if to_tell(told):
        found.append(Attention(CrisisAlert.CRISIS_TO_TELL, person_id, None, None, path=path))
    return found
