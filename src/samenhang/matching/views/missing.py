"""Missing supply: needs that are alike, and who makes what for them by when."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.base import clock
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.matching import presenters
from samenhang.matching.forms import MissingForm
from samenhang.matching.selectors import (
    bottlenecks_of,
    bundles_of,
    everybody_who_waits,
    knows_everybody,
    missing_one,
    missing_supply,
    who_is_stuck,
)
from samenhang.matching.services import follow_up, take_on
from samenhang.ui.reasons import reason_text


@shows(74)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def missing_list(request: Request) -> HttpResponse:
    """Unmet needs bundled, and what has been taken on."""
    today, actor = request.today, request.actor
    may_plan, may = actor.can(Power.PLAN_SUPPLY), None
    gathered = everybody_who_waits(today=today, now=clock.now())
    bundles = bundles_of(gathered)
    if not knows_everybody(actor):  # the same numbers as on the page of bottlenecks
        page = bottlenecks_of(gathered)
        may = who_is_stuck(gathered, page, presenters.grouped(page), bundles, today=today)
    return render(
        request,
        "matching/missing.html",
        {
            "bundles": presenters.bundles_table(bundles, may=may, may_plan=may_plan),
            "taken": presenters.missing_table(missing_supply(), today, may_plan=may_plan),
        },
    )


@shows(74)
@power_required(Power.PLAN_SUPPLY)
@require_http_methods(["GET", "POST"])
def missing_new(request: Request) -> HttpResponse:
    """Take missing supply on."""
    level = request.GET.get("level", "")
    initial: dict[str, Any] = {
        "setting": request.GET.get("setting", ""),
        "status": "IDEA",
        "owner": request.actor.organisation,
    }
    if level in {"0", "1", "2", "3", "4"}:
        initial["security_level"] = int(level)
    form = MissingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        take_on(actor=request.actor, values=form.values(), now=clock.now())
        messages.success(request, _("It has been taken on. The next step turns red when its day passes."))
        return redirect("matching:missing_list")
    return render(request, "matching/missing_form.html", {"form": form}, status=422 if form.is_bound else 200)


@shows(74)
@power_required(Power.PLAN_SUPPLY)
@require_http_methods(["GET", "POST"])
def missing(request: Request, missing_id: int) -> HttpResponse:
    """Follow missing supply up."""
    row = missing_one(missing_id)
    if row is None:
        raise Http404
    form = MissingForm(request.POST or None, initial={**row.__dict__, "version": row.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            follow_up(
                actor=request.actor,
                missing_id=missing_id,
                values=form.values(),
                expected_version=form.cleaned_data["version"] or 0,
            )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
            status = refused.status
        else:
            messages.success(request, _("Saved."))
            return redirect("matching:missing_list")
    if form.errors and status == 200:
        status = 422
    return render(request, "matching/missing_form.html", {"form": form, "row": row}, status=status)
