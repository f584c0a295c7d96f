"""A crisis from the call to what was learned; the bed on prescription; who is on duty in the region."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.directory.selectors import municipality_names
from samenhang.pathway import services
from samenhang.pathway.forms.crises import (
    ArriveForm,
    BedCallForm,
    BedRightForm,
    BedsForm,
    CallForm,
    CalmForm,
    CrisisForm,
    DecisionForm,
    EndBedForm,
    EvaluateCrisisForm,
    RosterForm,
    ShiftForm,
    TellForm,
)
from samenhang.pathway.presenters.crises import bed_view, crisis_view, responder_views, roster_view
from samenhang.pathway.selectors.course import CrisisRow, beds, crises
from samenhang.pathway.selectors.duty import beds_tonight, responders, rosters, without_cover
from samenhang.pathway.selectors.ladder import ladder_on
from samenhang.pathway.services import NewBedRight
from samenhang.pathway.views import CARD, CARE, Here, form_page, here, organisations, own_organisations
from samenhang.people.presenters import person_tabs
from samenhang.plan.selectors import crisis_card
from samenhang.ui.screens import FormPage, answer_button, answer_form

_READS = Category.ID_CONTACT | CARD


def _words(found: Here, heading: str, purpose: str = "", submit: str = "") -> FormPage:
    who = _(
        "Who may open the crisis sheet of this person, and whoever opens it in an emergency; the person first of all."
    )
    return form_page(found.person, heading, purpose, to="crisis", who=who, submit=submit)


@shows(40, 41, 138)
@power_required(Power.WORK_ON_CASES)
@require_GET
def crisis(request: Request, person_id: int) -> HttpResponse:
    """Whom to call first, the crisis that runs with its clock, earlier ones, and the bed on prescription."""
    found = here(request, person_id)
    actor, person, now = request.actor, found.person, clock.now()
    with reading(actor, purpose=CARE, what="Crisis", categories=_READS, dossier_id=person.dossier_id):
        rows = crises(actor, person_id, purpose=CARE)
        rights = beds(actor, person_id, purpose=CARE, today=request.today, now=now)
        call_first = (
            responders(actor, person_id, person.municipality_id, purpose=CARE, now=now) if found.reads_card else []
        )
        card = crisis_card(actor, person_id, purpose=CARE)
    views = [crisis_view(c, now) for c in rows]
    context = {
        "person": person,
        "here": found,
        "tabs": person_tabs(person_id, "pathway"),
        "runs": next((v for v in views if v["runs"]), None),
        "before": [v for v in views if not v["runs"]],
        "responders": responder_views(call_first),
        "beds": [bed_view(b, request.today) for b in rights],
        "has_card": card is not None,
        "now": now,
    }
    return render(request, "pathway/crisis.html", context)


@shows(40)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def start(request: Request, person_id: int) -> HttpResponse:
    """Somebody called."""
    found = here(request, person_id, page="Crisis form")
    form = CrisisForm(request.POST or None, initial={"called_at": clock.now()})

    def do(_data: dict[str, Any]) -> None:
        services.start_crisis(
            actor=request.actor, person_id=person_id, compartment_id=found.person.compartment_id, new=form.crisis()
        )

    words = _words(
        found,
        _("Somebody called"),
        _("Danger for life: call 112 first. The clock runs from the call."),
        _("Start the clock"),
    )
    return answer_form(request, form, words, do, done=_("The clock runs. Call who knows them first."))


def _crisis(request: Request, found: Here, crisis_id: int) -> CrisisRow:
    row = next((c for c in crises(request.actor, found.person.id, purpose=CARE) if c.id == crisis_id), None)
    if row is None:
        raise Http404
    return row


@shows(40)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def call(request: Request, person_id: int, crisis_id: int) -> HttpResponse:
    """Note a call to somebody who may come."""
    found = here(request, person_id, page="Crisis form")
    _crisis(request, found, crisis_id)
    initial = {"called_at": clock.now(), "name": request.GET.get("name", "")[:120], "phone": request.GET.get("phone", "")[:30],
               "knows_client": request.GET.get("knows") == "1"}  # fmt: skip
    form = CallForm(request.POST or None, initial=initial)
    return answer_form(
        request,
        form,
        _words(found, _("Note a call")),
        lambda _data: services.log_call(actor=request.actor, crisis_id=crisis_id, new=form.call()),
        done=_("Noted."),
    )


@shows(40)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def arrive(request: Request, person_id: int, crisis_id: int) -> HttpResponse:
    """Somebody is there."""
    found = here(request, person_id, page="Crisis form")
    row = _crisis(request, found, crisis_id)
    comes = next((c.name for c in reversed(row.calls) if c.result == "COMES"), "")
    form = ArriveForm(request.POST or None, initial={"at": clock.now(), "who": comes})
    return answer_form(
        request,
        form,
        _words(found, _("Somebody is there")),
        lambda data: services.arrive(actor=request.actor, crisis_id=crisis_id, **data),
        done=_("The clock has stopped. Decide together what happens now."),
    )


@shows(40)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def calm(request: Request, person_id: int, crisis_id: int) -> HttpResponse:
    """It calmed down, and nobody had to come."""
    found = here(request, person_id, page="Crisis form")
    _crisis(request, found, crisis_id)
    return answer_form(
        request,
        CalmForm(request.POST or None),
        _words(found, _("Nobody had to come")),
        lambda data: services.calm_down(actor=request.actor, crisis_id=crisis_id, why=data["why"]),
        done=_("Noted. Also this is looked back on."),
    )


@shows(40, 53)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def decide(request: Request, person_id: int, crisis_id: int) -> HttpResponse:
    """What happens now."""
    found = here(request, person_id, page="Crisis form")
    _crisis(request, found, crisis_id)
    form = DecisionForm(
        request.POST or None,
        rungs=ladder_on(request.today).rungs,
        organisations=organisations(),
        has_home=found.reads_steps and services.current_home(person_id, request.today),
        today=request.today,
    )

    def do(_data: dict[str, Any]) -> None:
        services.decide_crisis(actor=request.actor, crisis_id=crisis_id, new=form.decision(), today=request.today)

    words = _words(
        found,
        _("Decide what happens now"),
        _("The least drastic that is enough. Who is admitted keeps their own place."),
        _("Decide"),
    )
    return answer_form(
        request, form, words, do, done=_("Decided. Now tell who must know, and look back within five working days.")
    )


@shows(40)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def tell(request: Request, person_id: int, crisis_id: int) -> HttpResponse:
    """Who is told."""
    found = here(request, person_id, page="Crisis form")
    row = _crisis(request, found, crisis_id)
    done = {t.whom for t in row.told}
    form = TellForm(request.POST or None)
    form.fields["whom"].choices = [c for c in form.fields["whom"].choices if c[0] not in done]  # type: ignore[attr-defined]
    return answer_form(
        request,
        form,
        _words(found, _("Who is told"), _("Within a day, and no more than is needed.")),
        lambda data: services.tell(actor=request.actor, crisis_id=crisis_id, **data),
        done=_("Noted."),
    )


@shows(40, 96)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def evaluate(request: Request, person_id: int, crisis_id: int) -> HttpResponse:
    """Look back on a crisis."""
    found = here(request, person_id, page="Crisis form", writes=CARD)
    _crisis(request, found, crisis_id)
    return answer_form(
        request,
        EvaluateCrisisForm(request.POST or None),
        _words(found, _("Look back on the crisis"), _("Openly and without blame.")),
        lambda data: services.evaluate_crisis(actor=request.actor, crisis_id=crisis_id, today=request.today, **data),
        done=_("Kept. Look at the signalling plan as well: does it still hold?"),
        to=reverse("plan:signals", args=[person_id]),
    )


# ---- bed on prescription ------------------------------------------------------------------------------
@shows(41)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def agree_bed(request: Request, person_id: int) -> HttpResponse:
    """Agree on a bed that somebody may ask for themselves."""
    found = here(request, person_id, page="Bed form", writes=CARD)
    form = BedRightForm(request.POST or None, initial={"start": request.today}, organisations=organisations())

    def do(data: dict[str, Any]) -> None:
        new = NewBedRight(organisation_id=data.pop("organisation"), **data)
        services.agree_bed(
            actor=request.actor, person_id=person_id, compartment_id=found.person.compartment_id, new=new
        )

    words = _words(
        found, _("A bed on prescription"), _("Somebody may ask for a quiet night themselves, without an intake.")
    )
    return answer_form(request, form, words, do, done=_("Agreed. It stands on the crisis page."))


def _right(request: Request, found: Here, right_id: int) -> None:
    rows = beds(request.actor, found.person.id, purpose=CARE, today=request.today, now=clock.now())
    if all(b.id != right_id for b in rows):
        raise Http404


@shows(41)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def bed_call(request: Request, person_id: int, right_id: int) -> HttpResponse:
    """The person asked for a bed."""
    found = here(request, person_id, page="Bed form")
    _right(request, found, right_id)
    form = BedCallForm(request.POST or None, initial={"called_at": clock.now()})
    return answer_form(
        request,
        form,
        _words(found, _("The person asked for a bed"), _("No intake, and no reason is asked.")),
        lambda _data: services.note_bed_call(actor=request.actor, right_id=right_id, new=form.call()),
        done=_("Noted."),
    )


@shows(41)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def end_bed(request: Request, person_id: int, right_id: int) -> HttpResponse:
    """End a bed on prescription."""
    found = here(request, person_id, page="Bed form", writes=CARD)
    _right(request, found, right_id)
    return answer_form(
        request,
        EndBedForm(request.POST or None),
        _words(found, _("End the bed on prescription")),
        lambda data: services.end_bed_right(
            actor=request.actor, right_id=right_id, why=data["why"], today=request.today
        ),
        done=_("Ended, with your reason."),
    )


# ---- who is on duty -------------------------------------------------------------------------------------
@shows(40, 41)
@power_required(Power.SEE_SUPPLY)
@require_GET
def duty(request: Request) -> HttpResponse:
    """Who is on duty now, where nobody can be in half an hour, and the beds of tonight."""
    now = clock.now()
    rows = rosters(now)
    tonight = beds_tonight(request.today)
    names = dict(organisations())
    context = {
        "rosters": [roster_view(r, request.actor.organisation_ids, now) for r in rows],
        "uncovered": without_cover(rows),
        "beds": [
            {"organisation": names.get(pk, ""), "free": v[0], "said_at": v[1]} for pk, v in sorted(tonight.items())
        ],
        "may_keep": request.actor.can(Power.KEEP_ROSTERS) and bool(own_organisations(request)),
        "now": now,
    }
    return render(request, "pathway/duty.html", context)


def _duty_page(heading: str, purpose: str = "") -> FormPage:
    who = _("Everybody who may see the supply of the region. Nobody's care stands in it.")
    return FormPage(heading, reverse("pathway:duty"), _("On duty"), purpose=purpose, who=who)


@shows(40)
@power_required(Power.KEEP_ROSTERS)
@require_http_methods(["GET", "POST"])
def new_roster(request: Request) -> HttpResponse:
    """Add a team that comes in a crisis."""
    form = RosterForm(
        request.POST or None, organisations=own_organisations(request), municipalities=municipality_names()
    )

    def do(data: dict[str, Any]) -> None:
        services.add_roster(
            actor=request.actor, organisation_id=data["organisation"], name=data["name"], minutes=data["minutes"],
            municipality_ids=data["municipalities"],
        )  # fmt: skip

    page = _duty_page(_("A team that comes in a crisis"), _("Where it comes, and within how many minutes."))
    return answer_form(request, form, page, do, done=_("The team is there. Put somebody on duty."))


@shows(40)
@power_required(Power.KEEP_ROSTERS)
@require_http_methods(["GET", "POST"])
def new_shift(request: Request, roster_id: int) -> HttpResponse:
    """Put somebody on duty."""
    row = next((r for r in rosters(clock.now()) if r.id == roster_id), None)
    if row is None or row.organisation_id not in request.actor.organisation_ids:
        raise Http404
    form = ShiftForm(request.POST or None)

    def do(data: dict[str, Any]) -> None:
        services.add_shift(actor=request.actor, roster_id=roster_id, new=form.shift(), weeks=data["weeks"])

    page = _duty_page(_("Put somebody on duty"), f"{row.name}, {row.organisation}")
    return answer_form(request, form, page, do, done=_("On duty."))


@shows(40)
@power_required(Power.KEEP_ROSTERS)
@require_POST
def remove_shift(request: Request, shift_id: int) -> HttpResponse:
    """Take somebody off duty."""
    return answer_button(
        request,
        lambda: services.remove_shift(actor=request.actor, shift_id=shift_id),
        done=_("Taken off duty."),
        to=reverse("pathway:duty"),
    )


@shows(40)
@power_required(Power.KEEP_ROSTERS)
@require_POST
def end_roster(request: Request, roster_id: int) -> HttpResponse:
    """This team no longer comes."""
    if all(r.id != roster_id for r in rosters(clock.now())):
        raise Http404
    return answer_button(
        request,
        lambda: services.end_roster(actor=request.actor, roster_id=roster_id, today=request.today),
        done=_("This team no longer comes in a crisis."),
        to=reverse("pathway:duty"),
    )


@shows(41)
@power_required(Power.KEEP_ROSTERS)
@require_http_methods(["GET", "POST"])
def say_beds(request: Request) -> HttpResponse:
    """Say how many beds are free tonight."""
    form = BedsForm(request.POST or None, organisations=own_organisations(request))

    def do(data: dict[str, Any]) -> None:
        services.say_beds_tonight(
            actor=request.actor, organisation_id=data["organisation"], night=request.today, free=data["free"]
        )

    page = _duty_page(_("Beds on prescription tonight"), _("What you say holds for tonight only."))
    return answer_form(request, form, page, do, done=_("Said. It stands on every crisis page tonight."))
