"""Everybody who must not fall out of sight: of one's own cases, and whom one may see beside these."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import own_cases, running_since
from samenhang.access.services import reading
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.pathway import services
from samenhang.pathway.presenters import in_view as presenters
from samenhang.pathway.selectors.in_view import in_view
from samenhang.pathway.views import CARD, CARE, DAYS, GOALS
from samenhang.people.selectors import people, people_of
from samenhang.ui.reasons import reason_text
from samenhang.ui.screens import page_number

PAGE = 50
MOST = 5_000  # whom somebody may see beside their own cases; a table of a whole region stays under it


@shows(20)
@power_required(Power.WORK_ON_CASES)
@require_GET
def in_sight(request: Request) -> HttpResponse:
    """Everybody of one's own cases, or whom one may see at all: who has no plan, no coordinator, no contact for weeks, and who could act."""
    actor, today = request.actor, request.today
    whole = request.GET.get("whose") == "all"
    reads = Category.ID_CONTACT | GOALS | DAYS | CARD | Category.TITLE_FACT
    with reading(actor, purpose=CARE, what="Everybody in view", categories=reads):
        if whole:
            running = running_since()
            rows = [r for r in people(actor, purpose=CARE, size=MOST)[0] if r.dossier_id in running]
        else:
            rows = people_of(actor, own_cases(actor, today), purpose=CARE)
        found = presenters.in_view(
            in_view(actor, rows, purpose=CARE, today=today), today, only=request.GET.get("only", "")
        )
    page = Paginator(found["shown"], PAGE).get_page(page_number(request))
    context = {
        **found,
        "whole": whole,
        "page": page,
        "rows": [presenters.row_view(r, today) for r in page.object_list],
        "may_see_region": actor.can(Power.SEE_REGION),
    }
    return render(request, "pathway/in_sight.html", context)


@shows(20)
@power_required(Power.SEE_REGION)
@require_POST
def ask(request: Request) -> HttpResponse:
    """Ask those who take part to look after the people of a municipality whom nobody holds."""
    text = request.POST.get("municipality", "")
    try:
        services.ask_to_look(
            actor=request.actor, municipality_id=int(text) if text.isdecimal() else 0, today=request.today
        )
    except NoGrant:
        raise
    except Refused as refused:
        messages.error(request, reason_text(refused))
    else:
        messages.success(
            request,
            _("Asked. Whoever takes part there is told once a week at the most, and sees only their own people."),
        )
    return redirect("region:in_view")
