"""Bottlenecks in one case: what stands in the way, what was asked and answered, and the room that is used."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_write
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.intake.selectors import bridges
from samenhang.matching.selectors import fit_page
from samenhang.pathway.selectors import running_handovers
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import PersonRow
from samenhang.steering import services
from samenhang.steering.enums import Effect, Source, Within
from samenhang.steering.forms import BottleneckForm, HearForm, ReasonForm, UseRoomForm
from samenhang.steering.presenters.agenda import case_view
from samenhang.steering.presenters.hindrances import (
    Hindrance,
    from_bridges,
    from_handovers,
    from_refusals,
    from_verdicts,
    source_of,
)
from samenhang.steering.selectors import CaseRow, alike, case_page, rooms_in_force
from samenhang.steering.services.bottlenecks import Met, NewBottleneck
from samenhang.steering.views.agenda import CARE, found, owners
from samenhang.ui.screens import FormPage, answer_button, answer_form

FIRST_LOOK = 14  # days after which a new bottleneck comes back by itself, unless somebody says otherwise
PLACE = Purpose.PLACEMENT
_NEEDS = Category.HOUSING_NEEDS
_READS = (
    Category.ID_CONTACT
    | Category.HOUSING_NEEDS
    | Category.TITLE_FACT
    | Category.INDICATION
    | Category.PLACEMENT_HISTORY
    | Category.PLAN_GOALS
)


def _hindrances(request: Request, person: PersonRow) -> list[Hindrance]:
    """All that stands in the way of this person now, from what the reader may see."""
    actor, today = request.actor, request.today
    page = fit_page(actor, person.id, today=today, now=clock.now())
    rows: list[Hindrance] = []
    if page is not None:
        rows += from_verdicts(page)
        rows += from_refusals(page.refusals)
    rows += from_handovers(running_handovers(actor, person.id, purpose=CARE))
    rows += from_bridges(bridges(actor, [person.id], purpose=CARE))
    return rows


@shows(78, 79, 81)
@power_required(Power.WORK_ON_CASES)
@require_GET
def case(request: Request, person_id: int) -> HttpResponse:
    """What stands in the way of this person, what was asked and answered, and what room is used."""
    actor, today = request.actor, request.today
    person = the_person(request, person_id)
    with reading(actor, purpose=PLACE, what="What stands in the way", categories=_READS, dossier_id=person.dossier_id):
        page = case_page(actor, person_id, purpose=CARE)
        rows = _hindrances(request, person)
    known = alike([h.key for h in rows])
    mine = {c.bottleneck.id: c for c in page.cases if c.ended_on is None}
    keeps = actor.can(Power.KEEP_BOTTLENECKS) and may_write(actor, person.compartment_id, _NEEDS)
    context = {
        "person": person,
        "tabs": person_tabs(person_id, "fit"),
        "cases": [case_view(c, today) for c in page.cases if _stands(c)],
        "past": [case_view(c, today) for c in page.cases if not _stands(c)],
        "sees": actor.can(Power.SEE_BOTTLENECKS),
        "hindrances": [
            {"row": h, "known": known.get(h.key), "mine": h.key in known and known[h.key].id in mine} for h in rows
        ],
        "uses": page.uses,
        "keeps": keeps,
        "writes": may_write(actor, person.compartment_id, _NEEDS),
        "rooms": bool(rooms_in_force(today)),
    }
    return render(request, "steering/case.html", context)


def _stands(c: CaseRow) -> bool:
    """Say whether it stands in the way still, or an answer was not heard yet."""
    return c.ended_on is None and (c.bottleneck.closed_on is None or c.to_hear is not None)


def _back(person: PersonRow, heading: str, purpose: str = "", *, submit: str = "", who: str = "") -> FormPage:
    return FormPage(
        heading, reverse("steering:case", args=[person.id]), person.name, purpose=purpose, submit=submit, who=who
    )


def _writing(request: Request, person_id: int) -> PersonRow:
    return the_person(request, person_id, page="Bottleneck form", writes=_NEEDS)


@shows(4, 78)
@power_required(Power.KEEP_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def grow(request: Request, person_id: int) -> HttpResponse:
    """Put what stands in somebody's way on the agenda; what is alike and there already is joined."""
    person = _writing(request, person_id)
    key = request.GET.get("key", "")
    with reading(
        request.actor, purpose=PLACE, what="What stands in the way", categories=_READS, dossier_id=person.dossier_id
    ):
        chosen = next((h for h in _hindrances(request, person) if h.key == key), None)
    if key and chosen is None:
        raise Http404
    if chosen is not None and chosen.key in (there := alike([chosen.key])):
        return redirect("steering:join", person_id, there[chosen.key].id)
    form = BottleneckForm(request.POST or None, initial=_proposed(request, chosen), owners=owners(request))

    def do(_data: dict[str, Any]) -> None:
        met = Met(
            person_id,
            person.compartment_id,
            chosen.source if chosen else Source.CASE,
            chosen.place_id if chosen else None,
        )
        new = NewBottleneck(form.described(), chosen.key if chosen else "", chosen.criteria if chosen else ())
        services.grow(actor=request.actor, met=met, new=new, today=request.today)

    page = _back(
        person,
        _("Put it on the agenda"),
        _(
            "What cannot be solved here belongs with who can change it. Most of this is filled in already: look and correct."
        ),
        submit=_("Put on the agenda"),
        who=_("Tables outside the case read it, without knowing whom it is about."),
    )
    return answer_form(request, form, page, do, done=_("On the agenda, with somebody who takes it further and a date."))


def _proposed(request: Request, h: Hindrance | None) -> dict[str, Any]:
    mine = next((value for value, _word in owners(request) if value.startswith(f"{request.actor.user_id}:")), "")
    start = {"owner": mine, "within": Within.NOT_ASKED, "next_on": request.today + timedelta(days=FIRST_LOOK)}
    if h is None:
        return {**start, "level": "PERSON", "layer": "MESO"}
    return {
        **start,
        "title": h.title,
        "classes": h.classes,
        "level": h.level,
        "layer": h.layer,
        "rule_owner": h.rule_owner,
        "rule_owner_name": h.owner[:160] if h.source == Source.VERDICT else "",
    }


@shows(78)
@power_required(Power.KEEP_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def join(request: Request, person_id: int, bottleneck_id: int) -> HttpResponse:
    """Join a case to what is on the agenda already."""
    person = _writing(request, person_id)
    row = found(bottleneck_id)
    if request.method == "POST":
        met = Met(person_id, person.compartment_id, source_of(row.key))
        return answer_button(
            request,
            lambda: services.join_case(actor=request.actor, met=met, bottleneck_id=row.id, today=request.today),
            done=_("Joined. The answer comes back here."),
            to=reverse("steering:case", args=[person_id]),
        )
    return render(request, "steering/join.html", {"person": person, "row": row})


def _of(request: Request, person_id: int, case_id: int) -> CaseRow:
    page = case_page(request.actor, person_id, purpose=CARE)
    row = next((c for c in page.cases if c.id == case_id and c.ended_on is None), None)
    if row is None:
        raise Http404
    return row


@shows(78)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def release(request: Request, person_id: int, met_id: int) -> HttpResponse:
    """Say that it stands in this person's way no more."""
    person = _writing(request, person_id)
    row = _of(request, person_id, met_id)
    return answer_form(
        request,
        ReasonForm(request.POST or None),
        _back(person, _("It stands in the way no more"), row.bottleneck.title, submit=_("Save")),
        lambda data: services.release_case(
            actor=request.actor, case_id=met_id, why=data["reason"], today=request.today
        ),
        done=_("Noted. The others who meet it stay on the agenda."),
    )


@shows(79)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def hear(request: Request, person_id: int, met_id: int, attempt_id: int) -> HttpResponse:
    """Say what an answer brings for this person."""
    person = _writing(request, person_id)
    row = _of(request, person_id, met_id)
    question = next((q for q in row.questions if q.id == attempt_id), None)
    if question is None:
        raise Http404
    return answer_form(
        request,
        HearForm(request.POST or None),
        _back(person, _("What the answer brings"), question.reasons, submit=_("Save")),
        lambda data: services.hear(
            actor=request.actor,
            case_id=met_id,
            question_id=attempt_id,
            effect=Effect(data["effect"]),
            words=data["words"],
            today=request.today,
        ),
        done=_("Written down in the case."),
    )


@shows(81)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def use_room(request: Request, person_id: int) -> HttpResponse:
    """Use agreed room for this person."""
    person = _writing(request, person_id)
    options = [(r.id, r.title) for r in rooms_in_force(request.today) if not r.full()]
    return answer_form(
        request,
        UseRoomForm(request.POST or None, rooms=options, initial={"room": request.GET.get("room", "")}),
        _back(
            person,
            _("Use agreed room"),
            _("What was agreed for another holds for the next one as well."),
            submit=_("Use it"),
        ),
        lambda data: services.use_room(
            actor=request.actor,
            room_id=data["room"],
            person_id=person_id,
            compartment_id=person.compartment_id,
            words=data["words"],
            today=request.today,
        ),
        done=_("Written down: this room is used here."),
    )


@shows(81)
@power_required(Power.WORK_ON_CASES)
@require_POST
def stop_using(request: Request, person_id: int, use_id: int) -> HttpResponse:
    """Room is not used here any more."""
    _writing(request, person_id)
    page = case_page(request.actor, person_id, purpose=CARE)
    if all(u.id != use_id for u in page.uses):
        raise Http404
    return answer_button(
        request,
        lambda: services.stop_using(actor=request.actor, use_id=use_id, today=request.today),
        done=_("Not used here any more."),
        to=reverse("steering:case", args=[person_id]),
    )
