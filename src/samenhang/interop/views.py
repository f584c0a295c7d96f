"""Import in two steps: a dry run that shows everything and writes nothing, then all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.guards import power_required, shows, signed_in
from samenhang.base import clock
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.interop import presenters
from samenhang.interop.enums import FileFault, Kind
from samenhang.interop.faults import BadFile
from samenhang.interop.forms import LimitHandler, UploadForm
from samenhang.interop.labels import KINDS, file_words
from samenhang.interop.selectors import kept_file
from samenhang.interop.services import POWERS, carry_out, check, keep, plain_name, put_aside
from samenhang.ui.reasons import reason_text

EXAMPLES = {Kind.SUPPLY: "supply.csv", Kind.HISTORIES: "placements-2017-2022.csv", Kind.REPORTS: "reports.csv"}
AFTER = {Kind.SUPPLY: "supply:register", Kind.HISTORIES: "web:people", Kind.REPORTS: "reports:mine"}


@signed_in
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What somebody may import."""
    actor = request.actor  # type: ignore[attr-defined]
    kinds = [
        {
            "title": str(KINDS[kind]),
            "url": reverse(f"interop:{kind}"),
            "reason": "" if actor.can(POWERS[kind]) else reason_text(NoGrant("NO_POWER")),
            "supply": kind is Kind.SUPPLY,
            "reports": kind is Kind.REPORTS,
        }
        for kind in Kind
    ]
    return render(request, "interop/overview.html", {"kinds": kinds})


# The file is limited while it comes in, so the handler must be in place before the check on forged requests reads the
# body: the outer view is exempt from that check and the inner one (_upload) has it.
@shows(128)
@power_required(Power.IMPORT_SUPPLY)
@csrf_exempt
@require_http_methods(["GET", "POST"])
def supply(request: HttpRequest) -> HttpResponse:
    """Choose a file with places and see what it would do."""
    return _limited(request, Kind.SUPPLY)


@shows(128, 8)
@power_required(Power.IMPORT_HISTORY)
@csrf_exempt
@require_http_methods(["GET", "POST"])
def histories(request: HttpRequest) -> HttpResponse:
    """Choose a file with placement histories and see what it would do."""
    return _limited(request, Kind.HISTORIES)


@shows(15, 17, 128)
@power_required(Power.REPORT_CONCERN)
@csrf_exempt
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """Choose a file with reports of a concern and see what it would do."""
    return _limited(request, Kind.REPORTS)


def _limited(request: HttpRequest, kind: Kind) -> HttpResponse:
    request.upload_handlers.insert(0, LimitHandler(request, settings.IMPORT_MAX_BYTES))
    return _upload(request, kind)


@csrf_protect
def _upload(request: HttpRequest, kind: Kind) -> HttpResponse:
    if request.method == "GET":
        return _upload_page(request, kind, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    limit = next(h for h in request.upload_handlers if isinstance(h, LimitHandler))
    if limit.exceeded:
        return _upload_page(
            request,
            kind,
            UploadForm(),
            file_words(FileFault.TOO_LARGE, {"limit": settings.IMPORT_MAX_BYTES}),
            status=413,
        )
    if not form.is_valid():
        return _upload_page(request, kind, form, status=422)
    file = form.cleaned_data["file"]
    content = file.read(settings.IMPORT_MAX_BYTES + 1)
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    try:
        check(actor=actor, kind=kind, content=content, today=request.today, now=now)  # type: ignore[attr-defined]
    except BadFile as bad:
        problem = f"{plain_name(file.name)}: {file_words(bad.code, bad.facts)}"
        return _upload_page(request, kind, UploadForm(), problem, status=422)
    token = keep(actor=actor, kind=kind, name=file.name, content=content, now=now)
    return HttpResponseRedirect(reverse(f"interop:{kind}_check", args=[token]))


def _upload_page(
    request: HttpRequest, kind: Kind, form: UploadForm, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "breadcrumbs": [(_("Import"), reverse("interop:overview")), (str(KINDS[kind]), "")],
        "heading": str(KINDS[kind]),
        "supply": kind is Kind.SUPPLY,
        "reports": kind is Kind.REPORTS,
        "problem": problem,
        "columns": presenters.columns_table(kind),
        "example": reverse("interop:example", args=[EXAMPLES[kind]]),
        "megabytes": settings.IMPORT_MAX_BYTES // (1024 * 1024),
        "rows": settings.IMPORT_MAX_ROWS,
    }
    return render(request, "interop/upload.html", context, status=status)


@power_required(Power.IMPORT_SUPPLY)
@require_http_methods(["GET", "POST"])
def supply_check(request: HttpRequest, token: str) -> HttpResponse:
    """What a file with places would do; on POST it is done."""
    return _check(request, Kind.SUPPLY, token)


@power_required(Power.IMPORT_HISTORY)
@require_http_methods(["GET", "POST"])
def histories_check(request: HttpRequest, token: str) -> HttpResponse:
    """What a file with placement histories would do; on POST it is done."""
    return _check(request, Kind.HISTORIES, token)


@power_required(Power.REPORT_CONCERN)
@require_http_methods(["GET", "POST"])
def reports_check(request: HttpRequest, token: str) -> HttpResponse:
    """What a file with reports would do; on POST it is done."""
    return _check(request, Kind.REPORTS, token)


def _check(request: HttpRequest, kind: Kind, token: str) -> HttpResponse:
    actor, today, now = request.actor, request.today, clock.now()  # type: ignore[attr-defined]
    status, problem = 200, ""
    if request.method == "POST":
        if request.POST.get("act") != "import":
            put_aside(actor=actor, token=token)
            messages.info(request, _("The file is thrown away. Nothing was imported."))
            return HttpResponseRedirect(reverse(f"interop:{kind}"))
        try:
            done = carry_out(
                actor=actor, kind=kind, token=token, digest=request.POST.get("digest", ""), today=today, now=now
            )
        except NoGrant:
            raise
        except Refused as refused:
            status, problem = refused.status, reason_text(refused)
        else:
            messages.success(request, presenters.done_words(done))
            return HttpResponseRedirect(reverse(AFTER[kind]))
    file = kept_file(actor, kind, token, now=now)
    if file is None:
        gone = reason_text(Refused("IMPORT_GONE"))
        return _upload_page(request, kind, UploadForm(), gone, status=409 if problem else 404)
    plan = check(actor=actor, kind=kind, content=file.content, today=today, now=now)
    return render(
        request,
        "interop/check.html",
        {
            "breadcrumbs": [
                (_("Import"), reverse("interop:overview")),
                (str(KINDS[kind]), reverse(f"interop:{kind}")),
                (file.name, ""),
            ],
            "heading": str(KINDS[kind]),
            "name": file.name,
            "problem": problem,
            "plan": plan,
            "figures": presenters.figures(plan),
            "faults": presenters.faults_table(plan) if plan.faults else None,
            "faults_rest": presenters.rest(len(plan.faults)),
            "changes": presenters.changes_table(plan) if plan.rows else None,
            "changes_rest": presenters.rest(len(plan.rows)),
            "notes": presenters.notes(plan),
            "remarks": presenters.file_remarks(plan),
            "upload_url": reverse(f"interop:{kind}"),
        },
        status=status,
    )


@signed_in
@require_GET
def example(request: HttpRequest, name: str) -> HttpResponse:
    """An example file, the same as in the documentation."""
    if name not in EXAMPLES.values():
        raise Http404
    path = Path(settings.ROOT) / "docs" / "examples" / name
    if not path.exists():
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
