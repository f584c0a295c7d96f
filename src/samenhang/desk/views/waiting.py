"""Emergency accesses to review, requests to answer, weighings to look at again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import ReviewOutcome
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import emergencies as all_emergencies
from samenhang.access.services import review_emergency
from samenhang.desk import presenters
from samenhang.desk.forms import AnswerRequestForm, EmergencyReviewForm, SecondPairForm
from samenhang.desk.views import oversight
from samenhang.directory.enums import Power
from samenhang.privacy.enums import RequestOutcome
from samenhang.privacy.selectors import requests_waiting, weighings_waiting
from samenhang.privacy.services import answer_request, look_again


@shows(116, 117)
@power_required(Power.REVIEW_ACCESS)
@require_GET
def emergencies(request: Request) -> HttpResponse:
    """Every emergency access, those that wait for review first."""
    with oversight(request, "Emergency accesses") as seen:
        rows = all_emergencies(actor=request.actor)
        seen["dossiers"] = sorted({r.dossier_id for r in rows})
    return render(request, "desk/emergencies.html", {"table": presenters.emergencies(rows, request.today)})


@shows(116, 117)
@power_required(Power.REVIEW_ACCESS)
@require_http_methods(["GET", "POST"])
def emergency(request: Request, access_id: int) -> HttpResponse:
    """One emergency access: the reason that was given first, and the review by somebody else."""
    row = next((r for r in all_emergencies(actor=request.actor) if r.id == access_id), None)
    if row is None:
        raise Http404
    form = EmergencyReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = ReviewOutcome(form.cleaned_data["outcome"])
        review_emergency(actor=request.actor, access_id=access_id, outcome=outcome, note=form.cleaned_data["note"])
        messages.success(request, _("The review is kept. The access has ended."))
        return redirect("desk:emergencies")
    with oversight(request, "Emergency access", dossier_id=row.dossier_id):
        context = {"row": presenters.emergency(row, request.actor.user_id), "form": form}
    return render(request, "desk/emergency.html", context, status=422 if form.is_bound else 200)


@shows(120)
@power_required(Power.SEE_LOG)
@require_GET
def requests(request: Request) -> HttpResponse:
    """What people asked about their own data and nobody answered yet, the most urgent first."""
    with oversight(request, "Requests"):
        rows = requests_waiting(request.actor)
    return render(request, "desk/requests.html", {"table": presenters.requests(rows, request.today)})


@shows(120)
@power_required(Power.SEE_LOG)
@require_http_methods(["GET", "POST"])
def request_(request: Request, request_id: int) -> HttpResponse:
    """One request and its answer; the name of the person is not needed for it."""
    row = next((r for r in requests_waiting(request.actor) if r.id == request_id), None)
    if row is None:
        raise Http404
    form = AnswerRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_request(
            actor=request.actor,
            request_id=request_id,
            outcome=RequestOutcome(form.cleaned_data["outcome"]),
            answer=form.cleaned_data["answer"],
            today=request.today,
        )
        messages.success(request, _("The answer is kept with the question. The person reads it in the portal."))
        return redirect("desk:requests")
    with oversight(request, "Request"):
        context = {"row": presenters.request(row), "form": form}
    return render(request, "desk/request.html", context, status=422 if form.is_bound else 200)


@shows(114)
@power_required(Power.REVIEW_ACCESS)
@require_GET
def weighings(request: Request) -> HttpResponse:
    """Weighings that wait for a second pair of eyes."""
    with oversight(request, "Weighings"):
        rows = weighings_waiting(request.actor)
    return render(request, "desk/weighings.html", {"table": presenters.weighings(rows, request.actor.user_id)})


@shows(114)
@power_required(Power.REVIEW_ACCESS)
@require_http_methods(["GET", "POST"])
def weighing(request: Request, weighing_id: int) -> HttpResponse:
    """One weighing: the answers of the form, and what the second person finds."""
    row = next((r for r in weighings_waiting(request.actor) if r.id == weighing_id), None)
    if row is None:
        raise Http404
    form = SecondPairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        look_again(actor=request.actor, weighing_id=weighing_id, agrees=data["agrees"], note=data["note"])
        messages.success(request, _("What you found is kept with the weighing."))
        return redirect("desk:weighings")
    with oversight(request, "Weighing"):
        context = {"row": presenters.weighing(row, request.actor.user_id), "form": form}
    return render(request, "desk/weighing.html", context, status=422 if form.is_bound else 200)
