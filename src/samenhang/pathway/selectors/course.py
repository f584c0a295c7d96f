"""The pathway of one person for a page: steps, practising, pilot light, contact, crises and beds on prescription."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum

from samenhang.access.enums import Purpose
from samenhang.access.selectors import is_closed
from samenhang.base.actor import Actor
from samenhang.pathway.enums.crises import CrisisState
from samenhang.pathway.enums.pilot_lights import CaseState, LightState
from samenhang.pathway.enums.steps import Direction, StepState
from samenhang.pathway.models import (
    BedCall,
    BedRight,
    BedsTonight,
    Contact,
    Crisis,
    CrisisCall,
    CrisisTold,
    Freedom,
    FullStepDown,
    PilotLight,
    Placement,
    Step,
)
from samenhang.pathway.rules.crises import NORM_MINUTES, QUARTER
from samenhang.pathway.rules.pilot_lights import CaseFacts, LightFacts, case_state
from samenhang.plan.selectors import plan_of


@dataclass(frozen=True)
class StepRow:
    """A step up or down."""

    id: int
    kind: str
    direction: str
    state: str
    from_rung: str
    to_rung: str
    setting: str
    organisation: str
    place: str
    on: date
    reason: str
    expertise_first: str
    home: str
    home_held_until: date | None
    home_payer: str
    payer: str
    evaluate_on: date
    evaluated_on: date | None
    helped: bool | None
    evaluation: str
    why_withdrawn: str
    handover_id: int | None
    no_handover_why: str
    decided_by: str
    away: bool  # the own place is held and the stay elsewhere still runs


@dataclass(frozen=True)
class FreedomRow:
    """A step of practising with freedoms."""

    id: int
    position: int
    text: str
    days_here: int
    days_there: int
    there: str
    companions: str
    planned_on: date
    decision: str
    decided_on: date | None
    decided_by: str
    reason: str
    client_says: str


@dataclass(frozen=True)
class LightRow:
    """A pilot light."""

    id: int
    state: str
    organisation: str
    keeper_id: int
    keeper: str
    start: date
    until: date
    every_days: int
    form: str
    wants: str
    own_route: str
    brings_back: str
    back_within_days: int
    sleeping: str
    payer: str
    agreed_by_client_on: date | None
    met_on: date | None
    failed: int
    failed_on: date | None
    ended_on: date | None
    ended_why: str

    @property
    def facts(self) -> LightFacts:
        """The light as its clock reads it."""
        return LightFacts(self.start, self.until, self.every_days, self.met_on, self.failed, self.failed_on)


@dataclass(frozen=True)
class ContactRow:
    """Contact, or an attempt."""

    on: date
    form: str
    reached: bool
    by: str
    client_says: str
    for_light: bool


@dataclass(frozen=True)
class AnalysisRow:
    """The analysis behind letting go."""

    finding: str
    what_goes_well: str
    what_if: str
    client_says: str
    consulted: str
    decided_on: date
    decided_by: str


@dataclass(frozen=True)
class CallRow:
    """A call in a crisis."""

    name: str
    phone: str
    knows_client: bool
    called_at: datetime
    result: str
    minutes: int | None


@dataclass(frozen=True)
class ToldRow:
    """Who was told."""

    whom: str
    told: bool
    note: str
    at: datetime
    by: str


@dataclass(frozen=True)
class CrisisRow:
    """A crisis with its calls and who was told."""

    id: int
    state: str
    called_at: datetime
    called_by: str
    where: str
    what: str
    danger_now: bool
    arrived_at: datetime | None
    arrived: str
    outcome: str
    decided_at: datetime | None
    decided_by: str
    why: str
    why_not_less: str
    home_held_until: date | None
    evaluate_on: date | None
    evaluated_on: date | None
    what_helped: str
    lesson: str
    calls: tuple[CallRow, ...] = ()
    told: tuple[ToldRow, ...] = ()

    @property
    def runs(self) -> bool:
        """Nobody has decided yet what happens."""
        return self.state in {CrisisState.CALLED, CrisisState.ON_THE_WAY, CrisisState.PRESENT}


@dataclass(frozen=True)
class BedCallRow:
    """A night that was asked for."""

    called_at: datetime
    given: bool
    why_not: str
    nights: int
    effect: str


@dataclass(frozen=True)
class BedRow:
    """The right to a bed on prescription, what was used of it, and whether there is a bed tonight."""

    id: int
    organisation_id: int
    organisation: str
    where: str
    phone: str
    nights_at_once: int
    nights_a_quarter: int
    what_helps: str
    start: date
    until: date
    ended_on: date | None
    ended_why: str
    used: int
    free_tonight: int | None
    said_at: datetime | None
    calls: tuple[BedCallRow, ...] = ()


@dataclass(frozen=True)
class Course:
    """Everything of the pathway of one person that the reader may see."""

    steps: tuple[StepRow, ...] = ()
    freedoms: tuple[FreedomRow, ...] = ()
    lights: tuple[LightRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    analyses: tuple[AnalysisRow, ...] = ()
    state: CaseState = CaseState.OPEN

    @property
    def light(self) -> LightRow | None:
        """The light that burns."""
        return next((x for x in self.lights if x.state == LightState.BURNING), None)

    @property
    def planned(self) -> StepRow | None:
        """The step that is planned."""
        return next((s for s in self.steps if s.state == StepState.PLANNED), None)

    @property
    def away(self) -> StepRow | None:
        """The step with which somebody is away from a place that is held."""
        return next((s for s in self.steps if s.away), None)


def _steps(actor: Actor, person_id: int, purpose: Purpose) -> tuple[StepRow, ...]:
    rows = Step.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id).order_by("-on", "-id")
    fields = (
        "id", "kind", "direction", "state", "from_rung", "to_rung", "setting", "organisation__name", "place__name", "on", "reason",
        "expertise_first", "home", "home_held_until", "home_payer", "payer", "evaluate_on", "evaluated_on", "helped", "evaluation",
        "why_withdrawn", "handover_id", "no_handover_why", "decided_by__name", "home_placement__home_held", "home_placement__end",
    )  # fmt: skip
    return tuple(
        StepRow(*[*v[:7], v[7] or "", v[8] or "", *v[9:24], bool(v[24]) and v[25] is None])
        for v in rows.values_list(*fields)
    )


def _lights(actor: Actor, person_id: int, purpose: Purpose) -> tuple[LightRow, ...]:
    rows = PilotLight.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id).order_by("-start", "-id")
    fields = (
        "id", "state", "organisation__name", "keeper_id", "keeper__name", "start", "until", "every_days", "form", "wants", "own_route",
        "brings_back", "back_within_days", "sleeping", "payer", "agreed_by_client_on", "met_on", "failed", "failed_on", "ended_on",
        "ended_why",
    )  # fmt: skip
    return tuple(LightRow(*v) for v in rows.values_list(*fields))


def course(actor: Actor, person_id: int, dossier_id: int, *, purpose: Purpose, today: date) -> Course:
    """Steps, practising, pilot light and contact of one person, and where the case stands."""
    freedoms = Freedom.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id, dropped_on__isnull=True)
    contacts = Contact.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    analyses = FullStepDown.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    steps, lights = _steps(actor, person_id, purpose), _lights(actor, person_id, purpose)
    up = any(s.away and s.direction == Direction.UP for s in steps)
    burns = any(x.state == LightState.BURNING for x in lights)
    why_let_go = list(
        analyses.values_list(
            "finding", "what_goes_well", "what_if", "client_says", "consulted", "decided_on", "decided_by__name"
        )
    )
    worked_on = bool(steps or lights or why_let_go) or plan_of(actor, person_id, purpose=purpose) is not None
    return Course(
        steps=steps,
        freedoms=tuple(
            FreedomRow(*[*v[:10], v[10] or "", *v[11:]])
            for v in freedoms.order_by("position").values_list(
                "id", "position", "text", "days_here", "days_there", "there", "companions", "planned_on", "decision",
                "decided_on", "decided_by__name", "reason", "client_says",
            )
        ),
        lights=lights,
        contacts=tuple(
            ContactRow(*[*v[:5], v[5] is not None])
            for v in contacts.order_by("-on", "-id").values_list(
                "on", "form", "reached", "by__name", "client_says", "light_id"
            )[:50]
        ),
        analyses=tuple(AnalysisRow(*v) for v in why_let_go),
        state=case_state(CaseFacts(is_closed(dossier_id), burns, up, worked_on)),
    )  # fmt: skip


_CRISIS = (
    "id", "state", "called_at", "called_by", "where", "what", "danger_now", "arrived_at", "arrived", "outcome", "decided_at",
    "decided_by__name", "why", "why_not_less", "home_held_until", "evaluate_on", "evaluated_on", "what_helped", "lesson",
)  # fmt: skip


def crises(actor: Actor, person_id: int, *, purpose: Purpose) -> list[CrisisRow]:
    """The crises of one person, the newest first, with the calls and who was told."""
    rows = Crisis.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    found = list(rows.order_by("-called_at", "-id").values_list(*_CRISIS)[:50])
    ids = [v[0] for v in found]
    calls: dict[int, list[CallRow]] = {}
    for crisis_id, *v in (
        CrisisCall.objects.visible_to(actor, purpose=purpose).filter(crisis_id__in=ids).order_by("called_at", "id")
        .values_list("crisis_id", "name", "phone", "knows_client", "called_at", "result", "minutes")
    ):  # fmt: skip
        calls.setdefault(crisis_id, []).append(CallRow(*v))
    told: dict[int, list[ToldRow]] = {}
    for crisis_id, *w in (
        CrisisTold.objects.visible_to(actor, purpose=purpose).filter(crisis_id__in=ids).order_by("at", "id")
        .values_list("crisis_id", "whom", "told", "note", "at", "by__name")
    ):  # fmt: skip
        told.setdefault(crisis_id, []).append(ToldRow(*w))
    return [
        CrisisRow(*[*v[:11], v[11] or "", *v[12:], tuple(calls.get(v[0], ())), tuple(told.get(v[0], ()))])
        for v in found
    ]


def beds(actor: Actor, person_id: int, *, purpose: Purpose, today: date, now: datetime) -> list[BedRow]:
    """The beds on prescription of one person: the right, what was used of it, and whether one is free tonight."""
    rights = BedRight.objects.visible_to(actor, purpose=purpose).filter(person_id=person_id)
    found = list(
        rights.order_by("-start", "-id").values_list(
            "id", "organisation_id", "organisation__name", "where", "phone", "nights_at_once", "nights_a_quarter",
            "what_helps", "start", "until", "ended_on", "ended_why",
        )
    )  # fmt: skip
    ids = [v[0] for v in found]
    calls: dict[int, list[BedCallRow]] = {}
    for right_id, *v in (
        BedCall.objects.visible_to(actor, purpose=purpose).filter(right_id__in=ids).order_by("-called_at")
        .values_list("right_id", "called_at", "given", "why_not", "nights", "effect")
    ):  # fmt: skip
        calls.setdefault(right_id, []).append(BedCallRow(*v))
    tonight = {
        v[0]: (v[1], v[2])
        for v in BedsTonight.objects.filter(organisation_id__in={v[1] for v in found}, night=today).values_list(
            "organisation_id", "free", "said_at"
        )
    }
    return [
        BedRow(
            *[
                *v,
                sum(c.nights for c in calls.get(v[0], ()) if c.called_at > now - QUARTER),
                *tonight.get(v[1], (None, None)),
                tuple(calls.get(v[0], ())),
            ]
        )
        for v in found
    ]


# ---- how it goes in the region: numbers only -----------------------------------------------------------------
@dataclass(frozen=True)
class Use:
    """How much pilot lights and crises there are, for the picture of the process; counted, never shown by person."""

    lights: int
    relit: int
    went_out: int
    contacts: int
    crises: tuple[tuple[datetime, datetime | None], ...]
    nights: int
    homes_held: int


_WAITS = (CrisisState.CALLED, CrisisState.ON_THE_WAY)
NORM = timedelta(minutes=NORM_MINUTES)


def use_since(since: date, *, now: datetime, reason: str) -> Use:
    """What was used since a day, for an aggregate that withholds small numbers. Who waits longer than the norm counts as later."""
    lights = PilotLight.objects.for_rule(reason)
    called = Crisis.objects.for_rule(reason).filter(called_at__date__gte=since)
    nights = BedCall.objects.for_rule(reason).filter(called_at__date__gte=since).aggregate(n=Sum("nights"))["n"]
    held = Placement.objects.for_rule(reason).filter(home_held=True, end__isnull=True, superseded_by__isnull=True)
    return Use(
        lights=lights.filter(state=LightState.BURNING).count(),
        relit=lights.filter(state=LightState.RELIT, ended_on__gte=since).count(),
        went_out=lights.filter(state=LightState.OUT, ended_on__gte=since).count(),
        contacts=Contact.objects.for_rule(reason).filter(on__gte=since, light__isnull=False).count(),
        crises=tuple(
            (at, there if there or state not in _WAITS else now)
            for at, there, state in called.values_list("called_at", "arrived_at", "state")
            if state not in _WAITS or now - at > NORM
        ),
        nights=nights or 0,
        homes_held=held.count(),
    )
