"""Handovers: the list of the region, those of one person, one with its timeline, and on paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_write, taking_part
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues
from samenhang.legal.labels import PAYERS
from samenhang.pathway import selectors, services
from samenhang.pathway.catalogue.handovers import NUMBER_NAMES
from samenhang.pathway.forms.handovers import StartForm, TemplateForm
from samenhang.pathway.labels.handovers import HANDOVER_ACTS, NUMBERS
from samenhang.pathway.presenters import handovers as shown
from samenhang.pathway.rules.handovers import HANDOVERS, SIGHT_BY_CONSENT
from samenhang.pathway.views.handovers_common import CARE, READS, here
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.plan.services.support import About
from samenhang.supply.labels import SETTINGS
from samenhang.supply.selectors import snapshot
from samenhang.ui.screens import FormPage, answer_form


@shows(49, 51, 55)
@power_required(Power.WORK_ON_CASES)
@require_GET
def list_all(request: Request) -> HttpResponse:
    """Every handover that the reader takes part in, in groups; and what is asked of their organisation."""
    actor, today = request.actor, request.today
    with reading(actor, purpose=CARE, what="Handovers", categories=READS) as extra:
        found = selectors.handovers(actor, purpose=CARE, today=today)
        extra["dossiers"] = sorted({row.dossier_id for row, _standing in found})
    asked = [shown.request_view(r) for r in selectors.requests_to(actor, open_only=True)]
    context = {"groups": shown.groups(found, today), "asked": asked, "may_template": actor.can(Power.DECIDE_PLACEMENT)}
    return render(request, "pathway/handovers.html", context)


@shows(49)
@power_required(Power.WORK_ON_CASES)
@require_GET
def of_person(request: Request, person_id: int) -> HttpResponse:
    """The handovers of one person, and beginning one."""
    person = the_person(request, person_id)
    with reading(
        request.actor, purpose=CARE, what="Handovers of a person", categories=READS, dossier_id=person.dossier_id
    ):
        found = selectors.handovers(request.actor, purpose=CARE, today=request.today, person_ids=[person_id])
    context = {
        "person": person,
        "tabs": person_tabs(person_id, "pathway"),
        "groups": shown.groups(found, request.today),
        "may_start": may_write(request.actor, person.compartment_id, Category.PLAN_GOALS),
    }
    return render(request, "pathway/handovers_of_person.html", context)


def givers(request: Request, dossier_id: int) -> list[tuple[str, str]]:
    """Who takes part in the case and works on cases: they may hand over."""
    part = {p.user_id for p in taking_part(dossier_id, request.today)}
    return [
        (f"{c.user_id}:{c.organisation_id}", f"{c.name}, {c.organisation}")
        for c in colleagues(request.today)
        if c.user_id in part
    ]


def stays(request: Request, person_id: int) -> list[tuple[str, str]]:
    """The stays of somebody that may be an own place to keep."""
    rows = selectors.placements(request.actor, [person_id], purpose=CARE)
    now = [r for r in rows if r.end is None or r.end > request.today]
    return [(str(r.id), f"{SETTINGS[r.setting]}{', ' + r.where if r.where else ''}") for r in now]


@shows(51, 53)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def start(request: Request, person_id: int) -> HttpResponse:
    """Begin a handover."""
    person = the_person(request, person_id, page="Handover form", writes=Category.PLAN_GOALS)
    form = StartForm(request.POST or None, givers=givers(request, person.dossier_id), stays=stays(request, person_id))

    def do(_data: dict[str, Any]) -> None:
        services.start_handover(
            actor=request.actor, about=About(person_id, person.compartment_id), new=form.new(), today=request.today
        )

    page = FormPage(
        _("Begin a warm handover"),
        reverse("pathway:of_person", args=[person_id]),
        person.name,
        purpose=_("Begin as early as a year ahead: the place and the day may still be unknown."),
        what=_("From the day of the move follow the days of every step: visits, intake, talks, aftercare."),
        why=_("Somebody who moves from one place to another should never stand between two."),
        who=_("Everybody who takes part and may read goals and agreements, the person first of all."),
        draft=f"handover-{person_id}",
        draft_kind=int(Category.PLAN_GOALS),
    )
    return answer_form(request, form, page, do, done=_("The handover has begun. What comes first stands on its page."))


@shows(47, 49, 50, 51, 53, 55, 56, 57)
@power_required(Power.WORK_ON_CASES)
@require_GET
def handover(request: Request, handover_id: int) -> HttpResponse:
    """One handover: what comes first, what is missing, the timeline from a year before until half a year after."""
    return render(request, "pathway/handover.html", _page(request, handover_id))


@shows(49)
@power_required(Power.WORK_ON_CASES)
@require_GET
def on_paper(request: Request, handover_id: int) -> HttpResponse:
    """The same on paper, for the talk between the teams."""
    return render(request, "pathway/handover_print.html", _page(request, handover_id))


def _page(request: Request, handover_id: int) -> dict[str, Any]:
    actor, today = request.actor, request.today
    found = here(request, handover_id)
    row = found.row
    with reading(actor, purpose=CARE, what="Handover", categories=READS, dossier_id=row.dossier_id):
        evidence = selectors.evidence_of(actor, handover_id, purpose=CARE)
        questions = selectors.questions_of(actor, handover_id, purpose=CARE)
        requests = selectors.requests_of(row)
    line = shown.timeline(row, found.standing, evidence, today, may_act=found.may_act)
    return {
        "here": found,
        "row": row,
        "person": found.person,
        "tabs": person_tabs(found.person.id, "pathway"),
        "head": shown.head(row),
        "timeline": line,
        "next": next((s for s in line if s["next"]), None),
        "ready": shown.ready_view(row, found.standing),
        "answers": shown.who_answers(row, evidence, today),
        "requests": [shown.request_view(r) for r in requests],
        "questions": [shown.question_view(q, actor.organisation_ids, today) for q in questions],
        "home_payer": str(PAYERS[row.home_payer]) if row.home_payer else "",
        "acts": {str(act): str(HANDOVER_ACTS[act]) for act in HANDOVERS.acts(row.state)},
        "moved": row.transferred_on is not None,
        "team": shown.team_of(row, snapshot(today=today, now=clock.now())) if row.place_id else None,
        "sight": shown.sight_view(selectors.read_by_receiver(row, today)) if row.state in SIGHT_BY_CONSENT else None,
        "over": row.state in HANDOVERS.ends,
        **shown.other_evidence(evidence, row.attempt),
    }


@shows(51)
@power_required(Power.WORK_ON_CASES)
@require_GET
def template(request: Request) -> HttpResponse:
    """The numbers of handovers in the region, and every earlier version."""
    versions = selectors.templates()
    now = selectors.template_on(request.today)
    context = {
        "now": now,
        "rows": [(NUMBERS[name], getattr(now.numbers, name)) for name in NUMBER_NAMES],
        "versions": versions,
        "may_template": request.actor.can(Power.DECIDE_PLACEMENT),
    }
    return render(request, "pathway/handover_template.html", context)


@shows(51)
@power_required(Power.DECIDE_PLACEMENT)
@require_http_methods(["GET", "POST"])
def write_template(request: Request) -> HttpResponse:
    """Write the next version of the numbers."""
    versions = selectors.templates()
    latest = versions[0]
    initial = {**latest.numbers.__dict__, "after": latest.version, "valid_from": request.today}
    form = TemplateForm(request.POST or None, initial=initial)

    def do(data: dict[str, Any]) -> None:
        services.write_template(
            actor=request.actor,
            numbers=form.numbers(),
            valid_from=data["valid_from"],
            why=data["why"],
            after=data["after"],
        )

    page = FormPage(
        _("Change the numbers of handovers"),
        reverse("pathway:template"),
        _("Numbers of handovers"),
        purpose=_("A new version holds for handovers that begin from then on; those that run keep theirs."),
    )
    return answer_form(request, form, page, do, done=_("The new version is kept."))
