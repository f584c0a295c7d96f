"""Screens of notifications: what one was told, opening it, and choosing how to be told."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, shows, signed_in
from samenhang.access.services import reading
from samenhang.notifications import presenters, selectors, services
from samenhang.notifications.forms import PreferencesForm
from samenhang.ui.screens import page_number

SIZE = 50


@shows(123)
@signed_in
@require_GET
def overview(request: Request) -> HttpResponse:
    """What one was told, what was not seen yet first."""
    actor = request.actor
    number = page_number(request)
    rows, total = selectors.notifications_of(actor.me, start=(number - 1) * SIZE, size=SIZE)
    dossiers = {row.dossier_id for row in rows if row.dossier_id is not None}
    with reading(
        actor, purpose=Purpose.CARE_COORDINATION, what="Notifications", categories=Category.ID_CONTACT
    ) as seen:
        names = selectors.names_for(actor, dossiers)
        seen["dossiers"] = sorted(names)
    context = {
        "lines": presenters.lines(rows, names),
        "unread": selectors.unread(actor.me),
        "page": Paginator(range(total), SIZE).get_page(number),
        "total": total,
    }
    return render(request, "notifications/overview.html", context)


@shows(123)
@signed_in
@require_POST
def open_one(request: Request, notification_id: int) -> HttpResponse:
    """Go to what it is about; it counts as seen. With ``stay`` it is seen without going there."""
    try:
        path = services.mark_read(actor=request.actor, notification_id=notification_id)
    except LookupError:
        raise Http404 from None
    if "stay" in request.POST or not _is_ours(path):
        return redirect("notifications:overview")
    return HttpResponseRedirect(path)


@shows(123)
@signed_in
@require_POST
def all_seen(request: Request) -> HttpResponse:
    """Everything counts as seen."""
    services.mark_all_read(actor=request.actor)
    messages.success(request, _("Everything is marked as read."))
    return redirect("notifications:overview")


@shows(123)
@signed_in
@require_http_methods(["GET", "POST"])
def preferences(request: Request) -> HttpResponse:
    """Choose per kind how to be told."""
    form = PreferencesForm(request.POST or None, wishes=selectors.own_wishes(request.actor.me))
    if request.method == "POST" and form.is_valid():
        services.choose(actor=request.actor, wanted=form.chosen())
        messages.success(request, _("Your choice is kept."))
        return redirect("notifications:overview")
    context = {"form": form, "mail_on": settings.MAIL_ON, "address": bool(request.user.email)}  # type: ignore[union-attr]
    return render(request, "notifications/preferences.html", context, status=422 if form.is_bound else 200)


def _is_ours(path: str) -> bool:
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
