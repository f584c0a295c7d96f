"""Bringing somebody back in one act, by who keeps contact with them."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.directory.enums import Power
from samenhang.intake import selectors, services
from samenhang.intake.forms import ReenterForm
from samenhang.people.guards import the_person
from samenhang.ui.screens import FormPage, answer_form


@shows(19)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def reenter(request: Request, person_id: int) -> HttpResponse:
    """Somebody who was helped before needs help again: the case goes on with its last plan."""
    person = the_person(request, person_id, page="Re-entry form", writes=Category.PLAN_GOALS)
    page = FormPage(
        heading=_("Needs help again"),
        back=reverse("web:person", args=[person_id]),
        back_label=person.name,
        purpose=_("The case goes on from now, with the last plan and without a new application."),
        what=_("Whoever directed the case last, or whom you name, holds it from this moment."),
        why=_("After a relapse nobody has to go through the whole application again."),
        who=_("Everybody who takes part in the case."),
    )
    return answer_form(
        request,
        ReenterForm(request.POST or None, colleagues=selectors.coordinators(request.today)),
        page,
        lambda data: services.reenter(
            actor=request.actor,
            person_id=person_id,
            reason=data["reason"],
            coordinator_id=data["coordinator"],
            today=request.today,
        ),
        done=_("The case goes on, with its last plan."),
    )
