"""Returns to a municipality: who comes back when, whether the municipality knows, took it up, and has seen them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_write, own_cases
from samenhang.access.services import reading
from samenhang.directory.enums import OrganisationKind, Power
from samenhang.directory.selectors import colleagues_at, organisations_by_kind
from samenhang.legal.labels import TITLES
from samenhang.legal.selectors import titles
from samenhang.pathway import services
from samenhang.pathway.enums.returns import ReturnAct
from samenhang.pathway.forms.returns import LetterForm, MailForm, ReturnActForm, ReturnForm
from samenhang.pathway.labels.returns import RETURN_ACTS
from samenhang.pathway.presenters.returns import return_view
from samenhang.pathway.selectors.returns import ReturnRow, returns_of, returns_to
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import people_of
from samenhang.ui.screens import FormPage, answer_button, answer_form

CARE = Purpose.CARE_COORDINATION
_READS = Category.ID_CONTACT | Category.TITLE_FACT
_ACTS = frozenset({ReturnAct.TAKE_UP, ReturnAct.SEE, ReturnAct.CALL_OFF})


@shows(52)
@power_required(Power.RECEIVE_SHARED)
@require_GET
def overview(request: Request) -> HttpResponse:
    """Who returns: of one's own cases, and to one's own municipality what was shared with it."""
    actor, today = request.actor, request.today
    with reading(actor, purpose=CARE, what="Returns", categories=_READS) as seen:
        people = {p.id: p for p in people_of(actor, own_cases(actor, today), purpose=CARE)}
        rows = [r for r in returns_of(actor, list(people), purpose=CARE) if r.returns_on >= today or not r.seen_on]
        mine = returns_to(actor, purpose=CARE, today=today)
        seen["dossiers"] = sorted({people[r.person_id].dossier_id for r in rows})
    context = {
        "rows": [{**return_view(r, signs_in=True), "name": people[r.person_id].name} for r in rows],
        "told": [{**return_view(t.row, signs_in=True), "name": t.about} for t in mine],
    }
    return render(request, "pathway/returns.html", context)


@shows(52)
@power_required(Power.WORK_ON_CASES)
@require_GET
def person(request: Request, person_id: int) -> HttpResponse:
    """The returns of one person, with what was done to let the municipality know."""
    actor, today = request.actor, request.today
    row = the_person(request, person_id)
    with reading(actor, purpose=CARE, what="Returns", categories=_READS, dossier_id=row.dossier_id):
        found = returns_of(actor, [person_id], purpose=CARE)
    receives = {r.organisation_id: any(c.receives for c in colleagues_at(r.organisation_id, today)) for r in found}
    context = {
        "person": row,
        "tabs": person_tabs(person_id, "history"),
        "returns": [return_view(r, signs_in=receives[r.organisation_id]) for r in found],
        "may_write": may_write(actor, row.compartment_id, Category.TITLE_FACT),
    }
    return render(request, "pathway/return.html", context)


def _words(request: Request, heading: str, purpose: str = "") -> FormPage:
    return FormPage(
        heading,
        reverse("returns:person", args=[request.person.id]),
        request.person.name,
        purpose=purpose,
        who=_("Everybody who takes part and may read titles, the person first of all."),
    )


def _one(request: Request, person_id: int, return_id: int) -> ReturnRow:
    the_person(request, person_id, page="Return form", writes=Category.TITLE_FACT)
    found = next((r for r in returns_of(request.actor, [person_id], purpose=CARE) if r.id == return_id), None)
    if found is None:
        raise Http404
    return found


@shows(52)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new(request: Request, person_id: int) -> HttpResponse:
    """Note that somebody returns to a municipality."""
    actor, today = request.actor, request.today
    row = the_person(request, person_id, page="Return form", writes=Category.TITLE_FACT)
    held = [
        (t.id, str(TITLES[t.facts.code]))
        for t in titles(actor, [person_id], purpose=CARE, today=today)
        if t.facts.end is None or t.facts.end > today
    ]
    towns = [(pk, name) for pk, name, kind in organisations_by_kind() if kind == OrganisationKind.MUNICIPALITY]
    form = ReturnForm(request.POST or None, titles=held, municipalities=towns)

    def do(data: dict[str, Any]) -> None:
        services.expect_return(
            actor=actor,
            person_id=person_id,
            compartment_id=row.compartment_id,
            title_id=data["title"],
            organisation_id=data["organisation"],
            returns_on=data["returns_on"],
            today=today,
        )

    words = _words(
        request, _("Note a return"), _("Nobody outside the case is told by this: that is the next step, on a ground.")
    )
    return answer_form(request, form, words, do, done=_("Noted. Tell the municipality at least ninety days before."))


@shows(52)
@power_required(Power.WORK_ON_CASES)
@require_POST
def told(request: Request, person_id: int, return_id: int) -> HttpResponse:
    """Note that the municipality was told, by an act of sharing."""
    _one(request, person_id, return_id)

    def do() -> None:
        services.told(actor=request.actor, return_id=return_id, today=request.today)

    return answer_button(
        request, do, done=_("Noted, with the act of sharing."), to=reverse("returns:person", args=[person_id])
    )


@shows(52)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def letter(request: Request, person_id: int, return_id: int) -> HttpResponse:
    """Note the letter to a municipality where nobody signs in here."""
    row = _one(request, person_id, return_id)
    form = LetterForm(request.POST or None, initial={"on": request.today})

    def do(data: dict[str, Any]) -> None:
        services.letter_sent(actor=request.actor, return_id=return_id, today=request.today, **data)

    words = _words(request, _("Note the letter"), row.organisation)
    return answer_form(request, form, words, do, done=_("Noted."))


@shows(52)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def mail(request: Request, person_id: int, return_id: int) -> HttpResponse:
    """Ask a municipality by mail to call, without a word about anybody."""
    _one(request, person_id, return_id)

    def do(data: dict[str, Any]) -> None:
        services.mail_contact(actor=request.actor, return_id=return_id, today=request.today, **data)

    words = _words(request, _("Ask to call"), _("The mail says nothing about anybody: only whom to call."))
    return answer_form(request, MailForm(request.POST or None), words, do, done=_("The mail has left."))


@shows(52)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def act(request: Request, person_id: int, return_id: int, act: str) -> HttpResponse:
    """Taken up, seen, or off, as the case knows it."""
    if act not in _ACTS:
        raise Http404
    row = _one(request, person_id, return_id)
    return _advance(request, return_id, ReturnAct(act), _words(request, str(RETURN_ACTS[act]), row.organisation))


@shows(52)
@power_required(Power.RECEIVE_SHARED)
@require_http_methods(["GET", "POST"])
def answer(request: Request, return_id: int, act: str) -> HttpResponse:
    """Taken up or seen, by the municipality itself."""
    if act not in {ReturnAct.TAKE_UP, ReturnAct.SEE}:
        raise Http404
    mine = returns_to(request.actor, purpose=CARE, today=request.today)
    found = next((t for t in mine if t.row.id == return_id), None)
    if found is None:
        raise Http404
    words = FormPage(f"{found.about}: {RETURN_ACTS[act]}", reverse("returns:overview"), _("Who returns"))
    return _advance(request, return_id, ReturnAct(act), words)


def _advance(request: Request, return_id: int, what: ReturnAct, words: FormPage) -> HttpResponse:
    form = ReturnActForm(request.POST or None, initial={"on": request.today}, why=what == ReturnAct.CALL_OFF)

    def do(data: dict[str, Any]) -> None:
        services.advance_return(actor=request.actor, return_id=return_id, act=what, today=request.today, **data)

    return answer_form(request, form, words, do, done=_("Noted."))
