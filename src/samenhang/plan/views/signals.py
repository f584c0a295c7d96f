"""The signalling plan, where somebody is now, and the crisis sheet on a phone and on paper."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_read, may_write, taking_part
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.base.errors import Conflict
from samenhang.base.exports import Part, to_pdf
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisation_names
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.plan import presenters, selectors, services
from samenhang.plan.forms import CallForm, LineForm, ObserveForm, Options, ReactForm, ShareForm, SignalHeadForm
from samenhang.plan.labels import PHASES, SIGNALS
from samenhang.plan.views import CARE, Here, form_words
from samenhang.privacy.services import Given
from samenhang.ui.downloads import attached
from samenhang.ui.screens import answer_button, answer_form, page_number

_READS = Category.ID_CONTACT | Category.SIGNAL_PLAN | Category.CRISIS_CARD
SIZE = 50


def _here(request: Request, person_id: int, *, page: str = "", writes: bool = False) -> Here:
    row = the_person(request, person_id, page=page, writes=Category.SIGNAL_PLAN if writes else None)
    return Here(row, None, writes or may_write(request.actor, row.compartment_id, Category.SIGNAL_PLAN))


def _draft(request: Request, person_id: int) -> selectors.SignalPage:
    found = selectors.signal_page(request.actor, person_id, purpose=CARE, draft=True)
    if found is None:
        raise Http404
    return found


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_GET
def signals(request: Request, person_id: int) -> HttpResponse:
    """The plan in force, from green to red and after; the next one in the making; where the person is now."""
    actor = request.actor
    found = _here(request, person_id)
    with reading(actor, purpose=CARE, what="Signalling plan", categories=_READS, dossier_id=found.person.dossier_id):
        now = selectors.signal_page(actor, person_id, purpose=CARE)
        draft = selectors.signal_page(actor, person_id, purpose=CARE, draft=True)
        seen = selectors.phase_now(actor, person_id, purpose=CARE)
        plans = [p for p in (now, draft) if p]
        names = selectors.signatures(actor, "signal_plan", [p.id for p in plans], purpose=CARE) if plans else {}
        numbers = selectors.numbers(actor, person_id, purpose=CARE)
        card = selectors.crisis_card(actor, person_id, purpose=CARE)
    context = {
        "person": found.person,
        "here": found,
        "tabs": person_tabs(person_id, "signals"),
        "now": _view(request, now, names) if now else None,
        "draft": _view(request, draft, names) if draft else None,
        "seen": [
            {
                **o.__dict__,
                "label": str(PHASES[o.phase]),
                "code": o.phase.lower(),
                "late": bool(o.react_by and not o.reacted_at and o.react_by < clock.now()),
            }
            for o in seen
        ],
        "numbers": [(n, str(SIGNALS[state]), on) for n, state, on in numbers if state == "REPLACED"],
        "has_card": card is not None,
        "may_read": may_read(actor, found.person.compartment_id, Category.SIGNAL_PLAN),
    }
    return render(request, "plan/signals.html", context)


def _view(
    request: Request, plan: selectors.SignalPage, names: dict[int, list[selectors.SignatureRow]]
) -> dict[str, Any]:
    rows = names.get(plan.id, [])
    standing = selectors.stands(plan.asked, rows)
    owing = organisation_names(standing.waits_for)
    return {
        "plan": plan,
        "phases": presenters.phases(plan),
        "calls": [presenters.call(c.name, c.phone, c.hours, c.id) for c in plan.calls],
        "names": presenters.names(rows),
        "now_standing": {"now": standing, "owing": [owing[o] for o in standing.waits_for if o in owing]},
        "not_yet": presenters.not_yet(standing),
        "mine": bool(set(standing.waits_for) & request.actor.organisation_ids),
    }


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_GET
def earlier(request: Request, person_id: int, number: int) -> HttpResponse:
    """A signalling plan as it was."""
    found = _here(request, person_id)
    with reading(
        request.actor, purpose=CARE, what="Signalling plan", categories=_READS, dossier_id=found.person.dossier_id
    ):
        plan = selectors.signal_page(request.actor, person_id, purpose=CARE, number=number)
    if plan is None:
        raise Http404
    context = {
        "person": found.person,
        "tabs": person_tabs(person_id, "signals"),
        "plan": plan,
        "phases": presenters.phases(plan),
        "state": str(SIGNALS[plan.state]),
    }
    return render(request, "plan/signals_earlier.html", context)


def _head_of(data: dict[str, Any]) -> services.NewSignalHead:
    return services.NewSignalHead(data["question"], data["made_with"], data["places"], data["review_on"])


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def start(request: Request, person_id: int) -> HttpResponse:
    """Begin the first one, or a next one from what is in force."""
    found = _here(request, person_id, page="Signalling plan form", writes=True)
    now = selectors.signal_page(request.actor, person_id, purpose=CARE)
    initial = {"question": now.question, "made_with": now.made_with, "places": now.places} if now else None

    def do(data: dict[str, Any]) -> None:
        services.start_signal_plan(
            actor=request.actor,
            person_id=person_id,
            compartment_id=found.person.compartment_id,
            head=_head_of(data),
            today=request.today,
        )

    words = _words(
        found,
        _("Begin a signalling plan"),
        _("Begin with the person's own question. What is in force stays so until the next one is."),
        submit=_("Begin"),
        draft=f"signals-{person_id}",
    )
    return answer_form(
        request,
        SignalHeadForm(request.POST or None, initial=initial),
        words,
        do,
        done=_("Begun. Next: what others see, what helps, whom to call."),
    )


def _words(found: Here, heading: str, purpose: str = "", **more: Any) -> Any:
    who = _("The person, who directs the case, who treats, and the organisations to whom the person opened it.")
    return form_words(found, heading, purpose, to="plan:signals", who=who, keeps=Category.SIGNAL_PLAN, **more)


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def head(request: Request, person_id: int) -> HttpResponse:
    """Change the top of the plan in the making."""
    found = _here(request, person_id, page="Signalling plan form", writes=True)
    plan = _draft(request, person_id)
    fields = ("question", "made_with", "places", "review_on", "lock")
    form = SignalHeadForm(request.POST or None, initial={f: getattr(plan, f) for f in fields})

    def do(data: dict[str, Any]) -> None:
        try:
            services.change_signal_head(
                actor=request.actor, signal_plan_id=plan.id, head=_head_of(data), expected_lock=data.get("lock") or 0
            )
        except Conflict:
            form.met(plan.lock)
            raise

    words = _words(found, _("The person's own question"), template="plan/part_form.html")
    now = presenters.now_there(form, {f: getattr(plan, f) for f in fields})
    return answer_form(request, form, words, do, done=_("Changed."), now=now)


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def line(request: Request, person_id: int) -> HttpResponse:
    """Add a line to a phase."""
    found = _here(request, person_id, page="Signalling plan form", writes=True)
    plan = _draft(request, person_id)
    initial = {"phase": request.GET.get("phase", "YELLOW").upper(), "kind": request.GET.get("kind", "SIGN").upper()}

    def do(data: dict[str, Any]) -> None:
        services.add_line(actor=request.actor, signal_plan_id=plan.id, **data)

    words = _words(found, _("Add a line"), _("One thing a line. Who reads it in a hurry must understand it at once."))
    return answer_form(request, LineForm(request.POST or None, initial=initial), words, do, done=_("Added."))


@power_required(Power.WORK_ON_CASES)
@require_POST
def remove_line(request: Request, person_id: int, line_id: int) -> HttpResponse:
    """Take a line out of the plan in the making."""
    _here(request, person_id, writes=True)
    to = reverse("plan:signals", args=[person_id])
    return answer_button(
        request, lambda: services.remove_line(actor=request.actor, line_id=line_id), done=_("Taken out."), to=to
    )


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def call(request: Request, person_id: int) -> HttpResponse:
    """Add somebody to call."""
    found = _here(request, person_id, page="Signalling plan form", writes=True)
    plan = _draft(request, person_id)

    def do(data: dict[str, Any]) -> None:
        services.add_call(actor=request.actor, signal_plan_id=plan.id, **data)

    words = _words(found, _("Whom to call"), _("In the order of calling. Whoever knows the person comes first."))
    return answer_form(request, CallForm(request.POST or None), words, do, done=_("Added."))


@power_required(Power.WORK_ON_CASES)
@require_POST
def remove_call(request: Request, person_id: int, call_id: int) -> HttpResponse:
    """Take somebody out of the order of calling."""
    _here(request, person_id, writes=True)
    to = reverse("plan:signals", args=[person_id])
    return answer_button(
        request, lambda: services.remove_call(actor=request.actor, call_id=call_id), done=_("Taken out."), to=to
    )


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_POST
def ask(request: Request, person_id: int) -> HttpResponse:
    """Put the plan in the making before everybody."""
    _here(request, person_id, writes=True)
    plan = _draft(request, person_id)
    return answer_button(
        request,
        lambda: services.ask_signatures(actor=request.actor, signal_plan_id=plan.id, today=request.today),
        done=_("Everybody who takes part is asked to sign."),
        to=reverse("plan:signals", args=[person_id]),
    )


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_POST
def force(request: Request, person_id: int) -> HttpResponse:
    """Bring it into force; the crisis card goes along."""
    _here(request, person_id, writes=True)
    plan = _draft(request, person_id)
    return answer_button(
        request,
        lambda: services.bring_into_force(actor=request.actor, signal_plan_id=plan.id, today=request.today),
        done=_("The signalling plan is in force, and the crisis sheet is made from it."),
        to=reverse("plan:signals", args=[person_id]),
    )


@shows(38, 115)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def share(request: Request, person_id: int) -> HttpResponse:
    """Open the plan to organisations that the person names."""
    found = _here(request, person_id, page="Signalling plan form", writes=True)
    plan = selectors.signal_page(request.actor, person_id, purpose=CARE)
    if plan is None:
        raise Http404
    form = ShareForm(request.POST or None, options=Options(seats=taking_part(found.person.dossier_id, request.today)))

    def do(data: dict[str, Any]) -> None:
        given = Given(how=data["how"], by=data["by"], on=data["on"], witness=data["witness"])
        services.share_signals(
            actor=request.actor,
            signal_plan_id=plan.id,
            organisation_ids=data["organisations"],
            given=given,
            why=data["why"],
            today=request.today,
        )

    words = _words(
        found,
        _("Who else may read it"),
        _(
            "Only by the person's own leave, per organisation. It stands among their consents, and can be taken back at any time."
        ),
        submit=_("Open it for them"),
    )
    return answer_form(request, form, words, do, done=_("Opened for them, until the person takes it back."))


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def observe(request: Request, person_id: int) -> HttpResponse:
    """Say which colour one sees."""
    found = _here(request, person_id, page="Signalling plan form")

    def do(data: dict[str, Any]) -> None:
        services.observe(
            actor=request.actor,
            person_id=person_id,
            compartment_id=found.person.compartment_id,
            seen_at=clock.now(),
            **data,
        )

    words = _words(
        found,
        _("What do you see now?"),
        _("Yellow, orange and red ask somebody to act in time: three working days, a day, half an hour."),
    )
    return answer_form(
        request, ObserveForm(request.POST or None), words, do, done=_("Noted. Who directs the case sees it on Today.")
    )


@shows(38)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def react(request: Request, person_id: int, observation_id: int) -> HttpResponse:
    """Say what was done about it."""
    found = _here(request, person_id, page="Signalling plan form")

    def do(data: dict[str, Any]) -> None:
        services.react(actor=request.actor, observation_id=observation_id, reaction=data["reaction"])

    return answer_form(
        request, ReactForm(request.POST or None), _words(found, _("What was done")), do, done=_("Noted.")
    )


# ---- the crisis sheet -------------------------------------------------------------------------------
@shows(38, 138)
@power_required(Power.WORK_ON_CASES)
@require_GET
def sheets(request: Request) -> HttpResponse:
    """Everybody whose crisis sheet the reader may open, by name."""
    query = request.GET.get("q", "").strip()[:80]
    number = page_number(request)
    with reading(request.actor, purpose=CARE, what="Crisis sheets", categories=_READS) as seen:
        rows, total = selectors.crisis_cards(
            request.actor, purpose=CARE, query=query, start=(number - 1) * SIZE, size=SIZE
        )
        seen["people"] = [person_id for person_id, _name, _on in rows]
    page = Paginator(range(total), SIZE).get_page(number)
    return render(request, "plan/sheets.html", {"rows": rows, "total": total, "query": query, "page": page})


def _card(request: Request, person_id: int) -> tuple[Here, selectors.CardRow]:
    found = _here(request, person_id)
    with reading(
        request.actor,
        purpose=CARE,
        what="Crisis sheet",
        categories=Category.ID_CONTACT | Category.CRISIS_CARD,
        dossier_id=found.person.dossier_id,
    ):
        card = selectors.crisis_card(request.actor, person_id, purpose=CARE)
    if card is None:
        raise Http404
    return found, card


@shows(38, 138)
@power_required(Power.WORK_ON_CASES)
@require_GET
def sheet(request: Request, person_id: int) -> HttpResponse:
    """The crisis sheet: whom to call, what to do and not to do. One page, made for a phone."""
    found, card = _card(request, person_id)
    context = {
        "person": found.person,
        "card": card,
        "content": card.content,
        "calls": [presenters.call(c["name"], c["phone"], c["hours"]) for c in card.content["calls"]],
        "phases": presenters.card_phases(card.content["lines"]),
        "old": card.review_on < request.today,
    }
    return render(request, "plan/sheet.html", context)


@shows(38, 138)
@power_required(Power.WORK_ON_CASES)
@require_POST
def sheet_pdf(request: Request, person_id: int) -> HttpResponse:
    """The same page as a file, to have without a network; it says who took it and until when it holds."""
    found, card = _card(request, person_id)
    with services.take_crisis_card(actor=request.actor, dossier_id=found.person.dossier_id):
        content = to_pdf(
            _("Crisis sheet of %(name)s") % {"name": found.person.name},
            _parts(card),
            _(
                "Taken along by %(who)s on %(day)s. Look at it again before %(review)s. Destroy it when it is not needed."
            )
            % {"who": request.actor.name, "day": _day(request.today), "review": _day(card.review_on)},
            language=get_language() or "nl",
        )
    return attached(content, f"crisis-{found.person.number}.pdf", "application/pdf")


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _parts(card: selectors.CardRow) -> list[Part]:
    content = card.content
    parts = [
        Part(
            _("Call, in this order"),
            header=(_("Who"), _("Phone"), _("When")),
            rows=[(c["name"], c["phone"], c["hours"]) for c in content["calls"]],
        )
    ]
    approach = [
        (label, content[key])  # type: ignore[literal-required]
        for label, key in (
            (_("How near"), "nearness"),
            (_("What works"), "works"),
            (_("What does not work"), "does_not_work"),
        )
        if content[key]  # type: ignore[literal-required]
    ]
    if approach:
        parts.append(Part(_("How to approach"), "\n".join(f"{label}: {text}" for label, text in approach)))
    for phase in presenters.card_phases(content["lines"]):
        rows = [
            (kind["label"], x["text"], ", ".join(v for v in (x["who"], x["within"]) if v))
            for kind in phase["kinds"]
            for x in kind["lines"]
        ]
        parts.append(Part(phase["label"], header=(_("What it is"), _("What"), _("Who")), rows=rows))
    return parts
