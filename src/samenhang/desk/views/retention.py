"""What is destroyed when: terms, holds, and the lists that a person decides about."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.desk import presenters
from samenhang.desk.forms import HoldForm, SheetForm
from samenhang.directory.enums import Power
from samenhang.privacy.selectors import destruction_lists, holds
from samenhang.privacy.services import decide_destruction, hold_dossier, lift_hold, propose_destruction


@shows(134)
@power_required(Power.APPROVE_DESTRUCTION)
@require_GET
def overview(request: Request) -> HttpResponse:
    """Terms per law, lists that wait and that were decided, and what is held back."""
    context = {
        "terms": presenters.terms(),
        "sheets": presenters.sheets(destruction_lists(request.actor)),
        "holds": presenters.holds(holds(request.actor, request.today)),
    }
    return render(request, "desk/retention.html", context)


@shows(134)
@power_required(Power.APPROVE_DESTRUCTION)
@require_POST
def propose(request: Request) -> HttpResponse:
    """Do now what the night does: put what is over its term on a list."""
    sheet_id = propose_destruction(actor=request.actor, today=request.today)
    if sheet_id is None:
        messages.info(request, _("Nothing is over its term, or a list waits already."))
        return redirect("desk:retention")
    return redirect("desk:sheet", sheet_id=sheet_id)


@shows(134)
@power_required(Power.APPROVE_DESTRUCTION)
@require_http_methods(["GET", "POST"])
def sheet(request: Request, sheet_id: int) -> HttpResponse:
    """One list: approve it, which destroys, or reject it with a reason; afterwards what happened."""
    row = next((s for s in destruction_lists(request.actor) if s.id == sheet_id), None)
    if row is None:
        raise Http404
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approved = form.cleaned_data["decision"] == "approve"
        count = decide_destruction(
            actor=request.actor,
            sheet_id=sheet_id,
            approved=approved,
            remark=form.cleaned_data["remark"],
            today=request.today,
        )
        if approved:
            messages.success(
                request,
                ngettext("%(count)d fact was destroyed.", "%(count)d facts were destroyed.", count) % {"count": count},
            )
        else:
            messages.success(request, _("The list was rejected. Nothing was destroyed."))
        return redirect("desk:sheet", sheet_id=sheet_id)
    context = {"sheet": presenters.sheet(row), "form": form}
    return render(request, "desk/sheet.html", context, status=422 if form.is_bound else 200)


@shows(134)
@power_required(Power.APPROVE_DESTRUCTION)
@require_http_methods(["GET", "POST"])
def new_hold(request: Request) -> HttpResponse:
    """Hold every part of a dossier back from destruction."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        held = hold_dossier(
            actor=request.actor,
            dossier_id=form.cleaned_data["dossier"],
            reason=form.cleaned_data["reason"],
            until=form.cleaned_data["until"],
            today=request.today,
        )
        if held:
            messages.success(request, _("Nothing of this dossier is destroyed until the hold ends."))
            return redirect("desk:retention")
        form.add_error("dossier", _("There is no dossier with this number."))
    return render(request, "desk/hold.html", {"form": form}, status=422 if form.is_bound else 200)


@shows(134)
@power_required(Power.APPROVE_DESTRUCTION)
@require_POST
def lift(request: Request, hold_id: int) -> HttpResponse:
    """Let the term count again."""
    lift_hold(actor=request.actor, hold_id=hold_id, today=request.today)
    messages.success(request, _("The hold was lifted. The term counts again."))
    return redirect("desk:retention")
