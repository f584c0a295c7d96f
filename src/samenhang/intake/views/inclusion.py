"""Why somebody is in scope: the criteria of the region, the evidence, the decision of people, and the lenses."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_read, may_write
from samenhang.access.services import reading
from samenhang.directory.enums import Power
from samenhang.intake import selectors, services
from samenhang.intake.forms import CheckForm, CriteriaForm, DecideForm
from samenhang.intake.presenters import check_view, lens_views
from samenhang.intake.rules import suggested_groups
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.ui.screens import FormPage, answer_form

CARE = Purpose.CARE_COORDINATION
PICTURE = Category.LIFE_DOMAIN_PICTURE
LENSES = PICTURE | Category.TITLE_FACT | Category.INDICATION | Category.NETWORK | Category.INCIDENT


@shows(1, 61)
@power_required(Power.WORK_ON_CASES)
@require_GET
def inclusion(request: Request, person_id: int) -> HttpResponse:
    """How somebody was looked at, what people decided, and what each lens would ask."""
    person, actor = the_person(request, person_id), request.actor
    with reading(
        actor, purpose=CARE, what="Inclusion", categories=Category.ID_CONTACT | LENSES, dossier_id=person.dossier_id
    ):
        checks = selectors.inclusion_checks(actor, person_id, purpose=CARE)
        facts = selectors.group_facts(actor, person, purpose=CARE, today=request.today)
        sees = may_read(actor, person.compartment_id, PICTURE)
    context = {
        "person": person,
        "checks": [check_view(c) for c in checks],
        "lenses": lens_views(suggested_groups(facts)),
        "criteria": selectors.criteria_on(request.today),
        "may_read": sees,
        "may_write": may_write(actor, person.compartment_id, PICTURE),
        "tabs": person_tabs(person_id, "picture"),
    }
    return render(request, "intake/inclusion.html", context)


def _page(person_id: int, name: str, heading: str, purpose: str) -> FormPage:
    return FormPage(
        heading=heading,
        back=reverse("intake:inclusion", args=[person_id]),
        back_label=name,
        purpose=purpose,
        what=_("The criteria are data of the region, with a version. The answers are kept as they were given."),
        why=_("So that everybody can read why somebody is in scope. No answer includes or excludes anybody."),
        who=_("Everybody who takes part in this case in a role that opens the picture, and the person themselves."),
    )


@shows(1)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def check(request: Request, person_id: int) -> HttpResponse:
    """Look at somebody with the criteria that hold today."""
    person = the_person(request, person_id, page="Inclusion form", writes=PICTURE)
    current = selectors.criteria_on(request.today)
    form = CheckForm(request.POST or None, criteria=current.criteria)
    return answer_form(
        request,
        form,
        _page(person_id, person.name, _("Look with the criteria"), _("Answer each question and say what it rests on.")),
        lambda data: services.check_inclusion(
            actor=request.actor,
            person_id=person_id,
            compartment_id=person.compartment_id,
            answers=form.answers(),
            note=data["note"],
            today=request.today,
        ),
        done=_("Kept. Now people decide, with a reason."),
    )


@shows(1)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def decide(request: Request, person_id: int, check_id: int) -> HttpResponse:
    """Decide whether somebody is in scope, with a reason."""
    person = the_person(request, person_id, page="Inclusion form", writes=PICTURE)
    known = {c.id for c in selectors.inclusion_checks(request.actor, person_id, purpose=CARE)}
    if check_id not in known:
        raise Http404

    def do(data: dict[str, Any]) -> None:
        services.decide_inclusion(actor=request.actor, check_id=check_id, today=request.today, **data)

    return answer_form(
        request,
        DecideForm(request.POST or None),
        _page(person_id, person.name, _("Decide about inclusion"), _("A decision of people, with a day and a reason.")),
        do,
        done=_("Decided, with your reason."),
    )


@shows(1)
@power_required(Power.WORK_ON_CASES)
@require_GET
def criteria(request: Request) -> HttpResponse:
    """The criteria of the region in all their versions."""
    context = {
        "versions": selectors.criteria_versions(),
        "current": selectors.criteria_on(request.today),
        "may_write": request.actor.can(Power.DECIDE_PLACEMENT),
    }
    return render(request, "intake/criteria.html", context)


@shows(1)
@power_required(Power.DECIDE_PLACEMENT)
@require_http_methods(["GET", "POST"])
def write_criteria(request: Request) -> HttpResponse:
    """Write the next version of the criteria."""
    last = selectors.criteria_versions()[0]
    initial = {"name": last.name, "valid_from": request.today, "questions": [c.question for c in last.criteria]}
    form = CriteriaForm(request.POST or None, initial=initial, present=last.criteria)
    page = FormPage(
        heading=_("New version of the criteria"),
        back=reverse("intake:criteria"),
        back_label=_("Criteria of inclusion"),
        purpose=_("Whom does this way of working mean? The table of the region says so, and may say it anew."),
        what=_("A new version holds from its day on. Checks that were done keep the questions as they were asked."),
        why=_("Criteria that only one person knows cannot be discussed."),
        who=_("Everybody who works on cases. There is nobody in them."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda data: services.write_criteria(
            actor=request.actor,
            name=data["name"],
            criteria=form.criteria(),
            valid_from=data["valid_from"],
            why=data["why"],
            after=last.version,
        ),
        done=_("The new version is there. The earlier ones stay readable."),
    )
