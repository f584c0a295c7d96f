"""Two records that may be of one person: for a caseload, for one person, and making one of two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, power_required, shows
from samenhang.access.labels import category_words
from samenhang.access.selectors import caseload
from samenhang.access.services import reading
from samenhang.base.errors import NoGrant, Refused
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person
from samenhang.people.selectors import PersonRow, alike_in, likely_duplicates
from samenhang.privacy.services import MergePreview, merge, preview_merge
from samenhang.ui.reasons import reason_text

CARE = Purpose.CARE_COORDINATION


@shows(122)
@power_required(Power.OPEN_CASES)
@require_GET
def own(request: Request) -> HttpResponse:
    """Pairs in one's own caseload that may be one person."""
    actor = request.actor
    with reading(actor, purpose=CARE, what="Likely duplicates", categories=Category.ID_CONTACT) as seen:
        pairs = alike_in(actor, caseload(actor, request.today), purpose=CARE)
        seen["dossiers"] = sorted({p.dossier_id for pair in pairs for p in pair})
    return render(request, "web/duplicates.html", {"pairs": pairs})


@shows(122)
@power_required(Power.OPEN_CASES)
@require_GET
def of_person(request: Request, person_id: int) -> HttpResponse:
    """Who may be the same as this person."""
    row = the_person(request, person_id)
    actor = request.actor
    with reading(actor, purpose=CARE, what="Likely duplicates", categories=Category.ID_CONTACT) as seen:
        found = likely_duplicates(name=row.name, birth_date=row.birth_date, actor=actor, apart_from=row.id, size=20)
        seen["dossiers"] = [row.dossier_id, *(p.dossier_id for p in found)]
    return render(request, "web/duplicates.html", {"pairs": [(row, other) for other in found], "person": row})


@shows(122)
@power_required(Power.OPEN_CASES)
@require_http_methods(["GET", "POST"])
def make_one(request: Request, person_id: int, other_id: int) -> HttpResponse:
    """Make one record of two: first who will see what and what stands in the way, then, confirmed, in one act.

    The first in the address stays; ``name`` says whose name stays.
    """
    stays, gone = the_person(request, person_id, page="Merge"), the_person(request, other_id, page="Merge")
    again = ""
    if request.method == "POST" and request.POST.get("understood"):
        try:
            merge(
                actor=request.actor,
                gone_id=gone.id,
                stays_id=stays.id,
                stamp=request.POST.get("stamp", ""),
                today=request.today,
                name_of_gone=request.POST.get("name") == "gone",
            )
        except NoGrant:
            raise
        except Refused as refused:
            again = reason_text(refused)
        else:
            messages.success(request, _("The two records are one. The old number leads to the one that stayed."))
            return HttpResponseRedirect(reverse("web:person", args=[stays.id]))
    elif request.method == "POST":
        again = _("Tick first that you have seen who will read what.")
    return _preview(request, stays, gone, again)


def _preview(request: Request, stays: PersonRow, gone: PersonRow, again: str) -> HttpResponse:
    preview: MergePreview | None = None
    why_not = ""
    try:
        preview = preview_merge(actor=request.actor, gone_id=gone.id, stays_id=stays.id, today=request.today)
    except Refused as refused:
        if refused.code == "NO_GRANT":
            raise Http404 from None
        why_not = reason_text(refused)
    context: dict[str, Any] = {
        "stays": stays,
        "gone": gone,
        "preview": preview,
        "why_not": why_not,
        "again": again,
        "gains": [
            (g.who, ", ".join(map(str, category_words(g.categories))), gone if g.of_the_one_that_goes else stays)
            for g in (preview.joined.gains if preview else ())
        ],
    }
    return render(request, "web/make_one.html", context, status=422 if again else 200)
