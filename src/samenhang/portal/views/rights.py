"""What was told to me; ask, correct, object; take everything along."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category
from samenhang.access.guards import Request, shows, signed_in
from samenhang.portal import presenters
from samenhang.portal.forms import AskForm
from samenhang.portal.labels import ASKS
from samenhang.portal.views import OWN_FILE, mine, myself, read
from samenhang.privacy.selectors import OWN, consents_of, not_told_yet, notices_of, requests_of
from samenhang.privacy.services import make_request, read_in_portal, take_along
from samenhang.ui.downloads import attached


@shows(54, 120)
@signed_in
@require_GET
def told(request: Request) -> HttpResponse:
    """Messages to me, those that I did not open first."""
    own = mine(request)
    with read(request, own, "What was told"):
        person = myself(request, own)
        waits = not_told_yet(person.id, request.today)
        rows = [n for n in notices_of(request.actor, person.id, purpose=OWN_FILE) if n.id not in waits.notices]
    return render(request, "portal/told.html", {"person": person, "own": own, "notices": presenters.notices(rows)})


@shows(54, 120)
@signed_in
@require_GET
def notice(request: Request, notice_id: int) -> HttpResponse:
    """One message; opening it is being told."""
    own = mine(request)
    with read(request, own, "What was told"):
        person = myself(request, own)
        waits = not_told_yet(person.id, request.today)
        rows = notices_of(request.actor, person.id, purpose=OWN_FILE)
        row = next((n for n in rows if n.id == notice_id and n.id not in waits.notices), None)
        if row is None:
            raise Http404
        read_in_portal(actor=request.actor, notice_id=notice_id, today=request.today)
    return render(request, "portal/notice.html", {"person": person, "own": own, "notice": presenters.notice(row)})


@shows(120)
@signed_in
@require_GET
def asked(request: Request) -> HttpResponse:
    """What I can ask, what I asked, and the answers."""
    own = mine(request)
    with read(request, own, "What I asked"):
        person = myself(request, own)
        rows = requests_of(request.actor, person.id, purpose=OWN_FILE)
    context = {"person": person, "own": own, "asks": presenters.asks(), "asked": presenters.asked(rows, request.today)}
    return render(request, "portal/asked.html", context)


@shows(120)
@signed_in
@require_http_methods(["GET", "POST"])
def ask(request: Request, kind: str) -> HttpResponse:
    """One question about my data."""
    own = mine(request)
    if kind not in ASKS:
        raise Http404
    code, title, about, question = ASKS[kind]
    with read(request, own, "Ask"):
        person = myself(request, own)
        rows = consents_of(request.actor, person.id, purpose=OWN_FILE, today=request.today)
    organisations = sorted({(r.organisation_id, r.organisation) for r in rows}, key=lambda pair: pair[1])
    form = AskForm(request.POST or None, kind=code, question=question, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        make_request(
            actor=request.actor,
            person_id=person.id,
            compartment_id=own.compartment_id,
            kind=code,
            text=form.cleaned_data["text"],
            today=request.today,
            categories=form.about if form.about else Category(0),
            organisation_id=form.cleaned_data.get("organisation"),
        )
        messages.success(request, _("Your question was received. You get an answer within a month."))
        return redirect("portal:asked")
    context = {"person": person, "own": own, "form": form, "title": title, "about": about}
    return render(request, "portal/ask.html", context, status=422 if form.is_bound else 200)


@shows(120, 135)
@signed_in
@require_http_methods(["GET", "POST"])
def take(request: Request) -> HttpResponse:
    """Everything along, in one act."""
    own = mine(request)
    with read(request, own, "Take along", OWN):
        person = myself(request, own)
    if request.method == "POST":
        whole = request.POST.get("form") != "pdf"
        taken = take_along(actor=request.actor, person_id=person.id, today=request.today, whole=whole)
        return attached(taken.content, taken.name, taken.media)
    return render(request, "portal/take.html", {"person": person, "own": own})
