"""The yearly review of who has access, and the roles to read and sign."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.base.errors import Conflict, NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import ReviewRow, organisations_to_review, review_lines, signature
from samenhang.directory.selectors import review as find_review
from samenhang.directory.selectors import reviews as read_reviews
from samenhang.directory.services import decide_line, finish_review, sign_roles, start_review
from samenhang.ui.reasons import reason_text
from samenhang.web import presenters_account as presenters
from samenhang.web.forms_account import DecideLineForm, StartReviewForm


@shows(132)
@power_required(Power.REVIEW_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def reviews(request: Request) -> HttpResponse:
    """The reviews of the organisations within reach, which are late, and starting the one of this year."""
    actor, today = request.actor, request.today
    waiting = organisations_to_review(actor, year=today.year, today=today)
    form = StartReviewForm(request.POST or None, organisations=waiting, initial={"due_on": today + timedelta(days=30)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = start_review(
                actor=actor,
                organisation_id=data["organisation"],
                year=today.year,
                due_on=data["due_on"],
                today=today,
            )
        except NoGrant:
            raise
        except Refused as refused:
            form.add_error("due_on", reason_text(refused))
        else:
            return redirect("account:review", made)
    rows = read_reviews(actor)
    return render(
        request,
        "web/account_reviews.html",
        {
            "table": presenters.reviews_table(rows, today),
            "overdue": [r for r in rows if r.overdue(today)],
            "waiting": waiting,
            "form": form,
            "year": today.year,
        },
        status=422 if form.is_bound else 200,
    )


def _found(request: Request, review_id: int) -> ReviewRow:
    found = find_review(request.actor, review_id)
    if found is None:
        raise Http404
    return found


@shows(132)
@power_required(Power.REVIEW_ACCOUNTS)
@require_GET
def review(request: Request, review_id: int) -> HttpResponse:
    """Everybody in one review."""
    found = _found(request, review_id)
    return render(
        request,
        "web/account_review.html",
        {
            "review": found,
            "late": found.overdue(request.today),
            "lines": presenters.line_rows(review_lines(review_id), request.actor),
        },
    )


@power_required(Power.REVIEW_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def line(request: Request, review_id: int, line_id: int) -> HttpResponse:
    """Decide about one colleague in one role."""
    found = _found(request, review_id)
    row = next((r for r in presenters.line_rows(review_lines(review_id), request.actor) if r["id"] == line_id), None)
    if row is None:
        raise Http404
    form = DecideLineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            decide_line(
                actor=request.actor,
                line_id=line_id,
                decision=data["decision"],
                reason=data["reason"],
                new_role=data["new_role"],
                today=request.today,
            )
        except (NoGrant, Conflict):
            raise
        except Refused as refused:
            fields = {"REASON_MISSING": "reason", "NEW_ROLE_MISSING": "new_role"}
            form.add_error(fields.get(refused.code), reason_text(refused))
        else:
            messages.success(request, _("Decided about %(name)s.") % {"name": row["name"]})
            return redirect("account:review", review_id)
    context = {"review": found, "line": row, "form": form}
    return render(request, "web/account_review_line.html", context, status=422 if form.is_bound else 200)


@power_required(Power.REVIEW_ACCOUNTS)
@require_POST
def finish(request: Request, review_id: int) -> HttpResponse:
    """Close a review in which everybody was decided about."""
    _found(request, review_id)
    finish_review(actor=request.actor, review_id=review_id)
    messages.success(request, _("The review is finished."))
    return redirect("account:reviews")


@shows(132)
@power_required(Power.OVERSEE_ACCESS)
@require_http_methods(["GET", "POST"])
def roles(request: Request) -> HttpResponse:
    """What each role opens, to read and to sign."""
    now = presenters.fingerprint()
    if request.method == "POST":
        sign_roles(actor=request.actor, fingerprint=now, shown=request.POST.get("fingerprint", ""))
        messages.success(request, _("Signed: this is what the roles open."))
        return redirect("account:roles")
    last = signature()
    return render(
        request,
        "web/account_roles.html",
        {
            "roles": presenters.role_sheet(),
            "case_roles": presenters.case_role_sheet(),
            "fingerprint": now,
            "signature": last,
            "changed": last is not None and last[0] != now,
        },
    )
