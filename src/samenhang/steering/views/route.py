"""The steps of a bottleneck along its route."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.base.errors import NoGrant
from samenhang.directory.enums import Power
from samenhang.steering import services
from samenhang.steering.enums import Answer, QuestionKind, Station
from samenhang.steering.forms import AnswerForm, AskForm, ReasonForm, ReopenForm, SolveForm
from samenhang.steering.rules import POWER_AT, first_table
from samenhang.steering.selectors import BottleneckRow, QuestionRow, questions_of
from samenhang.steering.views.agenda import found
from samenhang.ui.screens import FormPage, answer_form


def _page(row: BottleneckRow, heading: str, purpose: str = "", *, submit: str = "", who: str = "") -> FormPage:
    return FormPage(
        heading, reverse("steering:bottleneck", args=[row.id]), row.title, purpose=purpose, submit=submit, who=who
    )


@shows(79, 97)
@power_required(Power.KEEP_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def ask(request: Request, bottleneck_id: int) -> HttpResponse:
    """Put a bottleneck to a table."""
    row = found(bottleneck_id)
    initial = {
        "kind": QuestionKind.BREAKTHROUGH if request.GET.get("kind") == "breakthrough" else QuestionKind.DECISION,
        "station": first_table(row.classes, row.rule_owner),
        "version": row.version,
    }
    form = AskForm(request.POST or None, initial=initial)
    page = _page(
        row,
        _("Ask a table"),
        _("The table answers within its term. When it does not, the question moves up by itself and turns red."),
        submit=_("Ask"),
        who=_(
            "Everybody at that table; the care office as well when money is in it. The name of nobody leaves the case."
        ),
    )
    return answer_form(
        request,
        form,
        page,
        lambda data: services.ask(
            actor=request.actor,
            bottleneck_id=row.id,
            new=form.new(),
            expected_version=data["version"] or row.version,
            today=request.today,
        ),
        done=_("Asked. The answer comes back in every case that meets this."),
    )


def _question(bottleneck_id: int, question_id: int, reader_id: int | None) -> QuestionRow:
    row = next((q for q in questions_of(bottleneck_id, reader_id=reader_id) if q.id == question_id), None)
    if row is None:
        raise Http404
    return row


@shows(79)
@power_required(Power.SEE_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def answer(request: Request, bottleneck_id: int, attempt_id: int) -> HttpResponse:
    """Answer a question of one's own table."""
    row = found(bottleneck_id)
    question = _question(bottleneck_id, attempt_id, request.actor.user_id)
    if not request.actor.can(POWER_AT[Station(question.station)]):
        raise NoGrant("NO_POWER", power=POWER_AT[Station(question.station)])
    form = AnswerForm(request.POST or None)
    page = _page(row, _("Answer"), question.question, submit=_("Keep the answer"))
    return answer_form(
        request,
        form,
        page,
        lambda data: services.answer(
            actor=request.actor,
            question_id=attempt_id,
            given=Answer(data["given"]),
            reasons=data["reasons"],
            today=request.today,
        ),
        done=_("The answer is kept, and told in every case that it is about."),
    )


@shows(79)
@power_required(Power.KEEP_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def take_back(request: Request, bottleneck_id: int, attempt_id: int) -> HttpResponse:
    """Take a question back."""
    row = found(bottleneck_id)
    _question(bottleneck_id, attempt_id, request.actor.user_id)
    return answer_form(
        request,
        ReasonForm(request.POST or None),
        _page(row, _("Take the question back"), submit=_("Take back")),
        lambda data: services.withdraw_question(
            actor=request.actor, question_id=attempt_id, reasons=data["reason"], today=request.today
        ),
        done=_("Taken back. The bottleneck is open again."),
    )


@shows(78, 91)
@power_required(Power.KEEP_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def solve(request: Request, bottleneck_id: int) -> HttpResponse:
    """Say how a bottleneck was solved."""
    row = found(bottleneck_id)
    form = SolveForm(request.POST or None, initial={"version": row.version})
    return answer_form(
        request,
        form,
        _page(row, _("It is solved"), submit=_("Save")),
        lambda data: services.solve(
            actor=request.actor,
            bottleneck_id=row.id,
            how=data["how"],
            advice=data["advice"],
            expected_version=data["version"] or row.version,
            today=request.today,
        ),
        done=_("Solved. Everybody in the cases that met it is told."),
    )


@shows(78)
@power_required(Power.KEEP_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def set_aside(request: Request, bottleneck_id: int) -> HttpResponse:
    """Let a bottleneck go with a reason."""
    row = found(bottleneck_id)
    form = ReasonForm(request.POST or None, initial={"version": row.version})
    return answer_form(
        request,
        form,
        _page(row, _("Set aside"), _("It leaves the agenda. Everybody can read why."), submit=_("Set aside")),
        lambda data: services.set_aside(
            actor=request.actor,
            bottleneck_id=row.id,
            why=data["reason"],
            expected_version=data["version"] or row.version,
            today=request.today,
        ),
        done=_("Set aside, with the reason."),
    )


@shows(78)
@power_required(Power.KEEP_BOTTLENECKS)
@require_http_methods(["GET", "POST"])
def reopen(request: Request, bottleneck_id: int) -> HttpResponse:
    """Back on the agenda."""
    row = found(bottleneck_id)
    form = ReopenForm(request.POST or None, initial={"version": row.version})
    return answer_form(
        request,
        form,
        _page(row, _("Back on the agenda"), submit=_("Open again")),
        lambda data: services.reopen(
            actor=request.actor,
            bottleneck_id=row.id,
            next_on=data["next_on"],
            expected_version=data["version"] or row.version,
            today=request.today,
        ),
        done=_("Back on the agenda."),
    )
