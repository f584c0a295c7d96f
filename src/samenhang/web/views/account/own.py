"""One's own account: where one is signed in, the password, API keys, and the first password of somebody invited."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, open_to_all, power_required, shows, signed_in
from samenhang.audit.enums import Act
from samenhang.base.errors import Refused
from samenhang.directory.backends import enter
from samenhang.directory.enums import AuthLevel, Power
from samenhang.directory.labels import recovery_words
from samenhang.directory.roles import scopes_for
from samenhang.directory.selectors import (
    actor_of,
    devices,
    factors,
    invited_user,
    keys_of,
    recoveries_about,
    recovery_link,
)
from samenhang.directory.services import (
    end_key,
    end_other_sessions,
    end_session,
    make_key,
    note_second_factor,
    set_password,
    use_recovery,
)
from samenhang.ui.reasons import reason_text
from samenhang.web.forms_account import ApiKeyForm, ChangePasswordForm, NewPasswordForm, RecoveryPasswordForm
from samenhang.web.presenters_account import account_tabs, device_rows, key_rows
from samenhang.web.views.account.second_factor import own


def _tabs(request: Request, current: str) -> list[dict]:
    return account_tabs(current, may_use_api=request.actor.can(Power.USE_API))


@shows(131)
@signed_in
@require_GET
def sessions(request: Request) -> HttpResponse:
    """Where one is signed in: when, where from, with what."""
    found = devices(request.actor.user_id or 0, request.session.session_key or "")
    return render(
        request,
        "web/account_sessions.html",
        {
            "devices": device_rows(found),
            "others": sum(not d.current for d in found),
            "shared": request.user.is_persona,  # type: ignore[union-attr]
            "told": [
                recovery_words(r.state, r.asked_by, r.decided_by, r.asked_at)
                for r in recoveries_about(request.actor.user_id or 0)
            ],
            "tabs": _tabs(request, "sessions"),
        },
    )


@own
@require_POST
def end_one(request: Request, sign_in_id: int) -> HttpResponse:
    """End one of one's sessions."""
    end_session(actor=request.actor, sign_in_id=sign_in_id)
    messages.success(request, _("That session has ended."))
    return redirect("account:sessions")


@own
@require_POST
def end_others(request: Request) -> HttpResponse:
    """End all sessions but this one."""
    user_id = request.actor.user_id or 0
    end_other_sessions(actor=request.actor, user_id=user_id, keep=request.session.session_key or "")
    messages.success(request, _("You are now signed in here only."))
    return redirect("account:sessions")


@own
@require_http_methods(["GET", "POST"])
def password(request: Request) -> HttpResponse:
    """Choose another password; all other sessions end."""
    form = ChangePasswordForm(request.POST or None)
    user = request.user
    if request.method == "POST" and form.is_valid():
        if not user.check_password(form.cleaned_data["current"]):
            form.add_error("current", _("This is not your password."))
        else:
            try:
                set_password(
                    actor=request.actor,
                    user_id=request.actor.user_id or 0,
                    password=form.cleaned_data["password"],
                    keep=request.session.session_key or "",
                )
            except ValidationError as error:
                form.refuse(error)
            else:
                user.refresh_from_db(fields=["password"])  # type: ignore[union-attr]
                _keep_this_session(request)
                messages.success(
                    request, _("The password is changed. Wherever else you were signed in, you no longer are.")
                )
                return redirect("account:sessions")
    context = {"form": form, "tabs": _tabs(request, "password"), "usable": user.has_usable_password()}  # type: ignore[union-attr]
    return render(request, "web/account_password.html", context, status=422 if form.errors else 200)


def _keep_this_session(request: Request) -> None:
    old = request.session.session_key or ""
    update_session_auth_hash(request, request.user)  # type: ignore[arg-type]
    request.session.save()
    note_second_factor(
        actor=request.actor,
        old_key=old,
        session_key=request.session.session_key or "",
        auth_level=request.session.get("auth_level", ""),
        kind="password",
        act=Act.UPDATE,
    )


@open_to_all("somebody who was invited sets a first password, with a one-time link that nobody can guess")
@require_http_methods(["GET", "POST"])
def welcome(request: Request, uid: str, token: str) -> HttpResponse:
    """The one-time link of somebody who was invited; or who forgot the password, together with a code."""
    user, recovery = invited_user(uid, token, request.today), None
    if user is None:
        recovery = recovery_link(uid, token, request.today)
        if recovery is None or not recovery.confirmed:
            over = {"over": True, "waits": recovery is not None}
            return render(request, "web/account_welcome.html", over, status=410 if recovery is None else 409)
        user = recovery.user
    form = (RecoveryPasswordForm if recovery else NewPasswordForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = actor_of(user, today=request.today, address=request.META.get("REMOTE_ADDR", ""))
        data = form.cleaned_data
        try:
            if recovery is None:
                set_password(actor=actor, user_id=user.pk, password=data["password"])
            elif not use_recovery(actor=actor, recovery_id=recovery.id, code=data["code"], password=data["password"]):
                form.add_error("code", _("This is not the code. After five wrong ones the link is over."))
        except ValidationError as error:
            form.refuse(error)
        if form.is_valid():
            user.refresh_from_db(fields=["password"])
            if factors(user.pk).kinds:
                messages.success(request, _("The password is set. Sign in with it and with your second factor."))
                return redirect("web:sign_in")
            enter(request, user, AuthLevel.PASSWORD)
            return redirect("web:today")
    context = {"form": form, "person": user}
    return render(request, "web/account_welcome.html", context, status=422 if form.errors else 200)


@shows(129)
@power_required(Power.USE_API)
@require_http_methods(["GET", "POST"])
def keys(request: Request) -> HttpResponse:
    """One's API keys; a new one is shown once."""
    actor, today = request.actor, request.today
    form = ApiKeyForm(
        request.POST or None,
        scopes=scopes_for(actor.powers),
        today=today,
        initial={"last_day": today + timedelta(days=365)},
    )
    made, status = "", 200
    if request.method == "POST":
        if request.user.is_persona:  # type: ignore[union-attr]
            raise Refused("NOT_FOR_PERSONAS")
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                made = make_key(
                    actor=actor,
                    name=data["name"],
                    scopes=data["scopes"],
                    start=today,
                    end=data["last_day"] + timedelta(days=1),
                )
            except Refused as refused:
                form.add_error(None, reason_text(refused))
            else:
                status = 201
                form = ApiKeyForm(
                    scopes=scopes_for(actor.powers), today=today, initial={"last_day": today + timedelta(days=365)}
                )
    return render(
        request,
        "web/account_keys.html",
        {
            "form": form,
            "made": made,
            "keys": key_rows(keys_of(actor.user_id or 0, today)),
            "tabs": _tabs(request, "keys"),
            "docs_url": reverse("api:docs"),
        },
        status=status,
    )


@power_required(Power.USE_API)
@require_POST
def revoke(request: Request, key_id: int) -> HttpResponse:
    """End one of one's keys, from now on."""
    end_key(actor=request.actor, key_id=key_id)
    messages.success(request, _("The key no longer works."))
    return HttpResponseRedirect(reverse("account:keys"))
