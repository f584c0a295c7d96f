"""What the screens of talks share: whose page it is, which talk, and the words around a form."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request
from samenhang.access.services import reading
from samenhang.conferences.presenters import title_of
from samenhang.conferences.selectors import ConferenceRow, DeliberationRow, conference, deliberation
from samenhang.people.guards import the_person
from samenhang.people.selectors import PersonRow
from samenhang.ui.screens import FormPage

CARE = Purpose.CARE_COORDINATION
APPOINTMENTS, GOALS = Category.APPOINTMENTS, Category.PLAN_GOALS


def the_conference(
    request: Request, person_id: int, conference_id: int, *, page: str
) -> tuple[PersonRow, ConferenceRow]:
    """The person and the talk of a form, as a read with a line of its own; 404 when either is not the actor's to see."""
    row = the_person(request, person_id)
    with reading(request.actor, purpose=CARE, what=page, categories=APPOINTMENTS, dossier_id=row.dossier_id):
        found = conference(request.actor, person_id, conference_id, purpose=CARE)
    if found is None:
        raise Http404
    return row, found


def the_deliberation(
    request: Request, person_id: int, deliberation_id: int, *, page: str
) -> tuple[PersonRow, DeliberationRow]:
    """The person and the moral deliberation of a form, as a read with a line of its own; 404 otherwise."""
    row = the_person(request, person_id)
    with reading(request.actor, purpose=CARE, what=page, categories=GOALS, dossier_id=row.dossier_id):
        found = deliberation(request.actor, person_id, deliberation_id, purpose=CARE)
    if found is None:
        raise Http404
    return row, found


def back_to(row: ConferenceRow) -> str:
    """The page of a talk."""
    return reverse("conferences:conference", args=[row.person_id, row.id])


def talk_page(person: PersonRow, row: ConferenceRow, heading: str, *, draft: str = "", **more: str) -> FormPage:
    """The words around a form of a talk."""
    return FormPage(
        heading,
        back_to(row),
        f"{person.name}, {title_of(row)}",
        template="conferences/form.html",
        draft=f"conference-{row.id}-{draft}" if draft else "",
        draft_kind=int(GOALS) if draft else 0,
        who=more.pop("who", _("Everybody who takes part in the case and may see goals and agreements.")),
        **more,
    )
