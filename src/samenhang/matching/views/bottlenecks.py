"""Bottlenecks: what blocks how many people, whose it is, and what would lift it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.guards import Request, power_required, shows
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.matching import presenters
from samenhang.matching.selectors import bottlenecks_of, bundles_of, everybody_who_waits, knows_everybody, who_is_stuck
from samenhang.supply.selectors import snapshot


@shows(4, 67, 74)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def bottlenecks(request: Request) -> HttpResponse:
    """Counts over everybody who waits; holds nobody's name."""
    today, now = request.today, clock.now()
    gathered = everybody_who_waits(today=today, now=now)
    page = bottlenecks_of(gathered)
    register = snapshot(today=today, now=now)
    may = None  # a table that knows everybody who is counted; others see no small numbers, and none from which one follows
    if not knows_everybody(request.actor):
        may = who_is_stuck(gathered, page, presenters.grouped(page), bundles_of(gathered), today=today)
    return render(
        request,
        "matching/bottlenecks.html",
        {
            "figures": presenters.bottleneck_figures(page, may=may),
            "table": presenters.bottleneck_table(page, register, may=may),
            "remedies": presenters.remedy_table(page, register, may=may),
            "layers": presenters.layer_chart(page, may=may),
            "chart": presenters.obstacle_chart(page, may=may),
            "first": presenters.first_blocker(page, register, may=may),
        },
    )
