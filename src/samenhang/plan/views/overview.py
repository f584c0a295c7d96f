"""The plan of a person: one page, its printed twin, its start, its top and its end."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_read, taking_part
from samenhang.access.services import reading
from samenhang.base.errors import Conflict
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import household_of
from samenhang.picture.selectors.words import words_said
from samenhang.plan import presenters, selectors, services
from samenhang.plan.forms import EndPlanForm, HeadForm, SecuritiesForm
from samenhang.plan.rules import Standing
from samenhang.plan.views import CARE, READS, form_words, here, with_plan
from samenhang.ui.screens import answer_button, answer_form


def _gather(request: Request, person_id: int) -> dict[str, object]:
    """Everything that the page of a plan shows, read and logged at once."""
    actor, today = request.actor, request.today
    row = the_person(request, person_id)
    with reading(actor, purpose=CARE, what="Plan", categories=READS, dossier_id=row.dossier_id):
        found = here(request, person_id)
        said = words_said(actor, person_id, purpose=CARE)
        seats = taking_part(row.dossier_id, today)
        home = household_of(actor, person_id, purpose=CARE, today=today)
        context: dict[str, object] = {"person": row, "here": found, "said": said[0] if said else None, "home": home}
        context["may_hear"] = may_read(actor, row.compartment_id, Category.LIFE_DOMAIN_PICTURE)
        if found.plan is not None:
            page = selectors.plan_page(actor, found.plan, purpose=CARE, said={pk: words for pk, words, _on in said})
            asked = selectors.approaches(actor, found.plan.id, purpose=CARE)
            dates = selectors.evaluations(actor, found.plan.id, purpose=CARE)
            twice = selectors.plans_beside(actor, found.plan, home.person_ids, purpose=CARE) if home else {}
            context |= {
                "plan": found.plan,
                "view": presenters.page(page, found, seats, actor, today),
                "approach": selectors.current_approach(asked),
                "proposed": any(a.state == "PROPOSED" for a in asked),
                "beside": [m for m in home.members if m.id in twice] if home else [],
                "may_carry": home is not None and not found.plan.household_id and home.id not in twice.values(),
                "next_evaluation": next((e for e in dates if e.held_on is None), None),
                "standing": _standing(request, found.plan) if found.plan.agreed_number else None,
            }
    return context | {"seats": presenters.seats(seats), "tabs": person_tabs(person_id, "plan")}


def _standing(request: Request, plan: selectors.PlanRow) -> Standing | None:
    """Where agreement with the last version stands."""
    latest = next(iter(selectors.versions(request.actor, plan.id, purpose=CARE)), None)
    if latest is None:
        return None
    names = selectors.signatures(request.actor, "version", [latest.id], purpose=CARE)
    return selectors.stands(latest.asked, names.get(latest.id, []))


@shows(22, 28, 29, 30, 31, 33)
@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    """Own words, the way ahead, goals with who does what, what is not arranged, when it goes wrong, who directs."""
    return render(request, "plan/overview.html", _gather(request, person_id))


@shows(22, 138)
@power_required(Power.WORK_ON_CASES)
@require_GET
def printed(request: Request, person_id: int) -> HttpResponse:
    """The plan on paper, for the person and the table."""
    return render(request, "plan/print.html", _gather(request, person_id))


@shows(22)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def start(request: Request, person_id: int) -> HttpResponse:
    """Start the one plan, with its evaluations fixed."""
    found = here(request, person_id, page="Plan form", writes=True)
    home = household_of(request.actor, person_id, purpose=CARE, today=request.today)

    def do(data: dict[str, object]) -> None:
        services.start_plan(
            actor=request.actor,
            person_id=person_id,
            compartment_id=found.person.compartment_id,
            today=request.today,
            head=_head(data),
            household_id=home.id if home else None,
        )

    words = form_words(
        found,
        _("Start the plan"),
        _("One household, one plan. Four evaluations are fixed at once, every three months."),
        submit=_("Start the plan"),
    )
    done = _("The plan has begun. Next: the goals that hang on what the person wants.")
    return answer_form(request, HeadForm(request.POST or None), words, do, done=done)


def _head(data: dict[str, object]) -> services.PlanHead:
    return services.PlanHead(**{k: v for k, v in data.items() if k != "lock"})  # type: ignore[arg-type]


@shows(22)
@power_required(Power.WORK_ON_CASES)
@require_POST
def carry(request: Request, person_id: int) -> HttpResponse:
    """Make the plan of this person that of the household they live in."""
    _found, plan = with_plan(request, person_id, page="Plan form")
    home = household_of(request.actor, person_id, purpose=CARE, today=request.today)
    if home is None:
        raise Http404
    return answer_button(
        request,
        lambda: services.carry_household(actor=request.actor, plan_id=plan.id, household_id=home.id),
        done=_("This is the plan of the whole household now."),
        to=reverse("plan:overview", args=[person_id]),
    )


@shows(31)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def head(request: Request, person_id: int) -> HttpResponse:
    """What stands on top: the wished life, and what comes after."""
    found, plan = with_plan(request, person_id, page="Plan form")
    fields = ("future", "outflow", "outflow_place", "outflow_on", "lock")
    form = HeadForm(request.POST or None, initial={f: getattr(plan, f) for f in fields})

    def do(data: dict[str, object]) -> None:
        lock = data.get("lock") or 0
        try:
            services.change_head(actor=request.actor, plan_id=plan.id, head=_head(data), expected_lock=int(str(lock)))
        except Conflict:
            form.met(plan.lock)
            raise

    words = form_words(found, _("The way ahead"), template="plan/part_form.html")
    now = presenters.now_there(form, {f: getattr(plan, f) for f in fields})
    return answer_form(request, form, words, do, done=_("The plan is changed."), now=now)


@shows(30)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def securities(request: Request, person_id: int) -> HttpResponse:
    """Income, a home, meaning, day activity: arranged or not."""
    found, plan = with_plan(request, person_id, page="Securities form")
    page = selectors.plan_page(request.actor, plan, purpose=CARE)
    initial: dict[str, object] = {s.kind: s.state for s in page.securities}
    initial |= {f"{s.kind}-note": s.note for s in page.securities}
    form = SecuritiesForm(request.POST or None, initial=initial)

    def do(_data: dict[str, object]) -> None:
        before = {s.kind: (s.state, s.note) for s in page.securities}
        for kind, state, note in form.answers():
            if before.get(kind) != (state, note):
                services.set_security(
                    actor=request.actor, plan_id=plan.id, kind=kind, state=state, note=note, today=request.today
                )

    words = form_words(
        found,
        _("What is needed to live on one's own"),
        _(
            "Asked before somebody starts to live with ambulatory support. What is not arranged asks attention until it is."
        ),
        why=_("Without income, a home, meaning and something to do, support at home does not hold."),
        anchor="#securities",
    )
    return answer_form(request, form, words, do, done=_("Noted, with today's date."))


@shows(22)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def end(request: Request, person_id: int) -> HttpResponse:
    """End the plan, with a reason."""
    found, plan = with_plan(request, person_id, page="Plan form")
    words = form_words(
        found,
        _("End the plan"),
        _("It stays readable. A person without a plan asks attention after six weeks."),
        submit=_("End the plan"),
    )

    def do(data: dict[str, str]) -> None:
        services.end_plan(actor=request.actor, plan_id=plan.id, why=data["why"], today=request.today)

    return answer_form(request, EndPlanForm(request.POST or None), words, do, done=_("The plan has ended."))
