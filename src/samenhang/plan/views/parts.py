"""The parts of a plan: one form to add, one to change, a button to take out; where a goal stands; what came of an action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.base.errors import Conflict
from samenhang.directory.enums import Power
from samenhang.plan import presenters, selectors, services
from samenhang.plan.enums import ActionState
from samenhang.plan.forms import FORMS, GoalMoveForm, PartForm, ReportForm
from samenhang.plan.labels import ACTIONS
from samenhang.plan.rules import ACTION_MOVES
from samenhang.plan.services.parts import KINDS
from samenhang.plan.views import CARE, READS, form_words, options, with_plan
from samenhang.ui.screens import answer_button, answer_form


@dataclass(frozen=True)
class PartWords:
    """How a kind of part is called on its forms, what it is for, and where it stands on the page."""

    new: Promise
    change: Promise
    purpose: Promise
    anchor: str
    added: Promise


WORDS: dict[str, PartWords] = {
    "goal": PartWords(
        gettext_lazy("A goal"),
        gettext_lazy("Change the goal"),
        gettext_lazy("A goal hangs on what the person wants; the plan shows it when it does not."),
        "#goals",
        gettext_lazy("The goal is in the plan. Next: who does what for it."),
    ),
    "action": PartWords(
        gettext_lazy("Who does what"),
        gettext_lazy("Change what was agreed"),
        gettext_lazy("One thing, by one party, before a day. Whoever does it is told and finds it on Today."),
        "#actions",
        gettext_lazy("Agreed."),
    ),
    "tension": PartWords(
        gettext_lazy("Goals that pull apart"),
        gettext_lazy("Change what pulls apart"),
        gettext_lazy("Two goals of different organisations can work against each other. Said aloud, it can be agreed about."),
        "#tensions",
        gettext_lazy("Written down, for everybody to see."),
    ),
    "own-plan": PartWords(
        gettext_lazy("Link an organisation's own plan"),
        gettext_lazy("Change the linked plan"),
        gettext_lazy("An organisation may have its own plan by law. Here the others see that it is there, and what it is about."),
        "#own-plans",
        gettext_lazy("The own plan is linked as a part."),
    ),
    "back-up": PartWords(
        gettext_lazy("When it goes wrong"),
        gettext_lazy("Change what happens then"),
        gettext_lazy("A plan B with a trigger and an owner. It is talked through at each evaluation."),
        "#back-ups",
        gettext_lazy("The plan for when it goes wrong is there."),
    ),
    "step": PartWords(
        gettext_lazy("A step of the route"),
        gettext_lazy("Change the step"),
        gettext_lazy("From now to what the person wants, in steps that everybody can follow."),
        "#route",
        gettext_lazy("The step is on the route."),
    ),
}  # fmt: skip


def _kind(kind: str) -> type[PartForm]:
    if kind not in FORMS:
        raise Http404
    return FORMS[kind]


@shows(22, 28, 29, 31, 33)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def add(request: Request, person_id: int, kind: str) -> HttpResponse:
    """Add a part to the plan."""
    table = _kind(kind)
    found, plan = with_plan(request, person_id, page="Plan form")
    goal = request.GET.get("goal", "")
    form = table(
        request.POST or None, options=options(request, found), initial={"goal_id": goal if goal.isdecimal() else ""}
    )

    def do(_data: dict[str, Any]) -> None:
        services.add_part(actor=request.actor, plan_id=plan.id, kind=kind, values=form.values())

    words = WORDS[kind]
    page = form_words(
        found,
        str(words.new),
        str(words.purpose),
        anchor=words.anchor,
        draft=f"plan-{person_id}-{kind}",
        another=request.get_full_path(),
    )
    return answer_form(request, form, page, do, done=str(words.added))


@shows(22, 28, 141)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def change(request: Request, person_id: int, kind: str, part_id: int) -> HttpResponse:
    """Change a part; whoever met somebody else's change sees both and loses nothing."""
    table = _kind(kind)
    found, plan = with_plan(request, person_id)
    row = _row(request, found.person.dossier_id, KINDS[kind], part_id, plan.id)
    form = table(request.POST or None, options=options(request, found), initial=table.initial_of(row))

    def do(data: dict[str, Any]) -> None:
        try:
            services.change_part(
                actor=request.actor,
                kind=kind,
                part_id=part_id,
                values=form.values(),
                expected_lock=data.get("lock") or 0,
            )
        except Conflict:
            form.met(row["lock"])
            raise

    words = WORDS[kind]
    page = form_words(found, str(words.change), str(words.purpose), anchor=words.anchor, template="plan/part_form.html")
    take_out = reverse("plan:end_part", args=[person_id, kind, part_id])
    now = presenters.now_there(form, table.initial_of(row))
    return answer_form(request, form, page, do, done=_("Changed."), now=now, take_out=take_out)


def _row(request: Request, dossier_id: int, table: Any, part_id: int, plan_id: int) -> dict[str, Any]:
    with reading(request.actor, purpose=CARE, what="Plan form", categories=READS, dossier_id=dossier_id):
        row = selectors.part_values(request.actor, table, part_id, plan_id, purpose=CARE)
    if row is None:
        raise Http404
    return row


@power_required(Power.WORK_ON_CASES)
@require_POST
def end_part(request: Request, person_id: int, kind: str, part_id: int) -> HttpResponse:
    """Take a part out of the plan; the versions in which it stood keep it."""
    _kind(kind)
    with_plan(request, person_id)
    to = reverse("plan:overview", args=[person_id])
    return answer_button(
        request,
        lambda: services.end_part(actor=request.actor, kind=kind, part_id=part_id, today=request.today),
        done=_("Taken out. Earlier versions still show it."),
        to=to,
    )


@shows(22)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def move_goal(request: Request, person_id: int, part_id: int) -> HttpResponse:
    """A goal is reached, let go, or taken up again."""
    found, plan = with_plan(request, person_id)
    row = _row(request, found.person.dossier_id, KINDS["goal"], part_id, plan.id)
    form = GoalMoveForm(request.POST or None, now=row["state"])

    def do(data: dict[str, Any]) -> None:
        services.move_goal(
            actor=request.actor, goal_id=part_id, state=data["state"], why=data["why"], today=request.today
        )

    page = form_words(found, _("Where this goal stands"), row["text"], anchor="#goals")
    return answer_form(request, form, page, do, done=_("Noted."))


@shows(28)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def report(request: Request, person_id: int, action_id: int) -> HttpResponse:
    """What came of an action, by whoever does it or keeps the plan."""
    found, plan = with_plan(request, person_id, writes=False)
    row = _row(request, found.person.dossier_id, KINDS["action"], action_id, plan.id)
    possible = [(s.value, ACTIONS[s]) for s in ActionState if s in ACTION_MOVES[ActionState(row["state"])]]
    form = ReportForm(request.POST or None, options=possible, initial={"result": row["result"]})

    def do(data: dict[str, Any]) -> None:
        services.report_action(
            actor=request.actor,
            action_id=action_id,
            state=ActionState(data["state"]),
            result=data["result"],
            today=request.today,
        )

    page = form_words(found, _("What came of it"), row["text"], anchor="#actions")
    return answer_form(request, form, page, do, done=_("Noted, for everybody to see."))
