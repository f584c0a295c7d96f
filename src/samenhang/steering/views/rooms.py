"""Agreed room: all of it, one, and what happens to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisations_by_kind
from samenhang.steering import services
from samenhang.steering.forms import EvaluateForm, ExtendRoomForm, ReasonForm, RoomForm
from samenhang.steering.presenters import rooms as words
from samenhang.steering.presenters.rooms import RuleGroup
from samenhang.steering.rules import two_years_after
from samenhang.steering.selectors import BottleneckRow, RoomRow, uses_seen
from samenhang.steering.selectors import room as one_room
from samenhang.steering.selectors import rooms as all_rooms
from samenhang.steering.views.agenda import found
from samenhang.supply.selectors import snapshot
from samenhang.ui.screens import FormPage, answer_form

CARE = Purpose.CARE_COORDINATION


@shows(81)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def rooms(request: Request) -> HttpResponse:
    """What was agreed to differ from rules, until when, and for how many."""
    rows = all_rooms()
    with reading(request.actor, purpose=CARE, what="Regulatory room", categories=Category.HOUSING_NEEDS):
        seen = uses_seen(request.actor, [r.id for r in rows], purpose=CARE)
    context = {
        "table": words.room_table(rows, request.today, seen=seen),
        "may_agree": request.actor.can(Power.AGREE_ROOM),
    }
    return render(request, "steering/rooms.html", context)


def _found(room_id: int) -> RoomRow:
    row = one_room(room_id)
    if row is None:
        raise Http404
    return row


@shows(81)
@power_required(Power.SEE_BOTTLENECKS)
@require_GET
def room(request: Request, room_id: int) -> HttpResponse:
    """One agreed room."""
    row, today = _found(room_id), request.today
    with reading(request.actor, purpose=CARE, what="Regulatory room", categories=Category.HOUSING_NEEDS):
        exact = uses_seen(request.actor, [room_id], purpose=CARE).get(room_id, 0) == row.used
    word, tone = words.standing(row, today, exact=exact)
    context = {
        "row": row,
        "word": word,
        "tone": tone,
        "definitions": words.definitions(row, today, exact=exact),
        "criteria": words.criteria_of(row, snapshot(today=today, now=clock.now())),
        "may_change": request.actor.can(Power.AGREE_ROOM) and row.ended_on is None,
        "look_again": row.evaluate_on <= today
        and not row.over(today)
        and (row.evaluated_on or row.start) < row.evaluate_on,
    }
    return render(request, "steering/room.html", context)


def _rules(request: Request, about: BottleneckRow | None) -> dict[str, RuleGroup]:
    """The rules that can be relaxed, joined with their likes: those that a bottleneck is about, or all of the register."""
    register = snapshot(today=request.today, now=clock.now())
    found = words.rule_groups(register)
    if about is None or not about.criteria:
        return found
    mine = set(about.criteria)
    return {
        key: RuleGroup(group.name, tuple(c for c in group.criteria if c in mine))
        for key, group in found.items()
        if mine & set(group.criteria)
    }


def _agree(request: Request, about: BottleneckRow | None) -> HttpResponse:
    today = request.today
    rules = _rules(request, about)
    organisations = [(pk, name) for pk, name, _kind in organisations_by_kind()]
    initial = {
        "title": about.title if about else "",
        "law": about.law if about else "",
        "criteria": list(rules) if about and about.criteria else [],
        "approved_for": request.actor.organisation_id,
        "agreed_on": today,
        "start": today,
        "end": two_years_after(today),
        "evaluate_on": today + timedelta(days=365),
    }
    form = RoomForm(
        request.POST or None,
        initial=initial,
        organisations=organisations,
        rules=[(key, group.name) for key, group in rules.items()],
    )
    back = reverse("steering:bottleneck", args=[about.id]) if about else reverse("steering:rooms")
    page = FormPage(
        _("Write down agreed room"),
        back,
        about.title if about else _("Regulatory room"),
        purpose=_("What may differ from a rule, on what basis and for how long. The next case can use it as well."),
        submit=_("Save"),
    )

    def do(data: dict[str, Any]) -> None:
        chosen = [key for group in data["criteria"] for key in rules[group].criteria]
        services.agree_room(
            actor=request.actor, new=form.new(chosen), bottleneck_id=about.id if about else None, today=today
        )

    return answer_form(request, form, page, do, done=_("Written down. The register names it from its first day on."))


@shows(81)
@power_required(Power.AGREE_ROOM)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Write down room that was agreed by itself."""
    return _agree(request, None)


@shows(81)
@power_required(Power.AGREE_ROOM)
@require_http_methods(["GET", "POST"])
def new_for(request: Request, bottleneck_id: int) -> HttpResponse:
    """Write down room that was agreed for a bottleneck."""
    return _agree(request, found(bottleneck_id))


def _page(row: RoomRow, heading: str, submit: str = "") -> FormPage:
    return FormPage(heading, reverse("steering:room", args=[row.id]), row.title, submit=submit)


@shows(81)
@power_required(Power.AGREE_ROOM)
@require_http_methods(["GET", "POST"])
def evaluate(request: Request, room_id: int) -> HttpResponse:
    """Look back on agreed room."""
    row = _found(room_id)
    return answer_form(
        request,
        EvaluateForm(request.POST or None, initial={"version": row.version}),
        _page(row, _("Look back"), _("Save")),
        lambda data: services.evaluate_room(
            actor=request.actor,
            room_id=room_id,
            evaluation=data["evaluation"],
            next_on=data["next_on"],
            expected_version=data["version"] or row.version,
            today=request.today,
        ),
        done=_("Saved."),
    )


@shows(81)
@power_required(Power.AGREE_ROOM)
@require_http_methods(["GET", "POST"])
def extend(request: Request, room_id: int) -> HttpResponse:
    """Let agreed room last longer."""
    row = _found(room_id)
    return answer_form(
        request,
        ExtendRoomForm(request.POST or None, initial={"version": row.version, "end": row.end}),
        _page(row, _("Let it last longer"), _("Save")),
        lambda data: services.extend_room(
            actor=request.actor,
            room_id=room_id,
            end=data["end"],
            why_longer=data["why_longer"],
            expected_version=data["version"] or row.version,
            today=request.today,
        ),
        done=_("Saved."),
    )


@shows(81)
@power_required(Power.AGREE_ROOM)
@require_http_methods(["GET", "POST"])
def end(request: Request, room_id: int) -> HttpResponse:
    """End agreed room before its time."""
    row = _found(room_id)
    return answer_form(
        request,
        ReasonForm(request.POST or None, initial={"version": row.version}),
        _page(row, _("End it"), _("End it")),
        lambda data: services.end_room(
            actor=request.actor,
            room_id=room_id,
            why=data["reason"],
            expected_version=data["version"] or row.version,
            today=request.today,
        ),
        done=_("Ended. What it made possible for people stands."),
    )
