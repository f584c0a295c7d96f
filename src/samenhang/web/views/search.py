"""One search over people, places, organisations and services: only what the actor may see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, shows, signed_in
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.directory.selectors import search_organisations
from samenhang.people.selectors import Alike, find
from samenhang.supply.selectors import matching_places, services_with, snapshot


@shows(122, 58)
@signed_in
@require_GET
def search(request: Request) -> HttpResponse:
    """Find by part of a name, a number or a birth date; when nobody has exactly that, by a name that sounds like it."""
    actor, today = request.actor, request.today
    query = request.GET.get("q", "").strip()[:80]
    context: dict = {"search_query": query, "people": [], "places": [], "organisations": [], "services": [], "total": 0}
    if len(query) >= 2:
        if actor.can(Power.WORK_ON_CASES):
            with reading(
                actor, purpose=Purpose.CARE_COORDINATION, what="Search", categories=Category.ID_CONTACT
            ) as seen:
                context["people"], context["total"] = find(actor, query, purpose=Purpose.CARE_COORDINATION, size=20)
                seen["dossiers"] = [r.dossier_id for r in context["people"]]
            context["near"] = any(isinstance(row, Alike) for row in context["people"])
            context["more"] = max(context["total"] - len(context["people"]), 0)
        if actor.can(Power.SEE_SUPPLY):
            context["places"] = matching_places(query, snapshot(today=today, now=clock.now()))
            context["services"] = services_with(query)
        context["organisations"] = search_organisations(query)
    context["may_add"] = actor.can(Power.OPEN_CASES)
    return render(request, "web/search.html", context)
