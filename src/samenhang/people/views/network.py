"""The people around somebody: close ones, the household, or that there is nobody and who works on that."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.people.forms import LeaveHomeForm, ShareHomeForm
from samenhang.people.guards import the_person
from samenhang.people.presenters import close_one_view, household_view, person_tabs
from samenhang.people.selectors import close_ones, household_of, opened, people, without_network
from samenhang.people.services import leave_home, share_home
from samenhang.ui.screens import FormPage, answer_form

CARE = Purpose.CARE_COORDINATION


@shows(11)
@power_required(Power.WORK_ON_CASES)
@require_GET
def network(request: Request, person_id: int) -> HttpResponse:
    """Close ones with what each agreed to, the household, and nobody close with who builds a network."""
    person, actor = the_person(request, person_id), request.actor
    with reading(
        actor,
        purpose=CARE,
        what="Network",
        categories=Category.ID_CONTACT | Category.NETWORK,
        dossier_id=person.dossier_id,
    ) as seen:
        close = close_ones(actor, [person_id], purpose=CARE)
        alone = without_network(actor, [person_id], purpose=CARE)
        home = household_of(actor, person_id, purpose=CARE, today=request.today)
        seen["dossiers"] = [m.dossier_id for m in home.members] if home else []
        may_read = opened(actor, person.compartment_id)
        may_write = opened(actor, person.compartment_id, write=True)
    context = {
        "person": person,
        "close_ones": [close_one_view(c) for c in close],
        "alone": alone[0] if alone else None,
        "home": household_view(person_id, home, close),
        "may_read": bool(may_read & Category.NETWORK),
        "may_write": bool(may_write & Category.NETWORK),
        "may_house": bool(may_write & Category.ID_CONTACT),
        "tabs": person_tabs(person_id, "picture"),
    }
    return render(request, "people/network.html", context)


def _page(person_id: int, name: str, heading: str, why: str) -> FormPage:
    return FormPage(
        heading=heading,
        back=reverse("people:network", args=[person_id]),
        back_label=name,
        purpose=_("Who shares a home shares a plan: one household, one plan, one coordinator."),
        what=_("From which day until which day people with a dossier live together. It never joins their dossiers."),
        why=why,
        who=_("Each sees of the household only those whom they may see; the others are counted."),
    )


@shows(11)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def share(request: Request, person_id: int) -> HttpResponse:
    """Say with whom this person shares a home."""
    person = the_person(request, person_id, page="Household form", writes=Category.ID_CONTACT)

    def do(data: dict[str, Any]) -> None:
        other = _exactly(request, data["other"])
        share_home(actor=request.actor, person_id=person_id, with_person_id=other, start=data["start"])

    return answer_form(
        request,
        ShareHomeForm(request.POST or None),
        _page(
            person_id, person.name, _("Who shares the home?"), _("What happens to one of them happens to all of them.")
        ),
        do,
        done=_("They share a household now."),
    )


def _exactly(request: Request, text: str) -> int:
    """The one person with this number or name whom the reader may see. Raises Refused(NOBODY_FOUND)."""
    with reading(request.actor, purpose=CARE, what="People for a household", categories=Category.ID_CONTACT) as seen:
        found, _total = people(request.actor, purpose=CARE, query=text, size=20)
        wanted = text.strip().casefold()
        exact = [p for p in found if wanted in (p.number.casefold(), p.name.casefold())]
        seen["dossiers"] = [p.dossier_id for p in exact]
    if len(exact) != 1:
        raise Refused("NOBODY_FOUND")
    return exact[0].id


@shows(11)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def leave(request: Request, person_id: int) -> HttpResponse:
    """Say from which day this person no longer lives in the household."""
    person = the_person(request, person_id, page="Household form", writes=Category.ID_CONTACT)
    return answer_form(
        request,
        LeaveHomeForm(request.POST or None, initial={"on": request.today}),
        _page(person_id, person.name, _("Leaves the household"), _("That they lived together stays known.")),
        lambda data: leave_home(actor=request.actor, person_id=person_id, on=data["on"]),
        done=_("Noted. That they lived together stays in the history."),
    )
