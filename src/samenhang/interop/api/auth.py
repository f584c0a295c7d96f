"""Who asks: an API key in the Authorization header, and nothing else. A session of a browser opens nothing here."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from ninja.errors import AuthenticationError, HttpError
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.base.actor import SYSTEM, Actor
from samenhang.base.errors import NoGrant
from samenhang.directory.enums import ApiScope
from samenhang.directory.services import key_actor

BAD_KEYS, BAD_WINDOW = 20, 300
PER_MINUTE = 300


def _count(name: str, window: int) -> int:
    """How often this happened in the present window, this time included; shared by all web processes."""
    key = f"{name}:{int(time.time()) // window}"
    if cache.add(key, 1, timeout=window):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it ended between the two questions
        return 1


class ApiRequest(HttpRequest):
    """A request as the key leaves it: who acts, with which scopes, through which key."""

    auth: Actor
    scopes: frozenset[str]
    key_id: int


class KeyAuth(HttpBearer):
    """``Authorization: Bearer smh_…``"""

    openapi_description = "An API key, made by its owner under “API keys”. It acts as its owner, within its scopes."

    def __call__(self, request: HttpRequest) -> Any:
        """401 with a challenge, whatever is wrong with the key: nothing tells an unknown key from one that ended.

        Many bad keys from one address are answered with 429 and no longer written down one by one. A key that is in
        use always gets through: behind a proxy everybody has the same address.
        """
        found = super().__call__(request)
        if found is not None:
            return found
        if request.headers.get("Authorization"):
            tried = _count(f"api-bad:{request.META.get('REMOTE_ADDR', '')}", BAD_WINDOW)
            if tried > BAD_KEYS:
                raise HttpError(429, "TOO_MANY_BAD_KEYS")
        with transaction.atomic():
            record(SYSTEM, Act.DENIED, object_type="ApiKey", outcome="DENIED")
        raise AuthenticationError

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The owner of the key, with what its scopes let through."""
        found = key_actor(token, today=clock.today(), address=str(request.META.get("REMOTE_ADDR", "")))
        if found is None:
            return None
        actor, request.key_id, request.scopes = found  # type: ignore[attr-defined]
        request.today = clock.today()  # type: ignore[attr-defined]
        return actor


class PerKey(BaseThrottle):
    """So many questions a minute for each key."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count and compare."""
        key_id = getattr(request, "key_id", None)
        return key_id is None or _count(f"api-key:{key_id}", 60) <= PER_MINUTE

    def wait(self) -> float:
        """Seconds until the next minute."""
        return float(60 - int(time.time()) % 60)


def scope_required(scope: ApiScope) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only with a key that has this scope."""

    def decorate(operation: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(operation)
        def scoped(request: ApiRequest, *args: Any, **kwargs: Any) -> Any:
            if scope.value not in request.scopes:
                raise NoGrant("SCOPE_MISSING", scope=scope)
            return operation(request, *args, **kwargs)

        return scoped

    return decorate
