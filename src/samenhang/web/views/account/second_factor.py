"""Second factors: set up, used at sign-in, removed. The ceremonies are allauth's, the pages and the log are ours."""

from __future__ import annotations

from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.views import BaseReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samenhang.access.guards import Request, View, open_to_all, shows, signed_in
from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base.actor import SYSTEM
from samenhang.base.errors import Refused
from samenhang.directory.enums import AuthLevel
from samenhang.directory.selectors import factors, is_sufficient, needs_second_factor
from samenhang.directory.services import note_second_factor
from samenhang.web.forms_account import PresentPasswordForm
from samenhang.web.presenters_account import account_tabs


def own(view: View) -> View:
    """For whoever is signed in with an account of their own; personas belong to everybody."""

    @wraps(view)
    def personal(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_persona and request.method == "POST":  # type: ignore[union-attr]
            raise Refused("NOT_FOR_PERSONAS")
        return view(request, *args, **kwargs)

    return signed_in(personal)


def frame(request: Request) -> dict[str, Any]:
    """Which frame a page has: bare while the second factor is still to be set up, with the menu afterwards."""
    limbo = not is_sufficient(request.actor.auth_level) and needs_second_factor(request.user, request.today)  # type: ignore[arg-type]
    return {"layout": "ui/auth.html" if limbo else "ui/base.html", "limbo": limbo, "tabs": account_tabs("security")}


class _Page:
    """Gives a view of allauth our frame and a status that says whether the form was right."""

    request: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | frame(self.request)

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200:
            response.status_code = 422
        return response


def _proved(request: Any, kind: str) -> None:
    """Somebody showed what they have: the session reaches the higher level, under a new key."""
    old = request.session.session_key or ""
    request.session["auth_level"] = AuthLevel.TWO_FACTOR.value
    request.session.cycle_key()
    request.session.save()
    note_second_factor(
        actor=request.actor,
        old_key=old,
        session_key=request.session.session_key or "",
        auth_level=AuthLevel.TWO_FACTOR,
        kind=kind,
        act=Act.CREATE,
    )


def _changed(request: Any, kind: str, act: Act) -> None:
    key = request.session.session_key or ""
    level = request.session.get("auth_level", "")
    note_second_factor(actor=request.actor, old_key=key, session_key=key, auth_level=level, kind=kind, act=act)


@shows(131)
@own
@require_GET
def index(request: Request) -> HttpResponse:
    """What is set up, and what can be added."""
    mine = factors(request.actor.user_id or 0)
    return render(
        request,
        "web/account_second_factor.html",
        frame(request)
        | {
            "factors": mine,
            "required": needs_second_factor(request.user, request.today),  # type: ignore[arg-type]
            "persona": request.user.is_persona,  # type: ignore[union-attr]
        },
    )


class _AddApp(_Page, ActivateTOTPView):
    template_name = "web/account_totp.html"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            _proved(self.request, "totp")
        return response


class _RemoveApp(_Page, DeactivateTOTPView):
    template_name = "web/account_remove_factor.html"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            _changed(self.request, "totp", Act.END)
            return super().form_valid(form)


class _AddPasskey(_Page, AddWebAuthnView):
    template_name = "web/account_passkey.html"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            _proved(self.request, "webauthn")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"form": kwargs.get("form") or context["form"]}


class _RemovePasskey(_Page, RemoveWebAuthnView):
    template_name = "web/account_remove_factor.html"

    def get_success_url(self) -> str:
        return reverse("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            raise Refused("LAST_SECOND_FACTOR")
        with transaction.atomic():
            _changed(self.request, "webauthn", Act.END)
            return super().form_valid(form)


class _Codes(_Page, ViewRecoveryCodesView):
    template_name = "web/account_codes.html"


class _NewCodes(_Page, GenerateRecoveryCodesView):
    template_name = "web/account_new_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            _changed(self.request, "recovery_codes", Act.UPDATE)
            return super().form_valid(form)


class _AtSignIn(AuthenticateView):
    template_name = "web/sign_in_second_factor.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            record(SYSTEM, Act.SIGN_IN, object_type="SecondFactor", outcome="FAILED")
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class _PasswordAgain(_Page, BaseReauthenticateView):
    form_class = PresentPasswordForm
    template_name = "web/account_again.html"

    def form_valid(self, form: Any) -> HttpResponse:
        if not self.request.user.check_password(form.cleaned_data["password"]):
            form.add_error("password", _("This is not your password."))
            with transaction.atomic():
                record(self.request.actor, Act.SIGN_IN, object_type="User", outcome="FAILED")
            return self.form_invalid(form)
        reauthenticate_by_password(self.request)
        return super().form_valid(form)


class _CodeAgain(_Page, CodeAgainView):
    template_name = "web/account_again.html"


class _PasskeyAgain(_Page, ReauthenticateWebAuthnView):
    template_name = "web/account_again_passkey.html"


def _needs_one(view: View) -> View:
    """404 instead of a page about something that is not there."""

    @wraps(view)
    def found(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not factors(request.actor.user_id or 0).kinds:
            raise Http404
        return view(request, *args, **kwargs)

    return found


authenticate = open_to_all("the second step of signing in; only for whoever has just given the right password")(
    _AtSignIn.as_view()
)
add_app = own(_AddApp.as_view())
remove_app = own(_RemoveApp.as_view())
add_passkey = own(_AddPasskey.as_view())
remove_passkey = own(_RemovePasskey.as_view())
codes = own(_Codes.as_view())
new_codes = own(_needs_one(_NewCodes.as_view()))
password_again = own(_PasswordAgain.as_view())
code_again = own(_CodeAgain.as_view())
passkey_again = own(_PasskeyAgain.as_view())


@own
@require_GET
def passkeys(request: Request) -> HttpResponse:
    """The passkeys stand on the page of second factors."""
    return HttpResponseRedirect(reverse("mfa_index"))
