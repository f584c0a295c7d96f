"""Error pages: what happened, what is kept, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from samenhang.base.errors import Refused
from samenhang.ui.reasons import reason_text


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400"""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403"""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same page for what does not exist and for what may not be seen, so that neither can be told apart."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: static, without anything about the request."""
    return HttpResponse(render_to_string("500.html"), status=500)


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """403 or 409 with the reason in words."""
    return render(request, f"{exception.status}.html", {"reason": reason_text(exception)}, status=exception.status)
