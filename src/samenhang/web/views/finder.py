"""The person finder: whom to call about what and where, coordinators, and who stands in while one is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenhang.access.guards import Request, shows, signed_in
from samenhang.base.errors import NoGrant
from samenhang.directory import selectors, services
from samenhang.directory.enums import ContactTopic, Power
from samenhang.directory.labels import TOPICS
from samenhang.ui.screens import FormPage, answer_button, answer_form
from samenhang.web.forms_finder import AwayForm, ContactForm, CoordinatorForm, FinderForm

_POWERS = (Power.WORK_ON_CASES, Power.RECEIVE_SHARED, Power.MANAGE_ACCOUNTS)


def _for_colleagues(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For who works on cases, receives what is shared, or keeps the accounts of an organisation."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not any(request.actor.can(power) for power in _POWERS):
            raise NoGrant("NO_POWER", power=Power.WORK_ON_CASES)
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def _own(request: Request) -> list[tuple[int, str]]:
    """The organisations whose contacts this actor keeps."""
    mine = [i for i in request.actor.organisation_ids if selectors.may_keep_contacts(request.actor, i)]
    return sorted(((i, selectors.organisation_name(i)) for i in mine), key=lambda pair: pair[1])


def _colleagues(request: Request) -> list[tuple[int, str]]:
    """Who works at the same organisations, without the actor."""
    found = {
        c.user_id: c.name
        for i in request.actor.organisation_ids
        for c in selectors.colleagues_at(i, request.today)
        if c.user_id != request.actor.user_id
    }
    return sorted(found.items(), key=lambda pair: pair[1])


@shows(37, 27)
@_for_colleagues
@require_GET
def finder(request: Request) -> HttpResponse:
    """Whom do I call about this, here?"""
    own = _own(request)
    organisations = [(pk, name) for pk, name, _kind in selectors.organisations_by_kind()]
    form = FinderForm(request.GET or None, municipalities=selectors.municipality_names(), organisations=organisations)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = selectors.contacts(
        request.today,
        topic=asked.get("topic") or "",
        municipality_id=asked.get("municipality"),
        organisation_id=asked.get("organisation"),
    )
    mine = {pk for pk, _name in own}
    coordinators = selectors.coordinators()
    context = {
        "form": form,
        "asked": any(asked.values()),
        "contacts": [{"row": r, "topic": str(TOPICS[r.topic]), "may_change": r.organisation_id in mine} for r in rows],
        "without": [c for c in coordinators if not c.coordinator],
        "coordinators": [(c, c.organisation_id in mine) for c in coordinators if c.coordinator],
        "own": own,
        "may_keep": bool(own),
        "away": selectors.away(request.actor.me, request.today),
    }
    return render(request, "web/finder.html", context)


def _contact_form(request: Request, **more: Any) -> ContactForm:
    return ContactForm(
        request.POST or None,
        organisations=_own(request),
        municipalities=selectors.municipality_names(),
        colleagues=[*_colleagues(request), (request.actor.me, request.actor.name)],
        **more,
    )


def _page(heading: str, purpose: str, **more: Any) -> FormPage:
    return FormPage(
        heading=heading,
        back=reverse("finder:finder"),
        back_label=_("Whom to call"),
        purpose=purpose,
        why=_("Finding the right one should not depend on whom somebody happens to know."),
        who=_("Everybody in the region who works on cases or receives what is shared."),
        **more,
    )


def _require_own(request: Request) -> None:
    if not _own(request):
        raise NoGrant("NOT_YOUR_COLLEAGUES")


@shows(37)
@_for_colleagues
@require_http_methods(["GET", "POST"])
def new_contact(request: Request) -> HttpResponse:
    """Add somebody to call."""
    _require_own(request)
    page = _page(_("Add somebody to call"), _("Of your own organisation, for one subject."))
    return answer_form(
        request, _contact_form(request), page, lambda data: _save(request, data, None), done=_("The contact is there.")
    )


def _save(request: Request, data: dict[str, Any], replaces: int | None) -> None:
    new = services.NewContact(
        organisation_id=data["organisation"],
        topic=ContactTopic(data["topic"]),
        municipality_id=data["municipality"],
        user_id=data["user"],
        name=data["name"],
        phone=data["phone"],
        mobile=data["mobile"],
        hours=data["hours"],
        is_default=data["is_default"],
    )
    services.save_contact(actor=request.actor, new=new, today=request.today, replaces=replaces)


@shows(37)
@_for_colleagues
@require_http_methods(["GET", "POST"])
def change_contact(request: Request, contact_id: int) -> HttpResponse:
    """Change who is to be called; who was, stays in the history."""
    _require_own(request)
    row = selectors.contact(contact_id, request.today)
    if row is None:
        raise Http404
    if not selectors.may_keep_contacts(request.actor, row.organisation_id):
        raise NoGrant("NOT_YOUR_COLLEAGUES")
    initial = {
        "organisation": row.organisation_id,
        "topic": row.topic,
        "municipality": row.municipality_id,
        "user": row.user_id,
        "name": "" if row.user_id else row.name,
        "phone": row.phone,
        "mobile": row.mobile,
        "hours": row.hours,
        "is_default": row.is_default,
    }
    page = _page(_("Change somebody to call"), row.organisation)
    return answer_form(
        request,
        _contact_form(request, initial=initial),
        page,
        lambda data: _save(request, data, contact_id),
        done=_("The contact is changed."),
    )


@shows(37)
@_for_colleagues
@require_POST
def end_contact(request: Request, contact_id: int) -> HttpResponse:
    """Somebody is no longer to be called."""
    return answer_button(
        request,
        lambda: services.end_contact(actor=request.actor, contact_id=contact_id, today=request.today),
        done=_("The contact no longer stands here."),
        to=reverse("finder:finder"),
    )


@shows(27)
@_for_colleagues
@require_http_methods(["GET", "POST"])
def coordinator(request: Request, organisation_id: int) -> HttpResponse:
    """Name the coordinator of one's own organisation and the deputy."""
    if not selectors.may_keep_contacts(request.actor, organisation_id):
        raise NoGrant("NOT_YOUR_COLLEAGUES")
    row = next(c for c in selectors.coordinators() if c.organisation_id == organisation_id)
    form = CoordinatorForm(
        request.POST or None,
        initial={
            "coordinator": row.coordinator,
            "phone": row.phone,
            "deputy": row.deputy,
            "deputy_phone": row.deputy_phone,
        },
    )
    page = _page(_("Who coordinates the working together"), row.organisation)
    return answer_form(
        request,
        form,
        page,
        lambda data: services.name_coordinator(actor=request.actor, organisation_id=organisation_id, **data),
        done=_("The coordinator is named."),
    )


@shows(37)
@_for_colleagues
@require_http_methods(["GET", "POST"])
def away(request: Request) -> HttpResponse:
    """Say when one is away and who takes over."""
    form = AwayForm(request.POST or None, colleagues=_colleagues(request), initial={"start": request.today})
    page = _page(
        _("I am away"),
        _("Your substitute is named wherever you stand as somebody to call, and in your cases. It opens no dossier."),
    )
    return answer_form(
        request,
        form,
        page,
        lambda data: services.set_away(
            actor=request.actor,
            substitute_id=data["substitute"],
            start=data["start"],
            end=data["last_day"] + timedelta(days=1),
            today=request.today,
        ),
        done=_("It is known when you are away and who takes over."),
    )


@shows(37)
@_for_colleagues
@require_POST
def back(request: Request, away_id: int) -> HttpResponse:
    """One is back."""
    return answer_button(
        request,
        lambda: services.end_away(actor=request.actor, away_id=away_id, today=request.today),
        done=_("Nobody stands in for you any more."),
        to=reverse("finder:finder"),
    )
