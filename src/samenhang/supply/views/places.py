"""One place: everything about it, and what its own organisation says of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import power_required, shows
from samenhang.base import clock
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.supply import presenters
from samenhang.supply.enums import OutReason, ProfileKind
from samenhang.supply.forms import OutOfServiceForm, TeamForm
from samenhang.supply.selectors import PlaceRow, place_detail, snapshot, team_history, treatments
from samenhang.supply.selectors import place as find_place
from samenhang.supply.services import (
    back_in_service,
    confirm_availability,
    say_how_the_team_stands,
    take_out_of_service,
)
from samenhang.ui.reasons import reason_text


@shows(47, 48, 58, 59, 60)
@power_required(Power.SEE_SUPPLY)
@require_GET
def place(request: HttpRequest, place_id: int) -> HttpResponse:
    """Everything about one place."""
    return _page(request, place_id)


def _page(
    request: HttpRequest,
    place_id: int,
    *,
    form: OutOfServiceForm | None = None,
    team_form: TeamForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = request.actor, request.today  # type: ignore[attr-defined]
    register = snapshot(today=today, now=clock.now())
    row = register.place(place_id) or find_place(place_id, today=today, now=clock.now())
    if row is None:
        raise Http404
    detail, language = place_detail(row, today=today), get_language() or "nl"
    names = treatments(language)
    reason = presenters.own_reason(actor, row)
    history = team_history(place_id, today=today)
    version = history[0].version if history else 0
    own = row.organisation_id in actor.organisation_ids
    return render(
        request,
        "supply/place.html",
        {
            "place": row,
            "retired": register.place(place_id) is None,
            "line": _line(row),
            "kind": presenters.kind_facts(row),
            "contact": presenters.contact_facts(row),
            "figures": presenters.place_figures(row, today),
            "free_from": presenters.free_from(row, today),
            "fresh": presenters.freshness_line(row, today),
            "bookings": presenters.booking_lines(detail, today),
            "out": presenters.out_lines(detail, row, today, may=not reason),
            "good_at": presenters.profile(detail, ProfileKind.GOOD_AT),
            "less_good_at": presenters.profile(detail, ProfileKind.LESS_GOOD_AT),
            "treatments": sorted(names.get(t, t) for t in row.treatments),
            "services": presenters.service_lines(detail),
            "criteria": presenters.criteria_lines(row, register, actor, language),
            "reason": reason,
            "form": form or OutOfServiceForm(initial={"start": today}),
            "team": presenters.team_view(row.team),
            "team_history": presenters.team_history_lines(history),
            "team_form": team_form or TeamForm(initial={"version": version}),
            "own_team": own and (actor.can(Power.WORK_ON_CASES) or actor.can(Power.MANAGE_SUPPLY)),
            "on_cases": actor.can(Power.WORK_ON_CASES),
        },
        status=status,
    )


def _line(row: PlaceRow) -> str:
    return " · ".join((row.organisation, row.location, row.municipality))


@shows(59)
@power_required(Power.SEE_SUPPLY)
@require_POST
def confirm(request: HttpRequest, place_id: int) -> HttpResponse:
    """Say that what the register shows is right, now."""
    _known(request, place_id)
    confirm_availability(actor=request.actor, place_id=place_id, now=clock.now())  # type: ignore[attr-defined]
    messages.success(request, _("Confirmed. The table can count on these numbers."))
    return HttpResponseRedirect(reverse("supply:place", args=[place_id]))


@shows(59)
@power_required(Power.SEE_SUPPLY)
@require_http_methods(["GET", "POST"])
def take_out(request: HttpRequest, place_id: int) -> HttpResponse:
    """Take slots out of service for a while, with the reason."""
    _known(request, place_id)
    if request.method == "GET":
        return HttpResponseRedirect(reverse("supply:place", args=[place_id]) + "#out-of-service")
    form = OutOfServiceForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            take_out_of_service(
                actor=request.actor,  # type: ignore[attr-defined]
                place_id=place_id,
                slots=data["slots"],
                reason=OutReason(data["reason"]),
                start=data["start"],
                end=data.get("end"),
                now=clock.now(),
            )
        except NoGrant:
            raise
        except Refused as refused:
            form.add_error("slots", reason_text(refused))
        else:
            messages.success(request, _("These slots are out of service. The table no longer counts on them."))
            return HttpResponseRedirect(reverse("supply:place", args=[place_id]) + "#out-of-service")
    return _page(request, place_id, form=form, status=422)


def _with_newest(form: TeamForm, place_id: int, request: HttpRequest) -> TeamForm:
    """What was typed, to be saved again beside the statement that somebody else made meanwhile."""
    data = form.data.copy()  # type: ignore[attr-defined]
    history = team_history(place_id, today=request.today)  # type: ignore[attr-defined]
    data["version"] = history[0].version if history else 0
    again = TeamForm(data)
    again.is_valid()
    return again


_TEAM_FIELDS = {
    "REVIEW_DAY_MISSING": "review_on",
    "REVIEW_DAY_TOO_FAR": "review_on",
    "IN_THE_PAST": "review_on",
    "NEEDED_MISSING": "words",
    "NAMES_SOMEBODY": "words",
}


@shows(47)
@power_required(Power.SEE_SUPPLY)
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, place_id: int) -> HttpResponse:
    """Say how the team of a place stands; what it said before stays."""
    _known(request, place_id)
    there = reverse("supply:place", args=[place_id]) + "#team"
    if request.method == "GET":
        return HttpResponseRedirect(there)
    form, status = TeamForm(request.POST), 422
    if form.is_valid():
        try:
            say_how_the_team_stands(
                actor=request.actor,  # type: ignore[attr-defined]
                place_id=place_id,
                says=form.says(),
                today=request.today,  # type: ignore[attr-defined]
                now=clock.now(),
            )
        except NoGrant:
            raise
        except Conflict as refused:
            form, status = _with_newest(form, place_id, request), refused.status
            form.add_error(None, reason_text(refused))
        except Refused as refused:
            form.add_error(_TEAM_FIELDS.get(refused.code), reason_text(refused))
        else:
            messages.success(request, _("Kept. Who looks for a place reads how the team stands; it excludes nobody."))
            return HttpResponseRedirect(there)
    return _page(request, place_id, team_form=form, status=status)


@power_required(Power.SEE_SUPPLY)
@require_POST
def back(request: HttpRequest, place_id: int, out_id: int) -> HttpResponse:
    """Put slots back in service from today on."""
    row = _known(request, place_id)
    if all(o.pk != out_id for o in place_detail(row, today=request.today).out_of_service):  # type: ignore[attr-defined]
        raise Http404
    back_in_service(actor=request.actor, out_id=out_id, on=request.today, now=clock.now())  # type: ignore[attr-defined]
    messages.success(request, _("These slots are back in service."))
    return HttpResponseRedirect(reverse("supply:place", args=[place_id]) + "#out-of-service")


def _known(request: HttpRequest, place_id: int) -> PlaceRow:
    row = find_place(place_id, today=request.today, now=clock.now())  # type: ignore[attr-defined]
    if row is None:
        raise Http404
    return row
