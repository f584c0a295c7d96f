"""Reporting a concern, and what came of one's own reports."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.guards import Request, power_required, shows
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.directory.selectors import municipalities
from samenhang.intake import selectors, services
from samenhang.intake.enums import ReportWay
from samenhang.intake.forms import ReportForm
from samenhang.intake.presenters import told_view
from samenhang.intake.rules import health_words
from samenhang.ui.screens import FormPage, answer_form


@shows(16, 17)
@power_required(Power.REPORT_CONCERN)
@require_GET
def mine(request: Request) -> HttpResponse:
    """What I reported, and what came of it: never what it is about."""
    rows = [told_view(r) for r in selectors.my_reports(request.actor)]
    return render(request, "intake/my_reports.html", {"rows": rows, "desk_open": selectors.desk_is_open()})


@shows(15, 17)
@power_required(Power.REPORT_CONCERN)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Report a concern; at the desk: write down what somebody told it."""
    at_desk = request.actor.can(Power.TRIAGE_REPORTS)
    back = reverse("reports:desk" if at_desk else "reports:mine")
    form = ReportForm(
        request.POST or None, initial={"seen_on": request.today}, places=municipalities(), at_desk=at_desk
    )
    page = FormPage(
        heading=_("Take a report in") if at_desk else _("Report a concern"),
        back=back,
        back_label=_("Report desk") if at_desk else _("My reports"),
        purpose=_("What was seen or heard, and about whom as far as you know. Write as much as is needed."),
        submit=_("Hand in"),
        what=_("The regional report desk gets it. Three parties look at it together, within five working days."),
        why=_(
            "Small signals that nobody puts together are how people fall out of sight. A number of reports decides nothing."
        ),
        who=_("The colleagues of the report desk, and nobody else until it is weighed. You always hear what was done."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda _data: services.receive(
            actor=request.actor,
            new=form.report(),
            way=ReportWay.DESK if at_desk else ReportWay.FORM,
            now=clock.now(),
        ),
        done=_("The report is in. The desk looks at it within five working days.")
        if not health_words(" ".join(request.POST.get(name, "") for name in ("text", "goal", "partners")))
        else _("The report is in. It says what somebody has: the desk looks whether those words may stay."),
    )
