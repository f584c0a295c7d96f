"""Who directs: the seats of a case with their history and workload, the choice of a case manager, independent support."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import CaseRole
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.labels import CASE_ROLES
from samenhang.access.selectors import Seat, seats, workload
from samenhang.access.services import reading
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues
from samenhang.people.presenters import person_tabs
from samenhang.plan import selectors, services
from samenhang.plan.enums import MeetingOutcome
from samenhang.plan.forms import MeetingForm, OfferForm, SeatForm
from samenhang.plan.labels import MEETINGS, SUPPORTER_ANSWERS
from samenhang.plan.rules import SEATS, escalates_to
from samenhang.plan.services.support import About, NewMeeting, NewSupportOffer
from samenhang.plan.views import CARE, READS, form_words, here
from samenhang.ui.screens import answer_form


@shows(23, 24, 25, 26, 34)
@power_required(Power.WORK_ON_CASES)
@require_GET
def directing(request: Request, person_id: int) -> HttpResponse:
    """Each seat: who, since when, for how many others, who before; an empty one is red."""
    found = here(request, person_id)
    today = request.today
    with reading(request.actor, purpose=CARE, what="Who directs", categories=READS, dossier_id=found.person.dossier_id):
        rows = seats(found.person.dossier_id, SEATS)
        load = workload([r.user_id for r in rows if r.user_id and r.end is None], today, SEATS)
        more = selectors.support_page(request.actor, person_id, purpose=CARE)
    context = {
        "person": found.person,
        "here": found,
        "tabs": person_tabs(person_id, "plan"),
        "seats": [_seat(role, rows, load, today) for role in SEATS],
        "meetings": [{**m.__dict__, "word": str(MEETINGS[m.outcome])} for m in more.meetings],
        "offers": [{**o.__dict__, "word": str(SUPPORTER_ANSWERS[o.answer])} for o in more.offers],
    }
    return render(request, "plan/directing.html", context)


# Of these a case is never without; the others are good to have.
_NEEDED = frozenset({"CASE_DIRECTOR", "FILE_HOLDER"})


def _seat(role: str, rows: list[Seat], load: dict[int, int], today: Any) -> dict[str, Any]:
    mine = [r for r in rows if r.role == role]
    now = next((r for r in mine if r.start <= today and (r.end is None or r.end > today)), None)
    return {
        "role": role,
        "label": str(CASE_ROLES[role]),
        "now": now,
        "load": load.get(now.user_id or 0, 0) if now else 0,
        "before": [r for r in mine if r is not now],
        "empty": now is None,
        "red": now is None and role in _NEEDED,
        "turns_to": str(CASE_ROLES[escalates_to(role)]),
    }


@shows(23, 25, 26)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def seat(request: Request, person_id: int, role: str) -> HttpResponse:
    """Give a seat to a colleague; who sits there leaves it in the same act."""
    if role not in SEATS:
        raise Http404
    found = here(request, person_id, page="Seat form", writes=True)
    people = colleagues(request.today)
    load = workload([c.user_id for c in people], request.today, SEATS)
    form = SeatForm(request.POST or None, colleagues=people, load=load)

    def do(data: dict[str, Any]) -> None:
        who = data["who"]
        services.change_seat(
            actor=request.actor,
            person_id=person_id,
            compartment_id=found.person.compartment_id,
            role=CaseRole(role),
            user_id=who.user_id,
            organisation_id=who.organisation_id,
            today=request.today,
        )

    words = form_words(
        found,
        str(CASE_ROLES[role]),
        _("There is never a day without one, nor with two: who sits there now leaves the seat in the same act."),
        to="plan:directing",
        submit=_("Give this seat"),
    )
    to_person = "" if found.may_write and role != "CASE_DIRECTOR" else "/"
    return answer_form(request, form, words, do, done=_("The seat is given."), to=to_person)


@shows(24)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def meeting(request: Request, person_id: int) -> HttpResponse:
    """Write down a conversation with a possible case manager; whom the person chooses gets the seat."""
    found = here(request, person_id, page="Conversation form", writes=True)
    people = colleagues(request.today)
    load = workload([c.user_id for c in people], request.today, SEATS)
    form = MeetingForm(request.POST or None, colleagues=people, load=load)

    def do(data: dict[str, Any]) -> None:
        about, who = About(person_id, found.person.compartment_id), data["who"]
        outcome = MeetingOutcome(data["outcome"])
        services.note_meeting(
            actor=request.actor,
            about=about,
            new=NewMeeting(who.user_id, who.organisation_id, data["talked_on"], outcome, data["client_says"]),
            today=request.today,
            give_seat=outcome == MeetingOutcome.CHOSEN,
        )

    words = form_words(
        found,
        _("A conversation to choose a case manager"),
        _("The person chooses, whatever organisation somebody works for, and may choose again later."),
        to="plan:directing",
    )
    return answer_form(request, form, words, do, done=_("The choice of the person is noted."))


@shows(34)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def offer(request: Request, person_id: int) -> HttpResponse:
    """Write down that independent client support was offered."""
    found = here(request, person_id, page="Client support form", writes=True)

    def do(data: dict[str, Any]) -> None:
        about = About(person_id, found.person.compartment_id)
        services.note_support_offer(actor=request.actor, about=about, new=NewSupportOffer(**data), today=request.today)

    words = form_words(
        found,
        _("Independent client support"),
        _("Free, and only on the side of the person. Offered to everybody, and again when much changes."),
        to="plan:directing",
    )
    return answer_form(request, OfferForm(request.POST or None), words, do, done=_("Noted."))
