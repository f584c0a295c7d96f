"""Moral deliberation: a dilemma, what matters to whom, options with arguments, and the grounds on which all can stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_write
from samenhang.access.services import reading
from samenhang.conferences import presenters, selectors, services
from samenhang.conferences.enums import Dilemma, PointKind
from samenhang.conferences.forms import ArgumentForm, DeliberationForm, EvaluateForm, OptionForm, ValueForm
from samenhang.conferences.models import Point
from samenhang.conferences.selectors import DeliberationRow
from samenhang.conferences.views.common import CARE, GOALS, the_deliberation
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import PersonRow
from samenhang.ui.screens import FormPage, answer_button, answer_form

EVALUATE_AFTER = timedelta(days=91)
THOUGHTS: dict[str, tuple[PointKind, type[Any]]] = {
    "value": (PointKind.VALUE, ValueForm),
    "option": (PointKind.OPTION, OptionForm),
    "for": (PointKind.ARGUMENT_FOR, ArgumentForm),
    "against": (PointKind.ARGUMENT_AGAINST, ArgumentForm),
}


def _page(person: PersonRow, heading: str, back: str = "", draft: str = "", **more: str) -> FormPage:
    return FormPage(
        heading,
        back or reverse("conferences:overview", args=[person.id]),
        person.name,
        what=_("Thinking together about what is right, when two good things pull apart."),
        why=_("A decision that everybody can explain carries further than one that was pushed through."),
        who=_("Everybody who takes part in the case and may see goals and agreements, the client among them."),
        template="conferences/form.html",
        draft=draft,
        draft_kind=int(GOALS) if draft else 0,
        **more,
    )


@shows(95)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new(request: Request, person_id: int) -> HttpResponse:
    """Open a moral deliberation, of a talk when one led to it."""
    row = the_person(request, person_id, page="Moral deliberation", writes=GOALS)
    about, of = request.GET.get("about", ""), request.GET.get("conference", "")
    initial = {
        "about": about if about in set(Dilemma) else Dilemma.OTHER,
        "held_on": request.today,
        "evaluate_on": request.today + EVALUATE_AFTER,
    }
    form = DeliberationForm(request.POST or None, initial=initial)

    def do(_data: dict[str, Any]) -> None:
        services.deliberate(
            actor=request.actor,
            person_id=person_id,
            compartment_id=row.compartment_id,
            values=form.values(),
            conference_id=int(of) if of.isascii() and of.isdigit() else None,
            today=request.today,
        )

    page = _page(row, _("Moral deliberation"), draft="deliberation-new", submit=_("Open it"))
    return answer_form(request, form, page, do, done=_("The deliberation is open: now say what matters to whom."))


@shows(95)
@power_required(Power.WORK_ON_CASES)
@require_GET
def deliberation(request: Request, person_id: int, deliberation_id: int) -> HttpResponse:
    """A moral deliberation to read."""
    actor, person = request.actor, the_person(request, person_id)
    with reading(actor, purpose=CARE, what="Moral deliberation", categories=GOALS, dossier_id=person.dossier_id):
        row = selectors.deliberation(actor, person_id, deliberation_id, purpose=CARE)
        if row is None:
            raise Http404
        points = selectors.points(actor, purpose=CARE, deliberation_id=row.id)
    writes = may_write(actor, row.compartment_id, GOALS)
    context = {
        "person": person,
        "tabs": person_tabs(person_id, "talks"),
        "view": presenters.deliberation_view(row, points, person_id, may_write=writes),
    }
    return render(request, "conferences/deliberation.html", context)


def _back(row: DeliberationRow, person_id: int) -> str:
    return reverse("conferences:deliberation", args=[person_id, row.id])


@shows(95)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def change(request: Request, person_id: int, deliberation_id: int) -> HttpResponse:
    """Change the dilemma, or write the joint grounds."""
    person, row = the_deliberation(request, person_id, deliberation_id, page="Moral deliberation")
    form = DeliberationForm(request.POST or None, initial=presenters.as_initial(row))
    page = _page(person, _("The dilemma and the joint grounds"), _back(row, person_id), draft=f"deliberation-{row.id}")

    def do(data: dict[str, Any]) -> None:
        services.change_deliberation(
            actor=request.actor, deliberation_id=row.id, values=form.values(), expected_version=data["version"] or 0
        )

    return answer_form(request, form, page, do, done=_("It is kept."))


@shows(95)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def evaluate(request: Request, person_id: int, deliberation_id: int) -> HttpResponse:
    """Look back at what the joint grounds brought."""
    person, row = the_deliberation(request, person_id, deliberation_id, page="Moral deliberation")
    form = EvaluateForm(request.POST or None, initial={"on": request.today})
    page = _page(person, _("Look back"), _back(row, person_id), purpose=row.grounds or row.dilemma)

    def do(data: dict[str, Any]) -> None:
        services.evaluate_deliberation(
            actor=request.actor,
            deliberation_id=row.id,
            on=data["on"],
            evaluation=data["evaluation"],
            today=request.today,
        )

    return answer_form(request, form, page, do, done=_("It is kept. The deliberation stays as it is."))


@shows(95)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def thought(
    request: Request, person_id: int, deliberation_id: int, what: str, thought_id: int | None = None
) -> HttpResponse:
    """A value, an option or an argument."""
    if what not in THOUGHTS:
        raise Http404
    kind, form_class = THOUGHTS[what]
    person, row = the_deliberation(request, person_id, deliberation_id, page="Moral deliberation")
    points = selectors.points(request.actor, purpose=CARE, deliberation_id=row.id)
    found = next((p for p in points if p.id == thought_id and p.kind == kind), None)
    if thought_id is not None and found is None:
        raise Http404
    more: dict[str, Any] = {"options": points} if form_class is ArgumentForm else {}
    initial = presenters.as_initial(found) if found else {"option": request.GET.get("option", "")}
    form = form_class(request.POST or None, initial=initial, **more)
    page = replace(
        _page(person, presenters.point_word(kind), _back(row, person_id), draft=f"deliberation-{row.id}-{what}-{thought_id or 'new'}"),
        purpose=row.dilemma,
    )  # fmt: skip

    def do(data: dict[str, Any]) -> None:
        services.say(
            actor=request.actor,
            kind=kind,
            values=form.values(),
            deliberation_id=row.id,
            point_id=thought_id,
            expected_version=data.get("version") or 0,
        )

    remove = reverse("conferences:remove_thought", args=[person_id, row.id, thought_id]) if thought_id else ""
    return answer_form(request, form, page, do, done=_("It is kept."), remove_url=remove)


@shows(95)
@power_required(Power.WORK_ON_CASES)
@require_POST
def remove_thought(request: Request, person_id: int, deliberation_id: int, thought_id: int) -> HttpResponse:
    """Take a value, an option or an argument back."""
    _person, row = the_deliberation(request, person_id, deliberation_id, page="Moral deliberation")
    if all(p.id != thought_id for p in selectors.points(request.actor, purpose=CARE, deliberation_id=row.id)):
        raise Http404
    return answer_button(
        request,
        lambda: services.take_back(actor=request.actor, table=Point, pk=thought_id),
        done=_("It is taken back."),
        to=_back(row, person_id),
    )
