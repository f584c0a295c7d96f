"""What helps most over everybody who waits, and the effect of a package before anything is decided."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.matching.presenters.words import remedy_name
from samenhang.matching.selectors import everybody_who_waits
from samenhang.steering import selectors, services
from samenhang.steering.forms import PackageForm
from samenhang.steering.presenters import packages as words
from samenhang.steering.selectors import StudyRow
from samenhang.steering.views.agenda import READS
from samenhang.supply.selectors import Snapshot, snapshot
from samenhang.ui.reasons import reason_text
from samenhang.ui.screens import FormPage, answer_button, form_page

PLACE = Purpose.PLACEMENT


def _register(request: Request) -> Snapshot:
    return snapshot(today=request.today, now=clock.now())


def _points(request: Request, row: StudyRow, register: Snapshot, *, exact: bool) -> list[dict[str, Any]]:
    with reading(request.actor, purpose=PLACE, what="What helps most", categories=READS):
        names = selectors.who_gains(request.actor, row.id, purpose=PLACE)
    return words.point_views(row, names, register, exact=exact)


@shows(66, 79, 81)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def helps_most(request: Request) -> HttpResponse:
    """Packages from the smallest to the largest, each remedy by itself, and what was tried."""
    register = _register(request)
    found = selectors.latest_frontier()
    exact = found is not None and selectors.sees_everybody(request.actor, found.id, purpose=PLACE)
    context = {
        "found": found,
        "points": _points(request, found, register, exact=exact) if found else [],
        "alone": words.alone_table(found, register, exact=exact) if found else None,
        "tried": words.tried_table(selectors.packages_tried(), register),
        "may_compute": request.actor.can(Power.WEIGH_PACKAGES),
        "waiting": words.people_rounded(found.waiting, exact=exact) if found else "",
    }
    return render(request, "steering/helps_most.html", context)


@shows(66)
@power_required(Power.WEIGH_PACKAGES)
@require_POST
def compute(request: Request) -> HttpResponse:
    """Compute the packages again, over everybody who waits today."""
    now = clock.now()
    gathered = everybody_who_waits(today=request.today, now=now)
    return answer_button(
        request,
        lambda: services.compute_frontier(actor=request.actor, gathered=gathered, now=now),
        done=_("Computed over everybody who waits. Nothing is decided by it."),
        to=reverse("steering:helps_most"),
    )


@shows(66, 79)
@power_required(Power.WEIGH_PACKAGES)
@require_http_methods(["GET", "POST"])
def package(request: Request) -> HttpResponse:
    """Put a package together and see what it would bring."""
    register, latest = _register(request), selectors.latest_frontier()
    codes = [a["code"] for a in latest.alone] if latest else sorted(register.remedies)
    options = [(code, remedy_name(code, register)) for code in codes]
    form = PackageForm(request.POST if request.method == "POST" else None, remedies=sorted(options, key=lambda o: o[1]))
    page = FormPage(
        _("Put a package together"),
        reverse("steering:helps_most"),
        _("What helps most"),
        purpose=_("What would it bring, before anything is decided?"),
        submit=_("See what it brings"),
        who=_("Whoever sees bottlenecks can read what was tried. Names show only to who may see them."),
    )
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        gathered = everybody_who_waits(today=request.today, now=now)
        try:
            pk = services.compute_package(
                actor=request.actor, gathered=gathered, package=form.cleaned_data["remedies"], now=now
            )
        except NoGrant:
            raise
        except Refused as refused:
            form.add_error(None, reason_text(refused))
            return form_page(request, form, page, status=refused.status)
        return redirect("steering:study", pk)
    return form_page(request, form, page)


@shows(66, 79)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def study(request: Request, study_id: int) -> HttpResponse:
    """What a package would bring, against nothing at all."""
    row = selectors.study(study_id)
    if row is None or not row.package:
        raise Http404
    register = _register(request)
    exact = selectors.sees_everybody(request.actor, study_id, purpose=PLACE)
    points = _points(request, row, register, exact=exact)
    context = {
        "row": row,
        "now": points[0],
        "then": points[-1],
        "names": [remedy_name(code, register) for code in row.package],
        "waiting": words.people_rounded(row.waiting, exact=exact),
        "may_compute": request.actor.can(Power.WEIGH_PACKAGES),
    }
    return render(request, "steering/study.html", context)
