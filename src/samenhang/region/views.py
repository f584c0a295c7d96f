"""The region: demand against supply, for those who plan and pay. Numbers only."""

from __future__ import annotations

import csv

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.guards import Request, power_required, shows
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.region import presenters
from samenhang.region.selectors import in_view as read_in_view
from samenhang.region.selectors import overview as read_overview
from samenhang.region.selectors import process as read_process


@shows(61, 62, 64, 68, 71, 116)
@power_required(Power.SEE_REGION)
@require_GET
def overview(request: Request) -> HttpResponse:
    """Demand against supply by form, level, lens and municipality."""
    page = read_overview(today=request.today, now=clock.now())
    return render(
        request,
        "region/overview.html",
        {
            "page": page,
            "balance": presenters.balance(page),
            "forms": presenters.forms_table(page),
            "levels": presenters.levels_table(page),
            "groups": presenters.groups_chart(page),
            "municipalities": presenters.municipalities_table(page),
            "refusals": presenters.refusals_table(page),
            "layers": presenters.layers_table(page),
            "gaps": presenters.gaps_table(page),
        },
    )


@shows(20)
@power_required(Power.SEE_REGION)
@require_GET
def in_view(request: Request) -> HttpResponse:
    """How many people nobody holds, by municipality, whom to call, and a way to ask; numbers only."""
    return _in_view(request)


@shows(20)
@power_required(Power.TRIAGE_REPORTS)
@require_GET
def in_view_desk(request: Request) -> HttpResponse:
    """The same numbers for the report desk, which does not see the rest of the region."""
    return _in_view(request)


def _in_view(request: Request) -> HttpResponse:
    places, whole = read_in_view(today=request.today)
    may_ask = request.actor.can(Power.SEE_REGION) and request.actor.can(Power.WORK_ON_CASES)
    context = {
        "table": presenters.in_view_table(places, whole),
        "places": [(p.id, p.name) for p in places] if may_ask else [],
        "works_on_cases": request.actor.can(Power.WORK_ON_CASES),
        "sees_region": request.actor.can(Power.SEE_REGION),
    }
    return render(request, "region/in_view.html", context)


@shows(140)
@power_required(Power.SEE_REGION)
@require_GET
def process(request: Request) -> HttpResponse:
    """How long the steps of the work take, where they stand still, and who refuses for which reason."""
    page = read_process(today=request.today)
    context = {
        "steps": presenters.steps_table(page),
        "ready": presenters.ready_table(page),
        "kinds": presenters.kinds_table(page),
        "providers": presenters.provider_table(page),
        "use": presenters.use_table(page),
    }
    return render(request, "region/process.html", context)


@shows(62)
@power_required(Power.SEE_REGION)
@require_GET
def overview_csv(request: Request) -> HttpResponse:
    """The same numbers as a file; logged."""
    with transaction.atomic():
        page = read_overview(today=request.today, now=clock.now())
        record(request.actor, Act.EXPORT, object_type="Region")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="demand-supply.csv"'
    response.write("\ufeff")
    csv.writer(response).writerows(presenters.csv_rows(page))
    return response
