"""Who takes part in a case: invite a colleague, bring somebody to the placement table, end a participation."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_write, taking_part
from samenhang.access.services import denied, leave_case, reading
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues, table_teams
from samenhang.people.selectors import PersonRow, person
from samenhang.privacy.services import check_leave, question_before
from samenhang.ui.reasons import reason_text
from samenhang.web.forms import InviteForm
from samenhang.web.presenters import case_participants
from samenhang.web.presenters_account import invited_roles_table
from samenhang.web.services import Invited, invite

CARE = Purpose.CARE_COORDINATION


def _person(request: Request, person_id: int) -> PersonRow:
    """The person, for somebody who may change the case; 404 when they may not see them, 403 when they only read along."""
    row = person(request.actor, person_id, purpose=CARE)
    if row is None:
        denied(request.actor, what="Person", object_id=person_id)
        raise Http404
    if not may_write(request.actor, row.compartment_id, Category.PLAN_GOALS):
        raise NoGrant("NO_GRANT")
    return row


@shows(61, 66, 112)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def participants(request: Request, person_id: int) -> HttpResponse:
    """Everybody who takes part, and inviting somebody in a role."""
    actor, today = request.actor, request.today
    row = _person(request, person_id)
    with reading(actor, purpose=CARE, what="Participants", categories=Category.ID_CONTACT, dossier_id=row.dossier_id):
        rows = taking_part(row.dossier_id, today)
    form = InviteForm(request.POST or None, colleagues=colleagues(today), tables=table_teams())
    status, consent_url = 200, ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            agreed = check_leave(row.id, CaseRole(data["role"]), data["organisation_id"], today)
            invite(
                actor=actor,
                person_id=row.id,
                dossier_id=row.dossier_id,
                role=CaseRole(data["role"]),
                who=Invited(data["user_id"], data["team_id"], data["organisation_id"]),
                leave=agreed,
                today=today,
            )
        except Refused as refused:
            form.add_error(None, reason_text(refused))
            status = refused.status
            if refused.code == "CONSENT_FIRST":
                question = urlencode(question_before(CaseRole(data["role"]), data["organisation_id"]), doseq=True)
                consent_url = f"{reverse('privacy:new_consent', args=[person_id])}?{question}"
        else:
            messages.success(request, _("They take part from today on, and see what this role opens and nothing else."))
            return redirect("web:participants", person_id)
    if form.errors and status == 200:
        status = 422
    context = {
        "form": form,
        "person": row,
        "table": case_participants(rows),
        "rows": rows,
        "consent_url": consent_url,
        "roles": invited_roles_table(),
    }
    return render(request, "web/participants.html", context, status=status)


@power_required(Power.WORK_ON_CASES)
@require_POST
def leave(request: Request, person_id: int, participation_id: int) -> HttpResponse:
    """End a participation: what it opened closes at once."""
    row = _person(request, person_id)
    known = {p.participation_id: p for p in taking_part(row.dossier_id, request.today)}
    if participation_id not in known:
        raise Http404
    try:
        leave_case(actor=request.actor, participation_id=participation_id, on=request.today)
    except Refused as refused:
        messages.error(request, reason_text(refused))
    else:
        messages.success(request, _("The participation has ended, and what it opened is closed."))
    return redirect("web:participants", person_id)
