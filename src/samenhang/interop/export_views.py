"""Asking to take a list along, deciding about what somebody else asked, and taking it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows, signed_in
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.interop import exports
from samenhang.interop.enums import ExportForm
from samenhang.ui.downloads import XLSX, attached
from samenhang.ui.reasons import reason_text

MEDIA = {ExportForm.CSV: "text/csv; charset=utf-8", ExportForm.XLSX: XLSX, ExportForm.PDF: "application/pdf"}
FORMS = [(ExportForm.XLSX, _("Excel")), (ExportForm.CSV, _("CSV")), (ExportForm.PDF, _("PDF"))]


class AskForm(forms.Form):
    """What is asked, and why."""

    query = forms.CharField(
        label=_("Name, number or birth date"),
        max_length=80,
        required=False,
        help_text=_("Leave open for everybody whom you may see."),
    )
    form = forms.ChoiceField(label=_("Form of the file"), choices=FORMS)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_(
            "What it is for. Whoever approves reads this, and it stands on every page. No facts about people here."
        ),
    )


@shows(127)
@signed_in
@require_GET
def overview(request: Request) -> HttpResponse:
    """Own requests, and those of others that wait for a decision."""
    actor = request.actor
    if not (actor.can(Power.WORK_ON_CASES) or actor.can(Power.APPROVE_EXPORT)):
        raise NoGrant("NO_POWER")
    context = {
        "own": exports.own_requests(actor),
        "waiting": exports.waiting_requests(actor),
        "may_ask": actor.can(Power.WORK_ON_CASES),
        "may_approve": actor.can(Power.APPROVE_EXPORT),
        "forms": FORMS,
    }
    return render(request, "interop/exports.html", context)


@shows(127)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """Ask for a list with personal data."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            exports.ask(actor=request.actor, reason=data["reason"], form=ExportForm(data["form"]), query=data["query"])
        except NoGrant:
            raise
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _now("Your request waits for a second person. It holds for 24 hours."))
            return redirect("exports:overview")
    return render(request, "interop/export_form.html", {"form": form}, status=422 if form.is_bound else 200)


@shows(127)
@power_required(Power.APPROVE_EXPORT)
@require_POST
def decide(request: Request, request_id: int) -> HttpResponse:
    """Approve or refuse."""
    approve = request.POST.get("act") == "approve"
    exports.decide(actor=request.actor, request_id=request_id, approve=approve)
    messages.success(request, _now("Approved: it can be taken along once.") if approve else _now("Refused."))
    return redirect("exports:overview")


@shows(127)
@power_required(Power.WORK_ON_CASES)
@require_POST
def take(request: Request, request_id: int) -> HttpResponse:
    """The file, once."""
    content, form = exports.take(actor=request.actor, request_id=request_id, today=request.today)
    return attached(content, f"people-{request.today.isoformat()}.{form.value}", MEDIA[form])


@shows(127)
@power_required(Power.WORK_ON_CASES)
@require_GET
def numbers(request: Request, form: str) -> HttpResponse:
    """The list in numbers, without personal data."""
    kind = ExportForm(form) if form in set(ExportForm) else ExportForm.CSV
    content = exports.numbers(actor=request.actor, form=kind, today=request.today)
    return attached(content, f"people-in-numbers-{request.today.isoformat()}.{kind.value}", MEDIA[kind])
