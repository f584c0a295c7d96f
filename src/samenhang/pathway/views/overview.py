"""The pathway of somebody at a glance."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.pathway.presenters.course import course_view, stay_view
from samenhang.pathway.presenters.handovers import running_view
from samenhang.pathway.selectors.course import beds, course, crises
from samenhang.pathway.selectors.handovers import running_handovers
from samenhang.pathway.selectors.ladder import ladder_on
from samenhang.pathway.selectors.placements import current_stay, placements
from samenhang.pathway.views import CARD, CARE, DAYS, GOALS, HISTORY, here
from samenhang.people.presenters import person_tabs


@shows(40, 41, 43, 45, 46, 53)
@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    """Where somebody stays, what is held, what is planned, who keeps looking."""
    found = here(request, person_id)
    actor, today, person = request.actor, request.today, found.person
    reads = Category.ID_CONTACT | HISTORY | GOALS | DAYS | CARD
    with reading(actor, purpose=CARE, what="Pathway", categories=reads, dossier_id=person.dossier_id):
        whole = course(actor, person_id, person.dossier_id, purpose=CARE, today=today)
        stays = placements(actor, [person_id], purpose=CARE)
        happened = crises(actor, person_id, purpose=CARE)
        handovers = running_handovers(actor, person_id, purpose=CARE)
        rights = beds(actor, person_id, purpose=CARE, today=today, now=clock.now())
    context = {
        "person": person,
        "here": found,
        "tabs": person_tabs(person_id, "pathway"),
        "stay": stay_view(current_stay(stays, today)),
        "held": any(p.home_held and p.end is None for p in stays),
        "crisis": next((c for c in happened if c.runs), None),
        "crises": len(happened),
        "handovers": [running_view(h) for h in handovers],
        "beds": [b for b in rights if b.ended_on is None and b.until > today],
        **course_view(whole, ladder_on(today).rungs, today),
    }
    return render(request, "pathway/overview.html", context)
