"""Seeking a receiver without a name, and answering for one's own organisation; what may go along, item by item."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.labels import CATEGORIES
from samenhang.access.selectors import may_read
from samenhang.access.services import denied, reading
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisation_kind, organisations_by_kind
from samenhang.engines import sharing as engine
from samenhang.pathway import selectors, services
from samenhang.pathway.forms.handovers import AskForm, HoldForm, NoForm, ReasonForm, ReceiverForm
from samenhang.pathway.presenters import handovers as shown
from samenhang.pathway.selectors.handovers import RequestRow
from samenhang.pathway.views.handovers_common import CARE, READS, here, who_may_receive, words
from samenhang.privacy.labels import BASES, DECISIONS, REASONS
from samenhang.privacy.rules import roles_of
from samenhang.privacy.selectors import Matter, answers, disclosures_of, home_needs
from samenhang.supply.selectors import snapshot
from samenhang.ui.screens import FormPage, answer_button, answer_form

# Who can receive somebody: organisations that give care, help or a home.
_RECEIVES = frozenset({"GGZ", "FORENSIC", "ADDICTION", "DISABILITY", "SHELTERED", "SHELTER", "WMO_PROVIDER", "MUNICIPALITY", "YOUTH"})  # fmt: skip

# What may become possible is no plain no.
_TONES = {engine.Decision.ASK_CONSENT: "warning", engine.Decision.ESCALATE_DUTY_CONFLICT: "warning"}


@shows(55)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def ask_receivers(request: Request, handover_id: int) -> HttpResponse:
    """Ask one or more organisations, without a name."""
    found = here(request, handover_id, page="Handover form")
    offered = shown.receivers_to_ask(
        snapshot(today=request.today, now=clock.now()),
        [
            (pk, name)
            for pk, name, kind in organisations_by_kind()
            if kind in _RECEIVES and pk != found.row.from_organisation_id
        ],
    )
    needs = [n.code for n in home_needs(request.actor, found.person.id, purpose=CARE)]
    form = AskForm(
        request.POST or None, organisations=offered, initial={"needs": needs, "wanted_from": found.row.move_on}
    )

    def do(_data: dict[str, Any]) -> None:
        services.ask_receivers(actor=request.actor, handover_id=handover_id, new=form.new(), today=request.today)

    page = words(
        found,
        _("Ask possible receivers"),
        _("Only what is needed goes out: no name, no history. Who says yes reads along once the person agrees."),
        anchor="#receivers",
        draft=f"handover-{handover_id}-ask",
        what=_("A question with what the place needs. The organisation answers yes, later, or no with a reason."),
        why=_("Who reads a history first refuses a history. Who meets somebody first meets a person."),
        who=_("Colleagues of the organisations you ask see the question and not about whom it is."),
    )
    return answer_form(request, form, page, do, done=_("Asked. The answers appear on this page."))


def _request(request: Request, request_id: int) -> RequestRow:
    found = selectors.request_to(request.actor, request_id)
    if found is None:
        denied(request.actor, what="HandoverRequest", object_id=request_id)
        raise Http404
    return found


@shows(18, 55)
@power_required(Power.WORK_ON_CASES)
@require_GET
def requests(request: Request) -> HttpResponse:
    """What was asked of the organisations of the reader."""
    found = [shown.request_view(r) for r in selectors.requests_to(request.actor)]
    context = {"waiting": [r for r in found if r["open"]], "answered": [r for r in found if not r["open"]]}
    return render(request, "pathway/handover_requests.html", context)


@shows(18, 55)
@power_required(Power.WORK_ON_CASES)
@require_GET
def one_request(request: Request, asked_id: int) -> HttpResponse:
    """One question: what is needed, and the three answers."""
    row = _request(request, asked_id)
    with reading(request.actor, purpose=CARE, what="Handover request", categories=Category.PLAN_GOALS):
        pk = selectors.handover_of_request(request.actor, asked_id, purpose=CARE)
    context = {"asked": shown.request_view(row), "handover_url": reverse("pathway:handover", args=[pk]) if pk else ""}
    return render(request, "pathway/handover_request.html", context)


@shows(55)
@power_required(Power.WORK_ON_CASES)
@require_POST
def accept(request: Request, asked_id: int) -> HttpResponse:
    """Receive somebody."""
    _request(request, asked_id)

    def do() -> None:
        services.accept_request(actor=request.actor, request_id=asked_id, today=request.today)

    done = _("You receive. You read along as soon as the person agrees to it.")
    return answer_button(request, do, done=done, to=reverse("pathway:request", args=[asked_id]))


def _words(row: RequestRow, heading: str, purpose: str) -> FormPage:
    back = reverse("pathway:request", args=[row.id])
    return FormPage(heading, back, _("Question to receive somebody"), purpose=purpose)


@shows(55)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def hold(request: Request, asked_id: int) -> HttpResponse:
    """Answer later, on a day."""
    row = _request(request, asked_id)

    def do(data: dict[str, Any]) -> None:
        services.hold_request(actor=request.actor, request_id=asked_id, until=data["until"], today=request.today)

    page = _words(row, _("Answer later"), _("Say on which day. Others may say yes in the meantime."))
    return answer_form(request, HoldForm(request.POST or None), page, do, done=_("Kept: who asked is told the day."))


@shows(18, 47)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def refuse(request: Request, asked_id: int) -> HttpResponse:
    """Say no, with what would be possible; locked until the person was met."""
    row = _request(request, asked_id)
    form = NoForm(request.POST or None)
    if row.seen_on is not None:
        del form.fields["exception_reason"]

    def do(_data: dict[str, Any]) -> None:
        services.refuse_request(actor=request.actor, request_id=asked_id, no=form.no(), today=request.today)

    page = _words(
        row,
        _("Say no"),
        _("You met the person, so you may answer. Say what would be possible.")
        if row.seen_on
        else _("You have not met the person yet: a no on paper is not possible, unless an exception says why."),
    )
    return answer_form(request, form, page, do, done=_("Kept. Who asked is told, with what would be possible."))


@shows(55)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def give_back(request: Request, asked_id: int) -> HttpResponse:
    """The organisation that said yes cannot receive after all."""
    row = _request(request, asked_id)

    def do(data: dict[str, Any]) -> None:
        services.give_back(actor=request.actor, request_id=asked_id, why=data["why"], today=request.today)

    page = _words(row, _("We cannot receive after all"), _("Who asked is told at once and can seek on."))
    return answer_form(request, ReasonForm(request.POST or None), page, do, done=_("Kept: who asked is told."))


@shows(49, 55)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def take_over(request: Request, asked_id: int) -> HttpResponse:
    """Another colleague of the organisation that said yes receives."""
    row = _request(request, asked_id)
    form = ReceiverForm(request.POST or None, colleagues=who_may_receive(request, row.asked_of_id, row.answered_by))

    def do(data: dict[str, Any]) -> None:
        services.take_over(
            actor=request.actor, request_id=asked_id, receiver_id=data["receiver"], why=data["why"], today=request.today
        )

    page = _words(
        row,
        _("A colleague receives"),
        _("The person gets to know this colleague too: meeting and talking count from today on."),
    )
    return answer_form(request, form, page, do, done=_("Kept. Everybody concerned is told."))


@shows(54)
@power_required(Power.WORK_ON_CASES)
@require_GET
def items(request: Request, handover_id: int) -> HttpResponse:
    """What may go along to the receiver, kind by kind: on which ground, or why not; and what went already."""
    found = here(request, handover_id)
    row, actor = found.row, request.actor
    if row.to_organisation_id is None:
        return HttpResponseRedirect(reverse("pathway:handover", args=[handover_id]) + "#receivers")
    receives = roles_of(organisation_kind(row.to_organisation_id))
    speaks = roles_of(organisation_kind(row.from_organisation_id))
    matter = Matter(
        row.to_organisation_id,
        engine.Role(receives[0]) if receives else engine.Role.WMO_PROVIDER,
        engine.Role(speaks[0]) if speaks else engine.Role.LIFE_COURSE_COORD,
        engine.Purpose.HANDOVER,
        engine.Stage.HANDOVER,
        row.receiver_id,
    )
    with reading(actor, purpose=CARE, what="May go along", categories=READS, dossier_id=row.dossier_id):
        mine = [c for c in Category if may_read(actor, row.compartment_id, c)]
        wanted = Category(sum(int(c) for c in mine))
        verdicts = answers(actor, found.person, wanted, matter, today=request.today)
        went = [
            d
            for d in disclosures_of(actor, found.person.id, purpose=CARE)
            if d.recipient_organisation == row.to_organisation
        ]
    context = {
        "here": found,
        "row": row,
        "person": found.person,
        "lines": [
            {
                "name": str(CATEGORIES[str(a.category.name)]),
                "allowed": a.verdict.allowed,
                "decision": str(DECISIONS[a.verdict.decision]),
                "tone": "positive" if a.verdict.allowed else _TONES.get(a.verdict.decision, "negative"),
                "grounds": [str(BASES[code]) for code in a.verdict.basis],
                "reasons": [str(REASONS[code]) for code in a.verdict.reasons],
                "rule": a.verdict.rule_id,
                "url": _share_url(row.person_id, matter, a.category),
            }
            for a in verdicts
        ],
        "went": went,
    }
    return render(request, "pathway/handover_items.html", context)


def _share_url(person_id: int, matter: Matter, category: Category) -> str:
    """Where this kind is shared or kept back, with the question filled in."""
    query = {
        "receiver": f"{matter.recipient_organisation_id}:{matter.recipient_role}",
        "sender": matter.sender_role,
        "categories": category.name,
        "purpose": matter.purpose,
        "stage": matter.stage,
    }
    return reverse("privacy:ask", args=[person_id]) + "?" + urlencode(query)
