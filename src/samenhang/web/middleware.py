"""What every request gets: the actor, the day, and errors in the words of the work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
        return self.get_response(request)

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
