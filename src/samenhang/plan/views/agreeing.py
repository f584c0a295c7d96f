"""Agreement: the one approach, versions put before everybody, who agreed, and two versions side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisation_names
from samenhang.people.presenters import person_tabs
from samenhang.plan import presenters, selectors, services
from samenhang.plan.forms import ApproachForm, ForwardForm, HeardForm, SignForm
from samenhang.plan.labels import ABOUT
from samenhang.plan.services.agreeing import NewApproach, NewSignature
from samenhang.plan.views import CARE, READS, Here, form_words, here, with_plan
from samenhang.ui.screens import answer_button, answer_form

UNDER = {"version": "version", "approach": "approach", "signals": "signal_plan"}


def _standing(request: Request, asked: list[int], rows: list[selectors.SignatureRow]) -> dict[str, Any]:
    now = selectors.stands(asked, rows)
    owing = organisation_names(now.waits_for)
    mine = bool(set(now.waits_for) & request.actor.organisation_ids)
    return {"now": now, "owing": [owing[o] for o in now.waits_for if o in owing], "mine": mine}


@shows(22, 32)
@power_required(Power.WORK_ON_CASES)
@require_GET
def agreement(request: Request, person_id: int) -> HttpResponse:
    """How everybody approaches the person, the versions of the plan, and who agreed."""
    actor = request.actor
    found, plan = with_plan(request, person_id, writes=False)
    with reading(actor, purpose=CARE, what="Agreement", categories=READS, dossier_id=found.person.dossier_id):
        approaches = selectors.approaches(actor, plan.id, purpose=CARE)
        versions = selectors.versions(actor, plan.id, purpose=CARE)
        under_approach = selectors.signatures(actor, "approach", [a.id for a in approaches[:2]], purpose=CARE)
        under_version = selectors.signatures(actor, "version", [v.id for v in versions], purpose=CARE)
    proposed = next((a for a in approaches if a.state == "PROPOSED"), None)
    latest = versions[0] if versions else None
    context = {
        "person": found.person,
        "here": found,
        "plan": plan,
        "tabs": person_tabs(person_id, "plan"),
        "approach": selectors.current_approach(approaches),
        "proposed": proposed,
        "proposed_names": presenters.names(under_approach.get(proposed.id, [])) if proposed else [],
        "proposed_standing": _standing(request, proposed.asked, under_approach.get(proposed.id, []))
        if proposed
        else None,
        "earlier_approaches": [a for a in approaches if a.state == "REPLACED"],
        "latest": latest,
        "latest_names": presenters.names(under_version.get(latest.id, [])) if latest else [],
        "latest_standing": _standing(request, latest.asked, under_version.get(latest.id, [])) if latest else None,
        "versions": versions,
    }
    return render(request, "plan/agreement.html", context)


@shows(32)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def approach(request: Request, person_id: int) -> HttpResponse:
    """Propose another way of approaching the person."""
    found, plan = with_plan(request, person_id, page="Approach form")
    now = selectors.current_approach(selectors.approaches(request.actor, plan.id, purpose=CARE))
    fields = ("nearness", "agreements", "works", "does_not_work", "faces")
    form = ApproachForm(request.POST or None, initial={f: getattr(now, f) for f in fields} if now else None)

    def do(data: dict[str, Any]) -> None:
        services.propose_approach(actor=request.actor, plan_id=plan.id, new=NewApproach(**data), today=request.today)

    words = form_words(
        found,
        _("One way of approaching this person"),
        _("The same for everybody who takes part. What is agreed now holds until everybody agrees to this."),
        to="plan:agreement",
        submit=_("Propose it to everybody"),
        draft=f"plan-{person_id}-approach",
    )
    return answer_form(request, form, words, do, done=_("Proposed. Everybody who takes part is asked."))


@power_required(Power.WORK_ON_CASES)
@require_POST
def withdraw_approach(request: Request, person_id: int, approach_id: int) -> HttpResponse:
    """Take a proposal back."""
    with_plan(request, person_id)
    return answer_button(
        request,
        lambda: services.withdraw_approach(actor=request.actor, approach_id=approach_id, today=request.today),
        done=_("The proposal is taken back. What was agreed goes on."),
        to=reverse("plan:agreement", args=[person_id]),
    )


@shows(22, 96)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def forward(request: Request, person_id: int) -> HttpResponse:
    """Put the plan as it is now before everybody."""
    found, plan = with_plan(request, person_id, page="Version form")

    def do(data: dict[str, Any]) -> None:
        dates = selectors.evaluations(request.actor, plan.id, purpose=CARE)
        held = [e for e in dates if e.held_on is not None]
        services.put_forward(
            actor=request.actor,
            plan_id=plan.id,
            why=data["why"],
            today=request.today,
            evaluation_id=held[-1].id if held else None,
        )

    words = form_words(
        found,
        _("Put the plan before everybody"),
        _(
            "A version is made of the plan as it is now. Every organisation that takes part, and the person, is asked to agree."
        ),
        to="plan:agreement",
        submit=_("Put it before everybody"),
    )
    return answer_form(
        request, ForwardForm(request.POST or None), words, do, done=_("Everybody who takes part is asked to agree.")
    )


@shows(22, 32, 38)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def sign(request: Request, person_id: int, under: str, under_id: int) -> HttpResponse:
    """Agree or object for one's own organisation."""
    return _signing(request, person_id, under, under_id, SignForm, _("The answer of your organisation"))


@shows(22, 32, 38)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def heard(request: Request, person_id: int, under: str, under_id: int) -> HttpResponse:
    """Write down what the person, a representative or somebody close says."""
    return _signing(request, person_id, under, under_id, HeardForm, _("What the person, or somebody close, says"))


def _signing(
    request: Request, person_id: int, under: str, under_id: int, form_class: Any, heading: str
) -> HttpResponse:
    if under not in UNDER:
        raise Http404
    found = here(request, person_id, page="Signature form")
    to = "plan:signals" if under == "signals" else "plan:agreement"
    beside = _proposed_too(request, found, heard=form_class is HeardForm) if under == "version" else None
    form = form_class(request.POST or None, person=found.person.name, beside=beside.works if beside else "")
    why = _("Whoever does not agree says why; a next version answers it.")
    words = form_words(found, heading, f"{ABOUT[under]} {why}", to=to)

    def do(data: dict[str, Any]) -> None:
        too = data.pop("too", False)
        services.sign_together(
            actor=request.actor,
            under=[(UNDER[under], under_id), *([("approach", beside.id)] if beside and too else [])],
            new=NewSignature(**data),
            today=request.today,
        )

    return answer_form(request, form, words, do, done=_("Noted, with the name and today's date."))


def _proposed_too(request: Request, found: Here, *, heard: bool) -> selectors.ApproachRow | None:
    """The approach that is proposed beside the version, while it waits for an answer of the same side."""
    if found.plan is None:
        return None
    rows = selectors.approaches(request.actor, found.plan.id, purpose=CARE)
    proposed = next((a for a in rows if a.state == "PROPOSED"), None)
    if proposed is None:
        return None
    names = selectors.signatures(request.actor, "approach", [proposed.id], purpose=CARE)
    now = selectors.stands(proposed.asked, names.get(proposed.id, []))
    waits = not now.client_answered if heard else bool(set(now.waits_for) & request.actor.organisation_ids)
    return proposed if waits else None


@shows(22, 96)
@power_required(Power.WORK_ON_CASES)
@require_GET
def version(request: Request, person_id: int, number: int) -> HttpResponse:
    """A version beside the one before, or beside another one."""
    actor = request.actor
    found, plan = with_plan(request, person_id, writes=False)
    asked = request.GET.get("with", "")
    other = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else number - 1
    with reading(actor, purpose=CARE, what="Version", categories=READS, dossier_id=found.person.dossier_id):
        content = selectors.version_content(actor, plan.id, number, purpose=CARE)
        before = selectors.version_content(actor, plan.id, other, purpose=CARE) or {}
        rows = selectors.versions(actor, plan.id, purpose=CARE)
    if content is None:
        raise Http404
    context = {
        "person": found.person,
        "tabs": person_tabs(person_id, "plan"),
        "number": number,
        "other": other if before else None,
        "row": next((v for v in rows if v.number == number), None),
        "versions": rows,
        "sections": presenters.differences(before, content),
    }
    return render(request, "plan/version.html", context)
