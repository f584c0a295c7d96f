"""Addresses of the API. Every operation asks for a key; the description is open."""

from __future__ import annotations

from django.urls import URLPattern, path

from samenhang.interop.api import docs
from samenhang.interop.api.operations import api

app_name = "api"


def _operations() -> list[URLPattern]:
    found = [p for p in api.urls[0] if isinstance(p, URLPattern) and p.name != "api-root"]
    for pattern in found:
        pattern.callback.guard = "open:asks for an API key itself, in its own words; a session opens nothing"  # type: ignore[attr-defined]
        pattern.callback.capabilities = (129,)  # type: ignore[attr-defined]
    return found


urlpatterns = [
    path("", docs.page, name="docs"),
    path("openapi.json", docs.openapi, name="openapi"),
    *_operations(),
]
