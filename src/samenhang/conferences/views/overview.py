"""The tab: every talk about somebody, what was agreed, deliberations, consultations, and what was asked between organisations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_write
from samenhang.access.services import reading
from samenhang.conferences import presenters, selectors, services
from samenhang.conferences.enums import AskedOf
from samenhang.conferences.forms import AskProcessForm, ProcessAnswerForm
from samenhang.conferences.views.common import APPOINTMENTS, CARE, GOALS
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.ui.screens import FormPage, answer_form


@shows(35, 69, 95, 99, 110)
@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    """The talks about a person, as far as the reader may see them."""
    actor, row = request.actor, the_person(request, person_id)
    with reading(actor, purpose=CARE, what="Talks", categories=APPOINTMENTS | GOALS, dossier_id=row.dossier_id) as seen:
        conferences = selectors.conferences_of(actor, person_id, purpose=CARE)
        context: dict[str, Any] = {
            "talks": presenters.conference_cards(conferences, request.today),
            "agreements": presenters.agreement_rows(selectors.agreements_of(actor, person_id, purpose=CARE), person_id),
            "deliberations": presenters.deliberation_rows(
                selectors.deliberations_of(actor, person_id, purpose=CARE), person_id
            ),
            "consultations": presenters.consultation_rows(selectors.consultations_of(actor, person_id, purpose=CARE)),
            "requests": presenters.request_rows(
                selectors.convene_requests(actor, person_id, purpose=CARE),
                person_id,
                actor.user_id,
                directs=_directs(request, row.dossier_id),
            ),
        }
        seen["conferences"] = [c.id for c in conferences]
    plans, writes = (may_write(actor, row.compartment_id, kind) for kind in (APPOINTMENTS, GOALS))
    context |= {"person": row, "tabs": person_tabs(person_id, "talks"), "may_plan": plans, "may_write": writes}
    return render(request, "conferences/overview.html", context)


def _directs(request: Request, dossier_id: int) -> bool:
    return any(user == request.actor.user_id for user, _name in selectors.directs_process(dossier_id, request.today))


@shows(26)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def ask_process(request: Request, person_id: int) -> HttpResponse:
    """Ask the process director to convene or to solve."""
    row = the_person(request, person_id, page="Ask the process director", writes=APPOINTMENTS)
    directors = selectors.directs_process(row.dossier_id, request.today)
    form = AskProcessForm(
        request.POST or None, initial={"asks": AskedOf.CONVENE, "due_on": request.today + timedelta(days=7)}
    )
    page = FormPage(
        _("Ask the process director"),
        reverse("conferences:overview", args=[person_id]),
        row.name,
        purpose=_("Goes to %(who)s.") % {"who": directors[0][1]} if directors else _("Nobody directs the process of this case yet."),
        what=_("Who directs the content asks who directs the process: to call parties together, or to solve what is stuck."),
        why=_("The process director is neutral and has no say in what the care is about, so this says nothing about care."),
        who=_("Everybody who takes part in the case and may see appointments, the client among them."),
    )  # fmt: skip

    def do(data: dict[str, Any]) -> None:
        services.ask_process_director(
            actor=request.actor,
            new=services.NewRequest(
                person_id, row.compartment_id, AskedOf(data["asks"]), data["reason"], data["due_on"]
            ),
            today=request.today,
        )

    return answer_form(request, form, page, do, done=_("The process director has been asked."))


@shows(26)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def answer_request(request: Request, person_id: int, convene_id: int) -> HttpResponse:
    """The process director says what came of it."""
    row = the_person(request, person_id)
    with reading(
        request.actor,
        purpose=CARE,
        what="Request to the process director",
        categories=APPOINTMENTS,
        dossier_id=row.dossier_id,
    ):
        asked = selectors.convene_requests(request.actor, person_id, purpose=CARE)
    found = next((r for r in asked if r.id == convene_id), None)
    if found is None:
        raise Http404
    [view] = presenters.request_rows(
        [found], person_id, request.actor.user_id, directs=_directs(request, row.dossier_id)
    )
    page = FormPage(
        str(view["asks"]),
        reverse("conferences:overview", args=[person_id]),
        row.name,
        purpose=_("%(who)s asks: %(reason)s") % {"who": found.asked_by, "reason": found.reason},
    )

    def do(data: dict[str, Any]) -> None:
        services.answer_process_request(
            actor=request.actor, request_id=convene_id, done=data["done"] == "yes", answer=data["answer"]
        )

    return answer_form(
        request, ProcessAnswerForm(request.POST or None), page, do, done=_("Whoever asked has been told.")
    )
