"""Every view says who may enter: somebody signed in, somebody with a power, or anybody for a stated reason.

A guard test walks all addresses and refuses a view without one of these marks.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from samenhang.base.actor import Actor
from samenhang.base.errors import NoGrant
from samenhang.directory.enums import Power

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request as the middleware leaves it: with the actor and the day, and the person once a view has found them."""

    actor: Actor
    today: date
    person: Any


def _sign_in(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" and request.path != "/" else ""
    return HttpResponseRedirect(reverse("web:sign_in") + (f"?{query}" if query else ""))


def power_required(power: Power) -> Callable[[View], View]:
    """Enter only with this power; without it an explaining page (403), without a sign-in the sign-in page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor.user_id is None:
                return _sign_in(request)
            if not request.actor.can(power):
                raise NoGrant("NO_POWER", power=power)
            return view(request, *args, **kwargs)

        guarded.guard = f"power:{power}"  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Enter when signed in, whatever the role."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.user_id is None:
            return _sign_in(request)
        return view(request, *args, **kwargs)

    guarded.guard = "signed-in"  # type: ignore[attr-defined]
    return guarded


def open_to_all(reason: str) -> Callable[[View], View]:
    """Anybody may enter; the reason is read by the guard test."""

    def decorate(view: View) -> View:
        view.guard = f"open:{reason}"  # type: ignore[attr-defined]
        return view

    return decorate


def shows(*rows: int) -> Callable[[View], View]:
    """Say which rows of docs/capabilities.md this screen carries; the generated ledger reads it."""

    def decorate(view: View) -> View:
        view.capabilities = rows  # type: ignore[attr-defined]
        return view

    return decorate
