"""The figures of the region, as withheld as on the screen."""

from typing import Any

from django.db import transaction
from ninja import Router

from samenhang.audit.enums import Act
from samenhang.audit.services import record
from samenhang.base import clock
from samenhang.directory.enums import ApiScope
from samenhang.interop.api.auth import ApiRequest, scope_required
from samenhang.interop.api.problems import Problem
from samenhang.interop.api.schemas import RegionOut
from samenhang.region.selectors import overview

router = Router(tags=["region"])


@router.get("", response={200: RegionOut, 401: Problem, 403: Problem, 429: Problem}, summary="Demand against supply")
@scope_required(ApiScope.REGION_READ)
def get_region(request: ApiRequest) -> dict[str, Any]:
    """Numbers only; null where a number is too small to show. Logged as an export."""
    today = request.today  # type: ignore[attr-defined]
    with transaction.atomic():
        page = overview(today=today, now=clock.now())
        record(request.auth, Act.EXPORT, object_type="Region")
    return {
        "day": today,
        "waiting": page.waiting,
        "places": page.places,
        "capacity": page.capacity,
        "free": page.free,
        "stale": page.stale,
        "avoided_moves": page.avoided_moves,
        "forms": [
            {
                "form": f.code,
                "demand": f.demand,
                "capacity": f.capacity,
                "free": f.free,
                "waiting_days": f.waiting_days,
            }
            for f in page.forms
        ],
        "municipalities": [{"name": n, "waiting": w, "free": f} for n, w, f in page.municipalities],
        "groups": page.groups,
    }
