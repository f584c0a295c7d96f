"""The accounts of an organisation: invite, give a role, end it, hand cases over. No fact about any client."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.labels import CASE_ROLES
from samenhang.base.errors import Refused
from samenhang.directory.enums import Power
from samenhang.directory.labels import role_name
from samenhang.directory.selectors import Account, accounts, colleagues, manageable_organisations
from samenhang.directory.selectors import account as find_account
from samenhang.directory.services import (
    Link,
    NewAccount,
    NewRole,
    add_role,
    ask_recovery,
    change_expiry,
    invite,
    new_link,
)
from samenhang.ui.reasons import reason_text
from samenhang.web.forms_account import ExpiryForm, InviteAccountForm, LeaveForm, RecoveryForm, RoleForm
from samenhang.web.presenters_account import accounts_table
from samenhang.web.presenters_leaving import leaving_lines
from samenhang.web.services import cases_left_behind, leave_organisation, preview_leaving


@shows(132)
@power_required(Power.MANAGE_ACCOUNTS)
@require_GET
def index(request: Request) -> HttpResponse:
    """Everybody who has access on behalf of the own organisation."""
    rows = accounts(request.actor, request.today)
    table = accounts_table(rows, request.today)
    return render(request, "web/account_admin.html", {"table": table, "total": len(rows)})


@power_required(Power.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Invite a colleague; the link to set a password is shown once."""
    organisations = manageable_organisations(request.actor)
    form = InviteAccountForm(request.POST or None, organisations=organisations, initial={"start": request.today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        until = data.get("last_account_day")
        try:
            _user_id, link = invite(
                actor=request.actor,
                new=NewAccount(
                    data["username"],
                    data["name"],
                    data["email"],
                    until + timedelta(days=1) if until else None,
                    data["subject"],
                ),
                role=NewRole(data["organisation"], data["role"], data["start"], data.get("end")),
            )
        except Refused as refused:
            fields = {"USERNAME_TAKEN": "username", "EMAIL_TAKEN": "email", "SUBJECT_TAKEN": "subject"}
            form.add_error(fields.get(refused.code), reason_text(refused))
        else:
            return _shown_once(request, data["name"], link)
    return render(request, "web/account_invite.html", {"form": form}, status=422 if form.is_bound else 200)


def _shown_once(request: Request, name: str, link: Link, *, second: bool = False) -> HttpResponse:
    address = request.build_absolute_uri(reverse("account:welcome", args=[link.uid, link.token]))
    return render(request, "web/account_link.html", {"name": name, "address": address, "second": second}, status=201)


def _found(request: Request, membership_id: int) -> Account:
    found = find_account(request.actor, membership_id, request.today)
    if found is None:
        raise Http404
    return found


@power_required(Power.MANAGE_ACCOUNTS)
@require_GET
def account(request: Request, membership_id: int) -> HttpResponse:
    """One colleague: role, account, cases that would be left behind."""
    return _page(request, _found(request, membership_id))


def _page(
    request: Request,
    found: Account,
    *,
    role_form: RoleForm | None = None,
    expiry_form: ExpiryForm | None = None,
    recovery_form: RecoveryForm | None = None,
) -> HttpResponse:
    left = cases_left_behind(user_id=found.user_id, organisation=found.organisation, today=request.today)
    others = [
        (c.user_id, c.name)
        for c in colleagues(request.today)
        if c.organisation_id == found.organisation_id and c.user_id != found.user_id
    ]
    last = found.expires_on - timedelta(days=1) if found.expires_on else None
    return render(
        request,
        "web/account_one.html",
        {
            "account": found,
            "role": role_name(found.role),
            "last_role_day": found.end - timedelta(days=1) if found.end else None,
            "last_account_day": last,
            "cases": [(dossier_id, CASE_ROLES[p.role]) for dossier_id, p in left],
            "leave_form": LeaveForm(colleagues=sorted(set(others), key=lambda o: o[1])),
            "role_form": role_form
            or RoleForm(
                organisations=manageable_organisations(request.actor), initial={"start": request.today}, prefix="role"
            ),
            "expiry_form": expiry_form or ExpiryForm(initial={"last_day": last}, prefix="expiry"),
            "recovery_form": recovery_form or RecoveryForm(prefix="recovery"),
            "mine": found.user_id == request.actor.user_id,
        },
        status=422 if role_form or expiry_form or recovery_form else 200,
    )


@power_required(Power.MANAGE_ACCOUNTS)
@require_POST
def give_role(request: Request, membership_id: int) -> HttpResponse:
    """Give a colleague another role."""
    found = _found(request, membership_id)
    form = RoleForm(request.POST, organisations=manageable_organisations(request.actor), prefix="role")
    if form.is_valid():
        data = form.cleaned_data
        role = NewRole(data["organisation"], data["role"], data["start"], data.get("end"))
        try:
            add_role(actor=request.actor, user_id=found.user_id, new=role)
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _("The role is given."))
            return redirect("account:accounts")
    return _page(request, found, role_form=form)


@power_required(Power.MANAGE_ACCOUNTS)
@require_POST
def expiry(request: Request, membership_id: int) -> HttpResponse:
    """Set until when the account can be used."""
    found = _found(request, membership_id)
    form = ExpiryForm(request.POST, prefix="expiry")
    if form.is_valid():
        last = form.cleaned_data["last_day"]
        change_expiry(actor=request.actor, user_id=found.user_id, expires_on=last + timedelta(days=1) if last else None)
        messages.success(request, _("Noted until when the account can be used."))
        return redirect("account:account", membership_id)
    return _page(request, found, expiry_form=form)


@power_required(Power.MANAGE_ACCOUNTS)
@require_POST
def link(request: Request, membership_id: int) -> HttpResponse:
    """A new one-time link, for somebody who forgot the password or lost the second factor; a second person confirms."""
    found = _found(request, membership_id)
    if not found.used:
        return _shown_once(request, found.name, new_link(actor=request.actor, user_id=found.user_id))
    form = RecoveryForm(request.POST, prefix="recovery")
    if not form.is_valid():
        return _page(request, found, recovery_form=form)
    made = ask_recovery(
        actor=request.actor,
        user_id=found.user_id,
        reason=form.cleaned_data["reason"],
        without_second_factor="second_factor" in request.POST,
    )
    return _shown_once(request, found.name, made, second=True)


@shows(145, 37)
@power_required(Power.MANAGE_ACCOUNTS)
@require_POST
def leave(request: Request, membership_id: int) -> HttpResponse:
    """End a role: first what would move and what would turn red, then, confirmed, all of it in one act."""
    found = _found(request, membership_id)
    people = [(c.user_id, c.name) for c in colleagues(request.today) if c.organisation_id == found.organisation_id]
    form = LeaveForm(request.POST, colleagues=people)
    to = form.cleaned_data["hand_over_to"] if form.is_valid() else None
    if form.errors:
        raise Refused("NOT_A_COLLEAGUE_ON_CASES")
    what: dict[str, Any] = {
        "actor": request.actor,
        "membership_id": membership_id,
        "on": request.today,
        "hand_over_to": to,
    }
    if "confirm" not in request.POST:
        left = preview_leaving(**what)
        context = {"account": found, "to": to, "successor": dict(people).get(to or 0, ""), "lines": leaving_lines(left)}
        return render(request, "web/account_leave.html", context)
    left = leave_organisation(**what)
    text = ngettext(
        "The role has ended. %(ended)d participation ended, of which %(over)d handed over.",
        "The role has ended. %(ended)d participations ended, of which %(over)d handed over.",
        left.ended,
    )
    messages.success(request, text % {"ended": left.ended, "over": left.handed_over})
    return redirect("account:accounts")
