"""Signing in and out; in a demonstration by choosing a persona."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, open_to_all, shows, signed_in
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import SYSTEM
from samenhang.directory.labels import ROLES
from samenhang.directory.models import User
from samenhang.directory.selectors import actor_of, personas_with_roles
from samenhang.web.forms import SignInForm


@shows(143, 136)
@open_to_all("people sign in here")
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Name and password; in a demonstration the personas stand above."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, username=form.cleaned_data["username"], password=form.cleaned_data["password"])
        if user is not None:
            return _enter(request, user)
        form.wrong()
        with transaction.atomic():
            record(SYSTEM, Act.SIGN_IN, object_type="User", outcome="FAILED")
    people = (
        [(user, ROLES[role], organisation) for user, role, organisation in personas_with_roles()]
        if settings.DEMO
        else []
    )
    status = 422 if form.is_bound else 200
    return render(
        request,
        "web/sign_in.html",
        {"form": form, "personas": people, "next": request.GET.get("next", "")},
        status=status,
    )


@open_to_all("a demonstration lets anybody try it as one of its personas; closed outside a demonstration")
@require_POST
def enter_as(request: Request) -> HttpResponse:
    """Enter as a persona; exists in a demonstration only."""
    user = User.objects.filter(
        username=request.POST.get("persona", "").replace("\x00", ""), is_persona=True, is_active=True
    ).first()
    if not settings.DEMO or user is None:
        return render(request, "404.html", status=404)
    return _enter(request, user)


def _enter(request: Request, user: User) -> HttpResponse:
    login(request, user, backend="samenhang.directory.backends.MembershipBackend")
    with transaction.atomic():
        actor = actor_of(user, today=request.today, address=request.META.get("REMOTE_ADDR", ""))
        record(actor, Act.SIGN_IN, object_type="User", object_id=user.pk)
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = ""
    return HttpResponseRedirect(target) if target else redirect("web:today")


@signed_in
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    with transaction.atomic():
        record(request.actor, Act.SIGN_OUT, object_type="User", object_id=request.actor.user_id)
    logout(request)
    return redirect("web:sign_in")


@open_to_all("a load balancer asks whether this process and its database answer; says nothing else")
@require_GET
def health(request: Request) -> HttpResponse:
    """200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
