"""The API itself: version 1, put together from its parts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from samenhang.interop.api import people, region, reports, sharing, supply
from samenhang.interop.api.auth import KeyAuth, PerKey
from samenhang.interop.api.problems import install, problem
from samenhang.interop.enums import CellFault
from samenhang.interop.labels import CELL_FAULTS

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


@api.exception_handler(sharing.Unreadable)
def _unreadable(request: HttpRequest, error: sharing.Unreadable) -> HttpResponse:
    errors = [{"where": [error.field], "what": str(error)}]
    return problem(422, "INVALID", _("What was sent is not in the form that is asked for."), errors=errors)


@api.exception_handler(reports.UnknownMunicipality)
def _nowhere(request: HttpRequest, error: reports.UnknownMunicipality) -> HttpResponse:
    errors = [{"where": ["body", "municipality"], "what": str(CELL_FAULTS[CellFault.UNKNOWN_MUNICIPALITY])}]
    return problem(422, "INVALID", _("What was sent is not in the form that is asked for."), errors=errors)


api.add_router("people", people.router)
api.add_router("places", supply.router)
api.add_router("region", region.router)
api.add_router("sharing", sharing.router)
api.add_router("reports", reports.router)
