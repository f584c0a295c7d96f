"""Ways back into accounts that were used: a second person confirms, on a page of their own. No fact about any client."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenhang.access.guards import Request, shows, signed_in
from samenhang.base.errors import NoGrant
from samenhang.directory.enums import Power
from samenhang.directory.selectors import may_confirm_some, recoveries_to_decide
from samenhang.directory.services import confirm_recovery, refuse_recovery


def _require(request: Request) -> None:
    if not may_confirm_some(request.actor):
        raise NoGrant("NO_POWER", power=Power.MANAGE_ACCOUNTS)


@shows(131, 132)
@signed_in
@require_GET
def index(request: Request) -> HttpResponse:
    """What waits for a second person."""
    _require(request)
    return render(request, "web/account_recoveries.html", {"rows": recoveries_to_decide(request.actor)})


@signed_in
@require_POST
def confirm(request: Request, recovery_id: int) -> HttpResponse:
    """Confirm; the code is shown once, to whoever confirmed."""
    _require(request)
    code = confirm_recovery(actor=request.actor, recovery_id=recovery_id)
    return render(request, "web/account_code.html", {"code": code}, status=201)


@signed_in
@require_POST
def refuse(request: Request, recovery_id: int) -> HttpResponse:
    """Say no: the link never works."""
    _require(request)
    refuse_recovery(actor=request.actor, recovery_id=recovery_id)
    messages.success(
        request, _("Refused. The link will not work; the owner of the account reads it at the next sign-in.")
    )
    return redirect("account:recoveries")
