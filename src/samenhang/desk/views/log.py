"""Is the log whole, who reads in an unusual way, and who looked at one dossier."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import caseloads, owners_of_files, restricted_dossiers
from samenhang.audit.selectors import activity_of, checkpoints, examine, line_count, looked_at, unusual_readers
from samenhang.base import clock
from samenhang.base.errors import Refused
from samenhang.desk import presenters
from samenhang.desk.forms import DossierForm, LogPeriod
from samenhang.desk.views import SIZE, oversight
from samenhang.directory.enums import Power
from samenhang.ui.screens import page_number

# Above this many lines the whole log is verified from the command line: a page would wait for minutes.
MOST_LINES = 400_000
DAYS = 35


@shows(117)
@power_required(Power.SEE_LOG)
@require_http_methods(["GET", "POST"])
def overview(request: Request) -> HttpResponse:
    """Verify now, checkpoints, and taking the log along."""
    lines, report = line_count(), None
    if request.method == "POST":
        since = request.POST.get("what") != "all"
        if not since and lines > MOST_LINES:
            raise Refused("LOG_TOO_LONG")
        report = presenters.report(examine(since_checkpoint=since))
    context = {
        "lines": lines,
        "too_long": lines > MOST_LINES,
        "report": report,
        "checkpoints": presenters.checkpoints(checkpoints(20)),
        "period": LogPeriod(initial={"first": request.today - timedelta(days=30), "last": request.today}),
        "form": DossierForm(),
    }
    return render(request, "desk/log.html", context)


@shows(117)
@power_required(Power.SEE_LOG)
@require_GET
def unusual(request: Request) -> HttpResponse:
    """Who read in an unusual way in the last week: facts to look at, never a score."""
    with oversight(request, "Unusual reading"):
        themselves = owners_of_files()
        rows = unusual_readers(request.today, caseloads=caseloads(request.today), restricted=restricted_dossiers())
    return render(
        request,
        "desk/unusual.html",
        {"readers": presenters.unusual([r for r in rows if r.user_id not in themselves], request.actor.user_id)},
    )


@shows(117)
@power_required(Power.SEE_LOG)
@require_GET
def colleague(request: Request, user_id: int) -> HttpResponse:
    """What one colleague did in the last five weeks: which dossiers by number, never what stood in them."""
    if user_id in owners_of_files():
        raise Http404  # no colleague: the person themselves, who is not named here
    number = page_number(request)
    with oversight(request, "Colleague"):
        since = clock.now() - timedelta(days=DAYS)
        rows, total = activity_of(user_id, since=since, start=(number - 1) * SIZE, size=SIZE)
    page = Paginator(range(total), SIZE).get_page(number)
    context = {
        "who": rows[0].who if rows else "",
        "organisation": rows[0].organisation if rows else "",
        "table": presenters.activity(rows),
        "page_obj": page,
        "days": DAYS,
    }
    return render(request, "desk/colleague.html", context)


@shows(117)
@power_required(Power.SEE_LOG)
@require_GET
def dossier(request: Request) -> HttpResponse:
    """Who looked at one dossier, by its number; this look stands there too."""
    form = DossierForm(request.GET or None)
    context: dict = {"form": form}
    if form.is_bound and form.is_valid():
        found, number = form.cleaned_data["number"], page_number(request)
        with oversight(request, "Who looked at a dossier", dossier_id=found):
            rows, total = looked_at(found, start=(number - 1) * SIZE, size=SIZE)
        page = Paginator(range(total), SIZE).get_page(number)
        context |= {
            "number": found,
            "table": presenters.looks(rows, owners_of_files()),
            "page_obj": page,
            "total": total,
        }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "desk/dossier.html", context, status=status)
