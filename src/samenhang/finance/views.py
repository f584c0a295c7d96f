"""Time that belongs to no client: register it, correct it, see what it adds up to. And cover that lets support go on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.selectors import may_read, may_write
from samenhang.access.services import reading
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.directory.selectors import organisations_by_kind
from samenhang.finance import presenters, services
from samenhang.finance.forms import CoverForm, ExtendForm, SettleForm, TimeForm
from samenhang.finance.rules import without_cover
from samenhang.finance.selectors import CoverRow, Line, covers_of, funders, own_line, own_lines, switches_of, totals
from samenhang.legal.selectors import settled_duties, titles_and_indications
from samenhang.pathway.selectors import placements
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs
from samenhang.ui.downloads import attached
from samenhang.ui.reasons import reason_text
from samenhang.ui.screens import FormPage, answer_form


def _since(today: date) -> date:
    """The first day of the month eleven months ago: twelve months with this one."""
    return today.replace(year=today.year - 1, month=today.month + 1, day=1) if today.month < 12 else date(today.year, 1, 1)  # fmt: skip


@shows(88)
@power_required(Power.REGISTER_TIME)
@require_GET
def overview(request: Request) -> HttpResponse:
    """One's own lines, and what the organisation adds up to."""
    rows = totals(request.actor, since=_since(request.today))
    context = {
        "own": presenters.own_table(own_lines(request.actor)),
        "totals": presenters.totals_table(rows, with_organisation=False),
        "organisation": request.actor.organisation,
        "may_see_region": request.actor.can(Power.SEE_REGION),
    }
    return render(request, "finance/overview.html", context)


@shows(88)
@power_required(Power.REGISTER_TIME)
@require_GET
def overview_csv(request: Request) -> HttpResponse:
    """The totals of one's own organisation as a file; logged."""
    return _file(request, everybody=False)


@shows(88)
@power_required(Power.SEE_REGION)
@require_GET
def region(request: Request) -> HttpResponse:
    """The totals of every organisation, for who plans and pays."""
    rows = totals(request.actor, since=_since(request.today), everybody=True)
    return render(request, "finance/region.html", {"totals": presenters.totals_table(rows, with_organisation=True)})


@shows(88)
@power_required(Power.SEE_REGION)
@require_GET
def region_csv(request: Request) -> HttpResponse:
    """The totals of every organisation as a file; logged."""
    return _file(request, everybody=True)


def _file(request: Request, *, everybody: bool) -> HttpResponse:
    rows = totals(request.actor, since=_since(request.today), everybody=everybody)
    content = services.export_time(actor=request.actor, rows=presenters.csv_rows(rows))
    return attached(content, f"time-{request.today.isoformat()}.csv", "text/csv; charset=utf-8")


@shows(88)
@power_required(Power.REGISTER_TIME)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Register time."""
    form = TimeForm(request.POST or None, initial={"day": request.today}, payers=_payers(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            services.register_time(actor=request.actor, values=form.values(), today=request.today)
        except Refused as refused:
            status = _refused(form, refused)
        else:
            messages.success(request, _("Registered."))
            return redirect("finance:overview")
    return render(request, "finance/form.html", {"form": form}, status=status)


@shows(88)
@power_required(Power.REGISTER_TIME)
@require_http_methods(["GET", "POST"])
def line(request: Request, line_id: int) -> HttpResponse:
    """Correct one of one's own lines."""
    row = own_line(request.actor, line_id)
    if row is None:
        raise Http404
    form = TimeForm(request.POST or None, initial=_initial(row), payers=_payers(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            services.correct_time(
                actor=request.actor,
                line_id=line_id,
                values=form.values(),
                expected_version=form.cleaned_data["version"] or 0,
                today=request.today,
            )
        except Refused as refused:
            status = _refused(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("finance:overview")
    return render(request, "finance/form.html", {"form": form, "line": row}, status=status)


@shows(88)
@power_required(Power.REGISTER_TIME)
@require_POST
def withdraw(request: Request, line_id: int) -> HttpResponse:
    """Withdraw one of one's own lines."""
    services.withdraw_time(actor=request.actor, line_id=line_id)
    messages.success(request, _("Withdrawn: it counts nowhere any more."))
    return redirect("finance:overview")


def _payers(request: Request) -> list[tuple[int, str]]:
    return [(pk, name) for pk, name in funders() if pk != request.actor.organisation_id]


def _initial(row: Line) -> dict[str, object]:
    return {
        "kind": row.kind,
        "day": row.day,
        "hours": row.quarters / 4,
        "description": row.description,
        "covered_by": row.covered_by_id,
        "version": row.version,
    }


def _refused(form: Form, refused: Refused) -> int:
    if isinstance(refused, NoGrant):
        raise refused
    form.add_error("description" if refused.code == "NAMES_SOMEBODY" else None, reason_text(refused))
    return refused.status


# ---- provisional cover --------------------------------------------------------------------------------

CARE = Purpose.CARE_COORDINATION
_READS = Category.ID_CONTACT | Category.INDICATION


@shows(87)
@power_required(Power.WORK_ON_CASES)
@require_GET
def covers(request: Request, person_id: int) -> HttpResponse:
    """Support of a person that goes on while payers settle, and how it was settled."""
    actor = request.actor
    row = the_person(request, person_id)
    reads = _READS | Category.TITLE_FACT | Category.PLACEMENT_HISTORY
    with reading(actor, purpose=CARE, what="Provisional cover", categories=reads, dossier_id=row.dossier_id):
        found = covers_of(actor, person_id, purpose=CARE)
        held, entitled = titles_and_indications(actor, person_id, purpose=CARE, today=request.today)
        stays = placements(actor, [person_id], purpose=CARE)
        settled = settled_duties(actor, [person_id], purpose=CARE)
        knows = may_read(actor, row.compartment_id, Category.INDICATION)
    switched = switches_of(held, stays, entitled, settled, request.today) if knows else []
    context = {
        "person": row,
        "tabs": person_tabs(person_id, "history"),
        "covers": [presenters.cover_view(c, request.today) for c in found],
        "switches": [presenters.switch_view(s) for s in without_cover(switched, [(c.start, c.until) for c in found])],
        "may_write": may_write(actor, row.compartment_id, Category.INDICATION),
    }
    return render(request, "finance/covers.html", context)


def _cover_words(request: Request, heading: str, purpose: str) -> FormPage:
    return FormPage(
        heading,
        reverse("finance:covers", args=[request.person.id]),
        request.person.name,
        purpose=purpose,
        who=_("Everybody who takes part and may read indications, the person first of all."),
    )


def _one_cover(request: Request, person_id: int, cover_id: int) -> CoverRow:
    row = the_person(request, person_id, page="Cover form", writes=Category.INDICATION)
    found = next((c for c in covers_of(request.actor, row.id, purpose=CARE) if c.id == cover_id), None)
    if found is None:
        raise Http404
    return found


def _asked_day(request: Request) -> date | None:
    """The day with which a link fills in the form; None when it is no day."""
    try:
        return parse_date(request.GET.get("start", ""))
    except ValueError:  # written as a day, but no day: 31 February
        return None


@shows(87)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def new_cover(request: Request, person_id: int) -> HttpResponse:
    """Write down that support goes on and who covers it for now."""
    row = the_person(request, person_id, page="Cover form", writes=Category.INDICATION)
    organisations = [(pk, name) for pk, name, _kind in organisations_by_kind()]
    asked = {"from_payer": request.GET.get("from", ""), "to_payer": request.GET.get("to", "")}
    initial = {"start": _asked_day(request) or request.today, **asked}
    form = CoverForm(request.POST or None, initial=initial, organisations=organisations)

    def do(_data: dict[str, Any]) -> None:
        services.agree_cover(
            actor=request.actor, person_id=row.id, compartment_id=row.compartment_id, new=form.values()
        )

    words = _cover_words(
        request,
        _("Let support go on"),
        _("At a switch of payer support does not stop: somebody covers it for now, and it is settled afterwards."),
    )
    return answer_form(request, form, words, do, done=_("Written down. Support goes on; Today reminds of settling it."))


@shows(87)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def extend_cover(request: Request, person_id: int, cover_id: int) -> HttpResponse:
    """Let cover go on until a later day."""
    row = _one_cover(request, person_id, cover_id)

    def do(data: dict[str, Any]) -> None:
        services.extend_cover(actor=request.actor, cover_id=cover_id, **data)

    words = _cover_words(request, _("Settle it later"), row.what[:160])
    return answer_form(request, ExtendForm(request.POST or None), words, do, done=_("It goes on until that day."))


@shows(87)
@power_required(Power.WORK_ON_CASES)
@require_http_methods(["GET", "POST"])
def settle_cover(request: Request, person_id: int, cover_id: int) -> HttpResponse:
    """Write down how cover was settled."""
    row = _one_cover(request, person_id, cover_id)
    form = SettleForm(request.POST or None, initial={"on": request.today})

    def do(data: dict[str, Any]) -> None:
        services.settle_cover(actor=request.actor, cover_id=cover_id, today=request.today, **data)

    words = _cover_words(request, _("Settle the cover"), row.what[:160])
    return answer_form(request, form, words, do, done=_("Settled."))
