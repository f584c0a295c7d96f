"""What is on one's own calendar, invitations to answer, and calendars without anybody's name (RFC 5545)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows, signed_in
from samenhang.access.selectors import own_cases
from samenhang.access.services import reading, recording_export
from samenhang.base import clock
from samenhang.conferences import presenters, selectors, services
from samenhang.conferences.adapters.ical import Appointment, calendar
from samenhang.conferences.enums import Answer
from samenhang.conferences.forms import AnswerForm
from samenhang.conferences.views.common import CARE, the_conference
from samenhang.conferences.views.conferences import presence
from samenhang.directory.enums import Power
from samenhang.plan.selectors import evaluations_ahead
from samenhang.ui.screens import FormPage, answer_form


def _expected(request: Request) -> list[selectors.Expected]:
    with reading(request.actor, purpose=CARE, what="Invitations", categories=Category.ID_CONTACT) as seen:
        rows = selectors.invitations(request.actor, purpose=CARE)
        seen["people"] = sorted({r.person_id for r in rows if r.person_id is not None})
    return rows


@shows(99, 126)
@signed_in
@require_GET
def invitations(request: Request) -> HttpResponse:
    """The talks to which one is invited: about whom stands there only for who takes part in the case."""
    rows = presenters.expected_rows(_expected(request))
    context = {
        "coming": [r for r in rows if r["on"] >= request.today],
        "past": [r for r in rows if r["on"] < request.today][::-1],
        "calendar_url": reverse("conferences:calendar"),
    }
    return render(request, "conferences/invitations.html", context)


@shows(99)
@signed_in
@require_http_methods(["GET", "POST"])
def invitation(request: Request, party_id: int) -> HttpResponse:
    """Answer one's own invitation."""
    found = next((e for e in _expected(request) if e.party_id == party_id), None)
    if found is None:
        raise Http404
    [view] = presenters.expected_rows([found])
    form = AnswerForm(request.POST or None, initial={"answer": Answer.ACCEPTED, "presence": found.presence})
    page = FormPage(
        _("Do you come?"),
        reverse("conferences:invitations"),
        _("Invitations"),
        purpose=_("%(about)s, %(moment)s. Called by %(who)s.")
        % {"about": view["about"], "moment": view["moment"], "who": view["who"]},
        who=_("Everybody who takes part in the case and may see appointments."),
    )

    def do(data: dict[str, Any]) -> None:
        services.answer_invitation(
            actor=request.actor, party_id=party_id, answer=Answer(data["answer"]), presence=presence(data)
        )

    return answer_form(request, form, page, do, done=_("Your answer is kept."))


def _file(appointments: list[Appointment], name: str, filename: str) -> HttpResponse:
    response = HttpResponse(
        calendar(appointments, name=name), content_type="text/calendar; charset=utf-8; method=PUBLISH"
    )
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@shows(126)
@power_required(Power.WORK_ON_CASES)
@require_GET
def conference_ics(request: Request, person_id: int, conference_id: int) -> HttpResponse:
    """One talk for a calendar: when, and a reference."""
    person, row = the_conference(request, person_id, conference_id, page="Calendar")
    with recording_export(request.actor, what="Calendar", categories=Category.ID_CONTACT, dossier_id=person.dossier_id):
        return _file([presenters.appointment(row)], _("Talk %(number)s") % {"number": row.number}, f"talk-{row.number}")


@shows(126)
@signed_in
@require_GET
def own_calendar(request: Request) -> HttpResponse:
    """Everything for which one is expected, and when the plans of one's own cases are evaluated, for one's own calendar."""
    actor = request.actor
    with recording_export(actor, what="Calendar", categories=Category.PLAN_GOALS) as seen:
        ahead = evaluations_ahead(actor, own_cases(actor, request.today), purpose=CARE, since=request.today)
        seen["dossiers"] = sorted({dossier_id for _number, dossier_id, _day in ahead})
    talks = [presenters.appointment(r) for r in selectors.own_calendar(actor)]
    return _file([*talks, *presenters.evaluation_appointments(ahead, clock.now())], _("Talks"), "talks")


@shows(126)
@power_required(Power.WORK_ON_CASES)
@require_GET
def table_ics(request: Request, table_id: int) -> HttpResponse:
    """The next meetings of a table for a calendar."""
    row = selectors.table(table_id, request.today)
    if row is None:
        raise Http404
    meetings = selectors.coming_meetings(row, request.today, count=12)
    return _file(presenters.table_appointments(row, meetings, clock.now()), row.name, f"table-{row.id}")
