"""Signing in and out; in a demonstration by choosing a persona."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, open_to_all, shows, signed_in
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import SYSTEM
from samenhang.directory.backends import enter
from samenhang.directory.enums import AuthLevel
from samenhang.directory.labels import ROLES
from samenhang.directory.models import User
from samenhang.directory.selectors import personas_with_roles
from samenhang.directory.services import note_sign_out
from samenhang.web.forms import SignInForm


@shows(131, 143, 136)
@open_to_all("people sign in here")
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Name and password; in a demonstration the personas stand above."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, username=form.cleaned_data["username"], password=form.cleaned_data["password"])
        if user is not None:
            target = _target(request)
            return perform_password_login(request, {}, Login(user=user, redirect_url=target or None))
        form.wrong()
        with transaction.atomic():
            record(SYSTEM, Act.SIGN_IN, object_type="User", outcome="FAILED")
    people = (
        [(user, ROLES.get(role, ""), organisation) for user, role, organisation in personas_with_roles()]
        if settings.DEMO
        else []
    )
    status = 422 if form.is_bound else 200
    return render(
        request,
        "web/sign_in.html",
        {
            "form": form,
            "personas": people,
            "next": request.POST.get("next", "") or request.GET.get("next", ""),
            "single_sign_on": reverse("openid_connect_login", args=[settings.OIDC_ID]) if settings.OIDC_ISSUER else "",
            "provider": settings.OIDC_NAME,
        },
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
    enter(request, user, AuthLevel.PERSONA)
    return HttpResponseRedirect(_target(request) or reverse("web:today"))


def _target(request: Request) -> str:
    """Where somebody wanted to go, when that lies on this site; empty otherwise."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else ""


@signed_in
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """End the session."""
    note_sign_out(actor=request.actor, session_key=request.session.session_key or "")
    logout(request)
    return redirect("web:sign_in")


@open_to_all("a load balancer asks whether this process and its database answer; says nothing else")
@require_GET
def health(request: Request) -> HttpResponse:
    """200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def too_many(request: Request) -> HttpResponse:
    """429: too many attempts in a short time."""
    return render(request, "web/locked.html", status=429)
