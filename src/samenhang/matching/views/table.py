"""The placement table: who waits, what is proposed, and the decision person by person."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import met_in_lists
from samenhang.access.services import reading, reading_person
from samenhang.base import clock
from samenhang.base.errors import Conflict, Refused
from samenhang.directory.enums import Power
from samenhang.engines.fit.result import OptionKind as FitKind
from samenhang.engines.fit.terms import Outcome
from samenhang.matching import presenters
from samenhang.matching.enums import DecisionOutcome, NeedStatus, OptionKind
from samenhang.matching.forms import DecisionForm, RoundForm
from samenhang.matching.selectors import decisions, fit_page, gather, needs, proposal_for, table_page
from samenhang.matching.services import Decision, compute_round
from samenhang.matching.services import decide as keep_decision
from samenhang.supply.selectors import snapshot
from samenhang.ui.reasons import reason_text
from samenhang.ui.screens import page_number

PLACE = Purpose.PLACEMENT
SIZE = 50
_READS = Category.ID_CONTACT | Category.HOUSING_NEEDS
_DECIDES = _READS | Category.TITLE_FACT | Category.INDICATION | Category.PLACEMENT_HISTORY


@shows(61, 66, 141)
@power_required(Power.SIT_AT_TABLE)
@require_GET
def table(request: Request) -> HttpResponse:
    """Everybody who waits, with the proposal of the newest round and why."""
    actor, today = request.actor, request.today
    query, number = request.GET.get("q", "").strip()[:80], page_number(request)
    with reading(actor, purpose=PLACE, what="Table", categories=_READS) as seen:
        page = table_page(actor, today=today, now=clock.now(), query=query, start=(number - 1) * SIZE, size=SIZE)
        seen["dossiers"] = sorted(p.dossier_id for p in page.people.values())
    lines = presenters.table_lines(page, today)
    return render(
        request,
        "matching/table.html",
        {
            "lines": lines,
            "query": query,
            "pages": Paginator(range(page.found), SIZE).get_page(number),
            # a search finds nobody who is shielded, also not by a different count
            "shielded": met_in_lists(actor, today) if not query and number == 1 else [],
            "waiting": page.waiting,
            "decided": page.decided,
            "round": presenters.round_view(page),
            "insights": presenters.insights_table(page),
            "form": RoundForm(initial={"budget": page.round.budget} if page.round else None),
            "may_compute": actor.can(Power.COMPUTE_ROUND),
            "no_power": _("Only the chair of the table computes a round."),
            "free": sum(p.availability.free for p in page.snapshot.places),
        },
    )


@shows(66)
@power_required(Power.COMPUTE_ROUND)
@require_POST
def compute(request: Request) -> HttpResponse:
    """Compute a round over everybody whom the table may see; nothing is decided by it."""
    actor, today = request.actor, request.today
    form = RoundForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Give the budget as a whole number of euros from 0 to 50 million. Nothing was computed.")
        )
        return redirect("matching:table")
    now = clock.now()
    waiting = needs(actor, purpose=PLACE)
    gathered = gather(
        waiting, snapshot(today=today, now=now), today=today, reason="computing a round of the placement table"
    )
    try:
        compute_round(actor=actor, gathered=gathered, budget=form.cleaned_data["budget"], now=now)
    except Refused as refused:
        messages.error(request, reason_text(refused))
    else:
        messages.success(request, _("The round is computed. It proposes; the table decides, person by person."))
    return redirect("matching:table")


@shows(47, 66, 67, 141)
@power_required(Power.SIT_AT_TABLE)
@require_http_methods(["GET", "POST"])
def decide(request: Request, person_id: int) -> HttpResponse:
    """One person at the table: the proposal and why, the other places, and the decision with its reason."""
    actor, today = request.actor, request.today
    now = clock.now()
    with reading_person(actor, purpose=PLACE, what="Table", categories=_DECIDES) as opened:
        page = fit_page(actor, person_id, today=today, now=now, with_refusals=False)
        if page is None or page.need is None:
            raise Http404
        opened(page.person.dossier_id)
        proposal, round_id = proposal_for(actor, person_id, purpose=PLACE)
        taken = decisions(actor, purpose=PLACE, person_ids=[person_id])
    usable = proposal if proposal and proposal.kind and proposal.need_id == page.need.id else None
    free = [
        (int(o.place), presenters.place_choice(o, place, page.snapshot))
        for o in page.options
        if o.kind is FitKind.PLACE
        and (place := page.snapshot.place(int(o.place))) is not None
        and place.availability.free
    ]
    form = DecisionForm(request.POST or None, places=free, has_proposal=usable is not None, initial={"round": round_id})
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        outcome = DecisionOutcome(data["outcome"])
        accepted = outcome == DecisionOutcome.ACCEPTED and usable is not None
        decision = Decision(
            need_id=page.need.id,
            outcome=outcome,
            reason=data["reason"],
            kind=usable.kind if accepted and usable else OptionKind.PLACE,
            place_id=usable.place_id
            if accepted and usable
            else data["place"]
            if outcome == DecisionOutcome.OTHER_PLACE
            else None,
            remedies=usable.remedies if accepted and usable else (),
            round_id=round_id,
        )
        try:
            if outcome == DecisionOutcome.ACCEPTED and data["round"] != round_id:
                raise Conflict("PROPOSAL_CHANGED")
            keep_decision(actor=actor, decision=decision, today=today, now=now)
        except Refused as refused:
            form.add_error("reason" if refused.code == "REASON_MISSING" else None, reason_text(refused))
            status = refused.status if refused.code != "REASON_MISSING" else 422
        else:
            messages.success(request, _("The decision is kept with its reason."))
            return redirect("matching:table")
    if form.errors and status == 200:
        status = 422
    views = [presenters.option_view(o, page) for o in page.options[:12]]
    proposed = next(
        (
            presenters.option_view(o, page)
            for o in page.options
            if usable
            and (
                (usable.kind == OptionKind.STAY and o.kind is FitKind.STAY)
                or (o.kind is FitKind.PLACE and o.place == str(usable.place_id))
            )
        ),
        None,
    )
    return render(
        request,
        "matching/decide.html",
        {
            "page": page,
            "form": form,
            "proposed": proposed,
            "needed": presenters.remedy_lines(usable.remedies if usable else (), page.snapshot),
            "no_proposal": presenters.unplaced_lines(proposal.reasons if proposal and not proposal.kind else ()),
            "has_round": round_id is not None,
            "others": views,
            "fitting": sum(o.verdict is Outcome.FITS for o in page.options),
            "needs": presenters.need_definitions(page, today),
            "taken": presenters.decisions_table(taken),
            "is_open": page.need.status == NeedStatus.OPEN,
            "may_decide": actor.can(Power.DECIDE_PLACEMENT),
            "back": reverse("matching:table"),
        },
        status=status,
    )
