"""My plan and my signalling plan: what stands in them, what I do, and whether I agree."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category
from samenhang.access.guards import Request, shows, signed_in
from samenhang.access.selectors import taking_part
from samenhang.base import clock
from samenhang.pathway.selectors import current_stay, placements
from samenhang.pathway.selectors.course import beds, course
from samenhang.picture.selectors.words import words_said
from samenhang.plan.enums import ActionState, Answer, Doer, Signer
from samenhang.plan.selectors import (
    actions_of_client,
    approaches,
    current_approach,
    evaluations,
    plan_of,
    plan_page,
    signal_page,
    version_content,
)
from samenhang.plan.services import report_own_action, sign_own
from samenhang.portal import presenters
from samenhang.portal.agreeing import Proposal, asking, proposals
from samenhang.portal.forms import SayForm
from samenhang.portal.presenters.pathway import pathway as own_pathway
from samenhang.portal.views import OWN_FILE, Mine, mine, myself, read
from samenhang.ui.screens import FormPage, answer_form

PLAN = Category.ID_CONTACT | Category.PLAN_GOALS | Category.LIFE_DOMAIN_PICTURE
SIGNALS = Category.ID_CONTACT | Category.SIGNAL_PLAN | Category.CRISIS_CARD


def _signer(own: Mine) -> Signer:
    return Signer.REPRESENTATIVE if own.represents else Signer.CLIENT


@shows(5, 22, 28, 120)
@signed_in
@require_GET
def my_plan(request: Request) -> HttpResponse:
    """What I want, my goals with who does what, what I do myself, how people approach me, who helps, and whether I agree."""
    own = mine(request)
    actor, today = request.actor, request.today
    with read(request, own, "My plan", PLAN):
        person = myself(request, own)
        said = words_said(actor, person.id, purpose=OWN_FILE)
        plan = plan_of(actor, person.id, purpose=OWN_FILE)
        context: dict[str, Any] = {
            "person": person,
            "own": own,
            "plan": plan,
            "said": said[0] if said else None,
            "helpers": presenters.helpers(taking_part(own.dossier_id, today)),
        }
        if plan is not None:
            page = plan_page(actor, plan, purpose=OWN_FILE, said={pk: words for pk, words, _on in said})
            approach = current_approach(approaches(actor, plan.id, purpose=OWN_FILE))
            dates = evaluations(actor, plan.id, purpose=OWN_FILE)
            asked = proposals(actor, plan, (), purpose=OWN_FILE)
            context |= {
                "view": presenters.whole_plan(page, approach, today),
                "deeds": presenters.deeds([a for a in page.actions if a.doer == Doer.CLIENT], today),
                "evaluation": next((e.due_on for e in dates if e.held_on is None and e.due_on >= today), None),
                "answers": presenters.answers(asked, _signer(own)),
            }
    return render(request, "portal/plan.html", context)


@shows(28, 120)
@signed_in
@require_http_methods(["GET", "POST"])
def action(request: Request, action_id: int) -> HttpResponse:
    """What came of something that I do: done, not done after all because, or still to do."""
    own = mine(request)
    with read(request, own, "My plan", Category.ID_CONTACT | Category.PLAN_GOALS):
        person = myself(request, own)
        rows = [a for a in actions_of_client(request.actor, person.id, purpose=OWN_FILE) if a.id == action_id]
    if not rows:
        raise Http404
    states = [ActionState.DONE, ActionState.DROPPED] if rows[0].open else [ActionState.TODO]
    form = SayForm(
        request.POST or None,
        options=states,
        because={ActionState.DROPPED},
        question=_("What came of it?"),
        hint=_("You need not write anything when it is done. Is it not done after all? Then say why."),
    )
    [view] = [v for part in presenters.deeds(rows, request.today).values() for v in part]
    page = FormPage(view["text"], f"{reverse('portal:plan')}#mine", _("My plan"), template="portal/action.html")

    def do(data: dict[str, Any]) -> None:
        report_own_action(
            actor=request.actor, action_id=action_id, state=ActionState(data["answer"]), result=data["remark"],
            today=request.today,
        )  # fmt: skip

    done = _("Thank you. It stands in your plan now.")
    return answer_form(request, form, page, do, done=done, person=person, own=own, action=view)


@shows(22, 38, 120)
@signed_in
@require_http_methods(["GET", "POST"])
def agree(request: Request, under: str, under_id: int) -> HttpResponse:
    """Exactly what I am asked to agree with, and my answer; I can change my mind as long as it is not replaced."""
    own = mine(request)
    with read(request, own, "My agreement", PLAN | SIGNALS if under == "signal_plan" else PLAN):
        person = myself(request, own)
        found = _proposal(request, person.id, under, under_id)
        if found is None:
            raise Http404
        content = _content(request, person.id, found)
    view = presenters.answer(found, _signer(own))
    before = found.mine(_signer(own))
    back, back_label = (
        (reverse("portal:signals"), _("My signalling plan"))
        if under == "signal_plan"
        else (reverse("portal:plan"), _("My plan"))
    )
    if request.method == "POST" and before is not None and request.POST.get("answer") == before.answer:
        messages.info(request, _("You said this already. Your answer is kept."))
        return redirect(back)
    form = SayForm(
        request.POST or None,
        options=[a for a in Answer if before is None or a != before.answer],
        because={Answer.OBJECTED},
        question=_("What do you want to say about it?"),
        hint=_("Do you not agree? Then say why. Otherwise you may leave this open."),
    )
    page = FormPage(str(view["question"]), back, back_label, template="portal/agree.html")

    def do(data: dict[str, Any]) -> None:
        sign_own(
            actor=request.actor, under=under, under_id=under_id, answer=Answer(data["answer"]), remark=data["remark"],
            today=request.today,
        )  # fmt: skip

    done = _("Thank you. Your answer is kept, and everybody who works with you can read it.")
    return answer_form(request, form, page, do, done=done, person=person, own=own, asked=view, **content)


def _proposal(request: Request, person_id: int, under: str, under_id: int) -> Proposal | None:
    """What is asked under this number, when it is asked of this person."""
    if under == "signal_plan":
        now = signal_page(request.actor, person_id, purpose=OWN_FILE)
        found = proposals(
            request.actor, None, (now, asking(request.actor, person_id, purpose=OWN_FILE)), purpose=OWN_FILE
        )
    else:
        plan = plan_of(request.actor, person_id, purpose=OWN_FILE)
        found = proposals(request.actor, plan, (), purpose=OWN_FILE)
    return next((p for p in found if (p.under, p.id) == (under, under_id)), None)


def _content(request: Request, person_id: int, found: Proposal) -> dict[str, Any]:
    """What the proposal says, word for word."""
    if found.under == "signal_plan":
        return {"signals": presenters.signals(found.row)}
    if found.under == "approach":
        return {"approach": presenters.approach_lines(found.row.__dict__)}
    plan = plan_of(request.actor, person_id, purpose=OWN_FILE)
    content = version_content(request.actor, plan.id, found.row.number, purpose=OWN_FILE) if plan else None
    said = {pk: words for pk, words, _on in words_said(request.actor, person_id, purpose=OWN_FILE)}
    return {"view": presenters.version(content or {}, said, request.today)}


@shows(38, 120)
@signed_in
@require_GET
def my_signals(request: Request) -> HttpResponse:
    """The signalling plan in force by colour, whom to call, and a next one that asks for an answer."""
    own = mine(request)
    actor = request.actor
    with read(request, own, "My signalling plan", SIGNALS):
        person = myself(request, own)
        now = signal_page(actor, person.id, purpose=OWN_FILE)
        draft = asking(actor, person.id, purpose=OWN_FILE)
        asked = proposals(actor, None, (now, draft), purpose=OWN_FILE)
    context = {
        "person": person,
        "own": own,
        "signals": presenters.signals(now) if now else None,
        "answers": presenters.answers([p for p in asked if now is None or p.id != now.id or p.waits], _signer(own)),
    }
    return render(request, "portal/signals.html", context)


@shows(41, 43, 53, 120)
@signed_in
@require_GET
def my_pathway(request: Request) -> HttpResponse:
    """Where somebody stays, what is kept for them, a bed that they may ask for, and who keeps in touch."""
    own = mine(request)
    actor, today = request.actor, request.today
    reads = Category.PLACEMENT_HISTORY | Category.PLAN_GOALS | Category.APPOINTMENTS | Category.CRISIS_CARD
    with read(request, own, "My pathway", reads):
        person = myself(request, own)
        whole = course(actor, person.id, person.dossier_id, purpose=OWN_FILE, today=today)
        rights = beds(actor, person.id, purpose=OWN_FILE, today=today, now=clock.now())
        stay = current_stay(placements(actor, [person.id], purpose=OWN_FILE), today)
    context = {"person": person, "own": own, **own_pathway(whole, stay, rights, today)}
    return render(request, "portal/pathway.html", context)
