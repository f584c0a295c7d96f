"""What waits, what was shared on which ground, and the rules with their signatures."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import emergencies
from samenhang.audit.selectors import checkpoints
from samenhang.base.errors import NoGrant
from samenhang.desk import presenters
from samenhang.desk.forms import DisclosureFilter, SignForm
from samenhang.desk.views import SIZE, oversight
from samenhang.directory.enums import Power
from samenhang.directory.selectors import reviews
from samenhang.engines.sharing import load_rules
from samenhang.interop.exports import waiting_requests
from samenhang.privacy.selectors import (
    destruction_lists,
    disclosure_choices,
    disclosures_lately,
    requests_waiting,
    signatures,
    unsigned_fingerprint,
    weighings_waiting,
)
from samenhang.privacy.services import sign_rules
from samenhang.ui.screens import page_number


@shows(117, 119, 120, 134)
@power_required(Power.SEE_LOG)
@require_GET
def index(request: Request) -> HttpResponse:
    """What waits for me, the most urgent first; everything one click from where it is done."""
    actor, today = request.actor, request.today
    with oversight(request, "Privacy desk"):
        reviewer = actor.can(Power.REVIEW_ACCESS)
        last = next(iter(checkpoints(1)), None)
        items = presenters.waiting(
            emergencies=emergencies(actor=actor, open_only=True) if reviewer else [],
            requests=requests_waiting(actor),
            weighings=weighings_waiting(actor) if reviewer else [],
            sheets=destruction_lists(actor) if actor.can(Power.APPROVE_DESTRUCTION) else [],
            exports=waiting_requests(actor),
            reviews=reviews(actor) if actor.can(Power.REVIEW_ACCOUNTS) else [],
            unsigned=bool(unsigned_fingerprint()),
            checkpoint=last,
            me=actor.user_id,
            today=today,
        )
    return render(request, "desk/index.html", {"items": items, "checkpoint": presenters.checkpoint(last, today)})


@shows(54, 114)
@power_required(Power.SEE_LOG)
@require_GET
def disclosures(request: Request) -> HttpResponse:
    """Acts of sharing by ground and rule: whose dossier by number only, and never what was shared."""
    actor = request.actor
    rules_, receivers = disclosure_choices(actor)
    form = DisclosureFilter(request.GET or None, rules=rules_, receivers=receivers)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    number = page_number(request)
    with oversight(request, "Disclosures") as seen:
        rows, total = disclosures_lately(
            actor,
            decision=wanted.get("decision", ""),
            rule_id=wanted.get("rule", ""),
            organisation_id=wanted.get("organisation"),
            start=(number - 1) * SIZE,
            size=SIZE,
        )
        seen["dossiers"] = sorted({r.dossier_id for r in rows})
    page = Paginator(range(total), SIZE).get_page(number)
    context = {"form": form, "table": presenters.disclosures(rows), "page_obj": page, "total": total}
    return render(request, "desk/disclosures.html", context)


@shows(114)
@power_required(Power.SEE_LOG)
@require_http_methods(["GET", "POST"])
def rules(request: Request) -> HttpResponse:
    """The sharing rules as they are in use, to read and to sign."""
    may_sign = request.actor.can(Power.REVIEW_ACCESS)
    form = SignForm(request.POST or None, initial={"fingerprint": load_rules().fingerprint})
    if request.method == "POST":
        if not may_sign:
            raise NoGrant("NO_POWER", power=Power.REVIEW_ACCESS)
        if form.is_valid():
            sign_rules(
                actor=request.actor, fingerprint=form.cleaned_data["fingerprint"], remark=form.cleaned_data["remark"]
            )
            messages.success(request, _("You signed these rules. Your name stands under this version."))
            return redirect("desk:rules")
    context = presenters.rule_sheet(load_rules(), signatures(), request.actor.name) | {
        "form": form,
        "may_sign": may_sign,
    }
    return render(request, "desk/rules.html", context, status=422 if form.is_bound else 200)
