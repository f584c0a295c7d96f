"""Single sign-on with the organisation's own provider: out to it, and back."""

from __future__ import annotations

import secrets

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from requests import RequestException

from samenhang.access.guards import Request, open_to_all
from samenhang.directory.backends import NONCE, OidcAdapter


@open_to_all("people sign in here through their own organisation")
@require_GET
def out(request: Request, provider_id: str) -> HttpResponse:
    """Off to the provider, with a state, a nonce and a challenge that only this browser can answer."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = ""
    try:
        provider = OidcAdapter(request, provider_id).get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    request.session[NONCE] = secrets.token_urlsafe(24)
    try:
        answer: HttpResponse = provider.redirect(
            request, AuthProcess.LOGIN, next_url=target or None, auth_params={"nonce": request.session[NONCE]}
        )
    except (RequestException, KeyError, ValueError):
        messages.error(request, _("The sign-in of your organisation does not answer now. Try again later."))
        return redirect("web:sign_in")
    return answer


@open_to_all("the provider of single sign-on sends people back here")
@require_GET
def back(request: Request, provider_id: str) -> HttpResponse:
    """Back from the provider."""
    try:
        adapter = OidcAdapter(request, provider_id)
        adapter.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    answer: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)
    return answer
