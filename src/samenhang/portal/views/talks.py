"""My talks: what is planned, whether I come, and what was discussed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenhang.access.enums import Category
from samenhang.access.guards import Request, shows, signed_in
from samenhang.conferences.enums import Answer
from samenhang.conferences.selectors import conferences_of, feedback_for_client, invitations
from samenhang.conferences.services import answer_invitation
from samenhang.portal import presenters
from samenhang.portal.views import OWN_FILE, mine, myself, read
from samenhang.ui.screens import answer_button

TALKS = Category.ID_CONTACT | Category.APPOINTMENTS | Category.PLAN_GOALS
SAID = {
    "yes": Answer.ACCEPTED,
    "no": Answer.DECLINED,
}


@shows(35, 120, 126)
@signed_in
@require_GET
def my_talks(request: Request) -> HttpResponse:
    """Talks that are planned, with my invitation, and what was told to me of those that were held."""
    own = mine(request)
    actor, today = request.actor, request.today
    with read(request, own, "My talks", TALKS):
        person = myself(request, own)
        rows = conferences_of(actor, person.id, purpose=OWN_FILE)
        invited = invitations(actor, purpose=OWN_FILE)
        told = feedback_for_client(actor, person.id, purpose=OWN_FILE)
    coming = presenters.coming(rows, invited, today)
    context = {
        "person": person,
        "own": own,
        "coming": coming,
        "told": presenters.told_of(rows, told, today),
        "calendar": reverse("conferences:calendar") if any(t["asked"] for t in coming) else "",
    }
    return render(request, "portal/talks.html", context)


@shows(126, 120)
@signed_in
@require_POST
def come(request: Request, party_id: int) -> HttpResponse:
    """I come, or I do not; it can be changed until the talk is held."""
    mine(request)
    said = request.POST.get("answer", "")
    if said not in SAID:
        raise Http404
    return answer_button(
        request,
        lambda: answer_invitation(actor=request.actor, party_id=party_id, answer=SAID[said]),
        done=_("You said that you come.") if said == "yes" else _("You said that you do not come."),
        to=reverse("portal:talks"),
    )
