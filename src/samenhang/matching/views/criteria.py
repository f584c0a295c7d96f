"""One rule: what it says, whose it is, its versions; and changing it after seeing whom that touches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenhang.access.guards import power_required, shows
from samenhang.base import clock
from samenhang.base.errors import Conflict, NoGrant
from samenhang.directory.enums import Power
from samenhang.matching.services.previews import Preview, Touched, preview
from samenhang.matching.views.criterion_form import CriterionForm
from samenhang.supply import presenters
from samenhang.supply.labels import criterion_sentence
from samenhang.supply.selectors import CriterionRow, Snapshot, criterion_versions, owner_organisation, snapshot
from samenhang.supply.services import CriterionChange, change_criterion
from samenhang.ui.reasons import reason_text

_SIGNER = signing.Signer(salt="samenhang.criterion.preview")


@shows(60)
@power_required(Power.SEE_SUPPLY)
@require_http_methods(["GET", "POST"])
def criterion(request: HttpRequest, key: str) -> HttpResponse:
    """Show a rule; on POST show whom the new version would touch, and save what was shown."""
    register = snapshot(today=request.today, now=clock.now())  # type: ignore[attr-defined]
    row = register.by_criterion.get(key)
    if row is None:
        raise Http404
    reason = _reason(request, row, register)
    if request.method == "GET":
        return _page(request, row, register, CriterionForm(row=row, initial=CriterionForm.start(row)), reason)
    if reason:
        raise NoGrant("RULE_OF_OTHERS" if request.actor.can(Power.MANAGE_SUPPLY) else "NO_POWER")  # type: ignore[attr-defined]
    form = CriterionForm(request.POST, row=row, initial=CriterionForm.start(row))
    if not form.is_valid():
        return _page(request, row, register, form, reason, status=422)
    data = form.cleaned_data
    if data["expected_version"] != row.version:
        return _conflict(request, row, register, form)
    if request.POST.get("act") == "save" and data["seen"] == _mark(row, data):
        return _save(request, row, register, form)
    found = preview(
        actor=request.actor,  # type: ignore[attr-defined]
        row=row,
        operator=data["operator"],
        values=data["found"],
        hard=data["hard"],
        today=request.today,  # type: ignore[attr-defined]
        now=clock.now(),
    )
    _with(form, seen=_mark(row, data))
    return _page(request, row, register, form, reason, shown=_preview_words(found, row, data))


def _reason(request: HttpRequest, row: CriterionRow, register: Snapshot) -> str:
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.can(Power.MANAGE_SUPPLY):
        return reason_text(NoGrant("NO_POWER"))
    if owner_organisation(row, register) not in actor.organisation_ids:
        return reason_text(NoGrant("RULE_OF_OTHERS"))
    return ""


def _mark(row: CriterionRow, data: dict[str, Any]) -> str:
    """A seal on exactly what was shown, so that nothing else is saved."""
    return _SIGNER.signature(repr((row.key, row.version, data["operator"], data["found"], data["hard"])))


def _with(form: CriterionForm, **values: Any) -> None:
    """Fill hidden fields of a form that stays as it was typed."""
    data: Any = form.data
    data = data.copy()
    for name, value in values.items():
        data[name] = value
    form.data = data


def _save(request: HttpRequest, row: CriterionRow, register: Snapshot, form: CriterionForm) -> HttpResponse:
    data = form.cleaned_data
    change = CriterionChange(
        key=row.key,
        expected_version=data["expected_version"],
        operator=data["operator"],
        values=data["found"],
        hard=data["hard"],
        why=data["why"],
    )
    try:
        saved = change_criterion(actor=request.actor, change=change, today=request.today)  # type: ignore[attr-defined]
    except Conflict:
        register = snapshot(today=request.today, now=clock.now())  # type: ignore[attr-defined]
        return _conflict(request, register.by_criterion[row.key], register, form)
    messages.success(
        request,
        _("Version %(number)s is saved and holds from today. Version %(before)s stays readable below.")
        % {"number": saved.version, "before": row.version},
    )
    return HttpResponseRedirect(reverse("matching:criterion", args=[row.key]))


def _conflict(request: HttpRequest, row: CriterionRow, register: Snapshot, form: CriterionForm) -> HttpResponse:
    """Somebody saved first: both versions beside each other, what was typed still in the form."""
    data = form.cleaned_data
    before = criterion_versions(row.key)[0]
    both = {
        "yours": _words(row.fact, data["operator"], data["found"], data["hard"]),
        "theirs": _words(row.fact, row.operator, row.values, row.hard),
        "who": before.changed_by.name if before.changed_by else "",
        "why": before.why,
        "version": row.version,
        "reason": reason_text(Conflict("CHANGED_MEANWHILE")),
    }
    _with(form, expected_version=row.version, seen="")
    return _page(request, row, register, form, "", status=409, conflict=both)


def _words(fact: str, operator: str, values: tuple[Any, ...], hard: bool) -> str:
    weight = _("must hold") if hard else _("weighs in")
    return f"{criterion_sentence(fact, operator, values)} ({weight})"


def _page(
    request: HttpRequest, row: CriterionRow, register: Snapshot, form: CriterionForm, reason: str, *,
    status: int = 200, shown: dict[str, Any] | None = None, conflict: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    line = presenters.criterion_line(row, register, request.actor, get_language() or "nl")  # type: ignore[attr-defined]
    reached = [p for p in register.places if row in register.criteria_of[p.id]]
    return render(
        request,
        "matching/criterion.html",
        {
            "line": line,
            "facts": [
                (_("Whose"), f"{line['owner']} ({line['scope']})"),
                (_("Source"), line["source"] or _("not written down")),
                (_("Kind of obstacle"), line["obstacle"]),
                (_("Weight"), line["weight"]),
                (_("Can be relaxed by"), line["relaxed"]),
                (_("What would lift it"), "; ".join(line["remedies"]) or _("nothing known yet")),
            ],
            "reached": [(p.name, p.municipality, reverse("supply:place", args=[p.id])) for p in reached[:12]],
            "reached_count": len(reached),
            "reached_more": max(0, len(reached) - 12),
            "versions": _versions(row),
            "form": form,
            "reason": reason,
            "preview": shown,
            "conflict": conflict,
            "back": reverse("supply:place", args=[row.place_id]) if row.place_id else reverse("supply:register"),
        },
        status=status,
    )


def _versions(row: CriterionRow) -> list[dict[str, Any]]:
    return [
        {
            "version": v.version,
            "words": _words(v.fact, v.operator, tuple(v.values), v.hard),
            "since": v.valid_from,
            "current": v.valid_to is None,
            "who": v.changed_by.name if v.changed_by else "",
            "why": v.why,
        }
        for v in criterion_versions(row.key)
    ]


def _preview_words(found: Preview, row: CriterionRow, data: dict[str, Any]) -> dict[str, Any]:
    groups = [
        (_("a place opens"), "positive", "check", found.opens),
        (_("a place closes"), "negative", "x", found.closes),
        (_("a place comes nearer"), "info", "route", found.liftable),
    ]
    return {
        "before": _words(row.fact, row.operator, row.values, row.hard),
        "after": _words(row.fact, data["operator"], data["found"], data["hard"]),
        "unchanged": (row.operator, tuple(row.values), row.hard) == (data["operator"], data["found"], data["hard"]),
        "groups": [_group(label, tone, icon, touched) for label, tone, icon, touched in groups],
        "same": str(found.same) if found.all_named else _("everybody else"),
        "nobody": found.opens.count + found.closes.count + found.liftable.count == 0,
        "pairs": "" if not found.all_named or not found.pairs else ngettext(
            "%(count)s combination of person and place is judged differently.",
            "%(count)s combinations of person and place are judged differently.",
            found.pairs,
        ) % {"count": found.pairs},
        "places": ngettext("%(count)s place", "%(count)s places", found.places) % {"count": found.places},
        "traceable": found.traceable,
    }  # fmt: skip


def _group(label: str, tone: str, icon: str, touched: Touched) -> dict[str, Any]:
    """People of one kind in words: names of those whom the actor may see, the others as a number."""
    if touched.small:
        value = _("fewer than 10") if not touched.names else str(len(touched.names))
        others = _("and fewer than 10 others") if touched.names else ""
    else:
        value = str(len(touched.names) + touched.others_about)
        others = _("and %(count)s others") % {"count": touched.others_about} if touched.names and touched.others else ""
    return {
        "label": label,
        "tone": tone if touched.count else "",
        "icon": icon,
        "value": value,
        "names": touched.names,
        "others": others,
    }
