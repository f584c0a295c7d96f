"""Bottlenecks: what blocks how many people, whose it is, and what would lift it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.guards import Request, power_required, shows
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.matching import presenters
from samenhang.matching.selectors import bottleneck_page
from samenhang.supply.selectors import snapshot


@shows(67, 74)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def bottlenecks(request: Request) -> HttpResponse:
    """Counts over everybody who waits; holds nobody's name."""
    today, now = request.today, clock.now()
    page = bottleneck_page(today=today, now=now)
    register = snapshot(today=today, now=now)
    return render(
        request,
        "matching/bottlenecks.html",
        {
            "page": page,
            "table": presenters.bottleneck_table(page, register),
            "remedies": presenters.remedy_table(page, register),
            "chart": presenters.obstacle_chart(page),
            "first": presenters.first_blocker(page, register),
        },
    )
