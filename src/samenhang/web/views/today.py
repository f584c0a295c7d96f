"""Today: the actor's own work, in the order of urgency, each item one click from where it is done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, shows, signed_in
from samenhang.access.selectors import own_dossier
from samenhang.access.services import reading
from samenhang.base import clock
from samenhang.conferences.selectors import invitations_to_answer, questions_waiting
from samenhang.directory.enums import Power
from samenhang.web import selectors_today as selectors
from samenhang.web.presenters_today import groups

_READS = (
    Category.ID_CONTACT
    | Category.TITLE_FACT
    | Category.PLACEMENT_HISTORY
    | Category.HOUSING_NEEDS
    | Category.PLAN_GOALS
    | Category.APPOINTMENTS
    | Category.SIGNAL_PLAN
    | Category.INCIDENT
    | Category.NETWORK
    | Category.LIFE_DOMAIN_PICTURE
)


@shows(47, 121)
@signed_in
@require_GET
def today(request: Request) -> HttpResponse:
    """The first page after signing in."""
    actor, day = request.actor, request.today
    if not actor.powers and own_dossier(actor, day) is not None:
        return redirect("portal:start")
    if Power.RECEIVE_SHARED in actor.powers and actor.powers <= {Power.RECEIVE_SHARED, Power.REPORT_CONCERN}:
        return redirect("privacy:received")  # all the work that waits for who only receives
    if actor.can(Power.TRIAGE_REPORTS) and not actor.can(Power.WORK_ON_CASES):
        return redirect("reports:desk")
    if actor.can(Power.REPORT_CONCERN) and actor.powers <= {Power.REPORT_CONCERN, Power.USE_API}:
        return redirect("reports:mine")
    keeps = actor.can(Power.MANAGE_SUPPLY)
    items = selectors.team_work(actor, today=day, now=clock.now()) if keeps else []
    if actor.can(Power.SEE_BOTTLENECKS):
        items += selectors.steering_work(actor, today=day)
    context: dict = {"supply_items": [], "desk": actor.can(Power.SEE_LOG)}
    if actor.can(Power.WORK_ON_CASES):
        with reading(actor, purpose=Purpose.CARE_COORDINATION, what="Today", categories=_READS) as seen:
            work = selectors.my_work(actor, day)
            seen["dossiers"] = sorted({i.person.dossier_id for i in work.items if i.person})
            if actor.can(Power.SIT_AT_TABLE):
                context["table"] = selectors.table_work(actor, today=day, now=clock.now())
            if actor.can(Power.RECEIVE_SHARED):
                context["shared"] = selectors.shared_with_me(actor, today=day, now=clock.now())
        items = sorted([*work.items, *items], key=lambda item: selectors.urgency_order(item, day))
        context |= {
            "people": work.people,
            "questions": questions_waiting(actor),
            "invitations": invitations_to_answer(actor),
        }
    context["groups"] = groups(items, actor, day, request.GET.get("all", ""))
    if keeps:
        context["supply_items"] = selectors.supply_work(actor, today=day, now=clock.now())
    return render(request, "web/today.html", context)
