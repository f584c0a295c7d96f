"""On top of the plan: extra hours and flexible support, decided quickly; deviations from protocol with backing."""

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
from samenhang.plan.forms import DecideForm, DeviationForm, ResultForm, ReviewForm, SupportForm
from samenhang.plan.labels import SUPPORT, SUPPORT_DECISIONS
from samenhang.plan.services.support import About, NewDeviation, NewSupport
from samenhang.plan.views import CARE, READS, form_words, here, seats_only
from samenhang.ui.screens import answer_form

_TONES = {"GRANTED": "positive", "PARTLY": "warning", "REFUSED": "negative", "": "info"}


@shows(36, 42, 82)
@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    """What was asked on top and answered, and where a protocol was left with a reason."""
    found = here(request, person_id)
    actor, today = request.actor, request.today
    with reading(actor, purpose=CARE, what="Support", categories=READS, dossier_id=found.person.dossier_id):
        page = selectors.support_page(actor, person_id, purpose=CARE)
    context = {
        "person": found.person,
        "here": found,
        "tabs": person_tabs(person_id, "plan"),
        "requests": [
            {
                **r.__dict__,
                "word": str(SUPPORT[r.kind]),
                "answer": str(SUPPORT_DECISIONS[r.decision]) if r.decision else _("Waits for an answer"),
                "tone": _TONES[r.decision],
                "late": not r.decision and r.decide_by < today,
                "may_result": r.decision in {"GRANTED", "PARTLY"} and r.result_on is None,
                "may_decide": not r.decision and r.asked_of_id in actor.organisation_ids,
            }
            for r in page.requests
        ],
        "deviations": [{**d.__dict__, "due": d.reviewed_on is None and d.review_on <= today} for d in page.deviations],
    }
    return render(request, "plan/support.html", context)


@shows(36, 42)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def ask(request: Request, person_id: int) -> HttpResponse:
    """Ask for support on top."""
    found = here(request, person_id, page="Support form")
    form = SupportForm(request.POST or None, options=seats_only(request, found))

    def do(data: dict[str, Any]) -> None:
        new = NewSupport(
            data["kind"], data["start"], data["end"], data["why"], data["asked_of"], data["hours"], data["budget"]
        )
        about = About(person_id, found.person.compartment_id)
        services.ask_support(actor=request.actor, about=about, new=new, today=request.today)

    words = form_words(
        found,
        _("Ask for extra support"),
        _("Answered within two working days, for a term, without a new indication."),
        to="plan:support",
        submit=_("Ask"),
    )
    return answer_form(request, form, words, do, done=_("Asked. The answer appears here and is told to you."))


@shows(36)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def decide(request: Request, person_id: int, support_id: int) -> HttpResponse:
    """Answer a request, with a reason."""
    found = here(request, person_id, page="Support form")
    page = selectors.support_page(request.actor, person_id, purpose=CARE)
    row = next((r for r in page.requests if r.id == support_id), None)
    if row is None:
        raise Http404
    form = DecideForm(request.POST or None, initial={"hours": row.hours, "budget": row.budget})

    def do(data: dict[str, Any]) -> None:
        services.decide_support(actor=request.actor, request_id=support_id, **data)

    words = form_words(
        found,
        _("Answer the request"),
        f"{SUPPORT[row.kind]}: {row.why}",
        to="plan:support",
        submit=_("Keep the decision"),
    )
    return answer_form(request, form, words, do, done=_("The decision is kept, and told to whoever asked."))


@shows(36, 42)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def result(request: Request, person_id: int, support_id: int) -> HttpResponse:
    """Write down what support that was granted has brought."""
    found = here(request, person_id, page="Support form")
    page = selectors.support_page(request.actor, person_id, purpose=CARE)
    if all(r.id != support_id for r in page.requests):
        raise Http404
    words = form_words(found, _("What it brought"), to="plan:support", submit=_("Keep"))
    return answer_form(
        request,
        ResultForm(request.POST or None),
        words,
        lambda data: services.note_support_result(
            actor=request.actor, request_id=support_id, result=data["result"], today=request.today
        ),
        done=_("Written down."),
    )


@shows(82)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def deviate(request: Request, person_id: int) -> HttpResponse:
    """Write down a motivated deviation."""
    found = here(request, person_id, page="Deviation form", writes=True)

    def do(data: dict[str, Any]) -> None:
        about = About(person_id, found.person.compartment_id)
        services.note_deviation(actor=request.actor, about=about, new=NewDeviation(**data), today=request.today)

    words = form_words(
        found,
        _("Leave a protocol with a reason"),
        _(
            "What this person needs may ask for something else than the protocol. Written down with who stands behind it, it is support and not blame."
        ),
        to="plan:support",
        draft=f"plan-{person_id}-deviation",
    )
    return answer_form(
        request, DeviationForm(request.POST or None), words, do, done=_("Written down, with who stands behind it.")
    )


@shows(82)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def review(request: Request, person_id: int, deviation_id: int) -> HttpResponse:
    """Look back on a deviation."""
    found = here(request, person_id, page="Deviation form", writes=True)

    def do(data: dict[str, Any]) -> None:
        services.review_deviation(
            actor=request.actor, deviation_id=deviation_id, outcome=data["outcome"], today=request.today
        )

    words = form_words(found, _("Look back on leaving the protocol"), to="plan:support")
    return answer_form(request, ReviewForm(request.POST or None), words, do, done=_("Noted."))
