"""What is done in one handover: its day, who hands over, what was done, ready, moved, known, completed, back, stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.pathway import selectors, services
from samenhang.pathway.enums.handovers import Evidence
from samenhang.pathway.forms.handovers import (
    BY_FORM,
    AnswerForm,
    DayForm,
    EvidenceForm,
    GiverForm,
    HomeForm,
    LivelihoodForm,
    PlaceForm,
    QuestionForm,
    ReadyForm,
    ReasonForm,
    ReceiverForm,
    home_of,
)
from samenhang.pathway.labels.handovers import EVIDENCE
from samenhang.pathway.presenters import handovers as shown
from samenhang.pathway.selectors.handovers import HandoverRow
from samenhang.pathway.views.handovers import givers, stays
from samenhang.pathway.views.handovers_common import CARE, here, may_see, who_may_receive, words
from samenhang.supply.selectors import snapshot
from samenhang.ui.screens import answer_button, answer_form


@shows(49, 50, 51, 56)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def note(request: Request, handover_id: int, kind: str) -> HttpResponse:
    """Write down something that was done or agreed."""
    code = next((k for k in BY_FORM if k.lower() == kind), None)
    if code is None:
        raise Http404
    found = here(request, handover_id, page="Handover form")
    asked = [(str(r.asked_of_id), r.asked_of) for r in selectors.requests_of(found.row)]
    initial = {"on": request.today, "organisation": found.row.to_organisation_id, "with_whom": _names(found.row, code)}
    form = EvidenceForm(request.POST or None, kind=code, asked=asked, initial=initial)

    def do(_data: dict[str, Any]) -> None:
        services.note_evidence(actor=request.actor, handover_id=handover_id, new=form.new(), today=request.today)

    page = words(
        found,
        str(EVIDENCE[code]),
        _EXPLAINED().get(code, ""),
        anchor="#timeline",
        draft=f"handover-{handover_id}-{kind}",
    )
    return answer_form(request, form, page, do, done=_("Written down. The steps follow from it."))


def _names(row: HandoverRow, kind: Evidence) -> str:
    """Who talks in a handover: the two with a name; whoever else was there is added."""
    return f"{row.giver}, {row.receiver}" if row.receiver and kind in {Evidence.TALK, Evidence.CONSULT} else ""


def _EXPLAINED() -> dict[Evidence, str]:
    """What somebody should know before writing this down."""
    return {
        Evidence.INTAKE: _("The person is always there, and is met in person: paper does not tell who somebody is."),
        Evidence.TALK: _(
            "More than once, at least half an hour, between people with a name. Sending a file is no handover."
        ),
        Evidence.WISH: _("In the person's own words; with consent for this receiver, or another ground named."),
        Evidence.LEGAL_BRIDGE: _("Which title or indication follows, and who pays from which day."),
        Evidence.VISIT: _("Getting to know the place and the people, and practising freedom before it is there."),
        Evidence.CONSULT: _("Both teams go on consulting each other, several times."),
        Evidence.CHECK_IN: _("After one, three and six months: how is it going, in the person's own words?"),
        Evidence.EVALUATION: _("With the person: did the handover work?"),
    }


@shows(51)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def livelihood(request: Request, handover_id: int) -> HttpResponse:
    """What somebody needs to live on, item by item."""
    found = here(request, handover_id, page="Handover form")
    known = {
        e.item: e
        for e in selectors.evidence_of(request.actor, handover_id, purpose=CARE)
        if e.kind == Evidence.LIVELIHOOD and e.attempt == found.row.attempt
    }
    initial: dict[str, Any] = {code: "WAIVED" if e.waived else "DONE" for code, e in known.items()}
    initial |= {f"{code}_words": e.words for code, e in known.items()}
    form = LivelihoodForm(request.POST or None, initial=initial)

    def do(_data: dict[str, Any]) -> None:
        services.note_all(
            actor=request.actor, handover_id=handover_id, news=form.news(request.today), today=request.today
        )

    page = words(
        found,
        _("What somebody needs to live"),
        _("Each thing is arranged before the move, or not needed for a reason."),
        anchor="#timeline",
        draft=f"handover-{handover_id}-livelihood",
    )
    return answer_form(request, form, page, do, done=_("Written down. The steps follow from it."))


@shows(51)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def move_day(request: Request, handover_id: int) -> HttpResponse:
    """Set or move the day of the move."""
    found = here(request, handover_id, page="Handover form")
    form = DayForm(request.POST or None, initial={"move_on": found.row.move_on})

    def do(data: dict[str, Any]) -> None:
        services.change_day(
            actor=request.actor, handover_id=handover_id, lock=found.row.lock, today=request.today, **data
        )

    page = words(
        found, _("Day of the move"), _("Every step moves along with this day, and everybody concerned is told.")
    )
    return answer_form(request, form, page, do, done=_("The day is kept; every step moved along."))


@shows(50)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def giver(request: Request, handover_id: int) -> HttpResponse:
    """Let another colleague hand over."""
    found = here(request, handover_id, page="Handover form")
    row = found.row
    initial = {"giver": f"{row.giver_id}:{row.from_organisation_id}", "giver_role": row.giver_role}
    form = GiverForm(request.POST or None, givers=givers(request, row.dossier_id), initial=initial)

    def do(_data: dict[str, Any]) -> None:
        services.change_giver(
            actor=request.actor, handover_id=handover_id, lock=row.lock, today=request.today, **form.values()
        )

    page = words(
        found,
        _("Who hands over"),
        _("Going down, somebody from forensic care hands over; going up, somebody from mental health care."),
    )
    return answer_form(request, form, page, do, done=_("Kept."))


@shows(49, 55)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def receiver(request: Request, handover_id: int) -> HttpResponse:
    """A colleague of the receiving organisation takes over."""
    found = here(request, handover_id, page="Handover form")
    row = found.row
    form = ReceiverForm(request.POST or None, colleagues=who_may_receive(request, row.to_organisation_id, row.receiver))

    def do(data: dict[str, Any]) -> None:
        services.change_receiver(
            actor=request.actor,
            handover_id=handover_id,
            receiver_id=data["receiver"],
            why=data["why"],
            lock=row.lock,
            today=request.today,
        )

    page = words(
        found,
        _("A colleague receives"),
        _("The person gets to know this colleague too: meeting and talking count from today on."),
        draft=f"handover-{handover_id}-receiver",
    )
    return answer_form(request, form, page, do, done=_("Kept. Everybody concerned is told."))


@shows(53)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def home(request: Request, handover_id: int) -> HttpResponse:
    """The own place that is kept, and the return."""
    found = here(request, handover_id, page="Handover form")
    row = found.row
    initial = {
        "temporary": row.temporary,
        "home_payer": row.home_payer,
        "home_until": row.home_until,
        "return_on": row.return_on,
        "home_stay": str(row.home_id or ""),
    }
    form = HomeForm(request.POST or None, stays=stays(request, row.person_id), initial=initial)

    def do(data: dict[str, Any]) -> None:
        services.hold_home(actor=request.actor, handover_id=handover_id, home=home_of(data), lock=row.lock)

    page = words(
        found,
        _("Back to the own place"),
        _("While somebody is admitted the own place is kept: who pays, until when, and when the person comes back."),
    )
    return answer_form(request, form, page, do, done=_("Kept."))


@shows(47, 51)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def place(request: Request, handover_id: int) -> HttpResponse:
    """Which place of the receiver it is."""
    found = here(request, handover_id, page="Handover form")
    row = found.row
    places = shown.places_to_choose(snapshot(today=request.today, now=clock.now()), row.to_organisation_id)
    form = PlaceForm(request.POST or None, places=places, initial={"place": str(row.place_id or "")})

    def do(data: dict[str, Any]) -> None:
        chosen = int(data["place"]) if data["place"] else None
        services.choose_place(
            actor=request.actor, handover_id=handover_id, place_id=chosen, lock=row.lock, today=request.today
        )

    page = words(
        found, _("Which place it is"), _("A place that closes before the move sets the handover back by itself.")
    )
    return answer_form(request, form, page, do, done=_("Kept."))


def _with_exception(
    request: Request, handover_id: int, act: Callable[..., Any], *, title: str, draft: str, done: str
) -> HttpResponse:
    """An act without everything that is asked for it, with a manager behind it."""
    found = here(request, handover_id, page="Handover form")
    form = ReadyForm(request.POST or None)

    def do(_data: dict[str, Any]) -> None:
        act(
            actor=request.actor,
            handover_id=handover_id,
            lock=found.row.lock,
            today=request.today,
            anyway=form.anyway(),
        )

    page = words(
        found,
        title,
        _("Written down with who stands behind it, it is support and not blame. It is shown and counted."),
        draft=f"handover-{handover_id}-{draft}",
    )
    return answer_form(request, form, page, do, done=done)


@shows(49, 51)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def ready_anyway(request: Request, handover_id: int) -> HttpResponse:
    """Go without everything that is asked, with a manager behind it."""
    return _with_exception(
        request,
        handover_id,
        services.declare_ready,
        title=_("Ready with an exception"),
        draft="ready",
        done=_("Ready, with an exception that everybody can see."),
    )


def _button(act: Callable[..., Any], done: str) -> Callable[[Request, int], HttpResponse]:
    """A button of a handover that asks for no words."""

    def press(request: Request, handover_id: int) -> HttpResponse:
        here(request, handover_id)
        lock = request.POST.get("lock", "")
        back = reverse("pathway:handover", args=[handover_id])

        def do() -> None:
            act(
                actor=request.actor,
                handover_id=handover_id,
                lock=int(lock) if lock.isascii() and lock.isdigit() else 0,
                today=request.today,
            )

        return answer_button(request, do, done=done, to=back)

    return press


@shows(49, 51)
@power_required(Power.WORK_ON_CASES)
@require_POST
def ready(request: Request, handover_id: int) -> HttpResponse:
    """Say that everything is there."""
    return _button(services.declare_ready, _("Ready: everybody concerned is told."))(request, handover_id)


@shows(49)
@power_required(Power.WORK_ON_CASES)
@require_POST
def moved(request: Request, handover_id: int) -> HttpResponse:
    """Say that the move has been made."""
    return _button(services.transfer, _("Moved: the receiver answers from today and holds the file."))(
        request, handover_id
    )


@shows(49)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def enough_anyway(request: Request, handover_id: int) -> HttpResponse:
    """The receiver knows enough after one talk, with a manager behind it."""
    return _with_exception(
        request,
        handover_id,
        services.know_enough,
        title=_("Enough after one talk"),
        draft="enough",
        done=_("Kept, with an exception that everybody can see."),
    )


@shows(49)
@power_required(Power.WORK_ON_CASES)
@require_POST
def enough(request: Request, handover_id: int) -> HttpResponse:
    """The receiver says: I know enough."""
    return _button(services.know_enough, _("Kept. Aftercare by both teams begins."))(request, handover_id)


@shows(49, 55)
@power_required(Power.WORK_ON_CASES)
@require_POST
def complete(request: Request, handover_id: int) -> HttpResponse:
    """The receiver closes the handover."""
    return _button(services.complete_handover, _("Completed."))(request, handover_id)


@shows(49)
@power_required(Power.WORK_ON_CASES)
@require_POST
def again(request: Request, handover_id: int) -> HttpResponse:
    """Seek again after a return."""
    return _button(services.try_again, _("Seeking begins again; what was done before stays readable."))(
        request, handover_id
    )


def _with_reason(
    request: Request, handover_id: int, act: Callable[..., Any], heading: str, purpose: str, done: str
) -> HttpResponse:
    """A step of a handover that asks why."""
    found = here(request, handover_id, page="Handover form")

    def do(data: dict[str, Any]) -> None:
        act(actor=request.actor, handover_id=handover_id, why=data["why"], lock=found.row.lock, today=request.today)

    answer = answer_form(request, ReasonForm(request.POST or None), words(found, heading, purpose), do, done=done)
    if answer.status_code == 302 and not may_see(
        request, handover_id
    ):  # whoever received reads along no more by this act
        return redirect("pathway:handovers")
    return answer


@shows(49)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def back(request: Request, handover_id: int) -> HttpResponse:
    """Somebody goes back to who gave."""
    return _with_reason(
        request,
        handover_id,
        services.come_back,
        _("Going back to who gave"),
        _("From today the giver answers again and holds the file. Nobody stands between two."),
        _("Kept: the giver answers again."),
    )


@shows(55)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def falls_away(request: Request, handover_id: int) -> HttpResponse:
    """The receiver cannot go on."""
    return _with_reason(
        request,
        handover_id,
        services.receiver_falls_away,
        _("The receiver falls away"),
        _("Seeking goes on. Who received no longer reads along, and everybody concerned is told."),
        _("Kept: seeking goes on."),
    )


@shows(49)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def stop(request: Request, handover_id: int) -> HttpResponse:
    """Stop a handover."""
    return _with_reason(
        request,
        handover_id,
        services.withdraw_handover,
        _("Stop the handover"),
        _("What was done stays readable. Who was asked is told that no answer is needed."),
        _("Stopped."),
    )


@shows(56)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def ask(request: Request, handover_id: int) -> HttpResponse:
    """Ask the other team something after the move."""
    found = here(request, handover_id, page="Handover form")

    def do(data: dict[str, Any]) -> None:
        services.ask_question(
            actor=request.actor, handover_id=handover_id, question=data["question"], today=request.today
        )

    page = words(
        found,
        _("Ask the other team"),
        _("Both teams may, as often as needed. The answer has a term that both can see."),
        anchor="#questions",
        draft=f"handover-{handover_id}-question",
    )
    return answer_form(request, QuestionForm(request.POST or None), page, do, done=_("Asked."))


@shows(56)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def answer(request: Request, handover_id: int, question_id: int) -> HttpResponse:
    """Answer a question of the other team."""
    found = here(request, handover_id, page="Handover form")
    asked = selectors.questions_of(request.actor, handover_id, purpose=CARE)
    question = next((q for q in asked if q.id == question_id), None)
    if question is None:
        raise Http404

    def do(data: dict[str, Any]) -> None:
        services.answer_question(
            actor=request.actor, question_id=question_id, answer=data["answer"], today=request.today
        )

    page = words(
        found,
        _("Answer the other team"),
        question.question,
        anchor="#questions",
        draft=f"handover-{handover_id}-answer-{question_id}",
    )
    return answer_form(request, AnswerForm(request.POST or None), page, do, done=_("Answered."))
