"""Stepping up and down: planned or at once, with the own place held; back to it; the end of a stay; practising with freedoms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from samenhang.access.enums import CaseRole, Category
from samenhang.access.models import Dossier
from samenhang.access.selectors import taking_part
from samenhang.access.services import require, require_grant
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import Actor
from samenhang.base.errors import Conflict, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisation_kind
from samenhang.pathway.enums.pilot_lights import LightState
from samenhang.pathway.enums.placements import EndingReason
from samenhang.pathway.enums.steps import Direction, Go, Home, StepAct, StepKind, StepState
from samenhang.pathway.models import Freedom, Ladder, PilotLight, Placement, Step
from samenhang.pathway.rules.handovers_kinds import giver_role_of, handover_kind
from samenhang.pathway.rules.history import transfers
from samenhang.pathway.rules.steps import (
    PILOT_LIGHT,
    STEPS,
    Rung,
    StepFacts,
    check_ending,
    check_freedom,
    check_ladder,
    check_step,
    direction,
    evaluate_on,
)
from samenhang.pathway.selectors.ladder import ladder_on
from samenhang.pathway.selectors.placements import PlacementRow, current_stay, placements_for_rule, stay_of
from samenhang.pathway.services._common import held, line
from samenhang.pathway.services.handovers import HomeHeld, NewHandover, start_handover
from samenhang.pathway.services.handovers_steps import check_handover_of_step, check_moves_by_itself, light_burns
from samenhang.pathway.services.pilot_lights import NewLight, end_light, keep_light
from samenhang.pathway.services.stays import (
    Arrival,
    arrive_there,
    held_home,
    hold,
    known_place,
    live_there_again,
    stays_now,
    stop_staying,
)
from samenhang.people.services import require_person
from samenhang.plan.services.support import About
from samenhang.supply.catalogue import SETTINGS
from samenhang.supply.enums import Setting

_READS = "what somebody's own history allows as a next step"


@dataclass(frozen=True)
class Along:
    """With which warm handover a planned step to another organisation goes: one that runs, one that begins now, or none for a reason."""

    handover_id: int | None = None
    begins: bool = False
    why_none: str = ""


@dataclass(frozen=True)
class NewStep:
    """A step that is asked for: to which rung and setting, where, when, why, and what happens to the place they have."""

    kind: StepKind
    to_rung: str
    setting: Setting
    on: date
    reason: str
    home: Home
    from_rung: str = ""
    organisation_id: int | None = None
    place_id: int | None = None
    home_held_until: date | None = None
    home_payer: str = ""
    payer: str = ""
    expertise_first: str = ""
    handover: Along | None = None
    light: NewLight | None = None


@dataclass(frozen=True)
class _Known:
    """Where somebody stays, which own place is held for them, and when they moved."""

    stay: PlacementRow | None
    held: PlacementRow | None
    transferred_on: Sequence[date]
    running: Sequence[PlacementRow] = ()


def _history(person_id: int, today: date) -> _Known:
    rows = placements_for_rule(reason=_READS, person_ids=[person_id]).get(person_id, [])
    own = held_home(person_id)
    running = [r for r in rows if r.start <= today and (r.end is None or r.end > today)]
    held_row = next((r for r in rows if r.id == own), None)
    return _Known(current_stay(rows, today), held_row, transfers([stay_of(r) for r in rows]), running)


def _has_home(known: _Known, target: Setting) -> bool:
    """Say whether somebody has a place of their own that this step is about: no clinic, no street, no prison, no sofa of others.

    Who is away from a place that is held has it still, and must say what happens to it before they go to live elsewhere.
    """
    mine = known.stay is not None and _is_own(Setting(known.stay.setting))
    return mine or (known.held is not None and SETTINGS[target].family in _OWN)


_OWN = frozenset({"LIVING", "HOME"})


def _is_own(setting: Setting) -> bool:
    return SETTINGS[setting].supply and SETTINGS[setting].family in _OWN


def current_home(person_id: int, today: date) -> bool:
    """Say whether somebody lives somewhere today that can be held while they are away."""
    return _has_home(_history(person_id, today), Setting.HIC)


def _facts(new: NewStep, towards: Direction) -> StepFacts:
    kind = SETTINGS[new.setting]
    return StepFacts(
        kind=new.kind,
        direction=towards,
        on=new.on,
        reason=new.reason,
        home=new.home,
        home_held_until=new.home_held_until,
        home_payer=new.home_payer,
        clinical=kind.family in {"CLINIC", "FORENSIC"},
        moves_house=kind.stay,
        expertise_first=new.expertise_first,
    )


@transaction.atomic
def plan_step(*, actor: Actor, person_id: int, compartment_id: int, new: NewStep, today: date) -> int:
    """Plan a step, or take it at once when its day has come, and return its id.

    A planned step to another organisation goes with a warm handover, which makes the move on its day; to the pilot light with an
    agreement about it, made before or in the same act. Raises NoGrant, what ``rules.check_step`` refuses, Refused(HANDOVER_FIRST,
    OTHER_RECEIVER, HANDOVER_ENDED, LIGHT_MISSING) and what ``start_handover`` and ``keep_light`` refuse, Conflict(STEP_PLANNED) while
    another one is planned, and Conflict(PLACE_FULL) when the place that was named has no free slot.
    """
    dossier_id = require_person(
        actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLACEMENT_HISTORY
    )
    Dossier.objects.select_for_update().get(pk=dossier_id)  # two steps of one person come one after the other
    towards = direction(ladder_on(today).rungs, new.from_rung, new.to_rung)
    known = _history(person_id, today)
    check_step(
        _facts(new, towards), has_home=_has_home(known, new.setting), transferred_on=known.transferred_on, today=today
    )
    if (
        Step.objects.for_rule("one step is planned at a time")
        .filter(person_id=person_id, state=StepState.PLANNED)
        .exists()
    ):
        raise Conflict("STEP_PLANNED")
    if new.light is not None and new.to_rung == PILOT_LIGHT:
        keep_light(actor=actor, person_id=person_id, compartment_id=compartment_id, new=new.light, today=today)
    _check_light(person_id, new.to_rung)
    about = About(person_id, compartment_id)
    handover_id, why_none = _goes_along(actor, about, dossier_id, new, known, today)
    step = Step(
        person_id=person_id,
        compartment_id=compartment_id,
        kind=new.kind,
        direction=towards,
        state=StepState.PLANNED,
        from_rung=new.from_rung,
        to_rung=new.to_rung,
        setting=new.setting,
        organisation_id=new.organisation_id,
        place_id=new.place_id,
        on=new.on,
        reason=new.reason.strip(),
        expertise_first=new.expertise_first.strip(),
        home=new.home,
        home_held_until=new.home_held_until,
        home_payer=new.home_payer,
        payer=new.payer,
        handover_id=handover_id,
        no_handover_why=why_none,
        evaluate_on=evaluate_on(new.kind, new.on),
        decided_by_id=actor.me,
    )
    Step.objects.write([step])
    line(
        actor,
        Act.CREATE,
        step,
        dossier_id,
        kind=new.kind,
        direction=towards,
        handover=handover_id,
        without_handover=bool(why_none),
    )
    if new.on <= today and handover_id is None:
        _take(actor, step, dossier_id, today)
    pk: int = step.pk
    return pk


def _check_light(person_id: int, to_rung: str) -> None:
    """Raise Refused(LIGHT_MISSING) for a step to a pilot light that nobody agreed to keep (handbook 6.3)."""
    if to_rung == PILOT_LIGHT and not light_burns(person_id):
        raise Refused("LIGHT_MISSING")


def _leads_to(new: NewStep, today: date) -> int | None:
    """The organisation that a step leads to: the one that runs the place, when a place was chosen and no organisation."""
    if new.organisation_id is None and new.place_id is not None:
        return known_place(new.place_id, today).organisation_id
    return new.organisation_id


def _elsewhere(known: _Known, dossier_id: int, new: NewStep, today: date) -> bool:
    """Whether a planned step leads away from the organisations that care for somebody now; a crisis waits for no handover.

    Going back to the own place that is held is no step to another organisation, whoever runs it.
    """
    to = _leads_to(new, today)
    if to is None or new.kind != StepKind.PLANNED or (known.held is not None and known.held.organisation_id == to):
        return False
    stay = known.stay
    if SETTINGS[new.setting].stay and stay is not None and stay.organisation_id is not None:
        return to != stay.organisation_id
    with_whom = {r.organisation_id for r in known.running}
    holders = {p.organisation_id for p in taking_part(dossier_id, today) if p.role in _HOLD}
    return to not in with_whom | holders


_HOLD = frozenset({CaseRole.FILE_HOLDER, CaseRole.CASE_DIRECTOR})


def _goes_along(
    actor: Actor, about: About, dossier_id: int, new: NewStep, known: _Known, today: date
) -> tuple[int | None, str]:
    """The handover with which this step goes, or why there is none; neither when it stays within one organisation."""
    if not _elsewhere(known, dossier_id, new, today):
        return None, ""
    along = new.handover or Along()
    if along.handover_id is not None:
        check_handover_of_step(along.handover_id, about.person_id, _leads_to(new, today))
        return along.handover_id, ""
    if along.begins:
        return _begins(actor, about, new, known, today), ""
    if len(along.why_none.strip()) < 10:
        raise Refused("HANDOVER_FIRST")
    return None, along.why_none.strip()[:300]


def _begins(actor: Actor, about: About, new: NewStep, known: _Known, today: date) -> int:
    """A handover begins with the step: given by whoever plans it, towards the day of the step."""
    organisation_id = actor.organisation_id or 0
    home = None
    if new.home == Home.HELD:
        home = HomeHeld(known.stay.id if known.stay else None, new.home_payer, new.home_held_until)
    return start_handover(
        actor=actor,
        about=about,
        new=NewHandover(
            handover_kind(known.stay.setting if known.stay else "", new.setting, new.to_rung),
            actor.me,
            organisation_id,
            giver_role_of(organisation_kind(organisation_id)),
            max(new.on, today),
            known.stay.start if known.stay else None,
            new.reason,
            home,
        ),
        today=today,
    )


@transaction.atomic
def take_step(*, actor: Actor, step_id: int, today: date) -> None:
    """Take a step that was planned, today. A step that goes with a handover is taken by the move of that handover.

    Raises NoGrant, Refused(STEP_NOT_POSSIBLE, HANDOVER_MOVES, HANDOVER_FIRST, LIGHT_MISSING), Conflict(PLACE_FULL), and what the rules refuse.
    """
    step, dossier_id = held(actor, Step, step_id, reason="a step is taken once")
    Dossier.objects.select_for_update().get(pk=dossier_id)
    STEPS.after(step.state, StepAct.TAKE)
    if step.on > today:
        raise Refused("IN_THE_FUTURE")
    known = _history(step.person_id, today)
    new = NewStep(
        step.kind, step.to_rung, Setting(step.setting), today, step.reason, step.home,
        organisation_id=step.organisation_id, place_id=step.place_id,
        home_held_until=step.home_held_until, home_payer=step.home_payer, expertise_first=step.expertise_first,
        handover=Along(why_none=step.no_handover_why),
    )  # fmt: skip
    if step.handover_id is not None:
        check_moves_by_itself(step.handover_id)
    else:
        _goes_along(actor, About(step.person_id, step.compartment_id), dossier_id, new, known, today)
    _check_light(step.person_id, step.to_rung)
    facts = _facts(new, Direction(step.direction))
    check_step(facts, has_home=_has_home(known, new.setting), transferred_on=known.transferred_on, today=today)
    step.on = today
    _take(actor, step, dossier_id, today)


def _take(actor: Actor, step: Step, dossier_id: int, today: date) -> None:
    """The step is taken: there is a placement, the own place is held or ends, and a pilot light is lit up again."""
    on = min(step.on, today)
    known = _history(step.person_id, on)
    if _is_return(step, known):
        _lives_there_again(actor, step, known, dossier_id, on)
        return
    _leave_where_they_are(step, known, on)
    step.placement_id = arrive_there(
        actor=actor,
        new=Arrival(
            step.person_id, step.compartment_id, dossier_id, Setting(step.setting), on,
            organisation_id=step.organisation_id, place_id=step.place_id, payer=step.payer,
        ),
        today=today,
    )  # fmt: skip
    step.state = STEPS.after(StepState.PLANNED, StepAct.TAKE)
    step.save(update_fields=["state", "on", "placement", "home_placement"])
    line(actor, Act.UPDATE, step, dossier_id, state=step.state)
    burning = PilotLight.objects.for_rule("more care ends the light").filter(
        person_id=step.person_id, state=LightState.BURNING
    )
    if step.direction == Direction.UP and (light := burning.select_for_update().first()) is not None:
        end_light(actor, light, dossier_id, LightState.RELIT, why=step.reason, today=today)


def _is_return(step: Step, known: _Known) -> bool:
    """Whether this step leads back to the very place that is held: nobody takes a second slot beside their own."""
    return step.place_id is not None and known.held is not None and known.held.place_id == step.place_id


def _lives_there_again(actor: Actor, step: Step, known: _Known, dossier_id: int, on: date) -> None:
    if known.held is None:
        raise Refused("NO_HOME_TO_HOLD")
    if known.stay is not None and known.stay.id != known.held.id:
        stop_staying(known.stay.id, on, EndingReason.DOWNSCALE)
    live_there_again(known.held.id)
    step.placement_id = known.held.id
    step.state = STEPS.after(StepState.PLANNED, StepAct.TAKE)
    step.save(update_fields=["state", "on", "placement"])
    line(actor, Act.UPDATE, step, dossier_id, state=step.state)


def _leave_where_they_are(step: Step, known: _Known, on: date) -> None:
    """The own place is held or ends; a bed in a clinic ends; a place that was held before stays held, unless it is given up."""
    kind, stay, own = SETTINGS[Setting(step.setting)], known.stay, known.held.id if known.held else None
    reason = EndingReason.UPSCALE if step.direction == Direction.UP else EndingReason.DOWNSCALE
    clinical = stay is not None and SETTINGS[Setting(stay.setting)].family in {"CLINIC", "FORENSIC"}
    if not kind.stay:
        if stay is not None and clinical and step.direction == Direction.DOWN:  # home again, with a team that comes
            stop_staying(stay.id, on, reason)
            if own is not None:
                live_there_again(own)
        return
    if step.home == Home.HELD and own is None and stay is not None:
        hold(stay.id)
        step.home_placement_id = stay.id
        return
    if step.home == Home.HELD:
        step.home_placement_id = own
    if stay is not None and stay.id != own:
        stop_staying(stay.id, on, reason)
    if step.home == Home.GIVEN_UP and own is not None:
        stop_staying(own, on, reason)


@dataclass(frozen=True)
class GoingBack:
    """Going back to the place that was held: when, why now, and from which rung to which."""

    on: date
    reason: str
    to_rung: str


@transaction.atomic
def go_back(*, actor: Actor, person_id: int, compartment_id: int, new: GoingBack, today: date) -> int:
    """Somebody returns to their own place that was held, by a step or by a handover; the stay elsewhere ends. Returns the step down.

    Raises NoGrant, Refused(REASON_MISSING, IN_THE_FUTURE, NO_HOME_TO_HOLD, ENDS_BEFORE_START).
    """
    dossier_id = require_person(
        actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLACEMENT_HISTORY
    )
    Dossier.objects.select_for_update().get(pk=dossier_id)
    if not new.reason.strip():
        raise Refused("REASON_MISSING")
    if new.on > today:
        raise Refused("IN_THE_FUTURE")
    own = held_home(person_id)
    if own is None:
        raise Refused("NO_HOME_TO_HOLD")
    there = stays_now(person_id, today)
    if there is not None and there.id != own:
        stop_staying(there.id, new.on, EndingReason.DOWNSCALE)
    live_there_again(own)
    home = Placement.objects.for_rule("the own place is lived in again").get(pk=own)
    steps = Step.objects.for_rule("from which rung somebody comes back").filter(
        person_id=person_id, home_placement_id=own
    )
    step = Step(
        person_id=person_id,
        compartment_id=compartment_id,
        kind=StepKind.PLANNED,
        direction=Direction.DOWN,
        state=StepState.TAKEN,
        from_rung=steps.order_by("-on", "-pk").values_list("to_rung", flat=True).first() or "",
        to_rung=new.to_rung,
        setting=home.setting,
        organisation_id=home.organisation_id,
        place_id=home.place_id,
        on=new.on,
        reason=new.reason.strip(),
        home=Home.NO_PLACE,
        placement_id=home.pk,
        evaluate_on=evaluate_on(StepKind.PLANNED, new.on),
        decided_by_id=actor.me,
    )
    Step.objects.write([step])
    line(actor, Act.CREATE, step, dossier_id, direction=step.direction)
    pk: int = step.pk
    return pk


@transaction.atomic
def hold_longer(*, actor: Actor, step_id: int, until: date, payer: str, reason: str) -> None:
    """The own place is held until a later day. Raises NoGrant, Refused(REASON_MISSING, NO_HOME_TO_HOLD, HOME_HELD_BY_WHOM)."""
    step, dossier_id = held(actor, Step, step_id, reason="a place is held until one day")
    if not reason.strip():
        raise Refused("REASON_MISSING")
    if step.home != Home.HELD or step.state == StepState.WITHDRAWN:
        raise Refused("NO_HOME_TO_HOLD")
    if until <= step.on or not payer:
        raise Refused("HOME_HELD_BY_WHOM")
    step.home_held_until, step.home_payer = until, payer
    step.save(update_fields=["home_held_until", "home_payer"])
    line(actor, Act.UPDATE, step, dossier_id, held_until=until.isoformat())


@transaction.atomic
def withdraw_step(*, actor: Actor, step_id: int, why: str) -> None:
    """A planned step does not go on. Raises NoGrant, Refused(REASON_MISSING, STEP_NOT_POSSIBLE)."""
    step, dossier_id = held(actor, Step, step_id, reason="a step is withdrawn once")
    if not why.strip():
        raise Refused("REASON_MISSING")
    step.state = STEPS.after(step.state, StepAct.WITHDRAW)
    step.why_withdrawn = why.strip()[:300]
    step.save(update_fields=["state", "why_withdrawn"])
    line(actor, Act.END, step, dossier_id)


@transaction.atomic
def evaluate_step(*, actor: Actor, step_id: int, helped: bool, evaluation: str, today: date) -> None:
    """Look back on a step: did it help, and what do we take from it. Raises NoGrant, Refused(REASON_MISSING, STEP_NOT_POSSIBLE)."""
    step, dossier_id = held(actor, Step, step_id, reason="a step is looked back on once")
    if not evaluation.strip():
        raise Refused("REASON_MISSING")
    step.state = STEPS.after(step.state, StepAct.EVALUATE)
    step.helped, step.evaluation, step.evaluated_on = helped, evaluation.strip(), today
    step.save(update_fields=["state", "helped", "evaluation", "evaluated_on"])
    line(actor, Act.DECIDE, step, dossier_id)


@transaction.atomic
def end_stay(*, actor: Actor, placement_id: int, on: date, reason: EndingReason, talked_on: date | None = None) -> None:
    """End a stay that runs, for a reason. An incident alone ends no unconditional place, and none anywhere without a talk (R-06).

    Raises NoGrant, Refused(ALREADY_LEFT, ENDS_BEFORE_START), and what ``rules.check_ending`` refuses.
    """
    row, dossier_id = held(actor, Placement, placement_id, reason="a stay ends once")
    if row.end is not None and row.end <= on:
        raise Refused("ALREADY_LEFT")
    unconditional = bool(row.place_id and known_place(row.place_id, on).unconditional_stay)
    check_ending(row.setting, reason, talked_on=talked_on, unconditional=unconditional, on=on)
    stop_staying(row.pk, on, reason)
    line(actor, Act.END, row, dossier_id, reason=reason)


# ---- the ladder of the region -----------------------------------------------------------------------
@transaction.atomic
def write_ladder(*, actor: Actor, name: str, rungs: Sequence[Rung], valid_from: date, why: str, after: int) -> int:
    """Write the next version of the ladder and return its number; earlier ones stay.

    Raises NoGrant without the power, Conflict(CHANGED_MEANWHILE) when somebody wrote one since, and what the rules refuse.
    """
    require(actor, Power.DECIDE_PLACEMENT)
    check_ladder(rungs)
    if not why.strip():
        raise Refused("REASON_MISSING")
    last = Ladder.objects.aggregate(n=Max("version"))["n"] or 0
    if last != after:
        raise Conflict("CHANGED_MEANWHILE")
    row = Ladder.objects.create(
        name=name.strip(),
        version=last + 1,
        valid_from=valid_from,
        rungs=[{"code": r.code, "name": r.name, "setting": r.setting} for r in rungs],
        why=why.strip(),
        written_by_id=actor.me,
        written_at=clock.now(),
    )
    record(actor, Act.CREATE, object_type="Ladder", object_id=row.pk, detail={"version": row.version})
    return row.version


# ---- practising with freedoms -----------------------------------------------------------------------
@dataclass(frozen=True)
class NewFreedom:
    """A step of practising: what, days here and there, who comes along, and when."""

    text: str
    planned_on: date
    days_here: int = 0
    days_there: int = 0
    there: str = ""
    companions: str = ""


@transaction.atomic
def add_freedom(*, actor: Actor, person_id: int, compartment_id: int, new: NewFreedom) -> int:
    """Add the next step of practising with freedoms and return its id. Raises NoGrant, Refused(REASON_MISSING, WHERE_MISSING)."""
    dossier_id = require_person(actor, person_id=person_id, compartment_id=compartment_id, category=Category.PLAN_GOALS)
    Dossier.objects.select_for_update().get(pk=dossier_id)
    if not new.text.strip():
        raise Refused("REASON_MISSING")
    if new.days_there and not new.there.strip():
        raise Refused("WHERE_MISSING")
    rows = Freedom.objects.for_rule("steps of practising stand in an order").filter(person_id=person_id)
    last = rows.filter(dropped_on__isnull=True).aggregate(n=Max("position"))["n"] or 0
    row = Freedom(
        person_id=person_id,
        compartment_id=compartment_id,
        position=last + 1,
        text=new.text.strip(),
        planned_on=new.planned_on,
        days_here=new.days_here,
        days_there=new.days_there,
        there=new.there.strip(),
        companions=new.companions.strip(),
    )
    Freedom.objects.write([row])
    line(actor, Act.CREATE, row, dossier_id)
    pk: int = row.pk
    return pk


@transaction.atomic
def decide_freedom(
    *,
    actor: Actor,
    freedom_id: int,
    decision: Go,
    reason: str,
    client_says: str,
    today: date,
    planned_on: date | None = None,
) -> None:
    """Go or no go for one step of practising, after those before it. After a no go it is tried again on a new day.

    Raises NoGrant, Refused(REASON_MISSING, FREEDOM_OUT_OF_ORDER), Conflict(ALREADY_DECIDED) once it was a go.
    """
    row, dossier_id = held(actor, Freedom, freedom_id, reason="a step of practising is decided about in its order")
    Dossier.objects.select_for_update().get(pk=dossier_id)
    if row.decision == Go.GO or row.dropped_on is not None:
        raise Conflict("ALREADY_DECIDED")
    rows = Freedom.objects.for_rule("each step comes after a go on the one before")
    decided = rows.filter(person_id=row.person_id, dropped_on__isnull=True).values_list("position", "decision")
    check_freedom(row.position, [d for d in decided if d[0] != row.position], decision, reason)
    row.decision, row.reason, row.decided_on, row.decided_by_id = decision, reason.strip(), today, actor.me
    row.client_says = client_says.strip()
    if decision == Go.NO_GO and planned_on is not None:
        row.planned_on = planned_on
    row.save()
    line(actor, Act.DECIDE, row, dossier_id, decision=decision)


@transaction.atomic
def drop_freedom(*, actor: Actor, freedom_id: int, today: date) -> None:
    """Take a step of practising out that was not a go yet. Raises NoGrant, Conflict(ALREADY_DECIDED)."""
    row, dossier_id = held(actor, Freedom, freedom_id, reason="a step of practising is taken out once")
    require_grant(actor, row.compartment_id, Category.PLAN_GOALS)
    if row.decision == Go.GO or row.dropped_on is not None:
        raise Conflict("ALREADY_DECIDED")
    row.dropped_on = today
    row.save(update_fields=["dropped_on"])
    line(actor, Act.END, row, dossier_id)
