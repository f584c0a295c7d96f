"""People: the list, one person with the lifeline, and recording titles and placements."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import CaseRole, Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.rules import WRITES
from samenhang.access.selectors import met_in_lists
from samenhang.access.services import reading, recording_export
from samenhang.base import clock
from samenhang.base.errors import Refused
from samenhang.base.exports import Part, to_csv, to_pdf, to_xlsx
from samenhang.directory.enums import Power
from samenhang.legal.enums import TitleCode, TitleStatus
from samenhang.legal.services import NewTitle, record_title
from samenhang.legal.services import file_followon as record_followon
from samenhang.pathway.services import NewPlacement, record_placement
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.people.selectors import likely_duplicates, people
from samenhang.people.services import NewPerson, register
from samenhang.ui.downloads import XLSX, attached
from samenhang.ui.reasons import reason_text
from samenhang.ui.screens import page_number
from samenhang.web import presenters, selectors
from samenhang.web.export import placements_rows
from samenhang.web.forms import FollowOnForm, PersonForm, PlacementForm, TitleForm
from samenhang.web.presenters_lifeline import lanes
from samenhang.web.presenters_today import item_view

SIZE = 50
CARE = Purpose.CARE_COORDINATION
_PERSON = (
    Category.ID_CONTACT
    | Category.TITLE_FACT
    | Category.PLACEMENT_HISTORY
    | Category.LIFE_DOMAIN_PICTURE
    | Category.INCIDENT
    | Category.HOUSING_NEEDS
    | Category.PLAN_GOALS
    | Category.CRISIS_CARD
)
_HISTORY = (
    Category.ID_CONTACT | Category.TITLE_FACT | Category.INDICATION | Category.PLACEMENT_HISTORY | Category.INCIDENT
)


@shows(122, 133)
@power_required(Power.WORK_ON_CASES)
@require_GET
def people_list(request: Request) -> HttpResponse:
    """Everybody whom the actor may see, by name."""
    actor = request.actor
    query = request.GET.get("q", "").strip()[:80]
    number = page_number(request)
    with reading(actor, purpose=CARE, what="People", categories=Category.ID_CONTACT) as seen:
        rows, total = people(actor, purpose=CARE, query=query, start=(number - 1) * SIZE, size=SIZE)
        seen["dossiers"] = [r.dossier_id for r in rows]
        # a search finds nobody who is shielded, also not by a different count
        shielded = met_in_lists(actor, request.today) if not query and number == 1 else []
    table = presenters.people_table(rows, request.today, query, may_add=actor.can(Power.OPEN_CASES))
    page = Paginator(range(total), SIZE).get_page(number)
    return render(
        request,
        "web/people.html",
        {
            "table": table,
            "page": page,
            "total": total,
            "query": query,
            "shielded": shielded,
            "may_add": actor.can(Power.OPEN_CASES),
            "may_break_glass": actor.can(Power.BREAK_GLASS),
            "may_import": actor.can(Power.IMPORT_HISTORY),
        },
    )


@shows(122)
@power_required(Power.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def new_person(request: Request) -> HttpResponse:
    """Search before create: who looks alike is shown first."""
    actor = request.actor
    form = PersonForm(request.POST or None, initial={"name": request.GET.get("q", "")})
    alike = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not data["anyway"]:
            with reading(actor, purpose=CARE, what="Likely duplicates", categories=Category.ID_CONTACT) as seen:
                alike = likely_duplicates(name=data["name"], birth_date=data["birth_date"], actor=actor)
                seen["dossiers"] = [r.dossier_id for r in alike]
        if not alike:
            new = NewPerson(data["name"], data["birth_date"], data["municipality"], data["tie"])
            person_id = register(actor=actor, new=new, today=request.today)
            messages.success(
                request, _("The dossier is open and you are the case director. The first steps stand below.")
            )
            return redirect("web:person", person_id)
    status = 422 if form.is_bound and (form.errors or alike) else 200
    if not alike:
        form.nobody_alike()
    return render(request, "web/new_person.html", {"form": form, "alike": alike}, status=status)


@shows(7, 8, 48, 144)
@power_required(Power.WORK_ON_CASES)
@require_GET
def person(request: Request, person_id: int) -> HttpResponse:
    """One person: own words on top, the lifeline, who takes part, what asks attention."""
    actor, today = request.actor, request.today
    dossier = _dossier(request, person_id)
    with reading(actor, purpose=CARE, what="Person", categories=_PERSON, dossier_id=dossier):
        page = selectors.person_page(actor, request.person, today)
    return render(
        request,
        "web/person.html",
        {
            "page": page,
            "lanes": lanes(page, today),
            "figures": presenters.figures(page.history),
            "items": [item_view(i, today) for i in page.items],
            "line": presenters.age_line(page, today),
            "participants": presenters.participants(page),
            "problems": presenters.problems(page),
            "need": presenters.need_line(page, today),
            "tabs": person_tabs(person_id, "person"),
            "may_change": any(p.user_id == actor.user_id and WRITES[CaseRole(p.role)] for p in page.participants),
            "steps": presenters.first_steps(page),
        },
    )


def _dossier(request: Request, person_id: int, *, page: str = "") -> int:
    """The dossier of a person whom the actor may see; 404 otherwise, which says nothing about whether they exist.

    ``page`` is the name of a form, which shows who it is about: that is a read with a line of its own.
    """
    return the_person(request, person_id, page=page).dossier_id


@shows(7, 8)
@power_required(Power.WORK_ON_CASES)
@require_GET
def history(request: Request, person_id: int) -> HttpResponse:
    """Titles with their clocks, indications and the placement history as tables."""
    actor, today = request.actor, request.today
    dossier = _dossier(request, person_id)
    with reading(actor, purpose=CARE, what="History", categories=_HISTORY, dossier_id=dossier):
        page = selectors.history_page(actor, request.person, today)
    return render(
        request,
        "web/history.html",
        {
            "page": page,
            "line": presenters.age_line(page, today),
            "titles": presenters.titles_table(page, today, may_write=True),
            "indications": presenters.indications_table(page, today),
            "placements": presenters.placements_table(page),
            "tabs": person_tabs(person_id, "history"),
        },
    )


@shows(8)
@power_required(Power.WORK_ON_CASES)
@require_GET
def history_csv(request: Request, person_id: int) -> HttpResponse:
    """The placement history as a file in the format that can be imported again; logged as an export."""
    actor = request.actor
    dossier = _dossier(request, person_id)
    with recording_export(
        actor, what="Placement history", categories=Category.ID_CONTACT | Category.PLACEMENT_HISTORY, dossier_id=dossier
    ):
        rows = placements_rows(actor, person_id)
    return attached(to_csv(rows), f"history-{request.person.number}.csv", "text/csv; charset=utf-8")


@shows(8, 127)
@power_required(Power.WORK_ON_CASES)
@require_GET
def history_xlsx(request: Request, person_id: int) -> HttpResponse:
    """The placement history as a workbook, with who took it along below it."""
    rows, watermark = _history_rows(request, person_id)
    return attached(to_xlsx(rows, _("Placement history"), watermark), f"history-{request.person.number}.xlsx", XLSX)


@shows(8, 127)
@power_required(Power.WORK_ON_CASES)
@require_GET
def history_pdf(request: Request, person_id: int) -> HttpResponse:
    """The placement history as a document, with who took it along on every page."""
    rows, watermark = _history_rows(request, person_id)
    header = [str(cell).replace("_", " ") for cell in rows[0][1:]]
    parts = [Part(_("Placement history"), header=header, rows=[row[1:] for row in rows[1:]])]
    title = f"{request.person.name} ({request.person.number})"
    content = to_pdf(title, parts, watermark, language=get_language() or "nl")
    return attached(content, f"history-{request.person.number}.pdf", "application/pdf")


def _history_rows(request: Request, person_id: int) -> tuple[list[tuple[object, ...]], str]:
    """The rows of the history, logged as an export, and the line that says who took them along, when and for what."""
    actor = request.actor
    dossier = _dossier(request, person_id)
    with recording_export(
        actor, what="Placement history", categories=Category.ID_CONTACT | Category.PLACEMENT_HISTORY, dossier_id=dossier
    ):
        rows = placements_rows(actor, person_id)
    when = date_format(timezone.localtime(clock.now()), "DATETIME_FORMAT")
    return rows, f"{actor.name}, {actor.organisation}, {when}: {_('coordination of care')}"


@shows(8)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_placement(request: Request, person_id: int) -> HttpResponse:
    """Record a placement."""
    actor = request.actor
    dossier = _dossier(request, person_id, page="Placement form")
    form = PlacementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {k: v for k, v in form.cleaned_data.items() if k != "last_day"}
        new = NewPlacement(
            person_id=person_id, compartment_id=request.person.compartment_id, dossier_id=dossier, **data
        )
        try:
            record_placement(actor=actor, new=new)
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _("The placement is recorded."))
            return redirect("web:person", person_id)
    return _form(
        request, form, _("Record a placement"), _("Where somebody stayed, or which team came, and why it ended.")
    )


@shows(7)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_title(request: Request, person_id: int) -> HttpResponse:
    """Record a title; its clock starts."""
    actor = request.actor
    dossier = _dossier(request, person_id, page="Title form")
    form = TitleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = request.person
        new = NewTitle(
            person_id,
            row.compartment_id,
            dossier,
            TitleCode(data["code"]),
            data["start"],
            data.get("end"),
            None,
            data["decided_by"],
            TitleStatus(data["status"]),
            data["with_admission"],
            data["began_at"],
            data["exam_at"],
        )
        try:
            record_title(actor=actor, new=new, birth_date=row.birth_date)
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(request, _("The title is recorded and its clock runs."))
            return HttpResponseRedirect(reverse("legal:person", args=[person_id]))
    return _form(
        request,
        form,
        _("Record a title"),
        _("The legal ground for care or detention. What must happen before its end appears on Today by itself."),
    )


@shows(7)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def file_followon(request: Request, person_id: int, title_id: int) -> HttpResponse:
    """Record that a follow-on request was filed: the clock stops asking."""
    actor, today = request.actor, request.today
    _dossier(request, person_id)
    with reading(
        actor, purpose=CARE, what="Title", categories=Category.TITLE_FACT, dossier_id=request.person.dossier_id
    ):
        title = selectors.title_of(actor, person_id, title_id, today)
    if title is None:
        raise Http404
    form = FollowOnForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        try:
            record_followon(actor=actor, title_id=title_id, on=form.cleaned_data["on"])
        except Refused as refused:
            form.add_error(None, reason_text(refused))
        else:
            messages.success(
                request,
                _("The request is recorded. A title whose request was filed in time runs on until the decision."),
            )
            return HttpResponseRedirect(reverse("legal:person", args=[person_id]))
    return _form(request, form, _("Record a follow-on request"), presenters.title_line(title))


def _form(request: Request, form: Form, title: str, purpose: str) -> HttpResponse:
    row = request.person
    context = {
        "form": form,
        "heading": title,
        "purpose_line": purpose,
        "person": row,
        "back": reverse("web:person", args=[row.id]),
    }
    return render(request, "web/person_form.html", context, status=422 if form.is_bound else 200)
