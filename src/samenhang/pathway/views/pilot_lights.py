"""The pilot light, contact, and letting go."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_read, taking_part
from samenhang.access.services import reading
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.legal.rules import add_months
from samenhang.pathway import services
from samenhang.pathway.forms.pilot_lights import AnalysisForm, ContactForm, LightForm, RelightForm, RenewForm
from samenhang.pathway.presenters.course import analysis_views, contact_views, light_view
from samenhang.pathway.rules.pilot_lights import FIRST_MONTHS
from samenhang.pathway.selectors.course import LightRow, course
from samenhang.pathway.services import NewLight
from samenhang.pathway.views import CARE, DAYS, GOALS, Here, form_page, here, keepers
from samenhang.people.presenters import person_tabs
from samenhang.ui.screens import FormPage, answer_form

_READS = Category.ID_CONTACT | GOALS | DAYS


def _words(found: Here, heading: str, purpose: str = "", submit: str = "") -> FormPage:
    who = _("Everybody who takes part and may read goals and agreements, the person first of all.")
    return form_page(found.person, heading, purpose, to="light", who=who, submit=submit)


@shows(43, 44, 19)
@power_required(Power.WORK_ON_CASES)
@require_GET
def light(request: Request, person_id: int) -> HttpResponse:
    """The light that burns, contact, and what was before."""
    found = here(request, person_id)
    actor, today = request.actor, request.today
    with reading(actor, purpose=CARE, what="Pilot light", categories=_READS, dossier_id=found.person.dossier_id):
        whole = course(actor, person_id, found.person.dossier_id, purpose=CARE, today=today)
    context = {
        "person": found.person,
        "here": found,
        "tabs": person_tabs(person_id, "pathway"),
        "light": light_view(whole.light, today) if whole.light else None,
        "before": [light_view(x, today) for x in whole.lights if x != whole.light],
        "contacts": contact_views(whole.contacts),
        "analyses": analysis_views(whole.analyses),
        "may_contact": _takes_part(request, found),
    }
    return render(request, "pathway/light.html", context)


def _takes_part(request: Request, found: Here) -> bool:
    reads = may_read(request.actor, found.person.compartment_id, DAYS)
    seats = taking_part(found.person.dossier_id, request.today)
    return reads and any(p.user_id == request.actor.user_id for p in seats)


@shows(43)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def keep(request: Request, person_id: int) -> HttpResponse:
    """Agree on a pilot light."""
    found = here(request, person_id, page="Pilot light form", writes=GOALS)
    seats = {p.user_id: p.organisation_id for p in taking_part(found.person.dossier_id, request.today) if p.user_id}
    initial = {"start": request.today, "until": add_months(request.today, FIRST_MONTHS)}
    form = LightForm(request.POST or None, initial=initial, keepers=keepers(request, found.person))

    def do(data: dict[str, Any]) -> None:
        keeper = data.pop("keeper")
        organisation = seats.get(keeper)
        if organisation is None:
            raise Refused("KEEPER_TAKES_NO_PART")
        new = NewLight(organisation_id=organisation, keeper_id=keeper, **data)
        services.keep_light(
            actor=request.actor,
            person_id=person_id,
            compartment_id=found.person.compartment_id,
            new=new,
            today=request.today,
        )

    words = _words(
        found,
        _("Keep a pilot light"),
        _(
            "It goes well. Somebody keeps looking, with little, so that help is soon there again without a new application."
        ),
        _("Keep it"),
    )
    return answer_form(request, form, words, do, done=_("The pilot light burns. Who keeps it is told."))


def _burning(request: Request, found: Here) -> LightRow:
    whole = course(request.actor, found.person.id, found.person.dossier_id, purpose=CARE, today=request.today)
    if whole.light is None:
        raise Http404
    return whole.light


@shows(43)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def renew(request: Request, person_id: int) -> HttpResponse:
    """Let it burn longer."""
    found = here(request, person_id, page="Pilot light form", writes=GOALS)
    row = _burning(request, found)
    initial = {"until": row.until, "every_days": row.every_days, "keeper": row.keeper_id}
    form = RenewForm(request.POST or None, initial=initial, keepers=keepers(request, found.person))

    def do(data: dict[str, Any]) -> None:
        services.renew_light(
            actor=request.actor, light_id=row.id, until=data["until"], every_days=data["every_days"],
            keeper_id=data["keeper"], today=request.today,
        )  # fmt: skip

    return answer_form(request, form, _words(found, _("Let the pilot light burn on")), do, done=_("It burns on."))


@shows(19, 43)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def relight(request: Request, person_id: int) -> HttpResponse:
    """Help is needed again, in one act."""
    found = here(request, person_id, page="Pilot light form")
    row = _burning(request, found)
    words = _words(
        found,
        _("Help is needed again"),
        _("The case is at work again with its last plan. No new application is needed; who holds it hears so at once."),
        _("Bring help back"),
    )
    return answer_form(
        request,
        RelightForm(request.POST or None),
        words,
        lambda data: services.relight(actor=request.actor, light_id=row.id, why=data["why"], today=request.today),
        done=_("Help is back: the case is at work with its last plan."),
    )


@shows(43)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def contact(request: Request, person_id: int) -> HttpResponse:
    """Write down contact, or that it did not work."""
    found = here(request, person_id, page="Contact form")
    form = ContactForm(request.POST or None, initial={"on": request.today})

    def do(_data: dict[str, Any]) -> None:
        services.record_contact(
            actor=request.actor, person_id=person_id, compartment_id=found.person.compartment_id, new=form.contact(),
            today=request.today,
        )  # fmt: skip

    words = _words(
        found, _("Write down contact"), _("Also when it did not work: missed once is a reminder, twice is a visit.")
    )
    return answer_form(request, form, words, do, done=_("Written down."))


@shows(44)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def let_go(request: Request, person_id: int) -> HttpResponse:
    """The analysis without which nobody is let go of."""
    found = here(request, person_id, page="Analysis form", writes=GOALS)
    form = AnalysisForm(request.POST or None)

    def do(_data: dict[str, Any]) -> None:
        services.analyse_letting_go(
            actor=request.actor, person_id=person_id, compartment_id=found.person.compartment_id, new=form.analysis(),
            today=request.today,
        )  # fmt: skip

    words = _words(
        found,
        _("Letting go"),
        _(
            "Usually a pilot light stays on. Letting go of all care takes this analysis; a light that burns goes out with it."
        ),
    )
    return answer_form(request, form, words, do, done=_("Written down. The case can be closed now."))
