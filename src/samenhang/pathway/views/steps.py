"""Stepping up and down, the own place, practising with freedoms, and the ladder of the region."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_read, taking_part
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.legal.rules import add_months
from samenhang.pathway import services
from samenhang.pathway.enums.steps import Home, StepState
from samenhang.pathway.forms.steps import (
    BackForm,
    EndStayForm,
    EvaluateStepForm,
    FreedomForm,
    GoForm,
    HoldForm,
    LadderForm,
    StepForm,
    ToLightForm,
    WithdrawStepForm,
)
from samenhang.pathway.labels.handovers import HANDOVER_KINDS
from samenhang.pathway.presenters.course import freedom_views, stay_view, step_views
from samenhang.pathway.rules.handovers import HANDOVERS
from samenhang.pathway.rules.pilot_lights import FIRST_MONTHS
from samenhang.pathway.rules.steps import PILOT_LIGHT
from samenhang.pathway.selectors.course import Course, StepRow, course
from samenhang.pathway.selectors.handovers import handovers
from samenhang.pathway.selectors.ladder import ladder_on, ladders
from samenhang.pathway.selectors.placements import current_stay, placements
from samenhang.pathway.services import GoingBack, NewFreedom
from samenhang.pathway.views import CARE, GOALS, HISTORY, Here, form_page, here, keepers, organisations
from samenhang.people.presenters import person_tabs
from samenhang.supply.enums import Setting
from samenhang.supply.selectors import reserved_for, snapshot
from samenhang.ui.screens import FormPage, answer_button, answer_form

_READS = Category.ID_CONTACT | HISTORY | GOALS


def _who() -> str:
    return _("Everybody who takes part and may read where this person stayed, the person first of all.")


def _words(found: Here, heading: str, purpose: str = "", submit: str = "") -> FormPage:
    return form_page(found.person, heading, purpose, to="steps", who=_who(), submit=submit)


def _course(request: Request, found: Here) -> Course:
    return course(request.actor, found.person.id, found.person.dossier_id, purpose=CARE, today=request.today)


@shows(45, 46, 53)
@power_required(Power.WORK_ON_CASES)
@require_GET
def steps(request: Request, person_id: int) -> HttpResponse:
    """Every step up and down with what it brought, what is held, and practising with freedoms."""
    found = here(request, person_id)
    actor, today = request.actor, request.today
    with reading(actor, purpose=CARE, what="Steps", categories=_READS, dossier_id=found.person.dossier_id):
        whole = _course(request, found)
        stays = placements(actor, [person_id], purpose=CARE)
    rungs = ladder_on(today).rungs
    context = {
        "person": found.person,
        "here": found,
        "tabs": person_tabs(person_id, "pathway"),
        "steps": step_views(whole.steps, rungs, today),
        "away": whole.away,
        "held": any(p.home_held and p.end is None for p in stays),
        "planned": whole.planned,
        "light": whole.light is not None,
        "stay": stay_view(current_stay(stays, today)),
        "freedoms": freedom_views(whole.freedoms, today),
    }
    return render(request, "pathway/steps.html", context)


@shows(45, 48)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_step(request: Request, person_id: int) -> HttpResponse:
    """Plan a step, or take it at once."""
    found = here(request, person_id, page="Step form", writes=HISTORY)
    today = request.today
    register = snapshot(today=today, now=clock.now())
    reserved = _reserved(request, found)
    free_words = {p.id: str(p.availability.free) for p in register.places if p.availability.free > 0}
    free_words |= dict.fromkeys(reserved, _("reserved for this person"))
    places = [(p.id, f"{p.name}, {p.organisation} ({free_words[p.id]})") for p in register.places if p.id in free_words]
    form = StepForm(
        request.POST or None,
        initial={"on": today},
        rungs=ladder_on(today).rungs,
        organisations=organisations(),
        places=places,
        handovers=_handovers(request, person_id),
        light=_course(request, found).light is not None,
    )

    def do(_data: dict[str, Any]) -> None:
        services.plan_step(
            actor=request.actor,
            person_id=person_id,
            compartment_id=found.person.compartment_id,
            new=form.step(),
            today=today,
        )

    words = _words(
        found,
        _("Step up or down"),
        _("In a crisis from home to a clinic, or planned to other care. On its day it stands in the history."),
    )
    return answer_form(request, form, words, do, done=_("Kept. On its day it is looked back on."))


def _reserved(request: Request, found: Here) -> list[int]:
    """The places that the table reserved for somebody, for who may read what they need to live; for others there are none."""
    needs, person = Category.HOUSING_NEEDS, found.person
    if not may_read(request.actor, person.compartment_id, needs):
        return []
    with reading(request.actor, purpose=CARE, what="Reserved places", categories=needs, dossier_id=person.dossier_id):
        return list(reserved_for(person.id, on=request.today))


def _handovers(request: Request, person_id: int) -> list[tuple[str, str]]:
    """The handovers of somebody that have not moved them yet: a step may go with one."""
    rows = handovers(request.actor, purpose=CARE, today=request.today, person_ids=[person_id])
    return [
        (str(row.id), f"{HANDOVER_KINDS[row.kind]}, {row.to_organisation or _('nobody yet')}")
        for row, _standing in rows
        if row.state not in HANDOVERS.ends and row.transferred_on is None
    ]


@shows(43, 45)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def to_light(request: Request, person_id: int) -> HttpResponse:
    """Step down to the pilot light, agreed on in the same act."""
    found = here(request, person_id, page="Step form", writes=HISTORY)
    today = request.today
    rungs = [r for r in ladder_on(today).rungs if r.code != PILOT_LIGHT]
    seats = {p.user_id: p.organisation_id for p in taking_part(found.person.dossier_id, today) if p.user_id}
    initial = {"start": today, "until": add_months(today, FIRST_MONTHS)}
    form = ToLightForm(request.POST or None, initial=initial, rungs=rungs, keepers=keepers(request, found.person))

    def do(data: dict[str, Any]) -> None:
        organisation = seats.get(data["keeper"])
        if organisation is None:
            raise Refused("KEEPER_TAKES_NO_PART")
        services.plan_step(
            actor=request.actor,
            person_id=person_id,
            compartment_id=found.person.compartment_id,
            new=form.step(Setting.OUTREACH, Home.NO_PLACE, organisation),
            today=today,
        )

    words = _words(
        found,
        _("Step down to the pilot light"),
        _("Less care, and somebody who keeps looking: what was agreed about that is kept together with the step."),
    )
    return answer_form(request, form, words, do, done=_("Kept. The pilot light burns, and who keeps it is told."))


def _step(request: Request, found: Here, step_id: int) -> StepRow:
    row = next((s for s in _course(request, found).steps if s.id == step_id), None)
    if row is None:
        raise Http404
    return row


@shows(45)
@power_required(Power.WORK_ON_CASES)
@require_POST
def take(request: Request, person_id: int, step_id: int) -> HttpResponse:
    """Take the planned step today."""
    found = here(request, person_id, page="Step form", writes=HISTORY)
    _step(request, found, step_id)
    return answer_button(
        request,
        lambda: services.take_step(actor=request.actor, step_id=step_id, today=request.today),
        done=_("Taken. It stands in the history now."),
        to=reverse("pathway:steps", args=[person_id]),
    )


@shows(45)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, person_id: int, step_id: int) -> HttpResponse:
    """A planned step does not go on."""
    found = here(request, person_id, page="Step form", writes=HISTORY)
    _step(request, found, step_id)
    return answer_form(
        request,
        WithdrawStepForm(request.POST or None),
        _words(found, _("The step does not go on")),
        lambda data: services.withdraw_step(actor=request.actor, step_id=step_id, why=data["why"]),
        done=_("Kept, with your reason."),
    )


@shows(45, 96)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def evaluate(request: Request, person_id: int, step_id: int) -> HttpResponse:
    """Look back on a step."""
    found = here(request, person_id, page="Step form", writes=HISTORY)
    if _step(request, found, step_id).state != StepState.TAKEN:
        raise Http404
    return answer_form(
        request,
        EvaluateStepForm(request.POST or None),
        _words(
            found,
            _("Look back on the step"),
            _("Every step is looked back on: two weeks after a crisis, six weeks after a plan."),
        ),
        lambda data: services.evaluate_step(actor=request.actor, step_id=step_id, today=request.today, **data),
        done=_("Kept. It stands with the step."),
    )


@shows(53)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def back(request: Request, person_id: int) -> HttpResponse:
    """Back to the own place."""
    found = here(request, person_id, page="Step form", writes=HISTORY)
    form = BackForm(
        request.POST or None, initial={"on": request.today, "to_rung": "FACT"}, rungs=ladder_on(request.today).rungs
    )

    def do(data: dict[str, Any]) -> None:
        new = GoingBack(data["on"], data["reason"], data["to_rung"])
        services.go_back(
            actor=request.actor,
            person_id=person_id,
            compartment_id=found.person.compartment_id,
            new=new,
            today=request.today,
        )

    return answer_form(
        request, form, _words(found, _("Back to the own place")), do, done=_("Back home. The stay elsewhere has ended.")
    )


@shows(53)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def hold(request: Request, person_id: int, step_id: int) -> HttpResponse:
    """Hold the own place longer."""
    found = here(request, person_id, page="Step form", writes=HISTORY)
    row = _step(request, found, step_id)
    form = HoldForm(request.POST or None, initial={"until": row.home_held_until, "payer": row.home_payer})
    return answer_form(
        request,
        form,
        _words(found, _("Hold the own place longer")),
        lambda data: services.hold_longer(actor=request.actor, step_id=step_id, **data),
        done=_("The place is held until the new day."),
    )


@shows(45)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def end_stay(request: Request, person_id: int) -> HttpResponse:
    """End the stay that runs."""
    found = here(request, person_id, page="Placement form", writes=HISTORY)
    stay = current_stay(placements(request.actor, [person_id], purpose=CARE), request.today)
    if stay is None:
        raise Http404
    words = _words(
        found,
        _("End the stay"),
        _("An incident alone ends no stay: sit together first, and see what would make it possible to stay."),
    )
    return answer_form(
        request,
        EndStayForm(request.POST or None, initial={"on": request.today}),
        words,
        lambda data: services.end_stay(actor=request.actor, placement_id=stay.id, **data),
        done=_("The stay ends on that day. Without a next place this case turns red."),
    )


# ---- practising with freedoms -----------------------------------------------------------------------
@shows(46)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_freedom(request: Request, person_id: int) -> HttpResponse:
    """Add the next step of practising."""
    found = here(request, person_id, page="Freedom form", writes=GOALS)

    def do(data: dict[str, Any]) -> None:
        services.add_freedom(
            actor=request.actor, person_id=person_id, compartment_id=found.person.compartment_id, new=NewFreedom(**data)
        )

    page = _words(
        found, _("Add a step of practising"), _("Freedoms grow step by step: each after a go on the one before.")
    )
    form = FreedomForm(request.POST or None, initial={"planned_on": request.today})
    return answer_form(request, form, page, do, done=_("It stands in the schedule now."))


def _known_freedom(request: Request, found: Here, freedom_id: int) -> None:
    if all(f.id != freedom_id for f in _course(request, found).freedoms):
        raise Http404


@shows(46)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def decide_freedom(request: Request, person_id: int, freedom_id: int) -> HttpResponse:
    """Go or no go."""
    found = here(request, person_id, page="Freedom form", writes=GOALS)
    _known_freedom(request, found, freedom_id)
    return answer_form(
        request,
        GoForm(request.POST or None),
        _words(found, _("Go or no go"), _("With the person, and with who came along.")),
        lambda data: services.decide_freedom(actor=request.actor, freedom_id=freedom_id, today=request.today, **data),
        done=_("Decided, with your reason."),
    )


@shows(46)
@power_required(Power.WORK_ON_CASES)
@require_POST
def drop_freedom(request: Request, person_id: int, freedom_id: int) -> HttpResponse:
    """Take a step of practising out."""
    found = here(request, person_id, page="Freedom form", writes=GOALS)
    _known_freedom(request, found, freedom_id)
    return answer_button(
        request,
        lambda: services.drop_freedom(actor=request.actor, freedom_id=freedom_id, today=request.today),
        done=_("Taken out of the schedule."),
        to=reverse("pathway:steps", args=[person_id]),
    )


# ---- the ladder ---------------------------------------------------------------------------------------
@shows(45, 48)
@power_required(Power.WORK_ON_CASES)
@require_GET
def ladder(request: Request) -> HttpResponse:
    """The ladder of the region in all its versions."""
    context = {
        "versions": ladders(),
        "current": ladder_on(request.today),
        "may_write": request.actor.can(Power.DECIDE_PLACEMENT),
    }
    return render(request, "pathway/ladder.html", context)


@shows(45)
@power_required(Power.DECIDE_PLACEMENT)
@require_http_methods(["GET", "POST"])
def write_ladder(request: Request) -> HttpResponse:
    """Write the next version of the ladder."""
    last = ladders()[0]
    rungs = "\n".join(f"{r.code} | {r.name} | {r.setting}" for r in last.rungs)
    form = LadderForm(request.POST or None, initial={"name": last.name, "valid_from": request.today, "rungs": rungs})
    page = FormPage(
        heading=_("New version of the ladder"),
        back=reverse("pathway:ladder"),
        back_label=_("Ladder of the region"),
        purpose=_("From most care to least. Steps that were taken keep the rung that they were taken on."),
        who=_("Everybody who works on cases. There is nobody in it."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda data: services.write_ladder(actor=request.actor, after=last.version, **data),
        done=_("The new version is there. The earlier ones stay readable."),
    )
