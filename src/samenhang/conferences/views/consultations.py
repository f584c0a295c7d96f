"""A short question to an expert: asking, the expert's inbox, answering, and what it brought."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.conferences import presenters, selectors, services
from samenhang.conferences.enums import AgeBand, Channel, Product
from samenhang.conferences.forms import AnswerQuestionForm, AskForm, BroughtForm
from samenhang.conferences.rules import age_band
from samenhang.conferences.views.common import GOALS
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues, organisations_by_kind
from samenhang.people.guards import the_person
from samenhang.people.selectors import PersonRow
from samenhang.picture.enums import LifeDomain
from samenhang.ui.screens import FormPage, answer_form


@shows(110)
@power_required(Power.WORK_ON_CASES)
@require_GET
def inbox(request: Request) -> HttpResponse:
    """What is asked of one's expertise, and what one asked."""
    asked = presenters.question_rows(selectors.inbox(request.actor))
    context = {
        "waiting": [q for q in asked if q["answered_at"] is None],
        "answered": [q for q in asked if q["answered_at"] is not None],
        "mine": presenters.question_rows(selectors.asked_by(request.actor)),
    }
    return render(request, "conferences/consultations.html", context)


@shows(110)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """Ask an expert about something that is about nobody in particular."""
    return _ask(request, None)


@shows(110)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def ask_for(request: Request, person_id: int) -> HttpResponse:
    """Ask an expert for somebody, without the expert seeing for whom."""
    return _ask(request, the_person(request, person_id, page="Ask an expert", writes=GOALS))


def _ask(request: Request, row: PersonRow | None) -> HttpResponse:
    band = age_band(row.age(request.today)) if row else None
    form = AskForm(
        request.POST or None,
        organisations=organisations_by_kind(),
        colleagues=colleagues(request.today),
        me=request.actor.user_id,
        initial={"channel": Channel.WRITING, "age_band": band or ""},
    )
    page = FormPage(
        _("Ask an expert"),
        reverse("conferences:overview", args=[row.id]) if row else reverse("conferences:consultations"),
        row.name if row else _("Consultations"),
        purpose=_("A short question, about nobody who can be recognised."),
        submit=_("Ask"),
        what=_(
            "The expert gets the question, the age and the parts of life that you choose, and your name to call you back."
        ),
        why=_("A psychiatrist who thinks along for ten minutes can make a referral unnecessary."),
        who=_("The question: you and the expert. That it was asked for this person: who takes part and may see goals.")
        if row
        else _("You and the expert."),
        draft=f"consultation-{row.id}" if row else "",
        draft_kind=int(GOALS) if row else 0,
    )

    def do(data: dict[str, Any]) -> None:
        organisation, expert = form.asked_of()
        services.ask_expert(
            actor=request.actor,
            new=services.NewQuestion(
                question=data["question"],
                asked_of_id=organisation,
                channel=Channel(data["channel"]),
                expert_id=expert,
                age_band=AgeBand(data["age_band"]) if data["age_band"] else None,
                domains=[LifeDomain(d) for d in data["domains"]],
                due_on=data["due_on"],
                person_id=row.id if row else None,
                compartment_id=row.compartment_id if row else None,
            ),
            today=request.today,
        )

    return answer_form(request, form, page, do, done=_("The question is with the expert."))


@shows(110)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def consultation(request: Request, question_id: int) -> HttpResponse:
    """One question: to answer for the expert, to read for who asked, who says what it brought."""
    row = selectors.question(request.actor, question_id)
    if row is None:
        raise Http404
    mine = row.asked_by_id == request.actor.user_id
    view = presenters.question_view(row)
    page = FormPage(
        _("A question to an expert"),
        reverse("conferences:consultations"),
        _("Consultations"),
        purpose=_("About nobody who can be recognised."),
        template="conferences/consultation.html",
        what=_(
            "The answer goes to who asked. When it was asked for somebody, it is kept with them; you do not see for whom."
        ),
        who=_("Who asked, and the colleagues of the organisation that was asked."),
    )

    def answer(data: dict[str, Any]) -> None:
        services.answer_question(
            actor=request.actor,
            request_id=question_id,
            new=services.NewAnswer(data["answer"], data["minutes"], Product(data["product"]), Channel(data["channel"])),
            today=request.today,
        )

    def brought(data: dict[str, Any]) -> None:
        services.say_what_it_brought(
            actor=request.actor, request_id=question_id, avoided_referral=data["avoided"] == "yes"
        )

    if mine:
        asks = row.answered_at is not None and row.avoided_referral is None
        form: Any = BroughtForm(request.POST or None)
        return answer_form(request, form, page, brought, done=_("It is kept."), view=view, asks=asks, mine=True)
    form = AnswerQuestionForm(request.POST or None, initial={"channel": row.channel, "minutes": 10})
    asks = row.answered_at is None
    return answer_form(
        request, form, page, answer, done=_("The answer is on its way."), view=view, asks=asks, mine=False
    )
