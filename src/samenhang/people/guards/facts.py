"""The screens that every kind of fact about a person has in common: the list with its history, add, change, withdraw.

A package describes each kind as a :class:`FactScreen`; the pages and their addresses follow from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samenhang.access.enums import Category, Purpose
from samenhang.access.guards import Request, View, power_required, shows
from samenhang.access.labels import category_words
from samenhang.access.selectors import may_read, may_write
from samenhang.access.services import reading
from samenhang.base.errors import Conflict
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person
from samenhang.people.selectors import KeptRow, PersonRow, kept_facts
from samenhang.people.services import FactKind, change_fact, keep_fact, withdraw_fact
from samenhang.ui.fact_forms import FactForm, said
from samenhang.ui.reasons import reason_text
from samenhang.ui.screens import FormPage, answer_form, form_page

CARE = Purpose.CARE_COORDINATION


class WithdrawForm(forms.Form):
    """Why a fact no longer holds."""

    why = forms.CharField(
        label=gettext_lazy("Why it no longer holds"),
        max_length=300,
        help_text=gettext_lazy("Stays with the fact in the history. No new facts here."),
    )


@dataclass(frozen=True)
class FactScreen:
    """The words and the form of one kind of fact, and to which rows of the ledger its pages belong.

    ``elsewhere`` gives the address where such facts are noted and changed when that is another page: of a person, and of
    the fact when there is one.
    """

    kind: FactKind
    form: type[FactForm]
    title: Promise
    add: Promise
    change: Promise
    about: Promise
    empty: Promise
    rows: tuple[int, ...]
    why: Promise | str = ""
    tab: str = "picture"
    elsewhere: Callable[[int, KeptRow | None], str] | None = None

    @property
    def code(self) -> str:
        """The word of this kind in an address."""
        return self.kind.code

    @property
    def who(self) -> str:
        """Who sees it, from the category that a grant must open."""
        kinds = ", ".join(str(w) for w in category_words(int(self.kind.category)))
        return _("Whoever may read: %(kinds)s. Every look is logged.") % {"kinds": kinds}


@dataclass(frozen=True)
class FactCard:
    """A fact as a list shows it."""

    row: KeptRow
    title: str
    pairs: list[tuple[str, str]]
    change_url: str
    withdraw_url: str


def card(app: str, person_id: int, screen: FactScreen, row: KeptRow) -> FactCard:
    """The first thing that was filled in is the title, the rest stands below it."""
    pairs = said(screen.form, row.values)
    at = [person_id, row.id]
    return FactCard(
        row,
        pairs[0][1] if pairs else "",
        pairs[1:],
        screen.elsewhere(person_id, row) if screen.elsewhere else reverse(f"{app}:{screen.code}-change", args=at),
        reverse(f"{app}:{screen.code}-withdraw", args=at),
    )


def facts_of(request: Request, person_id: int, screen: FactScreen) -> list[KeptRow]:
    """Every fact of this kind that the reader may see, for a page inside its own ``reading``."""
    names = [screen.form.shown_as.get(name, name) for name in screen.form.names()]
    rows = kept_facts(request.actor, screen.kind.model, person_id, purpose=CARE, names=names)
    back = {shown: name for name, shown in screen.form.shown_as.items()}
    for row in rows:
        for shown, name in back.items():
            row.values[name] = row.values.pop(shown)
    return rows


Tabs = Callable[[int, str], list[dict[str, Any]]]


def _list(request: Request, person_id: int, app: str, screen: FactScreen, tabs: Tabs) -> HttpResponse:
    person = the_person(request, person_id)
    where, kind = person.compartment_id, screen.kind.category
    with reading(
        request.actor,
        purpose=CARE,
        what=screen.kind.model.__name__,
        categories=Category.ID_CONTACT | kind,
        dossier_id=person.dossier_id,
    ):
        rows = facts_of(request, person_id, screen)
    context = {
        "person": person,
        "screen": screen,
        "now": [card(app, person_id, screen, r) for r in rows if r.ended_at is None],
        "earlier": [card(app, person_id, screen, r) for r in rows if r.ended_at is not None],
        "full": screen.kind.once == () and any(r.ended_at is None for r in rows),
        "may_read": may_read(request.actor, where, kind),
        "may_write": may_write(request.actor, where, kind),
        "add_url": screen.elsewhere(person_id, None)
        if screen.elsewhere
        else reverse(f"{app}:{screen.code}-add", args=[person_id]),
        "tabs": tabs(person_id, screen.tab),
    }
    return render(request, "people/facts.html", context)


def _page(app: str, person: PersonRow, screen: FactScreen, heading: Any) -> FormPage:
    return FormPage(
        heading=str(heading),
        back=reverse(f"{app}:{screen.code}", args=[person.id]),
        back_label=person.name,
        purpose=str(screen.about),
        what=str(screen.about),
        why=str(screen.why),
        who=screen.who,
    )


def _add(request: Request, person_id: int, app: str, screen: FactScreen, _tabs: Tabs) -> HttpResponse:
    name = screen.kind.model.__name__
    person = the_person(request, person_id, page=f"{name} form", writes=screen.kind.category)
    initial = {n: v for n, v in request.GET.items() if n in screen.form.base_fields and n != "seen"}
    form = screen.form(request.POST or None, initial=initial, request=request, person=person)
    return answer_form(
        request,
        form,
        replace(_page(app, person, screen, screen.add), another=request.path),
        lambda _data: keep_fact(
            actor=request.actor,
            kind=screen.kind,
            person_id=person.id,
            compartment_id=person.compartment_id,
            values=form.values(),
        ),
        done=_("It stands in the picture now."),
    )


def _one(request: Request, person: PersonRow, screen: FactScreen, fact_id: int) -> tuple[KeptRow, KeptRow | None]:
    """The fact that was asked for and the one of its line that holds now; 404 for what the reader may not see."""
    with reading(
        request.actor,
        purpose=CARE,
        what=f"{screen.kind.model.__name__} form",
        categories=Category.ID_CONTACT | screen.kind.category,
        dossier_id=person.dossier_id,
    ):
        rows = kept_facts(request.actor, screen.kind.model, person.id, purpose=CARE, names=screen.form.names())
    asked = next((r for r in rows if r.id == fact_id), None)
    if asked is None:
        raise Http404
    return asked, next((r for r in rows if r.line == asked.line and r.ended_at is None), None)


def _change(request: Request, person_id: int, fact_id: int, app: str, screen: FactScreen, _tabs: Tabs) -> HttpResponse:
    """Change a fact; when somebody else did so meanwhile, what stands there now is shown and nothing typed is lost."""
    person = the_person(request, person_id, writes=screen.kind.category)
    asked, now = _one(request, person, screen, fact_id)
    page = _page(app, person, screen, screen.change)
    page = FormPage(**{**vars(page), "template": "people/fact_form.html"})
    shown = now or asked
    data = request.POST.copy() if request.method == "POST" else None
    overtaken = data is not None and (now is None or data.get("seen") != str(now.id))
    if data is not None and overtaken:
        data["seen"] = str(shown.id)
    form = screen.form(data, initial={**shown.values, "seen": shown.id}, request=request, person=person)
    if overtaken:
        form.add_error(None, reason_text(Conflict("CHANGED_MEANWHILE")))
        return form_page(request, form, page, status=409, stands_now=said(screen.form, now.values) if now else None)
    return answer_form(
        request,
        form,
        page,
        lambda seen: change_fact(
            actor=request.actor, kind=screen.kind, fact_id=seen["seen"] or shown.id, values=form.values()
        ),
        done=_("Changed. What stood there before is kept in the history."),
    )


def _withdraw(
    request: Request, person_id: int, fact_id: int, app: str, screen: FactScreen, _tabs: Tabs
) -> HttpResponse:
    person = the_person(request, person_id, writes=screen.kind.category)
    asked, _now = _one(request, person, screen, fact_id)
    page = _page(app, person, screen, _("Say that this no longer holds"))
    page = FormPage(**{**vars(page), "template": "people/fact_form.html"})
    return answer_form(
        request,
        WithdrawForm(request.POST or None),
        page,
        lambda data: withdraw_fact(actor=request.actor, kind=screen.kind, fact_id=asked.id, why=data["why"]),
        done=_("It no longer counts. It stays readable in the history, with your reason."),
        withdrawn=said(screen.form, asked.values),
    )


def fact_paths(app: str, screens: Iterable[FactScreen], *, tabs: Tabs) -> list[URLPattern]:
    """The addresses of these kinds under ``people/<person>/``: the list, add, change and withdraw of each.

    ``tabs`` makes the views on a person from their id and the one that is open.
    """
    found = []
    for screen in screens:
        base, one = f"people/<int:person_id>/{screen.code}/", f"<int:{screen.code.replace('-', '_')}_id>/"
        for end, name, course in (
            ("", "", _list),
            ("add/", "-add", _add),
            (f"{one}change/", "-change", _change),
            (f"{one}withdraw/", "-withdraw", _withdraw),
        ):
            if screen.elsewhere is not None and course in (_add, _change):
                continue
            found.append(path(f"{base}{end}", _view(course, app, screen, tabs), name=f"{screen.code}{name}"))
    return found


def _view(course: Callable[..., HttpResponse], app: str, screen: FactScreen, tabs: Tabs) -> View:
    allowed = require_GET if course is _list else require_http_methods(["GET", "POST"])

    def view(request: Request, person_id: int, **ids: int) -> HttpResponse:
        return course(request, person_id, *ids.values(), app, screen, tabs)

    return shows(*screen.rows)(power_required(Power.WORK_ON_CASES)(allowed(view)))
