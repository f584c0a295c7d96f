"""Evaluations: fixed at the start, held, moved with a reason; what is adjusted goes into the next version."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.directory.enums import Power
from samenhang.people.presenters import person_tabs
from samenhang.plan import selectors, services
from samenhang.plan.forms import EvaluationForm, MoveEvaluationForm, NewEvaluationForm
from samenhang.plan.labels import CONCLUSIONS
from samenhang.plan.services.agreeing import Findings, plan_evaluation
from samenhang.plan.views import CARE, READS, form_words, with_plan
from samenhang.ui.screens import answer_form


@shows(96)
@power_required(Power.WORK_ON_CASES)
@require_GET
def evaluations(request: Request, person_id: int) -> HttpResponse:
    """Every moment of looking back, held and to come."""
    found, plan = with_plan(request, person_id, writes=False)
    with reading(request.actor, purpose=CARE, what="Evaluations", categories=READS, dossier_id=found.person.dossier_id):
        rows = selectors.evaluations(request.actor, plan.id, purpose=CARE)
    context = {
        "person": found.person,
        "here": found,
        "tabs": person_tabs(person_id, "plan"),
        "to_come": [
            {**e.__dict__, "urgency": "overdue" if e.due_on < request.today else "soon"}
            for e in rows
            if e.held_on is None
        ],
        "held": [
            {**e.__dict__, "word": str(CONCLUSIONS[e.conclusion])} for e in reversed(rows) if e.held_on is not None
        ],
    }
    return render(request, "plan/evaluations.html", context)


def _one(request: Request, plan: selectors.PlanRow, evaluation_id: int) -> selectors.EvaluationRow:
    rows = selectors.evaluations(request.actor, plan.id, purpose=CARE)
    row = next((e for e in rows if e.id == evaluation_id), None)
    if row is None:
        raise Http404
    return row


@shows(96, 33)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def hold(request: Request, person_id: int, evaluation_id: int) -> HttpResponse:
    """Write down what an evaluation found."""
    found, plan = with_plan(request, person_id, page="Evaluation form")
    row = _one(request, plan, evaluation_id)
    form = EvaluationForm(request.POST or None, initial={"held_on": request.today})

    def do(data: dict[str, Any]) -> None:
        services.hold_evaluation(
            actor=request.actor, evaluation_id=evaluation_id, findings=Findings(**data), today=request.today
        )

    words = form_words(
        found,
        _("Look back together"),
        _("What was planned, what was done, what came of it, what changes."),
        to="plan:evaluations",
        why=_("A plan that nobody looks back on is a plan on paper."),
        draft=f"plan-{person_id}-evaluation-{row.id}",
    )
    done = _("Noted. When something changes: change the plan, and put it before everybody.")
    return answer_form(request, form, words, do, done=done)


@shows(96)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def move(request: Request, person_id: int, evaluation_id: int) -> HttpResponse:
    """Another day, with a reason."""
    found, plan = with_plan(request, person_id, page="Evaluation form")
    row = _one(request, plan, evaluation_id)

    def do(data: dict[str, Any]) -> None:
        services.change_evaluation(actor=request.actor, evaluation_id=evaluation_id, today=request.today, **data)

    form = MoveEvaluationForm(request.POST or None, initial={"due_on": row.due_on})
    words = form_words(found, _("Move the evaluation"), to="plan:evaluations")
    return answer_form(request, form, words, do, done=_("The evaluation has another day."))


@shows(96)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new(request: Request, person_id: int) -> HttpResponse:
    """Fix one more."""
    found, plan = with_plan(request, person_id, page="Evaluation form")

    def do(data: dict[str, Any]) -> None:
        plan_evaluation(actor=request.actor, plan_id=plan.id, today=request.today, **data)

    words = form_words(found, _("Fix an evaluation"), to="plan:evaluations")
    return answer_form(request, NewEvaluationForm(request.POST or None), words, do, done=_("The evaluation is fixed."))
