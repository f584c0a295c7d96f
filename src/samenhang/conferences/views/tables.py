"""The tables of a region: which there are, when they meet, their agendas, and reflection on the cooperation itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.services import reading
from samenhang.conferences import presenters, selectors, services
from samenhang.conferences.forms import AgendaForm, HandOverForm, ItemForm, OutcomeForm, ReflectionForm, TableForm
from samenhang.conferences.selectors import TableRow
from samenhang.conferences.views.common import CARE
from samenhang.directory.enums import Power
from samenhang.directory.selectors import colleagues_at, organisations_by_kind
from samenhang.ui.screens import FormPage, answer_button, answer_form

EVALUATE_AFTER = timedelta(days=182)


def _table(request: Request, table_id: int) -> TableRow:
    row = selectors.table(table_id, request.today)
    if row is None:
        raise Http404
    return row


def _keeps(request: Request, row: TableRow) -> bool:
    return row.keeper_id == request.actor.user_id or row.organisation_id in request.actor.organisation_ids


def _at(row: TableRow) -> str:
    return reverse("conferences:table", args=[row.id])


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_GET
def tables(request: Request) -> HttpResponse:
    """The tables of the region: existing ones, with this group on their agenda."""
    context = {"tables": presenters.table_rows(selectors.tables(request.today))}
    return render(request, "conferences/tables.html", context)


@shows(95, 99)
@power_required(Power.WORK_ON_CASES)
@require_GET
def table(request: Request, table_id: int) -> HttpResponse:
    """One table: who convenes it, its standing agenda and its next meetings."""
    row = _table(request, table_id)
    context = {
        "row": row,
        "facts": presenters.table_facts(row),
        "items": selectors.standing_items(table_id),
        "meetings": presenters.meeting_rows(row, selectors.coming_meetings(row, request.today)),
        "reflections": selectors.reflections(table_id),
        "keeps": _keeps(request, row),
    }
    return render(request, "conferences/table.html", context)


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_table(request: Request) -> HttpResponse:
    """Put an existing table on the map."""
    form = TableForm(
        request.POST or None,
        organisations=organisations_by_kind(),
        initial={"organisation": request.actor.organisation_id, "first_on": request.today},
    )
    page = FormPage(
        _("A table of the region"),
        reverse("conferences:tables"),
        _("Tables"),
        purpose=_("Tables that exist already. No new one is made when one will do."),
        what=_("Who meets when, and who calls it together. You keep it; you can hand it over."),
        who=_("Everybody who works on cases in the region."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda _data: services.add_table(actor=request.actor, values=form.values()),
        done=_("The table is on the map. Now write its standing agenda."),
    )


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def change_table(request: Request, table_id: int) -> HttpResponse:
    """When and where a table meets."""
    row = _table(request, table_id)
    initial = {**presenters.as_initial(row), "organisation": row.organisation_id}
    form = TableForm(request.POST or None, organisations=organisations_by_kind(), initial=initial)
    page = FormPage(_("Change the table"), _at(row), row.name)

    def do(data: dict[str, Any]) -> None:
        services.change_table(
            actor=request.actor, table_id=table_id, values=form.values(), expected_version=data["version"] or 0
        )

    return answer_form(request, form, page, do, done=_("The table is changed."))


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def standing(request: Request, table_id: int) -> HttpResponse:
    """The standing agenda of a table."""
    row = _table(request, table_id)
    form = AgendaForm(request.POST or None, items=selectors.standing_items(table_id), initial={"version": row.version})
    page = FormPage(
        _("Standing agenda"),
        _at(row),
        row.name,
        purpose=_("What comes back at every meeting. Mark the point about the people of this way of working."),
    )

    def do(data: dict[str, Any]) -> None:
        services.set_agenda(
            actor=request.actor, table_id=table_id, items=form.items(), expected_version=data["version"]
        )

    return answer_form(request, form, page, do, done=_("The standing agenda is kept."))


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def hand_over(request: Request, table_id: int) -> HttpResponse:
    """Let another colleague keep the table."""
    row = _table(request, table_id)
    form = HandOverForm(request.POST or None, staff=colleagues_at(row.organisation_id, request.today))
    page = FormPage(_("Hand over the table"), _at(row), row.name)

    def do(data: dict[str, Any]) -> None:
        services.hand_over_table(actor=request.actor, table_id=table_id, keeper_id=data["keeper"])

    return answer_form(request, form, page, do, done=_("The table is handed over."))


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_POST
def end_table(request: Request, table_id: int) -> HttpResponse:
    """The table no longer meets."""
    _table(request, table_id)
    return answer_button(
        request,
        lambda: services.end_table(actor=request.actor, table_id=table_id, today=request.today),
        done=_("The table no longer meets. Its history stays."),
        to=reverse("conferences:tables"),
    )


def _meeting(request: Request, table_id: int, day: str) -> tuple[TableRow, date]:
    row = _table(request, table_id)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if not row.first_on <= on or on.year > request.today.year + 3 or not selectors.meets_on(row, on):
        raise Http404
    return row, on


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def agenda(request: Request, table_id: int, day: str) -> HttpResponse:
    """The agenda of one meeting; about somebody only as far as the reader may see them."""
    row, on = _meeting(request, table_id, day)
    with reading(
        request.actor, purpose=CARE, what="Agenda of a table", categories=Category.ID_CONTACT | Category.APPOINTMENTS
    ) as seen:
        found = selectors.agenda(request.actor, row, on, purpose=CARE)
        seen["people"] = sorted({t.person_id for t in found.talks})
    view = presenters.agenda_view(found, request.actor.user_id, keeps=_keeps(request, row))
    here = reverse("conferences:agenda", args=[table_id, day])
    page = FormPage(row.name, here, row.name, template="conferences/agenda.html")

    def do(data: dict[str, Any]) -> None:
        services.put_on_agenda(actor=request.actor, table_id=table_id, on=on, text=data["text"], today=request.today)

    return answer_form(
        request, ItemForm(request.POST or None), page, do, done=_("It is on the agenda."), view=view, row=row
    )


@shows(99)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def settle_item(request: Request, table_id: int, day: str, item_id: int) -> HttpResponse:
    """What came of a general point."""
    row, on = _meeting(request, table_id, day)
    page = FormPage(_("What came of it?"), reverse("conferences:agenda", args=[table_id, on.isoformat()]), row.name)

    def do(data: dict[str, Any]) -> None:
        services.settle_item(actor=request.actor, item_id=item_id, outcome=data["outcome"])

    return answer_form(request, OutcomeForm(request.POST or None), page, do, done=_("It is kept."))


@shows(95)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def reflection(request: Request, table_id: int, reflection_id: int | None = None) -> HttpResponse:
    """A deliberation of a table about the cooperation itself, without anybody in it."""
    row = _table(request, table_id)
    found = selectors.reflection(table_id, reflection_id) if reflection_id is not None else None
    if reflection_id is not None and found is None:
        raise Http404
    names = (
        "dilemma", "held_on", "attendees", "values_of_each", "arguments_for", "arguments_against", "grounds", "evaluate_on", "version",
    )  # fmt: skip
    initial = {n: getattr(found, n) for n in names} if found else {
        "held_on": request.today, "evaluate_on": request.today + EVALUATE_AFTER,
    }  # fmt: skip
    form = ReflectionForm(request.POST or None, initial=initial)
    page = FormPage(
        _("Reflection on the cooperation"),
        _at(row),
        row.name,
        purpose=_("What pulls apart in how organisations work together? About nobody by name."),
        why=_("Parties that know what matters to each other keep working together when it is hard."),
        who=_("Everybody who works on cases in the region."),
    )

    def do(data: dict[str, Any]) -> None:
        services.reflect(
            actor=request.actor,
            table_id=table_id,
            values=form.values(),
            reflection_id=reflection_id,
            expected_version=data["version"] or 0,
        )

    return answer_form(request, form, page, do, done=_("It is kept."))
