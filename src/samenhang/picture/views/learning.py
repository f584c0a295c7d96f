"""What others may learn from an incident: first exactly what would leave, then the text itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person
from samenhang.people.guards.facts import facts_of
from samenhang.people.selectors import KeptRow, PersonRow
from samenhang.picture import services
from samenhang.picture.forms import LessonForm
from samenhang.picture.labels import INCIDENTS, SEVERITIES
from samenhang.picture.views.screens import BY_CODE
from samenhang.ui.downloads import attached
from samenhang.ui.screens import FormPage, answer_form

CARE = Purpose.CARE_COORDINATION


def _incident(request: Request, person: PersonRow, incident_id: int) -> KeptRow:
    """The incident as it is kept now, whichever of its versions was asked for; 404 for what the reader may not see."""
    with reading(
        request.actor,
        purpose=CARE,
        what="Incident for learning",
        categories=Category.ID_CONTACT | Category.INCIDENT,
        dossier_id=person.dossier_id,
    ):
        rows = facts_of(request, person.id, BY_CODE["incident"])
    asked = next((r for r in rows if r.id == incident_id), None)
    found = asked and next((r for r in rows if r.line == asked.line and r.ended_at is None), None)
    if found is None:
        raise Http404
    return found


def _leaves(values: dict[str, Any], lesson: str) -> list[tuple[str, str]]:
    return [
        (_("What happened"), str(INCIDENTS[values["kind"]])),
        (_("How severe"), str(SEVERITIES[values["severity"]])),
        (_("What others can learn"), lesson),
    ]


@shows(10)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def learning(request: Request, person_id: int, incident_id: int) -> HttpResponse:
    """Write what others can learn, and see exactly what would leave."""
    person = the_person(request, person_id, writes=Category.INCIDENT)
    row = _incident(request, person, incident_id)
    lesson = row.values["lesson"]
    here = reverse("picture:learning", args=[person_id, row.id])
    page = FormPage(
        heading=_("For learning"),
        back=reverse("picture:incident", args=[person_id]),
        back_label=person.name,
        purpose=_("Let others learn from what happened, without anybody in it."),
        what=_("Only what stands under 'Exactly this leaves' leaves. No name, no day, no place, no organisation."),
        why=_("An incident that nobody may learn from happens again somewhere else."),
        who=_("The text goes wherever you bring it; that you took it along is logged."),
        template="picture/learning.html",
    )
    new: dict[str, int] = {}

    def write(data: dict[str, Any]) -> None:
        new["id"] = services.write_lesson(actor=request.actor, incident_id=row.id, text=data["lesson"])

    form = LessonForm(request.POST or None, initial={"lesson": lesson})
    answer = answer_form(
        request,
        form,
        page,
        write,
        done=_("Written down. Read below exactly what would leave."),
        to=here,
        leaves=_leaves(row.values, lesson) if lesson else None,
        take_url=reverse("picture:lesson", args=[person_id, row.id]),
    )
    if new:
        answer["Location"] = reverse("picture:learning", args=[person_id, new["id"]])
    return answer


@shows(10)
@power_required(Power.WORK_ON_CASES)
@require_GET
def lesson(request: Request, person_id: int, incident_id: int) -> HttpResponse:
    """The text without anybody in it, as a file; that it left is written down."""
    person = the_person(request, person_id, writes=Category.INCIDENT)
    row = _incident(request, person, incident_id)
    found = services.for_learning(actor=request.actor, incident_id=row.id, purpose=CARE)
    pairs = _leaves({"kind": found.kind, "severity": found.severity}, found.text)
    body = "\n\n".join(f"{label}\n{text}" for label, text in pairs)
    return attached(body.encode(), "lesson.txt", "text/plain; charset=utf-8")
