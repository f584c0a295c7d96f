"""Opening a dossier in an emergency, and asking whether somebody is known, before any content."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.labels import category_words
from samenhang.access.selectors import running_emergencies
from samenhang.access.services import close_emergency, opens_in_emergency
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.privacy.enums import Programme
from samenhang.privacy.forms import EmergencyForm, KnownForm
from samenhang.privacy.labels import PROGRAMMES
from samenhang.privacy.services import Emergency, ask_known, open_in_emergency
from samenhang.ui.reasons import reason_text


@shows(116)
@power_required(Power.BREAK_GLASS)
@require_http_methods(["GET", "POST"])
def emergency(request: Request) -> HttpResponse:
    """Reason first; then exactly one person, for a few hours, everything logged, reviewed and told."""
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person_id = open_in_emergency(
                actor=request.actor,
                emergency=Emergency(
                    reason=data["reason"],
                    explanation=data["explanation"],
                    name=data["name"],
                    birth_date=data["birth_date"],
                    number=data["number"],
                    tell_client=not data["why_not_told"],
                    why_not_told=data["why_not_told"],
                ),
                today=request.today,
            )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.warning(
                request, _("Open for four hours. Everything you read is logged, and somebody else reviews it.")
            )
            return redirect("web:person", person_id)
    context = {
        "form": form,
        "opens": category_words(opens_in_emergency()),
        "running": running_emergencies(request.actor),
    }
    return render(request, "privacy/emergency.html", context, status=422 if form.errors else 200)


@power_required(Power.BREAK_GLASS)
@require_POST
def end_emergency(request: Request, access_id: int) -> HttpResponse:
    """End one's own emergency access before its time."""
    try:
        close_emergency(actor=request.actor, access_id=access_id)
    except Refused as refused:
        messages.error(request, reason_text(refused))
    else:
        messages.success(request, _("Ended. The review follows."))
    return redirect("privacy:emergency")


@shows(14)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def known(request: Request) -> HttpResponse:
    """Is this person known at …? Yes or no, and whom to call; nothing else."""
    form = KnownForm(request.POST or None)
    hits = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            hits = ask_known(
                actor=request.actor,
                name=data["name"],
                birth_date=data["birth_date"],
                programmes=frozenset(Programme(p) for p in data["programmes"]),
                reason=data["reason"],
                today=request.today,
            )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
    shown = None if hits is None else [(PROGRAMMES[h.programme], h.organisation, h.contact) for h in hits]
    return render(request, "privacy/known.html", {"form": form, "hits": shown}, status=422 if form.errors else 200)
