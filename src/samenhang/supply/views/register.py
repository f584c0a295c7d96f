"""The register: a table with filters, the same as a file and on paper. Holds no personal facts."""

from __future__ import annotations

import csv

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from samenhang.access.guards import power_required, shows
from samenhang.base import clock
from samenhang.directory.enums import Power
from samenhang.directory.selectors import municipality_map
from samenhang.supply import presenters
from samenhang.supply.forms import RegisterForm
from samenhang.supply.rules import RegisterFilter, search_register
from samenhang.supply.selectors import PlaceRow, snapshot, treatments

SIZE = 50
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def _found(request: HttpRequest) -> tuple[list[PlaceRow], RegisterForm, RegisterFilter, dict[str, str], str]:
    names = treatments(get_language() or "nl")
    form = RegisterForm(request.GET, treatments=names)
    wanted = form.wanted()
    register = snapshot(today=request.today, now=clock.now())  # type: ignore[attr-defined]
    words = presenters.searchable(register.places, names) if wanted.query else None
    sort = presenters.sort_of(request.GET.get("sort", ""))
    rows = presenters.sorted_places(search_register(register.places, wanted, words=words), sort)
    return rows, form, wanted, names, sort


def _query(request: HttpRequest) -> dict[str, str]:
    """What the addresses of other views on the same selection carry along."""
    return {k: str(v) for k, v in request.GET.items() if k not in {"page", "sort"} and v}


@shows(47, 48, 58, 59)
@power_required(Power.SEE_SUPPLY)
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Every place of the region that matches, fifty to a page."""
    rows, form, wanted, _names, sort = _found(request)
    page = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    query = _query(request)
    today, filtered = request.today, wanted != RegisterFilter()  # type: ignore[attr-defined]
    table = presenters.register_table(list(page.object_list), today, sort=sort, query=query, filtered=filtered)
    return render(
        request,
        "supply/register.html",
        {
            "table": table,
            "page": page,
            "form": form,
            "figures": presenters.register_figures(rows),
            "total": len(rows),
            "same": urlencode({**query, "sort": sort}),
            "may_import": request.actor.can(Power.IMPORT_SUPPLY),  # type: ignore[attr-defined]
        },
    )


@shows(58)
@power_required(Power.SEE_SUPPLY)
@require_GET
def register_print(request: HttpRequest) -> HttpResponse:
    """The whole selection on paper, with the filter and the day in words."""
    rows, _form, wanted, names, sort = _found(request)
    table = presenters.register_table(rows, request.today, sort=sort, query={}, filtered=True, paper=True)  # type: ignore[attr-defined]
    return render(
        request,
        "supply/register_print.html",
        {
            "table": table,
            "figures": presenters.register_figures(rows),
            "selection": presenters.filter_words(wanted, names, municipality_map()),
            "same": urlencode(_query(request)),
        },
    )


@shows(58)
@power_required(Power.SEE_SUPPLY)
@require_GET
def register_csv(request: HttpRequest) -> HttpResponse:
    """The selection as a file for a spreadsheet."""
    rows, *_rest = _found(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="places-{request.today:%Y-%m-%d}.csv"'  # type: ignore[attr-defined]
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(presenters.CSV_HEADER)
    for row in rows:
        writer.writerow([_safe(cell) for cell in presenters.csv_row(row)])
    return response


def _safe(value: object) -> str:
    """A cell that a spreadsheet reads as text: a leading formula sign gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text
