"""The common course of a page with one form: fill in, one call, then on; or the form again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from samenhang.base.errors import NoGrant, Refused
from samenhang.ui.reasons import reason_text


def page_number(request: HttpRequest) -> int:
    """The page of a list that was asked for, from 1; 1 for nonsense."""
    text = request.GET.get("page", "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@dataclass(frozen=True)
class FormPage:
    """The words around a form: heading, a line of purpose, where back leads and what it is called, the button.

    ``what``, ``why`` and ``who`` are the help of the page. ``template`` replaces the usual page. With ``draft``, the name of
    the form, what is typed is kept on the server for whoever types it, and offered when the form is opened again;
    ``draft_kind`` is the category (its number) that the form writes, without a grant for it the draft is not shown again.
    With ``another``, the address of the form, there is a second button that saves and opens it again.
    """

    heading: str
    back: str
    back_label: str = ""
    purpose: str = ""
    submit: str = ""
    what: str = ""
    why: str = ""
    who: str = ""
    template: str = "ui/form_page.html"
    draft: str = ""
    draft_kind: int = 0
    another: str = ""


@dataclass(frozen=True)
class EarlierDraft:
    """Something that was typed here before and not saved."""

    id: int
    saved_at: datetime
    address: str  # where one goes on writing


@dataclass(frozen=True)
class DraftState:
    """What a form needs to keep what is typed: a sealed token, a name for this window, and what was typed before."""

    token: str
    name: str
    version: int
    save_url: str
    throw_url: str
    earlier: tuple[EarlierDraft, ...] = ()
    continued: datetime | None = None
    just_saved: bool = False  # this form was saved on the way here: nothing of it is left in the window


class Drafts(Protocol):
    """Who keeps drafts; a package above this one registers itself with :func:`keep_drafts_with`."""

    def begin(self, request: HttpRequest, form: Form, page: FormPage) -> DraftState | None:
        """What the form on this page needs; fills in a draft that is being continued. None when nothing can be kept."""

    def end(self, request: HttpRequest, page: FormPage) -> None:
        """The form was saved."""


_drafts: list[Drafts] = []


def keep_drafts_with(keeper: Drafts) -> None:
    """Let this keep the drafts of all forms; called once, when the software starts."""
    _drafts[:] = [keeper]


def form_page(
    request: HttpRequest, form: Form, page: FormPage, *, status: int | None = None, **more: Any
) -> HttpResponse:
    """Show a form; status 422 when it holds what was sent."""
    state = _drafts[0].begin(request, form, page) if page.draft and _drafts else None
    context = {"form": form, "page": page, "draft": state, **more}
    return render(request, page.template, context, status=status or (422 if form.is_bound else 200))


def answer_form(
    request: HttpRequest,
    form: Form,
    page: FormPage,
    do: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    to: str = "",
    **more: Any,
) -> HttpResponse:
    """The course of a form: when it is sent and valid, ``do`` its values and go on with ``done`` as message.

    A refusal with a coded reason stands on the form, and everything that was typed is still there; a missing grant is a
    page of its own. ``to`` is where it leads, otherwise back.
    """
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except NoGrant:
            raise
        except Refused as refused:
            form.add_error(None, reason_text(refused))
            return form_page(request, form, page, status=refused.status if refused.status == 409 else None, **more)
        if page.draft and _drafts:
            _drafts[0].end(request, page)
        messages.success(request, done)
        again = page.another if "another" in request.POST else ""
        return HttpResponseRedirect(again or to or page.back)
    return form_page(request, form, page, **more)


def answer_button(request: HttpRequest, do: Callable[[], Any], *, done: str, to: str) -> HttpResponse:
    """A button without fields: do it and go on; a refusal with a coded reason is said on the next page."""
    try:
        do()
    except NoGrant:
        raise
    except Refused as refused:
        messages.error(request, reason_text(refused))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(to)
