"""The gallery: every component live, with long words and in its empty, full and error states."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenhang.ui import examples


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page, fed with invented examples."""
    return render(request, "ui/gallery.html", examples.gallery(request.GET))
