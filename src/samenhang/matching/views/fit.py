"""What fits? One person, all places, why or why not, and what would make it fit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import denied, reading, reading_person
from samenhang.base import clock
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.engines.fit.result import Option, OptionKind
from samenhang.engines.fit.terms import Outcome
from samenhang.matching import presenters
from samenhang.matching.enums import NeedStatus, RefusalReason
from samenhang.matching.forms import FactForm, FilterForm, NeedForm, RefusalForm
from samenhang.matching.selectors import FitPage, fit_page, need_of
from samenhang.matching.services import NewNeed, NewRefusal, change_need, open_need, record_refusal
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import PersonRow, person
from samenhang.picture.enums import FactCode
from samenhang.picture.labels import FACTS
from samenhang.picture.services import NewFact
from samenhang.picture.services import note_fact as record_fact
from samenhang.supply.selectors import snapshot, treatments
from samenhang.ui.reasons import reason_text

PLACE = Purpose.PLACEMENT
NEAREST = 12
_READS = (
    Category.ID_CONTACT
    | Category.HOUSING_NEEDS
    | Category.TITLE_FACT
    | Category.INDICATION
    | Category.PLACEMENT_HISTORY
)


def _page(request: Request, person_id: int) -> FitPage:
    actor, today = request.actor, request.today
    try:
        with reading_person(actor, purpose=PLACE, what="What fits", categories=_READS) as opened:
            page = fit_page(actor, person_id, today=today, now=clock.now())
            if page is None:
                raise Http404
            opened(page.person.dossier_id)
    except Http404:
        denied(actor, what="Person", object_id=person_id)
        raise
    return page


def _person(request: Request, person_id: int, *, page: str = "") -> PersonRow:
    """A person whom the actor may see; ``page`` names a form that shows who it is about, a read with its own line."""
    row = person(request.actor, person_id, purpose=PLACE)
    if row is None:
        denied(request.actor, what="Person", object_id=person_id)
        raise Http404
    if page:
        with reading(
            request.actor, purpose=PLACE, what=page, categories=Category.ID_CONTACT, dossier_id=row.dossier_id
        ):
            pass
    return row


def _chosen(page: FitPage, show: str, setting: str) -> list[Option]:
    """The options to show: staying is always among them."""
    found = []
    for option in page.options:
        place = page.snapshot.place(int(option.at)) if option.at else None
        stays = option.kind is OptionKind.STAY
        wanted = (not setting or stays or (place is not None and place.setting == setting)) and (
            show != "free" or stays or (place is not None and place.availability.free > 0)
        )
        if wanted and (show != "fits" or stays or option.verdict is Outcome.FITS):
            found.append(option)
    if show in {"all", "fits"}:
        return found
    shown = found[:NEAREST]
    return shown + [o for o in found[NEAREST:] if o.kind is OptionKind.STAY]


@shows(47, 48, 60, 65, 66, 67, 71, 144)
@power_required(Power.WORK_ON_CASES)
@require_GET
def what_fits(request: Request, person_id: int) -> HttpResponse:
    """The verdict matrix of one person."""
    page = _page(request, person_id)
    form = FilterForm(request.GET or None)
    show = form.cleaned_data.get("show", "") if form.is_valid() else ""
    setting = form.cleaned_data.get("setting", "") if form.is_valid() else ""
    options = _chosen(page, show, setting)
    today = request.today
    best = [presenters.option_view(o, page) for o in page.options[:3]]
    return render(
        request,
        "matching/fit.html",
        {
            "page": page,
            "form": form if form.is_bound else FilterForm(),
            "matrix": presenters.matrix(page, options, today, may_refuse=True),
            "best": best,
            "stay": next((presenters.option_view(o, page) for o in page.options if o.kind is OptionKind.STAY), None),
            "summary": presenters.summary(page.options),
            "shown": len(options),
            "total": len(page.options),
            "needs": presenters.need_definitions(page, today),
            "facts": presenters.facts_table(page, may_write=True),
            "refusals": presenters.refusals_table(page.refusals),
            "tabs": person_tabs(person_id, "fit"),
            "is_open": page.need is not None and page.need.status == NeedStatus.OPEN,
            "decisions": presenters.decisions_table(page.decisions) if page.decisions else None,
        },
    )


@shows(67)
@power_required(Power.WORK_ON_CASES)
@require_GET
def compare(request: Request, person_id: int) -> HttpResponse:
    """Two or three places side by side, criterion by criterion."""
    page = _page(request, person_id)
    wanted = list(dict.fromkeys(request.GET.getlist("place")))[:3]
    views = [presenters.option_view(o, page) for key in wanted for o in page.options if o.place == key]
    return render(
        request, "matching/compare.html", {"page": page, "options": views, "lines": presenters.side_by_side(views)}
    )


@shows(67)
@power_required(Power.WORK_ON_CASES)
@require_GET
def fit_print(request: Request, person_id: int) -> HttpResponse:
    """On paper: for the table with every criterion, or for the client in plain words."""
    page = _page(request, person_id)
    plain = request.GET.get("for") == "client"
    options = [presenters.option_view(o, page) for o in page.options[:8]]
    stay = next((presenters.option_view(o, page) for o in page.options if o.kind is OptionKind.STAY), None)
    if stay and all(o.id != stay.id for o in options):
        options.append(stay)
    context = {
        "page": page,
        "options": options,
        "plain": plain,
        "needs": presenters.need_definitions(page, request.today),
    }
    return render(request, "matching/fit_print.html", context)


@shows(61, 65)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def edit_need(request: Request, person_id: int) -> HttpResponse:
    """Say, or change, what somebody needs of a place."""
    actor, today = request.actor, request.today
    row = _person(request, person_id)
    with reading(actor, purpose=PLACE, what="Need", categories=Category.HOUSING_NEEDS, dossier_id=row.dossier_id):
        need = need_of(actor, person_id, purpose=PLACE)
    current = need if need and need.status == NeedStatus.OPEN else None
    initial: dict[str, Any] = {"near": row.tie_id or row.municipality_id, "max_km": 25, "urgency": "NORMAL"}
    if current:
        initial = {**current.__dict__, "near": current.near_id}
    form = NeedForm(request.POST or None, initial=initial, treatment_names=treatments(get_language() or "nl"))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            if current:
                expected = form.cleaned_data["version"] or 0
                change_need(
                    actor=actor,
                    need_id=current.id,
                    values=form.values(),
                    expected_version=expected,
                )
            else:
                open_need(actor=actor, new=NewNeed(person_id, row.compartment_id, row.dossier_id, today, form.values()))
        except Refused as refused:
            form.add_error(None, reason_text(refused))
            status = refused.status
        else:
            messages.success(request, _("What is needed is recorded. Every place has been judged again."))
            return redirect("matching:fit", person_id)
    if form.errors and status == 200:
        status = 422
    return render(
        request,
        "matching/need.html",
        {"form": form, "person": row, "current": current, "conflict": status == 409},
        status=status,
    )


@shows(67)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def note_fact(request: Request, person_id: int, code: str) -> HttpResponse:
    """Note a fact that decides: the newest counts, the older ones stay."""
    actor = request.actor
    row = _person(request, person_id, page="Fact form")
    if code not in set(FactCode):
        raise Http404
    form = FactForm(
        request.POST or None,
        code=FactCode(code),
        initial={"noted_on": request.today, "source": actor.organisation},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        record_fact(
            actor=actor,
            person_id=person_id,
            compartment_id=row.compartment_id,
            new=NewFact(FactCode(code), form.value(), data["noted_on"], data["source"]),
        )
        messages.success(request, _("The fact is noted. Every place has been judged again."))
        return redirect("matching:fit", person_id)
    context = {"form": form, "person": row, "heading": FACTS[code], "back": reverse("matching:fit", args=[person_id])}
    return render(request, "matching/fact.html", context, status=422 if form.is_bound else 200)


@shows(47, 68)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_refusal(request: Request, person_id: int) -> HttpResponse:
    """Record a no with its reason; on paper only it stays locked unless the exception is motivated."""
    actor, today = request.actor, request.today
    row = _person(request, person_id, page="Refusal form")
    register = snapshot(today=today, now=clock.now())
    asked = request.GET.get("place", "")
    place = register.place(int(asked)) if asked.isdecimal() and len(asked) < 12 else None
    initial = {"place": place.id, "facility": place.name} if place else {}
    form = RefusalForm(request.POST or None, initial={**initial, "refused_on": today})
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = register.place(data["place"])
        new = NewRefusal(
            person_id=person_id,
            compartment_id=row.compartment_id,
            dossier_id=row.dossier_id,
            facility=data["facility"],
            refused_on=data["refused_on"],
            reason=RefusalReason(data["reason"]),
            client_seen=data["client_seen"],
            place_id=chosen.id if chosen else None,
            organisation_id=chosen.organisation_id if chosen else None,
            refused_by=data["refused_by"],
            seen_on=data["seen_on"],
            exception_reason=data["exception_reason"],
            would_be_possible=data["would_be_possible"],
            ask_again_on=data["ask_again_on"],
            consequence=data["consequence"],
        )
        try:
            record_refusal(actor=actor, new=new)
        except Refused as refused:
            again = refused.code in {"ASK_AGAIN_MISSING", "IN_THE_PAST"}
            form.add_error("ask_again_on" if again else "client_seen", reason_text(refused))
        else:
            messages.success(request, _("The refusal is recorded with its reason."))
            return redirect("matching:fit", person_id)
    if form.errors:
        status = 422
    context = {
        "form": form,
        "person": row,
        "back": reverse("matching:fit", args=[person_id]),
        "team": presenters.team_of(place),
    }
    return render(request, "matching/refusal.html", context, status=status)
