"""Screens of picture."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenhang.access.guards import Request, power_required
from samenhang.directory.enums import Power
from samenhang.people.guards import the_person
from samenhang.people.presenters import person_tabs


@power_required(Power.WORK_ON_CASES)
@require_GET
def overview(request: Request, person_id: int) -> HttpResponse:
    """To be filled by whoever writes this package."""
    row = the_person(request, person_id, page="picture")
    return render(request, "ui/base.html", {"title": row.name, "tabs": person_tabs(person_id, "picture")})
