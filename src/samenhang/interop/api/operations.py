"""The API itself: version 1, put together from its parts."""

from __future__ import annotations

from ninja import NinjaAPI

from samenhang.interop.api import people, region, supply
from samenhang.interop.api.auth import KeyAuth, PerKey
from samenhang.interop.api.problems import install

PREFIX = "/api/v1/"

api = NinjaAPI(
    title="Samenhang",
    version="1",
    description="People, places and figures of a region. Dates are half-open: an end is the first day that is no longer part.",
    docs_url=None,
    openapi_url=None,
    auth=KeyAuth(),
    throttle=[PerKey()],
    urls_namespace="samenhang-api-1",
)
install(api)
api.add_router("people", people.router)
api.add_router("places", supply.router)
api.add_router("region", region.router)
