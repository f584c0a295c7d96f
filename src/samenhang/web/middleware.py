"""What every request gets: the actor, the day, and errors in the words of the work."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from samenhang.base import clock
from samenhang.base.actor import SYSTEM, Actor
from samenhang.base.errors import Refused
from samenhang.directory.selectors import actor_of
from samenhang.web import errors


class ActorMiddleware:
    """Put ``request.actor`` and ``request.today`` in place, once, at the edge."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = clock.today()  # type: ignore[attr-defined]
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor.user_id is not None:  # type: ignore[attr-defined]
            self._prolong(request)
            # Nothing of a signed-in page stays behind on a shared computer, also not behind the Back button.
            patch_cache_control(response, no_store=True, private=True)
        return response

    def _prolong(self, request: HttpRequest) -> None:
        """A session ends after fifteen minutes without work, not fifteen minutes after signing in."""
        minute = int(time.time() // 60)
        if request.session.get("minute") != minute and not request.session.is_empty():
            request.session["minute"] = minute

    def _actor(self, request: HttpRequest) -> Actor:
        if not request.user.is_authenticated:
            return SYSTEM
        key = request.session.session_key or ""
        return actor_of(
            request.user,
            today=request.today,  # type: ignore[attr-defined]
            address=request.META.get("REMOTE_ADDR", ""),
            session=hashlib.sha256(key.encode()).hexdigest()[:16] if key else "",
        )


class RuleMiddleware:
    """Turn a refused step into a page that says why, with the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer Refused (409), Conflict (409) and NoGrant (403) with an explaining page."""
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        return None


class PlainTextMiddleware:
    """Refuse a NUL character in an address or a form before anything is read: no database stores it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return errors.bad_request(request)
        if (
            request.method == "POST"
            and request.content_type == "application/x-www-form-urlencoded"
            and b"%00" in request.body
        ):
            return errors.bad_request(request)
        return self.get_response(request)
