"""The pathway of somebody at a glance, and everybody who must not fall out of sight."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.enums import CaseRole, Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import own_cases
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.pathway.presenters.course import course_view, in_view, stay_view
from samenhang.pathway.selectors.course import beds, course, crises, last_seen
from samenhang.pathway.selectors.ladder import ladder_on
from samenhang.pathway.selectors.placements import current_stay, placements
from samenhang.pathway.views import CARD, CARE, DAYS, GOALS, HISTORY, here
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import people_of
from samenhang.plan.selectors import people_with_plan
from samenhang.ui.screens import page_number

PAGE = 50


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
        rights = beds(actor, person_id, purpose=CARE, today=today, now=clock.now())
    context = {
        "person": person,
        "here": found,
        "tabs": person_tabs(person_id, "pathway"),
        "stay": stay_view(current_stay(stays, today)),
        "held": any(p.home_held and p.end is None for p in stays),
        "crisis": next((c for c in happened if c.runs), None),
        "crises": len(happened),
        "beds": [b for b in rights if b.ended_on is None and b.until > today],
        **course_view(whole, ladder_on(today).rungs, today),
    }
    return render(request, "pathway/overview.html", context)


@shows(20)
@power_required(Power.WORK_ON_CASES)
@require_GET
def in_sight(request: Request) -> HttpResponse:
    """Everybody of one's own cases, also those without a title or danger: who has no plan, no coordinator, no contact for weeks."""
    actor, today = request.actor, request.today
    roles = own_cases(actor, today)
    rows = people_of(actor, roles, purpose=CARE)
    ids = [r.id for r in rows]
    with reading(actor, purpose=CARE, what="Everybody in view", categories=Category.ID_CONTACT | GOALS | DAYS):
        seen = last_seen(actor, ids, purpose=CARE)
        planned = people_with_plan(actor, ids, purpose=CARE, today=today)
    found = in_view(
        rows, roles, seen, planned, today, only=request.GET.get("only", ""), coordinator=CaseRole.CASE_DIRECTOR
    )
    page = Paginator(found["rows"], PAGE).get_page(page_number(request))
    return render(request, "pathway/in_sight.html", {**found, "page": page, "rows": page.object_list})
