"""My consents: what is asked, what I said, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from samenhang.access.guards import Request, shows, signed_in
from samenhang.portal import presenters
from samenhang.portal.views import OWN_FILE, mine, myself, read
from samenhang.privacy.enums import GivenHow
from samenhang.privacy.selectors import consents_of
from samenhang.privacy.services import answer_consent, withdraw_consent


@shows(115, 120)
@signed_in
@require_GET
def consents(request: Request) -> HttpResponse:
    """Everything that I was asked: what waits, what I agreed to, what is over."""
    own = mine(request)
    with read(request, own, "My consents"):
        person = myself(request, own)
        rows = consents_of(request.actor, person.id, purpose=OWN_FILE, today=request.today)
    context = {"person": person, "own": own, "groups": presenters.consent_groups(rows)}
    return render(request, "portal/consents.html", context)


@shows(115, 120)
@signed_in
@require_GET
def consent(request: Request, consent_id: int) -> HttpResponse:
    """One question: what was explained, and yes, no or taking it back."""
    own = mine(request)
    with read(request, own, "My consent"):
        person = myself(request, own)
        rows = consents_of(request.actor, person.id, purpose=OWN_FILE, today=request.today)
    row = next((r for r in rows if r.id == consent_id), None)
    if row is None:
        raise Http404
    return render(request, "portal/consent.html", {"person": person, "own": own, "consent": presenters.consent(row)})


@shows(115)
@signed_in
@require_POST
def answer(request: Request, consent_id: int) -> HttpResponse:
    """Yes or no."""
    mine(request)
    said = request.POST.get("answer", "")
    if said not in {"yes", "no"}:
        raise Http404
    answer_consent(actor=request.actor, consent_id=consent_id, agreed=said == "yes", today=request.today)
    if said == "yes":
        messages.success(request, _("You said yes. You can take it back at any moment, here."))
    else:
        messages.success(request, _("You said no. Nothing is shared. You keep the same help."))
    return redirect("portal:consent", consent_id=consent_id)


@shows(115)
@signed_in
@require_POST
def withdraw(request: Request, consent_id: int) -> HttpResponse:
    """Take it back, in one step."""
    mine(request)
    ended = withdraw_consent(actor=request.actor, consent_id=consent_id, how=GivenHow.PORTAL, today=request.today)
    messages.success(
        request,
        ngettext(
            "You took your consent back. %(count)d access ended at once.",
            "You took your consent back. %(count)d accesses ended at once.",
            ended,
        )
        % {"count": ended}
        if ended
        else _("You took your consent back. Nothing was shared yet, and nothing will be."),
    )
    return redirect("portal:consent", consent_id=consent_id)
