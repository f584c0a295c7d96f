"""Documents of a person: the tab, attaching, a new version, withdrawing, downloading."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import denied, reading
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.documents import services
from samenhang.documents.forms import AttachForm, VersionForm, WithdrawForm
from samenhang.documents.presenters import cards
from samenhang.documents.selectors import documents_of, writable
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import PersonRow
from samenhang.people.selectors import person as find_person
from samenhang.ui.reasons import reason_text
from samenhang.ui.uploads import LimitHandler

CARE = Purpose.CARE_COORDINATION


def _person(request: Request, person_id: int) -> PersonRow:
    row = find_person(request.actor, person_id, purpose=CARE)
    if row is None:
        denied(request.actor, what="Person", object_id=person_id)
        raise Http404
    return row


@shows(124)
@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    """The documents of a person that the reader may see."""
    actor = request.actor
    row = _person(request, person_id)
    with reading(
        actor, purpose=CARE, what="Documents", categories=Category.ID_CONTACT, dossier_id=row.dossier_id
    ) as seen:
        rows = documents_of(actor, row.compartment_id, purpose=CARE)
        may = writable(actor, row.compartment_id)
        seen["documents"] = [d.id for d in rows]
    context = {
        "person": row,
        "documents": cards(person_id, rows, may),
        "may_attach": bool(may),
        "tabs": person_tabs(person_id, "documents"),
    }
    return render(request, "documents/overview.html", context)


# The file is limited while it comes in, so the handler must be in place before the check on forged requests reads the
# body: the outer view is exempt from that check and the inner one has it.
@shows(124)
@power_required(Power.WORK_ON_CASES)
@csrf_exempt
@require_http_methods(["GET", "POST"])
def attach(request: Request, person_id: int) -> HttpResponse:
    """Attach a document."""
    request.upload_handlers.insert(0, LimitHandler(request, settings.DOCUMENT_MAX_BYTES))
    return _attach(request, person_id)


@csrf_protect
def _attach(request: Request, person_id: int) -> HttpResponse:
    row = _person(request, person_id)
    may = writable(request.actor, row.compartment_id)
    if not may:
        raise NoGrant("NO_GRANT")
    form = AttachForm(request.POST or None, request.FILES or None, writable=may)
    if _too_large(request):
        form = AttachForm(request.POST or None, writable=may)
        form.errors.clear()
        form.add_error("file", reason_text(Refused("DOCUMENT_TOO_LARGE")))
        return _form(request, row, form, _("Attach a document"), status=413)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.attach(
                actor=request.actor,
                compartment_id=row.compartment_id,
                category=Category(data["category"]),
                title=data["title"],
                name=data["file"].name,
                content=data["file"].read(),
            )
        except NoGrant:
            raise
        except Refused as refused:
            form.add_error("file", reason_text(refused))
        else:
            messages.success(request, _("The document is attached."))
            return redirect("documents:overview", person_id)
    return _form(request, row, form, _("Attach a document"))


@shows(124)
@power_required(Power.WORK_ON_CASES)
@csrf_exempt
@require_http_methods(["GET", "POST"])
def replace(request: Request, person_id: int, document_id: int) -> HttpResponse:
    """A new version."""
    request.upload_handlers.insert(0, LimitHandler(request, settings.DOCUMENT_MAX_BYTES))
    return _replace(request, person_id, document_id)


@csrf_protect
def _replace(request: Request, person_id: int, document_id: int) -> HttpResponse:
    row = _person(request, person_id)
    title = _title(request, row, document_id)
    form = VersionForm(request.POST or None, request.FILES or None)
    if _too_large(request):
        form = VersionForm({})
        form.errors.clear()
        form.add_error("file", reason_text(Refused("DOCUMENT_TOO_LARGE")))
        return _form(request, row, form, _("New version"), title, status=413)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.replace(actor=request.actor, document_id=document_id, name=file.name, content=file.read())
        except NoGrant:
            raise
        except Refused as refused:
            form.add_error("file", reason_text(refused))
        else:
            messages.success(request, _("The new version is there; the earlier ones are kept."))
            return redirect("documents:overview", person_id)
    return _form(request, row, form, _("New version"), title)


@shows(124)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, person_id: int, document_id: int) -> HttpResponse:
    """Take a document out of use, with a reason."""
    row = _person(request, person_id)
    title = _title(request, row, document_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(actor=request.actor, document_id=document_id, why=form.cleaned_data["why"])
        except NoGrant:
            raise
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _("The document is withdrawn. It stays readable in the history."))
            return redirect("documents:overview", person_id)
    return _form(request, row, form, _("Withdraw a document"), title)


@shows(124)
@power_required(Power.WORK_ON_CASES)
@require_GET
def download(request: Request, version_id: int) -> HttpResponse:
    """A version as a file that no browser opens as a page; every download is a line in the log."""
    found = services.hand_out(actor=request.actor, version_id=version_id, purpose=CARE)
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type=found.media)
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _too_large(request: Request) -> bool:
    return request.method == "POST" and bool(
        request.POST is not None and any(isinstance(h, LimitHandler) and h.exceeded for h in request.upload_handlers)
    )


def _title(request: Request, row: PersonRow, document_id: int) -> str:
    """The title of a document of this person that the actor may see; 404 otherwise."""
    with reading(
        request.actor, purpose=CARE, what="Document form", categories=Category.ID_CONTACT, dossier_id=row.dossier_id
    ):
        found = [d for d in documents_of(request.actor, row.compartment_id, purpose=CARE) if d.id == document_id]
    if not found:
        raise Http404
    return found[0].title


def _form(
    request: Request, row: PersonRow, form: Form, heading: str, title: str = "", status: int | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "title": title,
        "person": row,
        "upload": isinstance(form, VersionForm),
        "back": reverse("documents:overview", args=[row.id]),
    }
    return render(request, "documents/form.html", context, status=status or (422 if form.is_bound else 200))
