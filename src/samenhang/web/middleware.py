"""What every request gets: the actor, the day, and errors in the words of the work."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from samenhang.access.selectors import open_emergencies
from samenhang.base import clock
from samenhang.base.actor import SYSTEM, Actor
from samenhang.base.errors import Moved, Refused
from samenhang.directory.selectors import actor_of, authenticator_types, is_sufficient, needs_second_factor
from samenhang.directory.services import note_sign_out, seen, session_of
from samenhang.web import errors

_TOO_LONG = re.compile(r"/[0-9]{19,}(?:/|$)")


class BrowserMiddleware:
    """What a browser must not do with our pages: lend them to other sites, use devices, keep anything after signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.session.get("_auth_user_id")
        response = self.get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        if before and "_auth_user_id" not in request.session:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class SessionLimitMiddleware:
    """End a session that stood still for a quarter of an hour, or that lasted a working day; here, not in the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if "_auth_user_id" in session:
            now = int(time.time())
            idle = now - session.setdefault("seen", now) >= settings.SESSION_IDLE_SECONDS
            over = now - session.setdefault("started", now) >= settings.SESSION_LONGEST_SECONDS
            if idle or over:
                self._end(request, "IDLE" if idle else "TOO_LONG")
            elif now - session["seen"] >= 60:
                session["seen"] = now
                seen(session_key=session.session_key or "")
        return self.get_response(request)

    def _end(self, request: HttpRequest, why: str) -> None:
        key = request.session.session_key or ""
        if request.user.is_authenticated:
            actor = actor_of(
                request.user,
                today=clock.today(),
                address=request.META.get("REMOTE_ADDR", ""),
                session=session_of(key),
                auth_level=request.session.get("auth_level", ""),
            )
            note_sign_out(actor=actor, session_key=key, why=why)
        logout(request)
        messages.info(request, _("You were signed out because nothing happened for a while. Sign in to go on."))


class SecondFactorMiddleware:
    """Whoever has a role that asks for a second factor sets one up first, and reaches nothing else until then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if (
            actor.user_id is None
            or is_sufficient(actor.auth_level)
            or not needs_second_factor(request.user, request.today)  # type: ignore[attr-defined,arg-type]
            or request.path in {reverse("web:sign_out"), reverse("set_language"), reverse("web:health")}
        ):
            return self.get_response(request)
        if authenticator_types(actor.user_id) - {"recovery_codes"}:
            # One was set up meanwhile, elsewhere: only whoever has it goes on.
            note_sign_out(actor=actor, session_key=request.session.session_key or "", why="SECOND_FACTOR_ELSEWHERE")
            logout(request)
            messages.info(request, _("A second factor was set up for this account. Sign in with it."))
            return HttpResponseRedirect(reverse("web:sign_in"))
        if request.path.startswith(reverse("mfa_index")):
            return self.get_response(request)
        return HttpResponseRedirect(reverse("mfa_index"))


class ActorMiddleware:
    """Put ``request.actor`` and ``request.today`` in place, once, at the edge."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = clock.today()  # type: ignore[attr-defined]
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor.user_id is not None:  # type: ignore[attr-defined]
            # Nothing of a signed-in page stays behind on a shared computer, also not behind the Back button.
            patch_cache_control(response, no_store=True, private=True)
        return response

    def _actor(self, request: HttpRequest) -> Actor:
        if not request.user.is_authenticated:
            return SYSTEM
        key = request.session.session_key or ""
        actor = actor_of(
            request.user,
            today=request.today,  # type: ignore[attr-defined]
            address=request.META.get("REMOTE_ADDR", ""),
            session=session_of(key),
            auth_level=request.session.get("auth_level", ""),
        )
        until = request.user.emergency_until
        return replace(actor, emergencies=open_emergencies(actor)) if until and until > clock.now() else actor


class RuleMiddleware:
    """Turn a refused step into a page that says why, with the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer Refused (409), Conflict (409) and NoGrant (403) with an explaining page."""
        if isinstance(exception, Moved):
            return HttpResponseRedirect(exception.path)
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        return None


class PlainTextMiddleware:
    """Refuse what no database stores before anything is read: a NUL character in an address or a form, a number beyond 64 bits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _TOO_LONG.search(request.path) and not request.path.startswith("/api/"):  # the API says so in its own form
            return errors.not_found(request)
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        if (
            request.method == "POST"
            and request.content_type == "application/x-www-form-urlencoded"
            and b"%00" in request.body
        ):
            return errors.bad_request(request)
        return self.get_response(request)
