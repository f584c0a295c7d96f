"""The common course of a page with one form: fill in, one call, then on; or the form again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from samenhang.base.errors import NoGrant, Refused
from samenhang.ui.reasons import reason_text


@dataclass(frozen=True)
class FormPage:
    """The words around a form: heading, a line of purpose, where back leads and what it is called, the button.

    ``what``, ``why`` and ``who`` are the help of the page. ``template`` replaces the usual page.
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


def form_page(
    request: HttpRequest, form: Form, page: FormPage, *, status: int | None = None, **more: Any
) -> HttpResponse:
    """Show a form; status 422 when it holds what was sent."""
    context = {"form": form, "page": page, **more}
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
        messages.success(request, done)
        return HttpResponseRedirect(to or page.back)
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
