"""Places with their availability; an organisation keeps its own."""

import hashlib
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from ninja import Header, Query, Router

from samenhang.base import clock
from samenhang.base.errors import Refused
from samenhang.directory.enums import ApiScope
from samenhang.interop.api.auth import ApiRequest, scope_required
from samenhang.interop.api.problems import Problem
from samenhang.interop.api.schemas import Id, Number, OutOfServiceIn, OutOfServiceOut, PlaceOut, PlacesOut, Text
from samenhang.supply.selectors import PlaceRow, place, place_detail, snapshot
from samenhang.supply.services import back_in_service, confirm_availability, take_out_of_service

router = Router(tags=["places"])
NO = {401: Problem, 403: Problem, 404: Problem, 422: Problem, 429: Problem}
NO_WRITE = {**NO, 409: Problem, 412: Problem}
IF_MATCH = Header(None, alias="If-Match", max_length=80, description="The stamp that was read; 412 when it changed.")


def _stamp(row: PlaceRow) -> str:
    said = f"{row.id}|{row.version}|{row.capacity}|{row.availability}|{row.confirmed_at}"
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _out(row: PlaceRow) -> dict[str, Any]:
    return {**asdict(row), "stamp": _stamp(row)}


def _found(request: ApiRequest, place_id: int) -> PlaceRow:
    row = place(place_id, today=request.today, now=clock.now())  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row


def _unchanged(row: PlaceRow, if_match: str | None) -> None:
    if if_match is not None and if_match.strip().strip('"') != _stamp(row):
        raise Refused("CHANGED_SINCE")


@router.get("", response={200: PlacesOut, **NO}, summary="Places of the register")
@scope_required(ApiScope.SUPPLY_READ)
def list_places(
    request: ApiRequest,
    setting: Text = "",
    municipality: Text = "",
    free: bool = False,
    page: Number = 1,
    size: int = Query(50, ge=1, le=200),
) -> dict[str, Any]:
    """With what is free today. ``free`` leaves out what is full."""
    rows = [
        p
        for p in snapshot(today=request.today, now=clock.now()).places  # type: ignore[attr-defined]
        if (not setting or p.setting == setting)
        and (not municipality or p.municipality == municipality)
        and (not free or p.availability.free)
    ]
    shown = rows[(page - 1) * size : page * size]
    return {"items": [_out(p) for p in shown], "total": len(rows), "page": page, "size": size}


@router.get("/{place_id}", response={200: PlaceOut, **NO}, summary="One place")
@scope_required(ApiScope.SUPPLY_READ)
def get_place(request: ApiRequest, place_id: Id, response: HttpResponse) -> dict[str, Any]:
    """With its stamp, which also stands in the ETag."""
    row = _found(request, place_id)
    response["ETag"] = f'"{_stamp(row)}"'
    return _out(row)


@router.post(
    "/{place_id}/confirmation", response={200: PlaceOut, **NO_WRITE}, summary="Say that the availability is right"
)
@scope_required(ApiScope.SUPPLY_WRITE)
def confirm(request: ApiRequest, place_id: Id, if_match: str | None = IF_MATCH) -> dict[str, Any]:
    """The table counts on what was confirmed lately. Own places only."""
    with transaction.atomic():
        _unchanged(_found(request, place_id), if_match)
        confirm_availability(actor=request.auth, place_id=place_id, now=clock.now())
        return _out(_found(request, place_id))


@router.post(
    "/{place_id}/out-of-service",
    response={201: OutOfServiceOut, **NO_WRITE},
    summary="Take slots out of service for a while",
)
@scope_required(ApiScope.SUPPLY_WRITE)
def take_out(
    request: ApiRequest, place_id: Id, body: OutOfServiceIn, if_match: str | None = IF_MATCH
) -> tuple[int, dict[str, Any]]:
    """Own places only; confirms the availability at the same time."""
    with transaction.atomic():
        _unchanged(_found(request, place_id), if_match)
        made = take_out_of_service(
            actor=request.auth,
            place_id=place_id,
            slots=body.slots,
            reason=body.reason,
            start=body.start,
            end=body.end,
            now=clock.now(),
        )
        return 201, {"id": made, "place": _out(_found(request, place_id))}


@router.delete(
    "/{place_id}/out-of-service/{out_id}",
    response={200: PlaceOut, **NO_WRITE},
    summary="Put slots back in service from today",
)
@scope_required(ApiScope.SUPPLY_WRITE)
def put_back(request: ApiRequest, place_id: Id, out_id: Id, if_match: str | None = IF_MATCH) -> dict[str, Any]:
    """Own places only."""
    with transaction.atomic():
        row = _found(request, place_id)
        if all(o.pk != out_id for o in place_detail(row, today=request.today).out_of_service):  # type: ignore[attr-defined]
            raise Http404
        _unchanged(row, if_match)
        back_in_service(actor=request.auth, out_id=out_id, on=request.today, now=clock.now())  # type: ignore[attr-defined]
        return _out(_found(request, place_id))
